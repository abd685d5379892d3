//! Cells to rows. Takes a sheet's cells as the reader gives them, hands on rows with the sheet's own numbers; refuses
//! cells out of order or given twice, and more columns or cells than the limits. What the reader cannot tell of a cell
//! comes from the sheet's facts.

use calamine::{Data, DataRef, ExcelDateTime};

use crate::model::Date;
use crate::model::finding::{Place, Problem, text};
use crate::model::float::SheetNumber;
use crate::model::raw::{RawCell, RawRows};
use crate::pipeline::ReadLimits;
use crate::read::over;

use super::facts::{Area, SheetFacts, letters};

/// A cell's value. A formula without a value is told as such.
pub(super) fn cell<'a>(data: &'a DataRef<'_>, has_formula: bool) -> RawCell<'a> {
    match data {
        DataRef::Empty if has_formula => RawCell::Uncomputed,
        DataRef::Empty => RawCell::Blank,
        DataRef::SharedString(words) => RawCell::Text((*words).into()),
        DataRef::String(words) | DataRef::DurationIso(words) => RawCell::Text(words.into()),
        DataRef::DateTimeIso(words) => iso(words).map_or_else(|| RawCell::Text(words.into()), RawCell::Date),
        DataRef::Float(number) => RawCell::Number(SheetNumber::new(*number)),
        DataRef::Int(number) => RawCell::Text(number.to_string().into()),
        DataRef::Bool(truth) => RawCell::Text(if *truth { "TRUE" } else { "FALSE" }.into()),
        DataRef::DateTime(moment) => day(moment),
        DataRef::Error(e) => RawCell::Error(e.to_string().into()),
    }
}

