//! Decisions on rows that were set aside, there and back: the published sheet *Avsatt för beslut* is filled in, named in
//! the job, and decides the next run.

use std::path::Path;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use tertial::model::money::Ore;
use tertial::run::Outcome;

use super::edit;
use crate::corpus::copy;
use crate::workdir::{Workdir, repo};

/// The sample job in a folder of its own, so that it can be given decisions.
fn sample() -> Workdir {
    let work = Workdir::new("decisions");
    for folder in ["pipelines", "sample_data"] {
        copy(&repo(folder), &work.path().join(folder));
    }
    work
}

const SAMPLE: &str = "pipelines/region-jh-2022.toml";
const SET_ASIDE: &str = "Avsatt för beslut";

fn run_sample(work: &Workdir) -> Outcome {
    work.run(&work.path().join(SAMPLE), "2022-T2").expect("the sample job runs")
}

/// Accumulated spend on an area's activity, or on its line without activity.
fn spent(outcome: &Outcome, area: &str, activity: Option<&str>) -> Ore {
    let decided = &outcome.pipeline.agreements[0].areas;
    let place = decided.iter().position(|a| a.id == area).expect("the area is decided");
    let activities = &decided[place].activities;
    let line =
        activity.map_or(activities.len(), |id| activities.iter().position(|a| a.id == id).expect("it is decided"));
    outcome.reconciliation.agreements[0].areas[place].lines[line].spend.accumulated().expect("it fits")
}

/// Copies the sheet *Avsatt för beslut* of a published workbook with decisions filled in, one a row from the first on:
/// area, activity.
fn decide(published: &Path, filled_in: &Path, decisions: &[(&str, &str)]) {
    let mut book: Xlsx<_> = open_workbook(published).expect("the published workbook opens");
    let range = book.worksheet_range(SET_ASIDE).expect("it has the sheet");
    let (top, left) = range.start().expect("the sheet is not empty");
    let head = range.rows().position(|row| row.iter().any(|cell| cell.get_string() == Some("Beslutat område")));
    let head = head.expect("the sheet has its header");
    let titles: Vec<&str> = range.rows().nth(head).into_iter().flatten().filter_map(DataType::get_string).collect();
    let mut copy = Workbook::new();
    let sheet = copy.add_worksheet().set_name(SET_ASIDE).expect("the name fits");
    for (place, cells) in range.rows().enumerate() {
        let decision = place.checked_sub(head + 1).and_then(|n| decisions.get(n));
        for (column, cell) in cells.iter().enumerate() {
            let at =
                (top + u32::try_from(place).expect("few rows"), left + u32::try_from(column).expect("few columns"));
            match (decision, titles.get(column).copied()) {
                (Some((area, _)), Some("Beslutat område")) => put(sheet, at, &Data::String((*area).to_owned())),
                (Some((_, id)), Some("Beslutad aktivitet")) => put(sheet, at, &Data::String((*id).to_owned())),
                (Some(_), Some("Motivering")) => put(sheet, at, &Data::String("Enligt attestant".to_owned())),
                (Some(_), Some("Beslutad av")) => put(sheet, at, &Data::String("Controller".to_owned())),
                // A person types a date as text, or as a date.
                (Some(_), Some("Beslutsdatum")) if place % 2 == 0 => {
                    put(sheet, at, &Data::String("2022-09-05".to_owned()));
                }
                (Some(_), Some("Beslutsdatum")) => put_date(sheet, at, "2022-09-05"),
                _ => put(sheet, at, cell),
            }
        }
    }
    copy.save(filled_in).expect("the workbook can be saved");
}

fn put(sheet: &mut Worksheet, (row, column): (u32, u32), cell: &Data) {
    let column = u16::try_from(column).expect("few columns");
    let written = match cell {
        Data::Empty => return,
        Data::Float(number) => sheet.write_number(row, column, *number),
        other => sheet.write_string(row, column, other.to_string()),
    };
    written.expect("the cell can be written");
}

fn put_date(sheet: &mut Worksheet, (row, column): (u32, u32), day: &str) {
    let date = ExcelDateTime::parse_from_str(day).expect("it is a date");
    let form = Format::new().set_num_format("yyyy-mm-dd");
    let column = u16::try_from(column).expect("few columns");
    sheet.write_datetime_with_format(row, column, &date, &form).expect("the cell can be written");
}

#[test]
fn decisions_filled_in_on_the_set_aside_sheet_come_back_as_rulings() {
    let work = sample();
    let before = crate::samples::sample("2022-T2");
    // The sample's traps (a) until August: 18 400,00, 27 315,50 and 9 980,00 in the first file, 14 250,75 in the second.
    assert_eq!(before.total("set-aside"), (4, Ore::new(6_994_625)));
    let published = before.folder.join("region-jh-2022-2022-T2.xlsx");
    let decisions =
        [("e-halsa", "standarder"), ("ambulans", ""), ("Förstärkning av ambulanssjukvården", "Utveckla Mobi med")];
    decide(&published, &work.path().join("pipelines/beslutade.xlsx"), &decisions);
    edit(&work, SAMPLE, "accounts ", "rulings = [\"beslutade.xlsx\"]\naccounts ");
    let after = run_sample(&work);
    for (area, activity, ruled) in [
        ("e-halsa", Some("standarder"), 1_840_000),
        ("ambulans", None, 2_731_550),
        ("ambulans", Some("mobi-med"), 998_000),
        ("ambulans", Some("provtagning"), 0),
        ("nara-vard", None, 0),
    ] {
        let was = spent(before, area, activity);
        assert_eq!(spent(&after, area, activity), was.plus(Ore::new(ruled)).expect("it fits"), "{area} {activity:?}");
    }
    assert_eq!(after.total("set-aside"), (1, Ore::new(1_425_075)));
    for stage in ["postings", "out-of-scope"] {
        assert_eq!(after.total(stage), before.total(stage), "{stage}");
    }
    let sum = |outcome: &Outcome| {
        let (mapped, waiting) = (outcome.total("mapped"), outcome.total("set-aside"));
        (mapped.0 + waiting.0, mapped.1.plus(waiting.1).expect("it fits"))
    };
    assert_eq!(sum(&after), sum(before), "what left the set-aside came to the areas");
    let codes: Vec<&str> = after.reconciliation.findings.iter().map(|f| f.code.name()).collect();
    assert!(!codes.iter().any(|code| code.starts_with("ruling-")), "each ruling hit, and was needed: {codes:?}");
}
