//! Tagged SIE files (types 1 to 4): lines to items. Takes the text, hands on vouchers whole, balances and the rest in
//! the file's order; refuses a voucher that never closes, rows outside a voucher, and lines whose fields hide one another.

use crate::model::finding::{Place, Problem, text};

use super::super::lines::frame;
use super::super::{MAX_FIELD_BYTES, ReadError};
use super::TakeItem;
use super::fields::{Fault, Fields};
use super::items::{Balance, BalanceKind, Entry, Item, Standing, Voucher};

/// Labels that hold nothing that the ledger's rows or their checks need.
const KNOWN: [&str; 20] = [
    "#FLAGGA", "#PROGRAM", "#GEN", "#SIETYP", "#PROSA", "#FTYP", "#FNR", "#ORGNR", "#BKOD", "#ADRESS", "#FNAMN",
    "#TAXAR", "#KPTYP", "#VALUTA", "#KONTO", "#KTYP", "#ENHET", "#SRU", "#OBJEKT", "#KSUMMA",
];

/// True for a label of the standard that stands outside vouchers.
pub(super) fn is_label(label: &str) -> bool {
    let more = ["#FORMAT", "#RAR", "#OMFATTN", "#DIM", "#UNDERDIM", "#VER"];
    KNOWN.contains(&label) || more.contains(&label) || kind(label).is_some()
}

/// Calls `take` with each item.
pub(super) fn walk<'a, E>(source: &'a str, name: &str, take: TakeItem<'_, 'a, E>) -> Result<(), ReadError<E>> {
    let mut walker = Walker { name, voucher: None, inside: false, foreign: Foreign::None };
    for (number, line) in (1..).zip(lines(source)) {
        let items = walker.line(number, line).map_err(|problem| ReadError::Input(Box::new(problem)))?;
        items.into_iter().flatten().try_for_each(&mut *take)?;
    }
    if walker.inside {
        return Err(ReadError::Input(Box::new(walker.unclosed())));
    }
    walker.finished().map_or(Ok(()), take)
}

/// Lines by line feed, or by carriage return in a file that has no line feed.
pub(super) fn lines(source: &str) -> impl Iterator<Item = &str> {
    let end = if source.contains('\n') { '\n' } else { '\r' };
    source.split(end).map(|line| line.strip_suffix('\r').unwrap_or(line))
}

impl Fault {
    /// As a problem, with the line drawn.
    fn told(self, name: &str, number: u32, line: &str) -> Problem {
        let place = Place { file: Some(name.to_owned()), row: Some(number), ..Place::default() };
        Problem::new(self.id, Vec::new()).in_place(place).framed(frame(name, number, line, self.bytes))
    }
}

/// A voucher on its way, with the line that it starts on.
struct Open<'a> {
    voucher: Voucher<'a>,
    line: &'a str,
}

/// Braces that belong to a label that is not known.
#[derive(PartialEq, Eq)]
enum Foreign {
    None,
    /// Such a label was the last line.
    Label,
    /// Within its braces.
    Inside,
}

struct Walker<'a, 'n> {
    name: &'n str,
    voucher: Option<Open<'a>>,
    /// Within the braces of the voucher.
    inside: bool,
    foreign: Foreign,
}

/// A line can end one item and be another.
type Found<'a> = [Option<Item<'a>>; 2];

