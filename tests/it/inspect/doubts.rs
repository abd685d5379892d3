//! What a file leaves open although every cell of it can be read: it is told, never taken for settled.

use tertial::model::money::Ore;

use super::looked_at;
use crate::workdir::{Workdir, text};

/// What must be decided and what is worth knowing, and whether the layout reads every row.
fn told(name: &str, ledger: &str) -> (Vec<&'static str>, Vec<&'static str>, bool) {
    let work = Workdir::new("inspect-doubts");
    let found = looked_at(&work.write(name, ledger));
    let ids = |notes: &[tertial::inspect::Note]| notes.iter().map(|note| note.id).collect::<Vec<_>>();
    (ids(&found.open), ids(&found.notes), found.runs())
}

#[test]
fn inspect_takes_the_side_from_another_column_or_asks() {
    let with = |heading: &str, debit: &str, credit: &str| {
        let ledger = format!(
            "Vernr;Datum;Konto;{heading};Belopp\n1;2022-01-31;5000;{debit};100,00\n1;2022-01-31;1930;{credit};100,00\n"
        );
        told("in.csv", &ledger)
    };
    assert_eq!(with("D/K", "D", "K"), (vec![], vec![], true));
    assert_eq!(with("Tecken", "+", "-"), (vec![], vec![], true));
    assert_eq!(with("Typ", "Debet", "Kredit"), (vec![], vec![], true));
    assert_eq!(with("Typ", "D", "K"), (vec!["side-apart-maybe"], vec![], true));
    assert_eq!(with("Typ", "LF", "BF"), (vec![], vec![], true));
    let signed = "Vernr;Datum;Konto;D/K;Belopp\n1;2022-01-31;5000;D;100,00\n1;2022-01-31;1930;K;-100,00\n";
    assert_eq!(told("in.csv", signed), (vec![], vec!["side-beside-signs"], true));
    let row = |word: &str, amount: &str| format!("1;2022-01-31;5000;{word};{amount}\n");
    let corrected = ["Vernr;Datum;Konto;D/K;Belopp\n".to_owned(), row("D", "1,00").repeat(20), row("K", "-1,00")];
    assert_eq!(told("in.csv", &corrected.concat()), (vec!["side-negative"], vec![], false));
}

#[test]
fn inspect_sums_by_side_and_knows_the_word_of_a_side_without_rows() {
    let work = Workdir::new("inspect-sides");
    let ledger = "Vernr;Datum;Konto;D/K;Belopp\n1;2022-01-31;5000;D;100,00\n1;2022-01-31;1930;k;30,00\n";
    let found = looked_at(&work.write("in.csv", ledger));
    assert_eq!(found.proved().expect("it reads").totals.net(), Ok(Ore::new(7_000)));
    let told = text(&work.tertial(&["inspect", "in.csv"]).stdout).replace('\u{a0}', " ");
    assert!(told.contains("70,00 (debet 100,00, kredit 30,00)") && !told.contains("som den \u{e4}r skriven"), "{told}");
    let all_debit = "Vernr;Datum;Konto;Debet/Kredit;Belopp\n1;2022-01-31;5000;Debet;100,00\n";
    let found = looked_at(&work.write("in.csv", all_debit));
    assert!(found.runs() && found.proposal.bare().contains("credit-words = [\"Kredit\"]"), "{}", found.proposal.bare());
}

#[test]
fn inspect_takes_no_blank_for_the_value_above_in_silence() {
    let groups = "Konto;Ansvar;Vernr;Datum;Belopp\n5000;10;1;2022-01-31;1,00\n;;2;2022-01-31;1,00\n\
                  6000;10;3;2022-01-31;1,00\n;20;4;2022-01-31;1,00\n";
    assert_eq!(told("in.csv", groups), (vec!["group-style"], vec![], true));
    let sporadic = "Konto;Projekt;Vernr;Datum;Belopp\n5000;7;1;2022-01-31;1,00\n5000;;2;2022-01-31;1,00\n\
                    5000;7;3;2022-01-31;1,00\n5000;;4;2022-01-31;1,00\n";
    assert_eq!(told("in.csv", sporadic), (vec![], vec![], true));
    let dates = "Vernr;Datum;Konto;Belopp\n1;2022-01-31;5000;5,00\n2;;5000;5,00\n";
    assert_eq!(told("in.csv", dates), (vec!["deciding-blank"], vec![], true));
}

