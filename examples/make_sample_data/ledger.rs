//! The ledger in memory: vouchers, their rows, and what each row was meant to be.

use std::collections::BTreeMap;

use crate::calendar::{Date, Period};

/// The code string of a row. Blank means that the ledger has no code there.
#[derive(Clone, Default)]
pub(crate) struct Codes {
    pub(crate) konto: String,
    pub(crate) ansvar: String,
    pub(crate) verksamhet: String,
    pub(crate) objekt: String,
    pub(crate) aktivitet: String,
    pub(crate) projekt: String,
    pub(crate) motpart: String,
}

impl Codes {
    /// A code string at an objekt, ansvar and verksamhet.
    pub(crate) fn at(
        (objekt, ansvar, verksamhet): (&str, &str, &str),
        konto: &str,
        aktivitet: &str,
        projekt: &str,
    ) -> Self {
        Self {
            konto: konto.to_owned(),
            ansvar: ansvar.to_owned(),
            verksamhet: verksamhet.to_owned(),
            objekt: objekt.to_owned(),
            aktivitet: aktivitet.to_owned(),
            projekt: projekt.to_owned(),
            motpart: String::new(),
        }
    }

    /// The same code string on another account.
    pub(crate) fn on(&self, konto: &str) -> Self {
        Self { konto: konto.to_owned(), ..self.clone() }
    }
}

/// What whoever made the row meant it to be. The tally counts these, and never looks at the codes.
#[derive(Clone, Copy)]
pub(crate) enum Intent {
    /// A cost of an activity; an empty activity is the line *Utan aktivitet*.
    Spend { area: &'static str, activity: &'static str },
    /// On a grant object, but not a cost: investment, balance sheet.
    NotSpend { area: &'static str, group: &'static str },
    /// The grant itself, of the part that the grantor pays.
    Income { area: &'static str, part: &'static str },
    /// On the shared object, with nothing that says which area.
    SetAside,
    /// Nothing to do with the agreement or with the year.
    OutOfScope,
    /// Cannot be read.
    Rejected,
}

/// What is wrong with a row on purpose.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    None,
    /// The amount is a text.
    NoAmount,
    /// The voucher number is left out.
    NoNumber,
    /// The row carries another period than its voucher.
    Period(Period),
}

/// A note for the README on a row that was planted.
#[derive(Clone, Copy)]
pub(crate) struct Note {
    /// The letter that gathers the rows of one note.
    pub(crate) kind: char,
    pub(crate) what: &'static str,
}

/// One row of a voucher.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) codes: Codes,
    pub(crate) text: String,
    pub(crate) ore: i64,
    pub(crate) intent: Intent,
    pub(crate) flaw: Flaw,
    pub(crate) note: Option<Note>,
}

impl Row {
    pub(crate) fn new(codes: Codes, text: impl Into<String>, ore: i64, intent: Intent) -> Self {
        Self { codes, text: text.into(), ore, intent, flaw: Flaw::None, note: None }
    }

    /// A row on a balance account, without objekt.
    pub(crate) fn counter(konto: &str, text: &str, ore: i64) -> Self {
        let codes = Codes { konto: konto.to_owned(), ansvar: "10000".to_owned(), ..Codes::default() };
        Self::new(codes, text, ore, Intent::OutOfScope)
    }

    pub(crate) fn note(mut self, kind: char, what: &'static str) -> Self {
        self.note = Some(Note { kind, what });
        self
    }

    pub(crate) fn flaw(mut self, flaw: Flaw) -> Self {
        self.flaw = flaw;
        self
    }
}

/// Kronor and öre as öre.
pub(crate) const fn ore(kronor: i64, ore: i64) -> i64 {
    kronor * 100 + ore
}

/// A voucher (*verifikation*): rows that belong together.
pub(crate) struct Voucher {
    pub(crate) series: char,
    pub(crate) number: u32,
    pub(crate) period: Period,
    pub(crate) booked: Date,
    pub(crate) registered: Date,
    pub(crate) rows: Vec<Row>,
    /// Its row on liquid assets (19xx) lies outside the extract's selection, so the rest doesn't balance.
    pub(crate) bank: bool,
}

impl Voucher {
    /// `L 10023` as people write it.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.series, self.number)
    }
}

/// All vouchers of the year.
#[derive(Default)]
pub(crate) struct Ledger {
    pub(crate) vouchers: Vec<Voucher>,
}

impl Ledger {
    pub(crate) fn add(&mut self, voucher: Voucher) {
        self.vouchers.push(voucher);
    }

    /// The finished ledger: numbered, and each voucher balanced.
    pub(crate) fn closed(mut self) -> Result<Self, String> {
        self.number();
        match self.unbalanced() {
            Some(voucher) => Err(format!("voucher {} does not balance", voucher.name())),
            None => Ok(self),
        }
    }

    /// Puts the vouchers in order and numbers each series without gaps. The numbers follow the periods, so
    /// that a series has no gap in an extract that ends with any period.
    fn number(&mut self) {
        self.vouchers.sort_by_key(|voucher| (voucher.period, voucher.series, voucher.registered));
        let mut last: BTreeMap<char, u32> = BTreeMap::new();
        for voucher in &mut self.vouchers {
            let number = last.entry(voucher.series).or_insert(first_number(voucher.series));
            voucher.number = *number;
            *number += 1;
        }
    }

    /// What the vouchers so far have cost an activity.
    pub(crate) fn spent(&self, area: &str, activity: &str) -> i64 {
        let rows = self.vouchers.iter().flat_map(|voucher| &voucher.rows);
        let its_own = |row: &&Row| match row.intent {
            Intent::Spend { area: on, activity: of } => (on, of) == (area, activity),
            _ => false,
        };
        rows.filter(its_own).map(|row| row.ore).sum()
    }

    /// The first voucher that doesn't balance although nothing of it lies outside the extract.
    fn unbalanced(&self) -> Option<&Voucher> {
        self.vouchers.iter().find(|voucher| {
            let sum: i64 = voucher.rows.iter().map(|row| row.ore).sum();
            !voucher.bank && sum != 0
        })
    }
}

/// Each series has its own number range.
fn first_number(series: char) -> u32 {
    match series {
        'L' => 10_001,
        'K' => 40_001,
        'M' => 60_001,
        'B' => 80_001,
        _ => 1,
    }
}
