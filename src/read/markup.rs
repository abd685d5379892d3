//! XML by its tags. Takes a stream, hands on each tag with its attributes and holds little more than one tag; refuses a
//! document type and entities, elements too deep, tags without an end and a document that is cut off. What stands
//! between tags is not looked at.

use std::borrow::Cow;
use std::io::Read;

use memchr::memmem;

use crate::model::finding::Problem;

use super::packed::{Budget, Fault};

/// Bytes that are read at a time.
const CHUNK: usize = 1 << 16;
/// A tag, comment or skipped element longer than this is no XML that a spreadsheet program wrote.
const LONGEST: usize = 64_000_000;

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Opens an element.
    Open,
    /// Closes one.
    Close,
    /// An element without contents.
    Empty,
}

/// One tag.
pub(super) struct Tag<'a> {
    pub(super) kind: Kind,
    /// Its name, with its prefix.
    name: &'a [u8],
    attributes: &'a [u8],
}

/// What the taker wants next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// The next tag.
    Tag,
    /// The tag that closes the element just opened; the taker has no use for what is within.
    Close,
}

impl Tag<'_> {
    /// The name without its prefix.
    pub(super) fn local(&self) -> &[u8] {
        self.name.iter().rposition(|b| *b == b':').map_or(self.name, |colon| &self.name[colon + 1..])
    }

    /// The value of an attribute, by its whole name.
    pub(super) fn attribute(&self, wanted: &str) -> Option<Cow<'_, str>> {
        self.attribute_where(|name| name == wanted.as_bytes())
    }

    /// The value of an attribute with a prefix, by its name without it.
    pub(super) fn attribute_of(&self, wanted: &str) -> Option<Cow<'_, str>> {
        self.attribute_where(|name| name.strip_suffix(wanted.as_bytes()).is_some_and(|prefix| prefix.ends_with(b":")))
    }

    fn attribute_where(&self, is_wanted: impl Fn(&[u8]) -> bool) -> Option<Cow<'_, str>> {
        let mut rest = self.attributes;
        loop {
            let equals = memchr::memchr(b'=', rest)?;
            let name = rest.get(..equals)?.trim_ascii();
            let after = rest.get(equals + 1..)?.trim_ascii_start();
            let quote = after.first().filter(|q| matches!(q, b'"' | b'\''))?;
            let value = after.get(1..)?;
            let end = memchr::memchr(*quote, value)?;
            if is_wanted(name) {
                return value.get(..end).map(plain);
            }
            rest = value.get(end + 1..)?;
        }
    }

    /// True where the attribute says so.
    pub(super) fn says(&self, wanted: &str) -> bool {
        self.attribute(wanted).is_some_and(|value| value == "1" || value == "true")
    }

    /// The attribute as a whole number.
    pub(super) fn number(&self, wanted: &str) -> Option<u32> {
        self.attribute(wanted)?.trim().parse().ok()
    }
}

/// A value with its five entities and its numbered ones as letters.
fn plain(value: &[u8]) -> Cow<'_, str> {
    let value = String::from_utf8_lossy(value);
    if !value.contains('&') {
        return value;
    }
    let mut out = String::with_capacity(value.len());
    let mut parts = value.split('&');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (entity, rest) = part.split_once(';').unwrap_or(("", part));
        let numbered = entity.strip_prefix("#x").map(|hex| u32::from_str_radix(hex, 16));
        let numbered = numbered.or_else(|| entity.strip_prefix('#').map(str::parse));
        let letter = match entity {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => numbered.and_then(Result::ok).and_then(char::from_u32),
        };
        out.extend(letter);
        out.push_str(rest);
    }
    out.into()
}

/// What a token is and where it ends, if that much has been read.
enum Token {
    Tag {
        end: usize,
    },
    /// A comment, a character section or an instruction.
    Other {
        end: usize,
    },
    More,
}

