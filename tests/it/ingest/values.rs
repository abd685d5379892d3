//! Values and structure: every item has a case, shipped layouts are those that the cases try, and three properties: an
//! amount reads back however it was written, stacked tables fold like one, and the size of batches leaves no trace.

use std::fmt::Write;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;
use tertial::model::amount::{AmountStyle, AmountUnit};
use tertial::model::money::Ore;
use tertial::run::Silent;

use super::assert_shown;
use crate::corpus::copy;
use crate::reproducible::{assert_same, contents};
use crate::small;
use crate::workdir::{Workdir, repo};

/// What is asked of values and structure, with the case that shows it.
const ITEMS: [(&str, &str); 91] = [
    ("a sheet that is a selection of another", "workbook-sheet-filtered"),
    ("signs that nobody sees, wherever they stand", "invisible-signs-anywhere"),
    ("a currency in a column of its own", "currency-of-its-own"),
    ("a sheet copied within its workbook", "workbook-sheet-copied"),
    ("companies with vouchers of their own", "companies-number-by-themselves"),
    ("many rows unreadable in the same way", "many-rejected-rows"),
    ("more of them than the job bears", "many-rejected-rows-over-the-limit"),
    ("thousands: space, NBSP, narrow NBSP, thin space, point, apostrophes", "amount-thousands-signs"),
    ("decimal comma", "amount-forms"),
    ("decimal point", "amounts-with-point"),
    ("decimal colon, and a dash for no öre", "amount-colon-and-whole-kronor"),
    ("a dash for no öre behind a comma", "amount-comma-and-whole-kronor"),
    ("a file that contradicts its layout's decimal sign", "amount-decimal-contradicted"),
    ("an ambiguous file", "amount-ambiguous-file"),
    ("an ambiguous value, with both readings", "amount-with-two-readings"),
    ("a point that the layout declares", "amount-point-parts-thousands"),
    ("minus in front, behind, U+2212, parentheses", "amount-signs"),
    ("kr and SEK", "amount-unit-kr"),
    ("tkr, exact", "amount-unit-tkr"),
    ("mnkr, exact", "amount-unit-mnkr"),
    ("a unit that the layout doesn't name", "amount-unit-not-named"),
    ("debit and credit", "amount-debit-and-credit"),
    ("debit or credit as a word in a column of its own", "amount-side-in-a-column"),
    ("corrections beside such a word", "amount-side-with-corrections"),
    ("words for debit and credit that contradict one another", "layout-sides-wrong"),
    ("one signed column, credit positive", "sign-credit-positive"),
    ("a lone dash is zero, blank is not", "amount-dash-is-zero-blank-is-not"),
    ("more than two decimals refused; exponents refused", "amount-parts-of-ore-and-exponents"),
    ("rounding, with rows and sum in the control totals", "amount-rounded"),
    ("float noise in text, where the layout says so", "amount-float-noise"),
    ("float noise in text, where it doesn't", "amount-float-noise-refused"),
    ("amounts too large", "amount-overflow"),
    ("numbers of a workbook", "workbook-numbers"),
    ("numbers of a workbook in tkr, rounded", "workbook-tkr-rounded"),
    ("periods in all widths, 00 and 13", "period-forms"),
    ("periods with signs and letters between year and month", "period-forms-with-signs"),
    ("year and month in two columns", "period-year-and-month"),
    ("a year in the form or in a column, not both", "layout-year-wrong"),
    ("Swedish month names", "period-month-names"),
    ("the period decides", "period-decides-not-the-date"),
    ("the period from the booking date", "period-from-booked"),
    ("the closing period in a whole year", "whole-year-with-closing"),
    ("dates in all widths, with a time, Excel's serial numbers", "date-forms"),
    ("sentinel dates, and dates that must be there", "date-sentinel"),
    ("codes keep zeros", "codes-keep-their-zeros"),
    ("codes lose signs that nobody sees", "codes-with-invisible-signs"),
    ("codes that a spreadsheet has made over", "codes-spoilt-by-a-spreadsheet"),
    ("codes lose float tails", "codes-with-float-tails"),
    ("code and name in one cell", "code-and-name"),
    ("fill-down", "fill-down"),
    ("fill-down never over a total or a header", "fill-down-stops-at-totals"),
    ("no fill-down without the layout's word", "blank-codes-stay-blank"),
    ("repeated page headers, a disclaimer", "page-headers-totals-and-disclaimer"),
    ("group headers", "group-headers"),
    ("totals that keep a date", "total-rows-with-a-date"),
    ("totals as Excel writes them", "total-rows-as-excel-writes-them"),
    ("a header whose lower row says nr and kr", "header-over-two-rows-with-units"),
    ("headings of groups above the header, on every page", "header-below-groups-on-every-page"),
    ("labelled totals of every level", "total-rows-of-every-level"),
    ("a total that differs from its rows", "total-row-differs"),
    ("a total over rejected rows", "total-row-over-rejected-rows"),
    ("a total that cannot be read", "total-row-unreadable"),
    ("totals without a label", "total-rows-unlabelled"),
    ("a total without a label and one that is none", "unmarked-total-row"),
    ("rows that only might be totals", "possible-total-rows"),
    ("totals where nothing names a posting", "total-rows-without-vouchers"),
    ("totals that keep their codes and period", "total-rows-with-codes-and-period"),
    ("such totals where only the sum can tell", "total-rows-with-codes-and-no-voucher-column"),
    ("totals of debit and credit", "totals-of-debit-and-credit"),
    ("stacked tables whose columns move", "stacked-tables"),
    ("a stacked table's own total", "stacked-table-total-differs"),
    ("columns moved, renamed, added, gone between files", "columns-differ-between-months"),
    ("a needed column gone in one file", "columns-gone-that-are-needed"),
    ("a header over two rows, again and with its columns moved", "header-over-two-rows"),
    ("a header over two rows without a column", "header-over-two-rows-missing-column"),
    ("a later header over two rows without a column", "header-over-two-rows-then-without"),
    ("a heading in two groups of such a header", "header-over-two-rows-ambiguous"),
    ("two columns for one field", "ambiguous-column"),
    ("JSON, XML and columns of fixed width", "texts-without-fields"),
    ("no header", "no-header"),
    ("a column missing", "missing-column"),
    ("a header that another separator hides", "header-with-another-separator"),
    ("a layout that says two things", "layout-says-two-things"),
    ("layout: Raindance UDP", "layout-raindance-udp"),
    ("layout: Raindance UDP with code and text", "layout-raindance-udp-id-text"),
    ("layout: Unit4 browser", "layout-unit4-browser"),
    ("layout: open supplier ledger", "layout-leverantorsreskontra"),
    ("rejected rows, each with value and column", "rejected-within-the-limit"),
    ("rejected rows over the limit, each with what was expected", "rejected-over-the-limit"),
    ("a rejected row's voucher is no gap", "rejected-row-is-no-gap"),
    ("every form of an amount in one file", "amount-forms"),
];

