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
use super::opendocument::Tables;
use super::sheetxml::{Relations, SheetNames, SheetTags, book_in};
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

/// Looks the whole workbook through.
pub(super) fn look(contents: &Contents, limits: &ReadLimits) -> Result<(Family, Vec<SheetFacts>), Problem> {
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
        ods: Tables::new(limits),
    };
    looking.map_sheets(&mut zip, family, &lower)?;
    for (place, path) in lower.iter().enumerate() {
        if looking.is_read(family, path) {
            looking.part(&mut zip, place, path)?;
        }
    }
    let sheets = looking.sheets.into_iter().map(|(_, facts)| facts).collect();
    Ok((family, if family == Family::Ods { looking.ods.sheets } else { sheets }))
}

struct Looking<'a> {
    contents: &'a Contents,
    limits: ReadLimits,
    budget: Budget,
    /// Sheets by the path of their part.
    sheets: Vec<(String, SheetFacts)>,
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
        if let (Family::Xlsx, Some(at)) = (family, place(ROOT)) {
            self.walked(zip, at, ROOT, &mut |tag| {
                root = root.take().or_else(|| book_in(tag));
                Ok(Next::Tag)
            })?;
        }
        let Some((folder, name)) = root else { return Ok(()) };
        let (book, related) = (&format!("{folder}{name}"), &format!("{folder}_rels/{name}.rels"));
        let (Some(book_at), Some(related_at)) = (place(book), place(related)) else { return Ok(()) };
        let mut relations = Relations::of(folder);
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
        self.sheets = relations.sheets(names);
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
