//! The first pass over a file: where its tables are and what their columns hold. Takes batches of raw rows, hands on
//! headers, columns with the forms of their cells, and total words; refuses to decide what a column is for.

use std::collections::{BTreeMap, HashMap};

use crate::model::raw::{RawBatch, RawCell, RawRow};
use crate::normalise::heads_groups;

use super::aliases::Aliases;
use super::column::Column;
use super::header::{self, ANOTHER, WITHIN, filled, known, plain};
use super::money::Readers;
use super::stacked;

/// A header that was met, with the columns below it.
#[derive(Clone, Debug)]
pub struct Table {
    /// The sheet's place among those that are read.
    pub sheet: u16,
    /// The header's row.
    pub row: u32,
    /// Its cells; of several rows joined.
    pub headings: Vec<String>,
    /// Rows that say the same are the header again.
    rows: Vec<Vec<String>>,
    /// For each cell the column that it heads.
    pub columns: Vec<usize>,
}

/// What a file holds.
#[derive(Debug)]
pub struct Survey {
    aliases: &'static Aliases,
    readers: Readers,
    /// Headers in the order of the file, repetitions left out.
    pub tables: Vec<Table>,
    /// Distinct columns of all tables.
    pub columns: Vec<Column>,
    /// Rows that headers go over.
    pub header_rows: usize,
    /// Total words of the rows that look like totals, by their place in the aliases, with rows and the first.
    pub totals: BTreeMap<usize, (u64, u32)>,
    /// The same of rows that start with such a word but are as full as others.
    pub full_totals: BTreeMap<usize, (u64, u32)>,
    /// Rows handed on by the reader.
    pub read: u64,
    /// Rows that were taken for the table's own.
    pub rows: u64,
    /// Lines or rows that hold nothing at all, which the reader doesn't hand on.
    pub blank: u64,
    /// No heading was known: the header was found by its shape.
    pub by_shape: bool,
    /// Rows above the first header that hold something, as text, the first few.
    pub above: Vec<String>,
    keys: HashMap<String, usize>,
    sheet: Option<u16>,
    lines: bool,
    /// The row that comes next where none is skipped.
    next: u32,
    waiting: Vec<RawRow<'static>>,
    /// The table at hand, with how many cells its header has.
    under: Option<(usize, usize)>,
    /// The sheet at hand has no header.
    headless: bool,
}

impl Survey {
    /// For a file whose rows are numbered by its lines, or by a sheet's rows.
    pub(super) fn new(aliases: &'static Aliases, lines: bool) -> Self {
        Self {
            lines,
            aliases,
            readers: Readers::new(),
            tables: Vec::new(),
            columns: Vec::new(),
            header_rows: 1,
            totals: BTreeMap::new(),
            full_totals: BTreeMap::new(),
            read: 0,
            rows: 0,
            blank: 0,
            next: 1,
            by_shape: false,
            above: Vec::new(),
            keys: HashMap::new(),
            sheet: None,
            waiting: Vec::new(),
            under: None,
            headless: false,
        }
    }

    pub(super) fn take(&mut self, batch: &RawBatch) {
        if self.sheet != Some(batch.sheet) {
            self.settle();
            (self.sheet, self.under, self.headless, self.next) = (Some(batch.sheet), None, false, 1);
        }
        self.read += batch.seal.rows;
        batch.rows.iter().for_each(|row| self.take_row(&row));
    }

    fn take_row(&mut self, row: &RawRow) {
        self.blank += u64::from(row.row.saturating_sub(self.next));
        let within = if self.lines { breaks(row) } else { 0 };
        self.next = row.row.saturating_add(1).saturating_add(within);
        match self.under {
            Some((table, width)) => self.row(row, table, width),
            None if self.headless => {}
            None if row.row > WITHIN => {
                self.settle();
                if let Some((table, width)) = self.under {
                    self.row(row, table, width);
                }
            }
            None => self.waiting.push(row.clone().into_owned()),
        }
    }

    /// After the last batch.
    pub(super) fn end(&mut self) {
        self.settle();
        for column in &mut self.columns {
            column.settle(&self.readers);
        }
    }

    /// Finds the header among the rows that wait for it, and takes those below it.
    fn settle(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        if self.under.is_some() || waiting.is_empty() {
            return;
        }
        let Some(found) = header::find(&waiting, self.aliases) else {
            self.headless = true;
            return;
        };
        self.by_shape |= found.known == 0;
        if self.tables.is_empty() {
            let lines = waiting.iter().take(found.at).filter(|row| filled(row) > 0).take(3);
            self.above = lines.map(joined).collect();
        }
        let several = stacked::find(&waiting, found.at, self.aliases);
        let last = several.as_ref().map_or(found.at, |(last, _)| *last);
        if let Some((_, rows)) = several {
            self.table_of(&waiting[last], stacked::headings(&rows, self.aliases), rows);
        } else {
            self.table(&waiting[last]);
            self.over(&waiting[..=last]);
        }
        for row in &waiting[last + 1..] {
            if let Some((table, width)) = self.under {
                self.row(row, table, width);
            }
        }
    }

    /// A row of texts right above the header, which may come again with it.
    fn over(&mut self, rows: &[RawRow]) {
        let ([.., above, header], Some(table)) = (rows, self.tables.last_mut()) else { return };
        table.rows.extend(heads_groups(above, header));
    }

    fn table(&mut self, row: &RawRow) {
        let headings: Vec<String> = row.cells.iter().map(|cell| cell.shown().trim().to_owned()).collect();
        self.table_of(row, headings.clone(), vec![headings]);
    }