/// Shipped layouts that have a case of their own.
const SHIPPED: [&str; 4] = ["raindance-udp", "raindance-udp-id-text", "unit4-browser", "leverantorsreskontra"];

#[test]
fn every_item_has_a_case() {
    assert_shown(&ITEMS.each_ref().map(|(item, case)| (*item, std::slice::from_ref(case))));
}

#[test]
fn shipped_layouts_are_those_that_the_cases_try() {
    let read = |path: String| std::fs::read_to_string(repo(&path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    for name in SHIPPED {
        let shipped = read(format!("pipelines/layouts/{name}.toml"));
        assert_eq!(shipped, read(format!("tests/corpus/layout-{name}/layout.toml")), "{name}");
    }
}

/// A style and how one amount is written in it, by a writer that knows nothing of the reader.
#[derive(Clone, Debug)]
struct Written {
    style: AmountStyle,
    text: String,
    ore: i64,
}

fn written() -> impl Strategy<Value = Written> {
    let marks = select(vec![
        (',', ' ', " "),
        (',', ' ', "\u{a0}"),
        (',', ' ', "\u{202f}"),
        (',', ' ', "\u{2009}"),
        (',', '.', "."),
        (',', '\'', "'"),
        (',', '\'', "\u{2019}"),
        ('.', ',', ","),
        ('.', ' ', " "),
        (':', ' ', " "),
        (':', '.', "."),
        ('.', ' ', ""),
        (',', ' ', ""),
    ]);
    let units = vec![(None, ""), (None, ""), (Some(AmountUnit::Kr), " kr"), (Some(AmountUnit::Kr), "\u{a0}SEK")];
    let larger = vec![(Some(AmountUnit::Tkr), " tkr"), (Some(AmountUnit::Tkr), ""), (Some(AmountUnit::Mnkr), " mnkr")];
    let units = select([units, larger].concat());
    let ore = prop_oneof![any::<i64>(), -1_000_000_i64..1_000_000, Just(0), Just(i64::MIN), Just(i64::MAX)];
    (ore, marks, units, 0..6_u8).prop_map(|(ore, (decimal, declared, group), (unit, suffix), sign)| {
        let mut style = AmountStyle::plain(decimal, &[declared]);
        style.unit = unit;
        let decimals = match unit {
            Some(AmountUnit::Tkr) => 5,
            Some(AmountUnit::Mnkr) => 8,
            _ => 2,
        };
        let digits = format!("{:0width$}", ore.unsigned_abs(), width = decimals + 1);
        let (whole, rest) = digits.split_at(digits.len() - decimals);
        let mut figure = String::new();
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place) % 3 == 0 {
                figure.push_str(group);
            }
            figure.push(digit);
        }
        write!(figure, "{decimal}{rest}").expect("text can be written");
        let text = match (ore < 0, sign) {
            (false, 0..=3) => format!("{figure}{suffix}"),
            (false, _) => format!(" +{figure}{suffix} "),
            (true, 0) => format!("-{figure}{suffix}"),
            (true, 1) => format!("\u{2212}{figure}{suffix}"),
            (true, 2) => format!("{figure}-{suffix}"),
            (true, 3) => format!("({figure}{suffix})"),
            (true, 4) => format!("{figure}{suffix}-"),
            (true, _) => format!("- {figure}{suffix}"),
        };
        Written { style, text, ore }
    })
}

