//! Unusual ways of writing an identity number: parted by a sign that seldom does, in brackets, or elsewhere than usual. Takes
//! signs, hands on where a number ends; refuses what may as well be a telephone's, an amount or a span, so blanks that the
//! usual ways may have are none here.

use super::signs::{Sign, is_digit};
use super::{Parting, dated, digits, four, has_decimals, is_blank, is_day, luhn, parting, stands_alone};

/// Signs that part a date and its last four with nothing else between.
const TIGHT: &str = ":,\u{b7}";
/// Dates in groups of other sizes, and what parts these.
const DATES: [(&[usize], Parting); 3] =
    [(&[2, 4], Parting::Blank), (&[4, 2], Parting::Blank), (&[4, 4], Parting::Hyphen)];

/// Where the last four end, behind a date of the usual groups that ends here.
pub(super) fn last_four(signs: &[Sign], start: usize, at: usize, date: &[u32]) -> Option<usize> {
    let tight = || {
        let sign = signs.get(at).filter(|sign| TIGHT.contains(sign.char))?;
        four(signs, at + 1, date, Parting::Divider(sign.char))
    };
    let split = || {
        let last = hyphen(signs, at)?;
        [1, 2].into_iter().find_map(|first| split(signs, (start, last), date, first))
    };
    tight().or_else(split).or_else(|| bracketed_date(signs, start, at, date)).or_else(|| bracketed(signs, at, date))
}

/// Length of the number that starts with a date of other groups and has a hyphen before its last four.
pub(super) fn date(signs: &[Sign], start: usize) -> Option<usize> {
    DATES.iter().find_map(|(groups, parted)| {
        let (date, at, within) = dated(signs, start, groups)?;
        let end = four(signs, hyphen(signs, at)?, &date, Parting::Hyphen)?;
        let is_one = within == Some(*parted) && is_day(&date) && stands_alone(signs, start, end);
        is_one.then_some(end - start)
    })
}

/// What stands behind a hyphen with no blanks.
fn hyphen(signs: &[Sign], at: usize) -> Option<usize> {
    let (length, kind) = parting(&signs[at..])?;
    (length == 1 && kind == Parting::Hyphen).then_some(at + 1)
}

/// `98 76` and `9 876`.
fn split(signs: &[Sign], (start, last): (usize, usize), date: &[u32], first: usize) -> Option<usize> {
    let mut found = digits(signs, last, first)?;
    let blank = signs.get(last + first).filter(|sign| is_blank(sign.char));
    found.extend(digits(signs, last + first + 1, 4 - first)?);
    let end = last + 5;
    (blank.is_some() && stands_alone(signs, start, end) && luhn(date, &found)).then_some(end)
}

/// `(811218)9876`.
fn bracketed_date(signs: &[Sign], start: usize, at: usize, date: &[u32]) -> Option<usize> {
    let opens = start.checked_sub(1).and_then(|before| signs.get(before)).is_some_and(|sign| sign.char == '(');
    let closes = signs.get(at).is_some_and(|sign| sign.char == ')');
    let (length, kind) = parting(signs.get(at + 1..)?)?;
    let is_one = opens && closes && length <= 1;
    if is_one { four(signs, at + 1 + length, date, kind) } else { None }
}

/// `811218 (9876)`.
fn bracketed(signs: &[Sign], at: usize, date: &[u32]) -> Option<usize> {
    let open = at + usize::from(signs.get(at).is_some_and(|sign| is_blank(sign.char)));
    let found = digits(signs, open + 1, 4)?;
    let end = open + 6;
    let stands_in = signs.get(open)?.char == '(' && signs.get(end - 1).is_some_and(|sign| sign.char == ')');
    let ends = !is_digit(signs.get(end)) && !has_decimals(signs, end);
    (stands_in && ends && luhn(date, &found)).then_some(end)
}
