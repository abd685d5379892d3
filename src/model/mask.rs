//! Masks Swedish personal identity numbers (*personnummer*, also *samordningsnummer* and temporary ones) in free text.
//! Takes any text, hands on the same with every such number replaced; refuses to leave one because of how it is written.

mod signs;
mod unusual;

use std::borrow::Cow;

use super::sixteen::{self, Sixteen};

use self::signs::{Sign, is_digit, signs};

/// What stands in the text instead.
const MASK: &str = "[personnummer]";
/// Hyphens and what passes for one; a plus parts the digits of those who have turned a hundred.
const HYPHENS: &str = "-+\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2043}\u{2212}\u{fe58}\u{fe63}\u{ff0d}";
/// What else parts the digits of a number.
const DIVIDERS: &str = "./";
/// Markdown's emphasis, escapes and quotes: seen as something else than signs.
const MARKS: &str = "*_~`\\>";
const LINE_ENDS: &str = "\n\r\u{2028}\u{2029}\u{b}\u{c}\u{85}";
/// No more blanks than these stand together.
const MOST_BLANKS: usize = 3;
/// No more signs than these part two digits.
const MOST_SIGNS: usize = 12;
/// How many digits stand together in a number: its date, and then its last four.
const DATES: [&[usize]; 4] = [&[8], &[6], &[4, 2, 2], &[2, 2, 2]];

/// The text without identity numbers: 10 or 12 digits with a true date and check digit, or a date and a temporary number.
/// Between the parts there may be a hyphen or what passes for one, a dot, a slash, blanks, a line's end, and Markdown's
/// signs, each as it stands or as an entity; and in some unusual signs. What nobody sees is nothing, wherever it stands.
pub fn masked(text: &str) -> Cow<'_, str> {
    if holds_none(text.as_bytes()) { text.into() } else { counted(text).0.into() }
}

/// True where a look at its bytes tells that a text holds no number.
pub fn holds_none(text: &[u8]) -> bool {
    // Nor is there room for one in so few bytes.
    match if text.len() < 8 { Some(0) } else { glanced(text) } {
        None => false,
        Some(digits) if digits < LEAST_DIGITS => true,
        // Fewer than ten need a hyphen among them; 0xC2 starts the soft hyphen.
        Some(digits) if digits < 10 && memchr::memchr3(b'-', b'+', 0xC2, text).is_none() => true,
        Some(_) => !holds_run(text),
    }
}

/// A temporary number has at least so many digits.
const LEAST_DIGITS: u32 = 8;
/// How many digits there are, of a text of eight bytes or more; none where something may stand for others: an entity, or a
/// letter from U+0640 on, whose like may be digits.
fn glanced(text: &[u8]) -> Option<u32> {
    let (blocks, rest) = text.as_chunks();
    let (mut digits, mut odd) = (0, 0);
    let mut look = |block: &Sixteen, of_it: u64| {
        odd |= sixteen::over(block, 0xD8) | sixteen::equal(block, b'&');
        digits += (sixteen::digits(block) & of_it).count_ones();
    };
    for block in blocks {
        look(block, u64::MAX);
    }
    if let Some(last) = text.last_chunk() {
        // Behind what was looked at before.
        look(last, u64::MAX << (last.len() - rest.len()));
    } else if let Some((first, last)) = text.first_chunk::<8>().zip(text.last_chunk::<8>()) {
        let mut both = Sixteen::default();
        both[..8].copy_from_slice(first);
        both[8..].copy_from_slice(last);
        // Not again what the last eight share with the first.
        look(&both, 0xff | u64::MAX << (both.len() + 8 - text.len()));
    }
    (odd == 0).then_some(digits)
}

/// Whether anywhere so many digits stand without a letter between them as a number has: ten, or six with a hyphen before a
/// letter. Other signs may stand between.
fn holds_run(text: &[u8]) -> bool {
    let (mut digits, mut hyphen) = (0_usize, false);
    for byte in text {
        match byte {
            b'0'..=b'9' => digits += 1,
            // 0xC2 starts the soft hyphen.
            b'+' | b'-' | 0xC2 => hyphen |= digits > 0,
            b'A'..=b'Z' | b'a'..=b'z' | 0xC3..=0xD8 => {
                if digits >= 10 || (digits >= 6 && hyphen) {
                    return true;
                }
                (digits, hyphen) = (0, false);
            }
            _ => {}
        }
    }
    digits >= 10
}

