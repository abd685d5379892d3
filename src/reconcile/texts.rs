//! Texts against figures: registration numbers, amounts and names that a narrative or another given text quotes, held
//! against the agreement files and what was reconciled. Told, never mended: a text may be right and the file wrong.

use crate::model::agreement::Agreement;
use crate::model::finding::{Code, Finding, Place, Severity, Value, identity_numbers, text};
use crate::model::mask::counted;
use crate::model::money::{Ore, Overflow};
use crate::model::reconciliation::AgreementResult;
use crate::model::reference::{self, canonical, case_of};
use crate::pipeline::Pipeline;

use super::quotes::{self, Quote};

/// Names that differ by no more than so many percent of their length are one thing called two ways.
const ALIKE_PERCENT: usize = 22;
/// Shorter names are alike by chance.
const SHORTEST_NAME: usize = 8;
/// Registration numbers that differ by so few signs, or by two that have changed places, are confused.
const CONFUSED: usize = 1;
/// A heading is no longer than this.
const LONGEST_HEADING: usize = 400;

/// What a stretch of text is about.
#[derive(Clone, Copy)]
struct Scope {
    agreement: usize,
    area: Option<usize>,
}

/// Every text line by line, and the agreement files against themselves.
pub(super) fn findings(pipeline: &Pipeline, results: &[AgreementResult]) -> Result<Vec<Finding>, Overflow> {
    let mut findings: Vec<Finding> = pipeline.agreements.iter().flat_map(|one| of_files(pipeline, one)).collect();
    for narrative in &pipeline.narratives {
        let scope = Scope { agreement: narrative.agreement.into(), area: narrative.area.map(usize::from) };
        let desk = Desk { pipeline, results, file: &narrative.file };
        for (row, line) in (1..).zip(narrative.text.lines()) {
            findings.extend(desk.line(Some(scope), row, line)?);
        }
    }
    for given in &pipeline.texts {
        let desk = Desk { pipeline, results, file: &given.name };
        let mut scope = None;
        let (contents, numbers) = counted(given.text.trim_start_matches('\u{feff}'));
        findings.extend(identity_numbers(numbers, &given.name));
        for (row, line) in (1..).zip(contents.lines()) {
            scope = desk.heading_of(line).or(scope);
            findings.extend(desk.line(scope, row, line)?);
        }
    }
    Ok(findings)
}

/// An area that bears two names, and a report filed under a number that is almost the agreement's own.
fn of_files(pipeline: &Pipeline, agreement: &Agreement) -> Vec<Finding> {
    let own = Place { agreement: Some(agreement.id.clone()), ..Place::default() };
    let mut findings = Vec::new();
    for area in &agreement.areas {
        if let Some(other) = area.granted_title.as_ref().filter(|other| **other != area.title) {
            let values = vec![("found", text(other)), ("known", text(&area.title))];
            let place = Place { area: Some(area.id.clone()), ..own.clone() };
            findings.push(Finding::new(Code::NameVaries, values).in_place(place));
        }
    }
    let filed = agreement.reports.iter().filter_map(|report| report.filed.as_ref());
    let told = filed
        .filter_map(|filed| elsewhere(pipeline, agreement, filed).or_else(|| confused(pipeline, agreement, filed)));
    findings.extend(told.map(|finding| finding.in_place(own.clone())));
    findings
}

/// A report filed in the case of another agreement.
fn elsewhere(pipeline: &Pipeline, agreement: &Agreement, filed: &str) -> Option<Finding> {
    let case = case_of(filed);
    if agreement.all_references().any(|own| case_of(own) == case) {
        return None;
    }
    let (owner, known) = pipeline.agreements.iter().find_map(|other| {
        let known = other.all_references().find(|known| case_of(known) == case);
        known.map(|known| (other, known))
    })?;
    let values = vec![("found", text(filed)), ("known", text(known)), ("owner", text(&owner.title))];
    Some(Finding::new(Code::ReferenceDiffers, values))
}

