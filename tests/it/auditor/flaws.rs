//! Does the accountant see what he should? Tertial is told something else than he is, flaw by flaw, as if it reckoned so
//! itself: each must show in the tables that it touches. Without a flaw the two agree.

use std::collections::BTreeMap;

use super::grants::{Head, Part};
use super::ledger::{Line, Row};
use super::reports::ReportTable;
use super::rules::{Codes, Cond};
use super::world::{Activity, Area, Form, Ruling, World};
use super::{differences, laid_out, run, told};

/// What tertial gets wrong; in which file, which text becomes which; and tables that must differ for it.
type Flaw = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

const FORWARDED: &str = r#"kind = "forwarded", amount = 400, recipient = "SKR""#;
const FIXED: &str = r#"kind = "fixed", amount = 400"#;
const AREA_PART: &str = r#"granted = [{ id = "d0", amount = 2500, status = "paid" }]"#;

const FLAWS: &[Flaw] = &[
    // Money sent on.
    (
        "money sent on is spend",
        "agreement-0.toml",
        FORWARDED,
        r#"kind = "fixed", amount = 401"#,
        &["sammanstallning", "aktiviteter-g0", "aktivitet-manad-g0", "aktivitet-ansvar-g0", "underlag", "findings"],
    ),
    (
        "spend is money sent on",
        "agreement-0.toml",
        FIXED,
        r#"kind = "forwarded", amount = 400, recipient = "SKR""#,
        &["sammanstallning", "aktivitet-kontogrupp-g0", "rapport-t0", "rapport-t2", "findings"],
    ),
    (
        "what is sent on is off by a krona",
        "agreement-0.toml",
        FORWARDED,
        r#"kind = "forwarded", amount = 401, recipient = "SKR""#,
        &["aktiviteter-g0", "rapport-t0", "findings"],
    ),
    (
        "more is sent on than is to be",
        "agreement-0.toml",
        FORWARDED,
        r#"kind = "forwarded", amount = 395, recipient = "SKR""#,
        &["aktiviteter-g0", "rapport-t0", "findings"],
    ),
    // Absent, limits.
    (
        "absent is zero",
        "agreement-2.toml",
        "granted = []",
        "allocated = 0\ngranted = []",
        &["sammanstallning", "aktiviteter-g2", "tilldelning", "findings"],
    ),
    (
        "what was granted is no limit",
        "agreement-0.toml",
        AREA_PART,
        "granted = []",
        &["sammanstallning", "tilldelning", "findings"],
    ),
    (
        "what was granted goes before what was allocated",
        "agreement-0.toml",
        "allocated = 1000\n",
        "",
        &["sammanstallning", "aktiviteter-g0", "tilldelning", "findings"],
    ),
    (
        "the limit is off by a krona",
        "agreement-0.toml",
        "allocated = 1000\n",
        "allocated = 1001\n",
        &["sammanstallning"],
    ),
    ("an inferred amount is stated", "agreement-0.toml", "inferred = \"ram gånger andel\"\n", "", &["findings"]),
    (
        "a fence is what was decided alone",
        "agreement-0.toml",
        r#", activity = "b2""#,
        "",
        &["aktiviteter-g0", "tilldelning", "findings"],
    ),
    // Parts of a grant.
    (
        "more has come than a part is of",
        "agreement-0.toml",
        "amount = 5000",
        "amount = 4999",
        &["sammanstallning", "tilldelning", "rapport-t0", "findings"],
    ),
    (
        "a promised part is off by a krona",
        "agreement-1.toml",
        r#"amount = 100, status = "allotted""#,
        r#"amount = 101, status = "allotted""#,
        &["tilldelning", "rapport-t3"],
    ),
    (
        "a paid part is promised",
        "agreement-0.toml",
        r#"amount = 5000, status = "paid""#,
        r#"amount = 5000, status = "allotted""#,
        &["findings"],
    ),
    (
        "a promised part is paid",
        "agreement-1.toml",
        r#"status = "requisitioned""#,
        r#"status = "paid""#,
        &["tilldelning"],
    ),
    (
        "a part has no codes",
        "agreement-0.toml",
        r#", codes = { ansvar = "23" }"#,
        "",
        &["tilldelning", "rapport-t0", "findings"],
    ),
    (
        "a part takes another's income",
        "agreement-0.toml",
        r#"codes = { ansvar = "23" }"#,
        r#"codes = { ansvar = "29" }"#,
        &["tilldelning", "rapport-t0", "findings"],
    ),
    (
        "income is asked for a part that nothing else needs",
        "agreement-1.toml",
        r#"verksamhet = "251""#,
        r#"verksamhet = """#,
        &["tilldelning", "rapport-t0", "findings"],
    ),
    (
        "a part that stands alone takes nothing but its codes",
        "agreement-0.toml",
        AREA_PART,
        r#"granted = [{ id = "d0", amount = 2500, status = "paid", codes = { ansvar = "19" } }]"#,
        &["tilldelning", "rapport-t0", "findings"],
    ),
    // Account groups and the ledger.
    (
        "grant income is any income",
        "accounts.toml",
        r#"kind = "grant-income""#,
        r#"kind = "income""#,
        &["tilldelning", "rapport-t0", "rapport-t4", "kontrollsummor", "findings"],
    ),
    ("income turned", "huvudbok-1.csv", "-700,00", "700,00", &["tilldelning", "rapport-t0", "findings"]),
    (
        "an öre on money sent on",
        "huvudbok-1.csv",
        "200,40",
        "200,41",
        &["sammanstallning", "aktiviteter-g0", "aktivitet-kontogrupp-g0", "rapport-t0", "findings"],
    ),
    ("an öre on spend", "huvudbok-1.csv", "300,40", "300,41", &["sammanstallning", "aktivitet-manad-g0", "rapport-t2"]),
    ("spend a month late", "huvudbok-1.csv", ";202206;42;", ";202207;42;", &["aktivitet-manad-g0", "underlag"]),
    ("spend before the period is in it", "huvudbok-1.csv", ";202204;40;", ";202205;40;", &["sammanstallning"]),
    // Findings on spend.
    (
        "another day of decision",
        "agreement-0.toml",
        "decided-on = 2022-03-04",
        "decided-on = 2022-02-04",
        &["findings"],
    ),
    ("another year's money", "agreement-1.toml", "year = 2022", "year = 2023", &["findings"]),
    ("periods close later", "jobb.toml", "days-after-period = 10", "days-after-period = 100", &["findings"]),
    (
        "a ruling is forgotten",
        "jobb.toml",
        "agreement = \"g0\"\narea = \"a1\"",
        "agreement = \"g1\"\narea = \"a0\"",
        &["sammanstallning", "aktiviteter-g1"],
    ),
    // Report tables.
    (
        "rows don't foot",
        "rapport.toml",
        "unit = \"tkr\"\nrounding = \"largest-remainder\"",
        "unit = \"tkr\"",
        &["rapport-t1"],
    ),
    (
        "rows are made to foot",
        "rapport.toml",
        "rounding = \"plain\"",
        "rounding = \"largest-remainder\"",
        &["rapport-t2"],
    ),
    ("another unit", "rapport.toml", "unit = \"Mkr\"", "unit = \"tkr\"", &["rapport-t3", "findings"]),
    ("another decimal", "rapport.toml", "decimals = 1\n", "decimals = 2\n", &["rapport-t3"]),
    (
        "an agreement is left out",
        "rapport.toml",
        "agreements = [\"g0\", \"g1\"]",
        "agreements = [\"g0\"]",
        &["rapport-t0"],
    ),
    ("every area is shown", "rapport.toml", "areas = [\"a0\"]\n", "", &["rapport-t2", "findings"]),
    ("spend is shown for income", "rapport.toml", "measure = \"received\"", "measure = \"spend\"", &["rapport-t4"]),
    (
        "a printed figure is not looked at",
        "rapport.toml",
        "stated = [{ row = \"total\", figure = \"1\" }]",
        "",
        &["findings"],
    ),
];

