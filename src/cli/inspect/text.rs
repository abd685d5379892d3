//! A file looked at, as text on one screen: what it is, its columns, what to note and what to decide, the proposal's proof.

use std::path::Path;

use crate::inspect::{Column, Form, Inspected, Proof, Type, encoding, separator, unit_name};
use crate::messages::Messages;
use crate::model::amount::{AmountUnit, Figure};
use crate::model::finding::{Place, Problem, Value, count, text as value};
use crate::model::mask::masked;
use crate::model::money::Ore;

use super::{remarks, said};

/// Columns that the screen has room for; JSON has all of them.
const COLUMNS: usize = 25;
/// Things to note or to decide, each.
const MOST: usize = 12;
/// Letters of a heading, and of samples.
const HEADING: usize = 26;
pub(super) const SAMPLES: usize = 44;

/// The lines of one file, each with its label.
struct Lines<'w> {
    words: &'w Messages,
    width: usize,
    out: String,
}

impl Lines<'_> {
    fn line(&mut self, label: &str, line: &str) {
        let label = self.words.say(&format!("inspect-label-{label}"), &[]);
        let line = format!("  {label:<width$}  {line}\n", width = self.width);
        self.out += &line;
    }

    /// The first line has the label, the others stand below it.
    fn list(&mut self, label: &str, lines: &[String]) {
        for (nth, line) in lines.iter().enumerate() {
            if nth == 0 {
                self.line(label, line);
            } else {
                let line = format!("  {:<width$}  {line}\n", "", width = self.width);
                self.out += &line;
            }
        }
    }
}

/// Everything of a file.
pub(super) fn file(file: &Inspected, written: Option<&Path>, words: &Messages) -> String {
    let mut labels = vec!["format", "header", "columns", "amounts", "rows", "sum", "look", "decide", "shipped"];
    labels.push(match file.look.form {
        Form::Text(_) => "separator",
        Form::Workbook(_) => "sheets",
        Form::Sie(_) => "dimensions",
    });
    let widths = labels.into_iter().map(|label| words.say(&format!("inspect-label-{label}"), &[]).chars().count());
    let mut lines = Lines { words, width: widths.max().unwrap_or(0), out: format!("{}\n", file.file) };
    form(file, &mut lines);
    if !file.survey.tables.is_empty() {
        header(file, &mut lines);
        columns(file, &mut lines);
        amounts(file, &mut lines);
        rows(file, &mut lines);
    }
    let (look, decide) = (capped(remarks::notes(file, words)), capped(remarks::decisions(file, words)));
    lines.list("look", &look);
    lines.list("decide", &decide);
    if !file.survey.tables.is_empty() {
        lines.list("proposal", &proposal(file, written, words));
    }
    lines.list("shipped", &shipped(file, words));
    lines.out
}

/// As many as there is room for.
fn capped(mut lines: Vec<String>) -> Vec<String> {
    if lines.len() > MOST {
        let more = lines.len() - (MOST - 1);
        lines.truncate(MOST - 1);
        lines.push(format!("… +{more}"));
    }
    lines
}

fn form(file: &Inspected, lines: &mut Lines<'_>) {
    let words = lines.words;
    let bytes = ("bytes", Value::Count(file.look.bytes));
    let packed = ("packed", value(file.look.packed.unwrap_or_default()));
    match &file.look.form {
        Form::Text(look) => {
            let format = words.say("inspect-format-text", &[bytes, packed]);
            lines.line("format", &format!("{format}, {}", said(&encoding(look), words)));
            lines.line("separator", &said(&separator(look), words));
        }
        Form::Workbook(kind) => {
            lines.line("format", &words.say("inspect-format-workbook", &[bytes, packed, ("kind-of", value(*kind))]));
            let sheets: Vec<String> = file
                .sheets
                .iter()
                .map(|sheet| {
                    let read = ("read", value(if sheet.read { "read" } else { "" }));
                    words.say(
                        "inspect-sheet",
                        &[("sheet", value(&sheet.name)), ("rows", Value::Count(sheet.rows)), read],
                    )
                })
                .collect();
            lines.line("sheets", &cut(&sheets.join(", "), 100));
        }
        Form::Sie(look) => {
            let values = [
                bytes,
                packed,
                ("stated", value(&look.stated)),
                ("letters", value(&look.letters)),
                ("vouchers", Value::Count(look.vouchers)),
            ];
            lines.line("format", &words.say("inspect-format-sie", &values));
            let dimensions = look.dimensions.iter().map(|dimension| {
                let values = [
                    ("number", value(&dimension.number)),
                    ("name", value(&dimension.name)),
                    ("rows", Value::Count(dimension.rows)),
                ];
                words.say("inspect-dimension", &values)
            });
            lines.list("dimensions", &dimensions.take(COLUMNS).collect::<Vec<_>>());
        }
    }
}

