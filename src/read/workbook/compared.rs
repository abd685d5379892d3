//! The lean reader beside the reader of all formats, as a test: the same cells from every workbook there is, and from
//! sheets written at random in many spellings. Where the lean reader stops, the other must go on from the same cell.

// A sheet is put together bit by bit, where its parts are.
#![allow(clippy::format_push_string, clippy::format_collect)]

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use calamine::{Data, Reader, SheetType, Xlsx};
use proptest::prelude::*;

use super::lean::{Cell, Lean};
use super::{Contents, ReadLimits, Workbook, package};
use crate::read::ReadError;

/// A cell for comparing: its place, its value, whether it has a formula.
type Told = ((u32, u32), Data, bool);

/// Cells of a sheet that are compared.
const ENOUGH: usize = 3_000;

/// What the lean reader gives of a sheet, and whether it read all of it.
fn lean_cells(lean: &Lean, sheet: &str) -> (Vec<Told>, bool) {
    let mut cells = Vec::new();
    let all = lean.read(sheet, &mut |cell: Cell<'_>| {
        cells.push((cell.at, Data::from(cell.value), cell.has_formula));
        if cells.len() < ENOUGH { Ok(()) } else { Err(()) }
    });
    (cells, all.unwrap_or(true))
}

/// What the reader of all formats gives of a sheet, up to where it fails.
fn other_cells(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> (Vec<Told>, bool) {
    let mut cells = Vec::new();
    let Ok(mut reader) = book.worksheet_cells_reader(sheet) else { return (cells, false) };
    loop {
        match reader.next_cell_with_formula_metadata() {
            Ok(Some(cell)) if cells.len() < ENOUGH => {
                cells.push((cell.pos, Data::from(cell.value), cell.formula.is_some()));
            }
            end => return (cells, end.is_ok()),
        }
    }
}

fn lean_of(bytes: &[u8]) -> Option<Lean> {
    let contents = Contents::of_bytes("bok.xlsx", "xlsx", bytes.to_vec());
    let parts = package::look(&contents, &ReadLimits::default()).ok()?.parts?;
    Lean::open(Arc::from(bytes), parts)
}

/// Holds both readers against each other; counts the sheets, and those that the lean one read in full.
fn compare(bytes: &[u8], name: &str) -> (u32, u32) {
    let Some(lean) = lean_of(bytes) else { return (0, 0) };
    let (mut sheets, mut whole) = (0, 0);
    let Ok(mut book) = Xlsx::new(Cursor::new(bytes.to_vec())) else { panic!("{name}: only one reader opens it") };
    assert_eq!(lean.tables, book.sheets_metadata(), "{name}");
    let tables = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    for sheet in tables.map(|sheet| sheet.name.clone()).collect::<Vec<_>>() {
        let (cells, all) = lean_cells(&lean, &sheet);
        let (others, fine) = other_cells(&mut book, &sheet);
        assert!(cells.len() <= others.len(), "{name}, {sheet}: {} of {} cells", cells.len(), others.len());
        for (cell, other) in cells.iter().zip(&others) {
            assert_eq!(cell, other, "{name}, {sheet}");
        }
        assert!(!all || (fine && cells.len() == others.len()), "{name}, {sheet}: {} cells", cells.len());
        sheets += 1;
        whole += u32::from(all);
    }
    (sheets, whole)
}

fn workbooks(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            workbooks(&entry, found);
        } else if entry.extension().is_some_and(|ending| ["xlsx", "xlsm"].iter().any(|known| ending == *known)) {
            found.push(entry);
        }
    }
}

#[test]
fn every_workbook_that_there_is_reads_the_same() {
    let mut found = Vec::new();
    for folder in ["tests/corpus", "tests/inspect", "tests/foot", "fuzz/seeds", "sample_data"] {
        workbooks(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    }
    let (mut sheets, mut whole) = (0, 0);
    for path in &found {
        // Those over the limits are refused before any cell is read.
        if !path.to_string_lossy().contains("over-the-limits") {
            let (more, more_whole) = compare(&std::fs::read(path).expect("a file"), &path.to_string_lossy());
            sheets += more;
            whole += more_whole;
        }
    }
    assert!(found.len() > 20 && whole > 20, "{whole} of {sheets} sheets in {} files", found.len());
    assert_eq!(sheets, whole, "sheets that are not read in full");
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook of one sheet.
fn package_of(sheet: &str, strings: &str, styles: &str, properties: &str) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
    };
    let relations = |inner: String| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>"#
        )
    };
    let book = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets><sheet name="Blad" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relations(relation("rId1", "worksheet", "worksheets/sheet1.xml"))),
        ("xl/sharedStrings.xml", strings.to_owned()),
        ("xl/styles.xml", styles.to_owned()),
        ("xl/worksheets/sheet1.xml", sheet.to_owned()),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in parts.iter().filter(|(_, text)| !text.is_empty()) {
        zip.start_file(*name, stored).expect("a part");
        zip.write_all(text.as_bytes()).expect("its bytes");
    }
    zip.finish().expect("a zip").into_inner()
}