/// Flaws that show when the year is over.
const FLAWS_OF_A_YEAR: &[Flaw] = &[
    (
        "less than is to be sent on is sent on",
        "agreement-0.toml",
        FORWARDED,
        r#"kind = "forwarded", amount = 401, recipient = "SKR""#,
        &["aktiviteter-g0", "rapport-t0", "findings"],
    ),
    (
        "a part is off by a krona",
        "agreement-0.toml",
        "amount = 5000",
        "amount = 5001",
        &["sammanstallning", "tilldelning", "rapport-t0", "findings"],
    ),
    (
        "a paid part is promised",
        "agreement-0.toml",
        r#"amount = 5000, status = "paid""#,
        r#"amount = 5000, status = "allotted""#,
        &["findings"],
    ),
    ("an öre on income", "huvudbok-1.csv", "-4999,00", "-4999,01", &["tilldelning", "rapport-t0", "findings"]),
    (
        "a printed figure is not looked at",
        "rapport.toml",
        "stated = [{ row = \"total\", figure = \"1\" }]",
        "",
        &["findings"],
    ),
];

fn row(month: u8, codes: [&str; 5], ore: i64) -> Row {
    let [account, center, service, object, activity] = codes;
    Row::plain(month, [account, center, service, object, activity, ""], ore)
}

