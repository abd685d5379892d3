//! What the positions in fates, groups and origins are called, for those who write rows down.

use super::agreement::{Activity, Agreement, Area};
use super::code::PartNames;
use super::fate::{By, Target};
use super::source::{Origin, Source};

/// An account group's names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupName {
    /// Short name.
    pub id: String,
    /// Title in tables.
    pub title: String,
}

/// Names for all positions of one run.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Code parts.
    pub parts: PartNames,
    /// Account groups.
    pub groups: Vec<GroupName>,
    /// Agreements.
    pub agreements: Vec<Agreement>,
    /// Rules, such as `gnv-2022/medarbetare/vardlots`.
    pub rules: Vec<String>,
    /// Rulings, as the voucher that each names.
    pub rulings: Vec<String>,
    /// Inputs in canonical order.
    pub sources: Vec<Source>,
}

impl Names {
    /// The agreement of a target.
    pub fn agreement(&self, target: Target) -> Option<&Agreement> {
        self.agreements.get(usize::from(target.agreement))
    }

    /// The area of a target.
    pub fn area(&self, target: Target) -> Option<&Area> {
        self.agreement(target)?.areas.get(usize::from(target.area))
    }

    /// The activity of a target; none for the line *Utan aktivitet*.
    pub fn activity(&self, target: Target) -> Option<&Activity> {
        self.area(target)?.activities.get(usize::from(target.activity?))
    }

    /// What decided: a rule's name, `owner`, or `ruling <voucher>`.
    pub fn by(&self, by: By) -> String {
        match by {
            By::Rule(rule) => self.rules.get(rule as usize).cloned().unwrap_or_default(),
            By::Owner => "owner".to_owned(),
            By::Ruling { ruling, .. } => {
                format!("ruling {}", self.rulings.get(ruling as usize).map_or("", String::as_str))
            }
        }
    }

    /// File and sheet of an origin; the sheet is blank for text files.
    pub fn origin(&self, origin: Origin) -> (&str, &str) {
        let Some(source) = self.sources.get(origin.source as usize) else { return ("", "") };
        (&source.name, source.sheets.get(usize::from(origin.sheet)).map_or("", String::as_str))
    }
}
