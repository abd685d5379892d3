//! `tertial foot` as a user meets it: exit codes, both languages, JSON, and what is told of a file that gives nothing.

use serde_json::Value as Json;

use super::source;
use crate::workdir::{Workdir, text};

/// Exit code, stdout and stderr.
fn call(work: &Workdir, arguments: &[&str]) -> (i32, String, String) {
    let output = work.tertial(&[&["foot"], arguments].concat());
    let plain = |bytes: &[u8]| text(bytes).replace('\u{a0}', " ");
    (output.status.code().expect("it ends by itself"), plain(&output.stdout), plain(&output.stderr))
}

/// A folder with files that give nothing to re-add, and one that does.
fn with_bad_files() -> Workdir {
    let work = Workdir::new("foot-bad");
    work.write("good.txt", source("pandemic.txt"));
    work.write("empty.txt", "\n \n");
    work.write("prose.txt", "Ingen tabell här.\n\nInte här heller: 100 kr.\n");
    work.write("words.txt", "Namn\tOrt\nAnna\tBräcke\n");
    work.write("list.txt", "Rubrik\n\nPost\tkr\nA\t100\nB\t50\n\nSlut\n\nPost\tkr\nC\t7\n");
    work.write("binary.txt", b"Post\tkr\nA\t\x00\x01\n");
    work.write("broken.xlsx", b"PK\x03\x04 not a workbook");
    work.write("named.xlsx", "Post;kr\nA;100\nSumma;100\n");
    work.write("quote.csv", "Post;Text;kr\nA;\"öppen;100\nB;x;50\nC;y;7\nSumma;;157\n");
    std::fs::create_dir_all(work.path().join("folder")).expect("a folder");
    work
}

#[test]
fn foot_says_why_a_file_gives_nothing() {
    let work = with_bad_files();
    for (file, sv, en) in [
        (
            "missing.txt",
            "missing.txt: Filen finns inte.\n  gör så här: Kontrollera",
            "missing.txt: The file does not exist.\n  help: Check",
        ),
        (
            "folder",
            "folder: Det här är en mapp, ingen fil.\n  gör så här: Ange filerna i mappen, till exempel folder/*.xlsx.",
            "folder: This is a folder, not a file.\n  help: Name the files in the folder, for example folder/*.xlsx.",
        ),
        ("empty.txt", "empty.txt: Filen är tom.\n  gör så här: Spara", "empty.txt: The file is empty.\n  help: Save"),
        (
            "prose.txt",
            "prose.txt: Ingen tabell hittades. Ingen av filens 2 rader har mer än en cell.\n",
            "prose.txt: No table was found. None of the file’s 2 lines has more than one cell.\n",
        ),
        (
            "words.txt",
            "words.txt: Ingen tabell hittades. Av filens 2 rader har 2 flera celler, men inget belopp.\n",
            "words.txt: No table was found. Of the file’s 2 lines, 2 have several cells, but no amount.\n",
        ),
        (
            "list.txt",
            "list.txt:3: Ingen summa hittades i filens 2 tabeller; den första står här.\n",
            "list.txt:3: No total was found in the file’s 2 tables; the first stands here.\n",
        ),
        (
            "binary.txt",
            "binary.txt:2: Filen är varken arbetsbok eller text: här står tecknet U+0000.\n",
            "binary.txt:2: The file is neither workbook nor text: the sign U+0000 stands here.\n",
        ),
        (
            "broken.xlsx",
            "broken.xlsx: ”broken.xlsx” är skadad eller avhuggen:",
            "broken.xlsx: “broken.xlsx” is damaged or cut off:",
        ),
        (
            "named.xlsx",
            "named.xlsx: ”named.xlsx” är ingen arbetsbok som går att läsa: innehållet är något annat\n",
            "named.xlsx: “named.xlsx” is no workbook that can be read: the contents are something else\n",
        ),
        (
            "quote.csv",
            "quote.csv:2, kolumn 2: Citattecknet som öppnas här",
            "quote.csv:2, column 2: The quotation mark that opens here",
        ),
    ] {
        for (lang, label, said) in [("sv", "fel: ", sv), ("en", "error: ", en)] {
            let (exit, out, err) = call(&work, &[file, "--lang", lang]);
            assert_eq!((exit, out.as_str()), (3, ""), "{file}: {err}");
            assert!(err.starts_with(&format!("{label}{said}")), "{file}:\n{err}");
            let hint = if lang == "sv" { "\n  gör så här: " } else { "\n  help: " };
            assert_eq!(err.matches(hint).count(), 1, "{file}: {err}");
        }
    }
    let (_, _, err) = call(&work, &["list.txt"]);
    assert!(err.contains("total, totalt,") && err.contains("delsumma"), "the words are told: {err}");
}

