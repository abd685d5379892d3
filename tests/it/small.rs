//! A small job for tests that need many runs: one agreement with two areas that share an object, four postings and
//! a grant, in two files.

use std::path::PathBuf;

use crate::workdir::Workdir;

const JOB: &str = r#"
[job]
id = "liten"
title = "Liten"
year = 2022
agreements = ["avtal.toml"]
accounts = "konton.toml"

[[input]]
path = "a.csv"
layout = "layout.toml"

[[input]]
path = "b.csv"
layout = "layout.toml"

[limits]
rejected-rows = 1
"#;

const AGREEMENT: &str = r#"
[agreement]
id = "avtal"
title = "Avtal"
year = 2022

[[area]]
id = "ett"
title = "Ett"
allocated = 1_000
objects = ["10", "30"]
activities = [{ id = "a", title = "A", amount = 1_000, codes = { akt = "1" } }]

[[area]]
id = "tva"
title = "Två"
allocated = 2_000
objects = ["20", "30"]
codes = { akt = "9" }
"#;

const LAYOUT: &str = r#"
[layout]
id = "layout"
[columns]
voucher = ["Vernr"]
period = ["Period"]
amount = ["Belopp"]
[parts]
konto = ["Konto"]
objekt = ["Objekt"]
akt = ["Akt"]
[values]
decimal = ","
periods = ["YYYYMM"]
[delimited]
encoding = "utf-8"
separator = ";"
"#;

const ACCOUNTS: &str = r#"
[accounts]
part = "konto"
[[group]]
id = "bidrag"
kind = "grant-income"
prefixes = ["3"]
[[group]]
id = "kostnad"
kind = "spend"
prefixes = ["4", "5"]
"#;

const FIRST: &str = "Vernr;Period;Konto;Objekt;Akt;Belopp\n1;202201;4000;10;1;100,00\n2;202202;4000;20;9;50,50\n\
                     3;202203;3500;10;;-500,00\n4;202203;5000;30;;25,25\n5;202204;4000;77;;1000,00\n";
const SECOND: &str = "Vernr;Period;Konto;Objekt;Akt;Belopp\n6;202204;4000;10;7;10,00\n7;202204;4000;10;1;-20,00\n\
                      8;202204;4000;30;9;3,33\n9;202204;4000;10;1;x\n";

/// Writes the job into a folder and gives its path.
pub(crate) fn job(workdir: &Workdir) -> PathBuf {
    workdir.write("avtal.toml", AGREEMENT);
    workdir.write("konton.toml", ACCOUNTS);
    workdir.write("layout.toml", LAYOUT);
    workdir.write("a.csv", FIRST);
    workdir.write("b.csv", SECOND);
    workdir.write("jobb.toml", JOB)
}
