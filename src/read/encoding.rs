//! Bytes to letters. Takes bytes and the encoding that a layout declares, hands on text or the place of the first byte
//! that the encoding doesn't hold; refuses to replace a byte, and to take Windows-1252's holes for letters. Says which
//! encoding a file looks like, for a message: reading never follows that guess.

use std::borrow::Cow;

use encoding_rs::{MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::pipeline::Encoding;

use super::codepages::{CP437, CP850};

/// Bytes that no letter of Windows-1252 has.
const HOLES: ([u8; 3], [u8; 2]) = ([0x81, 0x8D, 0x8F], [0x90, 0x9D]);
/// Letters are looked for in so much of a file.
const SAMPLE: usize = 1 << 20;
/// So many Swedish letters within words are proof of an encoding.
const PROOF: usize = 3;
/// The letters that tell one encoding from another in a Swedish file: å ä ö Å Ä Ö é.
const SWEDISH: [char; 7] = ['\u{e5}', '\u{e4}', '\u{f6}', '\u{c5}', '\u{c4}', '\u{d6}', '\u{e9}'];

/// These letters as a Mac writes them.
const MAC: [(u8, char); 7] = [
    (0x8C, SWEDISH[0]),
    (0x8A, SWEDISH[1]),
    (0x9A, SWEDISH[2]),
    (0x81, SWEDISH[3]),
    (0x80, SWEDISH[4]),
    (0x85, SWEDISH[5]),
    (0x8E, SWEDISH[6]),
];

/// The text, or which byte is not in the encoding. UTF-16 is transcoded as a whole before it is cut into fields.
pub(super) fn decoded(encoding: Encoding, field: &[u8]) -> Result<Cow<'_, str>, usize> {
    if let Some(zero) = memchr::memchr(0, field) {
        return Err(zero);
    }
    let ascii = || simdutf8::compat::from_utf8(field).map(Cow::Borrowed).map_err(|e| e.valid_up_to());
    match encoding {
        Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => ascii(),
        _ if field.is_ascii() => ascii(),
        Encoding::Windows1252 => match hole(field) {
            Some(hole) => Err(hole),
            None => Ok(WINDOWS_1252.decode_without_bom_handling(field).0),
        },
        Encoding::Iso8859 => match field.iter().position(|byte| (0x80..0xA0).contains(byte)) {
            Some(control) => Err(control),
            None => Ok(field.iter().map(|byte| char::from(*byte)).collect::<String>().into()),
        },
        Encoding::Cp437 => Ok(paged(&CP437, field).into()),
        Encoding::Cp850 => Ok(paged(&CP850, field).into()),
        // Each of its bytes is a letter.
        Encoding::Macintosh => Ok(MACINTOSH.decode_without_bom_handling(field).0),
    }
}

/// The first byte that is no letter of Windows-1252.
fn hole(field: &[u8]) -> Option<usize> {
    let ([first, second, third], [fourth, fifth]) = HOLES;
    let early = memchr::memchr3(first, second, third, field);
    early.into_iter().chain(memchr::memchr2(fourth, fifth, field)).min()
}

/// Text of a code page whose lower half is ASCII.
fn paged(page: &[u16; 128], field: &[u8]) -> String {
    field.iter().map(|byte| letter(page, *byte)).collect()
}

fn letter(page: &[u16; 128], byte: u8) -> char {
    let high = byte.checked_sub(128).and_then(|place| page.get(usize::from(place)));
    high.map_or(char::from(byte), |code| char::from_u32(u32::from(*code)).unwrap_or(char::REPLACEMENT_CHARACTER))
}

/// UTF-16 as UTF-8, or what could be decoded before the first broken unit.
pub(super) fn from_utf16(encoding: Encoding, bytes: &[u8]) -> Result<String, String> {
    let from = if encoding == Encoding::Utf16Be { UTF_16BE } else { UTF_16LE };
    if let Some(text) = from.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text.into_owned());
    }
    let unit = |pair: &[u8]| {
        let pair = [pair.first().copied().unwrap_or(0), pair.get(1).copied().unwrap_or(0)];
        if encoding == Encoding::Utf16Be { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
    };
    Err(char::decode_utf16(bytes.chunks_exact(2).map(unit)).map_while(Result::ok).collect())
}

