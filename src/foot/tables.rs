//! Where tables start and end, and what their rows and columns are. Takes a grid, hands on tables with title, columns and
//! marked rows; refuses to add anything.

use std::collections::BTreeMap;

use super::amount::{Amount, Unit};
use super::figures::{self, Reading};
use super::grid::{Cell, Grid, GridRow, Kind};
use super::words::{self, Mark};

/// A table as found.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) title: String,
    pub(super) first: u32,
    pub(super) last: u32,
    /// Figures show all their decimals; a workbook's don't.
    pub(super) shows_decimals: bool,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
}

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) header: String,
    /// The unit that the heading, the table or the other cells state.
    pub(super) unit: Option<Unit>,
    /// Holds amounts.
    pub(super) amounts: bool,
    /// Holds shares, means or the like, which no one adds.
    pub(super) not_added: bool,
}

/// A row below the heading.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: u32,
    pub(super) label: String,
    pub(super) mark: Option<Mark>,
    pub(super) cells: Vec<Reading>,
    /// Texts as they stand, where a cell is no amount.
    pub(super) texts: Vec<String>,
}

impl Row {
    /// The figures of a column, with its unit.
    pub(super) fn figures(&self, column: usize) -> Option<&figures::Figures> {
        if let Some(Reading::Amounts(figures)) = self.cells.get(column) { Some(figures) } else { None }
    }

    /// What stands in a cell that is text.
    pub(super) fn shown(&self, column: usize) -> String {
        self.texts.get(column).map(|text| one_line(text)).unwrap_or_default()
    }
}

/// Every table of a grid that holds an amount.
pub(super) fn find(grid: &Grid) -> Vec<Table> {
    let mut finder = Finder { kind: grid.kind, tables: Vec::new(), draft: Draft::default(), heading: None };
    for row in &grid.rows {
        finder.take(row);
    }
    finder.close();
    finder.tables
}

/// A table in the making.
#[derive(Default)]
struct Draft<'g> {
    heading: Option<&'g str>,
    header: Vec<&'g GridRow>,
    body: Vec<&'g GridRow>,
    /// Its last row was a total.
    ended: bool,
    /// A row with a single text stands before the next.
    pause: bool,
}

struct Finder<'g> {
    kind: Kind,
    tables: Vec<Table>,
    draft: Draft<'g>,
    /// The last line that may be the heading of what follows.
    heading: Option<&'g str>,
}

/// A longer line above a table is prose, not its title.
const LONGEST_TITLE: usize = 100;

impl<'g> Finder<'g> {
    fn take(&mut self, row: &'g GridRow) {
        if row.prose && self.kind == Kind::Prose {
            let line = row.cells.first().and_then(Cell::text).unwrap_or_default();
            if words::is_page_number(line) {
                self.draft.pause = true;
            } else {
                self.close();
                self.heading = Some(line);
            }
            return;
        }
        if self.holds_amounts(row) {
            let texts = row.cells.iter().filter_map(Cell::text);
            self.draft.ended = mark_of(texts).is_some_and(|mark| matches!(mark, Mark::Total(_)));
            self.draft.pause = false;
            self.name_draft();
            self.draft.body.push(row);
            return;
        }
        let filled = row.filled();
        let first = row.cells.first().and_then(Cell::text);
        if self.draft.body.is_empty() {
            if row.gap {
                self.draft.header.clear();
            }
            match first {
                Some(text) if filled == 1 => {
                    if self.draft.header.is_empty() {
                        self.heading = Some(text);
                    }
                }
                _ => {
                    self.name_draft();
                    self.draft.header.push(row);
                }
            }
        } else if filled == 1 {
            self.draft.pause = true;
            self.heading = first.or(self.heading);
        } else if (row.gap || self.draft.pause || self.draft.ended) && self.heads_amounts(row) {
            let again = self.draft.header.iter().any(|header| header.cells == row.cells);
            if !again || self.draft.ended {
                self.close();
                self.name_draft();
                self.draft.header.push(row);
            }
        } else {
            self.draft.body.push(row);
        }
    }

