//! Summarising: the reconciliation to tables, ready for any writer. Takes the reconciliation, listed postings and
//! control totals, hands on a [`Report`]; refuses to write a sentence or a file: titles are names that the edge looks
//! up, and findings come with their sentences already made.

mod activities;
mod build;
mod controls;
mod document;
mod listing;
mod overview;
mod profile;
mod rebook;
mod rows;
mod terms;

use rayon::prelude::*;

use crate::model::agreement::Activity;
use crate::model::amount::Shed;
use crate::model::control::{Boundary, Broken, Totals};
use crate::model::finding::Severity;
use crate::model::money::Overflow;
use crate::model::names::Names;
use crate::model::period::Through;
use crate::model::posting::Rejected;
use crate::model::reconciliation::Reconciliation;
use crate::model::table::{Cell, Report, Sheet, SummaryTable};
use crate::model::{Date, balance::Balances};
use crate::pipeline::Pipeline;

pub use listing::Listing;

/// Why summarising stopped.
#[derive(Debug)]
pub enum SummariseError {
    /// The reconciliation is not what it counted.
    Broken(Broken),
    /// Amounts do not fit 64 bits of öre.
    Overflow,
}

impl From<Overflow> for SummariseError {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

/// A finding with its sentences in the report's language.
#[derive(Clone, Debug)]
pub struct Told {
    /// How bad.
    pub severity: Severity,
    /// Its code.
    pub code: &'static str,
    /// Where, as text.
    pub place: String,
    /// What was found.
    pub sentence: String,
    /// What to do.
    pub hint: String,
}

/// What one input gave.
#[derive(Clone, Debug, Default)]
pub struct FileCount {
    /// File name.
    pub name: String,
    /// Rows read.
    pub read: u64,
    /// Banner, header, blank and total rows.
    pub structural: u64,
    /// Unreadable rows.
    pub rejected: u64,
    /// Postings.
    pub postings: Totals,
    /// Postings whose amount was rounded to whole öre.
    pub rounded: u64,
    /// What rounding took from them.
    pub shed: Shed,
}

/// What the tables are made of.
pub struct Material<'a> {
    /// The compiled job.
    pub pipeline: &'a Pipeline,
    /// Names of all positions.
    pub names: &'a Names,
    /// The judgement.
    pub reconciliation: &'a Reconciliation,
    /// All balances.
    pub balances: &'a Balances,
    /// Mapped and set-aside postings to list.
    pub listing: &'a Listing,
    /// Unreadable rows.
    pub rejected: &'a [Rejected],
    /// Findings with their sentences.
    pub told: &'a [Told],
    /// What each input gave.
    pub files: &'a [FileCount],
    /// What the run goes through.
    pub through: Through,
    /// The day that due dates are counted from.
    pub as_of: Date,
}

/// Makes every table and says which sheet it stands on.
pub fn summarise(material: &Material<'_>) -> Result<Report, SummariseError> {
    let received = material.reconciliation.count()?;
    Broken::unless_equal(Boundary::ReconcileToSummarise, &material.reconciliation.counted, &received)
        .map_err(SummariseError::Broken)?;
    let mut report = Report::default();
    let mut overview = vec![overview::areas(material)?, overview::granted(material)?, terms::reports(material)?];
    if !material.reconciliation.shares.is_empty() {
        overview.push(overview::keys(material)?);
    }
    sheet(&mut report, "sammanstallning", None, overview_lines(material)?, overview);
    for profile::Sheet { title, lines, table } in profile::tables(material)? {
        let id = table.id.clone();
        sheet(&mut report, &id, Some(&title), lines, vec![table]);
    }
    let agreements = &material.pipeline.agreements;
    let tables = (0..agreements.len()).into_par_iter().map(|place| activities::tables(material, place));
    for (agreement, tables) in agreements.iter().zip(tables.collect::<Result<Vec<_>, Overflow>>()?) {
        let lines = activities::lines(agreement);
        sheet(&mut report, &agreement.id, Some(&agreement.title), lines, tables);
    }
    let cut = material.listing.mapped_seen > count(material.listing.mapped.len());
    sheet(&mut report, "underlag", None, cap(cut, material), vec![rows::vouchers(material)?]);
    let cut = material.listing.set_aside_seen > count(material.listing.set_aside.len());
    sheet(&mut report, "avsatt", None, cap(cut, material), vec![rows::set_aside(material)?]);
    let findings = rows::findings(material)?;
    sheet(&mut report, "avvikelser", None, off_sheet("fler-avvikelser", &findings), vec![findings]);
    let rejected = rows::rejected(material)?;
    let lines = off_sheet("fler-avvisade", &rejected);
    let controls = vec![controls::files(material)?, controls::fates(material)?, rejected, controls::outside(material)?];
    sheet(&mut report, "kontrollsummor", None, lines, controls);
    sheet(&mut report, "villkor", None, Vec::new(), vec![terms::conditions(material)?]);
    if material.pipeline.narrated {
        sheet(&mut report, "berattelser", None, Vec::new(), vec![terms::narratives(material)?]);
    }
    report.document = document::document(material, &report)?;
    Ok(report)
}

