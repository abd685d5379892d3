//! A part of a package as it is unpacked. Takes the package and the part's place, hands on stretches of its bytes; a large
//! part is unpacked ahead on a thread of its own, and never held as a whole. The package has been looked through before:
//! what is damaged ends early here.

use std::io::{Cursor, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::scope;

use zip::ZipArchive;

use crate::read::contained::contained;

/// Bytes that are unpacked at a time.
const CHUNK: usize = 1 << 17;
/// Chunks that wait to be read.
const AHEAD: usize = 4;
/// Parts of more packed bytes than this get their own thread.
const LARGE: u64 = 500_000;

/// A part at some place.
pub(super) struct Source<'a> {
    next: &'a mut dyn FnMut(&mut Vec<u8>) -> bool,
    buffer: Vec<u8>,
    at: usize,
}

impl Source<'_> {
    /// Lets a part be read.
    pub(super) fn of(zip: &mut ZipArchive<Cursor<&[u8]>>, place: usize, read: impl FnOnce(&mut Source<'_>)) {
        let Ok(mut entry) = zip.by_index(place) else { return };
        if entry.compressed_size() <= LARGE {
            let mut next = |buffer: &mut Vec<u8>| chunk(&mut entry, buffer);
            return read(&mut Source { next: &mut next, buffer: Vec::new(), at: 0 });
        }
        scope(|scope| {
            let (full, filled) = sync_channel::<Vec<u8>>(AHEAD);
            let (spent, empty) = sync_channel::<Vec<u8>>(AHEAD + 2);
            scope.spawn(move || contained(|| ahead(&mut entry, &full, &empty)));
            let mut next = |buffer: &mut Vec<u8>| {
                let Ok(chunk) = filled.recv() else { return false };
                buffer.extend_from_slice(&chunk);
                spent.try_send(chunk).ok();
                true
            };
            read(&mut Source { next: &mut next, buffer: Vec::new(), at: 0 });
        });
    }

    pub(super) fn rest(&self) -> &[u8] {
        self.buffer.get(self.at..).unwrap_or_default()
    }

    /// So many bytes have been read.
    pub(super) fn pass(&mut self, length: usize) {
        self.at = self.at.saturating_add(length);
    }

    /// Unpacks on; false at the end.
    pub(super) fn more(&mut self) -> bool {
        self.buffer.drain(..self.at.min(self.buffer.len()));
        self.at = 0;
        (self.next)(&mut self.buffer)
    }
}

/// Unpacks until there is no more, or nobody who wants it.
fn ahead(entry: &mut impl Read, full: &SyncSender<Vec<u8>>, empty: &Receiver<Vec<u8>>) {
    loop {
        let mut buffer = empty.try_recv().unwrap_or_default();
        buffer.clear();
        if !chunk(entry, &mut buffer) || full.send(buffer).is_err() {
            return;
        }
    }
}

/// Adds a chunk; false where there is none.
fn chunk(entry: &mut impl Read, buffer: &mut Vec<u8>) -> bool {
    let (before, most) = (buffer.len(), buffer.len() + CHUNK);
    buffer.resize(most, 0);
    let mut end = before;
    while end < most {
        match entry.read(buffer.get_mut(end..).unwrap_or_default()) {
            Ok(read) if read > 0 => end += read,
            _ => break,
        }
    }
    buffer.truncate(end);
    end > before
}
