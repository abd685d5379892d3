//! Headings of columns that a run looks at although no layout names them, from `pipelines/aliases.toml`. Takes nothing, hands on
//! the headings as they are written there; refuses to know what stands below them.

use std::sync::LazyLock;

use serde::Deserialize;

/// The table as it is shipped.
const SOURCE: &str = include_str!("../../pipelines/aliases.toml");

#[derive(Default, Deserialize)]
#[serde(default)]
struct File {
    told: Told,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Told {
    currency: Vec<String>,
}

/// Headings of a column of currencies (*valuta*).
pub fn currency_headings() -> &'static [String] {
    static FILE: LazyLock<File> = LazyLock::new(|| toml::from_str(SOURCE).unwrap_or_default());
    &FILE.told.currency
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_shipped_table_has_headings() {
        assert!(!super::currency_headings().is_empty());
    }
}
