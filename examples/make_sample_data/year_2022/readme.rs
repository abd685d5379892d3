//! `sample_data/README.md` on 2022: what the data is, and on which row each trap sits.

use std::fmt::Write as _;

use super::plan::ACTIVITIES;
use crate::extract::Extract;
use crate::readme::rows;

/// The traps by letter: what they are, and what tertial must do with them.
static TRAPS: [(char, &str, &str); 11] = [
    (
        'a',
        "Costs on the shared object 9942 with no deciding code (*delat objekt*)",
        "Set aside with rows and amount, on the sheet *Avsatt för beslut*. Never spread, never counted in e-hälsa or ambulans.",
    ),
    (
        'b',
        "An investment (*investering*, konto 12xx) on a grant object in April, reversed in July",
        "Mapped, but not spend. A finding while the accumulated net is not zero (through April, May, June); from July on it is *rättad*, with gross debit and credit shown.",
    ),
    (
        'c',
        "An unknown aktivitet (1699) on 9916, and no aktivitet on 9917",
        "Counted in the area, on the line *Utan aktivitet*; never in *Ofördelat*.",
    ),
    (
        'd',
        "Grant income (*riktat statsbidrag*, konto 35xx), as granted",
        "Mapped, but not spend: it must not lessen what an activity has used.",
    ),
    (
        'e',
        "A correction pair: a cost of May on aktivitet 1703, moved to 1705 in June",
        "All three rows count where their codes say. Through May the cost stands on 1703, from June on 1705.",
    ),
    (
        'f',
        "A row registered after its period was closed",
        "Counted in period 202203, and found as late: the period was closed 12 days after its end, and the row was registered on 2022-05-20. The voucher's other row (no objekt, the next row) is as late, but out of scope.",
    ),
    (
        'g',
        "An amount that isn't one",
        "Rejected, with file, row, column and value. The run goes on, since the job allows five such rows.",
    ),
    (
        'h',
        "Subtotal and total rows (*Delsumma*, *Totalt*)",
        "Structural: not postings, not in the control rows, and their amounts in no sum.",
    ),
    (
        'i',
        "A row without a voucher number",
        "It can be read and counts as the cost it is (fate *mapped*); the missing number is a finding. The voucher's other row carries the number, so the series has no gap.",
    ),
    ('j', "A row of another year on a grant object", "Out of scope, and a finding since it sits on a grant object."),
    (
        'k',
        "Costs booked before the decision of 2022-05-04",
        "Counted, and found as booked before the decision date. Not planted: all costs of January–April are such.",
    ),
];

