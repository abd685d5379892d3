//! The accountant's own reading of the agreement files: owners, rules and disputes, from the raw TOML. Knows no
//! algebra of code sets: it lists every code that matters, asks each condition about each, and counts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use toml::{Table, Value};

/// Where something counts: agreement, area, activity.
pub(super) type Place = (String, String, Option<String>);

pub(super) struct Rulebook {
    pub(super) rules: Vec<Rule>,
    /// Cost object to the areas that own it.
    pub(super) owners: HashMap<String, Vec<Place>>,
    /// For each rule, the rules that hold everything that it holds, and more.
    wider: Vec<BTreeSet<usize>>,
    pub(super) disputes: BTreeSet<BTreeSet<String>>,
    pub(super) covered: BTreeSet<String>,
}

pub(super) struct Rule {
    pub(super) place: Place,
    conditions: Vec<(String, Value)>,
}

impl Rule {
    fn takes_of(&self, string: &BTreeMap<String, String>) -> bool {
        self.takes(&|part| string.get(part).cloned().unwrap_or_default())
    }

    pub(super) fn name(&self) -> String {
        let (agreement, area, activity) = &self.place;
        let activity = activity.as_ref().map_or_else(String::new, |activity| format!("/{activity}"));
        format!("{agreement}/{area}{activity}")
    }

    pub(super) fn takes(&self, code: &dyn Fn(&str) -> String) -> bool {
        self.conditions.iter().all(|(part, condition)| holds(condition, &code(part)))
    }
}

/// Whether a condition of the file takes a code.
pub(super) fn holds(condition: &Value, code: &str) -> bool {
    match condition {
        Value::String(equal) => equal == code,
        Value::Array(any) => any.iter().any(|one| holds(one, code)),
        Value::Table(table) => match (table.get("prefix"), table.get("from"), table.get("to")) {
            (Some(prefix), _, _) => code.starts_with(str_of(prefix)),
            // Digits of one width are in the order of their letters.
            (_, Some(from), Some(to)) => {
                let (from, to) = (str_of(from), str_of(to));
                code.len() == from.len() && code.bytes().all(|b| b.is_ascii_digit()) && from <= code && code <= to
            }
            _ => panic!("no such condition: {table:?}"),
        },
        other => panic!("no such condition: {other:?}"),
    }
}

pub(super) fn str_of(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// The tables of an array, or none where the key is absent.
pub(super) fn tables<'a>(table: &'a Table, key: &str) -> Vec<&'a Table> {
    let list = table.get(key).map(|list| list.as_array().expect("a list").iter());
    list.into_iter().flatten().map(|item| item.as_table().expect("a table")).collect()
}

impl Rulebook {
    pub(super) fn of(agreements: &[Table]) -> Self {
        let (mut rules, mut owners) = (Vec::new(), HashMap::<String, Vec<Place>>::new());
        for agreement in agreements {
            let id = str_of(&agreement["agreement"]["id"]);
            for area in tables(agreement, "area") {
                let place = (id.to_owned(), str_of(&area["id"]).to_owned(), None);
                for object in area.get("objects").map_or(&[][..], |o| o.as_array().expect("a list")) {
                    owners.entry(str_of(object).to_owned()).or_default().push(place.clone());
                }
                rules_of_area(area, &place, &mut rules);
            }
        }
        let mut book = Self { rules, owners, wider: Vec::new(), disputes: BTreeSet::new(), covered: BTreeSet::new() };
        book.judge();
        book
    }

    /// The rule whose set lies strictly within those of all other rules that take the code string.
    pub(super) fn taker(&self, code: &dyn Fn(&str) -> String) -> Option<&Rule> {
        let takers: BTreeSet<usize> = (0..self.rules.len()).filter(|i| self.rules[*i].takes(code)).collect();
        let others_are_wider = |i: &&usize| takers.iter().all(|other| other == *i || self.wider[**i].contains(other));
        let chosen = takers.iter().find(others_are_wider);
        assert!(takers.is_empty() || chosen.is_some(), "a dispute that was not found");
        chosen.map(|i| &self.rules[*i])
    }

