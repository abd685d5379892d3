//! Layouts that Swedish tables have: codes before names, years and units as headings, labels without a figure.

use super::footed;
use crate::workdir::{Workdir, text};

/// Exit code and what is told of a table.
fn call(table: &str) -> (i32, String) {
    let work = Workdir::new("foot-layouts");
    work.write("table.csv", table);
    let output = work.tertial(&["foot", "table.csv"]);
    let told = [text(&output.stdout), text(&output.stderr)].concat().replace('\u{a0}', " ");
    (output.status.code().expect("it ends by itself"), told)
}

/// Holds exit code, parts of what is told, and parts that must not be.
fn tells(table: &str, exit: i32, parts: &[&str], not: &[&str]) {
    let (code, told) = call(table);
    assert_eq!(code, exit, "{table}{told}");
    for part in parts {
        assert!(told.contains(part), "{part}\n{table}{told}");
    }
    for part in not {
        assert!(!told.contains(part), "not {part}\n{table}{told}");
    }
}

#[test]
fn foot_takes_a_column_of_codes_for_labels() {
    for (table, total) in [
        ("Objekt;Namn;kr\n9916;A;100\n9917;B;200\nTotalt;;300\n", "Totalt: 300 kr – stämmer"),
        ("Objekt;Namn;kr\n9916;A;100\n9917;B;200\n;Totalt;300\n", "Totalt: 300 kr – stämmer"),
        ("Ansvar;Objekt;kr\n110;9916;100\n120;9917;200\nTotalt;;300\n", "Totalt: 300 kr – stämmer"),
        ("Nr;Namn;kr\n9;A;100\n10;B;200\nSumma;;300\n", "Summa: 300 kr – stämmer"),
        ("Avtal;Kod;kr\nVård;1;100\nVård;2;200\nVård;Summa;300\n", "Summa: 300 kr – stämmer"),
    ] {
        tells(table, 0, &[total, "1 summa: 1 stämmer"], &["Summacellen"]);
        tells(&table.replace(";300", ";301"), 1, &["differens 1 kr"], &["Summacellen"]);
    }
    let groups = "Avtal;Nr;kr\nVård;1;100\nVård;2;200\nVård;Summa;300\nTåg;1;10\nTåg;2;20\nTåg;Summa;30\nTotalt;;330\n";
    tells(groups, 0, &["3 summor: 3 stämmer"], &["Summacellen"]);
    let result = "Konto;Namn;kr\n3010;A;100\n4010;B;-50\nResultat;;50\n";
    tells(result, 0, &["Resultat: 50 kr – stämmer"], &["Summacellen"]);
    // Amounts whose total is a word are no codes, and amounts are none where their total is one.
    tells("Post;kr\nA;100\nB;200\nSumma;se bilaga\n", 1, &["Summacellen innehåller ”se bilaga”"], &[]);
    tells("Antal;kr\n100;10\n200;20\n300;30\nTotalt;60\n", 0, &["60 kr – stämmer"], &[]);
    tells("Post;st;kr\nA;10;100\nB;20;200\nSumma;31;300\n", 1, &["Summa [st]: 31 – STÄMMER INTE"], &[]);
    tells("Post;st;kr\nA;10;100\nB;20;200\nSumma;#REF!;300\n", 1, &["felet ”#REF!”"], &[]);
}

#[test]
fn foot_takes_years_and_units_that_head_columns_for_headings() {
    let years = "Post;2020 kr;2021 kr\nA;100;200\nB;50;60\nSumma;150;260\n";
    tells(years, 0, &["Summa [2020 kr]: 150 kr – stämmer", "Summa [2021 kr]: 260 kr – stämmer"], &[]);
    tells(&years.replace(";260", ";261"), 1, &["1 kr: delposterna är 260 kr"], &["2 021 kr"]);
    tells("Post;1 000 kr\nA;100\nB;50\nSumma;150\n", 0, &["Summa: 150 tkr – stämmer"], &[]);
    tells("Post;M kr\nA;1,5\nB;2,5\nSumma;4,0\n", 0, &["Summa: 4,0 mkr – stämmer"], &[]);
    for (heading, unit) in [("Tusentals kronor", "tkr"), ("miljontals kronor", "mkr")] {
        tells(&format!("Post;{heading}\nA;1\nB;2\nSumma;3\n"), 0, &[&format!("Summa: 3 {unit} – stämmer")], &[]);
    }
    // Without a heading, the first row is a row: those below have units of their own.
    tells("A;1 000 kr\nB;2 000 kr\nSumma;3 000 kr\n", 0, &["Summa: 3 000 kr – stämmer", "1 000 kr  rad 1"], &[]);
}