/// Walks a document to its end.
pub(super) fn walk(
    stream: impl Read,
    budget: &mut Budget,
    depth_limit: u64,
    take: &mut dyn FnMut(&Tag<'_>) -> Result<Next, Problem>,
) -> Result<(), Fault> {
    let mut open = Open::default();
    let mut source = Source { stream, chunk: vec![0; CHUNK], buffer: Vec::new(), at: 0, ended: false };
    let mut met = false;
    source.more(budget)?;
    if source.rest().iter().take(4).any(|byte| *byte == 0) || source.rest().starts_with(b"\xff\xfe") {
        return Err(broken("UTF-16"));
    }
    loop {
        let Some(start) = memchr::memchr(b'<', source.rest()) else {
            source.at = source.buffer.len();
            if source.more(budget)? {
                continue;
            }
            let whole = met && open.starts.is_empty();
            return if whole { Ok(()) } else { Err(broken("unexpected end of XML")) };
        };
        source.at += start;
        let end = match token(source.rest())? {
            Token::Tag { end } => end,
            Token::Other { end } => {
                source.at += end;
                continue;
            }
            Token::More => {
                source.needs_more(budget)?;
                continue;
            }
        };
        let tag = tag(source.rest().get(1..end - 1).unwrap_or_default())?;
        met = true;
        match tag.kind {
            Kind::Open => open.open(tag.name),
            Kind::Close => open.close(tag.name)?,
            Kind::Empty => {}
        }
        if u64::try_from(open.starts.len()).is_ok_and(|depth| depth > depth_limit) {
            return Err(Fault::Over(super::over("xml-depth", depth_limit, "xml-depth")));
        }
        let next = take(&tag).map_err(Fault::Over)?;
        let closes = (next == Next::Close && tag.kind == Kind::Open).then(|| [b"</", tag.name].concat());
        source.at += end;
        if let Some(closes) = closes {
            let finder = memmem::Finder::new(&closes);
            while let (None, true) = (finder.find(source.rest()), !source.ended) {
                source.needs_more(budget)?;
            }
            source.at += finder.find(source.rest()).ok_or_else(|| broken("unexpected end of XML"))?;
        }
    }
}

/// The names of the elements that are open, one after the other. A reader that waits for one to close must meet it.
#[derive(Default)]
struct Open {
    names: Vec<u8>,
    starts: Vec<usize>,
}

impl Open {
    fn open(&mut self, name: &[u8]) {
        self.starts.push(self.names.len());
        self.names.extend_from_slice(name);
    }

    fn close(&mut self, name: &[u8]) -> Result<(), Fault> {
        let start = self.starts.pop().filter(|start| self.names.get(*start..) == Some(name));
        self.names.truncate(start.ok_or_else(|| broken("unexpected closing tag"))?);
        Ok(())
    }
}

fn broken(detail: &str) -> Fault {
    Fault::Broken(detail.to_owned())
}

/// The part of a stream that is looked at.
struct Source<R> {
    stream: R,
    chunk: Vec<u8>,
    buffer: Vec<u8>,
    at: usize,
    ended: bool,
}

impl<R: Read> Source<R> {
    fn rest(&self) -> &[u8] {
        self.buffer.get(self.at..).unwrap_or_default()
    }

    /// Reads on; false at the end.
    fn more(&mut self, budget: &mut Budget) -> Result<bool, Fault> {
        self.buffer.drain(..self.at.min(self.buffer.len()));
        self.at = 0;
        let old = self.buffer.len();
        // A token that doesn't fit gets a buffer twice as long, so that it isn't searched over and over.
        while self.buffer.len() < old.saturating_mul(2).max(1) && !self.ended {
            let read = self.stream.read(&mut self.chunk)?;
            budget.add(read).map_err(Fault::Over)?;
            self.buffer.extend_from_slice(self.chunk.get(..read).unwrap_or_default());
            self.ended = read == 0;
        }
        Ok(self.buffer.len() > old)
    }

    /// Reads on within a token, which must not be without end.
    fn needs_more(&mut self, budget: &mut Budget) -> Result<(), Fault> {
        if self.rest().len() > LONGEST {
            return Err(broken("a tag without end"));
        }
        if self.more(budget)? { Ok(()) } else { Err(broken("unexpected end of XML")) }
    }
}

/// The token that starts at `<`.
fn token(rest: &[u8]) -> Result<Token, Fault> {
    let until = |start: &[u8], end: &[u8]| {
        let found = rest.get(start.len()..).and_then(|inside| memmem::find(inside, end));
        found.map_or(Token::More, |place| Token::Other { end: start.len() + place + end.len() })
    };
    for (start, end) in [(&b"<?"[..], &b"?>"[..]), (b"<!--", b"-->"), (b"<![CDATA[", b"]]>")] {
        if rest.starts_with(start) {
            return Ok(until(start, end));
        }
        if start.starts_with(rest) {
            return Ok(Token::More);
        }
    }
    if rest.starts_with(b"<!") {
        return Err(broken("DOCTYPE, ENTITY"));
    }
    Ok(tag_end(rest).map_or(Token::More, |end| Token::Tag { end }))
}

/// The place after a tag's `>`, which an attribute's value may hold too.
fn tag_end(rest: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr::memchr3(b'>', b'"', b'\'', rest.get(at..)?)?;
        match rest.get(at)? {
            b'>' => return Some(at + 1),
            quote => at += 2 + memchr::memchr(*quote, rest.get(at + 1..)?)?,
        }
    }
}

