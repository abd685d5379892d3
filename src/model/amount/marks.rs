//! What may stand beside an amount's digits: the layout's unit or currency, in front or behind, and a dash for the öre. Takes
//! text, hands on what is left of it; refuses every unit and currency that is not the layout's.

use super::{AmountProblem, AmountStyle, AmountUnit};

/// Currencies that a layout can name, as they stand beside amounts.
pub const CURRENCIES: [&str; 9] = ["\u{a3}", "\u{20ac}", "$", "GBP", "EUR", "USD", "NOK", "DKK", "ISK"];

/// The currency beside an amount, where one is known: in front or behind, also within a sign or parentheses.
pub fn currency_of(text: &str) -> Option<&'static str> {
    let bare = text.trim_matches(|c: char| "-+\u{2212}()".contains(c) || c.is_whitespace());
    CURRENCIES.into_iter().find(|currency| stripped(bare, currency).is_some())
}

/// Whether letters before an amount are a unit or a currency.
pub fn is_mark(letters: &str) -> bool {
    let lower = letters.to_lowercase();
    AmountUnit::ALL.iter().any(|(_, unit)| unit.suffixes().contains(&lower.as_str()))
        || CURRENCIES.iter().any(|currency| currency.eq_ignore_ascii_case(letters))
}

impl AmountUnit {
    /// How it is written beside an amount, in lower case.
    fn suffixes(self) -> &'static [&'static str] {
        match self {
            Self::Kr => &["kr", "sek"],
            Self::Tkr => &["tkr", "tsek", "kkr"],
            Self::Mnkr => &["mnkr", "mkr", "msek"],
        }
    }
}

impl AmountStyle {
    /// The text without its unit or currency: the layout's own, and only at one end.
    pub(super) fn without_mark<'t>(&self, text: &'t str) -> Result<&'t str, AmountProblem> {
        if let Some(left) = self.currency.and_then(|currency| stripped(text, currency)) {
            return Ok(left);
        }
        let letter = |c: char| c.is_ascii_alphabetic();
        let figure = text.trim_end_matches(letter);
        if figure.is_empty() {
            return Ok(text);
        }
        let behind = &text[figure.len()..];
        let (left, mark) = if behind.is_empty() {
            let left = text.trim_start_matches(letter);
            (left, &text[..text.len() - left.len()])
        } else {
            (figure, behind)
        };
        if mark.is_empty() {
            return Ok(text);
        }
        let lower = mark.to_lowercase();
        let named = AmountUnit::ALL.iter().find(|(_, unit)| unit.suffixes().contains(&lower.as_str()));
        match named {
            Some((_, unit)) if self.unit == Some(*unit) => Ok(left.trim()),
            Some(_) => Err(AmountProblem::OtherUnit),
            None => Err(AmountProblem::NotAnAmount),
        }
    }
}

impl AmountStyle {
    /// The text without a dash for the öre, as in `1 234:-`: only behind the layout's own decimal sign, and only of kronor.
    pub(super) fn without_whole_mark<'t>(&self, text: &'t str) -> &'t str {
        let kronor = self.unit.is_none_or(|unit| unit == AmountUnit::Kr);
        let bare = text.strip_suffix(['-', '\u{2212}', '\u{2013}', '\u{2014}']);
        let whole = bare.and_then(|bare| bare.strip_suffix(self.decimal)).filter(|_| kronor);
        let digit = |whole: &&str| whole.ends_with(|c: char| c.is_ascii_digit()) && !whole.contains(self.decimal);
        whole.filter(digit).unwrap_or(text)
    }
}

/// What is left when a currency is taken from either end; none where it stands at neither.
fn stripped<'t>(text: &'t str, currency: &str) -> Option<&'t str> {
    let front = || {
        let (head, rest) = text.split_at_checked(currency.len())?;
        head.eq_ignore_ascii_case(currency).then_some(rest)
    };
    let behind = || {
        let (rest, tail) = text.split_at_checked(text.len().checked_sub(currency.len())?)?;
        tail.eq_ignore_ascii_case(currency).then_some(rest)
    };
    front().or_else(behind).map(str::trim)
}
