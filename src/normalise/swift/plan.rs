//! Where a table's values stand, and which of its rows have nothing unusual about them. Takes cells at a glance, hands on
//! values as stretches of the reader's texts; refuses every cell that asks for a closer look.

use crate::model::amount::Amount;
use crate::model::code::Part;
use crate::model::mask::masked;
use crate::model::posting::PostingBatch;
use crate::model::raw::{Cells, Glance, Stretch};
use crate::pipeline::{FieldName, Layout};

use super::super::code::{code_of, without_name};
use super::super::columns::Columns;
use super::super::row::{Context, Money};
use super::super::strange::is_strange;
use super::super::structure::{BY_VOUCHER, IDENTITY};
use super::Value;

/// Where a table's values stand.
#[derive(Debug)]
pub(super) struct Plan {
    /// The amount, or debit and credit.
    money: [Option<usize>; 2],
    money_header: String,
    pub(super) period: Option<usize>,
    pub(super) booked: Option<usize>,
    pub(super) registered: Option<usize>,
    /// Company, series, number and row.
    pub(super) voucher: [Option<usize>; 4],
    text: Option<usize>,
    /// Columns that name a posting: where vouchers do, no others.
    identity: Vec<usize>,
    /// Columns whose text could be a total's, where nothing but a date names a posting.
    telling: Vec<usize>,
    /// Each part's column.
    parts: Vec<Option<usize>>,
    /// Every column that is read.
    read: Vec<usize>,
    never_blank: Vec<usize>,
    /// A row of text has at least so many cells, and at most so many.
    cells: (usize, usize),
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
            Some(debit) => [Some(debit), at(FieldName::Credit)],
            None => [Some(at(FieldName::Amount)?), None],
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
        let never_blank: Vec<usize> = layout.never_blank.iter().filter_map(|column| columns.place(*column)).collect();
        Some(Self {
            money_header: columns.headers.get(money[0]?)?.clone(),
            money,
            period,
            booked,
            registered: at(FieldName::Registered),
            voucher: [FieldName::Company, FieldName::Series, FieldName::Voucher, FieldName::Row].map(at),
            text: at(FieldName::Text),
            identity: if by_voucher.is_empty() { of(&IDENTITY) } else { by_voucher },
            telling,
            parts: (0..parts).map(|part| columns.parts.get(part)).collect(),
            cells: (read.iter().max().map_or(0, |last| last + 1), columns.headers.len()),
            read,
            never_blank,
        })
    }
}

impl Plan {
    /// A posting and nothing else: it has money, a code and a name, none of which a total's label could be, and every cell
    /// is one that can be read at a glance.
    pub(super) fn is_usual(&self, cells: Cells<'_>, context: &Context<'_>) -> bool {
        let known = |column: &usize| match cells.get(*column) {
            Glance::Text(text, _) => !is_blank(text) && !context.labels.may_start(text),
            Glance::Number(..) | Glance::Date(_) => true,
            Glance::Blank | Glance::Other => false,
        };
        let given = |column: &usize| match cells.get(*column) {
            Glance::Text(text, _) => !is_blank(text),
            Glance::Blank => false,
            _ => true,
        };
        let telling = |column: &usize| match cells.get(*column) {
            Glance::Text(text, _) => context.is_label_text(text),
            _ => false,
        };
        let first = self.money[0].unwrap_or_default();
        let repeats = matches!(cells.get(first), Glance::Text(text, _) if text.trim() == self.money_header);
        let fits = if context.lettered {
            !self.read.iter().any(|column| matches!(cells.get(*column), Glance::Other))
        } else {
            (self.cells.0..=self.cells.1).contains(&cells.len())
        };
        fits && !repeats
            && self.identity.iter().any(known)
            && self.parts.iter().flatten().any(known)
            && !self.telling.iter().any(telling)
            && self.never_blank.iter().all(given)
    }

    pub(super) fn money(&self, cells: Cells<'_>, context: &Context<'_>) -> Option<Money> {
        let style = &context.layout.amounts;
        let read = |column: Option<usize>| -> Option<Option<Amount>> {
            match column.map_or(Glance::Blank, |column| cells.get(column)) {
                Glance::Blank => Some(None),
                Glance::Text(text, _) if is_blank(text) => Some(None),
                Glance::Text(text, _) => style.read(text).ok().map(Some),
                Glance::Number(number, ..) => style.number(number).ok().map(Some),
                Glance::Date(_) | Glance::Other => None,
            }
        };
        let [first, second] = self.money;
        context.settled(read(first)?, read(second)?).ok()
    }

    pub(super) fn text(&self, cells: Cells<'_>, context: &Context<'_>, batch: &mut PostingBatch) -> Option<Stretch> {
        let cell =
            self.text.filter(|_| context.pipeline.job.free_text).map_or(Glance::Blank, |column| cells.get(column));
        match cell {
            Glance::Blank => Some(Stretch::default()),
            Glance::Text(text, stretch) => match masked(text) {
                std::borrow::Cow::Borrowed(masked) => Some(within(text, stretch, masked)),
                std::borrow::Cow::Owned(masked) => batch.keep(&masked),
            },
            _ => None,
        }
    }

    /// Adds the row's codes; how many of the table's parts are blank.
    pub(super) fn codes(&self, cells: Cells<'_>, context: &Context<'_>, batch: &mut PostingBatch) -> Option<usize> {
        let before = batch.codes.keys.len();
        let mut blanks = 0;
        for (part, column) in self.parts.iter().enumerate() {
            let value = value_at(cells, *column).and_then(|value| bare(value, part, context));
            let Some(Value(text, _)) = value else {
                batch.codes.keys.truncate(before);
                return None;
            };
            blanks += usize::from(column.is_some() && text.is_empty());
            let words = batch.codes.words.get_mut(part)?;
            let met = words.len();
            let key = words.key(text.as_bytes());
            if words.len() > met && is_strange(text) {
                words.take_back(key);
                batch.codes.keys.truncate(before);
                return None;
            }
            batch.codes.keys.push(key);
        }
        Some(blanks)
    }
}

/// A value as a code is read: outer blanks and marks gone.
pub(super) fn value_at(cells: Cells<'_>, column: Option<usize>) -> Option<Value<'_>> {
    match column.map_or(Glance::Blank, |column| cells.get(column)) {
        Glance::Blank => Some(Value("", Stretch::default())),
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

/// A code without the name behind it, where the layout says that there is one.
fn bare<'r>(value: Value<'r>, part: Part, context: &Context<'_>) -> Option<Value<'r>> {
    if !context.named_parts.get(part).copied().unwrap_or(false) {
        return Some(value);
    }
    let Value(text, stretch) = value;
    without_name(text).map(|code| Value(code, within(text, stretch, code)))
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
