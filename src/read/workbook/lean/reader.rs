//! Tags and texts of a spreadsheet's XML, byte by byte. Takes a stretch of a part, hands on names, attributes and texts
//! as they stand in it; refuses nothing: whatever is spelt in a way that it doesn't know for certain, it says so.

use memchr::{memchr, memmem};

use super::cells::area_is_known;

/// Why reading stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Halt {
    /// The stretch ends within something.
    More,
    /// Not a spelling that is known here.
    Unsure,
}

/// What became of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Took {
    /// So many bytes; it ends within something.
    Some(usize),
    /// Everything is read.
    All,
    /// Something that is not known here.
    Unsure,
}

impl Halt {
    /// What became of a stretch that was read up to what was left of it.
    pub(super) fn before(self, stretch: &[u8], left: &[u8]) -> Took {
        match self {
            Self::More => Took::Some(stretch.len() - left.len()),
            Self::Unsure => Took::Unsure,
        }
    }
}

/// How a tag ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    Open,
    Empty,
}

/// An attribute's name and value.
type Attribute<'b> = (&'b [u8], &'b [u8]);

/// What is left of a stretch. Names are looked for with one prefix, which is mostly none.
#[derive(Clone, Copy)]
pub(super) struct Reader<'b, 'p> {
    pub(super) rest: &'b [u8],
    pub(super) prefix: &'p [u8],
}

