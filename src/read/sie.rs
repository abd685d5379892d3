//! SIE: what Swedish accounting programs export, as tagged text (types 1 to 4) or XML (5). Takes bytes, hands on rows
//! under a header of fixed names, as if the file were a table, and what it says of itself that its rows don't bear out;
//! refuses files that end within a voucher, and to count twice what is told twice.

mod decode;
mod fields;
mod findings;
mod items;
pub(super) mod look;
mod survey;
mod table;
mod tagged;
mod xml;

use std::convert::Infallible;
use std::sync::Arc;

use crate::model::amount::AmountStyle;
use crate::model::finding::{Finding, Place, Problem, text};
use crate::pipeline::Layout;

use super::{ReadError, TakeRow};
use items::Item;
use survey::{Chosen, Dimension, Survey};
use table::Table;

/// What a walk calls with each item.
type TakeItem<'t, 'a, E> = &'t mut dyn FnMut(Item<'a>) -> Result<(), ReadError<E>>;

/// Dimensions of one file: each is a column.
const MAX_DIMENSIONS: usize = 200;
/// Where the first element of an XML file must stand.
const ROOT_WITHIN: usize = 4096;

/// The two forms that SIE has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Types 1 to 4.
    Tagged,
    /// SIE 5.
    Xml,
}

/// A SIE file in memory, as it is before any layout is asked for more than how its amounts are written.
#[derive(Debug)]
pub(super) struct Surveyed {
    form: Form,
    source: String,
    /// The character set that it was read in; XML says its own.
    letters: Option<&'static str>,
    survey: Survey,
}

/// A SIE file as a layout reads it.
pub(super) struct Sie {
    pub(super) findings: Vec<Finding>,
    file: Arc<Surveyed>,
    chosen: Chosen,
}

/// The form by the first bytes: a label that SIE knows, or an element `Sie` or `SieEntry`.
pub(super) fn form_of(bytes: &[u8]) -> Option<Form> {
    // The zero bytes of UTF-16 are left out: labels and names are ASCII.
    let head: Vec<u8> = bytes.iter().take(ROOT_WITHIN).copied().filter(|b| *b != 0).collect();
    let head = String::from_utf8_lossy(&head);
    let head = head.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start();
    if head.starts_with('#') {
        let label = head.split_whitespace().next().unwrap_or_default().to_uppercase();
        return tagged::is_label(&label).then_some(Form::Tagged);
    }
    let mut rest = head.starts_with('<').then_some(head)?;
    let root = loop {
        rest = rest.split_once('<')?.1;
        if rest.starts_with("!--") {
            rest = rest.split_once("-->")?.1;
        } else if rest.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            break rest;
        }
    };
    let root = root.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next()?;
    let root = root.rsplit(':').next()?;
    ["Sie", "SieEntry"].contains(&root).then_some(Form::Xml)
}

impl Surveyed {
    pub(super) fn of(bytes: &[u8], form: Form, name: &str, amounts: &AmountStyle) -> Result<Arc<Self>, Problem> {
        let refuse = |encoding: &str| {
            let values = vec![("encoding", text(encoding)), ("detail", text("BOM"))];
            Problem::new("not-decodable", values).in_place(Place { file: Some(name.to_owned()), ..Place::default() })
        };
        let (source, letters) = match form {
            Form::Tagged => decode::tagged(bytes).map(|(s, set)| (s, Some(set))).ok_or_else(|| refuse("utf"))?,
            Form::Xml => (decode::xml(bytes).map_err(|encoding| refuse(&encoding))?, None),
        };
        let survey = surveyed(form, &source, name, Survey::new(amounts.clone()))?;
        Ok(Arc::new(Self { form, source, letters, survey }))
    }
}

impl Sie {
    pub(super) fn of(file: Arc<Surveyed>, name: &str, layout: &Layout) -> Result<Self, Problem> {
        let place = Place { file: Some(name.to_owned()), ..Place::default() };
        let file = if *file.survey.amounts() == layout.amounts {
            file
        } else {
            let survey = surveyed(file.form, &file.source, name, Survey::new(layout.amounts.clone()))?;
            Arc::new(Surveyed { form: file.form, source: file.source.clone(), letters: file.letters, survey })
        };
        let by: Vec<Dimension> = layout.balances_by.iter().map(|number| survey::dimension(number)).collect();
        let chosen = file.survey.choose(&by, asked(layout)).map_err(|problem| problem.in_place(place.clone()))?;
        if Table::new(&file.survey, &chosen).dimensions() > MAX_DIMENSIONS {
            let values = vec![("what", text("dimensions")), ("limit", text(MAX_DIMENSIONS.to_string()))];
            return Err(Problem::new("limit-exceeded", values).in_place(place));
        }
        let findings = findings::of(&file.survey, &chosen, file.letters, name);
        Ok(Self { findings, file, chosen })
    }

    pub(super) fn read<E>(&self, name: &str, take: TakeRow<'_, E>) -> Result<(), ReadError<E>> {
        let table = Table::new(&self.file.survey, &self.chosen);
        take(&table.header())?;
        let Surveyed { form, source, .. } = &*self.file;
        walk(*form, source, name, &mut |item| table.rows(&item).iter().try_for_each(&mut *take))
    }
}

/// The survey after every item of the file.
fn surveyed(form: Form, source: &str, name: &str, mut survey: Survey) -> Result<Survey, Problem> {
    let walked: Result<(), ReadError<Infallible>> = walk(form, source, name, &mut |item| {
        survey.add(item);
        Ok(())
    });
    match walked {
        Ok(()) => Ok(survey),
        Err(ReadError::Input(problem)) => Err(*problem),
        Err(ReadError::Taker(never)) => match never {},
    }
}

fn walk<'a, E>(form: Form, source: &'a str, name: &str, take: TakeItem<'_, 'a, E>) -> Result<(), ReadError<E>> {
    match form {
        Form::Tagged => tagged::walk(source, name, take),
        Form::Xml => xml::walk(source, name, take),
    }
}

/// The lines of a file, where it is SIE.
pub(super) fn lines(bytes: &[u8]) -> Option<Vec<String>> {
    let source = match form_of(bytes)? {
        Form::Tagged => decode::tagged(bytes)?.0,
        Form::Xml => decode::xml(bytes).ok()?,
    };
    Some(tagged::lines(&source).map(str::to_owned).collect())
}

/// The dimensions whose columns the layout names: they get one, whether the file uses them or not.
fn asked(layout: &Layout) -> Vec<Dimension> {
    let heads = layout.fields.values().chain(layout.parts.values()).flatten();
    let numbers = heads.filter_map(|head| head.trim().to_lowercase().strip_prefix("dim").map(survey::dimension));
    let mut asked: Vec<Dimension> = numbers.filter(|(number, _)| *number != u64::MAX).collect();
    asked.sort_unstable();
    asked.dedup();
    asked
}
