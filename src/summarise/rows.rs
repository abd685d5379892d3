//! Tables of single rows: voucher rows behind the figures, rows set aside with their decision columns, rejected rows,
//! findings.

use crate::model::agreement::Area;
use crate::model::finding::Severity;
use crate::model::money::{Ore, Overflow};
use crate::model::source::Origin;
use crate::model::table::ColumnKind::{Amount, Date, Number, Prose, Text};
use crate::model::table::{Cell, ColumnKind, RowKind, SummaryTable};

use super::Material;
use super::build::{Builder, text};
use super::listing::Listed;
use super::rebook::suggestions;

const VOUCHER: [(&str, ColumnKind); 5] =
    [("serie", Text), ("vernr", Text), ("verrad", Text), ("bokforingsdatum", Date), ("period", Text)];
const ORIGIN: [(&str, ColumnKind); 3] = [("fil", Text), ("blad", Text), ("rad", Number)];

/// Rejected rows, and findings, on the workbook's sheet: nobody reads more of them there, and a sheet ends at 1 048 576 rows.
const MOST_ON_SHEET: usize = 10_000;

fn voucher(listed: &Listed) -> Vec<Cell> {
    let posting = &listed.posting;
    vec![
        text(Some(&posting.voucher.series)),
        text(Some(&posting.voucher.number)),
        text(Some(&posting.voucher.row)),
        posting.booked.map_or(Cell::Blank, Cell::Date),
        Cell::Text(posting.period.to_string().into()),
    ]
}

fn origin(material: &Material<'_>, origin: Origin) -> [Cell; 3] {
    let (file, sheet) = material.names.origin(origin);
    [text(Some(file)), text(Some(sheet)), Cell::Count(origin.row.into())]
}

/// *Underlag*: every mapped posting up to the cap, by area, activity, period and voucher.
pub(super) fn vouchers(material: &Material<'_>) -> Result<SummaryTable, Overflow> {
    let mut table =
        Builder::new("underlag", &[("overenskommelse_id", Text), ("omrade_id", Text), ("aktivitet_id", Text)]);
    for (name, kind) in VOUCHER {
        table.column(name, kind);
    }
    for part in &material.pipeline.parts.0 {
        table.data_column(part, Text);
    }
    table.column("kontogrupp_id", Text);
    table.column("belopp", Amount);
    table.column("utfall", Amount);
    for (name, kind) in ORIGIN {
        table.column(name, kind);
    }
    if material.pipeline.job.free_text {
        table.column("text", Text);
    }
    let mut listed: Vec<&Listed> = material.listing.mapped.iter().collect();
    listed.sort_by_cached_key(|l| {
        let target = l.verdict.fate.target();
        let place = target.map(|t| (t.agreement, t.area, t.activity.is_none(), t.activity));
        (place, l.posting.period, l.posting.voucher.series.clone(), l.posting.voucher.number.clone(), l.posting.origin)
    });
    for listed in listed {
        let target = listed.verdict.fate.target();
        let is_spend = target.is_some_and(|t| material.pipeline.counts_as_spend(listed.verdict.group, t));
        let spend = is_spend.then_some(listed.posting.amount);
        table.row(RowKind::Normal, voucher_row(material, listed, spend));
    }
    table.done()
}

fn voucher_row(material: &Material<'_>, listed: &Listed, spend: Option<Ore>) -> Vec<Cell> {
    let target = listed.verdict.fate.target();
    let agreement = target.and_then(|t| material.names.agreement(t));
    let area = target.and_then(|t| material.names.area(t));
    let activity = target.and_then(|t| material.names.activity(t));
    let mut cells = vec![
        text(agreement.map(|a| a.id.as_str())),
        text(area.map(|a: &Area| a.id.as_str())),
        text(activity.map(|a| a.id.as_str())),
    ];
    cells.extend(voucher(listed));
    cells.extend(listed.codes.iter().map(|code| text(Some(code))));
    let group = listed.verdict.group.and_then(|g| material.names.groups.get(usize::from(g)));
    cells.push(text(group.map(|g| g.id.as_str())));
    cells.push(Cell::Amount(listed.posting.amount));
    cells.push(spend.map_or(Cell::Blank, Cell::Amount));
    cells.extend(origin(material, listed.posting.origin));
    if material.pipeline.job.free_text {
        cells.push(text(listed.posting.text.as_deref()));
    }
    cells
}

