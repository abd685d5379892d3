//! The line that an error is on, so that it can be drawn. Takes a file that was read before, hands on frames; refuses
//! to hold more of the file than its lines, and files in which a row is no line.

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use crate::model::finding::Frame;
use crate::model::mask::masked;

use super::sie;

/// The lines of a file.
#[derive(Debug)]
pub struct Lines {
    name: String,
    lines: Vec<String>,
}

impl Lines {
    /// Of a file whose rows are lines as the user's editor shows them; so far SIE.
    pub fn of(path: &Path, name: &str) -> Option<Self> {
        let lines = sie::lines(&std::fs::read(path).ok()?)?;
        Some(Self { name: name.to_owned(), lines })
    }

    /// A line with a value of it marked, or the whole line where the value doesn't stand there as it is. Both are without
    /// identity numbers, so that the value is looked for where these no longer stand.
    pub fn frame(&self, row: u32, value: &str) -> Option<Frame> {
        let line = self.lines.get(usize::try_from(row).ok()?.checked_sub(1)?)?;
        let line = &*masked(line);
        let start = if value.is_empty() { None } else { alone(line, value) };
        let whole = line.len() - line.trim_start().len()..line.trim_end().len();
        Some(drawn(&self.name, row, line, start.map_or(whole, |start| start..start + value.len())))
    }
}

/// Where the value stands with nothing of a word or number around it.
fn alone(line: &str, value: &str) -> Option<usize> {
    let part = |c: char| c.is_alphanumeric() || ['.', ',', '-'].contains(&c);
    let found = line.match_indices(value).find(|(start, _)| {
        let (before, after) = (line.get(..*start), line.get(start + value.len()..));
        !before.is_some_and(|s| s.ends_with(part)) && !after.is_some_and(|s| s.starts_with(part))
    });
    found.map(|(start, _)| start)
}

/// A stretch of one line; all of it where identity numbers had to go, since the stretch no longer stands where it did.
pub(super) fn frame(name: &str, number: u32, line: &str, bytes: Range<usize>) -> Frame {
    match masked(line) {
        Cow::Owned(masked) if masked != line => drawn(name, number, &masked, 0..masked.len()),
        _ => drawn(name, number, line, bytes),
    }
}

/// A stretch of a line without identity numbers. Before it stand as many empty lines as the file has, so that its number is right without the
/// file's contents.
fn drawn(name: &str, number: u32, line: &str, bytes: Range<usize>) -> Frame {
    let before = usize::try_from(number.saturating_sub(1)).unwrap_or_default();
    let source = format!("{}{line}", "\n".repeat(before));
    Frame { file: name.to_owned(), span: bytes.start + before..bytes.end + before, line: number, source: source.into() }
}

#[cfg(test)]
mod tests {
    use super::{Lines, frame};

    #[test]
    fn a_value_is_marked_where_it_stands_alone() {
        let lines =
            Lines { name: "in.se".to_owned(), lines: vec![String::new(), "  #TRANS 1,50 {} -1,50 1,5 ".to_owned()] };
        for (value, marked) in
            [("1,5", "1,5"), ("-1,50", "-1,50"), ("", "#TRANS 1,50 {} -1,50 1,5"), ("x", "#TRANS 1,50 {} -1,50 1,5")]
        {
            let frame = lines.frame(2, value).expect("the line is there");
            assert_eq!((frame.source.get(frame.span.clone()), frame.line), (Some(marked), 2));
        }
        assert_eq!(lines.frame(3, "x"), None);
        assert_eq!(&*frame("in.se", 3, "abc", 1..2).source, "\n\nabc");
    }

    #[test]
    fn a_line_is_drawn_without_identity_numbers_and_marked_where_it_should_be() {
        let line = "#TRANS 5010 {} x \"\" \"Lön 811228-9874\"";
        let lines = Lines { name: "in.se".to_owned(), lines: vec![line.to_owned()] };
        for value in ["x", "Lön [personnummer]"] {
            let frame = lines.frame(1, value).expect("the line is there");
            assert_eq!(&*frame.source, "#TRANS 5010 {} x \"\" \"Lön [personnummer]\"");
            assert_eq!(frame.source.get(frame.span.clone()), Some(value));
        }
        let whole = frame("in.se", 2, "#VER 811228-9874 {", 5..9);
        assert_eq!(whole.source.get(whole.span.clone()), Some("#VER [personnummer] {"));
    }
}
