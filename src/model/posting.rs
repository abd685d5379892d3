//! Postings (*verifikationsrader*): ledger rows after the layout has been applied, with their attributes. A batch keeps
//! its postings small: their texts are stretches of what the reader read, their codes numbers that stand for texts.

mod batch;

pub use batch::{Codes, CodesAt, Frame, Left, PostingBatch};

use compact_str::CompactString;

use super::Date;
use super::code::CodeString;
use super::fate::Duplicate;
use super::money::Ore;
use super::period::Period;
use super::raw::Stretch;
use super::source::Origin;

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

/// A voucher row whose texts stand elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VoucherRef<'a> {
    /// As [`Voucher::company`].
    pub company: &'a str,
    /// As [`Voucher::series`].
    pub series: &'a str,
    /// As [`Voucher::number`].
    pub number: &'a str,
    /// As [`Voucher::row`].
    pub row: &'a str,
}

impl Voucher {
    /// The same, with its texts here.
    pub fn view(&self) -> VoucherRef<'_> {
        VoucherRef { company: &self.company, series: &self.series, number: &self.number, row: &self.row }
    }
}

impl<'a> VoucherRef<'a> {
    /// What its number is counted in: the series, of its company where the extract has companies.
    pub fn book(&self) -> std::borrow::Cow<'a, str> {
        if self.company.is_empty() { self.series.into() } else { format!("{} {}", self.company, self.series).into() }
    }

    /// With texts of its own.
    pub fn into_owned(self) -> Voucher {
        let Self { company, series, number, row } = self;
        Voucher { company: company.into(), series: series.into(), number: number.into(), row: row.into() }
    }
}

/// `L 17/2`: company, series, number and row, without what the extract lacks.
impl std::fmt::Display for VoucherRef<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let slash = if self.row.is_empty() { "" } else { "/" };
        let text = format!("{} {}{slash}{}", self.book().trim(), self.number, self.row);
        f.write_str(text.trim())
    }
}

impl std::fmt::Display for Voucher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.view().fmt(f)
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

/// One posting as its batch holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// 1-based row or line of the batch's sheet.
    pub row: u32,
    /// Its period and attributes, by [`PostingBatch::frame`].
    pub frame: u32,
    /// Company, by its key among the batch's companies.
    pub company: u32,
    /// Series, by its key among the batch's series.
    pub series: u32,
    /// Voucher number.
    pub number: Stretch,
    /// Row within the voucher.
    pub line: Stretch,
    /// Booking date (*bokföringsdatum*).
    pub booked: Option<Date>,
    /// Registration date (*registreringsdatum*).
    pub registered: Option<Date>,
    /// Debit positive, credit negative.
    pub amount: Ore,
    /// Row text, only where the job asks for free text; identity numbers are masked.
    pub text: Stretch,
}

/// A posting with texts of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPosting {
    /// File, sheet and row.
    pub origin: Origin,
    /// Series, number, row.
    pub voucher: Voucher,
    /// As [`Posting::booked`].
    pub booked: Option<Date>,
    /// As [`Posting::registered`].
    pub registered: Option<Date>,
    /// Accounting period.
    pub period: Period,
    /// See [`Attributes`].
    pub attributes: Attributes,
    /// Debit positive, credit negative.
    pub amount: Ore,
    /// As [`Posting::text`].
    pub text: Option<CompactString>,
}

/// A row that could not be read (*avvisad rad*), one entry per unreadable cell's first problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// File, sheet and row.
    pub origin: Origin,
    /// Column letter in a workbook, 1-based column number in a text file.
    pub column: CompactString,
    /// The header of that column.
    pub header: CompactString,
    /// The value seen.
    pub value: CompactString,
    /// What was wrong, as a message id without its prefix.
    pub reason: &'static str,
    /// The row's codes, as far as they could be read.
    pub code: CodeString,
    /// The row's period, where it could be read.
    pub period: Option<Period>,
    /// The row's voucher: its number is no gap.
    pub voucher: Voucher,
}
