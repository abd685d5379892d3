//! An input whose batches are asked for, so that whoever needs the next one reads it. Takes an open text, hands on sealed
//! batches; refuses workbooks and SIE files: rows of theirs are handed on as they are met.

use crate::model::digest::Digest;
use crate::model::finding::Problem;
use crate::model::raw::{RawBatch, Seal};
use crate::model::source::SourceId;

use super::delimited::Blocks;
use super::{Extract, Kind, within};

/// A text under way.
pub struct Asked {
    name: String,
    source: SourceId,
    blocks: Blocks,
    /// What the file is, where it was in memory.
    digest: Option<Digest>,
}

impl Extract {
    /// The same to be asked for batches of about so many bytes; as it was where its format only hands rows on.
    pub fn asked(self, source: SourceId, batch_bytes: usize) -> Result<Asked, Self> {
        match self.kind {
            Kind::Delimited(text) => {
                Ok(Asked { name: self.name, source, blocks: text.in_blocks(batch_bytes), digest: self.digest })
            }
            kind => Err(Self { kind, ..self }),
        }
    }
}

impl Asked {
    /// Empties the batch and fills it with the next rows; false where there are no more.
    pub fn next(&mut self, batch: &mut RawBatch) -> Result<bool, Problem> {
        let more = self.blocks.next(&mut batch.rows).and_then(|more| within(batch.rows.last()).map(|()| more));
        let more = more.map_err(|problem| in_file(problem, &self.name))?;
        (batch.source, batch.sheet, batch.seal) = (self.source, 0, Seal::of(&batch.rows));
        Ok(more)
    }

    /// After the last batch: what the file was.
    pub fn finish(self) -> Result<Digest, Problem> {
        let streamed = self.blocks.finish().map_err(|problem| in_file(problem, &self.name))?;
        Ok(self.digest.or(streamed).unwrap_or_else(|| Digest::of(&[])))
    }
}

fn in_file(mut problem: Problem, name: &str) -> Problem {
    problem.place.file.get_or_insert_with(|| name.to_owned());
    problem
}
