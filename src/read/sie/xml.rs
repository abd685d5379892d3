//! SIE 5 files, which are XML: elements to items. Takes the text, hands on the same items as the tagged form; refuses
//! document types and entities of a file's own, elements nested too deep, and a file that ends too early.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::model::finding::{Place, Problem, Value, damage, text};

use super::super::{MAX_FIELD_BYTES, ReadError};
use super::TakeItem;
use super::fields::Text;
use super::items::{Entry, Item, Standing, Voucher};

/// Elements within elements; SIE 5 itself needs ten.
const MAX_DEPTH: usize = 64;

/// Elements that are gone into or hold nothing that the ledger's rows need.
const KNOWN: [&str; 19] = [
    "Sie",
    "SieEntry",
    "FileInfo",
    "SoftwareProduct",
    "FileCreation",
    "Company",
    "FiscalYears",
    "AccountingCurrency",
    "Accounts",
    "Account",
    "AccountAggregations",
    "Dimensions",
    "Object",
    "Journal",
    "LockingInfo",
    "VoucherReference",
    "CorrectedBy",
    "OriginalEntryInfo",
    "Signature",
];

/// Calls `take` with each item.
pub(super) fn walk<'a, E>(source: &'a str, name: &str, take: TakeItem<'_, 'a, E>) -> Result<(), ReadError<E>> {
    let mut reader = Reader::from_str(source);
    let mut walker = Walker { name, source, line: 1, counted: 0, series: "".into(), voucher: None, skipping: None };
    let mut depth = 0_usize;
    loop {
        walker.count_lines(reader.buffer_position());
        let event = reader.read_event().map_err(|e| walker.input("xml-broken", damage(e)))?;
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(walker.limit("depth", MAX_DEPTH));
                }
                let item = walker.start(&start, depth)?;
                item.map_or(Ok(()), &mut *take)?;
            }
            Event::Empty(start) => {
                let item = walker.start(&start, depth + 1)?;
                item.map_or(Ok(()), &mut *take)?;
                let item = walker.end(start.local_name().as_ref(), depth + 1);
                item.map_or(Ok(()), &mut *take)?;
            }
            Event::End(end) => {
                let item = walker.end(end.local_name().as_ref(), depth);
                item.map_or(Ok(()), &mut *take)?;
                depth = depth.saturating_sub(1);
            }
            Event::DocType(_) => return Err(walker.input("xml-doctype", text("DOCTYPE"))),
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(walker.input("xml-broken", damage("EOF"))),
            _ => {}
        }
    }
}

struct Walker<'a, 'n> {
    name: &'n str,
    source: &'a str,
    /// The line that the next event starts on, and the bytes that were counted to it.
    line: u32,
    counted: usize,
    series: Text<'a>,
    voucher: Option<Voucher<'a>>,
    /// The depth of an element that is not read, within it.
    skipping: Option<usize>,
}

impl<'a> Walker<'a, '_> {
    fn count_lines(&mut self, position: u64) {
        let position = usize::try_from(position).unwrap_or(usize::MAX).min(self.source.len());
        let passed = self.source.as_bytes().get(self.counted..position).unwrap_or_default();
        let breaks = passed.split(|b| *b == b'\n').count().saturating_sub(1);
        self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        self.counted = position;
    }

    fn place(&self) -> Place {
        Place { file: Some(self.name.to_owned()), row: Some(self.line), ..Place::default() }
    }

    fn input<E>(&self, id: &'static str, detail: Value) -> ReadError<E> {
        ReadError::Input(Box::new(Problem::new(id, vec![("detail", detail)]).in_place(self.place())))
    }

    fn limit<E>(&self, what: &str, limit: usize) -> ReadError<E> {
        let values = vec![("what", text(what)), ("limit", text(limit.to_string()))];
        ReadError::Input(Box::new(Problem::new("limit-exceeded", values).in_place(self.place())))
    }

    fn start<E>(&mut self, start: &BytesStart<'a>, depth: usize) -> Result<Option<Item<'a>>, ReadError<E>> {
        let attributes = self.attributes(start)?;
        if self.skipping.is_some() {
            return Ok(None);
        }
        let name = start.local_name();
        let name: &str = name.as_ref();
        let get = |key: &str| attributes.iter().find(|(k, _)| k == key).map_or("".into(), |(_, value)| value.clone());
        match (name, &mut self.voucher) {
            ("FiscalYear", _) => {
                let number = if get("primary") == "true" { "0".into() } else { get("start") };
                return Ok(Some(Item::Year(number, month(&get("start")), month(&get("end")))));
            }
            ("Dimension", _) => return Ok(Some(Item::Dimension(get("id"), get("name")))),
            ("JournalEntry", voucher) => {
                let (number, date, text) = (get("id"), get("journalDate"), get("text"));
                let series = self.series.clone();
                *voucher = Some(Voucher { line: self.line, series, number, date, text, ..Voucher::default() });
            }
            ("LedgerEntry", Some(voucher)) => voucher.entries.push(Entry {
                line: self.line,
                standing: Standing::Plain,
                account: get("accountId"),
                objects: Vec::new(),
                amount: get("amount"),
                date: get("ledgerDate"),
                text: get("text"),
                quantity: get("quantity"),
                sign: "".into(),
                raw: format!("{} {}", get("accountId"), get("amount")).into(),
            }),
            ("ObjectReference", Some(voucher)) => {
                if let Some(entry) = voucher.entries.last_mut() {
                    entry.objects.push((get("dimId"), get("objectId")));
                }
            }
            ("Overstrike", Some(voucher)) => {
                if let Some(entry) = voucher.entries.last_mut() {
                    entry.standing = Standing::Removed;
                }
            }
            // Of the voucher, before its rows; a row's own says nothing that is kept.
            ("EntryInfo", Some(voucher)) if voucher.entries.is_empty() => {
                (voucher.registered, voucher.sign) = (day(&get("date")), get("by"));
            }
            ("EntryInfo", _) => {}
            ("Journal", _) => self.series = get("id"),
            (known, _) if KNOWN.contains(&known) => {}
            (other, _) => {
                self.skipping = Some(depth);
                return Ok(Some(Item::Ignored(other.to_owned())));
            }
        }
        Ok(None)
    }

    fn end(&mut self, name: &str, depth: usize) -> Option<Item<'a>> {
        if let Some(from) = self.skipping {
            self.skipping = Some(from).filter(|from| *from != depth);
            return None;
        }
        match name {
            "JournalEntry" => self.voucher.take().map(Item::Voucher),
            "Journal" => {
                self.series = "".into();
                None
            }
            _ => None,
        }
    }

    /// Names without prefix, and values with the five entities of XML itself resolved; any other is refused.
    fn attributes<E>(&self, start: &BytesStart<'a>) -> Result<Vec<(String, Text<'a>)>, ReadError<E>> {
        let mut found = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|e| self.input("xml-broken", damage(e)))?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|e| self.input("xml-doctype", text(e.to_string())))?;
            if value.len() > MAX_FIELD_BYTES {
                return Err(self.limit("field", MAX_FIELD_BYTES));
            }
            let key = attribute.key.local_name();
            let key: &str = key.as_ref();
            found.push((key.to_owned(), Cow::Owned(value.into_owned())));
        }
        Ok(found)
    }
}

/// A day without its time.
fn day<'a>(moment: &str) -> Text<'a> {
    Cow::Owned(moment.split('T').next().unwrap_or_default().to_owned())
}

/// `2022-01` or a day of that month as `202201`.
fn month<'a>(written: &str) -> Text<'a> {
    Cow::Owned(written.chars().filter(char::is_ascii_digit).take(6).collect())
}
