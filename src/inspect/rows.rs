//! The table as it was read: raw cells as UTF-8 CSV, so that anyone can compare it with the source. Takes a path, writes
//! every row of the file, or of the sheet that holds the table; refuses to leave a row out.

use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::model::finding::{Problem, refused};
use crate::model::raw::RawCell;
use crate::pipeline::ReadLimits;
use crate::read::{self, ReadError};

use super::kept::File;
use super::opening::{look_at, reading, sheets};
use super::read_sheets;

/// Writes the rows of a file, or of one sheet of it.
pub fn rows(path: &Path, sheet: Option<&str>, out: &mut dyn Write) -> Result<(), Problem> {
    let limits = ReadLimits::default();
    let name = path.to_string_lossy().into_owned();
    let mut contents = read::load(path, &name, &limits)?;
    let look = look_at(&mut contents, &limits)?;
    let mut layout = reading(&look);
    layout.sheets = sheet.map(str::to_owned).into_iter().collect();
    let mut file = File::new(&contents, &look, &limits);
    let seen = sheets(&mut file, &layout)?;
    layout.sheets = read_sheets(&seen);
    let opened = file.open(&layout)?;
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(out);
    let read = opened.each(&mut |batch| {
        let mut rows = batch.rows.iter();
        rows.try_for_each(|row| writer.write_record(row.cells.iter().map(RawCell::shown)))
    });
    let written = match read {
        Ok(()) => writer.flush(),
        Err(ReadError::Input(problem)) => return Err(*problem),
        Err(ReadError::Taker(error)) => Err(error.into()),
    };
    match written {
        // A reader that has gone away has had what it wanted.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Problem::new("stdout-not-written", vec![("detail", refused(error))]))
        }
        _ => Ok(()),
    }
}
