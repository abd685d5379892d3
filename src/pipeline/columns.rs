//! The columns that a layout can declare: fields of a posting, and code parts. Refuses to know their headings.

use crate::model::code::Part;

/// A column that a layout declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColumnName {
    /// A field.
    Field(FieldName),
    /// A code part.
    Part(Part),
}

/// The fields of a posting that are no code part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldName {
    /// Company that the voucher is of.
    Company,
    /// Voucher series.
    Series,
    /// Voucher number.
    Voucher,
    /// Row within the voucher.
    Row,
    /// Booking date.
    Booked,
    /// Registration date.
    Registered,
    /// Accounting year, beside a column of months.
    Year,
    /// Accounting period, or its number in the year.
    Period,
    /// Amount with its sign.
    Amount,
    /// Debit amount, beside a column of credit.
    Debit,
    /// Credit amount.
    Credit,
    /// Word that says debit or credit of an amount.
    Side,
    /// Free text.
    Text,
    /// Currency that the row is of.
    Currency,
}

impl FieldName {
    /// Every field with its key in a layout's `[columns]`.
    pub const ALL: [(Self, &'static str); 14] = [
        (Self::Company, "company"),
        (Self::Series, "series"),
        (Self::Voucher, "voucher"),
        (Self::Row, "row"),
        (Self::Booked, "booked"),
        (Self::Registered, "registered"),
        (Self::Year, "year"),
        (Self::Period, "period"),
        (Self::Amount, "amount"),
        (Self::Debit, "debit"),
        (Self::Credit, "credit"),
        (Self::Side, "side"),
        (Self::Text, "text"),
        (Self::Currency, "currency"),
    ];

    /// Its key in a layout's `[columns]`.
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(field, _)| *field == self).map_or("", |(_, key)| key)
    }
}

impl ColumnName {
    /// The code part, where it is one.
    pub fn part(&self) -> Option<Part> {
        match self {
            Self::Part(part) => Some(*part),
            Self::Field(_) => None,
        }
    }
}
