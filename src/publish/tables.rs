//! The summary tables as files: `tabeller/<id>.csv` and `tabeller/<id>.parquet`. Takes a report, checks that each
//! table is what its maker counted and said, hands each to its writers and compares what they wrote. Refuses to
//! know what any table is about.

use std::collections::HashSet;

use rayon::prelude::*;

use crate::model::control::{Boundary, Totals};
use crate::model::fact::SinkError;
use crate::model::table::{Cell, ColumnKind, Report, RowKind, SummaryTable};

use super::folder::Folder;
use super::parquet::{Field, Kind, ParquetFile, Presses};
use super::trouble::{broken, name_unfit, not_writable, tie};
use super::{delimited, staging};

/// The folder of the tables in the set.
const FOLDER: &str = "tabeller";
/// The last column of every table file: whether a row counts or sums others.
pub(super) const KIND_COLUMN: &str = "radtyp";
/// Rows in each row group but the last.
const ROWS_PER_GROUP: usize = 100_000;

/// Writes every table as CSV and Parquet.
pub(super) fn write(folder: &Folder, report: &Report) -> Result<(), SinkError> {
    check(report)?;
    let inner = folder.path().join(FOLDER);
    std::fs::create_dir(&inner).map_err(|e| SinkError::Output(not_writable(&inner, &e)))?;
    let presses = Presses::default();
    let one = |table: &SummaryTable| write_one(folder, table, &presses);
    let written: Vec<Result<(), SinkError>> = report.tables.par_iter().map(one).collect();
    written.into_iter().collect()
}

fn write_one(folder: &Folder, table: &SummaryTable, presses: &Presses) -> Result<(), SinkError> {
    let csv = delimited::write(folder, &format!("{FOLDER}/{}.csv", table.id), table)?;
    tie(Boundary::SummariseToPublish, &table.totals, &csv)?;
    let parquet = write_parquet(folder, &format!("{FOLDER}/{}.parquet", table.id), table, presses)?;
    tie(Boundary::SummariseToPublish, &table.totals, &parquet)
}

/// The value of [`KIND_COLUMN`].
pub(super) fn kind_name(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Normal => "normal",
        RowKind::Subtotal => "delsumma",
        RowKind::Total => "summa",
    }
}

/// Passes where every table has the shape and the sums that it claims, and every sheet's tables are there.
fn check(report: &Report) -> Result<(), SinkError> {
    let mut ids: HashSet<&str> = HashSet::new();
    for table in &report.tables {
        if !staging::is_fit(&table.id) {
            return Err(SinkError::Output(name_unfit(&table.id)));
        }
        if !ids.insert(&table.id) {
            return Err(broken(format!("table {}", table.id), "a second one of that name"));
        }
        check_shape(table)?;
        let counted = table.count().map_err(|_| broken(&table.id, "amount overflow"))?;
        tie(Boundary::SummariseToPublish, &table.totals, &counted)?;
    }
    let missing = report.sheets.iter().flat_map(|sheet| &sheet.tables).find(|id| !ids.contains(id.as_str()));
    missing.map_or(Ok(()), |id| Err(broken(format!("table {id}"), "none of that name")))
}

fn check_shape(table: &SummaryTable) -> Result<(), SinkError> {
    let mut names: HashSet<&str> = HashSet::from([KIND_COLUMN]);
    if let Some(column) = table.columns.iter().find(|column| !names.insert(&column.name)) {
        return Err(broken(format!("{}.{}", table.id, column.name), "a second column of that name"));
    }
    if let Some(name) = table.to_fill_in.iter().find(|name| !names.contains(name.as_str())) {
        return Err(broken(format!("{}.{name}", table.id), "no such column to fill in"));
    }
    let first = (0, table.rows.width());
    let unlike = Some(first).filter(|(_, cells)| *cells != table.columns.len()).or(table.rows.uneven());
    if let Some((place, cells)) = unlike.filter(|_| !table.rows.is_empty()) {
        let told = format!("{} row {place}: {} columns", table.id, table.columns.len());
        return Err(broken(told, format!("{cells} cells")));
    }
    for (place, row) in table.rows.iter().enumerate() {
        for (cell, column) in row.cells().zip(&table.columns) {
            if !fits(cell, column.kind) {
                let told = format!("{}.{} row {place}: {:?}", table.id, column.name, column.kind);
                return Err(broken(told, format!("{cell:?}")));
            }
        }
    }
    Ok(())
}

fn fits(cell: Cell<&str>, kind: ColumnKind) -> bool {
    match cell {
        Cell::Blank => true,
        Cell::Text(_) | Cell::Name(_) => matches!(kind, ColumnKind::Text | ColumnKind::Prose),
        Cell::Amount(_) => kind == ColumnKind::Amount,
        Cell::Count(_) => matches!(kind, ColumnKind::Count | ColumnKind::Number),
        Cell::Share(_) => kind == ColumnKind::Share,
        Cell::Scaled(_, decimals) => kind == ColumnKind::Scaled(decimals),
        Cell::Date(_) => kind == ColumnKind::Date,
    }
}

