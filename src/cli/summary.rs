//! The summary of a run on stdout: per area the figures, then the control totals, the findings and where the files are.

use serde_json::json;

use crate::messages::{self, Messages};
use crate::model::agreement::Area;
use crate::model::finding::{Severity, Value, count, text as value};
use crate::model::money::{Ore, Overflow};
use crate::model::reconciliation::AreaResult;
use crate::run::Outcome;

use super::tell;

/// An area's title is cut to this many characters.
const TITLE_WIDTH: usize = 44;

/// The summary as text.
pub(super) fn text(outcome: &Outcome, words: &Messages, verbose: bool) -> String {
    let head = [
        ("job", value(&outcome.pipeline.job.title)),
        ("through", value(outcome.through.to_string())),
        ("as-of", Value::Date(outcome.as_of)),
    ];
    let mut out = words.say("summary-title", &head) + "\n\n";
    out += &areas(outcome, words).unwrap_or_default();
    out += "\n";
    out += &controls(outcome, words);
    out += "\n";
    out += &told_findings(outcome, words, verbose);
    let path = outcome.folder.to_string_lossy().into_owned();
    out += &(words.say("summary-files", &[("path", value(path))]) + "\n");
    if let Some(kept) = &outcome.kept {
        let path = kept.to_string_lossy().into_owned();
        out += &(words.say("summary-kept", &[("path", value(path))]) + "\n");
    }
    out
}

fn pairs(outcome: &Outcome) -> impl Iterator<Item = (&Area, &AreaResult)> {
    let agreements = outcome.pipeline.agreements.iter().zip(&outcome.reconciliation.agreements);
    agreements.flat_map(|(agreement, result)| agreement.areas.iter().zip(&result.areas))
}

/// One line per area and a total: granted, decided, spent, left, share, share of the year.
fn areas(outcome: &Outcome, words: &Messages) -> Result<String, Overflow> {
    let lang = words.lang();
    let heads = ["omrade", "tilldelat", "beslutat", "utfall", "kvar", "andel", "andel-av-aret"];
    let mut rows = vec![heads.map(|name| words.title("column", name)).to_vec()];
    let year = messages::share(lang, outcome.through.share_of_year());
    let line = |title: String, of: &Line| -> Result<Vec<String>, Overflow> {
        let kronor = |amount: Ore| messages::amount(lang, amount);
        Ok(vec![
            title,
            of.granted.map_or_else(String::new, kronor),
            of.allocated.map_or_else(String::new, kronor),
            kronor(of.spent),
            of.limit.map(|limit| limit.minus(of.gone)).transpose()?.map_or_else(String::new, kronor),
            of.limit.and_then(|limit| of.gone.share_of(limit)).map_or_else(String::new, |s| messages::share(lang, s)),
            year.clone(),
        ])
    };
    let (mut all, mut undivided) = (Line::default(), Line::default());
    for part in outcome.pipeline.agreements.iter().flat_map(|agreement| &agreement.received) {
        all.granted = Ore::plus_given(all.granted, Some(part.amount))?;
    }
    for (area, result) in pairs(outcome) {
        let one = Line {
            granted: result.granted,
            allocated: result.allocated,
            limit: result.limit(),
            spent: result.spend()?.accumulated()?,
            gone: result.gone()?,
        };
        all = all.plus(&one)?;
        if !area.is_divided() {
            undivided = undivided.plus(&one)?;
        }
        rows.push(line(cut(&area.title), &one)?);
    }
    rows.push(line(words.title("cell", "total"), &all)?);
    if undivided.limit.is_some() {
        rows.push(line(words.title("cell", "of-which-undivided"), &undivided)?);
    }
    Ok(aligned(&rows))
}

/// The figures of an area, or of all of them.
#[derive(Default)]
struct Line {
    granted: Option<Ore>,
    allocated: Option<Ore>,
    limit: Option<Ore>,
    spent: Ore,
    gone: Ore,
}

impl Line {
    fn plus(&self, other: &Self) -> Result<Self, Overflow> {
        Ok(Self {
            granted: Ore::plus_given(self.granted, other.granted)?,
            allocated: Ore::plus_given(self.allocated, other.allocated)?,
            limit: Ore::plus_given(self.limit, other.limit)?,
            spent: self.spent.plus(other.spent)?,
            gone: self.gone.plus(other.gone)?,
        })
    }
}

