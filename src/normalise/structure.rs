//! What kind of row a row is, before its values are read. Takes cells and columns, hands on one of a few kinds;
//! refuses to call a row a total by its look alone: without a label only its sum can tell.

use crate::model::raw::{RawCell, RawRow};
use crate::pipeline::{ColumnName, FieldName};

use super::labels::{at_end, at_start};
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
    /// A total word in a row that may be a posting too: a total if it is a sum, else nobody knows.
    Marked {
        /// By its place in the layout.
        label: usize,
        /// The word only ends the free text of a row that is whole: without a sum it is a posting.
        in_text: bool,
    },
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

/// Those of them that a total has none of.
pub(super) const BY_VOUCHER: [FieldName; 2] = [FieldName::Voucher, FieldName::Row];

/// What a row lacks.
#[derive(Clone, Copy, Debug)]
struct Lacks {
    nameless: bool,
    no_codes: bool,
    no_period: bool,
}

impl Context<'_> {
    pub(super) fn kind(&self, row: &RawRow) -> Kind {
        let money = self.has_money(row);
        let bare = self.has_no_codes(row, &|cell| self.is_label(cell));
        let known = || IDENTITY.into_iter().filter_map(|f| self.identity(row, f, bare));
        let nameless = !known().any(|given| given);
        // Behind a group's value a total word says something only where nothing names a posting.
        let word = |cell: &RawCell| self.is_label(cell) || (money && nameless && self.ends_in_label(cell));
        let no_codes = bare || self.has_no_codes(row, &word);
        let period = self.of(row, ColumnName::Field(FieldName::Period));
        let no_period = period.is_blank() || word(period);
        if no_codes && no_period && !money && (self.columns.rows.is_empty() || !self.repeats_header(row)) {
            return Kind::Text;
        }
        if self.repeats_header(row) {
            return Kind::Header;
        }
        if !money {
            let given = self.columns.known().filter(|(_, place)| row.cells.get(*place).is_some_and(|c| !c.is_blank()));
            let heads = (no_period && nameless) || given.count() <= 1;
            return if heads { Kind::Group } else { Kind::Posting };
        }
        if let Some(kind) = self.labelled_kind(row, Lacks { nameless, no_codes, no_period }) {
            return kind;
        }
        let firm = self.columns.parts.iter().any(|(part, _)| !self.layout.fill_down.contains(&ColumnName::Part(part)));
        if no_codes && nameless && firm {
            let text = self.of(row, ColumnName::Field(FieldName::Text));
            return Kind::Bare { alone: no_period && text.is_blank(), by_codes: known().next().is_none() };
        }
        let only_dated = || no_codes && firm && !self.has_voucher(row);
        if nameless || only_dated() { Kind::Doubtful { by_codes: known().next().is_none() } } else { Kind::Posting }
    }

    /// The kind of a row that has money and a total word, if it is one that is no posting for certain.
    fn labelled_kind(&self, row: &RawRow, lacks: Lacks) -> Option<Kind> {
        let Lacks { nameless, no_codes, no_period } = lacks;
        if let Some(label) = row.cells.iter().find_map(|cell| self.label(cell)) {
            if self.is_total(row, no_codes, nameless, no_period) {
                return Some(Kind::Total(label));
            }
            let marked = nameless || (!self.has_voucher(row) && (no_codes || self.is_marked(row)));
            let in_text = !no_codes && self.is_free_text(row);
            return marked.then_some(Kind::Marked { label, in_text });
        }
        let (at, label) = (row.cells.iter().enumerate().filter(|_| nameless))
            .find_map(|(at, cell)| Some((at, self.label_behind(cell)?)))?;
        let in_text = !no_codes && Some(at) == self.columns.place(ColumnName::Field(FieldName::Text));
        Some(if no_period && !in_text { Kind::Total(label) } else { Kind::Marked { label, in_text } })
    }

    /// Nothing but the free text of a dated row has a total word, in a table that names no posting by its voucher: a supplier
    /// may be called so.
    fn is_free_text(&self, row: &RawRow) -> bool {
        let text = self.columns.place(ColumnName::Field(FieldName::Text));
        let mut vouchers = BY_VOUCHER.iter().filter(|field| self.columns.place(ColumnName::Field(**field)).is_some());
        let elsewhere = || row.cells.iter().enumerate().any(|(at, cell)| Some(at) != text && self.is_label(cell));
        let dated = !self.of(row, ColumnName::Field(FieldName::Booked)).is_blank();
        dated && vouchers.next().is_none() && !elsewhere()
    }

    fn has_no_codes(&self, row: &RawRow, word: &dyn Fn(&RawCell) -> bool) -> bool {
        self.columns.parts.values().all(|c| row.cells.get(c).is_none_or(|cell| cell.is_blank() || word(cell)))
    }

    /// A voucher or its row is given. A date alone names no posting where a total word speaks against it.
    fn has_voucher(&self, row: &RawRow) -> bool {
        let given = |cell: &RawCell| !cell.is_blank() && !self.is_label(cell);
        BY_VOUCHER.iter().any(|field| given(self.of(row, ColumnName::Field(*field))))
    }

    /// A dated row with codes and a total word may be a total: the table names its postings by vouchers, or the word stands in
    /// what a posting is read from. Below a voucher that is filled down it is a posting.
    fn is_marked(&self, row: &RawRow) -> bool {
        let mut vouchers = BY_VOUCHER.map(ColumnName::Field).into_iter().filter(|c| self.columns.place(*c).is_some());
        if vouchers.clone().any(|column| self.layout.fill_down.contains(&column)) {
            return false;
        }
        let text = self.columns.place(ColumnName::Field(FieldName::Text));
        let label = |at: usize| row.cells.get(at).is_some_and(|cell| self.is_label(cell));
        vouchers.next().is_some() || self.columns.parts.values().chain(text).any(label)
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

    /// Whether a field that names a posting is given; none where the table has no such column, or fills it down. In a row
    /// without codes a total word may stand behind the group's value.
    fn identity(&self, row: &RawRow, field: FieldName, bare: bool) -> Option<bool> {
        let column = ColumnName::Field(field);
        let place = self.columns.place(column).filter(|_| !self.layout.fill_down.contains(&column))?;
        let word = |cell: &RawCell| self.is_label(cell) || (bare && self.ends_in_label(cell));
        Some(row.cells.get(place).is_some_and(|cell| !cell.is_blank() && !word(cell)))
    }

    /// The column of the label.
    pub(super) fn labelled(&self, row: &RawRow) -> usize {
        let at_start = row.cells.iter().position(|cell| self.is_label(cell));
        at_start.or_else(|| row.cells.iter().position(|cell| self.ends_in_label(cell))).unwrap_or(0)
    }

    fn is_label(&self, cell: &RawCell) -> bool {
        self.label(cell).is_some()
    }

    fn ends_in_label(&self, cell: &RawCell) -> bool {
        self.label_behind(cell).is_some()
    }

    /// A text starts with a total word.
    pub(super) fn is_label_text(&self, text: &str) -> bool {
        self.labels.may_start(text) && at_start(text, &self.layout.totals).is_some()
    }

    /// The total word that a cell starts with, by its place in the layout.
    fn label(&self, cell: &RawCell) -> Option<usize> {
        let RawCell::Text(text) = cell else { return None };
        if self.labels.may_start(text) { at_start(text, &self.layout.totals) } else { None }
    }

    /// The total word that stands behind something else, as in Excel's own subtotals: `5010 Summa`.
    fn label_behind(&self, cell: &RawCell) -> Option<usize> {
        let RawCell::Text(text) = cell else { return None };
        if self.labels.may_end(text) { at_end(text, &self.layout.totals) } else { None }
    }

    fn repeats_header(&self, row: &RawRow) -> bool {
        if !self.columns.rows.is_empty() {
            return repeats(row, &self.columns.rows);
        }
        if !self.columns.over.is_empty() && repeats(row, &self.columns.over) {
            return true;
        }
        self.columns.known().all(|(_, c)| match row.cells.get(c) {
            Some(RawCell::Text(text)) => text.trim() == self.columns.headers[c],
            _ => false,
        })
    }
}
