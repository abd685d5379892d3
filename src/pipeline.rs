//! The pipeline: job, agreements, layouts, account groups and rules, read from `pipelines/`, checked and proved
//! before a row of the ledger is read. Takes a job file's path; hands on a [`Pipeline`] in which every name is a
//! position, or all problems of all files at once; refuses unknown keys, floats, and rules whose order would matter.

mod accounts;
mod agreement;
mod alone;
mod codeset;
mod columns;
mod compile;
mod distinct;
mod file;
mod foot;
mod grants;
mod index;
mod job;
mod layout;
mod narratives;
mod profile;
mod prove;
mod raw;
mod reading;
mod rules;
mod rulings;
mod sides;
mod told;

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::model::Date;
use crate::model::agreement::Agreement;
use crate::model::amount::AmountStyle;
use crate::model::code::{CodeString, Part, PartNames};
use crate::model::day::DateForm;
use crate::model::document::Narrative;
use crate::model::finding::{Finding, Frame, Value};
use crate::model::money::Ore;
use crate::model::names::{GroupName, Names};
use crate::model::period::{Period, PeriodForm};
use crate::model::posting::Rejected;
use crate::model::source::SourceId;

pub use alone::layout_alone;
pub use codeset::CodeSet;
pub use columns::{ColumnName, FieldName};
pub use compile::{language_of, load};
pub use file::{PipelineFile, nearest};
pub use grants::GrantRule;
pub use index::RuleIndex;
pub use profile::{Measure, Profile, ProfileRow, ProfileTable, Shows, Stated};
pub use reading::{Encoding, ReadLimits};
pub use rules::{Owner, Rule};
pub use rulings::{Ruling, RulingTable};
pub use sides::{Side, Sides};
pub use told::currency_headings;

/// A compiled job.
#[derive(Clone, Debug, Default)]
pub struct Pipeline {
    /// The job's own settings.
    pub job: Job,
    /// Extracts in canonical order: by name, then path.
    pub inputs: Vec<Input>,
    /// Layouts that the inputs use.
    pub layouts: Vec<Layout>,
    /// Account groups.
    pub accounts: Accounts,
    /// Agreements in the job's order.
    pub agreements: Vec<Agreement>,
    /// Rules of all agreements; their order has no meaning.
    pub rules: Vec<Rule>,
    /// Which of them a code string leads to.
    pub rule_index: RuleIndex,
    /// Who owns which cost object.
    pub owners: BTreeMap<String, Vec<Owner>>,
    /// The part that owners' codes belong to (*objekt*).
    pub object_part: Option<Part>,
    /// The part that activities are broken down by (*ansvar*).
    pub breakdown_part: Option<Part>,
    /// Code parts of all layouts.
    pub parts: PartNames,
    /// Which parts enter the key.
    pub key_parts: Vec<bool>,
    /// Which parts an out-of-scope balance keeps: nothing judges it, so its cost object is enough.
    pub outside_parts: Vec<bool>,
    /// Which parts of the key still matter when an activity has taken a posting: what only its rule asked for no longer does.
    pub settled_parts: Vec<bool>,
    /// Decisions about single vouchers.
    pub rulings: Vec<Ruling>,
    /// Filled-in decision tables, still to be read.
    pub ruling_tables: Vec<RulingTable>,
    /// What the ERP states for the extract.
    pub controls: Vec<Control>,
    /// Code strings and where they must land.
    pub examples: Vec<Example>,
    /// Distinct decision dates of the job's agreements, in order.
    pub decision_dates: Vec<Date>,
    /// Every pipeline file read, for the manifest.
    pub files: Vec<PipelineFile>,
    /// What footing the decision found.
    pub footing: Vec<Finding>,
    /// Which income postings are which part of a grant.
    pub grant_rules: Vec<GrantRule>,
    /// Reports to make.
    pub profiles: Vec<Profile>,
    /// What persons wrote; none where the job names no folder for it.
    pub narratives: Vec<Narrative>,
    /// Other texts whose figures, numbers and names are held against the agreements.
    pub texts: Vec<PipelineFile>,
    /// Whether the job names a folder of narratives, so that one that isn't there is missing.
    pub narrated: bool,
}

