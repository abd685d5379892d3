//! The records of an .xlsb that tell what a sheet has beside its values. Takes a part's bytes, hands on facts; refuses
//! records that are cut off and rows that no sheet has. Also tells the error values of formulas, which the reader of
//! values passes over.

use crate::read::packed::Fault;

use super::facts::{Area, SheetFacts};
use super::sheetxml::{NamedSheet, SheetNames};

/// The last row and column of a sheet, from 0.
const LAST_ROW: u32 = 1_048_575;
const LAST_COLUMN: u32 = 16_383;

const ROW: u32 = 0;
const FORMULA_ERROR: u32 = 11;
const COLUMN: u32 = 60;
const SHEET_NAME: u32 = 156;
const FILTER_COLUMN: u32 = 163;
const MERGED: u32 = 176;

/// The records of a part.
struct Records<'a>(&'a [u8]);

impl<'a> Records<'a> {
    /// Seven bits a byte, the lowest first; the last byte has no mark.
    fn number(&mut self, most: u32) -> Option<u32> {
        let mut number = 0_u32;
        for place in 0..most {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }

    /// The next record's type and contents.
    fn next(&mut self) -> Result<Option<(u32, &'a [u8])>, Fault> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let kind = self.number(2).ok_or_else(cut)?;
        let length = usize::try_from(self.number(4).ok_or_else(cut)?).unwrap_or(usize::MAX);
        let body = self.0.get(..length).ok_or_else(cut)?;
        self.0 = self.0.get(length..).unwrap_or_default();
        Ok(Some((kind, body)))
    }
}

fn cut() -> Fault {
    Fault::Broken("unexpected end of records".to_owned())
}

/// Four bytes, the lowest first.
fn word(body: &[u8], at: usize) -> Result<u32, Fault> {
    let bytes = body.get(at..at.saturating_add(4)).and_then(|four| four.try_into().ok());
    bytes.map(u32::from_le_bytes).ok_or_else(cut)
}

/// A text with its length before it, and the place after it.
fn name(body: &[u8], at: usize) -> Result<(String, usize), Fault> {
    let letters = usize::try_from(word(body, at)?).unwrap_or(usize::MAX);
    let start = at + 4;
    let end = letters.checked_mul(2).and_then(|bytes| bytes.checked_add(start)).ok_or_else(cut)?;
    let pairs = body.get(start..end).ok_or_else(cut)?.chunks_exact(2);
    let units: Vec<u16> = pairs.map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    Ok((String::from_utf16_lossy(&units), end))
}

/// The names of the sheets and their relations' ids, from `workbook.bin`.
pub(super) fn sheet_names(part: &[u8]) -> Result<SheetNames, Fault> {
    let mut names = SheetNames::default();
    let mut records = Records(part);
    while let Some((kind, body)) = records.next()? {
        if kind == SHEET_NAME && word(body, 8)? != u32::MAX {
            let (relation, end) = name(body, 8)?;
            let name = name(body, end)?.0;
            names.sheets.push(NamedSheet { name, relation, visible: None });
        }
    }
    Ok(names)
}

/// A sheet's facts, from its own part.
pub(super) fn sheet(part: &[u8], facts: &mut SheetFacts) -> Result<(), Fault> {
    let mut records = Records(part);
    let mut row = 0;
    while let Some((kind, body)) = records.next()? {
        match kind {
            ROW => {
                row = word(body, 0)?;
                if row > LAST_ROW {
                    return Err(Fault::Broken(format!("row {row}")));
                }
                // Bit 4 of the third byte of flags: no height.
                if body.get(11).ok_or_else(cut)? & 0x10 != 0 {
                    facts.hide_rows(row, 1);
                }
            }
            COLUMN if body.get(16).ok_or_else(cut)? & 1 != 0 => {
                facts.hidden_columns.push((word(body, 0)?, word(body, 4)?.min(LAST_COLUMN)));
            }
            FORMULA_ERROR => {
                let code = *body.get(8).ok_or_else(cut)?;
                facts.errors.entry(row).or_default().push((word(body, 0)?.min(LAST_COLUMN), error(code)));
            }
            FILTER_COLUMN => facts.filtered = true,
            MERGED => {
                let (top, bottom) = (word(body, 0)?, word(body, 4)?.min(LAST_ROW));
                facts.merge(Area { top, left: word(body, 8)?, bottom, right: word(body, 12)?.min(LAST_COLUMN) });
            }
            _ => {}
        }
    }
    Ok(())
}

/// An error value as the sheet shows it.
fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#?",
    }
}
