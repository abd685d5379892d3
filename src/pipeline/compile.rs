//! From the mirror to the checked pipeline: reads the job and every file that it names, gathers all problems, and
//! only then proves and foots. Refuses to stop at the first error.

use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::value::Datetime;

use crate::model::Date;
use crate::model::code::PartNames;
use crate::model::finding::{Frame, Problem, Value, text};
use crate::model::mask::masked;
use crate::model::money::Ore;

use super::distinct::Distinct;
use super::file::{PipelineFile, nearest};
use super::index::RuleIndex;
use super::raw::{AccountsFile, AgreementFile, Field, JobFile, LayoutFile, ProfileFile};
use super::{Pipeline, accounts, agreement, alone, foot, job, layout, narratives, profile, prove};

/// Reads, checks and proves a job and all its files.
pub fn load(job_path: &Path) -> Result<Pipeline, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut loader = Loader { folder: folder_of(job_path), files: Vec::new(), problems: &mut problems };
    let mut pipeline = loader.job(job_path);
    pipeline.rule_index = RuleIndex::of(&pipeline.rules);
    if problems.is_empty() {
        problems.extend(prove::prove(&pipeline.rules, &pipeline.parts));
    }
    if problems.is_empty() { Ok(pipeline) } else { Err(sorted(problems)) }
}

/// The language that a job asks for, where the file can be read at all, whatever else is wrong with it.
pub fn language_of(job_path: &Path) -> Option<String> {
    let mirror: JobFile = PipelineFile::read(job_path, "").ok()?.decode(&mut Vec::new());
    Some(mirror.job?.into_inner().language?.into_inner())
}

/// In the order of files and places, each once.
fn sorted(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort();
    problems.dedup();
    problems
}

fn folder_of(path: &Path) -> PathBuf {
    path.parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

struct Loader<'a> {
    folder: PathBuf,
    files: Vec<PipelineFile>,
    problems: &'a mut Vec<Problem>,
}

