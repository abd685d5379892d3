//! Headers that go over two rows. Takes the row that was found and those beside it, hands on the rows that name the columns
//! together; refuses a second row where one alone names every column.

use crate::model::raw::RawRow;
use crate::normalise::{Heading, stacked, texts};

use super::aliases::{Aliases, Known};
use super::column::Column;
use super::header::{filled, plain};
use super::survey::plain_heading;

/// The last row of a header and its rows, where there are two.
pub(super) fn find(rows: &[RawRow], at: usize, aliases: &Aliases) -> Option<(usize, Vec<Vec<String>>)> {
    let pair = |upper: usize| {
        let (above, below) = (rows.get(upper)?, rows.get(upper + 1)?);
        let texts = vec![texts(above), texts(below)];
        needed(&texts, aliases).then_some((upper + 1, texts))
    };
    let below = |row: &RawRow| plain(row) && filled(row) > 1;
    let upper = at.checked_sub(1).and_then(pair);
    upper.or_else(|| rows.get(at + 1).filter(|row| below(row)).and_then(|_| pair(at)))
}

/// One row alone doesn't name the columns: a heading of the lower row stands twice and the upper one tells them apart, or
/// known headings of the upper row stand over blanks of a lower one that names the columns of a group, or the lower one has
/// nothing but words such as `nr` and `kr`.
fn needed(rows: &[Vec<String>], aliases: &Aliases) -> bool {
    let [above, lower] = rows else { return false };
    let whole: Vec<String> = stacked(rows).iter().map(|heading| heading.whole.clone()).collect();
    let text = |row: &[String], at: usize| row.get(at).is_some_and(|text| !text.is_empty());
    let known = |row: &[String], at: usize| row.get(at).is_some_and(|text| aliases.of_heading(text).is_some());
    let apart = twice(lower);
    let over_blanks = (0..whole.len()).any(|at| known(above, at) && !text(lower, at));
    let in_groups = (1..whole.len()).any(|at| text(lower, at) && !text(above, at) && text(above, at - 1));
    let word = |at: usize| lower.get(at).is_some_and(|text| aliases.is_below(text));
    let all_known = (0..whole.len()).all(|at| known(lower, at) || word(at) || !text(lower, at));
    let words = (0..whole.len()).filter(|at| text(lower, *at));
    let all_words = words.clone().count() > 1 && words.clone().all(word);
    let heads = (0..whole.len()).filter(|at| known(above, *at)).count() > 1;
    !twice(&whole) && (apart || (over_blanks && in_groups && all_known) || (all_words && heads))
}

/// A heading stands twice.
fn twice(texts: &[String]) -> bool {
    let named: Vec<String> = texts.iter().map(|text| plain_heading(text)).filter(|text| !text.is_empty()).collect();
    (1..named.len()).any(|at| named[..at].contains(&named[at]))
}

/// How a layout may name the columns: by what stands above a column alone where that is a known heading of one column.
pub(super) fn headings(rows: &[Vec<String>], aliases: &Aliases) -> Vec<String> {
    let all = stacked(rows);
    let known = |heading: &Heading| {
        let alone = all.iter().filter(|other| plain_heading(&other.own) == plain_heading(&heading.own)).count() == 1;
        alone && heading.own != heading.whole && aliases.of_heading(&heading.own).is_some()
    };
    all.iter().map(|heading| if known(heading) { heading.own.clone() } else { heading.whole.clone() }).collect()
}

/// What a column is known as: by its heading, or by the last row of one that goes over several, or by the upper row where the
/// last says no more.
pub(super) fn known_as<'a>(aliases: &'a Aliases, column: &Column) -> Option<&'a Known> {
    aliases.of_heading(&column.heading).or_else(|| {
        let (upper, lower) = column.levels.as_ref()?;
        // A group that is known as something else makes all its columns that.
        let group = aliases.of_heading(upper).filter(|known| **known == Known::Other);
        group.or_else(|| aliases.of_heading(lower)).or_else(|| {
            let same = aliases.says_no_more(lower);
            if same { aliases.of_heading(upper) } else { None }
        })
    })
}
