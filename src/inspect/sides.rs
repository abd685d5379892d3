//! Debit and credit said in a column of their own, beside amounts without signs. Takes columns of words, hands on which of
//! them says the side and with which words; refuses to take two short words under an unknown heading for that.

use crate::model::finding::{Value, text};
use crate::pipeline::FieldName;

use super::aliases::{Aliases, Known, Role};
use super::column::{Column, Type};
use super::roles::{Roles, Why};
use super::survey::Survey;
use super::told::Note;

/// Words for debit and for credit that go together.
const PAIRS: [(&str, &str); 9] = [
    ("d", "k"),
    ("d", "c"),
    ("debet", "kredit"),
    ("deb", "kred"),
    ("debit", "credit"),
    ("dr", "cr"),
    ("s", "h"),
    ("+", "-"),
    ("+", "\u{2212}"),
];
/// Letters of the longest word.
const LONGEST: usize = 6;
/// So many ways to write a side are one file's.
const WORDS: usize = 6;
/// A column of which fewer than one amount in so many is negative has no signs to speak of.
const SIGNED: u64 = 10;

/// Cells with a word for debit, and for credit, and the words as written.
#[derive(Clone, Debug, Default)]
pub(super) struct Sides {
    cells: [u64; 2],
    words: [Vec<String>; 2],
}

impl Sides {
    /// Takes what a cell says.
    pub(super) fn see(&mut self, said: &str, times: u64) {
        if said.len() > LONGEST || said.starts_with(|c: char| c.is_ascii_digit()) {
            return;
        }
        let is = |word: &str| word == said || word.eq_ignore_ascii_case(said);
        let sides = [PAIRS.iter().any(|(debit, _)| is(debit)), PAIRS.iter().any(|(_, credit)| is(credit))];
        for (nth, _) in sides.into_iter().enumerate().filter(|(_, says)| *says) {
            self.cells[nth] += times;
            let words = &mut self.words[nth];
            if words.len() < WORDS && !words.iter().any(|word| word == said) {
                words.push(said.to_owned());
            }
        }
    }

    /// The words of both sides; where all rows are on one side the other's usual word.
    pub(super) fn words(&self) -> [Vec<String>; 2] {
        let [mut debit, mut credit] = self.words.clone();
        if credit.is_empty() {
            credit = others(&debit, |(one, other)| (one, other));
        } else if debit.is_empty() {
            debit = others(&credit, |(one, other)| (other, one));
        }
        [debit, credit]
    }
}

/// The usual words that go with these, written alike.
fn others(words: &[String], pair: fn((&'static str, &'static str)) -> (&'static str, &'static str)) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in words {
        let of = PAIRS.into_iter().map(pair).filter(|(one, _)| one.eq_ignore_ascii_case(word)).map(|(_, other)| other);
        for other in of {
            let upper = |text: &str| text.chars().all(|c| !c.is_lowercase());
            let capital = word.chars().next().is_some_and(char::is_uppercase);
            let written = match other.split_at_checked(1) {
                _ if upper(word) => other.to_uppercase(),
                Some((first, rest)) if capital => first.to_uppercase() + rest,
                _ => other.to_owned(),
            };
            if !found.contains(&written) {
                found.push(written);
            }
        }
    }
    found
}

/// Gives the column that says the side its role, where heading or words leave no doubt.
pub(super) fn assign(survey: &Survey, aliases: &Aliases, roles: &mut Roles) {
    if let Some((at, true)) = saying(survey, aliases, roles)
        && roles.role_of(at).is_none()
    {
        let why = if is_known(aliases, &survey.columns[at]) { Why::Heading } else { Why::Only };
        roles.give(Role::Field(FieldName::Side), at, why);
    }
}

/// The column that says debit or credit of the only amounts, which have no signs; and whether that is sure.
fn saying(survey: &Survey, aliases: &Aliases, roles: &Roles) -> Option<(usize, bool)> {
    let [amount] = roles.money()[..] else { return None };
    let amount = &survey.columns[amount];
    let signed = amount.money.negative.saturating_mul(SIGNED) >= amount.filled;
    if signed { None } else { any(survey, aliases) }
}

