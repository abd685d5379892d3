//! What a SIE file holds, in the file's order and in the same shape for tagged files and XML: vouchers with their
//! rows, balances, years, dimensions, and what is not read. Holds texts as they stand; refuses to read an amount.

use std::collections::HashMap;

use super::fields::{Objects, Text};

/// One thing of a SIE file.
#[derive(Debug)]
pub(super) enum Item<'a> {
    Voucher(Voucher<'a>),
    Balance(Balance<'a>),
    /// `#RAR`: the year's number (0 is the current), first and last day.
    Year(Text<'a>, Text<'a>, Text<'a>),
    /// `#OMFATTN`: the day that the balances reach.
    Reaches(Text<'a>),
    /// `#DIM` and `#UNDERDIM`: number and name.
    Dimension(Text<'a>, Text<'a>),
    /// `#KSUMMA`: on which line, and the sum, which is blank where it begins.
    Checksum(u32, Text<'a>),
    /// `#FORMAT`.
    Format(Text<'a>),
    /// A label or an element that is not read.
    Ignored(String),
    /// A line that is no record at all.
    Stray(u32),
}

/// A voucher with its rows.
#[derive(Debug, Default)]
pub(super) struct Voucher<'a> {
    pub(super) line: u32,
    pub(super) series: Text<'a>,
    pub(super) number: Text<'a>,
    pub(super) date: Text<'a>,
    pub(super) text: Text<'a>,
    pub(super) registered: Text<'a>,
    pub(super) sign: Text<'a>,
    pub(super) entries: Vec<Entry<'a>>,
}

/// A row of a voucher.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    pub(super) line: u32,
    pub(super) standing: Standing,
    pub(super) account: Text<'a>,
    pub(super) objects: Objects<'a>,
    pub(super) amount: Text<'a>,
    pub(super) date: Text<'a>,
    pub(super) text: Text<'a>,
    pub(super) quantity: Text<'a>,
    pub(super) sign: Text<'a>,
    /// The row as the file has it, for one that isn't counted.
    pub(super) raw: Text<'a>,
}

/// Whether a row counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// `#TRANS`.
    Plain,
    /// `#RTRANS` whose twin `#TRANS` counts.
    Twin,
    /// `#RTRANS` without its twin: it counts itself.
    Alone,
    /// `#BTRANS`: removed.
    Removed,
}

/// A balance of an account, or of an object on it.
#[derive(Debug)]
pub(super) struct Balance<'a> {
    pub(super) line: u32,
    pub(super) kind: BalanceKind,
    pub(super) year: Text<'a>,
    /// Of a period balance only.
    pub(super) period: Text<'a>,
    pub(super) account: Text<'a>,
    pub(super) objects: Objects<'a>,
    pub(super) amount: Text<'a>,
    pub(super) quantity: Text<'a>,
    pub(super) raw: Text<'a>,
}

/// What a balance is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BalanceKind {
    /// `#IB` and, by object, `#OIB`.
    Opening,
    /// `#UB` and, by object, `#OUB`.
    Closing,
    /// `#RES`.
    Result,
    /// `#PSALDO`: the period's change.
    Period,
}

impl Entry<'_> {
    pub(super) fn counts(&self) -> bool {
        matches!(self.standing, Standing::Plain | Standing::Alone)
    }
}

impl Voucher<'_> {
    /// Finds the `#TRANS` that follows each `#RTRANS` and says the same; an `#RTRANS` that has one doesn't count.
    pub(super) fn pair(&mut self) {
        if self.entries.iter().all(|entry| entry.standing != Standing::Alone) {
            return;
        }
        let mut waiting: HashMap<String, Vec<usize>> = HashMap::new();
        let mut twins = Vec::new();
        for (place, entry) in self.entries.iter().enumerate() {
            let said = format!("{:?}", (&entry.account, &entry.objects, &entry.amount, &entry.date));
            match entry.standing {
                Standing::Alone => waiting.entry(said).or_default().push(place),
                Standing::Plain => twins.extend(waiting.get_mut(&said).and_then(Vec::pop)),
                Standing::Twin | Standing::Removed => {}
            }
        }
        for place in twins {
            if let Some(entry) = self.entries.get_mut(place) {
                entry.standing = Standing::Twin;
            }
        }
    }
}

/// The month of a day, as `YYYYMM`; a day in no known form as it stands, so that it is told and not guessed at.
pub(super) fn month_of(day: &str) -> Text<'_> {
    let is_day = |digits: &str| digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit());
    if is_day(day) {
        return day.get(..6).unwrap_or_default().into();
    }
    if day.get(4..5) == Some("-") && day.get(7..8) == Some("-") {
        let parts: [&str; 3] = [day.get(..4), day.get(5..7), day.get(8..10)].map(Option::unwrap_or_default);
        if is_day(&parts.concat()) {
            return [parts[0], parts[1]].concat().into();
        }
    }
    day.into()
}

#[cfg(test)]
mod tests {
    use super::month_of;

    #[test]
    fn a_day_gives_its_month_or_stands_as_it_is() {
        for (day, month) in [
            ("20220131", "202201"),
            ("2022-01-31", "202201"),
            ("2022-01-31T10:00:00", "202201"),
            ("220131", "220131"),
            ("", ""),
            ("2022013x", "2022013x"),
            ("åååååååå", "åååååååå"),
        ] {
            assert_eq!(month_of(day), month);
        }
    }
}