/// The job's own settings.
#[derive(Clone, Debug, Default)]
pub struct Job {
    /// Name of the output folder.
    pub id: String,
    /// Title of the workbook.
    pub title: String,
    /// The region's name.
    pub region: String,
    /// Accounting year.
    pub year: i16,
    /// `sv` or `en` for the terminal, where the job says.
    pub language: Option<String>,
    /// Facts hold out-of-scope postings too.
    pub all_facts: bool,
    /// Row texts are written out, with identity numbers masked.
    pub free_text: bool,
    /// What of the set is written.
    pub publish: Publish,
    /// Voucher series are complete in the extract, so that gaps are findings.
    pub whole_series: bool,
    /// Days after a month's end when its period closes; none: late postings are not looked for.
    pub close_days: Option<u16>,
    /// Rejected rows that the run bears.
    pub max_rejected: u64,
    /// Distinct keys that the run bears.
    pub max_keys: u64,
    /// Voucher rows that the workbook's *Underlag* shows.
    pub max_listed: u64,
    /// Share used from which an activity is near its limit, in hundredths of a percent.
    pub near_share: i64,
    /// Part of the year's share under which an activity is behind, in hundredths of a percent.
    pub behind_share: i64,
    /// What reading bears of a file.
    pub reading: ReadLimits,
}

/// What of a set is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Publish {
    /// All of it.
    #[default]
    Whole,
    /// What programs read: all but the workbook and the page.
    Data,
}

/// One extract.
#[derive(Clone, Debug)]
pub struct Input {
    /// File name as shown.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Position of its layout.
    pub layout: usize,
}

/// Which column is what in an extract, and how its values are written.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Short name.
    pub id: String,
    /// Headers of each field.
    pub fields: BTreeMap<FieldName, Vec<String>>,
    /// Headers of each code part, by the job's part positions.
    pub parts: BTreeMap<Part, Vec<String>>,
    /// How amounts are written.
    pub amounts: AmountStyle,
    /// The extract has credit as plus: every amount is turned when read.
    pub credit_positive: bool,
    /// The words that say debit or credit; read only where the layout has a column of them.
    pub sides: Sides,
    /// How periods are written.
    pub periods: Vec<PeriodForm>,
    /// The period is the booking date's month; there is no column of periods.
    pub period_from_booked: bool,
    /// How dates are written.
    pub dates: Vec<DateForm>,
    /// Dates that stand for no date.
    pub no_dates: Vec<Date>,
    /// Parts whose cells hold a name behind the code.
    pub named_parts: Vec<Part>,
    /// Columns in which a blank cell means the same as above.
    pub fill_down: Vec<ColumnName>,
    /// Columns in which a posting without a value is rejected.
    pub never_blank: Vec<ColumnName>,
    /// Columns that a file may lack.
    pub optional: Vec<ColumnName>,
    /// Rows that a header goes over.
    pub header_rows: usize,
    /// Words that mark a total row, in lower case.
    pub totals: Vec<String>,
    /// Encoding of text files.
    pub encoding: Encoding,
    /// Separator of text files.
    pub separator: u8,
    /// Sheets to read; none named means all.
    pub sheets: Vec<String>,
    /// Dimensions that the period balances of a SIE file are taken by, where it has several breakdowns.
    pub balances_by: Vec<String>,
}

impl Layout {
    /// The two readings of an amount whose decimal sign is in doubt, for whoever tells of its row.
    pub fn readings(&self, rejected: &Rejected) -> Vec<(&'static str, Value)> {
        if !["ambiguous-amount", "amount-other-decimal"].contains(&rejected.reason) {
            return Vec::new();
        }
        let (own, other) = self.amounts.readings(&rejected.value);
        let value = |name, figure: Option<_>| figure.map(|figure| (name, Value::Figure(figure)));
        [value("own", own), value("other", other)].into_iter().flatten().collect()
    }

