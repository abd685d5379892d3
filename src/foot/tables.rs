//! Where tables start and end, and what their rows and columns are. Takes a grid, hands on tables with title, columns and
//! marked rows; refuses to add anything.

use std::collections::BTreeMap;

use super::columns::{self, Column, column, is_year};
use super::figures::{self, Reading};
use super::grid::{Cell, Grid, GridRow, Kind};
use super::heading;
use super::lone::{self, Lone};
use super::total::Seen;
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
    /// Its heading stands right below a total, and may as well be a row.
    pub(super) abrupt: bool,
    /// Lines of a label alone, among the rows.
    pub(super) lone: Vec<Lone>,
}

/// A row below the heading.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: u32,
    pub(super) label: String,
    pub(super) mark: Option<Mark>,
    /// A line above that names the rows below it.
    pub(super) under: Option<String>,
    /// Cells with a formula that the workbook holds no value of.
    formulas: Vec<usize>,
    pub(super) cells: Vec<Reading>,
    /// Texts as they stand, where a cell is no amount.
    pub(super) texts: Vec<String>,
}

impl Row {
    /// The figures of a column, with its unit.
    pub(super) fn figures(&self, column: usize) -> Option<&figures::Figures> {
        if let Some(Reading::Amounts(figures)) = self.cells.get(column) { Some(figures) } else { None }
    }

    /// What stands in a cell that is no amount.
    pub(super) fn seen(&self, column: usize) -> Seen {
        match self.texts.get(column).map(|text| one_line(text)) {
            _ if self.formulas.contains(&column) => Seen::Formula,
            Some(text) if !text.is_empty() => Seen::Text(text),
            _ => Seen::Nothing,
        }
    }
}

impl Table {
    /// Takes a column's other reading instead, and keeps this one as the other.
    pub(super) fn swap(&mut self, column: usize) {
        if let Some(other) = self.columns.get_mut(column).and_then(|column| column.otherwise.as_mut()) {
            for (row, cell) in self.rows.iter_mut().zip(&mut other.cells) {
                row.cells.get_mut(column).into_iter().for_each(|read| std::mem::swap(read, cell));
            }
        }
    }
}

