//! Rulings (*beslut om avsatta rader*): a controller's decision where one voucher, or one row of it, counts. They stand
//! in the job file, or in the decision columns of a filled-in *Avsatt för beslut*. Refuses a ruling without reason,
//! name and date, and two rulings on one voucher row.

use std::path::PathBuf;

use crate::model::Date;
use crate::model::agreement::Agreement;
use crate::model::fate::Target;
use crate::model::finding::{Frame, Place, Problem, text};
use crate::model::posting::VoucherRef;
use crate::model::raw::{RawCell, RawRow};

use super::Pipeline;
use super::file::nearest;

/// One ruling.
#[derive(Clone, Debug)]
pub struct Ruling {
    /// Voucher series; blank where the extract has none.
    pub series: String,
    /// Voucher number.
    pub number: String,
    /// One row of the voucher; none rules all its rows.
    pub row: Option<String>,
    /// Where it counts.
    pub target: Target,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub on: Date,
    /// Where it stands; a ruling from a table has an empty span.
    pub frame: Frame,
}

/// A filled-in decision table that the job names.
#[derive(Clone, Debug)]
pub struct RulingTable {
    /// As the job names it.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Where the job names it.
    pub frame: Frame,
}

/// Names that a ruling gives its target.
pub(super) struct TargetNames<'a> {
    pub(super) agreement: Option<&'a str>,
    pub(super) area: &'a str,
    pub(super) activity: Option<&'a str>,
}

impl Ruling {
    /// `L 10234` or `L 10234 rad 2`, as users know the voucher.
    pub fn voucher_text(&self) -> String {
        let row = self.row.as_ref().map_or_else(String::new, |row| format!("/{row}"));
        format!("{} {}{row}", self.series, self.number).trim().to_owned()
    }

    /// True where it names this voucher row.
    pub fn names(&self, voucher: VoucherRef<'_>) -> bool {
        self.series == voucher.series
            && self.number == voucher.number
            && self.row.as_ref().is_none_or(|row| row == voucher.row)
    }
}

/// Rulings whose voucher row an earlier one names already.
pub(super) fn named_twice(rulings: &[Ruling]) -> Vec<&Ruling> {
    let same = |a: &Ruling, b: &Ruling| a.series == b.series && a.number == b.number && a.row == b.row;
    rulings.iter().enumerate().filter(|(i, r)| rulings[..*i].iter().any(|e| same(e, r))).map(|(_, r)| r).collect()
}

/// Finds a target by name. The agreement may be left out where one agreement alone has the area, and may stand in
/// front of it (`avtal/omrade`). Areas and activities go by id or by title.
pub(super) fn target(agreements: &[Agreement], names: &TargetNames<'_>) -> Result<Target, Problem> {
    let split = names.area.split_once('/').filter(|(id, _)| agreements.iter().any(|a| a.id == id.trim()));
    let (in_front, name) = split.map_or((None, names.area), |(id, name)| (Some(id.trim()), name.trim()));
    let wanted = names.agreement.or(in_front);
    let candidates = agreements.iter().enumerate().filter(|(_, a)| wanted.is_none_or(|id| a.id == id));
    let found: Vec<(usize, usize)> = candidates
        .flat_map(|(i, a)| a.areas.iter().enumerate().map(move |(j, area)| (i, j, area)))
        .filter(|(_, _, area)| area.id == name || area.title == name)
        .map(|(i, j, _)| (i, j))
        .collect();
    let (agreement, area) = match found[..] {
        [one] => one,
        [] => {
            let known = agreements.iter().flat_map(|a| a.areas.iter().map(|area| area.id.as_str()));
            return Err(unknown("area", name, known));
        }
        _ => {
            let several: Vec<String> = found.iter().map(|(i, _)| format!("{}/{name}", agreements[*i].id)).collect();
            let values = vec![("id", text(name)), ("choices", text(several.join(", ")))];
            return Err(Problem::new("ambiguous-area", values));
        }
    };
    let activities = &agreements[agreement].areas[area].activities;
    let activity = match names.activity {
        None => None,
        Some(name) => {
            let place = activities.iter().position(|a| a.id == name || a.title == name);
            Some(place.ok_or_else(|| unknown("activity", name, activities.iter().map(|a| a.id.as_str())))?)
        }
    };
    let narrow = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    Ok(Target { agreement: narrow(agreement), area: narrow(area), activity: activity.map(narrow) })
}

fn unknown<'a>(kind: &str, id: &str, known: impl Iterator<Item = &'a str>) -> Problem {
    let near = nearest(id, known).unwrap_or_default();
    Problem::new("unknown-id", vec![("kind", text(kind)), ("id", text(id)), ("nearest", text(near))])
}

