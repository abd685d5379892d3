//! Accounting periods and the part of a year that a run reports. Takes text in the forms that layouts declare,
//! hands on ordered values; refuses to look at a clock.

use std::fmt;

use chrono::Datelike;

use super::Date;
use super::day::DateForm;
use super::money::{Ore, Overflow, rounded_ratio};
use super::month;

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

/// How an extract writes its periods; a layout declares which forms it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodForm {
    /// `202203`
    YearMonth,
    /// `2022-03`
    YearDashMonth,
    /// `2203`, of this century.
    ShortYearMonth,
    /// `mars 2022`, `mar 2022`, `March 2022`
    MonthYear,
    /// `mar-22`, `mars 22`, of this century.
    MonthShortYear,
    /// A day in the month, as a date.
    Day(DateForm),
}

impl PeriodForm {
    /// Every form.
    pub const ALL: [Self; 9] = [
        Self::YearMonth,
        Self::YearDashMonth,
        Self::ShortYearMonth,
        Self::MonthYear,
        Self::MonthShortYear,
        Self::Day(DateForm::Pattern("YYYY-MM-DD")),
        Self::Day(DateForm::Pattern("YYYYMMDD")),
        Self::Day(DateForm::Serial1900),
        Self::Day(DateForm::Serial1904),
    ];

    /// The form by the name that a layout uses for it.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }

    /// The name that a layout uses for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::YearMonth => "YYYYMM",
            Self::YearDashMonth => "YYYY-MM",
            Self::ShortYearMonth => "YYMM",
            Self::MonthYear => "MMMM YYYY",
            Self::MonthShortYear => "MMM-YY",
            Self::Day(form) => form.name(),
        }
    }

    /// Reads a period in exactly this form.
    pub fn parse(self, text: &str) -> Option<Period> {
        let digits = |s: &str, width: usize| s.len() == width && s.bytes().all(|b| b.is_ascii_digit());
        let (year, month) = match self {
            Self::YearMonth => text.split_at_checked(4).filter(|(_, month)| digits(month, 2))?,
            Self::YearDashMonth => text.split_once('-').filter(|(_, month)| digits(month, 2))?,
            Self::ShortYearMonth => text.split_at_checked(2).filter(|(_, month)| digits(month, 2))?,
            Self::MonthYear | Self::MonthShortYear => return self.with_name(text),
            Self::Day(form) => return form.parse(text).and_then(Period::of),
        };
        let (width, century) = if self == Self::ShortYearMonth { (2, 2000) } else { (4, 0) };
        let year = year.parse::<i16>().ok().filter(|_| digits(year, width))?;
        Period::new(century + year, month.parse().ok()?)
    }

    /// A month's name and a year: four digits behind blanks, or two behind a dash or blanks.
    fn with_name(self, text: &str) -> Option<Period> {
        let (width, century) = if self == Self::MonthYear { (4, 0) } else { (2, 2000) };
        let name = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let year = &text[name.len()..];
        let part = |c: char| c.is_whitespace() || (c == '-' && self == Self::MonthShortYear);
        let bare = name.trim_end_matches(part);
        if year.len() != width || bare.len() == name.len() {
            return None;
        }
        Period::new(century + year.parse::<i16>().ok()?, month::number(bare)?)
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

    #[test]
    fn period_forms_take_only_their_own() {
        assert_eq!(PeriodForm::YearMonth.parse("202213"), Period::new(2022, 13));
        assert_eq!(PeriodForm::YearMonth.parse("202214"), None);
        assert_eq!(PeriodForm::YearMonth.parse("2022-03"), None);
        assert_eq!(PeriodForm::YearDashMonth.parse("2022-03"), Period::new(2022, 3));
        assert_eq!(PeriodForm::ShortYearMonth.parse("2203"), Period::new(2022, 3));
        assert_eq!(PeriodForm::YearMonth.parse("2022é"), None);
    }

    #[test]
    fn every_period_form_reads_march_and_nothing_of_another_width() {
        let texts = [
            ("YYYYMM", &["202203"][..]),
            ("YYYY-MM", &["2022-03"]),
            ("YYMM", &["2203"]),
            ("MMMM YYYY", &["mars 2022", "Mars  2022", "MAR. 2022", "mar 2022"]),
            ("MMM-YY", &["mar-22", "mars 22", "Mar-22", "mar. -22"]),
            ("YYYY-MM-DD", &["2022-03-31", "2022-03-01 00:00:00"]),
            ("YYYYMMDD", &["20220315"]),
            ("excel-serial", &["44621"]),
            ("excel-serial-1904", &["43159"]),
        ];
        for (name, texts) in texts {
            let form = PeriodForm::by_name(name).unwrap();
            for text in texts {
                assert_eq!(form.parse(text), Period::new(2022, 3), "{text} in {name}");
                let serial = |name: &str| name.starts_with("excel");
                for other in PeriodForm::ALL.into_iter().filter(|f| *f != form && !(serial(f.name()) && serial(name))) {
                    assert_eq!(other.parse(text), None, "{text} in {}", other.name());
                }
            }
        }
    }

    #[test]
    fn month_names_are_whole_or_the_usual_short_ones() {
        let form = PeriodForm::MonthYear;
        let months = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
        for (number, name) in (1..).zip(months) {
            assert_eq!(form.parse(&format!("{name} 2022")), Period::new(2022, number), "{name}");
        }
        assert_eq!(form.parse("Januari 2022"), form.parse("January  2022"));
        assert_eq!(form.parse("sept 2022"), Period::new(2022, 9));
        for text in
            ["ma 2022", "m 2022", " 2022", "janu 2022", "mars2022", "mars 22", "mars-2022", "marsch 2022", "å 2022"]
        {
            assert_eq!(form.parse(text), None, "{text}");
        }
    }
}