/// The byte order mark that a file starts with, and its length.
pub(super) fn mark(bytes: &[u8]) -> Option<(Encoding, usize)> {
    let marks: [(&[u8], Encoding); 3] =
        [(b"\xef\xbb\xbf", Encoding::Utf8), (b"\xff\xfe", Encoding::Utf16Le), (b"\xfe\xff", Encoding::Utf16Be)];
    marks.into_iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(mark, encoding)| (encoding, mark.len()))
}

/// The encoding that the file looks like, where there is proof.
pub(super) fn likely(bytes: &[u8]) -> Option<Encoding> {
    if let Some((marked, _)) = mark(bytes) {
        return Some(marked);
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if sample.contains(&0) {
        let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
        let (even, odd, quarter) = (zeros(0), zeros(1), sample.len() / 4);
        return match (even > quarter, odd > quarter) {
            (false, true) => Some(Encoding::Utf16Le),
            (true, false) => Some(Encoding::Utf16Be),
            _ => None,
        };
    }
    if std::str::from_utf8(bytes).is_ok() || mostly_utf8(bytes) {
        return Some(Encoding::Utf8);
    }
    let fits = |encoding: Encoding| decoded(encoding, sample).is_ok();
    // The last of those that are as good.
    let found = [Encoding::Macintosh, Encoding::Cp850, Encoding::Windows1252].into_iter().filter(|e| fits(*e));
    found.max_by_key(|e| (swedish(*e, sample, Where::Within), swedish(*e, sample, Where::Beside)))
}

/// The encoding that a file looks like in which the declared one finds a byte that is none of its letters. It is the declared
/// one itself where nothing looks more like the others: the byte is damaged.
pub(super) fn instead(declared: Encoding, bytes: &[u8]) -> Option<Encoding> {
    let found = likely(bytes);
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let within = |encoding: Encoding| swedish(encoding, sample, Where::Within);
    let is_own = |other: Encoding| other.is_single() && within(other) <= within(declared);
    let damaged = declared.is_single() && within(declared) > 0 && found.is_none_or(is_own);
    if damaged { Some(declared) } else { found }
}

/// What shows a file's encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A byte order mark.
    Mark,
    /// Every other byte is zero.
    Zeros,
    /// So many letters outside ASCII, each whole in UTF-8.
    Whole(usize),
    /// Nothing outside ASCII, which all these encodings share.
    Ascii,
    /// So many Swedish letters within words.
    Letters(usize),
    /// Bytes outside ASCII, none of which is a Swedish letter within a word: the usual encoding is taken.
    Nothing,
}

/// The encoding that the whole file is in, and what shows it.
pub(super) fn evidence(bytes: &[u8]) -> Option<(Encoding, Proof)> {
    let found = likely(bytes)?;
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let proof = match found {
        _ if mark(bytes).is_some() => Proof::Mark,
        Encoding::Utf16Le | Encoding::Utf16Be => Proof::Zeros,
        _ if bytes.is_ascii() => Proof::Ascii,
        Encoding::Utf8 => Proof::Whole(bytes.iter().filter(|byte| **byte >= 0xC0).count()),
        single => match swedish(single, sample, Where::Within) {
            0 => Proof::Nothing,
            letters => Proof::Letters(letters),
        },
    };
    Some((found, proof))
}

