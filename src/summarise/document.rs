//! The report for reading: headings, facts, tables and narratives in the order that a board reads them. Takes the
//! material and the finished tables, hands on a [`Document`]; figures are looked up in the tables, so that both say the
//! same. Voucher rows, months and units stay in the workbook.

use std::collections::BTreeSet;

use crate::model::agreement::{Agreement, Area};
use crate::model::document::{Block, Document};
use crate::model::finding::Severity;
use crate::model::money::{Ore, Overflow};
use crate::model::reconciliation::AreaResult;
use crate::model::table::{Cell, Report, RowAt, RowKind, SummaryTable};
use crate::pipeline::{ProfileTable, Shows};

use super::build::text;
use super::{Material, count, overview, overview_lines};

/// Figures of an area or an agreement: label, and column of the overview.
const FIGURES: [(&str, &str); 6] = [
    ("tilldelat", "tilldelat"),
    ("beslutat", "beslutat"),
    ("utfall", "utfall"),
    ("kvar", "kvar"),
    ("andel", "andel"),
    ("bedomning", "bedomning"),
];
/// The overview's table.
const OVERVIEW: &str = "sammanstallning";
/// Its columns that fit a page.
const OVERVIEW_COLUMNS: [&str; 8] =
    ["overenskommelse", "omrade", "tilldelat", "beslutat", "utfall", "kvar", "andel", "bedomning"];
/// Columns of an area's activities that fit a page.
const ACTIVITY_COLUMNS: [&str; 7] = ["aktivitet", "beslutat", "utfall", "kvar", "andel", "bedomning", "ansvarig"];
/// Columns of a report table of received money, without those that only a controller needs.
const GRANT_COLUMNS: [&str; 6] = ["overenskommelse", "diarienummer", "del", "redovisat", "differens", "anmarkning"];
/// Columns of any other report table.
const USE_COLUMNS: [&str; 7] = ["rad", "redovisat", "belopp", "disponibelt", "ej_redovisat", "justering", "anmarkning"];
/// Lines of a report table's sheet that stand under its title: the report's own stand at the head.
const TABLE_LINES: [&str; 3] = ["avser", "avrundning", "anmarkning"];
const FINDING_COLUMNS: [&str; 4] = ["beskrivning", "atgard", "plats", "kod"];
const CONDITION_COLUMNS: [&str; 4] = ["villkor", "avsnitt", "bevakas_av", "antal_avvikelser"];
const FILE_COLUMNS: [&str; 6] = ["fil", "lasta_rader", "ej_bokforingsrader", "avvisade_rader", "rader", "netto"];

/// The document of a report whose tables are made.
pub(super) fn document(material: &Material<'_>, report: &Report) -> Result<Document, Overflow> {
    let profile = material.pipeline.profiles.first();
    let title = profile.map_or(&material.pipeline.job.title, |profile| &profile.title).clone();
    let mut maker = Maker { material, report, blocks: Vec::new(), taken: BTreeSet::new() };
    let facts = maker.head_facts()?;
    maker.overview();
    for place in 0..material.pipeline.agreements.len() {
        maker.agreement(place)?;
    }
    maker.controls();
    maker.findings();
    maker.about();
    Ok(Document { title, facts, blocks: maker.blocks })
}

/// A document under way.
struct Maker<'a> {
    material: &'a Material<'a>,
    report: &'a Report,
    blocks: Vec<Block>,
    /// Anchors given out.
    taken: BTreeSet<String>,
}