/// Says the job's cap over a list that it cut.
fn cap(cut: bool, material: &Material<'_>) -> Vec<(&'static str, Cell)> {
    if cut { vec![("tak", Cell::Count(material.pipeline.job.max_listed))] } else { Vec::new() }
}

/// Says over a sheet how many rows of a table it leaves out, and which files have them all.
fn off_sheet(label: &'static str, table: &SummaryTable) -> Vec<(&'static str, Cell)> {
    if table.off_sheet() == 0 {
        return Vec::new();
    }
    let files = format!("tabeller/{id}.csv, tabeller/{id}.parquet", id = table.id);
    vec![(label, Cell::Count(count(table.off_sheet()))), ("alla-rader", Cell::Text(files.into()))]
}

fn sheet(
    report: &mut Report,
    name: &str,
    title: Option<&str>,
    lines: Vec<(&'static str, Cell)>,
    tables: Vec<SummaryTable>,
) {
    let ids = tables.iter().map(|t| t.id.clone()).collect();
    report.sheets.push(Sheet { name: name.to_owned(), title: title.map(str::to_owned), lines, tables: ids });
    report.tables.extend(tables);
}

fn overview_lines(material: &Material<'_>) -> Result<Vec<(&'static str, Cell)>, Overflow> {
    let set_aside = material.set_aside()?;
    let proven = if material.pipeline.controls.is_empty() { "not-proven" } else { "proven" };
    let differs = material.told.iter().any(|t| t.code == crate::model::finding::Code::ControlDiffers.name());
    let completeness = if differs { "contradicted" } else { proven };
    Ok(vec![
        ("region", Cell::Text(material.pipeline.job.region.as_str().into())),
        ("uppdrag", Cell::Text(material.pipeline.job.title.as_str().into())),
        ("genom", Cell::Text(material.through.to_string().into())),
        ("per-datum", Cell::Date(material.as_of)),
        ("andel-av-aret", Cell::Share(material.through.share_of_year())),
        ("avsatta-rader", Cell::Count(set_aside.rows)),
        ("avsatt-belopp", Cell::Amount(set_aside.net()?)),
        ("avvisade-rader", Cell::Count(count(material.rejected.len()))),
        ("fullstandighet", Cell::Name(completeness)),
        ("underlag-till", Cell::Name("underlag-till")),
    ])
}

impl Material<'_> {
    /// Whether the job has money that is sent on: only then has it a column of its own.
    fn forwards(&self) -> bool {
        let areas = self.pipeline.agreements.iter().flat_map(|agreement| &agreement.areas);
        areas.flat_map(|area| &area.activities).any(Activity::is_forwarded)
    }

    /// Rows and öre that wait for a decision.
    fn set_aside(&self) -> Result<Totals, Overflow> {
        let mut sum = Totals::default();
        for (fate, totals) in &self.reconciliation.fates {
            if matches!(fate, crate::model::fate::Fate::SetAside(_)) {
                sum.merge(totals)?;
            }
        }
        Ok(sum)
    }
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::build::Builder;
    use super::*;
    use crate::model::table::{ColumnKind, RowKind};

    #[test]
    fn a_sheet_says_what_it_leaves_out() {
        let table = |rows: u64| {
            let mut table = Builder::new("avvisade", &[("rad", ColumnKind::Number)]);
            table.at_most_on_sheet(2);
            (0..rows).for_each(|row| table.row(RowKind::Normal, vec![Cell::Count(row)]));
            table.done().unwrap_or_else(|_| panic!("no amounts"))
        };
        assert_eq!(off_sheet("fler-avvisade", &table(2)), []);
        let files = "tabeller/avvisade.csv, tabeller/avvisade.parquet".to_owned();
        let lines = [("fler-avvisade", Cell::Count(3)), ("alla-rader", Cell::Text(files.into()))];
        assert_eq!(off_sheet("fler-avvisade", &table(5)), lines);
    }
}
