//! Texts that hold data and yet are no rows of fields: JSON, XML that isn't SIE, columns of fixed width. Takes the first
//! bytes, hands on what they are; refuses to call a text one of these by a single line.

use crate::pipeline::Encoding;

/// Bytes that are looked at.
const WITHIN: usize = 1 << 16;
/// Lines that are looked at, and the fewest that show anything.
const LINES: std::ops::RangeInclusive<usize> = 3..=200;
/// Bytes of a line that may be columns.
const SHORTEST: usize = 20;
/// Signs that a layout can declare between fields and that stand in no amount.
const SEPARATORS: &[u8] = b";\t|";

/// JSON or XML, by how it starts.
pub(super) fn tree(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.get(..WITHIN).unwrap_or(bytes);
    // Without the zero bytes of UTF-16, and without a byte order mark.
    let letters: Vec<u8> = start.iter().copied().filter(|byte| *byte != 0).collect();
    let letters = [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"]
        .into_iter()
        .find_map(|mark| letters.strip_prefix(mark))
        .unwrap_or(&letters)
        .trim_ascii_start();
    let (first, rest) = letters.split_first()?;
    let next = rest.trim_ascii_start().first();
    match (first, next) {
        (b'{', Some(b'"' | b'}')) | (b'[', Some(b'{' | b'[' | b'"' | b']')) => Some("JSON"),
        _ if letters.starts_with(b"<?xml") => Some("XML"),
        _ => None,
    }
}

/// Lines without any separator that are all as long, or have wide gaps. A comma may be an amount's, so beside commas only
/// gaps show it.
pub(super) fn is_fixed_width(bytes: &[u8], encoding: Encoding, separator: u8) -> bool {
    let start = bytes.get(..WITHIN).unwrap_or(bytes);
    if start.iter().any(|byte| *byte == separator || SEPARATORS.contains(byte)) {
        return false;
    }
    let lines = start.split(|byte| *byte == b'\n' || *byte == b'\r').filter(|line| !line.trim_ascii().is_empty());
    let lines: Vec<&[u8]> = lines.take(*LINES.end()).collect();
    let mostly = |fitting: usize| lines.len() >= *LINES.start() && fitting * 5 >= lines.len() * 4;
    if mostly(lines.iter().filter(|line| gaps(line) >= 2).count()) {
        return true;
    }
    let letters = |line: &[u8]| match encoding {
        Encoding::Utf8 => String::from_utf8_lossy(line).chars().count(),
        _ => line.len(),
    };
    let lengths: Vec<usize> = lines.iter().map(|line| letters(line)).filter(|length| *length >= SHORTEST).collect();
    let alike = lengths.iter().map(|length| lengths.iter().filter(|other| *other == length).count()).max();
    let figures = lines.iter().filter(|line| line.iter().filter(|b| b.is_ascii_digit()).count() * 2 >= line.len());
    !start.contains(&b',') && mostly(alike.unwrap_or(0)) && mostly(figures.count())
}

/// Runs of two blanks or more within a line.
fn gaps(line: &[u8]) -> usize {
    let text = line.trim_ascii();
    text.windows(3).filter(|three| three[0] != b' ' && three[1] == b' ' && three[2] == b' ').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_and_xml_are_known_by_their_start_and_brackets_around_headings_are_not() {
        for (text, kind) in [
            ("[{\"konto\": 5000}]", Some("JSON")),
            ("\u{feff}\n { \"rader\": []}", Some("JSON")),
            ("[[1, 2]]", Some("JSON")),
            ("<?xml version=\"1.0\"?><rader/>", Some("XML")),
            ("[Konto];[Belopp]", None),
            ("{Konto};Belopp", None),
            ("Konto;Belopp", None),
            ("", None),
        ] {
            assert_eq!(tree(text.as_bytes()), kind, "{text}");
        }
        let wide: Vec<u8> = "\u{feff}[{\"a\": 1}]".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(tree(&wide), Some("JSON"));
    }

    #[test]
    fn columns_of_fixed_width_are_no_prose_and_no_fields() {
        let fixed = |text: &str| is_fixed_width(text.as_bytes(), Encoding::Utf8, b';');
        assert!(fixed("Konto  Datum       Belopp\n5000   2022-01-15  100,00\n5001   2022-01-16    1,00\n"));
        assert!(fixed("20220115500010100110000010000\n20220116500010100110000000100\n20220117500010100110000000100\n"));
        assert!(!fixed("Konto;Datum;Belopp\n5000;2022-01-15;1,00\n5000;2022-01-15;1,00\n"));
        assert!(!fixed(
            "Det h\u{e4}r \u{e4}r en text som n\u{e5}gon skrev\noch som g\u{e5}r vidare h\u{e4}r\nutan kolumner.\n"
        ));
        assert!(!fixed("Konto  Datum       Belopp\n"), "one line shows nothing");
        assert!(!fixed(&"5000,2022-01-15,100.00\n".repeat(9)), "commas part fields");
        assert!(!fixed(&"199001011234\n".repeat(9)), "short lines are one field");
    }
}
