//! How extracts write periods. Takes text in a form that the layout declares, hands on the period; refuses every other
//! form, so that no cell decides how it is read.

use crate::model::day::DateForm;
use crate::model::month;

use super::Period;

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
    /// `mar-2022`
    MonthDashYear,
    /// Year and month in figures: `YYYY`, or `YY` of this century, `MM` or `M` (without its zero), a letter in brackets, other signs as they are.
    Pattern(&'static str),
    /// `03`, `3` or `mars`, whose year stands in a column of its own.
    OfYear(&'static str),
    /// A day in the month, as a date.
    Day(DateForm),
}

impl PeriodForm {
    /// Every form. Where a text has two of them the first is the plainer.
    pub const ALL: [Self; 24] = [
        Self::YearMonth,
        Self::YearDashMonth,
        Self::ShortYearMonth,
        Self::MonthYear,
        Self::MonthShortYear,
        Self::MonthDashYear,
        Self::Pattern("MMYY"),
        Self::Pattern("YYYY[M]MM"),
        Self::Pattern("YYYY-[M]MM"),
        Self::Pattern("MM/YYYY"),
        Self::Pattern("M/YYYY"),
        Self::Pattern("YYYY/MM"),
        Self::Pattern("YYYY/M"),
        Self::Pattern("YYYY-M"),
        Self::Pattern("MM-YYYY"),
        Self::Pattern("MM.YYYY"),
        Self::Pattern("YYYY.MM"),
        Self::OfYear("MM"),
        Self::OfYear("M"),
        Self::OfYear("MMMM"),
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
            Self::MonthDashYear => "MMM-YYYY",
            Self::Pattern(name) | Self::OfYear(name) => name,
            Self::Day(form) => form.name(),
        }
    }

    /// The year stands in a column of its own.
    pub fn lacks_year(self) -> bool {
        matches!(self, Self::OfYear(_))
    }

    /// Reads a period in exactly this form.
    pub fn parse(self, text: &str) -> Option<Period> {
        let digits = |s: &str, width: usize| s.len() == width && s.bytes().all(|b| b.is_ascii_digit());
        let (year, month) = match self {
            Self::YearMonth => text.split_at_checked(4).filter(|(_, month)| digits(month, 2))?,
            Self::YearDashMonth => text.split_once('-').filter(|(_, month)| digits(month, 2))?,
            Self::ShortYearMonth => text.split_at_checked(2).filter(|(_, month)| digits(month, 2))?,
            Self::MonthYear | Self::MonthShortYear | Self::MonthDashYear => return self.with_name(text),
            Self::Pattern(pattern) => return by_pattern(pattern, text),
            Self::OfYear(_) => return None,
            Self::Day(form) => return form.parse(text).and_then(Period::of),
        };
        let (width, century) = if self == Self::ShortYearMonth { (2, 2000) } else { (4, 0) };
        let year = year.parse::<i16>().ok().filter(|_| digits(year, width))?;
        Period::new(century + year, month.parse().ok()?)
    }

    /// Reads the month of a year that stands elsewhere.
    pub fn in_year(self, year: i16, text: &str) -> Option<Period> {
        let month = match self {
            Self::OfYear("MMMM") => month::number(text)?,
            Self::OfYear(pattern) => {
                let (month, rest) = month_in(pattern, text)?;
                Some(month).filter(|_| rest.is_empty())?
            }
            _ => return None,
        };
        Period::new(year, month)
    }

    /// A month's name and a year: four digits behind blanks or a dash, or two behind a dash or blanks.
    fn with_name(self, text: &str) -> Option<Period> {
        let (width, century) = if self == Self::MonthShortYear { (2, 2000) } else { (4, 0) };
        let name = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let year = &text[name.len()..];
        let part = |c: char| match self {
            Self::MonthYear => c.is_whitespace(),
            Self::MonthDashYear => c == '-',
            _ => c.is_whitespace() || c == '-',
        };
        let bare = name.trim_end_matches(part);
        if year.len() != width || bare.len() == name.len() {
            return None;
        }
        Period::new(century + year.parse::<i16>().ok()?, month::number(bare)?)
    }
}

