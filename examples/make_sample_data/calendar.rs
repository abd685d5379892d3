//! Dates and accounting periods of 2021 and 2022, as far as a ledger needs them.

use crate::random::Random;

/// A period as the ledger writes it, such as 202203; 202200 is the opening and 202213 the closing one.
pub(crate) type Period = u32;

/// Number in the year of the closing period, where the annual accounts are made.
const CLOSING: u8 = 13;

/// Month 0 to 13 of a year as a period.
pub(crate) fn period(year: u16, month: u8) -> Period {
    u32::from(year) * 100 + u32::from(month)
}

/// The closing period of a year.
pub(crate) fn closing(year: u16) -> Period {
    period(year, CLOSING)
}

pub(crate) fn is_closing(period: Period) -> bool {
    period % 100 == u32::from(CLOSING)
}

/// The month's Swedish name, for voucher texts.
pub(crate) fn month_name(period: Period) -> &'static str {
    match period % 100 {
        1 => "januari",
        2 => "februari",
        3 => "mars",
        4 => "april",
        5 => "maj",
        6 => "juni",
        7 => "juli",
        8 => "augusti",
        9 => "september",
        10 => "oktober",
        11 => "november",
        _ => "december",
    }
}

/// A calendar day; the order of the fields makes the order of the days.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date {
    pub(crate) year: u16,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

impl Date {
    pub(crate) fn new(year: u16, month: u8, day: u8) -> Self {
        Self { year, month, day }
    }

    pub(crate) fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    fn next(self) -> Self {
        if self.day < days_in_month(self.month) {
            Self::new(self.year, self.month, self.day + 1)
        } else if self.month < 12 {
            Self::new(self.year, self.month + 1, 1)
        } else {
            Self::new(self.year + 1, 1, 1)
        }
    }

    fn previous(self) -> Self {
        if self.day > 1 {
            Self::new(self.year, self.month, self.day - 1)
        } else if self.month > 1 {
            let month = self.month - 1;
            Self::new(self.year, month, days_in_month(month))
        } else {
            Self::new(self.year - 1, 12, 31)
        }
    }

    fn plus(self, days: u32) -> Self {
        (0..days).fold(self, |date, _| date.next())
    }

    /// The day itself, or the Monday after it.
    fn working_day(self) -> Self {
        if self.is_weekend() { self.next().working_day() } else { self }
    }

    /// Sakamoto's method; Sunday is 0.
    fn is_weekend(self) -> bool {
        const SHIFT: [u32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let year = u32::from(self.year) - u32::from(self.month < 3);
        let leaps = year / 4 - year / 100 + year / 400;
        let shift = SHIFT[usize::from(self.month) - 1];
        let weekday = (year + leaps + shift + u32::from(self.day)) % 7;
        weekday == 0 || weekday == 6
    }
}

/// No year from 2021 to 2023 is a leap year.
fn days_in_month(month: u8) -> u8 {
    match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The calendar month of a period; opening belongs to January, closing to December.
fn calendar_month(period: Period) -> u8 {
    u8::try_from((period % 100).clamp(1, 12)).unwrap_or(12)
}

fn year(period: Period) -> u16 {
    u16::try_from(period / 100).unwrap_or(u16::MAX)
}

/// The last day of a period.
fn last_day(period: Period) -> Date {
    let month = calendar_month(period);
    Date::new(year(period), month, days_in_month(month))
}

/// A working day of the period from a certain day of the month on; closing vouchers all get the last day.
pub(crate) fn booking_day(period: Period, from_day: u8, random: &mut Random) -> Date {
    let last = last_day(period);
    if is_closing(period) {
        return last;
    }
    loop {
        let day = random.between(u32::from(from_day), u32::from(last.day));
        let date = Date::new(last.year, last.month, u8::try_from(day).unwrap_or(1));
        if !date.is_weekend() {
            return date;
        }
    }
}

/// When a voucher was registered: soon after it was booked, and always before its period was closed
/// (12 days after the month's end). The closing period is open from 9 January, or the working day after
/// it, until the middle of February.
pub(crate) fn registration_day(period: Period, booked: Date, random: &mut Random) -> Date {
    let (earliest, deadline, longest) = if is_closing(period) {
        let next = year(period) + 1;
        (Date::new(next, 1, 9).working_day(), Date::new(next, 2, 14), 36)
    } else {
        (booked, last_day(period).plus(11), 7)
    };
    let mut date = earliest.plus(random.between(0, longest)).min(deadline);
    while date.is_weekend() && date > earliest {
        date = date.previous();
    }
    date
}
