//! The texts that cells share. Takes the part that holds them, keeps them one after the other in one piece; refuses
//! nothing: it says where the part is spelt in a way that it doesn't know for certain.

use super::Took;
use super::reader::{Ends, Halt, Reader};

/// Texts by their place.
#[derive(Default)]
pub(super) struct Strings {
    letters: String,
    ends: Vec<usize>,
    /// Of the names, once the texts have begun.
    prefix: Option<Vec<u8>>,
}

impl Strings {
    #[inline]
    pub(super) fn get(&self, place: usize) -> Option<&str> {
        let end = *self.ends.get(place)?;
        let start = place.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.letters.get(start..end)
    }

    /// Takes what is whole in a stretch.
    pub(super) fn take(&mut self, stretch: &[u8]) -> Took {
        let mut reader = Reader { rest: stretch, prefix: b"" };
        let prefix = match self.prefix.take() {
            Some(prefix) => prefix,
            None => match reader.head(b"sst") {
                Ok((_, Ends::Empty)) => return Took::All,
                Ok((prefix, Ends::Open)) => prefix,
                Err(halt) => return halt.before(stretch, stretch),
            },
        };
        let mut reader = Reader { rest: reader.rest, prefix: &prefix };
        let took = loop {
            reader.space();
            let whole = reader.rest;
            match self.next(&mut reader) {
                Ok(true) => {}
                Ok(false) => break Took::All,
                Err(halt) => break halt.before(stretch, whole),
            }
        };
        self.prefix = Some(prefix);
        took
    }

    /// Takes the next text; false at the end of all.
    #[inline]
    fn next(&mut self, reader: &mut Reader<'_, '_>) -> Result<bool, Halt> {
        if !reader.opens(b"si")? {
            return if reader.closes(b"sst")? { Ok(false) } else { Err(Halt::Unsure) };
        }
        if reader.ends_whatever()? == Ends::Open {
            self.letters.push_str(&reader.string(b"si")?);
        }
        self.ends.push(self.letters.len());
        Ok(true)
    }
}