impl Loader<'_> {
    /// Reads a file once; a problem points at the key that names it.
    fn file(&mut self, name: &str, named_at: Option<Frame>) -> Option<PipelineFile> {
        match PipelineFile::read(&self.folder.join(name), name) {
            Ok(file) => {
                self.files.push(file.clone());
                Some(file)
            }
            Err(problem) => {
                self.problems.push(named_at.into_iter().fold(problem, Problem::framed));
                None
            }
        }
    }

    fn job(&mut self, path: &Path) -> Pipeline {
        let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let shown = path.to_string_lossy().into_owned();
        let mut file = match PipelineFile::read(path, &shown) {
            Ok(mut file) => {
                file.name = name;
                file
            }
            Err(problem) => {
                self.problems.push(problem);
                return Pipeline::default();
            }
        };
        self.files.push(file.clone());
        let mirror: JobFile = file.decode(self.problems);
        let mut pipeline = Pipeline::default();
        self.layouts(&file, &mirror, &mut pipeline);
        self.accounts(&file, &mirror, &mut pipeline);
        let mut cx = Cx { file: &file, problems: self.problems };
        job::settings(&mut cx, &mirror, &mut pipeline);
        self.agreements(&file, &mirror, &mut pipeline);
        self.profiles(&file, &mirror, &mut pipeline);
        self.narratives(&file, &mirror, &mut pipeline);
        self.texts(&file, &mirror, &mut pipeline);
        let mut cx = Cx { file: &file, problems: self.problems };
        job::controls(&mut cx, &mirror, &mut pipeline);
        job::rulings(&mut cx, &mirror, &self.folder, &mut pipeline);
        finish(&mut pipeline, self.problems);
        pipeline.files.clone_from(&self.files);
        pipeline
    }

    fn layouts(&mut self, file: &PipelineFile, mirror: &JobFile, pipeline: &mut Pipeline) {
        let mut read: Vec<(String, LayoutFile, PipelineFile)> = Vec::new();
        for (input, at) in mirror.input.iter().filter_map(|i| Some((i, i.layout.as_ref()?))) {
            if !read.iter().any(|(name, _, _)| name == at.get_ref()) {
                let Some(mut found) = self.file(at.get_ref(), Some(file.frame(at.span()))) else { continue };
                read.push((at.get_ref().clone(), found.decode(self.problems), found));
            }
            let place = read.iter().position(|(name, _, _)| name == at.get_ref()).unwrap_or(0);
            let Some(path) = &input.path else { continue };
            let whole = self.folder.join(path.get_ref());
            let name = whole.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
            pipeline.inputs.push(super::Input { name, path: whole, layout: place });
        }
        pipeline.parts = PartNames(Vec::new());
        for (_, mirror, _) in &read {
            for name in alone::part_names(mirror) {
                if pipeline.parts.position(name.get_ref()).is_none() {
                    pipeline.parts.0.push(name.get_ref().clone());
                }
            }
        }
        for (_, mirror, file) in &read {
            let mut cx = Cx { file, problems: self.problems };
            pipeline.layouts.push(layout::compile(&mut cx, mirror, &pipeline.parts));
        }
        pipeline.inputs.sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
    }

    fn accounts(&mut self, file: &PipelineFile, mirror: &JobFile, pipeline: &mut Pipeline) {
        let at = mirror.job.as_ref().and_then(|job| job.get_ref().accounts.as_ref());
        let Some(at) = at else { return };
        let Some(mut found) = self.file(at.get_ref(), Some(file.frame(at.span()))) else { return };
        let groups: AccountsFile = found.decode(self.problems);
        let mut cx = Cx { file: &found, problems: self.problems };
        pipeline.accounts = accounts::compile(&mut cx, &groups, &pipeline.parts);
    }

    fn agreements(&mut self, file: &PipelineFile, mirror: &JobFile, pipeline: &mut Pipeline) {
        let named = mirror.job.as_ref().and_then(|job| job.get_ref().agreements.as_ref());
        let mut distinct = Distinct::default();
        for at in named.map_or(&[][..], |list| list.get_ref().as_slice()) {
            let Some(mut found) = self.file(at.get_ref(), Some(file.frame(at.span()))) else { continue };
            let mirror: AgreementFile = found.decode(self.problems);
            let mut cx = Cx { file: &found, problems: self.problems };
            agreement::compile(&mut cx, &mirror, pipeline);
            let place = pipeline.agreements.len();
            if let Some(agreement) = pipeline.agreements.last() {
                distinct.agreement(&mut cx, &mirror, agreement.year, place);
            }
        }
    }

    fn profiles(&mut self, file: &PipelineFile, mirror: &JobFile, pipeline: &mut Pipeline) {
        let named = mirror.job.as_ref().and_then(|job| job.get_ref().reports.as_ref());
        for at in named.map_or(&[][..], |list| list.get_ref().as_slice()) {
            let Some(mut found) = self.file(at.get_ref(), Some(file.frame(at.span()))) else { continue };
            let mirror: ProfileFile = found.decode(self.problems);
            let mut cx = Cx { file: &found, problems: self.problems };
            profile::compile(&mut cx, &mirror, pipeline);
        }
    }

    fn narratives(&mut self, file: &PipelineFile, mirror: &JobFile, pipeline: &mut Pipeline) {
        let named = mirror.job.as_ref().and_then(|job| job.get_ref().narratives.as_ref());
        let Some(at) = named else { return };
        pipeline.narrated = true;
        let (folder, frame) = (self.folder.join(at.get_ref()), file.frame(at.span()));
        narratives::read(&folder, at.get_ref(), &frame, pipeline, &mut self.files, self.problems);
    }

    /// Other texts that are held against the agreements.
    fn texts(&mut self, file: &PipelineFile, mirror: &JobFile, pipeline: &mut Pipeline) {
        let named = mirror.job.as_ref().and_then(|job| job.get_ref().texts.as_ref());
        for at in named.map_or(&[][..], |list| list.get_ref().as_slice()) {
            pipeline.texts.extend(self.file(at.get_ref(), Some(file.frame(at.span()))));
        }
    }
}

