//! The layout that is proposed, line by line, each with its evidence. Takes roles and values, hands on TOML whose comments
//! are notes; what could not be decided stands as a comment, never as a guess.

mod amounts;

use crate::model::finding::{Value, count, text};
use crate::model::mask::masked;
use crate::pipeline::FieldName;
use crate::read::{Form, Look, SieLook, TextLook};

use super::aliases::{Aliases, Role};
use super::column::{Column, Type};
use super::evidence::{encoding, separator};
use super::roles::{Roles, part_name};
use super::stacked::known_as;
use super::survey::Survey;
use super::told::Note;
use super::values::Values;

/// A line of the proposal.
#[derive(Clone, Debug)]
enum Line {
    /// What the next line rests on.
    Evidence(Note),
    /// TOML, or TOML in a comment.
    Toml(String),
}

/// A layout file in the making.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    lines: Vec<Line>,
}

/// What the layout is made of.
pub(super) struct Source<'s> {
    pub(super) file: &'s str,
    pub(super) look: &'s Look,
    /// Sheets that are read, and whether the workbook has others.
    pub(super) sheets: &'s [String],
    pub(super) survey: &'s Survey,
    pub(super) roles: &'s Roles,
    pub(super) values: &'s Values,
    /// The signs are turned.
    pub(super) turned: bool,
}

/// Letters of a comment's line.
const WIDTH: usize = 118;

impl Proposal {
    /// The file, with its evidence in words; blank words leave the comment out.
    pub fn text(&self, say: &dyn Fn(&Note) -> String) -> String {
        let mut out = String::new();
        for line in &self.lines {
            match line {
                Line::Evidence(note) => {
                    for line in wrapped(&say(note)) {
                        out += &["# ", &line, "\n"].concat();
                    }
                }
                Line::Toml(line) => out += &[line, "\n"].concat(),
            }
        }
        out
    }

    /// The file without comments on what it rests on.
    pub fn bare(&self) -> String {
        self.text(&|_| String::new())
    }

    fn note(&mut self, id: &'static str, values: Vec<(&'static str, Value)>) {
        self.lines.push(Line::Evidence(Note::new(id, values)));
    }

    fn line(&mut self, line: impl Into<String>) {
        self.lines.push(Line::Toml(line.into()));
    }

    fn list(&mut self, key: &str, items: &[String]) {
        self.line(format!("{key} = [{}]", items.join(", ")));
    }
}

fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut().filter(|line| line.chars().count() + word.chars().count() < WIDTH) {
            Some(line) => *line += &[" ", word].concat(),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let code = format!("\\u{:04X}", u32::from(c));
                out += &code;
            }
            c => out.push(c),
        }
    }
    out + "\""
}

/// Makes the layout.
pub(super) fn propose(of: &Source<'_>) -> Proposal {
    let mut proposal = Proposal::default();
    proposal.note("layout-head", vec![("file", text(of.file))]);
    proposal.line("[layout]");
    proposal.line(format!("id    = {}", quoted(&id(of.file))));
    proposal.line(format!("title = {}", quoted(of.file)));
    columns(&mut proposal, of);
    parts(&mut proposal, of);
    proposal.line("");
    proposal.line("[values]");
    amounts::amounts(&mut proposal, of);
    times(&mut proposal, of);
    structure(&mut proposal, of);
    match &of.look.form {
        Form::Text(look) => delimited(&mut proposal, look),
        Form::Workbook(_) => {
            proposal.line("");
            proposal.line("[workbook]");
            let sheets: Vec<String> = of.sheets.iter().map(|sheet| exact(sheet)).collect();
            proposal.list("sheets", &sheets);
        }
        Form::Sie(look) => breakdowns(&mut proposal, look),
    }
    proposal
}

/// A sheet's name, with every blank that it has.
fn exact(name: &str) -> String {
    let escaped: String =
        name.chars().flat_map(|c| if ['"', '\\'].contains(&c) { vec!['\\', c] } else { vec![c] }).collect();
    format!("\"{escaped}\"")
}

fn id(file: &str) -> String {
    let stem = file.split('.').next().unwrap_or(file).to_lowercase();
    let plain: String = stem
        .chars()
        .map(|c| match c {
            '\u{e5}' | '\u{e4}' => 'a',
            '\u{f6}' => 'o',
            c if c.is_ascii_lowercase() || c.is_ascii_digit() => c,
            _ => '-',
        })
        .collect();
    let parts: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "utdrag".to_owned() } else { parts.join("-") }
}

