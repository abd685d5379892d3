//! Texts that hold data and yet are no rows of fields: JSON, XML that isn't SIE, columns of fixed width. Takes the first
//! bytes, hands on what they are; refuses to call a text one of these by a single line.

use std::borrow::Cow;

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
/// gaps show it; so may a separator be a text's, and then the gaps must stand below one another.
pub(super) fn is_fixed_width(bytes: &[u8], encoding: Encoding, separator: u8) -> bool {
    let start = bytes.get(..WITHIN).unwrap_or(bytes);
    let lines = start.split(|byte| *byte == b'\n' || *byte == b'\r').filter(|line| !line.trim_ascii().is_empty());
    let lines: Vec<&[u8]> = lines.take(*LINES.end()).collect();
    if start.iter().any(|byte| *byte == separator || SEPARATORS.contains(byte)) {
        return is_aligned(&lines, encoding, separator);
    }
    let mostly = |fitting: usize| lines.len() >= *LINES.start() && fitting * 5 >= lines.len() * 4;
    if mostly(lines.iter().filter(|line| gaps(line) >= 2).count()) {
        return true;
    }
    let lengths: Vec<usize> =
        lines.iter().map(|line| letters(line, encoding).len()).filter(|length| *length >= SHORTEST).collect();
    let alike = lengths.iter().map(|length| lengths.iter().filter(|other| *other == length).count()).max();
    let figures = lines.iter().filter(|line| line.iter().filter(|b| b.is_ascii_digit()).count() * 2 >= line.len());
    !start.contains(&b',') && mostly(alike.unwrap_or(0)) && mostly(figures.count())
}

/// A line a byte a letter, so that letters that stand below one another have the same place.
fn letters(line: &[u8], encoding: Encoding) -> Cow<'_, [u8]> {
    if encoding.is_single() || line.is_ascii() {
        return line.into();
    }
    String::from_utf8_lossy(line).chars().map(|letter| u8::try_from(letter).unwrap_or(b'x')).collect::<Vec<u8>>().into()
}

/// Lines whose columns stand below one another with blanks between, and in which the separator parts nothing: the first of
/// these lines, which is the header, lacks it, or it is a comma that is only in amounts.
fn is_aligned(lines: &[&[u8]], encoding: Encoding, separator: u8) -> bool {
    let lines: Vec<Cow<'_, [u8]>> = lines.iter().map(|line| letters(line, encoding)).collect();
    let gapped: Vec<&[u8]> =
        lines.iter().map(|line| line.trim_ascii_end()).filter(|line| inner_gaps(line) >= 2).collect();
    if gapped.len() < *LINES.start() || gapped.len() * 5 < lines.len() * 4 {
        return false;
    }
    // Places that are blank in all of these lines, as many stretches of them as there are gaps between columns.
    let width = gapped.iter().map(|line| line.len()).min().unwrap_or(0);
    let blank = |place: usize| gapped.iter().all(|line| line.get(place) == Some(&b' '));
    let first = (0..width).find(|place| !blank(*place)).unwrap_or(width);
    let rivers = (first + 1..width).filter(|place| blank(*place) && !blank(place - 1)).count();
    let parts = |line: &[u8]| memchr::memchr_iter(separator, line).count() > decimal_commas(line, separator);
    rivers >= 2 && (!gapped[0].contains(&separator) || !gapped.iter().any(|line| parts(line)))
}

/// Commas with a figure before, and two and no more behind.
fn decimal_commas(line: &[u8], separator: u8) -> usize {
    let is_digit = |at: usize| line.get(at).is_some_and(u8::is_ascii_digit);
    let is_decimal = |at: &usize| {
        separator == b','
            && line[*at] == b','
            && *at > 0
            && [at - 1, at + 1, at + 2].into_iter().all(is_digit)
            && !is_digit(at + 3)
    };
    (0..line.len()).filter(is_decimal).count()
}

/// Runs of two blanks or more with letters or figures on either side: not such as only fill a field up.
fn inner_gaps(line: &[u8]) -> usize {
    let is_sign = |byte: Option<&u8>| byte.is_none_or(|byte| SEPARATORS.contains(byte) || [b',', b'"'].contains(byte));
    let mut words = line.split(|byte| *byte == b' ').peekable();
    let (mut before, mut blanks, mut gaps) = (None, 0, 0);
    for word in &mut words {
        blanks += 1;
        if word.is_empty() {
            continue;
        }
        gaps += usize::from(blanks > 1 && !is_sign(before) && !is_sign(word.first()));
        (before, blanks) = (word.last(), 0);
    }
    gaps
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
        let comma = |text: &str| is_fixed_width(text.as_bytes(), Encoding::Utf8, b',');
        let head = "Konto Objekt Period   Vernr    Belopp Text\n";
        let row = |text: &str| format!("5011  100    202201       1   1234,50 {text}\n");
        let rows = format!("{}{}{}", row("l\u{f6}n"), row("hyra"), row("\u{e4}, b; c"));
        assert!(comma(&format!("{head}{rows}")), "a decimal comma parts nothing");
        assert!(fixed(&format!("{head}{rows}")), "nor does a text's sign");
        assert!(comma(&row("utan rubrik").repeat(3)), "not without a header either");
        for sign in [",", ";", "\t"] {
            let padded = "   Konto;  Objekt;  Belopp\n    5010;     100;    0.50\n    5010;     100;   11.50\n"
                .replace(';', sign);
            assert!(!is_fixed_width(padded.as_bytes(), Encoding::Utf8, sign.as_bytes()[0]), "{padded}");
            let quoted = "\"Konto   \";\"Objekt  \";\"Belopp  \"\n".replace(';', sign).repeat(4);
            assert!(!is_fixed_width(quoted.as_bytes(), Encoding::Utf8, sign.as_bytes()[0]), "{quoted}");
            let texts =
                "Konto;Text;Belopp\n5010;Hyra  jan  2022;1.00\n5010;Hyra  feb  2022;1.00\n5010;Hyra  mar  2022;1.00\n";
            let texts = texts.replace(';', sign);
            assert!(!is_fixed_width(texts.as_bytes(), Encoding::Utf8, sign.as_bytes()[0]), "{texts}");
        }
        assert!(!fixed(&"5000,2022-01-15,100.00\n".repeat(9)), "commas part fields");
        assert!(!fixed(&"199001011234\n".repeat(9)), "short lines are one field");
    }
}
