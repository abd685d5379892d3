//! Report profiles (*rapportmallar*): which tables a report has, of what, in which unit and how rounded, and what a
//! printed document states. Takes the mirror of one file; hands on tables whose rows are positions; refuses a unit
//! finer than the öre and a row that isn't there.

use toml::Spanned;

use crate::model::agreement::{Agreement, GrantPart};
use crate::model::finding::{Frame, Problem, text};
use crate::model::reconciliation::RowOf;
use crate::model::rounding::{Rounding, Scale, Unit};

use super::Pipeline;
use super::compile::Cx;
use super::raw::{ProfileFile, RawStated, RawTable};

/// A report profile.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Short name.
    pub id: String,
    /// Title of the report.
    pub title: String,
    /// Who gets it.
    pub recipient: Option<String>,
    /// Its own registration number.
    pub reference: Option<String>,
    /// Its tables in order.
    pub tables: Vec<ProfileTable>,
}

/// A table of a report.
#[derive(Clone, Debug)]
pub struct ProfileTable {
    /// Short name, unique in the job.
    pub id: String,
    /// Title as the report has it.
    pub title: String,
    /// What a row is.
    pub shows: Shows,
    /// What the figures are.
    pub measure: Measure,
    /// Unit and decimals.
    pub scale: Scale,
    /// How rows and total are made to agree.
    pub rounding: Rounding,
    /// Label of the total.
    pub total: String,
    /// A remark under the title.
    pub note: Option<String>,
    /// Its rows: name, agreement, and what of it.
    pub rows: Vec<ProfileRow>,
    /// What a printed document states.
    pub stated: Vec<Stated>,
}

impl ProfileTable {
    /// The name of a row.
    pub fn row_name(&self, agreement: u16, of: RowOf) -> Option<&str> {
        self.rows.iter().find(|row| row.agreement == agreement && row.of == of).map(|row| row.name.as_str())
    }
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileRow {
    /// Its name in the file.
    pub name: String,
    /// Position of the agreement.
    pub agreement: u16,
    /// What of it.
    pub of: RowOf,
}

/// What a row of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// A part of a grant, or money sent on.
    Grants,
    /// An area.
    Areas,
    /// An activity.
    Activities,
    /// An agreement.
    Agreements,
}

/// What a table's figures are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Grant income in the ledger, less what was sent on.
    Received,
    /// What was decided or distributed.
    Allocated,
    /// Spend in the ledger.
    Spend,
}

/// A figure of a printed document.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Position of the row; none for the total.
    pub row: Option<usize>,
    /// As printed.
    pub text: String,
    /// The figure in its own last decimal, and how many decimals it has.
    pub figure: (i64, u8),
    /// Where it stands.
    pub frame: Frame,
}

/// What `stated` calls the total.
const TOTAL: &str = "total";
const SHOWS: [(&str, Shows); 4] = [
    ("grants", Shows::Grants),
    ("areas", Shows::Areas),
    ("activities", Shows::Activities),
    ("agreements", Shows::Agreements),
];
const MEASURES: [(&str, Measure); 3] =
    [("received", Measure::Received), ("allocated", Measure::Allocated), ("spend", Measure::Spend)];
const ROUNDINGS: [(&str, Rounding); 2] =
    [("plain", Rounding::Plain), ("largest-remainder", Rounding::LargestRemainder)];

