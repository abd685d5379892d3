//! Damaged files, as a test: every file of the corpus about reading, with bytes changed, cut out and put in. Reading may
//! refuse any of them; it may not panic, hang or take a gigabyte.

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use crate::model::raw::RawBatch;
use crate::pipeline::{Encoding, Layout, ReadLimits};

use super::{Contents, ReadError, open};

/// Damaged versions of each file.
const VERSIONS: u64 = 20;
/// Larger files are left to the corpus.
const LARGEST: usize = 100_000;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % most.max(1)
    }
}

fn inputs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let ends = ["xlsx", "xlsm", "xlsb", "xls", "ods", "gz", "zip", "txt", "csv"];
    let is_input = |path: &PathBuf| {
        let ending = path.extension().is_some_and(|e| ends.iter().any(|known| e == *known));
        ending && path.file_name().is_some_and(|name| name != "findings.txt" && name != "error.txt")
    };
    let folders = std::fs::read_dir(root).expect("the corpus is there").filter_map(Result::ok);
    let about_reading = ["text-", "packed", "workbook-", "sep-", "utf-16", "not-an-extract", "quote"];
    // Files that unpack to tens of megabytes take long and show nothing more.
    let is_wanted = |name: &str| about_reading.iter().any(|start| name.starts_with(start)) && !name.ends_with("limits");
    let folders = folders.filter(|folder| is_wanted(&folder.file_name().to_string_lossy()));
    let files =
        folders.flat_map(|folder| std::fs::read_dir(folder.path()).into_iter().flatten().filter_map(Result::ok));
    let mut files: Vec<PathBuf> =
        files.map(|file| file.path()).filter(|path| path.is_file() && is_input(path)).collect();
    files.sort();
    files
}

fn damaged(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len());
        let end = (at + 1 + dice.below(32)).min(bytes.len());
        match dice.below(5) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => bytes[at..end].fill(if dice.below(2) == 0 { 0 } else { 0xFF }),
            3 => {
                let copy = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
            _ => bytes[at] ^= 1 << dice.below(8),
        }
        if bytes.is_empty() {
            break;
        }
    }
    bytes
}

/// A zip with one of its parts damaged and packed anew, so that what is within is met; any other file as it is damaged.
fn harmed(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut repacked = || -> Option<Vec<u8>> {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
        let chosen = dice.below(zip.len() + 2);
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        for place in 0..zip.len() {
            let mut entry = zip.by_index(place).ok()?;
            let mut part = Vec::new();
            entry.read_to_end(&mut part).ok()?;
            out.start_file(entry.name().ok()?, stored).ok()?;
            let part = if place == chosen && !part.is_empty() { damaged(&part, dice) } else { part };
            out.write_all(&part).ok()?;
        }
        (chosen < zip.len()).then_some(out.finish().ok()?.into_inner())
    };
    let repacked = repacked();
    repacked.unwrap_or_else(|| damaged(bytes, dice))
}

fn read(bytes: Vec<u8>, ending: &str, encoding: Encoding) -> Result<u64, &'static str> {
    let limits = ReadLimits { inflated_bytes: 20_000_000, sheet_cells: 1_000_000, ..ReadLimits::default() };
    let contents = Contents::of_bytes("fil", ending, bytes);
    let extract = open(contents, &Layout::of_published_tables(encoding), &limits).map_err(|problem| problem.id)?;
    let mut rows = 0;
    let read = extract.read(0, 100_000, &mut |batch: &mut RawBatch| {
        rows += batch.seal.rows;
        Ok::<(), std::convert::Infallible>(())
    });
    match read {
        Ok(_) => Ok(rows),
        Err(ReadError::Input(problem)) => Err(problem.id),
        Err(ReadError::Taker(never)) => match never {},
    }
}

#[test]
fn no_damaged_file_panics_or_hangs() {
    let (mut dice, mut refused, mut taken) = (Dice(1), 0_u64, 0_u64);
    for path in inputs() {
        let bytes = std::fs::read(&path).expect("an input can be read");
        if bytes.is_empty() || bytes.len() > LARGEST {
            continue;
        }
        let ending = path.extension().map(|e| e.to_string_lossy().into_owned()).unwrap_or_default();
        for version in 0..std::env::var("DAMAGE").ok().and_then(|n| n.parse().ok()).unwrap_or(VERSIONS) {
            let (_, encoding) = Encoding::ALL[dice.below(Encoding::ALL.len())];
            // The first version is the file as it is.
            let harmed = if version == 0 { bytes.clone() } else { harmed(&bytes, &mut dice) };
            let started = std::time::Instant::now();
            match read(harmed, &ending, encoding) {
                Ok(_) => taken += 1,
                Err(_) => refused += 1,
            }
            assert!(started.elapsed().as_secs() < 20, "{}, version {version}", path.display());
        }
    }
    assert!(refused > 500 && taken > 500, "{refused} refused, {taken} taken");
}
