//! Cells of a sheet. Takes the sheet's XML a stretch at a time, hands on every cell with its place as it stands; refuses
//! nothing: at the first thing that it doesn't know for certain it says so, and another reader goes on from that cell.

use std::borrow::Cow;

use calamine::{CellErrorType, DataRef, ExcelDateTime, ExcelDateTimeType};

use crate::model::float::SheetNumber;

use super::letters::unescaped;
use super::reader::{Ends, Halt, Reader};
use super::{Known, NumberKind, Took};

/// A cell as the sheet has it.
pub(in crate::read::workbook) struct Cell<'a> {
    /// Row and column, from 0.
    pub(in crate::read::workbook) at: (u32, u32),
    pub(in crate::read::workbook) value: DataRef<'a>,
    pub(in crate::read::workbook) has_formula: bool,
}

/// What was next in a sheet.
enum Next<'b> {
    Cell(Cell<'b>),
    /// A row's first tag or last.
    Row,
    /// The end of all cells.
    End,
}

/// The cells of one sheet.
pub(super) struct Cells<'k> {
    known: &'k Known,
    /// Of the names, once the cells have begun.
    prefix: Option<Vec<u8>>,
    in_row: bool,
    row: u32,
    column: u32,
}

impl<'k> Cells<'k> {
    pub(super) fn of(known: &'k Known) -> Self {
        Self { known, prefix: None, in_row: false, row: 0, column: 0 }
    }

    /// Takes what is whole in a stretch.
    pub(super) fn take<E>(
        &mut self,
        stretch: &[u8],
        take: &mut impl FnMut(Cell<'_>) -> Result<(), E>,
    ) -> Result<Took, E> {
        let mut reader = Reader { rest: stretch, prefix: b"" };
        let prefix = match self.prefix.take() {
            Some(prefix) => prefix,
            None => match reader.head(b"sheetData") {
                Ok((_, Ends::Empty)) => return Ok(Took::All),
                Ok((prefix, Ends::Open)) => prefix,
                Err(halt) => return Ok(halt.before(stretch, stretch)),
            },
        };
        let mut reader = Reader { rest: reader.rest, prefix: &prefix };
        let took = loop {
            reader.space();
            let whole = reader.rest;
            let next = if self.in_row { self.cell(&mut reader) } else { self.between(&mut reader) };
            match next {
                Ok(Next::Cell(cell)) => take(cell)?,
                Ok(Next::Row) => {}
                Ok(Next::End) => break Took::All,
                Err(halt) => break halt.before(stretch, whole),
            }
        };
        self.prefix = Some(prefix);
        Ok(took)
    }

    /// A row's first tag, or the end of all rows.
    fn between<'b>(&mut self, reader: &mut Reader<'b, '_>) -> Result<Next<'b>, Halt> {
        if reader.closes(b"sheetData")? {
            return Ok(Next::End);
        }
        if !reader.opens(b"row")? {
            return Err(Halt::Unsure);
        }
        let mut number = None;
        while let Some((name, value)) = reader.attribute()? {
            if name == b"r" && number.replace(row_number(value).ok_or(Halt::Unsure)?).is_some() {
                return Err(Halt::Unsure);
            }
        }
        let ends = reader.ends()?;
        self.row = number.unwrap_or(self.row);
        self.in_row = ends == Ends::Open;
        if !self.in_row {
            self.next_row()?;
        }
        Ok(Next::Row)
    }

    fn next_row(&mut self) -> Result<(), Halt> {
        self.row = self.row.checked_add(1).ok_or(Halt::Unsure)?;
        self.column = 0;
        Ok(())
    }

    /// A cell of the row, or the row's end.
    #[inline]
    fn cell<'b>(&mut self, reader: &mut Reader<'b, '_>) -> Result<Next<'b>, Halt>
    where
        'k: 'b,
    {
        if !reader.opens(b"c")? {
            if !reader.closes(b"row")? {
                return Err(Halt::Unsure);
            }
            self.in_row = false;
            return self.next_row().map(|()| Next::Row);
        }
        let (mut at, mut style, mut kind) = (None, None, None);
        while let Some((name, value)) = reader.attribute()? {
            let twice = match name {
                b"r" => at.replace(value).is_some(),
                b"s" => style.replace(value).is_some(),
                b"t" => kind.replace(value).is_some(),
                _ => false,
            };
            if twice {
                return Err(Halt::Unsure);
            }
        }
        let at = match at {
            Some(reference) => place(reference).ok_or(Halt::Unsure)?,
            None => (self.row, self.column),
        };
        let column = at.1.checked_add(1).ok_or(Halt::Unsure)?;
        let (value, has_formula) = match reader.ends()? {
            Ends::Empty => (DataRef::Empty, false),
            Ends::Open => self.contents(reader, style, kind)?,
        };
        self.column = column;
        Ok(Next::Cell(Cell { at, value, has_formula }))
    }

    /// What stands in a cell, up to its last tag.
    #[inline]
    fn contents<'b>(
        &self,
        reader: &mut Reader<'b, '_>,
        style: Option<&[u8]>,
        kind: Option<&[u8]>,
    ) -> Result<(DataRef<'b>, bool), Halt>
    where
        'k: 'b,
    {
        let (mut value, mut has_formula) = (None, false);
        let inline = matches!(kind, Some(b"inlineStr" | b"is"));
        loop {
            reader.space();
            if value.is_none() && !inline && reader.opens(b"v")? {
                value = Some(match reader.ends_whatever()? {
                    Ends::Empty => self.value("".into(), style, kind)?,
                    Ends::Open => self.value(reader.text(b"v")?, style, kind)?,
                });
            } else if reader.closes(b"c")? {
                return Ok((value.unwrap_or(DataRef::Empty), has_formula));
            } else if !has_formula && reader.opens(b"f")? {
                formula(reader)?;
                has_formula = true;
            } else if value.is_none() && reader.opens(b"is")? {
                value = Some(match reader.ends_whatever()? {
                    Ends::Empty => DataRef::SharedString(""),
                    Ends::Open => words(reader.string(b"is")?),
                });
            } else {
                return Err(Halt::Unsure);
            }
        }
    }

    #[inline]
    fn value<'b>(&self, text: Cow<'b, str>, style: Option<&[u8]>, kind: Option<&[u8]>) -> Result<DataRef<'b>, Halt>
    where
        'k: 'b,
    {
        match kind {
            Some(b"str") => return Ok(words(unescaped(text))),
            Some(b"d") => return Ok(DataRef::DateTimeIso(text.into_owned())),
            None | Some(b"n" | b"s" | b"b" | b"e") if text.is_empty() => return Ok(DataRef::Empty),
            _ => {}
        }
        match (kind, &*text) {
            (None | Some(b"n"), _) => {
                let number = SheetNumber::parse(text.as_bytes()).ok_or(Halt::Unsure)?;
                let style = style.map(|style| digits(style).ok_or(Halt::Unsure)).transpose()?;
                Ok(self.number(number, style))
            }
            (Some(b"s"), _) => {
                let place = digits(text.as_bytes()).ok_or(Halt::Unsure)?;
                self.known.strings.get(place).map(DataRef::SharedString).ok_or(Halt::Unsure)
            }
            (Some(b"b"), "0") => Ok(DataRef::Bool(false)),
            (Some(b"b"), "1") => Ok(DataRef::Bool(true)),
            (Some(b"e"), error) => error_value(error).map(DataRef::Error).ok_or(Halt::Unsure),
            _ => Err(Halt::Unsure),
        }
    }