#[test]
fn foot_tells_the_other_files_all_the_same() {
    let work = with_bad_files();
    let (exit, out, err) = call(&work, &["missing.txt", "good.txt", "empty.txt"]);
    assert_eq!((exit, err.matches("fel: ").count()), (3, 2), "{err}");
    assert!(out.starts_with("good.txt\n") && out.ends_with("1 summa: 0 stämmer, 1 stämmer inte\n"), "{out}");
}

#[test]
fn foot_ends_with_a_code_that_a_script_can_use() {
    let work = with_bad_files();
    work.write("right.csv", "Post;kr\nA;100\nB;50\nSumma;150\n");
    work.write("error.csv", "Post;kr\nA;100\nB;50\nSumma;#REF!\n");
    for (files, exit) in [
        (vec!["right.csv"], 0),
        (vec!["right.csv", "good.txt"], 1),
        (vec!["error.csv"], 1),
        (vec!["right.csv", "folder"], 3),
        (vec![], 2),
    ] {
        assert_eq!(call(&work, &files).0, exit, "{files:?}");
    }
}

#[test]
fn foot_speaks_english() {
    let work = with_bad_files();
    let (_, out, _) = call(&work, &["good.txt", "--lang=en"]);
    for part in [
        "row 6, column 2  Totalt riktade bidrag: 320,459,179 kr – DOES NOT AGREE, difference -8,000 kr: the addends are 320,467,179 kr\n",
        "No known cause.\n",
        "row 2, column 2  Merkostnader: 95,939,580 kr for 95,931,580 kr (one digit, 8 steps)\n",
        "1 total: 0 agree, 1 does not\n",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
}

#[test]
fn foot_gives_json_with_exact_amounts() {
    let work = with_bad_files();
    work.write("psychiatry.txt", source("psychiatry.txt"));
    let (exit, out, err) = call(&work, &["psychiatry.txt", "missing.txt", "--format", "json"]);
    assert_eq!((exit, err.as_str()), (3, ""));
    let json: Json = serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {out}"));
    let total = &json["files"][0]["tables"][0]["totals"][0];
    for (path, expected) in [
        ("/stated/amount", "9.662"),
        ("/stated/unit", "mkr"),
        ("/sum/amount", "9.562"),
        ("/difference/amount", "0.100"),
        ("/status", "differs"),
        ("/place/column", "2"),
        ("/addends/1/figure/amount", "4.334"),
        ("/addends/1/label", "Barn och unga"),
        ("/explanations/1/slip", "digit"),
        ("/explanations/1/grade", "likely"),
        ("/explanations/1/instead/amount", "4.434"),
    ] {
        assert_eq!(total.pointer(path), Some(&Json::from(expected)), "{path}");
    }
    assert_eq!((&total["place"]["row"], &total["agrees"]), (&Json::from(6), &Json::from(false)));
    assert_eq!((&json["exit"], &json["totals"], &json["differ"]), (&Json::from(3), &Json::from(1), &Json::from(1)));
    assert_eq!(json["problems"][0]["id"], "foot-no-file");
}
