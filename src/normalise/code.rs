//! Codes as cells write them. Takes a cell, hands on its code as text, a stretch of the cell's own; refuses to take a name
//! for a code.

use std::borrow::Cow;

use crate::model::raw::RawCell;

/// A code as text: outer blanks and Excel's text mark go, whole numbers lose the float's tail.
pub(super) fn code_text<'r>(cell: &'r RawCell) -> Cow<'r, str> {
    match cell {
        RawCell::Blank | RawCell::Covered => "".into(),
        RawCell::Number(number) => number.to_whole().map_or_else(|| number.to_string(), |n| n.to_string()).into(),
        RawCell::Text(text) => code_of(text).into(),
        other => other.shown().trim().to_owned().into(),
    }
}

/// The code that a cell's text is, a stretch of it.
pub(super) fn code_of(text: &str) -> &str {
    let bytes = text.as_bytes();
    let inked = |byte: &u8| byte.is_ascii_graphic() && *byte != b'\'';
    let tailed = matches!(bytes, [.., b'.' | b',', b'0']);
    if bytes.first().is_some_and(inked) && bytes.last().is_some_and(inked) && !tailed {
        return text;
    }
    without_tail(text.trim().trim_start_matches('\''))
}

/// Digits without the `.0` that a float left behind them.
fn without_tail(text: &str) -> &str {
    let digits = |whole: &&str| !whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit());
    text.strip_suffix(".0").or(text.strip_suffix(",0")).filter(digits).unwrap_or(text)
}

/// A code without the name behind it; `None` where the first word does not look like a code.
pub(super) fn without_name(text: &str) -> Option<&str> {
    let Some((first, _)) = text.split_once(char::is_whitespace) else { return Some(text) };
    let code = first.trim_end_matches([':', ',', ';']);
    code.contains(|c: char| c.is_ascii_digit()).then(|| without_tail(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_keep_zeros_and_lose_tails_and_names() {
        for (text, code) in
            [("0104", "0104"), (" 9916 ", "9916"), ("'0042", "0042"), ("9916.0", "9916"), ("0104,0", "0104")]
        {
            assert_eq!(&*code_text(&RawCell::Text(text.into())), code);
        }
        for text in ["1.10", "A1.0", ".0", "9916.00", "1.0.0"] {
            assert_eq!(&*code_text(&RawCell::Text(text.into())), text);
        }
        assert_eq!(without_name("9916 God och n\u{e4}ra v\u{e5}rd"), Some("9916"));
        assert_eq!(without_name("9916: God"), Some("9916"));
        assert_eq!(without_name("9916.0 God"), Some("9916"));
        assert_eq!(without_name("ABC"), Some("ABC"));
        assert_eq!(without_name("God och n\u{e4}ra"), None);
    }
}
