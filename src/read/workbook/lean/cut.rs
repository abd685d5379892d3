//! A sheet given in small stretches, for tests: what is parsed may not hang on where the stretches end.

use std::convert::Infallible;

use calamine::Data;

use super::Known;
use super::cells::Cells;
use super::reader::Took;
use super::strings::Strings;

/// A sheet's cells from its XML, given so many bytes more at a time.
pub(in crate::read::workbook) fn cut_cells(strings: &str, sheet: &str, step: usize) -> Vec<((u32, u32), Data, bool)> {
    let cut = |bytes: &[u8], take: &mut dyn FnMut(&[u8]) -> Took| {
        let (mut at, mut end) = (0, 0);
        loop {
            match take(&bytes[at..end]) {
                Took::Some(length) => at += length,
                Took::All => return,
                Took::Unsure => panic!("{}", String::from_utf8_lossy(bytes)),
            }
            assert!(end < bytes.len(), "it ends: {}", String::from_utf8_lossy(bytes));
            end = (end + step).min(bytes.len());
        }
    };
    let mut shared = Strings::default();
    cut(strings.as_bytes(), &mut |stretch| shared.take(stretch));
    let known = Known { strings: shared, formats: Vec::new(), from_1904: false };
    let (mut reader, mut cells) = (Cells::of(&known), Vec::new());
    cut(sheet.as_bytes(), &mut |stretch| {
        let took = reader.take(stretch, &mut |cell| {
            cells.push((cell.at, Data::from(cell.value), cell.has_formula));
            Ok::<_, Infallible>(())
        });
        took.unwrap_or_else(|never| match never {})
    });
    cells
}
