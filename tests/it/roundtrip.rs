//! What is published, read back by other readers: the workbook by calamine, the CSV by the csv crate, the Parquet by
//! polars. All must hold the same figures.

use std::collections::BTreeMap;

use calamine::{Data, Reader, Xlsx, open_workbook};
use polars::prelude::*;

use crate::parquet;
use crate::samples::sample;

/// A decimal column's values in öre.
fn ore(frame: &DataFrame, name: &str) -> Vec<Option<i64>> {
    let column = frame.column(name).expect("the column is there");
    assert_eq!(column.dtype(), &DataType::Decimal(18, 2), "{name}");
    let physical = column.decimal().expect("a decimal").physical().clone();
    physical.iter().map(|v| v.map(|v| i64::try_from(v).expect("öre fit 64 bits"))).collect()
}

fn texts(frame: &DataFrame, name: &str) -> Vec<String> {
    let column = frame.column(name).expect("the column is there");
    column.str().expect("text").iter().map(|v| v.unwrap_or_default().to_owned()).collect()
}

/// Sums by keys.
fn sums(keys: impl IntoIterator<Item = String>, amounts: &[Option<i64>]) -> BTreeMap<String, i64> {
    let mut sums = BTreeMap::new();
    for (key, amount) in keys.into_iter().zip(amounts) {
        *sums.entry(key).or_default() += amount.unwrap_or(0);
    }
    sums
}

fn keyed(frame: &DataFrame) -> Vec<String> {
    let parts = ["status", "omrade_id", "aktivitet_id", "kontogrupp_id", "period"].map(|name| texts(frame, name));
    (0..frame.height()).map(|i| parts.iter().map(|p| p[i].as_str()).collect::<Vec<_>>().join("|")).collect()
}

#[test]
fn facts_unfold_every_balance() {
    let outcome = sample("2022");
    let facts = parquet::read(&outcome.folder.join("fakta.parquet"));
    let balances = parquet::read(&outcome.folder.join("saldon.parquet"));
    let from_facts = sums(keyed(&facts), &ore(&facts, "belopp"));
    let mut from_balances = sums(keyed(&balances), &ore(&balances, "netto"));
    from_balances.retain(|key, _| !key.starts_with("out-of-scope"));
    assert!(from_facts.len() > 100, "the sample has many keys");
    assert_eq!(from_facts, from_balances);
    assert!(!texts(&facts, "status").contains(&"out-of-scope".to_owned()), "out of scope stays out of the facts");
}

/// Kronor of a workbook cell, as öre.
fn cell_ore(cell: &Data) -> Option<i64> {
    match cell {
        Data::Float(kronor) => format!("{kronor:.2}").replace('.', "").parse().ok(),
        Data::Int(kronor) => Some(kronor * 100),
        _ => None,
    }
}

#[test]
fn workbook_csv_and_parquet_agree_on_the_overview() {
    let outcome = sample("2022-T2");
    let table = parquet::read(&outcome.folder.join("tabeller/sammanstallning.parquet"));
    let from_parquet: Vec<i64> = ore(&table, "utfall").into_iter().flatten().collect();

    let text = std::fs::read_to_string(outcome.folder.join("tabeller/sammanstallning.csv")).expect("the CSV");
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let place = reader.headers().expect("a header").iter().position(|h| h == "utfall").expect("the column");
    let from_csv: Vec<i64> =
        reader.records().map(|r| r.expect("a row")[place].replace(',', "").parse().expect("öre")).collect();

    let mut book: Xlsx<_> = open_workbook(outcome.folder.join("region-jh-2022-2022-T2.xlsx")).expect("a workbook");
    let sheet = book.worksheet_range("Sammanställning").expect("the sheet");
    let title = Data::String("Utfall ackumulerat".to_owned());
    let head = sheet.rows().position(|row| row.contains(&title)).expect("the header");
    let column = sheet.rows().nth(head).and_then(|row| row.iter().position(|c| *c == title)).expect("the column");
    let from_book: Vec<i64> = sheet.rows().skip(head + 1).map_while(|row| cell_ore(&row[column])).collect();

    assert_eq!(from_parquet.len(), 5, "four areas and a total");
    assert_eq!(from_csv, from_parquet);
    assert_eq!(from_book, from_parquet);
    let parts: i64 = from_parquet[..4].iter().sum();
    assert_eq!(parts, from_parquet[4], "the total is its areas");
}
