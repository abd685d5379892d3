//! What a file leaves open although every cell of it can be read: blanks that may mean the same as above, years of two
//! digits at either end, codes written in two ways. Takes columns with their roles, hands on notes; refuses to settle any
//! of it.

use crate::model::finding::{Value, text};
use crate::model::float::SheetNumber;
use crate::model::period::PeriodForm;
use crate::model::raw::RawCell;
use crate::pipeline::FieldName;

use super::aliases::Role;
use super::column::Column;
use super::money::Count;
use super::repeats::At;
use super::roles::Roles;
use super::sides::{self, Sides};
use super::survey::Survey;
use super::told::Note;
use super::values::PlaceOf;

/// What a column's cells show beside their types.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// The last cell that was not blank, as text or as a workbook's number.
    last: String,
    last_number: Option<SheetNumber>,
    /// Cells that say the same as the last one that was not blank.
    repeats: u64,
    pub(super) sides: Sides,
    /// Of six digits in pairs, which pairs stand first and last.
    pairs: [u128; 2],
    /// Codes kept from Excel: `="0100"`, `'0100`.
    guarded: Count,
    /// Texts of digits that start with a zero.
    zero_led: Count,
    /// What a spreadsheet has made of codes: `1E+05`, `16-jan`.
    spoilt: Count,
    /// Of four digits that can be a month and a year in this order.
    pub(super) month_first: Count,
    /// Texts in which a letter's bytes in UTF-8 were read as two letters.
    garbled: Count,
}

impl Marks {
    /// Takes every cell in its turn.
    pub(super) fn follow(&mut self, cell: &RawCell) {
        let same = match (cell, self.last_number) {
            (RawCell::Text(text), None) => text.trim() == self.last,
            (RawCell::Text(text), Some(last)) => text.trim() == last.to_string(),
            (RawCell::Number(number), Some(last)) => number.bits() == last.bits(),
            (RawCell::Number(number), None) => number.to_string() == self.last,
            _ => return,
        };
        self.repeats += u64::from(same);
        match cell {
            RawCell::Number(number) => self.last_number = Some(*number),
            RawCell::Text(text) if !same || self.last_number.is_some() => {
                text.trim().clone_into(&mut self.last);
                self.last_number = None;
            }
            _ => {}
        }
    }

    /// Takes what a cell says.
    pub(super) fn see(&mut self, said: &str, at: At) {
        self.sides.see(said, at.times);
        if (said.starts_with("=\"") && said.ends_with('"')) || said.starts_with('\'') {
            self.guarded.add(at, said);
        }
        if garbled(said) {
            self.garbled.add(at, said);
        }
        let digits = said.bytes().all(|byte| byte.is_ascii_digit());
        if !digits && crate::normalise::spoilt(said).is_some() {
            self.spoilt.add(at, said);
        }
        if digits && said.len() == 4 && PeriodForm::Pattern("MMYY").parse(said).is_some() {
            self.month_first.add(at, said);
        }
        if digits && said.len() > 1 && said.starts_with('0') {
            self.zero_led.add(at, said);
        }
        if let [first, last] = self.pairs
            && let Some((one, other)) = ends(said)
        {
            self.pairs = [first | 1 << one, last | 1 << other];
        }
    }

    /// The last two digits vary less than the first two, or no more: they may be the year.
    fn year_may_be_last(&self) -> bool {
        let [first, last] = self.pairs.map(u128::count_ones);
        let days = (1_u128 << 32) - 2;
        last > 0 && first >= last && self.pairs[0] & !days == 0
    }
}

/// The first and the last pair of a date of two digits each.
fn ends(said: &str) -> Option<(u32, u32)> {
    let day = said.split([' ', 'T']).next().unwrap_or_default();
    let plain = day.len() == 6 && day.bytes().all(|byte| byte.is_ascii_digit());
    let dashed = day.len() == 8 && day.split('-').all(|pair| pair.len() == 2);
    if !plain && !dashed {
        return None;
    }
    let pair = |text: Option<&str>| text.and_then(|text| text.parse::<u32>().ok()).filter(|pair| *pair < 100);
    Some((pair(day.get(..2))?, pair(day.get(day.len() - 2..))?))
}

/// Columns in which a blank may mean the same as above.
pub(super) fn as_above(survey: &Survey, roles: &Roles) -> Vec<String> {
    let found = roles.of.iter().filter(|(role, columns)| {
        matches!(role, Role::Part(_)) && columns.iter().any(|at| heads_groups(&survey.columns[*at]))
    });
    found.map(|(role, _)| role.key().to_owned()).collect()
}

/// Written once for the rows that it holds for: it starts filled, is mostly blank, and never says the same twice running.
fn heads_groups(column: &Column) -> bool {
    column.often_blank() && column.marks.repeats == 0 && column.filled + column.blank.cells > 2
}

