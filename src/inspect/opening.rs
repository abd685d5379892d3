//! Opening a file that nothing is known of. Takes its contents, hands on what it is, the layout that reads its raw rows, and
//! which sheets hold its table; of two separators that fit, the one under which the headings are known is taken.

use crate::model::finding::Problem;
use crate::model::raw::RawRow;
use crate::pipeline::{Encoding, Layout, ReadLimits};
use crate::read::{self, Contents, Form, Look, ReadError};

use super::SheetLook;
use super::aliases::Aliases;
use super::kept::File;
use super::{header, survey};

/// Bytes in which a header is looked for.
const FIRST: usize = 1 << 14;
/// Headings that are enough to know a separator by.
const KNOWN: usize = 2;

/// What a file is, with the separator that its headings bear out first.
pub(super) fn look_at(contents: &mut Contents, limits: &ReadLimits) -> Result<Look, Problem> {
    let mut look = read::look(contents, limits)?;
    let plain = look.clone();
    if let Form::Text(text) = &mut look.form
        && !text.stated
        && text.separators.len() > 1
    {
        let known = |sign: u8| headings(contents, &Layout { separator: sign, ..reading(&plain) }, limits);
        let found: Vec<usize> = text.separators.iter().map(|look| known(look.sign)).collect();
        let most = found.iter().copied().max().unwrap_or(0);
        let best = found.iter().position(|known| *known == most).filter(|_| most >= KNOWN);
        text.separators.swap(0, best.unwrap_or(0));
    }
    Ok(look)
}

/// How many headings the first rows know. Where the text is broken below them, as by a quote that nothing closes, the rows
/// above the break are asked: what is broken is then told of the right separator.
fn headings(contents: &Contents, layout: &Layout, limits: &ReadLimits) -> usize {
    match known(contents.clone(), layout, limits) {
        Ok(known) => known,
        Err(problem) => {
            let above = problem.place.row.and_then(|row| above(contents.bytes(), row)).unwrap_or_default();
            known(Contents::of_bytes(contents.name(), "", above.to_vec()), layout, limits).unwrap_or(0)
        }
    }
}

fn known(contents: Contents, layout: &Layout, limits: &ReadLimits) -> Result<usize, Problem> {
    let extract = read::open(contents, layout, limits)?;
    let mut known = 0;
    let taken: Result<_, ReadError<()>> = extract.read(0, FIRST, &mut |batch| {
        known =
            header::find(&batch.rows.iter().collect::<Vec<_>>(), Aliases::shipped()).map_or(0, |header| header.known);
        Err(())
    });
    match taken {
        Err(ReadError::Input(problem)) => Err(*problem),
        // It was stopped on purpose.
        _ => Ok(known),
    }
}

/// The lines above one that is not the first.
fn above(bytes: &[u8], row: u32) -> Option<&[u8]> {
    let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    let end = ends.take(usize::try_from(row).ok()?.checked_sub(1)?).last()?;
    bytes.get(..end)
}

/// The layout that hands raw rows on: nothing but what the file's bytes show.
pub(super) fn reading(look: &Look) -> Layout {
    let mut layout = Layout::of_published_tables(Encoding::Utf8);
    match &look.form {
        Form::Text(text) => {
            layout.encoding = text.encoding;
            layout.separator = text.separators.first().map_or(b';', |look| look.sign);
        }
        Form::Sie(sie) => {
            layout.amounts = crate::model::amount::AmountStyle::plain('.', &[]);
            layout.balances_by = sie.breakdowns.first().cloned().unwrap_or_default();
        }
        Form::Workbook(_) => {}
    }
    layout
}

/// The sheets of a workbook, and which of them hold the table: the one whose header knows most headings, and every other
/// with all of its columns that matter.
pub(super) fn sheets(file: &mut File<'_>, layout: &Layout) -> Result<Vec<SheetLook>, Problem> {
    if !matches!(file.look.form, Form::Workbook(_)) {
        return Ok(Vec::new());
    }
    let mut seen: Vec<(u64, Vec<RawRow<'static>>)> = Vec::new();
    let about = file.keep(layout, &mut |batch| {
        let at = usize::from(batch.sheet);
        seen.resize_with(seen.len().max(at + 1), Default::default);
        if let Some((count, first)) = seen.get_mut(at) {
            *count += batch.seal.rows;
            let room = usize::try_from(header::WITHIN).unwrap_or(0).saturating_sub(first.len());
            first.extend(batch.rows.owned().take(room));
        }
    })?;
    let names = about.sheets;
    seen.resize_with(names.len(), Default::default);
    let (rows, first): (Vec<u64>, Vec<Vec<RawRow<'static>>>) = seen.into_iter().unzip();
    let aliases = Aliases::shipped();
    let headers: Vec<Option<header::Header>> = first.iter().map(|rows| header::find(rows, aliases)).collect();
    let main =
        headers.iter().enumerate().filter_map(|(at, header)| Some((header.as_ref()?.known, std::cmp::Reverse(at))));
    let main = main.max().map(|(_, std::cmp::Reverse(at))| at);
    let headings = |at: usize| -> Vec<String> {
        let row = headers[at].as_ref().and_then(|header| first[at].get(header.at));
        let cells = row.map(|row| row.cells.iter().map(|cell| survey::plain_heading(&cell.shown())).collect());
        cells.unwrap_or_default()
    };
    let wanted: Vec<String> = main.map(&headings).unwrap_or_default();
    let wanted: Vec<String> = wanted.into_iter().filter(|heading| aliases.of_heading(heading).is_some()).collect();
    let same = |at: usize| {
        let own = headings(at);
        let shared = wanted.iter().filter(|heading| own.contains(heading)).count();
        // Without an amount the sheet is another table, however like its other columns are.
        let money = |of: &[String]| of.iter().any(|heading| aliases.is_money(heading));
        let paid = !money(&wanted) || money(&own);
        Some(at) == main || (!wanted.is_empty() && paid && shared * 4 >= wanted.len() * 3)
    };
    let found = names.iter().enumerate().map(|(at, name)| SheetLook {
        name: name.clone(),
        rows: rows[at],
        header: headers[at].as_ref().and_then(|header| Some(first[at].get(header.at)?.row)),
        read: same(at),
    });
    let others = about.left_out.into_iter().map(|name| SheetLook { name, rows: 0, header: None, read: false });
    Ok(found.chain(others).collect())
}