fn headings(of: &Source<'_>, columns: &[usize]) -> Vec<String> {
    let mut names: Vec<String> = columns.iter().map(|at| quoted(&of.survey.columns[*at].heading)).collect();
    names.dedup();
    names
}

fn columns(proposal: &mut Proposal, of: &Source<'_>) {
    proposal.line("");
    proposal.line("[columns]");
    for (field, key) in FieldName::ALL {
        let columns = of.roles.field(field);
        if !columns.is_empty() {
            why(proposal, of, columns);
            proposal.list(&format!("{key:<10}"), &headings(of, columns));
        }
    }
    for note in of.roles.open.iter().chain(&of.values.open) {
        proposal.lines.push(Line::Evidence(note.clone()));
    }
}

/// Why a column that no known heading gave its role has it.
fn why(proposal: &mut Proposal, of: &Source<'_>, columns: &[usize]) {
    let only = columns.iter().any(|at| of.roles.why.get(at) == Some(&super::roles::Why::Only));
    if only {
        let kind = columns.first().map_or("", |at| of.survey.columns[*at].kind().name());
        proposal.note("why-only", vec![("type-of", text(kind))]);
    }
}

fn parts(proposal: &mut Proposal, of: &Source<'_>) {
    proposal.line("");
    proposal.line("[parts]");
    let mut named: Vec<(&str, &Vec<usize>)> = of
        .roles
        .of
        .iter()
        .filter_map(|(role, columns)| if let Role::Part(name) = role { Some((name.as_str(), columns)) } else { None })
        .collect();
    // In the file's order, which is the order that people read their code strings in.
    named.sort_by_key(|(_, columns)| columns.first().copied());
    for (name, columns) in &named {
        if let Form::Sie(look) = &of.look.form {
            dimension(proposal, of, look, columns);
        }
        proposal.list(&format!("{name:<10}"), &headings(of, columns));
    }
    for (at, column) in of.survey.columns.iter().enumerate() {
        let codes = matches!(column.kind(), Type::Code | Type::Number | Type::CodeAndName | Type::Text);
        let known = known_as(Aliases::shipped(), column).is_some();
        if of.roles.role_of(at).is_some() || !codes || known || column.heading.is_empty() || column.twice {
            continue;
        }
        // A heading with an identity number is no name to propose.
        let heading = Some(&column.heading).filter(|heading| masked(heading) == heading.as_str());
        let Some(name) = heading.and_then(|heading| part_name(heading)) else { continue };
        if named.iter().any(|(taken, _)| *taken == name) || matches!(of.look.form, Form::Sie(_)) {
            continue;
        }
        let values = vec![
            ("type-of", text(column.kind().name())),
            ("values", column.distinct().map_or(text(""), count)),
            ("samples", text(samples(column))),
        ];
        proposal.note("unused-column", values);
        proposal.line(format!("# {name:<10} = [{}]", quoted(&column.heading)));
    }
}

/// Some codes. Free text stays out of a file that is kept.
fn samples(column: &Column) -> String {
    let codes = matches!(column.kind(), Type::Code | Type::Number);
    let shown: Vec<String> =
        column.samples.iter().filter(|_| codes).map(|sample| masked(sample).into_owned()).collect();
    shown.join(", ")
}

fn dimension(proposal: &mut Proposal, of: &Source<'_>, look: &SieLook, columns: &[usize]) {
    let head = columns.first().map(|at| of.survey.columns[*at].heading.as_str()).unwrap_or_default();
    let found = look.dimensions.iter().find(|d| format!("dim{}", d.number) == head);
    if let Some(dimension) = found {
        let values = vec![
            ("number", text(&dimension.number)),
            ("name", text(&dimension.name)),
            ("rows", Value::Count(dimension.rows)),
        ];
        proposal.note("dimension", values);
    }
}

fn times(proposal: &mut Proposal, of: &Source<'_>) {
    let forms = |forms: &[(&str, u64)]| {
        let shown = forms.iter().map(|(form, cells)| format!("{form} ({cells})"));
        text(shown.collect::<Vec<_>>().join(", "))
    };
    let names = |forms: &[(&str, u64)]| forms.iter().map(|(form, _)| quoted(form)).collect::<Vec<_>>();
    if of.roles.from_booked {
        proposal.note("period-from-booked", Vec::new());
        proposal.line("period-from = \"booked\"");
    } else if !of.values.periods.is_empty() {
        proposal.note("forms-are", vec![("forms", forms(&of.values.periods))]);
        proposal.list("periods    ", &names(&of.values.periods));
    }
    if !of.values.dates.is_empty() {
        proposal.note("forms-are", vec![("forms", forms(&of.values.dates))]);
        proposal.list("dates      ", &names(&of.values.dates));
    }
    if !of.values.no_days.is_empty() {
        let days: Vec<String> = of.values.no_days.iter().map(|(day, _)| format!("\"{day}\"")).collect();
        let cells = of.values.no_days.iter().map(|(_, cells)| cells).sum();
        proposal.note("no-days-are", vec![("cells", Value::Count(cells))]);
        proposal.list("no-date    ", &days);
    }
}

