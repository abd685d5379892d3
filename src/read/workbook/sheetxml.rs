//! The parts of an .xlsx that tell which sheet is where and what it has beside its values. Takes the parts' tags, hands
//! on facts by the part's path; refuses nothing itself: the walk does.

use std::collections::HashMap;

use calamine::{Sheet, SheetType, SheetVisible};

use crate::read::markup::{Kind, Next, Tag};

use super::facts::{Area, SheetFacts, area};

/// Columns of a sheet.
const COLUMNS: u32 = 16_384;

/// A sheet as `workbook.xml` names it.
pub(super) struct NamedSheet {
    pub(super) name: String,
    /// The id of the relation that says where its part is.
    pub(super) relation: String,
    /// None where the state is not one that there is.
    pub(super) visible: Option<SheetVisible>,
}

/// The sheets, and what holds for all of them, from `workbook.xml`.
#[derive(Default)]
pub(super) struct SheetNames {
    pub(super) sheets: Vec<NamedSheet>,
    /// A sheet without a name or relation.
    pub(super) odd: bool,
    /// Days are counted from 1904.
    pub(super) from_1904: bool,
}

impl SheetNames {
    pub(super) fn tag(&mut self, tag: &Tag<'_>) {
        if tag.kind == Kind::Close {
            return;
        }
        if tag.local() == b"workbookPr" && tag.attribute("date1904").is_some() {
            self.from_1904 = tag.says("date1904");
        }
        if tag.local() == b"sheet" {
            let visible = match tag.attribute("state").as_deref() {
                None | Some("visible") => Some(SheetVisible::Visible),
                Some("hidden") => Some(SheetVisible::Hidden),
                Some("veryHidden") => Some(SheetVisible::VeryHidden),
                Some(_) => None,
            };
            match (tag.attribute("name"), tag.attribute_of("id")) {
                (Some(name), Some(relation)) => {
                    let (name, relation) = (name.into_owned(), relation.into_owned());
                    self.sheets.push(NamedSheet { name, relation, visible });
                }
                _ => self.odd = true,
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
    /// Paths and types.
    paths: HashMap<String, (String, String)>,
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
            let kind = tag.attribute("Type").unwrap_or_default().into_owned();
            self.paths.insert(id.into_owned(), (path_of(&self.folder, &target), kind));
        }
    }

    /// Facts to be filled in, with the path of each sheet's part in lower case.
    pub(super) fn sheets(&self, names: &SheetNames) -> Vec<(String, SheetFacts)> {
        let place = |sheet: &NamedSheet| {
            let path = self.paths.get(&sheet.relation).map(|(path, _)| path.clone()).unwrap_or_default();
            (path, SheetFacts { name: sheet.name.clone(), ..SheetFacts::default() })
        };
        names.sheets.iter().map(place).collect()
    }

    /// The sheets as the reader of all formats would tell them; none where one is out of the ordinary.
    pub(super) fn known(&self, names: &SheetNames) -> Option<Vec<Sheet>> {
        let known = |sheet: &NamedSheet| {
            let (_, kind) = self.paths.get(&sheet.relation)?;
            let typ = match kind.rsplit('/').next() {
                Some("worksheet") => SheetType::WorkSheet,
                Some("chartsheet") => SheetType::ChartSheet,
                Some("dialogsheet") => SheetType::DialogSheet,
                _ => return None,
            };
            Some(Sheet { name: sheet.name.clone(), typ, visible: sheet.visible? })
        };
        names.sheets.iter().map(known).collect::<Option<_>>().filter(|_| !names.odd)
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
