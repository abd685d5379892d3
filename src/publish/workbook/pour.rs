//! The rows of long tables into a workbook that has everything else. Takes the workbook with some rows of each such
//! table, whose styles all its rows get; hands on the same workbook with all of them. Refuses a sheet that is not as the
//! library writes it.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use rayon::prelude::*;
use zip::result::ZipResult;
use zip::{ZipArchive, ZipWriter};

use crate::model::fact::SinkError;
use crate::model::table::RowKind;

use super::super::trouble::{broken, not_written};
use super::rows::{self, Left, Strings, Styles};
use super::{Setting, alone};

const STRINGS: &str = "xl/sharedStrings.xml";

type Book<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// A sheet with long tables, from above downwards.
pub(super) struct Sheet<'a> {
    /// The sheet's number in the workbook, from 1.
    pub(super) number: usize,
    pub(super) left: Vec<Left<'a>>,
}

/// The workbook with all rows of the tables.
pub(super) fn pour(book: Vec<u8>, sheets: &[Sheet<'_>], setting: Setting<'_>) -> Result<Vec<u8>, SinkError> {
    if sheets.is_empty() {
        return Ok(book);
    }
    let fail = |e| not_written(setting.file, e);
    let mut book = ZipArchive::new(Cursor::new(&*book)).map_err(fail)?;
    let known = part(&mut book, STRINGS).map_err(fail)?;
    let head = Head::of(&known).ok_or_else(|| unlike(STRINGS))?;
    let mut strings = Strings::after(head.unique);
    sheets.iter().flat_map(|sheet| &sheet.left).for_each(|left| strings.take(left.table, setting));
    let name = |sheet: &Sheet<'_>| format!("xl/worksheets/sheet{}.xml", sheet.number);
    let shown: Vec<String> =
        sheets.iter().map(|s| part(&mut book, &name(s))).collect::<ZipResult<_>>().map_err(fail)?;
    let poured = |(sheet, shown): (&Sheet<'_>, &String)| {
        let (xml, texts) = whole(shown, &sheet.left, &strings, setting)?;
        Ok((name(sheet), (alone::packed(&name(sheet), &xml).map_err(|e| fail(e.into()))?, texts)))
    };
    let parts: Vec<Result<_, SinkError>> = sheets.par_iter().zip(&shown).map(poured).collect();
    let mut parts: HashMap<String, (Vec<u8>, i64)> = parts.into_iter().collect::<Result<_, SinkError>>()?;
    let more: i64 = parts.values().map(|(_, texts)| texts).sum();
    let known = head.with(&known, &strings, more);
    parts.insert(STRINGS.to_owned(), (alone::packed(STRINGS, known.as_bytes()).map_err(|e| fail(e.into()))?, 0));
    replaced(&mut book, parts).map_err(fail)
}

/// The workbook with some of its parts anew. In memory, where one can go back: in a stream a copied part would say that its
/// sizes stand behind it, where they don't. And on a full disk the library would print what it thinks of it.
fn replaced(book: &mut Book<'_>, mut parts: HashMap<String, (Vec<u8>, i64)>) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..book.len() {
        let file = book.by_index_raw(at)?;
        match parts.remove(file.name()?.as_ref()) {
            Some((part, _)) => zip.raw_copy_file(ZipArchive::new(Cursor::new(part))?.by_index_raw(0)?)?,
            None => zip.raw_copy_file(file)?,
        }
    }
    Ok(zip.finish()?.into_inner())
}

fn part(book: &mut Book<'_>, name: &str) -> ZipResult<String> {
    let mut xml = String::new();
    book.by_name(name)?.read_to_string(&mut xml)?;
    Ok(xml)
}

fn unlike(part: &str) -> SinkError {
    broken("a workbook as the library writes it", part)
}

/// What the list of texts says of itself before the first.
struct Head {
    count: i64,
    unique: usize,
    /// Where the texts begin.
    texts: usize,
}

impl Head {
    fn of(xml: &str) -> Option<Self> {
        let start = xml.find("<sst ")?;
        let texts = start + xml[start..].find('>')? + 1;
        let value = |name: &str| attribute(&xml[start..texts], name);
        Some(Self { count: value("count")?.parse().ok()?, unique: value("uniqueCount")?.parse().ok()?, texts })
    }

    /// The list with more texts, which cells have so many times more.
    fn with(&self, xml: &str, more: &Strings<'_>, uses: i64) -> String {
        let (number, texts) = more.xml();
        let old = |name: &str, value: &str| format!(" {name}=\"{value}\"");
        let head = xml[..self.texts]
            .replacen(&old("count", &self.count.to_string()), &old("count", &(self.count + uses).to_string()), 1)
            .replacen(
                &old("uniqueCount", &self.unique.to_string()),
                &old("uniqueCount", &(self.unique + number).to_string()),
                1,
            );
        let known = xml[self.texts..].trim_end().trim_end_matches("</sst>");
        [&head, known, texts, "</sst>"].concat()
    }
}