/// Which rows of a table: those with a value in a column, or all.
type Only = Option<(&'static str, Cell)>;

impl<'a> Maker<'a> {
    /// What the report is, on what day, and what is not in its figures.
    fn head_facts(&self) -> Result<Vec<(&'static str, Cell)>, Overflow> {
        let profile = self.material.pipeline.profiles.first();
        let mut facts = overview_lines(self.material)?;
        facts.retain(|(name, _)| !["uppdrag", "andel-av-aret"].contains(name));
        let at = facts.iter().position(|(name, _)| *name == "per-datum").map_or(facts.len(), |place| place + 1);
        let reference = text(profile.and_then(|p| p.reference.as_deref()));
        let recipient = text(profile.and_then(|p| p.recipient.as_deref()));
        facts.splice(at..at, [("mottagare", recipient), ("diarienummer", reference)]);
        Ok(facts)
    }

    /// *Sammanfattning*: the report's own tables over several agreements, or the overview.
    fn overview(&mut self) {
        self.heading(2, Cell::Name("sammanfattning"), "sammanfattning");
        let mut shown = false;
        for table in self.profile_tables() {
            if sole_agreement(table).is_none() {
                shown |= self.profile_table(table);
            }
        }
        if !shown {
            let columns = if self.several() { &OVERVIEW_COLUMNS[..] } else { &OVERVIEW_COLUMNS[1..] };
            // Several agreements have subtotals, and their titles need the room.
            let columns: Vec<&str> = columns.iter().copied().filter(|c| !self.several() || *c != "tilldelat").collect();
            self.table(OVERVIEW, &columns, None, false);
        }
    }

    /// An agreement: what was decided, what was done, and how its money stands.
    fn agreement(&mut self, place: usize) -> Result<(), Overflow> {
        let agreement = &self.material.pipeline.agreements[place];
        let Some(result) = self.material.reconciliation.agreements.get(place) else { return Ok(()) };
        self.heading(2, Cell::Text(agreement.title.as_str().into()), &agreement.id);
        let mut facts = agreement_facts(agreement);
        let areas: Vec<(&Area, &AreaResult)> = agreement.areas.iter().zip(&result.areas).collect();
        // The only area is told with its agreement.
        let sole = if let [sole] = areas[..] { Some(sole) } else { None };
        if let Some((area, _)) = sole {
            facts.extend(area_facts(area));
        }
        self.blocks.push(Block::Facts(facts));
        // An agreement that stands alone has no subtotal.
        let found = match sole {
            Some((area, _)) => self.overview_row(agreement, Some(area)),
            None => self.overview_row(agreement, None).or_else(|| self.overview_total()),
        };
        self.figures(found, result.forwarded()?, overview::undivided_left(agreement, result)?);
        self.narrative(place, None);
        let mut own = false;
        for table in self.profile_tables() {
            if sole_agreement(table).map(usize::from) == Some(place) {
                own |= self.profile_table(table);
            }
        }
        for (number, (area, result)) in areas.into_iter().enumerate() {
            if sole.is_none() {
                self.area(agreement, area, result)?;
            }
            self.narrative(place, Some(number));
            if !own && !area.activities.is_empty() {
                let only = Some(("omrade_id", Cell::Text(area.id.as_str().into())));
                self.table(&format!("aktiviteter-{}", agreement.id), &ACTIVITY_COLUMNS, only, true);
            }
        }
        self.terms(agreement);
        Ok(())
    }

    fn area(&mut self, agreement: &Agreement, area: &Area, result: &AreaResult) -> Result<(), Overflow> {
        self.heading(3, Cell::Text(area.title.as_str().into()), &format!("{}-{}", agreement.id, area.id));
        self.blocks.push(Block::Facts(area_facts(area)));
        let found = self.overview_row(agreement, Some(area));
        self.figures(found, result.forwarded()?, None);
        Ok(())
    }

    /// The decision's conditions and the reports that it asks for.
    fn terms(&mut self, agreement: &Agreement) {
        let only = || self.several().then(|| ("overenskommelse_id", Cell::Text(agreement.id.as_str().into())));
        let (of_conditions, of_reports) = (only(), only());
        if !agreement.conditions.is_empty() {
            self.heading(3, Cell::Name("villkor"), &format!("{}-villkor", agreement.id));
            self.table("villkor", &CONDITION_COLUMNS, of_conditions, true);
        }
        if !agreement.reports.is_empty() {
            self.heading(3, Cell::Name("redovisningar"), &format!("{}-redovisningar", agreement.id));
            let columns = self.find("rapporter").map_or(&[][..], |table| &table.columns);
            let of_agreement = |name: &&str| ["overenskommelse", "overenskommelse_id"].contains(name);
            let columns: Vec<&str> =
                columns.iter().map(|c| c.name.as_str()).filter(|name| !of_agreement(name)).collect();
            self.table("rapporter", &columns, of_reports, true);
        }
    }

    /// *Kontrollsummor*: that every row is somewhere.
    fn controls(&mut self) {
        self.heading(2, Cell::Name("kontrollsummor"), "kontrollsummor");
        self.table("kontrollsummor-filer", &FILE_COLUMNS, None, false);
        self.table("kontrollsummor", &[], None, false);
    }

    /// *Avvikelser*: how many, then all of them, worst first.
    fn findings(&mut self) {
        self.heading(2, Cell::Name("avvikelser"), "avvikelser");
        let severities = [
            (Severity::Error, "error", "fel"),
            (Severity::Warning, "warning", "varningar"),
            (Severity::Info, "info", "upplysningar"),
        ];
        let of = |severity| count(self.material.told.iter().filter(|told| told.severity == severity).count());
        let counts = severities.map(|(severity, _, name)| (name, Cell::Count(of(severity))));
        self.blocks.push(Block::Facts(counts.to_vec()));
        for ((_, told_as, name), (_, counted)) in severities.into_iter().zip(counts) {
            if counted != Cell::Count(0) {
                self.heading(3, Cell::Name(name), name);
                self.table("avvikelser", &FINDING_COLUMNS, Some(("allvar", Cell::Name(told_as))), true);
            }
        }
    }

    /// How to read the figures, and where to find what is behind them.
    fn about(&mut self) {
        self.heading(2, Cell::Name("om-underlaget"), "om-underlaget");
        let narrated = !self.material.pipeline.narratives.is_empty();
        let notes = ["utfall", "kvar", "bedomning", "avsatt", "berattelse", "filer"];
        let notes = notes.into_iter().filter(|name| narrated || *name != "berattelse");
        self.blocks.extend(notes.map(Block::Note));
    }

    fn several(&self) -> bool {
        self.material.pipeline.agreements.len() > 1
    }

    fn profile_tables(&self) -> impl Iterator<Item = &'a ProfileTable> + use<'a> {
        self.material.pipeline.profiles.iter().flat_map(|profile| &profile.tables)
    }

    /// Shows a table of the report profile; false where it isn't made.
    fn profile_table(&mut self, table: &ProfileTable) -> bool {
        let columns = if table.shows == Shows::Grants { &GRANT_COLUMNS[..] } else { &USE_COLUMNS[..] };
        let id = format!("rapport-{}", table.id);
        let made = self.report.tables.iter().find(|made| made.id == id);
        let has = |name: &&&str| made.is_some_and(|made| made.columns.iter().any(|column| column.name == ***name));
        let columns: Vec<&str> = columns.iter().filter(has).copied().collect();
        let shown = self.table(&id, &columns, None, false);
        if let (true, Some(Block::Table { lines, .. })) = (shown, self.blocks.last_mut()) {
            let own = self.report.sheets.iter().find(|sheet| sheet.name == id).map_or(&[][..], |sheet| &sheet.lines);
            lines.extend(own.iter().filter(|(name, _)| TABLE_LINES.contains(name)).cloned());
        }
        shown
    }

    /// A heading, with an anchor of its own made of what is wished for.
    fn heading(&mut self, level: u8, title: Cell, wish: &str) {
        let slug = slug(wish);
        let numbered = (2..).map(|number: u32| format!("{slug}-{number}"));
        let mut free = std::iter::once(slug.clone()).chain(numbered);
        let anchor = free.find(|anchor| !self.taken.contains(anchor)).unwrap_or_default();
        self.taken.insert(anchor.clone());
        self.blocks.push(Block::Heading { level, title, anchor });
    }

    /// What a person wrote about an agreement or one of its areas.
    fn narrative(&mut self, agreement: usize, area: Option<usize>) {
        let mine = self.material.pipeline.narratives.iter().filter(|narrative| {
            usize::from(narrative.agreement) == agreement && narrative.area.map(usize::from) == area
        });
        self.blocks.extend(mine.map(|narrative| Block::Narrative(narrative.text.clone())));
    }

    /// Shows a table, or those of its rows that have a value in a column: the named columns (all where none is named)
    /// that hold anything there. False where nothing is to be shown.
    fn table(&mut self, id: &str, columns: &[&str], only: Only, titled: bool) -> bool {
        let Some(table) = self.find(id) else { return false };
        let column = |name: &str| table.columns.iter().position(|column| column.name == name);
        let wanted = only.as_ref().map(|(name, value)| (column(name), value));
        let fits =
            |row: &RowAt<'_>| wanted.is_none_or(|(at, value)| at.and_then(|at| row.cell(at)) == Some(value.borrowed()));
        let rows: Vec<RowAt<'_>> = table.rows.iter().filter(fits).collect();
        if rows.is_empty() && only.is_some() {
            return false;
        }
        let holds = |at: usize| rows.iter().any(|row| row.cell(at).is_some_and(|cell| cell != Cell::Blank));
        let kept = |name: &&&str| column(name).is_some_and(|at| rows.is_empty() || holds(at));
        let shown: Vec<String> = columns.iter().filter(kept).map(|name| (*name).to_owned()).collect();
        if shown.is_empty() && !columns.is_empty() {
            return false;
        }
        self.blocks.push(Block::Table { id: id.to_owned(), columns: shown, only, titled, lines: Vec::new() });
        true
    }

    fn find(&self, id: &str) -> Option<&'a SummaryTable> {
        self.report.tables.iter().find(|table| table.id == id)
    }

    /// The overview's row of an area, or its subtotal of an agreement.
    fn overview_row(&self, agreement: &Agreement, area: Option<&Area>) -> Option<RowAt<'a>> {
        let table = self.find(OVERVIEW)?;
        let ids = [("overenskommelse_id", Some(&agreement.id)), ("omrade_id", area.map(|area| &area.id))];
        let is = |row: &RowAt<'_>| {
            ids.iter().all(|(name, id)| cell(table, *row, name) == Some(id.map_or(Cell::Blank, |id| Cell::Text(id))))
        };
        table.rows.iter().find(is)
    }

    fn overview_total(&self) -> Option<RowAt<'a>> {
        self.find(OVERVIEW)?.rows.iter().find(|row| row.kind == RowKind::Total)
    }

    /// Shows the figures of a row of the overview, what was sent on to others, and what of the rest is not divided.
    fn figures(&mut self, row: Option<RowAt<'_>>, forwarded: Ore, undivided: Option<Ore>) {
        let (Some(table), Some(row)) = (self.find(OVERVIEW), row) else { return };
        let value = |column: &str| cell(table, row, column).map_or(Cell::Blank, Cell::into_owned);
        let mut facts: Vec<_> = FIGURES.iter().map(|(name, column)| (*name, value(column))).collect();
        let at = facts.iter().position(|(name, _)| *name == "kvar").unwrap_or(facts.len());
        if let Some(left) = undivided {
            facts.insert((at + 1).min(facts.len()), ("kvar-inte-uppdelat", Cell::Amount(left)));
        }
        if forwarded != Ore::ZERO {
            facts.insert(at, ("vidareformedlat", Cell::Amount(forwarded)));
        }
        self.blocks.push(Block::Facts(facts));
    }
}