impl<'a> Walker<'a, '_> {
    fn line(&mut self, number: u32, line: &'a str) -> Result<Found<'a>, Problem> {
        if line.len() > MAX_FIELD_BYTES {
            let values = vec![("what", text("line")), ("limit", text(MAX_FIELD_BYTES.to_string()))];
            let place = Place { file: Some(self.name.to_owned()), row: Some(number), ..Place::default() };
            return Err(Problem::new("limit-exceeded", values).in_place(place));
        }
        match line.trim() {
            "" => {}
            "{" if self.voucher.is_some() && !self.inside => self.inside = true,
            "{" if self.foreign == Foreign::Label => self.foreign = Foreign::Inside,
            "}" if self.inside => {
                self.inside = false;
                return Ok([self.finished(), None]);
            }
            "}" if self.foreign == Foreign::Inside => self.foreign = Foreign::None,
            "{" | "}" => return Err(whole(line, "sie-outside-voucher").told(self.name, number, line)),
            record if self.foreign == Foreign::Inside => {
                return Ok([Some(Item::Ignored(Fields::of(record).label.into_owned())), None]);
            }
            record if record.starts_with('#') => return self.record(number, line),
            _ => return Ok([Some(Item::Stray(number)), None]),
        }
        Ok([None, None])
    }

    fn finished(&mut self) -> Option<Item<'a>> {
        self.voucher.take().map(|mut open| {
            open.voucher.pair();
            Item::Voucher(open.voucher)
        })
    }

    /// The voucher that is open, where it starts.
    fn unclosed(&self) -> Problem {
        let (number, line) = self.voucher.as_ref().map_or((0, ""), |open| (open.voucher.line, open.line));
        whole(line, "sie-voucher-open").told(self.name, number, line)
    }

    fn record(&mut self, number: u32, line: &'a str) -> Result<Found<'a>, Problem> {
        let told = |fault: Fault| fault.told(self.name, number, line);
        let mut fields = Fields::of(line);
        let standing = match &*fields.label {
            "#TRANS" => Some(Standing::Plain),
            "#RTRANS" => Some(Standing::Alone),
            "#BTRANS" => Some(Standing::Removed),
            _ => None,
        };
        if let Some(standing) = standing {
            let Some(open) = self.voucher.as_mut().filter(|_| self.inside) else {
                return Err(told(whole(line, "sie-outside-voucher")));
            };
            open.voucher.entries.push(entry(number, standing, line, fields).map_err(told)?);
            return Ok([None, None]);
        }
        if self.inside {
            // A label of some program's own is left; one that can't stand in a voucher says that this one was cut off.
            let cut_off = is_label(&fields.label);
            return if cut_off {
                Err(self.unclosed())
            } else {
                Ok([Some(Item::Ignored(fields.label.into_owned())), None])
            };
        }
        // A voucher without braces has no rows.
        let ended = self.voucher.take().map(|open| Item::Voucher(open.voucher));
        self.foreign = Foreign::None;
        let item = match &*fields.label {
            "#VER" => {
                (self.voucher, self.inside) =
                    begin(number, line).map(|(open, inside)| (Some(open), inside)).map_err(told)?;
                None
            }
            "#RAR" => Some(Item::Year(fields.text(), fields.text(), fields.text())),
            "#OMFATTN" => Some(Item::Reaches(fields.text())),
            "#DIM" | "#UNDERDIM" => Some(Item::Dimension(fields.text(), fields.text())),
            "#KSUMMA" => Some(Item::Checksum(number, fields.text())),
            "#FORMAT" => Some(Item::Format(fields.text())),
            label if KNOWN.contains(&label) => None,
            label => {
                if let Some(kind) = kind(label) {
                    Some(Item::Balance(balance(number, kind, line, fields).map_err(told)?))
                } else {
                    self.foreign = Foreign::Label;
                    Some(Item::Ignored(fields.label.into_owned()))
                }
            }
        };
        Ok([ended, item])
    }
}

/// A fault that is the whole line's.
fn whole(line: &str, id: &'static str) -> Fault {
    Fault { id, bytes: line.len() - line.trim_start().len()..line.trim_end().len() }
}

/// A voucher, and whether its rows start at once: some programs put the opening brace on the voucher's own line.
fn begin(number: u32, line: &str) -> Result<(Open<'_>, bool), Fault> {
    let bare = line.trim_end();
    let own = bare.strip_suffix('{').filter(|rest| rest.ends_with([' ', '\t', '"']));
    let mut fields = Fields::of(own.unwrap_or(bare));
    let (series, voucher, date) = (fields.needed()?, fields.needed()?, fields.needed()?);
    let (text, registered, sign) = (fields.text(), fields.text(), fields.text());
    let entries = Vec::new();
    let voucher = Voucher { line: number, series, number: voucher, date, text, registered, sign, entries };
    Ok((Open { voucher, line }, own.is_some()))
}

fn entry<'a>(line: u32, standing: Standing, raw: &'a str, mut fields: Fields<'a>) -> Result<Entry<'a>, Fault> {
    let account = fields.needed()?;
    let objects = fields.objects()?;
    let (amount, date) = (fields.needed()?, fields.needed()?);
    let (text, quantity, sign) = (fields.text(), fields.text(), fields.text());
    Ok(Entry { line, standing, account, objects, amount, date, text, quantity, sign, raw: raw.trim().into() })
}

fn kind(label: &str) -> Option<BalanceKind> {
    match label {
        "#IB" | "#OIB" => Some(BalanceKind::Opening),
        "#UB" | "#OUB" => Some(BalanceKind::Closing),
        "#RES" => Some(BalanceKind::Result),
        "#PSALDO" => Some(BalanceKind::Period),
        _ => None,
    }
}

fn balance<'a>(line: u32, kind: BalanceKind, raw: &'a str, mut fields: Fields<'a>) -> Result<Balance<'a>, Fault> {
    let year = fields.needed()?;
    let period = if kind == BalanceKind::Period { fields.needed()? } else { "".into() };
    let account = fields.needed()?;
    let objects = fields.objects()?;
    let (amount, quantity) = (fields.needed()?, fields.text());
    Ok(Balance { line, kind, year, period, account, objects, amount, quantity, raw: raw.trim().into() })
}
