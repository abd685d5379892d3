//! The two ways of reading a row are held equal: whatever is read swiftly is what the careful way makes of it, in tables
//! of every kind with every oddity in them.

use proptest::prelude::*;

use super::*;
use crate::model::code::CodeString;
use crate::model::fate::Target;
use crate::model::finding::Frame;
use crate::model::float::SheetNumber;
use crate::model::posting::{OwnPosting, Rejected};
use crate::model::raw::RawCell;
use crate::model::{Date, source::SourceId};
use crate::pipeline::{Ruling, layout_alone};

const COLUMNS: [&str; 12] =
    ["Bolag", "Serie", "Vernr", "Rad", "Period", "Bokfd", "Regdat", "Konto", "Objekt", "Text", "Belopp", "Kredit"];

const LAYOUT: &str = r#"
[layout]
id = "egen"
[columns]
company = ["Bolag"]
series = ["Serie"]
voucher = ["Vernr"]
row = ["Rad"]
period = ["Period"]
booked = ["Bokfd"]
registered = ["Regdat"]
text = ["Text"]
amount = ["Belopp"]
[parts]
konto = ["Konto"]
objekt = ["Objekt"]
[values]
dates = ["YYYY-MM-DD", "YYYYMMDD"]
periods = ["YYYYMM", "MMM-YY"]
no-date = ["1900-01-01"]
rounding = "half-away"
totals = ["Summa", "Total"]
"#;

/// The layout above in other words.
const TWISTS: [(&str, &str); 7] = [
    ("rounding = \"half-away\"\n", ""),
    ("amount = [\"Belopp\"]", "debit = [\"Belopp\"]\ncredit = [\"Kredit\"]"),
    ("period = [\"Period\"]\n", "\n"),
    ("totals =", "code-and-name = [\"objekt\"]\nnever-blank = [\"row\", \"objekt\"]\ntotals ="),
    ("totals =", "fill-down = [\"objekt\"]\ntotals ="),
    ("totals =", "never-blank = [\"booked\", \"period\", \"voucher\"]\ntotals ="),
    ("voucher = [\"Vernr\"]\nrow = [\"Rad\"]\n", ""),
];

const TEXTS: [&str; 42] = [
    "",
    " ",
    "0",
    "10",
    "4010",
    "0104",
    "9916 God v\u{e5}rd",
    "9916: x",
    "'0042",
    "'",
    "1.0",
    "10,0",
    " 77 ",
    "\u{a0}8\u{a0}",
    "99\u{200b}16",
    "\u{feff}9916 God v\u{e5}rd",
    "9916 \u{ad}x",
    "16-jan",
    "1E+05",
    "#####",
    "Summa",
    "summa 12",
    "4010 Summa",
    "x total",
    "Total",
    "Konto",
    "Belopp",
    "Period",
    "100,00",
    "-3,5",
    "1 234,50",
    "12,345",
    "1.234",
    "(7)",
    "5-",
    "x",
    "202203",
    "mar-22",
    "2022-03-04",
    "20220304",
    "1900-01-01",
    "19121212-1212 bet\u{e5}nkt",
];

fn pipeline(twist: usize) -> Pipeline {
    let (from, to) = TWISTS[twist];
    let text = LAYOUT.replace(from, to);
    let has_period = text.contains("\nperiod = ");
    let text = if has_period { text } else { text.replace("[values]", "[values]\nperiod-from = \"booked\"") };
    let mut pipeline = layout_alone("egen.toml", &text).unwrap_or_else(|problems| panic!("{problems:?}"));
    pipeline.job.year = 2022;
    pipeline.job.free_text = true;
    pipeline.job.close_days = Some(10);
    pipeline.decision_dates =
        [(2022, 3, 1), (2022, 3, 20)].map(|(y, m, d)| Date::from_ymd_opt(y, m, d).unwrap()).into();
    pipeline
}

fn ruling() -> Ruling {
    let frame = Frame { file: String::new(), span: 0..0, line: 1, source: "".into() };
    let (series, number, row) = ("L".to_owned(), "2".to_owned(), Some("2".to_owned()));
    let target = Target { agreement: 0, area: 0, activity: None };
    let on = Date::from_ymd_opt(2022, 5, 1).unwrap();
    Ruling { series, number, row, target, reason: String::new(), by: String::new(), on, frame }
}

type Normalised = (Vec<(OwnPosting, CodeString)>, Vec<Rejected>, Vec<String>);

