//! Makes the sample ledgers in `sample_data/`: two years of a region, with the vouchers of the state grants
//! among all others, and the tally of what a follow-up must find (`facit/`, `facit-2021/`). The year 2022 has
//! one agreement and traps that a follow-up must see through; 2021 has all agreements of a printed follow-up,
//! whose figures it meets to the krona.
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
mod random;
mod readme;
mod tally;
mod year_2021;
mod year_2022;

use std::error::Error;
use std::path::PathBuf;

use calendar::{Period, period};
use extract::Extract;
use files::comma;
use tally::{Sum, Tally};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = folder();
    std::fs::create_dir_all(&folder)?;

    let ledger = year_2022::ledger()?;
    let halves = year_2022::extracts(&ledger);
    year_2022::write(&halves, &folder)?;
    let tally = Tally::count(&halves);
    tally.write(&folder.join("facit"))?;
    report(2022, &halves, &tally);

    let ledger = year_2021::ledger()?;
    let whole = year_2021::extracts(&ledger);
    year_2021::write(&whole, &folder)?;
    let tally = Tally::count(&whole);
    tally.write(&folder.join("facit-2021"))?;
    tally.write_controls(&folder.join("facit-2021"))?;
    report(2021, &whole, &tally);

    let text = year_2022::readme::text(&halves) + &year_2021::readme::text(&whole);
    std::fs::write(folder.join("README.md"), text)?;
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

/// Prints the control figures for the job file, and what the activities stand at.
fn report(year: u16, extracts: &[Extract<'_>], tally: &Tally) {
    for extract in extracts {
        println!("\n# {}: {} lines", extract.file, extract.lines.len());
    }
    control(None, tally.whole());
    for month in [3, 7] {
        let period = period(year, month);
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
        let (august, whole) = (until(period(year, 8)), until(period(year, 13)));
        println!("# {area:<18} {id:<20} {august:>14} {whole:>14}");
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
