//! A file that is read with several layouts. Takes its contents, hands on the raw rows that a layout gets; the rows of the
//! first reading are kept, within a bound, and lent to every layout that would read the same; refuses what reading refuses.

use std::convert::Infallible;

use crate::model::finding::{Finding, Problem};
use crate::model::raw::RawBatch;
use crate::pipeline::{Layout, ReadLimits};
use crate::read::{self, Contents, Extract, Form, Look, ReadError};

/// Bytes of a batch.
const BATCH: usize = 1 << 20;
/// Bytes of raw rows that are kept, a million rows or so. A larger file is read anew by each layout.
const MOST: usize = 1 << 28;
/// Bytes that a row takes beside its cells.
const OF_A_ROW: usize = 16;

/// A file, and what is kept of it.
pub(super) struct File<'f> {
    pub(super) contents: &'f Contents,
    pub(super) look: &'f Look,
    limits: &'f ReadLimits,
    most: usize,
    kept: Option<Kept>,
}

/// What a layout gets of a file beside its rows.
#[derive(Clone, Debug)]
pub(super) struct About {
    pub(super) sheets: Vec<String>,
    pub(super) left_out: Vec<String>,
    /// What is to be told of the file itself.
    pub(super) findings: Vec<Finding>,
}

/// Rows as one layout reads them.
struct Kept {
    layout: Layout,
    about: About,
    batches: Vec<RawBatch>,
}

/// A file opened with a layout.
pub(super) struct Opened<'o> {
    pub(super) about: About,
    rows: Rows<'o>,
}

enum Rows<'o> {
    /// Lent, of the sheets that had these places.
    Kept(&'o [RawBatch], Vec<u16>),
    Own(Box<Extract>),
}

impl<'f> File<'f> {
    pub(super) fn new(contents: &'f Contents, look: &'f Look, limits: &'f ReadLimits) -> Self {
        Self { contents, look, limits, most: MOST, kept: None }
    }

    /// Opens the file with a layout.
    pub(super) fn open(&self, layout: &Layout) -> Result<Opened<'_>, Problem> {
        let mut opened = self.open_for_rows(layout)?;
        // Of a SIE file each layout is told something else.
        if matches!((&opened.rows, &self.look.form), (Rows::Kept(..), Form::Sie(_))) {
            opened.about = self.anew(layout)?.about;
        }
        Ok(opened)
    }

    /// Opens the file for its rows alone: what is told of it may be what another layout is told.
    pub(super) fn open_for_rows(&self, layout: &Layout) -> Result<Opened<'_>, Problem> {
        match self.kept.as_ref() {
            Some(kept) if self.look.reads_alike(&kept.layout, layout) => {
                let is_workbook = matches!(self.look.form, Form::Workbook(_));
                let wanted = if is_workbook { layout.sheets.as_slice() } else { &[] };
                let lent = lent(kept, wanted).map_err(|problem| problem.in_place(self.contents.place()))?;
                lent.map_or_else(|| self.anew(layout), Ok)
            }
            _ => self.anew(layout),
        }
    }

    fn anew(&self, layout: &Layout) -> Result<Opened<'static>, Problem> {
        let extract = read::open_known(self.contents, self.look, layout, self.limits)?;
        let (sheets, left_out) = (extract.sheets.clone(), extract.left_out.clone());
        let about = About { sheets, left_out, findings: extract.findings.clone() };
        Ok(Opened { about, rows: Rows::Own(Box::new(extract)) })
    }

    /// Reads the file with a layout, and keeps its rows where none are kept.
    pub(super) fn keep(&mut self, layout: &Layout, take: &mut dyn FnMut(&RawBatch)) -> Result<About, Problem> {
        let opened = self.open(layout)?;
        let about = opened.about.clone();
        let Rows::Own(extract) = opened.rows else {
            opened.rows(take)?;
            return Ok(about);
        };
        let (mut batches, mut bytes) = (Vec::new(), 0_usize);
        all(extract.read(0, BATCH, &mut |batch| {
            take(batch);
            bytes = bytes.saturating_add(batch.rows.bytes() + batch.rows.len() * OF_A_ROW);
            if bytes <= self.most {
                batches.push(RawBatch { rows: std::mem::take(&mut batch.rows), ..*batch });
            } else {
                batches = Vec::new();
            }
            Ok(())
        }))?;
        if self.kept.is_none() && bytes <= self.most {
            self.kept = Some(Kept { layout: layout.clone(), about: about.clone(), batches });
        }
        Ok(about)
    }
}

/// What is kept of the sheets that are wanted; none where they weren't read.
fn lent<'o>(kept: &'o Kept, wanted: &[String]) -> Result<Option<Opened<'o>>, Problem> {
    let About { sheets, left_out, findings } = &kept.about;
    if left_out.is_empty() {
        read::all_there(sheets, wanted)?;
    } else if wanted.is_empty() || !wanted.iter().all(|sheet| sheets.contains(sheet)) {
        return Ok(None);
    }
    let is_read = |sheet: &String| wanted.is_empty() || wanted.contains(sheet);
    let read = (0..).zip(sheets).filter(|(_, sheet)| is_read(sheet)).map(|(place, _)| place);
    // A text has no sheets; its rows stand on the first.
    let places = if sheets.is_empty() { vec![0] } else { read.collect() };
    let (sheets, others): (Vec<String>, Vec<String>) = sheets.iter().cloned().partition(is_read);
    let told = findings.iter().filter(|finding| finding.place.sheet.as_ref().is_none_or(is_read));
    let about = About { sheets, left_out: [left_out.clone(), others].concat(), findings: told.cloned().collect() };
    Ok(Some(Opened { about, rows: Rows::Kept(&kept.batches, places) }))
}