impl<'b> Reader<'b, '_> {
    /// Passes these bytes, if they are next. Their number is known to the compiler, which makes it a comparison of words.
    #[inline]
    pub(super) fn eat<const N: usize>(&mut self, wanted: &[u8; N]) -> Result<bool, Halt> {
        match self.rest.split_first_chunk() {
            Some((next, rest)) if next == wanted => {
                self.rest = rest;
                Ok(true)
            }
            None if wanted.starts_with(self.rest) => Err(Halt::More),
            _ => Ok(false),
        }
    }

    /// Passes the prefix of names, if it is next.
    #[inline]
    fn eat_prefix(&mut self) -> Result<bool, Halt> {
        if self.prefix.is_empty() {
            return Ok(true);
        }
        if let Some(rest) = self.rest.strip_prefix(self.prefix) {
            self.rest = rest;
            return Ok(true);
        }
        if self.prefix.starts_with(self.rest) { Err(Halt::More) } else { Ok(false) }
    }

    /// Passes these bytes, which must be next.
    #[inline]
    pub(super) fn must<const N: usize>(&mut self, wanted: &[u8; N]) -> Result<(), Halt> {
        if self.eat(wanted)? { Ok(()) } else { Err(Halt::Unsure) }
    }

    #[inline]
    pub(super) fn space(&mut self) -> bool {
        let length = self.rest.iter().take_while(|byte| is_space(**byte)).count();
        self.rest = self.rest.get(length..).unwrap_or_default();
        length > 0
    }

    /// Passes `<name`, if it is next.
    #[inline]
    pub(super) fn opens<const N: usize>(&mut self, name: &[u8; N]) -> Result<bool, Halt> {
        let mut ahead = *self;
        if !(ahead.eat(b"<")? && ahead.eat_prefix()? && ahead.eat(name)?) {
            return Ok(false);
        }
        let Some(next) = ahead.rest.first() else { return Err(Halt::More) };
        let opens = matches!(next, b'>' | b'/') || is_space(*next);
        if opens {
            self.rest = ahead.rest;
        }
        Ok(opens)
    }

    /// Passes `</name>`, if it is next.
    #[inline]
    pub(super) fn closes<const N: usize>(&mut self, name: &[u8; N]) -> Result<bool, Halt> {
        let mut ahead = *self;
        let closes = ahead.eat(b"</")? && ahead.eat_prefix()? && ahead.eat(name)? && ahead.eat(b">")?;
        if closes {
            self.rest = ahead.rest;
        }
        Ok(closes)
    }

    /// The next attribute of a tag.
    #[inline]
    pub(super) fn attribute(&mut self) -> Result<Option<Attribute<'b>>, Halt> {
        let spaced = self.space();
        match self.rest.first() {
            None => return Err(Halt::More),
            Some(b'>' | b'/') => return Ok(None),
            Some(_) if !spaced => return Err(Halt::Unsure),
            Some(_) => {}
        }
        let name;
        if let [letter, b'=', ..] = self.rest
            && letter.is_ascii_alphabetic()
        {
            (name, self.rest) = (&self.rest[..1], &self.rest[2..]);
        } else {
            name = self.name()?;
            self.space();
            self.must(b"=")?;
        }
        self.space();
        let Some((quote, value)) = self.rest.split_first() else { return Err(Halt::More) };
        if !matches!(quote, b'"' | b'\'') {
            return Err(Halt::Unsure);
        }
        let length = value.iter().position(|byte| byte == quote).ok_or(Halt::More)?;
        let (value, rest) = value.split_at(length);
        self.rest = rest.get(1..).unwrap_or_default();
        Ok(Some((name, value)))
    }

    #[inline]
    pub(super) fn name(&mut self) -> Result<&'b [u8], Halt> {
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'-' | b'.');
        let length = self.rest.iter().position(|byte| !is_name(byte)).ok_or(Halt::More)?;
        let (name, rest) = self.rest.split_at(length);
        self.rest = rest;
        if name.is_empty() { Err(Halt::Unsure) } else { Ok(name) }
    }

    /// Passes the end of a tag.
    #[inline]
    pub(super) fn ends(&mut self) -> Result<Ends, Halt> {
        self.space();
        if self.eat(b">")? {
            return Ok(Ends::Open);
        }
        self.must(b"/>").map(|()| Ends::Empty)
    }

    /// Passes the attributes, which say nothing here, and the end of a tag.
    #[inline]
    pub(super) fn ends_whatever(&mut self) -> Result<Ends, Halt> {
        while self.attribute()?.is_some() {}
        self.ends()
    }

    /// Passes a part's tags up to the one that opens this element; gives the prefix of its name.
    pub(super) fn head(&mut self, wanted: &[u8]) -> Result<(Vec<u8>, Ends), Halt> {
        // A mark of the byte order.
        self.eat(b"\xef\xbb\xbf")?;
        loop {
            self.space();
            if self.eat(b"<?xml ")? {
                let declared = self.past(b"?>")?.to_ascii_lowercase();
                let is_utf8 = memmem::find(&declared, b"utf-8").is_some();
                if !is_utf8 && memmem::find(&declared, b"encoding").is_some() {
                    return Err(Halt::Unsure);
                }
            } else if self.eat(b"<!--")? {
                self.past(b"-->")?;
            } else if self.eat(b"</")? {
                self.name()?;
                self.must(b">")?;
            } else {
                self.must(b"<")?;
                let name = self.name()?;
                let colon = name.iter().rposition(|byte| *byte == b':').map_or(0, |colon| colon + 1);
                let (prefix, local) = name.split_at(colon);
                let mut area = None;
                while let Some((name, value)) = self.attribute()? {
                    area = if name == b"ref" { Some(value) } else { area };
                }
                if local == b"dimension" && !area.is_some_and(area_is_known) {
                    return Err(Halt::Unsure);
                }
                let ends = self.ends()?;
                if local == wanted {
                    return Ok((prefix.to_vec(), ends));
                }
            }
        }
    }

    /// What stands before the next tag.
    #[inline]
    pub(super) fn before_tag(&mut self) -> Result<&'b [u8], Halt> {
        let length = self.rest.iter().take(32).position(|byte| *byte == b'<');
        let length = length.or_else(|| memchr(b'<', self.rest)).ok_or(Halt::More)?;
        let (text, rest) = self.rest.split_at(length);
        self.rest = rest;
        Ok(text)
    }

    /// Passes what leads up to the end of a comment or instruction.
    pub(super) fn past(&mut self, end: &[u8]) -> Result<&'b [u8], Halt> {
        let at = memmem::find(self.rest, end).ok_or(Halt::More)?;
        let (within, rest) = self.rest.split_at(at);
        self.rest = rest.get(end.len()..).unwrap_or_default();
        Ok(within)
    }
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}
