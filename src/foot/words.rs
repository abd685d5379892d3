//! The words (*märkord*) that published tables go by: what marks a total, a subtotal, an of-which row, a unit, a column
//! that isn't added. Takes a cell's text, hands on what it marks; refuses to know any table by name. A new word is added
//! here and nowhere else.

use super::amount::Unit;

/// First or last word of a total's label, with the word that stands for it and its like: totals of one word are of one
/// level.
const TOTALS: [(&str, &str); 12] = [
    ("total", "total"),
    ("totalt", "total"),
    ("totala", "total"),
    ("totalsumma", "total"),
    ("summa", "sum"),
    ("sum", "sum"),
    ("s:a", "sum"),
    ("sammanlagt", "together"),
    ("sammantaget", "together"),
    ("tillsammans", "together"),
    ("netto", "net"),
    ("brutto", "gross"),
];

/// First or last word of a subtotal's label, or all of a cell.
const SUBTOTALS: [&str; 6] = ["delsumma", "deltotal", "delsummering", "mellansumma", "subtotal", "subtotalt"];

/// How an of-which row (*varav-post*) begins.
const OF_WHICH: [&str; 7] = ["varav", "därav", "härav", "varutav", "därutav", "of which", "whereof"];

/// Labels of a closing row that is a total where it closes, and an ordinary row where it doesn't.
const RESULTS: [&str; 8] = [
    "resultat",
    "årets resultat",
    "periodens resultat",
    "nettoresultat",
    "result",
    "net result",
    "result for the year",
    "result for the period",
];

/// The level of such a row where it closes.
pub(super) const RESULT: Mark = Mark::Total("result");

/// Words for units, alone in a heading or behind an amount.
const UNITS: [(&str, Unit); 29] = [
    ("kr", Unit::Kronor),
    ("kronor", Unit::Kronor),
    ("krona", Unit::Kronor),
    ("sek", Unit::Kronor),
    ("tkr", Unit::Thousands),
    ("kkr", Unit::Thousands),
    ("tsek", Unit::Thousands),
    ("tusen", Unit::Thousands),
    ("tusental", Unit::Thousands),
    ("tusentals", Unit::Thousands),
    ("ksek", Unit::Thousands),
    ("thousand", Unit::Thousands),
    ("thousands", Unit::Thousands),
    ("mkr", Unit::Millions),
    ("mnkr", Unit::Millions),
    ("msek", Unit::Millions),
    ("milj", Unit::Millions),
    ("miljon", Unit::Millions),
    ("miljoner", Unit::Millions),
    ("miljontals", Unit::Millions),
    ("mnsek", Unit::Millions),
    ("sekm", Unit::Millions),
    ("million", Unit::Millions),
    ("millions", Unit::Millions),
    ("mdkr", Unit::Billions),
    ("mdr", Unit::Billions),
    ("miljarder", Unit::Billions),
    ("billion", Unit::Billions),
    ("billions", Unit::Billions),
];

/// Letters that scale kronor also where they stand apart from them: `M kr`.
const SCALES: [(&str, &str); 5] = [("t", "tkr"), ("k", "kkr"), ("m", "mkr"), ("mn", "mnkr"), ("md", "mdkr")];

/// Numbers that scale kronor in a heading: `1 000 kr`.
const NUMBERS: [(&[&str], &str); 4] =
    [(&["1", "000", "000"], "mkr"), (&["1000000"], "mkr"), (&["1", "000"], "tkr"), (&["1000"], "tkr")];

/// Words for other currencies, with what they are told as. `m`, `k` or `t` in front of one of three letters is a scale.
const CURRENCIES: [(&str, &str); 9] = [
    ("usd", "USD"),
    ("dollar", "USD"),
    ("dollars", "USD"),
    ("eur", "EUR"),
    ("euro", "EUR"),
    ("gbp", "GBP"),
    ("nok", "NOK"),
    ("dkk", "DKK"),
    ("chf", "CHF"),
];

/// Signs for other currencies.
const SIGNS: [(char, &str); 3] = [('$', "$"), ('€', "€"), ('£', "£")];

/// Words of a heading over figures that no one adds: shares, means, prices.
const NOT_ADDED: [&str; 16] = [
    "andel",
    "andelar",
    "procent",
    "procentuell",
    "genomsnitt",
    "genomsnittlig",
    "snitt",
    "medelvärde",
    "median",
    "index",
    "kvot",
    "share",
    "percent",
    "average",
    "mean",
    "ratio",
];

/// Phrases of a heading over figures per something.
const PER_SOMETHING: [&str; 5] = ["per invånare", "per capita", "per person", "per styck", "per inhabitant"];

/// Words of a heading over a prognosis.
const PROGNOSIS: [&str; 3] = ["prognos", "forecast", "projection"];