impl Opened<'_> {
    /// Hands every batch on.
    pub(super) fn rows(self, take: &mut dyn FnMut(&RawBatch)) -> Result<(), Problem> {
        all(self.each(&mut |batch| {
            take(batch);
            Ok(())
        }))
    }

    /// Hands batches on until the taker stops.
    pub(super) fn each<E>(self, take: &mut dyn FnMut(&RawBatch) -> Result<(), E>) -> Result<(), ReadError<E>> {
        let (batches, places) = match self.rows {
            Rows::Own(extract) => return extract.read(0, BATCH, &mut |batch| take(batch)).map(|_| ()),
            Rows::Kept(batches, places) => (batches, places),
        };
        for batch in batches {
            let Some(place) = (0..).zip(&places).find(|(_, kept)| **kept == batch.sheet) else { continue };
            let taken = match place {
                (sheet, kept) if sheet == *kept => take(batch),
                (sheet, _) => take(&RawBatch { sheet, ..batch.clone() }),
            };
            taken.map_err(ReadError::Taker)?;
        }
        Ok(())
    }
}

/// The outcome of a reading that its taker never stops.
fn all<T>(read: Result<T, ReadError<Infallible>>) -> Result<(), Problem> {
    match read {
        Ok(_) => Ok(()),
        Err(ReadError::Input(problem)) => Err(*problem),
        Err(ReadError::Taker(never)) => match never {},
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspect::opening::{look_at, reading};
    use crate::model::raw::RawRow;

    type Seen = Result<(Vec<String>, Vec<String>, Vec<Finding>, Vec<(u16, RawRow<'static>)>), Problem>;

    fn seen(opened: Result<Opened<'_>, Problem>) -> Seen {
        let opened = opened?;
        let (about, mut rows) = (opened.about.clone(), Vec::new());
        opened.rows(&mut |batch| rows.extend(batch.rows.owned().map(|row| (batch.sheet, row))))?;
        Ok((about.sheets, about.left_out, about.findings, rows))
    }

    /// Reads a file with layouts after one of them was kept, and after none was; how many were lent the rows.
    fn lent_as_read(path: &str, first: &[&str], layouts: &[Layout]) -> usize {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path);
        let limits = ReadLimits::default();
        let mut contents = read::load(&path, "fil", &limits).expect("a file");
        let look = look_at(&mut contents, &limits).expect("it is known");
        let first = Layout { sheets: first.iter().map(|&name| name.to_owned()).collect(), ..reading(&look) };
        let (mut kept, mut unkept) = (File::new(&contents, &look, &limits), File::new(&contents, &look, &limits));
        unkept.most = 0;
        for file in [&mut kept, &mut unkept] {
            file.keep(&first, &mut |_| ()).expect("it reads");
        }
        assert_eq!((kept.kept.is_some(), unkept.kept.is_some()), (true, false), "{path:?} {first:?}");
        let lent = |layout: &&Layout| {
            assert_eq!(seen(kept.open(layout)), seen(unkept.open(layout)), "{:?}", layout.sheets);
            !matches!(kept.open(layout), Ok(Opened { rows: Rows::Own(_), .. }))
        };
        layouts.iter().filter(lent).count()
    }

    #[test]
    fn kept_rows_are_what_reading_anew_gives() {
        let base = Layout::of_published_tables(crate::pipeline::Encoding::Utf8);
        let sheets =
            |names: &[&str]| Layout { sheets: names.iter().map(|&name| name.to_owned()).collect(), ..base.clone() };
        let layouts = |[one, other]: [&str; 2]| [sheets(&[]), sheets(&[other]), sheets(&[one, other]), sheets(&["-"])];
        let hidden = "corpus/workbook-hidden/9-dolt-blad.xlsx";
        assert_eq!(lent_as_read(hidden, &[], &layouts(["Blad1", "Framsida"])), 4);
        let book = "corpus/workbook-sheets/2.xlsx";
        assert_eq!(lent_as_read(book, &[], &layouts(["Noter", "Rader"])), 4);
        assert_eq!(lent_as_read(book, &["Rader"], &layouts(["Noter", "Rader"])), 2, "the sheet that was read");
        let text = [base.clone(), sheets(&["Blad1"]), Layout { separator: b',', ..base.clone() }];
        assert_eq!(lent_as_read("inspect/ledger.csv", &[], &text), 2);
        let dimension =
            |head: &str| Layout { parts: [(0, vec![head.to_owned()])].into_iter().collect(), ..base.clone() };
        let sie = [base.clone(), dimension("dim1"), dimension("dim99")];
        assert_eq!(
            lent_as_read("inspect/vouchers.se", &[], &sie),
            2,
            "a dimension that the file lacks is a column more"
        );
    }
}