    /// The form of our own published tables, as a filled-in decision table comes back: CSV with `;`, in UTF-8 as
    /// published or in what Excel made of it.
    pub fn of_published_tables(encoding: Encoding) -> Self {
        Self {
            id: String::new(),
            fields: BTreeMap::new(),
            parts: BTreeMap::new(),
            amounts: AmountStyle::plain(',', &[]),
            credit_positive: false,
            sides: Sides::default(),
            periods: Vec::new(),
            period_from_booked: false,
            dates: Vec::new(),
            no_dates: Vec::new(),
            named_parts: Vec::new(),
            fill_down: Vec::new(),
            never_blank: Vec::new(),
            optional: Vec::new(),
            header_rows: 1,
            totals: Vec::new(),
            encoding,
            separator: b';',
            sheets: Vec::new(),
            balances_by: Vec::new(),
        }
    }
}

/// Account groups: the longest prefix of an account decides.
#[derive(Clone, Debug, Default)]
pub struct Accounts {
    /// The part that holds the account (*konto*).
    pub part: Option<Part>,
    /// Groups in the file's order.
    pub groups: Vec<Group>,
}

/// One account group.
#[derive(Clone, Debug)]
pub struct Group {
    /// Names.
    pub name: GroupName,
    /// What its postings are.
    pub kind: GroupKind,
    /// Account prefixes.
    pub prefixes: Vec<String>,
}

/// What the postings of an account group are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKind {
    /// Counts as spend (*utfall*).
    Spend,
    /// The grant itself coming in.
    GrantIncome,
    /// Other income.
    Income,
    /// A fixed asset: on a grant object a breach of the depreciation condition.
    Investment,
    /// Any other balance-sheet account.
    Balance,
    /// Neither.
    Other,
}

impl GroupKind {
    /// The name that tables use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Spend => "spend",
            Self::GrantIncome => "grant-income",
            Self::Income => "income",
            Self::Investment => "investment",
            Self::Balance => "balance",
            Self::Other => "other-accounts",
        }
    }
}

impl Accounts {
    /// Position of the group that takes an account.
    pub fn group_of(&self, account: &str) -> Option<u16> {
        let fitting =
            |group: &Group| group.prefixes.iter().filter(|p| account.starts_with(p.as_str())).map(String::len).max();
        let best = self.groups.iter().enumerate().filter_map(|(i, g)| fitting(g).map(|len| (len, i)));
        best.max_by_key(|(len, _)| *len).and_then(|(_, i)| u16::try_from(i).ok())
    }

    /// What the postings of a group are.
    pub fn kind(&self, group: Option<u16>) -> Option<GroupKind> {
        self.groups.get(usize::from(group?)).map(|g| g.kind)
    }

    /// True where the group is income, the grant's or other.
    pub fn is_income(&self, group: Option<u16>) -> bool {
        matches!(self.kind(group), Some(GroupKind::GrantIncome | GroupKind::Income))
    }

    /// True where the group counts as spend.
    pub fn is_spend(&self, group: Option<u16>) -> bool {
        self.kind(group) == Some(GroupKind::Spend)
    }
}

/// What the ERP states for the extract, in all or for a period or an object.
#[derive(Clone, Debug)]
pub struct Control {
    /// Only this period.
    pub period: Option<Period>,
    /// Only this cost object.
    pub object: Option<String>,
    /// Data rows, unreadable ones too.
    pub rows: Option<u64>,
    /// Sum of the readable amounts.
    pub sum: Option<Ore>,
    /// Where it stands.
    pub frame: Frame,
}

/// A code string and where it must land.
#[derive(Clone, Debug)]
pub struct Example {
    /// The code string.
    pub codes: CodeString,
    /// Where it must land, such as `medarbetare/vardlots`, `set-aside shared-object` or `out-of-scope`.
    pub lands: String,
    /// Position of the agreement that the file is about.
    pub agreement: u16,
    /// Where it stands.
    pub frame: Frame,
}

impl Pipeline {
    /// The layout of an input.
    pub fn layout_of(&self, source: SourceId) -> Option<&Layout> {
        self.inputs.get(source as usize).and_then(|input| self.layouts.get(input.layout))
    }

    /// Names for all positions but the sources, which the run adds.
    pub fn names(&self) -> Names {
        Names {
            parts: self.parts.clone(),
            groups: self.accounts.groups.iter().map(|g| g.name.clone()).collect(),
            agreements: self.agreements.clone(),
            rules: self.rules.iter().map(|r| r.name.clone()).collect(),
            rulings: self.rulings.iter().map(Ruling::voucher_text).collect(),
            sources: Vec::new(),
        }
    }
}
