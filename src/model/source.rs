//! Where a row came from, as the user sees it. Hands on file, sheet and row; refuses absolute paths, which would
//! make the same inputs give other bytes in another folder.

use super::finding::Place;

/// An input file by its place in the run's canonical order.
pub type SourceId = u32;

/// One input of the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// File name without folder, as shown in tables and findings.
    pub name: String,
    /// Sheet names in file order; empty for text files.
    pub sheets: Vec<String>,
}

/// A row of an input: the sheet's place in the file and the row number that Excel or a text editor shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// Which input.
    pub source: SourceId,
    /// Which sheet; 0 for text files.
    pub sheet: u16,
    /// 1-based row or line.
    pub row: u32,
}

/// The place of a row, as findings and problems name it.
pub fn place_of(sources: &[Source], origin: Origin) -> Place {
    let source = sources.get(origin.source as usize);
    Place {
        file: source.map(|s| s.name.clone()),
        sheet: source.and_then(|s| s.sheets.get(usize::from(origin.sheet)).cloned()),
        row: Some(origin.row),
        ..Place::default()
    }
}
