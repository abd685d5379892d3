//! Sentences (*texter*): every word that a user reads, in Swedish or English. Takes a message id, a place and typed
//! values, hands on text; refuses to look at a clock or an environment, and to know any figure that it was not given.
//!
//! Values are written for the language before Fluent sees them, so that an amount is always the same text. For
//! selection a message also gets `<name>-n` (a count as a number, for plurals) and `<name>-key` (a text in lower
//! case with dashes; `plus`, `minus` or `zero` for an amount; `blank` for an empty text or an absent value).

mod format;
mod scan;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::model::finding::{Code, Finding, Place, Problem, Value};

pub use format::{amount, count, scaled, share};

/// A language that tertial speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Swedish, unless someone says otherwise.
    #[default]
    Sv,
    /// English.
    En,
}

impl Lang {
    /// Every language, so that a test can visit each.
    pub const ALL: [Self; 2] = [Self::Sv, Self::En];

    /// The language by the name that `--lang` and the job file use.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.name() == name)
    }

    /// `sv` or `en`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::En => "en",
        }
    }

    /// The embedded message file.
    fn source(self) -> &'static str {
        match self {
            Self::Sv => include_str!("messages/sv.ftl"),
            Self::En => include_str!("messages/en.ftl"),
        }
    }

    fn identifier(self) -> LanguageIdentifier {
        self.name().parse().unwrap_or_default()
    }
}

/// Every message of a language in the file's order, with the names of its arguments in order of first use.
pub fn ids(lang: Lang) -> Vec<(String, Vec<String>)> {
    scan::messages(lang.source())
}

/// Values that hold a name from the code, such as `shared-object`, and are told as the message `cell-<name>`. All
/// other texts quote a file or a person and stay as they are, whatever they look like.
const NAMES: [&str; 7] = ["boundary", "kind", "otherwise", "reason", "ruled", "stance", "what"];

/// Counts that are numbers of something rather than how many: written without a thousands sign.
const NUMBERS: [&str; 4] = ["first", "line", "row", "year"];

/// All messages of one language. Each language is read once.
pub struct Messages {
    lang: Lang,
    held: Arc<Held>,
}

/// A message file that was read.
struct Held {
    bundle: FluentBundle<FluentResource>,
    /// The arguments that each message uses.
    arguments: BTreeMap<String, Vec<String>>,
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages").field("lang", &self.lang).finish_non_exhaustive()
    }
}

impl Messages {
    /// The messages of a language. What a broken message file still holds is taken; a test keeps it whole.
    pub fn new(lang: Lang) -> Self {
        static SV: OnceLock<Messages> = OnceLock::new();
        static EN: OnceLock<Messages> = OnceLock::new();
        let known = match lang {
            Lang::Sv => &SV,
            Lang::En => &EN,
        };
        let known = known.get_or_init(|| Self::read(lang, lang.source()));
        Self { lang, held: Arc::clone(&known.held) }
    }

