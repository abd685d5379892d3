//! Accounting periods and the part of a year that a run reports. Takes years and numbers, hands on ordered values; refuses
//! to look at a clock.

mod form;

use std::fmt;

use chrono::Datelike;

use super::Date;
use super::money::{Ore, Overflow, rounded_ratio};

pub use form::PeriodForm;

/// An accounting period (*redovisningsperiod*): a year and 01–12, or 00 (opening balance, *ingående balans*),
/// or 13 (closing entries, *bokslutsperiod*). The period, not the date, decides what belongs to a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    year: i16,
    month: u8,
}

/// The opening period: balances carried over, never spend.
pub const OPENING: u8 = 0;
/// The closing period: adjustments at the year's end.
pub const CLOSING: u8 = 13;

impl Period {
    /// A period of a year within 1900–2199 and a number within 0–13.
    pub fn new(year: i16, month: u8) -> Option<Self> {
        ((1900..2200).contains(&year) && month <= CLOSING).then_some(Self { year, month })
    }

    /// The month that a day is in.
    pub fn of(day: Date) -> Option<Self> {
        Self::new(i16::try_from(day.year()).ok()?, u8::try_from(day.month()).ok()?)
    }

    /// The accounting year (*räkenskapsår*).
    pub fn year(self) -> i16 {
        self.year
    }

    /// 1–12 for a month, 0 for opening, 13 for closing.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The last calendar day of the period; of 00 the first of January, of 13 the last of December.
    pub fn last_day(self) -> Option<Date> {
        match self.month {
            OPENING => Date::from_ymd_opt(self.year.into(), 1, 1),
            12 | CLOSING => Date::from_ymd_opt(self.year.into(), 12, 31),
            m => Date::from_ymd_opt(self.year.into(), u32::from(m) + 1, 1)?.pred_opt(),
        }
    }
}

/// `2022-08`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// What a run reports through: a month, a tertial or a whole year, always accumulated from January.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Through {
    /// One month: in-period is that month.
    Month(i16, u8),
    /// A tertial (T1 Jan–Apr, T2 May–Aug, T3 Sep–Dec): in-period is its four months. T3 leaves out period 13.
    Tertial(i16, u8),
    /// The whole year with closing period 13; in-period is the same.
    Year(i16),
}

impl Through {
    /// `2022-08`, `2022-T2` or `2022`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, rest) = text.split_at_checked(4)?;
        if !year.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let year: i16 = year.parse().ok().filter(|y| (1900..2200).contains(y))?;
        match rest {
            "" => Some(Self::Year(year)),
            "-T1" => Some(Self::Tertial(year, 1)),
            "-T2" => Some(Self::Tertial(year, 2)),
            "-T3" => Some(Self::Tertial(year, 3)),
            _ => {
                let month = rest.strip_prefix('-').filter(|m| m.len() == 2 && m.bytes().all(|b| b.is_ascii_digit()))?;
                month.parse().ok().filter(|m| (1..=12).contains(m)).map(|m| Self::Month(year, m))
            }
        }
    }

    /// The accounting year.
    pub fn year(self) -> i16 {
        match self {
            Self::Month(y, _) | Self::Tertial(y, _) | Self::Year(y) => y,
        }
    }

    /// First and last period number of the in-period part (*perioden*).
    pub fn in_period(self) -> (u8, u8) {
        match self {
            Self::Month(_, m) => (m, m),
            Self::Tertial(_, t) => (t * 4 - 3, t * 4),
            Self::Year(_) => (1, CLOSING),
        }
    }

    /// The last period number that the accumulated part (*ackumulerat*) takes in: 13 only for the whole year.
    pub fn last(self) -> u8 {
        self.in_period().1
    }

    /// True where nothing more of the year is to come: its closing period is in it. December alone is not.
    pub fn is_whole_year(self) -> bool {
        self.last() == CLOSING
    }

    /// Months gone of the year: 1–12.
    pub fn months(self) -> u8 {
        self.last().min(12)
    }

    /// Share of the year's months that has gone, in hundredths of a percent.
    pub fn share_of_year(self) -> i64 {
        rounded_ratio(i128::from(self.months()) * 10_000, 12).unwrap_or_default()
    }

    /// What the year will come to if spending goes on as so far (*prognos helår*): the accumulated amount over the
    /// months gone, times twelve.
    pub fn run_rate(self, accumulated: Ore) -> Result<Ore, Overflow> {
        accumulated.scaled(12, self.months().into())
    }

    /// The last calendar day, the default `--as-of`.
    pub fn last_day(self) -> Option<Date> {
        Period::new(self.year(), self.last())?.last_day()
    }
}

/// The form that `--through` takes, and the name of the run's folder.
impl fmt::Display for Through {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            Self::Tertial(y, t) => write!(f, "{y:04}-T{t}"),
            Self::Year(y) => write!(f, "{y:04}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tertials_and_the_closing_period() {
        let t2 = Through::parse("2022-T2").map(|t| (t.in_period(), t.last(), t.last_day()));
        assert_eq!(t2, Some(((5, 8), 8, Date::from_ymd_opt(2022, 8, 31))));
        assert_eq!(Through::parse("2022-T3").map(Through::last), Some(12));
        let whole = ["2022-T3", "2022-12", "2022"].map(|text| Through::parse(text).map(Through::is_whole_year));
        assert_eq!(whole, [Some(false), Some(false), Some(true)]);
        assert_eq!(Through::parse("2022").map(|t| (t.last(), t.months())), Some((13, 12)));
        for bad in ["2022-T4", "2022-13", "2022-00", "22-08", "2022-8", "", "2022-08-01", "å022"] {
            assert_eq!(Through::parse(bad), None, "{bad}");
        }
    }
}
