//! Sheets of an .xlsx, read without building more of their XML than a cell. Takes the workbook's bytes and what its other
//! parts tell, hands on cells; refuses nothing: what it doesn't know for certain it leaves to the reader of all formats,
//! which goes on from the same cell, so that its words on a damaged sheet stand too.

mod cells;
#[cfg(test)]
mod cut;
mod inflate;
mod letters;
mod reader;
mod strings;

use std::convert::Infallible;
use std::io::Cursor;
use std::sync::Arc;

use calamine::Sheet;
use zip::ZipArchive;

pub(super) use cells::Cell;
use cells::Cells;
#[cfg(test)]
pub(super) use cut::cut_cells;
use inflate::Source;
use reader::Took;
use strings::Strings;

type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// A tag or cell longer than this is left alone.
const LONGEST: usize = 4_000_000;

/// What a number of some style is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum NumberKind {
    #[default]
    Plain,
    /// A date or a time.
    Date,
    /// A length of time.
    Length,
}

/// Which parts of the package the cells need, as places in it, and what is known of them.
pub(super) struct Parts {
    /// All sheets, charts too.
    pub(super) tables: Vec<Sheet>,
    /// The sheets' parts by the sheets' names.
    pub(super) sheets: Vec<(String, usize)>,
    pub(super) strings: Option<usize>,
    /// By style.
    pub(super) formats: Vec<NumberKind>,
    /// Days are counted from 1904.
    pub(super) from_1904: bool,
}

/// What cells refer to.
struct Known {
    strings: Strings,
    formats: Vec<NumberKind>,
    from_1904: bool,
}

/// A workbook whose sheets may be read here.
pub(super) struct Lean {
    /// All sheets, charts too.
    pub(super) tables: Vec<Sheet>,
    bytes: Arc<[u8]>,
    sheets: Vec<(String, usize)>,
    known: Known,
}

impl Lean {
    /// None where the texts that cells share are spelt in an unknown way.
    pub(super) fn open(bytes: Arc<[u8]>, parts: Parts) -> Option<Self> {
        let mut strings = Strings::default();
        if let Some(place) = parts.strings {
            let mut zip = ZipArchive::new(Cursor::new(&*bytes)).ok()?;
            let whole = through(&mut zip, place, &mut |stretch| Ok::<_, Infallible>(strings.take(stretch)));
            whole.ok().filter(|whole| *whole)?;
        }
        let known = Known { strings, formats: parts.formats, from_1904: parts.from_1904 };
        Some(Self { tables: parts.tables, bytes, sheets: parts.sheets, known })
    }

    /// Hands on a sheet's cells, up to the first that isn't known for certain; true where that was all.
    pub(super) fn read<E>(&self, sheet: &str, take: &mut impl FnMut(Cell<'_>) -> Result<(), E>) -> Result<bool, E> {
        let place = self.sheets.iter().find(|(name, _)| name == sheet).map(|(_, place)| *place);
        let (Some(place), Ok(mut zip)) = (place, ZipArchive::new(Cursor::new(&*self.bytes))) else { return Ok(false) };
        let mut cells = Cells::of(&self.known);
        through(&mut zip, place, &mut |stretch| cells.take(stretch, take))
    }
}

/// Gives a part a stretch at a time; true where it was read to the end of what it is about.
fn through<E>(zip: &mut Zip<'_>, place: usize, take: &mut impl FnMut(&[u8]) -> Result<Took, E>) -> Result<bool, E> {
    let mut outcome = Ok(false);
    Source::of(zip, place, |source| {
        outcome = loop {
            match take(source.rest()) {
                Ok(Took::Some(length)) => source.pass(length),
                Ok(Took::All) => break Ok(true),
                Ok(Took::Unsure) => break Ok(false),
                Err(e) => break Err(e),
            }
            if source.rest().len() > LONGEST || !source.more() {
                break Ok(false);
            }
        };
    });
    outcome
}