#[test]
fn inspect_tells_that_a_year_of_two_digits_may_be_last() {
    let with = |days: [&str; 3]| {
        let rows: Vec<String> = days.iter().map(|day| format!("1;{day};5000;1,50\n")).collect();
        told("in.csv", &format!("Vernr;Datum;Konto;Belopp\n{}", rows.concat())).0
    };
    assert_eq!(with(["150122", "160122", "280222"]), ["year-first-or-last"]);
    assert_eq!(with(["01-02-03", "02-02-03", "03-02-03"]), ["year-first-or-last"]);
    assert!(with(["220115", "220116", "220228"]).is_empty());
    assert!(with(["22-01-15", "22-01-16", "22-02-28"]).is_empty());
}

#[test]
fn inspect_tells_of_codes_that_are_written_in_two_ways() {
    let guarded = "Vernr;Datum;Konto;Belopp\n1;2022-01-31;=\"0100\";1,00\n2;2022-01-31;'0100;1,00\n";
    assert_eq!(told("in.csv", guarded), (vec!["guarded"], vec![], true));
    let names: Vec<String> = (1..9).map(|n| format!("{n};2022-01-31;9916;1,00\n")).collect();
    let names = names.concat();
    let names = format!("Vernr;Datum;Objekt;Belopp\n{names}9;2022-01-31;9916 God v\u{e5}rd;1,00\n");
    assert_eq!(told("in.csv", &names), (vec![], vec!["some-names"], true));
}

#[test]
fn inspect_reads_the_first_table_also_where_a_later_header_knows_more() {
    let work = Workdir::new("inspect-first-table");
    let ledger = "Vernr;Datum;Konto;Belopp\n1;2022-01-31;5000;100,00\nKonto;Objekt;Vernr;Datum;Attest;Belopp\n\
                  5000;1;2;2022-01-31;abc;50,00\n";
    let found = looked_at(&work.write("in.csv", ledger));
    let proof = found.proved().expect("it reads");
    assert_eq!((found.survey.tables.len(), found.survey.rows, proof.totals.net()), (2, 2, Ok(Ore::new(15_000))));
}

#[test]
fn inspect_tells_a_change_of_columns_once_however_often_it_comes() {
    let (one, other) =
        ("Vernr;Datum;Konto;Belopp\n1;2022-01-31;5000;1,00\n", "Konto;Datum;Vernr;Belopp\n5000;2022-01-31;1;1,00\n");
    let work = Workdir::new("inspect-turns");
    let found = looked_at(&work.write("in.csv", [one, other].concat().repeat(5)));
    let proof = found.proved().expect("it reads");
    let codes: Vec<&str> = proof.findings.iter().map(|finding| finding.code.name()).collect();
    assert_eq!((codes, proof.totals.rows, proof.structure.headers), (vec!["columns-differ"], 10, 10));
}

#[test]
fn inspect_tells_that_no_heading_is_a_code_part() {
    let with = |heading: &str| told("in.csv", &format!("Bilag;Dato;{heading};Bel\u{f8}b\n1;31-01-2022;5000;1,00\n"));
    assert_eq!(with("Artskonto"), (vec![], vec!["no-parts"], true));
    assert_eq!(with("Omkostningssted"), (vec![], vec![], true));
}

#[test]
fn inspect_tells_where_a_quote_opens_that_nothing_closes() {
    let work = Workdir::new("inspect-quote");
    let rows =
        "1;2022-01-31;5000;1,00;a\n2;2022-01-31;5000;1,00;b\n3;2022-01-31;5000;1,00;\"c\n4;2022-01-31;5000;1,00;d\n";
    work.write("in.csv", format!("Vernr;Datum;Konto;Belopp;Text\n{rows}{rows}"));
    let output = work.tertial(&["inspect", "in.csv", "--format", "json"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stdout).contains("\"open-quote\""), "{}", text(&output.stdout));
}

#[test]
fn inspect_reads_pounds_and_months_by_name() {
    let work = Workdir::new("inspect-pounds");
    let ledger = "Payment date,Reference,Amount,Account\n25-May-16,1,\"\u{a3}1,234.56\",5000\n\
                  3-Jun-16,2,(\u{a3}234.56),5000\n";
    let found = looked_at(&work.write("in.csv", ledger));
    let proof = found.proved().expect("it reads");
    assert_eq!((found.is_open(), proof.totals.net()), (false, Ok(Ore::new(100_000))));
    assert_eq!(proof.span.map(|(first, last)| (first.to_string(), last.to_string())).unwrap_or_default().0, "2016-05");
    let kronor = "Datum;Vernr;Belopp;Konto\n3 maj 2016;1;kr 1 234,56;5000\n25 maj 2016;2;-kr 34,56;5000\n";
    let found = looked_at(&work.write("kr.csv", kronor));
    assert_eq!(found.proved().map(|proof| proof.totals.net()), Some(Ok(Ore::new(120_000))));
    let mixed = "Datum;Vernr;Belopp;Konto\n2016-05-03;1;\u{20ac}1.50;5000\n2016-05-03;2;\u{a3}1.50;5000\n";
    assert_eq!(told("in.csv", mixed).0, ["currencies-differ"]);
}