fn cell<'a>(table: &SummaryTable, row: RowAt<'a>, column: &str) -> Option<Cell<&'a str>> {
    row.cell(table.columns.iter().position(|own| own.name == column)?)
}

/// The agreement that all rows of a table are of.
fn sole_agreement(table: &ProfileTable) -> Option<u16> {
    let first = table.rows.first()?.agreement;
    table.rows.iter().all(|row| row.agreement == first).then_some(first)
}

fn agreement_facts(agreement: &Agreement) -> Vec<(&'static str, Cell)> {
    let added = agreement.supplements.iter().map(|supplement| match &supplement.reference {
        Some(reference) => format!("{} ({reference})", supplement.title),
        None => supplement.title.clone(),
    });
    vec![
        ("beslut", text(agreement.long_title.as_deref())),
        ("tillagg", text(Some(&added.collect::<Vec<_>>().join("\n")))),
        ("diarienummer", text(Some(&agreement.references.join(", ")))),
        ("beslutad-av", text(agreement.decided_by.as_deref())),
        ("beslutsdatum", agreement.decided_on.map_or(Cell::Blank, Cell::Date)),
        ("ansvarig", text(agreement.responsible.as_deref())),
        ("anmarkning", text(agreement.note.as_deref())),
    ]
}

fn area_facts(area: &Area) -> Vec<(&'static str, Cell)> {
    vec![
        ("avsnitt", text(area.section.as_deref())),
        ("ansvarig-for-omradet", text(area.responsible.as_deref())),
        ("objekt", text(Some(&area.objects.join(", ")))),
        ("berakning", text(area.inferred.as_deref())),
    ]
}

/// Lower-case letters, digits and single hyphens.
fn slug(wish: &str) -> String {
    let lower = wish.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "avsnitt".to_owned() } else { words.join("-") }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn anchors_are_plain() {
        for (wish, anchor) in [("gnv-2022", "gnv-2022"), ("Åre_1177 –x", "re-1177-x"), ("--", "avsnitt")] {
            assert_eq!(slug(wish), anchor);
        }
    }
}
