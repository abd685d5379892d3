//! What an .ods has beside its values, and whether it is of a size that can be held. Takes the tags of `content.xml`,
//! hands on each table's facts; refuses a table whose repeated cells come to more than the limit, before anything is
//! made of them.

use crate::model::finding::{Place, Problem};
use crate::pipeline::ReadLimits;
use crate::read::markup::{Kind, Next, Tag};
use crate::read::over;

use super::facts::{Area, SheetFacts};

/// Blanks in a row that one element may stand for.
const BLANKS: u32 = 10_000;
/// What says that a cell has a value.
const VALUES: [&str; 5] =
    ["office:value", "office:string-value", "office:date-value", "office:time-value", "office:boolean-value"];

/// Reads the tables' facts.
pub(super) struct Tables {
    limits: ReadLimits,
    pub(super) sheets: Vec<SheetFacts>,
    within: bool,
    row: u32,
    rows: u32,
    column: u32,
    columns: u32,
    /// Rows and columns from the first to the last that hold something.
    top: Option<u32>,
    bottom: u32,
    width: u32,
    /// Cells that hold something, repeats counted.
    held: u64,
    row_holds: bool,
}

impl Tables {
    pub(super) fn new(limits: &ReadLimits) -> Self {
        Self {
            limits: *limits,
            sheets: Vec::new(),
            within: false,
            row: 0,
            rows: 0,
            column: 0,
            columns: 0,
            top: None,
            bottom: 0,
            width: 0,
            held: 0,
            row_holds: false,
        }
    }

    pub(super) fn tag(&mut self, tag: &Tag<'_>) -> Result<Next, Problem> {
        let opens = tag.kind != Kind::Close;
        match tag.local() {
            b"table" if opens && !self.within => {
                let name = tag.attribute("table:name").unwrap_or_default().into_owned();
                *self = Self {
                    within: tag.kind == Kind::Open,
                    sheets: std::mem::take(&mut self.sheets),
                    ..Self::new(&self.limits)
                };
                self.sheets.push(SheetFacts { name, ..SheetFacts::default() });
            }
            b"table" if !opens => {
                self.end_row();
                self.within = false;
            }
            _ if !self.within || !opens => {}
            b"table-column" => self.column(tag),
            b"table-row" => self.start_row(tag),
            b"table-cell" | b"covered-table-cell" => self.cell(tag)?,
            b"s" if tag.number("text:c").is_some_and(|blanks| blanks > BLANKS) => {
                return Err(self.over("row-bytes", self.limits.row_bytes, "row-bytes"));
            }
            _ => {}
        }
        Ok(Next::Tag)
    }

    fn facts(&mut self) -> Option<&mut SheetFacts> {
        self.sheets.last_mut()
    }

    fn over(&self, what: &str, limit: u64, key: &'static str) -> Problem {
        let sheet = self.sheets.last().map(|facts| facts.name.clone());
        over(what, limit, key).in_place(Place { sheet, row: self.row.checked_add(1), ..Place::default() })
    }

    fn column(&mut self, tag: &Tag<'_>) {
        let repeated = tag.number("table:number-columns-repeated").unwrap_or(1).max(1);
        let first = self.columns;
        self.columns = first.saturating_add(repeated);
        let shown = tag.attribute("table:visibility").is_none_or(|how| how == "visible");
        let last = self.columns.saturating_sub(1);
        if !shown && let Some(facts) = self.facts() {
            facts.hidden_columns.push((first, last));
        }
    }

    fn end_row(&mut self) {
        if self.row_holds {
            self.bottom = self.row.saturating_add(self.rows).saturating_sub(1);
            self.top.get_or_insert(self.row);
        }
        self.row = self.row.saturating_add(self.rows);
        (self.rows, self.column, self.row_holds) = (0, 0, false);
    }

    fn start_row(&mut self, tag: &Tag<'_>) {
        self.end_row();
        self.rows = tag.number("table:number-rows-repeated").unwrap_or(1).max(1);
        let visibility = tag.attribute("table:visibility").unwrap_or_default();
        let (row, rows) = (self.row, u64::from(self.rows));
        let hidden = visibility == "collapse" || visibility == "filter";
        if hidden && let Some(facts) = self.facts() {
            facts.filtered |= visibility == "filter";
            facts.hide_rows(row, rows);
        }
    }

    fn cell(&mut self, tag: &Tag<'_>) -> Result<(), Problem> {
        let repeated = tag.number("table:number-columns-repeated").unwrap_or(1).max(1);
        let (row, column) = (self.row, self.column);
        self.column = column.saturating_add(repeated);
        let kind = tag.attribute("office:value-type");
        let formula = tag.attribute("table:formula").is_some();
        let spans = |name| tag.number(name).unwrap_or(1).max(1) - 1;
        let (down, right) = (spans("table:number-rows-spanned"), spans("table:number-columns-spanned"));
        let merged =
            Area { top: row, left: column, bottom: row.saturating_add(down), right: column.saturating_add(right) };
        let error = tag.attribute("calcext:value-type").is_some_and(|kind| kind == "error");
        let empty = formula && kind.is_none() && VALUES.iter().all(|name| tag.attribute(name).is_none());
        let last_row = row.saturating_add(self.rows);
        if kind.is_some() || formula {
            self.within_limits(repeated)?;
            // Only now is it known that there are few of them.
            let cells = column..self.column;
            for row in row..last_row {
                if let (true, Some(facts)) = (empty, self.sheets.last_mut()) {
                    facts.uncomputed.entry(row).or_default().extend(cells.clone());
                }
                if let (true, Some(facts)) = (error, self.sheets.last_mut()) {
                    facts.errors.entry(row).or_default().extend(cells.clone().map(|column| (column, "")));
                }
            }
        }
        if let Some(facts) = self.facts() {
            facts.merge(merged);
        }
        Ok(())
    }

    /// A cell that holds something: the area up to it, and all that is held, must be within the limits.
    fn within_limits(&mut self, repeated: u32) -> Result<(), Problem> {
        self.row_holds = true;
        self.width = self.width.max(self.column);
        if u64::from(self.column) > self.limits.columns {
            return Err(self.over("columns", self.limits.columns, "columns"));
        }
        self.held = self.held.saturating_add(u64::from(repeated).saturating_mul(u64::from(self.rows)));
        let last = self.row.saturating_add(self.rows);
        let rows = u64::from(last.saturating_sub(self.top.unwrap_or(self.row)));
        let area = rows.saturating_mul(u64::from(self.width));
        if area.max(self.held) > self.limits.sheet_cells {
            return Err(self.over("sheet-cells", self.limits.sheet_cells, "sheet-cells"));
        }
        Ok(())
    }
}
