//! Masks Swedish personal identity numbers (*personnummer*, also *samordningsnummer*) in free text. Takes any text,
//! hands on the same with every such number replaced; refuses to leave one because of how it is written.

/// What stands in the text instead.
const MASK: &str = "[personnummer]";

/// The text without identity numbers: 10 or 12 digits with a true date and check digit, with or without `-`, `+` or
/// a blank before the last four.
pub fn masked(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    while i < chars.len() {
        let starts = chars[i].is_ascii_digit() && (i == 0 || !chars[i - 1].is_ascii_digit());
        if let Some(length) = if starts { number_at(&chars[i..]) } else { None } {
            out.push_str(MASK);
            i += length;
        } else {
            out.push(chars[i]);
            i += 1;
        }
    }
    out
}

/// Length of the identity number that these characters start with.
fn number_at(chars: &[char]) -> Option<usize> {
    [8, 6].into_iter().find_map(|front| {
        let date = digits(chars.get(..front)?)?;
        let parted = chars.get(front).is_some_and(|c| ['-', '+', ' '].contains(c));
        let start = front + usize::from(parted);
        let last = digits(chars.get(start..start + 4)?)?;
        let ends = chars.get(start + 4).is_none_or(|c| !c.is_ascii_digit());
        let ten: Vec<u32> = date[front - 6..].iter().chain(&last).copied().collect();
        (ends && is_day(&ten) && luhn(&ten)).then_some(start + 4)
    })
}

fn digits(chars: &[char]) -> Option<Vec<u32>> {
    chars.iter().map(|c| c.to_digit(10)).collect()
}

/// Month 1–12 and day 1–31, or 61–91 in a coordination number.
fn is_day(ten: &[u32]) -> bool {
    let (month, day) = (ten[2] * 10 + ten[3], ten[4] * 10 + ten[5]);
    (1..=12).contains(&month) && ((1..=31).contains(&day) || (61..=91).contains(&day))
}

fn luhn(ten: &[u32]) -> bool {
    let weighted = ten.iter().enumerate().map(|(i, d)| if i % 2 == 0 { d * 2 } else { *d });
    weighted.map(|n| n / 10 + n % 10).sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn masks_identity_numbers_however_written() {
        // Skatteverket's published test number and the same as a coordination number.
        for text in ["Ers 811228-9874 lön", "Ers 198112289874 lön", "Ers 19811228-9874 lön", "Ers 8112289874 lön"] {
            assert_eq!(masked(text), "Ers [personnummer] lön");
        }
        assert_eq!(masked("701063-2391"), "[personnummer]");
    }

    #[test]
    fn leaves_other_numbers_alone() {
        for text in ["Faktura 8112289875", "202100-2312", "2022-08-31 1234", "åäö 12345678901234"] {
            assert_eq!(masked(text), text);
        }
    }
}
