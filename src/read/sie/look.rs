//! What a SIE file is, before any layout is asked: type, character set, dimensions with their names, what its rows are
//! made of. Takes bytes, hands on facts; refuses files whose items can't be walked.

use std::sync::Arc;

use crate::model::amount::AmountStyle;
use crate::model::finding::Problem;
use crate::pipeline::Layout;

use super::{Form, Surveyed, asked};

/// A dimension of a SIE file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// Its number; the column is `dim` and the number.
    pub number: String,
    /// Its name in the file; blank where it is used but not declared.
    pub name: String,
    /// Rows that have an object of it.
    pub rows: u64,
}

/// What a SIE file is.
#[derive(Clone, Debug)]
pub struct SieLook {
    /// The type that the file states, such as `4` or `5`; blank where it states none.
    pub stated: String,
    /// The character set that it was read in.
    pub letters: String,
    /// Vouchers.
    pub vouchers: u64,
    /// Dimensions, in the order of their numbers.
    pub dimensions: Vec<Dimension>,
    /// Breakdowns of its period balances that overlap: a layout must name one. Empty where nothing overlaps.
    pub breakdowns: Vec<Vec<String>>,
    /// What it was seen from.
    file: Arc<Surveyed>,
}

impl SieLook {
    pub(in crate::read) fn surveyed(&self) -> Arc<Surveyed> {
        Arc::clone(&self.file)
    }

    /// Two layouts get the same rows: each has a column for every dimension that its layout asks for, and amounts are only
    /// worked out where balances are broken down.
    pub(in crate::read) fn reads_alike(&self, one: &Layout, other: &Layout) -> bool {
        let known = |number: &str| self.dimensions.iter().any(|dimension| dimension.number == number);
        let added = |layout: &Layout| {
            let mut asked = asked(layout);
            asked.retain(|(_, number)| !known(number));
            asked
        };
        let same_balances = one.balances_by == other.balances_by && one.amounts == other.amounts;
        (self.vouchers > 0 || same_balances) && added(one) == added(other)
    }
}

pub(in crate::read) fn look(bytes: &[u8], form: Form, name: &str) -> Result<SieLook, Problem> {
    let file = Surveyed::of(bytes, form, name, &AmountStyle::plain('.', &[]))?;
    let survey = &file.survey;
    let stated = match form {
        Form::Tagged => stated(&file.source),
        Form::Xml => "5".to_owned(),
    };
    let letters = file.letters.unwrap_or("UTF-8").to_owned();
    let ways = if survey.vouchers > 0 { Vec::new() } else { survey.ways() };
    let breakdowns = ways.iter().map(|by| by.iter().map(|(_, number)| number.clone()).collect());
    let breakdowns = if ways.len() > 1 { breakdowns.collect() } else { Vec::new() };
    let dimensions = survey.dimensions.iter().map(|((_, number), (name, rows))| Dimension {
        number: number.clone(),
        name: name.trim().to_owned(),
        rows: *rows,
    });
    let dimensions = dimensions.collect();
    let vouchers = survey.vouchers;
    Ok(SieLook { stated, letters, vouchers, dimensions, breakdowns, file })
}

/// What the line `#SIETYP` says.
fn stated(source: &str) -> String {
    let words = |line: &str| {
        let mut words = line.split_whitespace();
        let label = words.next()?;
        label.eq_ignore_ascii_case("#SIETYP").then(|| words.next().unwrap_or_default().trim_matches('"').to_owned())
    };
    source.split(['\n', '\r']).find_map(words).unwrap_or_default()
}
