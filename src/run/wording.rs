//! Where findings get their words, for the published report, and their plain form for the manifest.

use serde_json::{Map, Value as Json};

use crate::messages::{self, Messages};
use crate::model::finding::{Finding, Value};
use crate::model::table::Cell;
use crate::pipeline::Pipeline;
use crate::publish::{HashedFile, Wording};
use crate::summarise::Told;

impl Wording for Messages {
    /// The message `<prefix>-<name>`; a name with an id at its end, such as `aktiviteter-gnv-2022`, goes by its kind.
    fn title(&self, prefix: &str, name: &str) -> String {
        let mut kind = name;
        loop {
            if self.has(&format!("{prefix}-{kind}")) {
                return self.say(&format!("{prefix}-{kind}"), &[]);
            }
            match kind.rsplit_once('-') {
                Some((shorter, _)) => kind = shorter,
                None => return Messages::title(self, prefix, name),
            }
        }
    }

    fn language(&self) -> &'static str {
        self.lang().name()
    }

    fn figure(&self, cell: Cell<&str>) -> String {
        match cell {
            Cell::Blank | Cell::Text(_) | Cell::Name(_) => String::new(),
            Cell::Amount(amount) => messages::amount(self.lang(), amount),
            Cell::Count(count) => messages::count(self.lang(), count),
            Cell::Share(share) => messages::share(self.lang(), share),
            Cell::Scaled(number, decimals) => messages::scaled(self.lang(), number, decimals),
            Cell::Date(date) => date.to_string(),
        }
    }
}

/// Every finding with its sentences.
pub(super) fn tell(words: &Messages, findings: &[Finding]) -> Vec<Told> {
    let told = |finding: &Finding| Told {
        severity: finding.severity,
        code: finding.code.name(),
        place: words.place(&finding.place),
        sentence: words.finding(finding),
        hint: words.finding_hint(finding),
    };
    findings.iter().map(told).collect()
}

/// Every pipeline file and decision table by its contents.
pub(super) fn pipeline_files(pipeline: &Pipeline, rulings: &[HashedFile]) -> Vec<HashedFile> {
    let mut files: Vec<HashedFile> =
        pipeline.files.iter().map(|file| HashedFile::of_bytes(&file.name, file.text.as_bytes())).collect();
    files.extend_from_slice(rulings);
    files.sort_unstable();
    files.dedup();
    files
}

/// A finding as plain values; amounts as text, since JSON numbers are floats to most readers.
pub fn as_json(finding: &Finding) -> Json {
    let place = &finding.place;
    let names = [
        ("agreement", &place.agreement),
        ("area", &place.area),
        ("activity", &place.activity),
        ("file", &place.file),
        ("sheet", &place.sheet),
        ("column", &place.column),
    ];
    let mut at: Map<String, Json> =
        names.into_iter().filter_map(|(name, v)| Some((name.to_owned(), Json::from(v.clone()?)))).collect();
    if let Some(row) = place.row {
        at.insert("row".to_owned(), row.into());
    }
    let values: Map<String, Json> =
        finding.values.iter().map(|(name, value)| ((*name).to_owned(), plain(value))).collect();
    serde_json::json!({
        "code": finding.code.name(),
        "severity": finding.severity.name(),
        "place": at,
        "values": values,
    })
}

/// A value without language: shares in hundredths of a percent.
fn plain(value: &Value) -> Json {
    match value {
        Value::Text(text) => text.clone().into(),
        Value::Amount(amount) => amount.to_string().into(),
        Value::Count(count) => (*count).into(),
        Value::Share(share) => (*share).into(),
        Value::Date(date) => date.to_string().into(),
        Value::Period(period) => period.to_string().into(),
        Value::Figure(figure) => figure.text('.', "").into(),
        Value::Cause { name, .. } => (*name).into(),
    }
}
