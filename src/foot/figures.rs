//! A cell's text to figures. Takes text and which decimal sign the column writes, hands on amounts as written, several
//! where a cell holds several, and the result behind an equals sign; refuses dates, percentages, codes and prose.

use super::amount::{Amount, MOST_DIGITS, Unit};
use super::signs::{Token, grouped, tokens};

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// Nothing.
    Blank,
    /// A dash alone: there is nothing to count.
    Dash,
    /// No figure.
    Text,
    /// A percentage; never added.
    Percent,
    /// Amounts.
    Amounts(Figures),
}

/// The amounts of one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Figures {
    /// Amounts in order.
    pub(super) parts: Vec<Amount>,
    /// Other ways to part the same digits into amounts.
    pub(super) otherwise: Vec<Vec<Amount>>,
    /// What stands behind an equals sign.
    pub(super) result: Option<Amount>,
}

impl Figures {
    /// The one figure that the cell states: its result, or its only amount.
    pub(super) fn stated(&self) -> Option<Amount> {
        self.result.or(if self.parts.len() == 1 { self.parts.first().copied() } else { None })
    }
}

/// Reads a cell. `point` says that the column has points for decimals.
pub(super) fn read(text: &str, point: bool) -> Reading {
    if text.trim().is_empty() {
        return Reading::Blank;
    }
    match tokens(text) {
        Some(tokens) if tokens == [Token::Minus] => Reading::Dash,
        Some(tokens) if tokens.contains(&Token::Percent) => {
            if tokens.iter().any(|t| matches!(t, Token::Digits(_))) {
                Reading::Percent
            } else {
                Reading::Text
            }
        }
        Some(tokens) => figures(&tokens, point).map_or(Reading::Text, Reading::Amounts),
        None => Reading::Text,
    }
}

/// A number in the making.
#[derive(Clone, Debug, Default)]
struct Draft {
    negative: bool,
    chunks: Vec<String>,
    /// The unit before it, and the one that it has with what stands behind it.
    lead: Option<Unit>,
    unit: Option<Unit>,
    /// Nothing more belongs to it.
    closed: bool,
    bracket: bool,
}

/// The figures that the signs make, or none.
fn figures(tokens: &[Token], point: bool) -> Option<Figures> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut equals_at = None;
    let (mut minus, mut open, mut lead) = (false, false, None);
    let led = tokens.iter().find(|token| !BEFORE.contains(token)).is_some_and(|token| matches!(token, Token::Unit(_)));
    for (i, token) in tokens.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| tokens.get(i));
        match token {
            Token::Digits(digits) => {
                let last = drafts.last_mut().filter(|last| !last.closed && !minus && (!open || last.bracket));
                match last {
                    Some(last) if before == Some(&Token::Space) && continues(&last.chunks, digits) => {
                        last.chunks.push(digits.clone());
                    }
                    _ if before == Some(&Token::Close) => return None,
                    _ => drafts.push(Draft {
                        negative: std::mem::take(&mut minus) || open,
                        chunks: vec![digits.clone()],
                        bracket: open,
                        lead,
                        unit: lead.take(),
                        closed: false,
                    }),
                }
            }
            Token::Minus => match (before, tokens.get(i + 1)) {
                (Some(Token::Digits(_)), None | Some(Token::Space | Token::Break | Token::Unit(_) | Token::Equals)) => {
                    let last = drafts.last_mut().filter(|last| !last.negative)?;
                    (last.negative, last.closed) = (true, true);
                }
                (None | Some(Token::Space | Token::Break | Token::Equals | Token::Unit(_)), Some(_)) if !minus => {
                    minus = true;
                }
                _ => return None,
            },
            Token::Unit(unit) if led && leads(tokens, i) => {
                if let Some(last) = drafts.last_mut() {
                    last.closed = true;
                }
                lead = Some(*unit);
            }
            Token::Unit(unit) => {
                let last = drafts.last_mut().filter(|last| last.unit == last.lead && !minus)?;
                last.unit = Some(last.lead.map_or(Some(*unit), |lead| lead.with(*unit))?);
                last.closed = true;
            }
            Token::Open if !open && !minus => open = true,
            Token::Close if open => {
                open = false;
                drafts.last_mut().filter(|last| last.bracket)?.closed = true;
            }
            Token::Equals if equals_at.is_none() && !drafts.is_empty() && !minus => equals_at = Some(drafts.len()),
            Token::Break | Token::Plus if minus => return None,
            Token::Space | Token::Break | Token::Plus => {}
            Token::Open | Token::Close | Token::Equals | Token::Percent => return None,
        }
        if matches!(token, Token::Break | Token::Plus | Token::Equals)
            && let Some(last) = drafts.last_mut()
        {
            last.closed = true;
        }
    }
    if minus || open || drafts.is_empty() || equals_at.is_some_and(|at| at + 1 != drafts.len()) {
        return None;
    }
    amounts(&drafts, equals_at.is_some(), point)
}

