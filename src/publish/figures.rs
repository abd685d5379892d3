//! Whole numbers and decimals as bytes, for files with hundreds of thousands of them. Takes numbers, appends their digits;
//! refuses to group or to round.

/// The digits of 0 to 99, two each.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[b'0'; 2]; 100];
    let (mut tens, mut place) = (b'0', 0);
    while tens <= b'9' {
        let mut ones = b'0';
        while ones <= b'9' {
            pairs[place] = [tens, ones];
            ones += 1;
            place += 1;
        }
        tens += 1;
    }
    pairs
};

/// Appends a whole number.
pub(super) fn whole(out: &mut Vec<u8>, mut number: u64) {
    let mut text = [b'0'; 20];
    let mut first = text.len();
    while number > 9 {
        first -= 2;
        text[first..first + 2].copy_from_slice(pair(number % 100));
        number /= 100;
    }
    if number > 0 || first == text.len() {
        first -= 1;
        text[first] = pair(number)[1];
    }
    out.extend_from_slice(&text[first..]);
}

/// Appends a number in its last of two decimals, both always shown: 150 is `1,50`.
pub(super) fn hundredths(out: &mut Vec<u8>, number: i64, point: u8) {
    let size = sign(out, number);
    whole(out, size / 100);
    let [tens, ones] = pair(size % 100);
    out.extend_from_slice(&[point, *tens, *ones]);
}

/// Appends a number in its last of four decimals, all always shown: 6 543 is `0,6543`.
pub(super) fn ten_thousandths(out: &mut Vec<u8>, number: i64, point: u8) {
    let size = sign(out, number);
    whole(out, size / 10_000);
    out.push(point);
    out.extend_from_slice(pair(size % 10_000 / 100));
    out.extend_from_slice(pair(size % 100));
}

/// Appends a number in its last decimal as the shortest text: 150 with two is `1.5`.
pub(super) fn shortest(out: &mut Vec<u8>, number: i64, decimals: u32) {
    let size = sign(out, number);
    let mut unit = 10_u64.pow(decimals);
    whole(out, size / unit);
    let mut rest = size % unit;
    if rest > 0 {
        out.push(b'.');
    }
    while rest > 0 {
        unit /= 10;
        out.push(pair(rest / unit)[1]);
        rest %= unit;
    }
}

fn sign(out: &mut Vec<u8>, number: i64) -> u64 {
    if number < 0 {
        out.push(b'-');
    }
    number.unsigned_abs()
}

/// The digits of a number below a hundred.
fn pair(number: u64) -> &'static [u8; 2] {
    &PAIRS[usize::try_from(number).unwrap_or_default()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::money::Ore;
    use crate::model::rounding::decimal_text;

    #[test]
    fn digits_are_those_that_the_formatter_writes() {
        let mut numbers: Vec<i64> = (0..12_000).chain([i64::MAX, i64::MIN, i64::MAX - 1]).collect();
        numbers.extend((4..19).flat_map(|n| [10_i64.pow(n) - 1, 10_i64.pow(n), 10_i64.pow(n) + 1]));
        let told = |write: &dyn Fn(&mut Vec<u8>)| {
            let mut out = b"<".to_vec();
            write(&mut out);
            String::from_utf8(out).unwrap()
        };
        for number in numbers.iter().flat_map(|number| [*number, number.wrapping_neg()]) {
            let size = number.unsigned_abs();
            assert_eq!(told(&|out| whole(out, size)), format!("<{size}"));
            assert_eq!(told(&|out| hundredths(out, number, b'.')), format!("<{}", Ore::new(number)));
            let four = decimal_text(number, 4, ',', "");
            assert_eq!(told(&|out| ten_thousandths(out, number, b',')), format!("<{four}"));
            let three = decimal_text(number, 3, '.', "");
            let three = three.trim_end_matches('0').trim_end_matches('.');
            assert_eq!(told(&|out| shortest(out, number, 3)), format!("<{three}"));
        }
        assert_eq!(told(&|out| whole(out, u64::MAX)), format!("<{}", u64::MAX));
        assert_eq!(told(&|out| shortest(out, -120, 0)), "<-120");
    }
}