fn header(file: &Inspected, lines: &mut Lines<'_>) {
    if matches!(file.look.form, Form::Sie(_)) {
        return;
    }
    let sheets: std::collections::BTreeSet<u16> = file.survey.tables.iter().map(|table| table.sheet).collect();
    let more = file.survey.tables.len().saturating_sub(sheets.len());
    let first = file.survey.tables.first().map_or(0, |table| table.row);
    let shape = value(if file.survey.by_shape { "shape" } else { "" });
    let values =
        [("row", Value::Count(first.into())), ("headers", count(more + 1)), ("more", count(more)), ("shape", shape)];
    let line = lines.words.say("inspect-header-is", &values);
    lines.line("header", &line);
}

fn columns(file: &Inspected, lines: &mut Lines<'_>) {
    let words = lines.words;
    let all = &file.survey.columns;
    lines.line("columns", &words.say("inspect-columns-are", &[("columns", count(all.len()))]));
    let rows: Vec<[String; 5]> =
        all.iter().enumerate().take(COLUMNS).map(|(at, column)| row(file, at, column, words)).collect();
    let width = |cell: usize| rows.iter().map(|row| row[cell].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2), width(3)];
    for [place, heading, role, kind, samples] in rows {
        let line = format!(
            "    {place:>w0$}  {heading:<w1$}  {role:<w2$}  {kind:<w3$}  {samples}",
            w0 = widths[0],
            w1 = widths[1],
            w2 = widths[2],
            w3 = widths[3]
        );
        lines.out += line.trim_end();
        lines.out.push('\n');
    }
    if all.len() > COLUMNS {
        let more = words.say("inspect-columns-more", &[("more", count(all.len() - COLUMNS))]);
        lines.out += &["    ", &more, "\n"].concat();
    }
}

/// A column's place, heading, role, type, and what stands in it.
fn row(file: &Inspected, at: usize, column: &Column, words: &Messages) -> [String; 5] {
    let place = file.place((0, 1), column).column.unwrap_or_default();
    let heading = if column.heading.is_empty() {
        words.say("inspect-no-heading", &[])
    } else {
        masked(&column.heading).into_owned()
    };
    let role = file.roles.role_of(at).map_or("–", |role| role.key()).to_owned();
    let kind = file.kind_of(at);
    let mut shown = words.title("inspect-type", kind.name());
    let forms = match kind {
        Type::Period => file.periods_of(column).first().map(|(form, _)| form.name()),
        Type::Date => column.dates.first().map(|(form, _)| form.name()),
        _ => None,
    };
    shown += &forms.map_or_else(String::new, |form| format!(" {form}"));
    let mut what = vec![cut(&samples(column).join(" · "), SAMPLES)];
    if let Some(figure) = file.proved().and_then(|proof| proof.sums.get(&at)).and_then(|sum| sum.figure()) {
        what.push(words.say("inspect-column-sum", &[("sum", Value::Figure(figure))]));
    }
    if column.blank.cells > 0 && column.filled > 0 {
        what.push(words.say("inspect-cells-blank", &[("cells", Value::Count(column.blank.cells))]));
    }
    what.retain(|text| !text.is_empty());
    [place, cut(&heading, HEADING), role, shown, what.join("; ")]
}

