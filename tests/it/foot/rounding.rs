//! When a total that is not the sum of its rows may be called rounded, and when rounding is only told as a possible reason.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::{footed, totals};
use crate::workdir::Workdir;

/// Each total's figure and verdict.
fn told(table: &str) -> Vec<(String, &'static str)> {
    let work = Workdir::new("foot-rounding");
    let file = footed(&work, "table.csv", table);
    totals(&file).iter().map(|total| (total.stated.amount.plain(), total.verdict.name())).collect()
}

/// Holds the verdict of every total of a table.
fn holds(table: &str, verdicts: &[&str]) {
    let told = told(table);
    assert_eq!(told.iter().map(|(_, verdict)| *verdict).collect::<Vec<_>>(), verdicts, "{table}{told:?}");
}

#[test]
fn foot_believes_no_rounding_that_a_finer_column_does_not_prove() {
    // The same unit twice, a coarser column beside a finer one, and columns that no factor joins.
    let twice = "Rad;Redovisat kr;Bokfört kr\nA;100000;100000\nB;250000;250000\nC;70000;70000\nSumma;420001;420000\n";
    holds(twice, &["differs", "agrees"]);
    let units = "Område;Mkr;kr\nA;1,2;1200000\nB;3,4;3400000\nSumma;4,7;4600000\n";
    holds(units, &["differs", "agrees"]);
    holds(&units.replace("4,7;4600000", "4,6;4600001"), &["agrees", "differs"]);
    holds("Post;Budget kr;Utfall tkr\nA;10000;5\nB;20000;9\nC;30000;14\nSumma;60000;29\n", &["agrees", "differs"]);
    // A finer column that doesn't add up proves nothing.
    let rounded = "Post;tkr;kr\nA;1;1400\nB;2;2400\nC;3;3400\nSumma;7;7200\n";
    holds(rounded, &["rounded", "agrees"]);
    holds(&rounded.replace("7;7200", "7;7300"), &["differs", "differs"]);
    holds(&rounded.replace("B;2;", "B;3;"), &["agrees", "agrees"]);
    holds(&rounded.replace("A;1;", "A;2;").replace("7;7200", "8;7200"), &["differs", "agrees"]);
    // Without units, the one power of ten that holds for every row.
    holds(&rounded.replace("tkr;kr", "a;b"), &["rounded", "agrees"]);
    holds(&rounded.replace("tkr;kr", "a;b").replace("7;7200", "8;7200"), &["differs", "agrees"]);
}

#[test]
fn foot_takes_a_prognosis_for_the_months_figures_times_one_factor() {
    let table = "Post;Utfall;Prognos\nA;100,01;150,02\nB;200,01;300,02\nC;300,02;450,03\nSumma;600,04;900,06\n";
    holds(table, &["agrees", "rounded"]);
    for wrong in ["900,05", "900,08", "901,06"] {
        holds(&table.replace("900,06", wrong), &["agrees", "differs"]);
    }
    holds(&table.replace("Prognos", "Beslut"), &["agrees", "differs"]);
    // So few digits that more than one factor fits them.
    holds("Post;Utfall;Prognos\nA;1;1\nB;2;2\nC;3;3\nSumma;6;7\n", &["agrees", "differs"]);
}

/// Our own published tables, cut down.
#[test]
fn foot_catches_a_last_digit_in_tables_that_say_the_same_twice() {
    let insatser = "rad;redovisat;belopp\nPersonal;8,523;8523000,00\nDocka;0,300;300000,00\nTeam;8,629;8629000,00\n\
                    Totalt;17,452;17452000,00\n";
    holds(insatser, &["agrees", "agrees"]);
    holds(&insatser.replace("17452000,00", "17452000,01"), &["agrees", "differs"]);
    let received = "del;redovisat;bokfort\nA;71402347;71402347,00\nB;1262843;1262843,00\nTotalt;72665190;72665190,00\n";
    holds(received, &["agrees", "agrees"]);
    holds(&received.replace("72665190;", "72665191;"), &["differs", "agrees"]);
}

/// Kronor rounded half away from zero to thousands.
fn thousands(kronor: i64) -> i64 {
    (kronor.abs() + 500) / 1000 * kronor.signum()
}

#[test]
fn foot_catches_every_digit_changed_in_the_totals_of_two_columns() {
    let work = Workdir::new("foot-two-columns");
    let mut runner = TestRunner::new(Config { cases: 12, failure_persistence: None, ..Config::default() });
    let tables = (proptest::collection::vec(600_i64..40_000_000, 2..7), any::<bool>(), 0_usize..3);
    let outcome = runner.run(&tables, |(rows, swapped, heads)| {
        let heads = [("tkr", "kr"), ("Redovisat", "Bokfört"), ("Prognos", "Utfall")][heads];
        let line = |label: &str, coarse: &str, fine: &str| {
            let (one, other) = if swapped { (fine, coarse) } else { (coarse, fine) };
            format!("{label};{one};{other}\n")
        };
        let body = rows.iter().map(|row| line("Post", &thousands(*row).to_string(), &row.to_string()));
        let body = line("Rad", heads.0, heads.1) + &body.collect::<String>();
        let (fine, added) = (rows.iter().sum::<i64>(), rows.iter().map(|row| thousands(*row)).sum::<i64>());
        let stated = [thousands(fine).to_string(), fine.to_string()];
        let agree = |coarse: &str, fine: &str| {
            let file = footed(&work, "table.csv", body.clone() + &line("Summa", coarse, fine));
            totals(&file).iter().all(|total| total.verdict.agrees())
        };
        prop_assert!(agree(&stated[0], &stated[1]), "{body}{stated:?}");
        for (which, digits) in stated.iter().enumerate() {
            for at in 0..digits.len() {
                for digit in (b'0'..=b'9').filter(|digit| *digit != digits.as_bytes()[at]) {
                    let mut spoilt = stated.clone();
                    spoilt[which].replace_range(at..=at, &char::from(digit).to_string());
                    // The sum of the rounded rows is a right total too.
                    let right = which == 0 && spoilt[0].parse() == Ok(added);
                    prop_assert_eq!(agree(&spoilt[0], &spoilt[1]), right, "{}{:?}", body, spoilt);
                }
            }
        }
        Ok(())
    });
    outcome.expect("a changed digit is caught");
}
