//! How values are written in each language. Takes typed values, hands on text; integers only.

use super::Lang;
use crate::model::finding::Value;
use crate::model::money::{Ore, rounded_ratio};
use crate::model::rounding::decimal_text;

/// An amount in kronor with two decimals: `1 234 567,50` with no-break spaces in Swedish, `1,234,567.50` in English.
/// The minus is the keyboard's, so that the figure can be copied into a spreadsheet.
pub fn amount(lang: Lang, amount: Ore) -> String {
    let size = amount.ore().unsigned_abs();
    format!("{}{}{}{:02}", minus(amount.ore()), count(lang, size / 100), decimal(lang), size % 100)
}

/// A share in hundredths of a percent, with one decimal: `66,7 %` with a no-break space in Swedish, `66.7%` in
/// English.
pub fn share(lang: Lang, hundredths: i64) -> String {
    let tenths = rounded_ratio(hundredths.into(), 10).unwrap_or_default();
    let size = tenths.unsigned_abs();
    let unit = match lang {
        Lang::Sv => "\u{a0}%",
        Lang::En => "%",
    };
    format!("{}{}{}{}{unit}", minus(tenths), count(lang, size / 10), decimal(lang), size % 10)
}

/// A number with so many decimals: 304 with one is `30,4`.
pub fn scaled(lang: Lang, number: i64, decimals: u8) -> String {
    decimal_text(number, decimals, decimal(lang), group(lang))
}

/// A count in groups of three digits.
pub fn count(lang: Lang, count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() * 2);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push_str(group(lang));
        }
        grouped.push(digit);
    }
    grouped
}

/// Any value. Dates and periods are ISO in both languages.
pub(super) fn value(lang: Lang, value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Amount(ore) => amount(lang, *ore),
        Value::Count(number) => count(lang, *number),
        Value::Share(hundredths) => share(lang, *hundredths),
        Value::Date(date) => date.format("%Y-%m-%d").to_string(),
        Value::Period(period) => period.to_string(),
        Value::Figure(figure) => figure.text(decimal(lang), group(lang)),
        Value::Cause { name, said } => format!("{name} ({said})"),
    }
}

/// What a message selects on under `<name>-key`.
pub(super) fn key(value: &Value) -> String {
    match value {
        Value::Text(text) if text.trim().is_empty() => "blank".to_owned(),
        Value::Text(text) => slug(text),
        Value::Amount(ore) if *ore < Ore::ZERO => "minus".to_owned(),
        Value::Amount(Ore::ZERO) => "zero".to_owned(),
        Value::Amount(_) => "plus".to_owned(),
        Value::Cause { name, .. } => (*name).to_owned(),
        Value::Count(_) | Value::Share(_) | Value::Date(_) | Value::Period(_) | Value::Figure(_) => "given".to_owned(),
    }
}

/// A text as a message can name it: `a TOML datetime` is `a-toml-datetime`.
fn slug(text: &str) -> String {
    text.trim().to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric() && c != '-', "-")
}

/// Lower-case ASCII letters and dashes only, as the code's own names are.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

fn minus(number: i64) -> &'static str {
    if number < 0 { "-" } else { "" }
}

fn group(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "\u{a0}",
        Lang::En => ",",
    }
}

fn decimal(lang: Lang) -> char {
    match lang {
        Lang::Sv => ',',
        Lang::En => '.',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;
    use crate::model::period::Period;

    #[test]
    fn amounts_have_two_decimals_and_groups() {
        for (ore, sv, en) in [
            (123_456_750, "1\u{a0}234\u{a0}567,50", "1,234,567.50"),
            (-123_450, "-1\u{a0}234,50", "-1,234.50"),
            (-5, "-0,05", "-0.05"),
            (0, "0,00", "0.00"),
            (99_999, "999,99", "999.99"),
            (i64::MIN, "-92\u{a0}233\u{a0}720\u{a0}368\u{a0}547\u{a0}758,08", "-92,233,720,368,547,758.08"),
        ] {
            assert_eq!(amount(Lang::Sv, Ore::new(ore)), sv);
            assert_eq!(amount(Lang::En, Ore::new(ore)), en);
        }
    }

    #[test]
    fn shares_have_one_decimal_rounded_away_from_zero() {
        for (hundredths, sv, en) in [
            (6_667, "66,7\u{a0}%", "66.7%"),
            (6_665, "66,7\u{a0}%", "66.7%"),
            (10_000, "100,0\u{a0}%", "100.0%"),
            (-4, "0,0\u{a0}%", "0.0%"),
            (-125, "-1,3\u{a0}%", "-1.3%"),
            (12_345_678, "123\u{a0}456,8\u{a0}%", "123,456.8%"),
        ] {
            assert_eq!(share(Lang::Sv, hundredths), sv);
            assert_eq!(share(Lang::En, hundredths), en);
        }
    }

    #[test]
    fn scaled_numbers_keep_their_decimals() {
        for (number, decimals, sv, en) in [
            (304, 1, "30,4", "30.4"),
            (-17_452_000, 3, "-17\u{a0}452,000", "-17,452.000"),
            (72_665, 0, "72\u{a0}665", "72,665"),
        ] {
            assert_eq!(scaled(Lang::Sv, number, decimals), sv);
            assert_eq!(scaled(Lang::En, number, decimals), en);
        }
    }

    #[test]
    fn counts_are_grouped() {
        for (number, sv, en) in
            [(0, "0", "0"), (999, "999", "999"), (1_000, "1\u{a0}000", "1,000"), (30_000, "30\u{a0}000", "30,000")]
        {
            assert_eq!(count(Lang::Sv, number), sv);
            assert_eq!(count(Lang::En, number), en);
        }
    }

    #[test]
    fn dates_and_periods_are_iso() {
        let date = Date::from_ymd_opt(2022, 5, 4).unwrap_or_default();
        assert_eq!(value(Lang::Sv, &Value::Date(date)), "2022-05-04");
        let period = Period::new(2022, 8).map(Value::Period);
        assert_eq!(period.map(|p| value(Lang::En, &p)).as_deref(), Some("2022-08"));
    }

    #[test]
    fn keys_tell_blank_and_sign() {
        for (given, expected) in [
            (Value::Text(" ".to_owned()), "blank"),
            (Value::Text("none".to_owned()), "none"),
            (Value::Text("a TOML datetime".to_owned()), "a-toml-datetime"),
            (Value::Amount(Ore::ZERO), "zero"),
            (Value::Amount(Ore::new(1)), "plus"),
            (Value::Amount(Ore::new(-1)), "minus"),
            (Value::Count(0), "given"),
        ] {
            assert_eq!(key(&given), expected);
        }
    }

    #[test]
    fn names_are_lower_case_and_dashes() {
        assert!(is_name("shared-object"));
        for text in ["", "-", "Delat", "9942", "delat objekt", "över"] {
            assert!(!is_name(text), "{text}");
        }
    }
}