/// What may stand before a unit and its number.
const BEFORE: [Token; 3] = [Token::Minus, Token::Open, Token::Space];

/// Whether a unit stands before its number: `SEK 1 000`, `$-5`.
fn leads(tokens: &[Token], unit: usize) -> bool {
    let next = tokens.iter().skip(unit + 1).find(|token| !BEFORE.contains(token));
    matches!(next, Some(Token::Digits(_)))
}

/// Whether digits are the next group of three of a number.
fn continues(chunks: &[String], digits: &str) -> bool {
    let whole = |chunk: &String| chunk.bytes().all(|b| b.is_ascii_digit());
    let group = digits.split([',', '.']).next().unwrap_or_default();
    let one_sign = digits.matches([',', '.']).count() <= 1;
    group.len() == 3 && one_sign && chunks.iter().all(whole) && chunks.first().is_some_and(|first| first.len() <= 3)
}

fn amounts(drafts: &[Draft], has_result: bool, point: bool) -> Option<Figures> {
    // A unit at the end of the cell goes for the amounts before it.
    let unit = drafts.last().and_then(|last| last.unit);
    let read = |draft: &Draft, chunks: &[String]| amount(draft.negative, chunks, draft.unit.or(unit), point);
    let all: Option<Vec<Amount>> = drafts.iter().map(|draft| read(draft, &draft.chunks)).collect();
    let mut parts = all?;
    let result = if has_result { parts.pop() } else { None };
    let mut otherwise = Vec::new();
    for (i, draft) in drafts.iter().enumerate().take(parts.len()) {
        // "500 000 300 000" may be two amounts; a single group is never one of its own.
        for cut in 2..draft.chunks.len().saturating_sub(1) {
            let (left, right) = draft.chunks.split_at(cut);
            if right.first().is_some_and(|group| group.starts_with('0')) {
                continue;
            }
            let cut = read(draft, left).zip(read(&Draft { negative: false, ..draft.clone() }, right));
            if let Some((left, right)) = cut {
                let mut other = parts.clone();
                other.splice(i..=i, [left, right]);
                otherwise.push(other);
            }
        }
    }
    Some(Figures { parts, otherwise, result })
}