fn by_pattern(pattern: &str, text: &str) -> Option<Period> {
    let (mut pattern, mut text) = (pattern, text);
    let (mut year, mut month) = (None, None);
    while let Some(sign) = pattern.chars().next() {
        let taken = match sign {
            'Y' => {
                let (width, century) = if pattern.starts_with("YYYY") { (4, 0) } else { (2, 2000) };
                let (digits, rest) = text.split_at_checked(width)?;
                let number = digits.parse::<i16>().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))?;
                (year, text) = (Some(century + number), rest);
                width
            }
            'M' => {
                let (number, rest) = month_in(pattern, text)?;
                (month, text) = (Some(number), rest);
                if pattern.starts_with("MM") { 2 } else { 1 }
            }
            '[' => {
                let (letter, rest) = text.split_at_checked(1)?;
                text = pattern.get(1..2).filter(|wanted| wanted.eq_ignore_ascii_case(letter)).map(|_| rest)?;
                3
            }
            sign => {
                text = text.strip_prefix(sign)?;
                1
            }
        };
        pattern = pattern.get(taken..)?;
    }
    Period::new(year?, month?).filter(|_| text.is_empty())
}

/// The month that a text starts with, and what is left: two digits for `MM`, no zero in front for `M`.
fn month_in<'t>(pattern: &str, text: &'t str) -> Option<(u8, &'t str)> {
    let digits = text.bytes().take(2).take_while(u8::is_ascii_digit).count();
    let fits = if pattern.starts_with("MM") { digits == 2 } else { digits == 1 || !text.starts_with('0') };
    let (month, rest) = text.split_at_checked(digits).filter(|_| fits)?;
    Some((month.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn period_forms_take_only_their_own() {
        assert_eq!(PeriodForm::YearMonth.parse("202213"), Period::new(2022, 13));
        assert_eq!(PeriodForm::YearMonth.parse("202214"), None);
        assert_eq!(PeriodForm::YearMonth.parse("2022-03"), None);
        assert_eq!(PeriodForm::YearDashMonth.parse("2022-03"), Period::new(2022, 3));
        assert_eq!(PeriodForm::ShortYearMonth.parse("2203"), Period::new(2022, 3));
        assert_eq!(PeriodForm::YearMonth.parse("2022é"), None);
        assert_eq!(PeriodForm::ShortYearMonth.parse("0112"), Period::new(2001, 12));
        assert_eq!(PeriodForm::Pattern("MMYY").parse("0112"), Period::new(2012, 1));
    }

    #[test]
    fn every_period_form_reads_march_and_nothing_of_another_width() {
        let texts = [
            ("YYYYMM", &["202203"][..]),
            ("YYYY-MM", &["2022-03"]),
            ("YYMM", &["2203"]),
            ("MMYY", &["0322"]),
            ("MMMM YYYY", &["mars 2022", "Mars  2022", "MAR. 2022", "mar 2022"]),
            ("MMM-YY", &["mar-22", "mars 22", "Mar-22", "mar. -22"]),
            ("MMM-YYYY", &["mar-2022", "Mars-2022"]),
            ("YYYY[M]MM", &["2022M03", "2022m03"]),
            ("YYYY-[M]MM", &["2022-M03"]),
            ("MM/YYYY", &["03/2022"]),
            ("M/YYYY", &["3/2022"]),
            ("YYYY/MM", &["2022/03"]),
            ("YYYY/M", &["2022/3"]),
            ("YYYY-M", &["2022-3"]),
            ("MM-YYYY", &["03-2022"]),
            ("MM.YYYY", &["03.2022"]),
            ("YYYY.MM", &["2022.03"]),
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
    fn a_lone_m_has_no_zero_in_front() {
        let form = PeriodForm::by_name("M/YYYY").unwrap();
        assert_eq!(form.parse("13/2022"), Period::new(2022, 13));
        assert_eq!(form.parse("0/2022"), Period::new(2022, 0));
        for text in ["03/2022", "00/2022", "14/2022", "/2022", "3/22", "3/20222", "123/2022", "3/2022 ", "3-2022"] {
            assert_eq!(form.parse(text), None, "{text}");
        }
        for text in ["2022M1", "2022M014", "2022M14", "2022 M01", "202M201", "2022X01"] {
            assert_eq!(PeriodForm::Pattern("YYYY[M]MM").parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_without_its_year_is_read_only_beside_one() {
        let read = |name: &str, text: &str| PeriodForm::by_name(name).unwrap().in_year(2022, text);
        for (name, text, month) in [
            ("MM", "03", 3),
            ("MM", "13", 13),
            ("M", "3", 3),
            ("M", "0", 0),
            ("M", "12", 12),
            ("MMMM", "Mars", 3),
            ("MMMM", "okt", 10),
        ] {
            assert_eq!(read(name, text), Period::new(2022, month), "{text} in {name}");
            assert_eq!(PeriodForm::by_name(name).unwrap().parse(text), None, "{text}");
        }
        for (name, text) in [("MM", "3"), ("M", "03"), ("MM", "14"), ("MMMM", "3"), ("YYYYMM", "202203"), ("MM", "")] {
            assert_eq!(read(name, text), None, "{text} in {name}");
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
