//! What an extract can be, item by item, and what shows that tertial takes it or refuses it in so many words. One list
//! per area, in a file of its own; an item without a case fails, and so does a case that isn't there.
//!
//! What shows an item is the name of a folder in `tests/corpus/`, or `path/of/file.rs::name_of_a_test`.

mod dialects;
mod numbers;
mod read;
mod sie;
mod values;

use std::collections::BTreeSet;

use crate::workdir::repo;

/// An item, with what shows it.
pub(crate) type Item = (&'static str, &'static [&'static str]);

/// Whether a corpus case or a test of that name is there.
fn is_there(shown_by: &str) -> bool {
    match shown_by.split_once("::") {
        Some((file, test)) => {
            let source = std::fs::read_to_string(repo(file)).unwrap_or_default();
            source.contains(&format!("#[test]\n    fn {test}()")) || source.contains(&format!("#[test]\nfn {test}()"))
        }
        None => repo("tests/corpus").join(shown_by).join("case.toml").is_file(),
    }
}

/// Every item stands once, and something shows it.
pub(crate) fn assert_shown(items: &[Item]) {
    let mut faults = Vec::new();
    let mut met = BTreeSet::new();
    for (item, shown_by) in items {
        if !met.insert(item) {
            faults.push(format!("{item}: twice"));
        }
        if shown_by.is_empty() {
            faults.push(format!("{item}: nothing shows it"));
        }
        let missing = shown_by.iter().filter(|shown_by| !is_there(shown_by));
        faults.extend(missing.map(|shown_by| format!("{item}: there is no {shown_by}")));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