fn amount(negative: bool, chunks: &[String], unit: Option<Unit>, point: bool) -> Option<Amount> {
    let (sign, group) = if point { ('.', ',') } else { (',', '.') };
    let all = chunks.concat();
    let (whole, decimals) = match all.split_once(sign) {
        Some((_, decimals)) if decimals.is_empty() || decimals.contains([',', '.']) => return None,
        Some(parts) => parts,
        None => (all.as_str(), ""),
    };
    let whole = grouped(whole, group)?;
    if whole.len() + decimals.len() > MOST_DIGITS {
        return None;
    }
    let digits: i128 = format!("{whole}{decimals}").parse().ok()?;
    let decimals = u32::try_from(decimals.len()).ok()?;
    Some(Amount { digits: if negative { -digits } else { digits }, decimals, unit })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str, point: bool) -> Option<Vec<String>> {
        let Reading::Amounts(figures) = read(text, point) else { return None };
        let unit = |a: &Amount| a.unit.map_or_else(String::new, |unit| format!(" {}", unit.name()));
        let shown = |a: &Amount| a.plain() + &unit(a);
        let result = figures.result.iter().map(|a| format!("= {}", shown(a)));
        Some(figures.parts.iter().map(shown).chain(result).collect())
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, expected) in [
            ("30 593 953", vec!["30593953"]),
            ("30\u{a0}593\u{202f}953", vec!["30593953"]),
            ("24 796 007 5 052 676 1 263 169", vec!["24796007", "5052676", "1263169"]),
            ("72 665 190 -1 262 843", vec!["72665190", "-1262843"]),
            ("28 006 711 9 176 996 = 37 183 707", vec!["28006711", "9176996", "= 37183707"]),
            ("28 006 711 + 9 176 996 = 37 183 707", vec!["28006711", "9176996", "= 37183707"]),
            ("24 000 000 kr", vec!["24000000 kr"]),
            ("1,5 mkr", vec!["1.5 mkr"]),
            ("2 miljoner kronor", vec!["2 mkr"]),
            ("500:-", vec!["500"]),
            ("500,-", vec!["500"]),
            ("\u{2212}1 234,50", vec!["-1234.50"]),
            ("1 234,50-", vec!["-1234.50"]),
            ("(1 234)", vec!["-1234"]),
            ("- 500", vec!["-500"]),
            ("1.234.567", vec!["1234567"]),
            ("1.234,5", vec!["1234.5"]),
            ("300\n500", vec!["300", "500"]),
            ("300  500", vec!["300", "500"]),
            ("5 kr 7 kr", vec!["5 kr", "7 kr"]),
            ("0,300", vec!["0.300"]),
            ("SEK 1 000", vec!["1000 kr"]),
            ("-$500", vec!["-500 $"]),
            ("($500)", vec!["-500 $"]),
            ("$-5", vec!["-5 $"]),
            ("500 €", vec!["500 €"]),
            ("$5 $7", vec!["5 $", "7 $"]),
            ("SEK 2,5 million", vec!["2.5 mkr"]),
            ("€2 million", vec!["2 M€"]),
            ("12 MEUR", vec!["12 MEUR"]),
            ("12 tSEK", vec!["12 tkr"]),
        ] {
            assert_eq!(plain(text, false), Some(expected.into_iter().map(str::to_owned).collect()), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_left_alone() {
        for text in [
            "\u{a7}3.1",
            "RS/116/2021",
            "2022-05-04",
            "30 april-22",
            "3.1",
            "2.1.1",
            "100-200",
            "12 st",
            "se bilaga",
            "=",
            "5 =",
            "12 000 000 000 000 000 000",
            "1 2,3,4",
            "kr",
            "$5 kr",
            "5 $ €",
        ] {
            assert_eq!(read(text, false), Reading::Text, "{text}");
        }
        assert_eq!(read("65 %", false), Reading::Percent);
        assert_eq!(read("\u{2013}", false), Reading::Dash);
        assert_eq!(read(" \u{a0} ", false), Reading::Blank);
    }

    #[test]
    fn points_are_decimals_where_a_column_says_so() {
        assert_eq!(plain("1,234.50", true), Some(vec!["1234.50".to_owned()]));
    }

    #[test]
    fn one_run_of_groups_may_be_two_amounts() {
        let Reading::Amounts(figures) = read("500 000 300 000", false) else { panic!("amounts") };
        assert_eq!((figures.parts.len(), figures.otherwise.len(), figures.otherwise[0].len()), (1, 1, 2));
    }
}
