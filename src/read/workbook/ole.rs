//! OLE containers: what an .xls, and an encrypted workbook of any kind, is kept in. Takes the container's bytes, hands
//! on a stream by its name; refuses chains that run in circles or out of the file.

use crate::read::packed::Fault;

/// First bytes of a container.
pub(in crate::read) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Sector numbers from here on mean something else than a sector.
const SPECIAL: u32 = 0xFFFF_FFFA;
/// A stream shorter than this lies in the small sectors.
const SMALL_STREAM: usize = 4_096;
const SMALL_SECTOR: usize = 64;
const ENTRY: usize = 128;

/// An open container.
pub(super) struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
    entries: Vec<Entry>,
    small: Vec<u8>,
    small_next: Vec<u32>,
}

struct Entry {
    name: String,
    start: u32,
    length: usize,
}

fn broken(detail: &str) -> Fault {
    Fault::Broken(format!("OLE: {detail}"))
}

fn half(bytes: &[u8], at: usize) -> Result<u16, Fault> {
    let two = bytes.get(at..at.saturating_add(2)).and_then(|two| two.try_into().ok());
    two.map(u16::from_le_bytes).ok_or_else(|| broken("unexpected end"))
}

fn word(bytes: &[u8], at: usize) -> Result<u32, Fault> {
    let four = bytes.get(at..at.saturating_add(4)).and_then(|four| four.try_into().ok());
    four.map(u32::from_le_bytes).ok_or_else(|| broken("unexpected end"))
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

impl<'a> Container<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let sector = match half(bytes, 30)? {
            9 => 512,
            12 => 4_096,
            _ => return Err(broken("sector size")),
        };
        let mut found =
            Self { bytes, sector, next: Vec::new(), entries: Vec::new(), small: Vec::new(), small_next: Vec::new() };
        found.load_chains()?;
        let folder = found.chain(word(bytes, 48)?)?;
        for entry in folder.chunks_exact(ENTRY) {
            let letters = usize::from(half(entry, 64)?).min(64) / 2;
            let units: Vec<u16> = entry
                .chunks_exact(2)
                .take(letters.saturating_sub(1))
                .map(|p| u16::from_le_bytes([p[0], p[1]]))
                .collect();
            let length = usize::try_from(word(entry, 120)?).unwrap_or(usize::MAX);
            found.entries.push(Entry { name: String::from_utf16_lossy(&units), start: word(entry, 116)?, length });
        }
        let root = found.entries.first().map(|root| root.start).ok_or_else(|| broken("no root"))?;
        if word(bytes, 64)? > 0 {
            found.small = found.chain(root)?;
            found.small_next = words(&found.chain(word(bytes, 60)?)?).collect();
        }
        Ok(found)
    }

    /// Which sector follows which: 109 sectors of such numbers are named in the head, more in a chain of their own.
    fn load_chains(&mut self) -> Result<(), Fault> {
        let mut tables: Vec<u32> = words(self.bytes.get(76..512).ok_or_else(|| broken("unexpected end"))?).collect();
        let mut more = word(self.bytes, 68)?;
        let mut met = 0;
        while more < SPECIAL {
            met += 1;
            if met > self.bytes.len() / self.sector + 1 {
                return Err(broken("a chain in circles"));
            }
            let mut listed: Vec<u32> = words(self.sector(more)?).collect();
            more = listed.pop().unwrap_or(u32::MAX);
            tables.append(&mut listed);
        }
        for table in tables.into_iter().filter(|table| *table < SPECIAL) {
            let numbers: Vec<u32> = words(self.sector(table)?).collect();
            self.next.extend(numbers);
            if self.next.len() / 64 > self.bytes.len() {
                return Err(broken("a chain in circles"));
            }
        }
        Ok(())
    }

    /// A sector; the last one of a file may be short.
    fn sector(&self, number: u32) -> Result<&'a [u8], Fault> {
        let place = usize::try_from(number).ok().and_then(|n| n.checked_add(1)?.checked_mul(self.sector));
        let start =
            place.filter(|start| *start < self.bytes.len()).ok_or_else(|| broken("a sector outside the file"))?;
        let end = start.saturating_add(self.sector).min(self.bytes.len());
        Ok(self.bytes.get(start..end).unwrap_or_default())
    }

    fn chain(&self, start: u32) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        let (mut at, mut met) = (start, 0);
        while at < SPECIAL {
            met += 1;
            if met > self.next.len() {
                return Err(broken("a chain in circles"));
            }
            bytes.extend_from_slice(self.sector(at)?);
            at = *self.next.get(at as usize).ok_or_else(|| broken("a chain out of the file"))?;
        }
        Ok(bytes)
    }

    fn small_chain(&self, start: u32) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        let (mut at, mut met) = (start, 0);
        while at < SPECIAL {
            met += 1;
            if met > self.small_next.len() {
                return Err(broken("a chain in circles"));
            }
            let place = (at as usize).saturating_mul(SMALL_SECTOR);
            let end = place.saturating_add(SMALL_SECTOR);
            bytes.extend_from_slice(self.small.get(place..end).ok_or_else(|| broken("a chain out of the file"))?);
            at = *self.small_next.get(at as usize).ok_or_else(|| broken("a chain out of the file"))?;
        }
        Ok(bytes)
    }

    /// A stream by its name, whatever its case; none where there is no such stream.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        let mut bytes =
            if entry.length < SMALL_STREAM { self.small_chain(entry.start)? } else { self.chain(entry.start)? };
        if bytes.len() < entry.length {
            return Err(broken("a stream that is cut off"));
        }
        bytes.truncate(entry.length);
        Ok(Some(bytes))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }
}
