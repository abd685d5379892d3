//! A text's characters as a reader sees them: entities as what they stand for, and nothing of what nobody sees. Takes
//! characters, hands on signs that know where they stood; refuses to take any character for a digit that is none.

use std::ops::RangeInclusive;

const SOFT_HYPHEN: char = '\u{ad}';
/// Signs of no width, marks of direction and soft hyphens. None of them starts with a byte that a look at the bytes takes for
/// a letter's.
const UNSEEN: [RangeInclusive<char>; 7] = [
    SOFT_HYPHEN..=SOFT_HYPHEN,
    '\u{180e}'..='\u{180e}',
    '\u{200b}'..='\u{200f}',
    '\u{202a}'..='\u{202e}',
    '\u{2060}'..='\u{2064}',
    '\u{2066}'..='\u{2069}',
    '\u{feff}'..='\u{feff}',
];
/// Where each row of digits starts: common, full-width, and the Arabic and Indian ones.
const ZEROS: [u32; 5] = [0x30, 0xff10, 0x660, 0x6f0, 0x966];
/// Entities of HTML that a text may have instead; those with numbers are worked out.
const ENTITIES: [(&str, char); 8] = [
    ("hyphen", '-'),
    ("dash", '-'),
    ("ndash", '-'),
    ("mdash", '-'),
    ("minus", '-'),
    ("shy", SOFT_HYPHEN),
    ("plus", '+'),
    ("nbsp", ' '),
];
/// The longest of them, with what begins and ends it.
const LONGEST_ENTITY: usize = 10;

/// A character as it is read: as it stands, or what an entity stands for.
pub(super) struct Sign {
    pub(super) char: char,
    pub(super) digit: Option<u32>,
    /// Where it starts in the text.
    pub(super) from: usize,
    /// Something that nobody sees stands right before.
    pub(super) after_unseen: bool,
    /// A soft hyphen does, which shows where a line ends.
    pub(super) after_soft_hyphen: bool,
}

/// The signs that are seen, in order.
pub(super) fn signs(chars: &[char]) -> Vec<Sign> {
    let mut signs = Vec::with_capacity(chars.len());
    let (mut from, mut after_unseen, mut after_soft_hyphen) = (0, false, false);
    while let Some((char, length)) = sign(&chars[from..]) {
        if is_unseen(char) {
            (after_unseen, after_soft_hyphen) = (true, after_soft_hyphen || char == SOFT_HYPHEN);
        } else {
            signs.push(Sign { char, digit: digit(char), from, after_unseen, after_soft_hyphen });
            (after_unseen, after_soft_hyphen) = (false, false);
        }
        from += length;
    }
    signs
}

fn is_unseen(c: char) -> bool {
    UNSEEN.iter().any(|range| range.contains(&c))
}

fn digit(c: char) -> Option<u32> {
    let code = u32::from(c);
    ZEROS.iter().find_map(|zero| code.checked_sub(*zero).filter(|digit| *digit < 10))
}

pub(super) fn is_digit(sign: Option<&Sign>) -> bool {
    sign.is_some_and(|sign| sign.digit.is_some())
}

/// A character as it stands or as an entity, and how long that is.
fn sign(chars: &[char]) -> Option<(char, usize)> {
    let first = *chars.first()?;
    let end = if first == '&' { chars.iter().take(LONGEST_ENTITY).position(|c| *c == ';') } else { None };
    let entity = end.and_then(|end| {
        let name: String = chars[1..end].iter().collect::<String>().to_lowercase();
        let named = ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
        named.or_else(|| numbered(&name)).map(|c| (c, end + 1))
    });
    entity.or(Some((first, 1)))
}

/// `#45` or `#x2d`.
fn numbered(name: &str) -> Option<char> {
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}
