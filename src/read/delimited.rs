//! Delimited text. Takes bytes in the layout's encoding, hands on rows of text cells with the line number that an
//! editor shows; refuses bytes that the declared encoding cannot hold, a file that is plainly in another encoding or
//! says another separator of itself, and a quote that is left open. The file goes by in blocks that end where a record
//! does: lines without a quote are cut at their signs, all others are read with care.

use std::sync::Arc;

use crate::model::digest::Digest;
use crate::model::finding::{Place, Problem, text};
use crate::model::raw::RawRows;
use crate::pipeline::{Encoding, Layout, ReadLimits};

use super::encoding::{contradicts, from_utf16, likely, mark, mostly_utf8};
use super::file::{Contents, Rest};
use super::plain::{self, LineCount};
use super::quoted::{Careful, Records};
use super::shapes;
use super::window::Window;
use super::{ReadError, TakeRows};

/// Letters of a field that a message shows.
const SHOWN: usize = 80;

/// No block is smaller, so that a row is seldom longer than one.
const LEAST_BLOCK: usize = 64;

/// What a message selects on where the file is in the encoding that the layout gives.
const DAMAGED: &str = "damaged";

/// How the text is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) encoding: Encoding,
    pub(super) separator: u8,
    pub(super) limits: ReadLimits,
}

impl Style {
    /// Bytes of the longest row within the limits: each of its quotes may be doubled.
    pub(super) fn longest(&self) -> usize {
        usize::try_from(self.limits.row_bytes.saturating_mul(2)).unwrap_or(usize::MAX)
    }
}

/// A text file, in an encoding that is ASCII where ASCII is.
pub(super) struct Delimited {
    window: Window,
    style: Style,
    /// Whether all that was read beyond ASCII is UTF-8, or nearly all of each block; none where nothing was beyond it.
    utf8: Option<bool>,
}

impl Delimited {
    /// Opens a file of which the head is in memory, and all of it where there is no rest.
    pub(super) fn open(
        contents: Contents,
        rest: Option<Rest>,
        layout: &Layout,
        limits: &ReadLimits,
    ) -> Result<Self, Problem> {
        let declared = layout.encoding;
        let (place, name) = (contents.place(), contents.name.clone());
        let (mut bytes, mut rest) = (contents.bytes, rest);
        let mut whole = rest.is_none();
        // What tells of another encoding may stand anywhere, and UTF-16 is turned into UTF-8 as one.
        let head = bytes.get(..plain::whole_lines(&bytes)).unwrap_or_default();
        let suspect = declared.is_wide() || contradicts(declared, head).is_some();
        if let Some(rest) = rest.as_mut().filter(|_| suspect) {
            whole = rest.read(usize::MAX, Arc::make_mut(&mut bytes))?;
        }
        let differs = |looks: Encoding| differs(declared, looks).in_place(place.clone());
        let mut start = 0;
        if let Some((marked, length)) = mark(&bytes) {
            if marked != declared {
                return Err(differs(marked));
            }
            start = length;
        }
        if let Some(looks) = contradicts(declared, &bytes).filter(|_| whole) {
            return Err(differs(looks));
        }
        if declared.is_wide() {
            let wide = bytes.get(start..).unwrap_or_default();
            let text = from_utf16(declared, wide)
                .map_err(|before| broken_utf16(declared, &before, wide, layout.separator, &place))?;
            (bytes, start) = (text.into_bytes().into(), 0);
        }
        let words = bytes.get(start..).unwrap_or_default();
        let style = Style { encoding: declared, separator: layout.separator, limits: *limits };
        if shapes::is_fixed_width(words, declared, layout.separator) {
            return Err(Problem::new("fixed-width", vec![("path", text(&name))]).in_place(place));
        }
        stated_separator(words, style.separator)
            .map_err(|problem| problem.in_place(Place { row: Some(1), ..place.clone() }))?;
        Ok(Self { window: Window::new((bytes, start), rest, whole), style, utf8: None })
    }

