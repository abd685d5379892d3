//! The columns of a row group while it fills. Takes values as they come, keeps them as they are written: numbers in
//! their own width, texts once each with a key a row, what is absent apart. Refuses to encode: that is done when the
//! row group is full, on another thread.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::dictionary::Dictionary;
use super::levels::Levels;
use super::texts::Texts;
use super::{Field, Kind};
use crate::model::Date;
use crate::model::raw::more_than;

/// Rows that are taken at once, at most.
pub(in crate::publish) const SOME: usize = 256;
/// The key of what is absent.
pub(super) const NONE: u32 = u32::MAX;
/// The key of what has not been asked for.
pub(super) const UNASKED: u32 = u32::MAX - 1;

/// Keys of another list of distinct things, such as a batch's codes, in those of a column: each is looked up once.
#[derive(Default)]
pub(in crate::publish) struct Carried(Vec<u32>);

impl Carried {
    /// None is known, of so many.
    pub(in crate::publish) fn forget(&mut self, of: usize) {
        self.keep(0, of);
    }

    /// No more than the first few are known, of so many.
    pub(in crate::publish) fn keep(&mut self, few: usize, of: usize) {
        self.0.truncate(few);
        self.0.resize(of, UNASKED);
    }

    /// The column's key: [`UNASKED`] where it isn't known, [`NONE`] where there is nothing.
    #[inline]
    pub(super) fn get(&self, key: u32) -> u32 {
        self.0.get(key as usize).copied().unwrap_or(NONE)
    }

    /// The keys of some rows' things in the column, at most [`SOME`]; the greatest of them first: it tells whether one isn't
    /// known, or is nothing.
    #[inline]
    pub(super) fn get_each(&self, keys: impl Iterator<Item = u32>, all: &mut [u32; SOME]) -> u32 {
        let mut greatest = 0;
        for (key, found) in keys.zip(all) {
            *found = self.get(key);
            greatest = greatest.max(*found);
        }
        greatest
    }

    /// True where whatever key is asked for is that of nothing.
    pub(super) fn is_nothing(&self) -> bool {
        matches!(*self.0, [] | [NONE])
    }

    pub(super) fn set(&mut self, key: u32, found: u32) {
        if let Some(known) = self.0.get_mut(key as usize) {
            *known = found;
        }
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

/// Values of one width, without the absent ones.
#[derive(Default)]
pub(in crate::publish) struct Numbers<T> {
    pub(super) levels: Levels,
    pub(super) values: Vec<T>,
    /// How many are expected: as many as in the row group before, or as were told.
    room: usize,
}

/// A text column that follows from a thing which several columns tell of.
pub(in crate::publish) struct Told {
    /// The thing of each row.
    pub(super) things: Arc<Vec<u32>>,
    /// What each thing is in this column: the key of a word or [`NONE`].
    pub(super) keys: Vec<u32>,
    pub(super) words: Dictionary,
}

/// Text columns that all follow from one thing, such as a verdict: their texts are looked at once per distinct thing.
pub(in crate::publish) struct Things<K> {
    known: HashMap<K, u32, FixedState>,
    /// The thing of each row.
    rows: Vec<u32>,
    /// How many are expected: as many as in the row group before, or as were told.
    room: usize,
    columns: Vec<(Vec<u32>, Dictionary)>,
}

/// Room for about so many at once, where none has come yet. Not made before, so that the former ones' memory may be used again.
pub(super) fn make_room<T>(values: &mut Vec<T>, room: usize) {
    if values.is_empty() {
        values.reserve(more_than(room));
    }
}

impl<T: Default> Numbers<T> {
    /// Of about so many rows.
    pub(in crate::publish) fn of_about(rows: usize) -> Self {
        Self { room: rows, ..Self::default() }
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
        (0..self.levels.rows()).map(move |row| if present.is(row) { values.next() } else { None })
    }
}

impl<T: Copy + Default> Numbers<T> {
    /// Takes some rows' values, all of which are there.
    #[inline]
    pub(in crate::publish) fn extend(&mut self, values: impl ExactSizeIterator<Item = T>) {
        self.levels.extend_all(values.len());
        make_room(&mut self.values, self.room);
        self.values.extend(values);
    }

    /// The rows by themselves. What is left has none, and makes room for as many when the first comes.
    pub(in crate::publish) fn take(&mut self) -> Self {
        let room = self.values.len();
        std::mem::replace(self, Self { room, ..Self::default() })
    }
}

impl Numbers<i32> {
    #[inline]
    pub(in crate::publish) fn push_day(&mut self, day: Option<Date>) {
        self.push(day.map(|day| day.to_epoch_days()));
    }

    /// Takes some rows' days, at most [`SOME`].
    #[inline]
    pub(in crate::publish) fn extend_days(&mut self, days: impl ExactSizeIterator<Item = Option<Date>>) {
        let rows = days.len().min(SOME);
        let (mut there, mut some) = ([false; SOME], [0; SOME]);
        let mut filled = 0;
        // The row before is often of the same day.
        let mut last = (Date::default(), Date::default().to_epoch_days());
        for (day, there) in days.zip(&mut there) {
            *there = day.is_some();
            if let Some(day) = day {
                if day != last.0 {
                    last = (day, day.to_epoch_days());
                }
                some[filled % SOME] = last.1;
                filled += 1;
            }
        }
        self.levels.extend(&there[..rows]);
        make_room(&mut self.values, self.room);
        self.values.extend_from_slice(&some[..filled]);
    }
}

impl<K: Copy + Eq + Hash> Things<K> {
    /// With so many columns, of about so many rows.
    pub(in crate::publish) fn of_about(columns: usize, rows: usize) -> Self {
        let columns = (0..columns).map(|_| (Vec::new(), Dictionary::default())).collect();
        Self { known: HashMap::default(), rows: Vec::new(), room: rows, columns }
    }

    /// Takes so many rows of one thing.
    pub(in crate::publish) fn extend_with<T: AsRef<str>>(&mut self, rows: usize, of: K, tell: impl FnOnce() -> Vec<T>) {
        let key = self.find(of, tell);
        make_room(&mut self.rows, self.room);
        self.rows.resize(self.rows.len() + rows, key);
    }

    /// Takes some rows' things that have keys elsewhere, by which they are asked for once. False where a key is nobody's.
    #[inline]
    pub(in crate::publish) fn extend<T: AsRef<str>>(
        &mut self,
        keys: impl ExactSizeIterator<Item = u32> + Clone,
        carried: &mut Carried,
        thing: impl Fn(u32) -> Option<K>,
        tell: impl Fn(K) -> Vec<T>,
    ) -> bool {
        let rows = keys.len().min(SOME);
        let mut some = [NONE; SOME];
        let mut greatest = carried.get_each(keys.clone(), &mut some);
        if greatest >= UNASKED {
            for (key, found) in keys.zip(&mut some) {
                // One before it may have asked.
                *found = carried.get(key);
                if *found == UNASKED
                    && let Some(of) = thing(key)
                {
                    *found = self.find(of, || tell(of));
                    carried.set(key, *found);
                }
            }
            greatest = some[..rows].iter().copied().max().unwrap_or_default();
        }
        make_room(&mut self.rows, self.room);
        self.rows.extend_from_slice(&some[..rows]);
        greatest < UNASKED
    }

    /// The rows by themselves. What is left has none, and makes room for as many when the first comes.
    pub(in crate::publish) fn take(&mut self) -> Self {
        let new = Self::of_about(self.columns.len(), self.rows.len());
        std::mem::replace(self, new)
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
            (Self::Text(all), Field::Again(text), _) => all.push_again(text),
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
