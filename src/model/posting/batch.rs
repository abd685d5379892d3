//! A batch of postings. Takes postings one at a time, hands on their texts, codes and frames by number; refuses to keep a
//! code, or a combination of period and attributes, more than once.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::{Attributes, OwnPosting, Posting, Rejected, VoucherRef};
use crate::model::code::{CodeString, HasCodes, Part};
use crate::model::control::Totals;
use crate::model::period::Period;
use crate::model::raw::{RawRows, Stretch, more_than};
use crate::model::source::{Origin, SourceId};
use crate::model::words::Words;

/// What normalising a raw batch gave.
#[derive(Clone, Debug, Default)]
pub struct PostingBatch {
    /// Which input.
    pub source: SourceId,
    /// Which sheet; 0 for text files.
    pub sheet: u16,
    /// The texts of the rows as they were read: its own are stretches of those.
    raw: RawRows,
    /// Readable rows, in order.
    pub postings: Vec<Posting>,
    /// The postings' codes.
    pub codes: Codes,
    /// Unreadable rows, in order.
    pub rejected: Vec<Rejected>,
    /// Banner, header, blank and total rows.
    pub structural: u64,
    /// Rows and öre of the postings, as the normaliser counted them.
    pub totals: Totals,
    /// Companies (*bolag*) by key.
    pub companies: Words,
    /// Series (*serier*) by key.
    pub series: Words,
    /// Whether the postings have their row text.
    pub with_text: bool,
    /// Texts that stand nowhere among the rows.
    more: String,
    /// Where stretches of those begin: where the rows' own end.
    more_from: u32,
    frames: Frames,
}

/// The codes of a batch's postings: one per part.
#[derive(Clone, Debug, Default)]
pub struct Codes {
    /// The distinct codes of each part: those of the batches before it and then its own, so that what is known of a code need
    /// not be asked again ([`Follower`]).
    pub words: Vec<Arc<Words>>,
    /// For each part, the key of each posting's code.
    pub keys: Vec<Vec<u32>>,
}

/// What postings have in common that only differ in where, on what and how much was booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Frame {
    /// Accounting period.
    pub period: Period,
    /// See [`Attributes`].
    pub attributes: Attributes,
}

/// Distinct frames.
#[derive(Clone, Debug, Default)]
struct Frames {
    list: Vec<Frame>,
    known: HashMap<Frame, u32, FixedState>,
    last: Option<(Frame, u32)>,
}

/// What a batch leaves to the next.
#[derive(Clone, Debug, Default)]
pub struct Left {
    postings: usize,
    /// Codes, and how they are found again.
    words: Vec<Arc<Words>>,
    /// The codes alone, as the batch has them.
    texts: Vec<Arc<Words>>,
}

/// More codes of a part are not handed from batch to batch.
const MOST_WORDS: usize = if cfg!(test) { 40 } else { 1 << 16 };

/// One posting's codes.
#[derive(Clone, Copy, Debug)]
pub struct CodesAt<'a> {
    codes: &'a Codes,
    place: usize,
}

impl Codes {
    /// None yet, of so many parts.
    pub fn of(parts: usize) -> Self {
        Self { words: vec![Arc::default(); parts], keys: vec![Vec::new(); parts] }
    }

    /// True where each of so many postings has a code in each of so many parts.
    pub fn are(&self, parts: usize, postings: usize) -> bool {
        self.words.len() == parts && self.keys.len() == parts && self.keys.iter().all(|keys| keys.len() == postings)
    }

    /// A posting's codes.
    #[inline]
    pub fn at(&self, place: usize) -> CodesAt<'_> {
        CodesAt { codes: self, place }
    }

    /// Adds a posting's codes, in part order.
    pub fn push<T: AsRef<str>>(&mut self, codes: impl IntoIterator<Item = T>) {
        for ((words, keys), code) in self.words.iter_mut().zip(&mut self.keys).zip(codes) {
            keys.push(Arc::make_mut(words).key(code.as_ref().as_bytes()));
        }
    }
}