fn cut(title: &str) -> String {
    if title.chars().count() <= TITLE_WIDTH {
        return title.to_owned();
    }
    let kept: String = title.chars().take(TITLE_WIDTH - 1).collect();
    format!("{}…", kept.trim_end())
}

/// Columns in line: the first to the left, figures to the right.
pub(super) fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|r| r[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for row in rows {
        for (column, cell) in row.iter().enumerate() {
            let gap = " ".repeat(widths[column] - cell.chars().count());
            let (before, after) = if column == 0 { ("", gap.as_str()) } else { (gap.as_str(), "") };
            let margin = if column == 0 { "" } else { "  " };
            out.extend([margin, before, cell.as_str(), after]);
        }
        out.truncate(out.trim_end().len());
        out += "\n";
    }
    out
}

/// Rows and öre that were read, and what became of them.
fn controls(outcome: &Outcome, words: &Messages) -> String {
    let lang = words.lang();
    let mut rows =
        vec![vec![words.say("summary-controls", &[]), words.title("column", "rader"), words.title("column", "netto")]];
    for name in ["postings", "mapped", "set-aside", "out-of-scope", "duplicate"] {
        let (count, net) = outcome.total(name);
        if name == "duplicate" && count == 0 {
            continue;
        }
        rows.push(vec![words.title("cell", name), messages::count(lang, count), messages::amount(lang, net)]);
        if name == "mapped" {
            // What the areas' figures above are: the rest of the mapped rows are income, investments and the like.
            let (count, net) = spend(outcome).unwrap_or_default();
            let title = words.title("cell", "of-which-spend");
            rows.push(vec![title, messages::count(lang, count), messages::amount(lang, net)]);
        }
    }
    let rejected = u64::try_from(outcome.rejected).unwrap_or(u64::MAX);
    rows.push(vec![words.title("cell", "rejected"), messages::count(lang, rejected), String::new()]);
    aligned(&rows)
}

/// Rows and öre of spend in all areas.
fn spend(outcome: &Outcome) -> Result<(u64, Ore), Overflow> {
    let mut sum = (0, Ore::ZERO);
    for (_, result) in pairs(outcome) {
        let flow = result.spend()?;
        sum = (sum.0 + flow.rows, sum.1.plus(flow.accumulated()?)?);
    }
    Ok(sum)
}

fn told_findings(outcome: &Outcome, words: &Messages, verbose: bool) -> String {
    let number = |severity| count(outcome.findings(severity).count());
    let counts = [
        ("errors", number(Severity::Error)),
        ("warnings", number(Severity::Warning)),
        ("infos", number(Severity::Info)),
    ];
    let least = if verbose { Severity::Info } else { Severity::Warning };
    let shown = outcome.reconciliation.findings.iter().filter(|finding| finding.severity >= least);
    format!("{}\n{}\n", words.say("summary-findings", &counts), tell::findings(shown, words))
}

/// The summary as JSON: amounts as text in kronor with a point, shares in hundredths of a percent.
pub(super) fn json(outcome: &Outcome) -> String {
    let areas: Vec<_> = pairs(outcome)
        .map(|(area, result)| {
            let spent = result.spend().and_then(|s| s.accumulated()).unwrap_or_default();
            json!({
                "area": area.id,
                "granted": result.granted.map(|g| g.to_string()),
                "allocated": result.allocated.map(|a| a.to_string()),
                "spent": spent.to_string(),
                "remaining": result.allocated.and_then(|a| a.minus(spent).ok()).map(|a| a.to_string()),
                "share": result.allocated.and_then(|a| spent.share_of(a)),
                "assessment": result.assessment.map(crate::model::reconciliation::Assessment::name),
            })
        })
        .collect();
    let totals: Vec<_> = outcome
        .totals
        .iter()
        .map(|(stage, t)| json!({ "stage": stage, "rows": t.rows, "debit": t.debit.to_string(), "credit": t.credit.to_string() }))
        .collect();
    let findings: Vec<_> = outcome.reconciliation.findings.iter().map(crate::run::as_json).collect();
    let whole = json!({
        "job": outcome.pipeline.job.id,
        "through": outcome.through.to_string(),
        "as_of": outcome.as_of.to_string(),
        "share_of_year": outcome.through.share_of_year(),
        "areas": areas,
        "totals": totals,
        "rejected": outcome.rejected,
        "findings": findings,
        "folder": outcome.folder.to_string_lossy(),
    });
    format!("{whole:#}\n")
}
