//! Headings and what they usually mean, from `pipelines/aliases.toml`. Takes a heading, hands on the field or part with
//! how usual the name is for it; refuses to look at cells.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::amount::AmountUnit;
use crate::pipeline::FieldName;

/// The table as it is shipped.
const SOURCE: &str = include_str!("../../pipelines/aliases.toml");

/// Words at a heading's end that say how its amounts are written, not what they are.
const UNITS: [(&str, Option<AmountUnit>); 14] = [
    ("kr", Some(AmountUnit::Kr)),
    ("sek", Some(AmountUnit::Kr)),
    ("kronor", Some(AmountUnit::Kr)),
    ("tkr", Some(AmountUnit::Tkr)),
    ("kkr", Some(AmountUnit::Tkr)),
    ("tsek", Some(AmountUnit::Tkr)),
    ("mkr", Some(AmountUnit::Mnkr)),
    ("mnkr", Some(AmountUnit::Mnkr)),
    ("msek", Some(AmountUnit::Mnkr)),
    ("gbp", None),
    ("eur", None),
    ("usd", None),
    ("i", None),
    ("in", None),
];

/// What a heading may stand for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A field of a layout.
    Field(FieldName),
    /// A code part, by its name.
    Part(String),
}

impl Role {
    /// The key that a layout has for it.
    pub fn key(&self) -> &str {
        match self {
            Self::Field(field) => field.key(),
            Self::Part(name) => name,
        }
    }
}

