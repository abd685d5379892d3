//! The rows of a long table as the XML of a sheet. Takes a checked table, where it starts and the styles that its cells
//! have, hands on rows and what was counted in them. Refuses an amount that the workbook would round. A library's cell
//! costs more than a micro-second, and long tables have hundreds of thousands.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::model::control::{Boundary, Totals};
use crate::model::fact::SinkError;
use crate::model::float::{kronor_for_cell, scaled_for_cell};
use crate::model::table::{Cell, RowAt, RowKind, SummaryTable};

use super::super::figures;
use super::super::trouble::{broken, not_exact, tie};
use super::{Setting, day_number, grid, lines};

/// A table that its sheet has only the header and some rows of, until [`xml`] writes them all.
pub(super) struct Left<'a> {
    pub(super) table: &'a SummaryTable,
    /// The sheet's row, counted from 1, that the table's first row is.
    first: usize,
    /// How many lines each row takes; none where all take one.
    lines: Vec<usize>,
}

impl<'a> Left<'a> {
    pub(super) fn new(table: &'a SummaryTable, first: usize, lines: Vec<usize>) -> Self {
        Self { table, first, lines }
    }

    /// The rows that the sheet has, by place in the table: the first of each kind, and the last.
    pub(super) fn shown(&self) -> Vec<usize> {
        let rows = &self.table.rows;
        let kinds = [RowKind::Normal, RowKind::Subtotal, RowKind::Total];
        let of = kinds.iter().filter_map(|kind| rows.iter().position(|row| row.kind == *kind));
        let mut shown: Vec<usize> = of.chain(rows.len().checked_sub(1)).collect();
        shown.sort_unstable();
        shown.dedup();
        shown
    }

    /// The sheet's rows, counted from 1, that the table's first and last are.
    pub(super) fn ends(&self) -> (usize, usize) {
        (self.first, self.first + self.table.rows.len().saturating_sub(1))
    }
}

/// Texts of long tables, after those that the library has.
pub(super) struct Strings<'a> {
    first: usize,
    places: HashMap<&'a str, usize, FixedState>,
    names: HashMap<&'static str, usize, FixedState>,
    /// Each text in an element of its own, in order.
    xml: String,
}

/// The style numbers of a row's cells, by column.
pub(super) type Styles = Vec<String>;

/// Whether every text of a table is one that XML holds as it is, but for its own signs, and every day has a number.
pub(super) fn is_plain(table: &SummaryTable) -> bool {
    let plain = |cell: Cell<&str>| match cell {
        Cell::Text(text) => is_plain_text(text),
        Cell::Date(date) => day_number(date).is_some(),
        _ => true,
    };
    table.rows.iter().flat_map(RowAt::cells).all(plain)
}

/// As `grid::is_fit`, and without control signs and what a reader takes for one that is written `_x000A_`.
fn is_plain_text(text: &str) -> bool {
    let odd = |byte: u8| byte < b' ' || byte == b'_' || byte == b'<' || byte == 0xEF;
    if !text.bytes().fold(false, |any, byte| any | odd(byte)) && text.len() <= grid::LONGEST_TEXT {
        return true;
    }
    grid::is_fit(text) && !text.contains("_x") && !text.bytes().any(|byte| byte < b' ')
}

impl<'a> Strings<'a> {
    /// None yet; the first will have this place.
    pub(super) fn after(first: usize) -> Self {
        Self { first, places: HashMap::default(), names: HashMap::default(), xml: String::new() }
    }

    /// Takes a table's texts in.
    pub(super) fn take(&mut self, table: &'a SummaryTable, setting: Setting<'_>) {
        for row in table.rows.iter() {
            for (column, cell) in row.cells().enumerate() {
                let next = self.first + self.places.len() + self.names.len();
                match cell {
                    // Nearly every name of an area is that of the row above.
                    Cell::Text(_) if row.repeats(column) => {}
                    Cell::Text(text) if !self.places.contains_key(text) => {
                        self.places.insert(text, next);
                        self.add(text);
                    }
                    Cell::Name(name) if !self.names.contains_key(name) => {
                        self.names.insert(name, next);
                        self.add(&setting.title("cell", name));
                    }
                    _ => {}
                }
            }
        }
    }

    /// How many there are, and their XML.
    pub(super) fn xml(&self) -> (usize, &str) {
        (self.places.len() + self.names.len(), &self.xml)
    }

    fn add(&mut self, text: &str) {
        let outer = text.starts_with(' ') || text.ends_with(' ');
        self.xml.push_str(if outer { "<si><t xml:space=\"preserve\">" } else { "<si><t>" });
        for letter in text.chars() {
            match letter {
                '&' => self.xml.push_str("&amp;"),
                '<' => self.xml.push_str("&lt;"),
                '>' => self.xml.push_str("&gt;"),
                letter => self.xml.push(letter),
            }
        }
        self.xml.push_str("</t></si>");
    }
}

/// A column's cells, but for what differs from row to row.
struct Around {
    /// Up to the row's number.
    before: String,
    blank: String,
    text: String,
    number: String,
}

/// Bytes of a cell, more or less.
const CELL: usize = 36;

