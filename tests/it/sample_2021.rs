//! The sample ledger of 2021 as it lies in `sample_data/`, read by this test alone: the printed document's amounts to
//! the krona, whole series, balanced vouchers, and the generator's own tally (`sample_data/facit-2021/`). The job of 2021
//! must come to that tally too.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::samples::sample;
use crate::workdir::repo;

/// Area, objekt, projekt; kronor received.
const AREAS: [(&str, &str, &str, i64); 21] = [
    ("nara-vard", "9916", "", 30_421_888),
    ("medarbetare", "9917", "91701", 31_962_556),
    ("karriartjanster", "9917", "91702", 1_262_843),
    ("vidareutbildning", "9917", "91703", 5_051_372),
    ("e-halsa", "9942", "94201", 1_262_843),
    ("ambulans", "9942", "94202", 1_440_845),
    ("1177", "9943", "", 1_262_843),
    ("insatser", "9931", "", 17_452_000),
    ("regioninterna", "9932", "", 9_661_905),
    ("ungdomsmottagning", "9933", "", 1_797_459),
    ("cancervard", "9934", "", 4_686_082),
    ("vardforlopp", "9935", "", 2_722_993),
    ("tillganglighet", "9936", "", 28_006_711 + 9_176_996),
    ("civilt-forsvar", "9937", "", 5_097_497),
    ("lakarkompetens", "9938", "", 4_317_498),
    ("vald", "9939", "", 1_458_985),
    ("prehospital", "9940", "", 481_810),
    ("merkostnader", "9951", "", 95_939_580),
    ("provtagning", "9952", "", 139_962_974),
    ("vaccination", "9953", "", 83_888_920),
    ("sjuklon", "9954", "", 675_705),
];

/// Objekt, first aktivitet, and the activities' printed amounts in thousands of kronor.
const PRINTED: [(&str, u32, &[i64]); 3] = [
    ("9931", 3101, &[8_523, 300, 4_425, 383, 350, 350, 741, 116, 200, 700, 1_160, 155, 49]),
    ("9932", 3201, &[3_334, 4_334, 631, 1_263]),
    ("9935", 3501, &[200, 700, 500, 800, 400]),
];

struct Row {
    series: String,
    voucher: u32,
    period: String,
    konto: String,
    objekt: String,
    aktivitet: String,
    projekt: String,
    ore: i64,
}

impl Row {
    fn is_spend(&self) -> bool {
        self.konto.starts_with(['4', '5', '6', '7'])
    }

    fn is_grant(&self) -> bool {
        self.konto.starts_with("35")
    }

    fn area(&self) -> Option<&'static str> {
        AREAS.iter().find(|(_, o, p, _)| (*o, *p) == (&self.objekt, &self.projekt)).map(|(area, ..)| *area)
    }
}

/// All rows but the total rows, which have no voucher number.
fn ledger() -> Vec<Row> {
    let bytes = std::fs::read(repo("sample_data/huvudbok-2021.csv")).expect("the ledger is there");
    let (text, _, broken) = encoding_rs::WINDOWS_1252.decode(&bytes);
    assert!(!broken && text.contains("\r\n"));
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let rows = reader.records().map(|r| r.expect("a row of fifteen fields"));
    rows.filter(|r| !r[1].is_empty())
        .map(|r| Row {
            series: r[0].to_owned(),
            voucher: r[1].parse().expect("a number"),
            period: r[5].to_owned(),
            konto: r[6].to_owned(),
            objekt: r[9].to_owned(),
            aktivitet: r[10].to_owned(),
            projekt: r[11].to_owned(),
            ore: r[14].replace([' ', ','], "").parse().expect("an amount with two decimals"),
        })
        .collect()
}

fn facit(name: &str) -> Vec<Vec<String>> {
    let path = repo("sample_data/facit-2021").join(name);
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(path).expect("the tally is there");
    reader.records().map(|r| r.expect("a row").iter().map(str::to_owned).collect()).collect()
}