    /// Hands every row on, in blocks of about so many bytes; then what the file was, where it was not in memory before.
    pub(super) fn read<E>(
        mut self,
        name: &str,
        block_bytes: usize,
        take: TakeRows<'_, E>,
    ) -> Result<Option<Digest>, ReadError<E>> {
        let told = |mut problem: Problem| {
            problem.place.file.get_or_insert_with(|| name.to_owned());
            ReadError::Input(Box::new(problem))
        };
        let least = block_bytes.max(LEAST_BLOCK);
        let (mut lines, mut records, mut wanted) = (LineCount::default(), Records::new(&self.style), least);
        let (mut rows, mut room, mut passed) = (RawRows::default(), (0, 0, 0), 0);
        loop {
            let (bytes, last) = self.window.next(wanted).map_err(told)?;
            if bytes.is_empty() && last {
                break;
            }
            rows.begin_anew(room);
            let used = block(&self.style, (bytes, last), &mut records, &mut lines, &mut rows).map_err(told)?;
            let used_bytes = bytes.get(..used).unwrap_or_default();
            // In UTF-8 all of it has been found to be, but for what is damaged.
            if self.style.encoding.is_single() && self.utf8 != Some(false) && !used_bytes.is_ascii() {
                self.utf8 = Some(mostly_utf8(used_bytes));
            }
            self.window.used(used);
            passed += used as u64;
            if !rows.is_empty() {
                room = rows.mark();
                rows.of_file = Some(std::mem::take(&mut passed));
                take(&mut rows)?;
            }
            // A record that is longer than a block: more of it.
            wanted = if used == 0 { wanted.saturating_mul(2) } else { least };
        }
        if self.utf8 == Some(true) {
            return Err(told(differs(self.style.encoding, Encoding::Utf8)));
        }
        Ok(self.window.digest())
    }
}

/// Adds the rows of a stretch of the file; how many of its bytes they took.
fn block(
    style: &Style,
    (bytes, last): (&[u8], bool),
    records: &mut Records,
    lines: &mut LineCount,
    rows: &mut RawRows,
) -> Result<usize, Problem> {
    let mut at = 0;
    while at < bytes.len() {
        let left = bytes.get(at..).unwrap_or_default();
        let quote = memchr::memchr(b'"', left).unwrap_or(left.len());
        let unquoted = left.get(..quote).unwrap_or_default();
        let whole = if last && quote == left.len() { quote } else { plain::whole_lines(unquoted) };
        let lines_of = left.get(..whole).unwrap_or_default();
        let used = if whole == 0 {
            if quote == left.len() && left.len() <= style.longest() {
                break;
            }
            Careful { style, bytes: left, ended: last, all: false }.rows(records, lines, rows)?
        } else if plain::rows(style, lines_of, lines, rows).is_some() {
            whole
        } else {
            Careful { style, bytes: lines_of, ended: true, all: true }.rows(records, lines, rows)?
        };
        if used == 0 {
            break;
        }
        at += used;
    }
    Ok(at)
}

fn differs(declared: Encoding, looks: Encoding) -> Problem {
    let values = vec![("encoding", text(declared.name())), ("looks", text(looks.name()))];
    Problem::new("encoding-differs", values)
}

/// The first line may be Excel's own word on the separator, `sep=;`.
fn stated_separator(bytes: &[u8], separator: u8) -> Result<(), Problem> {
    let end = memchr::memchr2(b'\n', b'\r', bytes).unwrap_or(bytes.len());
    let line = bytes.get(..end).unwrap_or_default();
    let line = line.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(line);
    let stated = match line {
        [s, e, p, b'=', stated] if [s, e, p].map(u8::to_ascii_lowercase) == *b"sep" => *stated,
        _ => return Ok(()),
    };
    if stated == separator {
        return Ok(());
    }
    let shown = |sign: u8| text(if sign == b'\t' { "\\t".to_owned() } else { char::from(sign).to_string() });
    let values = vec![("stated", shown(stated)), ("separator", shown(separator))];
    Err(Problem::new("separator-differs", values))
}

/// A control character would upset the terminal.
fn printable(letter: char) -> char {
    if letter.is_control() { char::REPLACEMENT_CHARACTER } else { letter }
}

