//! Why something could not be done: a name that the messages know, and the words of whoever said it. Takes what an
//! operating system or a library said; refuses to leave common causes in their English.

use std::fmt::Display;
use std::io::{Error, ErrorKind};

use super::Value;

/// What the standard library puts behind an operating system's words. Libraries hand those words on, often without the
/// error itself, so it is told by them.
const NUMBERED: &str = "(os error ";

/// Too many files are open: the numbers of it, which have no kind.
#[cfg(unix)]
const TOO_MANY: [i32; 2] = [23, 24];
#[cfg(not(unix))]
const TOO_MANY: [i32; 1] = [4];

/// Another program holds the file.
#[cfg(windows)]
const IN_USE: [i32; 2] = [32, 33];
#[cfg(not(windows))]
const IN_USE: [i32; 1] = [26];

/// Why the operating system refused.
pub fn refused(error: impl Display) -> Value {
    let said = error.to_string();
    match number(&said).map(named) {
        Some(Some(name)) => Value::Cause { name, said: String::new() },
        // Brackets within brackets read badly.
        _ => Value::Cause {
            name: "system",
            said: said.replace(" (os error", ", os error").replace(NUMBERED, "os error ").replace(')', ""),
        },
    }
}

/// What is wrong with a file that a library could not read.
pub fn damage(said: impl Display) -> Value {
    let said = said.to_string();
    let words = said.to_lowercase();
    let has = |any: &[&str]| any.iter().any(|part| words.contains(part));
    let name = match () {
        () if number(&said).is_some() => return refused(said),
        () if has(&["checksum", "crc"]) => "checksum",
        () if has(&["doctype"]) => "entities",
        () if has(&["unexpected end", "incomplete", "fill whole buffer"]) || ends(&words) => "cut-off",
        () if has(&["unsupported zip", "compression method", "unsupported compression"]) => "packing",
        () => "damaged",
    };
    Value::Cause { name, said }
}

/// A word that means the end of a file.
fn ends(words: &str) -> bool {
    words.split(|c: char| !c.is_alphanumeric()).any(|word| ["eof", "eocd", "unexpectedeof"].contains(&word))
}

fn number(said: &str) -> Option<i32> {
    let (_, behind) = said.split_once(NUMBERED)?;
    behind.split_once(')')?.0.parse().ok()
}

fn named(number: i32) -> Option<&'static str> {
    if TOO_MANY.contains(&number) {
        return Some("too-many-open");
    }
    if IN_USE.contains(&number) {
        return Some("in-use");
    }
    match Error::from_raw_os_error(number).kind() {
        ErrorKind::NotFound => Some("not-found"),
        ErrorKind::PermissionDenied => Some("no-permission"),
        ErrorKind::IsADirectory => Some("is-a-folder"),
        ErrorKind::NotADirectory => Some("not-a-folder"),
        ErrorKind::StorageFull => Some("disk-full"),
        ErrorKind::QuotaExceeded => Some("quota"),
        ErrorKind::FileTooLarge => Some("file-too-large"),
        ErrorKind::ReadOnlyFilesystem => Some("read-only"),
        ErrorKind::Interrupted => Some("interrupted"),
        ErrorKind::ResourceBusy => Some("in-use"),
        ErrorKind::OutOfMemory => Some("no-memory"),
        ErrorKind::DirectoryNotEmpty => Some("not-empty"),
        ErrorKind::AlreadyExists => Some("exists"),
        ErrorKind::BrokenPipe => Some("reader-gone"),
        ErrorKind::TimedOut | ErrorKind::StaleNetworkFileHandle | ErrorKind::HostUnreachable => Some("network"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause(value: &Value) -> (&'static str, &str) {
        match value {
            Value::Cause { name, said } => (name, said),
            _ => ("", ""),
        }
    }

    #[cfg(unix)]
    #[test]
    fn common_errors_of_the_system_have_names_and_others_are_quoted() {
        for (number, name) in [
            (2, "not-found"),
            (4, "interrupted"),
            (12, "no-memory"),
            (13, "no-permission"),
            (20, "not-a-folder"),
            (21, "is-a-folder"),
            (24, "too-many-open"),
            (26, "in-use"),
            (28, "disk-full"),
            (30, "read-only"),
            (32, "reader-gone"),
        ] {
            let error = Error::from_raw_os_error(number);
            assert_eq!(cause(&refused(&error)), (name, ""), "{error}");
            // A library's own words around it change nothing.
            assert_eq!(cause(&damage(format!("csv: {error}"))), (name, ""), "{error}");
        }
        assert_eq!(cause(&refused(Error::from_raw_os_error(5))), ("system", "Input/output error, os error 5"));
        assert_eq!(cause(&refused("write zero")), ("system", "write zero"));
    }

    #[test]
    fn damage_is_told_by_what_a_library_says() {
        for (said, name) in [
            ("corrupt gzip stream does not have a matching checksum", "checksum"),
            ("Invalid checksum", "checksum"),
            ("xl/workbook.xml: unexpected end of file", "cut-off"),
            ("invalid Zip archive: Could not find EOCD", "cut-off"),
            ("unsupported Zip archive: Compression method not supported", "packing"),
            ("incomplete deflate stream", "cut-off"),
            ("content.xml: DOCTYPE, ENTITY", "entities"),
            ("corrupt deflate stream", "damaged"),
        ] {
            assert_eq!(cause(&damage(said)), (name, said));
        }
    }
}
