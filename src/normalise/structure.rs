//! What kind of row a row is, before its values are read. Takes cells and columns, hands on one of a few kinds;
//! refuses to call a row a total by its look alone: without a label only its sum can tell.

use crate::model::raw::{RawCell, RawRow};
use crate::pipeline::{ColumnName, FieldName};

use super::row::Context;
use super::stacked::repeats;

/// The kind of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Blank, or text without money, period and codes.
    Text,
    /// The header again.
    Header,
    /// Codes or a text that head a group, and no money.
    Group,
    /// A total, by the label at this place in the layout.
    Total(usize),
    /// A total word beside codes or a period, and nothing that names a posting: a total if it is a sum, else nobody knows.
    Marked(usize),
    /// Money without codes or voucher: a total if it is the sum of rows above, else a posting like any other.
    Bare {
        /// Nothing but money is given.
        alone: bool,
        /// As below.
        by_codes: bool,
    },
    /// Codes and money, but no voucher: perhaps a total.
    Doubtful {
        /// The table has no column that names a posting, so only its codes can tell.
        by_codes: bool,
    },
    /// A posting.
    Posting,
}

/// The fields by which a posting is known from others.
pub(super) const IDENTITY: [FieldName; 4] =
    [FieldName::Voucher, FieldName::Row, FieldName::Booked, FieldName::Registered];

/// What the layout's total words start with, so that nearly every cell is known to be none at its first byte.
#[derive(Clone, Debug)]
pub(super) struct Labels([bool; 256]);

impl Labels {
    /// Of words in lower case.
    pub(super) fn of(words: &[String]) -> Self {
        // Blanks may stand before a word, and beyond ASCII one letter has several forms.
        let mut starts: [bool; 256] = std::array::from_fn(|byte| byte <= 0x20 || byte >= 0x7F);
        for first in words.iter().map(|word| word.bytes().next()) {
            let Some(first) = first else { return Self([true; 256]) };
            starts[usize::from(first)] = true;
            starts[usize::from(first.to_ascii_uppercase())] = true;
        }
        Self(starts)
    }

    /// True of a text that a label cannot begin, and that is not blank.
    #[inline]
    pub(super) fn may_not_start(&self, text: &[u8]) -> bool {
        text.first().is_some_and(|first| self.0.get(usize::from(*first)) == Some(&false))
    }

    pub(super) fn may_start(&self, text: &str) -> bool {
        text.bytes().next().is_none_or(|first| self.0.get(usize::from(first)).copied().unwrap_or(true))
    }
}

impl Context<'_> {
    pub(super) fn kind(&self, row: &RawRow) -> Kind {
        let no_code = |cell: &RawCell| cell.is_blank() || self.is_label(cell);
        let no_codes = self.columns.parts.values().all(|c| row.cells.get(c).is_none_or(no_code));
        let no_period = no_code(self.of(row, ColumnName::Field(FieldName::Period)));
        let money = self.has_money(row);
        if no_codes && no_period && !money && (self.columns.rows.is_empty() || !self.repeats_header(row)) {
            return Kind::Text;
        }
        if self.repeats_header(row) {
            return Kind::Header;
        }
        let known = || IDENTITY.into_iter().filter_map(|f| self.identity(row, f));
        let nameless = !known().any(|given| given);
        if !money {
            let given = self.columns.known().filter(|(_, place)| row.cells.get(*place).is_some_and(|c| !c.is_blank()));
            let heads = (no_period && nameless) || given.count() <= 1;
            return if heads { Kind::Group } else { Kind::Posting };
        }
        if let Some(label) = row.cells.iter().find_map(|cell| self.label(cell)) {
            if self.is_total(row, no_codes, nameless, no_period) {
                return Kind::Total(label);
            } else if nameless {
                return Kind::Marked(label);
            }
        }
        let firm = self.columns.parts.iter().any(|(part, _)| !self.layout.fill_down.contains(&ColumnName::Part(part)));
        if no_codes && nameless && firm {
            let text = self.of(row, ColumnName::Field(FieldName::Text));
            return Kind::Bare { alone: no_period && text.is_blank(), by_codes: known().next().is_none() };
        }
        if nameless { Kind::Doubtful { by_codes: known().next().is_none() } } else { Kind::Posting }
    }

    /// A line of a text file that is one field, and holds as many signs that part fields as a row has: a row that was not cut,
    /// since it is quoted as a whole or written with another separator.
    pub(super) fn is_uncut(&self, row: &RawRow) -> bool {
        let mut given = row.cells.iter().filter(|cell| !cell.is_blank());
        let (Some(RawCell::Text(text)), None, false) = (given.next(), given.next(), self.lettered) else {
            return false;
        };
        let parts = self.columns.headers.len().saturating_sub(1);
        let of = |sign: char| text.chars().filter(|c| *c == sign).count();
        parts > 1 && [';', ',', '\t', '|'].into_iter().any(|sign| of(sign) >= parts)
    }

    /// A labelled row is a total where it has no codes, unless only its free text has the label and it has a voucher; or
    /// where it has codes but neither voucher nor period.
    fn is_total(&self, row: &RawRow, no_codes: bool, nameless: bool, no_period: bool) -> bool {
        let place = self.columns.place(ColumnName::Field(FieldName::Text));
        let label = |(at, cell): (usize, &RawCell)| Some(at) != place && self.is_label(cell);
        let outside_text = row.cells.iter().enumerate().any(label);
        (no_codes && (outside_text || nameless)) || (nameless && no_period)
    }

    /// Whether a field that names a posting is given; none where the table has no such column, or fills it down.
    fn identity(&self, row: &RawRow, field: FieldName) -> Option<bool> {
        let column = ColumnName::Field(field);
        let place = self.columns.place(column).filter(|_| !self.layout.fill_down.contains(&column))?;
        Some(row.cells.get(place).is_some_and(|cell| !cell.is_blank() && !self.is_label(cell)))
    }

    /// The column of the label.
    pub(super) fn labelled(&self, row: &RawRow) -> usize {
        row.cells.iter().position(|cell| self.is_label(cell)).unwrap_or(0)
    }

    fn is_label(&self, cell: &RawCell) -> bool {
        self.label(cell).is_some()
    }

    /// The total word that a cell starts with, by its place in the layout.
    fn label(&self, cell: &RawCell) -> Option<usize> {
        let RawCell::Text(text) = cell else { return None };
        if !self.labels.may_start(text) {
            return None;
        }
        let text = text.trim();
        let starts = |label: &String| {
            let mut letters = text.chars().flat_map(char::to_lowercase);
            let fits = label.chars().all(|c| letters.next() == Some(c));
            fits && !letters.next().is_some_and(char::is_alphanumeric)
        };
        self.layout.totals.iter().position(starts)
    }

    fn repeats_header(&self, row: &RawRow) -> bool {
        if !self.columns.rows.is_empty() {
            return repeats(row, &self.columns.rows);
        }
        self.columns.known().all(|(_, c)| match row.cells.get(c) {
            Some(RawCell::Text(text)) => text.trim() == self.columns.headers[c],
            _ => false,
        })
    }
}