/// Adds a profile to the pipeline.
pub(super) fn compile(cx: &mut Cx<'_>, mirror: &ProfileFile, pipeline: &mut Pipeline) {
    let near = mirror.profile.as_ref().map_or(0..0, Spanned::span);
    let Some(head) = mirror.profile.as_ref().map(Spanned::get_ref) else {
        cx.no_table("profile", "[profile]", near);
        return;
    };
    let mut profile = Profile {
        id: cx.required(&head.id, "id", "profile", near.clone()),
        title: cx.prose(&head.title, "title", "profile", near.clone()),
        recipient: Cx::remark(&head.recipient),
        reference: cx.reference(&head.reference, "reference"),
        tables: Vec::new(),
    };
    if let (Some(at), true) = (&head.id, pipeline.profiles.iter().any(|p| p.id == profile.id)) {
        cx.duplicate(at.span(), "profile", at.get_ref());
    }
    if mirror.table.is_empty() {
        cx.no_table("table", "[[table]]", near);
    }
    for raw in &mirror.table {
        let table = table(cx, raw, pipeline);
        let known = pipeline.profiles.iter().chain([&profile]).flat_map(|p| &p.tables).any(|t| t.id == table.id);
        if let (Some(at), true) = (&raw.id, known) {
            cx.duplicate(at.span(), "table", &table.id);
        }
        profile.tables.push(table);
    }
    pipeline.profiles.push(profile);
}

fn table(cx: &mut Cx<'_>, raw: &RawTable, pipeline: &Pipeline) -> ProfileTable {
    let near = raw.id.as_ref().or(raw.title.as_ref()).map_or(0..0, Spanned::span);
    cx.fit_for_files(&raw.id);
    let shows = cx.choice(&raw.shows, "shows", &SHOWS);
    cx.required(&raw.shows, "shows", "table", near.clone());
    let shows = shows.unwrap_or(Shows::Agreements);
    let usual = if shows == Shows::Grants { Measure::Received } else { Measure::Spend };
    let measure = cx.choice(&raw.measure, "measure", &MEASURES).unwrap_or(usual);
    let fits = match shows {
        Shows::Grants => measure == Measure::Received,
        Shows::Activities => measure != Measure::Received,
        Shows::Areas | Shows::Agreements => true,
    };
    if let (Some(at), false) = (&raw.measure, fits) {
        let of_parts = shows == Shows::Grants;
        cx.bad(at.span(), "measure", at.get_ref(), if of_parts { "received" } else { "allocated, spend" });
    }
    let scale = scale(cx, raw);
    let rows = rows(cx, raw, shows, pipeline, near.clone());
    let stated = raw.stated.iter().filter_map(|s| stated(cx, s, &rows, near.clone())).collect();
    ProfileTable {
        id: cx.required(&raw.id, "id", "table", near.clone()),
        title: cx.prose(&raw.title, "title", "table", near.clone()),
        shows,
        measure,
        scale,
        rounding: cx.choice(&raw.rounding, "rounding", &ROUNDINGS).unwrap_or(Rounding::Plain),
        total: cx.prose(&raw.total, "total", "table", near),
        note: Cx::remark(&raw.note),
        rows,
        stated,
    }
}

fn scale(cx: &mut Cx<'_>, raw: &RawTable) -> Scale {
    let unit = cx.choice(&raw.unit, "unit", &Unit::ALL).unwrap_or(Unit::Kr);
    let decimals = cx.number(&raw.decimals, "decimals", (0, 8), 0);
    let scale = Scale { unit, decimals: u8::try_from(decimals).unwrap_or_default() };
    if let (Some(at), None) = (&raw.decimals, scale.step()) {
        cx.bad(at.span(), "decimals", &decimals.to_string(), "kr 0–2, tkr 0–5, Mkr 0–8");
        return Scale { unit, decimals: 0 };
    }
    scale
}

