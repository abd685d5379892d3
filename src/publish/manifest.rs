//! The manifest (`manifest.json`): what went in, what came out and what was counted on the way, so that a set can
//! be verified later. Takes the run's account of itself and the staged files, hands on JSON that is the same for
//! the same inputs. Refuses times, users and absolute paths: those stand in the run log (`korlogg.json`).

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize, Serializer};

use crate::model::control::Totals;
use crate::model::digest::{Digest, Sum};

/// The manifest's name in the set.
pub(super) const MANIFEST: &str = "manifest.json";
/// The run log's name; it is the one file of the folder that the manifest does not list.
pub(super) const RUN_LOG: &str = "korlogg.json";

/// A file by its contents.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HashedFile {
    /// Name or path relative to its set, with `/` between folders.
    pub name: String,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
}

impl HashedFile {
    /// A file on disk under a name.
    pub fn of(name: &str, path: &Path) -> io::Result<Self> {
        hashed(name.to_owned(), path)
    }

    /// Contents that were read already.
    pub fn of_bytes(name: &str, contents: &[u8]) -> Self {
        Self::with(name.to_owned(), Digest::of(contents))
    }

    /// What is known of a file's contents.
    pub fn with(name: String, Digest { sha256, bytes }: Digest) -> Self {
        Self { name, sha256, bytes }
    }
}

/// Control totals of one stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StageTotals {
    /// The stage or boundary.
    pub stage: String,
    /// Rows, debit, credit and net; amounts as text in kronor, since JSON numbers are floats to most readers.
    #[serde(flatten, serialize_with = "totals_as_text")]
    pub totals: Totals,
}

/// What a run says of itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Manifest {
    /// Version of tertial.
    pub tool_version: String,
    /// Version of the output's format.
    pub format_version: u32,
    /// The job.
    pub job: String,
    /// What the run reports through, such as `2022-T2`.
    pub through: String,
    /// The day that the run stands on, as `2022-08-31`.
    pub as_of: String,
    /// The extracts, in canonical order.
    pub inputs: Vec<HashedFile>,
    /// The pipeline files.
    pub pipeline: Vec<HashedFile>,
    /// Control totals in the order of the flow.
    pub totals: Vec<StageTotals>,
    /// Findings with code, place and values.
    pub findings: Vec<serde_json::Value>,
}

/// What is true of one run only, and so stands outside the sealed set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RunLog {
    /// When the run started.
    pub started: String,
    /// When it was finished.
    pub finished: String,
    /// Who ran it, if known.
    pub user: Option<String>,
    /// Where, if known.
    pub host: Option<String>,
    /// The command line.
    pub command: Vec<String>,
}

/// The manifest with the files that it seals.
#[derive(Serialize)]
struct SealedManifest<'a> {
    #[serde(flatten)]
    manifest: &'a Manifest,
    outputs: &'a [HashedFile],
}

/// The run log with the set that it is about.
#[derive(Serialize)]
struct SealedLog<'a> {
    #[serde(flatten)]
    log: &'a RunLog,
    manifest_sha256: &'a str,
}

/// The part of a manifest that tells which files a set holds.
#[derive(Deserialize)]
pub(super) struct Outputs {
    /// Every file but manifest and run log.
    pub(super) outputs: Vec<HashedFile>,
}

/// The manifest as JSON.
pub(super) fn manifest_json(manifest: &Manifest, outputs: &[HashedFile]) -> serde_json::Result<Vec<u8>> {
    pretty(&SealedManifest { manifest, outputs })
}

/// The run log as JSON.
pub(super) fn log_json(log: &RunLog, manifest_sha256: &str) -> serde_json::Result<Vec<u8>> {
    pretty(&SealedLog { log, manifest_sha256 })
}

/// Every file below a folder, by path relative to it, sorted.
pub(super) fn files_below(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    let mut folders = vec![(String::new(), folder.to_owned())];
    while let Some((prefix, next)) = folders.pop() {
        for entry in std::fs::read_dir(next)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                folders.push((format!("{name}/"), entry.path()));
            } else {
                files.push((name, entry.path()));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Size and SHA-256 of a file under a name.
pub(super) fn hashed(name: String, path: &Path) -> io::Result<HashedFile> {
    let mut file = File::open(path)?;
    let mut buffer = vec![0_u8; 1 << 16];
    let mut sum = Sum::default();
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(HashedFile::with(name, sum.finish()));
        }
        sum.add(&buffer[..read]);
    }
}

fn pretty(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut json = serde_json::to_vec_pretty(value)?;
    json.push(b'\n');
    Ok(json)
}

/// The form of [`StageTotals::totals`].
#[derive(Serialize)]
struct TotalsAsText {
    rows: u64,
    debit: String,
    credit: String,
    net: Option<String>,
}

fn totals_as_text<S: Serializer>(totals: &Totals, serializer: S) -> Result<S::Ok, S::Error> {
    let text = TotalsAsText {
        rows: totals.rows,
        debit: totals.debit.to_string(),
        credit: totals.credit.to_string(),
        net: totals.net().ok().map(|net| net.to_string()),
    };
    text.serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::money::Ore;

    #[test]
    fn amounts_are_text_and_the_order_is_fixed() {
        let totals = Totals { rows: 2, debit: Ore::new(150), credit: Ore::new(1_050) };
        let manifest = Manifest {
            totals: vec![StageTotals { stage: "map-fold".to_owned(), totals }],
            findings: vec![serde_json::json!({ "code": "month-missing", "period": "2022-07" })],
            ..Manifest::default()
        };
        let json = String::from_utf8(manifest_json(&manifest, &[]).unwrap()).unwrap();
        assert!(json.starts_with("{\n  \"tool_version\"") && json.ends_with("}\n"));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let expected = serde_json::json!({
            "stage": "map-fold", "rows": 2, "debit": "1.50", "credit": "10.50", "net": "-9.00"
        });
        assert_eq!(json["totals"][0], expected);
    }
}
