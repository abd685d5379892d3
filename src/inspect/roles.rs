//! What each column is for. Takes headings and the types of their cells, hands on a column per field and part with why;
//! refuses a heading whose cells are something else, and to choose between two columns that are equally good.

use std::collections::BTreeMap;

use crate::model::finding::{count, text};
use crate::pipeline::FieldName;
use crate::read::SieLook;

use super::aliases::{Aliases, Known, Role, folded};
use super::column::{Column, Type};
use super::sides;
use super::stacked::known_as;
use super::survey::Survey;
use super::told::Note;
use super::years;

/// Why a column has its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its heading is known.
    Heading,
    /// It is the only column of its type.
    Only,
    /// The format itself says so.
    Format,
}

impl Why {
    /// Its name in messages and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Only => "only",
            Self::Format => "format",
        }
    }
}

/// The columns by what they are for.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    /// Columns of each role: several only where no table has two of them.
    pub of: BTreeMap<Role, Vec<usize>>,
    /// Why each column has its role.
    pub why: BTreeMap<usize, Why>,
    /// The period is the booking date's month.
    pub from_booked: bool,
    /// What is to be known of the choice.
    pub notes: Vec<Note>,
    /// What a person must decide.
    pub open: Vec<Note>,
}

const MONEY: [FieldName; 3] = [FieldName::Amount, FieldName::Debit, FieldName::Credit];
/// Columns that a SIE file always has, by what they are for: those of the ready layout.
const SIE: [(&str, FieldName); 8] = [
    ("serie", FieldName::Series),
    ("vernr", FieldName::Voucher),
    ("rad", FieldName::Row),
    ("transdatum", FieldName::Booked),
    ("regdatum", FieldName::Registered),
    ("period", FieldName::Period),
    ("belopp", FieldName::Amount),
    ("text", FieldName::Text),
];

impl Roles {
    /// The role of a column.
    pub fn role_of(&self, column: usize) -> Option<&Role> {
        self.of.iter().find(|(_, columns)| columns.contains(&column)).map(|(role, _)| role)
    }

    /// Columns of money: the amounts, or debit and credit.
    pub fn money(&self) -> Vec<usize> {
        MONEY.iter().flat_map(|field| self.field(*field)).copied().collect()
    }

    /// No column says debit or credit, so the signs may be turned.
    pub fn is_unsided(&self) -> bool {
        self.field(FieldName::Debit).is_empty() && self.field(FieldName::Side).is_empty()
    }

    /// The format itself says what its columns are for.
    pub(super) fn of_the_format(&self) -> bool {
        self.why.values().any(|why| *why == Why::Format)
    }

    /// The period, or the booking date where that gives it: without it no row can be read.
    pub(super) fn decides(&self, role: &Role) -> bool {
        let deciding: &[FieldName] =
            if self.from_booked { &[FieldName::Booked] } else { &[FieldName::Period, FieldName::Year] };
        matches!(role, Role::Field(field) if deciding.contains(field))
    }