impl HasCodes for CodesAt<'_> {
    fn code(&self, part: Part) -> &str {
        let Codes { words, keys } = self.codes;
        let key = keys.get(part).and_then(|keys| keys.get(self.place));
        words.get(part).zip(key).map_or("", |(words, key)| words.text(*key))
    }

    fn parts(&self) -> usize {
        self.codes.words.len()
    }
}

impl PostingBatch {
    /// Without postings, and with so many code parts. The rows' texts come when all have been looked at.
    pub fn begin(source: SourceId, sheet: u16, rows: &RawRows, parts: usize) -> Self {
        Self { source, sheet, codes: Codes::of(parts), more_from: rows.text_end(), ..Self::default() }
    }

    /// With the texts of the rows, which its own are stretches of; their cells are no longer needed.
    #[must_use]
    pub fn with_texts(self, raw: RawRows) -> Self {
        Self { raw, ..self }
    }

    /// The texts of the rows, which nobody needs any more.
    pub fn into_texts(self) -> RawRows {
        self.raw
    }

    /// Goes on with the codes of a former batch, and with room for as many postings as it had.
    pub fn begin_with(&mut self, left: &mut Left) {
        let room = more_than(left.postings);
        self.postings.reserve(room);
        self.codes.keys.iter_mut().for_each(|keys| keys.reserve(room));
        if left.words.len() == self.codes.words.len() {
            self.codes.words = std::mem::take(&mut left.words);
        }
    }

    /// Leaves to the next batch its codes and how they are found again; has the codes alone from here on.
    pub fn end_with(&mut self, left: &mut Left) {
        left.postings = self.postings.len();
        left.texts.resize_with(self.codes.words.len(), Arc::default);
        for (texts, words) in left.texts.iter_mut().zip(&self.codes.words) {
            if texts.len() != words.len() {
                *texts = Arc::new(words.texts_alone());
            }
        }
        left.words = std::mem::replace(&mut self.codes.words, left.texts.clone());
        if left.words.iter().any(|words| words.len() > MOST_WORDS) {
            (left.words, left.texts) = (Vec::new(), Vec::new());
        }
    }

    /// The text of a stretch.
    #[inline]
    pub fn at(&self, stretch: Stretch) -> &str {
        self.among(&self.raw, stretch)
    }

    #[inline]
    fn among<'a>(&'a self, rows: &'a RawRows, Stretch { start, end }: Stretch) -> &'a str {
        if end <= self.more_from {
            return rows.at(Stretch { start, end });
        }
        let own = start.checked_sub(self.more_from).zip(end.checked_sub(self.more_from));
        own.and_then(|(start, end)| self.more.get(start as usize..end as usize)).unwrap_or_default()
    }

    /// Keeps a text that stands nowhere among the rows. `None` where all texts are longer than 4 GB.
    pub fn keep(&mut self, text: &str) -> Option<Stretch> {
        let at = |length: usize| self.more_from.checked_add(u32::try_from(length).ok()?);
        let start = at(self.more.len())?;
        let end = at(self.more.len() + text.len())?;
        self.more.push_str(text);
        Some(Stretch { start, end })
    }

    /// The number of a period with attributes.
    #[inline]
    pub fn frame_of(&mut self, frame: Frame) -> u32 {
        match self.frames.last {
            Some((last, number)) if last == frame => number,
            _ => self.frames.find(frame),
        }
    }

    /// A posting's period and attributes; none where its number is nobody's.
    #[inline]
    pub fn frame(&self, posting: &Posting) -> Option<Frame> {
        self.frames.list.get(posting.frame as usize).copied()
    }

    /// Every frame, by its number.
    pub fn frames(&self) -> &[Frame] {
        &self.frames.list
    }