/// What a row's label makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A subtotal (*delsumma*).
    Subtotal,
    /// A total (*summa*), with the word for its level.
    Total(&'static str),
    /// An of-which row (*varav-post*).
    OfWhich,
}

/// Words beside a page number.
const OF_PAGES: [&str; 5] = ["sida", "sid", "av", "page", "of"];

/// A longer label is a sentence that happens to begin with such a word.
const LONGEST_LABEL: usize = 12;

/// What a label marks, by its first or last word.
pub(super) fn mark(label: &str) -> Option<Mark> {
    let label = bare(label);
    if OF_WHICH.iter().any(|word| label.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
    {
        return Some(Mark::OfWhich);
    }
    let words: Vec<&str> = words(&label).collect();
    let ends = [words.first()?, words.last()?];
    if words.len() > LONGEST_LABEL {
        None
    } else if ends.iter().any(|word| SUBTOTALS.contains(word)) {
        Some(Mark::Subtotal)
    } else {
        ends.iter().find_map(|word| total(word))
    }
}

/// Whether a label is one of a closing row that may be a total.
pub(super) fn may_close(label: &str) -> bool {
    let label = bare(label);
    RESULTS.contains(&words(&label).collect::<Vec<_>>().join(" ").as_str())
}

/// The words of a label in lower case without those that mark a total: the name of what the total is of.
pub(super) fn name(label: &str) -> String {
    let label = bare(label);
    let mut words: Vec<&str> = words(&label).collect();
    let marks = |word: &&str| total(word).is_some() || SUBTOTALS.contains(word);
    if words.first().is_some_and(marks) {
        words.remove(0);
        if words.first().is_some_and(|word| ["av", "för", "of", "for"].contains(word)) {
            words.remove(0);
        }
    }
    if words.last().is_some_and(marks) {
        words.pop();
    }
    words.join(" ")
}

/// What a cell marks that holds such a word and nothing else.
pub(super) fn mark_alone(cell: &str) -> Option<Mark> {
    let label = bare(cell);
    let only = label.trim_end_matches(':');
    match only {
        _ if SUBTOTALS.contains(&only) => Some(Mark::Subtotal),
        _ => total(only),
    }
}

fn total(word: &str) -> Option<Mark> {
    TOTALS.iter().find(|(name, _)| *name == word).map(|(_, level)| Mark::Total(level))
}

/// A label without list signs and brackets in front, in lower case.
fn bare(label: &str) -> String {
    label.trim_start_matches(|c: char| c.is_whitespace() || "-–—•*·([".contains(c)).trim_end().to_lowercase()
}

/// The words of a text in lower case; a colon inside a word stays (`s:a`).
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != ':').map(|w| w.trim_matches(':')).filter(|w| !w.is_empty())
}

/// The unit that words behind an amount name, if they name nothing else.
pub(super) fn unit_of_suffix(suffix: &str) -> Option<Unit> {
    let lower = suffix.to_lowercase();
    let words = scaled(&lower);
    let mut units = words.iter().map(|word| unit(word));
    let first = units.next()??;
    units.try_fold(first, |all, unit| all.with(unit?))
}