#[test]
fn inspect_tells_months_that_stand_first_also_without_zeros() {
    let first = "Datum;Vernr;Belopp;Konto\n1/15/2022;1;1,50;5000\n1/16/2022;2;1,50;5000\n";
    assert_eq!(told("in.csv", first), (vec!["month-first"], vec![], false));
    let either = "Datum;Vernr;Belopp;Konto\n1/5/2022;1;1,50;5000\n10/1/2022;2;1,50;5000\n";
    assert_eq!(told("in.csv", either), (vec!["day-or-month"], vec![], true));
}

#[test]
fn inspect_reads_only_sheets_with_amounts() {
    let sheets = [("Huvudbok", "Belopp"), ("Budget", "Budget")];
    let sheets =
        sheets.map(|(name, last)| (name, format!("Vernr;Datum;Konto;Objekt;{last}\n1;2022-01-31;5000;9;1,50\n")));
    let work = Workdir::new("inspect-sheets");
    let path = work.path().join("in.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        for (row, line) in (0..).zip(rows.lines()) {
            for (column, cell) in (0..).zip(line.split(';')) {
                sheet.write(row, column, cell).expect("a cell");
            }
        }
    }
    book.save(&path).expect("a workbook");
    let found = looked_at(&path);
    let read: Vec<bool> = found.sheets.iter().map(|sheet| sheet.read).collect();
    assert_eq!((read, found.runs()), (vec![true, false], true));
}

#[test]
fn inspect_tells_letters_of_two_encodings() {
    let row = |text: &str| format!("1;2022-01-31;5000;1,50;{text}\n").into_bytes();
    let head = "Vernr;Datum;Konto;Belopp;Text\n".as_bytes().to_vec();
    let work = Workdir::new("inspect-encodings");
    let open = |parts: &[Vec<u8>]| {
        let found = looked_at(&work.write("in.csv", parts.concat()));
        (found.open.iter().map(|note| note.id).collect::<Vec<_>>(), found.runs())
    };
    let latin = b"2;2022-01-31;5000;1,50;K\xf6p\n".to_vec();
    assert_eq!(open(&[head.clone(), row("L\u{e4}karv\u{e5}rd"), latin.clone()]), (vec!["two-encodings"], true));
    assert_eq!(open(&[head.clone(), row("L\u{c3}\u{a4}karv\u{c3}\u{a5}rd")]), (vec!["two-encodings"], true));
    assert_eq!(open(&[head.clone(), row("S\u{c3}O PAULO")]), (vec![], true));
    assert_eq!(open(&[head, latin]), (vec![], true));
}

#[test]
fn inspect_finds_a_period_in_two_columns() {
    let work = Workdir::new("inspect-years");
    let ledger = "Vernr;\u{c5}r;M\u{e5}nad;Konto;Belopp\n1;2022;3;5000;1,50\n2;2022;12;5000;1,50\n";
    let found = looked_at(&work.write("in.csv", ledger));
    let span = found.proved().and_then(|proof| proof.span).map(|(first, last)| (first.to_string(), last.to_string()));
    assert_eq!((found.is_open(), span), (false, Some(("2022-03".to_owned(), "2022-12".to_owned()))));
    let alone = "Vernr;M\u{e5}nad;Konto;Belopp\n1;3;5000;1,50\n2;12;5000;1,50\n";
    assert_eq!(told("in.csv", alone), (vec!["no-period"], vec!["heading-unfit"], false));
}