fn structure(proposal: &mut Proposal, of: &Source<'_>) {
    if of.survey.header_rows > 1 {
        proposal.note("header-rows-are", Vec::new());
        proposal.line(format!("header-rows = {}", of.survey.header_rows));
    }
    if !of.survey.totals.is_empty() {
        let words = Aliases::shipped();
        let word = |at: &usize| words.totals.get(*at).map_or("", |(word, _)| word.as_str());
        let rows = of.survey.totals.values().map(|(rows, _)| rows).sum();
        proposal.note("totals-are", vec![("rows", Value::Count(rows))]);
        let words: Vec<String> = of.survey.totals.keys().map(|at| quoted(word(at))).collect();
        proposal.list("totals     ", &words);
    }
    let keys = |wanted: &dyn Fn(&Role, &[usize]) -> bool| {
        let found = of.roles.of.iter().filter(|(role, columns)| wanted(role, columns));
        found.map(|(role, _)| quoted(role.key())).collect::<Vec<_>>()
    };
    let with_names = keys(&|role, columns| {
        matches!(role, Role::Part(_)) && columns.iter().any(|at| of.survey.columns[*at].has_names())
    });
    if !with_names.is_empty() {
        proposal.note("named-are", Vec::new());
        proposal.list("code-and-name", &with_names);
    }
    let filled =
        keys(&|role, columns| of.roles.decides(role) && columns.iter().any(|at| of.survey.columns[*at].often_blank()));
    if !filled.is_empty() {
        proposal.note("fill-down-is", Vec::new());
        proposal.list("fill-down  ", &filled);
    }
    if !of.values.as_above.is_empty() {
        let names: Vec<String> = filled.into_iter().chain(of.values.as_above.iter().map(|name| quoted(name))).collect();
        proposal.note("fill-down-may-be", Vec::new());
        proposal.line(format!("# fill-down = [{}]", names.join(", ")));
    }
    if !of.values.rarely_blank.is_empty() {
        let names: Vec<String> = of.values.rarely_blank.iter().map(|name| quoted(name)).collect();
        proposal.note("never-blank-may-be", Vec::new());
        proposal.line(format!("# never-blank = [{}]", names.join(", ")));
    }
    let lacking = |columns: &[usize]| {
        let has = |table: &super::survey::Table| columns.iter().any(|at| table.columns.contains(at));
        !of.survey.tables.iter().all(has)
    };
    let money = [FieldName::Amount, FieldName::Debit, FieldName::Credit, FieldName::Side];
    let must = |role: &Role| of.roles.decides(role) || matches!(role, Role::Field(field) if money.contains(field));
    let optional = keys(&|role, columns| !must(role) && lacking(columns));
    if !optional.is_empty() {
        proposal.note("optional-are", Vec::new());
        proposal.list("optional   ", &optional);
    }
}

fn delimited(proposal: &mut Proposal, look: &TextLook) {
    proposal.line("");
    proposal.line("[delimited]");
    proposal.lines.push(Line::Evidence(encoding(look)));
    proposal.line(format!("encoding  = {}", quoted(look.encoding.name())));
    let Some(best) = look.separators.first() else { return };
    proposal.lines.push(Line::Evidence(separator(look)));
    let sign = if best.sign == b'\t' { "\"\\t\"".to_owned() } else { quoted(&char::from(best.sign).to_string()) };
    proposal.line(format!("separator = {sign}"));
}

fn breakdowns(proposal: &mut Proposal, look: &SieLook) {
    if look.breakdowns.is_empty() {
        return;
    }
    proposal.line("");
    proposal.line("[sie]");
    proposal.note("breakdowns-are", Vec::new());
    for by in &look.breakdowns {
        let numbers: Vec<String> = by.iter().map(|number| quoted(number)).collect();
        proposal.line(format!("# balances-by = [{}]", numbers.join(", ")));
    }
}
