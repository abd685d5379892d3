//! Report tables of worlds: what a row is and what its figure, of which agreements and areas, in any unit and either
//! rounding; and what a document is said to state as the total.

use std::fmt::Write;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::world::Area;

const SHOWS: [&str; 4] = ["grants", "areas", "activities", "agreements"];
/// Each unit with the decimals beyond which it is finer than the öre.
const UNITS: [(&str, usize); 3] = [("kr", 2), ("tkr", 5), ("Mkr", 8)];
const ROUNDINGS: [&str; 2] = ["plain", "largest-remainder"];

#[derive(Clone, Debug)]
pub(super) struct ReportTable {
    pub(super) shows: &'static str,
    pub(super) measure: Option<&'static str>,
    /// Agreements by position, in the table's order.
    pub(super) agreements: Vec<usize>,
    /// Areas by position; all where none is named.
    pub(super) areas: Vec<usize>,
    pub(super) unit: &'static str,
    pub(super) decimals: usize,
    pub(super) rounding: Option<&'static str>,
    pub(super) stated: Option<&'static str>,
}

#[derive(Clone, Debug)]
pub(super) struct ReportDraft {
    shows: usize,
    measure: usize,
    agreements: ([bool; 3], bool),
    areas: Option<[bool; 3]>,
    scale: (usize, usize),
    rounding: usize,
    stated: Option<&'static str>,
}

pub(super) fn report_drafts() -> impl Strategy<Value = Vec<ReportDraft>> {
    vec(report_draft(), 0..5)
}

fn report_draft() -> impl Strategy<Value = ReportDraft> {
    let whose = (any::<([bool; 3], bool)>(), option::weighted(0.3, any::<[bool; 3]>()));
    let shown = ((0..UNITS.len(), 0..4_usize), 0..=ROUNDINGS.len());
    let stated = option::of(proptest::sample::select(vec!["0", "1", "-2", "1 000"]));
    (0..SHOWS.len(), 0..4_usize, whose, shown, stated).prop_map(
        |(shows, measure, (agreements, areas), (scale, rounding), stated)| ReportDraft {
            shows,
            measure,
            agreements,
            areas,
            scale,
            rounding,
            stated,
        },
    )
}

/// The tables, of agreements and areas that are there.
pub(super) fn tables(drafts: &[ReportDraft], agreements: &[Vec<Area>]) -> Vec<ReportTable> {
    drafts.iter().map(|draft| table(draft, agreements)).collect()
}

fn table(draft: &ReportDraft, agreements: &[Vec<Area>]) -> ReportTable {
    let chosen = |mask: &[bool; 3], count: usize| (0..count).filter(|i| mask[*i]).collect::<Vec<usize>>();
    let mut of = chosen(&draft.agreements.0, agreements.len());
    if of.is_empty() {
        of.push(0);
    }
    if draft.agreements.1 {
        of.reverse();
    }
    let shows = SHOWS[draft.shows];
    let fitting: &[Option<&str>] = match shows {
        "grants" => &[None, Some("received")],
        "activities" => &[None, Some("spend"), Some("allocated")],
        _ => &[None, Some("spend"), Some("allocated"), Some("received")],
    };
    // A named area must be in every agreement of the table; whole agreements have all their areas.
    let in_all = of.iter().map(|i| agreements[*i].len()).min().unwrap_or_default();
    let named = draft.areas.filter(|_| shows != "agreements");
    let (unit, finest) = UNITS[draft.scale.0];
    ReportTable {
        shows,
        measure: fitting[draft.measure % fitting.len()],
        areas: named.map_or_else(Vec::new, |mask| chosen(&mask, in_all)),
        agreements: of,
        unit,
        decimals: draft.scale.1.min(finest),
        rounding: ROUNDINGS.get(draft.rounding).copied(),
        stated: draft.stated,
    }
}

/// The report profile.
pub(super) fn file(tables: &[ReportTable]) -> String {
    let mut text = "[profile]\nid = \"rapport\"\ntitle = \"Rapport\"\n".to_owned();
    for (place, table) in tables.iter().enumerate() {
        let names = |letter: char, list: &[usize]| {
            list.iter().map(|i| format!("\"{letter}{i}\"")).collect::<Vec<_>>().join(", ")
        };
        let lines = [
            Some(format!("[[table]]\nid = \"t{place}\"\ntitle = \"Tabell {place}\"\ntotal = \"Summa {place}\"")),
            Some(format!("shows = \"{}\"\nagreements = [{}]", table.shows, names('g', &table.agreements))),
            (!table.areas.is_empty()).then(|| format!("areas = [{}]", names('a', &table.areas))),
            table.measure.map(|measure| format!("measure = \"{measure}\"")),
            Some(format!("unit = \"{}\"", table.unit)),
            (table.decimals > 0).then(|| format!("decimals = {}", table.decimals)),
            table.rounding.map(|rounding| format!("rounding = \"{rounding}\"")),
            table.stated.map(|figure| format!("stated = [{{ row = \"total\", figure = \"{figure}\" }}]")),
        ];
        let lines: Vec<String> = lines.into_iter().flatten().collect();
        write!(text, "\n{}\n", lines.join("\n")).expect("a string takes it");
    }
    text
}