/// The rows that a table has, in the document's order.
fn rows(
    cx: &mut Cx<'_>,
    raw: &RawTable,
    shows: Shows,
    pipeline: &Pipeline,
    near: std::ops::Range<usize>,
) -> Vec<ProfileRow> {
    let agreements = &pipeline.agreements;
    if raw.agreements.is_empty() {
        let values = vec![("key", text("agreements")), ("table", text("table"))];
        cx.problem(near, Problem::new("missing-key", values));
    }
    check_areas(cx, raw, agreements);
    let mut rows = Vec::new();
    for (i, at) in raw.agreements.iter().enumerate() {
        if raw.agreements[..i].iter().any(|earlier| earlier.get_ref() == at.get_ref()) {
            cx.duplicate(at.span(), "agreement", at.get_ref());
            continue;
        }
        let Some(place) = agreements.iter().position(|a| a.id == *at.get_ref()) else {
            cx.unknown(at.span(), "agreement", at.get_ref(), agreements.iter().map(|a| a.id.as_str()));
            continue;
        };
        let wanted = wanted_areas(raw, &agreements[place]);
        let number = u16::try_from(place).unwrap_or(u16::MAX);
        let several = raw.agreements.len() > 1;
        let has_rule = |area, part| pipeline.grant_rule(place, area, part).is_some();
        let mut named = rows_of(shows, &agreements[place], &wanted, &has_rule);
        tell_apart(&mut named, &agreements[place]);
        rows.extend(named.into_iter().map(|(name, of)| {
            let own = &agreements[place].id;
            let name = match (several, name.is_empty()) {
                (_, true) => own.clone(),
                (true, false) => format!("{own}/{name}"),
                (false, false) => name,
            };
            ProfileRow { name, agreement: number, of }
        }));
    }
    rows
}

/// Puts the area in front of names that several rows would have, and of one that would be taken for the total.
fn tell_apart(rows: &mut [(String, RowOf)], agreement: &Agreement) {
    let names: Vec<String> = rows.iter().map(|(name, _)| name.clone()).collect();
    for (name, of) in rows.iter_mut() {
        let area = match of {
            RowOf::Area(area) | RowOf::Activity(area, _) | RowOf::Part(Some(area), _) => Some(*area),
            RowOf::Agreement | RowOf::NoPart | RowOf::Part(None, _) => None,
        };
        if names.iter().filter(|other| *other == name).count() > 1 || name == TOTAL {
            let area = area.and_then(|area| agreement.areas.get(usize::from(area))).map(|area| area.id.as_str());
            *name = format!("{}/{name}", area.unwrap_or(&agreement.id));
        }
    }
}

/// Positions of an agreement's areas that a table names, all where it names none.
fn wanted_areas(raw: &RawTable, agreement: &Agreement) -> Vec<u16> {
    let all = (0..).zip(&agreement.areas);
    let named = |id: &str| raw.areas.is_empty() || raw.areas.iter().any(|at| at.get_ref() == id);
    let mut wanted: Vec<(u16, usize)> = all
        .filter(|(_, area)| named(&area.id))
        .map(|(place, area)| (place, raw.areas.iter().position(|at| *at.get_ref() == area.id).unwrap_or_default()))
        .collect();
    wanted.sort_by_key(|(_, order)| *order);
    wanted.into_iter().map(|(place, _)| place).collect()
}

/// Areas that none of the table's agreements has, and areas named twice.
fn check_areas(cx: &mut Cx<'_>, raw: &RawTable, agreements: &[Agreement]) {
    let of_table = |agreement: &&Agreement| raw.agreements.iter().any(|at| *at.get_ref() == agreement.id);
    let known: Vec<&str> =
        agreements.iter().filter(of_table).flat_map(|a| &a.areas).map(|area| area.id.as_str()).collect();
    for (place, at) in raw.areas.iter().enumerate() {
        if !known.contains(&at.get_ref().as_str()) {
            cx.unknown(at.span(), "area", at.get_ref(), known.iter().copied());
        } else if raw.areas[..place].iter().any(|earlier| earlier.get_ref() == at.get_ref()) {
            cx.duplicate(at.span(), "area", at.get_ref());
        }
    }
}

