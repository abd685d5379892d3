//! What other programs have done to a file before it came here: told with its count and a place, and never taken for what
//! it isn't.

use tertial::model::money::Ore;

use super::looked_at;
use crate::workdir::{Workdir, text};

#[test]
fn inspect_knows_excels_own_subtotals() {
    let work = Workdir::new("inspect-excel-totals");
    let ledger = "Konto;Objekt;Period;Belopp\n5010;100;202201;1,50\n5010;100;202202;2,50\n5010 Summa;;;4,00\n\
                  5020;100;202201;7,00\n5020 Summa;;;7,00\nTotalsumma;;;11,00\n";
    let found = looked_at(&work.write("in.csv", ledger));
    let proof = found.proved().expect("it reads");
    assert_eq!((proof.totals.rows, proof.totals.net(), proof.structure.totals), (3, Ok(Ore::new(1_100)), 3));
    assert!(found.runs() && found.survey.rows == 3, "{}", found.proposal.bare());
    assert!(found.proposal.bare().contains("totals      = [\"Summa\", \"Totalsumma\"]"), "{}", found.proposal.bare());
}

#[test]
fn inspect_tells_of_codes_that_a_spreadsheet_has_made_over() {
    let work = Workdir::new("inspect-spoilt");
    let row = |voucher: &str, code: &str| format!("{voucher};{code};202201;2022-01-05;1,00\n");
    let rows: Vec<String> =
        ["100", "1E+05", "16-jan", "jan-16", "1E05", "10\u{200b}0"].map(|code| row("7", code)).into();
    let ledger = format!("Vernr;Objekt;Period;Datum;Belopp\n{}{}", rows.concat(), row("1E+05", "100"));
    let found = looked_at(&work.write("in.csv", ledger));
    let proof = found.proved().expect("it reads");
    let rejects: Vec<_> = proof.rejects.iter().map(|rejects| (rejects.first.reason, rejects.rows)).collect();
    assert_eq!((rejects, proof.totals.rows), (vec![("spoilt-code", 1)], 6));
    let told: Vec<&str> = proof.findings.iter().map(|finding| finding.code.name()).collect();
    assert_eq!(told, ["invisible-signs", "spoilt-codes"]);
    let notes: Vec<&str> = found.notes.iter().map(|note| note.id).collect();
    assert_eq!(notes, ["spoilt-vouchers"]);
    let told = text(&work.tertial(&["inspect", "in.csv"]).stdout).replace('\u{a0}', " ");
    assert!(told.contains("<U+200B>") && told.contains("rad 3, kolumn 2") && told.contains("16-jan"), "{told}");
}

/// What must be decided, and the layout that is proposed.
fn proposed(ledger: &str) -> (Vec<&'static str>, String) {
    let found = looked_at(&Workdir::new("inspect-traps").write("in.csv", ledger));
    (found.open.iter().map(|note| note.id).collect(), found.proposal.bare())
}

#[test]
fn inspect_takes_no_budget_and_no_difference_for_the_amount() {
    let with = |headings: &str| {
        proposed(&format!(
            "Konto;Period;{headings}\n5010;202201;1,50;2,50\n5010;202202;3,50;4,50\n5010;202203;1,50;2,50\n"
        ))
    };
    for headings in ["Budget;Avvikelse", "Diff budget/utfall;Avvikelse ack", "Prognos;Differens kr"] {
        let (open, layout) = with(headings);
        assert_eq!(open, ["amount-only-compared"], "{headings}");
        assert!(!layout.contains("amount "), "{layout}");
    }
    let (open, layout) = with("Avvikelse;Bokat");
    assert!(open.is_empty() && layout.contains("amount     = [\"Bokat\"]"), "{open:?} {layout}");
}

#[test]
fn inspect_tells_both_readings_of_periods_of_four_digits() {
    let with = |periods: [&str; 3]| {
        let rows: Vec<String> = periods.iter().map(|period| format!("1;{period};5010;1,50\n")).collect();
        let (open, layout) = proposed(&format!("Vernr;Period;Konto;Belopp\n{}", rows.concat()));
        (open, layout.lines().find(|line| line.starts_with("periods")).unwrap_or_default().to_owned())
    };
    let line = |form: &str| format!("periods     = [\"{form}\"]");
    assert_eq!(with(["0112", "0212", "0312"]), (vec!["year-or-month-first"], line("YYMM")));
    assert_eq!(with(["2201", "2202", "2212"]), (vec![], line("YYMM")));
    assert_eq!(with(["0122", "0222", "1222"]), (vec![], line("MMYY")));
    assert_eq!(with(["0112", "0113", "0114"]), (vec![], line("MMYY")));
}

#[test]
fn inspect_takes_no_time_of_day_for_a_date() {
    let work = Workdir::new("inspect-times");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let format = rust_xlsxwriter::Format::new().set_num_format("hh:mm");
    for (column, heading) in (0..).zip(["Vernr", "Tid", "Konto", "Period", "Belopp"]) {
        sheet.write_string(0, column, heading).expect("a heading");
    }
    for row in 1..4 {
        sheet.write_number(row, 0, f64::from(row)).expect("a number");
        sheet.write_number_with_format(row, 1, 0.5 + f64::from(row) / 48.0, &format).expect("a time");
        for (column, text) in (2..).zip(["5010", "202201", "1,50"]) {
            sheet.write_string(row, column, text).expect("a text");
        }
    }
    book.save(work.path().join("in.xlsx")).expect("the workbook can be written");
    let found = looked_at(&work.path().join("in.xlsx"));
    let notes: Vec<&str> = found.notes.iter().map(|note| note.id).collect();
    assert!(found.runs() && !found.proposal.bare().contains("booked"), "{}", found.proposal.bare());
    assert_eq!(notes, ["times"]);
}

#[test]
fn inspect_joins_a_header_whose_lower_row_says_no_more() {
    for (upper, lower, amount) in [
        ("Konto;Ansvar;Period;Belopp", "nr;nr;;kr", "Belopp kr"),
        ("Konto;Ansvar;Period;Belopp", "nr;kod;;kr", "Belopp kr"),
        ("Konto;Period;;Belopp", ";fr\u{e5}n;till;", "Belopp"),
    ] {
        let row = "5010;202201;202201;";
        let (open, layout) = proposed(&format!("{upper}\n{lower}\n{row}1,50\n{upper}\n{lower}\n{row}2,50\n"));
        assert!(open.is_empty() && layout.contains("header-rows = 2") && layout.contains(amount), "{open:?} {layout}");
    }
}

#[test]
fn inspect_takes_nothing_added_up_over_months_and_no_balance_for_the_amount() {
    let with = |heading: &str| {
        let rows = ["202201;1,50", "202202;3,50", "202203;1,50"].map(|row| format!("5010;{row}\n")).concat();
        proposed(&format!("Konto;Period;{heading}\n{rows}"))
    };
    for heading in
        ["Ackumulerat utfall", "Ack utfall", "Ack. belopp", "Ackumulerat", "Saldo", "Utgående saldo", "Closing balance"]
    {
        let (open, layout) = with(heading);
        assert_eq!(open, ["amount-only-running"], "{heading}");
        assert!(!layout.contains("amount "), "{layout}");
    }
    for heading in ["Utfall", "Bokat"] {
        let (open, layout) = with(heading);
        assert!(open.is_empty() && layout.contains(&format!("amount     = [\"{heading}\"]")), "{open:?} {layout}");
    }
}