proptest! {
    #[test]
    fn an_amount_reads_back_however_it_is_written(written in written()) {
        let read = written.style.parse(&written.text);
        // The one amount whose size alone does not fit.
        let too_large = written.ore == i64::MIN;
        prop_assert!(too_large || read == Ok(Ore::new(written.ore)), "{written:?}: {read:?}");
    }

    #[test]
    fn no_text_makes_the_reader_stumble(text in "[-+(), .'0-9kr\u{a0}\u{2212}eE]{0,40}", noise: bool, rounds: bool) {
        for decimal in [',', '.', ':'] {
            for unit in [None, Some(AmountUnit::Kr), Some(AmountUnit::Mnkr)] {
                let mut style = AmountStyle::plain(decimal, &[' ', '\'']);
                (style.unit, style.float_noise, style.rounds) = (unit, noise, rounds);
                let amount = style.read(&text);
                let shows = text.contains(|c: char| c.is_ascii_digit() || ['-', '\u{2212}'].contains(&c));
                prop_assert!(amount.is_err() || shows, "{text}");
            }
        }
    }
}

/// Postings of the small job: object, activity, month and öre.
type Row = (u8, u8, u8, i32);

const FIELDS: [&str; 6] = ["Vernr", "Period", "Konto", "Objekt", "Akt", "Belopp"];

