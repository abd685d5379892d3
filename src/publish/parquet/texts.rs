//! A column of texts while its row group fills. Takes texts, or keys of texts that stand elsewhere; keeps a key a row into
//! the distinct ones, or the texts one after another where most differ. Refuses the empty text: it is what is absent.

use super::columns::{Carried, Levels, NONE, SOME, UNASKED};
use super::dictionary::Dictionary;
use crate::model::words::{self, Words};

/// After so many texts it is settled whether a column's texts are kept once each.
const SAMPLE: usize = 16_384;
/// They are not if more than this many of three were unlike all before.
const UNLIKE_OF_THREE: usize = 2;
/// So few texts are a dictionary however unlike they are.
const FEW: usize = 128;

/// Texts: a key each into the distinct ones, or laid out one after another where most differ.
#[derive(Default)]
pub(in crate::publish) struct Texts {
    pub(super) levels: Levels,
    pub(super) words: Dictionary,
    pub(super) keys: Vec<u32>,
    /// What is laid out, once that is how they are kept.
    pub(super) plain: Option<Vec<u8>>,
}

impl Texts {
    /// Takes a row's text; the empty one is absent.
    #[inline]
    pub(in crate::publish) fn push(&mut self, text: &str) {
        if text.is_empty() {
            return self.levels.none();
        }
        self.levels.some();
        if let Some(plain) = &mut self.plain {
            return words::lay_out(plain, text.as_bytes());
        }
        let key = self.words.key(text.as_bytes());
        self.keys.push(key);
        if self.keys.len() == SAMPLE {
            self.settle();
        }
    }

    /// Takes some rows' texts that have keys elsewhere, at most [`SOME`]; absent where nothing has that key.
    #[inline]
    pub(in crate::publish) fn extend(
        &mut self,
        words: &Words,
        keys: impl ExactSizeIterator<Item = u32>,
        carried: &mut Carried,
    ) {
        let rows = keys.len();
        let settles = self.keys.len() < SAMPLE && self.keys.len() + rows >= SAMPLE;
        if settles || self.plain.is_some() {
            return keys.for_each(|key| self.push(words.text(key)));
        }
        let (mut there, mut some) = ([false; SOME], [0; SOME]);
        let mut filled = 0;
        for (key, there) in keys.zip(&mut there) {
            let found = match carried.get(key) {
                UNASKED => self.ask(words, key, carried),
                found => found,
            };
            // What is absent is written over by the next.
            some[filled % SOME] = found;
            *there = found != NONE;
            filled += usize::from(*there);
        }
        self.levels.extend(&there[..rows.min(SOME)]);
        self.keys.extend_from_slice(&some[..filled]);
    }

    #[cold]
    fn ask(&mut self, words: &Words, key: u32, carried: &mut Carried) -> u32 {
        let text = words.text(key).as_bytes();
        let found = if text.is_empty() { NONE } else { self.words.key(text) };
        carried.set(key, found);
        found
    }

    /// Lays the texts out where a dictionary is no use.
    pub(super) fn settle(&mut self) {
        let unlike = self.words.len() * 3 > self.keys.len() * UNLIKE_OF_THREE;
        if self.plain.is_none() && unlike && self.keys.len() > FEW {
            let mut plain = Vec::new();
            for key in std::mem::take(&mut self.keys) {
                plain.extend_from_slice(self.words.laid_out(key));
            }
            self.words = Dictionary::default();
            self.plain = Some(plain);
        }
    }

    /// The rows by themselves. What is left has none, and room for as many.
    pub(in crate::publish) fn take(&mut self) -> Self {
        let next = Self { levels: self.levels.like(), keys: Vec::with_capacity(self.keys.len()), ..Self::default() };
        let words = self.words.take_texts();
        let full = std::mem::replace(self, next);
        self.words = full.words;
        Self { words, ..full }
    }
}