/// The same, and how many numbers there were.
pub fn counted(text: &str) -> (String, usize) {
    let chars: Vec<char> = text.chars().collect();
    let signs = signs(&chars);
    let mut out = String::with_capacity(text.len());
    out.extend(&chars[..signs.first().map_or(chars.len(), |first| first.from)]);
    let (mut at, mut count) = (0, 0);
    while at < signs.len() {
        let goes_on = is_digit(at.checked_sub(1).and_then(|i| signs.get(i))) && !signs[at].after_unseen;
        let starts = signs[at].digit.is_some() && !goes_on;
        let length = if starts { number_at(&signs, at) } else { None };
        let end = at + length.unwrap_or(1);
        let source = signs[at].from..signs.get(end).map_or(chars.len(), |next| next.from);
        if length.is_some() {
            out.push_str(MASK);
            // Lines keep their numbers, and an emphasis or bracket that opens right before is closed.
            let before = at.checked_sub(1).map(|i| signs[i].char);
            let closes = before.map(|c| if c == '(' { ')' } else { c }).filter(|c| *c == ')' || MARKS.contains(*c));
            out.extend(chars[source].iter().filter(|c| LINE_ENDS.contains(**c) || closes == Some(**c)));
            count += 1;
        } else {
            out.extend(&chars[source]);
        }
        at = end;
    }
    (out, count)
}

/// What parts two groups of a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parting {
    Nothing,
    Blank,
    Hyphen,
    Divider(char),
    /// Only signs of Markdown.
    Marks,
}

/// Length in signs of the identity number that starts here.
fn number_at(signs: &[Sign], start: usize) -> Option<usize> {
    let usual = |groups: &&[usize]| {
        let (date, at, within) = dated(signs, start, groups)?;
        let usual = || {
            let (length, parting) = parting(&signs[at..])?;
            let last = at + length;
            let found = four(signs, last, &date, parting)
                .or_else(|| two_and_two(signs, start, last, &date, [within, Some(parting)]))
                .or_else(|| temporary(signs, last, parting))?;
            (!is_case(signs, start, last, parting)).then_some(found)
        };
        let is_day = is_day(&date);
        let found = if is_day { usual().or_else(|| unusual::last_four(signs, start, at, &date)) } else { None };
        found.map(|end| end - start)
    };
    DATES.iter().find_map(usual).or_else(|| unusual::date(signs, start))
}

/// The digits of a date, where it ends, and what parts its groups: always the same.
fn dated(signs: &[Sign], start: usize, groups: &[usize]) -> Option<(Vec<u32>, usize, Option<Parting>)> {
    let (mut date, mut at, mut within) = (Vec::with_capacity(8), start, None);
    for (place, size) in groups.iter().enumerate() {
        if place > 0 {
            let (length, found) = parting(&signs[at..])?;
            if found == Parting::Nothing || within.is_some_and(|known| known != found) {
                return None;
            }
            (at, within) = (at + length, Some(found));
        }
        date.extend(digits(signs, at, *size)?);
        at += size;
    }
    Some((date, at, within))
}

fn digits(signs: &[Sign], at: usize, size: usize) -> Option<Vec<u32>> {
    signs.get(at..at + size)?.iter().map(|sign| sign.digit).collect()
}

/// The signs between two groups of digits; none where they hold the groups apart.
fn parting(signs: &[Sign]) -> Option<(usize, Parting)> {
    let parts = |c: &char| {
        is_blank(*c) || HYPHENS.contains(*c) || DIVIDERS.contains(*c) || MARKS.contains(*c) || LINE_ENDS.contains(*c)
    };
    let run: Vec<char> = signs.iter().map(|sign| sign.char).take_while(parts).take(MOST_SIGNS).collect();
    let hyphens = run.iter().filter(|c| HYPHENS.contains(**c)).map(|_| Parting::Hyphen);
    let dividers = run.iter().filter(|c| DIVIDERS.contains(**c)).map(|c| Parting::Divider(*c));
    let standing: Vec<Parting> = hyphens.chain(dividers).collect();
    let ends = run.iter().filter(|c| LINE_ENDS.contains(**c) && **c != '\r').count();
    let is_wide = run.split(|c| !is_blank(*c)).any(|blanks| blanks.len() > MOST_BLANKS);
    // A hyphen twice or after a dot is still one; with blanks it is something else.
    let is_doubled = standing.len() == 2 && run.len() == 2 && standing.contains(&Parting::Hyphen);
    if (standing.len() > 1 && !is_doubled) || ends > 1 || is_wide {
        return None;
    }
    let kind = match (standing.first(), run.first()) {
        _ if is_doubled => Parting::Hyphen,
        (Some(standing), _) => *standing,
        (None, None) => Parting::Nothing,
        (None, Some(_)) if run.iter().any(|c| MARKS.contains(*c)) => Parting::Marks,
        (None, Some(_)) => Parting::Blank,
    };
    Some((run.len(), kind))
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() && !LINE_ENDS.contains(c)
}

/// Where the last four digits end, with a true check digit; not those of an amount or of a second day.
fn four(signs: &[Sign], last: usize, date: &[u32], parting: Parting) -> Option<usize> {
    let found = digits(signs, last, 4)?;
    let end = last + 4;
    let is_amount = parting == Parting::Blank && has_decimals(signs, end);
    let is_day = is_year(&found) && month_follows(signs, end);
    (!goes_on(signs, end) && !is_amount && !is_day && luhn(date, &found)).then_some(end)
}

