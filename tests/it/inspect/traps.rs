//! What other programs have done to a file before it came here: told with its count and a place, and never taken for what
//! it isn't.

use tertial::model::money::Ore;

use super::looked_at;
use crate::workdir::Workdir;

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
