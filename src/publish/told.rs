//! What a verdict is called in the columns of facts and balances. Takes a verdict and the run's names, hands on
//! column values; refuses to judge.

use crate::model::fact::Verdict;
use crate::model::fate::Fate;
use crate::model::names::Names;

use super::parquet::Kind;

/// Columns of a verdict, in order.
pub(super) const COLUMNS: [&str; 7] =
    ["kontogrupp_id", "status", "orsak", "regel", "overenskommelse_id", "omrade_id", "aktivitet_id"];

/// A verdict's values for [`COLUMNS`]; the empty text where there is none.
pub(super) struct Told([String; 7]);

impl Told {
    /// Names one verdict.
    pub(super) fn new(verdict: Verdict, names: &Names) -> Self {
        let group = verdict.group.and_then(|group| names.groups.get(usize::from(group)));
        let rule = match verdict.fate {
            Fate::Mapped { by, .. } => names.by(by),
            Fate::SetAside(_) | Fate::OutOfScope(_) | Fate::Duplicate(_) => String::new(),
        };
        let target = verdict.fate.target();
        let id = |id: Option<&String>| id.cloned().unwrap_or_default();
        Self([
            id(group.map(|group| &group.id)),
            verdict.fate.name().to_owned(),
            verdict.fate.reason().to_owned(),
            rule,
            id(target.and_then(|target| names.agreement(target)).map(|agreement| &agreement.id)),
            id(target.and_then(|target| names.area(target)).map(|area| &area.id)),
            id(target.and_then(|target| names.activity(target)).map(|activity| &activity.id)),
        ])
    }

    /// The values as they are.
    pub(super) fn into_texts(self) -> Vec<String> {
        self.0.into()
    }
}

/// One text column per code part, by the part's own name; `kod_` before a name that another column has.
pub(super) fn part_columns(names: &Names, taken: &[&str]) -> Vec<(String, Kind)> {
    let mut columns: Vec<(String, Kind)> = Vec::new();
    for part in &names.parts.0 {
        let mut name = part.clone();
        while taken.contains(&name.as_str()) || columns.iter().any(|(other, _)| *other == name) {
            name.insert_str(0, "kod_");
        }
        columns.push((name, Kind::Text));
    }
    columns
}

/// The columns of a verdict with their kind.
pub(super) fn columns() -> impl Iterator<Item = (String, Kind)> {
    COLUMNS.iter().map(|name| ((*name).to_owned(), Kind::Text))
}
