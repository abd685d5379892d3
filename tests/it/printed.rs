//! The printed tables of the regional board's follow-up of 2021 (RS/841/2021), typed in from the document under
//! `tests/printed/`, against what the job publishes: cell by cell, but for the cells where the document is wrong. There
//! the cell must differ, and the finding that says so must stand.
//!
//! What is done to the two sides before they are compared, and no more:
//! - a registration number in parentheses goes from the printed label to a cell of its own, with the full stop or comma
//!   before it and the blank around it;
//! - published figures get blanks between groups of three digits;
//! - published parts of one agreement are put in one cell, with ` = ` and their subtotal where the document prints that;
//! - published remarks of one agreement are put in one cell.

use std::fmt::Write;
use std::path::Path;

use crate::samples::sample;
use crate::workdir::repo;

/// Where the document is wrong: table, row, column; what is printed and what is published; the finding that stands
/// instead, and its agreement.
const WRONG: [Wrong; 4] = [
    Wrong {
        cell: ("pandemic", "Totalt riktade bidrag", "kronor"),
        printed: "320 459 179",
        published: "320 467 179",
        code: "stated-figure-differs",
        agreement: "pan-2021",
    },
    Wrong {
        cell: ("psykisk-halsa", "Totalt", "Miljoner kronor"),
        printed: "9,662",
        published: "9,562",
        code: "stated-figure-differs",
        agreement: "psy-2021",
    },
    // Thousands of kronor under a heading of millions.
    Wrong {
        cell: ("gnv", "Totalt belopp som erhållits", "Miljoner kronor"),
        printed: "72 665",
        published: "72,7",
        code: "stated-in-other-unit",
        agreement: "gnv-2021",
    },
    // The table has RS/366/2021; the section's heading has this.
    Wrong {
        cell: ("headings", "9", "diarienummer"),
        printed: "RS/336/2021",
        published: "RS/366/2021",
        code: "reference-differs",
        agreement: "val-2021",
    },
];

/// Each printed table of amounts with the report table that it is held against, and the kronor of its unit.
const TABLES: [(&str, &str, i64); 4] = [
    ("pandemic", "tillfalliga-bidrag", 1),
    ("gnv", "gnv-fordelning", 1_000_000),
    ("womens-health", "kvh-insatser", 1_000_000),
    ("psykisk-halsa", "psy-anvandning", 1_000_000),
];

struct Wrong {
    cell: (&'static str, &'static str, &'static str),
    printed: &'static str,
    published: &'static str,
    code: &'static str,
    agreement: &'static str,
}

/// A printed cell and what was published for it.
struct Pair {
    table: &'static str,
    row: String,
    column: String,
    printed: String,
    published: String,
}

/// A table as CSV: its header and its rows.
struct Csv {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Csv {
    fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
        let owned = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
        let header = owned(reader.headers().expect("a header"));
        Self { header, rows: reader.records().map(|row| owned(&row.expect("a row"))).collect() }
    }

    fn printed(table: &str) -> Self {
        Self::read(&repo("tests/printed").join(format!("{table}.csv")))
    }

    fn published(folder: &Path, table: &str) -> Self {
        Self::read(&folder.join(format!("tabeller/{table}.csv")))
    }

    fn at<'a>(&self, row: &'a [String], column: &str) -> &'a str {
        let place = self.header.iter().position(|name| name == column);
        &row[place.unwrap_or_else(|| panic!("no column {column} in {:?}", self.header))]
    }

    fn of_kind(&self, kind: &str) -> Vec<&Vec<String>> {
        self.rows.iter().filter(|row| self.at(row, "radtyp") == kind).collect()
    }
}

/// A published figure with blanks between groups of three digits.
fn grouped(figure: &str) -> String {
    let (sign, size) = figure.strip_prefix('-').map_or(("", figure), |size| ("-", size));
    let (whole, rest) = size.split_once(',').map_or((size, None), |(whole, rest)| (whole, Some(rest)));
    let mut text = sign.to_owned();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            text.push(' ');
        }
        text.push(digit);
    }
    rest.map_or_else(|| text.clone(), |rest| format!("{text},{rest}"))
}

/// A printed label without the registration numbers, and the numbers.
fn without_references(label: &str) -> (String, String) {
    let (mut text, mut references, mut rest) = (String::new(), Vec::new(), label);
    while let Some((before, after)) = rest.split_once('(') {
        let (inner, after) = after.split_once(')').expect("a closed parenthesis");
        if inner.starts_with("RS/") || inner.starts_with("HSN/") {
            text.push_str(before.trim_end().trim_end_matches(['.', ',']));
            references.push(inner);
        } else {
            write!(text, "{before}({inner})").expect("a string takes it");
        }
        rest = after;
    }
    text.push_str(rest);
    (text, references.join(", "))
}

