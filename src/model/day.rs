//! Days as extracts write them. Takes text or a serial number and the forms that a layout declares, hands on calendar
//! days; refuses a width that isn't the form's own, and a day that no calendar has. A time of day is read and dropped.

use super::{Date, month};

/// How an extract writes its dates; a layout declares which forms it takes. No text fits two of them but a serial
/// number of either kind, so a layout has one of those.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateForm {
    /// `Y`, `M` and `D` for digits, anything else for itself. A lone `D` or `M` is a number without its zero, of which
    /// the text must have at least one; `MMM` and `MMMM` are a month's name, whole or short, with a day of one or two
    /// digits.
    Pattern(&'static str),
    /// Excel's serial number, counted from 1900.
    Serial1900,
    /// Excel's serial number, counted from 1904.
    Serial1904,
}

impl DateForm {
    /// Every form.
    pub const ALL: [Self; 18] = [
        Self::Pattern("YYYY-MM-DD"),
        Self::Pattern("YYYYMMDD"),
        Self::Pattern("YYMMDD"),
        Self::Pattern("YY-MM-DD"),
        Self::Pattern("YYYY/MM/DD"),
        Self::Pattern("YYYY.MM.DD"),
        Self::Pattern("DD.MM.YYYY"),
        Self::Pattern("DD/MM/YYYY"),
        Self::Pattern("DD-MM-YYYY"),
        Self::Pattern("DD.MM.YY"),
        Self::Pattern("DD/MM/YY"),
        Self::Pattern("D.M.YYYY"),
        Self::Pattern("D/M/YYYY"),
        Self::Pattern("D MMMM YYYY"),
        Self::Pattern("DD-MMM-YYYY"),
        Self::Pattern("DD-MMM-YY"),
        Self::Serial1900,
        Self::Serial1904,
    ];

    /// The form by the name that a layout uses for it.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }

    /// The name that a layout uses for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pattern(pattern) => pattern,
            Self::Serial1900 => "excel-serial",
            Self::Serial1904 => "excel-serial-1904",
        }
    }

    /// Reads a day in exactly this form, with or without a time behind it.
    pub fn parse(self, text: &str) -> Option<Date> {
        let text = text.trim();
        let Self::Pattern(pattern) = self else {
            let whole = text.split_once(['.', ',']).map_or(text, |(whole, _)| whole);
            // Five digits, as every day from 1927 to 2173 has; or the zero or one that means no day.
            let width = whole.len() == 5 || ["0", "1"].contains(&whole);
            let plain = width && text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
            return whole.parse().ok().filter(|_| plain).and_then(|serial| self.serial(serial));
        };
        let letters = |letter: u8| pattern.bytes().filter(|byte| *byte == letter).count();
        if letters(b'M') != 2 {
            return of_any_width(pattern, text);
        }
        let (day, time) = text.split_at_checked(pattern.len())?;
        let (mut year, mut month, mut date) = (0, 0, 0);
        for (form, c) in pattern.chars().zip(day.chars()) {
            let into = match form {
                'Y' => &mut year,
                'M' => &mut month,
                'D' => &mut date,
                _ if form == c => continue,
                _ => return None,
            };
            *into = *into * 10 + c.to_digit(10)?;
        }
        if letters(b'Y') == 2 {
            year = of_two_digits(year);
        }
        Date::from_ymd_opt(i32::try_from(year).ok()?, month, date).filter(|_| time.is_empty() || is_time(time))
    }

    /// The day of a serial number. Excel's 60 is a 29 February 1900 that never was.
    pub fn serial(self, serial: i64) -> Option<Date> {
        let (from, days) = match self {
            Self::Serial1900 if serial > 60 => (Date::from_ymd_opt(1899, 12, 30)?, serial),
            Self::Serial1900 if serial < 60 => (Date::from_ymd_opt(1899, 12, 31)?, serial),
            Self::Serial1904 => (Date::from_ymd_opt(1904, 1, 1)?, serial),
            _ => return None,
        };
        from.checked_add_days(chrono::Days::new(u64::try_from(days).ok().filter(|days| *days < 110_000)?))
    }
}

/// As the operating systems read two digits: 69 to 99 are of the last century.
fn of_two_digits(year: u32) -> u32 {
    year + if year < 69 { 2000 } else { 1900 }
}