/// The column that says debit or credit, whatever the amounts are; and whether that is sure.
fn any(survey: &Survey, aliases: &Aliases) -> Option<(usize, bool)> {
    let columns = survey.columns.iter().enumerate().filter(|(_, column)| column.kind() != Type::Blank);
    let mut found = columns.filter_map(|(at, column)| Some((at, says(aliases, column)?)));
    let first = found.next()?;
    Some(found.find(|(_, sure)| *sure && !first.1).unwrap_or(first))
}

/// Whether a column says the side, and whether that is sure.
fn says(aliases: &Aliases, column: &Column) -> Option<bool> {
    let sides = &column.marks.sides;
    let [debit, credit] = sides.cells;
    let known = is_known(aliases, column);
    let both = if known { debit + credit > 0 } else { debit > 0 && credit > 0 && column.distinct() == Some(2) };
    if !both || !column.mostly(debit + credit) || column.distinct().is_none_or(|distinct| distinct > WORDS) {
        return None;
    }
    Some(known || column.samples.iter().all(|word| word.chars().count() > 2))
}

fn is_known(aliases: &Aliases, column: &Column) -> bool {
    matches!(aliases.of_heading(&column.heading), Some(Known::Role(Role::Field(FieldName::Side), _)))
}

/// What is open: a column that may say the side, and amounts with a minus beside one that does.
pub(super) fn doubt(survey: &Survey, roles: &Roles) -> Option<Note> {
    let amount = &survey.columns[*roles.money().first()?];
    if let [side] = roles.field(FieldName::Side) {
        let values = vec![
            ("cells", Value::Count(amount.money.negative)),
            ("header", text(&survey.columns[*side].heading)),
            ("amount", text(&amount.heading)),
        ];
        return (amount.money.negative > 0).then(|| Note::new("side-negative", values));
    }
    let (at, _) = saying(survey, Aliases::shipped(), roles).or_else(|| wordless(survey, roles))?;
    let column = &survey.columns[at];
    let values = vec![
        ("header", text(&column.heading)),
        ("values", text(column.samples.join(", "))),
        ("amount", text(&amount.heading)),
    ];
    Some(Note::new("side-apart-maybe", values))
}

/// A column of credits nearly all of which have a minus: turned twice, or not at all.
pub(super) fn credits(survey: &Survey, roles: &Roles) -> Option<Note> {
    let [credit] = roles.field(FieldName::Credit) else { return None };
    let credit = &survey.columns[*credit];
    let values = vec![("header", text(&credit.heading)), ("cells", Value::Count(credit.money.negative))];
    credit.mostly(credit.money.negative).then(|| Note::new("credit-negative", values))
}

/// A column whose heading says that it tells the side, of amounts without signs, in words that nobody knows.
fn wordless(survey: &Survey, roles: &Roles) -> Option<(usize, bool)> {
    let [amount] = roles.money()[..] else { return None };
    let columns = survey.columns.iter().enumerate();
    let mut known = columns.filter(|(at, column)| {
        roles.role_of(*at).is_none() && column.filled > 0 && is_known(Aliases::shipped(), column)
    });
    let unsigned = survey.columns[amount].money.negative == 0;
    known.next().filter(|_| unsigned).map(|(at, _)| (at, false))
}

/// A column that says the side of amounts that have signs already, and so isn't used.
pub(super) fn beside_signs(survey: &Survey, roles: &Roles) -> Option<Note> {
    let [amount] = roles.money()[..] else { return None };
    let aliases = Aliases::shipped();
    if saying(survey, aliases, roles).is_some() {
        return None;
    }
    let (at, _) = any(survey, aliases).filter(|(at, sure)| *sure && roles.role_of(*at).is_none())?;
    let amount = &survey.columns[amount];
    let values = vec![
        ("header", text(&survey.columns[at].heading)),
        ("amount", text(&amount.heading)),
        ("cells", Value::Count(amount.money.negative)),
    ];
    Some(Note::new("side-beside-signs", values))
}

/// The column of words that the layout could take for sides, where that is in doubt.
pub(super) fn maybe<'s>(survey: &'s Survey, roles: &Roles) -> Option<&'s Column> {
    let free = roles.field(FieldName::Side).is_empty() && !roles.of_the_format();
    saying(survey, Aliases::shipped(), roles).filter(|_| free).map(|(at, _)| &survey.columns[at])
}