/// The tally's rows and öre by its first column.
fn by_first(name: &str, rows: usize, of: impl Fn(&[String]) -> bool) -> BTreeMap<String, (u64, i64)> {
    let mut sums = BTreeMap::<String, (u64, i64)>::new();
    for row in facit(name).into_iter().filter(|row| of(row)) {
        let sum = sums.entry(row[0].clone()).or_default();
        sum.0 += row[rows].parse::<u64>().expect("rows");
        sum.1 += row[rows + 1].parse::<i64>().expect("öre");
    }
    sums
}

/// Rows and öre by what `key` says of a row.
fn sums<'a>(ledger: &'a [Row], key: impl Fn(&'a Row) -> Option<&'a str>) -> BTreeMap<String, (u64, i64)> {
    let mut sums = BTreeMap::<String, (u64, i64)>::new();
    for (name, row) in ledger.iter().filter_map(|row| Some((key(row)?, row))) {
        let sum = sums.entry(name.to_owned()).or_default();
        *sum = (sum.0 + 1, sum.1 + row.ore);
    }
    sums
}

#[test]
fn the_printed_amounts_come_back_to_the_krona() {
    let ledger = ledger();
    for (objekt, first, thousands) in PRINTED {
        let spent = |aktivitet: &str| -> (usize, i64) {
            let of = |row: &&Row| row.objekt == objekt && row.aktivitet == aktivitet && row.is_spend();
            let vouchers: BTreeSet<_> = ledger.iter().filter(of).map(|row| (&row.series, row.voucher)).collect();
            (vouchers.len(), ledger.iter().filter(of).map(|row| row.ore).sum())
        };
        for (aktivitet, amount) in (first..).zip(thousands) {
            let (vouchers, ore) = spent(&aktivitet.to_string());
            assert_eq!(ore, amount * 100_000, "{objekt} {aktivitet}");
            assert!(vouchers >= 5, "{objekt} {aktivitet}: {vouchers} vouchers");
        }
        let codes = (first..).zip(thousands).map(|(aktivitet, _)| aktivitet.to_string()).collect::<BTreeSet<_>>();
        let other = |row: &&Row| row.objekt == objekt && row.is_spend() && !codes.contains(&row.aktivitet);
        assert_eq!(ledger.iter().filter(other).count(), 0, "{objekt} has no spend without one of its activities");
    }
    let forwarded = |row: &&Row| row.objekt == "9943" && row.aktivitet == "2177" && row.is_spend();
    assert_eq!(ledger.iter().filter(forwarded).map(|row| row.ore).sum::<i64>(), 126_284_300);
}

#[test]
fn the_grants_come_in_to_the_krona() {
    let ledger = ledger();
    let received = sums(&ledger, |row| row.is_grant().then(|| row.area().expect("income is on an area's object")));
    for (area, _, _, kronor) in AREAS {
        assert_eq!(received[area].1, -kronor * 100, "{area}");
        assert!(received[area].0 > 1, "{area} is paid more than once");
    }
    let earned: Vec<&Row> = ledger.iter().filter(|row| row.konto == "3512").collect();
    assert_eq!(earned.iter().map(|row| row.ore).sum::<i64>(), -917_699_600);
    assert!(earned.iter().all(|row| ("202109"..="202112").contains(&row.period.as_str())));
    let ten: i64 = AREAS.iter().filter(|a| a.1 < "9950").map(|a| a.3).sum();
    let pandemic: i64 = AREAS.iter().filter(|a| a.1 > "9950").map(|a| a.3).sum();
    assert_eq!((ten, pandemic), (157_525_126, 320_467_179));
}