fn pair(table: &'static str, row: &str, column: &str, printed: &str, published: &str) -> Pair {
    let [row, column, printed, published] = [row, column, printed, published].map(str::to_owned);
    Pair { table, row, column, printed, published }
}

/// The overview: one printed row per agreement, which may be several published ones and their subtotal.
fn overview(folder: &Path, pairs: &mut Vec<Pair>) {
    let (printed, published) = (Csv::printed("overview"), Csv::published(folder, "rapport-erhallna-medel"));
    let headings = Csv::printed("headings");
    let mut agreements: Vec<Vec<&Vec<String>>> = Vec::new();
    for row in published.of_kind("normal") {
        match agreements.last_mut() {
            Some(same) if same[0][0] == row[0] => same.push(row),
            _ => agreements.push(vec![row]),
        }
    }
    let (total, rows) = printed.rows.split_last().expect("a total");
    assert_eq!((rows.len(), headings.rows.len()), (agreements.len(), agreements.len()), "agreements of the overview");
    for ((row, own), heading) in rows.iter().zip(&agreements).zip(&headings.rows) {
        let (label, references) = without_references(&row[0]);
        let mut add = |column: &str, printed: &str, published: &str| {
            pairs.push(pair("overview", &row[0], column, printed, published));
        };
        add("label", &label, &own[0][0]);
        add("diarienummer", &references, published.at(own[0], "diarienummer"));
        let mut figures: Vec<String> = own.iter().map(|row| grouped(published.at(row, "redovisat"))).collect();
        if row[1].contains(" = ") {
            let subtotal = published.of_kind("delsumma").into_iter().find(|sum| sum[0] == own[0][0]);
            let subtotal = subtotal.expect("a subtotal of the parts");
            figures.push(format!("= {}", grouped(published.at(subtotal, "redovisat"))));
        }
        add("figure", &row[1], &figures.join(" "));
        let remarks: Vec<&str> = own.iter().map(|row| published.at(row, "anmarkning")).collect();
        add(
            "comment",
            &row[2],
            remarks.into_iter().filter(|remark| !remark.is_empty()).collect::<Vec<_>>().join(" ").as_str(),
        );
        pairs.push(pair("headings", &heading[0], "diarienummer", &heading[1], published.at(own[0], "diarienummer")));
    }
    let sum = published.of_kind("summa");
    assert_eq!(sum.len(), 1, "one total");
    pairs.push(pair("overview", &total[0], "label", &total[0], &sum[0][0]));
    pairs.push(pair("overview", &total[0], "figure", &total[1], &grouped(published.at(sum[0], "redovisat"))));
    pairs.push(pair("overview", &total[0], "comment", &total[2], published.at(sum[0], "anmarkning")));
}