/// Day, month and year in that order, the day and the month of one or two digits, or the month a name.
fn of_any_width(pattern: &str, text: &str) -> Option<Date> {
    let sign = pattern.chars().find(|c| !c.is_ascii_alphabetic())?;
    let digits = |text: &str, least: usize, most: usize| {
        (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let (day, rest) = text.split_once(sign)?;
    let (month, rest) = rest.trim_start().split_once(sign)?;
    let rest = rest.trim_start();
    let (year, time) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
    let width = if pattern.ends_with("YYYY") { 4 } else { 2 };
    if !digits(day, 1, 2) || !digits(year, width, width) || !(time.is_empty() || is_time(time)) {
        return None;
    }
    let month = if pattern.contains("MMM") {
        u32::from(month::number(month)?)
    } else {
        // Two digits in both are another form's.
        let lone = digits(month, 1, 2) && (day.len() == 1 || month.len() == 1);
        month.parse().ok().filter(|_| lone)?
    };
    let year = year.parse().ok()?;
    let year = if width == 2 { of_two_digits(year) } else { year };
    Date::from_ymd_opt(i32::try_from(year).ok()?, month, day.parse().ok()?)
}

/// `T10:20`, ` 10:20:30`, ` 10:20:30.123`, with or without a `Z`.
fn is_time(text: &str) -> bool {
    let Some(time) = text.strip_prefix(['T', ' ']) else { return false };
    let time = time.trim_start().trim_end_matches('Z');
    let (time, fraction) = time.split_once(['.', ',']).unwrap_or((time, "0"));
    let parts: Vec<&str> = time.split(':').collect();
    let within = |part: &&str, limit: u32| part.len() == 2 && part.parse::<u32>().is_ok_and(|n| n < limit);
    let limits = [24, 60, 60];
    let digits = !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit());
    digits && (2..=3).contains(&parts.len()) && parts.iter().zip(limits).all(|(part, limit)| within(part, limit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Option<Date> {
        Date::from_ymd_opt(year, month, day)
    }

    #[test]
    fn every_form_reads_its_own_width_and_no_other() {
        let march = day(2022, 3, 5);
        let texts = [
            ("YYYY-MM-DD", "2022-03-05"),
            ("YYYYMMDD", "20220305"),
            ("YYMMDD", "220305"),
            ("YY-MM-DD", "22-03-05"),
            ("YYYY/MM/DD", "2022/03/05"),
            ("YYYY.MM.DD", "2022.03.05"),
            ("DD.MM.YYYY", "05.03.2022"),
            ("DD/MM/YYYY", "05/03/2022"),
            ("DD-MM-YYYY", "05-03-2022"),
            ("DD.MM.YY", "05.03.22"),
            ("DD/MM/YY", "05/03/22"),
            ("D.M.YYYY", "5.3.2022"),
            ("D.M.YYYY", "05.3.2022"),
            ("D/M/YYYY", "5/03/2022"),
            ("D MMMM YYYY", "5 mars 2022"),
            ("D MMMM YYYY", "05 Mar. 2022"),
            ("DD-MMM-YYYY", "05-March-2022"),
            ("DD-MMM-YY", "5-mar-22"),
            ("excel-serial", "44625"),
            ("excel-serial-1904", "43163"),
        ];
        for (form, text) in texts {
            let form = DateForm::by_name(form).unwrap();
            assert_eq!(form.parse(text), march, "{text}");
            let serial = |form: DateForm| !matches!(form, DateForm::Pattern(_));
            let others = DateForm::ALL.into_iter().filter(|other| *other != form && !(serial(*other) && serial(form)));
            for other in others {
                assert_eq!(other.parse(text), None, "{text} in {}", other.name());
            }
        }
    }

    #[test]
    fn a_time_of_day_is_dropped_and_nonsense_refused() {
        let form = DateForm::Pattern("YYYY-MM-DD");
        for text in ["1899-12-31 00:00:00", "1899-12-31T00:00:00Z", "1899-12-31 23:59", "1899-12-31 00:00:00.000"] {
            assert_eq!(form.parse(text), day(1899, 12, 31), "{text}");
        }
        for text in ["2022-02-30", "2022-3-05", "2022-03-05 kl 10", "2022-03-05 25:00", "+2022-03-05", "2022-03-0å", ""]
        {
            assert_eq!(form.parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_without_zeros_and_with_names_are_no_looser_than_others() {
        let at = |form: &str, text: &str| DateForm::by_name(form).unwrap().parse(text);
        assert_eq!(at("D/M/YYYY", "1/2/2022 08:15"), day(2022, 2, 1));
        assert_eq!(at("DD-MMM-YY", "25-May-98"), day(1998, 5, 25));
        assert_eq!(at("D MMMM YYYY", "3  maj 2022 00:00:00"), day(2022, 5, 3));
        for (form, text) in [
            ("D/M/YYYY", "1/15/2022"),
            ("D/M/YYYY", "31/2/2022"),
            ("D/M/YYYY", "1/2/22"),
            ("D/M/YYYY", "/2/2022"),
            ("D.M.YYYY", "1.2.2022 kl 8"),
            ("D.M.YYYY", "001.2.2022"),
            ("D MMMM YYYY", "3 5 2022"),
            ("D MMMM YYYY", "3 mayo 2022"),
            ("DD-MMM-YY", "25-May-2016"),
            ("DD-MMM-YY", "-May-16"),
        ] {
            assert_eq!(at(form, text), None, "{text} in {form}");
        }
    }

    #[test]
    fn serial_numbers_are_excels() {
        let form = DateForm::Serial1900;
        assert_eq!(form.parse("1"), day(1900, 1, 1));
        assert_eq!(form.parse("0"), day(1899, 12, 31), "Excel's day before the first");
        assert_eq!(form.serial(61), day(1900, 3, 1));
        assert_eq!(form.parse("44625.75"), day(2022, 3, 5));
        for text in ["60", "2203", "-1", "220305", "4e4", "x"] {
            assert_eq!(form.parse(text), None, "{text}");
        }
    }
}
