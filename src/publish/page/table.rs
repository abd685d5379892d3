//! A table on the page: caption, header, rows. Takes a part of a table of the report, hands on its markup, and compares
//! what it wrote with what was to be written. A row's first text names it; sums are told apart by more than a colour.

use maud::{Markup, html};

use crate::model::control::{Boundary, Totals};
use crate::model::fact::SinkError;
use crate::model::table::{Cell, Column, ColumnKind, Report, RowAt, RowKind, SummaryTable};

use super::super::trouble::{broken, tie};
use super::Setting;
use super::text::clean;

/// Which columns and rows of a table are shown.
pub(super) struct Part<'a> {
    table: &'a SummaryTable,
    columns: Vec<usize>,
    rows: Vec<RowAt<'a>>,
    /// What writing it must count.
    totals: Totals,
}

/// Where a table stands on the page.
pub(super) struct Place<'a> {
    /// Its number on the page.
    pub(super) number: usize,
    /// Whether the heading above it already names it.
    pub(super) titled: bool,
    /// What stands under its title.
    pub(super) lines: &'a [(&'static str, Cell)],
    /// Anchors of the headings that it stands under.
    pub(super) anchors: Vec<&'a str>,
}

impl<'a> Part<'a> {
    /// Finds the table, its columns (all where none is named) and the rows that have a value in a column.
    pub(super) fn of(
        report: &'a Report,
        id: &str,
        columns: &[String],
        only: Option<&(&'static str, Cell)>,
    ) -> Result<Self, SinkError> {
        let table = report.tables.iter().find(|table| table.id == id);
        let table = table.ok_or_else(|| broken(format!("table {id}"), "none of that name"))?;
        let position = |name: &str| {
            let found = table.columns.iter().position(|column| column.name == name);
            found.ok_or_else(|| broken(format!("{id}.{name}"), "no such column to show"))
        };
        let all = columns.is_empty();
        let columns: Vec<usize> = if all {
            (0..table.columns.len()).collect()
        } else {
            columns.iter().map(|name| position(name)).collect::<Result<_, _>>()?
        };
        let wanted = only.map(|(name, value)| position(name).map(|column| (column, value))).transpose()?;
        let fits = |row: &RowAt<'_>| wanted.is_none_or(|(column, value)| row.cell(column) == Some(value.borrowed()));
        let rows: Vec<RowAt<'_>> = table.rows.iter().filter(fits).collect();
        let mut totals = if all && wanted.is_none() { table.totals } else { count(table, &columns, &rows)? };
        if wanted.is_none() {
            totals.rows = table.totals.rows;
        }
        Ok(Self { table, columns, rows, totals })
    }

    fn columns(&self) -> impl Iterator<Item = &'a Column> {
        self.columns.iter().map(|column| &self.table.columns[*column])
    }

    /// The first column of text, whose cells name their rows.
    fn header(&self) -> Option<usize> {
        self.columns().position(|column| is_text(column.kind))
    }
}

