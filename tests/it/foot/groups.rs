//! Totals over some of the rows above them: those of their own name, or only the last ones.

use tertial::foot::{Note, Total};

use super::{footed, totals};
use crate::workdir::Workdir;

/// Each total as `label: status (reading) figures`.
fn told(name: &str, text: &str) -> Vec<String> {
    let work = Workdir::new("foot-groups");
    let file = footed(&work, name, text);
    let shown = |total: &&Total| {
        let figures: Vec<String> = total.addends.iter().map(|addend| addend.amount.plain()).collect();
        let (label, verdict) = (&total.stated.label, total.verdict.name());
        format!("{label}: {verdict} ({}) {}", total.read.name(), figures.join("+"))
    };
    totals(&file).iter().map(shown).collect()
}

const NAMED: &str = "Post\tkr\nA1\t100\nA2\t50\nA Summa\t150\nB\t30\nC1\t7\nC2\t8\nC Summa\t15\nD\t5\nTotalt\t200\n";

#[test]
fn foot_adds_the_rows_of_a_totals_own_name() {
    assert_eq!(
        told("table.txt", NAMED),
        ["A Summa: agrees (rows) 100+50", "C Summa: agrees (group) 7+8", "Totalt: agrees (rows) 100+50+30+7+8+5"]
    );
    let wrong = NAMED.replace("C Summa\t15", "C Summa\t16");
    assert_eq!(told("table.txt", &wrong)[1], "C Summa: differs (group) 7+8");
    let spoilt = told("table.txt", &NAMED.replace("C1\t7", "C1\t9"));
    assert_eq!(spoilt[1], "C Summa: differs (group) 9+8");
    let chance = "Post\tkr\nResor\t10\nSkola\t5\nVård 1\t3\nSumma vård\t19\n";
    assert_eq!(told("table.txt", chance), ["Summa vård: differs (rows) 10+5+3"], "one row may bear the name by chance");
    let all = NAMED.replace("C Summa\t15", "C Summa\t45");
    assert_eq!(told("table.txt", &all)[1], "C Summa: agrees (rows) 30+7+8", "all rows, since that agrees");
}

#[test]
fn foot_finds_a_group_in_a_column_of_its_own() {
    let table = "Avtal;Del;kr\nVård;Ett;100\nVård;Två;50\nVård;Summa;150\nTrafik;Ett;30\nSkola;Ett;7\nSkola;Två;8\n\
                 Skola;Summa;15\nTotalt;;195\n";
    let expected = [
        "Vård · Summa: agrees (rows) 100+50",
        "Skola · Summa: agrees (group) 7+8",
        "Totalt: agrees (rows) 100+50+30+7+8",
    ];
    assert_eq!(told("table.csv", table), expected);
    let grand = "Avtal;Del;kr\nVård;Ett;100\nVård;Summa;100\nVård;Två;50\nVård;Summa;50\n";
    assert_eq!(told("table.csv", grand)[1], "Vård · Summa: agrees (rows) 50", "a group is closed once");
    let none = "Avtal;Del;kr;st\nVård;Ett;100;1\nVård;Summa;100;1\nTrafik;Summa;30;2\nSkola;Summa;40;4\n";
    assert!(told("table.csv", none)[2..].iter().all(|total| total.ends_with(": no-addends (rows) ")), "each is alone");
}

#[test]
fn foot_finds_a_group_under_its_line() {
    let table = "Post;kr\nVård;\nA;1\nB;2\nSumma vård;3\nÖvrigt;4\nTrafik;\nC;5\nD;6\nSumma trafik;11\nTotalt;18\n";
    let expected =
        ["Summa vård: agrees (rows) 1+2", "Summa trafik: agrees (group) 5+6", "Totalt: agrees (rows) 1+2+4+5+6"];
    assert_eq!(told("table.csv", table), expected);
}

const UNNAMED: &str = "Post\tkr\nPersonal\t100\nLokaler\t50\nDelsumma\t150\nResor\t30\nTele\t7\nEl\t8\nDelsumma\t15\n\
                       Övrigt\t5\nTotalt\t200\n";

#[test]
fn foot_tries_the_last_rows_where_a_later_total_takes_the_others() {
    let expected =
        ["Delsumma: agrees (rows) 100+50", "Delsumma: agrees (tail) 7+8", "Totalt: agrees (rows) 100+50+30+7+8+5"];
    assert_eq!(told("table.txt", UNNAMED), expected);
    let work = Workdir::new("foot-tail");
    let file = footed(&work, "table.txt", UNNAMED);
    assert!(totals(&file)[1].notes.iter().any(|note| matches!(note, Note::Reading(_))), "it is told");
    let last = "Post\tkr\nA\t100\nB\t50\nC\t30\nSumma\t80\n";
    assert_eq!(told("table.txt", last), ["Summa: differs (rows) 100+50+30"], "no total takes A");
    let nothing = "Post\tkr\nA\t100\nB\t0\nDelsumma\t0\nTotalt\t100\n";
    assert_eq!(told("table.txt", nothing)[0], "Delsumma: differs (rows) 100+0", "zeros close anything");
}

#[test]
fn foot_still_catches_a_digit_where_only_the_last_rows_close() {
    // A row that was 0: the subtotal closes over the rows after it, but then nobody has taken that one.
    let table = "Post\tkr\nA\t1\nB\t50\nC\t10\nDelsumma\t60\nD\t5\nTotalt\t65\n";
    assert_eq!(told("table.txt", table), ["Delsumma: agrees (tail) 50+10", "Totalt: differs (rows) 1+50+10+5"]);
    for figure in ["100", "50", "30", "7", "8", "15", "5", "200"] {
        let at = UNNAMED.find(&format!("\t{figure}\n")).expect("the figure is there");
        let mut spoilt = UNNAMED.to_owned();
        let digit = if figure.starts_with('9') { "8" } else { "9" };
        spoilt.replace_range(at + 1..at + 2, digit);
        let told = told("table.txt", &spoilt);
        assert!(told.iter().any(|total| total.contains(": differs")), "{figure}: {told:?}");
    }
}

#[test]
fn foot_tries_two_totals_after_each_other() {
    let table = "Post\tkr\nA\t1\nB\t2\nC\t4\nD\t5\nSumma vård\t9\nSumma\t12\n";
    for (first, second) in
        [("Summa vård", "Summa"), ("Summa vård", "Totalsumma"), ("Totalt vård", "Summa"), ("Delsumma", "Summa")]
    {
        let table = table.replace("Summa vård", first).replace("\nSumma\t", &format!("\n{second}\t"));
        let told = told("table.txt", &table);
        assert_eq!(told[0], format!("{first}: agrees (tail) 4+5"));
        assert!(told[1].starts_with(&format!("{second}: agrees")), "{told:?}");
        let wrong = table.replace("\t12\n", "\t13\n");
        assert!(self::told("table.txt", &wrong)[1].starts_with(&format!("{second}: differs")), "{wrong}");
    }
}