fn simple(rows: &str) -> Vec<u8> {
    package_of(&format!("<worksheet xmlns='{MAIN}'><sheetData>{rows}</sheetData></worksheet>"), "", "", "")
}

fn shown(bytes: &[u8]) -> (Vec<String>, bool) {
    let (cells, all) = lean_cells(&lean_of(bytes).expect("it opens"), "Blad");
    (cells.into_iter().map(|(_, value, formula)| format!("{value}{}", if formula { " =" } else { "" })).collect(), all)
}

/// What the other reader reads in part, or passes over: it would lose a figure without a word.
#[test]
fn sections_entities_and_comments_within_a_value_are_read() {
    let rows = "<row><c><v><![CDATA[12]]>3</v></c><c><v>1&#50;3</v></c><c><v>12<!-- > -->3</v></c>\
                <c t='str'><v>a<![CDATA[<&]]>b</v></c><c t='inlineStr'><is><t>x &amp;&#x20;<![CDATA[ y ]]></t></is></c></row>";
    let told = ["123", "123", "123", "a<&b", "x &  y"].map(str::to_owned).to_vec();
    assert_eq!(shown(&simple(rows)), (told, true));
}

#[test]
fn what_is_not_known_is_left_to_the_other_reader_from_that_cell_on() {
    let known =
        "<row r='1'><c r='A1'><v>1</v></c><c r='B1'/><c r='C1'><f>1</f></c></row><row r='2'><c r='A2'><v>2</v></c>";
    let odd = [
        "<!-- --><c r='B2'><v>3</v></c></row>",
        "<c r='b2'><v>3</v></c></row>",
        "<c r='B2' ><v>3</v ></c></row>",
        "<c r='B2'><v> 3 </v></c></row>",
        "<c r='B2'><v>3</v></c><extLst/></row>",
        "<y:c xmlns:y='z' r='B2'><v>3</v></y:c></row>",
        "<c r='B2' t='str'><v>x</v><v>3</v></c></row>",
        "x<c r='B2'><v>3</v></c></row>",
    ];
    for odd in odd {
        let bytes = simple(&format!("{known}{odd}<row r='3'><c r='A3'><v>4</v></c></row>"));
        let (before, all) = shown(&bytes);
        assert_eq!((&before[..4], all), (["1", "", " =", "2"].map(str::to_owned).as_slice(), false), "{odd}");
        let mut book =
            Workbook::open(Contents::of_bytes("b", "xlsx", bytes), &[], &ReadLimits::default()).expect("opens");
        let mut cells = Vec::new();
        let read = book.read("b", "Blad", 1, &mut |rows| {
            let all = rows.iter().flat_map(|row| {
                row.cells.iter().map(|cell| format!("{} {}", row.row, cell.shown().trim())).collect::<Vec<_>>()
            });
            cells.extend(all);
            Ok::<_, ReadError<()>>(())
        });
        assert!(read.is_ok(), "{odd}");
        assert_eq!(cells, ["1 1", "1 ", "1 ", "2 2", "2 3", "3 4"], "{odd}");
    }
}

/// Choices from a list of bytes, so that a failing sheet shrinks with it.
struct Dice<'a>(std::slice::Iter<'a, u8>);

