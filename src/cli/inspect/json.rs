//! Files looked at, as JSON: the same as the text and what the screen has no room for. Amounts are texts with a decimal
//! point, exact.

use std::path::Path;

use serde_json::{Value as Json, json};

use crate::inspect::{
    Column, Count, Dimension, Form, Inspected, Note, Proof, SieLook, Table, encoding, separator, unit_name,
};
use crate::messages::Messages;
use crate::model::amount::Figure;
use crate::model::finding::{Finding, Problem};
use crate::model::mask::masked;
use crate::model::money::Ore;

use super::{remarks, said, text};

/// Everything.
pub(super) fn all(
    files: &[Inspected],
    problems: &[Problem],
    written: Option<&Path>,
    exit: u8,
    words: &Messages,
) -> String {
    let files: Vec<Json> = files.iter().map(|one| file(one, written, words)).collect();
    let problems: Vec<Json> = problems.iter().map(|one| problem(one, words)).collect();
    format!("{:#}\n", json!({ "exit": exit, "files": files, "problems": problems }))
}

fn problem(problem: &Problem, words: &Messages) -> Json {
    json!({
        "id": problem.id,
        "place": words.place(&problem.place),
        "message": words.problem(problem),
        "hint": words.problem_hint(problem),
    })
}

fn file(file: &Inspected, written: Option<&Path>, words: &Messages) -> Json {
    let proof = file.proved();
    let (mut encoding_name, mut proof_of, mut sign, mut lines) = (Json::Null, Json::Null, Json::Null, Json::Null);
    let (format, dimensions) = match &file.look.form {
        Form::Text(look) => {
            encoding_name = json!(look.encoding.name());
            proof_of = json!(said(&encoding(look), words));
            sign = look.separators.first().map_or(Json::Null, |best| json!(char::from(best.sign).to_string()));
            lines = json!(said(&separator(look), words));
            ("text", Json::Null)
        }
        Form::Workbook(kind) => (*kind, Json::Null),
        Form::Sie(look) => {
            encoding_name = json!(look.letters);
            ("sie", sie(look))
        }
    };
    let columns: Vec<Json> = file.survey.columns.iter().enumerate().map(|(at, one)| column(file, at, one)).collect();
    let tables: Vec<Json> = file.survey.tables.iter().map(|one| table(file, one)).collect();
    let findings = proof.map_or(&file.findings, |proof| &proof.findings);
    let sheets: Vec<Json> = file
        .sheets
        .iter()
        .map(|one| json!({ "name": one.name, "rows": one.rows, "header_row": one.header, "read": one.read }))
        .collect();
    let mut told = json!({
        "file": file.file,
        "format": format,
        "packed": file.look.packed,
        "bytes": file.look.bytes,
        "encoding": encoding_name,
        "encoding_proof": proof_of,
        "separator": sign,
        "separator_proof": lines,
        "sie": dimensions,
        "sheets": sheets,
        "header_row": file.survey.tables.first().map(|table| table.row),
        "tables": tables,
        "columns": columns,
        "amounts": amounts(file),
        "findings": findings.iter().map(|one| finding(one, words)).collect::<Vec<_>>(),
        "notes": remarks::odd(file).iter().chain(&file.notes).map(|one| note(one, words)).collect::<Vec<_>>(),
        "decide": file.open.iter().map(|one| note(one, words)).collect::<Vec<_>>(),
        "shipped": file.shipped.iter().map(|one| shipped(one, words)).collect::<Vec<_>>(),
        "proposal": {
            "runs": file.runs(),
            "verdict": text::verdict(file, words),
            "layout": file.proposal.text(&|note| said(note, words)),
            "written": written.map(|path| path.to_string_lossy()),
        },
    });
    if let (Json::Object(all), Json::Object(rows)) = (&mut told, rows(file, proof, words)) {
        all.extend(rows);
    }
    told
}

/// Rows by kind, and sums: null where no layout reads the file.
fn rows(file: &Inspected, proof: Option<&Proof>, words: &Messages) -> Json {
    let of = |number: &dyn Fn(&Proof) -> u64| proof.map(number);
    let sum = |amount: &dyn Fn(&Proof) -> Ore| proof.map(|proof| plain(figure_of(amount(proof))));
    let period = |pick: &dyn Fn(&Proof) -> Option<String>| proof.and_then(pick);
    json!({
        "rows_in_file": file.survey.read,
        "rows": of(&Proof::rows),
        "posted_rows": of(&|proof| proof.totals.rows),
        "rejected_rows": of(&Proof::rejected),
        "blank_rows": of(&|proof| file.blank_rows(proof)),
        "repeated_header_rows": of(&|proof| text::repeated(file, proof)),
        "total_rows": of(&|proof| proof.structure.totals),
        "group_rows": of(&|proof| proof.structure.groups),
        "text_rows": of(&|proof| proof.structure.text),
        "sum": sum(&text::net),
        "debit": sum(&|proof| proof.totals.debit),
        "credit": sum(&|proof| proof.totals.credit),
        "first_period": period(&|proof| proof.span.map(|(first, _)| first.to_string())),
        "last_period": period(&|proof| proof.span.map(|(_, last)| last.to_string())),
        "rejected": proof.map(|proof| rejected(proof, words)),
    })
}

