//! Bytes of a text sixteen at a time. Takes bytes, hands on where some stand, a bit a byte, the first lowest; refuses to know
//! what they mean. Where the processor's own instructions for it can't be called, a slower way gives the same.

/// Bytes that are looked at together.
pub type Sixteen = [u8; 16];

/// Where this byte stands.
#[inline]
pub fn equal(bytes: &Sixteen, byte: u8) -> u64 {
    quick::equal(bytes, byte)
}

/// Where digits stand.
#[inline]
pub fn digits(bytes: &Sixteen) -> u64 {
    quick::digits(bytes)
}

/// Where bytes stand that are greater than this one.
#[inline]
pub fn over(bytes: &Sixteen, byte: u8) -> u64 {
    quick::over(bytes, byte)
}

#[cfg(target_arch = "x86_64")]
mod quick {
    use safe_arch::{
        cmp_eq_mask_i8_m128i, load_unaligned_m128i, m128i, min_u8_m128i, move_mask_i8_m128i, set_splat_i8_m128i,
        sub_i8_m128i, sub_saturating_u8_m128i,
    };

    use super::Sixteen;

    #[inline]
    pub(super) fn equal(bytes: &Sixteen, byte: u8) -> u64 {
        bits(cmp_eq_mask_i8_m128i(load_unaligned_m128i(bytes), each(byte)))
    }

    #[inline]
    pub(super) fn digits(bytes: &Sixteen) -> u64 {
        let above = sub_i8_m128i(load_unaligned_m128i(bytes), each(b'0'));
        bits(cmp_eq_mask_i8_m128i(min_u8_m128i(above, each(9)), above))
    }

    #[inline]
    pub(super) fn over(bytes: &Sixteen, byte: u8) -> u64 {
        let above = sub_saturating_u8_m128i(load_unaligned_m128i(bytes), each(byte));
        bits(cmp_eq_mask_i8_m128i(above, each(0))) ^ 0xffff
    }

    #[inline]
    fn each(byte: u8) -> m128i {
        set_splat_i8_m128i(byte.cast_signed())
    }

    #[inline]
    fn bits(are: m128i) -> u64 {
        u64::from(move_mask_i8_m128i(are).cast_unsigned())
    }
}

#[cfg(not(target_arch = "x86_64"))]
use slow as quick;

#[cfg(any(test, not(target_arch = "x86_64")))]
mod slow {
    use super::Sixteen;

    pub(super) fn equal(bytes: &Sixteen, byte: u8) -> u64 {
        bits(bytes, |one| one == byte)
    }

    pub(super) fn digits(bytes: &Sixteen) -> u64 {
        bits(bytes, |one| one.is_ascii_digit())
    }

    pub(super) fn over(bytes: &Sixteen, byte: u8) -> u64 {
        bits(bytes, |one| one > byte)
    }

    /// A loop without branches is done with many bytes at once; a product then puts the lowest bits of eight bytes side by
    /// side in its highest byte.
    #[inline]
    fn bits(bytes: &Sixteen, is: impl Fn(u8) -> bool) -> u64 {
        let are = bytes.map(|byte| u8::from(is(byte)));
        let eight = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        are.as_chunks::<8>().0.iter().rev().fold(0, |bits, are| bits << 8 | eight(are))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_tell_the_same_of_every_byte_at_every_place() {
        for at in 0..16 {
            for byte in 0..=u8::MAX {
                for other in [0, b'5', b';', 0xFF] {
                    let mut bytes = [other; 16];
                    bytes[at] = byte;
                    let is_at = |bits: u64| bits >> at & 1 == 1;
                    assert!(is_at(equal(&bytes, byte)) && digits(&bytes) == slow::digits(&bytes));
                    assert_eq!(is_at(digits(&bytes)), byte.is_ascii_digit());
                    for asked in [0, b'\n', b';', b'&', 0xD8, 0xFF] {
                        assert_eq!(equal(&bytes, asked), slow::equal(&bytes, asked), "{bytes:?} {asked}");
                        assert_eq!(over(&bytes, asked), slow::over(&bytes, asked), "{bytes:?} {asked}");
                        assert_eq!(is_at(over(&bytes, asked)), byte > asked);
                    }
                }
            }
        }
    }
}
