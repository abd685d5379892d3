//! Looking at (*granska*) a file that nobody has described: what it is, what its columns hold, and a layout that reads it,
//! proved by reading the file with it. Takes a path; hands on facts with their evidence and a proposal; refuses to decide
//! by a single cell, and to call a proposal one that runs before it has.

mod aliases;
mod column;
mod doubts;
mod evidence;
mod header;
mod kept;
mod money;
mod opening;
mod proposal;
mod prove;
mod repeats;
mod roles;
mod rows;
mod shipped;
mod sides;
mod stacked;
mod survey;
mod told;
mod values;
mod years;

use std::path::Path;

use crate::model::finding::{Finding, Place, Problem, Severity, Value, text};
use crate::model::money::Ore;
use crate::model::period::PeriodForm;
use crate::normalise::letter;
use crate::pipeline::{Pipeline, ReadLimits, layout_alone};
use crate::read;

pub use crate::read::{Dimension, Form, Look, SieLook, TextLook};
pub use aliases::Role;
pub use column::{Column, Type};
pub use evidence::{encoding, separator};
pub use money::{Count, Decimal, Exact};
pub use proposal::Proposal;
pub use prove::{Proof, Rejects};
pub use roles::{Roles, Why};
pub use rows::rows;
pub use shipped::{Read, Shipped};
pub use survey::{Survey, Table};
pub use told::Note;
pub use values::{Values, unit_name};

use aliases::Aliases;
use kept::File;
use opening::{look_at, reading, sheets};
use proposal::Source;
use prove::Sums;

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetLook {
    /// Its name.
    pub name: String,
    /// Rows that hold something.
    pub rows: u64,
    /// The header's row, where there is one.
    pub header: Option<u32>,
    /// The proposal reads it.
    pub read: bool,
}

/// What is known of a file.
#[derive(Debug)]
pub struct Inspected {
    /// The path as given.
    pub file: String,
    /// What it is.
    pub look: Look,
    /// Its sheets; none of a text.
    pub sheets: Vec<SheetLook>,
    /// Its tables and columns.
    pub survey: Survey,
    /// What the columns are for.
    pub roles: Roles,
    /// How values are written.
    pub values: Values,
    /// The layout.
    pub proposal: Proposal,
    /// What reading the file with it came to; none where it is not whole, or why it doesn't read.
    pub proof: Option<Result<Proof, Vec<Problem>>>,
    /// The layout turns the signs.
    pub turned: bool,
    /// How the shipped layouts take it.
    pub shipped: Vec<Shipped>,
    /// Findings of the file itself, such as hidden sheets.
    pub findings: Vec<Finding>,
    /// What is to be known.
    pub notes: Vec<Note>,
    /// What a person must decide.
    pub open: Vec<Note>,
}

impl Inspected {
    /// The proof of a layout that was read to the end.
    pub fn proved(&self) -> Option<&Proof> {
        self.proof.as_ref().and_then(|proof| proof.as_ref().ok())
    }

    /// The layout reads every row.
    pub fn runs(&self) -> bool {
        self.proved().is_some_and(|proof| proof.rejected() == 0 && proof.totals.rows > 0)
    }

    /// Something must be decided by a person before the figures can be trusted.
    pub fn is_open(&self) -> bool {
        let heavy = |finding: &Finding| finding.severity > Severity::Info;
        !self.runs() || !self.open.is_empty() || self.proved().is_some_and(|proof| proof.findings.iter().any(heavy))
    }

    /// Rows that hold nothing; of a SIE file, whose rows are items, there are none.
    pub fn blank_rows(&self, proof: &Proof) -> u64 {
        let skipped = if matches!(self.look.form, Form::Sie(_)) { 0 } else { self.survey.blank };
        proof.structure.blank + skipped
    }

    /// What a column holds: what it is for goes before what its cells look like.
    pub fn kind_of(&self, column: usize) -> Type {
        use crate::pipeline::FieldName as Is;
        match self.roles.role_of(column) {
            Some(Role::Field(Is::Amount | Is::Debit | Is::Credit)) => Type::Amount,
            Some(Role::Field(Is::Period)) => Type::Period,
            Some(Role::Field(Is::Booked | Is::Registered)) => Type::Date,
            Some(Role::Part(_)) if !matches!(self.kind(column), Type::Blank | Type::CodeAndName | Type::Number) => {
                if self.kind(column) == Type::Text {
                    Type::Text
                } else {
                    Type::Code
                }
            }
            _ => self.kind(column),
        }
    }

    /// The forms of a column of periods: without the year where that stands in a column of its own.
    pub fn periods_of<'c>(&self, column: &'c Column) -> &'c [(PeriodForm, Count)] {
        let apart = !self.roles.field(crate::pipeline::FieldName::Year).is_empty();
        if apart { &column.of_year } else { &column.periods }
    }

    fn kind(&self, column: usize) -> Type {
        self.survey.columns.get(column).map_or(Type::Blank, Column::kind)
    }

    /// Names a place of the file.
    pub fn place(&self, at: (u16, u32), column: &Column) -> Place {
        place(&self.file, &read_sheets(&self.sheets), at, column)
    }
}

fn read_sheets(sheets: &[SheetLook]) -> Vec<String> {
    sheets.iter().filter(|sheet| sheet.read).map(|sheet| sheet.name.clone()).collect()
}

fn place(file: &str, sheets: &[String], (sheet, row): (u16, u32), column: &Column) -> Place {
    let named = if sheets.is_empty() { (column.place + 1).to_string() } else { letter(column.place) };
    Place {
        file: Some(file.to_owned()),
        sheet: sheets.get(usize::from(sheet)).cloned(),
        row: Some(row),
        column: Some(named),
        ..Place::default()
    }
}

