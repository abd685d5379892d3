//! SIE: every promise with the case that shows it, every case's rows beside those of an independent reader
//! (`.ci/sie_rows.py`), files that are written at random and read back, and hostile ones.

use std::convert::Infallible;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use tertial::model::amount::AmountStyle;
use tertial::model::finding::{Code, Finding, Problem, Value};
use tertial::model::money::Ore;
use tertial::model::raw::{RawCell, RawRow};
use tertial::pipeline::{Encoding, FieldName, Layout, ReadLimits};
use tertial::read::{self, ReadError};

use super::assert_shown;
use crate::workdir::{Workdir, repo};

/// What the issue asks for, and the folder of `tests/corpus` that shows it.
const SHOWN: [(&str, &str); 37] = [
    ("4E with vouchers, in CP437 as #FORMAT PC8 says", "sie-vouchers"),
    ("4I: no #RAR, no voucher numbers, no balances", "sie-import"),
    ("type 1: year balances", "sie-year-balances"),
    ("type 2: period balances", "sie-period-balances"),
    ("type 3: period balances by object, and what is on none", "sie-object-balances"),
    ("type 3: several breakdowns, one named", "sie-breakdown-named"),
    ("type 3: several breakdowns, none named", "sie-several-breakdowns"),
    ("#FORMAT PC8 that lies: UTF-8", "sie-utf-8"),
    ("#FORMAT PC8 that lies: Windows-1252", "sie-windows-1252"),
    ("#DIM, #UNDERDIM, #OBJEKT; object lists quoted and bare", "sie-vouchers"),
    ("quoted strings with escapes, tabs and blanks", "sie-vouchers"),
    ("the row's date, else the voucher's", "sie-vouchers"),
    ("a dimension that the layout names and the file lacks", "sie-vouchers"),
    ("a dimension that the layout leaves out", "sie-dimension-unmapped"),
    ("#RTRANS and #BTRANS not counted twice", "sie-added-and-removed-rows"),
    ("an #RTRANS without its #TRANS", "sie-added-row-alone"),
    ("vouchers that don't balance", "sie-voucher-unbalanced"),
    ("more of them than are told one by one", "sie-many-unbalanced"),
    ("#IB, #UB, #RES that the vouchers don't bear out", "sie-balances-differ"),
    ("#OIB, #OUB, #PSALDO that the vouchers don't bear out", "sie-balances-differ"),
    ("unknown labels and #PBUDGET", "sie-unknown-labels"),
    ("#KSUMMA, which is told as not checked", "sie-checksum"),
    ("#KSUMMA that begins and never ends", "sie-checksum-open"),
    ("a line that is no record", "sie-unknown-labels"),
    ("years: #RAR 0 and -1", "sie-period-balances"),
    ("a date outside the year", "sie-outside-year"),
    ("no #RAR", "sie-import"),
    ("amounts that can't be read", "sie-amounts-wrong"),
    ("two objects of one dimension on a row", "sie-amounts-wrong"),
    ("a file that ends within a voucher", "sie-cut-off"),
    ("a row outside a voucher", "sie-row-outside-voucher"),
    ("a broken object list", "sie-broken-object-list"),
    ("a quotation mark that stays open", "sie-open-quote"),
    ("SIE 5, the whole document", "sie-5"),
    ("SIE 5, entries", "sie-5-entries"),
    ("SIE 5 with a document type", "sie-5-doctype"),
    ("SIE 5 cut off", "sie-5-cut-off"),
];

#[test]
fn every_promise_has_its_case_and_every_case_its_promise() {
    let promised = |case: &str| SHOWN.iter().any(|(_, shown)| *shown == case);
    assert_shown(&SHOWN.each_ref().map(|(item, case)| (*item, std::slice::from_ref(case))));
    let unnamed: Vec<String> = cases().iter().map(|path| name_of(path)).filter(|case| !promised(case)).collect();
    assert!(unnamed.is_empty(), "cases that show nothing promised: {unnamed:?}");
}