/// Some of a column's values, on one line each and without identity numbers.
pub(super) fn samples(column: &Column) -> Vec<String> {
    column.samples.iter().map(|sample| masked(sample).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn amounts(file: &Inspected, lines: &mut Lines<'_>) {
    let words = lines.words;
    let values = &file.values;
    let sign = |(sign, cells): &(char, u64)| {
        words.say("inspect-sign", &[("sign", value(*sign)), ("cells", Value::Count(*cells))])
    };
    let signs: Vec<String> = values.thousands.iter().map(sign).collect();
    let money = file.roles.money();
    let numbers = money.iter().all(|at| file.survey.columns[*at].is_numbers());
    let state = match (values.decimal, values.readings.is_some(), numbers) {
        _ if money.is_empty() => "none",
        (Some(_), ..) => "is",
        (None, true, _) => "open",
        (None, false, true) => "numbers",
        (None, false, false) => "unseen",
    };
    let values = [
        ("state", value(state)),
        ("decimal", value(values.decimal.map(String::from).unwrap_or_default())),
        ("cells", Value::Count(values.shown)),
        ("thousands", value(signs.join(", "))),
        ("unit", value(values.unit.map_or("", |(unit, _)| unit_name(unit)))),
        ("currency", value(values.currency.map_or("", |(currency, _)| currency))),
    ];
    lines.line("amounts", &words.say("inspect-amounts-are", &values));
}

fn rows(file: &Inspected, lines: &mut Lines<'_>) {
    let words = lines.words;
    let Some(proof) = file.proved() else {
        lines.line("rows", &words.say("inspect-rows-seen", &[("rows", Value::Count(file.survey.rows))]));
        return;
    };
    if let Some((first, last)) = proof.span {
        let values = [("first-period", Value::Period(first)), ("last-period", Value::Period(last))];
        let span = if first == last { first.to_string() } else { words.say("inspect-span", &values) };
        lines.line("period", &span);
    }
    let kinds = [
        ("blank", file.blank_rows(proof)),
        ("repeated", repeated(file, proof)),
        ("totals", proof.structure.totals),
        ("groups", proof.structure.groups),
        ("text", proof.structure.text),
    ];
    let said = |(kind, rows): (&str, u64)| words.say(&format!("inspect-rows-{kind}"), &[("rows", Value::Count(rows))]);
    let besides: Vec<String> = kinds.into_iter().filter(|(_, rows)| *rows > 0).map(said).collect();
    let values = [
        ("rows", Value::Count(proof.rows())),
        ("rejected", Value::Count(proof.rejected())),
        ("besides", value(besides.join(", "))),
    ];
    lines.line("rows", &words.say("inspect-rows-are", &values));
    let mut values = vec![
        ("sum", Value::Amount(net(proof))),
        ("debit", Value::Amount(proof.totals.debit)),
        ("credit", Value::Amount(proof.totals.credit)),
    ];
    values.extend(written(file).map(|sum| ("written", Value::Figure(sum))));
    lines.line("sum", &words.say("inspect-sum-is", &values));
}

/// The exact sum of the amounts as they stand in the file, where rounding makes it another than that of the postings.
fn written(file: &Inspected) -> Option<Figure> {
    let proof = file.proved()?;
    let [only] = file.roles.money()[..] else { return None };
    let exact = proof.sums.get(&only)?.figure()?;
    let posted = Figure { digits: net(proof).ore().into(), decimals: 2 };
    let whole = file.values.unit.is_none_or(|(unit, _)| unit == AmountUnit::Kr);
    let plain = whole && file.roles.is_unsided() && !file.turned;
    (plain && proof.rejected() == 0 && exact != posted).then_some(exact)
}

/// Headers but each sheet's first.
pub(super) fn repeated(file: &Inspected, proof: &Proof) -> u64 {
    let sheets: std::collections::BTreeSet<u16> = file.survey.tables.iter().map(|table| table.sheet).collect();
    proof.structure.headers.saturating_sub(u64::try_from(sheets.len()).unwrap_or(0))
}

/// The sum; nothing where it is too large, which the proof has refused by then.
pub(super) fn net(proof: &Proof) -> Ore {
    proof.totals.net().unwrap_or_default()
}

fn proposal(file: &Inspected, written: Option<&Path>, words: &Messages) -> Vec<String> {
    let mut lines = vec![verdict(file, words)];
    lines.push(match written {
        Some(path) => words.say("inspect-written", &[("path", value(path.to_string_lossy()))]),
        None => words.say("inspect-write-hint", &[]),
    });
    lines
}

/// What the proof came to, in words.
pub(super) fn verdict(file: &Inspected, words: &Messages) -> String {
    let why = |problems: &[Problem]| {
        let first = problems.first().map_or_else(String::new, |problem| {
            let place = words.place(&Place { file: None, ..problem.place.clone() });
            let said = words.problem(problem);
            if place.is_empty() { said } else { format!("{place}: {said}") }
        });
        words.say("inspect-runs-not", &[("why", value(first))])
    };
    match &file.proof {
        None => words.say("inspect-not-whole", &[]),
        Some(Err(problems)) => why(problems),
        Some(Ok(proof)) => {
            let values = [
                ("rows", Value::Count(proof.totals.rows)),
                ("sum", Value::Amount(net(proof))),
                ("rejected", Value::Count(proof.rejected())),
            ];
            let id = match (proof.totals.rows, proof.rejected()) {
                (0, _) => "inspect-runs-empty",
                (_, 0) => "inspect-runs",
                _ => "inspect-runs-with-rejects",
            };
            words.say(id, &values)
        }
    }
}

fn shipped(file: &Inspected, words: &Messages) -> Vec<String> {
    let one = |shipped: &crate::inspect::Shipped| {
        let read = shipped.read.as_ref().ok().filter(|read| read.totals.rows > 0)?;
        let values = [
            ("path", value(shipped.path)),
            ("rows", Value::Count(read.totals.rows + read.rejected)),
            ("rejected", Value::Count(read.rejected)),
            ("sum", Value::Amount(read.totals.net().unwrap_or_default())),
        ];
        let id = if shipped.fits() { "inspect-fits" } else { "inspect-fits-with-rejects" };
        Some(words.say(id, &values))
    };
    let lines: Vec<String> = file.shipped.iter().filter_map(one).collect();
    let none = || vec![words.say("inspect-fits-none", &[("layouts", count(file.shipped.len()))])];
    if lines.is_empty() { none() } else { lines }
}

pub(super) fn cut(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= most {
        return text;
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}
