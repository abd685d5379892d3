//! Normalising: raw rows to postings, by the layout. Takes sealed batches of one sheet in order, hands on postings,
//! rejected rows and the count of structural ones; refuses to guess: a value that the layout does not explain makes
//! its row rejected, with place and value. What it carries from batch to batch is one file's: columns, sums since each
//! place that a total may count from, and what stands above a blank cell.

mod code;
mod columns;
mod currency;
mod drift;
mod fill;
mod labels;
mod marked;
mod notes;
mod oddities;
mod row;
mod sheets;
mod side;
mod stacked;
mod strange;
mod structure;
mod swift;
mod tally;
#[cfg(test)]
mod tests;
mod unseen;
mod values;
mod year;

use crate::model::control::{Boundary, Broken};
use crate::model::finding::{Place, Problem, text};
use crate::model::footprint::Footprint;
use crate::model::money::Overflow;
use crate::model::posting::{Left, PostingBatch};
use crate::model::raw::{RawBatch, RawRow, RawRows, Seal};
use crate::model::source::{Origin, Source};
use crate::pipeline::{Layout, Pipeline};

pub use columns::letter;
use columns::{Columns, Headings, Search};
use currency::Currencies;
pub use drift::{Seen, drift};
use fill::Fill;
use labels::Labels;
pub use labels::at_end;
pub use notes::{Notes, Structure};
use oddities::Oddities;
use row::Context;
use sheets::Sheets;
pub use stacked::{Heading, heads_groups, stacked, texts};
pub use strange::{Spoilt, spoilt};
use structure::Kind;
use swift::Swift;
use tally::{Mark, Tally, Written};

/// Rows at the top of a sheet among which the header must stand.
const HEADER_WITHIN: u32 = 200;

/// Why normalising stopped.
#[derive(Debug)]
pub enum NormaliseError {
    /// The sheet does not fit its layout.
    Input(Vec<Problem>),
    /// The batch is not what the reader sealed.
    Broken(Broken),
    /// A batch's amounts do not fit 64 bits of öre.
    Overflow,
}

impl From<Overflow> for NormaliseError {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

/// Normalises the sheets of one input, batch by batch.
pub struct Normaliser<'a> {
    how: How<'a>,
    headings: Headings,
    source: Source,
    sheet: u16,
    /// A batch has come.
    begun: bool,
    state: State,
    oddities: Oddities,
    sheets: Sheets,
    currencies: Currencies,
    /// Voucher numbers of the sheet at hand.
    footprint: Footprint,
    /// What is to be told of the file.
    notes: Notes,
    /// What the last batch left.
    left: Left,
    /// No row is read swiftly.
    #[cfg(test)]
    careful: bool,
}

/// How rows are read.
struct How<'a> {
    pipeline: &'a Pipeline,
    layout: &'a Layout,
    labels: Labels,
    named_parts: Vec<bool>,
    lettered: bool,
}

enum State {
    Searching(Search),
    Found(Box<Table>),
}

/// The table at hand.
#[derive(Default)]
struct Table {
    columns: Columns,
    tally: Tally,
    fill: Fill,
    swift: Swift,
}

/// What a batch's rows have come to so far.
struct Under<'b> {
    rows: &'b RawRows,
    batch: &'b mut PostingBatch,
}

/// What is to be done with a row after its structure is known.
enum Step {
    /// Nothing more.
    Done,
    /// It is a header with columns of its own.
    Header(Columns),
    /// Its values are to be read; what it might be a total of, with the rows that it would close.
    Values(Option<(Written, u64)>),
}

impl<'a> Normaliser<'a> {
    /// For an input, at its first sheet.
    pub fn new(pipeline: &'a Pipeline, layout: &'a Layout, source: Source) -> Self {
        let state = State::Searching(Search::default());
        let (headings, labels) = (Headings::of(layout), Labels::of(&layout.totals));
        let named_parts = (0..pipeline.parts.0.len()).map(|part| layout.named_parts.contains(&part)).collect();
        let how = How { pipeline, layout, labels, named_parts, lettered: !source.sheets.is_empty() };
        let (footprint, notes) = (Footprint::default(), Notes::default());
        let (begun, left) = (false, Left::default());
        let (oddities, sheets, currencies) = (Oddities::default(), Sheets::default(), Currencies::default());
        Self {
            how,
            headings,
            source,
            sheet: 0,
            begun,
            state,
            oddities,
            sheets,
            currencies,
            footprint,
            notes,
            left,
            #[cfg(test)]
            careful: false,
        }
    }

