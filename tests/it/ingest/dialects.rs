//! Dialects: any table, written in any way that text and workbooks have, reads back equal; and an extract that is
//! shuffled, split into files and written in another way folds to the same balances. The writer here knows nothing of the
//! reader.

use std::convert::Infallible;
use std::io::Write;

use proptest::prelude::*;
use proptest::sample::select;
use tertial::model::raw::RawBatch;
use tertial::pipeline::{Encoding, Layout, ReadLimits};
use tertial::read::{self, Contents, ReadError};

use crate::small;
use crate::workdir::Workdir;

/// A way of writing text.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools)]
struct Dialect {
    encoding: Encoding,
    mark: bool,
    separator: char,
    end: &'static str,
    sep_line: bool,
    /// Quotes around every field, or where they are needed.
    quotes: bool,
    /// Whether the last line is ended.
    ended: bool,
    packed: Packed,
}

#[derive(Clone, Copy, Debug)]
enum Packed {
    No,
    Gzip,
    Zip,
}

fn dialect() -> impl Strategy<Value = Dialect> {
    let encodings: Vec<Encoding> = Encoding::ALL.iter().map(|(_, encoding)| *encoding).collect();
    let packed = select(vec![Packed::No, Packed::No, Packed::Gzip, Packed::Zip]);
    let text = (select(encodings), any::<bool>(), select(vec![';', ',', '\t', '|']), select(vec!["\n", "\r\n", "\r"]));
    (text, any::<[bool; 3]>(), packed).prop_map(
        |((encoding, mark, separator, end), [sep_line, quotes, ended], packed)| {
            let mark = mark && [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be].contains(&encoding);
            Dialect { encoding, mark, separator, end, sep_line, quotes, ended, packed }
        },
    )
}

impl Dialect {
    fn layout(&self) -> Layout {
        let separator = u8::try_from(self.separator).expect("separators are ASCII");
        Layout { separator, ..Layout::of_published_tables(self.encoding) }
    }

    fn field(&self, text: &str) -> String {
        let needed = text.contains([self.separator, '"', '\n', '\r']);
        if self.quotes || needed { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
    }

    fn written(&self, rows: &[Vec<String>]) -> Vec<u8> {
        let line = |row: &Vec<String>| {
            row.iter().map(|field| self.field(field)).collect::<Vec<_>>().join(&self.separator.to_string())
        };
        let mut lines: Vec<String> = rows.iter().map(line).collect();
        if self.sep_line {
            lines.insert(0, format!("sep={}", self.separator));
        }
        let mut text = lines.join(self.end);
        if self.ended {
            text += self.end;
        }
        self.packed(self.encoded(&text))
    }

    fn encoded(&self, text: &str) -> Vec<u8> {
        let marked = if self.mark { format!("\u{feff}{text}") } else { text.to_owned() };
        let one = |letter: char| match (letter, self.encoding) {
            (letter, _) if letter.is_ascii() => u8::try_from(letter).expect("ASCII"),
            ('å', Encoding::Cp437 | Encoding::Cp850) => 0x86,
            ('ä', Encoding::Cp437 | Encoding::Cp850) => 0x84,
            ('ö', Encoding::Cp437 | Encoding::Cp850) => 0x94,
            ('Å', Encoding::Cp437 | Encoding::Cp850) => 0x8f,
            ('Ä', Encoding::Cp437 | Encoding::Cp850) => 0x8e,
            ('Ö', Encoding::Cp437 | Encoding::Cp850) => 0x99,
            ('å', Encoding::Macintosh) => 0x8c,
            ('ä', Encoding::Macintosh) => 0x8a,
            ('ö', Encoding::Macintosh) => 0x9a,
            ('Å', Encoding::Macintosh) => 0x81,
            ('Ä', Encoding::Macintosh) => 0x80,
            ('Ö', Encoding::Macintosh) => 0x85,
            (letter, _) => u8::try_from(u32::from(letter)).expect("a letter of Latin-1"),
        };
        match self.encoding {
            Encoding::Utf8 => marked.into_bytes(),
            Encoding::Utf16Le => marked.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Be => marked.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => text.chars().map(one).collect(),
        }
    }

    fn packed(&self, bytes: Vec<u8>) -> Vec<u8> {
        match self.packed {
            Packed::No => bytes,
            Packed::Gzip => {
                let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
                out.write_all(&bytes).expect("memory can be written");
                out.finish().expect("memory can be written")
            }
            Packed::Zip => {
                let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
                out.start_file("utdrag.csv", zip::write::SimpleFileOptions::default()).expect("an entry");
                out.write_all(&bytes).expect("memory can be written");
                out.finish().expect("memory can be written").into_inner()
            }
        }
    }
}

/// The rows that hold anything, as text.
fn read_back(bytes: Vec<u8>, ending: &str, layout: &Layout) -> Result<Vec<Vec<String>>, String> {
    let limits = ReadLimits::default();
    let contents = Contents::of_bytes("utdrag", ending, bytes);
    let extract = read::open(contents, layout, &limits).map_err(|problem| format!("{problem:?}"))?;
    let mut rows = Vec::new();
    let done = extract.read(0, 100, &mut |batch: &mut RawBatch| {
        rows.extend(batch.rows.iter().map(|row| row.cells.iter().map(tertial::model::raw::RawCell::shown).collect()));
        Ok::<(), Infallible>(())
    });
    match done {
        Ok(_) => Ok(rows),
        Err(ReadError::Input(problem)) => Err(format!("{problem:?}")),
        Err(ReadError::Taker(never)) => match never {},
    }
}

/// Cells that are easily read wrong: separators, quotes, line breaks, zeros in front, blanks, Swedish letters.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zåäöÅÄÖ0-9;,|. \"'=#-]{0,12}",
        1 => "[a-z]{0,3}\n[a-z\"]{0,3}",
        2 => "0{0,3}[0-9]{1,6}(,[0-9]{2})?",
        1 => Just(String::new()),
    ]
}