fn write_parquet(folder: &Folder, file: &str, table: &SummaryTable, presses: &Presses) -> Result<Totals, SinkError> {
    let kind = |kind| match kind {
        ColumnKind::Text | ColumnKind::Prose => Kind::Text,
        ColumnKind::Amount => Kind::Amount,
        ColumnKind::Count | ColumnKind::Number => Kind::Whole,
        ColumnKind::Share => Kind::Share,
        ColumnKind::Scaled(decimals) => Kind::Scaled(decimals),
        ColumnKind::Date => Kind::Date,
    };
    let mut columns: Vec<(String, Kind)> = table.columns.iter().map(|c| (c.name.clone(), kind(c.kind))).collect();
    columns.push((KIND_COLUMN.to_owned(), Kind::Text));
    let mut out = ParquetFile::create(folder, file, columns, ROWS_PER_GROUP, presses)?;
    let mut fields: Vec<Field<'_>> = Vec::with_capacity(table.columns.len() + 1);
    for row in table.rows.iter() {
        fields.clear();
        fields.extend((0..).zip(row.cells()).map(|(column, cell)| match field(cell) {
            Field::Text(text) if row.repeats(column) => Field::Again(text),
            field => field,
        }));
        fields.push(Field::Text(kind_name(row.kind)));
        out.row(&fields, row.kind == RowKind::Normal)?;
    }
    out.finish()
}

fn field(cell: Cell<&str>) -> Field<'_> {
    match cell {
        Cell::Blank => Field::Null,
        Cell::Text(text) => Field::Text(text),
        Cell::Amount(amount) => Field::Amount(amount),
        Cell::Count(count) => Field::Whole(count),
        Cell::Share(share) => Field::Share(share),
        Cell::Scaled(number, _) => Field::Scaled(number),
        Cell::Date(date) => Field::Date(Some(date)),
        Cell::Name(name) => Field::Text(name),
    }
}

#[cfg(test)]
mod tests {
    use polars::prelude::AnyValue;

    use super::super::fixture::{Scratch, parquet, report, spoil};
    use super::*;
    use crate::model::money::Ore;
    use crate::model::table::Rows;

    #[test]
    fn parquet_has_the_types_and_the_kind_of_row() {
        let scratch = Scratch::new();
        write(&scratch.folder(), &report()).unwrap();
        let frame = parquet::read(&scratch.path().join("tabeller/aktiviteter.parquet"));
        let value = |column: &str, row| frame.column(column).unwrap().get(row).unwrap().into_static();
        assert_eq!(value("belopp", 0), AnyValue::Decimal(-123_450, 18, 2));
        assert_eq!(value("andel", 0), AnyValue::Decimal(6_543, 18, 4));
        assert_eq!((value("rader", 0), value("rader", 1)), (AnyValue::Int64(3), AnyValue::Null));
        assert_eq!(value("aktivitet", 1).str_value(), "=HYPERLINK(\"http://x\")");
        assert_eq!(value("beslut_text", 1).str_value(), "over-budget");
        assert_eq!((value("radtyp", 1).str_value(), value("radtyp", 2).str_value()), ("normal".into(), "summa".into()));
    }

    #[test]
    fn a_table_without_rows_is_a_file_with_columns() {
        let (scratch, mut report) = (Scratch::new(), report());
        report.tables[0].rows = Rows::default();
        report.tables[0].totals = Totals::default();
        write(&scratch.folder(), &report).unwrap();
        assert_eq!(parquet::read(&scratch.path().join("tabeller/aktiviteter.parquet")).shape(), (0, 7));
    }

    #[test]
    fn a_table_that_is_not_what_it_says_stops_the_run() {
        let ways: [fn(&mut Report); 9] = [
            |r| spoil(&mut r.tables[0], |rows| drop(rows.remove(0))),
            |r| spoil(&mut r.tables[0], |rows| rows[0].cells[1] = Cell::Amount(Ore::new(-123_451))),
            |r| spoil(&mut r.tables[0], |rows| drop(rows[0].cells.pop())),
            |r| drop(r.tables[0].columns.remove(4)),
            |r| spoil(&mut r.tables[0], |rows| rows[0].cells.swap(0, 1)),
            |r| r.tables[0].columns[1].name = "aktivitet".to_owned(),
            |r| r.tables[0].to_fill_in.push("finns_inte".to_owned()),
            |r| r.tables.push(r.tables[0].clone()),
            |r| r.sheets[0].tables.push("finns-inte".to_owned()),
        ];
        for (place, spoil) in ways.iter().enumerate() {
            let (scratch, mut report) = (Scratch::new(), report());
            spoil(&mut report);
            let Err(SinkError::Broken(broken)) = write(&scratch.folder(), &report) else { panic!("way {place}") };
            assert_eq!(broken.boundary, Boundary::SummariseToPublish);
            assert!(!scratch.path().join(FOLDER).exists(), "way {place} was written");
        }
    }

    #[test]
    fn a_row_with_more_or_fewer_cells_than_columns_is_told() {
        let told = |spoil_it: fn(&mut SummaryTable)| {
            let (scratch, mut report) = (Scratch::new(), report());
            spoil_it(&mut report.tables[0]);
            match write(&scratch.folder(), &report) {
                Err(SinkError::Broken(broken)) => format!("{}; {}", broken.handed, broken.received),
                _ => panic!("not noticed"),
            }
        };
        assert_eq!(told(|t| drop(t.columns.remove(4))), "aktiviteter row 0: 5 columns; 6 cells");
        assert_eq!(told(|t| spoil(t, |rows| drop(rows[0].cells.pop()))), "aktiviteter row 0: 6 columns; 5 cells");
        assert_eq!(told(|t| spoil(t, |rows| rows[2].cells.push(Cell::Blank))), "aktiviteter row 2: 6 columns; 7 cells");
    }
}
