//! Text as a page can bear it. Takes any text, hands on the same without what no reader sees but what disturbs a page:
//! control characters, signs that turn the direction of writing, code points that are no characters.

use std::borrow::Cow;

/// Stands for what was taken out, so that it is not lost in silence.
const REPLACED: char = '\u{fffd}';

/// The text with each unfit character replaced; line breaks and tabs stay.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| is_unfit(c) || c == '\r') {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(lines.chars().map(|c| if is_unfit(c) { REPLACED } else { c }).collect())
}

/// True for what [`clean`] replaces.
pub(super) fn is_unfit(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let control = c.is_control() && !matches!(c, '\n' | '\t' | '\r');
    let no_character = u32::from(c) & 0xfffe == 0xfffe || matches!(c, '\u{fdd0}'..='\u{fdef}');
    turns || control || no_character
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_disturbs_is_replaced_and_text_stays() {
        for plain in ["", "Åre & Östersund", "rad 1\nrad 2\tb", "a\u{a0}b – ”c”", "👍🏽"] {
            assert!(matches!(clean(plain), Cow::Borrowed(same) if same == plain));
        }
        for (given, fit) in [
            ("a\u{0}b\u{7f}c\u{85}", "a\u{fffd}b\u{fffd}c\u{fffd}"),
            ("\u{202e}baklänges\u{2069}", "\u{fffd}baklänges\u{fffd}"),
            ("a\r\nb\rc", "a\nb\nc"),
            ("\u{ffff}\u{1fffe}\u{fdd0}", "\u{fffd}\u{fffd}\u{fffd}"),
        ] {
            assert_eq!(clean(given), fit);
        }
    }
}
