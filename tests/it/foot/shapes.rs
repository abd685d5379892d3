//! What counts as a total, an addend, a unit and an explanation, a small table each.

use tertial::foot::Total;

use super::{adds_up, footed, totals};
use crate::workdir::Workdir;

/// Each total as `label: status`, with the reading in brackets where it isn't the rows.
fn told(text: &str) -> Vec<String> {
    told_of("table.txt", text)
}

fn told_of(name: &str, text: &str) -> Vec<String> {
    let work = Workdir::new("foot-shapes");
    let file = footed(&work, name, text);
    let shown = |total: &&Total| {
        let read = total.read.name();
        let read = if read == "rows" { String::new() } else { format!(" ({read})") };
        format!("{}: {}{read}", total.stated.label, total.verdict.name())
    };
    totals(&file).iter().map(shown).collect()
}

/// Slips that close the first total that differs: what, where, and what would have to stand there.
fn slips(text: &str) -> Vec<String> {
    let work = Workdir::new("foot-slips");
    let file = footed(&work, "table.txt", text);
    let total = totals(&file).into_iter().find(|total| total.verdict.differs()).expect("a total differs");
    let shown = |e: &tertial::foot::Explanation| {
        let instead = e.instead.map(|amount| format!(" {}", amount.plain())).unwrap_or_default();
        format!("{} {}{instead}", e.slip.name(), e.at.label)
    };
    total.explanations.iter().map(shown).collect()
}

#[test]
fn foot_adds_subtotals_once() {
    let table = "Post\tkr\nA\t100\nB\t50\nDelsumma\t150\nC\t30\nDelsumma\t30\nTotalt\t180\n";
    assert_eq!(told(table), ["Delsumma: agrees", "Delsumma: agrees", "Totalt: agrees"]);
    let sums = table.replace("Delsumma", "Summa");
    assert_eq!(
        told(&sums),
        ["Summa: agrees", "Summa: agrees", "Totalt: agrees"],
        "totals of another word are of another level"
    );
    let sections = "Post\tkr\nA\t100\nB\t50\nTotalt A\t150\nC\t30\nD\t7\nTotalt B\t37\nTotalt\t187\n";
    assert_eq!(told(sections), ["Totalt A: agrees", "Totalt B: agrees", "Totalt: agrees (totals)"]);
    let net = "Post\tkr\nA\t100\nB\t50\nBrutto\t150\nAvgår\t-20\nNetto\t130\n";
    assert_eq!(told(net), ["Brutto: agrees", "Netto: agrees"]);
    let wrong = table.replace("Delsumma\t150", "Delsumma\t160");
    assert_eq!(told(&wrong), ["Delsumma: differs", "Delsumma: agrees", "Totalt: agrees"]);
    let work = Workdir::new("foot-otherwise");
    let file = footed(&work, "table.txt", &wrong);
    assert_eq!(
        format!("{:?}", totals(&file)[2].notes).matches("Otherwise(Subtotals").count(),
        1,
        "the other reading is told"
    );
}

#[test]
fn foot_reads_a_total_above_its_rows() {
    assert_eq!(told("Post\tkr\nTotalt\t150\nA\t100\nB\t50\n"), ["Totalt: agrees (below)"]);
    assert_eq!(told("Post\tkr\nTotalt\t151\nA\t100\nB\t50\n"), ["Totalt: differs (below)"]);
}

#[test]
fn foot_leaves_of_which_rows_out_and_says_when_one_was_counted() {
    let table = "Post\tkr\nA\t100\n- varav chefer\t40\nB\t50\n(därav lokaler)\t9\nSumma\t150\n";
    assert_eq!(told(table), ["Summa: agrees"]);
    let work = Workdir::new("foot-varav");
    let file = footed(&work, "table.txt", table);
    let left_out: Vec<String> = totals(&file)[0].left_out.iter().map(|addend| addend.amount.plain()).collect();
    assert_eq!(left_out, ["40", "9"]);
    assert_eq!(
        slips(&table.replace("\t150", "\t190")),
        ["counted - varav chefer", "far-digit A 140", "far-digit B 90", "far-digit Summa 150"]
    );
}

#[test]
fn foot_knows_the_slips_that_people_make() {
    let rows = "Post\tkr\nA\t1 234\nB\t5 100\nC\t-700\nDelsumma\t5 634\nD\t77\n";
    assert_eq!(told(&format!("{rows}Totalt\t5 711\n")), ["Delsumma: agrees", "Totalt: agrees"]);
    for (total, first) in
        [("10 811", "twice B"), ("611", "missing B"), ("11 345", "counted Delsumma"), ("7 111", "sign C")]
    {
        let found = slips(&format!("{rows}Totalt\t{total}\n"));
        assert_eq!(found.first().map(String::as_str), Some(first), "{total}: {found:?}");
    }
    for (table, expected) in [
        (
            "Post\tkr\nA\t1 234\nB\t5 100\nSumma\t6 343\n",
            vec!["neighbours A 1243", "neighbours Summa 6334", "far-digit B 5109"],
        ),
        ("Post\tkr\nA\t1 234\nB\t5 100\nSumma\t8 314\n", vec!["swapped A 3214"]),
        ("Post\ttkr\nA\t1 500\nB\t2,5\nSumma\t4 000,0\n", vec!["magnitude B 2500.0"]),
        ("Post\tmkr\nA\t1,5\nB\t2 500\nSumma\t4,0\n", vec!["magnitude B 2.500"]),
        ("Post\tkr\nA\t1 234\nB\t5 100\nSumma\t6 777\n", vec![]),
    ] {
        assert_eq!(slips(table), expected, "{table}");
    }
}

