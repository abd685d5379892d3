//! Amounts with a colon for the decimal sign, `1 234:50` and `1 234:-`. Takes cells that no other sign reads, counts them by
//! themselves; refuses to call a column of them amounts, for a time of day looks the same: only a heading says that.

use crate::model::amount::Figure;

use super::{At, Money, Readers};

impl Money {
    /// Takes a cell with a colon in; false always, as it isn't an amount by its look alone.
    pub(super) fn with_colon(&mut self, readers: &Readers, text: &str, at: At) -> bool {
        if let Some(figure) = figure(readers, text).filter(|_| text.contains(':')) {
            self.colon.add(at, text);
            self.decimals += at.times * u64::from(figure.decimals > 0);
            self.signs(text, at.times);
            self.one(2, figure, readers, text, false, at);
        }
        false
    }
}

/// The figure of a text whose decimal sign, where it has one, is a colon with two decimals or a dash behind it.
pub(super) fn figure(readers: &Readers, text: &str) -> Option<Figure> {
    if text.contains(',') || text.matches(':').count() > 1 {
        return None;
    }
    let (_, (with_comma, _)) = readers.readings(&text.replace(':', ","))?;
    with_comma.filter(|figure| figure.decimals == if text.contains(':') && !says_whole(text) { 2 } else { 0 })
}

/// A dash for the öre stands behind the decimal sign.
pub(super) fn says_whole(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ' || c == ')');
    let dash = bare.strip_suffix(['-', '\u{2212}', '\u{2013}', '\u{2014}']);
    dash.is_some_and(|bare| bare.ends_with([',', ':']))
}
