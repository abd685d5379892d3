//! The year 2021: all the agreements of a printed follow-up among the region's other vouchers, in one text
//! file. What the document prints is met to the krona; nothing is planted to be wrong in the end.

mod corrections;
mod payments;
mod plan;
pub(crate) mod readme;
mod units;

use std::error::Error;
use std::path::Path;

use crate::background::{self, Volume};
use crate::calendar::{self, Period};
use crate::extract::{Extract, LabelColumn};
use crate::files;
use crate::ledger::Ledger;
use crate::random::Random;

const YEAR: u16 = 2021;

/// The rest of the region's year, much thinned out.
static REST: Volume = Volume {
    year: YEAR,
    purchases: 18,
    incomes: 10,
    payrolls: 31,
    transfers: 98,
    late_purchases: 10,
    late_transfers: 12,
    without_objekt: 4,
};

fn period(month: u8) -> Period {
    calendar::period(YEAR, month)
}

/// The whole year. Corrections come before the ordinary vouchers, which top each activity up to its amount.
pub(crate) fn ledger() -> Result<Ledger, String> {
    let mut ledger = Ledger::default();
    background::add(&mut ledger, &REST, &mut Random::new(2021));
    payments::add(&mut ledger, &mut Random::new(3511));
    corrections::add(&mut ledger, &mut Random::new(9943));
    plan::add(&mut ledger, &mut Random::new(9931))?;
    ledger.closed()
}

/// The whole year as text, with a subtotal after June and a total at the end.
pub(crate) fn extracts(ledger: &Ledger) -> [Extract<'_>; 1] {
    let whole = Extract::new("huvudbok-2021.csv", &[])
        .postings(ledger, period(1)..=period(6))
        .subtotal("Delsumma", LabelColumn::Series)
        .postings(ledger, period(7)..=period(13))
        .subtotal("Totalt", LabelColumn::Series);
    [whole]
}

pub(crate) fn write([whole]: &[Extract<'_>; 1], folder: &Path) -> Result<(), Box<dyn Error>> {
    files::write_text(whole, folder)
}