#[test]
fn foot_adds_mixed_units_and_tells_a_wrong_one() {
    assert_eq!(told("Post\tBelopp\nA\t1,5 mkr\nB\t500 tkr\nC\t250 000 kr\nSumma\t2,25 mkr\n"), ["Summa: agrees"]);
    assert_eq!(told("Post\tBelopp\nA\t1,5 mkr\nB\t500 tkr\nC\t249 999 kr\nSumma\t2,25 mkr\n"), ["Summa: rounded"]);
    assert_eq!(told("Post\tBelopp\nA\t1,5 mkr\nB\t500 tkr\nC\t150 000 kr\nSumma\t2,25 mkr\n"), ["Summa: differs"]);
    assert_eq!(told("Post\tMnkr\nA\t30,4\nB\t42,3\nSumma\t72 700\n"), ["Summa: unit"]);
    assert_eq!(told("Post\tKronor\nA\t30 400 000\nB\t42 300 000\nSumma\t72,7\n"), ["Summa: unit"]);
    assert_eq!(
        told("Post\tMnkr\nA\t30,4\nB\t42,3\nSumma\t72,68\n"),
        ["Summa: differs"],
        "rounding is told, not believed"
    );
}

#[test]
fn foot_takes_only_what_is_a_table() {
    let repeated = "Post\tkr\nA\t100\n\nPost\tkr\nB\t50\nSumma\t150\n";
    assert_eq!(told(repeated), ["Summa: agrees"], "a heading repeated after a page break");
    assert_eq!(told("Post\tkr\nA\t100\n\n7 (12)\n\nB\t50\nSumma\t150\n"), ["Summa: agrees"], "a page number");
    let two = "Post\tkr\nA\t100\nSumma\t100\nPost\tkr\nB\t50\nSumma\t50\n";
    assert_eq!(told(two), ["Summa: agrees", "Summa: agrees"]);
    let years = "Post\t2021\t2022\nA\t100\t200\nB\t50\t60\nSumma\t150\t260\n";
    assert_eq!(told(years), ["Summa: agrees", "Summa: agrees"], "years head columns");
    let shares = "Post\tkr\tAndel\nA\t100\t0,67\nB\t50\t0,33\nSumma\t150\t0,99\n";
    assert_eq!(told(shares), ["Summa: agrees"], "shares are not added");
    let moved = "Post\tNot\tkr\nA\tx\t100\nB\ty\t50\nSumma\t150\n";
    assert_eq!(told(moved), ["Summa: agrees"], "the total has slid to another column");
    let parted = "Post\tkr\nA\t500 000 300 000\nB\t1 000\nSumma\t801 000\n";
    assert_eq!(told(parted), ["Summa: agrees"], "two amounts in one run of digits, since that agrees");
}

#[test]
fn foot_does_not_guess_what_a_row_without_a_figure_is() {
    let table = "Post;Beslut;Utfall\nA;100;90\nB;;40\nSumma;150;130\n";
    assert_eq!(told_of("table.csv", table), ["Summa: incomplete", "Summa: agrees"]);
    let left = "Post;Beslut;Utfall;Kvar\nA;100;90;10\nB;;40;\nC;70;30;40\nSumma;210;160;50\nSumma totalt;210;160;50\n";
    assert_eq!(told_of("table.csv", left)[2], "Summa: agrees");
    let across = left.replace("C;70;30;40\nSumma;210;160;50", "C;70;30;40\nSumma;170;160;10");
    assert_eq!(told_of("table.csv", &across)[..3], ["Summa: agrees", "Summa: agrees", "Summa: across (across)"]);
    assert_eq!(
        told("Post\tkr\tkr\nA\t100\t–\nB\t50\t5\nSumma\t150\t6\n"),
        ["Summa: agrees", "Summa: differs"],
        "a dash is none"
    );
    let work = Workdir::new("foot-unread");
    for total in ["#REF!", "100 50"] {
        let file = footed(&work, "table.txt", format!("Post\tkr\nA\t100\nB\t50\n\nSumma\t{total}\n"));
        let unread: Vec<&str> = file.tables[0].unread.iter().map(|one| one.seen.text()).collect();
        assert_eq!((totals(&file).len(), unread), (0, vec![total]));
    }
    let unread = "Post\tkr\nA\t100\nB\tse bilaga\nSumma\t150\n";
    assert_eq!(told(unread), ["Summa: incomplete"]);
}

#[test]
fn foot_adds_up_our_own_tables() {
    let outcome = crate::samples::sample("2022-T2");
    let seen = adds_up(&outcome.folder, "", "xlsx");
    let seen = seen + adds_up(&outcome.folder.join("tabeller"), "", "csv");
    assert!(seen > 200, "{seen} totals agree");
}
