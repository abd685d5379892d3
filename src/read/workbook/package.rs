//! Workbooks that are zips, before anything is made of them: .xlsx, .xlsm, .xlsb, .ods. Takes the zip, unpacks each part
//! that will be read once, to its end, and hands on each sheet's facts; refuses what is over the limits, encrypted,
//! damaged or cut off, and XML that declares a document type or entities.

use std::borrow::Cow;
use std::io::Cursor;

use zip::ZipArchive;

use crate::model::finding::{Problem, text};
use crate::pipeline::ReadLimits;
use crate::read::file::Contents;
use crate::read::markup::{Next, Tag, walk};
use crate::read::packed::{Budget, Fault, inflated};

use super::facts::SheetFacts;
use super::lean::Parts;
use super::opendocument::Tables;
use super::sheetxml::{Relations, SheetNames, SheetTags, book_in};
use super::styles::Styles;
use super::{Family, binary};

/// Parts that nobody reads here, by how their path starts.
const LEFT_ALONE: [&str; 12] = [
    "customxml/",
    "docprops/",
    "xl/activex/",
    "xl/charts/",
    "xl/comments",
    "xl/drawings/",
    "xl/embeddings/",
    "xl/externallinks/",
    "xl/media/",
    "xl/pivot",
    "xl/printersettings/",
    "xl/threadedcomments/",
];
/// Parts of an .ods that are read.
const OPEN_DOCUMENT: [&str; 4] = ["content.xml", "meta-inf/manifest.xml", "meta.xml", "mimetype"];

/// The part of an Office file that says where the others are.
const ROOT: &str = "_rels/.rels";

type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// What a workbook was seen to be.
pub(super) struct Looked {
    pub(super) family: Family,
    pub(super) facts: Vec<SheetFacts>,
    /// For the lean reader; none where it has no business.
    pub(super) parts: Option<Parts>,
}

/// Looks the whole workbook through.
pub(super) fn look(contents: &Contents, limits: &ReadLimits) -> Result<Looked, Problem> {
    let bytes: &[u8] = &contents.bytes;
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| Fault::from(e).told(contents, ""))?;
    let mut names = Vec::new();
    for name in zip.file_names() {
        names.push(name.map(Cow::into_owned).map_err(|e| Fault::from(e).told(contents, ""))?);
    }
    let lower: Vec<String> = names.iter().map(|name| name.replace('\\', "/").to_lowercase()).collect();
    let twice = lower.iter().collect::<std::collections::BTreeSet<_>>().len() < lower.len();
    if twice || zip.has_duplicate_names() {
        return Err(Fault::Broken("two parts of one name".to_owned()).told(contents, ""));
    }
    let has = |name: &str| lower.iter().any(|known| known == name);
    let family = if has("xl/workbook.bin") {
        Family::Xlsb
    } else if has("content.xml") {
        Family::Ods
    } else if has(ROOT) {
        Family::Xlsx
    } else {
        let values = vec![
            ("path", text(contents.name.clone())),
            ("detail", text(names.join(", ").chars().take(200).collect::<String>())),
        ];
        return Err(Problem::new("not-a-workbook", values).in_place(contents.place()));
    };
    let mut looking = Looking {
        contents,
        limits: *limits,
        budget: Budget::new(limits, bytes.len()),
        sheets: Vec::new(),
        parts: None,
        styles: (String::new(), Styles::default()),
        ods: Tables::new(limits),
    };
    looking.map_sheets(&mut zip, family, &lower)?;
    for (place, path) in lower.iter().enumerate() {
        if looking.is_read(family, path) {
            looking.part(&mut zip, place, path)?;
        }
    }
    let formats = looking.styles.1.kinds;
    let parts = looking.parts.map(|parts| Parts { formats, ..parts });
    let sheets = looking.sheets.into_iter().map(|(_, facts)| facts).collect();
    Ok(Looked { family, facts: if family == Family::Ods { looking.ods.sheets } else { sheets }, parts })
}

struct Looking<'a> {
    contents: &'a Contents,
    limits: ReadLimits,
    budget: Budget,
    /// Sheets by the path of their part.
    sheets: Vec<(String, SheetFacts)>,
    parts: Option<Parts>,
    /// With the path of their part.
    styles: (String, Styles),
    ods: Tables,
}

