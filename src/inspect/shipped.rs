//! The layouts that are shipped, tried on a file as a run would use them. Hands on which fit and what they read; refuses to
//! prefer one.

use crate::model::control::Totals;
use crate::model::finding::Problem;
use crate::pipeline::{ReadLimits, layout_alone};
use crate::read::Contents;

use super::prove::prove;

/// Each with its path.
const LAYOUTS: [(&str, &str); 6] = [
    ("pipelines/layouts/huvudbok.toml", include_str!("../../pipelines/layouts/huvudbok.toml")),
    ("pipelines/layouts/leverantorsreskontra.toml", include_str!("../../pipelines/layouts/leverantorsreskontra.toml")),
    (
        "pipelines/layouts/raindance-udp-id-text.toml",
        include_str!("../../pipelines/layouts/raindance-udp-id-text.toml"),
    ),
    ("pipelines/layouts/raindance-udp.toml", include_str!("../../pipelines/layouts/raindance-udp.toml")),
    ("pipelines/layouts/sie4.toml", include_str!("../../pipelines/layouts/sie4.toml")),
    ("pipelines/layouts/unit4-browser.toml", include_str!("../../pipelines/layouts/unit4-browser.toml")),
];

/// How a shipped layout takes a file.
#[derive(Clone, Debug)]
pub struct Shipped {
    /// Its path in the project.
    pub path: &'static str,
    /// What it reads, or why it doesn't.
    pub read: Result<Read, Vec<Problem>>,
}

/// What a layout reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    /// Postings.
    pub totals: Totals,
    /// Rows that it rejects.
    pub rejected: u64,
}

impl Shipped {
    /// Every row is read.
    pub fn fits(&self) -> bool {
        self.read.as_ref().is_ok_and(|read| read.rejected == 0 && read.totals.rows > 0)
    }
}

/// Tries them all.
pub(super) fn all(contents: &Contents, limits: &ReadLimits) -> Vec<Shipped> {
    let tried = |(path, source): (&'static str, &str)| {
        let read = layout_alone(path, source).and_then(|pipeline| {
            let proof = prove(contents.clone(), &pipeline, limits, None)?;
            Ok(Read { totals: proof.totals, rejected: proof.rejected() })
        });
        Shipped { path, read }
    };
    LAYOUTS.into_iter().map(tried).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_layout_is_tried_and_compiles() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("pipelines/layouts");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .expect("the layouts are there")
            .map(|entry| format!("pipelines/layouts/{}", entry.expect("an entry").file_name().to_string_lossy()))
            .collect();
        names.sort();
        assert_eq!(names, LAYOUTS.map(|(path, _)| path.to_owned()));
        for (path, source) in LAYOUTS {
            assert!(layout_alone(path, source).is_ok(), "{path}");
        }
    }
}