/// Rows of one width, under a header without oddities.
fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    (2..6_usize).prop_flat_map(|width| {
        let row = proptest::collection::vec(cell(), width);
        proptest::collection::vec(row, 0..8).prop_map(move |mut rows| {
            rows.insert(0, (0..width).map(|column| format!("rubrik{column}")).collect());
            rows
        })
    })
}

/// Without what no writer can keep apart: blanks behind the last filled cell, and rows of nothing but blanks.
fn trimmed(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let short = |row: &Vec<String>| {
        let filled = row.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
        row[..filled].to_vec()
    };
    rows.iter().map(short).filter(|row| !row.is_empty()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_table_reads_back_equal_in_every_dialect_of_text(rows in rows(), dialect in dialect()) {
        let bytes = dialect.written(&rows);
        match read_back(bytes, "csv", &dialect.layout()) {
            Ok(mut found) => {
                // The line that names the separator is a row above the header like any other.
                if dialect.sep_line {
                    prop_assert_eq!(&found.remove(0)[0], "sep=");
                }
                prop_assert_eq!(trimmed(&rows), trimmed(&found), "{:?}", dialect);
            }
            Err(problem) => prop_assert!(false, "{:?}: {}", dialect, problem),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_table_reads_back_equal_from_a_workbook(rows in rows()) {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in (0..).zip(&rows) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, cell).expect("the cell can be written");
            }
        }
        let bytes = book.save_to_buffer().expect("the workbook can be written");
        let found = read_back(bytes, "xlsx", &Layout::of_published_tables(Encoding::Utf8));
        prop_assert_eq!(Ok(trimmed(&rows)), found.map(|found| trimmed(&found)));
    }
}

/// Object, activity, month and öre.
type Row = (u8, u8, u8, i32);

fn posting(number: usize, (object, activity, month, ore): Row) -> Vec<String> {
    let object = ["10", "20", "30", "77"][usize::from(object % 4)].to_owned();
    let activity = ["1", "9", ""][usize::from(activity % 3)].to_owned();
    let sign = if ore < 0 { "-" } else { "" };
    let amount = format!("{sign}{},{:02}", ore.unsigned_abs() / 100, ore.unsigned_abs() % 100);
    vec![number.to_string(), format!("2022{:02}", month % 12 + 1), "4000".to_owned(), object, activity, amount]
}

/// The small job on these files, each with its dialect; its balances as bytes.
fn balances(files: &[(Vec<Vec<String>>, &Dialect)]) -> Vec<u8> {
    let workdir = Workdir::new("dialects");
    let job = small::job(&workdir);
    let read = |name: &str| std::fs::read_to_string(workdir.path().join(name)).expect("the small job is there");
    let (whole, layout) = (read("jobb.toml"), read("layout.toml"));
    let head = ["Vernr", "Period", "Konto", "Objekt", "Akt", "Belopp"].map(str::to_owned).to_vec();
    let (before, rest) = whole.split_once("[[input]]").expect("the job has inputs");
    let after = rest.rsplit_once("layout = \"layout.toml\"\n").expect("an input ends so").1;
    let mut inputs = String::new();
    for (place, (rows, dialect)) in files.iter().enumerate() {
        let table: Vec<Vec<String>> = std::iter::once(&head).chain(rows).cloned().collect();
        workdir.write(&format!("fil-{place}.csv"), dialect.written(&table));
        let separator = if dialect.separator == '\t' { "\\t".to_owned() } else { dialect.separator.to_string() };
        let own = layout
            .replace("encoding = \"utf-8\"", &format!("encoding = \"{}\"", dialect.encoding.name()))
            .replace("separator = \";\"", &format!("separator = \"{separator}\""))
            .replace("id = \"layout\"", &format!("id = \"layout-{place}\""));
        workdir.write(&format!("layout-{place}.toml"), own);
        let input = format!("[[input]]\npath = \"fil-{place}.csv\"\nlayout = \"layout-{place}.toml\"\n");
        inputs.push_str(&input);
    }
    workdir.write("jobb.toml", format!("{before}{inputs}{after}"));
    let outcome = workdir.run(&job, "2022").unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(outcome.rejected, 0);
    std::fs::read(outcome.folder.join("saldon.parquet")).expect("balances are published")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_extract_shuffled_split_and_written_anew_folds_to_the_same_balances(
        rows in proptest::collection::vec((0..4_u8, 0..3_u8, 0..12_u8, any::<i32>()), 3..20),
        shuffle in any::<u64>(),
        split in any::<prop::sample::Index>(),
        dialects in [dialect(), dialect(), dialect()],
    ) {
        let table: Vec<Vec<String>> = (1..).zip(&rows).map(|(number, row)| posting(number, *row)).collect();
        let mut other = table.clone();
        other.sort_by_key(|row| row[0].parse::<u64>().map_or(0, |n| n.wrapping_mul(shuffle | 1)));
        let (upper, lower) = other.split_at(split.index(rows.len() - 1) + 1);
        let [one, two, three] = &dialects;
        prop_assert_eq!(
            balances(&[(table, one)]),
            balances(&[(upper.to_vec(), two), (lower.to_vec(), three)]),
            "{:?}",
            dialects
        );
    }
}
