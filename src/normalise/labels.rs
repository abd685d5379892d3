//! Total words in cells. Takes texts and the words of a layout, hands on which of them a text starts with, or has behind
//! something else; refuses a word that is part of a longer one.

use super::strange::visible;

/// What the layout's total words start and end with, so that nearly every cell is known to have none at one byte.
#[derive(Clone, Debug)]
pub(super) struct Labels {
    starts: [bool; 256],
    ends: [bool; 256],
}

impl Labels {
    /// Of words in lower case.
    pub(super) fn of(words: &[String]) -> Self {
        let bytes = |pick: fn(&String) -> Option<u8>| {
            // Blanks may stand around a word, and beyond ASCII one letter has several forms.
            let mut met: [bool; 256] = std::array::from_fn(|byte| byte <= 0x20 || byte >= 0x7F);
            for byte in words.iter().map(pick) {
                let Some(byte) = byte else { return [true; 256] };
                met[usize::from(byte)] = true;
                met[usize::from(byte.to_ascii_uppercase())] = true;
            }
            met
        };
        Self { starts: bytes(|word| word.bytes().next()), ends: bytes(|word| word.bytes().last()) }
    }

    /// True of a text that a label cannot begin, and that is not blank.
    #[inline]
    pub(super) fn may_not_start(&self, text: &[u8]) -> bool {
        text.first().is_some_and(|first| self.starts.get(usize::from(*first)) == Some(&false))
    }

    pub(super) fn may_start(&self, text: &str) -> bool {
        text.bytes().next().is_none_or(|first| self.starts.get(usize::from(first)).copied().unwrap_or(true))
    }

    pub(super) fn may_end(&self, text: &str) -> bool {
        text.bytes().last().is_none_or(|last| self.ends.get(usize::from(last)).copied().unwrap_or(true))
    }
}

/// The first of the words, in lower case, that a text starts with.
pub(super) fn at_start(text: &str, words: &[String]) -> Option<usize> {
    let text = visible(text);
    let text = text.trim();
    words.iter().position(|word| begins(text.chars(), word.chars()))
}

/// The first of the words that stands last in a text, behind something else and a blank.
pub fn at_end(text: &str, words: &[String]) -> Option<usize> {
    let text = visible(text);
    let text = text.trim();
    let apart = |word: &String| {
        let mut before = text.chars().rev().skip(word.chars().count());
        before.next().is_some_and(char::is_whitespace) && begins(text.chars().rev(), word.chars().rev())
    };
    words.iter().position(apart)
}

/// A text's letters begin with a word's, and go on with no letter or digit.
fn begins(text: impl Iterator<Item = char>, word: impl Iterator<Item = char>) -> bool {
    let mut letters = text.flat_map(char::to_lowercase);
    let mut word = word;
    word.all(|c| letters.next() == Some(c)) && !letters.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stands_first_or_behind_a_blank() {
        let words = ["summa".to_owned(), "grand total".to_owned(), "s:a".to_owned()];
        for (text, start, end) in [
            ("Summa", Some(0), None),
            (" Summa 5010", Some(0), None),
            ("5010 SUMMA ", None, Some(0)),
            ("A Grand Total", None, Some(1)),
            ("Delsumma", None, None),
            ("5010-Summa", None, None),
            ("Summa Summa", Some(0), Some(0)),
            ("5010 S:a", None, Some(2)),
            ("Sum\u{ad}ma", Some(0), None),
            ("\u{200b}5010 \u{200b}Summa", None, Some(0)),
            ("", None, None),
        ] {
            assert_eq!((at_start(text, &words), at_end(text, &words)), (start, end), "{text}");
        }
        let labels = Labels::of(&words);
        assert!(labels.may_end("5010 SUMMA") && labels.may_end("x\u{a0}") && !labels.may_end("5010"));
        assert!(Labels::of(&[String::new()]).may_end("5010"));
    }
}