/// Columns of a decision table, by any of their headers in lower case.
const COLUMNS: [(&str, &[&str]); 8] = [
    ("serie", &["serie"]),
    ("vernr", &["vernr", "ver.nr"]),
    ("verrad", &["verrad", "ver.rad"]),
    ("omrade", &["beslutat område", "beslutat_omrade"]),
    ("aktivitet", &["beslutad aktivitet", "beslutad_aktivitet"]),
    ("motivering", &["motivering"]),
    ("av", &["beslutad av", "beslutad_av"]),
    ("datum", &["beslutsdatum"]),
];

impl Pipeline {
    /// Takes the filled-in rows of a decision table in, sheet by sheet; rows without a decided area are still open and
    /// are left. Sheets without the table's header are passed over, but one must have it.
    pub fn add_rulings(&mut self, table: &RulingTable, sheets: &[Vec<RawRow>]) -> Result<(), Vec<Problem>> {
        let place = |row: u32| Place { file: Some(table.name.clone()), row: Some(row), ..Place::default() };
        let with_head = |rows: &'_ Vec<RawRow>| rows.iter().find_map(|row| Some((row.row, columns_of(row)?)));
        let found: Vec<_> = sheets.iter().filter_map(|rows| with_head(rows).map(|head| (head, rows))).collect();
        let mut problems = Vec::new();
        if found.is_empty() {
            let detail = COLUMNS.map(|(name, _)| name).join(", ");
            problems.push(Problem::new("bad-ruling-table", vec![("detail", text(detail))]).in_place(place(1)));
        }
        for ((head, columns), rows) in found {
            for row in rows.iter().filter(|row| row.row > head) {
                match self.ruling_of(table, row, &columns) {
                    Ok(ruling) => self.rulings.extend(ruling),
                    Err(problem) => problems.push(problem.in_place(place(row.row))),
                }
            }
        }
        for twice in named_twice(&self.rulings) {
            let values = vec![("kind", text("ruling")), ("id", text(twice.voucher_text()))];
            problems.push(Problem::new("duplicate-id", values).in_place(place(twice.frame.line)));
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    fn ruling_of(&self, table: &RulingTable, row: &RawRow, columns: &[usize]) -> Result<Option<Ruling>, Problem> {
        let cell = |i: usize| row.cells.get(columns[i]).unwrap_or(&RawCell::Blank);
        let read = |i: usize| code_text(cell(i));
        if read(3).is_empty() && read(4).is_empty() {
            return Ok(None);
        }
        let date = match cell(7) {
            RawCell::Date(date) => Some(*date),
            other => Date::parse_from_str(code_text(other).trim(), "%Y-%m-%d").ok(),
        };
        let written = code_text(cell(7));
        if date.is_none() && !written.is_empty() {
            return Err(Problem::new("ruling-date", vec![("value", text(written))]));
        }
        let lacking = [3, 5, 6].into_iter().any(|i| read(i).is_empty());
        let (Some(on), false) = (date, lacking) else {
            return Err(Problem::new("ruling-incomplete", Vec::new()));
        };
        let (area, activity) = (read(3), read(4));
        let names =
            TargetNames { agreement: None, area: &area, activity: Some(activity.as_str()).filter(|a| !a.is_empty()) };
        let target = target(&self.agreements, &names)?;
        let frame = Frame { file: table.name.clone(), span: 0..0, line: row.row, source: "".into() };
        let row = Some(read(2)).filter(|r| !r.is_empty());
        Ok(Some(Ruling { series: read(0), number: read(1), row, target, reason: read(5), by: read(6), on, frame }))
    }
}

/// Where each of [`COLUMNS`] stands, if this row is the header.
fn columns_of(row: &RawRow) -> Option<Vec<usize>> {
    let heads: Vec<String> = row.cells.iter().map(|c| c.shown().trim().to_lowercase()).collect();
    COLUMNS.iter().map(|(_, names)| heads.iter().position(|h| names.contains(&h.as_str()))).collect()
}

/// A code or text of a cell; whole numbers lose the float's tail, and text the apostrophe with which our CSV keeps a
/// spreadsheet from taking it for a formula.
fn code_text(cell: &RawCell) -> String {
    match cell {
        RawCell::Number(number) => number.to_whole().map_or_else(|| number.to_string(), |n| n.to_string()),
        other => {
            let shown = other.shown();
            let text = shown.trim();
            let guarded = text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
            guarded.unwrap_or(text).to_owned()
        }
    }
}