/// What a person must decide, and what is worth knowing.
pub(super) fn tell(survey: &Survey, roles: &Roles, place: PlaceOf<'_>) -> (Vec<Note>, Vec<Note>) {
    let (mut open, mut notes) = (Vec::new(), Vec::new());
    open.extend(sides::doubt(survey, roles));
    notes.extend(sides::beside_signs(survey, roles));
    open.extend(two_encodings(survey, place));
    if !roles.of.keys().any(|role| matches!(role, Role::Part(_))) {
        notes.push(Note::new("no-parts", Vec::new()));
    }
    for column in survey.columns.iter().filter(|column| column.times() > 0 && column.days() == 0) {
        let header = ("header", text(&column.heading));
        notes.push(Note::new("times", vec![("cells", Value::Count(column.times())), header]));
    }
    for (role, columns) in &roles.of {
        for column in columns.iter().map(|at| &survey.columns[*at]) {
            match role {
                Role::Part(_) => codes(role, column, place, &mut open, &mut notes),
                Role::Field(FieldName::Period) if column.short_either_way().is_some() => {
                    open.extend(month_or_year(column));
                }
                Role::Field(FieldName::Voucher) if column.marks.spoilt.cells > 0 => {
                    notes.push(of_cells("spoilt-vouchers", &column.marks.spoilt, column, place));
                }
                role if roles.decides(role) && column.often_blank() => {
                    open.push(blanks("deciding-blank", role, column, place));
                }
                Role::Field(_) => {}
            }
            let short = |form: &str| form.starts_with("YYM") || form.starts_with("YY-");
            let dates = column.dates.iter().any(|(form, count)| short(form.name()) && column.half(count.cells));
            if matches!(role, Role::Field(FieldName::Booked | FieldName::Registered))
                && dates
                && column.marks.year_may_be_last()
            {
                let value = column.samples.first().cloned().unwrap_or_default();
                open.push(Note::new(
                    "year-first-or-last",
                    vec![("header", text(&column.heading)), ("value", text(value))],
                ));
            }
        }
    }
    (open, notes)
}

/// Both readings of periods of four digits.
fn month_or_year(column: &Column) -> Option<Note> {
    let value = column.short_either_way()?;
    let read = |form: PeriodForm| form.parse(value).map(|period| text(period.to_string()));
    let (first, last) = (read(PeriodForm::ShortYearMonth)?, read(PeriodForm::Pattern("MMYY"))?);
    let header = ("header", text(&column.heading));
    Some(Note::new("year-or-month-first", vec![header, ("value", text(value)), ("first", first), ("last", last)]))
}

fn of_cells(id: &'static str, count: &Count, column: &Column, place: PlaceOf<'_>) -> Note {
    let header = ("header", text(&column.heading));
    let values = vec![("cells", Value::Count(count.cells)), header, ("value", text(&count.example))];
    Note::new(id, values).at(place(count.first, column))
}

fn codes(role: &Role, column: &Column, place: PlaceOf<'_>, open: &mut Vec<Note>, notes: &mut Vec<Note>) {
    if heads_groups(column) {
        open.push(blanks("group-style", role, column, place));
    }
    let guarded = &column.marks.guarded;
    if guarded.cells > 0 {
        open.push(of_cells("guarded", guarded, column, place));
    }
    let named = &column.named;
    if named.cells > 0 && !column.has_names() && column.half(column.codes) {
        let mut note = of_cells("some-names", named, column, place);
        note.values.push(("key-of", text(role.key())));
        notes.push(note);
    }
    let zero_led = &column.marks.zero_led;
    if zero_led.cells > 0 && column.money.numbers > 0 {
        let mut note = of_cells("zeros-lost", zero_led, column, place);
        note.values.push(("numbers", Value::Count(column.money.numbers)));
        notes.push(note);
    }
}

fn blanks(id: &'static str, role: &Role, column: &Column, place: PlaceOf<'_>) -> Note {
    let values = vec![
        ("cells", Value::Count(column.blank.cells)),
        ("header", text(&column.heading)),
        ("key-of", text(role.key())),
    ];
    Note::new(id, values).at(place(column.blank.first, column))
}

/// A letter of Swedish or its neighbours as UTF-8, read as Windows-1252: `\u{c3}\u{a4}` for `\u{e4}`.
fn garbled(text: &str) -> bool {
    let second = "\u{a5}\u{a4}\u{b6}\u{a6}\u{b8}\u{a9}\u{bc}\u{2026}\u{201e}\u{2013}\u{2020}\u{2c6}";
    text.split('\u{c3}').skip(1).any(|rest| rest.starts_with(|c: char| second.contains(c)))
}

/// Part of the file is in another encoding than it is read in, or it was converted twice.
fn two_encodings(survey: &Survey, place: PlaceOf<'_>) -> Option<Note> {
    let seen = || survey.columns.iter().filter(|column| column.marks.garbled.cells > 0 || garbled(&column.heading));
    let column = seen().next()?;
    let (first, cells) = (&column.marks.garbled, seen().map(|column| column.marks.garbled.cells).sum());
    let (value, at) = if first.cells > 0 { (&first.example, first.first) } else { (&column.heading, (0, 1)) };
    let values = vec![("cells", Value::Count(cells)), ("value", text(crate::model::mask::masked(value)))];
    Some(Note::new("two-encodings", values).at(place(at, column)))
}

/// Rows with a total's word that are as full as postings, where no column names a posting: only a person can tell.
pub(super) fn total_words(survey: &Survey, roles: &Roles) -> Option<Note> {
    let named = [FieldName::Voucher, FieldName::Row, FieldName::Booked, FieldName::Registered];
    if named.iter().any(|field| !roles.field(*field).is_empty()) {
        return None;
    }
    let new = || survey.full_totals.iter().filter(|(word, _)| !survey.totals.contains_key(word));
    let (_, (_, row)) = new().min_by_key(|(_, (_, row))| *row)?;
    let aliases = super::aliases::Aliases::shipped();
    let words: Vec<&str> = new().filter_map(|(word, _)| Some(aliases.totals.get(*word)?.0.as_str())).collect();
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    let values = vec![
        ("rows", Value::Count(new().map(|(_, (rows, _))| rows).sum())),
        ("row", Value::Count((*row).into())),
        ("words", text(words.join(", "))),
        ("value", text(quoted.join(", "))),
    ];
    Some(Note::new("total-words-maybe", values))
}