    fn read(lang: Lang, source: &str) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![lang.identifier()]);
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(rest, _)| rest);
        bundle.add_resource_overriding(resource);
        let held = Held { bundle, arguments: scan::messages(source).into_iter().collect() };
        Self { lang, held: Arc::new(held) }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether there is such a message.
    pub fn has(&self, id: &str) -> bool {
        self.held.bundle.has_message(id)
    }

    /// The message with its values; its id and the values where there is no such message.
    pub fn say(&self, id: &str, values: &[(&'static str, Value)]) -> String {
        let Some(pattern) = self.held.bundle.get_message(id).and_then(|message| message.value()) else {
            return self.bare(id, values);
        };
        // An argument that is not there shows as {$name}: better a strange sentence than none.
        self.held.bundle.format_pattern(pattern, Some(&self.arguments(id, values)), &mut Vec::new()).into_owned()
    }

    /// What a finding says, in its severity's own words where the check said less than the registry.
    pub fn finding(&self, finding: &Finding) -> String {
        self.say(&self.finding_id(finding, ""), &finding.values)
    }

    /// What to do next about a finding.
    pub fn finding_hint(&self, finding: &Finding) -> String {
        self.say(&self.finding_id(finding, "-hint"), &finding.values)
    }

    /// Why a check exists.
    pub fn finding_about(&self, code: Code) -> String {
        self.say(&format!("finding-{}-about", code.name()), &[])
    }

    /// What is wrong.
    pub fn problem(&self, problem: &Problem) -> String {
        self.say(&format!("problem-{}", problem.id), &problem.values)
    }

    /// What to do about a problem, where there is something to say.
    pub fn problem_hint(&self, problem: &Problem) -> Option<String> {
        let id = format!("problem-{}-hint", problem.id);
        self.has(&id).then(|| self.say(&id, &problem.values))
    }

    /// A name's title: the message `<prefix>-<name>` with `-` for `_`, or the name where there is none.
    pub fn title(&self, prefix: &str, name: &str) -> String {
        let id = format!("{prefix}-{}", name.replace('_', "-"));
        if self.has(&id) { self.say(&id, &[]) } else { name.to_owned() }
    }

    /// Where something is: `Utdrag.xlsx!Blad1!F214` in a workbook, `fil.csv:214, kolumn 5` in a text file,
    /// `gnv-2022 / medarbetare / vardlots` in a decision. Blank for no place at all.
    pub fn place(&self, place: &Place) -> String {
        let decision: Vec<&str> =
            [&place.agreement, &place.area, &place.activity].into_iter().filter_map(|id| id.as_deref()).collect();
        let parts = [decision.join(" / "), self.place_in_file(place)];
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    }

    fn place_in_file(&self, place: &Place) -> String {
        let file = place.file.as_deref().unwrap_or_default();
        let row = place.row.map(|row| row.to_string());
        let spelled = |what: &'static str, value: &str| {
            self.say(&format!("place-{what}"), &[(what, Value::Text(value.to_owned()))])
        };
        if let Some(sheet) = &place.sheet {
            let sheet = if file.is_empty() { sheet.clone() } else { format!("{file}!{sheet}") };
            return match (&place.column, row) {
                (Some(column), Some(row)) => format!("{sheet}!{column}{row}"),
                (Some(column), None) => format!("{sheet}, {}", spelled("column", column)),
                (None, Some(row)) => format!("{sheet}, {}", spelled("row", &row)),
                (None, None) => sheet,
            };
        }
        let line = match row {
            Some(row) if file.is_empty() => spelled("row", &row),
            Some(row) => format!("{file}:{row}"),
            None => file.to_owned(),
        };
        let column = place.column.as_deref().map(|column| spelled("column", column));
        let parts: Vec<String> = [Some(line), column].into_iter().flatten().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }

    /// `finding-<code><suffix>`, or `finding-<code>-<severity><suffix>` where the finding's severity is lower than
    /// registered and such a message exists.
    fn finding_id(&self, finding: &Finding, suffix: &str) -> String {
        let registered = finding.code.registered();
        if finding.severity < registered.severity {
            let milder = format!("finding-{}-{}{suffix}", registered.name, finding.severity.name());
            if self.has(&milder) {
                return milder;
            }
        }
        format!("finding-{}{suffix}", registered.name)
    }

    /// The values as this language writes them, with what messages select on.
    fn arguments(&self, id: &str, values: &[(&'static str, Value)]) -> FluentArgs<'static> {
        let mut arguments = FluentArgs::with_capacity(values.len() * 2);
        for (name, value) in values {
            arguments.set(*name, self.written(name, value));
            if let Value::Count(count) = value {
                arguments.set(format!("{name}-n"), FluentValue::from(*count));
            }
            arguments.set(format!("{name}-key"), format::key(value));
        }
        for absent in self.held.arguments.get(id).into_iter().flatten().filter(|name| name.ends_with("-key")) {
            if arguments.get(absent.as_str()).is_none() {
                arguments.set(absent.clone(), "blank");
            }
        }
        arguments
    }

    fn written(&self, name: &str, value: &Value) -> String {
        match value {
            Value::Count(number) if NUMBERS.contains(&name) => number.to_string(),
            Value::Text(text) if NAMES.contains(&name) && format::is_name(text) => self.title("cell", text),
            Value::Cause { name, said } if said.is_empty() => self.title("cause", name),
            Value::Cause { name, said } => format!("{} ({said})", self.title("cause", name)),
            _ => format::value(self.lang, value),
        }
    }

    /// A message that is not there: `id (name: value, name: value)`.
    fn bare(&self, id: &str, values: &[(&'static str, Value)]) -> String {
        if values.is_empty() {
            return id.to_owned();
        }
        let values: Vec<String> =
            values.iter().map(|(name, value)| format!("{name}: {}", self.written(name, value))).collect();
        format!("{id} ({})", values.join(", "))
    }
}