/// The text on 2022, which comes first.
pub(crate) fn text(extracts: &[Extract<'_>]) -> String {
    let mut out = String::from(HEAD);
    let _ = writeln!(out, "\n## Files\n");
    for extract in extracts {
        let last = extract.first_row() + extract.lines.len() - 1;
        let _ = writeln!(
            out,
            "- `{}`: rows {} to {last}, the header on row {}.",
            extract.file,
            extract.first_row(),
            extract.first_row() - 1
        );
    }
    out.push_str(FILES);
    out.push_str(COLUMNS);
    codes(&mut out);
    out.push_str("\n## Traps\n\n");
    out.push_str("`Row` is the row of the sheet, or the line of the text file, counted from 1.\n");
    for (kind, title, fate) in TRAPS {
        let _ = writeln!(out, "\n### ({kind}) {title}\n\n{fate}");
        rows(&mut out, kind, extracts);
    }
    out.push_str(TAIL);
    out
}

/// The invented codes of the agreement.
fn codes(out: &mut String) {
    out.push_str(CODES);
    out.push_str("| Objekt | Projekt | Aktivitet | Area | Activity |\n|---|---|---|---|---|\n");
    for activity in ACTIVITIES.iter().map(|planned| &planned.activity) {
        let _ = writeln!(
            out,
            "| {} | {} | {} | `{}` | `{}` |",
            activity.objekt, activity.projekt, activity.aktivitet, activity.area, activity.id
        );
    }
}

const HEAD: &str = "# Sample ledger 2022

A ledger (*huvudbok*) of 2022 such as Region Jämtland Härjedalen might have, for the job
`pipelines/region-jh-2022.toml`. **It is synthetic: no row comes from a real ledger.** From the decision on
*God och nära vård 2022* come the three objects 9916, 9917 and 9942, the names of the activities, and the
granted and decided amounts. Everything else is invented: each voucher, what each activity has cost, and
all other codes. There are no names of persons in it. The ledger of 2021 is [below](#sample-ledger-2021).

Written by a program, this file too; don't edit it, make it again:

    cargo run --example make_sample_data

The same program gives the same bytes. It also prints the control figures that stand as `[[control]]` in the
job. `facit/` is the program's own tally of what it meant each row to be, noted when the row was made:
nothing is read back, and tertial has no part in it.
";

const FILES: &str = "
The workbook has five banner rows above its header, real numbers in Rad and Belopp, real dates, and text in
all other columns. The text file is Windows-1252 with `;`, CRLF, decimal comma, and a space between
thousands; fields are quoted where they hold `;` or `\"`. Rows come by period, series, voucher and row.
Vouchers balance, but for those over the bank: accounts 19xx (*likvida medel*) lie outside the selection.
Each series is numbered through the year without gaps: I opening balance (*ingående balans*), L suppliers
(*leverantör*), K customers and income (*kund*), M salaries (*lön*), B journal vouchers (*bokföringsorder*).

- `facit/utfall.csv`: area (*område*), activity, period, rows, öre of the costs (account groups of kind
  `spend`). An empty activity is the line *Utan aktivitet*.
- `facit/ovrigt.csv`: area, account group, period, rows, öre of mapped rows that are not costs.
- `facit/rader.csv`: file, fate (*öden*), period, rows, öre of all rows; `structural` are the total rows,
  which show no period, and banner and header are not counted. `rejected` has no öre.
  `mapped` is any readable row of periods 202201–202213 on 9916 or 9917, or on 9942 with projekt 94201 or
  94202, whatever its account. `out-of-scope` holds other objects, the opening period and other years.
";

const COLUMNS: &str = "
## Columns

| Column | English | Content |
|---|---|---|
| Serie | series | one letter |
| Vernr | voucher number | text; unique within series and year |
| Rad | row | number within the voucher |
| Bokföringsdatum | booking date | within the period |
| Registreringsdatum | registration date | at most 12 days after the period's end, but for trap (f); closing period until mid February 2023 |
| Period | period | YYYYMM; 202200 opening, 202213 closing |
| Konto | account | four digits; classes as in Region-Bas, the accounts invented |
| Ansvar | responsibility unit | five digits, invented |
| Verksamhet | operation | three digits, invented |
| Objekt | cost object | four digits or blank; invented but for 9916, 9917, 9942 |
| Aktivitet | activity | four digits or blank, invented |
| Projekt | project | five digits or blank, invented |
| Motpart | counterparty | three digits or blank, invented |
| Text | text | no personal data |
| Belopp | amount | kronor; debit positive, credit negative |
";

const CODES: &str = "
## Codes

The decision gives the objects only. What tells the activities apart within an object, and the two areas on
9942 from each other, is invented here and in `pipelines/agreements/god-och-nara-vard-2022.toml`:

";

const TAIL: &str = "
## What else to expect

- At the end of August *Uppföljningsverktyg i hälsoval* stands at 115 % of its decided amount while its area
  is far from overspent; *Vidareutbildning* is close to its ring-fenced limit; several activities have used
  less than a third.
- Over the whole year no area is overspent, and *Vidareutbildning* stays below what was granted
  (5 052 676 kr).
- On 9917 stand a prepaid yearly fee (konto 1791, group *balans*, not spend) that is spread over the months,
  and depreciation (*avskrivning*, konto 79xx), which is spend.
";