    pub(super) fn field(&self, field: FieldName) -> &[usize] {
        self.of.get(&Role::Field(field)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn give(&mut self, role: Role, column: usize, why: Why) {
        self.of.entry(role).or_default().push(column);
        self.why.insert(column, why);
    }
}

/// Decides for a table of named columns.
pub(super) fn assign(survey: &Survey, aliases: &Aliases) -> Roles {
    let mut roles = Roles::default();
    let mut candidates: BTreeMap<Role, Vec<(usize, usize)>> = BTreeMap::new();
    for (at, column) in survey.columns.iter().enumerate() {
        let Some(Known::Role(role, rank)) = known_as(aliases, column) else { continue };
        candidates.entry(role.clone()).or_default().push((*rank, at));
    }
    years::assign(survey, aliases, &mut roles);
    candidates.remove(&Role::Field(FieldName::Side));
    candidates.remove(&Role::Field(FieldName::Year));
    if !roles.field(FieldName::Year).is_empty() {
        candidates.remove(&Role::Field(FieldName::Period));
    }
    for (role, mut columns) in candidates {
        columns.sort_unstable();
        by_heading(survey, &mut roles, &role, &columns);
    }
    money(survey, aliases, &mut roles);
    sides::assign(survey, aliases, &mut roles);
    time(survey, aliases, &mut roles);
    roles
}

/// Gives a role to the columns with known headings whose cells fit it.
fn by_heading(survey: &Survey, roles: &mut Roles, role: &Role, columns: &[(usize, usize)]) {
    let mut left: Vec<usize> = Vec::new();
    for (_, at) in columns {
        let column = &survey.columns[*at];
        if column.twice {
            let values = vec![("header", text(&column.heading)), ("key-of", text(role.key()))];
            if !roles.open.iter().any(|note| note.id == "heading-twice" && note.values == values) {
                roles.open.push(Note::new("heading-twice", values));
            }
            continue;
        }
        if !fits(role, column) {
            // A heading without a cell below is nothing to wonder at.
            if column.filled > 0 {
                roles.notes.push(unfit(role, column));
            }
            continue;
        }
        let chosen = roles.of.get(role).cloned().unwrap_or_default();
        let beside = |table: &&super::survey::Table| {
            table.columns.contains(at) && table.columns.iter().any(|other| chosen.contains(other))
        };
        if survey.tables.iter().any(|table| beside(&table)) {
            left.push(*at);
        } else {
            roles.give(role.clone(), *at, Why::Heading);
        }
    }
    let taken: Vec<&str> = roles.of.get(role).into_iter().flatten().map(|at| heading(survey, *at)).collect();
    if let (false, Some(taken)) = (left.is_empty(), taken.first()) {
        let others: Vec<&str> = left.iter().map(|at| heading(survey, *at)).collect();
        let values = vec![
            ("key-of", text(role.key())),
            ("header", text(*taken)),
            ("headers", text(others.join(", "))),
            ("others", count(others.len())),
        ];
        let is_money = matches!(role, Role::Field(field) if MONEY.contains(field));
        let list = if is_money { &mut roles.open } else { &mut roles.notes };
        list.push(Note::new(if is_money { "several-amounts" } else { "several-columns" }, values));
    }
}

fn heading(survey: &Survey, at: usize) -> &str {
    survey.columns[at].heading.as_str()
}

/// A known heading over cells of another kind.
fn unfit(role: &Role, column: &Column) -> Note {
    let right = match role {
        Role::Field(FieldName::Period) => column.periods_or_days(),
        Role::Field(FieldName::Booked | FieldName::Registered) => column.days(),
        Role::Field(FieldName::Currency) => column.filled.saturating_sub(column.amounts()),
        _ => column.amounts(),
    };
    let values = vec![
        ("header", text(&column.heading)),
        ("key-of", text(role.key())),
        ("fitting", crate::model::finding::Value::Count(right)),
        ("cells", crate::model::finding::Value::Count(column.filled)),
        ("value", text(column.samples.first().cloned().unwrap_or_default())),
    ];
    Note::new("heading-unfit", values)
}

fn fits(role: &Role, column: &Column) -> bool {
    match role {
        // A colon may also be a time of day's; under a heading of amounts it is a decimal sign.
        Role::Field(FieldName::Amount) => column.half(column.amounts() + column.money.colon.cells),
        Role::Field(FieldName::Debit | FieldName::Credit) => {
            column.filled == 0 || column.half(column.amounts() + column.money.colon.cells)
        }
        Role::Field(FieldName::Period) => column.half(column.periods_or_days().max(column.serials)),
        // The month first is told as that.
        Role::Field(FieldName::Booked | FieldName::Registered) => {
            column.half((column.days() + column.month_first.cells).max(column.serials))
        }
        // Only beside other columns: see `sides` and `years`.
        Role::Field(FieldName::Side | FieldName::Year) => false,
        Role::Field(FieldName::Voucher | FieldName::Series | FieldName::Row) => column.filled > 0,
        Role::Field(FieldName::Currency) => column.filled > 0 && !column.half(column.amounts()),
        Role::Field(FieldName::Company | FieldName::Text) | Role::Part(_) => true,
    }
}

/// One amount, or debit and credit; without a known heading the only column of amounts.
fn money(survey: &Survey, aliases: &Aliases, roles: &mut Roles) {
    let has = |roles: &Roles, field| roles.of.contains_key(&Role::Field(field));
    if has(roles, FieldName::Debit) != has(roles, FieldName::Credit) {
        roles.of.remove(&Role::Field(FieldName::Debit));
        roles.of.remove(&Role::Field(FieldName::Credit));
    }
    if has(roles, FieldName::Amount) && has(roles, FieldName::Debit) {
        let headings: Vec<&str> = roles.money().iter().map(|at| heading(survey, *at)).collect();
        let values = vec![("headers", text(headings.join(", ")))];
        roles.open.push(Note::new("amount-or-sides", values));
        roles.of.remove(&Role::Field(FieldName::Debit));
        roles.of.remove(&Role::Field(FieldName::Credit));
    }
    if !roles.money().is_empty() {
        return;
    }
    let free = free(survey, aliases, roles, |column| column.kind() == Type::Amount);
    match free.as_slice() {
        [only] => roles.give(Role::Field(FieldName::Amount), *only, Why::Only),
        [] => roles.open.push(no_amount(survey, aliases)),
        several => {
            let headings: Vec<&str> = several.iter().map(|at| heading(survey, *at)).collect();
            roles.open.push(Note::new("amount-unknown", vec![("headers", text(headings.join(", ")))]));
        }
    }
}

/// Why no column is the amount, with those that look like one.
fn no_amount(survey: &Survey, aliases: &Aliases) -> Note {
    let amounts = survey.columns.iter().filter(|column| column.kind() == Type::Amount);
    let headings: Vec<&str> = amounts.map(|column| column.heading.as_str()).collect();
    let only = |id, is: &dyn Fn(&str) -> bool| {
        let of: Vec<&str> = headings.iter().copied().filter(|heading| is(heading)).collect();
        (!of.is_empty()).then(|| Note::new(id, vec![("headers", text(of.join(", ")))]))
    };
    // A budget added up is a budget; where there is an added up actual beside it, that is the nearer one to the amount.
    let running = only("amount-only-running", &|of| aliases.is_running(of) && !aliases.is_compared(of));
    let compared = || only("amount-only-compared", &|of| aliases.is_compared(of));
    running.or_else(compared).unwrap_or_else(|| Note::new("no-amount", Vec::new()))
}

/// A period, or a booking date that gives it.
fn time(survey: &Survey, aliases: &Aliases, roles: &mut Roles) {
    let role = |field| Role::Field(field);
    if roles.field(FieldName::Period).is_empty() {
        let free = free(survey, aliases, roles, |column| column.kind() == Type::Period);
        if let [only] = free.as_slice() {
            roles.give(role(FieldName::Period), *only, Why::Only);
        }
    }
    if roles.field(FieldName::Booked).is_empty() {
        let free = free(survey, aliases, roles, |column| column.kind() == Type::Date);
        match free.as_slice() {
            [only] => roles.give(role(FieldName::Booked), *only, Why::Only),
            [] => {}
            several => {
                let headings: Vec<&str> = several.iter().map(|at| heading(survey, *at)).collect();
                let values = vec![("headers", text(headings.join(", ")))];
                let without = roles.field(FieldName::Period).is_empty();
                let list = if without { &mut roles.open } else { &mut roles.notes };
                list.push(Note::new("date-unknown", values));
            }
        }
    }
    if roles.field(FieldName::Period).is_empty() {
        roles.from_booked = !roles.field(FieldName::Booked).is_empty();
        // The period decides; a date is no period where the file has periods that nobody understands.
        let period = ("key-of", text(FieldName::Period.key()));
        let unread = |note: &Note| note.id == "heading-unfit" && note.values.contains(&period);
        if let Some(at) = roles.notes.iter().position(unread).filter(|_| roles.from_booked) {
            let note = roles.notes.remove(at);
            roles.open.push(Note { id: "period-unread", ..note });
        }
        if !roles.from_booked {
            roles.open.push(Note::new("no-period", Vec::new()));
        }
    }
}

/// Columns with no role and no known meaning that are of a type.
fn free(survey: &Survey, aliases: &Aliases, roles: &Roles, is: impl Fn(&Column) -> bool) -> Vec<usize> {
    let of_type = survey.columns.iter().enumerate().filter(|(at, column)| {
        let nameless = column.heading.is_empty() || column.twice;
        let unknown = !matches!(known_as(aliases, column), Some(Known::Other));
        let not_own = aliases.is_compared(&column.heading) || aliases.is_running(&column.heading);
        !nameless && unknown && !not_own && roles.role_of(*at).is_none() && is(column)
    });
    of_type.map(|(at, _)| at).collect()
}

/// Decides for a SIE file, whose headings are the reader's own and whose dimensions have names.
pub(super) fn of_sie(survey: &Survey, look: &SieLook, aliases: &Aliases) -> Roles {
    let mut roles = Roles::default();
    let place = |name: &str| survey.columns.iter().position(|column| column.heading == name);
    for (name, field) in SIE {
        if let Some(at) = place(name) {
            roles.give(Role::Field(field), at, Why::Format);
        }
    }
    if let Some(at) = place("konto") {
        roles.give(Role::Part("konto".to_owned()), at, Why::Format);
    }
    for dimension in &look.dimensions {
        let Some(at) = place(&format!("dim{}", dimension.number)) else { continue };
        let known = match aliases.of_heading(&dimension.name) {
            Some(Known::Role(Role::Part(name), _)) => Some(name.clone()),
            _ => match dimension.number.as_str() {
                "1" => Some("ansvar".to_owned()),
                "6" => Some("projekt".to_owned()),
                _ => None,
            },
        };
        let taken = |name: &String| roles.of.contains_key(&Role::Part(name.clone()));
        let known = known.filter(|name| !taken(name));
        let why = if known.is_some() { Why::Heading } else { Why::Format };
        let own = || part_name(&dimension.name).filter(|name| !taken(name));
        let name = known.or_else(own).unwrap_or_else(|| format!("dim{}", dimension.number));
        roles.give(Role::Part(name), at, why);
    }
    roles
}

/// A name for a part that no one has named: its heading in lower-case ASCII.
pub(super) fn part_name(heading: &str) -> Option<String> {
    let name: String = folded(heading).chars().filter(char::is_ascii_alphanumeric).collect();
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(name)
}
