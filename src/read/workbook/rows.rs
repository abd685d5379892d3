//! Cells to rows. Takes a sheet's cells as the reader gives them, hands on rows with the sheet's own numbers; refuses
//! cells out of order or given twice, and more columns or cells than the limits. What the reader cannot tell of a cell
//! comes from the sheet's facts.

use calamine::{Data, DataRef, ExcelDateTime};

use crate::model::Date;
use crate::model::finding::{Place, Problem, text};
use crate::model::float::SheetNumber;
use crate::model::raw::{RawCell, RawRow};
use crate::pipeline::ReadLimits;
use crate::read::over;

use super::facts::{Area, SheetFacts, letters};

/// A cell's value. A formula without a value is told as such.
pub(super) fn cell(data: DataRef<'_>, has_formula: bool) -> RawCell<'static> {
    match data {
        DataRef::Empty if has_formula => RawCell::Uncomputed,
        DataRef::Empty => RawCell::Blank,
        DataRef::SharedString(words) => RawCell::Text(words.to_owned().into()),
        DataRef::String(words) | DataRef::DurationIso(words) => RawCell::Text(words.into()),
        DataRef::DateTimeIso(words) => iso(&words).map_or_else(|| RawCell::Text(words.into()), RawCell::Date),
        DataRef::Float(number) => RawCell::Number(SheetNumber::new(number)),
        DataRef::Int(number) => RawCell::Text(number.to_string().into()),
        DataRef::Bool(truth) => RawCell::Text(if truth { "TRUE" } else { "FALSE" }.into()),
        DataRef::DateTime(moment) => day(&moment),
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
    row: Option<u32>,
    cells: Vec<RawCell<'static>>,
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
        Self { facts, limits: *limits, row: None, cells: Vec::new(), held: 0, unseen, merged, open: Vec::new() }
    }

    /// Takes the next cell; gives the rows that are finished by it.
    pub(super) fn take(&mut self, at: (u32, u32), value: RawCell<'static>) -> Result<Vec<RawRow<'static>>, Problem> {
        if value == RawCell::Blank {
            return Ok(Vec::new());
        }
        let (row, column) = at;
        let finished = if self.row.is_none_or(|now| row > now) { self.until(row) } else { Vec::new() };
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
        if self.put(at, value)? { Ok(finished) } else { Err(disorder((row, column))) }
    }

    /// The last rows.
    pub(super) fn finish(mut self) -> Vec<RawRow<'static>> {
        self.until(u32::MAX)
    }

    fn is_error(&self, (row, column): (u32, u32)) -> bool {
        self.facts.errors.get(&row).is_some_and(|cells| cells.iter().any(|(known, _)| *known == column))
    }

    /// Puts a cell into the row at hand; false where there is one already.
    fn put(&mut self, (row, column): (u32, u32), value: RawCell<'static>) -> Result<bool, Problem> {
        if u64::from(column) >= self.limits.columns {
            return Err(over("columns", self.limits.columns, "columns").in_place(place_of(row)));
        }
        let place = column as usize;
        if self.cells.len() <= place {
            self.cells.resize(place + 1, RawCell::Blank);
        }
        let free = self.cells.get_mut(place).filter(|cell| **cell == RawCell::Blank);
        Ok(free.map(|cell| *cell = value).is_some())
    }

    /// Rows before this one: the one at hand, and those that hold nothing but what the facts know.
    fn until(&mut self, row: u32) -> Vec<RawRow<'static>> {
        let mut finished = Vec::new();
        loop {
            if let Some(now) = self.row.take() {
                finished.push(self.finished(now));
            }
            match self.unseen.last() {
                Some(((next, _), _)) if *next < row => self.row = Some(*next),
                _ => return finished,
            }
        }
    }

    fn finished(&mut self, row: u32) -> RawRow<'static> {
        while let Some((at, value)) = self.unseen.pop_if(|((next, _), _)| *next <= row) {
            // One that the reader has seen after all stays as it was seen.
            self.put(at, value).ok();
        }
        self.cover(row);
        RawRow { row: row.saturating_add(1), cells: std::mem::take(&mut self.cells) }
    }

    /// Marks the blank cells that a merged area covers: their value stands in its first cell.
    fn cover(&mut self, row: u32) {
        while let Some(area) = self.merged.pop_if(|area| area.top <= row) {
            self.open.push(area);
        }
        self.open.retain(|area| area.bottom >= row);
        for area in &self.open {
            let first = area.left.saturating_add(u32::from(area.top == row));
            for column in first..=area.right.min(u32::try_from(self.limits.columns).unwrap_or(u32::MAX)) {
                let place = column as usize;
                if self.cells.len() <= place {
                    self.cells.resize(place + 1, RawCell::Blank);
                }
                if let Some(cell @ RawCell::Blank) = self.cells.get_mut(place) {
                    *cell = RawCell::Covered;
                }
            }
        }
    }
}

fn place_of(row: u32) -> Place {
    Place { row: row.checked_add(1), ..Place::default() }
}

fn disorder((row, column): (u32, u32)) -> Problem {
    let cell = format!("{}{}", letters(column), u64::from(row) + 1);
    Problem::new("cells-out-of-order", vec![("cell", text(cell))]).in_place(place_of(row))
}