#[test]
fn the_tally_of_2021_is_that_of_the_file() {
    let ledger = ledger();
    let spent = sums(&ledger, |row| row.area().filter(|_| row.is_spend()));
    assert_eq!(by_first("utfall.csv", 3, |_| true), spent);
    let received = sums(&ledger, |row| row.area().filter(|_| row.is_grant()));
    assert_eq!(by_first("intakter.csv", 3, |_| true), received);
    assert_eq!(by_first("ovrigt.csv", 3, |row| row[1] == "bidragsintakt"), received);
    let mut periods = sums(&ledger, |row| Some(&row.period));
    periods.insert(String::new(), (u64::try_from(ledger.len()).expect("few"), ledger.iter().map(|row| row.ore).sum()));
    assert_eq!(by_first("kontroll.csv", 1, |_| true), periods);

    let mapped = ledger.iter().filter(|row| row.area().is_some());
    let mapped = mapped.fold((0, 0), |sum, row| (sum.0 + 1, sum.1 + row.ore));
    assert_eq!(by_first("rader.csv", 3, |row| row[1] == "mapped")["huvudbok-2021.csv"], mapped);
    let fates: BTreeSet<String> = facit("rader.csv").into_iter().map(|row| row[1].clone()).collect();
    assert_eq!(fates.into_iter().collect::<Vec<_>>(), ["mapped", "out-of-scope", "structural"]);
}

#[test]
fn the_ledger_of_2021_is_a_ledger() {
    let ledger = ledger();
    assert!((6_000..=9_000).contains(&ledger.len()), "{} rows", ledger.len());
    let elsewhere = ledger.iter().filter(|row| !row.objekt.is_empty() && row.area().is_none()).count();
    assert!(2 * elsewhere >= ledger.len(), "{elsewhere} rows on objects of no agreement");
    let periods: BTreeSet<&str> = ledger.iter().map(|row| row.period.as_str()).collect();
    assert_eq!(periods.len(), 13);

    let mut series = BTreeMap::<&str, BTreeSet<u32>>::new();
    let mut vouchers = BTreeMap::<(&str, u32), i64>::new();
    for row in &ledger {
        series.entry(&row.series).or_default().insert(row.voucher);
        *vouchers.entry((&row.series, row.voucher)).or_default() += row.ore;
    }
    for (name, numbers) in series {
        let whole = numbers.first().zip(numbers.last()).map(|(first, last)| *first..=*last);
        assert!(whole.into_iter().flatten().eq(numbers.iter().copied()), "series {name} has a gap");
    }
    // What came or went over the bank lacks its other row; all of it is income, tax or interest.
    for row in &ledger {
        let bank = row.konto.starts_with(['3', '8']) || vouchers[&(row.series.as_str(), row.voucher)] == 0;
        assert!(bank, "voucher {} {} does not balance", row.series, row.voucher);
        let investment = ["10", "11", "12"].iter().any(|group| row.konto.starts_with(group));
        assert!(row.area().is_none() || !investment, "an investment on {}", row.objekt);
    }
}

/// The normal rows of a published table, by the names of their columns.
fn published(folder: &Path, table: &str) -> Vec<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(folder.join(format!("tabeller/{table}.csv"))).expect("the table is published");
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows = reader.deserialize().map(|row| row.expect("a row of cells"));
    rows.filter(|row: &BTreeMap<String, String>| row["radtyp"] == "normal").collect()
}

/// Kronor with a decimal comma to öre; blank is nothing.
fn ore(cell: &str) -> i64 {
    let digits = cell.replace(',', "");
    assert!(cell.is_empty() || cell.split_once(',').is_some_and(|(_, ore)| ore.len() == 2), "{cell}");
    if digits.is_empty() { 0 } else { digits.parse().expect("an amount with two decimals") }
}

const MONTHS: [&str; 13] =
    ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec", "bokslut"];