fn cases() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(repo("tests/corpus")).expect("the corpus is there");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.filter(|path| name_of(path).starts_with("sie-")).collect()
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A layout that names dimensions 1, 6, 20 and 21, as the corpus does.
fn layout() -> Layout {
    let mut layout = Layout::of_published_tables(Encoding::Utf8);
    layout.amounts = AmountStyle::plain('.', &[]);
    layout.fields.insert(FieldName::Text, ["dim1", "dim6", "dim20", "dim21"].map(str::to_owned).to_vec());
    layout
}

/// A file's rows and what its reader found.
fn read(path: &Path, layout: &Layout) -> Result<(Vec<RawRow<'static>>, Vec<Finding>), Problem> {
    let extract = read::open_at(path, &name_of(path), layout, &ReadLimits::default())?;
    let (findings, mut rows) = (extract.findings.clone(), Vec::new());
    let done = extract.read(0, usize::MAX, &mut |batch| {
        rows.extend(batch.rows.owned());
        Ok::<(), Infallible>(())
    });
    match done {
        Ok(_) => Ok((rows, findings)),
        Err(ReadError::Input(problem)) => Err(*problem),
        Err(ReadError::Taker(never)) => match never {},
    }
}

/// Line and cells, as an independent reader's CSV has them.
fn plain(rows: &[RawRow]) -> Vec<Vec<String>> {
    let cells = |row: &RawRow| row.cells.iter().map(RawCell::shown).collect::<Vec<_>>();
    let lines = rows.iter().enumerate().map(|(i, row)| if i == 0 { "line".to_owned() } else { row.row.to_string() });
    lines.zip(rows).map(|(line, row)| std::iter::once(line).chain(cells(row)).collect()).collect()
}

#[test]
fn rows_are_those_of_an_independent_reader() {
    let mut compared = 0;
    for case in cases().iter().filter(|case| case.join("rows.csv").exists()) {
        let file = ["in.se", "in.xml"].map(|name| case.join(name)).into_iter().find(|path| path.exists());
        let mut layout = layout();
        if name_of(case) == "sie-breakdown-named" {
            layout.balances_by = vec!["21".to_owned()];
        }
        let (rows, _) = read(&file.expect("a case has its file"), &layout).expect("the file can be read");
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .has_headers(false)
            .from_path(case.join("rows.csv"))
            .expect("rows.csv");
        let expected: Vec<Vec<String>> =
            reader.records().map(|r| r.expect("a row").iter().map(str::to_owned).collect()).collect();
        assert_eq!(plain(&rows), expected, "{}", name_of(case));
        compared += 1;
    }
    assert!(compared >= 15, "only {compared} cases have rows to compare");
}

/// A ledger that nobody here made. It stands beside the repository, or where `TERTIAL_REAL_LEDGERS` says.
// Whoever runs the test must see that it tried nothing.
#[allow(clippy::print_stderr)]
fn real(file: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("TERTIAL_REAL_LEDGERS").map_or_else(|| repo("../shared/real"), PathBuf::from);
    let path = folder.join(file);
    if !path.exists() {
        eprintln!("skipped: {file} is not there; name its folder in TERTIAL_REAL_LEDGERS");
    }
    Some(path).filter(|path| path.exists())
}

fn column(rows: &[RawRow], name: &str) -> Vec<String> {
    let place = rows[0].cells.iter().position(|cell| cell.shown() == name).expect("the column is there");
    rows[1..].iter().map(|row| row.cells[place].shown()).collect()
}

fn of(code: Code, findings: &[Finding]) -> Vec<&Finding> {
    findings.iter().filter(|finding| finding.code == code).collect()
}