impl Looking<'_> {
    fn is_read(&self, family: Family, path: &str) -> bool {
        if family == Family::Ods {
            return OPEN_DOCUMENT.contains(&path);
        }
        let is_sheet = self.sheets.iter().any(|(sheet, _)| sheet == path);
        let read = [".xml", ".rels", ".bin"].iter().any(|ending| path.ends_with(ending));
        is_sheet
            || (read && !path.ends_with("vbaproject.bin") && !LEFT_ALONE.iter().any(|start| path.starts_with(start)))
    }

    /// Which part is which sheet.
    fn map_sheets(&mut self, zip: &mut Zip<'_>, family: Family, paths: &[String]) -> Result<(), Problem> {
        let place = |wanted: &str| paths.iter().position(|path| path == wanted);
        let mut root = (family == Family::Xlsb).then(|| ("xl/".to_owned(), "workbook.bin".to_owned()));
        let mut roots = 0;
        if let (Family::Xlsx, Some(at)) = (family, place(ROOT)) {
            self.walked(zip, at, ROOT, &mut |tag| {
                let found = book_in(tag);
                roots += u32::from(found.is_some());
                root = root.take().or(found);
                Ok(Next::Tag)
            })?;
        }
        let Some((folder, name)) = root else { return Ok(()) };
        let (book, related) = (&format!("{folder}{name}"), &format!("{folder}_rels/{name}.rels"));
        let (Some(book_at), Some(related_at)) = (place(book), place(related)) else { return Ok(()) };
        let mut relations = Relations::of(folder.clone());
        self.walked(zip, related_at, related, &mut |tag| {
            relations.tag(tag);
            Ok(Next::Tag)
        })?;
        let names = if family == Family::Xlsb {
            let part = self.inflated(zip, book_at, book)?;
            binary::sheet_names(&part).map_err(|fault| fault.told(self.contents, book))?
        } else {
            let mut names = SheetNames::default();
            self.walked(zip, book_at, book, &mut |tag| {
                names.tag(tag);
                Ok(Next::Tag)
            })?;
            names
        };
        self.sheets = relations.sheets(&names);
        if family == Family::Xlsx && roots == 1 {
            let at = |(path, facts): &(String, SheetFacts)| Some((facts.name.clone(), place(path)?));
            self.styles.0 = format!("{folder}styles.xml");
            self.parts = relations.known(&names).map(|tables| Parts {
                tables,
                sheets: self.sheets.iter().filter_map(at).collect(),
                strings: place(&format!("{folder}sharedstrings.xml")),
                formats: Vec::new(),
                from_1904: names.from_1904,
            });
        }
        Ok(())
    }

    fn part(&mut self, zip: &mut Zip<'_>, place: usize, path: &str) -> Result<(), Problem> {
        let sheet = self.sheets.iter().position(|(known, _)| known == path);
        // Paths are in lower case here.
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        if !["xml", "rels"].contains(&ending) {
            let part = self.inflated(zip, place, path)?;
            if let Some((_, facts)) = sheet.and_then(|sheet| self.sheets.get_mut(sheet)) {
                binary::sheet(&part, facts).map_err(|fault| fault.told(self.contents, path))?;
            }
            return Ok(());
        }
        if path == "content.xml" {
            let mut tables = std::mem::replace(&mut self.ods, Tables::new(&self.limits));
            let walked = self.walked(zip, place, path, &mut |tag| tables.tag(tag));
            self.ods = tables;
            return walked;
        }
        if path == self.styles.0 {
            let mut styles = std::mem::take(&mut self.styles.1);
            self.walked(zip, place, path, &mut |tag| {
                styles.tag(tag);
                Ok(Next::Tag)
            })?;
            self.styles.1 = styles;
            return Ok(());
        }
        let Some(sheet) = sheet else { return self.walked(zip, place, path, &mut |_| Ok(Next::Tag)) };
        let mut facts = self.sheets.get_mut(sheet).map(|(_, facts)| std::mem::take(facts)).unwrap_or_default();
        let mut tags = SheetTags::default();
        let walked = self.walked(zip, place, path, &mut |tag| Ok(tags.tag(&mut facts, tag)));
        if let Some((_, known)) = self.sheets.get_mut(sheet) {
            *known = facts;
        }
        walked
    }

    fn inflated(&mut self, zip: &mut Zip<'_>, place: usize, path: &str) -> Result<Vec<u8>, Problem> {
        let entry = zip.by_index(place).map_err(|e| Fault::from(e).told(self.contents, path))?;
        inflated(entry, &mut self.budget).map_err(|fault| fault.told(self.contents, path))
    }

    fn walked(
        &mut self,
        zip: &mut Zip<'_>,
        place: usize,
        path: &str,
        take: &mut dyn FnMut(&Tag<'_>) -> Result<Next, Problem>,
    ) -> Result<(), Problem> {
        let entry = zip.by_index(place).map_err(|e| Fault::from(e).told(self.contents, path))?;
        walk(entry, &mut self.budget, self.limits.xml_depth, take).map_err(|fault| fault.told(self.contents, path))
    }
}