/// Looks at a file, or at one sheet of it.
pub fn inspect(path: &Path, sheet: Option<&str>) -> Result<Inspected, Problem> {
    let limits = ReadLimits::default();
    let name = path.to_string_lossy().into_owned();
    let mut contents = read::load(path, &name, &limits)?;
    let look = look_at(&mut contents, &limits)?;
    if let Some(sheet) = sheet.filter(|_| !matches!(look.form, Form::Workbook(_))) {
        let place = Place { file: Some(name.clone()), ..Place::default() };
        return Err(Problem::new("no-sheets", vec![("sheet", text(sheet)), ("path", text(name))]).in_place(place));
    }
    let mut layout = reading(&look);
    layout.sheets = sheet.map(str::to_owned).into_iter().collect();
    let mut file = File::new(&contents, &look, &limits);
    let sheets = sheets(&mut file, &layout)?;
    layout.sheets = read_sheets(&sheets);
    let mut survey = Survey::new(Aliases::shipped(), sheets.is_empty());
    let findings = file.keep(&layout, &mut |batch| survey.take(batch))?.findings;
    survey.end();
    let mut found = Inspected {
        file: name,
        look: look.clone(),
        sheets,
        survey,
        roles: Roles::default(),
        values: Values::default(),
        proposal: Proposal::default(),
        proof: None,
        turned: false,
        shipped: Vec::new(),
        findings,
        notes: Vec::new(),
        open: Vec::new(),
    };
    let proposal = || {
        decide(&mut found, path);
        proved(&mut found, path, &file);
    };
    let ((), shipped) = rayon::join(proposal, || shipped::all(&file));
    found.shipped = shipped;
    Ok(found)
}

/// Roles and values, with what is to be known and decided.
fn decide(found: &mut Inspected, path: &Path) {
    if found.survey.tables.is_empty() {
        let shown = found.survey.above.join(" / ");
        found.open.push(Note::new("no-header", vec![("value", text(shown))]));
        return;
    }
    found.roles = match &found.look.form {
        Form::Sie(look) => roles::of_sie(&found.survey, look, Aliases::shipped()),
        _ => roles::assign(&found.survey, Aliases::shipped()),
    };
    let sheets = read_sheets(&found.sheets);
    let file = found.file.clone();
    let place = |at: (u16, u32), column: &Column| place(&file, &sheets, at, column);
    found.values = values::decide(&found.survey, &found.roles, &place);
    if matches!(found.look.form, Form::Sie(_)) {
        // The format itself says the decimal sign.
        found.values.decimal = Some('.');
        found.values.readings = None;
        found.values.notes.retain(|note| note.id != "decimal-unseen");
        found.values.open.retain(|note| !["decimal-mixed", "decimal-ambiguous"].contains(&note.id));
    }
    found.notes.extend(found.roles.notes.iter().chain(&found.values.notes).cloned());
    found.open.extend(found.roles.open.iter().chain(&found.values.open).cloned());
    if let Form::Sie(look) = &found.look.form
        && !look.breakdowns.is_empty()
    {
        let ways: Vec<String> = look.breakdowns.iter().map(|by| by.join("+")).collect();
        found.open.push(Note::new("breakdowns", vec![("dimensions", text(ways.join(", ")))]));
    }
    let left_out: Vec<&str> = found.sheets.iter().filter(|s| !s.read && s.rows > 0).map(|s| s.name.as_str()).collect();
    if !left_out.is_empty() {
        found.notes.push(Note::new("sheets-left", vec![("sheets", text(left_out.join(", ")))]));
    }
    found.proposal = proposed(found, path, false);
}

fn proposed(found: &Inspected, path: &Path, turned: bool) -> Proposal {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    proposal::propose(&Source {
        file: &name,
        look: &found.look,
        sheets: &read_sheets(&found.sheets),
        survey: &found.survey,
        roles: &found.roles,
        values: &found.values,
        turned,
    })
}

/// Ids of what keeps a layout from being whole.
const NOT_WHOLE: [&str; 12] = [
    "no-header",
    "no-amount",
    "amount-only-compared",
    "amount-only-running",
    "amount-unknown",
    "no-period",
    "decimal-ambiguous",
    "decimal-mixed",
    "units-differ",
    "month-first",
    "currencies-differ",
    "breakdowns",
];

/// Reads the file with the proposal; turns its signs where its own accounts say that they are turned.
fn proved(found: &mut Inspected, path: &Path, file: &File<'_>) {
    if found.open.iter().any(|note| NOT_WHOLE.contains(&note.id)) {
        return;
    }
    let mut proof = try_out(found, file);
    if let Ok(read) = &proof
        && read.classes.0 > Ore::ZERO
        && read.classes.1 < Ore::ZERO
        && found.roles.is_unsided()
        && !matches!(found.look.form, Form::Sie(_))
    {
        let values = vec![("income", Value::Amount(read.classes.0)), ("cost", Value::Amount(read.classes.1))];
        found.open.push(Note::new("sign-turned", values));
        found.turned = true;
        found.proposal = proposed(found, path, true);
        proof = try_out(found, file);
    }
    found.proof = Some(proof);
}

fn try_out(found: &Inspected, file: &File<'_>) -> Result<Proof, Vec<Problem>> {
    let pipeline: Pipeline = layout_alone("", &found.proposal.bare())?;
    let amounts = found.survey.columns.iter().enumerate().filter(|(at, _)| found.kind_of(*at) == Type::Amount);
    let decimal = |column: &Column| match column.money.decimal() {
        Decimal::Is(sign) => sign,
        _ => found.values.decimal.unwrap_or(','),
    };
    let columns = amounts.map(|(at, column)| (at, decimal(column))).collect();
    prove::prove(file, &pipeline, Some(&Sums { tables: &found.survey.tables, columns }))
}
