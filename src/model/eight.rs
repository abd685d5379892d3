//! Bytes of a text eight at a time, as one number: the first byte lowest. Takes texts, hands on numbers and what they are;
//! refuses to know what the texts mean.

/// One in each byte.
pub const EACH: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each byte.
pub const HIGH: u64 = EACH * 0x80;

/// The last eight bytes of a text, or all of one that is shorter, behind as many zeros as it lacks. None of one that is
/// shorter than four.
#[inline]
pub fn last(text: &[u8]) -> Option<u64> {
    if let Some(last) = text.last_chunk::<8>() {
        return Some(u64::from_le_bytes(*last));
    }
    // The first four and the last four, which share bytes unless there are eight.
    let (first, last) = text.first_chunk::<4>().zip(text.last_chunk::<4>())?;
    let four = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
    Some(four(last) << u32::BITS | four(first) << (8 * (8 - text.len())))
}

/// Whether each byte is at most nine.
#[inline]
pub fn are_digits(digits: u64) -> bool {
    // The highest bit of a byte that is over nine, or was from the start.
    (digits.wrapping_add(EACH * 0x76) | digits) & HIGH == 0
}

/// The number that eight digits are, none over nine: they are put together in pairs.
#[inline]
pub fn number(digits: u64) -> u64 {
    let pairs = (digits.wrapping_mul(10).wrapping_add(digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs.wrapping_mul(100).wrapping_add(pairs >> 16)) & 0x0000_ffff_0000_ffff;
    fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xffff_ffff
}

/// Whether each byte is an ASCII sign that is seen, or a blank.
#[inline]
pub fn are_plain(eight: u64) -> bool {
    // A byte's highest bit is set from the start, or once one is added to 0x7F.
    let beyond = (eight | eight.wrapping_add(EACH)) & HIGH;
    // It is set in every byte once 0x60 is added, but where a byte is less than a blank.
    beyond == 0 && eight.wrapping_add(EACH * 0x60) & HIGH == HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_bytes_are_what_they_are_one_by_one() {
        for byte in 0..=u8::MAX {
            for at in 0..8 {
                let with = |other: u8| {
                    let mut bytes = [other; 8];
                    bytes[at] = byte;
                    u64::from_le_bytes(bytes)
                };
                assert_eq!(are_digits(with(9)), byte <= 9, "{byte} at {at}");
                assert_eq!(are_digits(with(0)), byte <= 9, "{byte} at {at}");
                assert_eq!(are_plain(with(b'~')), (b' '..=b'~').contains(&byte), "{byte} at {at}");
                assert_eq!(are_plain(with(b' ')), (b' '..=b'~').contains(&byte), "{byte} at {at}");
            }
        }
        assert_eq!(number(u64::from_le_bytes([0, 1, 2, 3, 9, 9, 0, 7])), 1_239_907);
        assert_eq!(number(u64::from_le_bytes([9; 8])), 99_999_999);
    }

    #[test]
    fn the_last_eight_bytes_stand_behind_what_a_text_lacks() {
        for length in 0..20 {
            let text: Vec<u8> = (1..=length).collect();
            let zeros = 8_usize.saturating_sub(text.len());
            let eight: Vec<u8> = [0; 8][..zeros].iter().chain(&text[text.len() - (8 - zeros)..]).copied().collect();
            let expected = u64::from_le_bytes(eight.try_into().unwrap());
            assert_eq!(last(&text), (length >= 4).then_some(expected), "{length}");
        }
    }
}
