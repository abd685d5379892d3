//! At every boundary between stages, a row is lost and an öre is shifted on the way: the run must stop with exit code 5
//! at that boundary, and publish nothing.

use std::sync::atomic::{AtomicBool, Ordering};

use tertial::model::control::{Boundary, Totals};
use tertial::model::money::Ore;
use tertial::model::raw::{RawCell, RawRow};
use tertial::model::records::Records;
use tertial::model::table::{Cell, Row, RowKind, SummaryTable};
use tertial::run::{Handover, Observer, RunError};

use crate::small;
use crate::workdir::Workdir;

#[derive(Clone, Copy, Debug)]
enum Harm {
    DropRow,
    ShiftOre,
}

/// Does one harm at one boundary, to the first value that it can be done to.
struct Saboteur {
    at: Boundary,
    harm: Harm,
    /// Which table of the report.
    table: usize,
    done: AtomicBool,
}

impl Observer for Saboteur {
    fn handover(&self, boundary: Boundary, value: Handover<'_>) {
        if boundary == self.at && !self.done.load(Ordering::SeqCst) && harm(self.harm, self.table, value) {
            self.done.store(true, Ordering::SeqCst);
        }
    }
}

fn shift(amount: &mut Ore) {
    *amount = Ore::new(amount.ore() + 1);
}

/// True where there was a last one.
fn without_last(records: &mut Records) -> bool {
    let Some(left) = records.len().checked_sub(1) else { return false };
    let order: Vec<u32> = (0..u32::try_from(left).expect("few")).collect();
    *records = std::mem::take(records).arranged(&order, &mut Vec::new());
    true
}

/// True where the harm could be done.
fn harm(harm: Harm, table: usize, value: Handover<'_>) -> bool {
    match (value, harm) {
        (Handover::Raw(batch), Harm::DropRow) => {
            let rows = batch.rows.len();
            batch.rows = batch.rows.owned().take(rows.saturating_sub(1)).collect();
            rows > 0
        }
        (Handover::Raw(batch), Harm::ShiftOre) => {
            let mut rows: Vec<RawRow<'static>> = batch.rows.owned().collect();
            let cell = rows
                .iter_mut()
                .flat_map(|row| &mut row.cells)
                .find(|cell| matches!(cell, RawCell::Text(text) if text == "100,00"));
            let found = cell.map(|cell| *cell = RawCell::Text("100,01".into())).is_some();
            // A batch that is left alone keeps its rows: their seal is of how they are packed, too.
            if found {
                batch.rows = rows.into_iter().collect();
            }
            found
        }
        (Handover::Postings(batch), Harm::DropRow) => batch.postings.pop().is_some(),
        (Handover::Postings(batch), Harm::ShiftOre) => {
            batch.postings.first_mut().map(|p| shift(&mut p.amount)).is_some()
        }
        (Handover::Judged(judged), Harm::DropRow) => {
            judged.verdicts.pop();
            judged.batch.postings.pop().is_some()
        }
        (Handover::Judged(judged), Harm::ShiftOre) => {
            judged.batch.postings.first_mut().map(|p| shift(&mut p.amount)).is_some()
        }
        (Handover::Balances(balances), Harm::DropRow) => balances.pieces.last_mut().is_some_and(without_last),
        (Handover::Balances(balances), Harm::ShiftOre) => {
            let shifted = |totals: &mut Totals| {
                shift(&mut totals.debit);
                Ok(())
            };
            balances.pieces.first_mut().and_then(|piece| piece.change(0, shifted)).is_some_and(|done| done.is_ok())
        }
        (Handover::Reconciliation(found), harm) => {
            let flow = &mut found.agreements[0].areas[0].lines[0].spend;
            match harm {
                Harm::DropRow => flow.rows -= 1,
                Harm::ShiftOre => flow.by_period.iter_mut().take(1).for_each(|(_, net)| shift(net)),
            }
            true
        }
        (Handover::Report(report), Harm::DropRow) => spoil(&mut report.tables[table], |rows| rows.pop().is_some()),
        (Handover::Report(report), Harm::ShiftOre) => {
            let shifted = |rows: &mut Vec<Row>| {
                let rows = rows.iter_mut().filter(|row| row.kind == RowKind::Normal);
                let amounts = rows.flat_map(|row| &mut row.cells).filter_map(|cell| match cell {
                    Cell::Amount(amount) => Some(amount),
                    _ => None,
                });
                amounts.take(1).map(shift).count() == 1
            };
            spoil(&mut report.tables[table], shifted)
        }
    }
}

fn spoil(table: &mut SummaryTable, how: impl FnOnce(&mut Vec<Row>) -> bool) -> bool {
    let mut rows: Vec<Row> = table.rows.owned().collect();
    let done = how(&mut rows);
    table.rows = rows.into_iter().collect();
    done
}

/// Runs the small job with one harm; true where the harm could be done, and then it must have been caught.
fn is_caught(workdir: &Workdir, job: &std::path::Path, at: Boundary, harm: Harm, table: usize) -> bool {
    let saboteur = Saboteur { at, harm, table, done: AtomicBool::new(false) };
    let result = workdir.run_watched(job, &workdir.options("2022-T1"), &saboteur);
    if !saboteur.done.load(Ordering::SeqCst) {
        assert!(result.is_ok(), "nothing was harmed, so nothing is wrong: {:?}", result.err());
        std::fs::remove_dir_all(workdir.path().join("out/liten")).expect("the set can be removed");
        return false;
    }
    match result {
        Err(error @ RunError::Broken(_)) => {
            assert_eq!(error.exit_code(), 5);
            let RunError::Broken(broken) = error else { unreachable!() };
            assert_eq!(broken.boundary, at, "{harm:?}");
        }
        Err(error) => panic!("{at:?} {harm:?}: stopped for another reason: {error:?}"),
        Ok(_) => panic!("{at:?} {harm:?} table {table}: went unseen"),
    }
    assert!(!workdir.path().join("out/liten").exists(), "nothing is published");
    true
}

#[test]
fn a_lost_row_and_a_shifted_ore_are_seen_at_every_boundary() {
    let workdir = Workdir::new("boundaries");
    let job = small::job(&workdir);
    for at in Boundary::ALL.into_iter().filter(|b| *b != Boundary::SummariseToPublish) {
        for harm in [Harm::DropRow, Harm::ShiftOre] {
            assert!(is_caught(&workdir, &job, at, harm, 0), "{at:?} {harm:?}: the harm could not be done");
        }
    }
}

#[test]
fn a_lost_row_and_a_shifted_ore_are_seen_in_every_table() {
    let workdir = Workdir::new("boundaries-tables");
    let job = small::job(&workdir);
    let whole = workdir.run(&job, "2022-T1").expect("the small job runs");
    let tables = std::fs::read_dir(whole.folder.join("tabeller")).expect("tables are published").count() / 2;
    std::fs::remove_dir_all(workdir.path().join("out/liten")).expect("the set can be removed");
    let at = Boundary::SummariseToPublish;
    let (mut lost, mut shifted) = (0, 0);
    for table in 0..tables {
        lost += usize::from(is_caught(&workdir, &job, at, Harm::DropRow, table));
        shifted += usize::from(is_caught(&workdir, &job, at, Harm::ShiftOre, table));
    }
    assert!(lost >= 10 && shifted >= 8, "most tables have rows and amounts: {lost}, {shifted}");
}
