//! Codes that don't say what they show: with signs that nobody sees, or made over by a spreadsheet. Takes a code, hands on what
//! is strange about it; refuses to guess what it was: invisible signs say nothing and go, what is lost stays lost.

use std::borrow::Cow;

use crate::model::mask::masked;
use crate::model::month;

/// What a spreadsheet has made of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoilt {
    /// `1E+05`, `#####`: nobody can tell what it was.
    Lost,
    /// `16-jan`, `jan-16`: it looks like a day or a month, which it may be.
    Dated,
}

/// Something about a code asks for a closer look.
pub(super) fn is_strange(code: &str) -> bool {
    has_invisible(code) || spoilt(code).is_some()
}

/// A code without the signs that nobody sees.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if has_invisible(text) {
        text.chars().filter(|c| !is_invisible(*c)).collect::<String>().into()
    } else {
        text.into()
    }
}

/// A code with those signs shown: `5010<U+200B>`. An identity number goes first, while it can be told.
pub(super) fn shown(text: &str) -> String {
    let one = |c: char| if is_invisible(c) { format!("<U+{:04X}>", u32::from(c)) } else { c.to_string() };
    masked(text).chars().map(one).collect()
}

pub(super) fn has_invisible(text: &str) -> bool {
    !text.bytes().all(|byte| byte.is_ascii_graphic()) && text.contains(is_invisible)
}

/// Signs of no width, marks of direction, soft hyphens, and what steers a terminal. Blanks of any kind are none: they are seen.
fn is_invisible(c: char) -> bool {
    let unseen = ['\u{ad}', '\u{61c}', '\u{180e}', '\u{feff}'];
    let ranges = ['\u{200b}'..='\u{200f}', '\u{202a}'..='\u{202e}', '\u{2060}'..='\u{2064}', '\u{2066}'..='\u{2069}'];
    (c.is_control() && !c.is_whitespace()) || unseen.contains(&c) || ranges.iter().any(|range| range.contains(&c))
}

/// What a spreadsheet has made of a code, if it has.
pub fn spoilt(code: &str) -> Option<Spoilt> {
    let bytes = code.as_bytes();
    let lost = match bytes {
        [b'#', b'#', rest @ ..] => rest.iter().all(|byte| *byte == b'#'),
        [first, .., last] if first.is_ascii_digit() && last.is_ascii_digit() => is_power(code),
        _ => false,
    };
    if lost { Some(Spoilt::Lost) } else { (bytes.len() <= "16-jan".len() && is_dated(code)).then_some(Spoilt::Dated) }
}

/// `1E+05`, `9,916E+03`. Without the plus it may be a code: `1E05`.
fn is_power(code: &str) -> bool {
    let Some((digits, power)) = code.split_once("E+").or_else(|| code.split_once("e+")) else { return false };
    let all = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = digits.split_once([',', '.']).unwrap_or((digits, "0"));
    whole.len() == 1 && all(whole) && all(part) && all(power) && power.len() <= 3
}

/// `16-jan`, `jan-16`: three letters, as Excel has them. In capitals it is somebody's own.
fn is_dated(code: &str) -> bool {
    let Some((one, other)) = code.split_once('-') else { return false };
    let digits = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let (name, number) = if digits(one) { (other, one) } else { (one, other) };
    let month = || name.len() == 3 && name.ends_with(|c: char| c.is_ascii_lowercase()) && month::number(name).is_some();
    let day = || number.parse().is_ok_and(|day: u8| (1..=31).contains(&day));
    digits(number) && (number.len() == 2 || name == other) && month() && (name == one || day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unseen_signs_are_shown_and_identity_numbers_not() {
        assert_eq!(shown("50\u{200b}10"), "50<U+200B>10");
        assert_eq!(shown("\u{feff}8112\u{ad}28-9874"), "<U+FEFF>[personnummer]");
    }

    #[test]
    fn what_a_spreadsheet_has_made_over_is_told_from_codes() {
        for code in ["1E+05", "1,23E+05", "9,916E+03", "9.92e+03", "#####", "##"] {
            assert_eq!(spoilt(code), Some(Spoilt::Lost), "{code}");
        }
        for code in ["16-jan", "5-maj", "05-okt", "jan-16", "Jan-16", "dec-00", "12-May"] {
            assert_eq!(spoilt(code), Some(Spoilt::Dated), "{code}");
        }
        for code in [
            "", "1E05", "1E5", "E+05", "12E+05", "1E+", "1E-05", "#", "#1", "##1", "MARS-16", "MAR-16", "mars-16",
            "jan-1", "32-jan", "0-jan", "jan-166", "abc-16", "5010", "16-01", "A1E+05", "1E+0505",
        ] {
            assert_eq!(spoilt(code), None, "{code}");
        }
    }

    #[test]
    fn what_nobody_sees_goes_and_blanks_stay() {
        for unseen in ["\u{200b}", "\u{feff}", "\u{ad}", "\u{200e}", "\u{200f}", "\u{2060}", "\u{1}", "\u{7f}"] {
            let code = ["50", unseen, "10"].concat();
            assert_eq!(visible(&code), "5010");
            assert!(is_strange(&code) && shown(&code).contains("<U+"), "{}", shown(&code));
        }
        for code in ["5010", "50 10", "50\u{a0}10", "50\t10", "\u{c5}10", "50\u{2009}10"] {
            assert_eq!(visible(code), code);
            assert!(!is_strange(code), "{code}");
        }
        assert_eq!(shown("a\u{200b}"), "a<U+200B>");
    }
}