#[test]
fn inspect_joins_a_header_over_two_rows() {
    let work = Workdir::new("inspect-two-rows");
    let rows = "1;2022-01-31;5000;9,00;;100,00;\n2;2022-01-31;5000;;1,00;;30,50\n";
    let read = |head: &str| {
        let found = looked_at(&work.write("in.csv", format!("{head}{rows}")));
        let open: Vec<&str> = found.open.iter().map(|note| note.id).collect();
        (open, found.survey.header_rows, found.proved().map(|proof| (proof.totals.rows, proof.totals.net())))
    };
    let below = "Vernr;Datum;Konto;Budget;;Utfall;\n;;;Debet;Kredit;Debet;Kredit\n";
    assert_eq!(read(below), (vec![], 2, Some((2, Ok(Ore::new(6_950))))));
    let beside = ";;;Budget;;Utfall;\nVernr;Datum;Konto;Debet;Kredit;Debet;Kredit\n";
    assert_eq!(read(beside), (vec![], 2, Some((2, Ok(Ore::new(6_950))))));
    let years = ";;;2021;;2022;\nVernr;Datum;Konto;Debet;Kredit;Debet;Kredit\n";
    assert_eq!(read(years).0, ["several-amounts", "several-amounts"]);
    let title = "Huvudbok;2022\nVernr;Datum;Konto;Budget;Prognos;Debet;Kredit\n";
    assert_eq!(read(title), (vec![], 1, Some((2, Ok(Ore::new(6_950))))));
}

#[test]
fn inspect_lets_no_single_cell_speak_for_a_column() {
    let with = |cells: &[(&str, usize)]| {
        let rows = cells.iter().flat_map(|(amount, times)| std::iter::repeat_n(*amount, *times));
        let rows: Vec<String> = rows.map(|amount| format!("1;2022-01-31;5000;{amount}\n")).collect();
        let work = Workdir::new("inspect-units");
        let found = looked_at(&work.write("in.csv", format!("Vernr;Datum;Konto;Belopp\n{}", rows.concat())));
        let open: Vec<&str> = found.open.iter().map(|note| note.id).collect();
        (["\nunit ", "\ncurrency "].iter().any(|key| found.proposal.bare().contains(key)), open, found.runs())
    };
    for odd in ["5,00 tkr", "5,00 mnkr", "5,00 EUR"] {
        assert_eq!(with(&[("10,00", 20), (odd, 1)]), (false, vec![], false), "{odd}: its row is rejected");
        assert_eq!(with(&[(odd, 20)]), (true, vec![], true), "{odd}");
    }
    assert_eq!(with(&[("10,00", 9), ("5,00 tkr", 8)]).1, ["units-differ"]);
    assert_eq!(with(&[("10,00", 9), ("5,00 EUR", 8)]).1, ["currencies-differ"]);
    assert_eq!(with(&[("10,00", 9), ("5,00 kr", 1)]), (true, vec![], true), "kronor and nothing are the same");
}

#[test]
fn inspect_puts_no_date_in_the_place_of_a_period_that_it_cannot_read() {
    let with = |periods: [&str; 3]| {
        let rows = periods.map(|period| format!("1;2022-01-31;{period};5000;1,50\n"));
        told("in.csv", &format!("Vernr;Datum;Period;Konto;Belopp\n{}", rows.concat()))
    };
    assert_eq!(with(["1", "2", "13"]), (vec!["period-unread"], vec![], true));
    assert_eq!(with(["2022P01", "2022P02", "2022P13"]).0, ["period-unread"]);
    assert_eq!(with(["202201", "202202", "202213"]), (vec![], vec![], true));
}

#[test]
fn inspect_asks_about_sides_and_totals_in_words_that_say_nothing_for_certain() {
    let sides = |words: [&str; 2]| {
        let rows = words.map(|word| format!("1;2022-01-31;5000;{word};1,50\n"));
        told("in.csv", &format!("Vernr;Datum;Konto;D/K;Belopp\n{}", rows.concat())).0
    };
    for words in [["1", "2"], ["40", "50"], ["P", "M"]] {
        assert_eq!(sides(words), ["side-apart-maybe"], "{words:?}");
    }
    let credits = |second: &str| {
        told(
            "in.csv",
            &format!("Vernr;Datum;Konto;Debet;Kredit\n1;2022-01-31;5000;1,00;\n1;2022-01-31;5000;;{second}\n"),
        )
        .0
    };
    assert_eq!((credits("-2,00"), credits("2,00")), (vec!["credit-negative"], vec![]));
    let totals = "Period;Konto;Objekt;Text;Belopp\n202201;5010;100;t;1,50\n202201;5010;100;u;2,50\n";
    let last = "202201;5010;100;Summa 5010;4,00\n";
    assert!(told("in.csv", totals).0.is_empty());
    assert_eq!(told("in.csv", &format!("{totals}{last}")).0, ["total-words-maybe"]);
}
