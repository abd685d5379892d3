//! The sample job against the generator's own tally (`sample_data/facit/`), to the öre, at every kind of `--through`.
//! The tally was counted when each row was made; nothing in it was ever read back from tertial.

use std::collections::BTreeMap;

use tertial::model::finding::{Code, Severity};
use tertial::model::period::Through;

use crate::samples::sample;
use crate::workdir::repo;

type Figures = BTreeMap<(String, String), (i64, i64)>;

fn facit(name: &str) -> Vec<Vec<String>> {
    let path = repo("sample_data/facit").join(name);
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(path).expect("the tally is there");
    reader.records().map(|r| r.expect("a row").iter().map(str::to_owned).collect()).collect()
}

fn month(period: &str) -> u8 {
    period[4..].parse().expect("a period as YYYYMM")
}

/// Spend per area and activity from the tally: in the period, and accumulated.
fn expected(through: Through) -> Figures {
    let (first, last) = through.in_period();
    let mut figures = Figures::new();
    for row in facit("utfall.csv") {
        let (month, ore): (u8, i64) = (month(&row[2]), row[4].parse().expect("öre"));
        let sums = figures.entry((row[0].clone(), row[1].clone())).or_default();
        sums.0 += if (first..=last).contains(&month) { ore } else { 0 };
        sums.1 += if (1..=last).contains(&month) { ore } else { 0 };
    }
    figures
}

/// Kronor with a decimal comma to öre.
fn ore(cell: &str) -> i64 {
    cell.replace(',', "").parse().expect("an amount with two decimals")
}

/// The published activity table, by the ids in it.
fn published(folder: &std::path::Path) -> Figures {
    let path = folder.join("tabeller/aktiviteter-gnv-2022.csv");
    let text = std::fs::read_to_string(path).expect("the table is published");
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let heads = reader.headers().expect("a header").clone();
    let at = |name: &str| heads.iter().position(|h| h == name).expect("the column is there");
    let mut figures = Figures::new();
    for row in reader.records().map(|r| r.expect("a row")).filter(|r| &r[at("radtyp")] == "normal") {
        let key = (row[at("omrade_id")].to_owned(), row[at("aktivitet_id")].to_owned());
        figures.insert(key, (ore(&row[at("utfall_period")]), ore(&row[at("utfall")])));
    }
    figures
}

#[test]
fn every_activity_ties_with_the_generators_tally() {
    for name in ["2022-T1", "2022-T2", "2022-T3", "2022-08", "2022"] {
        let outcome = sample(name);
        let mut expected = expected(outcome.through);
        let mut published = published(&outcome.folder);
        // A line without a posting stands in the table and not in the tally.
        published.retain(|key, sums| expected.contains_key(key) || *sums != (0, 0));
        expected.retain(|key, sums| published.contains_key(key) || *sums != (0, 0));
        assert_eq!(published, expected, "{name}");
        assert_eq!(outcome.findings(Severity::Error).count(), 0, "{name}");
    }
}

#[test]
fn every_row_has_the_fate_that_the_generator_meant() {
    let outcome = sample("2022");
    let (mut rows, mut sums) = (BTreeMap::<String, u64>::new(), BTreeMap::<String, i64>::new());
    for row in facit("rader.csv") {
        *rows.entry(row[1].clone()).or_default() += row[3].parse::<u64>().expect("rows");
        *sums.entry(row[1].clone()).or_default() += row[4].parse::<i64>().unwrap_or(0);
    }
    for fate in ["mapped", "set-aside", "out-of-scope"] {
        let (counted, net) = outcome.total(fate);
        assert_eq!((counted, net.ore()), (rows[fate], sums[fate]), "{fate}");
    }
    assert_eq!(u64::try_from(outcome.rejected).ok(), rows.get("rejected").copied());
}

