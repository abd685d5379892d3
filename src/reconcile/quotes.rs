//! What a text quotes: amounts with their unit. Takes one line, hands on what it found as it
//! stands there; knows no agreement.

use crate::model::money::Ore;

/// An amount in a text, such as `72,7 miljoner kronor`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    /// As written.
    pub(super) text: String,
    /// The amount that the digits stand for.
    pub(super) amount: Ore,
    /// What one step of its last digit is worth.
    pub(super) step: Ore,
}

impl Quote {
    /// Whether the quoted digits are those of an exact amount but for two neighbours that have changed places, or for
    /// one that is another: of fewer than three digits that would be chance, and noughts at the end are none.
    pub(super) fn is_slip_of(&self, exact: Ore) -> bool {
        let digits =
            |amount: i64| amount.checked_div(self.step.ore()).map(|n| n.unsigned_abs().to_string().into_bytes());
        let shown = exact.rounded_to(self.step).ok().and_then(|rounded| digits(rounded.ore()));
        let (Some(quoted), Some(shown)) = (digits(self.amount.ore()), shown) else { return false };
        let pairs = || quoted.iter().zip(&shown);
        let off: Vec<usize> = (0..).zip(pairs()).filter(|(_, (one, other))| one != other).map(|(at, _)| at).collect();
        let significant = pairs().rposition(|(one, other)| (*one, *other) != (b'0', b'0')).map_or(0, |last| last + 1);
        let is_slip = match off[..] {
            [_] => significant >= FEWEST_DIGITS,
            [one, other] => other == one + 1 && quoted[one] == shown[other] && quoted[other] == shown[one],
            _ => false,
        };
        quoted.len() == shown.len() && is_slip
    }

    /// Whether an exact amount, rounded as the text is, is the quoted one.
    pub(super) fn says(&self, exact: Ore) -> bool {
        exact.rounded_to(self.step).is_ok_and(|rounded| rounded == self.amount)
    }

    /// Whether an amount lies within a tenth of the quoted one.
    pub(super) fn is_near(&self, exact: Ore) -> bool {
        let off = i128::from(exact.ore()) - i128::from(self.amount.ore());
        off.abs() * 10 <= i128::from(self.amount.ore()).abs()
    }
}

/// One wrong digit of fewer than these is another amount.
const FEWEST_DIGITS: usize = 3;

/// Words for a unit of money and what one of it is in öre. The first that a word starts with counts.
const UNITS: [(&str, i64); 9] = [
    ("miljard", 100_000_000_000),
    ("mdkr", 100_000_000_000),
    ("miljon", 100_000_000),
    ("mnkr", 100_000_000),
    ("mkr", 100_000_000),
    ("tkr", 100_000),
    ("kronor", 100),
    ("sek", 100),
    ("kr", 100),
];

/// Every amount with a unit.
pub(super) fn amounts(line: &str) -> Vec<Quote> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut quotes = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let mut number = opened(words[at]).to_owned();
        let mut next = at + 1;
        // Groups of three digits after a whole number belong to it.
        while is_whole(&number) && words.get(next).is_some_and(|word| is_group(word)) {
            number.push(' ');
            number.push_str(words[next]);
            next += 1;
        }
        let unit = words.get(next).and_then(|word| unit_of(word));
        // Nothing is told of no money.
        match (parse(&number).filter(|(digits, _)| *digits != 0), unit) {
            (Some((digits, decimals)), Some(unit)) if !is_year(&number) => {
                let step = 10_i64.checked_pow(decimals).and_then(|parts| unit.checked_div(parts)).filter(|s| *s > 0);
                let amount = step.and_then(|step| step.checked_mul(digits));
                if let (Some(step), Some(amount)) = (step, amount) {
                    let text = format!("{number} {}", closed(words[next]));
                    quotes.push(Quote { text, amount: Ore::new(amount), step: Ore::new(step) });
                }
                at = next + 1;
            }
            _ => at += 1,
        }
    }
    quotes
}

/// Four digits in one group that can be a year, as in `använt under 2021 (kronor)`.
fn is_year(number: &str) -> bool {
    number.len() == 4
        && (number.starts_with("19") || number.starts_with("20"))
        && number.bytes().all(|b| b.is_ascii_digit())
}

fn is_whole(number: &str) -> bool {
    number.chars().next().is_some_and(|c| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || c == ' ')
        && number.split(' ').next().is_some_and(|first| first.len() <= 3)
}

fn is_group(word: &str) -> bool {
    let digits = word.split(',').next().unwrap_or_default();
    digits.len() == 3 && word.bytes().all(|b| b.is_ascii_digit() || b == b',')
}