/// A value of a whole sheet as the streaming readers give it.
pub(super) fn lent(data: &Data) -> DataRef<'_> {
    match data {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(words) => DataRef::SharedString(words),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(words) => DataRef::DateTimeIso(words.clone()),
        Data::DurationIso(words) => DataRef::DurationIso(words.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// The day of a date cell; a length of time is no day.
fn day(moment: &ExcelDateTime) -> RawCell<'static> {
    match moment.as_datetime().filter(|_| !moment.is_duration()) {
        Some(day) => RawCell::Date(day.date()),
        None => RawCell::Error(moment.to_string().into()),
    }
}

/// `2022-03-14`, perhaps with a time after it.
fn iso(words: &str) -> Option<Date> {
    let (day, time) = words.split_at_checked(10)?;
    let is_time = time.is_empty() || time.starts_with('T');
    Date::parse_from_str(day, "%Y-%m-%d").ok().filter(|_| is_time)
}

/// The row at hand, of one sheet.
pub(super) struct Rows<'a> {
    facts: &'a SheetFacts,
    limits: ReadLimits,
    /// Whole rows, and the one at hand.
    whole: RawRows,
    row: Option<u32>,
    held: u64,
    /// Cells that only the facts know, the last one first.
    unseen: Vec<((u32, u32), RawCell<'static>)>,
    /// Merged areas, the last one first, and those that reach the row at hand.
    merged: Vec<Area>,
    open: Vec<Area>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(facts: &'a SheetFacts, limits: &ReadLimits) -> Self {
        let mut merged = facts.merged.clone();
        merged.sort_by_key(|area| std::cmp::Reverse(area.top));
        let uncomputed = facts
            .uncomputed
            .iter()
            .flat_map(|(row, columns)| columns.iter().map(|column| ((*row, *column), RawCell::Uncomputed)));
        let errors = facts.errors.iter().flat_map(|(row, cells)| {
            let told = cells.iter().filter(|(_, words)| !words.is_empty());
            told.map(|(column, words)| ((*row, *column), RawCell::Error((*words).to_owned().into())))
        });
        let mut unseen: Vec<((u32, u32), RawCell<'static>)> = uncomputed.chain(errors).collect();
        unseen.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        let (limits, whole, open) = (*limits, RawRows::default(), Vec::new());
        Self { facts, limits, whole, row: None, held: 0, unseen, merged, open }
    }

    /// Whether the rows before one of this number take so much memory; they are whole then.
    pub(super) fn are_due(&mut self, row: u32, bytes: usize) -> Result<bool, Problem> {
        if self.whole.bytes() < bytes || self.row.is_none_or(|now| row <= now) {
            return Ok(false);
        }
        self.until(row)?;
        Ok(true)
    }

    /// The rows that are whole.
    pub(super) fn whole(&mut self) -> &mut RawRows {
        &mut self.whole
    }

    /// Takes the next cell.
    pub(super) fn take(&mut self, at: (u32, u32), value: RawCell) -> Result<(), Problem> {
        if value == RawCell::Blank {
            return Ok(());
        }
        let (row, column) = at;
        if self.row.is_none_or(|now| row > now) {
            self.until(row)?;
        }
        if self.row.is_some_and(|now| row < now) {
            return Err(disorder(at));
        }
        self.row = Some(row);
        self.held += 1;
        if self.held > self.limits.sheet_cells {
            return Err(over("sheet-cells", self.limits.sheet_cells, "sheet-cells").in_place(place_of(row)));
        }
        let value = match value {
            RawCell::Text(words) if self.is_error(at) => RawCell::Error(words),
            value => value,
        };
        if self.put(at, &value)? { Ok(()) } else { Err(disorder((row, column))) }
    }

    /// The last rows.
    pub(super) fn finish(&mut self) -> Result<&mut RawRows, Problem> {
        self.until(u32::MAX)?;
        Ok(&mut self.whole)
    }

    fn is_error(&self, (row, column): (u32, u32)) -> bool {
        self.facts.errors.get(&row).is_some_and(|cells| cells.iter().any(|(known, _)| *known == column))
    }

    /// Puts a cell into the row at hand; false where there is one already.
    fn put(&mut self, (row, column): (u32, u32), value: &RawCell) -> Result<bool, Problem> {
        if u64::from(column) >= self.limits.columns {
            return Err(over("columns", self.limits.columns, "columns").in_place(place_of(row)));
        }
        let long = || over("row-bytes", u64::from(u32::MAX), "row-bytes").in_place(place_of(row));
        self.whole.put(column as usize, value).ok_or_else(long)
    }

    /// Ends the rows before this one: the one at hand, and those that hold nothing but what the facts know.
    fn until(&mut self, row: u32) -> Result<(), Problem> {
        loop {
            if let Some(now) = self.row.take() {
                self.end(now)?;
            }
            match self.unseen.last() {
                Some(((next, _), _)) if *next < row => self.row = Some(*next),
                _ => return Ok(()),
            }
        }
    }

    fn end(&mut self, row: u32) -> Result<(), Problem> {
        while let Some((at, value)) = self.unseen.pop_if(|((next, _), _)| *next <= row) {
            // One that the reader has seen after all stays as it was seen.
            self.put(at, &value)?;
        }
        self.cover(row)?;
        self.whole.end(row.saturating_add(1));
        Ok(())
    }

    /// Marks the blank cells that a merged area covers: their value stands in its first cell.
    fn cover(&mut self, row: u32) -> Result<(), Problem> {
        while let Some(area) = self.merged.pop_if(|area| area.top <= row) {
            self.open.push(area);
        }
        self.open.retain(|area| area.bottom >= row);
        let last = u32::try_from(self.limits.columns).unwrap_or(u32::MAX).saturating_sub(1);
        let first = |area: &Area| area.left.saturating_add(u32::from(area.top == row));
        let spans: Vec<(u32, u32)> = self.open.iter().map(|area| (first(area), area.right.min(last))).collect();
        for column in spans.into_iter().flat_map(|(first, last)| first..=last) {
            self.put((row, column), &RawCell::Covered)?;
        }
        Ok(())
    }
}

fn place_of(row: u32) -> Place {
    Place { row: row.checked_add(1), ..Place::default() }
}

fn disorder((row, column): (u32, u32)) -> Problem {
    let cell = format!("{}{}", letters(column), u64::from(row) + 1);
    Problem::new("cells-out-of-order", vec![("cell", text(cell))]).in_place(place_of(row))
}
