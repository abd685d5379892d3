//! The records of an .xls that tell what a sheet has beside its values, and whether it is of a size that can be held.
//! Takes the workbook's stream, hands on each sheet's facts in the file's order; refuses a protected file and sheets
//! over the limit, before anything is made of them.

use crate::pipeline::ReadLimits;
use crate::read::over;
use crate::read::packed::Fault;

use super::facts::{Area, SheetFacts};

const FORMULA: u16 = 0x0006;
const END: u16 = 0x000A;
const PASSWORD: u16 = 0x002F;
const COLUMN: u16 = 0x007D;
const SHEET: u16 = 0x0085;
const FILTER: u16 = 0x009B;
const MANY_NUMBERS: u16 = 0x00BD;
const RICH_TEXT: u16 = 0x00D6;
const MERGED: u16 = 0x00E5;
const SHARED_TEXT: u16 = 0x00FD;
const SIZE: u16 = 0x0200;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const TRUTH_OR_ERROR: u16 = 0x0205;
const ROW: u16 = 0x0208;
const SMALL_NUMBER: u16 = 0x027E;
const BEGIN: u16 = 0x0809;
/// Records of one cell each, which start with its row and column.
const CELLS: [u16; 7] = [FORMULA, NUMBER, LABEL, TRUTH_OR_ERROR, SMALL_NUMBER, SHARED_TEXT, RICH_TEXT];

/// The record at a place, with the place after it.
fn record(stream: &[u8], at: usize) -> Result<(u16, &[u8], usize), Fault> {
    let start = at.checked_add(4).ok_or_else(cut)?;
    let end = start.checked_add(usize::from(half(stream, at.saturating_add(2))?)).ok_or_else(cut)?;
    Ok((half(stream, at)?, stream.get(start..end).ok_or_else(cut)?, end))
}

fn cut() -> Fault {
    Fault::Broken("unexpected end of records".to_owned())
}

fn half(bytes: &[u8], at: usize) -> Result<u16, Fault> {
    let two = bytes.get(at..at.saturating_add(2)).and_then(|two| two.try_into().ok());
    two.map(u16::from_le_bytes).ok_or_else(cut)
}

fn word(bytes: &[u8], at: usize) -> Result<u32, Fault> {
    Ok(u32::from(half(bytes, at)?) | (u32::from(half(bytes, at.saturating_add(2))?) << 16))
}

/// The facts of every sheet; the names are read elsewhere.
pub(super) fn sheets(stream: &[u8], limits: &ReadLimits) -> Result<Vec<SheetFacts>, Fault> {
    let (mut at, mut starts) = (0, Vec::new());
    loop {
        let (kind, body, next) = record(stream, at)?;
        match kind {
            PASSWORD => return Err(Fault::Password),
            SHEET => starts.push(word(body, 0)? as usize),
            END => break,
            _ => {}
        }
        at = next;
    }
    starts.into_iter().map(|start| sheet(stream, start, limits)).collect()
}

fn sheet(stream: &[u8], start: usize, limits: &ReadLimits) -> Result<SheetFacts, Fault> {
    let mut facts = SheetFacts::default();
    let (mut at, mut depth) = (start, 0_u32);
    let mut held: Option<Area> = None;
    loop {
        let (kind, body, next) = record(stream, at)?;
        at = next;
        match kind {
            BEGIN => depth = depth.saturating_add(1),
            END if depth <= 1 => break,
            END => depth -= 1,
            // What lies deeper is a chart's, not the sheet's.
            _ if depth > 1 => {}
            SIZE => {
                let (rows, columns) = size(body)?;
                within(u64::from(rows).saturating_mul(u64::from(columns)), limits)?;
            }
            ROW if word(body, 12)? & 0x20 != 0 => facts.hide_rows(half(body, 0)?.into(), 1),
            COLUMN if half(body, 8)? & 1 != 0 => {
                facts.hidden_columns.push((half(body, 0)?.into(), half(body, 2)?.min(255).into()));
            }
            FILTER => facts.filtered = true,
            MERGED => {
                let areas = body.get(2..).unwrap_or_default().chunks_exact(8);
                for area in areas.take(half(body, 0)?.into()) {
                    let of = |place| half(area, place).map(u32::from);
                    facts.merge(Area { top: of(0)?, bottom: of(2)?, left: of(4)?, right: of(6)? });
                }
            }
            _ if CELLS.contains(&kind) => hold(&mut held, half(body, 0)?, half(body, 2)?),
            MANY_NUMBERS => {
                hold(&mut held, half(body, 0)?, half(body, 2)?);
                hold(&mut held, half(body, 0)?, half(body, body.len().saturating_sub(2))?);
            }
            _ => {}
        }
    }
    if let Some(Area { top, left, bottom, right }) = held {
        within(u64::from(bottom - top + 1).saturating_mul(u64::from(right - left + 1)), limits)?;
    }
    Ok(facts)
}

/// Rows and columns that the sheet says it has, in the older form or the newer.
fn size(body: &[u8]) -> Result<(u32, u32), Fault> {
    let (rows, columns) = if body.len() >= 14 {
        (word(body, 4)?.wrapping_sub(word(body, 0)?), half(body, 10)?.wrapping_sub(half(body, 8)?))
    } else {
        (half(body, 2)?.wrapping_sub(half(body, 0)?).into(), half(body, 6)?.wrapping_sub(half(body, 4)?))
    };
    Ok((rows, columns.into()))
}

fn hold(held: &mut Option<Area>, row: u16, column: u16) {
    let (row, column) = (u32::from(row), u32::from(column));
    let area = held.get_or_insert(Area { top: row, left: column, bottom: row, right: column });
    *area = Area {
        top: area.top.min(row),
        left: area.left.min(column),
        bottom: area.bottom.max(row),
        right: area.right.max(column),
    };
}

fn within(cells: u64, limits: &ReadLimits) -> Result<(), Fault> {
    if cells <= limits.sheet_cells {
        return Ok(());
    }
    Err(Fault::Over(over("sheet-cells", limits.sheet_cells, "sheet-cells")))
}
