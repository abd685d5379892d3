#![no_main]
#[path = "../bodies.rs"]
#[allow(dead_code)]
mod bodies;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bodies::workbook(bytes));

// A changed byte of a zip is a wrong checksum, and no more. So most often one part is changed, and packed anew.
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let whole = if seed % 8 == 0 { None } else { repacked(&data[..size], max_size, seed) };
    match whole {
        Some(bytes) => {
            data[..bytes.len()].copy_from_slice(&bytes);
            bytes.len()
        }
        None => libfuzzer_sys::fuzzer_mutate(data, size, max_size),
    }
});

fn repacked(bytes: &[u8], max_size: usize, seed: u32) -> Option<Vec<u8>> {
    let mut parts = bodies::parts(bytes)?;
    // Nobody reads the others.
    let read = |name: &str| !name.contains("theme") && !name.starts_with("docProps");
    let mut read: Vec<&mut Vec<u8>> =
        parts.iter_mut().filter(|(name, _)| read(name)).map(|(_, part)| part).collect();
    let chosen = (seed as usize / 8).checked_rem(read.len())?;
    let part = &mut *read[chosen];
    let (length, room) = (part.len(), part.len() + 512);
    part.resize(room, 0);
    let length = libfuzzer_sys::fuzzer_mutate(part, length, room);
    part.truncate(length);
    let bytes = bodies::packed(&parts);
    (!bytes.is_empty() && bytes.len() <= max_size).then_some(bytes)
}