/// A registration number that is almost, but not quite, one of the agreement's own, and is nobody's.
fn confused(pipeline: &Pipeline, agreement: &Agreement, found: &str) -> Option<Finding> {
    let case = case_of(found);
    let of_reports = pipeline.profiles.iter().filter_map(|profile| profile.reference.as_deref());
    if pipeline.agreements.iter().flat_map(numbers).chain(of_reports).any(|known| case_of(known) == case) {
        return None;
    }
    let near = numbers(agreement).find(|own| are_confused(own, &case))?;
    let values = vec![("found", text(found)), ("known", text(near))];
    Some(Finding::new(Code::ReferenceDiffers, values))
}

/// The numbers that an agreement goes by: its own, its supplements', and those that its reports were filed under, unless
/// that itself is almost one of the first.
fn numbers(agreement: &Agreement) -> impl Iterator<Item = &str> {
    let filed = agreement.reports.iter().filter_map(|report| report.filed.as_deref());
    let sound = filed.filter(|filed| {
        let case = case_of(filed);
        !agreement.all_references().any(|own| case_of(own) != case && are_confused(own, &case))
    });
    agreement.all_references().chain(sound)
}

fn are_confused(known: &str, case: &str) -> bool {
    strsim::damerau_levenshtein(&case_of(known), case) <= CONFUSED
}

/// One text under reading.
struct Desk<'a> {
    pipeline: &'a Pipeline,
    results: &'a [AgreementResult],
    file: &'a str,
}

impl Desk<'_> {
    /// What a line of a text tells.
    fn line(&self, scope: Option<Scope>, row: u32, line: &str) -> Result<Vec<Finding>, Overflow> {
        let mut findings = Vec::new();
        if let Some(scope) = scope {
            let agreement = &self.pipeline.agreements[scope.agreement];
            findings
                .extend(reference::in_line(line).iter().filter_map(|found| confused(self.pipeline, agreement, found)));
            // Cells of a table have their unit in its header.
            for quote in quotes::amounts(line).iter().filter(|_| !line.contains('\t')) {
                findings.extend(self.quoted(scope, quote)?);
            }
        }
        findings.extend(self.name(scope, line));
        let place = |finding: Finding| {
            let agreement = scope.map(|s| self.pipeline.agreements[s.agreement].id.clone());
            finding.in_place(Place { agreement, file: Some(self.file.to_owned()), row: Some(row), ..Place::default() })
        };
        Ok(findings.into_iter().map(place).collect())
    }

    /// An amount that the figures of what the text is about don't bear out. One that only stands in the wider agreement,
    /// is close to a figure, or is one but for a slip of the hand, may be a mistake; one far from all is most often about something else.
    fn quoted(&self, scope: Scope, quote: &Quote) -> Result<Option<Finding>, Overflow> {
        let near = self.figures(scope)?;
        if near.iter().any(|figure| quote.says(*figure)) {
            return Ok(None);
        }
        let wider = if scope.area.is_some() { self.figures(Scope { area: None, ..scope })? } else { Vec::new() };
        let mut values = vec![("quoted", text(&quote.text))];
        let finding = |values| Finding::new(Code::QuotedAmountDiffers, values);
        if let Some(figure) = wider.into_iter().find(|figure| quote.says(*figure)) {
            values.push(("elsewhere", Value::Amount(figure)));
            return Ok(Some(finding(values)));
        }
        let slipped = near.iter().copied().find(|figure| quote.is_slip_of(*figure));
        let close = near.into_iter().filter(|figure| quote.is_near(*figure));
        let distance = |figure: &Ore| (i128::from(figure.ore()) - i128::from(quote.amount.ore())).abs();
        if let Some(figure) = close.min_by_key(distance) {
            values.push(("figure", Value::Amount(figure)));
            return Ok(Some(finding(values)));
        }
        if let Some(figure) = slipped {
            values.push(("slip", Value::Amount(figure)));
            return Ok(Some(finding(values)));
        }
        Ok(Some(finding(values).at(Severity::Info)))
    }

    /// Every figure that a text about an agreement, or about one of its areas, may quote.
    fn figures(&self, scope: Scope) -> Result<Vec<Ore>, Overflow> {
        let agreement = &self.pipeline.agreements[scope.agreement];
        let result = &self.results[scope.agreement];
        let within = |area: usize| scope.area.is_none_or(|wanted| wanted == area);
        let mut figures = Vec::new();
        if scope.area.is_none() {
            let granted = agreement.granted()?.unwrap_or_default();
            let spent = result.spend()?.accumulated()?;
            let sent = result.forwarded()?;
            figures.extend([granted, spent, sent, granted.minus(sent)?, granted.minus(sent)?.minus(spent)?]);
            figures.extend(agreement.granted_total);
        }
        for (area, part) in agreement.parts() {
            if area.map_or(scope.area.is_none(), |area| within(area.into())) {
                figures.extend([Some(part.amount), part.frame].into_iter().flatten());
            }
        }
        let areas = agreement.areas.iter().zip(&result.areas).enumerate();
        for (_, (area, found)) in areas.filter(|(place, _)| within(*place)) {
            let spent = found.spend()?.accumulated()?;
            figures.extend([found.granted, found.allocated, area.frame].into_iter().flatten());
            figures.extend([spent, found.forwarded()?]);
            figures.extend(found.granted.map(|granted| granted.minus(spent)).transpose()?);
            for line in &found.lines {
                figures.extend(line.allocated);
                figures.extend([line.spend.accumulated()?, line.forwarded.accumulated()?]);
            }
        }
        figures.retain(|figure| *figure != Ore::ZERO);
        Ok(figures)
    }

    /// The agreement that a heading of an unsorted text begins: one that bears its number, or its name or one much alike.
    fn heading_of(&self, line: &str) -> Option<Scope> {
        let heading = bare(line)?;
        let numbers = reference::in_line(line);
        let found = self.pipeline.agreements.iter().position(|agreement| {
            let by_number =
                agreement.all_references().any(|own| numbers.iter().any(|n| canonical(n) == canonical(own)));
            by_number || names_of(agreement).any(|name| is_alike(&folded(name), &folded(heading)))
        });
        found.map(|agreement| Scope { agreement, area: None })
    }

    /// A heading that is almost, but not quite, a name of the agreement or of one of its areas.
    fn name(&self, scope: Option<Scope>, line: &str) -> Option<Finding> {
        let heading = bare(line)?;
        let agreements = &self.pipeline.agreements;
        let about = scope.map_or(&agreements[..], |s| std::slice::from_ref(&agreements[s.agreement]));
        let known = || about.iter().flat_map(names_of);
        let plain = folded(heading);
        if known().any(|name| name == heading || plain.contains(&folded(name)) && same_case(heading, name)) {
            return None;
        }
        let near = known().find(|name| is_alike(&folded(name), &plain))?;
        let values = vec![("found", text(heading)), ("known", text(near))];
        Some(Finding::new(Code::NameVaries, values))
    }
}

