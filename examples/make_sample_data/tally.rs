//! The program's own tally (*facit*): what each activity must get, counted from what each row was meant to
//! be when it was made. Nothing here looks at a code.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use crate::calendar::Period;
use crate::extract::{Extract, Line};
use crate::ledger::Intent;

/// Rows and öre.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sum {
    pub(crate) rows: u32,
    pub(crate) ore: i64,
}

impl Sum {
    fn add(&mut self, ore: i64) {
        self.rows += 1;
        self.ore += ore;
    }
}

/// File, fate, and the period if the line shows one.
type FateKey = (&'static str, &'static str, Option<Period>);

/// All that is counted.
#[derive(Default)]
pub(crate) struct Tally {
    /// Area, activity and period.
    pub(crate) spend: BTreeMap<(&'static str, &'static str, Period), Sum>,
    /// Area, account group and period.
    not_spend: BTreeMap<(&'static str, &'static str, Period), Sum>,
    /// Area, part of the grant and period.
    income: BTreeMap<(&'static str, &'static str, Period), Sum>,
    fates: BTreeMap<FateKey, Sum>,
    /// Each period's data rows and readable öre, as the ERP would state them.
    pub(crate) periods: BTreeMap<Period, Sum>,
}

impl Tally {
    pub(crate) fn count(extracts: &[Extract<'_>]) -> Self {
        let mut tally = Self::default();
        for extract in extracts {
            for line in &extract.lines {
                tally.add(extract.file, line);
            }
        }
        tally
    }

    fn add(&mut self, file: &'static str, line: &Line<'_>) {
        let (row, period) = match line {
            Line::Total { ore, .. } => {
                let key = (file, "structural", None);
                self.fates.entry(key).or_default().add(*ore);
                return;
            }
            Line::Posting { row, voucher, .. } => (row, line.period().unwrap_or(voucher.period)),
        };
        let ore = line.readable_ore();
        self.periods.entry(period).or_default().add(ore);
        let fate = match row.intent {
            Intent::Spend { area, activity } => {
                let key = (area, activity, period);
                self.spend.entry(key).or_default().add(ore);
                "mapped"
            }
            Intent::NotSpend { area, group } => {
                let key = (area, group, period);
                self.not_spend.entry(key).or_default().add(ore);
                "mapped"
            }
            Intent::Income { area, part } => {
                self.not_spend.entry((area, "bidragsintakt", period)).or_default().add(ore);
                self.income.entry((area, part, period)).or_default().add(ore);
                "mapped"
            }
            Intent::SetAside => "set-aside",
            Intent::OutOfScope => "out-of-scope",
            Intent::Rejected => "rejected",
        };
        let key = (file, fate, Some(period));
        self.fates.entry(key).or_default().add(ore);
    }

    /// What the ERP states for the whole extract.
    pub(crate) fn whole(&self) -> Sum {
        self.periods
            .values()
            .fold(Sum::default(), |whole, sum| Sum { rows: whole.rows + sum.rows, ore: whole.ore + sum.ore })
    }

    /// Writes the three files.
    pub(crate) fn write(&self, folder: &Path) -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        let spend = table("omrade;aktivitet;period;rader;ore", &self.spend);
        std::fs::write(folder.join("utfall.csv"), spend)?;
        let other = table("omrade;kontogrupp;period;rader;ore", &self.not_spend);
        std::fs::write(folder.join("ovrigt.csv"), other)?;
        std::fs::write(folder.join("rader.csv"), self.fate_table())
    }

    /// Writes two more files: the grants by part, and what the ERP would state of the extract.
    pub(crate) fn write_controls(&self, folder: &Path) -> std::io::Result<()> {
        let income = table("omrade;del;period;rader;ore", &self.income);
        std::fs::write(folder.join("intakter.csv"), income)?;
        let mut controls = String::from("period;rader;ore\n");
        for (period, sum) in &self.periods {
            let _ = writeln!(controls, "{period};{};{}", sum.rows, sum.ore);
        }
        let whole = self.whole();
        let _ = writeln!(controls, ";{};{}", whole.rows, whole.ore);
        std::fs::write(folder.join("kontroll.csv"), controls)
    }

    fn fate_table(&self) -> String {
        let mut out = String::from("fil;oden;period;rader;ore\n");
        for ((file, fate, period), sum) in &self.fates {
            let period = period.map(|period| period.to_string()).unwrap_or_default();
            // What can't be read has no amount.
            let ore = match *fate {
                "rejected" => String::new(),
                _ => sum.ore.to_string(),
            };
            let _ = writeln!(out, "{file};{fate};{period};{};{ore}", sum.rows);
        }
        out
    }
}

fn table(header: &str, sums: &BTreeMap<(&str, &str, Period), Sum>) -> String {
    let mut out = format!("{header}\n");
    for ((first, second, period), sum) in sums {
        let _ = writeln!(out, "{first};{second};{period};{};{}", sum.rows, sum.ore);
    }
    out
}
