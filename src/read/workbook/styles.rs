//! What numbers of each style are, from an .xlsx's `styles.xml`. Takes the part's tags, hands on a kind for each style that
//! cells may name; refuses nothing: a style that isn't known is a plain number.

use std::collections::HashMap;

use crate::read::markup::{Kind, Tag};

use super::lean::NumberKind;

/// Reads the styles.
#[derive(Default)]
pub(super) struct Styles {
    within: Within,
    /// Formats by the number that styles name them by.
    formats: HashMap<String, String>,
    pub(super) kinds: Vec<NumberKind>,
}

/// The list whose elements are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Neither,
    Formats,
    Styles,
}

impl Styles {
    pub(super) fn tag(&mut self, tag: &Tag<'_>) {
        match (tag.local(), self.within) {
            (b"numFmts", _) => self.within = list(tag.kind, Within::Formats),
            (b"cellXfs", _) => self.within = list(tag.kind, Within::Styles),
            (b"numFmt", Within::Formats) if tag.kind != Kind::Close => {
                if let (Some(number), Some(format)) = (tag.attribute("numFmtId"), tag.attribute("formatCode")) {
                    self.formats.insert(number.into_owned(), format.into_owned());
                }
            }
            (b"xf", Within::Styles) if tag.kind != Kind::Close => {
                let kind = tag.attribute("numFmtId").map(|number| match self.formats.get(&*number) {
                    Some(format) => kind_of(format),
                    None => ready_kind(&number),
                });
                self.kinds.push(kind.unwrap_or_default());
            }
            _ => {}
        }
    }
}

fn list(kind: Kind, opened: Within) -> Within {
    if kind == Kind::Open { opened } else { Within::Neither }
}

/// A format that every workbook has by its number.
fn ready_kind(number: &str) -> NumberKind {
    let written = number.parse::<u8>().ok().filter(|_| !number.starts_with(['0', '+']));
    match written {
        Some(14..=22 | 27..=36 | 45 | 47 | 50..=58) => NumberKind::Date,
        Some(46) => NumberKind::Length,
        _ => NumberKind::Plain,
    }
}

/// What a format makes of a number: its first section decides, up to the first sign of a date, without what is quoted or
/// escaped. `[h]` is a length of time, other brackets are colours, conditions and places.
fn kind_of(format: &str) -> NumberKind {
    let (mut before, mut escaped, mut quoted) = (' ', false, false);
    let (mut half_day, mut brackets, mut length) = (false, 0_u8, false);
    for sign in format.chars() {
        match sign {
            _ if escaped => escaped = false,
            // The next sign is taken as it is, filled up with, or as wide as a blank.
            '_' | '\\' | '*' => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            ';' => return NumberKind::Plain,
            '[' => brackets = brackets.saturating_add(1),
            ']' if brackets == 1 && length => return NumberKind::Length,
            ']' => brackets = brackets.saturating_sub(1),
            'a' | 'A' if !half_day && brackets == 0 => half_day = true,
            'p' | 'P' | 'm' | 'M' | '/' if half_day && brackets == 0 => return NumberKind::Date,
            'd' | 'm' | 'h' | 'y' | 's' | 'D' | 'M' | 'H' | 'Y' | 'S' if !half_day && brackets == 0 => {
                return NumberKind::Date;
            }
            _ if length && sign.eq_ignore_ascii_case(&before) => {}
            _ => length = before == '[' && matches!(sign, 'm' | 'h' | 's' | 'M' | 'H' | 'S'),
        }
        before = sign;
    }
    NumberKind::Plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_tell_dates_from_numbers() {
        let dates = ["yyyy\\-mm\\-dd", "DD/MM/YY", "H:MM:SS;@", "m\"M\"d\"D\";@", "[$-404]e\"a\"m", "AM/PM", "[Red]d"];
        let plain =
            ["0.00", "#,##0\\ [$kr-41D]", "\"dag\" 0", "0_ ;[Red]\\-0\\ ", "0;yyyy", "General", "_d0", "*m0", ""];
        for format in dates {
            assert_eq!(kind_of(format), NumberKind::Date, "{format}");
        }
        for format in plain {
            assert_eq!(kind_of(format), NumberKind::Plain, "{format}");
        }
        for format in ["[h]:mm:ss", "[MM]", "[ss].0"] {
            assert_eq!(kind_of(format), NumberKind::Length, "{format}");
        }
    }
}