/// Every table of a grid that holds an amount.
pub(super) fn find(grid: &Grid) -> Vec<Table> {
    let mut finder = Finder { kind: grid.kind, tables: Vec::new(), draft: Draft::default(), heading: None };
    for (row, below) in grid.rows.iter().zip(grid.rows.iter().skip(1).map(Some).chain([None])) {
        finder.take(row, below);
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
    /// The line that the rows stand under, and for each row of the body the one that it does.
    section: Option<&'g str>,
    sections: Vec<Option<&'g str>>,
    /// Lines of a label alone, with how many rows stand above.
    lone: Vec<(usize, &'g GridRow)>,
    /// Its heading stands right below a total, and may as well be a row.
    abrupt: bool,
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
    fn take(&mut self, row: &'g GridRow, below: Option<&'g GridRow>) {
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
        let may_head = self.draft.body.is_empty() || self.draft.ended;
        let heads = may_head && below.is_some_and(|below| heading::of_units(row, below));
        if self.holds_amounts(row) && !heads {
            let texts = row.cells.iter().filter_map(Cell::text);
            self.draft.ended = mark_of(texts).is_some_and(|mark| matches!(mark, Mark::Total(_)));
            self.draft.pause = false;
            self.name_draft();
            self.push(row);
            return;
        }
        let filled = row.filled();
        let first = row.cells.first().and_then(Cell::text);
        if self.draft.body.is_empty() {
            if row.gap {
                self.draft.header.clear();
                self.draft.lone.clear();
            }
            match first {
                Some(text) if filled == 1 => {
                    if self.draft.header.is_empty() {
                        self.heading = Some(text);
                    } else {
                        self.draft.lone.push((0, row));
                    }
                    self.draft.section = Some(text);
                }
                _ => {
                    self.name_draft();
                    self.draft.header.push(row);
                    self.draft.lone.clear();
                }
            }
        } else if filled == 1 {
            self.draft.lone.extend(first.map(|_| (self.draft.body.len(), row)));
            self.draft.pause = true;
            self.heading = first.or(self.heading);
            self.draft.section = first.or(self.draft.section);
        } else if (row.gap || self.draft.pause || self.draft.ended) && self.heads_amounts(row) {
            let again = self.draft.header.iter().any(|header| header.cells == row.cells);
            if !again || self.draft.ended {
                let abrupt = !(row.gap || self.draft.pause || again || heading::says_so(row));
                self.close();
                self.name_draft();
                self.draft.abrupt = abrupt;
                self.draft.header.push(row);
            }
        } else {
            self.push(row);
        }
    }

    fn push(&mut self, row: &'g GridRow) {
        self.draft.body.push(row);
        self.draft.sections.push(self.draft.section);
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
                    && !heading::is_broken_figure(cell)
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
        let mut draft = std::mem::take(&mut self.draft);
        if !draft.body.is_empty() {
            let rows = heading::rows_among(&draft.header, &draft.body);
            let rows = draft.header.split_off(draft.header.len().saturating_sub(rows));
            draft.sections.splice(0..0, rows.iter().map(|_| None));
            draft.lone.iter_mut().for_each(|(at, _)| *at += rows.len());
            draft.body.splice(0..0, rows);
            self.tables.push(table(&draft, self.kind));
        }
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
            Cell::Blank | Cell::Formula => String::new(),
        });
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let headers: Vec<String> = (0..width).map(header).collect();
    let heading = draft.heading.filter(|line| is_title(line));
    let unit = draft.heading.filter(|line| line.chars().count() <= LONGEST_TITLE).and_then(words::unit_of_heading);
    let unit = headers.first().and_then(|first| words::unit_of_heading(first)).or(unit);
    let under = draft.sections.iter().chain(std::iter::repeat(&None));
    let mut rows: Vec<Row> = draft.body.iter().zip(under).map(|(row, under)| blank_row(row, *under)).collect();
    let mut columns: Vec<Column> =
        headers.iter().enumerate().map(|(i, header)| column(i, header, unit, (&draft.body, kind), &mut rows)).collect();
    label(&mut rows);
    columns::set_codes_apart(&mut columns, &rows);
    let lone = draft.lone.iter().map(|(at, row)| (*at, *row, blank_row(row, None)));
    let lone = lone::sorted(lone.collect(), &rows);
    let own = headers.first().filter(|first| !first.is_empty());
    Table {
        title: heading.map(str::to_owned).or(own.cloned()).unwrap_or_default(),
        first: draft.header.first().or(draft.body.first()).map_or(0, |row| row.line),
        last: draft.body.last().map_or(0, |row| row.line),
        shows_decimals: kind != Kind::Sheet,
        columns,
        rows,
        abrupt: draft.abrupt,
        lone,
    }
}

/// A short line that is neither a sentence nor a point of a list.
pub(super) fn is_title(line: &str) -> bool {
    let listed = line.starts_with(['-', '\u{2013}', '\u{2022}', '*']);
    line.chars().count() <= LONGEST_TITLE && !listed && !line.ends_with(['.', ':', ',', ';'])
}

fn blank_row(row: &GridRow, under: Option<&str>) -> Row {
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(amount) => amount.plain(),
        Cell::Blank | Cell::Formula => String::new(),
    };
    let texts = row.cells.iter().map(text).collect();
    let formulas = (0..row.cells.len()).filter(|i| row.cells.get(*i) == Some(&Cell::Formula)).collect();
    let under = under.map(str::to_owned);
    Row { line: row.line, label: String::new(), mark: None, under, formulas, cells: Vec::new(), texts }
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

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