    /// Years may head columns; they are amounts only within a table.
    fn holds_amounts(&self, row: &GridRow) -> bool {
        let amounts: Vec<&Cell> = row.cells.iter().filter(|cell| cell.may_be_amount()).collect();
        let only_years = amounts.iter().all(|cell| is_year(cell));
        let may_head = self.draft.body.is_empty() || self.draft.ended || row.gap;
        !(amounts.is_empty() || only_years && may_head && row.filled() > 1)
    }

    /// Whether a row has words where the table has amounts, and isn't a total that can't be read.
    fn heads_amounts(&self, row: &GridRow) -> bool {
        let first = row.cells.iter().find_map(Cell::text).and_then(words::mark);
        first.is_none()
            && row.cells.iter().enumerate().any(|(column, cell)| {
                *cell != Cell::Blank
                    && self.draft.body.iter().any(|row| row.cells.get(column).is_some_and(Cell::may_be_amount))
            })
    }

    /// The line above is the heading of the table that begins here, not of a later one.
    fn name_draft(&mut self) {
        if self.draft.body.is_empty() && self.heading.is_some() {
            self.draft.heading = self.heading.take();
        }
    }

    fn close(&mut self) {
        let draft = std::mem::take(&mut self.draft);
        if !draft.body.is_empty() {
            self.tables.push(table(&draft, self.kind));
        }
    }
}

fn is_year(cell: &Cell) -> bool {
    match cell.read(false) {
        Reading::Amounts(figures) => figures.stated().is_some_and(Amount::may_be_a_year),
        Reading::Blank | Reading::Dash | Reading::Text | Reading::Percent => false,
    }
}

/// The mark of a row by its texts: the first by its first or last word, the others only where they say nothing else. An
/// of-which row goes before a subtotal, and that before a total.
fn mark_of<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Mark> {
    let marked = |(i, text)| if i == 0 { words::mark(text) } else { words::mark_alone(text) };
    let rank = |mark: &Mark| match mark {
        Mark::OfWhich => 0,
        Mark::Subtotal => 1,
        Mark::Total(_) => 2,
    };
    texts.enumerate().filter_map(marked).min_by_key(rank)
}

fn table(draft: &Draft<'_>, kind: Kind) -> Table {
    let width = draft.header.iter().chain(&draft.body).map(|row| row.cells.len()).max().unwrap_or(0);
    let header = |column: usize| {
        let texts = draft.header.iter().filter_map(|row| row.cells.get(column));
        let texts = texts.map(|cell| match cell {
            Cell::Text(text) => text.clone(),
            Cell::Number(amount) => amount.plain(),
            Cell::Blank => String::new(),
        });
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let headers: Vec<String> = (0..width).map(header).collect();
    let heading = draft.heading.filter(|line| is_title(line));
    let unit = draft.heading.filter(|line| line.chars().count() <= LONGEST_TITLE).and_then(words::unit_of_heading);
    let unit = headers.first().and_then(|first| words::unit_of_heading(first)).or(unit);
    let mut rows: Vec<Row> = draft.body.iter().map(|row| blank_row(row)).collect();
    let columns =
        headers.iter().enumerate().map(|(i, header)| column(i, header, unit, (draft, kind), &mut rows)).collect();
    label(&mut rows);
    let own = headers.first().filter(|first| !first.is_empty());
    Table {
        title: heading.map(str::to_owned).or(own.cloned()).unwrap_or_default(),
        first: draft.header.first().or(draft.body.first()).map_or(0, |row| row.line),
        last: draft.body.last().map_or(0, |row| row.line),
        shows_decimals: kind != Kind::Sheet,
        columns,
        rows,
    }
}

/// A short line that is neither a sentence nor a point of a list.
fn is_title(line: &str) -> bool {
    let listed = line.starts_with(['-', '\u{2013}', '\u{2022}', '*']);
    line.chars().count() <= LONGEST_TITLE && !listed && !line.ends_with(['.', ':', ',', ';'])
}

fn blank_row(row: &GridRow) -> Row {
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(amount) => amount.plain(),
        Cell::Blank => String::new(),
    };
    let texts = row.cells.iter().map(text).collect();
    Row { line: row.line, label: String::new(), mark: None, cells: Vec::new(), texts }
}

