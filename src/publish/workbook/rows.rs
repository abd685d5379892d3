//! The rows of a long table as the XML of a sheet. Takes a checked table, where it starts and the styles that its cells
//! have, hands on rows and what was counted in them. Refuses an amount that the workbook would round. A library's cell
//! costs more than a micro-second, and long tables have hundreds of thousands.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::FixedState;

use crate::model::control::{Boundary, Totals};
use crate::model::fact::SinkError;
use crate::model::float::{kronor_for_cell, scaled_for_cell};
use crate::model::table::{Cell, Row, RowKind, SummaryTable};

use super::super::figures;
use super::super::trouble::{broken, not_exact, tie};
use super::woven::{At, Piece, Woven};
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
pub(super) fn is_plain<'t>(table: &'t SummaryTable) -> bool {
    let plain = |cell: &Cell| match cell {
        Cell::Text(text) => is_plain_text(text),
        Cell::Date(date) => day_number(*date).is_some(),
        _ => true,
    };
    let mut above: &[Cell] = &[];
    let mut row_is_plain = |row: &'t Row| {
        let before = std::mem::replace(&mut above, &row.cells);
        row.cells.iter().enumerate().all(|(column, cell)| before.get(column) == Some(cell) || plain(cell))
    };
    !table.columns.is_empty() && table.rows.iter().all(&mut row_is_plain)
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
        let mut above: &[Cell] = &[];
        for row in &table.rows {
            for (column, cell) in row.cells.iter().enumerate() {
                let next = self.first + self.places.len() + self.names.len();
                match cell {
                    // Nearly every name of an area is that of the row above.
                    Cell::Text(_) if above.get(column) == Some(cell) => {}
                    Cell::Text(text) if !self.places.contains_key(&**text) => {
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
            above = &row.cells;
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

/// A column's cells in rows of one kind, but for what differs from row to row.
struct Around {
    blank: Piece,
    text: Piece,
    number: Piece,
    /// From after a blank, and from after a figure, to the next cell's number of the row, or the row's end.
    after: [Piece; 2],
    /// The nearest column before it that looks the same, counted from 1.
    like: Option<usize>,
}

/// What stands in a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Nothing,
    Text,
    Number,
}

/// A row under way: its number, and what is known of the row itself and of each cell so far.
struct Numbered {
    digits: Vec<u8>,
    seen: Vec<Seen>,
    before: Piece,
    first: Piece,
}

/// Where the row's number stands in a cell, and what the cell holds.
#[derive(Clone, Copy)]
struct Seen {
    place: At,
    holds: Holds,
    figure: (At, Option<i64>),
}

impl Seen {
    const NOTHING: Self = Self { place: At::NOWHERE, holds: Holds::Nothing, figure: (At::NOWHERE, None) };
}

/// Appends all rows of a table; gives how many cells are texts.
pub(super) fn xml(
    out: &mut Woven,
    left: &Left<'_>,
    styles: &[(RowKind, Styles)],
    strings: &Strings<'_>,
    setting: Setting<'_>,
) -> Result<u64, SinkError> {
    let table = left.table;
    let mut around: Vec<(RowKind, Vec<Around>)> =
        styles.iter().map(|(kind, styles)| (*kind, columns(styles))).collect();
    let mut written = Totals::default();
    let mut texts = 0;
    let mut places = vec![Place::default(); table.columns.len()];
    let mut numbered = Numbered::new();
    let mut lines = left.lines.iter();
    for (number, row) in (0_u64..).zip(&table.rows) {
        let number = number + u64::try_from(left.first).unwrap_or_default();
        let around = around.iter_mut().find(|(kind, _)| *kind == row.kind).map(|(_, around)| around);
        let Some(around) = around.filter(|around| around.len() == row.cells.len()) else {
            return Err(broken(format!("{} row {number}: {} cells", table.id, row.cells.len()), "other styles"));
        };
        count(table, row, &mut written, setting)?;
        numbered.begin(out, number, lines.next().and_then(|lines| lines::points(*lines)));
        for ((cell, around), place) in row.cells.iter().zip(around).zip(&mut places) {
            place.find(cell, strings);
            texts += u64::from(one(out, cell, around, place, &mut numbered) == Holds::Text);
        }
    }
    tie(Boundary::SummariseToPublish, &table.totals, &written)?;
    Ok(texts)
}

impl Numbered {
    fn new() -> Self {
        let (before, first) = (Piece::new("<row r=\"".to_owned()), Piece::new("\"><c r=\"A".to_owned()));
        Self { digits: Vec::new(), seen: vec![Seen::NOTHING], before, first }
    }

    /// A row's beginning, up to its number in the first cell, with its height where it has one of its own.
    fn begin(&mut self, out: &mut Woven, number: u64, height: Option<i64>) {
        self.digits.clear();
        figures::whole(&mut self.digits, number);
        out.piece(&mut self.before);
        // All digits but the last are most often those of the row above.
        let (first, last) = self.digits.split_at(self.digits.len() - 1);
        self.seen.truncate(1);
        self.seen[0].place = out.write(self.seen[0].place, |out| out.extend_from_slice(first));
        out.push(last);
        if let Some(points) = height {
            out.push(b"\" ht=\"");
            out.write(At::NOWHERE, |out| figures::shortest(out, points, 2));
            out.push(b"\" customHeight=\"1");
        }
        out.piece(&mut self.first);
    }

    /// The row's number once more, and how a cell goes on that holds so much; gives what is known of one before it that
    /// looks the same.
    #[inline]
    fn again(&mut self, out: &mut Woven, holds: Holds, style: &mut Piece, like: Option<usize>) -> Seen {
        let like = like.and_then(|like| self.seen.get(like)).filter(|other| other.holds == holds).copied();
        let place = if let Some(like) = like {
            out.with_piece(like.place, &self.digits, style)
        } else {
            let last = self.seen.last().map_or(At::NOWHERE, |last| last.place);
            let place = out.write(last, |out| out.extend_from_slice(&self.digits));
            out.piece(style);
            place
        };
        self.seen.push(Seen { place, holds, ..Seen::NOTHING });
        like.unwrap_or(Seen::NOTHING)
    }
}

/// Where a column's last text stands among the texts: the next is most often the same.
#[derive(Clone, Copy, Default)]
struct Place<'a> {
    text: &'a str,
    number: Option<usize>,
    /// Where the column's last figure stands, and what it is.
    last: (At, Option<i64>),
}

impl<'a> Place<'a> {
    /// Finds a cell's text; nothing where it has none.
    fn find(&mut self, cell: &'a Cell, strings: &Strings<'_>) {
        match cell {
            Cell::Text(text) if text.is_empty() => (self.text, self.number) = ("", None),
            Cell::Text(text) if std::ptr::eq(self.text, Arc::as_ptr(text)) || self.text == &**text => {}
            Cell::Text(text) => (self.text, self.number) = (text, strings.places.get(&**text).copied()),
            Cell::Name(name) => (self.text, self.number) = ("", strings.names.get(name).copied()),
            _ => {}
        }
    }
}

fn columns(styles: &Styles) -> Vec<Around> {
    let around = |(column, style): (usize, &String)| {
        let is_last = column + 1 == styles.len();
        let next = if is_last { "</row>".to_owned() } else { format!("<c r=\"{}", letters(column + 1)) };
        Around {
            blank: Piece::new(format!("\" s=\"{style}\"/>")),
            text: Piece::new(format!("\" s=\"{style}\" t=\"s\"><v>")),
            number: Piece::new(format!("\" s=\"{style}\"><v>")),
            after: ["", "</v></c>"].map(|end| Piece::new(format!("{end}{next}"))),
            like: styles[..column].iter().rposition(|other| other == style).map(|like| like + 1),
        }
    };
    styles.iter().enumerate().map(around).collect()
}

/// Counts a row that is written: it must come to what the table's maker counted.
pub(super) fn count(
    table: &SummaryTable,
    row: &Row,
    written: &mut Totals,
    setting: Setting<'_>,
) -> Result<(), SinkError> {
    let rows = written.rows + 1;
    for (cell, column) in row.cells.iter().zip(&table.columns) {
        if let Cell::Amount(amount) = cell {
            let name = || format!("{}.{}", table.id, column.name);
            kronor_for_cell(*amount).ok_or_else(|| not_exact(setting.file, &name(), *amount))?;
            if row.kind == RowKind::Normal {
                written.add(*amount).map_err(|_| broken(&table.id, "amount overflow"))?;
            }
        }
    }
    written.rows = rows;
    Ok(())
}

/// Appends a cell from its row's number on, up to the number in the next; gives what it holds.
fn one(out: &mut Woven, cell: &Cell, around: &mut Around, place: &mut Place<'_>, numbered: &mut Numbered) -> Holds {
    let (holds, number, decimals) = match cell {
        Cell::Blank => (Holds::Nothing, None, 0),
        Cell::Text(_) | Cell::Name(_) => match place.number {
            None => (Holds::Nothing, None, 0),
            Some(text) => (Holds::Text, i64::try_from(text).ok(), 0),
        },
        Cell::Amount(amount) => (Holds::Number, Some(amount.ore()), 2),
        Cell::Share(share) => (Holds::Number, Some(*share), 4),
        Cell::Count(count) => (Holds::Number, i64::try_from(*count).ok(), 0),
        Cell::Date(date) => (Holds::Number, day_number(*date), 0),
        Cell::Scaled(..) => (Holds::Number, None, 0),
    };
    let style = match holds {
        Holds::Nothing => &mut around.blank,
        Holds::Text => &mut around.text,
        Holds::Number => &mut around.number,
    };
    let like = numbered.again(out, holds, style, around.like);
    if holds == Holds::Nothing {
        out.piece(&mut around.after[0]);
        return holds;
    }
    let same = [place.last, like.figure].into_iter().find(|(_, figure)| figure.is_some() && *figure == number);
    let before = same.map_or(At::NOWHERE, |(before, _)| before);
    let now = out.write(before, |out| match (number, cell) {
        // Whoever reads it gets the float that is nearest to it, which is the one that the library would write.
        (Some(number), _) => figures::shortest(out, number, decimals),
        (None, Cell::Scaled(number, decimals)) => {
            out.extend_from_slice(scaled_for_cell(*number, *decimals).to_string().as_bytes());
        }
        (None, Cell::Count(count)) => figures::whole(out, *count),
        (None, _) => {}
    });
    place.last = (now, number);
    if let Some(seen) = numbered.seen.last_mut() {
        seen.figure = place.last;
    }
    out.piece(&mut around.after[1]);
    holds
}

/// A column by its letters: 0 is `A`, 26 is `AA`.
fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or_default());
    let before = (column / 26).checked_sub(1).map_or_else(String::new, letters);
    format!("{before}{last}")
}
