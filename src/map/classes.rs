//! Codes that no rule tells apart. Takes the codes of a part, hands on the number of the class that each is in: two codes of
//! one class are in the same sets of the rules, in the same account group and owned alike, so whatever takes one takes
//! the other. Refuses to look at a code twice.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::model::code::Part;
use crate::model::words::Words;
use crate::pipeline::{CodeSet, Pipeline};

/// Set in a class whose codes no rule takes, whatever the other parts hold.
pub(super) const UNTAKEN: u32 = 1 << 31;

/// Of one part.
pub(super) struct Classes<'p> {
    pipeline: &'p Pipeline,
    pub(super) part: Part,
    /// Where no rule takes a code string, it still decides: it is the cost object or the account.
    pub(super) decides_alone: bool,
    /// Some rule takes any code of the part.
    any: bool,
    /// The sets that rules have for it, each once: by code those that name each of theirs, by number; and the others.
    named: HashMap<&'p str, Vec<u32>, FixedState>,
    others: Vec<(u32, &'p CodeSet)>,
    codes: Words,
    /// The class of each code.
    of: Vec<u32>,
    known: HashMap<Class, u32, FixedState>,
}

/// What a code's class is known by.
#[derive(PartialEq, Eq, Hash)]
struct Class {
    /// Which sets hold it, by number.
    within: Vec<u32>,
    group: Option<u16>,
    /// The code itself, where it is a cost object that someone owns.
    owned: Option<String>,
}

impl<'p> Classes<'p> {
    /// Of every part that a rule, an account group or an owner asks for.
    pub(super) fn of(pipeline: &'p Pipeline) -> Vec<Self> {
        let classes = |part: Part| {
            let mut sets: Vec<&CodeSet> = Vec::new();
            for set in pipeline.rules.iter().filter_map(|rule| rule.on(part)) {
                if !sets.contains(&set) {
                    sets.push(set);
                }
            }
            let asked = !sets.is_empty();
            let (mut named, mut others) = (HashMap::<&str, Vec<u32>, FixedState>::default(), Vec::new());
            for (number, set) in (0..).zip(sets) {
                match set.listed() {
                    Some(codes) => codes.for_each(|code| named.entry(code).or_default().push(number)),
                    None => others.push((number, set)),
                }
            }
            let (codes, of, known) = (Words::default(), Vec::new(), HashMap::default());
            let decides_alone = [pipeline.object_part, pipeline.accounts.part].contains(&Some(part));
            let any = pipeline.rules.iter().any(|rule| rule.on(part).is_none());
            (asked || decides_alone).then_some(Self {
                pipeline,
                part,
                decides_alone,
                any,
                named,
                others,
                codes,
                of,
                known,
            })
        };
        (0..pipeline.parts.0.len()).filter_map(classes).collect()
    }

    /// Adds the class of each of a batch's codes from the first on that has none yet, by its key there.
    pub(super) fn of_more(&mut self, words: &Words, classes: &mut Vec<u32>) {
        for code in words.iter_from(classes.len()) {
            let key = self.codes.key(code) as usize;
            if key == self.of.len() {
                let class = self.find(std::str::from_utf8(code).unwrap_or_default());
                self.of.push(class);
            }
            classes.push(self.of.get(key).copied().unwrap_or_default());
        }
    }

    fn find(&mut self, code: &str) -> u32 {
        let Pipeline { accounts, object_part, owners, .. } = self.pipeline;
        let mut within = self.named.get(code).cloned().unwrap_or_default();
        within.extend(self.others.iter().filter(|(_, set)| set.contains(code)).map(|(number, _)| *number));
        let class = Class {
            within,
            group: if accounts.part == Some(self.part) { accounts.group_of(code) } else { None },
            owned: (*object_part == Some(self.part) && owners.contains_key(code)).then(|| code.to_owned()),
        };
        let taken = self.any || !class.within.is_empty();
        let next = u32::try_from(self.known.len()).unwrap_or(UNTAKEN - 1);
        *self.known.entry(class).or_insert(if taken { next } else { next | UNTAKEN })
    }
}
