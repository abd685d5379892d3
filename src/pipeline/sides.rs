//! The words that say debit or credit in a column of their own. Takes the layout's two lists, hands on which side a text
//! says; refuses a word on both sides, words without a column of them, and a column without words.

use std::ops::Range;

use toml::Spanned;

use super::compile::Cx;
use super::layout::exclude;
use super::raw::RawValues;

/// A side of the accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Left: plus.
    Debit,
    /// Right: minus.
    Credit,
}

/// What the cells beside amounts say.
#[derive(Clone, Debug, Default)]
pub struct Sides {
    /// In lower case.
    debit: Vec<String>,
    credit: Vec<String>,
    /// Every word as the layout has it, for messages.
    pub words: Vec<String>,
    /// An amount may be negative beside a word: it lowers that side.
    pub may_be_negative: bool,
}

impl Sides {
    /// The side that a text says; case doesn't matter.
    pub fn of(&self, text: &str) -> Option<Side> {
        let text = text.trim();
        let is = |word: &String| word == text || text.chars().flat_map(char::to_lowercase).eq(word.chars());
        if self.debit.iter().any(is) {
            Some(Side::Debit)
        } else if self.credit.iter().any(is) {
            Some(Side::Credit)
        } else {
            None
        }
    }
}

pub(super) fn compile(cx: &mut Cx<'_>, values: &RawValues, column: bool, near: Range<usize>) -> Sides {
    let both = [("debit-words", &values.debit_words), ("credit-words", &values.credit_words)];
    if !column {
        if let Some(at) = both.iter().find_map(|(_, words)| words.first()) {
            cx.required(&None, "side", "columns", at.span());
        } else if values.negative_sides {
            cx.required(&None, "side", "columns", near);
        }
        return Sides::default();
    }
    let mut sides = Sides { may_be_negative: values.negative_sides, ..Sides::default() };
    for (key, words) in both {
        if words.is_empty() {
            cx.required(&None, key, "values", near.clone());
        }
        for at in words {
            let word = at.get_ref().trim().to_lowercase();
            if word.is_empty() {
                cx.bad(at.span(), key, at.get_ref(), "\"D\", \"K\"");
            } else if key == "credit-words" && sides.debit.contains(&word) {
                exclude(cx, at.span(), &shown("debit-words", at), &shown(key, at));
            } else if key == "credit-words" {
                sides.credit.push(word);
            } else {
                sides.debit.push(word);
            }
            sides.words.push(at.get_ref().trim().to_owned());
        }
    }
    sides
}

fn shown(key: &str, at: &Spanned<String>) -> String {
    format!("{key} = \"{}\"", at.get_ref())
}