    fn number(&self, number: SheetNumber, style: Option<usize>) -> DataRef<'static> {
        let kind = style.and_then(|style| self.known.formats.get(style)).unwrap_or(&NumberKind::Plain);
        let kind = match kind {
            NumberKind::Plain => return DataRef::Float(number.value()),
            NumberKind::Date => ExcelDateTimeType::DateTime,
            NumberKind::Length => ExcelDateTimeType::TimeDelta,
        };
        DataRef::DateTime(ExcelDateTime::new(number.value(), kind, self.known.from_1904))
    }
}

fn words(text: Cow<'_, str>) -> DataRef<'_> {
    match text {
        Cow::Borrowed(text) => DataRef::SharedString(text),
        Cow::Owned(text) => DataRef::String(text),
    }
}

/// Passes a formula behind its `<f`: what matters is that there is one.
fn formula(reader: &mut Reader<'_, '_>) -> Result<(), Halt> {
    let (mut shared, mut index, mut area) = (false, false, true);
    while let Some((name, value)) = reader.attribute()? {
        match name {
            b"t" => shared = value == b"shared",
            b"si" => index = digits(value).is_some(),
            b"ref" => area = area_is_known(value),
            _ => {}
        }
    }
    if shared && !(index && area) {
        return Err(Halt::Unsure);
    }
    if reader.ends()? == Ends::Open {
        reader.text(b"f")?;
    }
    Ok(())
}

fn error_value(text: &str) -> Option<CellErrorType> {
    let known = [
        CellErrorType::Div0,
        CellErrorType::NA,
        CellErrorType::Name,
        CellErrorType::Null,
        CellErrorType::Num,
        CellErrorType::Ref,
        CellErrorType::Value,
    ];
    known.into_iter().find(|error| error.to_string() == text)
}

/// A whole number that is written with a few digits and nothing else.
#[inline]
fn digits(text: &[u8]) -> Option<usize> {
    let short = !text.is_empty() && text.len() <= 9;
    let digit = |number: usize, byte: &u8| byte.is_ascii_digit().then(|| number * 10 + usize::from(byte - b'0'));
    text.iter().try_fold(0, digit).filter(|_| short)
}

/// A row's number, from 0.
#[inline]
fn row_number(text: &[u8]) -> Option<u32> {
    let number = u32::try_from(digits(text).filter(|_| text.len() <= 7)?).ok()?;
    number.checked_sub(1)
}

/// The place that a reference such as `C12` names.
#[inline]
fn place(reference: &[u8]) -> Option<(u32, u32)> {
    let letters = reference.iter().take(4).take_while(|byte| byte.is_ascii_uppercase()).count();
    let (name, row) = reference.split_at_checked(letters).filter(|_| (1..=3).contains(&letters))?;
    let column = name.iter().fold(0_u32, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
    Some((row_number(row)?, column - 1))
}

/// True for `A1:C3` and `A1`.
pub(super) fn area_is_known(text: &[u8]) -> bool {
    let mut ends = text.split(|byte| *byte == b':').map(place);
    match (ends.next().flatten(), ends.next(), ends.next()) {
        (Some(_), None, None) => true,
        (Some((top, left)), Some(Some((bottom, right))), None) => top <= bottom && left <= right,
        _ => false,
    }
}