#[test]
fn foot_names_a_row_that_lacks_its_figure_in_a_narrow_table() {
    let lacks = "rad 3, kolumn 2  B (inget belopp i kolumnen)";
    let table = "Namn;kr\nA;1234\nB;\nC;5678\nSumma;9999\n";
    tells(table, 1, &["GÅR INTE ATT AVGÖRA, differens 3 087 kr", lacks], &["STÄMMER INTE"]);
    tells(&table.replace("9999", "6912"), 0, &["stämmer"], &["inget belopp"]);
    tells("Namn;kr\nA;1234\nB;\nSumma;9999\n", 1, &["GÅR INTE ATT AVGÖRA", lacks], &[]);
    tells("Namn;kr\nA;\nB;1234\nSumma;9999\n", 1, &["GÅR INTE ATT AVGÖRA", "rad 2, kolumn 2  A (inget"], &[]);
    // Headings of sections are none.
    let sections = "Namn;kr\nVård;\nA;1\nB;2\nSumma vård;3\nTrafik;\nC;5\nD;6\nSumma trafik;31\n";
    tells(sections, 1, &["STÄMMER INTE"], &["inget belopp", "AVGÖRA"]);
    let unnamed = "Namn;kr\nIntäkter;\nA;1000\nB;200\nKostnader;\nC;-500\nD;-60\nSumma;931\n";
    tells(unnamed, 1, &["STÄMMER INTE"], &["inget belopp", "AVGÖRA"]);
    tells(&unnamed.replace("Summa;", "E;\nSumma;"), 1, &["AVGÖRA", "E (inget belopp"], &["Kostnader (inget"]);
}

#[test]
fn foot_tells_a_total_row_without_an_amount() {
    let says = "rad 4, kolumn 2  Summaraden har inget belopp och är inte omräknad.\n      gör så här: Skriv summan";
    tells("Post;kr\nA;100\nB;50\nSumma;\n", 1, &[says], &["Ingen summa hittades"]);
    tells("Post;Not;kr\nA;x;100\nB;y;50\nSumma;z;\n", 1, &["rad 4, kolumn 3  Summaraden har inget belopp"], &[]);
    tells("Post;kr\nA;100\nB;50\nTotalt erhållna medel;\n", 1, &[says], &["Ingen summa hittades"]);
    // Words that head a section are no total.
    let headed = "Post;kr\nA;100\nSumma;100\nTotalt;\nB;50\nSumma;50\n";
    tells(headed, 0, &["2 summor: 2 stämmer"], &["Summaraden"]);
}

#[test]
fn foot_lists_of_which_rows_below_their_total() {
    let work = Workdir::new("foot-of-which");
    let file = footed(&work, "table.csv", "Post;kr\nA;100\nB;50\nSumma;150\nvarav EU;40\nvarav stat;5\n");
    let total = &file.tables[0].totals[0];
    assert_eq!(total.verdict.name(), "agrees");
    let left_out: Vec<String> = total.left_out.iter().map(|addend| addend.amount.plain()).collect();
    assert_eq!(left_out, ["40", "5"]);
}

#[test]
fn foot_says_where_rounding_may_be_the_reason() {
    let said = "Differensen ryms i avrundningen av 3 delposter och summan, högst 0,2 mkr.";
    let table = "Post;mkr\nA;1,2\nB;3,3\nC;4,4\nSumma;9,0\n";
    tells(table, 1, &["STÄMMER INTE, differens 0,1 mkr", said], &["Ingen känd orsak"]);
    tells(&table.replace("9,0", "9,2"), 1, &["STÄMMER INTE"], &["ryms i avrundningen"]);
    // Öre are not rounded, and neither are figures that another column shows to be exact.
    tells("Post;kr\nA;1,20\nB;3,30\nSumma;4,51\n", 1, &["STÄMMER INTE"], &["ryms i avrundningen"]);
    let exact = "Post;mkr;kr\nA;1,2;1200000\nB;3,3;3300000\nC;4,4;4400000\nSumma;9,0;8900000\n";
    tells(exact, 1, &["STÄMMER INTE"], &["ryms i avrundningen"]);
}