#[test]
fn the_run_of_2021_comes_to_the_tally_to_the_ore() {
    let outcome = sample("2021");
    let agreements = &outcome.pipeline.agreements;

    // Area, activity and month; money sent on has no month of its own in the tables.
    let (mut spent, mut months) = (BTreeMap::new(), BTreeMap::new());
    for agreement in agreements {
        for row in published(&outcome.folder, &format!("aktiviteter-{}", agreement.id)) {
            let key = (row["omrade_id"].clone(), row["aktivitet_id"].clone());
            let sums = (ore(&row["utfall"]), ore(&row["vidareformedlat"]));
            assert!(spent.insert(key.clone(), sums).is_none(), "{key:?} stands once");
        }
        for row in published(&outcome.folder, &format!("aktivitet-manad-{}", agreement.id)) {
            for (number, month) in (1..).zip(MONTHS) {
                let key = (row["omrade_id"].clone(), row["aktivitet_id"].clone(), format!("2021{number:02}"));
                _ = months.insert(key, ore(&row[month]));
            }
        }
    }
    let (mut expected, mut expected_months) = (BTreeMap::new(), BTreeMap::new());
    for row in facit("utfall.csv") {
        let (area, activity, period) = (row[0].clone(), row[1].clone(), row[2].clone());
        let amount: i64 = row[4].parse().expect("öre");
        let is_sent_on = activity == "till-skr";
        let sums: &mut (i64, i64) = expected.entry((area.clone(), activity.clone())).or_default();
        *(if is_sent_on { &mut sums.1 } else { &mut sums.0 }) += amount;
        if !is_sent_on {
            *expected_months.entry((area, activity, period)).or_default() += amount;
        }
    }
    assert_eq!(expected[&("1177".to_owned(), "till-skr".to_owned())], (0, 126_284_300));
    // A line or a month without postings stands in the tables and not in the tally.
    spent.retain(|key, sums| expected.contains_key(key) || *sums != (0, 0));
    months.retain(|key, sum| expected_months.contains_key(key) || *sum != 0);
    assert_eq!(spent, expected);
    assert_eq!(months, expected_months);
}

#[test]
fn the_income_of_2021_comes_to_the_tally_part_by_part() {
    let outcome = sample("2021");
    let agreements = &outcome.pipeline.agreements;

    let (mut by_part, mut by_area) = (BTreeMap::<String, i64>::new(), BTreeMap::<String, i64>::new());
    for row in facit("intakter.csv") {
        let of = agreements.iter().find(|agreement| agreement.areas.iter().any(|area| area.id == row[0]));
        let amount: i64 = row[4].parse().expect("öre");
        *by_part.entry(format!("{}/{}", of.expect("an area of the job").id, row[1])).or_default() -= amount;
        *by_area.entry(row[0].clone()).or_default() += amount;
    }
    let mut booked = BTreeMap::<String, i64>::new();
    for (table, before) in [("erhallna-medel", ""), ("tillfalliga-bidrag", "pan-2021/")] {
        for row in published(&outcome.folder, &format!("rapport-{table}")) {
            let id = format!("{before}{}", row["rad_id"]);
            // Money sent on is no income; it lowers what was received.
            if id != "gnv-2021/till-skr" {
                assert!(booked.insert(id, ore(&row["bokfort"])).is_none(), "a part stands once");
            }
        }
    }
    assert_eq!(booked, by_part);
    let mut in_tilldelning: Vec<i64> =
        published(&outcome.folder, "tilldelning").iter().map(|row| ore(&row["bokfort"])).collect();
    let mut parts: Vec<i64> = by_part.into_values().collect();
    in_tilldelning.sort_unstable();
    parts.sort_unstable();
    assert_eq!(in_tilldelning, parts);

    let mut groups = BTreeMap::<String, i64>::new();
    for agreement in agreements {
        for row in published(&outcome.folder, &format!("aktivitet-kontogrupp-{}", agreement.id)) {
            if row["typ"] == "grant-income" {
                *groups.entry(row["omrade_id"].clone()).or_default() += ore(&row["ovrigt"]);
            }
        }
    }
    assert_eq!(groups, by_area);
}