    /// Compares the rules two by two, and each with all that are narrower, by counting code strings.
    fn judge(&mut self) {
        let rules = &self.rules;
        self.wider = vec![BTreeSet::new(); rules.len()];
        for (i, rule) in rules.iter().enumerate() {
            for (j, other) in rules.iter().enumerate().take(i) {
                let taken: Vec<(bool, bool)> = strings(&[rule, other])
                    .iter()
                    .map(|string| (rule.takes_of(string), other.takes_of(string)))
                    .collect();
                let (mine, theirs) = (taken.contains(&(true, false)), taken.contains(&(false, true)));
                match (taken.contains(&(true, true)), mine, theirs) {
                    (true, false, true) => _ = self.wider[i].insert(j),
                    (true, true, false) => _ = self.wider[j].insert(i),
                    (true, _, _) => _ = self.disputes.insert(BTreeSet::from([rule.name(), other.name()])),
                    (false, _, _) => {}
                }
            }
        }
        for (i, rule) in rules.iter().enumerate() {
            let narrower = (0..rules.len()).filter(|j| self.wider[*j].contains(&i)).map(|j| &rules[j]);
            let family: Vec<&Rule> = std::iter::once(rule).chain(narrower).collect();
            let own = |string: &CodeString| rule.takes_of(string) && !family[1..].iter().any(|r| r.takes_of(string));
            if !strings(&family).iter().any(own) {
                self.covered.insert(rule.name());
            }
        }
    }
}

/// A code for each part that matters.
type CodeString = BTreeMap<String, String>;

/// A code string for every way in which these rules can take or leave one: every code of the universe for every part,
/// but of codes that all the rules' conditions treat alike one stands for all.
fn strings(rules: &[&Rule]) -> Vec<CodeString> {
    let mut conditions = BTreeMap::<&str, Vec<&Value>>::new();
    for (part, condition) in rules.iter().flat_map(|rule| &rule.conditions) {
        conditions.entry(part).or_default().push(condition);
    }
    let mut strings = vec![CodeString::new()];
    for (part, conditions) in conditions {
        let mut alike = BTreeMap::<Vec<bool>, String>::new();
        for code in universe() {
            alike.entry(conditions.iter().map(|condition| holds(condition, &code)).collect()).or_insert(code);
        }
        let with = |string: &CodeString, code: &String| {
            let mut string = string.clone();
            string.insert(part.to_owned(), code.clone());
            string
        };
        strings = strings.iter().flat_map(|string| alike.values().map(move |code| with(string, code))).collect();
    }
    strings
}

/// Conditions of worlds have codes of at most two digits, so these tell any two of them apart: the blank code, all
/// digits of one and two places, and each of them with a tail that no condition names.
fn universe() -> impl Iterator<Item = String> {
    let all = (0..10).map(|n| n.to_string()).chain((0..100).map(|n| format!("{n:02}")));
    std::iter::once(String::new()).chain(all).flat_map(|code| [format!("{code}~"), code])
}

fn rules_of_area(area: &Table, place: &Place, rules: &mut Vec<Rule>) {
    let mut base: Vec<(String, Value)> = Vec::new();
    base.extend(area.get("objects").map(|objects| ("objekt".to_owned(), objects.clone())));
    let own = codes(area);
    base.extend(own.clone());
    if !own.is_empty() {
        rules.push(Rule { place: place.clone(), conditions: base.clone() });
    }
    for activity in tables(area, "activities") {
        let own = codes(activity);
        if !own.is_empty() {
            let place = (place.0.clone(), place.1.clone(), Some(str_of(&activity["id"]).to_owned()));
            rules.push(Rule { place, conditions: base.iter().cloned().chain(own).collect() });
        }
    }
}

pub(super) fn codes(table: &Table) -> Vec<(String, Value)> {
    let codes = table.get("codes").map(|codes| codes.as_table().expect("a table"));
    codes.into_iter().flatten().map(|(part, condition)| (part.clone(), condition.clone())).collect()
}