#[test]
fn a_real_file_of_vouchers_gives_its_rows_and_what_does_not_tie() {
    let Some(path) = real("sie4e-example.se") else { return };
    let (rows, findings) = read(&path, &layout()).expect("the file can be read");
    assert_eq!(rows.len(), 1 + 260);
    let amounts = column(&rows, "belopp");
    let amounts: Vec<Ore> = amounts.iter().map(|text| layout().amounts.parse(text).expect("an amount")).collect();
    let debit = Ore::sum(amounts.iter().copied().filter(|amount| *amount > Ore::ZERO)).expect("a sum");
    assert_eq!((debit, Ore::sum(amounts).expect("a sum")), (Ore::new(271_810_804), Ore::ZERO));
    let vouchers: std::collections::BTreeSet<_> =
        column(&rows, "serie").into_iter().zip(column(&rows, "vernr")).collect();
    assert_eq!(vouchers.len(), 70);
    let used = |name| column(&rows, name).iter().filter(|code| !code.is_empty()).count();
    assert_eq!((used("dim1"), used("dim6")), (54, 36));
    let accounts: Vec<&Value> = of(Code::SieBalanceDiffers, &findings).iter().map(|f| &f.values[1].1).collect();
    assert_eq!(accounts, [&Value::Text("2440".into()), &Value::Text("2640".into()), &Value::Text("4010".into())]);
    assert!(of(Code::SieEncoding, &findings).is_empty() && of(Code::SieVoucherUnbalanced, &findings).is_empty());
    assert!(column(&rows, "text").iter().any(|text| text.contains("Grönt")), "the file is in CP437");
}

#[test]
fn a_real_file_of_period_balances_gives_its_rows() {
    let Some(path) = real("sie2-example.se") else { return };
    let (rows, findings) = read(&path, &layout()).expect("the file can be read");
    assert_eq!(rows.len(), 1 + 104);
    assert_eq!(column(&rows, "period").iter().filter(|period| *period == "201112").count(), 28, "of the year before");
    assert!(of(Code::SieBalanceDiffers, &findings).is_empty());
    assert_eq!(of(Code::SiePeriodBalances, &findings).len(), 1);
}

/// A voucher as it is written and as it must come back: one row's cells each.
#[derive(Clone, Debug)]
struct Written {
    series: String,
    text: String,
    day: u32,
    rows: Vec<WrittenRow>,
}

/// Account, objects of dimensions 1 and 20, öre, day of April, text.
type WrittenRow = (String, Option<String>, Option<String>, i64, Option<u32>, String);

/// Letters of Swedish ledgers, and what makes a reader stumble: blanks, quotation marks, braces, numbers signs.
fn words() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9åäöÅÄÖé {}#\"',;.§½-]{0,12}".prop_map(|text| text.trim().to_owned())
}

fn written() -> impl Strategy<Value = Written> {
    let code = "[a-zA-Z0-9åÄö]{1,6}";
    let row = (
        "[1-8][0-9]{3}",
        proptest::option::of(code),
        proptest::option::of("[0-9]{2,4}( [0-9])?"),
        -99_999_999_999_i64..99_999_999_999,
        proptest::option::of(1_u32..29),
        words(),
    );
    ("[A-Z]{0,2}", words(), 1_u32..29, proptest::collection::vec(row, 1..6))
        .prop_map(|(series, text, day, rows)| Written { series, text, day, rows })
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}

/// Writes vouchers by the specification; blanks, braces and line ends differ with `style`.
fn write(vouchers: &[Written], style: usize) -> String {
    let (gap, end) = ([" ", "\t", "   "][style % 3], ["\n", "\r\n"][style % 2]);
    let mut lines = vec!["#FLAGGA 0".to_owned(), "#FORMAT PC8".to_owned(), "#RAR 0 20220101 20221231".to_owned()];
    for (number, voucher) in (1..).zip(vouchers) {
        let head =
            [quoted(&voucher.series), number.to_string(), format!("202203{:02}", voucher.day), quoted(&voucher.text)];
        lines.push(format!("#VER{gap}{}", head.join(gap)));
        lines.push("{".to_owned());
        for (account, one, twenty, ore, day, text) in &voucher.rows {
            let mut list = Vec::new();
            list.extend(one.iter().map(|object| format!("1 {}", quoted(object))));
            list.extend(twenty.iter().map(|object| format!("\"20\"{gap}{}", quoted(object))));
            let date = day.map_or_else(|| "\"\"".to_owned(), |day| format!("202204{day:02}"));
            let fields =
                [account.clone(), format!("{{{}}}", list.join(gap)), Ore::new(*ore).to_string(), date, quoted(text)];
            lines.push(format!("{gap}#TRANS{gap}{}", fields.join(gap)));
        }
        lines.push("}".to_owned());
    }
    lines.join(end) + end
}