/// What stands between `<` and `>`. Only what every reader takes for the same tag is taken for one.
fn tag(inside: &[u8]) -> Result<Tag<'_>, Fault> {
    let (kind, inside) = match inside {
        [b'/', name @ ..] => (Kind::Close, name),
        [inside @ .., b'/'] => (Kind::Empty, inside),
        _ => (Kind::Open, inside),
    };
    let end = memchr::memchr3(b' ', b'\n', b'\t', inside).unwrap_or(inside.len());
    let (name, attributes) = inside.split_at_checked(end).unwrap_or_default();
    let (name, attributes) = if kind == Kind::Close { (name, &b""[..]) } else { (name.trim_ascii_end(), attributes) };
    let named = name.first().is_some_and(|letter| letter.is_ascii_alphabetic() || *letter == b'_');
    let sound = name.iter().all(|letter| letter.is_ascii_alphanumeric() || b"_-.:".contains(letter));
    if !named || !sound || memchr::memchr2(b'<', 0, attributes).is_some() {
        return Err(broken("a tag that is no tag"));
    }
    Ok(Tag { kind, name, attributes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::ReadLimits;

    /// A stream that gives one byte at a time.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let length = usize::from(!self.0.is_empty());
            buffer[..length].copy_from_slice(&self.0[..length]);
            self.0 = &self.0[length..];
            Ok(length)
        }
    }

    fn tags(xml: &str) -> Result<Vec<String>, String> {
        let mut told = Vec::new();
        let mut budget = Budget::new(&ReadLimits::default(), xml.len());
        let walked = walk(Slow(xml.as_bytes()), &mut budget, 5, &mut |tag| {
            let r = tag.attribute("r").map(Cow::into_owned).unwrap_or_default();
            told.push(format!("{:?} {} {r}", tag.kind, String::from_utf8_lossy(tag.local())));
            Ok(if tag.local() == b"row" { Next::Close } else { Next::Tag })
        });
        match walked {
            Ok(()) => Ok(told),
            Err(Fault::Over(problem)) => Err(problem.id.to_owned()),
            Err(fault) => Err(format!("{fault:?}")),
        }
    }

    #[test]
    fn tags_are_told_with_their_attributes() {
        let xml = "<?xml version='1.0'?><!-- <no> --><x:a r='1 > &lt;&#229;'><row r=\"2\"><c/><c></c></row><![CDATA[<d>]]><b/></x:a>";
        let told = ["Open a 1 > <å", "Open row 2", "Close row ", "Empty b ", "Close a "].map(str::to_owned);
        assert_eq!(tags(xml), Ok(told.to_vec()));
    }

    #[test]
    fn what_is_cut_off_deep_or_declares_a_type_is_refused() {
        for xml in
            ["", "<a><b></b>", "<a></a></a>", "<a><row><c>", "<a r='1", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "<"]
        {
            assert!(tags(xml).is_err_and(|e| e.starts_with("Broken")), "{xml}");
        }
        assert_eq!(tags("<a><a><a><a><a><a>"), Err("read-limit".to_owned()));
    }
}
