//! Texts that are codes as they stand. Takes bytes, hands on whether anything about them asks for a closer look; refuses to
//! tell what.

use crate::model::eight;

/// ASCII signs that are seen, no blank at either end, no mark of Excel's before it, no float's tail behind it.
#[inline]
pub(super) fn is_bare(text: &[u8]) -> bool {
    let inked = |byte: &u8| byte.is_ascii_graphic() && *byte != b'\'';
    text.first().is_some_and(inked)
        && text.last().is_some_and(inked)
        && are_plain(text)
        && !matches!(text, [.., b'.' | b',', b'0'])
}

/// Whether all are ASCII signs that are seen, or blanks: eight bytes looked at together, some of them twice.
#[inline]
fn are_plain(text: &[u8]) -> bool {
    let plain = |bytes: &[u8; 8]| eight::are_plain(u64::from_le_bytes(*bytes));
    match (text.first_chunk(), text.last_chunk()) {
        (Some(first), Some(last)) if text.len() <= 16 => plain(first) && plain(last),
        (_, Some(last)) => text.as_chunks().0.iter().all(plain) && plain(last),
        _ => text.iter().all(|byte| (b' '..=b'~').contains(byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_that_is_not_plain_is_seen_wherever_it_stands() {
        for length in 1..40 {
            for at in 0..length {
                for byte in 0..=u8::MAX {
                    let mut text = vec![b'a'; length];
                    text[at] = byte;
                    assert_eq!(are_plain(&text), (b' '..=b'~').contains(&byte), "{byte} at {at} of {length}");
                }
            }
        }
        for (text, bare) in
            [("L22-00000001", true), ("a b", true), ("", false), (" a", false), ("a ", false), ("'a", false)]
        {
            assert_eq!(is_bare(text.as_bytes()), bare, "{text}");
        }
        for (text, bare) in
            [("1.0", false), ("12345678,0", false), ("10", true), ("12345678.5", true), ("\u{e5}", false)]
        {
            assert_eq!(is_bare(text.as_bytes()), bare, "{text}");
        }
    }
}
