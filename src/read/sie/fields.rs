//! The fields of one line of a tagged SIE file. Takes a line, hands on its label and fields; refuses an object list
//! that isn't closed, and says whether a quotation mark was left open.

use std::borrow::Cow;
use std::ops::Range;

/// Text of a field or of an object.
pub(super) type Text<'a> = Cow<'a, str>;

/// Dimension and object, as a list names them.
pub(super) type Objects<'a> = Vec<(Text<'a>, Text<'a>)>;

/// Label and fields of a line, taken one at a time.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    /// The label in capitals, with its `#`.
    pub(super) label: Text<'a>,
    line: &'a str,
    at: usize,
    /// Where a quotation mark opened that never closed.
    open_quote: Option<usize>,
}

/// What is wrong with a line, and the bytes of it that are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) id: &'static str,
    pub(super) bytes: Range<usize>,
}

impl<'a> Fields<'a> {
    /// Of a line that starts with `#`.
    pub(super) fn of(line: &'a str) -> Self {
        let mut fields = Self { label: "".into(), line, at: 0, open_quote: None };
        fields.skip_blanks();
        let label = fields.bare(b'{');
        let is_upper = label.bytes().all(|b| b.is_ascii() && !b.is_ascii_lowercase());
        fields.label = if is_upper { label } else { label.to_uppercase().into() };
        fields
    }

    /// The next field; blank where there is none left.
    pub(super) fn text(&mut self) -> Text<'a> {
        self.skip_blanks();
        if self.rest().starts_with('"') { self.quoted(false) } else { self.bare(b'{') }
    }

    /// A field that a row cannot do without: an open quotation mark in it would hide what follows.
    pub(super) fn needed(&mut self) -> Result<Text<'a>, Fault> {
        let text = self.text();
        match self.open_quote {
            Some(start) => Err(Fault { id: "sie-open-quote", bytes: start..self.line.len() }),
            None => Ok(text),
        }
    }

    /// The object list, if one stands here: none is the same as an empty one.
    pub(super) fn objects(&mut self) -> Result<Objects<'a>, Fault> {
        self.skip_blanks();
        let start = self.at;
        if !self.rest().starts_with('{') {
            return Ok(Vec::new());
        }
        self.at += 1;
        let (mut pairs, mut number) = (Vec::new(), None);
        loop {
            self.skip_blanks();
            let rest = self.rest();
            if rest.starts_with('}') {
                self.at += 1;
                break;
            }
            if rest.is_empty() || self.open_quote.is_some() {
                return Err(Fault { id: "sie-object-list", bytes: start..self.line.len() });
            }
            let item = if rest.starts_with('"') { self.quoted(true) } else { self.bare(b'}') };
            match number.take() {
                Some(number) => pairs.push((number, item)),
                None => number = Some(item),
            }
        }
        match number {
            Some(_) => Err(Fault { id: "sie-object-list", bytes: start..self.at }),
            None => Ok(pairs),
        }
    }

    fn rest(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        let blanks = self.rest().bytes().position(|b| !is_blank(b));
        self.at = blanks.map_or(self.line.len(), |blanks| self.at + blanks);
    }

    /// Up to a blank or this sign.
    fn bare(&mut self, sign: u8) -> Text<'a> {
        let rest = self.rest();
        let length = rest.bytes().position(|b| is_blank(b) || b == sign).unwrap_or(rest.len());
        self.at += length;
        unescaped(rest.get(..length).unwrap_or_default())
    }

    /// A quotation mark closes where a blank, the line's end or the list's end follows; any other stands for itself.
    fn quoted(&mut self, in_list: bool) -> Text<'a> {
        let start = self.at;
        let inner = self.rest().get(1..).unwrap_or_default();
        let bytes = inner.as_bytes();
        let closes = |place: usize| {
            let next = bytes.get(place + 1);
            let ends = next.is_none_or(|b| matches!(b, b' ' | b'\t') || (in_list && *b == b'}'));
            ends && (place == 0 || bytes.get(place - 1) != Some(&b'\\'))
        };
        if let Some((end, _)) = inner.match_indices('"').find(|(place, _)| closes(*place)) {
            self.at += end + 2;
            return unescaped(inner.get(..end).unwrap_or_default());
        }
        self.open_quote = Some(start);
        self.at = self.line.len();
        unescaped(inner)
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// A backslash before a quotation mark goes; any other stands for itself.
fn unescaped(field: &str) -> Text<'_> {
    if field.contains("\\\"") { Cow::Owned(field.replace("\\\"", "\"")) } else { Cow::Borrowed(field) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<String> {
        let mut fields = Fields::of(line);
        std::iter::from_fn(|| if fields.rest().trim().is_empty() { None } else { Some(fields.text().into_owned()) })
            .collect()
    }

    #[test]
    fn fields_are_parted_by_blanks_and_tabs_and_may_be_quoted() {
        assert_eq!(texts("#FNAMN\t\"Övning  AB\" \t x"), ["Övning  AB", "x"]);
        assert_eq!(texts("#PROSA \"sade \\\"ja\\\" då\""), ["sade \"ja\" då"]);
        assert_eq!(texts("#PROSA \"C:\\temp\" \"\""), ["C:\\temp", ""]);
        assert_eq!(texts("#PROSA \"18\"skärm\" 1"), ["18\"skärm", "1"], "a stray quotation mark stands for itself");
    }

    #[test]
    fn object_lists_are_pairs_however_they_are_written() {
        for list in ["{1 \"0101\" 6 \"P01\"}", "{ \"1\" \"0101\" \"6\" \"P01\" }", "{1 0101 6 P01}"] {
            let line = format!("#TRANS 4010 {list} -5.00");
            let mut fields = Fields::of(&line);
            assert_eq!(fields.text(), "4010");
            let objects = fields.objects().expect("the list is whole");
            assert_eq!(objects, [("1".into(), "0101".into()), ("6".into(), "P01".into())], "{list}");
            assert_eq!(fields.text(), "-5.00");
        }
        let mut braced = Fields::of("#TRANS 4010{1 \"a } b\"} 5");
        assert_eq!(braced.text(), "4010");
        assert_eq!(braced.objects().expect("a brace within quotes is text"), [("1".into(), "a } b".into())]);
    }

    #[test]
    fn a_broken_list_and_an_open_quote_are_faults() {
        for line in ["#TRANS 4010 {1 \"a\" 5.00", "#TRANS 4010 {1 \"a\" 6} 5.00", "#TRANS 4010 {1 \"a} 5.00"] {
            let mut fields = Fields::of(line);
            fields.text();
            assert_eq!(fields.objects().map_err(|fault| fault.id), Err("sie-object-list"), "{line}");
        }
        let mut fields = Fields::of("#VER A \"1 20220101");
        assert_eq!(fields.text(), "A");
        assert_eq!(fields.needed(), Err(Fault { id: "sie-open-quote", bytes: 7..18 }));
    }
}
