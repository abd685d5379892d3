//! The columns of a row group: fields as they come, to arrays of their column's type. Texts are kept once each, so that a
//! column is its dictionary from the start; where most texts differ they are laid out one after another instead.

use std::collections::HashMap;

use polars::prelude::{
    BooleanChunked, CompatLevel, DataType, Int32Chunked, Int64Chunked, Int128Chunked, IntoSeries, NewChunkedArray,
    PlSmallStr, PolarsResult, Series,
};
use polars_arrow::array::{Array, ArrayFromIter, DictionaryArray, PrimitiveArray, Utf8ViewArray};
use polars_arrow::datatypes::{ArrowDataType, IntegerType};

use super::{Field, Kind};

/// Digits of every decimal column.
const PRECISION: usize = 18;
/// Decimals of an amount in kronor.
const AMOUNT_SCALE: usize = 2;
/// Decimals of a share, stored as a fraction of one.
const SHARE_SCALE: usize = 4;
/// A dictionary is no use if more than this many of four texts are unlike all before.
const UNLIKE_OF_FOUR: usize = 3;
/// So few texts are a dictionary however unlike they are.
const FEW: usize = 128;

/// Values of one column, waiting for their row group to be full.
pub(super) enum Values {
    Text(Texts),
    Date(Vec<Option<i32>>),
    Amount(Vec<Option<i64>>),
    Share(Vec<Option<i64>>),
    Scaled(Vec<Option<i64>>, u8),
    Whole(Vec<Option<i64>>),
    Flag(Vec<Option<bool>>),
}

/// Texts in the order they came, each kept once.
#[derive(Default)]
pub(super) struct Texts {
    keys: Vec<Option<u32>>,
    known: HashMap<Box<str>, u32>,
}

impl Values {
    pub(super) fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(Texts::default()),
            Kind::Date => Self::Date(Vec::new()),
            Kind::Amount => Self::Amount(Vec::new()),
            Kind::Share => Self::Share(Vec::new()),
            Kind::Scaled(decimals) => Self::Scaled(Vec::new(), decimals),
            Kind::Whole => Self::Whole(Vec::new()),
            Kind::Flag => Self::Flag(Vec::new()),
        }
    }

    /// Takes one field; false where it is of another kind.
    pub(super) fn push(&mut self, field: Field<'_>) -> bool {
        match (self, field) {
            (Self::Text(all), Field::Text(text)) if !text.is_empty() => all.push(text),
            (Self::Text(all), Field::Null | Field::Text(_)) => all.keys.push(None),
            (Self::Date(all), Field::Date(date)) => all.push(date.map(|date| date.to_epoch_days())),
            (Self::Date(all), Field::Null) => all.push(None),
            (Self::Amount(all), Field::Amount(amount)) => all.push(Some(amount.ore())),
            (Self::Share(all), Field::Share(share)) => all.push(Some(share)),
            (Self::Scaled(all, _), Field::Scaled(number)) => all.push(Some(number)),
            (Self::Whole(all), Field::Whole(whole)) => match i64::try_from(whole) {
                Ok(whole) => all.push(Some(whole)),
                Err(_) => return false,
            },
            (Self::Amount(all) | Self::Share(all) | Self::Scaled(all, _) | Self::Whole(all), Field::Null) => {
                all.push(None);
            }
            (Self::Flag(all), Field::Flag(flag)) => all.push(Some(flag)),
            (Self::Flag(all), Field::Null) => all.push(None),
            _ => return false,
        }
        true
    }

    /// The column as one array of the type that its kind is written as.
    pub(super) fn into_array(self, name: &str) -> PolarsResult<Box<dyn Array>> {
        let name = name.into();
        let series = match self {
            Self::Text(texts) => return texts.into_array(),
            Self::Date(all) => Int32Chunked::from_iter_options(name, all.into_iter()).into_date().into_series(),
            Self::Amount(all) => decimal(name, all, AMOUNT_SCALE)?,
            Self::Share(all) => decimal(name, all, SHARE_SCALE)?,
            Self::Scaled(all, decimals) => decimal(name, all, decimals.into())?,
            Self::Whole(all) => Int64Chunked::from_iter_options(name, all.into_iter()).into_series(),
            Self::Flag(all) => BooleanChunked::from_iter_options(name, all.into_iter()).into_series(),
        };
        Ok(series.rechunk().to_arrow(0, CompatLevel::newest()))
    }
}

impl Texts {
    fn push(&mut self, text: &str) {
        let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        let key = match self.known.get(text) {
            Some(key) => *key,
            None => *self.known.entry(text.into()).or_insert(next),
        };
        self.keys.push(Some(key));
    }

    fn into_array(self) -> PolarsResult<Box<dyn Array>> {
        let mut words = vec![""; self.known.len()];
        for (word, key) in &self.known {
            words[*key as usize] = word;
        }
        let unlike = words.len() * 4 > self.keys.len() * UNLIKE_OF_FOUR && self.keys.len() > FEW;
        if words.is_empty() || unlike {
            let texts = self.keys.iter().map(|key| key.map(|key| words[key as usize]));
            return Ok(Utf8ViewArray::arr_from_iter(texts).boxed());
        }
        let kind = ArrowDataType::Dictionary(IntegerType::UInt32, Box::new(ArrowDataType::Utf8View), false);
        let words = Utf8ViewArray::arr_from_iter(words.into_iter().map(Some)).boxed();
        Ok(DictionaryArray::try_new(kind, PrimitiveArray::from(self.keys), words)?.boxed())
    }
}

fn decimal(name: PlSmallStr, all: Vec<Option<i64>>, scale: usize) -> PolarsResult<Series> {
    let wide = all.into_iter().map(|value| value.map(i128::from));
    Ok(Int128Chunked::from_iter_options(name, wide).into_decimal(PRECISION, scale)?.into_series())
}

/// The type that a kind of column is written as.
pub(super) fn dtype(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::String,
        Kind::Date => DataType::Date,
        Kind::Amount => DataType::Decimal(PRECISION, AMOUNT_SCALE),
        Kind::Share => DataType::Decimal(PRECISION, SHARE_SCALE),
        Kind::Scaled(decimals) => DataType::Decimal(PRECISION, decimals.into()),
        Kind::Whole => DataType::Int64,
        Kind::Flag => DataType::Boolean,
    }
}