/// What can only be known when every file has been read.
fn finish(pipeline: &mut Pipeline, problems: &mut Vec<Problem>) {
    let mut dates: Vec<Date> = pipeline.agreements.iter().filter_map(|a| a.decided_on).collect();
    dates.sort_unstable();
    dates.dedup();
    pipeline.decision_dates = dates;
    let mut used = vec![false; pipeline.parts.0.len()];
    let rules = pipeline.rules.iter().chain(pipeline.grant_rules.iter().map(|grant| &grant.rule));
    let in_rules = rules.flat_map(|r| r.conditions.iter().map(|(part, _)| *part));
    let always = [pipeline.object_part, pipeline.accounts.part, pipeline.breakdown_part];
    for part in in_rules.chain(always.into_iter().flatten()) {
        used[part] = true;
    }
    pipeline.key_parts = used;
    let mut settled = vec![false; pipeline.parts.0.len()];
    let in_grants = pipeline.grant_rules.iter().flat_map(|grant| grant.rule.conditions.iter().map(|(part, _)| *part));
    for part in in_grants.chain([pipeline.object_part, pipeline.breakdown_part].into_iter().flatten()) {
        settled[part] = true;
    }
    pipeline.settled_parts = settled;
    pipeline.outside_parts = (0..pipeline.parts.0.len()).map(|part| Some(part) == pipeline.object_part).collect();
    for agreement in &pipeline.agreements {
        match foot::foot(agreement) {
            Ok(findings) => pipeline.footing.extend(findings),
            Err(_) => problems.push(Problem::new("amount-overflow", vec![("agreement", text(&agreement.id))])),
        }
    }
}

/// One file's compilation: where problems go, and how values are read.
pub(super) struct Cx<'a> {
    pub(super) file: &'a PipelineFile,
    pub(super) problems: &'a mut Vec<Problem>,
}