fn normalised(
    pipeline: &Pipeline,
    rows: &[Vec<RawCell<'static>>],
    cut: usize,
    in_sheet: bool,
    careful: bool,
) -> Normalised {
    let sheets = if in_sheet { vec!["Blad1".to_owned()] } else { Vec::new() };
    let source = Source { name: "egen.csv".to_owned(), sheets };
    let mut normaliser = Normaliser::new(pipeline, &pipeline.layouts[0], source);
    normaliser.careful = careful;
    let head = COLUMNS.iter().map(|name| RawCell::Text((*name).into())).collect();
    let all: Vec<RawRow<'static>> = (1..)
        .zip(std::iter::once(head).chain(rows.iter().cloned()))
        .map(|(row, cells)| RawRow { row, cells })
        .collect();
    let (mut postings, mut rejected, mut told) = (Vec::new(), Vec::new(), Vec::new());
    for rows in all.chunks(cut) {
        let rows: RawRows = rows.iter().cloned().collect();
        let seal = Seal::of(&rows);
        let mut raw = RawBatch { source: SourceId::default(), sheet: 0, rows, seal };
        let batch = match normaliser.take(&raw) {
            Ok(batch) => batch.with_texts(raw.rows.take_texts()),
            Err(error) => return (postings, rejected, vec![format!("{error:?}")]),
        };
        told.push(format!("{} {:?}", batch.structural, batch.totals));
        postings.extend((0..batch.postings.len()).map(|place| batch.own(place).unwrap()));
        rejected.extend(batch.rejected);
    }
    let end = normaliser.finish().map(|(footprint, notes)| (footprint, format!("{notes:?}")));
    told.push(format!("{end:?}"));
    (postings, rejected, told)
}

fn cell() -> impl Strategy<Value = RawCell<'static>> {
    prop_oneof![
        12 => proptest::sample::select(TEXTS.to_vec()).prop_map(|text| RawCell::Text(text.into())),
        1 => Just(RawCell::Blank),
        1 => (-3_i32..300_000).prop_map(|n| RawCell::Number(SheetNumber::parse(n.to_string().as_bytes()).unwrap())),
        1 => proptest::sample::select(vec!["0.5", "12.345", "100.25"])
            .prop_map(|n| RawCell::Number(SheetNumber::parse(n.as_bytes()).unwrap())),
        1 => (0_u32..200).prop_map(|day| {
            RawCell::Date(Date::from_ymd_opt(2022, 1, 1).unwrap() + chrono::Days::new(day.into()))
        }),
    ]
}

/// An ordinary row, and which of its cells are something else.
fn row(in_sheet: bool) -> impl Strategy<Value = Vec<RawCell<'static>>> {
    let usual = ["1", "L", "17", "2", "202203", "2022-03-04", "2022-04-20", "4010", "9916", "k\u{f6}p", "100,00", ""];
    let strange = if in_sheet {
        prop_oneof![9 => cell(), 1 => Just(RawCell::Covered), 1 => Just(RawCell::Uncomputed)].boxed()
    } else {
        cell().boxed()
    };
    let changed = proptest::collection::vec((0..13_usize, strange), 0..4);
    (changed, 0..40_usize, 1..4_u32).prop_map(move |(changed, length, number)| {
        let mut cells: Vec<RawCell> = usual.iter().map(|text| RawCell::Text((*text).into())).collect();
        cells[2] = RawCell::Text(number.to_string().into());
        for (place, cell) in changed {
            cells.resize(cells.len().max(place + 1), RawCell::Blank);
            cells[place] = cell;
        }
        if length < 14 {
            cells.truncate(length);
        }
        cells
    })
}

proptest! {
    #[test]
    fn what_is_read_swiftly_is_what_care_reads(
        rows in proptest::collection::vec(row(false), 1..12),
        in_sheet in proptest::collection::vec(row(true), 1..12),
        twist in 0..TWISTS.len(),
        ruled in any::<bool>(),
        cut in 1..9_usize,
    ) {
        let mut pipeline = pipeline(twist);
        if ruled {
            pipeline.rulings = vec![ruling()];
        }
        for (rows, in_sheet) in [(&rows, false), (&in_sheet, true)] {
            let careful = normalised(&pipeline, rows, cut, in_sheet, true);
            prop_assert_eq!(normalised(&pipeline, rows, cut, in_sheet, false), careful);
        }
    }
}

#[test]
fn ordinary_rows_are_read_swiftly() {
    let pipeline = pipeline(0);
    let cells = ["1", "L", "17", "2", "202203", "2022-03-04", "", "4010", "9916", "x", "1,00", ""];
    let row: Vec<RawCell> = cells.iter().map(|text| RawCell::Text((*text).into())).collect();
    let source = Source { name: "egen.csv".to_owned(), sheets: Vec::new() };
    let mut normaliser = Normaliser::new(&pipeline, &pipeline.layouts[0], source);
    let rows = |row: u32, cells: Vec<RawCell<'static>>| -> RawRows { [RawRow { row, cells }].into_iter().collect() };
    let head = rows(1, COLUMNS.iter().map(|name| RawCell::Text((*name).into())).collect());
    let seal = Seal::of(&head);
    normaliser.take(&RawBatch { source: 0, sheet: 0, rows: head, seal }).unwrap();
    let own = rows(2, row);
    let mut batch = PostingBatch::begin(0, 0, &own, 2);
    let mut row = 0;
    normaliser.swiftly(&mut row, &mut Under { rows: &own, batch: &mut batch }).unwrap();
    assert_eq!(row, own.len());
    assert_eq!(batch.postings.len(), 1);
}

#[test]
fn a_spoilt_code_is_counted_wherever_it_comes_again() {
    let pipeline = pipeline(0);
    let cells = ["1", "L", "1", "2", "202203", "2022-03-04", "2022-04-20", "4010", "16-jan", "köp", "100,00", ""];
    let row: Vec<RawCell<'static>> = cells.iter().map(|text| RawCell::Text((*text).into())).collect();
    let rows = vec![row; 11];
    for cut in 1..9 {
        let careful = normalised(&pipeline, &rows, cut, false, true);
        assert!(careful.2.iter().any(|told| told.contains("Count(11)")), "{careful:?}");
        assert_eq!(normalised(&pipeline, &rows, cut, false, false), careful, "{cut} at a time");
    }
}
