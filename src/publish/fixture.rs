//! Small worlds for the tests of publishing: a scratch folder, names, postings, a report and its words.

#[path = "../../tests/it/parquet.rs"]
pub(super) mod parquet;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::model::Date;
use crate::model::agreement::{Activity, Agreement, AllocationKind, Area, Reallocation};
use crate::model::code::PartNames;
use crate::model::control::Totals;
use crate::model::document::{Block, Document};
use crate::model::fact::{JudgedBatch, Verdict};
use crate::model::fate::{By, Fate, OutOfScope, SetAside, Target};
use crate::model::money::Ore;
use crate::model::names::{GroupName, Names};
use crate::model::period::Period;
use crate::model::posting::{Attributes, OwnPosting, PostingBatch, Voucher};
use crate::model::raw::RawRows;
use crate::model::source::{Origin, Source};
use crate::model::table::{Cell, Column, ColumnKind, Report, Row, RowKind, Sheet, SummaryTable};

use super::folder::Folder;
use super::{Manifest, RunLog, Staging, Wording, WorkbookMeta};

/// A folder that is gone when the test is.
pub(super) struct Scratch(PathBuf);

impl Scratch {
    pub(super) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("tertial-publish-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub(super) fn folder(&self) -> Folder {
        Folder::at(&self.0)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Words that show where they come from.
pub(super) struct Words;

impl Wording for Words {
    fn title(&self, prefix: &str, name: &str) -> String {
        format!("{prefix} {name}")
    }

    fn language(&self) -> &'static str {
        "sv"
    }

    fn figure(&self, cell: Cell<&str>) -> String {
        match cell {
            Cell::Amount(amount) => amount.to_string(),
            Cell::Count(count) => count.to_string(),
            Cell::Share(share) => format!("{share} hundredths of a percent"),
            Cell::Scaled(number, decimals) => format!("{number} of {decimals}"),
            Cell::Date(date) => date.to_string(),
            Cell::Blank | Cell::Text(_) | Cell::Name(_) => String::new(),
        }
    }
}

pub(super) fn day(year: i32, month: u32, day: u32) -> Date {
    Date::from_ymd_opt(year, month, day).unwrap()
}

pub(super) fn meta() -> WorkbookMeta {
    WorkbookMeta {
        title: "God & nära vård".to_owned(),
        subtitle: "till och med augusti 2022".to_owned(),
        file_name: "uppfoljning".to_owned(),
        as_of: day(2022, 8, 31),
    }
}

pub(super) fn manifest() -> Manifest {
    Manifest { job: "jobb".to_owned(), through: "2022-T2".to_owned(), ..Manifest::default() }
}

/// Writes one report and commits it.
pub(super) fn publish(root: &Path, report: &Report) -> super::Published {
    let staging = Staging::begin(root, "jobb", "2022-T2").unwrap();
    staging.report(report, &Words, &meta()).unwrap();
    staging.seal(&manifest()).unwrap().commit(&RunLog::default()).unwrap()
}

/// A table with its totals as its maker would count them.
pub(super) fn table(id: &str, columns: &[(&str, ColumnKind)], rows: Vec<(RowKind, Vec<Cell>)>) -> SummaryTable {
    let column = |(name, kind): &(&str, ColumnKind)| Column { name: (*name).to_owned(), title: None, kind: *kind };
    let mut table = SummaryTable {
        id: id.to_owned(),
        title: None,
        columns: columns.iter().map(column).collect(),
        rows: rows.into_iter().map(|(kind, cells)| Row { kind, cells }).collect(),
        to_fill_in: Vec::new(),
        most_on_sheet: None,
        totals: Totals::default(),
    };
    table.totals = table.count().unwrap();
    table
}

/// Makes a table's rows others than its maker counted.
pub(super) fn spoil(table: &mut SummaryTable, how: impl FnOnce(&mut Vec<Row>)) {
    let mut rows: Vec<Row> = table.rows.owned().collect();
    how(&mut rows);
    table.rows = rows.into_iter().collect();
}

/// One table with a column of each kind, and a sheet for it.
pub(super) fn report() -> Report {
    let text = |text: &str| Cell::Text(text.into());
    let columns = [
        ("aktivitet", ColumnKind::Text),
        ("belopp", ColumnKind::Amount),
        ("rader", ColumnKind::Count),
        ("andel", ColumnKind::Share),
        ("datum", ColumnKind::Date),
        ("beslut_text", ColumnKind::Prose),
    ];
    let ore = |ore| Cell::Amount(Ore::new(ore));
    let first = vec![
        text("0042"),
        ore(-123_450),
        Cell::Count(3),
        Cell::Share(6_543),
        Cell::Date(day(2022, 8, 31)),
        Cell::Blank,
    ];
    let second = vec![
        text("=HYPERLINK(\"http://x\")"),
        ore(7),
        Cell::Blank,
        Cell::Share(-1),
        Cell::Blank,
        Cell::Name("over-budget"),
    ];
    let sum = vec![text("Summa"), ore(-123_443), Cell::Count(3), Cell::Blank, Cell::Blank, Cell::Blank];
    let rows = vec![(RowKind::Normal, first), (RowKind::Normal, second), (RowKind::Total, sum)];
    let mut all = table("aktiviteter", &columns, rows);
    all.to_fill_in = vec!["beslut_text".to_owned()];
    let sheet = Sheet {
        name: "sammanstallning".to_owned(),
        title: None,
        lines: vec![("as-of", Cell::Date(day(2022, 8, 31))), ("basis", text("Underlag till blanketten"))],
        tables: vec!["aktiviteter".to_owned()],
    };
    Report { tables: vec![all], sheets: vec![sheet], document: document() }
}

/// A document with one block of each kind.
pub(super) fn document() -> Document {
    let name = |name: &'static str| Cell::Name(name);
    let table =
        Block::Table { id: "aktiviteter".to_owned(), columns: Vec::new(), only: None, titled: true, lines: Vec::new() };
    Document {
        title: "Uppföljning".to_owned(),
        facts: vec![("as-of", Cell::Date(day(2022, 8, 31)))],
        blocks: vec![
            Block::Heading { level: 2, title: name("tables"), anchor: "tabeller".to_owned() },
            Block::Facts(vec![("sum", Cell::Amount(Ore::new(-123_443))), ("none", Cell::Blank)]),
            table,
            Block::Heading { level: 3, title: Cell::Text("Ett område".into()), anchor: "omrade-1".to_owned() },
            Block::Narrative("# Gjort\n\nMycket.".to_owned()),
            Block::Note("basis"),
        ],
    }
}

/// Names of one agreement with one area and activity.
pub(super) fn names() -> Names {
    let activity = Activity {
        id: "vardlots".to_owned(),
        title: "Vårdlots".to_owned(),
        kind: AllocationKind::Fixed,
        amount: None,
        responsible: None,
        note: None,
        recipient: None,
    };
    let area = Area {
        id: "medarbetare".to_owned(),
        title: "Medarbetare".to_owned(),
        granted_title: None,
        section: None,
        granted: Vec::new(),
        rounded_to: None,
        allocated: None,
        frame: None,
        inferred: None,
        objects: Vec::new(),
        responsible: None,
        reallocation: Reallocation::NotStated,
        activities: vec![activity],
    };
    let agreement = Agreement {
        id: "gnv".to_owned(),
        title: "GNV".to_owned(),
        long_title: None,
        year: 2022,
        decided_on: None,
        decided_by: None,
        references: Vec::new(),
        supplements: Vec::new(),
        received: Vec::new(),
        note: None,
        responsible: None,
        granted_total: None,
        areas: vec![area],
        conditions: Vec::new(),
        reports: Vec::new(),
    };
    let strings = |all: &[&str]| all.iter().map(|&text| text.to_owned()).collect();
    Names {
        parts: PartNames(strings(&["konto", "objekt", "period"])),
        groups: vec![GroupName { id: "kostnad".to_owned(), title: "Kostnader".to_owned() }],
        agreements: vec![agreement],
        rules: strings(&["gnv/medarbetare/vardlots"]),
        rulings: strings(&["A 17"]),
        sources: vec![Source { name: "utdrag.xlsx".to_owned(), sheets: strings(&["Blad1"]) }],
    }
}

/// Verdicts of every status.
pub(super) fn verdicts() -> [Verdict; 4] {
    let target = Target { agreement: 0, area: 0, activity: Some(0) };
    let whole = Target { activity: None, ..target };
    [
        Verdict { fate: Fate::Mapped { target, by: By::Rule(0) }, group: Some(0) },
        Verdict { fate: Fate::Mapped { target: whole, by: By::Owner }, group: Some(0) },
        Verdict { fate: Fate::SetAside(SetAside::SharedObject), group: None },
        Verdict { fate: Fate::OutOfScope(OutOfScope::OtherObject), group: None },
    ]
}

/// Postings `numbers`, each with the same contents however they are cut into batches.
pub(super) fn judged(numbers: std::ops::Range<u32>) -> JudgedBatch {
    let mut batch = PostingBatch::begin(0, 0, &RawRows::default(), 3);
    batch.with_text = true;
    let (mut totals, mut found) = (Totals::default(), Vec::new());
    for number in numbers {
        let amount = Ore::new(i64::from(number) * 101 - 5_000);
        totals.add(amount).unwrap();
        found.push(number % 4);
        let voucher =
            Voucher { company: "".into(), series: "A".into(), number: number.to_string().into(), row: "".into() };
        batch.codes.push(["5010", &format!("{:04}", 9_900 + number % 17), ""]);
        let posting = batch.taken_in(&OwnPosting {
            origin: Origin { source: 0, sheet: 0, row: number + 2 },
            voucher,
            booked: Some(day(2022, 3, 1)),
            registered: None,
            period: Period::new(2022, 3).unwrap(),
            attributes: Attributes::default(),
            amount,
            text: Some("möte".into()),
        });
        batch.postings.extend(posting);
    }
    JudgedBatch { batch, verdicts: found, kinds: Arc::new(verdicts().into()), totals }
}
