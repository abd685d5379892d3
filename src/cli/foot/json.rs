//! Re-added tables as JSON: the same as the text, with exact amounts as strings, units beside them and names for programs.

use serde_json::{Value as Json, json};

use crate::foot::{Addend, Amount, Doubt, Explanation, Footed, FootedTable, Grade, Slip, Total, Unit, Unread};
use crate::messages::Messages;
use crate::model::finding::{Place, Problem};

use super::{Tally, text};

/// Everything.
pub(super) fn all(files: &[Footed], problems: &[Problem], tally: Tally, exit: u8, words: &Messages) -> String {
    let files: Vec<Json> = files.iter().map(|one| file(one, words)).collect();
    let problem = |p: &Problem| {
        json!({
            "id": p.id,
            "place": words.place(&p.place),
            "message": words.problem(p),
            "hint": words.problem_hint(p),
        })
    };
    let problems: Vec<Json> = problems.iter().map(problem).collect();
    let whole = json!({
        "exit": exit,
        "totals": tally.totals,
        "agree": tally.agree,
        "differ": tally.differ,
        "open": tally.open,
        "not_re_added": tally.not_re_added,
        "files": files,
        "problems": problems,
    });
    format!("{whole:#}\n")
}

fn file(file: &Footed, words: &Messages) -> Json {
    let extent = |e: &crate::foot::Extent| json!({ "sheet": e.sheet, "first_row": e.first, "last_row": e.last });
    let table = |table: &FootedTable| {
        json!({
            "title": table.title,
            "place": extent(&table.extent),
            "units": table.units.iter().map(|unit| unit.name()).collect::<Vec<_>>(),
            "not_added": table.not_added,
            "totals": table.totals.iter().map(|one| total(one, words)).collect::<Vec<_>>(),
            "unread_totals": table.unread.iter().map(unread).collect::<Vec<_>>(),
            "doubts": table.doubts.iter().map(|one| doubt(one, words)).collect::<Vec<_>>(),
        })
    };
    json!({
        "file": file.file,
        "tables": file.tables.iter().map(table).collect::<Vec<_>>(),
        "without_total": file.without_total.iter().map(extent).collect::<Vec<_>>(),
        "doubts": file.doubts.iter().map(|one| doubt(one, words)).collect::<Vec<_>>(),
    })
}

fn doubt(doubt: &Doubt, words: &Messages) -> Json {
    let (Doubt::Sign { place: at, .. } | Doubt::Ordinary { place: at, .. } | Doubt::Heading { place: at, .. }) = doubt;
    json!({ "place": place(at), "message": text::doubt(doubt, words) })
}

fn unread(unread: &Unread) -> Json {
    json!({
        "place": place(&unread.place),
        "label": unread.label,
        "holds": unread.seen.name(),
        "value": unread.seen.text(),
    })
}

fn place(place: &Place) -> Json {
    json!({ "sheet": place.sheet, "row": place.row, "column": place.column })
}

fn amount(amount: Option<Amount>) -> Json {
    amount.map_or(Json::Null, |amount| json!({ "amount": amount.plain(), "unit": amount.unit.map(Unit::name) }))
}

fn addend(addend: &Addend) -> Json {
    json!({
        "place": place(&addend.place),
        "label": addend.label,
        "figure": amount(Some(addend.amount)),
        "role": addend.role.name(),
    })
}

fn total(total: &Total, words: &Messages) -> Json {
    json!({
        "place": place(&total.stated.place),
        "label": total.stated.label,
        "column": total.column,
        "stated": amount(Some(total.stated.amount)),
        "sum": amount(total.sum),
        "difference": amount(total.difference),
        "status": total.verdict.name(),
        "agrees": total.verdict.agrees(),
        "message": text::verdict(total, words),
        "read": total.read.name(),
        "notes": total.notes.iter().map(|note| text::note(note, total, words)).collect::<Vec<_>>(),
        "addends": total.addends.iter().map(addend).collect::<Vec<_>>(),
        "left_out": total.left_out.iter().map(addend).collect::<Vec<_>>(),
        "unread": total.unread.iter().map(unread).collect::<Vec<_>>(),
        "explanations": total.explanations.iter().map(|one| explanation(one, words)).collect::<Vec<_>>(),
    })
}

fn explanation(one: &Explanation, words: &Messages) -> Json {
    let steps = if let Slip::FarDigit(steps) = one.slip { Some(steps) } else { None };
    json!({
        "slip": one.slip.name(),
        "grade": if one.slip.grade() == Grade::Likely { "likely" } else { "arithmetic" },
        "at": addend(&one.at),
        "instead": amount(one.instead),
        "steps": steps,
        "message": text::explanation(one, words),
    })
}