/// A table with its columns in this order, numbered from `first`, and a total where `total` says.
fn table(rows: &[Row], first: usize, order: &[usize], total: bool) -> String {
    let line = |cells: [String; 6]| order.iter().map(|column| cells[*column].clone()).collect::<Vec<_>>().join(";");
    let kronor = |ore: i64| {
        let sign = if ore < 0 { "-" } else { "" };
        format!("{sign}{},{:02}", ore.unsigned_abs() / 100, ore.unsigned_abs() % 100)
    };
    let mut text = line(FIELDS.map(str::to_owned)) + "\n";
    for (number, (object, activity, month, ore)) in (first..).zip(rows) {
        let object = ["10", "20", "30", "77"][usize::from(object % 4)];
        let activity = ["1", "9", ""][usize::from(activity % 3)];
        let period = format!("2022{:02}", month % 12 + 1);
        let cells = [number.to_string(), period, "4000".into(), object.into(), activity.into(), kronor((*ore).into())];
        text += &(line(cells) + "\n");
    }
    if total {
        let sum: i64 = rows.iter().map(|row| i64::from(row.3)).sum();
        let cells = ["Summa".to_owned(), String::new(), String::new(), String::new(), String::new(), kronor(sum)];
        text += &(line(cells) + "\n\n");
    }
    text
}

/// The small job on one file; its balances as bytes.
fn balances(text: &str) -> Vec<u8> {
    let workdir = Workdir::new("stacked");
    let job = small::job(&workdir);
    let read = |name: &str| std::fs::read_to_string(workdir.path().join(name)).expect("the small job is there");
    let whole = read("jobb.toml").replace("[[input]]\npath = \"b.csv\"\nlayout = \"layout.toml\"\n", "");
    workdir.write("jobb.toml", whole);
    workdir.write("layout.toml", read("layout.toml").replace("[delimited]", "totals = [\"Summa\"]\n[delimited]"));
    workdir.write("a.csv", text);
    let outcome = workdir.run(&job, "2022").unwrap_or_else(|error| panic!("{error:?}:\n{text}"));
    assert_eq!(outcome.rejected, 0, "{text}");
    std::fs::read(outcome.folder.join("saldon.parquet")).expect("balances are published")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn stacked_tables_fold_like_one(
        rows in proptest::collection::vec((0..4_u8, 0..3_u8, 0..12_u8, any::<i32>()), 2..20),
        split in any::<prop::sample::Index>(),
        order in Just([0, 1, 2, 3, 4, 5]).prop_shuffle(),
    ) {
        let plain = [0, 1, 2, 3, 4, 5];
        let split = split.index(rows.len() - 1) + 1;
        let (upper, lower) = rows.split_at(split);
        let stacked = table(upper, 1, &plain, true) + &table(lower, split + 1, &order, true);
        prop_assert_eq!(balances(&table(&rows, 1, &plain, false)), balances(&stacked), "{}", stacked);
    }
}

#[test]
fn the_size_of_batches_leaves_no_trace_on_totals_and_fills() {
    for case in
        ["total-rows-of-every-level", "total-rows-unlabelled", "stacked-tables", "fill-down", "possible-total-rows"]
    {
        let run = |batch_bytes| {
            let workdir = Workdir::new("batches");
            copy(&repo("tests/corpus/shared"), &workdir.path().join("shared"));
            copy(&repo("tests/corpus").join(case), &workdir.path().join(case));
            let mut options = workdir.options("2022-01");
            options.batch_bytes = batch_bytes;
            let job = Path::new(case).join("job.toml");
            let outcome = workdir.run_watched(&workdir.path().join(job), &options, &Silent);
            contents(&outcome.unwrap_or_else(|error| panic!("{case}: {error:?}")).folder)
        };
        assert_same(&run(1), &run(1 << 20), case);
    }
}