/// True where far more letters are whole in UTF-8 than are broken: such a file is damaged, not in another encoding.
pub(super) fn mostly_utf8(bytes: &[u8]) -> bool {
    if bytes.contains(&0) {
        return false;
    }
    let chunks = bytes.utf8_chunks();
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in chunks {
        whole += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken.saturating_mul(10)
}

/// Another encoding that the file is plainly in: bytes above ASCII that are UTF-8, but for a few that are damaged, or Swedish
/// letters within words that the declared encoding has nothing of.
pub(super) fn contradicts(declared: Encoding, bytes: &[u8]) -> Option<Encoding> {
    if !declared.is_single() || bytes.is_ascii() {
        return None;
    }
    if mostly_utf8(bytes) {
        return Some(Encoding::Utf8);
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let within = |encoding: Encoding| swedish(encoding, sample, Where::Within);
    if within(declared) > 0 {
        return None;
    }
    let others = [Encoding::Macintosh, Encoding::Cp850, Encoding::Windows1252];
    others.into_iter().max_by_key(|other| within(*other)).filter(|other| within(*other) >= PROOF)
}

/// Where a letter stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    /// Between two letters of ASCII.
    Within,
    /// First or last in a word too.
    Beside,
}

/// How many bytes are Swedish letters in that encoding, within words or beside a letter. A Mac's bytes of them are letters of
/// other languages in the other encodings, so that a single one of them, however often, shows nothing.
fn swedish(encoding: Encoding, sample: &[u8], place: Where) -> usize {
    let is_letter = |byte: u8| byte >= 0x80 && SWEDISH.contains(&single(encoding, byte));
    let mut seen = [false; 256];
    let mut letters = 0;
    let is_word = |at: Option<usize>| at.and_then(|at| sample.get(at)).is_some_and(u8::is_ascii_alphabetic);
    for (at, byte) in sample.iter().enumerate().filter(|(_, byte)| **byte >= 0x80) {
        let (before, after) = (is_word(at.checked_sub(1)), is_word(at.checked_add(1)));
        let placed = if place == Where::Within { before && after } else { before || after };
        if placed && is_letter(*byte) {
            letters += 1;
            seen[usize::from(*byte)] = true;
        }
    }
    let kinds = seen.iter().filter(|seen| **seen).count();
    if encoding == Encoding::Macintosh && kinds < 2 { 0 } else { letters }
}

/// The letter of a byte.
fn single(encoding: Encoding, byte: u8) -> char {
    match encoding {
        Encoding::Cp437 => letter(&CP437, byte),
        Encoding::Cp850 => letter(&CP850, byte),
        Encoding::Macintosh => MAC.iter().find(|(known, _)| *known == byte).map_or('?', |(_, letter)| *letter),
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_reads_swedish_letters() {
        let cases: [(Encoding, &[u8]); 5] = [
            (Encoding::Macintosh, b"\x8c\x8a\x9a\x81\x80\x85\x8e"),
            (Encoding::Windows1252, b"\xe5\xe4\xf6\xc5\xc4\xd6\xe9"),
            (Encoding::Iso8859, b"\xe5\xe4\xf6\xc5\xc4\xd6\xe9"),
            (Encoding::Cp437, b"\x86\x84\x94\x8f\x8e\x99\x82"),
            (Encoding::Cp850, b"\x86\x84\x94\x8f\x8e\x99\x82"),
        ];
        for (encoding, bytes) in cases {
            assert_eq!(decoded(encoding, bytes).as_deref(), Ok("åäöÅÄÖé"), "{encoding:?}");
            assert_eq!(bytes.iter().map(|byte| single(encoding, *byte)).collect::<String>(), "åäöÅÄÖé", "{encoding:?}");
        }
        assert_eq!(decoded(Encoding::Utf8, "åäö".as_bytes()).as_deref(), Ok("åäö"));
        assert_eq!(decoded(Encoding::Windows1252, b"\x80 \x96 \xa0").as_deref(), Ok("€ – \u{a0}"));
        assert_eq!(decoded(Encoding::Cp437, b"\x9d\xe0").as_deref(), Ok("\u{a5}\u{3b1}"));
        assert_eq!(decoded(Encoding::Cp850, b"\x9d\xe0").as_deref(), Ok("\u{d8}\u{d3}"));
    }

    #[test]
    fn a_byte_outside_the_encoding_is_told_with_its_place() {
        assert_eq!(decoded(Encoding::Utf8, b"ab\xf6"), Err(2));
        assert_eq!(decoded(Encoding::Windows1252, b"a\x81"), Err(1));
        assert_eq!(decoded(Encoding::Iso8859, b"\x93citat"), Err(0));
        assert_eq!(decoded(Encoding::Cp437, b"a\0"), Err(1));
        assert_eq!(from_utf16(Encoding::Utf16Le, b"a\0b\0\x00\xd8c\0"), Err("ab".to_owned()));
        assert_eq!(from_utf16(Encoding::Utf16Be, b"\0a\0"), Err("a".to_owned()));
    }

    #[test]
    fn the_likely_encoding_is_told() {
        let text = "Kostnadsställe;Område;Åtgärd för vård\n";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let ansi = WINDOWS_1252.encode(text).0.into_owned();
        let oem: Vec<u8> = text
            .chars()
            .map(|c| match c {
                'å' => 0x86,
                'ä' => 0x84,
                'ö' => 0x94,
                'Å' => 0x8f,
                c => u8::try_from(c).unwrap_or(b'?'),
            })
            .collect();
        assert_eq!(likely(text.as_bytes()), Some(Encoding::Utf8));
        assert_eq!(likely(&utf16), Some(Encoding::Utf16Le));
        assert_eq!(likely(&big), Some(Encoding::Utf16Be));
        assert_eq!(likely(&ansi), Some(Encoding::Windows1252));
        assert_eq!(likely(&oem), Some(Encoding::Cp850));
        assert_eq!(contradicts(Encoding::Windows1252, text.as_bytes()), Some(Encoding::Utf8));
        assert_eq!(contradicts(Encoding::Windows1252, &oem), Some(Encoding::Cp850));
        assert_eq!(contradicts(Encoding::Cp437, &ansi), Some(Encoding::Windows1252));
        assert_eq!(contradicts(Encoding::Windows1252, &ansi), None);
        assert_eq!(contradicts(Encoding::Cp437, &oem), None);
        assert_eq!(contradicts(Encoding::Windows1252, b"\x94citat\x94, \x84s\x93"), None);
    }

    #[test]
    fn a_damaged_byte_is_no_other_encoding() {
        let text = "Kostnadsställe;Område;Åtgärd för vård\n".repeat(4);
        // A byte of another encoding, and a file that is cut off within a letter.
        let (odd, cut) = ([text.as_bytes(), b"\xd6stersund\n"].concat(), [text.as_bytes(), b"\xc3"].concat());
        for bytes in [&odd, &cut] {
            assert_eq!(instead(Encoding::Utf8, bytes), Some(Encoding::Utf8));
            assert_eq!(contradicts(Encoding::Windows1252, bytes), Some(Encoding::Utf8));
        }
        let mut ansi = WINDOWS_1252.encode(&text).0.into_owned();
        assert_eq!(instead(Encoding::Utf8, &ansi), Some(Encoding::Windows1252));
        ansi.push(0x81);
        assert_eq!(instead(Encoding::Windows1252, &ansi), Some(Encoding::Windows1252));
        let dos = b"Kostnadsst\x84lle;Omr\x86de;\x81;v\x86rd\n";
        assert_eq!(instead(Encoding::Windows1252, dos), Some(Encoding::Cp850));
    }

    #[test]
    fn a_macs_letters_are_told_from_those_of_dos() {
        let mac = MACINTOSH.encode("Kostnadsställe;Område;Åtgärd för vård\n").0.into_owned();
        assert_eq!(likely(&mac), Some(Encoding::Macintosh));
        assert_eq!(evidence(&mac), Some((Encoding::Macintosh, Proof::Letters(5))));
        for declared in [Encoding::Windows1252, Encoding::Cp437, Encoding::Cp850] {
            assert_eq!(contradicts(declared, &mac), Some(Encoding::Macintosh), "{declared:?}");
        }
        assert_eq!(contradicts(Encoding::Macintosh, &mac), None);
        let first = MACINTOSH.encode("Övrigt;Årsavgift;1,00\nÄldre;Östra;1,00\n").0.into_owned();
        assert_eq!(likely(&first), Some(Encoding::Macintosh), "the letters stand first in words");
        // Names of one other letter are those of the usual encoding.
        let names = WINDOWS_1252.encode("Dušan;Miloš;Dušanka;Dušan\n").0.into_owned();
        assert_eq!((likely(&names), contradicts(Encoding::Windows1252, &names)), (Some(Encoding::Windows1252), None));
    }
}
