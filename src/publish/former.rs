//! A former run's set, when a new one takes its place. Takes its folder, and says whether a person has changed or
//! added anything since it was sealed: such a folder (a workbook with decisions filled in, say) is kept under
//! another name, any other is removed. Refuses to delete what it cannot recognise.

use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::manifest::{MANIFEST, Outputs, RUN_LOG, files_below, hashed};

/// Removes a replaced set, or keeps it beside its successor where a person has worked in it.
///
/// `target` is the place that the set had; the kept one is named after it.
pub(super) fn dispose(set: &Path, target: &Path) -> io::Result<Option<PathBuf>> {
    // What is no folder is none of ours: it is kept like a person's work.
    if set.is_dir() && !worked_in(set)? {
        std::fs::remove_dir_all(set)?;
        return Ok(None);
    }
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut number = 1_u32;
    loop {
        let kept = target.with_file_name(format!("{name}-sparad-{number}"));
        if !kept.try_exists()? {
            std::fs::rename(set, &kept)?;
            return Ok(Some(kept));
        }
        number += 1;
    }
}

/// Whether a set holds a file that its manifest does not know, or knows with other contents.
fn worked_in(set: &Path) -> io::Result<bool> {
    let files = files_below(set)?;
    let sealed = std::fs::read(set.join(MANIFEST)).ok().and_then(|json| serde_json::from_slice::<Outputs>(&json).ok());
    let Some(sealed) = sealed else { return Ok(files.iter().any(|(name, _)| !is_noise(name))) };
    let is_changed = |(name, path): (String, PathBuf)| -> io::Result<bool> {
        if name == MANIFEST || name == RUN_LOG || is_noise(&name) {
            return Ok(false);
        }
        let Some(known) = sealed.outputs.iter().find(|known| known.name == name) else { return Ok(true) };
        // The size first: most changes show there, without reading the file.
        Ok(path.metadata()?.len() != known.bytes || hashed(name, &path)? != *known)
    };
    let changed = files.into_par_iter().map(is_changed).collect::<io::Result<Vec<bool>>>()?;
    Ok(changed.contains(&true))
}

/// What programs leave behind: an open workbook's lock, a file manager's notes.
fn is_noise(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    last.starts_with('.') || last.starts_with("~$") || last == "Thumbs.db" || last == "desktop.ini"
}