fn ledger() -> Vec<Line> {
    let mut late = row(2, ["40", "11", "", "80", "10"], 15_000);
    late.registered = super::ledger::Cell::Good((2022, 5, 20));
    // Neither late nor before the decision, for it is no spend.
    let mut sent = row(2, ["50", "12", "", "80", "20"], 5_000);
    sent.registered = late.registered.clone();
    let mut ruled = row(6, ["43", "11", "", "83", ""], 6_006);
    ruled.voucher = "5";
    let rows = [
        late,
        sent,
        ruled,
        row(5, ["41", "11", "", "80", "10"], 30_040),
        row(6, ["50", "12", "", "80", "20"], 20_040),
        row(7, ["50", "12", "", "80", "30"], 19_540),
        row(6, ["42", "13", "", "80", ""], 11_940),
        row(3, ["30", "20", "", "80", ""], -499_900),
        row(6, ["30", "23", "", "80", ""], -70_000),
        row(6, ["31", "29", "", "80", ""], -1_234),
        row(4, ["40", "11", "", "81", ""], 260_000),
        row(4, ["30", "10", "", "81", ""], -250_000),
        // The whole's first part takes it by its codes, before the area's only one.
        row(4, ["30", "20", "", "81", ""], -50),
        row(5, ["40", "14", "", "82", "10"], 123_456),
        row(5, ["30", "14", "251", "82", ""], -15_000),
        row(6, ["30", "14", "", "82", ""], -2_000),
        row(6, ["40", "11", "", "83", ""], 7_777),
        row(2, ["70", "11", "", "83", ""], 555),
        row(9, ["40", "11", "", "83", ""], 100),
        row(5, ["90", "11", "", "83", ""], 800),
    ];
    rows.into_iter().map(|row| Line::Row(Box::new(row))).collect()
}

fn part(kronor: i64, status: &'static str, codes: &[(&'static str, &str)]) -> Part {
    let codes: Codes = codes.iter().map(|(part, code)| (*part, vec![Cond::Equal((*code).to_owned())])).collect();
    Part { kronor, status, title: None, activity: None, codes }
}