/// Code page 437 for the letters that `words` makes.
fn pc8(text: &str) -> Vec<u8> {
    let pairs =
        [('å', 0x86), ('ä', 0x84), ('ö', 0x94), ('Å', 0x8f), ('Ä', 0x8e), ('Ö', 0x99), ('é', 0x82), ('½', 0xab)];
    let byte = |c: char| match pairs.iter().find(|(letter, _)| *letter == c) {
        Some((_, byte)) => *byte,
        None if c == '§' => b'S',
        None => u8::try_from(c).expect("ASCII"),
    };
    text.chars().map(byte).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn vouchers_written_in_pc8_read_back_equal(vouchers in proptest::collection::vec(written(), 1..8), style in 0_usize..6) {
        let work = Workdir::new("sie");
        let source = write(&vouchers, style).replace('§', "S");
        // A letter that tells the sets apart: without one there is nothing to choose by.
        let source = format!("{source}#PROSA \"räksmörgås, räksmörgås, räksmörgås\"\n");
        let path = work.write("in.se", pc8(&source));
        let (rows, _) = read(&path, &layout()).expect("the file can be read");
        let mut expected = Vec::new();
        for (number, voucher) in (1..).zip(&vouchers) {
            for (row, (account, one, twenty, ore, day, text)) in (1..).zip(&voucher.rows) {
                let text = if text.is_empty() { &voucher.text } else { text };
                let date = day.map_or_else(|| format!("202203{:02}", voucher.day), |day| format!("202204{day:02}"));
                expected.push([
                    voucher.series.clone(), number.to_string(), row.to_string(), date[..6].to_owned(), account.clone(),
                    Ore::new(*ore).to_string(), text.replace('§', "S"), one.clone().unwrap_or_default(),
                    twenty.clone().unwrap_or_default(),
                ]);
            }
        }
        let names = ["serie", "vernr", "rad", "period", "konto", "belopp", "text", "dim1", "dim20"];
        let columns = names.map(|name| column(&rows, name));
        let found: Vec<[String; 9]> = (0..rows.len() - 1).map(|i| columns.each_ref().map(|cells| cells[i].clone())).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn any_bytes_after_a_label_are_rows_or_a_problem(tail in proptest::collection::vec(any::<u8>(), 0..400), cut in 0_usize..2000) {
        let work = Workdir::new("sie");
        let whole = std::fs::read(repo("tests/corpus/sie-vouchers/in.se")).expect("the case is there");
        for bytes in [[b"#FLAGGA 0\n#VER ".as_slice(), &tail].concat(), [&whole[..cut.min(whole.len())], &tail].concat()] {
            read(&work.write("in.se", bytes), &layout()).ok();
        }
        let whole = std::fs::read(repo("tests/corpus/sie-5/in.xml")).expect("the case is there");
        read(&work.write("in.xml", [&whole[..cut.min(whole.len())], &tail].concat()), &layout()).ok();
    }
}

#[test]
fn lines_may_end_and_letters_be_coded_in_any_way() {
    let work = Workdir::new("sie");
    let own = std::fs::read(repo("tests/corpus/sie-utf-8/in.se")).expect("the case is there");
    let (expected, _) = read(&work.write("in.se", &own), &layout()).expect("the file can be read");
    let text = String::from_utf8(own).expect("UTF-8").replace("\r\n", "\n");
    let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let brace = text.replace("\"\n{\n", "\" {\n");
    assert_ne!(brace, text);
    for (bytes, what) in [
        (text.clone().into_bytes(), "line feeds"),
        (text.replace('\n', "\r").into_bytes(), "carriage returns"),
        (format!("\u{feff}{text}").into_bytes(), "a byte order mark"),
        (utf_16(&format!("\u{feff}{text}")), "UTF-16"),
        (pc8(&text), "code page 437"),
        ([pc8(&text), vec![0x1a]].concat(), "a DOS end mark"),
    ] {
        let (rows, _) = read(&work.write("in.se", bytes), &layout()).expect("the file can be read");
        assert_eq!(rows, expected, "{what}");
    }
    let (rows, _) = read(&work.write("in.se", brace), &layout()).expect("the file can be read");
    let cells = |rows: &[RawRow<'static>]| rows.iter().map(|row| row.cells.clone()).collect::<Vec<_>>();
    assert_eq!(cells(&rows), cells(&expected), "the brace on the voucher's own line");
}

fn refused(bytes: impl AsRef<[u8]>) -> &'static str {
    let work = Workdir::new("sie");
    read(&work.write("in.se", bytes), &layout()).expect_err("the file is refused").id
}

#[test]
fn what_would_grow_without_end_is_refused() {
    let voucher = |rows: &str| format!("#FLAGGA 0\n#VER A 1 20220101\n{{\n{rows}}}\n");
    let dimensions: Vec<String> = (0..300).map(|i| format!("#TRANS 5000 {{{i} a}} 0.00\n")).collect();
    assert_eq!(refused(voucher(&dimensions.concat())), "limit-exceeded");
    assert_eq!(refused(voucher(&format!("#TRANS 5000 {{}} 0.00 \"\" {}\n", "x".repeat(70_000)))), "limit-exceeded");
    let root = "<Sie xmlns=\"http://www.sie.se/sie5\">";
    assert_eq!(refused(format!("{root}{}", "<a>".repeat(100_000))), "limit-exceeded");
    assert_eq!(refused(format!("{root}<Journal id=\"{}\"/></Sie>", "x".repeat(70_000))), "limit-exceeded");
    assert_eq!(refused(format!("{root}<Journal id=\"&x;\"/></Sie>")), "xml-doctype");
    assert_eq!(refused(format!("{root}<Journal></Sie>")), "xml-broken");
    assert_eq!(refused(b"\xef\xbb\xbf#FLAGGA 0\n#FNAMN \xff\n"), "not-decodable");
}

#[test]
fn many_added_rows_are_paired_in_one_pass() {
    let rows: String =
        (0..20_000).map(|_| "#RTRANS 5000 {} 1.00\n").chain((0..20_000).map(|_| "#TRANS 5000 {} 1.00\n")).collect();
    let work = Workdir::new("sie");
    let path = work.write("in.se", format!("#FLAGGA 0\n#VER A 1 20220101\n{{\n{rows}}}\n"));
    let (rows, findings) = read(&path, &layout()).expect("the file can be read");
    assert_eq!(column(&rows, "konto").iter().filter(|account| !account.is_empty()).count(), 20_000);
    assert!(of(Code::SieAddedAlone, &findings).is_empty());
}

/// Runs a job of one input with the layout that is shipped; rows and net of all postings.
fn run_shipped(file: &Path, year: i16, through: &str) -> (u64, Ore, usize) {
    let work = Workdir::new("sie-run");
    let copied = |from: &Path, to: &str| work.write(to, std::fs::read(from).expect("the file is there"));
    copied(&repo("pipelines/layouts/sie4.toml"), "sie4.toml");
    copied(&repo("tests/corpus/shared/accounts.toml"), "konton.toml");
    copied(file, "in.se");
    work.write(
        "avtal.toml",
        "[agreement]\nid = \"avtal\"\ntitle = \"Avtal\"\n[[area]]\nid = \"a\"\ntitle = \"A\"\nobjects = [\"100\"]\n",
    );
    let job = format!(
        "[job]\nid = \"prov\"\ntitle = \"Prov\"\nyear = {year}\nagreements = [\"avtal.toml\"]\naccounts = \"konton.toml\"\n\
         [[input]]\npath = \"in.se\"\nlayout = \"sie4.toml\"\n"
    );
    let outcome = work.run(&work.write("job.toml", job), through).expect("the job runs");
    let (rows, net) = outcome.total("postings");
    (rows, net, outcome.rejected)
}

#[test]
fn the_shipped_layout_runs_as_it_is() {
    assert_eq!(run_shipped(&repo("tests/corpus/sie-vouchers/in.se"), 2022, "2022-02"), (6, Ore::ZERO, 0));
    if let Some(path) = real("sie4e-example.se") {
        assert_eq!(run_shipped(&path, 2014, "2014-01"), (260, Ore::ZERO, 0));
    }
    if let Some(path) = real("sie2-example.se") {
        assert_eq!(run_shipped(&path, 2012, "2012").0, 104);
    }
}
