//! Makes the sample ledger in `sample_data/`: the year 2022 of a region, with the vouchers of *God och nära
//! vård 2022* among all others, the traps that a follow-up must see through, and the tally of what it must
//! find (`facit/`).
//!
//!     cargo run --example make_sample_data [FOLDER]
//!
//! Everything is seeded: the same program gives the same bytes. Amounts are whole öre throughout. What each
//! row is meant to be is noted when it is made ([`ledger::Intent`]); the tally counts those notes and never
//! reads the files back. All codes but the objects 9916, 9917 and 9942 are invented.

#![allow(clippy::print_stdout, reason = "a program for the terminal: it prints the control figures")]

mod background;
mod calendar;
mod extract;
mod files;
mod grants;
mod ledger;
mod plan;
mod random;
mod readme;
mod tally;
mod traps;

use std::error::Error;
use std::path::PathBuf;

use calendar::{Period, period};
use extract::Extract;
use files::comma;
use ledger::Ledger;
use random::Random;
use tally::{Sum, Tally};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = folder();
    std::fs::create_dir_all(&folder)?;

    let ledger = ledger()?;
    let first = extract::first_half(&ledger);
    let second = extract::second_half(&ledger);
    files::write_workbook(&first, &folder)?;
    files::write_text(&second, &folder)?;

    let extracts = [&first, &second];
    let tally = Tally::count(&extracts);
    tally.write(&folder.join("facit"))?;
    std::fs::write(folder.join("README.md"), readme::text(&extracts))?;
    report(&extracts, &tally);
    Ok(())
}

/// The folder named on the command line, or the repository's own.
fn folder() -> PathBuf {
    if let Some(argument) = std::env::args_os().nth(1) {
        return PathBuf::from(argument);
    }
    let root = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, PathBuf::from);
    root.join("sample_data")
}

/// The whole year. Each part has its own seed, so that a change in one leaves the others as they were.
fn ledger() -> Result<Ledger, String> {
    let mut ledger = Ledger::default();
    background::add(&mut ledger, &mut Random::new(2022));
    grants::add(&mut ledger, &mut Random::new(9916));
    traps::add(&mut ledger, &mut Random::new(9942));
    ledger.number();
    match ledger.unbalanced() {
        Some(voucher) => Err(format!("voucher {} does not balance", voucher.name())),
        None => Ok(ledger),
    }
}

/// Prints the control figures for the job file, and what the activities stand at.
fn report(extracts: &[&Extract<'_>], tally: &Tally) {
    for extract in extracts {
        println!("# {}: {} lines", extract.file, extract.lines.len());
    }
    control(None, tally.whole());
    for month in [3, 7] {
        let period = period(month);
        let sum = tally.periods.get(&period).copied();
        control(Some(period), sum.unwrap_or_default());
    }
    println!("\n# area, activity, January-August, whole year");
    for activity in activities(tally) {
        let until = |last| {
            let months =
                tally.spend.iter().filter(|((area, id, period), _)| (*area, *id) == activity && *period <= last);
            comma(months.map(|(_, sum)| sum.ore).sum())
        };
        let (area, id) = activity;
        let (august, year) = (until(period(8)), until(period(13)));
        println!("# {area:<12} {id:<20} {august:>14} {year:>14}");
    }
}

fn activities(tally: &Tally) -> Vec<(&'static str, &'static str)> {
    let mut all: Vec<_> = tally.spend.keys().map(|key| (key.0, key.1)).collect();
    all.dedup();
    all
}

/// One `[[control]]` of the job file.
fn control(period: Option<Period>, sum: Sum) {
    println!("\n[[control]]");
    if let Some(period) = period {
        println!("period = \"{period}\"");
    }
    println!("rows = {}", sum.rows);
    println!("sum  = \"{}\"", comma(sum.ore));
}