/// A name stands in the heading letter by letter.
fn same_case(heading: &str, name: &str) -> bool {
    heading.contains(name.trim_end_matches('.'))
}

/// Every name that an agreement goes by, and those of its areas.
fn names_of(agreement: &Agreement) -> impl Iterator<Item = &str> {
    let areas = agreement.areas.iter().flat_map(|area| [Some(area.title.as_str()), area.granted_title.as_deref()]);
    let own = agreement.full_titles().chain([agreement.title.as_str()]);
    own.chain(areas.flatten()).filter(|name| name.chars().count() >= SHORTEST_NAME)
}

/// The words of a heading: a short line that is no sentence, no item of a list and no row of a table, without its
/// registration numbers.
fn bare(line: &str) -> Option<&str> {
    let line = line.trim();
    let is_item = line.starts_with(['-', '*', '|', '>']);
    let heading = line.trim_start_matches('#').trim();
    let is_heading = !heading.is_empty()
        && heading.len() <= LONGEST_HEADING
        && !is_item
        && !line.contains('\t')
        && !heading.ends_with(['.', ':', ';']);
    let before_number = heading.find('(').filter(|at| !reference::in_line(&heading[*at..]).is_empty());
    is_heading.then(|| before_number.map_or(heading, |at| heading[..at].trim_end_matches([' ', ','])))
}

fn folded(name: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    name.to_lowercase().chars().map(kept).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_alike(one: &str, other: &str) -> bool {
    let longest = one.chars().count().max(other.chars().count());
    longest >= SHORTEST_NAME && strsim::damerau_levenshtein(one, other) * 100 <= longest * ALIKE_PERCENT
}
