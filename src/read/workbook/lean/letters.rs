//! Texts of a spreadsheet's XML. Takes a reader at a text, hands on its letters: entities, character sections, line ends,
//! runs of one text and the workbook's own escapes (`_x000D_`) resolved, hints on pronunciation left out; what is spelt
//! in another way it does not know.

use std::borrow::Cow;

use super::reader::{Ends, Halt, Reader};

impl<'b> Reader<'b, '_> {
    /// The text of an element up to the tag that closes it.
    #[inline]
    pub(super) fn text<const N: usize>(&mut self, name: &[u8; N]) -> Result<Cow<'b, str>, Halt> {
        let first = self.before_tag()?;
        let plain = !first.iter().any(|byte| matches!(byte, b'&' | b'\r'));
        if plain && self.closes(name)? {
            return std::str::from_utf8(first).map(Cow::Borrowed).map_err(|_| Halt::Unsure);
        }
        let mut letters = String::new();
        push(&mut letters, first)?;
        while !self.closes(name)? {
            if self.eat(b"<![CDATA[")? {
                push_lines(&mut letters, utf8(self.past(b"]]>")?)?);
            } else {
                self.must(b"<!--")?;
                self.past(b"-->")?;
            }
            push(&mut letters, self.before_tag()?)?;
        }
        Ok(Cow::Owned(letters))
    }

    /// What stands in `<is>` or `<si>` up to the tag that closes it.
    #[inline]
    pub(super) fn string<const N: usize>(&mut self, closing: &[u8; N]) -> Result<Cow<'b, str>, Halt> {
        let mut whole: Option<Cow<'b, str>> = None;
        let mut spoken = false;
        loop {
            self.space();
            if self.closes(closing)? {
                return Ok(whole.unwrap_or_default());
            }
            if self.opens(b"t")? {
                let part = self.part()?;
                whole = match whole {
                    before if spoken => before,
                    None => Some(part),
                    Some(before) => Some(Cow::Owned(before.into_owned() + &part)),
                };
            } else if self.opens(b"rPh")? {
                spoken = self.ends_whatever()? == Ends::Open;
            } else if self.closes(b"rPh")? {
                spoken = false;
            } else {
                self.aside()?;
            }
        }
    }

    /// A run's text, behind its `<t`. Blanks around it only count where it says so.
    #[inline]
    fn part(&mut self) -> Result<Cow<'b, str>, Halt> {
        let mut keeps = false;
        while let Some((name, value)) = self.attribute()? {
            keeps |= name == b"xml:space" && value == b"preserve";
        }
        if self.ends()? == Ends::Empty {
            return Ok(Cow::Borrowed(""));
        }
        let blanks = [' ', '\t', '\r', '\n'];
        Ok(match self.text(b"t")? {
            text if keeps => unescaped(text),
            Cow::Borrowed(text) => unescaped(Cow::Borrowed(text.trim_matches(blanks))),
            Cow::Owned(text) => unescaped(Cow::Owned(text.trim_matches(blanks).to_owned())),
        })
    }

    /// A tag of a string that says nothing of its letters.
    fn aside(&mut self) -> Result<(), Halt> {
        self.must(b"<")?;
        let closes = self.eat(b"/")?;
        let name = self.name()?;
        let local = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
        if [b"t".as_slice(), b"is", b"si", b"rPh"].contains(&local) {
            return Err(Halt::Unsure);
        }
        if closes { self.must(b">") } else { self.ends_whatever().map(|_| ()) }
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, Halt> {
    std::str::from_utf8(bytes).map_err(|_| Halt::Unsure)
}

/// Adds text with its entities as letters.
fn push(letters: &mut String, raw: &[u8]) -> Result<(), Halt> {
    let mut parts = utf8(raw)?.split('&');
    push_lines(letters, parts.next().unwrap_or_default());
    for part in parts {
        let (entity, after) = part.split_once(';').ok_or(Halt::Unsure)?;
        letters.push(letter(entity).ok_or(Halt::Unsure)?);
        push_lines(letters, after);
    }
    Ok(())
}

fn letter(entity: &str) -> Option<char> {
    let number = |digits: &str, radix| {
        let known = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
        let code = u32::from_str_radix(digits, radix).ok().filter(|code| known && *code > 0)?;
        char::from_u32(code)
    };
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        other => match other.strip_prefix("#x") {
            Some(hex) => number(hex, 16),
            None => number(other.strip_prefix('#')?, 10),
        },
    }
}

/// Adds text; a line ends with one sign, however the file has it.
fn push_lines(letters: &mut String, raw: &str) {
    let mut rest = raw;
    while let Some((line, after)) = rest.split_once('\r') {
        letters.push_str(line);
        letters.push('\n');
        rest = after.strip_prefix('\n').unwrap_or(after);
    }
    letters.push_str(rest);
}

/// The workbook's own escapes as letters: `_x000D_`, where four digits are a unit of UTF-16.
pub(super) fn unescaped(text: Cow<'_, str>) -> Cow<'_, str> {
    let Some(first) = text.find("_x").and_then(|start| escape_from(&text, start)) else { return text };
    let (mut letters, mut next, mut from) = (String::with_capacity(text.len()), Some(first), 0);
    while let Some((start, unit)) = next {
        letters.push_str(text.get(from..start).unwrap_or_default());
        from = start + ESCAPE;
        let low = unit_at(&text, from).filter(|low| (0xD800..0xDC00).contains(&unit) && (0xDC00..0xE000).contains(low));
        let pair = char::decode_utf16([Some(unit), low].into_iter().flatten()).next();
        letters.push(pair.and_then(Result::ok).unwrap_or(char::REPLACEMENT_CHARACTER));
        from += if low.is_some() { ESCAPE } else { 0 };
        next = escape_from(&text, from);
    }
    letters.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(letters)
}

/// Bytes of an escape.
const ESCAPE: usize = 7;

/// The first escape at or after a place.
fn escape_from(text: &str, from: usize) -> Option<(usize, u16)> {
    let found = text.get(from..)?.match_indices("_x");
    found.map(|(at, _)| from + at).find_map(|at| unit_at(text, at).map(|unit| (at, unit)))
}

fn unit_at(text: &str, at: usize) -> Option<u16> {
    let digits = text.get(at..at.checked_add(ESCAPE)?)?.strip_prefix("_x")?.strip_suffix('_')?;
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    u16::from_str_radix(digits, 16).ok().filter(|_| is_hex)
}
