//! Months by name, as extracts write them. Takes a Swedish or English name or its usual short form, hands on the month's
//! number; refuses every other word.

const NAMES: [[&str; 12]; 2] = [
    [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
];

/// 1–12 by a name, whatever its case. Three letters, or the four of `sept`, are short for it, with or without a full stop.
pub fn number(name: &str) -> Option<u8> {
    let bare = name.trim_end_matches('.').to_lowercase();
    let short = bare.chars().count() == 3 || bare == "sept";
    let is = |month: &str| month == bare || (short && month.starts_with(&bare));
    let at = NAMES.iter().find_map(|names| names.iter().position(|month| is(month)))?;
    u8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn names_are_whole_or_the_usual_short_ones_in_both_languages() {
        let swedish = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
        let english = ["Jan.", "FEB", "March", "apr", "May", "June", "jul", "aug", "Sept", "Oct", "nov", "December"];
        for (at, month) in (1..).zip(swedish).chain((1..).zip(english)) {
            assert_eq!(number(month), Some(at), "{month}");
        }
        for word in ["", "ma", "j\u{e4}n", "mayo", "janu", "13", "okto"] {
            assert_eq!(number(word), None, "{word}");
        }
    }
}