impl Dice<'_> {
    fn below(&mut self, most: usize) -> usize {
        self.0.next().map_or(0, |byte| usize::from(*byte) % most)
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }

    /// Attributes in any order, with either quote and blanks where there may be some.
    fn attributes(&mut self, of: &[(&str, String)]) -> String {
        let mut left: Vec<&(&str, String)> = of.iter().filter(|(_, value)| !value.is_empty()).collect();
        let mut out = String::new();
        while !left.is_empty() {
            let (name, value) = left.remove(self.below(left.len()));
            let (before, equals, quote) =
                (self.one(&[" ", " ", "\n", " \t"]), self.one(&["=", "=", " = "]), self.one(&["\"", "'"]));
            out.extend([before, name, equals, quote, value, quote]);
        }
        out + self.one(&["", "", " "])
    }

    /// Text in many spellings; sections only where both readers know them.
    fn text(&mut self, sections: bool) -> String {
        let pieces = [
            "a",
            "Å€😀",
            " ",
            "\t",
            "\n",
            "\r\n",
            "\r",
            "&amp;",
            "&lt;x&gt;",
            "&quot;&apos;",
            "&#229;",
            "&#xE5;",
            "&#13;",
            "&#10;",
            "\u{a0}",
            "_",
            "_x000D_",
            "_x005F_x000D_",
            "_xD83D__xDCF7_",
            "_xD83D_",
            "_xdcf7_",
            "_x12",
            "_x00zz_",
            "]]&gt;",
            ">",
            "1",
        ];
        let mut out = String::new();
        for _ in 0..self.below(6) {
            out += self.one(&pieces);
            if sections && self.below(8) == 0 {
                out += self.one(&["<![CDATA[<&amp; ]]>", "<![CDATA[]]>", "<!-- </t> -->"]);
            }
        }
        out
    }

    /// What stands in `<is>` or `<si>`.
    fn string(&mut self, x: &str) -> String {
        let mut out = String::new();
        for _ in 0..self.below(4) {
            let space = [("xml:space", self.one(&["", "preserve", "default"]).to_owned())];
            let (attributes, text) = (self.attributes(&space), self.text(true));
            let run = format!("<{x}t{attributes}>{text}</{x}t>");
            let gap = self.one(&["", "\n "]);
            let written = match self.below(5) {
                0 | 1 => run,
                2 => format!("<{x}r><{x}rPr><{x}b/><{x}rFont val='A'/></{x}rPr>{gap}{run}</{x}r>{gap}"),
                3 => format!("{run}<{x}rPh sb='0' eb='1'>{run}</{x}rPh><{x}phoneticPr fontId='1'/>"),
                _ => format!("<{x}t/>"),
            };
            out.push_str(&written);
        }
        out
    }

    fn number(&mut self) -> String {
        let whole = [
            "0",
            "-1",
            "44562",
            "-12345678",
            "007",
            "1E5",
            "-1.5e-3",
            "0.1",
            "1234.5599999999999",
            "60",
            "59",
            "2958466",
        ];
        let written = self.one(&whole).to_owned();
        if self.below(3) == 0 {
            format!("{}.{:02}", self.below(256) * 1_000 + self.below(256), self.below(100))
        } else {
            written
        }
    }

    fn cell(&mut self, x: &str, reference: String, strings: usize) -> String {
        let formula = match self.below(8) {
            0 => format!("<{x}f>A1&amp;B1</{x}f>"),
            1 => format!("<{x}f t='shared' si='0'/>"),
            2 => format!("<{x}f t='shared' ref='A1:B2' si='0'>1</{x}f>"),
            _ => String::new(),
        };
        let v = |text: &str| format!("<{x}v>{text}</{x}v>");
        let (kind, value) = match self.below(10) {
            0 => ("", String::new()),
            1 | 2 => (self.one(&["", "n"]), v(&self.number())),
            3 | 4 if strings > 0 => ("s", v(&self.below(strings).to_string())),
            5 => ("str", v(&self.text(false))),
            6 => ("inlineStr", format!("<{x}is>{}</{x}is>", self.string(x))),
            7 => ("b", v(self.one(&["0", "1"]))),
            8 => ("e", v(self.one(&["#N/A", "#REF!", "#VALUE!", "#DIV/0!"]))),
            9 => ("d", v(self.one(&["2022-03-14", "2022-03-14T10:00:00", "x"]))),
            _ => (self.one(&["", "n", "str", "b"]), self.one(&["<v/>", "<v></v>"]).replace('v', &format!("{x}v"))),
        };
        let style = self.one(&["", "0", "1", "2", "3", "4", "99"]).to_owned();
        let other = self.one(&["", "1"]).to_owned();
        let attributes = self.attributes(&[("r", reference), ("s", style), ("t", kind.to_owned()), ("cm", other)]);
        let gap = self.one(&["", "", "\n  "]);
        if formula.is_empty() && value.is_empty() && self.below(2) == 0 {
            return format!("<{x}c{attributes}/>");
        }
        format!("<{x}c{attributes}>{gap}{formula}{gap}{value}{gap}</{x}c>")
    }

    fn sheet(&mut self, strings: usize) -> String {
        let x = self.one(&["", "", "x:"]);
        let mut out =
            self.one(&["", "\u{feff}", "<?xml version=\"1.0\" encoding='UTF-8'?>\n", "<!-- a > b -->"]).to_owned();
        out += &format!("<{x}worksheet xmlns='{MAIN}' xmlns:x='{MAIN}'>");
        out += &self
            .one(&["", "<dimension ref='A1'/>", "<dimension ref='A1:C9'></dimension>"])
            .replace("dim", &format!("{x}dim"));
        out = out.replace("</dim", &format!("</{x}dim"));
        out += &format!("<{x}sheetData>");
        let mut row = 0;
        for _ in 0..self.below(6) {
            row += 1 + self.below(3);
            let number = if self.below(3) == 0 { String::new() } else { row.to_string() };
            let hidden = self.one(&["", "1"]).to_owned();
            let attributes = self.attributes(&[("r", number), ("spans", "1:3".to_owned()), ("hidden", hidden)]);
            out += &format!("<{x}row{attributes}>");
            let mut column = 0;
            for _ in 0..self.below(6) {
                column += self.below(30);
                let reference = format!("{}{row}", super::facts::letters(u32::try_from(column).expect("small")));
                let reference = if self.below(3) == 0 { String::new() } else { reference };
                out += &(self.cell(x, reference, strings) + self.one(&["", "\n"]));
                column += 1;
            }
            out += &format!("</{x}row>{}", self.one(&["", "\n"]));
            out += &self.one(&["", "", "<row/>"]).replace("row", &format!("{x}row"));
        }
        out + &format!("</{x}sheetData></{x}worksheet>")
    }

    fn strings(&mut self) -> (usize, String) {
        let (x, count) = (self.one(&["", "y:"]), self.below(5));
        let texts: String = (0..count).map(|_| format!("<{x}si>{}</{x}si>", self.string(x))).collect();
        (count, format!("<{x}sst xmlns='{MAIN}' xmlns:y='{MAIN}' uniqueCount='{count}'>{texts}</{x}sst>"))
    }

    fn styles(&mut self) -> String {
        let mut format = String::new();
        for _ in 0..self.below(8) {
            format += self.one(&[
                "y", "m", "d", "h", "[", "]", "[h]", "&quot;", "\\", "_", "*", ";", "0", "#", "a", "p", "/", "s", ".",
            ]);
        }
        let ready = self.below(60);
        format!(
            "<styleSheet xmlns='{MAIN}'><numFmts count='1'><numFmt numFmtId='164' formatCode='{format}'/></numFmts><cellStyleXfs>\
             <xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='164'><alignment/></xf><xf numFmtId='{ready}'/>\
             <xf numFmtId='46'/><xf/></cellXfs></styleSheet>"
        )
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sheet_in_any_spelling_reads_the_same(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let mut dice = Dice(bytes.iter());
        let properties = dice.one(&["", "<workbookPr date1904='1'/>", "<workbookPr date1904=\"true\"></workbookPr>", "<workbookPr/>"]);
        let styles = dice.styles();
        let (count, strings) = dice.strings();
        let sheet = dice.sheet(count);
        let bytes = package_of(&sheet, &strings, &styles, properties);
        prop_assert_eq!(compare(&bytes, &sheet), (1, 1), "{}\n{}", sheet, strings);
    }

    #[test]
    fn however_a_sheet_is_cut_its_cells_are_the_same(bytes in proptest::collection::vec(any::<u8>(), 0..400), step in 1..40_usize) {
        let mut dice = Dice(bytes.iter());
        let (count, strings) = dice.strings();
        let sheet = dice.sheet(count);
        let whole = lean_cells(&lean_of(&package_of(&sheet, &strings, "", "")).expect("it opens"), "Blad");
        prop_assert_eq!(super::lean::cut_cells(&strings, &sheet, step), whole.0);
    }
}
