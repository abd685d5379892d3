//! The columns of a row group while it fills. Takes values as they come, keeps them as they are written: numbers in
//! their own width, texts once each with a key a row, what is absent apart. Refuses to encode: that is done when the
//! row group is full, on another thread.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::{Field, Kind};
use crate::model::Date;
use crate::model::words::{self, Words};

/// After so many texts it is settled whether a column's texts are kept once each.
const SAMPLE: usize = 16_384;
/// They are not if more than this many of three were unlike all before.
const UNLIKE_OF_THREE: usize = 2;
/// So few texts are a dictionary however unlike they are.
const FEW: usize = 128;
/// The key of what is absent.
pub(super) const NONE: u32 = u32::MAX;
/// The key of what has not been asked for.
const UNASKED: u32 = u32::MAX - 1;

/// Keys of another list of distinct things, such as a batch's codes, in those of a column: each is looked up once.
#[derive(Default)]
pub(in crate::publish) struct Carried(Vec<u32>);

impl Carried {
    /// None is known, of so many.
    pub(in crate::publish) fn forget(&mut self, of: usize) {
        self.0.clear();
        self.0.resize(of, UNASKED);
    }
}

/// One column of a row group.
pub(in crate::publish) enum Column {
    Text(Texts),
    Told(Told),
    Day(Numbers<i32>),
    /// Numbers without order: amounts and shares.
    Number(Numbers<i64>),
    /// Whole numbers that mostly grow or stay small: rows and counts.
    Count(Numbers<i64>),
    Flag(Numbers<bool>),
}

/// Which rows of a column hold a value.
#[derive(Default)]
pub(super) struct Levels {
    rows: usize,
    /// Empty as long as all do.
    present: Vec<bool>,
}

/// Values of one width, without the absent ones.
#[derive(Default)]
pub(in crate::publish) struct Numbers<T> {
    pub(super) levels: Levels,
    pub(super) values: Vec<T>,
}

/// Texts: a key each into the distinct ones, or laid out one after another where most differ.
#[derive(Default)]
pub(in crate::publish) struct Texts {
    pub(super) levels: Levels,
    pub(super) words: Words,
    pub(super) keys: Vec<u32>,
    /// What is laid out, once that is how they are kept.
    pub(super) plain: Option<Vec<u8>>,
}

/// A text column that follows from a thing which several columns tell of.
pub(in crate::publish) struct Told {
    /// The thing of each row.
    pub(super) things: Arc<Vec<u32>>,
    /// What each thing is in this column: the key of a word or [`NONE`].
    pub(super) keys: Vec<u32>,
    pub(super) words: Words,
}

/// Text columns that all follow from one thing, such as a verdict: their texts are looked at once per distinct thing.
pub(in crate::publish) struct Things<K> {
    known: HashMap<K, u32, FixedState>,
    last: Option<(K, u32)>,
    /// The thing of each row.
    rows: Vec<u32>,
    columns: Vec<(Vec<u32>, Words)>,
}

impl Levels {
    #[inline]
    fn some(&mut self) {
        self.rows += 1;
        if !self.present.is_empty() {
            self.present.push(true);
        }
    }

    fn none(&mut self) {
        if self.present.is_empty() {
            self.present.resize(self.rows, true);
        }
        self.rows += 1;
        self.present.push(false);
    }

    /// As many rows, each with a value.
    pub(super) fn all(rows: usize) -> Self {
        Self { rows, present: Vec::new() }
    }

    /// For columns that come whole.
    pub(super) fn of(present: Vec<bool>) -> Self {
        let all = present.iter().all(|there| *there);
        Self { rows: present.len(), present: if all { Vec::new() } else { present } }
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// Row by row, or nothing where all are there.
    pub(super) fn present(&self) -> Option<&[bool]> {
        (!self.present.is_empty()).then_some(&*self.present)
    }
}

impl<T> Numbers<T> {
    #[inline]
    pub(in crate::publish) fn push(&mut self, value: Option<T>) {
        match value {
            Some(value) => {
                self.levels.some();
                self.values.push(value);
            }
            None => self.levels.none(),
        }
    }

    /// Each row's value.
    pub(super) fn rows(&self) -> impl Iterator<Item = Option<&T>> {
        let mut values = self.values.iter();
        let present = self.levels.present();
        (0..self.levels.rows).map(move |row| if present.is_none_or(|there| there[row]) { values.next() } else { None })
    }
}

impl Numbers<i32> {
    #[inline]
    pub(in crate::publish) fn push_day(&mut self, day: Option<Date>) {
        self.push(day.map(|day| day.to_epoch_days()));
    }
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
        // The row before is often of the same voucher.
        let again = self.keys.last().copied().filter(|last| self.words.is(*last, text.as_bytes()));
        let key = again.unwrap_or_else(|| self.words.key(text.as_bytes()));
        self.keys.push(key);
        if self.keys.len() == SAMPLE {
            self.settle();
        }
    }