/// The words of a text; a scale and the kronor behind it are one.
fn scaled(lower: &str) -> Vec<&str> {
    let words: Vec<&str> = words(lower).collect();
    let (mut out, mut rest): (Vec<&str>, &[&str]) = (Vec::new(), &words);
    while let Some((first, after)) = rest.split_first() {
        let kronor = |after: &[&str]| after.first().is_some_and(|word| unit(word) == Some(Unit::Kronor));
        let letter = SCALES.iter().find(|(scale, _)| scale == first && kronor(after)).map(|(_, unit)| (*unit, 2));
        // 21 000 kr is an amount; a year may stand before.
        let apart = out.last().is_none_or(|last| is_year(last) || !last.bytes().all(|b| b.is_ascii_digit()));
        let number = || {
            let is = |number: &&[&str]| rest.starts_with(number) && kronor(&rest[number.len()..]);
            NUMBERS.iter().find(|(number, _)| is(number)).map(|(number, unit)| (*unit, number.len() + 1))
        };
        let (word, taken) = letter.or_else(|| apart.then(number)?).unwrap_or((first, 1));
        out.push(word);
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

/// The currency that a sign stands for.
pub(super) fn unit_of_sign(sign: char) -> Option<Unit> {
    SIGNS.iter().find(|(known, _)| *known == sign).map(|(_, name)| Unit::Foreign(name, 0))
}

/// The unit that a heading states. `72,7 miljoner kronor` in it is an amount and states nothing, `år 2021 tkr` does.
pub(super) fn unit_of_heading(heading: &str) -> Option<Unit> {
    let lower = heading.to_lowercase();
    if lower.contains("000-tal") {
        return Some(Unit::Thousands);
    }
    let mut after_amount = false;
    let mut stated: Option<Unit> = lower.chars().find_map(unit_of_sign);
    for word in scaled(&lower) {
        match unit(word) {
            Some(unit) if !after_amount => stated = Some(stated.map_or(Some(unit), |stated| stated.with(unit))?),
            Some(_) => {}
            None => after_amount = word.bytes().all(|b| b.is_ascii_digit()) && !is_year(word),
        }
    }
    stated
}

/// Whether figures under a heading are ones that no one adds.
pub(super) fn not_added(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    lower.contains('%')
        || PER_SOMETHING.iter().any(|phrase| lower.contains(phrase))
        || lower.split(|c: char| !c.is_alphanumeric()).any(|word| NOT_ADDED.contains(&word))
}

/// Whether a heading says that figures are a prognosis of the whole year.
pub(super) fn is_prognosis(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    PROGNOSIS.iter().any(|word| lower.contains(word))
}

/// Whether a line is a page number: `7`, `7 (12)`, `Sida 7 av 12`.
pub(super) fn is_page_number(line: &str) -> bool {
    let lower = line.to_lowercase();
    let mut seen = words(&lower).peekable();
    seen.peek().is_some()
        && seen.all(|word| (word.len() < 4 && word.bytes().all(|b| b.is_ascii_digit())) || OF_PAGES.contains(&word))
        && lower.contains(|c: char| c.is_ascii_digit())
}

fn unit(word: &str) -> Option<Unit> {
    UNITS.iter().find(|(name, _)| *name == word).map(|(_, unit)| *unit).or_else(|| foreign(word))
}

fn foreign(word: &str) -> Option<Unit> {
    let currency = |word: &str| CURRENCIES.iter().find(|(name, _)| *name == word).map(|(_, told)| *told);
    let power = match word.chars().next()? {
        'k' | 't' => 3,
        'm' => 6,
        _ => 0,
    };
    let scaled = || word.get(1..).filter(|code| power > 0 && code.len() == 3).and_then(currency);
    currency(word).map(|told| Unit::Foreign(told, 0)).or_else(|| scaled().map(|told| Unit::Foreign(told, power)))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))
}

/// The words for totals, to be told where none was found.
pub(super) fn told() -> String {
    TOTALS.iter().map(|(word, _)| *word).chain(SUBTOTALS).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_mark_rows() {
        for (label, expected) in [
            ("TOTALT", Some(Mark::Total("total"))),
            ("Totalt erhållna medel 2021", Some(Mark::Total("total"))),
            ("S:a", Some(Mark::Total("sum"))),
            ("Summa:", Some(Mark::Total("sum"))),
            ("Nära vård, totalt", Some(Mark::Total("total"))),
            ("Delsumma område A", Some(Mark::Subtotal)),
            ("- varav chefer", Some(Mark::OfWhich)),
            ("(därav läkare)", Some(Mark::OfWhich)),
            ("Totalförsvar", None),
            ("Varavgift", None),
            ("Ofördelat", None),
            ("", None),
        ] {
            assert_eq!(mark(label), expected, "{label}");
        }
        assert_eq!(mark_alone("Totalt kostnad"), None);
    }

    #[test]
    fn page_numbers_are_known() {
        assert!(["7", "7 (12)", "- 7 -", "Sida 7 av 12"].iter().all(|line| is_page_number(line)));
        assert!(!["2021", "7 regioner", "Sida", "-"].iter().any(|line| is_page_number(line)));
    }

    #[test]
    fn headings_state_units() {
        for (heading, expected) in [
            ("Miljoner kronor", Some(Unit::Millions)),
            ("Erhållna medel (kronor)", Some(Unit::Kronor)),
            ("Utfall 2021, tkr", Some(Unit::Thousands)),
            ("Belopp i 1 000-tal", Some(Unit::Thousands)),
            ("Belopp i tusentals kronor", Some(Unit::Thousands)),
            ("Miljontals kronor", Some(Unit::Millions)),
            ("Utfall, M kr", Some(Unit::Millions)),
            ("1 000 kr", Some(Unit::Thousands)),
            ("Utfall 2021, 1 000 kr", Some(Unit::Thousands)),
            ("1 000 000 kr", Some(Unit::Millions)),
            ("2020 kr", Some(Unit::Kronor)),
            ("fick 21 000 kr", None),
            ("har erhållit 72,7 miljoner kronor", None),
            ("SUMMA", None),
        ] {
            assert_eq!(unit_of_heading(heading), expected, "{heading}");
        }
        assert_eq!(unit_of_suffix("miljoner kronor"), Some(Unit::Millions));
        assert_eq!(unit_of_suffix("st"), None);
    }

    #[test]
    fn shares_are_not_added() {
        for heading in ["Andel förbrukat", "andel_av_aret", "Förändring i %", "Kostnad per invånare"] {
            assert!(not_added(heading), "{heading}");
        }
        assert!(!not_added("Erhållna medel per 2022-08-31"));
    }
}