/// Another digit stands right after, with nothing between, seen or unseen.
fn goes_on(signs: &[Sign], end: usize) -> bool {
    signs.get(end).is_some_and(|sign| sign.digit.is_some() && !sign.after_unseen)
}

/// The same where they stand two by two, as all the number does.
fn two_and_two(
    signs: &[Sign],
    start: usize,
    last: usize,
    date: &[u32],
    partings: [Option<Parting>; 2],
) -> Option<usize> {
    let mut found = digits(signs, last, 2)?;
    let (length, within) = parting(&signs[last + 2..])?;
    let end = last + 2 + length + 2;
    found.extend(digits(signs, end - 2, 2)?);
    let are_blank = partings.into_iter().flatten().chain([within]).all(|parting| parting == Parting::Blank);
    (are_blank && stands_alone(signs, start, end) && luhn(date, &found)).then_some(end)
}

/// More of the kind before or after is a row of numbers, or a telephone's.
fn stands_alone(signs: &[Sign], start: usize, end: usize) -> bool {
    let before = start.checked_sub(2).and_then(|at| signs.get(at));
    let after = signs.get(end).is_some_and(|s| is_blank(s.char)) && is_digit(signs.get(end + 1));
    !(is_digit(before) || after || is_digit(signs.get(end)) || has_decimals(signs, end))
}

/// Where a temporary number ends: one or two capitals in place of the first digits of the four, and no check digit.
fn temporary(signs: &[Sign], last: usize, parting: Parting) -> Option<usize> {
    let four = signs.get(last..last + 4)?;
    let letters = four.iter().take_while(|sign| sign.char.is_ascii_uppercase()).count();
    let has_digits = four[letters..].iter().all(|sign| sign.digit.is_some());
    let ends = !signs.get(last + 4).is_some_and(|sign| sign.char.is_alphanumeric());
    let is_parted = parting == Parting::Hyphen || (parting == Parting::Nothing && four[0].after_soft_hyphen);
    (is_parted && (1..=2).contains(&letters) && has_digits && ends).then_some(last + 4)
}

/// `RS/811218/2021`: the running number of a register and its year.
fn is_case(signs: &[Sign], start: usize, last: usize, parting: Parting) -> bool {
    let register = start.checked_sub(2).and_then(|at| signs.get(at..start));
    let follows = register.is_some_and(|pair| pair[0].char.is_uppercase() && "/ -".contains(pair[1].char));
    follows && parting == Parting::Divider('/') && digits(signs, last, 4).is_some_and(|four| is_year(&four))
}

fn is_year(four: &[u32]) -> bool {
    matches!(four, [1, 9, ..] | [2, 0, ..])
}

/// A comma or a point and a digit.
fn has_decimals(signs: &[Sign], at: usize) -> bool {
    signs.get(at).is_some_and(|sign| ",.".contains(sign.char)) && is_digit(signs.get(at + 1))
}

/// What four digits are followed by where they are the year of a day.
fn month_follows(signs: &[Sign], at: usize) -> bool {
    let parts = |sign: &Sign| HYPHENS.contains(sign.char) || DIVIDERS.contains(sign.char);
    let at = at + usize::from(signs.get(at).is_some_and(|sign| sign.char == '\\'));
    let month = digits(signs, at + 1, 2).map(|two| two[0] * 10 + two[1]);
    signs.get(at).is_some_and(parts)
        && month.is_some_and(|month| (1..=12).contains(&month))
        && !is_digit(signs.get(at + 3))
}

/// A day of the calendar, of this century or the two before where eight digits say which; in a coordination number the day
/// is 60 more.
fn is_day(date: &[u32]) -> bool {
    let number = |from: usize| date[from] * 10 + date[from + 1];
    let at = date.len() - 6;
    let (century, year, month) = (if at == 2 { number(0) } else { 20 }, number(at), number(at + 2));
    let day = match number(at + 4) {
        coordination @ 61..=91 => coordination - 60,
        day => day,
    };
    // Of two digits both centuries are tried: 1900 was no leap year, 2000 was.
    let leap = year % 4 == 0 && (year != 0 || century == 20);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (18..=20).contains(&century) && (1..=12).contains(&month) && (1..=days).contains(&day)
}

/// The date without its century, and the last four: a check digit that is right.
fn luhn(date: &[u32], four: &[u32]) -> bool {
    let ten = date[date.len() - 6..].iter().chain(four);
    let weighted = ten.enumerate().map(|(i, d)| if i % 2 == 0 { d * 2 } else { *d });
    weighted.map(|n| n / 10 + n % 10).sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests;
