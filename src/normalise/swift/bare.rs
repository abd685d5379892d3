//! Texts that are codes as they stand. Takes bytes, hands on whether anything about them asks for a closer look; refuses to
//! tell what.

/// In each byte of a number, one.
const EACH: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each.
const HIGH: u64 = EACH * 0x80;

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
    let eight = |at: usize| text.get(at..).and_then(|rest| rest.first_chunk::<8>()).copied().map(u64::from_le_bytes);
    let last = text.len().checked_sub(8).and_then(eight);
    match (eight(0), last) {
        (Some(first), Some(last)) if text.len() <= 16 => is_plain(first) && is_plain(last),
        (Some(_), Some(last)) => {
            text.as_chunks::<8>().0.iter().all(|eight| is_plain(u64::from_le_bytes(*eight))) && is_plain(last)
        }
        _ => text.iter().all(|byte| (b' '..=b'~').contains(byte)),
    }
}

#[inline]
fn is_plain(eight: u64) -> bool {
    // A byte's highest bit is set from the start, or once one is added to 0x7F.
    let beyond = (eight | eight.wrapping_add(EACH)) & HIGH;
    // It is set in every byte once 0x60 is added, but where a byte is less than a blank.
    beyond == 0 && eight.wrapping_add(EACH * 0x60) & HIGH == HIGH
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
