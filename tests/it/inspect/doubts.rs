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
fn inspect_sums_no_amounts_whose_side_stands_in_another_column() {
    let with = |heading: &str, debit: &str, credit: &str| {
        let ledger = format!(
            "Vernr;Datum;Konto;{heading};Belopp\n1;2022-01-31;5000;{debit};100,00\n1;2022-01-31;1930;{credit};100,00\n"
        );
        told("in.csv", &ledger)
    };
    assert_eq!(with("D/K", "D", "K"), (vec!["side-apart"], vec![], false));
    assert_eq!(with("Typ", "Debet", "Kredit"), (vec!["side-apart"], vec![], false));
    assert_eq!(with("Typ", "D", "K"), (vec!["side-apart-maybe"], vec![], true));
    assert_eq!(with("Typ", "LF", "BF"), (vec![], vec![], true));
    let signed = "Vernr;Datum;Konto;D/K;Belopp\n1;2022-01-31;5000;D;100,00\n1;2022-01-31;1930;K;-100,00\n";
    assert_eq!(told("in.csv", signed), (vec![], vec![], true));
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
    let names: String = (1..9).map(|n| format!("{n};2022-01-31;9916;1,00\n")).collect();
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
fn inspect_tells_where_a_quote_opens_that_nothing_closes() {
    let work = Workdir::new("inspect-quote");
    let rows =
        "1;2022-01-31;5000;1,00;a\n2;2022-01-31;5000;1,00;b\n3;2022-01-31;5000;1,00;\"c\n4;2022-01-31;5000;1,00;d\n";
    work.write("in.csv", format!("Vernr;Datum;Konto;Belopp;Text\n{rows}{rows}"));
    let output = work.tertial(&["inspect", "in.csv", "--format", "json"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stdout).contains("\"open-quote\""), "{}", text(&output.stdout));
}
