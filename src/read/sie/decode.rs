//! The character set of a SIE file. Takes bytes, hands on text and the name of the set that it was read in; refuses
//! to believe `#FORMAT`: the set that gives Swedish letters is taken, and the caller tells where the file says another.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// IBM's PC 8-bit set, that SIE calls PC8.
pub(super) const PC8: &str = "CP437";
/// What most programs on Windows write instead.
const WINDOWS: &str = "Windows-1252";
/// Nothing outside ASCII, which all sets share.
pub(super) const ASCII: &str = "ASCII";

/// `å ä ö Å Ä Ö é É` in code page 437.
const LETTERS_437: [u8; 8] = [0x86, 0x84, 0x94, 0x8f, 0x8e, 0x99, 0x82, 0x90];
/// The same in Windows-1252 and ISO-8859-1.
const LETTERS_1252: [u8; 8] = [0xe5, 0xe4, 0xf6, 0xc5, 0xc4, 0xd6, 0xe9, 0xc9];

/// Code page 437 from 0x80 on.
const HIGH: [u16; 128] = [
    0xc7, 0xfc, 0xe9, 0xe2, 0xe4, 0xe0, 0xe5, 0xe7, 0xea, 0xeb, 0xe8, 0xef, 0xee, 0xec, 0xc4, 0xc5, //
    0xc9, 0xe6, 0xc6, 0xf4, 0xf6, 0xf2, 0xfb, 0xf9, 0xff, 0xd6, 0xdc, 0xa2, 0xa3, 0xa5, 0x20a7, 0x192, //
    0xe1, 0xed, 0xf3, 0xfa, 0xf1, 0xd1, 0xaa, 0xba, 0xbf, 0x2310, 0xac, 0xbd, 0xbc, 0xa1, 0xab, 0xbb, //
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557, 0x255d, 0x255c,
    0x255b, 0x2510, //
    0x2514, 0x2534, 0x252c, 0x251c, 0x2500, 0x253c, 0x255e, 0x255f, 0x255a, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550,
    0x256c, 0x2567, //
    0x2568, 0x2564, 0x2565, 0x2559, 0x2558, 0x2552, 0x2553, 0x256b, 0x256a, 0x2518, 0x250c, 0x2588, 0x2584, 0x258c,
    0x2590, 0x2580, //
    0x3b1, 0xdf, 0x393, 0x3c0, 0x3a3, 0x3c3, 0xb5, 0x3c4, 0x3a6, 0x398, 0x3a9, 0x3b4, 0x221e, 0x3c6, 0x3b5,
    0x2229, //
    0x2261, 0xb1, 0x2265, 0x2264, 0x2320, 0x2321, 0xf7, 0x2248, 0xb0, 0x2219, 0xb7, 0x221a, 0x207f, 0xb2, 0x25a0, 0xa0,
];

/// The text of a tagged file, without byte order mark and DOS end mark, and the name of the set. `None` where a byte
/// order mark promises what the bytes don't hold.
pub(super) fn tagged(bytes: &[u8]) -> Option<(String, &'static str)> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(length..).unwrap_or_default();
        let text = encoding.decode_without_bom_handling_and_without_replacement(rest)?;
        return Some((text.into_owned(), encoding.name()));
    }
    let bytes = bytes.strip_suffix(b"\x1a").unwrap_or(bytes);
    if bytes.is_ascii() {
        return Some((String::from_utf8_lossy(bytes).into_owned(), ASCII));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some((text.to_owned(), UTF_8.name()));
    }
    let mut counts = [0_usize; 256];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    let letters = |set: &[u8]| set.iter().map(|byte| counts[usize::from(*byte)]).sum::<usize>();
    if letters(&LETTERS_1252) > letters(&LETTERS_437) {
        let text = WINDOWS_1252.decode_without_bom_handling(bytes).0;
        return Some((text.into_owned(), WINDOWS));
    }
    Some((text_437(bytes), PC8))
}

fn text_437(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut rest = bytes;
    while !rest.is_empty() {
        let plain = rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let (ascii, after) = rest.split_at(plain);
        text.push_str(std::str::from_utf8(ascii).unwrap_or_default());
        let high = after.iter().take_while(|byte| !byte.is_ascii()).count();
        text.extend(after.iter().take(high).map(|byte| char_437(*byte)));
        rest = after.get(high..).unwrap_or_default();
    }
    text
}

/// The text of an XML file, in the set that its byte order mark or declaration names; the set's name where it isn't so.
pub(super) fn xml(bytes: &[u8]) -> Result<String, String> {
    let (encoding, length) = Encoding::for_bom(bytes).unwrap_or_else(|| (declared(bytes), 0));
    let rest = bytes.get(length..).unwrap_or_default();
    let text = encoding.decode_without_bom_handling_and_without_replacement(rest);
    text.map(std::borrow::Cow::into_owned).ok_or_else(|| encoding.name().to_lowercase())
}

fn declared(bytes: &[u8]) -> &'static Encoding {
    let head = String::from_utf8_lossy(bytes.get(..200.min(bytes.len())).unwrap_or_default());
    let declaration = head.split_once("?>").map_or("", |(declaration, _)| declaration);
    let label = declaration.split_once("encoding").and_then(|(_, rest)| rest.split(['"', '\'']).nth(1));
    label.and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or(UTF_8)
}

fn char_437(byte: u8) -> char {
    let place = usize::from(byte).checked_sub(128);
    let high = place.and_then(|place| HIGH.get(place)).and_then(|code| char::from_u32(u32::from(*code)));
    high.unwrap_or(char::from(byte))
}

/// True where `#FORMAT` means the set that the file was read in.
pub(super) fn agrees(declared: &str, used: &str) -> bool {
    let folded = |name: &str| name.to_uppercase().replace(['-', '_', ' '], "");
    let declared = folded(declared);
    used == ASCII || folded(used) == declared || (used == PC8 && ["PC8", ""].contains(&declared.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_set_that_gives_swedish_letters_is_taken() {
        let text = "Räksmörgås på Ön, ÅRE, idé";
        let pc8: Vec<u8> = text
            .chars()
            .map(|c| (0..=255).find(|b| char_437(*b) == c).expect("the letter is in code page 437"))
            .collect();
        assert_eq!(tagged(&pc8), Some((text.to_owned(), PC8)));
        assert_eq!(tagged(&WINDOWS_1252.encode(text).0), Some((text.to_owned(), WINDOWS)));
        assert_eq!(tagged(text.as_bytes()), Some((text.to_owned(), "UTF-8")));
        assert_eq!(tagged(format!("\u{feff}{text}").as_bytes()), Some((text.to_owned(), "UTF-8")));
        assert_eq!(tagged(b"bara ASCII\x1a"), Some(("bara ASCII".to_owned(), ASCII)));
        assert_eq!(tagged(b"\xef\xbb\xbf\xff"), None, "a byte order mark of UTF-8 before what is none");
    }

    #[test]
    fn every_byte_of_code_page_437_is_a_character_of_its_own() {
        let all: std::collections::BTreeSet<char> = (0..=255).map(char_437).collect();
        assert_eq!(all.len(), 256);
    }

    #[test]
    fn an_xml_declaration_names_the_set() {
        let latin = WINDOWS_1252.encode("<?xml version='1.0' encoding='ISO-8859-1'?><Sie name='å'/>").0;
        assert!(xml(&latin).is_ok_and(|text| text.ends_with("'å'/>")));
        assert_eq!(xml(b"<Sie name='\xe5'/>"), Err("utf-8".to_owned()));
    }
}
