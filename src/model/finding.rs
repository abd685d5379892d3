//! Findings (*avvikelser*) and problems: a code, a place and typed values, never a sentence. Sentences are made at
//! the edge, from one message file per language.

use super::Date;
use super::amount::Figure;
use super::mask::masked;
use super::money::Ore;
use super::period::Period;

mod cause;
mod registry;

pub use cause::{damage, refused};
pub use registry::{Code, REGISTRY, Registered};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// A person must look at it.
    Warning,
    /// The figures cannot be used as they stand.
    Error,
}

impl Severity {
    /// `info`, `warning`, `error`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a finding is about, from the widest to the narrowest; what does not apply is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Agreement id.
    pub agreement: Option<String>,
    /// Area id.
    pub area: Option<String>,
    /// Activity id.
    pub activity: Option<String>,
    /// File name: an input, or a pipeline file relative to the job's folder.
    pub file: Option<String>,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// 1-based row or line.
    pub row: Option<u32>,
    /// Column letter or number.
    pub column: Option<String>,
}

/// A typed value of a finding; how it is written is decided at the edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A name, code or text.
    Text(String),
    /// Öre.
    Amount(Ore),
    /// A count.
    Count(u64),
    /// Hundredths of a percent.
    Share(i64),
    /// A day.
    Date(Date),
    /// A period.
    Period(Period),
    /// A number with its own decimals, such as an amount as it was written.
    Figure(Figure),
    /// Why something could not be done: told as the message `cause-<name>`, with what was said in brackets.
    Cause {
        /// The message's name.
        name: &'static str,
        /// What a system or library said, where the message doesn't say it all.
        said: String,
    },
}

/// One finding about the data or the decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which check made it.
    pub code: Code,
    /// How bad it is here; a check may say less than the registry's severity.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// Named values, in the registry's order.
    pub values: Vec<(&'static str, Value)>,
}

impl Finding {
    /// A finding with its registered severity and no place.
    pub fn new(code: Code, values: Vec<(&'static str, Value)>) -> Self {
        Self { code, severity: code.registered().severity, place: Place::default(), values: told(values) }
    }

    /// The same at another severity.
    #[must_use]
    pub fn at(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The same at a place.
    #[must_use]
    pub fn in_place(mut self, place: Place) -> Self {
        self.place = place;
        self
    }
}

/// Something that keeps the program from working: a message id, a place and values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Message id without its prefix.
    pub id: &'static str,
    /// Where.
    pub place: Place,
    /// Named values.
    pub values: Vec<(&'static str, Value)>,
    /// Places in pipeline files to show with a code frame; the first is the main one.
    pub frames: Vec<Frame>,
}

/// A stretch of a pipeline file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Path as the user gave it, or relative to the job file.
    pub file: String,
    /// Byte range in that file.
    pub span: std::ops::Range<usize>,
    /// 1-based line of the start.
    pub line: u32,
    /// The whole file, so that the place can be shown.
    pub source: std::sync::Arc<str>,
}

impl PartialOrd for Problem {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// By file and place, so that all problems of a file stand together in its order.
impl Ord for Problem {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let start = |p: &Self| p.frames.first().map(|f| (f.file.clone(), f.span.start));
        (start(self), &self.place, self.id).cmp(&(start(other), &other.place, other.id))
    }
}

impl Problem {
    /// A problem without a place.
    pub fn new(id: &'static str, values: Vec<(&'static str, Value)>) -> Self {
        Self { id, place: Place::default(), values: told(values), frames: Vec::new() }
    }

    /// The same at a place.
    #[must_use]
    pub fn in_place(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// The same with one more stretch of a pipeline file.
    #[must_use]
    pub fn framed(mut self, frame: Frame) -> Self {
        self.frames.push(frame);
        self
    }
}

/// That a file's words had identity numbers, if they had any: they stand nowhere in the result, but still in the file.
pub fn identity_numbers(numbers: usize, file: &str) -> Option<Finding> {
    let place = Place { file: Some(file.to_owned()), ..Place::default() };
    let finding = || Finding::new(Code::IdentityNumbersMasked, vec![("numbers", count(numbers))]);
    (numbers > 0).then(|| finding().in_place(place))
}

/// Values that are keys: as a person looks for them.
const KEYS: [&str; 7] = ["account", "code", "codes", "number", "object", "path", "voucher"];

/// The values without identity numbers, whatever cell they come from.
fn told(mut values: Vec<(&'static str, Value)>) -> Vec<(&'static str, Value)> {
    for (_, value) in values.iter_mut().filter(|(name, _)| !KEYS.contains(name)) {
        *value = value.masked();
    }
    values
}

impl Value {
    /// The value without identity numbers.
    #[must_use]
    pub fn masked(&self) -> Self {
        match self {
            Self::Text(text) => Self::Text(masked(text).into_owned()),
            other => other.clone(),
        }
    }
}

/// A text value.
pub fn text(value: impl Into<String>) -> Value {
    Value::Text(value.into())
}

/// A count; more than 64 bits never happens.
pub fn count(value: usize) -> Value {
    Value::Count(u64::try_from(value).unwrap_or(u64::MAX))
}
