//! What can be read in several ways: thousands or decimals, currencies, results, rows and totals that can't be read.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{Formula, Workbook};
use serde_json::Value as Json;

use crate::workdir::{Workdir, text};

/// Exit code and what is told of a table.
fn call(table: &str) -> (i32, String) {
    let work = Workdir::new("foot-doubts");
    work.write("table.txt", table);
    let output = work.tertial(&["foot", "table.txt"]);
    let told = [text(&output.stdout), text(&output.stderr)].concat().replace('\u{a0}', " ");
    (output.status.code().expect("it ends by itself"), told)
}

/// Holds exit code and parts of what is told.
fn tells(table: &str, exit: i32, parts: &[&str]) {
    let (code, told) = call(table);
    assert_eq!(code, exit, "{told}");
    for part in parts {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn foot_takes_the_separator_by_which_the_totals_close() {
    tells(
        "Item\tAmount\nA\t1,000\nB\t200\nC\t2,500\nTotal\t3,700\n",
        0,
        &[
            "Total: 3 700 – stämmer\n",
            "rad 2, kolumn 2: ”1,000” går att läsa både med decimaler och med tusental. Kolumnen är läst med tusental, eftersom summorna stämmer så.\n",
        ],
    );
    // A digit off is told in the same reading, by which one of two totals closes.
    tells(
        "Item\tAmount\nA\t1,000\nB\t200\nTotal A\t1,200\nC\t2,500\nD\t1\nTotal C\t2,511\n",
        1,
        &["Total C: 2 511 – STÄMMER INTE, differens 10: delposterna är 2 501\n"],
    );
    // Swedish decimals close, and thousands don't: nothing to tell.
    let (exit, told) = call("Post\tMkr\nA\t1,250\nB\t2\nSumma\t3,250\n");
    assert_eq!((exit, told.contains("tusental")), (0, false), "{told}");
    let both = "Item\tAmount\nA\t1,000\nC\t2,500\nTotal\t3,500\n";
    let usual =
        "Kolumnen är läst med decimaler, som är vanligast i svenska tabeller; summorna stämmer på båda sätten.\n";
    tells(both, 0, &["Total: 3,500 – stämmer\n", usual]);
    let kronor =
        "Kolumnen är läst med tusental, eftersom kr inte skrivs med tre decimaler; summorna stämmer på båda sätten.\n";
    tells(&both.replace("Amount", "SEK"), 0, &["Total: 3 500 kr – stämmer\n", kronor]);
    let two = "Item\tSEK thousand\tUSD\nA\t9,500\t1,000\nB\t2,375\t250\nTotal\t11,875\t1,250\n";
    let like = "Kolumnen är läst med tusental, som tabellens andra kolumner; summorna stämmer på båda sätten.\n";
    tells(two, 0, &["11 875 tkr – stämmer\n", "1 250 USD – stämmer\n", like]);
    let neither = "Kolumnen är läst med decimaler, som är vanligast i svenska tabeller; ingen summa stämmer på något av sätten.\n";
    tells(&both.replace("3,500", "3,600"), 1, &["differens 0,100", neither]);
    let points =
        "Kolumnen är läst med tusental, som är vanligast i svenska tabeller; summorna stämmer på båda sätten.\n";
    tells(&both.replace(',', "."), 0, &["Total: 3 500 – stämmer\n", points]);
}

#[test]
fn foot_tells_a_first_row_that_cannot_be_read() {
    let undecided = "Summa: 150 kr – GÅR INTE ATT AVGÖRA, differens 50 kr";
    for (first, told) in [("se bilaga", undecided), ("12O 000", undecided), ("#REF!", undecided)] {
        let table = format!("Post\tkr\nA\t{first}\nB\t100\nSumma\t150\n");
        tells(&table, 1, &[told, &format!("rad 2, kolumn 2  A (”{first}” är inget belopp)\n")]);
        tells(&table.replace("150", "100"), 0, &["stämmer", &format!("(”{first}” är inget belopp)\n")]);
    }
    // Below a total, words may be the heading of another table; that is told.
    let below = "Post\tkr\nA\t10\nB\t20\nSumma\t30\nC\tse bilaga\nD\t5\nSumma\t5\n";
    tells(below, 0, &["rad 5: ”C” är läst som rubrik för en ny tabell, eftersom raden saknar belopp.\n"]);
    tells(&below.replace("se bilaga", "12O 000"), 0, &["rad 5, kolumn 2  C (”12O 000” är inget belopp)\n"]);
    assert!(!call(&below.replace("C\tse bilaga", "Post\tkr")).1.contains("läst som rubrik"));
    // Two lines of headings stay headings.
    for second in ["\ttkr", "Verksamhet\ttkr", "Verksamhet\t2021", "\tHelår"] {
        let (exit, told) = call(&format!("Post\tUtfall\n{second}\nA\t50\nB\t100\nSumma\t150\n"));
        assert_eq!((exit, told.contains("inget belopp")), (0, false), "{told}");
    }
}

/// A workbook whose total is this formula, with this value saved.
fn with_total(work: &Workdir, value: Option<&str>) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, (label, figure)) in (0_u32..).zip([("A", 100), ("B", 50)]) {
        sheet.write_string(row + 1, 0, label).expect("a label");
        sheet.write_number(row + 1, 1, figure).expect("a figure");
    }
    sheet.write_string(0, 0, "Post").expect("a heading");
    sheet.write_string(0, 1, "kr").expect("a heading");
    sheet.write_string(3, 0, "Summa").expect("a label");
    let formula = Formula::new("=SUM(B2:B3)").set_result(value.unwrap_or("150"));
    sheet.write_formula(3, 1, formula).expect("a formula");
    let bytes = book.save_to_buffer().expect("the workbook can be written");
    work.write("table.xlsx", if value.is_some() { bytes } else { without(&bytes, "<v>150</v>") });
}