/// A table of labels and amounts, its total last.
fn amounts(folder: &Path, (table, report, unit): (&'static str, &str, i64), pairs: &mut Vec<Pair>) {
    let (printed, published) = (Csv::printed(table), Csv::published(folder, &format!("rapport-{report}")));
    let rows: Vec<&Vec<String>> = published.of_kind("normal").into_iter().chain(published.of_kind("summa")).collect();
    assert_eq!(rows.len(), printed.rows.len(), "rows of {table}");
    let has_parts = published.header.iter().any(|column| column == "del");
    for (line, (printed_row, row)) in printed.rows.iter().zip(rows).enumerate() {
        let is_total = line + 1 == printed.rows.len();
        let label = if has_parts && !is_total { published.at(row, "del") } else { &row[0] };
        let figure = published.at(row, "redovisat");
        pairs.push(pair(table, &printed_row[0], &printed.header[0], &printed_row[0], label));
        pairs.push(pair(table, &printed_row[0], &printed.header[1], &printed_row[1], &grouped(figure)));
        let exact = published.at(row, if has_parts { "bokfort" } else { "belopp" });
        is_in_unit(figure, exact, unit);
    }
}

/// What is shown is the exact amount in the printed unit: less than a step of the last decimal from it.
fn is_in_unit(figure: &str, exact: &str, unit: i64) {
    let decimals = u32::try_from(figure.split_once(',').map_or(0, |(_, rest)| rest.len())).expect("few");
    let number = |text: &str| text.replace(',', "").parse::<i64>().expect("a number");
    let step = unit * 100 / 10_i64.pow(decimals);
    assert!((number(figure) * step - number(exact)).abs() < step, "{figure} is {exact} kronor in units of {unit}");
}

/// The five amounts of a list in thousands of kronor; its words are no labels.
fn bullets(folder: &Path, pairs: &mut Vec<Pair>) {
    let (printed, published) = (Csv::printed("vardforlopp"), Csv::published(folder, "rapport-psv-anvandning"));
    let rows = published.of_kind("normal");
    assert_eq!(rows.len(), printed.rows.len(), "amounts of vardforlopp");
    for (printed, row) in printed.rows.iter().zip(rows) {
        let figure = published.at(row, "redovisat");
        pairs.push(pair("vardforlopp", &printed[0], "tkr", &printed[1], &grouped(figure)));
        is_in_unit(figure, published.at(row, "belopp"), 1_000);
    }
}

/// The finding stands in the manifest and in the list of findings, with what is printed.
fn stands(folder: &Path, wrong: &Wrong) {
    let manifest = std::fs::read(folder.join("manifest.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    let sealed = manifest["findings"].as_array().expect("findings").iter().any(|finding| {
        let values = finding["values"].as_object().expect("values");
        finding["code"] == wrong.code
            && finding["place"]["agreement"] == wrong.agreement
            && ["stated", "found"].iter().any(|name| values.get(*name).is_some_and(|v| *v == wrong.printed))
    });
    assert!(sealed, "{} {} {} in manifest.json", wrong.code, wrong.agreement, wrong.printed);
    let list = Csv::published(folder, "avvikelser");
    let told = list.rows.iter().any(|row| {
        list.at(row, "kod") == wrong.code
            && list.at(row, "plats").split(" · ").next() == Some(wrong.agreement)
            && list.at(row, "beskrivning").contains(wrong.printed)
    });
    assert!(told, "{} {} {} in avvikelser.csv", wrong.code, wrong.agreement, wrong.printed);
}

#[test]
fn the_printed_tables_of_2021_are_what_the_run_writes() {
    let outcome = sample("2021");
    let mut pairs = Vec::new();
    overview(&outcome.folder, &mut pairs);
    for table in TABLES {
        amounts(&outcome.folder, table, &mut pairs);
    }
    bullets(&outcome.folder, &mut pairs);

    let mut faults = Vec::new();
    let mut met = [false; WRONG.len()];
    for Pair { table, row, column, printed, published } in &pairs {
        let known = WRONG.iter().position(|wrong| wrong.cell == (*table, row.as_str(), column.as_str()));
        match known {
            None if printed == published => {}
            None => faults.push(format!("{table} | {row} | {column}\n  printed   {printed}\n  published {published}")),
            Some(at) => {
                met[at] = true;
                assert_eq!(printed, WRONG[at].printed, "the printed cell is as it was typed");
                assert_eq!(published, WRONG[at].published, "{table} {row}: what the document should have had");
                assert_ne!(printed, published, "{table} {row}: the document is wrong here");
                stands(&outcome.folder, &WRONG[at]);
            }
        }
    }
    assert!(faults.is_empty(), "{} cells of {} differ:\n{}", faults.len(), pairs.len(), faults.join("\n"));
    assert_eq!(met, [true; WRONG.len()], "every cell that is wrong in the document was compared");
    assert_eq!(pairs.len(), 122, "cells compared");
    let reports = outcome.folder.join("tabeller");
    assert!(crate::foot::adds_up(&reports, "rapport-", "csv") > 30);
}

#[test]
fn labels_lose_their_registration_numbers_and_nothing_else() {
    for (printed, label, references) in [
        ("God vård, som nav. (RS/116/2021)", "God vård, som nav", "RS/116/2021"),
        ("Ett 2020–2022, (RS/27:1/2020) samt Två (RS/118/2021)", "Ett 2020–2022 samt Två", "RS/27:1/2020, RS/118/2021"),
        ("Team (50% fysioterapeut + utbildning)", "Team (50% fysioterapeut + utbildning)", ""),
        ("m.m 2021 (RS/366/2021)", "m.m 2021", "RS/366/2021"),
    ] {
        assert_eq!(without_references(printed), (label.to_owned(), references.to_owned()));
    }
    for (figure, printed) in [("72665190", "72 665 190"), ("-1262843", "-1 262 843"), ("17,452", "17,452"), ("0", "0")]
    {
        assert_eq!(grouped(figure), printed);
    }
}
