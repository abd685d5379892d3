//! The command line of `inspect`: JSON, the layout file, the table as read, sheets, exit codes.

use std::fs;

use serde_json::Value as Json;

use super::fixture;
use crate::workdir::{Workdir, repo, text};

fn json(work: &Workdir, arguments: &[&str]) -> (Json, Option<i32>) {
    let output = work.tertial(&[&["inspect"], arguments, &["--format", "json"]].concat());
    (serde_json::from_slice(&output.stdout).expect("it is JSON"), output.status.code())
}

fn placed(work: &Workdir, name: &str) {
    fs::copy(fixture(name), work.path().join(name)).expect("the file can be copied");
}

#[test]
fn inspect_gives_all_of_it_as_json() {
    let work = Workdir::new("inspect-json");
    placed(&work, "ledger.csv");
    let (told, exit) = json(&work, &["ledger.csv"]);
    assert_eq!((exit, &told["exit"]), (Some(0), &Json::from(0)));
    let file = &told["files"][0];
    for (key, value) in [
        ("format", "text"),
        ("encoding", "utf-8"),
        ("separator", ";"),
        ("sum", "9985.00"),
        ("debit", "13235.00"),
        ("credit", "3250.00"),
        ("first_period", "2022-01"),
        ("last_period", "2022-03"),
    ] {
        assert_eq!(file[key], value, "{key}");
    }
    for (key, value) in [
        ("header_row", 5),
        ("rows", 5),
        ("posted_rows", 5),
        ("rejected_rows", 0),
        ("blank_rows", 1),
        ("repeated_header_rows", 1),
        ("total_rows", 2),
    ] {
        assert_eq!(file[key], value, "{key}");
    }
    assert_eq!(file["proposal"]["runs"], true);
    let columns = file["columns"].as_array().expect("columns");
    let of = |header: &str| columns.iter().find(|column| column["header"] == header).expect("the column");
    assert_eq!((&of("Belopp")["type"], &of("Belopp")["sum"]), (&"amount".into(), &"9985.00".into()));
    assert_eq!((&of("Budget")["role"], &of("Budget")["sum"]), (&Json::Null, &"3000.00".into()));
    assert_eq!(of("Bokf.datum")["forms"][0]["form"], "YYYY-MM-DD");
    assert!(of("Radtext")["samples"].to_string().contains("[personnummer]"), "identity numbers are masked");
    assert!(file["sheets"].as_array().is_some_and(Vec::is_empty) && file["findings"].is_array());
}

#[test]
fn inspect_writes_a_layout_that_a_job_takes() {
    let work = Workdir::new("inspect-write");
    placed(&work, "ledger.csv");
    crate::corpus::copy(&repo("tests/corpus/shared"), &work.path().join("shared"));
    let written = work.tertial(&["inspect", "ledger.csv", "--write", "layout.toml"]);
    assert_eq!(written.status.code(), Some(0));
    let first = fs::read_to_string(work.path().join("layout.toml")).expect("it was written");
    let again = work.tertial(&["inspect", "ledger.csv", "--write", "layout.toml", "--lang", "en"]);
    assert_eq!(again.status.code(), Some(4));
    assert!(text(&again.stderr).contains("layout.toml") && text(&again.stderr).contains("--force"));
    assert_eq!(fs::read_to_string(work.path().join("layout.toml")).expect("it is there"), first, "not overwritten");
    let forced = work.tertial(&["inspect", "ledger.csv", "--write", "layout.toml", "--lang", "en", "--force"]);
    assert_eq!(forced.status.code(), Some(0));
    let job = "[job]\nid = \"prov\"\ntitle = \"Prov\"\nyear = 2022\nagreements = [\"shared/agreement.toml\"]\n\
               accounts = \"shared/accounts.toml\"\n\n[[input]]\npath = \"ledger.csv\"\nlayout = \"layout.toml\"\n\n\
               [[control]]\nrows = 5\nsum = \"9 985,00\"\n";
    let job = work.write("job.toml", job.replace("agreement.toml", "wide.toml"));
    work.write("shared/wide.toml", wide());
    let run = work.tertial(&["run", &job.to_string_lossy(), "--through", "2022", "--verbose"]);
    let told = text(&run.stdout);
    assert!(told.contains("[control-ties]"), "{told}{}", text(&run.stderr));
}

/// An agreement on codes that the file has.
fn wide() -> &'static str {
    "[agreement]\nid = \"prov\"\ntitle = \"Prov\"\n\n[[area]]\nid = \"a\"\ntitle = \"A\"\nallocated = 100_000\n\
     objects = [\"9101\"]\n\n[area.codes]\nansvar = \"10100\"\n"
}