    /// The voucher row that a posting is.
    pub fn voucher(&self, posting: &Posting) -> VoucherRef<'_> {
        VoucherRef {
            company: self.companies.text(posting.company),
            series: self.series.text(posting.series),
            number: self.at(posting.number),
            row: self.at(posting.line),
        }
    }

    /// Where a posting stands.
    pub fn origin(&self, posting: &Posting) -> Origin {
        Origin { source: self.source, sheet: self.sheet, row: posting.row }
    }

    /// True where the last posting of these rows is of the same voucher in the same year.
    #[inline]
    pub fn follows_its_own(&self, posting: &Posting, rows: &RawRows) -> bool {
        let Some(before) = self.postings.last() else { return false };
        let year = |posting: &Posting| self.frame(posting).map(|frame| frame.period.year());
        let number = |posting: &Posting| {
            let number = posting.number;
            if number.end <= self.more_from { rows.bytes_at(number) } else { self.among(rows, number).as_bytes() }
        };
        before.series == posting.series
            && before.company == posting.company
            && same(number(before), number(posting))
            && (before.frame == posting.frame || year(before) == year(posting))
    }

    /// A posting with texts of its own; none where it is not there.
    pub fn own(&self, place: usize) -> Option<(OwnPosting, CodeString)> {
        let posting = self.postings.get(place)?;
        let Frame { period, attributes } = self.frame(posting)?;
        let own = OwnPosting {
            origin: self.origin(posting),
            voucher: self.voucher(posting).into_owned(),
            booked: posting.booked,
            registered: posting.registered,
            period,
            attributes,
            amount: posting.amount,
            text: self.with_text.then(|| self.at(posting.text).into()),
        };
        let codes = self.codes.at(place);
        Some((own, CodeString::new((0..codes.parts()).map(|part| codes.code(part)))))
    }

    /// A posting whose texts stand elsewhere, to be pushed. `None` where all texts are longer than 4 GB.
    pub fn taken_in(&mut self, own: &OwnPosting) -> Option<Posting> {
        let number = self.keep(&own.voucher.number)?;
        let line = self.keep(&own.voucher.row)?;
        let text = self.keep(own.text.as_deref().unwrap_or_default())?;
        Some(Posting {
            row: own.origin.row,
            frame: self.frame_of(Frame { period: own.period, attributes: own.attributes }),
            company: self.companies.key(own.voucher.company.as_bytes()),
            series: self.series.key(own.voucher.series.as_bytes()),
            number,
            line,
            booked: own.booked,
            registered: own.registered,
            amount: own.amount,
            text,
        })
    }
}

/// Whether two texts are the same; of eight to sixteen bytes, which nearly every voucher number has, without a call.
#[inline]
fn same(one: &[u8], other: &[u8]) -> bool {
    let ends = |text: &[u8]| {
        let ends = text.first_chunk::<8>().zip(text.last_chunk::<8>()).filter(|_| text.len() <= 16);
        ends.map(|(first, last)| (u64::from_le_bytes(*first), u64::from_le_bytes(*last)))
    };
    match (ends(one), ends(other)) {
        (Some(one_ends), Some(other_ends)) => one.len() == other.len() && one_ends == other_ends,
        _ => one == other,
    }
}

impl Frames {
    fn find(&mut self, frame: Frame) -> u32 {
        let next = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        let number = *self.known.entry(frame).or_insert(next);
        if number == next {
            self.list.push(frame);
        }
        self.last = Some((frame, number));
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::words::Follower;

    #[test]
    fn codes_are_told_right_however_many_came_before() {
        let (mut left, mut follower, mut known) = (Left::default(), Follower::default(), Vec::<String>::new());
        let (mut before, mut anew) = (0, 0);
        for n in 0..30 {
            let mut batch = PostingBatch::begin(0, 0, &RawRows::default(), 1);
            batch.begin_with(&mut left);
            let codes: Vec<String> = (0..10).map(|m| (n * 3 + m).to_string()).collect();
            for code in &codes {
                batch.codes.push([code]);
            }
            batch.end_with(&mut left);
            let words = &batch.codes.words[0];
            known.truncate(follower.first_new(words));
            known.extend(words.iter_from(known.len()).map(|code| String::from_utf8(code.to_vec()).unwrap()));
            for (place, code) in codes.iter().enumerate() {
                assert_eq!(batch.codes.at(place).code(0), code);
                assert_eq!(&known[batch.codes.keys[0][place] as usize], code, "as whoever follows has learnt it");
            }
            anew += usize::from(words.len() < before);
            before = words.len();
        }
        assert!(anew > 1, "a list that is long enough begins anew");
    }
}
