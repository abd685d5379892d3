//! Where a table's values stand, and how a cell of each kind is read at a glance. Takes cells, hands on values as stretches
//! of the reader's texts; refuses every cell that asks for a closer look.

use crate::model::amount::Amount;
use crate::model::code::Part;
use crate::model::mask::{holds_none, masked};
use crate::model::posting::PostingBatch;
use crate::model::raw::{Glance, RawRows, Stretch};
use crate::pipeline::{FieldName, Layout};

use super::super::code::{code_of, without_name};
use super::super::columns::Columns;
use super::super::row::Context;
use super::super::strange::has_invisible;
use super::super::structure::{BY_VOUCHER, IDENTITY};

/// A cell asks for a closer look.
pub(super) struct Odd;

/// A value's text, and where it stands.
#[derive(Clone, Copy)]
struct Value<'r>(&'r str, Stretch);

/// Where a table's values stand.
#[derive(Debug)]
pub(super) struct Plan {
    /// The amount, or debit and credit.
    pub(super) money: (usize, Option<usize>),
    /// The header above it, where it could be taken for an amount.
    pub(super) money_header: Option<String>,
    pub(super) period: Option<usize>,
    pub(super) booked: Option<usize>,
    pub(super) registered: Option<usize>,
    /// Company, series, number and row.
    pub(super) voucher: [Option<usize>; 4],
    pub(super) text: Option<usize>,
    /// Which of those name a posting.
    pub(super) naming: [bool; 4],
    /// Columns that do where none of those does.
    pub(super) identity: Vec<usize>,
    /// Columns whose text could be a total's, where nothing but a date names a posting.
    pub(super) telling: Vec<usize>,
    /// Each part's column.
    pub(super) parts: Vec<Option<usize>>,
    /// Every column that is read.
    pub(super) read: Vec<usize>,
    /// Columns that are never blank, but for the period's and the booking date's.
    pub(super) never_blank: Vec<usize>,
    /// A booking date is never blank.
    pub(super) always_booked: bool,
    /// A row of text has at least so many cells, and at most so many.
    pub(super) cells: (usize, usize),
}

impl Plan {
    /// None where no row of the table may be read in this way.
    pub(super) fn of(columns: &Columns, layout: &Layout, parts: usize) -> Option<Self> {
        let at = |field: FieldName| columns.fields.get(field as usize);
        // A side, a year of its own and a header of several rows ask for a closer look at every row.
        if at(FieldName::Side).or(at(FieldName::Year)).is_some() || !columns.rows.is_empty() {
            return None;
        }
        let money = match at(FieldName::Debit) {
            Some(debit) => (debit, at(FieldName::Credit)),
            None => (at(FieldName::Amount)?, None),
        };
        let period = if layout.period_from_booked { None } else { Some(at(FieldName::Period)?) };
        let booked = at(FieldName::Booked);
        if !layout.fill_down.is_empty() || (period.is_none() && booked.is_none()) {
            return None;
        }
        let read: Vec<usize> = columns.fields.values().chain(columns.parts.values()).collect();
        let of = |fields: &[FieldName]| fields.iter().filter_map(|field| at(*field)).collect::<Vec<usize>>();
        let by_voucher = of(&BY_VOUCHER);
        let telling = columns.parts.values().chain(at(FieldName::Text)).filter(|_| by_voucher.is_empty()).collect();
        // A row without a period is no posting in any case.
        let may_be_blank = |column: &usize| Some(*column) != period;
        let named = layout.never_blank.iter().filter_map(|column| columns.place(*column));
        let (always_booked, never_blank) = named.filter(may_be_blank).partition(|column| Some(*column) == booked);
        let always_booked: Vec<usize> = always_booked;
        let voucher = [FieldName::Company, FieldName::Series, FieldName::Voucher, FieldName::Row].map(at);
        Some(Self {
            money_header: columns.headers.get(money.0).filter(|name| layout.amounts.read(name).is_ok()).cloned(),
            money,
            period,
            booked,
            registered: at(FieldName::Registered),
            voucher,
            text: at(FieldName::Text),
            identity: if by_voucher.is_empty() { of(&IDENTITY) } else { Vec::new() },
            naming: voucher.map(|column| column.is_some_and(|column| by_voucher.contains(&column))),
            telling,
            parts: (0..parts).map(|part| columns.parts.get(part)).collect(),
            cells: (read.iter().max().map_or(0, |last| last + 1), columns.headers.len()),
            read,
            never_blank,
            always_booked: !always_booked.is_empty(),
        })
    }
}