/// The sheet with all rows of its long tables; and how many texts more its cells have.
fn whole(
    shown: &str,
    left: &[Left<'_>],
    strings: &Strings<'_>,
    setting: Setting<'_>,
) -> Result<(Vec<u8>, i64), SinkError> {
    let (mut xml, mut more, mut copied) = (Vec::new(), 0, 0);
    for left in left {
        let table = || unlike(&left.table.id);
        let (first, last) = left.ends();
        let begin = copied + shown[copied..].find(&row_tag(first)).ok_or_else(table)?;
        let last = begin + shown[begin..].find(&row_tag(last)).ok_or_else(table)?;
        let end = last + shown[last..].find("</row>").ok_or_else(table)? + "</row>".len();
        let styles = styles(&shown[begin..end], left).ok_or_else(table)?;
        xml.extend_from_slice(&shown.as_bytes()[copied..begin]);
        let texts = rows::xml(&mut xml, left, &styles, strings, setting)?;
        more += i64::try_from(texts).unwrap_or_default();
        more -= i64::try_from(shown[begin..end].matches(" t=\"s\">").count()).unwrap_or_default();
        copied = end;
    }
    xml.extend_from_slice(&shown.as_bytes()[copied..]);
    Ok((xml, more))
}

/// The beginning of a row, counted from 1.
fn row_tag(number: usize) -> String {
    format!("<row r=\"{number}\"")
}

/// The styles of each kind of row, from the rows that are shown.
fn styles(shown: &str, left: &Left<'_>) -> Option<Vec<(RowKind, Styles)>> {
    let mut rows = shown.split("</row>");
    let of = |at: usize| {
        let cells = rows.next()?.split("<c ").skip(1);
        let styles: Option<Styles> = cells.map(|cell| attribute(cell, "s").map(str::to_owned)).collect();
        Some((left.table.rows.get(at)?.kind, styles?))
    };
    left.shown().into_iter().map(of).collect()
}

/// The value of an attribute in an element that begins the text.
fn attribute<'x>(element: &'x str, name: &str) -> Option<&'x str> {
    let inside = &element[..element.find('>')?];
    let value = inside.split_once(&format!(" {name}=\""))?.1;
    Some(&value[..value.find('"')?])
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader, Xlsx, open_workbook};

    use super::super::super::fixture::{Scratch, Words, day, meta, report, spoil};
    use super::*;
    use crate::model::money::Ore;
    use crate::model::table::{Cell, Column, ColumnKind, Report, Row};

    /// Rows of a table where names are cut, and of one where they break into lines.
    const ROWS: [i64; 2] = [230, 90];

    /// The report with its one table long, and a short and a long one after it on the same sheet.
    fn long(rows: i64, last: &str) -> Report {
        let mut report = report();
        let table = &mut report.tables[0];
        for (name, kind) in [("visat", ColumnKind::Scaled(3)), ("anteckning", ColumnKind::Text)] {
            table.columns.push(Column { name: name.to_owned(), title: None, kind });
        }
        table.columns.retain(|column| column.kind != ColumnKind::Prose);
        let long = "ett namn som tar flera rader ".repeat(6);
        let texts = ["=1+1", "0042", "å & <b> \"c\"", " luft ", "", "<rik>", long.trim_end()];
        let row = |n: i64| {
            let scattered = n.wrapping_mul(0x1_2345_6789) % 9_000_000_000_000_000;
            let text = |at: i64| Cell::Text(texts[usize::try_from(at).unwrap() % texts.len()].into());
            let kind = [RowKind::Normal, RowKind::Normal, RowKind::Subtotal][usize::try_from(n).unwrap() % 3];
            let cells = vec![
                if n % 5 == 0 { Cell::Name("over-budget") } else { text(n) },
                Cell::Amount(Ore::new(if n % 2 == 0 { scattered } else { -scattered / 1_000 })),
                Cell::Count(n.unsigned_abs() * 7_001),
                if n % 4 == 0 { Cell::Blank } else { Cell::Share(n * 50 - 3_000) },
                Cell::Date(if n < 90 { day(1900, 1 + u32::try_from(n).unwrap() / 30, 20) } else { day(2022, 2, 28) }),
                Cell::Scaled(n * 17 - 400, 3),
                text(n + 3),
            ];
            Row { kind, cells }
        };
        let mut all: Vec<Row> = (0..rows).map(row).collect();
        let mut total = row(1);
        total.kind = RowKind::Total;
        total.cells[0] = Cell::Text(last.into());
        all.push(total);
        table.rows = all.into_iter().collect();
        table.totals = table.count().unwrap();
        let (mut short, mut other) = (table.clone(), table.clone());
        short.id = "kort".to_owned();
        spoil(&mut short, |rows| rows.truncate(3));
        short.totals = short.count().unwrap();
        other.id = "annan".to_owned();
        report.sheets[0].tables.extend([short.id.clone(), other.id.clone()]);
        report.tables.extend([short, other]);
        report
    }

    /// Every row's number and height, every cell's reference and style, and what it reads as.
    type Seen = (Vec<(String, String)>, Vec<(String, String)>, Vec<Vec<Data>>);

    fn cells(report: &Report) -> Seen {
        let scratch = Scratch::new();
        super::super::write(&scratch.folder(), report, &Words, &meta()).unwrap();
        let path = scratch.path().join("uppfoljning.xlsx");
        let bytes = std::fs::read(&path).unwrap();
        let mut zip = ZipArchive::new(Cursor::new(bytes.as_slice())).unwrap();
        let sheet = part(&mut zip, "xl/worksheets/sheet1.xml").unwrap();
        let told = |cell: &str| {
            (attribute(&format!(" {cell}"), "r").unwrap().to_owned(), attribute(cell, "s").unwrap().to_owned())
        };
        let high = |row: &str| {
            let high = attribute(row, "ht").filter(|_| attribute(row, "customHeight") == Some("1"));
            (attribute(row, "r").unwrap().to_owned(), high.unwrap_or_default().to_owned())
        };
        let heights = sheet.split("<row").skip(1).map(high).collect();
        let styles = sheet.split("<c ").skip(1).map(told).collect();
        let uses = i64::try_from(sheet.matches(" t=\"s\">").count()).unwrap();
        let list = part(&mut zip, STRINGS).unwrap();
        let head = Head::of(&list).unwrap();
        assert_eq!((head.count, head.unique), (uses, list.matches("<si>").count()));
        let mut book: Xlsx<_> = open_workbook(path).unwrap();
        let range = book.worksheet_range_at(0).unwrap().unwrap();
        (heights, styles, range.rows().map(<[Data]>::to_vec).collect())
    }

    #[test]
    fn a_long_table_is_as_the_library_would_write_it() {
        for rows in ROWS {
            // What is not plain is written by the library.
            let (poured, librarys) = (long(rows, "sist"), long(rows, "_x"));
            assert!(rows::is_plain(&poured.tables[0]) && !rows::is_plain(&librarys.tables[0]));
            let ((heights, poured, values), librarys) = (cells(&poured), cells(&librarys));
            assert_eq!(heights, librarys.0);
            let broken = heights.iter().filter(|(_, height)| height == "54").count();
            assert_eq!(broken > 40, rows == ROWS[1], "{heights:?}");
            assert!(i64::try_from(poured.len()).unwrap() > 2 * 7 * rows && poured == librarys.1);
            assert_eq!(values.len(), librarys.2.len());
            for (row, (poured, librarys)) in values.iter().zip(&librarys.2).enumerate() {
                let same = |one: &Data, other: &Data| {
                    one == other || (one.to_string(), other.to_string()) == ("sist".into(), "_x".into())
                };
                assert!(poured.iter().zip(librarys).all(|(p, l)| same(p, l)), "row {row}: {poured:?} {librarys:?}");
            }
        }
    }

    #[test]
    fn a_lost_row_and_an_amount_that_would_be_rounded_stop_the_run() {
        let write = |report: &Report| {
            let scratch = Scratch::new();
            super::super::write(&scratch.folder(), report, &Words, &meta()).err()
        };
        let (mut lost, mut rounded) = (long(ROWS[0], "sist"), long(ROWS[0], "sist"));
        spoil(&mut lost.tables[0], |rows| drop(rows.remove(100)));
        spoil(&mut rounded.tables[2], |rows| rows[100].cells[1] = Cell::Amount(Ore::new(9_007_199_254_740_993)));
        assert!(matches!(write(&lost), Some(SinkError::Broken(_))));
        assert!(matches!(write(&rounded), Some(SinkError::Output(problem)) if problem.id == "output-amount-not-exact"));
    }

    #[test]
    fn parts_follow_on_one_another_by_the_sizes_before_them() {
        let scratch = Scratch::new();
        super::super::write(&scratch.folder(), &long(ROWS[0], "sist"), &Words, &meta()).unwrap();
        let bytes = std::fs::read(scratch.path().join("uppfoljning.xlsx")).unwrap();
        let number =
            |at: usize, size: usize| bytes[at..at + size].iter().rev().fold(0, |n, b| n << 8 | usize::from(*b));
        let (mut at, mut parts) = (0, 0);
        while bytes[at..].starts_with(b"PK\x03\x04") {
            at += 30 + number(at + 18, 4) + number(at + 26, 2) + number(at + 28, 2);
            parts += 1;
        }
        assert!(bytes[at..].starts_with(b"PK\x01\x02"), "after part {parts}");
        assert_eq!(parts, ZipArchive::new(Cursor::new(bytes.as_slice())).unwrap().len());
    }
}
