//! Period balances (`saldon.parquet`): what all judgement rested on. Takes the balances in key order, hands on one
//! row each with fate and sums; refuses a list that does not add up to what the fold counted.

use crate::model::balance::{Balance, Balances};
use crate::model::code::Part;
use crate::model::control::{Boundary, Totals};
use crate::model::fact::{SinkError, Verdict};
use crate::model::money::Ore;
use crate::model::names::Names;
use crate::model::period::Period;
use crate::model::words::Words;

use super::folder::Folder;
use super::parquet::{Carried, Column, GroupFile, Kind, Numbers, Presses, SOME, Texts, Things};
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
pub(super) fn write(folder: &Folder, balances: &Balances, names: &Names) -> Result<(), SinkError> {
    let overflow = |_| broken_at(Boundary::FoldToReconcile, format!("{:?}", balances.totals), "amount overflow");
    let mut received = Totals::default();
    let mut expected = Totals::default();
    let mut file = GroupFile::create(folder, FILE, columns(names), &Presses::default(), None)?;
    let mut all = balances.iter();
    let mut left = balances.len();
    while left > 0 {
        let rows = left.min(ROWS_PER_GROUP);
        let mut group = Group::new(names, balances, rows);
        for from in (0..rows).step_by(SOME) {
            let list: Vec<Balance<'_>> = all.by_ref().take(SOME.min(rows - from)).collect();
            let mut nets = [Ore::ZERO; SOME];
            for (balance, of) in list.iter().zip(&mut nets) {
                let net = balance.totals.net().map_err(overflow)?;
                received.merge(&balance.totals).map_err(overflow)?;
                for ((column, _), amount) in SUMS[1..].iter().zip([balance.totals.debit, balance.totals.credit, net]) {
                    expected.add(amount).map_err(overflow)?;
                    file.exact(column, amount)?;
                }
                *of = net;
            }
            group.extend(&list, &nets[..list.len()], names)?;
        }
        file.take(rows, group.into_columns(), None)?;
        left -= rows;
    }
    tie(Boundary::FoldToReconcile, &balances.totals, &received)?;
    expected.rows = balances.len() as u64;
    tie(Boundary::FoldToReconcile, &expected, &file.finish()?)
}

/// A row group that fills.
struct Group<'a> {
    balances: &'a Balances,
    /// The keys of what balances are about, in each of the columns that follow from it.
    carried: [Carried; 3],
    period: Things<Period>,
    /// Each part's codes, with the keys of theirs.
    parts: Vec<(Texts, Carried)>,
    passed: Numbers<i64>,
    late: Numbers<bool>,
    ruling: Things<Option<u32>>,
    verdict: Things<Verdict>,
    rows: Numbers<i64>,
    amounts: [Numbers<i64>; 3],
}

impl<'a> Group<'a> {
    /// For so many rows.
    fn new(names: &Names, balances: &'a Balances, rows: usize) -> Self {
        let carried = |of: usize| {
            let mut carried = Carried::default();
            carried.forget(of);
            carried
        };
        let codes = |part: Part| carried(balances.codes(part).map_or(0, Words::len));
        Self {
            balances,
            carried: std::array::from_fn(|_| carried(balances.abouts().len())),
            period: Things::of_about(1, rows),
            parts: (0..names.parts.0.len()).map(|part| (Texts::of_about(rows), codes(part))).collect(),
            passed: Numbers::of_about(rows),
            late: Numbers::of_about(rows),
            ruling: Things::of_about(1, rows),
            verdict: Things::of_about(told::COLUMNS.len(), rows),
            rows: Numbers::of_about(rows),
            amounts: std::array::from_fn(|_| Numbers::of_about(rows)),
        }
    }