/// A word without what opens a quote, a bracket or Markdown's emphasis, and without a sign: sizes are compared.
fn opened(word: &str) -> &str {
    word.trim_start_matches(['(', '"', '”', '*', '_', '-', '\u{2212}'])
}

/// A word without what closes a clause, a bracket or an emphasis.
fn closed(word: &str) -> &str {
    word.trim_end_matches(['.', ',', ')', ';', ':', '*', '_', '"', '”'])
}

fn unit_of(word: &str) -> Option<i64> {
    let word = closed(word).to_lowercase();
    let word = word.split('/').next().unwrap_or_default();
    let exact = |name: &str| word == name || (name.len() > 4 && word.starts_with(name));
    UNITS.iter().find(|(name, _)| exact(name)).map(|(_, ore)| *ore)
}

/// The digits, and how many of them are decimals.
fn parse(number: &str) -> Option<(i64, u32)> {
    let plain: String = number.chars().filter(|c| *c != ' ').collect();
    let (whole, rest) = plain.split_once(',').unwrap_or((&plain, ""));
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let valid = !whole.is_empty() && is_digits(whole) && is_digits(rest) && !plain.ends_with(',');
    let decimals = u32::try_from(rest.len()).ok().filter(|n| *n <= 6)?;
    if valid { Some((format!("{whole}{rest}").parse().ok()?, decimals)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_found_with_their_unit_and_precision() {
        for (line, expected) in [
            ("har erhållit 72,7 miljoner kronor.", vec![("72,7 miljoner", 7_270_000_000, 10_000_000)]),
            ("totalt 6 778 miljoner kronor varav", vec![("6 778 miljoner", 677_800_000_000, 100_000_000)]),
            ("1,8 mnkr kr till", vec![("1,8 mnkr", 180_000_000, 10_000_000)]),
            ("- 200 tkr och (700 tkr)", vec![("200 tkr", 20_000_000, 100_000), ("700 tkr", 70_000_000, 100_000)]),
            ("298 500 000 kronor för 2021", vec![("298 500 000 kronor", 29_850_000_000, 100)]),
            ("beloppet 9 661 905,50 kr", vec![("9 661 905,50 kr", 966_190_550, 1)]),
            ("den 30 april 2022, 125% av 2021 och RS/116/2021", vec![]),
            ("50 % av 3 st kretsar", vec![]),
            ("medel under 2021 kronor.", vec![]),
            ("**1,4 mkr** och 0 kr", vec![("1,4 mkr", 140_000_000, 10_000_000)]),
            ("-1 500 tkr, 3 Mkr/år", vec![("1 500 tkr", 150_000_000, 100_000), ("3 Mkr/år", 300_000_000, 100_000_000)]),
            ("de 2 021 kronor som", vec![("2 021 kronor", 202_100, 100)]),
        ] {
            let found = amounts(line);
            let plain: Vec<(&str, i64, i64)> =
                found.iter().map(|q| (q.text.as_str(), q.amount.ore(), q.step.ore())).collect();
            assert_eq!(plain, expected, "{line}");
        }
    }

    #[test]
    fn a_quote_is_held_to_its_own_precision() {
        let quote = &amounts("9,7 miljoner kronor")[0];
        assert!(quote.says(Ore::new(966_190_500)));
        assert!(!quote.says(Ore::new(964_990_000)));
        assert!(quote.is_near(Ore::new(964_990_000)));
        assert!(!quote.is_near(Ore::new(1_145_936_400)));
    }

    #[test]
    fn slips_are_two_digits_that_changed_places_or_one_that_is_another() {
        for (line, kronor, is_slip) in [
            ("7,4 miljoner", 4_690_000, true),
            ("4,7 miljoner", 4_690_000, false),
            ("11,6 miljoner", 11_459_364, true),
            ("19,5 miljoner", 11_459_364, true),
            ("9,7 miljoner", 4_690_000, false),
            ("70 mkr", 4_690_000, false),
            ("5 mkr", 7_000_000, false),
            ("500 tkr", 200_000, false),
            ("1 500 tkr", 5_100_000, true),
            ("1 500 tkr", 1_200_000, false),
            ("3 021 500 kr", 3_012_500, true),
            ("3 021 500 kr", 3_201_500, true),
            ("3 021 500 kr", 3_012_600, false),
            ("115 mkr", 11_500_000, false),
        ] {
            let found = amounts(line)[0].is_slip_of(Ore::new(kronor * 100));
            assert_eq!(found, is_slip, "{line} {kronor}");
        }
    }
}
