//! What a SIE file is, before any layout is asked: type, character set, dimensions with their names, what its rows are
//! made of. Takes bytes, hands on facts; refuses files whose items can't be walked.

use crate::model::amount::AmountStyle;
use crate::model::finding::{Place, Problem, text};

use super::survey::Survey;
use super::{Form, decode, surveyed};

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
#[derive(Clone, Debug, PartialEq, Eq)]
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
}

pub(in crate::read) fn look(bytes: &[u8], form: Form, name: &str) -> Result<SieLook, Problem> {
    let place = Place { file: Some(name.to_owned()), ..Place::default() };
    let refuse = |encoding: &str| {
        let values = vec![("encoding", text(encoding)), ("detail", text("BOM"))];
        Problem::new("not-decodable", values).in_place(place.clone())
    };
    let (source, letters) = match form {
        Form::Tagged => decode::tagged(bytes).ok_or_else(|| refuse("utf"))?,
        Form::Xml => (decode::xml(bytes).map_err(|encoding| refuse(&encoding))?, "UTF-8"),
    };
    let survey = surveyed(form, &source, name, Survey::new(AmountStyle::plain('.', &[]), Vec::new()))?;
    let stated = match form {
        Form::Tagged => stated(&source),
        Form::Xml => "5".to_owned(),
    };
    let ways = if survey.vouchers > 0 { Vec::new() } else { survey.ways() };
    let breakdowns = ways.iter().map(|by| by.iter().map(|(_, number)| number.clone()).collect());
    let breakdowns = if ways.len() > 1 { breakdowns.collect() } else { Vec::new() };
    let dimensions = survey.dimensions.iter().map(|((_, number), (name, rows))| Dimension {
        number: number.clone(),
        name: name.trim().to_owned(),
        rows: *rows,
    });
    let dimensions = dimensions.collect();
    Ok(SieLook { stated, letters: letters.to_owned(), vouchers: survey.vouchers, dimensions, breakdowns })
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