/// Names and meanings of an agreement's rows; `has_rule` tells whether a part's postings are told by codes.
fn rows_of(
    shows: Shows,
    agreement: &Agreement,
    wanted: &[u16],
    has_rule: &dyn Fn(Option<u16>, u16) -> bool,
) -> Vec<(String, RowOf)> {
    let areas = || wanted.iter().filter_map(|place| Some((*place, agreement.areas.get(usize::from(*place))?)));
    match shows {
        Shows::Agreements => vec![(String::new(), RowOf::Agreement)],
        Shows::Areas => areas().map(|(place, area)| (area.id.clone(), RowOf::Area(place))).collect(),
        Shows::Activities => areas()
            .flat_map(|(place, area)| {
                let named = (0..).zip(&area.activities).map(move |(i, a)| (a.id.clone(), Some(i)));
                let rest = (format!("{}/no-activity", area.id), None);
                named.chain([rest]).map(move |(name, activity)| (name, RowOf::Activity(place, activity)))
            })
            .collect(),
        Shows::Grants => {
            let mut rows = list_rows(None, "", &agreement.received, has_rule);
            rows.extend(areas().flat_map(|(place, area)| list_rows(Some(place), &area.id, &area.granted, has_rule)));
            for (place, area) in areas() {
                let sent = (0..).zip(&area.activities).filter(|(_, a)| a.is_forwarded());
                rows.extend(sent.map(|(i, a)| (a.id.clone(), RowOf::Activity(place, Some(i)))));
            }
            rows.push(("no-part".to_owned(), RowOf::NoPart));
            rows
        }
    }
}

/// The rows of one list of parts: a part that the ledger tells apart has one of its own, the others have one together.
fn list_rows(
    area: Option<u16>,
    name: &str,
    parts: &[GrantPart],
    has_rule: &dyn Fn(Option<u16>, u16) -> bool,
) -> Vec<(String, RowOf)> {
    let told = |part: u16| parts.len() == 1 || has_rule(area, part);
    let mut rows: Vec<(String, RowOf)> = Vec::new();
    rows.extend((0..).zip(parts).filter(|(i, _)| told(*i)).map(|(i, part)| (part.id.clone(), RowOf::Part(area, i))));
    if rows.len() < parts.len() {
        rows.push((name.to_owned(), area.map_or(RowOf::Agreement, RowOf::Area)));
    }
    rows
}

fn stated(cx: &mut Cx<'_>, raw: &RawStated, rows: &[ProfileRow], near: std::ops::Range<usize>) -> Option<Stated> {
    let near = raw.row.as_ref().or(raw.figure.as_ref()).map_or(near, Spanned::span);
    let name = cx.required(&raw.row, "row", "stated", near.clone());
    let printed = cx.required(&raw.figure, "figure", "stated", near.clone());
    let row = rows.iter().position(|row| row.name == name);
    if row.is_none() && name != TOTAL && !name.is_empty() {
        let known = rows.iter().map(|row| row.name.as_str()).chain([TOTAL]);
        cx.unknown(near.clone(), "row", &name, known);
        return None;
    }
    let figure = figure(&printed);
    if let (Some(at), None) = (&raw.figure, figure) {
        cx.bad(at.span(), "figure", at.get_ref(), "\"156 262 283\", \"17,452\"");
    }
    Some(Stated { row, text: printed, figure: figure?, frame: cx.file.frame(near) })
}

/// A printed figure: digits in groups, a comma, a minus in front.
fn figure(printed: &str) -> Option<(i64, u8)> {
    let plain: String = printed.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.replace('\u{2212}', "-");
    let (whole, rest) = plain.split_once(',').unwrap_or((&plain, ""));
    let digits = format!("{whole}{rest}");
    let unsigned = digits.strip_prefix('-').unwrap_or(&digits);
    let is_number = !unsigned.is_empty() && unsigned.bytes().all(|b| b.is_ascii_digit());
    let decimals = u8::try_from(rest.len()).ok().filter(|d| *d <= 8)?;
    if is_number && !plain.ends_with(',') { Some((digits.parse().ok()?, decimals)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn printed_figures_are_read_as_they_stand() {
        for (printed, expected) in [
            ("156 262 283", Some((156_262_283, 0))),
            ("17,452", Some((17_452, 3))),
            ("-1 262 843", Some((-1_262_843, 0))),
            ("\u{2212}0,5", Some((-5, 1))),
            ("72\u{a0}665", Some((72_665, 0))),
            ("17.452", None),
            ("", None),
            ("1,", None),
            ("1,2,3", None),
            ("9,6 kr", None),
        ] {
            assert_eq!(figure(printed), expected, "{printed}");
        }
    }
}
