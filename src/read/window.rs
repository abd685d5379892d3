//! A file going by: as much of it as is being looked at. Takes a file's head and the rest of it, hands on stretches of
//! its bytes from where the last one ended; refuses to hold more than was asked for.

use std::sync::Arc;

use crate::model::digest::Digest;
use crate::model::finding::Problem;

use super::file::Rest;

/// Bytes that have not been used yet.
pub(super) struct Window {
    bytes: Arc<Vec<u8>>,
    start: usize,
    rest: Option<Rest>,
    /// The rest has been read to its end.
    ended: bool,
}

impl Window {
    /// Over a file whose head is in memory, or all of it, from its first byte that is text.
    pub(super) fn new((bytes, start): (Arc<Vec<u8>>, usize), rest: Option<Rest>, whole: bool) -> Self {
        Self { bytes, start, rest, ended: whole }
    }

    /// The next so many bytes, and whether they are the file's last ones.
    pub(super) fn next(&mut self, wanted: usize) -> Result<(&[u8], bool), Problem> {
        let there = self.bytes.len() - self.start;
        if let Some(rest) = self.rest.as_mut().filter(|_| there < wanted && !self.ended) {
            let bytes = Arc::make_mut(&mut self.bytes);
            bytes.drain(..self.start);
            self.start = 0;
            self.ended = rest.read(wanted - there, bytes)?;
        }
        let end = self.bytes.len().min(self.start.saturating_add(wanted));
        Ok((self.bytes.get(self.start..end).unwrap_or_default(), self.ended && end == self.bytes.len()))
    }

    /// So many of them are done with.
    pub(super) fn used(&mut self, bytes: usize) {
        self.start = self.bytes.len().min(self.start.saturating_add(bytes));
    }

    /// What the file was, where this read it to its last byte.
    pub(super) fn digest(self) -> Option<Digest> {
        self.rest.map(|rest| rest.sum.finish())
    }
}
