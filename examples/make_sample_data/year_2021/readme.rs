//! `sample_data/README.md` on 2021: what the document says and what is invented, and where the corrections and
//! the forwarding stand.

use std::fmt::Write as _;

use super::plan::PLAN;
use crate::extract::Extract;
use crate::files::spaced;
use crate::readme::rows;

/// The tables of rows by letter.
static NOTED: [(char, &str, &str); 4] = [
    (
        's',
        "Forwarded to SKR",
        "1 262 843 kr for *1177 Vårdguiden*, as the document says; the vouchers are invented. The second payment was \
         booked with two digits turned, and put right the month after.",
    ),
    (
        'r',
        "Corrections within the year",
        "Each amount counts where its codes say, so that it stands wrong until it is moved. All three rows of a \
         correction are in the extract; what was booked on 2210, or moved to 5300, is out of scope there.",
    ),
    (
        'p',
        "Corrections in the closing period 202113",
        "The whole year takes the closing period in, so the printed figures hold only with these. Through December \
         they stand wrong.",
    ),
    ('i', "A payment on the wrong object", "Income, so it touches no cost."),
];

/// The text on 2021, which comes after that on 2022.
pub(crate) fn text([extract]: &[Extract<'_>; 1]) -> String {
    let mut out = String::from(HEAD);
    let last = extract.first_row() + extract.lines.len() - 1;
    let _ = writeln!(
        out,
        "\n- `{}`: rows {} to {last}, the header on row {}; the text dialect and the columns of 2022.",
        extract.file,
        extract.first_row(),
        extract.first_row() - 1
    );
    out.push_str(FILES);
    spend(&mut out);
    out.push_str(INCOME);
    for (kind, title, what) in NOTED {
        let _ = writeln!(out, "\n### {title}\n\n{what}");
        rows(&mut out, kind, std::slice::from_ref(extract));
    }
    out
}

/// What each activity or undivided area has cost, and who says so.
fn spend(out: &mut String) {
    out.push_str(SPEND);
    out.push_str("| Agreement | Area | Activity | Objekt | Projekt | Aktivitet | Spend, kr | Amount from |\n");
    out.push_str("|---|---|---|---|---|---|---:|---|\n");
    for planned in &PLAN {
        let activity = &planned.activity;
        let id = if activity.id.is_empty() { String::new() } else { format!("`{}`", activity.id) };
        let _ = writeln!(
            out,
            "| `{}` | `{}` | {id} | {} | {} | {} | {} | {} |",
            planned.agreement,
            activity.area,
            activity.objekt,
            activity.projekt,
            activity.aktivitet,
            spaced(planned.whole_year),
            if planned.stated { "document" } else { "**invented**" }
        );
    }
}

const HEAD: &str = "
# Sample ledger 2021

A ledger of the whole year 2021 for the job `pipelines/region-jh-2021.toml`, **as synthetic as that of 2022**,
and by the same program. It is made so that the tables of the printed *Uppföljning av nationella statsbidrag
för år 2021* (RS/841/2021) come back to the digit.

- **From the document:** what was received of each grant; what each activity of *Kvinnors hälsa*, of
  *Psykisk hälsa* (the region's own part) and of *Vårdförlopp* has used; and that money went on to SKR for
  *1177 Vårdguiden*. The document prints these uses in Mkr or tkr with few decimals; here each is taken as exactly
  that many kronor. Where its rows and its totals differ the ledger follows the rows: those of *Psykisk
  hälsa* add up to 9 562 000 kr, while the total is printed as 9,662 Mkr. It calls the birth simulator
  (*avancerad förlossningsdocka*) a purchase, so that is booked as consumable inventory (konto 6521) and not as an
  investment.
- **Computed:** the parts of *God och nära vård* by area, 1177 too, from the national frame and the region's
  share; see `pipelines/agreements/2021/god-och-nara-vard.toml`.
- **Invented:** each voucher with its date, amount and text; when and in how many payments the grants came; all
  codes (the document has none; 9916, 9917 and 9942 are the objects of the decision on 2022); and **all spend
  of the grants for which the document gives no figures of use**: the other areas of *God och nära vård*, the
  youth clinic, *Cancervård*, *Tillgänglighet*, *Civilt försvar*, *Läkarkompetens*, *Våld i nära relationer* and
  *Prehospital psykisk ohälsa*. Most of it stays below the grant; e-hälsa goes a little beyond. It says
  nothing about the real region.
- **Without spend:** the pandemic's grants on 9951–9954, which have income only.

## Files of 2021
";

const FILES: &str = "
There is no opening balance. A row *Delsumma* stands after June and *Totalt* at the end. No row is unreadable,
late, of another year, without a voucher number or on an account of investment: what is wrong in the course of
the year is put right in it. More than half of the rows stand on objects that no agreement owns. Private
providers are on konto 5711 and 5731 with motpart 865 or 870.

Each activity's vouchers are drawn at random, month by month, and the last month's top it up to its exact
amount, with corrections and the closing period counted in.

`facit-2021/` is the program's own tally, with the files of `facit/` and two more:

- `facit-2021/utfall.csv`, `ovrigt.csv`, `rader.csv`: as for 2022. An empty activity is an area that isn't
  divided. `mapped` is any row of the year on an object of an agreement (9917 and 9942 with their projekt).
- `facit-2021/intakter.csv`: area, part of the grant (*del*), period, rows, öre of the grants received, as in the
  ledger: credit is negative.
- `facit-2021/kontroll.csv`: period, rows, öre of all rows but the total rows; the line without a period is the
  whole extract.
";

const SPEND: &str = "
## Spend of 2021

All that the year and its closing period have cost, exact to the öre.

";

const INCOME: &str = "
## Grants received in 2021

Konto 3511, and 3512 for the part of *Tillgänglighet* that is earned by results (September to December). To the
krona, in two to eleven payments: 157 525 126 kr of the ten agreements and 320 467 179 kr of the pandemic's
grants. That is what the document's rows add up to; the totals that it prints are 156 262 283 and 320 459 179.

## Forwarding and corrections of 2021
";