    /// Takes some balances, at most [`SOME`], column by column.
    fn extend(&mut self, list: &[Balance<'_>], nets: &[Ore], names: &Names) -> Result<(), SinkError> {
        let about = |number: u32| self.balances.abouts().get(number as usize);
        let numbers = || list.iter().map(Balance::about_number);
        let [periods, rulings, verdicts] = &mut self.carried;
        let period = |number| about(number).map(|about| about.frame.period);
        let mut known = self.period.extend(numbers(), periods, period, |period| vec![period.to_string()]);
        let none = Words::default();
        for (part, (texts, carried)) in self.parts.iter_mut().enumerate() {
            let codes = self.balances.codes(part).unwrap_or(&none);
            texts.extend(codes, list.iter().map(|balance| balance.code_number(part)), carried);
        }
        let attributes = || list.iter().map(Balance::attributes);
        self.passed.extend(attributes().map(|attributes| attributes.decisions_passed.into()));
        self.late.extend(attributes().map(|attributes| attributes.late));
        let ruling = |number| about(number).map(|about| about.frame.attributes.ruling);
        known &= self.ruling.extend(numbers(), rulings, ruling, |ruling| {
            let ruling = ruling.and_then(|ruling| names.rulings.get(ruling as usize));
            vec![ruling.map_or("", String::as_str)]
        });
        let verdict = |number| about(number).map(|about| about.verdict);
        known &= self.verdict.extend(numbers(), verdicts, verdict, |verdict| Told::new(verdict, names).into_texts());
        if !known {
            return Err(broken_at(Boundary::FoldToReconcile, "what a balance is about", "nothing"));
        }
        let totals = || list.iter().map(|balance| balance.totals);
        let too_many = |rows: u64| broken_at(Boundary::FoldToReconcile, rows.to_string(), "too many rows");
        let mut rows = [0; SOME];
        for (totals, rows) in totals().zip(&mut rows) {
            *rows = i64::try_from(totals.rows).map_err(|_| too_many(totals.rows))?;
        }
        self.rows.extend(rows[..list.len()].iter().copied());
        let [debit, credit, net] = &mut self.amounts;
        debit.extend(totals().map(|totals| totals.debit.ore()));
        credit.extend(totals().map(|totals| totals.credit.ore()));
        net.extend(nets.iter().map(|net| net.ore()));
        Ok(())
    }

    /// The columns in the file's order.
    fn into_columns(self) -> Vec<Column> {
        let mut columns: Vec<Column> = self.period.into_columns().collect();
        columns.extend(self.parts.into_iter().map(|(texts, _)| Column::Text(texts)));
        columns.extend([Column::Count(self.passed), Column::Flag(self.late)]);
        columns.extend(self.ruling.into_columns());
        columns.extend(self.verdict.into_columns());
        columns.push(Column::Count(self.rows));
        columns.extend(self.amounts.map(Column::Number));
        columns
    }
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

#[cfg(test)]
mod tests {
    use polars::prelude::AnyValue;

    use super::super::fixture::{Scratch, names, parquet, verdicts};
    use super::*;
    use crate::model::balance::{About, LEFT_OUT};
    use crate::model::posting::{Attributes, Frame};
    use crate::model::records::Records;

    fn balances() -> Balances {
        let totals = Totals { rows: 3, debit: Ore::new(1_000), credit: Ore::new(250) };
        let mut all = Balances::default();
        for month in 1..=12 {
            let late = month == 2;
            let attributes = Attributes { decisions_passed: 1, late, ruling: late.then_some(0), duplicate: None };
            let frame = Frame { period: Period::new(2022, month).unwrap(), attributes };
            let verdict = Verdict { group: Some(0), ..verdicts()[0] };
            all.push(About { frame, verdict }, &["5010", "9916", ""], totals).unwrap();
        }
        all
    }

    #[test]
    fn every_balance_stands_with_its_sums() {
        let scratch = Scratch::new();
        write(&scratch.folder(), &balances(), &names()).unwrap();
        let frame = parquet::read(&scratch.path().join(FILE));
        let value = |column: &str, row| frame.column(column).unwrap().get(row).unwrap().into_static();
        assert_eq!(frame.height(), 12);
        assert_eq!(value("netto", 1), AnyValue::Decimal(750, 18, 2));
        assert_eq!(value("kredit", 0), AnyValue::Decimal(250, 18, 2));
        for row in 0..12 {
            assert_eq!(value("sent_bokford", row), AnyValue::Boolean(row == 1));
        }
        assert_eq!(
            (value("radbeslut", 0), value("radbeslut", 1).str_value().into_owned()),
            (AnyValue::Null, "A 17".into())
        );
        assert_eq!(value("kod_period", 0), AnyValue::Null);
    }

    #[test]
    fn a_code_that_a_balance_does_not_keep_is_absent() {
        let (scratch, mut konto) = (Scratch::new(), Words::default());
        for code in ["40", "", "5010"] {
            konto.key(code.as_bytes());
        }
        let frame = Frame { period: Period::new(2022, 1).unwrap(), attributes: Attributes::default() };
        let about = About { frame, verdict: verdicts()[0] };
        let sum = Totals { rows: 1, debit: Ore::new(100), credit: Ore::ZERO };
        let mut all = Totals::default();
        (0..3).for_each(|_| all.merge(&sum).unwrap());
        // Of the three parts only the first is kept, by the first and the last balance.
        let mut balances = Balances::begin(vec![Some(0), None, None], vec![konto], vec![about], all);
        let mut three = Records::of_width(2);
        for key in [[0, 2], [0, LEFT_OUT], [0, 1]] {
            three.push(&key, &sum).unwrap();
        }
        balances.add(three);
        write(&scratch.folder(), &balances, &names()).unwrap();
        let frame = parquet::read(&scratch.path().join(FILE));
        let codes = |column: &str| {
            let column = frame.column(column).unwrap();
            (0..3).map(|row| column.get(row).unwrap().str_value().into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            (codes("konto"), codes("objekt")),
            (vec!["5010".into(), "null".into(), "null".into()], vec!["null".to_owned(); 3])
        );
    }

    #[test]
    fn a_lost_balance_and_a_shifted_ore_stop_the_run() {
        let mut lost = balances();
        lost.pieces.pop();
        let mut shifted = balances();
        let shift = |totals: &mut Totals| {
            totals.debit = Ore::new(1_001);
            Ok(())
        };
        shifted.pieces[0].change(0, shift).unwrap().unwrap();
        for wrong in [lost, shifted] {
            let scratch = Scratch::new();
            let Err(SinkError::Broken(broken)) = write(&scratch.folder(), &wrong, &names()) else {
                panic!("not noticed")
            };
            assert_eq!(broken.boundary, Boundary::FoldToReconcile);
        }
    }
}