    /// Takes the next batch. Batches of a sheet come in order; a new sheet starts with its own header. What comes of it has
    /// texts only with those of the rows ([`PostingBatch::with_texts`]).
    pub fn take(&mut self, raw: &RawBatch) -> Result<PostingBatch, NormaliseError> {
        let received = Seal::of(&raw.rows);
        Broken::unless_equal(Boundary::ReadToNormalise, &raw.seal, &received).map_err(NormaliseError::Broken)?;
        if raw.sheet != self.sheet {
            // A sheet without a row has no header to miss.
            if self.begun {
                self.end_of_sheet()?;
            }
            self.leave_sheet()?;
            self.sheet = raw.sheet;
            self.headings.forget();
            self.state = State::Searching(Search::default());
        }
        self.begun = true;
        let mut batch = PostingBatch::begin(raw.source, raw.sheet, &raw.rows, self.how.pipeline.parts.0.len());
        batch.with_text = self.how.pipeline.job.free_text;
        batch.begin_with(&mut self.left);
        let mut under = Under { rows: &raw.rows, batch: &mut batch };
        if let State::Found(table) = &mut self.state {
            table.swift.forget();
        }
        let mut place = 0;
        while place < raw.rows.len() {
            let from = place;
            let mut taken = self.swiftly(&mut place, &mut under);
            if taken.is_ok() && place == from {
                let before = under.batch.postings.len();
                taken = self.carefully(raw, place, &mut under);
                let posting = under.batch.postings.get(before);
                taken = taken.and_then(|()| self.currency(raw.rows.cells(place), posting));
                place += usize::from(taken.is_ok());
            }
            taken.map_err(|error| self.at_row(error, raw.rows.number_of(place)))?;
        }
        let fates = batch.postings.len() + batch.rejected.len();
        let told = u64::try_from(fates).unwrap_or(u64::MAX) + batch.structural;
        Broken::unless_equal(Boundary::ReadToNormalise, &raw.seal.rows, &told).map_err(NormaliseError::Broken)?;
        self.sheets.take(raw, &batch, &self.source)?;
        batch.end_with(&mut self.left);
        Ok(batch)
    }

    /// After the last batch: what is to be told of the file. Refuses a sheet in which no header was found, a file
    /// whose amounts contradict the layout's decimal sign, and a sheet that is another's copy.
    pub fn finish(mut self) -> Result<(Footprint, Notes), NormaliseError> {
        self.end_of_sheet()?;
        self.leave_sheet()?;
        let (footprint, met) = self.sheets.footprints();
        self.notes.met = met;
        let refused = self.notes.contradiction(self.how.layout).or_else(|| self.sheets.twice(&self.source));
        self.notes.tell(self.currencies.findings());
        self.notes.tell(self.sheets.findings(&self.source, !self.how.layout.sheets.is_empty())?);
        refused.map_or(Ok((footprint, self.notes)), |problem| Err(NormaliseError::Input(vec![problem])))
    }

    fn end_of_sheet(&self) -> Result<(), NormaliseError> {
        match &self.state {
            State::Searching(search) => {
                let place = sheet_place(&self.source, self.sheet);
                Err(NormaliseError::Input(search.failed(self.how.layout, self.how.pipeline, &place)))
            }
            State::Found(_) => Ok(()),
        }
    }

    fn leave_sheet(&mut self) -> Result<(), NormaliseError> {
        let seen = std::mem::take(&mut self.oddities);
        self.notes.odd(&seen, &sheet_place(&self.source, self.sheet));
        Ok(self.sheets.leave(&std::mem::take(&mut self.footprint))?)
    }

    /// A header: its columns are the table's from here on.
    fn header(&mut self, row: &RawRow, columns: Columns) -> Result<(), NormaliseError> {
        let at = Place { row: Some(row.row), ..sheet_place(&self.source, self.sheet) };
        let problems = columns.problems(self.how.layout, self.how.pipeline);
        if !problems.is_empty() {
            let placed = problems.into_iter().map(|p| p.in_place(at.clone())).collect();
            return Err(NormaliseError::Input(placed));
        }
        self.notes.header(&columns, at);
        if let State::Searching(_) = self.state {
            self.state = State::Found(Box::default());
        }
        if let State::Found(table) = &mut self.state {
            table.swift.below(&columns, self.how.layout, self.how.pipeline.parts.0.len());
            let over = std::mem::take(&mut table.columns.over);
            table.columns = columns;
            if table.columns.over.is_empty() {
                table.columns.over = over;
            }
            table.fill.stop();
            table.tally.mark(Mark::Table)?;
        }
        Ok(())
    }

    fn row(&mut self, raw: &RawBatch, row: &RawRow, under: &mut Under<'_>) -> Result<(), NormaliseError> {
        if let State::Searching(search) = &mut self.state {
            under.batch.structural += 1;
            if row.row > HEADER_WITHIN {
                return self.end_of_sheet();
            }
            let found = search.look(row, &self.headings);
            if found.is_none() {
                self.notes.text(row);
                self.headings.note(row, false);
            }
            return found.map_or(Ok(()), |columns| self.header(row, columns));
        }
        let (origin, before) =
            (Origin { source: raw.source, sheet: raw.sheet, row: row.row }, under.batch.postings.len());
        if let Some(columns) = self.known_row(row, origin, under)? {
            under.batch.structural += 1;
            return self.header(row, columns);
        }
        self.headings.note(row, under.batch.postings.len() > before);
        Ok(())
    }