/// A workbook's file without this piece of markup.
fn without(bytes: &[u8], piece: &str) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..zip.len() {
        let mut part = zip.by_index(i).expect("a part");
        let mut markup = String::new();
        part.read_to_string(&mut markup).expect("markup");
        out.start_file(part.name().expect("a name"), zip::write::SimpleFileOptions::default()).expect("a part");
        out.write_all(markup.replace(piece, "").as_bytes()).expect("it can be written");
    }
    out.finish().expect("a zip").into_inner()
}

#[test]
fn foot_tells_a_total_that_cannot_be_read_and_what_to_do() {
    let work = Workdir::new("foot-formulas");
    for (value, sv, en) in [
        (
            Some("#REF!"),
            "Sheet1!B4  Summacellen innehåller felet ”#REF!” och är inte omräknad.\n      gör så här: Öppna arbetsboken i Excel, rätta formeln och spara.\n",
            "Sheet1!B4  The total’s cell holds the error “#REF!” and was not re-added.\n      help: Open the workbook in Excel, mend the formula and save.\n",
        ),
        (
            None,
            "Sheet1!B4  Summacellen innehåller en formel utan sparat värde och är inte omräknad.\n      gör så här: Öppna arbetsboken i Excel och spara den, så sparas värdet.\n",
            "Sheet1!B4  The total’s cell holds a formula without a saved value and was not re-added.\n      help: Open the workbook in Excel and save it, so that the value is saved.\n",
        ),
    ] {
        with_total(&work, value);
        for (lang, said) in [("sv", sv), ("en", en)] {
            let output = work.tertial(&["foot", "table.xlsx", "--lang", lang]);
            let told = text(&output.stdout);
            assert_eq!(output.status.code(), Some(1), "{told}");
            assert!(told.contains(said), "{said}\n{told}");
        }
    }
    with_total(&work, Some("150"));
    assert_eq!(work.tertial(&["foot", "table.xlsx"]).status.code(), Some(0));
    // Words in the column don't hide it.
    tells("Post\tkr\nA\t100\nB\tse bilaga\nSumma\t#REF!\n", 1, &["felet ”#REF!”"]);
}

