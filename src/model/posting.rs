//! Postings (*verifikationsrader*): ledger rows after the layout has been applied, with their attributes.

use compact_str::CompactString;

use super::Date;
use super::code::CodeString;
use super::control::Totals;
use super::fate::Duplicate;
use super::money::Ore;
use super::period::Period;
use super::source::{Origin, SourceId};

/// The voucher row (*verifikation, rad*) that a posting is.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Voucher {
    /// Company (*bolag*), blank where the extract has none. Each has voucher series of its own.
    pub company: CompactString,
    /// Series (*serie*), blank where the extract has none.
    pub series: CompactString,
    /// Voucher number (*verifikationsnummer*) as text.
    pub number: CompactString,
    /// Row within the voucher, blank where the extract has none.
    pub row: CompactString,
}

impl Voucher {
    /// What its number is counted in: the series, of its company where the extract has companies.
    pub fn book(&self) -> std::borrow::Cow<'_, str> {
        if self.company.is_empty() {
            (&*self.series).into()
        } else {
            format!("{} {}", self.company, self.series).into()
        }
    }
}

/// `L 17/2`: company, series, number and row, without what the extract lacks.
impl std::fmt::Display for Voucher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let slash = if self.row.is_empty() { "" } else { "/" };
        let text = format!("{} {}{slash}{}", self.book().trim(), self.number, self.row);
        f.write_str(text.trim())
    }
}

/// Properties of low cardinality that are computed per posting and enter the key, so that all judgement can
/// happen on balances.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Attributes {
    /// How many of the job's distinct decision dates lie on or before the booking date.
    pub decisions_passed: u8,
    /// Registered after its period was closed (*sent bokförd*).
    pub late: bool,
    /// The ruling (*beslut om avsatt rad*) that names this voucher, by its place in the job's list.
    pub ruling: Option<u32>,
    /// Another extract's row, or an earlier one of this extract, is the same row of the same voucher.
    pub duplicate: Option<Duplicate>,
}

/// One posting. Codes are an index into the batch's distinct code strings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// File, sheet and row.
    pub origin: Origin,
    /// Series, number, row.
    pub voucher: Voucher,
    /// Booking date (*bokföringsdatum*).
    pub booked: Option<Date>,
    /// Registration date (*registreringsdatum*).
    pub registered: Option<Date>,
    /// Accounting period.
    pub period: Period,
    /// Index into [`PostingBatch::strings`].
    pub code: u32,
    /// See [`Attributes`].
    pub attributes: Attributes,
    /// Debit positive, credit negative.
    pub amount: Ore,
    /// Row text, only where the job asks for free text; identity numbers are masked.
    pub text: Option<CompactString>,
}

impl Posting {
    /// True for a posting of the same voucher in the same year.
    pub fn is_of_voucher(&self, other: &Self) -> bool {
        let (one, two) = (&self.voucher, &other.voucher);
        let same_book = one.series == two.series && one.company == two.company;
        one.number == two.number && same_book && self.period.year() == other.period.year()
    }
}

/// A row that could not be read (*avvisad rad*), one entry per unreadable cell's first problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// File, sheet and row.
    pub origin: Origin,
    /// Column letter in a workbook, 1-based column number in a text file.
    pub column: String,
    /// The header of that column.
    pub header: String,
    /// The value seen.
    pub value: String,
    /// What was wrong, as a message id without its prefix.
    pub reason: &'static str,
    /// The row's codes, as far as they could be read.
    pub code: CodeString,
    /// The row's period, where it could be read.
    pub period: Option<Period>,
    /// The row's voucher: its number is no gap.
    pub voucher: Voucher,
}

/// What normalising a raw batch gave.
#[derive(Clone, Debug, Default)]
pub struct PostingBatch {
    /// Which input.
    pub source: SourceId,
    /// Distinct code strings of the batch.
    pub strings: Vec<CodeString>,
    /// Readable rows, in order.
    pub postings: Vec<Posting>,
    /// Unreadable rows, in order.
    pub rejected: Vec<Rejected>,
    /// Banner, header, blank and total rows.
    pub structural: u64,
    /// Rows and öre of the postings, as the normaliser counted them.
    pub totals: Totals,
}
