//! A part of a workbook packed by itself. Takes its name and its bytes, hands on an archive of it alone, from which it is
//! copied into the workbook's as it is. Refuses what an archive of 32 bits cannot hold. The library that writes archives
//! takes half as long again to pack, and accepts what is packed only as a part of another archive.

use std::io;

use libdeflater::{CompressionLvl, Compressor};

/// How hard: the next level takes half as long again and saves a fifteenth (docs/DECISIONS.md).
const LEVEL: i32 = 1;
/// A part that takes less than one byte of so many is packed at the first try.
const LIKELY: usize = 4;
/// Packed by deflate, by a program that knows version 2.0 of the format.
const VERSION: u16 = 20;
const DEFLATED: u16 = 8;
/// 1 January 1980, the first day that there is: the same bytes whenever they are written.
const DAY: u16 = 1 << 5 | 1;
/// A file of Unix that its owner reads and writes.
const ON_UNIX: u16 = 3 << 8;
const MODE: u32 = 0o100_600 << 16;

/// The archive. After APPNOTE.TXT 6.3, sections 4.3.7 (local header), 4.3.12 (central directory) and 4.3.16 (its end).
pub(super) fn packed(name: &str, bytes: &[u8]) -> io::Result<Vec<u8>> {
    let head = 30 + name.len();
    let mut archive = deflated(head, bytes)?;
    let about = about(name, bytes, archive.len() - head)?;
    archive[..4].copy_from_slice(b"PK\x03\x04");
    archive[4..head - name.len()].copy_from_slice(&about);
    archive[head - name.len()..head].copy_from_slice(name.as_bytes());
    let directory = archive.len();
    archive.extend_from_slice(b"PK\x01\x02");
    archive.extend_from_slice(&(ON_UNIX | VERSION).to_le_bytes());
    archive.extend_from_slice(&about);
    // No comment, the first disk, nothing of its contents; then where it starts.
    archive.extend_from_slice(&[0; 6]);
    archive.extend_from_slice(&MODE.to_le_bytes());
    archive.extend_from_slice(&[0; 4]);
    archive.extend_from_slice(name.as_bytes());
    let size = archive.len() - directory;
    archive.extend_from_slice(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    archive.extend_from_slice(&four(size)?);
    archive.extend_from_slice(&four(directory)?);
    archive.extend_from_slice(&[0; 2]);
    Ok(archive)
}

/// The bytes packed, behind so many zeros.
fn deflated(head: usize, bytes: &[u8]) -> io::Result<Vec<u8>> {
    let level = CompressionLvl::new(LEVEL).map_err(|_| io::Error::other("no such level"))?;
    let mut packer = Compressor::new(level);
    // Rows of a sheet take an eighth; room for all that they could take would be memory touched for nothing.
    for room in [bytes.len() / LIKELY, packer.deflate_compress_bound(bytes.len())] {
        let mut all = vec![0; head + room];
        if let Ok(length) = packer.deflate_compress(bytes, &mut all[head..]) {
            all.truncate(head + length);
            return Ok(all);
        }
    }
    Err(too_long())
}

/// What the part's header and the directory both say of it.
fn about(name: &str, bytes: &[u8], packed: usize) -> io::Result<[u8; 26]> {
    let two = |number: usize| u16::try_from(number).map(u16::to_le_bytes).map_err(|_| too_long());
    let mut about = [0; 26];
    let (fields, sizes) = about.split_at_mut(10);
    fields[..2].copy_from_slice(&VERSION.to_le_bytes());
    fields[4..6].copy_from_slice(&DEFLATED.to_le_bytes());
    fields[8..].copy_from_slice(&DAY.to_le_bytes());
    sizes[..4].copy_from_slice(&libdeflater::crc32(bytes).to_le_bytes());
    sizes[4..8].copy_from_slice(&four(packed)?);
    sizes[8..12].copy_from_slice(&four(bytes.len())?);
    sizes[12..14].copy_from_slice(&two(name.len())?);
    Ok(about)
}

fn four(number: usize) -> io::Result<[u8; 4]> {
    // The greatest number says that the true one stands elsewhere.
    u32::try_from(number).ok().filter(|number| *number < u32::MAX).map(u32::to_le_bytes).ok_or_else(too_long)
}

fn too_long() -> io::Error {
    io::ErrorKind::FileTooLarge.into()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use zip::{CompressionMethod, ZipArchive};

    use super::*;

    #[test]
    fn another_reader_finds_the_part_as_it_was() {
        let rows: Vec<String> =
            (0..9_000).map(|row| format!("<row r=\"{row}\"><c><v>{}</v></c></row>", row * 7)).collect();
        let rows = rows.concat();
        let mixed: Vec<u8> = (0..9_000_u32).flat_map(|n| n.wrapping_mul(0x9e37_79b9).to_be_bytes()).collect();
        for (bytes, share) in [(&b""[..], 1), (b"<sst/>", 1), (rows.as_bytes(), LIKELY), (&mixed, 1)] {
            let archive = packed("xl/worksheets/sheet1.xml", bytes).unwrap();
            assert!(archive.len() < 300 + bytes.len() / share, "{} bytes of {}", archive.len(), bytes.len());
            let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
            let mut part = archive.by_name("xl/worksheets/sheet1.xml").unwrap();
            assert_eq!((part.compression(), part.unix_mode()), (CompressionMethod::Deflated, Some(0o100_600)));
            // The reader checks the sum at the end.
            let mut found = Vec::new();
            part.read_to_end(&mut found).unwrap();
            assert_eq!(found, bytes);
        }
    }
}
