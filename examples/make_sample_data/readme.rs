//! What the README says of single rows: where they are, and what was meant.

use std::fmt::Write as _;

use crate::extract::{Extract, HEADERS, Line};
use crate::files::{NOT_AN_AMOUNT, comma, spaced};
use crate::ledger::{Flaw, Row, Voucher};

/// A table of the rows with one kind of note, if there are any; `h` are the total rows.
pub(crate) fn rows(out: &mut String, kind: char, extracts: &[Extract<'_>]) {
    let mut body = String::new();
    for extract in extracts {
        for (at, line) in (extract.first_row()..).zip(&extract.lines) {
            match line {
                Line::Posting { voucher, number, row } => {
                    if let Some(note) = row.note.filter(|note| note.kind == kind) {
                        let place = format!("`{}` row {at}", extract.file);
                        let period = line.period().unwrap_or(voucher.period);
                        let _ = writeln!(
                            body,
                            "| {place} | {} rad {number} | {period} | {} | {} | {} |",
                            voucher_name(voucher, row),
                            code_string(row),
                            amount(row),
                            note.what
                        );
                    }
                }
                Line::Total { label, ore, column } if kind == 'h' => {
                    let header = HEADERS[usize::from(column.index())];
                    let _ = writeln!(
                        body,
                        "| `{}` row {at} | – | – | – | {} | `{label}` in column {header} |",
                        extract.file,
                        spaced(*ore)
                    );
                }
                Line::Total { .. } => {}
            }
        }
    }
    if !body.is_empty() {
        out.push_str("\n| Where | Voucher | Period | Code string | Amount | What |\n");
        out.push_str("|---|---|---|---|---:|---|\n");
        out.push_str(&body);
    }
}

fn voucher_name(voucher: &Voucher, row: &Row) -> String {
    if row.flaw == Flaw::NoNumber {
        format!("{} (blank; belongs to {})", voucher.series, voucher.name())
    } else {
        voucher.name()
    }
}

fn amount(row: &Row) -> String {
    if row.flaw == Flaw::NoAmount { format!("`{NOT_AN_AMOUNT}` (meant: {})", comma(row.ore)) } else { spaced(row.ore) }
}

/// Konto, objekt, projekt and aktivitet; a dash for a blank one.
fn code_string(row: &Row) -> String {
    let dash = |code: &str| {
        if code.is_empty() { "–".to_owned() } else { code.to_owned() }
    };
    let codes = &row.codes;
    format!(
        "konto {}, objekt {}, projekt {}, aktivitet {}",
        codes.konto,
        dash(&codes.objekt),
        dash(&codes.projekt),
        dash(&codes.aktivitet)
    )
}