#[test]
fn foot_reads_the_units_of_english_tables() {
    for (heading, unit) in [
        ("SEK million", "mkr"),
        ("SEK millions", "mkr"),
        ("MSEK", "mkr"),
        ("SEKm", "mkr"),
        ("SEK thousand", "tkr"),
        ("SEK thousands", "tkr"),
        ("KSEK", "tkr"),
        ("tSEK", "tkr"),
        ("EUR million", "MEUR"),
        ("TEUR", "kEUR"),
        ("Amount ($)", "$"),
    ] {
        let table = format!("Item\t{heading}\nA\t1.5\nB\t2.25\nTotal\t3.75\n");
        tells(&table, 0, &[&format!("Total: 3,75 {unit} – stämmer\n")]);
    }
    tells("Item\tAmount\nA\tSEK 1.5 million\nB\t500 KSEK\nTotal\tSEK 2 million\n", 0, &["Total: 2 mkr – stämmer"]);
}

#[test]
fn foot_tells_a_foreign_currency_by_its_sign_and_adds_no_two() {
    let table = "Item\tAmount\nA\t$1,000.00\nB\t-$250.50\nTotal\t$749.50\n";
    tells(table, 0, &["Total: 749,50 $ – stämmer\n", "1 000,00 $  rad 2", "-250,50 $  rad 3"]);
    tells(&table.replace("$749.50", "$749.60"), 1, &["differens 0,10 $"]);
    tells(
        &table.replace("-$250.50", "250.50 EUR"),
        1,
        &["GÅR INTE ATT AVGÖRA: kolumnen blandar valutor ($, EUR), som inte går att lägga ihop\n"],
    );
    tells(&table.replace("$749.50", "749.50 kr"), 1, &["kolumnen blandar valutor ($, kr)"]);
}

#[test]
fn foot_takes_a_result_for_a_total_only_where_it_closes() {
    let table = "Post\tkr\nIntäkter\t100\nhärav EU\t40\nKostnader\t-70\nÅrets resultat\t30\n";
    tells(table, 0, &["Årets resultat: 30 kr – stämmer\n", "(40 kr)  rad 3"]);
    let minuend = "Post\tkr\nIntäkter\t100\nKostnader\t70\nResultat\t30\nSumma\t200\n";
    let told = "rad 4: ”Resultat” är inte summan av raderna ovanför och är läst som en vanlig rad.\n";
    tells(minuend, 0, &[told, "Summa: 200 kr – stämmer\n"]);
    tells(&minuend.replace("Summa\t200\n", ""), 3, &["”Resultat” är en summa bara där den stämmer"]);
    // Right in one column, it is a total in the other too.
    let years = "Post\t2021\t2022\nIntäkter\t100\t90\nKostnader\t-70\t-70\nResultat\t30\t30\n";
    tells(years, 1, &["Resultat [2021]: 30 – stämmer", "Resultat [2022]: 30 – STÄMMER INTE, differens 10"]);
}

#[test]
fn foot_ends_with_1_where_a_total_cannot_be_told() {
    tells(
        "Post\tkr\tst\nA\t100\t1\nB\t\t2\nSumma\t150\t3\n",
        1,
        &["2 summor: 1 stämmer, 0 stämmer inte, 1 går inte att avgöra\n"],
    );
    // Nothing to hold it to is told, and no fault of the total.
    let alone = "Post\tkr\tst\nA\t\t1\nB\t\t2\nSumma\t150\t3\n";
    let last = "2 summor: 1 stämmer, 0 stämmer inte, 1 är inte omräknad\n";
    tells(alone, 0, &["Summa [kr]: 150 kr – inte omräknad", last]);
    let work = Workdir::new("foot-open");
    work.write("table.txt", alone);
    let output = work.tertial(&["foot", "table.txt", "--format", "json"]);
    let json: Json = serde_json::from_str(&text(&output.stdout)).expect("JSON");
    assert_eq!((&json["open"], &json["not_re_added"]), (&Json::from(0), &Json::from(1)));
    let help = text(&work.tertial(&["foot", "--help"]).stdout);
    assert!(help.contains("  0  varje summa som har delposter stämmer\n"), "{help}");
    assert!(help.contains("  1  minst en summa stämmer inte, går inte att avgöra eller går inte att läsa\n"), "{help}");
}