#[test]
fn inspect_writes_the_table_as_it_was_read() {
    let work = Workdir::new("inspect-rows");
    placed(&work, "payments.csv");
    let output = work.tertial(&["inspect", "payments.csv", "--rows"]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
    assert_eq!(text(&output.stdout), fs::read_to_string(fixture("payments.csv")).expect("the file"));
}

#[test]
fn inspect_takes_one_sheet_and_tells_which_it_leaves() {
    let work = Workdir::new("inspect-sheets");
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in [
        ("Om", &[["Rapport", "", ""], ["Uttag", "2022-04-01", ""]][..]),
        ("Januari", &[["Konto", "Period", "Belopp"], ["5211", "202201", "10,50"]]),
        ("Februari", &[["Konto", "Period", "Belopp"], ["5211", "202202", "2,00"]]),
    ] {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, *cell).expect("a cell");
            }
        }
    }
    book.save(work.path().join("in.xlsx")).expect("the workbook can be written");
    let (told, _) = json(&work, &["in.xlsx"]);
    let file = &told["files"][0];
    let read: Vec<bool> = file["sheets"].as_array().expect("sheets").iter().map(|s| s["read"] == true).collect();
    assert_eq!((read, &file["sum"]), (vec![false, true, true], &"12.50".into()));
    let (told, _) = json(&work, &["in.xlsx", "--sheet", "Januari"]);
    assert_eq!(told["files"][0]["sum"], "10.50");
    let wrong = work.tertial(&["inspect", "in.xlsx", "--sheet", "Mars"]);
    assert_eq!(wrong.status.code(), Some(3));
}

#[test]
fn inspect_tells_the_others_where_a_file_cannot_be_read() {
    let work = Workdir::new("inspect-exit");
    placed(&work, "ledger.csv");
    work.write("tom.csv", "");
    let output = work.tertial(&["inspect", "ledger.csv", "tom.csv"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stdout).contains("ledger.csv") && text(&output.stderr).contains("tom.csv"));
    for wrong in [
        &["inspect"][..],
        &["inspect", "a", "b", "--rows"],
        &["inspect", "a", "b", "--write", "c"],
        &["inspect", "a", "--rows", "--write", "c"],
    ] {
        let output = work.tertial(wrong);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), String::new()), "{wrong:?}");
    }
}

#[test]
fn inspect_refuses_columns_of_fixed_width_whatever_signs_are_in_them() {
    let work = Workdir::new("inspect-fixed-width");
    let head = "Konto Objekt Period   Vernr    Belopp Text\n";
    for words in ["hyra", "hyra, januari", "a, b; c"] {
        let row = |number| format!("5011  100    202201  {number:>6}   1234,50 {words}\n");
        work.write("in.txt", format!("{head}{}{}{}", row(1), row(22), row(333)));
        let (told, exit) = json(&work, &["in.txt"]);
        assert_eq!((exit, told["problems"][0]["id"].as_str()), (Some(3), Some("fixed-width")), "{told}");
    }
}

#[test]
fn inspect_tells_what_each_sheet_gives_and_that_one_is_a_copy() {
    let work = Workdir::new("inspect-sheets");
    for (name, case) in [("two.xlsx", "workbook-sheets/1.xlsx"), ("copied.xlsx", "workbook-sheet-copied/1.xlsx")] {
        fs::copy(repo("tests/corpus").join(case), work.path().join(name)).expect("the file can be copied");
    }
    let told = text(&work.tertial(&["inspect", "two.xlsx"]).stdout).replace('\u{a0}', " ");
    assert!(told.contains("Jan: Bladet räknas med: 1 rad, 1,00 kr."), "{told}");
    let output = work.tertial(&["inspect", "copied.xlsx"]);
    let told = text(&output.stdout).replace('\u{a0}', " ");
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("Bladets 2 rader är desamma som på bladet ”Jan”"), "{told}");
}

#[test]
fn inspect_proposes_the_column_of_currencies_and_tells_rows_in_another() {
    let work = Workdir::new("inspect-currency");
    let ledger = "Vernr;Datum;Konto;Belopp;Valutaslag\n1;2022-01-31;5000;1,50;SEK\n2;2022-01-31;5000;2,50;EUR\n";
    work.write("in.csv", ledger);
    let output = work.tertial(&["inspect", "in.csv", "--write", "layout.toml"]);
    let told = text(&output.stdout).replace('\u{a0}', " ");
    assert!(told.contains("rad 3, kolumn 5: 1 rad har valutan EUR. Beloppen, tillsammans 2,50,"), "{told}");
    let layout = fs::read_to_string(work.path().join("layout.toml")).expect("the layout is there");
    assert!(layout.contains("currency   = [\"Valutaslag\"]"), "{layout}");
    // Amounts under such a heading are no currencies.
    work.write("in.csv", ledger.replace("SEK", "1,00").replace("EUR", "2,00"));
    let (told, _) = json(&work, &["in.csv"]);
    assert_eq!(told["files"][0]["columns"][4]["role"], Json::Null, "{told}");
}
