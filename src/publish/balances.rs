//! Period balances (`saldon.parquet`): what all judgement rested on. Takes the balances in key order, hands on one
//! row each with fate and sums; refuses a list that does not add up to what the fold counted.

use std::path::Path;

use crate::model::balance::{Balance, Balances};
use crate::model::control::{Boundary, Totals};
use crate::model::fact::{SinkError, Verdict};
use crate::model::money::Ore;
use crate::model::names::Names;

use super::parquet::{Field, Kind, ParquetFile};
use super::told::{self, Told};
use super::trouble::{broken_at, tie};

/// The file's name in the set.
const FILE: &str = "saldon.parquet";
/// Rows in each row group but the last.
const ROWS_PER_GROUP: usize = 100_000;
/// Columns after the code parts, before the verdict's.
const ATTRIBUTES: [(&str, Kind); 3] =
    [("beslutsdatum_passerade", Kind::Whole), ("sent_bokford", Kind::Flag), ("radbeslut", Kind::Text)];
/// Columns after the verdict's.
const SUMS: [(&str, Kind); 4] =
    [("rader", Kind::Whole), ("debet", Kind::Amount), ("kredit", Kind::Amount), ("netto", Kind::Amount)];
const PERIOD: &str = "period";

/// Writes every balance.
pub(super) fn write(folder: &Path, balances: &Balances, names: &Names) -> Result<(), SinkError> {
    let overflow = |_| broken_at(Boundary::FoldToReconcile, format!("{:?}", balances.totals), "amount overflow");
    let mut received = Totals::default();
    let mut expected = Totals::default();
    let mut file = ParquetFile::create(folder, FILE, columns(names), ROWS_PER_GROUP)?;
    for balance in &balances.list {
        let net = balance.totals.net().map_err(overflow)?;
        received.merge(&balance.totals).map_err(overflow)?;
        for amount in [balance.totals.debit, balance.totals.credit, net] {
            expected.add(amount).map_err(overflow)?;
        }
        row(&mut file, balance, net, names)?;
    }
    tie(Boundary::FoldToReconcile, &balances.totals, &received)?;
    expected.rows = balances.list.len() as u64;
    tie(Boundary::FoldToReconcile, &expected, &file.finish()?)
}

fn columns(names: &Names) -> Vec<(String, Kind)> {
    let fixed = ATTRIBUTES.iter().chain(&SUMS).map(|(name, _)| *name);
    let taken: Vec<&str> = fixed.chain(told::COLUMNS).chain([PERIOD]).collect();
    let owned = |(name, kind): &(&str, Kind)| ((*name).to_owned(), *kind);
    let mut columns = vec![(PERIOD.to_owned(), Kind::Text)];
    columns.extend(told::part_columns(names, &taken));
    columns.extend(ATTRIBUTES.iter().map(owned));
    columns.extend(told::columns());
    columns.extend(SUMS.iter().map(owned));
    columns
}

fn row(file: &mut ParquetFile, balance: &Balance, net: Ore, names: &Names) -> Result<(), SinkError> {
    let Balance { key, fate, group, totals } = balance;
    let period = key.period.to_string();
    let ruling = key.attributes.ruling.and_then(|ruling| names.rulings.get(ruling as usize));
    let told = Told::new(Verdict { fate: *fate, group: *group }, names);
    let mut fields = vec![Field::Text(&period)];
    fields.extend((0..names.parts.0.len()).map(|part| Field::Text(key.codes.part(part))));
    fields.extend([
        Field::Whole(key.attributes.decisions_passed.into()),
        Field::Flag(key.attributes.late),
        Field::Text(ruling.map_or("", String::as_str)),
    ]);
    fields.extend(told.fields());
    fields.extend([
        Field::Whole(totals.rows),
        Field::Amount(totals.debit),
        Field::Amount(totals.credit),
        Field::Amount(net),
    ]);
    file.row(&fields, true)
}

#[cfg(test)]
mod tests {
    use polars::prelude::AnyValue;

    use super::super::fixture::{Scratch, names, parquet, verdicts};
    use super::*;
    use crate::model::balance::Key;
    use crate::model::code::CodeString;
    use crate::model::period::Period;
    use crate::model::posting::Attributes;

    fn balances() -> Balances {
        let totals = Totals { rows: 3, debit: Ore::new(1_000), credit: Ore::new(250) };
        let balance = |month: u8| Balance {
            key: Key {
                period: Period::new(2022, month).unwrap(),
                codes: CodeString::new(["5010", "9916", ""]),
                attributes: Attributes {
                    decisions_passed: 1,
                    late: month == 2,
                    ruling: (month == 2).then_some(0),
                    duplicate: None,
                },
            },
            fate: verdicts()[0].fate,
            group: Some(0),
            totals,
        };
        let mut all = Balances { list: vec![balance(1), balance(2)], totals };
        all.totals.merge(&totals).unwrap();
        all
    }

    #[test]
    fn every_balance_stands_with_its_sums() {
        let scratch = Scratch::new();
        write(scratch.path(), &balances(), &names()).unwrap();
        let frame = parquet::read(&scratch.path().join(FILE));
        let value = |column: &str, row| frame.column(column).unwrap().get(row).unwrap().into_static();
        assert_eq!(frame.height(), 2);
        assert_eq!(value("netto", 1), AnyValue::Decimal(750, 18, 2));
        assert_eq!(value("kredit", 0), AnyValue::Decimal(250, 18, 2));
        assert_eq!(
            (value("sent_bokford", 0), value("sent_bokford", 1)),
            (AnyValue::Boolean(false), AnyValue::Boolean(true))
        );
        assert_eq!(
            (value("radbeslut", 0), value("radbeslut", 1).str_value().into_owned()),
            (AnyValue::Null, "A 17".into())
        );
        assert_eq!(value("kod_period", 0), AnyValue::Null);
    }

    #[test]
    fn a_lost_balance_and_a_shifted_ore_stop_the_run() {
        let mut lost = balances();
        lost.list.pop();
        let mut shifted = balances();
        shifted.list[0].totals.debit = Ore::new(1_001);
        for wrong in [lost, shifted] {
            let scratch = Scratch::new();
            let Err(SinkError::Broken(broken)) = write(scratch.path(), &wrong, &names()) else { panic!("not noticed") };
            assert_eq!(broken.boundary, Boundary::FoldToReconcile);
        }
    }
}
