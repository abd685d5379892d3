//! Generated tables: rows with their true total foot, and a digit changed in any figure is caught and found again.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::{footed, totals};
use crate::workdir::Workdir;

/// A figure with spaces between its groups.
fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    if number < 0 { format!("-{out}") } else { out }
}

fn table(rows: &[i64], total: i64) -> String {
    let lines = rows.iter().enumerate().map(|(i, row)| format!("Rad {i}\t{}\n", grouped(*row)));
    format!("Post\tKronor\n{}Summa\t{}\n", lines.collect::<String>(), grouped(total))
}

/// The number with one digit changed; never the first, which would change how long it is, unless there is only one.
fn changed(number: i64, place: usize, by: u8) -> i64 {
    let mut digits = number.unsigned_abs().to_string().into_bytes();
    let at = if digits.len() == 1 { 0 } else { 1 + place % (digits.len() - 1) };
    digits[at] = b'0' + (digits[at] - b'0' + 1 + by % 9) % 10;
    let size: i64 = String::from_utf8(digits).expect("digits").parse().expect("a number");
    size * number.signum()
}

fn rows() -> impl Strategy<Value = Vec<i64>> {
    let row = prop_oneof![10_i64..1_000, 1_000_i64..10_000_000, -5_000_000_i64..-10, 100_000_000_i64..999_999_999];
    proptest::collection::vec(row, 2..12)
}

#[test]
fn foot_agrees_with_generated_totals() {
    let work = Workdir::new("foot-generated");
    let mut runner = TestRunner::new(Config { cases: 128, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&rows(), |rows| {
        let file = footed(&work, "table.txt", table(&rows, rows.iter().sum()));
        let totals = totals(&file);
        prop_assert_eq!(totals.len(), 1);
        prop_assert_eq!(totals[0].verdict.name(), "agrees");
        let added: Vec<String> = totals[0].addends.iter().map(|addend| addend.amount.plain()).collect();
        prop_assert_eq!(added, rows.iter().map(i64::to_string).collect::<Vec<_>>());
        Ok(())
    });
    outcome.expect("a true total agrees");
}

#[test]
fn foot_catches_a_generated_slip_and_names_the_true_figure() {
    let work = Workdir::new("foot-slips");
    let mut runner = TestRunner::new(Config { cases: 128, failure_persistence: None, ..Config::default() });
    let slip = (rows(), any::<prop::sample::Index>(), 0_usize..9, 0_u8..9);
    let outcome = runner.run(&slip, |(rows, which, place, by)| {
        let total: i64 = rows.iter().sum();
        prop_assume!(total.unsigned_abs() >= 10);
        let mut figures = rows.clone();
        figures.push(total);
        let at = which.index(figures.len());
        let truth = figures[at];
        figures[at] = changed(truth, place, by);
        let file = footed(&work, "table.txt", table(&figures[..rows.len()], figures[rows.len()]));
        let totals = totals(&file);
        prop_assert!(totals[0].verdict.differs(), "{:?}", totals[0].verdict);
        // A total that another unit explains is told as that.
        prop_assume!(totals[0].verdict.name() == "differs");
        let found = totals[0].explanations.iter().any(|explanation| {
            explanation.at.amount.plain() == figures[at].to_string()
                && explanation.instead.is_some_and(|instead| instead.plain() == truth.to_string())
        });
        prop_assert!(found, "{} for {truth} is not among {:?}", figures[at], totals[0].explanations);
        Ok(())
    });
    outcome.expect("a slip is caught");
}