/// What a heading is known as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// A field or part, and the heading's place in its list.
    Role(Role, usize),
    /// Something that no layout has a field for.
    Other,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct File {
    columns: BTreeMap<String, Vec<String>>,
    parts: BTreeMap<String, Vec<String>>,
    other: BTreeMap<String, Vec<String>>,
    totals: Totals,
    below: Below,
    compared: Words,
    running: Words,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Words {
    words: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Totals {
    words: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Below {
    words: Vec<String>,
    names: Vec<String>,
}

/// The table.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    known: HashMap<String, Known>,
    /// Words that total rows start with, as written and in lower case.
    pub(super) totals: Vec<(String, String)>,
    /// Words of a header's lower row that leave the column what the upper one says; names of it.
    below: [Vec<String>; 2],
    compared: Vec<String>,
    running: Vec<String>,
}

impl Aliases {
    /// The shipped table. A test holds that it can be read.
    pub(super) fn shipped() -> &'static Self {
        static TABLE: LazyLock<Aliases> = LazyLock::new(|| Aliases::of(toml::from_str(SOURCE).unwrap_or_default()));
        &TABLE
    }

    fn of(file: File) -> Self {
        let mut known = HashMap::new();
        for (key, names) in &file.columns {
            let Some((field, _)) = FieldName::ALL.iter().find(|(_, own)| own == key) else { continue };
            for (rank, name) in names.iter().enumerate() {
                known.entry(folded(name)).or_insert(Known::Role(Role::Field(*field), rank));
            }
        }
        for (key, names) in &file.parts {
            for (rank, name) in names.iter().enumerate() {
                known.entry(folded(name)).or_insert(Known::Role(Role::Part(key.clone()), rank));
            }
        }
        for name in file.other.values().flatten() {
            known.entry(folded(name)).or_insert(Known::Other);
        }
        let totals = file.totals.words.into_iter().map(|word| (word.clone(), word.to_lowercase()));
        let below = [&file.below.words, &file.below.names].map(|words| words.iter().map(|word| folded(word)).collect());
        let [compared, running] =
            [&file.compared.words, &file.running.words].map(|words| words.iter().map(|word| folded(word)).collect());
        Self { known, totals: totals.collect(), below, compared, running }
    }

    /// What a heading is known as.
    pub(super) fn of_heading(&self, heading: &str) -> Option<&Known> {
        self.known.get(&folded(heading))
    }

    /// A heading of what the postings are compared with, or of the difference: an amount below it is never a posting's.
    pub(super) fn is_compared(&self, heading: &str) -> bool {
        self.has_word_of(heading, &self.compared)
    }

    /// A heading of what has been added up from month to month, or of a balance: an amount below it is never a posting's.
    pub(super) fn is_running(&self, heading: &str) -> bool {
        self.has_word_of(heading, &self.running)
    }

    fn has_word_of(&self, heading: &str, list: &[String]) -> bool {
        let has_role = matches!(self.of_heading(heading), Some(Known::Role(..)));
        !has_role && words(heading).iter().any(|word| list.contains(word))
    }

    /// A word of a header's lower row under which the column is what the upper row says: `nr`, `kr`, `fr\u{e5}n`.
    pub(super) fn says_no_more(&self, text: &str) -> bool {
        self.below[0].contains(&folded(text))
    }

    /// A word of a header's lower row, which heads nothing by itself.
    pub(super) fn is_below(&self, text: &str) -> bool {
        self.below.iter().any(|words| words.contains(&folded(text)))
    }

    /// Whether a heading is known as an amount, or one side of it.
    pub(super) fn is_money(&self, heading: &str) -> bool {
        let money = [FieldName::Amount, FieldName::Debit, FieldName::Credit];
        matches!(self.of_heading(heading), Some(Known::Role(Role::Field(field), _)) if money.contains(field))
    }

    /// The total word that a text starts with, by its place in the list; the longest that fits.
    pub(super) fn total_word(&self, text: &str) -> Option<usize> {
        let text = text.trim();
        let starts = |word: &str| {
            let mut letters = text.chars().flat_map(char::to_lowercase);
            word.chars().all(|c| letters.next() == Some(c)) && !letters.next().is_some_and(char::is_alphanumeric)
        };
        let fitting = self.totals.iter().enumerate().filter(|(_, (_, lower))| starts(lower));
        fitting.max_by_key(|(_, (_, lower))| lower.len()).map(|(place, _)| place)
    }

    /// The total word that stands last in a text, behind something else: the longest that fits.
    pub(super) fn total_word_behind(&self, text: &str) -> Option<usize> {
        let fits = |lower: &String| crate::normalise::at_end(text, std::slice::from_ref(lower)).is_some();
        let fitting = self.totals.iter().enumerate().filter(|(_, (_, lower))| fits(lower));
        fitting.max_by_key(|(_, (_, lower))| lower.len()).map(|(place, _)| place)
    }
}

/// The words of a heading in lower case, without accents.
fn words(heading: &str) -> Vec<String> {
    let plain = |c: char| match c {
        '\u{e5}' | '\u{e4}' | '\u{e0}' => 'a',
        '\u{f6}' | '\u{f8}' => 'o',
        '\u{e9}' => 'e',
        c => c,
    };
    let lower: String = heading.chars().flat_map(char::to_lowercase).map(plain).collect();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// A heading as it is compared: case, accents, blanks, punctuation and a unit at its end do not matter.
pub(super) fn folded(heading: &str) -> String {
    let mut words = words(heading);
    while words.len() > 1 && words.last().is_some_and(|last| UNITS.iter().any(|(unit, _)| unit == last)) {
        words.pop();
    }
    words.concat()
}

/// The unit that a heading says behind its name.
pub(super) fn unit_of(heading: &str) -> Option<AmountUnit> {
    let words = words(heading);
    let last = words.get(1..)?.last()?;
    UNITS.iter().find(|(unit, _)| unit == last).and_then(|(_, unit)| *unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_table_is_whole_and_claims_each_heading_once() {
        let file: File = toml::from_str(SOURCE).expect("the table is TOML");
        assert!(file.columns.keys().all(|key| FieldName::ALL.iter().any(|(_, own)| own == key)));
        let mut seen: HashMap<String, &str> = HashMap::new();
        for (key, names) in file.columns.iter().chain(&file.parts).chain(&file.other) {
            for name in names {
                let before = seen.insert(folded(name), key);
                assert!(before.is_none_or(|before| before == key), "{name} means {key} and {before:?}");
            }
        }
        assert!(!file.totals.words.is_empty());
    }

    #[test]
    fn headings_are_known_in_their_many_forms() {
        let aliases = Aliases::shipped();
        let role = |heading: &str| match aliases.of_heading(heading) {
            Some(Known::Role(role, _)) => role.key().to_owned(),
            Some(Known::Other) => "other".to_owned(),
            None => String::new(),
        };
        for (heading, key) in [
            ("Ver.nr", "voucher"),
            ("BOKF. DATUM", "booked"),
            ("bokforingsdatum", "booked"),
            ("Belopp (kr)", "amount"),
            ("Belopp i tkr", "amount"),
            ("Amount £", "amount"),
            ("Konto", "konto"),
            ("Konto (T)", ""),
            ("Kostnadsställe", "ansvar"),
            ("Budget", "other"),
        ] {
            assert_eq!(role(heading), key, "{heading}");
        }
        assert_eq!(unit_of("Utfall (tkr)"), Some(AmountUnit::Tkr));
        assert_eq!(unit_of("Belopp"), None);
    }

    #[test]
    fn total_words_are_whole_words_and_the_longest_counts() {
        let aliases = Aliases::shipped();
        let word = |text: &str| aliases.total_word(text).map(|place| aliases.totals[place].0.as_str());
        assert_eq!(word("Totalt 2022"), Some("Totalt"));
        assert_eq!(word("s:a konto"), Some("S:a"));
        assert_eq!(word("Grand Total"), Some("Grand total"));
        assert_eq!(word("Summering"), None);
    }
}