/// A byte that is no letter of the encoding. Where the file looks like nothing else, it is damaged.
pub(super) fn undecodable(encoding: Encoding, shown: &str, byte: Option<u8>, likely: Option<Encoding>) -> Problem {
    let likely = likely.map_or("", |likely| if likely == encoding { DAMAGED } else { likely.name() });
    let values = vec![
        ("encoding", text(encoding.name())),
        ("detail", text(shown.chars().take(SHOWN).map(printable).collect::<String>())),
        ("byte", text(byte.map_or(String::new(), |byte| format!("0x{byte:02X}")))),
        ("likely", text(likely)),
    ];
    Problem::new("not-decodable", values)
}

/// A broken unit of a UTF-16 file, after the text that could be read before it.
fn broken_utf16(encoding: Encoding, before: &str, bytes: &[u8], separator: u8, file: &Place) -> Problem {
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let row = 1 + before.chars().filter(|sign| *sign == '\n').count();
    let column = 1 + line.chars().filter(|sign| *sign == char::from(separator)).count();
    let field = line.rsplit(char::from(separator)).next().unwrap_or_default();
    let at = before.encode_utf16().count() * 2;
    let likely = likely(bytes).filter(|likely| *likely != encoding);
    undecodable(encoding, field, bytes.get(at).copied(), likely).in_place(Place {
        row: u32::try_from(row).ok(),
        column: Some(column.to_string()),
        ..file.clone()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::finding::Value;
    use crate::model::raw::RawRow;

    fn style(encoding: Encoding) -> Style {
        Style { encoding, separator: b';', limits: ReadLimits { columns: 4, row_bytes: 40, ..ReadLimits::default() } }
    }

    type Read = Result<Vec<RawRow<'static>>, (&'static str, Option<u32>, Option<String>)>;

    /// Read in blocks of one size, as a file is.
    fn in_blocks(style: &Style, bytes: &[u8], size: usize) -> Read {
        let (mut at, mut wanted, mut lines, mut read) = (0, size, LineCount::default(), Vec::new());
        let mut records = Records::new(style);
        while at < bytes.len() {
            let end = bytes.len().min(at + wanted);
            let mut rows = RawRows::default();
            let used = block(style, (&bytes[at..end], end == bytes.len()), &mut records, &mut lines, &mut rows)
                .map_err(|problem| (problem.id, problem.place.row, problem.place.column))?;
            (at, wanted) = (at + used, if used == 0 { wanted * 2 } else { size });
            read.extend(rows.owned());
        }
        Ok(read)
    }

    /// Read as one, each record with care.
    fn with_care(style: &Style, bytes: &[u8]) -> Read {
        let mut rows = RawRows::default();
        Careful { style, bytes, ended: true, all: true }
            .rows(&mut Records::new(style), &mut LineCount::default(), &mut rows)
            .map_err(|problem| (problem.id, problem.place.row, problem.place.column))?;
        Ok(rows.owned().collect())
    }

    /// What a text is put together of; a byte order mark within it is a letter as any other.
    const LETTERS: [&[u8]; 11] =
        [b"a", b"0", b";", b";", b"\n", b"\r", b"\"", b"\xe5", b"\x81", b"\0", b"\xef\xbb\xbf"];

    proptest! {
        #[test]
        fn lines_cut_at_their_signs_are_what_care_reads(
            letters in proptest::collection::vec(proptest::sample::select(LETTERS.to_vec()), 0..250),
            size in 1..50_usize,
            utf8 in any::<bool>(),
        ) {
            let style = style(if utf8 { Encoding::Utf8 } else { Encoding::Windows1252 });
            let letters = letters.concat();
            let whole = with_care(&style, &letters);
            prop_assert_eq!(&in_blocks(&style, &letters, usize::MAX / 2), &whole);
            prop_assert_eq!(&in_blocks(&style, &letters, size), &whole);
        }
    }

    /// Texts without anything that asks for care, so that many blocks of signs follow one another.
    const CALM: [&[u8]; 9] = [b"a", b"4010", b";", b";", b";1", b"b\n", b"c\r\n", b"\n", b"\xc3\xa5"];

    proptest! {
        #[test]
        fn long_texts_without_quotes_are_what_care_reads(
            letters in proptest::collection::vec(proptest::sample::select(CALM.to_vec()), 0..900),
            rare in 0..20_usize,
            size in 1..700_usize,
        ) {
            let limits = ReadLimits { columns: 30, row_bytes: 120, ..ReadLimits::default() };
            let style = Style { limits, ..style(Encoding::Utf8) };
            // Often no text has a blank line or a carriage return, so that no block is looked at sign by sign.
            let calm = |letter: &&[u8]| rare < 4 || (letter.len() > 1 || letter[0] != b'\n') && !letter.contains(&b'\r');
            let letters = letters.into_iter().filter(calm).collect::<Vec<_>>().concat();
            let whole = with_care(&style, &letters);
            prop_assert_eq!(&in_blocks(&style, &letters, usize::MAX / 2), &whole);
            prop_assert_eq!(&in_blocks(&style, &letters, size), &whole);
        }
    }

    #[test]
    fn an_open_quote_is_told_where_it_opens_and_where_it_closes() {
        let open = |text: &str| {
            let mut rows = RawRows::default();
            let problem = Careful { style: &style(Encoding::Utf8), bytes: text.as_bytes(), ended: true, all: true }
                .rows(&mut Records::new(&style(Encoding::Utf8)), &mut LineCount::default(), &mut rows)
                .expect_err("a quote is open");
            assert_eq!(problem.id, "open-quote");
            (problem.place.row, problem.place.column, problem.values)
        };
        let column = |column: &str| Some(column.to_owned());
        let closes = |line| vec![("line", Value::Count(line))];
        assert_eq!(open("a;b;c\n1;\"2;3\n4;5;6\n7;8\";9\n"), (Some(2), column("2"), closes(4)));
        assert_eq!(
            open("\"a\nb\";\"c\nd;e;f\n"),
            (Some(2), column("2"), Vec::new()),
            "it opens on the record's second line"
        );
        assert_eq!(open("\"a \"\"b\"\"\";\"c"), (Some(1), column("2"), Vec::new()));
        let long = format!("\"{}", "x".repeat(200));
        assert_eq!(open(&long), (Some(1), column("1"), vec![("bytes", Value::Count(80))]));
    }

    #[test]
    fn cells_past_the_limit_are_not_kept_where_they_hold_nothing() {
        let style = style(Encoding::Windows1252);
        let cells = |text: &[u8]| with_care(&style, text).map(|rows| rows.first().map_or(0, |row| row.cells.len()));
        for text in [&b"a;;;;;;;;;;\n"[..], b"\xe5;;;;;;;;;;\n"] {
            assert_eq!(cells(text), Ok(4));
            assert_eq!(in_blocks(&style, text, 64), with_care(&style, text));
        }
        assert_eq!(cells(b"a;;;;b\n"), Err(("read-limit", Some(1), None)));
    }

    #[test]
    fn a_text_longer_than_its_head_is_read_as_it_goes_by() {
        let path = std::env::temp_dir().join(format!("tertial-long-{}", std::process::id()));
        let line = "4010;9916;1234,50;\u{e5}tg\u{e4}rd\r\n";
        let text = line.repeat(60_000);
        std::fs::write(&path, &text).expect("written");
        let layout = Layout::of_published_tables(Encoding::Utf8);
        let read = |declared: Encoding| {
            let layout = Layout { encoding: declared, ..layout.clone() };
            let extract = crate::read::open_at(&path, "lang.csv", &layout, &ReadLimits::default())?;
            assert!(extract.digest().is_none(), "it was read as one");
            let (mut rows, mut last) = (0, 0);
            let done = extract.read(0, 100_000, &mut |batch| {
                rows += batch.rows.len();
                last = batch.rows.last();
                Ok::<(), std::convert::Infallible>(())
            });
            match done {
                Ok(digest) => Ok((rows, last, digest)),
                Err(ReadError::Input(problem)) => Err(*problem),
                Err(ReadError::Taker(never)) => match never {},
            }
        };
        let (rows, last, digest) = read(Encoding::Utf8).expect("it reads");
        assert_eq!((rows, last, digest.bytes), (60_000, 60_000, text.len() as u64));
        assert_eq!(digest, Digest::of(text.as_bytes()));
        let refused = read(Encoding::Windows1252).map(|_| ()).expect_err("it is in UTF-8");
        assert_eq!(refused.id, "encoding-differs");
        std::fs::remove_file(&path).ok();
    }
}