/// Reads a column's cells into the rows and says what the column is.
fn column(
    i: usize,
    header: &str,
    of_table: Option<Unit>,
    (draft, kind): (&Draft<'_>, Kind),
    rows: &mut [Row],
) -> Column {
    let cells = |row: &GridRow| row.cells.get(i).cloned().unwrap_or(Cell::Blank);
    let cells: Vec<Cell> = draft.body.iter().map(|row| cells(row)).collect();
    let point = figures::writes_points(cells.iter().filter_map(Cell::text));
    let mut readings: Vec<Reading> = cells.iter().map(|cell| cell.read(point)).collect();
    let count = |wanted: fn(&Reading) -> bool| readings.iter().filter(|reading| wanted(reading)).count();
    let amounts = count(|r| matches!(r, Reading::Amounts(_)));
    let (texts, percents) = (count(|r| *r == Reading::Text), count(|r| *r == Reading::Percent));
    let own = words::unit_of_heading(header).or(of_table).or_else(|| unit_of_cells(&readings));
    if kind == Kind::Sheet {
        pad(&mut readings);
    }
    let only_years = cells.iter().filter(|cell| cell.may_be_amount()).all(is_year) && own.is_none();
    for (row, reading) in rows.iter_mut().zip(&mut readings) {
        if let Reading::Amounts(figures) = reading {
            let all = figures.parts.iter_mut().chain(figures.otherwise.iter_mut().flatten());
            all.chain(figures.result.iter_mut()).for_each(|amount| *amount = amount.or_in(own));
        }
        row.cells.push(reading.clone());
    }
    Column {
        header: header.to_owned(),
        unit: own,
        amounts: amounts > 0 && amounts >= texts && !only_years,
        not_added: amounts + percents > 0 && (words::not_added(header) || percents > 0 && percents >= amounts),
    }
}

/// Gives a sheet's figures the decimals of the one that has most: a cell holds 32 where the page shows 32,0.
fn pad(readings: &mut [Reading]) {
    let amounts = |reading: &Reading| match reading {
        Reading::Amounts(figures) => figures.parts.iter().map(|amount| amount.decimals).max(),
        Reading::Blank | Reading::Dash | Reading::Text | Reading::Percent => None,
    };
    let most = readings.iter().filter_map(amounts).max().unwrap_or(0);
    for reading in readings {
        if let Reading::Amounts(figures) = reading {
            for amount in figures.parts.iter_mut().chain(figures.result.iter_mut()) {
                let padded =
                    Amount::from_steps(amount.digits, -i32::try_from(amount.decimals).unwrap_or(0), None, most);
                *amount = padded.map_or(*amount, |padded| Amount { unit: amount.unit, ..padded });
            }
        }
    }
}

/// The unit of cells without one of their own: the one that the others name most often.
fn unit_of_cells(readings: &[Reading]) -> Option<Unit> {
    let mut named = BTreeMap::<Unit, usize>::new();
    for reading in readings {
        if let Reading::Amounts(figures) = reading {
            figures
                .parts
                .iter()
                .chain(&figures.result)
                .filter_map(|a| a.unit)
                .for_each(|u| *named.entry(u).or_default() += 1);
        }
    }
    named.into_iter().max_by_key(|(_, times)| *times).map(|(unit, _)| unit)
}

/// Labels: a row's first text, and the next where that doesn't tell it from another row.
fn label(rows: &mut [Row]) {
    let texts = |row: &Row| -> Vec<String> {
        let read = row.texts.iter().zip(&row.cells);
        read.filter(|(_, cell)| **cell == Reading::Text).map(|(text, _)| one_line(text)).collect()
    };
    let mut seen = BTreeMap::<String, usize>::new();
    for row in rows.iter() {
        *seen.entry(texts(row).into_iter().next().unwrap_or_default()).or_default() += 1;
    }
    for row in rows {
        let texts = texts(row);
        row.mark = mark_of(texts.iter().map(String::as_str));
        // A row may be named by a number, such as a year.
        let number = || row.texts.iter().find(|text| !text.is_empty()).map(|text| one_line(text));
        let first = texts.first().cloned().or_else(number).unwrap_or_default();
        let alone = seen.get(&first).is_none_or(|times| *times < 2);
        row.label = if alone { first } else { texts.get(..texts.len().min(2)).unwrap_or_default().join(" \u{b7} ") };
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
