//! What tells a file's contents from all others. Takes bytes in any pieces, hands on their number and SHA-256; refuses to
//! know where they stand.

use sha2::{Digest as _, Sha256};

/// What tells a file's contents from all others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
}

/// A digest under way.
#[derive(Clone, Default)]
pub struct Sum {
    hasher: Sha256,
    bytes: u64,
}

impl Sum {
    /// Takes the next bytes in.
    pub fn add(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
        self.bytes = self.bytes.saturating_add(bytes.len() as u64);
    }

    /// Bytes so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The digest of all of them.
    pub fn finish(self) -> Digest {
        let digits = b"0123456789abcdef".map(char::from);
        let digit = |half: u8| digits.get(usize::from(half)).copied().unwrap_or_default();
        let sum = self.hasher.finalize();
        let sha256 = sum.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect();
        Digest { sha256, bytes: self.bytes }
    }
}

impl Digest {
    /// Of bytes in memory.
    pub fn of(bytes: &[u8]) -> Self {
        let mut sum = Sum::default();
        sum.add(bytes);
        sum.finish()
    }
}