    /// Takes a row's text that has a key elsewhere; absent where nothing has that key.
    #[inline]
    pub(in crate::publish) fn push_word(&mut self, words: &Words, key: u32, carried: &mut Carried) {
        let known = carried.0.get_mut(key as usize);
        match known {
            Some(known) if *known < UNASKED && self.plain.is_none() => {
                self.levels.some();
                self.keys.push(*known);
                if self.keys.len() == SAMPLE {
                    self.settle();
                }
            }
            Some(known) if *known != NONE => {
                let text = words.text(key);
                self.push(text);
                *known = if text.is_empty() { NONE } else { self.keys.last().copied().unwrap_or(UNASKED) };
            }
            _ => self.levels.none(),
        }
    }

    /// Lays the texts out where a dictionary is no use.
    pub(super) fn settle(&mut self) {
        let unlike = self.words.len() * 3 > self.keys.len() * UNLIKE_OF_THREE;
        if self.plain.is_none() && unlike && self.keys.len() > FEW {
            let mut plain = Vec::new();
            for key in std::mem::take(&mut self.keys) {
                plain.extend_from_slice(self.words.laid_out(key));
            }
            self.words = Words::default();
            self.plain = Some(plain);
        }
    }
}

impl<K: Copy + Eq + Hash> Things<K> {
    pub(in crate::publish) fn new(columns: usize) -> Self {
        let columns = (0..columns).map(|_| (Vec::new(), Words::default())).collect();
        Self { known: HashMap::default(), last: None, rows: Vec::new(), columns }
    }

    /// Takes a row's thing; what it is in each column is asked the first time.
    #[inline]
    pub(in crate::publish) fn push<T: AsRef<str>>(&mut self, of: K, tell: impl FnOnce() -> Vec<T>) {
        let key = match self.last {
            Some((last, key)) if last == of => key,
            _ => self.find(of, tell),
        };
        self.rows.push(key);
    }

    /// Takes a row's thing that has a key elsewhere, by which it is asked for once.
    #[inline]
    pub(in crate::publish) fn push_carried<T: AsRef<str>>(
        &mut self,
        (key, carried): (u32, &mut Carried),
        of: K,
        tell: impl FnOnce() -> Vec<T>,
    ) {
        match carried.0.get_mut(key as usize) {
            Some(known) if *known != UNASKED => self.rows.push(*known),
            Some(known) => {
                self.push(of, tell);
                *known = self.rows.last().copied().unwrap_or(UNASKED);
            }
            None => self.push(of, tell),
        }
    }

    fn find<T: AsRef<str>>(&mut self, of: K, tell: impl FnOnce() -> Vec<T>) -> u32 {
        let next = u32::try_from(self.known.len()).unwrap_or(NONE);
        let key = *self.known.entry(of).or_insert(next);
        if key == next {
            for ((keys, words), text) in self.columns.iter_mut().zip(tell()) {
                let text = text.as_ref().as_bytes();
                keys.push(if text.is_empty() { NONE } else { words.key(text) });
            }
        }
        self.last = Some((of, key));
        key
    }

    pub(in crate::publish) fn into_columns(self) -> impl Iterator<Item = Column> {
        let things = Arc::new(self.rows);
        let told = move |(keys, words)| Column::Told(Told { things: Arc::clone(&things), keys, words });
        self.columns.into_iter().map(told)
    }
}

impl Column {
    pub(super) fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(Texts::default()),
            Kind::Date => Self::Day(Numbers::default()),
            Kind::Amount | Kind::Share | Kind::Scaled(_) => Self::Number(Numbers::default()),
            Kind::Whole => Self::Count(Numbers::default()),
            Kind::Flag => Self::Flag(Numbers::default()),
        }
    }

    /// Takes one field; false where it is of another kind.
    pub(super) fn push(&mut self, kind: Kind, field: Field<'_>) -> bool {
        match (self, field, kind) {
            (Self::Text(all), Field::Text(text), _) => all.push(text),
            (Self::Text(all), Field::Null, _) => all.push(""),
            (Self::Day(all), Field::Date(day), _) => all.push_day(day),
            (Self::Day(all), Field::Null, _) => all.push(None),
            (Self::Number(all), Field::Amount(amount), Kind::Amount) => all.push(Some(amount.ore())),
            (Self::Number(all), Field::Share(number), Kind::Share)
            | (Self::Number(all), Field::Scaled(number), Kind::Scaled(_)) => all.push(Some(number)),
            (Self::Number(all) | Self::Count(all), Field::Null, _) => all.push(None),
            (Self::Count(all), Field::Whole(whole), _) => match i64::try_from(whole) {
                Ok(whole) => all.push(Some(whole)),
                Err(_) => return false,
            },
            _ => return false,
        }
        true
    }
}
