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
