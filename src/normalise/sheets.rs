//! The sheets of a workbook beside one another. Takes what each batch came to, hands on rows and sum of each sheet where
//! several are read; refuses a sheet with the very rows of another.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;

use crate::model::control::Totals;
use crate::model::finding::{Code, Finding, Place, Problem, Value, count, text};
use crate::model::footprint::Footprint;
use crate::model::money::Overflow;
use crate::model::posting::PostingBatch;
use crate::model::raw::{RawBatch, RawCell, RawRow};
use crate::model::source::Source;

use super::sheet_place;

/// What the sheets that hold postings or unreadable rows have come to, in their order.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    list: Vec<Sheet>,
    /// Voucher numbers of the sheets so far.
    before: Footprint,
    /// Those that several of them hold.
    met: Footprint,
}

#[derive(Debug)]
struct Sheet {
    place: u16,
    totals: Totals,
    rejected: u64,
    /// A sum over the rows' cells, so that it is the same wherever they stand.
    print: u64,
}

impl Sheets {
    /// Takes a batch in. Of a workbook with one sheet there is nothing to tell.
    pub(super) fn take(&mut self, raw: &RawBatch, batch: &PostingBatch, source: &Source) -> Result<(), Overflow> {
        if source.sheets.len() < 2 {
            return Ok(());
        }
        let mut rows: Vec<u32> = batch.postings.iter().map(|posting| posting.row).collect();
        rows.extend(batch.rejected.iter().map(|rejected| rejected.origin.row));
        if rows.is_empty() {
            return Ok(());
        }
        rows.sort_unstable();
        if self.list.last().is_none_or(|sheet| sheet.place != raw.sheet) {
            self.list.push(Sheet { place: raw.sheet, totals: Totals::default(), rejected: 0, print: 0 });
        }
        let Some(sheet) = self.list.last_mut() else { return Ok(()) };
        sheet.totals.merge(&batch.totals)?;
        sheet.rejected = sheet.rejected.saturating_add(u64::try_from(batch.rejected.len()).unwrap_or(u64::MAX));
        let own = raw.rows.iter().filter(|row| rows.binary_search(&row.row).is_ok());
        sheet.print = own.fold(sheet.print, |sum, row| sum.wrapping_add(print(&row)));
        Ok(())
    }

    /// A sheet has ended, with these voucher numbers.
    pub(super) fn leave(&mut self, own: &Footprint) -> Result<(), Overflow> {
        if self.before.tells_rows() && own.tells_rows() {
            self.met.merge(&self.before.meeting(own))?;
        }
        self.before.merge(own)
    }

    /// The voucher numbers of all sheets, and of these the ones that several hold: a sheet may be a selection of another's rows.
    pub(super) fn footprints(&mut self) -> (Footprint, Footprint) {
        (std::mem::take(&mut self.before), std::mem::take(&mut self.met))
    }

    /// A sheet that is another's copy.
    pub(super) fn twice(&self, source: &Source) -> Option<Problem> {
        let alike = |one: &Sheet, other: &Sheet| {
            (one.totals, one.rejected, one.print) == (other.totals, other.rejected, other.print)
        };
        let (later, earlier) = self.list.iter().enumerate().find_map(|(at, later)| {
            let earlier = self.list.iter().take(at).find(|earlier| alike(earlier, later))?;
            Some((later, earlier))
        })?;
        let rows = later.totals.rows.saturating_add(later.rejected);
        let values = vec![("other", text(name(source, earlier.place))), ("rows", Value::Count(rows))];
        Some(Problem::new("same-sheet-twice", values).in_place(sheet_place(source, later.place)))
    }

    /// Rows and sum of each sheet, where several are read; a warning where nobody has said that all of them count.
    pub(super) fn findings(&self, source: &Source, named: bool) -> Result<Vec<Finding>, Overflow> {
        let mut findings = Vec::new();
        if self.list.len() < 2 {
            return Ok(findings);
        }
        if !named {
            let names: Vec<&str> = self.list.iter().map(|sheet| name(source, sheet.place)).collect();
            let values = vec![("number", count(names.len())), ("sheets", text(names.join(", ")))];
            let place = Place { file: Some(source.name.clone()), ..Place::default() };
            findings.push(Finding::new(Code::SeveralSheets, values).in_place(place));
        }
        for sheet in &self.list {
            let values = vec![("rows", Value::Count(sheet.totals.rows)), ("sum", Value::Amount(sheet.totals.net()?))];
            findings.push(Finding::new(Code::SheetRead, values).in_place(sheet_place(source, sheet.place)));
        }
        Ok(findings)
    }
}

fn name(source: &Source, sheet: u16) -> &str {
    source.sheets.get(usize::from(sheet)).map_or("", String::as_str)
}

/// Of a row's cells, without its number and without blanks behind the last.
fn print(row: &RawRow) -> u64 {
    let mut hasher = FixedState::with_seed(1).build_hasher();
    let filled = row.cells.iter().rposition(|cell| !cell.is_blank()).map_or(0, |last| last + 1);
    for cell in row.cells.iter().take(filled) {
        match cell {
            RawCell::Number(number) => hasher.write_u64(number.bits()),
            RawCell::Date(date) => hasher.write_i32(date.to_epoch_days()),
            RawCell::Text(text) | RawCell::Error(text) => hasher.write(text.as_bytes()),
            RawCell::Blank | RawCell::Covered | RawCell::Uncomputed => {}
        }
        hasher.write_u8(u8::MAX);
    }
    hasher.finish()
}