fn area(object: &str, allocated: Option<u32>, granted: Vec<Part>, activities: &[(&'static str, u32, &str)]) -> Area {
    let one = |(kind, amount, code): &(&'static str, u32, &str)| {
        let codes = BTreeMap::from([("aktivitet", vec![Cond::Equal((*code).to_owned())])]);
        Activity { kind, amount: *amount, codes }
    };
    let activities = activities.iter().map(one).collect();
    let inferred = allocated.is_some();
    Area { objects: vec![object.to_owned()], codes: Codes::new(), allocated, inferred, granted, activities }
}

fn table(shows: &'static str, agreements: &[usize], unit: &'static str) -> ReportTable {
    let (agreements, rounding) = (agreements.to_vec(), Some("largest-remainder"));
    ReportTable { shows, measure: None, agreements, areas: vec![], unit, decimals: 0, rounding, stated: None }
}

/// A small world where each rule has something to bite on.
fn world() -> World {
    let fenced = Part { activity: Some(2), ..part(190, "allotted", &[("ansvar", "17")]) };
    let divided = [("fixed", 400, "10"), ("forwarded", 400, "20"), ("ring-fenced", 200, "30")];
    let first =
        vec![area("80", Some(1_000), vec![fenced], &divided), area("81", None, vec![part(2_500, "paid", &[])], &[])];
    let parts = vec![part(100, "allotted", &[("verksamhet", "251")]), part(200, "requisitioned", &[])];
    let second = vec![area("82", None, parts, &[("pooled", 0, "10")])];
    let whole = vec![part(5_000, "paid", &[("ansvar", "20")]), part(700, "earned", &[("ansvar", "23")])];
    let head = |received| Head { received, year: 2022 };
    let form = Form {
        separator: ';',
        windows_1252: false,
        credit_positive: false,
        dates: "YYYY-MM-DD",
        rotation: 0,
        banner: false,
    };
    World {
        agreements: vec![first, second, vec![area("83", None, vec![], &[])]],
        heads: vec![head(whole), head(vec![]), head(vec![])],
        reports: vec![
            table("grants", &[0, 1], "kr"),
            ReportTable { measure: Some("allocated"), ..table("activities", &[0, 2], "tkr") },
            ReportTable {
                areas: vec![0],
                rounding: Some("plain"),
                stated: Some("1"),
                ..table("activities", &[0], "kr")
            },
            ReportTable { decimals: 1, ..table("agreements", &[0, 1, 2], "Mkr") },
            ReportTable { measure: Some("received"), ..table("areas", &[1, 0], "kr") },
            table("grants", &[0], "kr"),
        ],
        groups: vec![("spend", vec!["4", "5"]), ("grant-income", vec!["3"]), ("other", vec!["7"])],
        rulings: vec![Ruling { series: "A", voucher: 5, row: None, target: (0, 1, None) }],
        files: vec![ledger()],
        form,
        through: String::new(),
        rejected_rows: 0,
        close_days: Some(10),
        batches: [4096, 4096],
    }
}

/// Runs the world in a folder of its own: as it is, and once with each of these flaws. Gives the flaws that went unseen.
fn unseen(flaws: &[Flaw], through: &str) -> Vec<String> {
    let world = World { through: through.to_owned(), ..world() };
    let (work, books, extracts) = laid_out(&world);
    let account = books.count(&world, &extracts);
    let audited = |what: &str| {
        let outcome = run(&world, &work, "jobb.toml", 1).unwrap_or_else(|error| panic!("{what}: {}", told(&error)));
        let differing = differences(&books, &account, &outcome);
        std::fs::remove_dir_all(&outcome.folder).expect("the set can be removed");
        differing
    };
    let differing = audited("no flaw");
    assert!(differing.is_empty(), "{}", differing.into_values().collect::<Vec<_>>().join("\n"));

    let mut unseen = Vec::new();
    for (what, file, from, to, tables) in flaws {
        let whole = std::fs::read_to_string(work.path().join(file)).expect("a file of the world");
        assert_eq!(whole.matches(from).count(), 1, "{what}: {from} in {file}:\n{whole}");
        work.write(file, whole.replace(from, to));
        let differing = audited(what);
        let missed: Vec<&&str> = tables.iter().filter(|table| !differing.contains_key(**table)).collect();
        if tables.is_empty() || !missed.is_empty() {
            unseen.push(format!("{what}: not in {missed:?}, but in {:?}", differing.keys()));
        }
        work.write(file, whole);
    }
    unseen
}

#[test]
fn the_accountant_sees_every_flaw() {
    // Most of a run is waiting for the disk.
    let unseen: Vec<String> = std::thread::scope(|scope| {
        let runs = [(FLAWS, "2022-T2"), (FLAWS_OF_A_YEAR, "2022")];
        let workers: Vec<_> = runs
            .into_iter()
            .flat_map(|(flaws, through)| flaws.chunks(6).map(move |flaws| (flaws, through)))
            .map(|(flaws, through)| scope.spawn(move || unseen(flaws, through)))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().expect("the accountant agrees where there is no flaw"))
            .collect()
    });
    assert!(unseen.is_empty(), "\n{}", unseen.join("\n"));
}
