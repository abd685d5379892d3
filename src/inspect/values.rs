//! How a file writes its amounts, periods and dates, over whole columns. Takes columns with their roles, hands on what a
//! layout says of values, each with its evidence; what two readings are left of is handed on as that, not as one of them.

use crate::model::amount::{AmountUnit, Figure};
use crate::model::finding::{Place, Value, text};
use crate::pipeline::FieldName;

use super::aliases::{Role, unit_of};
use super::column::Column;
use super::doubts;
use super::money::{Count, Decimal, Exact};
use super::roles::Roles;
use super::sides;
use super::survey::Survey;
use super::told::Note;

/// A form that fewer than one in so many cells have is no habit of the file.
const HABIT: u64 = 100;

/// What a layout says of values.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// The decimal sign; none where two readings are left, or none is seen.
    pub decimal: Option<char>,
    /// Cells that show it.
    pub shown: u64,
    /// Signs between groups, with the cells that have them.
    pub thousands: Vec<(char, u64)>,
    /// The unit, and whether the heading says it.
    pub unit: Option<(AmountUnit, bool)>,
    /// The currency beside amounts, with the cells that have it.
    pub currency: Option<(&'static str, u64)>,
    /// Cells with more than two decimals, where amounts must be rounded.
    pub rounded: u64,
    /// Cells with a float's noise.
    pub noise: u64,
    /// Forms of periods.
    pub periods: Vec<(&'static str, u64)>,
    /// Forms of dates.
    pub dates: Vec<(&'static str, u64)>,
    /// Days that mean no day.
    pub no_days: Vec<(crate::model::Date, u64)>,
    /// Fields and parts that have a value in nearly every row.
    pub rarely_blank: Vec<String>,
    /// Parts in which a blank may mean the same as above.
    pub as_above: Vec<String>,
    /// Both sums, where two readings are left: with a decimal comma, with a point.
    pub readings: Option<(Option<Figure>, Option<Figure>)>,
    /// What is to be known.
    pub notes: Vec<Note>,
    /// What a person must decide.
    pub open: Vec<Note>,
}

/// Whether a form is a habit of a column.
fn habit(cells: u64, filled: u64) -> bool {
    cells > 0 && cells.saturating_mul(HABIT) >= filled
}

/// Names a row of the file that is looked at.
pub(super) type PlaceOf<'p> = &'p dyn Fn((u16, u32), &Column) -> Place;

pub(super) fn decide(survey: &Survey, roles: &Roles, place: PlaceOf<'_>) -> Values {
    let mut values = Values::default();
    let money: Vec<&Column> = roles.money().into_iter().map(|at| &survey.columns[at]).collect();
    if !money.is_empty() {
        decimal(&mut values, &money, place);
        units(&mut values, &money, place);
        fine(&mut values, &money);
    }
    rarely_blank(&mut values, survey, roles, place);
    periods(&mut values, survey, roles, place);
    dates(&mut values, survey, roles, place);
    if !roles.of_the_format() {
        values.open.extend(doubts::total_words(survey, roles));
        values.open.extend(sides::credits(survey, roles));
        values.as_above = doubts::as_above(survey, roles);
        let (open, notes) = doubts::tell(survey, roles, place);
        values.open.extend(open);
        values.notes.extend(notes);
    }
    values
}

/// Columns that name a posting or its account, and have a value in nearly every row.
fn rarely_blank(values: &mut Values, survey: &Survey, roles: &Roles, place: PlaceOf<'_>) {
    for (role, columns) in &roles.of {
        let names = match role {
            Role::Field(field) => [FieldName::Voucher, FieldName::Booked].contains(field),
            Role::Part(name) => name == "konto",
        };
        for column in columns.iter().map(|at| &survey.columns[*at]).filter(|_| names) {
            if column.blank.cells == 0 || habit(column.blank.cells, column.filled) {
                continue;
            }
            values.rarely_blank.push(role.key().to_owned());
            let of = vec![
                ("cells", Value::Count(column.blank.cells)),
                ("header", text(&column.heading)),
                ("key-of", text(role.key())),
            ];
            values.notes.push(Note::new("rarely-blank", of).at(place(column.blank.first, column)));
        }
    }
}

/// The one decimal sign of all columns of money.
fn decimal(values: &mut Values, money: &[&Column], place: PlaceOf<'_>) {
    let mut all = super::money::Money::default();
    let firsts = |pick: fn(&Column) -> &Count| {
        let found = money.iter().find(|column| pick(column).cells > 0);
        found.map(|column| (place(pick(column).first, column), pick(column).example.clone()))
    };
    for column in money {
        all.comma.cells += column.money.comma.cells;
        all.point.cells += column.money.point.cells;
        all.colon.cells += column.money.colon.cells;
        all.either.cells += column.money.either.cells;
    }
    let pair = || {
        let sum = |decimal: char| {
            let mut sum = Exact::default();
            for (nth, column) in money.iter().enumerate() {
                let part = column.money.with(decimal).sum.figure()?;
                let digits = if nth == 0 { part.digits } else { -part.digits };
                sum.add(Figure { digits, ..part }, 1);
            }
            sum.figure()
        };
        (sum(','), sum('.'))
    };
    let counts = || vec![("comma", Value::Count(all.comma.cells)), ("point", Value::Count(all.point.cells))];
    match all.decimal() {
        Decimal::Unseen if money.iter().all(|column| column.is_numbers()) => {}
        Decimal::Unseen => values.notes.push(Note::new("decimal-unseen", Vec::new())),
        Decimal::Is(sign) => {
            values.decimal = Some(sign);
            let shows = |column: &Column| column.money.shows(sign).cells;
            values.shown = money.iter().map(|column| shows(column)).sum();
            let against = match sign {
                ',' => firsts(|c| &c.money.point),
                '.' => firsts(|c| &c.money.comma),
                _ => firsts(|c| if c.money.comma.cells > 0 { &c.money.comma } else { &c.money.point }),
            };
            if let Some((place, example)) = against {
                let cells = money.iter().map(|column| column.money.against(sign).cells).sum();
                let values_of = vec![("cells", Value::Count(cells)), ("value", text(example)), ("decimal", text(sign))];
                values.notes.push(Note::new("against-decimal", values_of).at(place));
            }
            thousands(values, money, sign, place);
        }
        Decimal::Ambiguous => {
            let (comma, point) = pair();
            values.readings = Some((comma, point));
            let mixed = all.comma.cells > 0;
            let first = match mixed {
                false => firsts(|c| &c.money.either),
                true if all.comma.cells < all.point.cells => firsts(|c| &c.money.comma),
                true => firsts(|c| &c.money.point),
            };
            let (place, example) = first.unwrap_or_default();
            let shown = |figure: Option<Figure>| figure.map_or_else(|| text("–"), Value::Figure);
            let mut of = vec![("value", text(example)), ("with-comma", shown(comma)), ("with-point", shown(point))];
            of.push(("cells", Value::Count(all.either.cells)));
            if mixed {
                of.extend(counts());
            }
            let id = if mixed { "decimal-mixed" } else { "decimal-ambiguous" };
            values.open.push(Note::new(id, of).at(place));
        }
    }
    if values.decimal.is_none() && values.readings.is_none() {
        thousands(values, money, ',', place);
    }
}

fn thousands(values: &mut Values, money: &[&Column], decimal: char, place: PlaceOf<'_>) {
    for sign in [' ', '.', ',', '\''] {
        let counts = money.iter().flat_map(|column| {
            let groups = column.money.with(decimal).groups.iter();
            groups.filter(|(known, _)| *known == sign).map(|(_, count)| (*column, count))
        });
        let counts: Vec<(&Column, &Count)> = counts.collect();
        let Some((column, first)) = counts.first() else { continue };
        let cells = counts.iter().map(|(_, count)| count.cells).sum();
        if habit(cells, money.iter().map(|column| column.money.with(decimal).large).sum()) {
            values.thousands.push((sign, cells));
        } else {
            let of = vec![("cells", Value::Count(cells)), ("value", text(&first.example)), ("sign", text(sign))];
            values.notes.push(Note::new("rare-thousands", of).at(place(first.first, column)));
        }
    }
}

/// The unit that the headings say, or the cells.
fn units(values: &mut Values, money: &[&Column], place: PlaceOf<'_>) {
    let said = money.iter().find_map(|column| unit_of(&column.heading));
    let mut seen: Vec<(AmountUnit, u64)> = Vec::new();
    for (unit, count) in money.iter().flat_map(|column| &column.money.units) {
        match seen.iter_mut().find(|(known, _)| known == unit) {
            Some((_, cells)) => *cells += count.cells,
            None => seen.push((*unit, count.cells)),
        }
    }
    seen.sort_by_key(|(_, cells)| std::cmp::Reverse(*cells));
    let in_heading = said.filter(|unit| *unit != AmountUnit::Kr);
    // Two thirds of the cells that say one are the file's habit; the others are its faults.
    let rarer: u64 = seen.iter().skip(1).map(|(_, cells)| cells).sum();
    // What says nothing is kronor, and speaks against any other unit.
    let said_by: u64 = seen.iter().map(|(_, cells)| cells).sum();
    let silent = money.iter().map(|column| column.money.cells).sum::<u64>().saturating_sub(said_by);
    if in_heading.is_none() && silent >= said_by.saturating_mul(2) {
        seen.retain(|(unit, _)| *unit == AmountUnit::Kr);
    }
    let outspoken = |(unit, cells): &&(AmountUnit, u64)| {
        *cells >= rarer.saturating_mul(2) && (*unit == AmountUnit::Kr || *cells >= silent || in_heading.is_some())
    };
    let habit = seen.first().filter(outspoken).map(|(unit, _)| *unit);
    let differs = in_heading.is_some_and(|said| habit.is_some_and(|habit| habit != said));
    if differs || (!seen.is_empty() && habit.is_none()) {
        let names: Vec<&str> = seen.iter().map(|(unit, _)| unit_name(*unit)).collect();
        let of = vec![("units", text(names.join(", "))), ("header", text(&money[0].heading))];
        values.open.push(Note::new("units-differ", of));
    } else if let Some(unit) = in_heading {
        values.unit = Some((unit, true));
    } else if let Some(unit) = habit {
        values.unit = Some((unit, false));
    }
    currencies(values, money, (said_by, silent), place);
}

/// The currency of the amounts: as with units, two thirds of the cells that say one are the file's habit.
fn currencies(values: &mut Values, money: &[&Column], (units, silent): (u64, u64), place: PlaceOf<'_>) {
    let seen = || money.iter().flat_map(|column| column.money.currencies.iter().map(move |of| (*column, of)));
    let Some((column, (currency, first))) = seen().max_by_key(|(_, (_, count))| count.cells) else { return };
    let all: u64 = seen().map(|(_, (_, count))| count.cells).sum();
    let cells = seen().filter(|(_, (name, _))| name == currency).map(|(_, (_, count))| count.cells).sum::<u64>();
    let silent = silent.saturating_sub(all);
    // Few cells against many are faults of theirs: a run rejects them.
    if (units + silent) >= all.saturating_mul(2) {
        return;
    }
    let mut names: Vec<&str> = seen().map(|(_, (name, _))| *name).collect();
    names.sort_unstable();
    names.dedup();
    let said_by_heading = values.unit.is_some_and(|(_, in_heading)| in_heading);
    let habit = cells >= (all - cells + units).saturating_mul(2) && cells >= silent && !said_by_heading;
    let named = if habit { (*currency).to_owned() } else { names.join(", ") };
    let of = vec![("cells", Value::Count(cells)), ("value", text(&first.example)), ("currencies", text(named))];
    if habit {
        (values.unit, values.currency) = (None, Some((*currency, cells)));
        values.open.retain(|note| note.id != "units-differ");
        values.notes.push(Note::new("currency", of));
    } else {
        values.open.push(Note::new("currencies-differ", of).at(place(first.first, column)));
    }
}

/// The name that a layout has for a unit.
pub fn unit_name(unit: AmountUnit) -> &'static str {
    AmountUnit::ALL.iter().find(|(_, known)| *known == unit).map_or("kr", |(name, _)| name)
}

/// More than two decimals: a float's noise, or parts of an öre that must be rounded.
fn fine(values: &mut Values, money: &[&Column]) {
    let decimal = values.decimal.unwrap_or(',');
    values.noise = money.iter().map(|column| column.money.with(decimal).noise.cells).sum();
    if values.unit.is_some_and(|(unit, _)| unit != AmountUnit::Kr) || values.readings.is_some() {
        return;
    }
    // Three decimals are parts of an öre where the column's decimal sign is sure and every cell of it is an amount; in a
    // column that has faults anyway they are faults too.
    let sure = values.decimal.is_some() && money.iter().all(|column| column.money.cells == column.filled);
    let under = |column: &&Column| {
        let under = column.money.with(decimal);
        let three = if sure { under.three.clone() } else { Count::default() };
        [under.fine.clone(), column.money.fine_numbers.clone(), three]
    };
    let counts: Vec<Count> = money.iter().flat_map(under).filter(|count| count.cells > 0).collect();
    values.rounded = counts.iter().map(|count| count.cells).sum();
    if let Some(first) = counts.first() {
        let of = vec![("cells", Value::Count(values.rounded)), ("value", text(&first.example))];
        values.notes.push(Note::new("rounding", of));
    }
}

fn periods(values: &mut Values, survey: &Survey, roles: &Roles, place: PlaceOf<'_>) {
    for at in roles.field(FieldName::Period) {
        let column = &survey.columns[*at];
        let days = column.dates.iter().filter_map(|(form, count)| {
            Some((form.name(), count)).filter(|(name, _)| crate::model::period::PeriodForm::by_name(name).is_some())
        });
        let forms = if roles.field(FieldName::Year).is_empty() { &column.periods } else { &column.of_year };
        let months = forms.iter().map(|(form, count)| (form.name(), count));
        take_forms(&mut values.periods, &mut values.notes, months.chain(days), column, place);
        serials(&mut values.periods, column);
        // Real dates need no form, but a layout must name one.
        if values.periods.is_empty() {
            values.periods.push(("YYYYMM", 0));
        }
    }
}

fn dates(values: &mut Values, survey: &Survey, roles: &Roles, place: PlaceOf<'_>) {
    for at in [FieldName::Booked, FieldName::Registered].iter().flat_map(|field| roles.field(*field)) {
        let column = &survey.columns[*at];
        let forms = column.dates.iter().map(|(form, count)| (form.name(), count));
        take_forms(&mut values.dates, &mut values.notes, forms, column, place);
        serials(&mut values.dates, column);
        for (day, cells) in &column.no_days {
            match values.no_days.iter_mut().find(|(known, _)| known == day) {
                Some((_, all)) => *all += cells,
                None => values.no_days.push((*day, *cells)),
            }
        }
        let day_first =
            column.dates.iter().find(|(form, _)| form.name().starts_with('D') && !form.name().contains("MMM"));
        if column.month_first.cells > 0 && column.past_twelfth == 0 {
            let first = &column.month_first;
            let of = vec![
                ("cells", Value::Count(first.cells)),
                ("header", text(&column.heading)),
                ("value", text(&first.example)),
            ];
            values.open.push(Note::new("month-first", of).at(place(first.first, column)));
        } else if let (Some((form, count)), 0) = (day_first, column.past_twelfth) {
            let of =
                vec![("header", text(&column.heading)), ("value", text(&count.example)), ("form", text(form.name()))];
            values.open.push(Note::new("day-or-month", of));
        }
    }
    let has_dates = [FieldName::Booked, FieldName::Registered].iter().any(|field| !roles.field(*field).is_empty());
    if has_dates && values.dates.is_empty() {
        values.dates.push(("YYYY-MM-DD", 0));
    }
}

/// Numbers in a column of days are days as Excel counts them.
fn serials(forms: &mut Vec<(&'static str, u64)>, column: &Column) {
    if habit(column.serials, column.filled) {
        match forms.iter_mut().find(|(form, _)| *form == "excel-serial") {
            Some((_, cells)) => *cells += column.serials,
            None => forms.push(("excel-serial", column.serials)),
        }
    }
}

/// The forms that are a habit of the column; the others are told.
fn take_forms<'c>(
    taken: &mut Vec<(&'static str, u64)>,
    notes: &mut Vec<Note>,
    forms: impl Iterator<Item = (&'static str, &'c Count)>,
    column: &Column,
    place: PlaceOf<'_>,
) {
    let mut forms: Vec<(&'static str, &Count)> = forms.collect();
    forms.sort_by_key(|(_, count)| std::cmp::Reverse(count.cells));
    for (name, count) in forms {
        if let Some((_, cells)) = taken.iter_mut().find(|(known, _)| *known == name) {
            *cells += count.cells;
        } else if habit(count.cells, column.filled) {
            taken.push((name, count.cells));
        } else {
            let of = vec![
                ("cells", Value::Count(count.cells)),
                ("header", text(&column.heading)),
                ("value", text(&count.example)),
                ("form", text(name)),
            ];
            notes.push(Note::new("rare-form", of).at(place(count.first, column)));
        }
    }
}