    /// A table with these headings, of whose header this is the last row.
    fn table_of(&mut self, row: &RawRow, headings: Vec<String>, rows: Vec<Vec<String>>) {
        self.header_rows = self.header_rows.max(rows.len());
        let mut met: HashMap<String, usize> = HashMap::new();
        let mut columns = Vec::new();
        for (place, heading) in headings.iter().enumerate() {
            let folded = plain_heading(heading);
            let nth = met.entry(folded.clone()).or_insert(0);
            *nth += 1;
            let twice = *nth > 1 && !folded.is_empty();
            let key = if folded.is_empty() { format!("\u{1}{place}") } else { format!("{folded}\u{1}{nth}") };
            let next = self.columns.len();
            let column = *self.keys.entry(key).or_insert(next);
            if column == next {
                let mut column = Column::new(heading, place);
                if let [upper, lower] = rows.as_slice() {
                    column.levels = Some((above(upper, place), lower.get(place).cloned().unwrap_or_default()));
                }
                self.columns.push(column);
            }
            if twice && let Some(first) = self.keys.get(&format!("{folded}\u{1}1")) {
                self.columns[*first].twice = true;
                self.columns[column].twice = true;
            }
            columns.push(column);
        }
        let named = headings.iter().filter(|heading| !heading.is_empty()).count();
        self.under = Some((self.tables.len(), named));
        self.tables.push(Table { sheet: self.sheet.unwrap_or(0), row: row.row, headings, rows, columns });
    }

    fn row(&mut self, row: &RawRow, table: usize, width: usize) {
        let cells = filled(row);
        if cells == 0 {
            return;
        }
        if cells > 1 && may_be_header(row) && plain(row) {
            if self.tables[table].rows.iter().any(|texts| repeats(row, texts)) {
                return;
            }
            if cells >= ANOTHER && known(row, self.aliases) >= ANOTHER {
                self.table(row);
                return;
            }
        }
        // A subtotal may keep its account and period.
        if let Some(word) = self.total_word(row) {
            let barer = is_barer(cells, width);
            let seen = if barer { &mut self.totals } else { &mut self.full_totals };
            seen.entry(word).or_insert((0, row.row)).0 += 1;
            if barer {
                return;
            }
        } else if let Some(word) = self.word_behind(row, cells, width) {
            self.totals.entry(word).or_insert((0, row.row)).0 += 1;
            return;
        }
        // A line of text, or the head of a group.
        if cells == 1 && width > 2 {
            return;
        }
        self.rows += 1;
        let place = (self.sheet.unwrap_or(0), row.row);
        let columns = std::mem::take(&mut self.tables[table].columns);
        for (at, column) in columns.iter().enumerate() {
            let cell = row.cells.get(at).unwrap_or(&RawCell::Blank);
            self.columns[*column].add(&self.readers, cell, place);
        }
        self.tables[table].columns = columns;
    }

    /// A total as Excel writes it: `5010 Summa`, and beside it nothing but figures.
    fn word_behind(&self, row: &RawRow, cells: usize, width: usize) -> Option<usize> {
        if cells < 2 || !is_barer(cells, width) {
            return None;
        }
        let letters = |cell: &&RawCell| matches!(cell, RawCell::Text(text) if text.contains(char::is_alphabetic));
        let mut texts = row.cells.iter().filter(letters);
        let (Some(RawCell::Text(text)), None) = (texts.next(), texts.next()) else { return None };
        self.aliases.total_word_behind(text)
    }

    fn total_word(&self, row: &RawRow) -> Option<usize> {
        row.cells.iter().find_map(|cell| match cell {
            RawCell::Text(text) => self.aliases.total_word(text),
            _ => None,
        })
    }
}

/// A row with so few of a table's cells may be a total.
fn is_barer(cells: usize, width: usize) -> bool {
    cells * 3 <= (width * 2).max(width + 2)
}

/// Line breaks within a row's texts, as an editor counts them.
fn breaks(row: &RawRow) -> u32 {
    let of = |cell: &RawCell| match cell {
        RawCell::Text(text) if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_some() => {
            text.matches(['\n', '\r']).count() - text.matches("\r\n").count()
        }
        _ => 0,
    };
    u32::try_from(row.cells.iter().map(of).sum::<usize>()).unwrap_or(u32::MAX)
}

/// The heading of a group that a column is in.
fn above(upper: &[String], place: usize) -> String {
    let found = upper.iter().take(place + 1).rev().find(|text| !text.is_empty());
    found.cloned().unwrap_or_default()
}

/// A heading as `normalise` compares it.
pub(super) fn plain_heading(heading: &str) -> String {
    heading.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn repeats(row: &RawRow, headings: &[String]) -> bool {
    let same = |(at, heading): (usize, &String)| {
        row.cells.get(at).map(RawCell::shown).unwrap_or_default().trim() == heading.as_str()
    };
    headings.iter().enumerate().all(same)
}

/// No cell starts with a digit or a sign: quickly asked, since it is asked of every row.
fn may_be_header(row: &RawRow) -> bool {
    let figure = |cell: &RawCell| match cell {
        RawCell::Text(text) => text.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '-'),
        cell => !cell.is_blank(),
    };
    !row.cells.iter().any(figure)
}

fn joined(row: &RawRow) -> String {
    let cells: Vec<String> = row.cells.iter().filter(|cell| !cell.is_blank()).map(RawCell::shown).collect();
    cells.join(" | ")
}
