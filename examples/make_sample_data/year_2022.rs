//! The year 2022: *God och nära vård 2022* among all other vouchers, in two files, with the traps that a
//! follow-up must see through.

mod plan;
pub(crate) mod readme;
mod traps;

use std::error::Error;
use std::path::Path;

use crate::background::{self, Volume};
use crate::calendar::{self, Date, Period};
use crate::extract::{Extract, LabelColumn};
use crate::files;
use crate::ledger::{Ledger, Row, Voucher};
use crate::random::Random;

const YEAR: u16 = 2022;

/// The lines above the workbook's header.
static BANNER: [&str; 5] = [
    "Huvudbok, rad för rad",
    "Region Jämtland Härjedalen (exempeldata, påhittade belopp)",
    "Urval: räkenskapsår 2022, perioder 202200-202206, alla konton utom likvida medel (19xx)",
    "Belopp i kronor, debet positivt och kredit negativt",
    "Utskriven: 2022-07-18  Sida 1 av 1",
];

/// The rest of the region's year: some nine rows in ten.
static REST: Volume = Volume {
    year: YEAR,
    purchases: 440,
    incomes: 150,
    payrolls: 36,
    transfers: 60,
    late_purchases: 110,
    late_transfers: 90,
    without_objekt: 40,
};

pub(crate) fn period(month: u8) -> Period {
    calendar::period(YEAR, month)
}

/// The whole year. Each part has its own seed, so that a change in one leaves the others as they were.
pub(crate) fn ledger() -> Result<Ledger, String> {
    let mut ledger = Ledger::default();
    ledger.add(opening());
    background::add(&mut ledger, &REST, &mut Random::new(2022));
    plan::add(&mut ledger, &mut Random::new(9916));
    traps::add(&mut ledger, &mut Random::new(9942));
    ledger.closed()
}

/// The first half as a workbook, with a subtotal after March; the second half as text, with a subtotal after
/// September and a total at the end.
pub(crate) fn extracts(ledger: &Ledger) -> [Extract<'_>; 2] {
    let first = Extract::new("huvudbok-2022-halvar-1.xlsx", &BANNER)
        .postings(ledger, period(0)..=period(3))
        .subtotal("Delsumma", LabelColumn::Text)
        .postings(ledger, period(4)..=period(6));
    let second = Extract::new("huvudbok-2022-halvar-2.csv", &[])
        .postings(ledger, period(7)..=period(9))
        .subtotal("Delsumma", LabelColumn::Series)
        .postings(ledger, period(10)..=period(13))
        .subtotal("Totalt", LabelColumn::Series);
    [first, second]
}

pub(crate) fn write([first, second]: &[Extract<'_>; 2], folder: &Path) -> Result<(), Box<dyn Error>> {
    files::write_workbook(first, Date::new(2022, 7, 18), folder)?;
    files::write_text(second, folder)
}

/// Balances brought forward, in whole kronor.
fn opening() -> Voucher {
    let balances = [
        ("1111", 1_284_500_000),
        ("1211", 342_118_000),
        ("1219", -198_402_000),
        ("1510", 61_733_000),
        ("1687", 22_904_000),
        ("2010", -688_211_000),
        ("2211", -512_640_000),
        ("2441", -204_115_000),
        ("2891", -107_887_000),
    ];
    let rows =
        balances.into_iter().map(|(konto, kronor)| Row::counter(konto, "Ingående balans", kronor * 100)).collect();
    Voucher {
        series: 'I',
        number: 0,
        period: period(0),
        booked: Date::new(2022, 1, 1),
        registered: Date::new(2022, 1, 7),
        rows,
        bank: false,
    }
}
