//! The parts of an .xlsx that tell which sheet is where and what it has beside its values. Takes the parts' tags, hands
//! on facts by the part's path; refuses nothing itself: the walk does.

use std::collections::HashMap;

use crate::read::markup::{Kind, Next, Tag};

use super::facts::{Area, SheetFacts, area};

/// Columns of a sheet.
const COLUMNS: u32 = 16_384;

/// Names of the sheets by their relation's id, from `workbook.xml`.
#[derive(Default)]
pub(super) struct SheetNames(pub(super) Vec<(String, String)>);

impl SheetNames {
    pub(super) fn tag(&mut self, tag: &Tag<'_>) {
        if tag.local() == b"sheet" && tag.kind != Kind::Close {
            let relation = tag.attribute_of("id");
            if let (Some(name), Some(relation)) = (tag.attribute("name"), relation) {
                self.0.push((name.into_owned(), relation.into_owned()));
            }
        }
    }
}

/// Where the workbook's own part is, from `_rels/.rels`: the folder with its slash, and the name.
pub(super) fn book_in(tag: &Tag<'_>) -> Option<(String, String)> {
    let kind = tag.attribute("Type").filter(|_| tag.local() == b"Relationship" && tag.kind != Kind::Close)?;
    let target = tag.attribute("Target").filter(|_| kind.ends_with("/relationships/officeDocument"))?;
    let path = path_of("", &target);
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    Some((path.get(..name)?.to_owned(), path.get(name..)?.to_owned()))
}

/// Paths by their relation's id, from `workbook.xml.rels` or `workbook.bin.rels`.
pub(super) struct Relations {
    /// The folder that targets count from, with its slash.
    folder: String,
    paths: HashMap<String, String>,
}

impl Relations {
    pub(super) fn of(folder: String) -> Self {
        Self { folder, paths: HashMap::new() }
    }

    pub(super) fn tag(&mut self, tag: &Tag<'_>) {
        if tag.local() == b"Relationship"
            && tag.kind != Kind::Close
            && let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target"))
        {
            self.paths.insert(id.into_owned(), path_of(&self.folder, &target));
        }
    }

    /// Facts to be filled in, with the path of each sheet's part in lower case.
    pub(super) fn sheets(&self, names: SheetNames) -> Vec<(String, SheetFacts)> {
        let place = |(name, id): (String, String)| {
            let path = self.paths.get(&id).cloned().unwrap_or_default();
            (path, SheetFacts { name, ..SheetFacts::default() })
        };
        names.0.into_iter().map(place).collect()
    }
}

/// A target as the path of an entry, in lower case.
fn path_of(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/").to_lowercase();
    let whole = target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned);
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Reads a sheet's facts. Rows are only opened: their cells are read elsewhere.
#[derive(Default)]
pub(super) struct SheetTags {
    row: u32,
}

impl SheetTags {
    pub(super) fn tag(&mut self, facts: &mut SheetFacts, tag: &Tag<'_>) -> Next {
        if tag.kind == Kind::Close {
            return Next::Tag;
        }
        match tag.local() {
            b"row" => {
                self.row = tag.number("r").unwrap_or(self.row.saturating_add(1));
                if tag.says("hidden") {
                    facts.hide_rows(self.row.saturating_sub(1), 1);
                }
                return Next::Close;
            }
            b"col" if tag.says("hidden") => {
                if let (Some(first), Some(last)) = (tag.number("min"), tag.number("max")) {
                    let last = last.min(COLUMNS);
                    facts.hidden_columns.push((first.saturating_sub(1), last.saturating_sub(1)));
                }
            }
            b"filterColumn" => facts.filtered = true,
            b"mergeCell" => {
                if let Some(merged) = tag.attribute("ref").and_then(|reference| area(&reference)) {
                    facts.merge(Area { right: merged.right.min(COLUMNS), ..merged });
                }
            }
            _ => {}
        }
        Next::Tag
    }
}