/// Appends all rows of a table; gives how many cells are texts.
pub(super) fn xml(
    out: &mut Vec<u8>,
    left: &Left<'_>,
    styles: &[(RowKind, Styles)],
    strings: &Strings<'_>,
    setting: Setting<'_>,
) -> Result<u64, SinkError> {
    let table = left.table;
    let around: Vec<(RowKind, Vec<Around>)> = styles.iter().map(|(kind, styles)| (*kind, columns(styles))).collect();
    let mut written = Totals::default();
    let mut texts = 0;
    let mut places = vec![Place::default(); table.columns.len()];
    let mut digits = Vec::new();
    let mut lines = left.lines.iter();
    out.reserve(table.rows.len() * (table.columns.len() + 1) * CELL);
    let width = table.rows.width();
    for (number, row) in (0_u64..).zip(table.rows.iter()) {
        let number = number + u64::try_from(left.first).unwrap_or_default();
        let around = around.iter().find(|(kind, _)| *kind == row.kind).map(|(_, around)| around);
        let Some(around) = around.filter(|around| around.len() == width) else {
            return Err(broken(format!("{} row {number}: {width} cells", table.id), "other styles"));
        };
        count(table, row, &mut written, setting)?;
        digits.clear();
        figures::whole(&mut digits, number);
        out.extend_from_slice(b"<row r=\"");
        out.extend_from_slice(&digits);
        if let Some(points) = lines.next().and_then(|lines| lines::points(*lines)) {
            out.extend_from_slice(b"\" ht=\"");
            figures::shortest(out, points, 2);
            out.extend_from_slice(b"\" customHeight=\"1");
        }
        out.extend_from_slice(b"\">");
        for ((cell, around), place) in row.cells().zip(around).zip(&mut places) {
            out.extend_from_slice(around.before.as_bytes());
            out.extend_from_slice(&digits);
            place.find(cell, strings);
            texts += u64::from(one(out, cell, around, place));
        }
        out.extend_from_slice(b"</row>");
    }
    tie(Boundary::SummariseToPublish, &table.totals, &written)?;
    Ok(texts)
}

/// Where a column's last text stands among the texts: the next is most often the same.
#[derive(Clone, Copy, Default)]
struct Place<'a> {
    text: &'a str,
    number: Option<usize>,
}

impl<'a> Place<'a> {
    /// Finds a cell's text; nothing where it has none.
    fn find(&mut self, cell: Cell<&'a str>, strings: &Strings<'_>) {
        match cell {
            Cell::Text("") => *self = Self::default(),
            Cell::Text(text) if self.text == text => {}
            Cell::Text(text) => *self = Self { text, number: strings.places.get(text).copied() },
            Cell::Name(name) => *self = Self { text: "", number: strings.names.get(name).copied() },
            _ => {}
        }
    }
}

fn columns(styles: &Styles) -> Vec<Around> {
    let around = |(column, style): (usize, &String)| Around {
        before: format!("<c r=\"{}", letters(column)),
        blank: format!("\" s=\"{style}\"/>"),
        text: format!("\" s=\"{style}\" t=\"s\"><v>"),
        number: format!("\" s=\"{style}\"><v>"),
    };
    styles.iter().enumerate().map(around).collect()
}

/// Counts a row that is written: it must come to what the table's maker counted.
pub(super) fn count(
    table: &SummaryTable,
    row: RowAt<'_>,
    written: &mut Totals,
    setting: Setting<'_>,
) -> Result<(), SinkError> {
    let rows = written.rows + 1;
    for (cell, column) in row.cells().zip(&table.columns) {
        if let Cell::Amount(amount) = cell {
            let name = || format!("{}.{}", table.id, column.name);
            kronor_for_cell(amount).ok_or_else(|| not_exact(setting.file, &name(), amount))?;
            if row.kind == RowKind::Normal {
                written.add(amount).map_err(|_| broken(&table.id, "amount overflow"))?;
            }
        }
    }
    written.rows = rows;
    Ok(())
}

/// Appends a cell from after its row's number; whether it is a text.
fn one(out: &mut Vec<u8>, cell: Cell<&str>, around: &Around, place: &Place<'_>) -> bool {
    let place = if matches!(cell, Cell::Text(_) | Cell::Name(_)) { place.number } else { None };
    let (before, number, decimals) = match cell {
        Cell::Blank | Cell::Text(_) | Cell::Name(_) => match place {
            None => return blank(out, around),
            Some(place) => (&around.text, i64::try_from(place).ok(), 0),
        },
        Cell::Amount(amount) => (&around.number, Some(amount.ore()), 2),
        Cell::Share(share) => (&around.number, Some(share), 4),
        Cell::Count(count) => (&around.number, i64::try_from(count).ok(), 0),
        Cell::Date(date) => (&around.number, day_number(date), 0),
        Cell::Scaled(..) => (&around.number, None, 0),
    };
    out.extend_from_slice(before.as_bytes());
    match (number, cell) {
        // Whoever reads it gets the float that is nearest to it, which is the one that the library would write.
        (Some(number), _) => figures::shortest(out, number, decimals),
        (None, Cell::Scaled(number, decimals)) => {
            out.extend_from_slice(scaled_for_cell(number, decimals).to_string().as_bytes());
        }
        (None, Cell::Count(count)) => figures::whole(out, count),
        (None, _) => {}
    }
    out.extend_from_slice(b"</v></c>");
    place.is_some()
}

fn blank(out: &mut Vec<u8>, around: &Around) -> bool {
    out.extend_from_slice(around.blank.as_bytes());
    false
}

/// A column by its letters: 0 is `A`, 26 is `AA`.
fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or_default());
    let before = (column / 26).checked_sub(1).map_or_else(String::new, letters);
    format!("{before}{last}")
}
