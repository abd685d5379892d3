//! A column of texts while its row group fills. Takes texts, or keys of texts that stand elsewhere; keeps a key a row into
//! the distinct ones, or the texts one after another where most differ. Refuses the empty text: it is what is absent.

use super::columns::{Carried, NONE, SOME, UNASKED, make_room};
use super::dictionary::Dictionary;
use super::levels::Levels;
use crate::model::words::{self, Words};

/// After so many texts it is settled whether a column's texts are kept once each.
const SAMPLE: usize = 16_384;
/// They are not if more than this many of three were unlike all before.
const UNLIKE_OF_THREE: usize = 2;
/// Of texts that rise nor if more than this many were: each is like the one before it, which is how zstd finds it small.
const UNLIKE_OF_THREE_RISING: usize = 1;
/// Texts rise where no more than one of so many is less than one before it and unlike the one just before.
const RISING: usize = 16;
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
    /// How many keys are expected, and how much will be laid out: as in the row group before, or as was told.
    room: (usize, usize),
}

impl Texts {
    /// Of about so many rows.
    pub(in crate::publish) fn of_about(rows: usize) -> Self {
        Self { room: (rows, 0), ..Self::default() }
    }

    /// Takes the text of the row before once more.
    #[inline]
    pub(in crate::publish) fn push_again(&mut self, text: &str) {
        match self.keys.last() {
            // In the first row of a row group it is a text like any other, and one that is laid out has no key.
            Some(key) if !text.is_empty() && self.plain.is_none() => self.push_key(*key),
            _ => self.push(text),
        }
    }

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
        self.keep(key);
    }

    fn push_key(&mut self, key: u32) {
        self.levels.some();
        self.keep(key);
    }

    #[inline]
    fn keep(&mut self, key: u32) {
        self.keys.push(key);
        if self.keys.len() == SAMPLE {
            self.settle();
        }
    }

    /// Takes some rows' texts, at most [`SOME`].
    #[inline]
    pub(in crate::publish) fn extend_texts<'a>(&mut self, texts: impl ExactSizeIterator<Item = &'a str>) {
        let rows = texts.len().min(SOME);
        if self.settles_within(rows) {
            return texts.for_each(|text| self.push(text));
        }
        let (mut there, mut some, mut filled) = ([false; SOME], [""; SOME], 0);
        for (text, there) in texts.zip(&mut there) {
            some[filled % SOME] = text;
            *there = !text.is_empty();
            filled += usize::from(*there);
        }
        self.levels.extend(&there[..rows]);
        if let Some(plain) = &mut self.plain {
            some[..filled].iter().for_each(|text| words::lay_out(plain, text.as_bytes()));
        } else {
            make_room(&mut self.keys, self.room.0);
            self.words.keys(&some[..filled], &mut self.keys);
        }
    }

    fn settles_within(&self, rows: usize) -> bool {
        self.plain.is_none() && self.keys.len() < SAMPLE && self.keys.len() + rows >= SAMPLE
    }

    /// Takes some rows' texts that have keys elsewhere, at most [`SOME`]; absent where nothing has that key.
    #[inline]
    pub(in crate::publish) fn extend(
        &mut self,
        words: &Words,
        keys: impl ExactSizeIterator<Item = u32> + Clone,
        carried: &mut Carried,
    ) {
        let rows = keys.len().min(SOME);
        if carried.is_nothing() {
            return self.levels.extend_none(rows);
        }
        if self.plain.is_some() || self.settles_within(rows) {
            return keys.for_each(|key| self.push(words.text(key)));
        }
        make_room(&mut self.keys, self.room.0);
        let mut all = [NONE; SOME];
        let mut greatest = carried.get_each(keys.clone(), &mut all);
        if greatest >= UNASKED {
            for (key, found) in keys.zip(&mut all) {
                // One before it may have asked.
                *found = carried.get(key);
                if *found == UNASKED {
                    *found = self.ask(words, key, carried);
                }
            }
            greatest = all[..rows].iter().copied().max().unwrap_or_default();
        }
        let all = &all[..rows];
        if greatest == NONE {
            let (mut there, mut some, mut filled) = ([false; SOME], [0; SOME], 0);
            for (key, there) in all.iter().zip(&mut there) {
                // What is absent is written over by the next.
                some[filled % SOME] = *key;
                *there = *key != NONE;
                filled += usize::from(*there);
            }
            self.levels.extend(&there[..rows]);
            self.keys.extend_from_slice(&some[..filled]);
        } else {
            self.levels.extend_all(rows);
            self.keys.extend_from_slice(all);
        }
    }

    #[cold]
    fn ask(&mut self, words: &Words, key: u32, carried: &mut Carried) -> u32 {
        let text = &words.laid_out(key)[4..];
        let found = if text.is_empty() { NONE } else { self.words.key(text) };
        carried.set(key, found);
        found
    }

    /// Lays the texts out where a dictionary is no use.
    pub(super) fn settle(&mut self) {
        let unlike_over = |of_three: usize| self.words.len() * 3 > self.keys.len() * of_three;
        let unlike = unlike_over(UNLIKE_OF_THREE) || (unlike_over(UNLIKE_OF_THREE_RISING) && self.rises());
        if self.plain.is_none() && unlike && self.keys.len() > FEW {
            let mut plain = Vec::with_capacity(self.room.1);
            for key in std::mem::take(&mut self.keys) {
                plain.extend_from_slice(self.words.laid_out(key));
            }
            self.words = Dictionary::default();
            self.plain = Some(plain);
        }
    }

    /// Whether the texts rise. It is told of the rows alone, since how often a text was looked for depends on how they came.
    fn rises(&self) -> bool {
        let (mut next, mut before, mut fallen) = (0, NONE, 0);
        for key in &self.keys {
            // A new text that is less than the last new one, or one that came before another.
            let falls = if *key == next { !self.words.is_after(*key) } else { *key != before };
            fallen += usize::from(falls);
            next += u32::from(*key == next);
            before = *key;
        }
        fallen * RISING < self.keys.len()
    }

    /// The rows by themselves. What is left has none, and makes room for as many when the first comes.
    pub(in crate::publish) fn take(&mut self) -> Self {
        let room = (self.keys.len(), self.plain.as_ref().map_or(0, Vec::len));
        let words = self.words.take_texts();
        let full = std::mem::replace(self, Self { room, ..Self::default() });
        self.words = full.words;
        Self { words, ..full }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts that rise two by two, but that every so many rows one comes again from long before, and all of which are less than
    /// they could be.
    fn rising(step: usize) -> Vec<String> {
        (0..SAMPLE + 900).map(|row| format!("{:08}", if row % step == 1 { row / 9 } else { row / 2 })).collect()
    }

    /// What is kept of texts that come some at a time, by themselves or by their keys elsewhere.
    fn kept(texts: &[String], some: usize, by_key: bool) -> (Option<Vec<u8>>, Vec<u32>) {
        let (mut kept, mut words, mut carried) = (Texts::default(), Words::default(), Carried::default());
        for texts in texts.chunks(some) {
            if by_key {
                let keys: Vec<u32> = texts.iter().map(|text| words.key(text.as_bytes())).collect();
                carried.forget(words.len());
                kept.extend(&words, keys.into_iter(), &mut carried);
            } else {
                kept.extend_texts(texts.iter().map(String::as_str));
            }
        }
        kept.settle();
        (kept.plain, kept.keys)
    }

    #[test]
    fn a_text_that_comes_again_is_kept_as_any_other() {
        for step in [12, 17] {
            // Some are absent, as the row before may be.
            let texts: Vec<String> = rising(step).into_iter().map(|text| text.replace("00001234", "")).collect();
            let (mut one_by_one, mut again) = (Texts::default(), Texts::default());
            for (row, text) in texts.iter().enumerate() {
                one_by_one.push(text);
                let is_last = row > 0 && texts[row - 1] == *text;
                if is_last { again.push_again(text) } else { again.push(text) }
            }
            assert!(one_by_one.keys == again.keys && one_by_one.plain == again.plain, "every {step} rows");
            assert_eq!((one_by_one.levels.rows(), again.levels.rows()), (texts.len(), texts.len()));
            let mut first = Texts::default();
            first.push_again("of the row group before");
            assert_eq!(first.words.len(), 1);
        }
    }

    #[test]
    fn how_texts_come_does_not_decide_how_they_are_kept() {
        let mut ways = [0, 0];
        for step in [12, 15, 16, 17, 21] {
            let texts = rising(step);
            let one_by_one = kept(&texts, 1, false);
            ways[usize::from(one_by_one.0.is_some())] += 1;
            for (some, by_key) in [(SOME, false), (7, true), (100, true)] {
                assert!(
                    kept(&texts, some, by_key) == one_by_one,
                    "every {step} rows, {some} at a time, by key: {by_key}"
                );
            }
        }
        assert!(ways.iter().all(|count| *count > 0), "both ways are tried: {ways:?}");
    }
}