/// Rows, and öre of normal rows in these columns.
fn count(table: &SummaryTable, columns: &[usize], rows: &[RowAt<'_>]) -> Result<Totals, SinkError> {
    let mut totals = Totals::default();
    for row in rows.iter().filter(|row| row.kind == RowKind::Normal) {
        for column in columns {
            if let Some(Cell::Amount(amount)) = row.cell(*column) {
                totals.add(amount).map_err(|_| broken(&table.id, "amount overflow"))?;
            }
        }
    }
    totals.rows = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    Ok(totals)
}

/// Writes it. Tables with long text can be read from top to bottom on a phone, all others are scrolled sideways.
pub(super) fn write(setting: Setting<'_>, part: &Part<'_>, place: &Place<'_>) -> Result<Markup, SinkError> {
    let stacked = part.columns().any(|column| column.kind == ColumnKind::Prose);
    let labels: Vec<String> = part.columns().map(|column| label(setting, column)).collect();
    let mut written = Totals::default();
    let mut rows = Vec::with_capacity(part.rows.len());
    for row in part.rows.iter().copied() {
        rows.push(body_row(setting, part, row, if stacked { Some(&labels) } else { None }, &mut written)?);
    }
    written.rows = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    tie(Boundary::SummariseToPublish, &part.totals, &written)?;
    let id = format!("tabell_{}", place.number);
    let role = |role| stacked.then_some(role);
    let table = html! {
        table class=[stacked.then_some("stacked")] role=[role("table")] {
            (caption(setting, part, place, &id))
            thead role=[role("rowgroup")] {
                tr role=[role("row")] {
                    @for (column, label) in part.columns().zip(&labels) {
                        th scope="col" class=(class(column.kind)) role=[role("columnheader")] { (label) }
                    }
                }
            }
            tbody role=[role("rowgroup")] {
                @for row in &rows { (row) }
                @if rows.is_empty() {
                    tr role=[role("row")] {
                        td.remark role=[role("cell")] colspan=(labels.len()) { (setting.title("line", "no-rows")) }
                    }
                }
            }
        }
    };
    let named_by = [&[id.as_str()], &*place.anchors].concat().join(" ");
    Ok(html! {
        @if stacked { (table) } @else {
            div.scroll role="region" tabindex="0" aria-labelledby=(named_by) { (table) }
        }
    })
}

/// The title, unseen where the heading already names the table, and what unit its amounts are in.
fn caption(setting: Setting<'_>, part: &Part<'_>, place: &Place<'_>, id: &str) -> Markup {
    let title = part.table.title.as_deref().map(|title| clean(title).into_owned());
    let title = title.unwrap_or_else(|| setting.title("table", &part.table.id));
    // A table with figures in a unit of its own says that in the column's title.
    let has = |test: fn(ColumnKind) -> bool| part.columns().any(|column| test(column.kind));
    let own_unit = has(|kind| matches!(kind, ColumnKind::Scaled(_)));
    let amounts = has(|kind| kind == ColumnKind::Amount) && !own_unit;
    html! {
        caption {
            span id=(id) class=[place.titled.then_some("unseen")] { (title) }
            @if amounts { " " span.unit { (setting.title("note", "belopp-i-kronor")) } }
            @for (label, value) in place.lines {
                " " span.about { (setting.title("line", label)) ": " (setting.cell(value.borrowed())) }
            }
        }
    }
}

fn body_row(
    setting: Setting<'_>,
    part: &Part<'_>,
    row: RowAt<'_>,
    labels: Option<&Vec<String>>,
    written: &mut Totals,
) -> Result<Markup, SinkError> {
    let header = part.header();
    let role = |role| labels.map(|_| role);
    let mut cells = Vec::with_capacity(part.columns.len());
    for (place, column) in part.columns.iter().enumerate() {
        let cell = row.cell(*column).unwrap_or(Cell::Blank);
        if let (Cell::Amount(amount), RowKind::Normal) = (cell, row.kind) {
            written.add(amount).map_err(|_| broken(&part.table.id, "amount overflow"))?;
        }
        let kind = part.table.columns[*column].kind;
        let names = header == Some(place);
        let shown = match cell {
            Cell::Blank if names => sum_label(setting, row),
            Cell::Count(number) if kind == ColumnKind::Number => number.to_string(),
            cell => setting.cell(cell),
        };
        let label = labels.and_then(|labels| labels.get(place)).filter(|_| !names && !shown.is_empty());
        cells.push(html! {
            @if names && !shown.is_empty() {
                th scope="row" class=(class(kind)) role=[role("rowheader")] { (shown) }
            } @else {
                td class=(class(kind)) role=[role("cell")] data-label=[label] { (shown) }
            }
        });
    }
    let class = match row.kind {
        RowKind::Normal => None,
        RowKind::Subtotal => Some("subtotal"),
        RowKind::Total => Some("total"),
    };
    Ok(html! { tr class=[class] role=[role("row")] { @for cell in &cells { (cell) } } })
}

/// What a sum is called, where the column that says so isn't shown.
fn sum_label(setting: Setting<'_>, row: RowAt<'_>) -> String {
    let named = row.cells().find(|cell| matches!(cell, Cell::Text(_) | Cell::Name(_)));
    match (row.kind, named) {
        (RowKind::Subtotal | RowKind::Total, Some(cell)) => setting.cell(cell),
        _ => String::new(),
    }
}

fn label(setting: Setting<'_>, column: &Column) -> String {
    let own = column.title.as_deref().map(|title| clean(title).into_owned());
    own.unwrap_or_else(|| setting.title("column", &column.name))
}

fn is_text(kind: ColumnKind) -> bool {
    matches!(kind, ColumnKind::Text | ColumnKind::Prose)
}

/// How a column's cells are set.
fn class(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text => "text",
        ColumnKind::Prose => "text prose",
        ColumnKind::Date => "day",
        ColumnKind::Amount | ColumnKind::Count | ColumnKind::Number | ColumnKind::Share | ColumnKind::Scaled(_) => {
            "figure"
        }
    }
}