    /// A row below a header; gives columns back where it turns out to be a header with others.
    fn known_row(
        &mut self,
        row: &RawRow,
        origin: Origin,
        under: &mut Under<'_>,
    ) -> Result<Option<Columns>, NormaliseError> {
        let mut state = std::mem::replace(&mut self.state, State::Searching(Search::default()));
        let State::Found(table) = &mut state else { return Ok(None) };
        let step = self.structural(table, row, origin, under).and_then(|step| match step {
            Step::Done => Ok(None),
            Step::Header(columns) => Ok(Some(columns)),
            Step::Values(perhaps) => self.values(table, row, origin, perhaps, under),
        });
        self.state = state;
        step
    }

    /// Takes a row that is no posting; what only might be a total goes on as a posting, and is told.
    fn structural(
        &mut self,
        table: &mut Table,
        row: &RawRow,
        origin: Origin,
        under: &mut Under<'_>,
    ) -> Result<Step, NormaliseError> {
        let Table { columns, tally, fill, .. } = table;
        if let Some(moved) = self.headings.moved(row, columns) {
            return Ok(Step::Header(moved));
        }
        let context = self.how.context(columns);
        let kind = context.kind(row);
        let mut perhaps = None;
        match kind {
            Kind::Posting => return Ok(Step::Values(None)),
            Kind::Text | Kind::Group => {
                if let Some(columns) = self.headings.header(row) {
                    return Ok(Step::Header(columns));
                }
                if context.is_uncut(row) {
                    tally.add(None, 0)?;
                    under.batch.rejected.push(context.rejected(row, origin, (0, "short-row")));
                    return Ok(Step::Done);
                }
                if kind == Kind::Text {
                    self.notes.text(row);
                } else {
                    self.notes.structure.groups += 1;
                    fill.note(row, columns, self.how.layout);
                    tally.mark(Mark::Group)?;
                }
            }
            Kind::Header => {
                self.notes.structure.headers += 1;
                fill.stop();
                tally.mark(Mark::Group)?;
            }
            Kind::Total(label) => {
                fill.stop();
                match context.total(row) {
                    Ok(total) => {
                        let place = Place { row: Some(row.row), ..sheet_place(&self.source, self.sheet) };
                        self.notes.total(tally.close(&total, Some(label))?, place)?;
                    }
                    Err(unreadable) => {
                        under.batch.rejected.push(context.rejected(row, origin, unreadable));
                        return Ok(Step::Done);
                    }
                }
            }
            Kind::Marked { label, in_text } => return self.marked(table, (row, origin), (label, in_text), under),
            Kind::Bare { .. } | Kind::Doubtful { .. } => {
                let Ok(total) = context.total(row) else { return Ok(Step::Values(None)) };
                let closes = tally.rows_closed(&total)?.unwrap_or(0);
                // Where nothing names a posting, one with blank codes is nothing odd: a total is barer than its rows.
                let by_codes = matches!(kind, Kind::Bare { by_codes: true, .. } | Kind::Doubtful { by_codes: true });
                let barer = !by_codes || tally.is_barer(context.blank_codes(row));
                if let Kind::Bare { alone, .. } = kind
                    && barer
                    && closes > u64::from(!alone)
                {
                    tally.close(&total, None)?;
                    fill.stop();
                    self.notes.unlabelled(Place { row: Some(row.row), ..sheet_place(&self.source, self.sheet) });
                } else {
                    let nameless = matches!(kind, Kind::Bare { by_codes: false, .. });
                    if nameless || (closes > 1 && !total.is_zero() && barer) {
                        perhaps = Some((total, closes));
                    }
                    return Ok(Step::Values(perhaps));
                }
            }
        }
        under.batch.structural += 1;
        Ok(Step::Done)
    }
}

impl How<'_> {
    fn context<'c>(&'c self, columns: &'c Columns) -> Context<'c> {
        let (pipeline, layout, lettered) = (self.pipeline, self.layout, self.lettered);
        Context { pipeline, layout, columns, labels: &self.labels, named_parts: &self.named_parts, lettered }
    }
}

fn sheet_place(source: &Source, sheet: u16) -> Place {
    let sheet = source.sheets.get(usize::from(sheet)).cloned();
    Place { file: Some(source.name.clone()), sheet, ..Place::default() }
}

/// The header names that a message lists.
fn listed(headers: &[String]) -> crate::model::finding::Value {
    text(headers.join(" / "))
}