impl Cx<'_> {
    /// Adds a problem at a place; a key whose value was already told as wrong is not missing as well.
    pub(super) fn problem(&mut self, span: Range<usize>, problem: Problem) {
        let value = |wanted: &str| match problem.values.iter().find(|(name, _)| *name == wanted) {
            Some((_, Value::Text(value))) => Some(value.as_str()),
            _ => None,
        };
        let whole = value("table")
            .is_some_and(|table| span.is_empty() && self.file.was_peeled_whole(table.trim_matches(['[', ']'])));
        let peeled = whole || value("key").is_some_and(|key| self.file.was_peeled(key, &span));
        if ["missing-key", "missing-table"].contains(&problem.id) && peeled {
            return;
        }
        let frame = self.file.frame(span);
        self.problems.push(problem.framed(frame));
    }

    /// That a table of the file isn't there; `shown` is how its line is written.
    pub(super) fn no_table(&mut self, key: &str, shown: &str, near: Range<usize>) {
        self.problem(near, Problem::new("missing-table", vec![("key", text(key)), ("table", text(shown))]));
    }

    /// The text of a key that must be there; blank after a problem. `near` is a place in the same table.
    pub(super) fn required(&mut self, field: &Field<String>, key: &str, table: &str, near: Range<usize>) -> String {
        match field {
            Some(value) if !value.get_ref().trim().is_empty() => value.get_ref().clone(),
            _ => {
                let at = field.as_ref().map_or(near, Spanned::span);
                self.problem(at, Problem::new("missing-key", vec![("key", text(key)), ("table", text(table))]));
                String::new()
            }
        }
    }

    /// The same of words that are published: no identity number stands in them.
    pub(super) fn prose(&mut self, field: &Field<String>, key: &str, table: &str, near: Range<usize>) -> String {
        masked(&self.required(field, key, table, near)).into_owned()
    }

    /// A registration number (*diarienummer*), if there is one.
    pub(super) fn reference(&mut self, field: &Field<String>, key: &str) -> Option<String> {
        let value = field.as_ref()?;
        self.is_reference(value, key);
        Self::optional(field)
    }

    /// Passes where a registration number has a digit and no outer blanks; how they look is each register's own.
    pub(super) fn is_reference(&mut self, value: &Spanned<String>, key: &str) {
        let number = value.get_ref();
        if number.trim() != number || !number.bytes().any(|b| b.is_ascii_digit()) {
            self.bad(value.span(), key, number, "\"RS/116/2021\"");
        }
    }

    /// An amount in whole kronor.
    pub(super) fn kronor(&mut self, field: &Field<i64>, key: &str) -> Option<Ore> {
        let value = field.as_ref()?;
        let amount = Ore::from_kronor(*value.get_ref()).ok().filter(|a| *a >= Ore::ZERO);
        if amount.is_none() {
            self.bad(value.span(), key, &value.get_ref().to_string(), "0–92 000 000 000 000 000");
        }
        amount
    }

    /// An amount in whole kronor that may be less than nothing.
    pub(super) fn signed_kronor(&mut self, field: &Field<i64>, key: &str) -> Option<Ore> {
        let value = field.as_ref()?;
        let amount = Ore::from_kronor(*value.get_ref()).ok();
        if amount.is_none() {
            self.bad(value.span(), key, &value.get_ref().to_string(), "±92 000 000 000 000 000");
        }
        amount
    }

    /// An amount in whole kronor that is more than nothing.
    pub(super) fn positive_kronor(&mut self, field: &Field<i64>, key: &str) -> Option<Ore> {
        let value = field.as_ref()?;
        if *value.get_ref() <= 0 {
            self.bad(value.span(), key, &value.get_ref().to_string(), "1, 1000, 100000 …");
            return None;
        }
        self.kronor(field, key)
    }

    /// A whole number within bounds, or the given one where the key is absent.
    pub(super) fn number(&mut self, field: &Field<i64>, key: &str, bounds: (i64, i64), absent: i64) -> i64 {
        let Some(value) = field else { return absent };
        if (bounds.0..=bounds.1).contains(value.get_ref()) {
            return *value.get_ref();
        }
        self.bad(value.span(), key, &value.get_ref().to_string(), &format!("{}–{}", bounds.0, bounds.1));
        absent
    }

    /// A date without time.
    pub(super) fn date(&mut self, field: &Field<Datetime>, key: &str) -> Option<Date> {
        let value = field.as_ref()?;
        let plain = value.get_ref().date.filter(|_| value.get_ref().time.is_none());
        let date = plain.and_then(|d| Date::from_ymd_opt(d.year.into(), d.month.into(), d.day.into()));
        if date.is_none() {
            self.bad(value.span(), key, &value.get_ref().to_string(), "2022-09-30");
        }
        date
    }

    /// One of a few names.
    pub(super) fn choice<T: Copy>(&mut self, field: &Field<String>, key: &str, choices: &[(&str, T)]) -> Option<T> {
        let value = field.as_ref()?;
        let found = choices.iter().find(|(name, _)| *name == value.get_ref()).map(|(_, v)| *v);
        if found.is_none() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            self.bad(value.span(), key, value.get_ref(), &names.join(", "));
        }
        found
    }

    pub(super) fn bad(&mut self, span: Range<usize>, key: &str, value: &str, expected: &str) {
        let values = vec![("key", text(key)), ("value", text(value)), ("expected", text(expected))];
        self.problem(span, Problem::new("bad-value", values));
    }

    /// An id that becomes part of file names: lower-case letters, digits and hyphens, on every system the same.
    pub(super) fn fit_for_files(&mut self, id: &Field<String>) {
        let Some(at) = id else { return };
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if at.get_ref().starts_with('-') || !at.get_ref().bytes().all(plain) {
            self.bad(at.span(), "id", at.get_ref(), "a–z, 0–9, -");
        }
    }

    /// A code that a condition or an owner names: codes of extracts are trimmed, so one with outer blanks never matches.
    pub(super) fn code(&mut self, span: Range<usize>, code: &str) {
        if code.trim() != code || code.contains(char::is_control) {
            self.bad(span, "codes", code, code.trim());
        }
    }

    /// A name that should be known and is not.
    pub(super) fn unknown<'n>(
        &mut self,
        span: Range<usize>,
        kind: &str,
        id: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) {
        let near = nearest(id, known).unwrap_or_default();
        let values = vec![("kind", text(kind)), ("id", text(id)), ("nearest", text(near))];
        self.problem(span, Problem::new("unknown-id", values));
    }

    pub(super) fn duplicate(&mut self, span: Range<usize>, kind: &str, id: &str) {
        self.problem(span, Problem::new("duplicate-id", vec![("kind", text(kind)), ("id", text(id))]));
    }

    /// The text of an optional key.
    pub(super) fn optional(field: &Field<String>) -> Option<String> {
        field.as_ref().map(|v| v.get_ref().clone()).filter(|v| !v.trim().is_empty())
    }

    /// The same of words that are published: no identity number stands in them.
    pub(super) fn remark(field: &Field<String>) -> Option<String> {
        Self::optional(field).map(|words| masked(&words).into_owned())
    }
}