fn rejected(proof: &Proof, words: &Messages) -> Vec<Json> {
    let one = |rejects: &crate::inspect::Rejects| {
        json!({
            "rows": rejects.rows,
            "reason": rejects.first.reason,
            "header": rejects.first.header,
            "first": words.place(&rejects.place),
            "value": masked(&rejects.first.value),
        })
    };
    proof.rejects.iter().map(one).collect()
}

fn sie(look: &SieLook) -> Json {
    let dimension = |one: &Dimension| json!({ "number": one.number, "name": one.name, "rows": one.rows });
    json!({
        "type": look.stated,
        "vouchers": look.vouchers,
        "dimensions": look.dimensions.iter().map(dimension).collect::<Vec<_>>(),
        "breakdowns": look.breakdowns,
    })
}

fn table(file: &Inspected, table: &Table) -> Json {
    let sheet = file.sheets.iter().filter(|sheet| sheet.read).nth(usize::from(table.sheet));
    let headings: Vec<_> = table.headings.iter().map(|heading| masked(heading)).collect();
    json!({ "sheet": sheet.map(|sheet| &sheet.name), "header_row": table.row, "headings": headings })
}

fn column(file: &Inspected, at: usize, column: &Column) -> Json {
    let form = |name: &str, count: &Count| json!({ "form": name, "cells": count.cells, "first_row": count.first.1 });
    let forms: Vec<Json> = match file.kind_of(at) {
        crate::inspect::Type::Period => {
            file.periods_of(column).iter().map(|(one, count)| form(one.name(), count)).collect()
        }
        crate::inspect::Type::Date => column.dates.iter().map(|(one, count)| form(one.name(), count)).collect(),
        _ => Vec::new(),
    };
    let exact = file.proved().and_then(|proof| proof.sums.get(&at)).and_then(|sum| sum.figure());
    let role = file.roles.role_of(at).map(|role| role.key().to_owned());
    json!({
        "place": file.place((0, 1), column).column,
        "header": masked(&column.heading),
        "type": file.kind_of(at).name(),
        "role": role,
        "why": file.roles.why.get(&at).map(|why| why.name()),
        "filled": column.filled,
        "blank": column.blank.cells,
        "errors": column.errors.cells,
        "distinct": column.distinct(),
        "forms": forms,
        "samples": text::samples(column),
        "sum": exact.map(|figure| plain(rounded(figure))),
        "sum_as_written": exact.map(plain),
    })
}

fn amounts(file: &Inspected) -> Json {
    let values = &file.values;
    let sign = |(sign, cells): &(char, u64)| json!({ "sign": sign.to_string(), "cells": cells });
    let readings =
        values.readings.map(|(comma, point)| json!({ "with_comma": comma.map(plain), "with_point": point.map(plain) }));
    json!({
        "decimal": values.decimal.map(String::from),
        "shown_by": values.shown,
        "thousands": values.thousands.iter().map(sign).collect::<Vec<_>>(),
        "unit": values.unit.map(|(unit, _)| unit_name(unit)),
        "currency": values.currency.map(|(currency, _)| currency),
        "float_noise": values.noise,
        "parts_of_ore": values.rounded,
        "readings": readings,
    })
}

fn note(note: &Note, words: &Messages) -> Json {
    json!({ "id": note.id, "place": words.place(&note.place), "message": said(note, words) })
}

fn finding(finding: &Finding, words: &Messages) -> Json {
    json!({
        "code": finding.code.name(),
        "severity": finding.severity.name(),
        "place": words.place(&finding.place),
        "message": words.finding(finding),
        "hint": words.finding_hint(finding),
    })
}

fn shipped(shipped: &crate::inspect::Shipped, words: &Messages) -> Json {
    let read = shipped.read.as_ref().ok();
    let why = shipped.read.as_ref().err().and_then(|problems| problems.first());
    json!({
        "path": shipped.path,
        "fits": shipped.fits(),
        "posted_rows": read.map(|read| read.totals.rows),
        "rejected_rows": read.map(|read| read.rejected),
        "sum": read.map(|read| plain(figure_of(read.totals.net().unwrap_or_default()))),
        "why_not": why.map(|problem| json!({ "id": problem.id, "place": words.place(&problem.place), "message": words.problem(problem) })),
    })
}

fn figure_of(amount: Ore) -> Figure {
    Figure { digits: amount.ore().into(), decimals: 2 }
}

/// A figure with a decimal point and no thousands sign.
fn plain(figure: Figure) -> String {
    figure.text('.', "")
}

/// To hundredths, half away from zero.
fn rounded(figure: Figure) -> Figure {
    let more = figure.decimals.saturating_sub(2);
    let scale = 10_i128.pow(more);
    let away = if (figure.digits % scale).abs() * 2 >= scale { figure.digits.signum() } else { 0 };
    let away = if more == 0 { 0 } else { away };
    Figure { digits: figure.digits / scale + away, decimals: figure.decimals - more }
}
