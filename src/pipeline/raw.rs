//! The serde mirror of the pipeline files: what a key is called and of what type it is, nothing more. Every field is
//! optional here; what must be there is said by the compilation, so that all errors come at once.

use serde::Deserialize;
use serde::de::{MapAccess, SeqAccess, Visitor};
use toml::Spanned;
use toml::value::Datetime;

/// A key that may be absent, with its place.
pub(super) type Field<T> = Option<Spanned<T>>;

macro_rules! mirror {
    ($($(#[$meta:meta])* $name:ident { $($field:ident : $type:ty),* $(,)? })*) => {
        $($(#[$meta])*
        #[derive(Clone, Debug, Default, Deserialize)]
        #[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
        pub(super) struct $name { $(pub(super) $field: $type,)* })*
    };
}

mirror! {
    /// A job file.
    JobFile {
        job: Field<RawJob>,
        input: Vec<RawInput>,
        control: Vec<RawControl>,
        ruling: Vec<RawRuling>,
        close: RawClose,
        limits: RawLimits,
        verdict: RawVerdict,
    }
    RawJob {
        id: Field<String>,
        title: Field<String>,
        region: Field<String>,
        year: Field<i64>,
        language: Field<String>,
        agreements: Field<Vec<Spanned<String>>>,
        accounts: Field<String>,
        object_part: Field<String>,
        breakdown_part: Field<String>,
        rulings: Field<Vec<Spanned<String>>>,
        reports: Field<Vec<Spanned<String>>>,
        narratives: Field<String>,
        texts: Field<Vec<Spanned<String>>>,
        facts: Field<String>,
        free_text: bool,
        publish: Field<String>,
        vouchers: Field<String>,
    }
    RawInput { path: Field<String>, layout: Field<String> }
    RawControl {
        period: Field<String>,
        object: Field<String>,
        rows: Field<i64>,
        sum: Field<String>,
    }
    RawRuling {
        series: Field<String>,
        voucher: Field<String>,
        row: Field<String>,
        agreement: Field<String>,
        area: Field<String>,
        activity: Field<String>,
        reason: Field<String>,
        by: Field<String>,
        on: Field<Datetime>,
    }
    RawClose { days_after_period: Field<i64> }
    RawLimits {
        rejected_rows: Field<i64>,
        keys: Field<i64>,
        voucher_rows_in_workbook: Field<i64>,
        file_megabytes: Field<i64>,
        inflated_megabytes: Field<i64>,
        inflate_ratio: Field<i64>,
        zip_entries: Field<i64>,
        sheet_cells: Field<i64>,
        columns: Field<i64>,
        row_bytes: Field<i64>,
        xml_depth: Field<i64>,
    }
    RawVerdict { near_percent: Field<i64>, behind_percent: Field<i64> }

    /// An agreement file.
    AgreementFile {
        agreement: Field<RawAgreement>,
        area: Vec<RawArea>,
        condition: Vec<RawCondition>,
        report: Vec<RawReport>,
        example: Vec<RawExample>,
    }
    RawAgreement {
        id: Field<String>,
        title: Field<String>,
        long_title: Field<String>,
        year: Field<i64>,
        decided_on: Field<Datetime>,
        decided_by: Field<String>,
        references: Vec<Spanned<String>>,
        supplements: Vec<RawSupplement>,
        received: Vec<RawGrant>,
        note: Field<String>,
        responsible: Field<String>,
        granted_total: Field<i64>,
    }
    RawSupplement { title: Field<String>, reference: Field<String> }
    RawArea {
        id: Field<String>,
        section: Field<String>,
        title: Field<String>,
        granted_title: Field<String>,
        granted: Vec<RawGrant>,
        rounded_to: Field<i64>,
        allocated: Field<i64>,
        frame: Field<i64>,
        inferred: Field<String>,
        objects: Field<Vec<Spanned<String>>>,
        codes: RawCodes,
        responsible: Field<String>,
        reallocation: Field<String>,
        activities: Vec<RawActivity>,
    }
    RawGrant {
        id: Field<String>,
        title: Field<String>,
        amount: Field<i64>,
        status: Field<String>,
        activity: Field<String>,
        note: Field<String>,
        frame: Field<i64>,
        rounded_to: Field<i64>,
        codes: RawCodes,
    }
    RawActivity {
        id: Field<String>,
        title: Field<String>,
        kind: Field<String>,
        amount: Field<i64>,
        responsible: Field<String>,
        codes: RawCodes,
        note: Field<String>,
        recipient: Field<String>,
    }
    RawCondition { id: Field<String>, section: Field<String>, text: Field<String>, checks: Vec<Spanned<String>> }
    RawReport {
        id: Field<String>,
        section: Field<String>,
        title: Field<String>,
        recipient: Field<String>,
        due: Field<Datetime>,
        filed: Field<String>,
        recurring: Vec<Spanned<String>>,
        money: Field<bool>,
    }
    RawExample { codes: std::collections::BTreeMap<Spanned<String>, Spanned<String>>, lands: Field<RawLands> }
    RawLands { area: Field<String>, activity: Field<String>, set_aside: Field<String>, out_of_scope: bool }

    /// A report profile.
    ProfileFile { profile: Field<RawProfile>, table: Vec<RawTable> }
    RawProfile { id: Field<String>, title: Field<String>, recipient: Field<String>, reference: Field<String> }
    RawTable {
        id: Field<String>,
        title: Field<String>,
        shows: Field<String>,
        agreements: Vec<Spanned<String>>,
        areas: Vec<Spanned<String>>,
        measure: Field<String>,
        unit: Field<String>,
        decimals: Field<i64>,
        rounding: Field<String>,
        total: Field<String>,
        note: Field<String>,
        stated: Vec<RawStated>,
    }
    RawStated { row: Field<String>, figure: Field<String> }

    /// A layout file.
    LayoutFile {
        layout: Field<RawLayout>,
        columns: std::collections::BTreeMap<Spanned<String>, Spanned<Vec<String>>>,
        parts: std::collections::BTreeMap<Spanned<String>, Spanned<Vec<String>>>,
        values: RawValues,
        delimited: RawDelimited,
        workbook: RawWorkbook,
        sie: RawSie,
    }
    RawLayout { id: Field<String>, title: Field<String> }
    RawValues {
        decimal: Field<String>,
        sign: Field<String>,
        thousands: Vec<Spanned<String>>,
        unit: Field<String>,
        currency: Field<String>,
        debit_words: Vec<Spanned<String>>,
        credit_words: Vec<Spanned<String>>,
        negative_sides: bool,
        rounding: Field<String>,
        float_noise: bool,
        periods: Vec<Spanned<String>>,
        period_from: Field<String>,
        dates: Vec<Spanned<String>>,
        no_date: Vec<Spanned<String>>,
        header_rows: Field<i64>,
        totals: Vec<String>,
        code_and_name: Vec<Spanned<String>>,
        fill_down: Vec<Spanned<String>>,
        never_blank: Vec<Spanned<String>>,
        optional: Vec<Spanned<String>>,
    }
    RawDelimited { encoding: Field<String>, separator: Field<String> }
    RawWorkbook { sheets: Vec<String> }
    RawSie { balances_by: Vec<String> }

    /// An account group file.
    AccountsFile { accounts: Field<RawAccounts>, group: Vec<RawGroup> }
    RawAccounts { id: Field<String>, title: Field<String>, part: Field<String> }
    RawGroup { id: Field<String>, title: Field<String>, kind: Field<String>, prefixes: Vec<Spanned<String>> }
}

/// Conditions on code parts, by part name in the file's order of writing.
pub(super) type RawCodes = std::collections::BTreeMap<Spanned<String>, Spanned<RawCondSet>>;

/// The conditions on one part: `"1702"`, `["1702", "1703"]`, `{ from = "1700", to = "1799" }`, `{ prefix = "17" }`,
/// or a list of these.
#[derive(Clone, Debug, Default)]
pub(super) struct RawCondSet(pub(super) Vec<RawCond>);

/// One condition.
#[derive(Clone, Debug)]
pub(super) enum RawCond {
    Equal(String),
    Range(String, String),
    Prefix(String),
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct RawSpan {
    from: Option<String>,
    to: Option<String>,
    prefix: Option<String>,
}

impl RawSpan {
    fn condition<E: serde::de::Error>(self) -> Result<RawCond, E> {
        match (self.from, self.to, self.prefix) {
            (Some(from), Some(to), None) => Ok(RawCond::Range(from, to)),
            (None, None, Some(prefix)) => Ok(RawCond::Prefix(prefix)),
            _ => Err(E::custom("expected { from, to } or { prefix }")),
        }
    }
}

impl<'de> Deserialize<'de> for RawCondSet {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CondVisitor)
    }
}

struct CondVisitor;

impl<'de> Visitor<'de> for CondVisitor {
    type Value = RawCondSet;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("\"1702\", [\"1702\", \"1703\"], { from = \"1700\", to = \"1799\" }, { prefix = \"17\" }")
    }

    fn visit_str<E: serde::de::Error>(self, code: &str) -> Result<RawCondSet, E> {
        Ok(RawCondSet(vec![RawCond::Equal(code.to_owned())]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<RawCondSet, A::Error> {
        let mut conditions = Vec::new();
        while let Some(item) = items.next_element::<RawCondSet>()? {
            conditions.extend(item.0);
        }
        Ok(RawCondSet(conditions))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawCondSet, A::Error> {
        let span = RawSpan::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
        Ok(RawCondSet(vec![span.condition()?]))
    }
}