#[test]
fn the_traps_at_t2_are_told_with_their_amounts() {
    let outcome = sample("2022-T2");
    let has = |code: Code, severity: Severity| {
        outcome.reconciliation.findings.iter().filter(|f| f.code == code && f.severity == severity).count()
    };
    assert_eq!(has(Code::SetAsideRows, Severity::Warning), 1);
    assert_eq!(has(Code::InvestmentOnGrantObject, Severity::Info), 1, "the investment is put right in July");
    assert_eq!(has(Code::SpendWithoutActivity, Severity::Warning), 2);
    assert_eq!(has(Code::LatePostings, Severity::Info), 1);
    assert_eq!(has(Code::RowRejected, Severity::Warning), 1);
    assert_eq!(has(Code::VoucherMissing, Severity::Warning), 1);
    assert_eq!(has(Code::OtherYearOnGrant, Severity::Warning), 1);
    assert_eq!(has(Code::ActivityOverspent, Severity::Warning), 1);
    assert_eq!(has(Code::RingFenceNear, Severity::Info), 1);
    assert_eq!(has(Code::SpendBeforeDecision, Severity::Info), 4);
    assert_eq!(has(Code::UnallocatedLeft, Severity::Info), 2);
    assert_eq!(has(Code::VoucherGap, Severity::Warning), 0);

    let t1 = sample("2022-T1");
    let open = t1.findings(Severity::Warning).filter(|f| f.code == Code::InvestmentOnGrantObject).count();
    assert_eq!(open, 1, "at T1 the investment is not yet put right");
}

/// Seed sections 3 and 3.1: the differences between decided and granted, and which of them is no rounding.
#[test]
fn the_decision_foots_as_the_seed_says() {
    let pipeline = tertial::run::check(&repo("pipelines/region-jh-2022.toml")).expect("the sample job is in order");
    let footing = pipeline.footing.iter().filter(|f| f.code == Code::AllocatedNotGranted);
    let told: Vec<(String, Severity, String)> = footing
        .map(|f| {
            let difference = f.values.iter().find(|(name, _)| *name == "difference").map(|(_, v)| format!("{v:?}"));
            (f.place.area.clone().unwrap_or_default(), f.severity, difference.unwrap_or_default())
        })
        .collect();
    let expected = [
        ("nara-vard", Severity::Info, "Amount(Ore(4700))"),
        ("medarbetare", Severity::Info, "Amount(Ore(14800))"),
        ("e-halsa", Severity::Info, "Amount(Ore(-16900))"),
        ("ambulans", Severity::Warning, "Amount(Ore(93900))"),
    ];
    assert_eq!(told, expected.map(|(a, s, d)| (a.to_owned(), s, d.to_owned())));
    let areas = &pipeline.agreements[0].areas;
    let granted: i64 = areas.iter().flat_map(|a| &a.granted).map(|g| g.amount.ore()).sum();
    let allocated: i64 = areas.iter().filter_map(|a| a.allocated).map(tertial::model::money::Ore::ore).sum();
    assert_eq!((granted, allocated), (6_441_003_500, 6_441_100_000));
}

/// The rows and amounts of the decision as they stand in the public document, section 3.1: kind by kind.
#[test]
fn every_activity_of_the_decision_is_in_the_pipeline() {
    let pipeline = tertial::run::check(&repo("pipelines/region-jh-2022.toml")).expect("the sample job is in order");
    let agreement = &pipeline.agreements[0];
    let counts: Vec<usize> = agreement.areas.iter().map(|a| a.activities.len()).collect();
    assert_eq!(counts, [8, 11, 1, 5]);
    assert_eq!(agreement.conditions.len(), 4);
    let due: Vec<String> = agreement.reports.iter().filter_map(|r| r.due).map(|d| d.to_string()).collect();
    assert_eq!(due, ["2022-09-30", "2022-11-30", "2023-03-31"]);
    let recurring: Vec<usize> = agreement.reports.iter().map(|r| r.recurring.len()).collect();
    assert_eq!(recurring, [0, 0, 0, 4]);
    assert!(agreement.areas.iter().all(|a| a.responsible.is_some()) && agreement.responsible.is_some());
    let with_amount = agreement.areas[..2].iter().flat_map(|a| &a.activities);
    assert!(with_amount.clone().all(|a| a.amount.is_some() && a.responsible.is_some()));
}
