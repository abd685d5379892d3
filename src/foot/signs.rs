//! A cell's text to signs: digits, units, minus, brackets. Takes text, hands on signs, and which decimal sign a column's
//! cells speak for; refuses a cell with a sign that no figure has.

use super::amount::Unit;
use super::words;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Digits with points and commas inside.
    Digits(String),
    /// One space; more than one, or a line break, parts amounts.
    Space,
    Break,
    Minus,
    Plus,
    Equals,
    Open,
    Close,
    Percent,
    Unit(Unit),
}

/// A cell's signs; `None` for one that no figure has.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let chars: Vec<char> = text.trim().chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let run = |fits: &dyn Fn(char) -> bool| chars.iter().skip(at).take_while(|c| fits(**c)).count();
        let (token, length) = match c {
            c if c.is_whitespace() => {
                let length = run(&char::is_whitespace);
                let hard = length > 1 || *c == '\n';
                (if hard { Token::Break } else { Token::Space }, length)
            }
            '0'..='9' => {
                let length = run(&|c| c.is_ascii_digit() || [',', '.'].contains(&c));
                let digits: String = chars.iter().skip(at).take(length).collect();
                // 500:- and 500,- are whole kronor.
                let dashed = chars.get(at + length) == Some(&'-') && digits.ends_with(',');
                let colon = chars.get(at + length) == Some(&':') && chars.get(at + length + 1) == Some(&'-');
                let digits = digits.trim_end_matches([',', '.']).to_owned();
                (Token::Digits(digits), length + usize::from(dashed) + 2 * usize::from(colon))
            }
            '-' | '\u{2212}' | '\u{2012}' | '\u{2013}' | '\u{2014}' => (Token::Minus, 1),
            '+' => (Token::Plus, 1),
            '=' => (Token::Equals, 1),
            '(' => (Token::Open, 1),
            ')' => (Token::Close, 1),
            '%' => (Token::Percent, 1),
            c if words::unit_of_sign(*c).is_some() => (Token::Unit(words::unit_of_sign(*c)?), 1),
            c if c.is_alphabetic() => {
                let length = run(&|c| c.is_alphabetic() || c == '.' || c == ' ');
                let suffix: String = chars.iter().skip(at).take(length).collect();
                (Token::Unit(words::unit_of_suffix(&suffix)?), length)
            }
            _ => return None,
        };
        tokens.push(token);
        at += length;
    }
    Some(tokens)
}

/// Which decimal sign the cells of a column speak for: a point only where some cell can be read no other way and none
/// speaks for a comma.
pub(super) fn writes_points<'t>(texts: impl IntoIterator<Item = &'t str>) -> bool {
    let tokens = texts.into_iter().filter_map(tokens).flatten();
    let signs: Vec<char> =
        tokens.filter_map(|t| if let Token::Digits(d) = t { decimal_sign(&d) } else { None }).collect();
    signs.contains(&'.') && !signs.contains(&',')
}

/// A cell whose sign may part thousands as well as decimals, where no cell of the column settles which.
pub(super) fn doubtful<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<&'t str> {
    let mut found = None;
    for text in texts {
        let Some(tokens) = tokens(text) else { continue };
        for (i, token) in tokens.iter().enumerate() {
            let Token::Digits(digits) = token else { continue };
            let signs = digits.matches([',', '.']).count();
            let grouped = i > 1 && tokens.get(i - 1) == Some(&Token::Space);
            if decimal_sign(digits).is_some() || signs > 0 && grouped {
                return None;
            }
            found = found.or((signs == 1).then_some(text));
        }
    }
    found
}

/// The decimal sign that a number shows beyond doubt.
fn decimal_sign(digits: &str) -> Option<char> {
    let count = |sign| digits.matches(sign).count();
    let other = |sign| if sign == ',' { '.' } else { ',' };
    let last = digits.chars().rfind(|c| [',', '.'].contains(c))?;
    if count(other(last)) > 0 {
        return (count(last) == 1).then_some(last);
    }
    let (before, after) = digits.split_once(last)?;
    if count(last) > 1 {
        return grouped(digits, last).map(|_| other(last));
    }
    (after.len() != 3 || before == "0" || before.len() > 3).then_some(last)
}

/// Digits without their group sign; `None` where a group is not of three.
pub(super) fn grouped(digits: &str, sign: char) -> Option<String> {
    let groups: Vec<&str> = digits.split(sign).collect();
    let (first, rest) = groups.split_first()?;
    let fits =
        rest.is_empty() || ((1..=3).contains(&first.len()) && *first != "0" && rest.iter().all(|g| g.len() == 3));
    (fits && !first.is_empty()).then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_decimals_where_a_column_says_so() {
        assert!(writes_points(["1.5", "2 000"]));
        assert!(writes_points(["1,234.50"]));
        assert!(writes_points(["0.631", "3.334"]));
        assert!(!writes_points(["1.234"]), "three digits may be a group");
        assert!(!writes_points(["1.5", "2,5"]), "both: Swedish, and the other cell is told");
        assert!(!writes_points(["8,523", "0,300"]));
        assert!(writes_points(["1,234,567"]));
    }

    #[test]
    fn a_lone_sign_before_three_digits_is_doubtful() {
        assert_eq!(doubtful(["200", "1,000"]), Some("1,000"));
        assert_eq!(doubtful(["$2.500"]), Some("$2.500"));
        for settled in [["1,000", "2,5"], ["1,000", "0,631"], ["1,000", "1,000,000"], ["1 234,500", "1,000"]] {
            assert_eq!(doubtful(settled), None, "{settled:?}");
        }
    }
}