/// *Avsatt för beslut*: rows that wait, a suggestion each, and empty columns for the decision. Filled in and named in
/// the job, it is the next run's rulings.
pub(super) fn set_aside(material: &Material<'_>) -> Result<SummaryTable, Overflow> {
    let mut table = Builder::new("avsatt", &VOUCHER);
    let after = [("kodstrang", Prose), ("belopp", Amount), ("orsak", Text), ("forslag", Prose)];
    for (name, kind) in after.into_iter().chain(ORIGIN) {
        table.column(name, kind);
    }
    if material.pipeline.job.free_text {
        table.column("text", Text);
    }
    table.open_column("beslutat_omrade", Text);
    table.open_column("beslutad_aktivitet", Text);
    table.open_column("motivering", Prose);
    table.open_column("beslutad_av", Text);
    table.open_column("beslutsdatum", Date);
    for listed in &material.listing.set_aside {
        let mut cells = voucher(listed);
        cells.push(text(Some(&material.names.parts.describe(&listed.codes))));
        cells.push(Cell::Amount(listed.posting.amount));
        cells.push(Cell::Name(listed.verdict.fate.reason()));
        // A new code string would not help a posting whose account is in no group.
        let possible = listed.verdict.group.is_some();
        let suggested = if possible { suggestions(&listed.codes, material.pipeline) } else { Vec::new() };
        cells.push(text(Some(&suggested.join("\n"))));
        cells.extend(origin(material, listed.posting.origin));
        if material.pipeline.job.free_text {
            cells.push(text(listed.posting.text.as_deref()));
        }
        cells.extend(std::iter::repeat_n(Cell::Blank, 5));
        table.row(RowKind::Normal, cells);
    }
    table.done()
}

/// *Avvisade rader*: each with the cell that could not be read.
pub(super) fn rejected(material: &Material<'_>) -> Result<SummaryTable, Overflow> {
    let more = [("kolumn", Text), ("rubrik", Text), ("varde", Text), ("orsak", Text), ("kodstrang", Prose)];
    let columns: Vec<(&str, ColumnKind)> = ORIGIN.into_iter().chain(more).collect();
    let mut table = Builder::new("avvisade", &columns);
    table.at_most_on_sheet(MOST_ON_SHEET);
    for row in material.rejected {
        let [file, sheet, number] = origin(material, row.origin);
        let codes = material.names.parts.describe(&row.code);
        let cells = vec![
            file,
            sheet,
            number,
            text(Some(&row.column)),
            text(Some(&row.header)),
            text(Some(&row.value)),
            Cell::Name(row.reason),
            text(Some(&codes)),
        ];
        table.row(RowKind::Normal, cells);
    }
    table.done()
}

/// *Avvikelser*: all findings with their sentences.
pub(super) fn findings(material: &Material<'_>) -> Result<SummaryTable, Overflow> {
    let columns = [("allvar", Text), ("kod", Text), ("plats", Prose), ("beskrivning", Prose), ("atgard", Prose)];
    let mut table = Builder::new("avvikelser", &columns);
    table.at_most_on_sheet(MOST_ON_SHEET);
    for told in material.told {
        let severity = match told.severity {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let cells = vec![
            Cell::Name(severity),
            text(Some(told.code)),
            text(Some(&told.place)),
            text(Some(&told.sentence)),
            text(Some(&told.hint)),
        ];
        table.row(RowKind::Normal, cells);
    }
    table.done()
}