impl Plan {
    /// The amount of a row, which may be blank.
    pub(super) fn amount(cell: Glance<'_>, context: &Context<'_>) -> Result<Option<Amount>, Odd> {
        let style = &context.layout.amounts;
        match cell {
            Glance::Blank => Ok(None),
            Glance::Text(text, _) if is_blank(text) => Ok(None),
            Glance::Text(text, _) => style.read(text).map(Some).map_err(|_| Odd),
            Glance::Number(number, ..) => style.number(number).map(Some).map_err(|_| Odd),
            Glance::Date(_) | Glance::Other => Err(Odd),
        }
    }

    /// A row's text as it may be shown.
    #[inline]
    pub(super) fn shown(rows: &RawRows, stretch: Stretch, batch: &mut PostingBatch) -> Option<Stretch> {
        if holds_none(rows.bytes_at(stretch)) {
            return Some(stretch);
        }
        let text = rows.at(stretch);
        match masked(text) {
            std::borrow::Cow::Borrowed(masked) => Some(within(text, stretch, masked)),
            std::borrow::Cow::Owned(masked) => batch.keep(&masked),
        }
    }

    /// Whether a cell names a posting or holds a code, and so cannot be a total's label or a blank one.
    pub(super) fn is_known(cell: Glance<'_>, context: &Context<'_>) -> bool {
        match cell {
            Glance::Text(text, _) => !is_blank(text) && !context.labels.may_start(text),
            Glance::Number(..) | Glance::Date(_) => true,
            Glance::Blank | Glance::Other => false,
        }
    }

    pub(super) fn is_given(cell: Glance<'_>) -> bool {
        match cell {
            Glance::Text(text, _) => !is_blank(text),
            Glance::Blank => false,
            _ => true,
        }
    }
}

/// A cell as a code is read, outer blanks and marks gone, and without the name behind it where the layout says that there is
/// one: where it stands. Blank where nothing does.
pub(super) fn code_at(cell: Glance<'_>, part: Part, context: &Context<'_>) -> Option<Stretch> {
    let Value(text, stretch) = value_of(cell)?;
    if !context.named_parts.get(part).copied().unwrap_or(false) {
        return Some(stretch);
    }
    without_name(text).map(|code| within(text, stretch, code))
}

/// The same of a voucher's company, series, number or row.
pub(super) fn word_at(cell: Glance<'_>) -> Option<Stretch> {
    value_of(cell).map(|Value(_, stretch)| stretch)
}

fn value_of(cell: Glance<'_>) -> Option<Value<'_>> {
    match cell {
        Glance::Blank => Some(Value("", Stretch::default())),
        Glance::Text(text, _) if has_invisible(text) => None,
        Glance::Text(text, stretch) => {
            let code = code_of(text);
            // A code that is nothing but marks is no blank cell.
            let whole = code.is_empty() && !is_blank(text);
            (!whole).then(|| Value(code, within(text, stretch, code)))
        }
        Glance::Number(_, text, stretch) => (!text.is_empty()).then_some(Value(text, stretch)),
        Glance::Date(_) | Glance::Other => None,
    }
}

/// Where a stretch of a text stands.
fn within(text: &str, stretch: Stretch, part: &str) -> Stretch {
    let skipped = u32::try_from(part.as_ptr().addr().wrapping_sub(text.as_ptr().addr())).unwrap_or_default();
    let length = u32::try_from(part.len()).unwrap_or_default();
    let start = stretch.start.saturating_add(skipped);
    Stretch { start, end: start.saturating_add(length) }
}

pub(super) fn is_blank(text: &str) -> bool {
    !text.bytes().next().is_some_and(|first| first.is_ascii_graphic()) && text.trim().is_empty()
}
