//! The rest of the region's year: most of the rows, on objects that no agreement owns.

use crate::calendar::{Period, closing, month_name, period};
use crate::grants::voucher;
use crate::ledger::{Codes, Intent, Ledger, Row, Voucher};
use crate::random::{Random, share};

/// Konto, text, lowest and highest amount in kronor, VAT.
type Purchase = (&'static str, &'static str, u32, u32, bool);

static PURCHASES: [Purchase; 30] = [
    ("5111", "Läkemedel inom öppenvård", 900, 84_000, false),
    ("5121", "Läkemedel, slutenvård", 1_200, 96_000, false),
    ("5211", "Laboratorietjänster", 400, 38_000, false),
    ("5311", "Köpt högspecialiserad vård", 18_000, 420_000, false),
    ("5321", "Utomlänsvård", 9_000, 260_000, false),
    ("5411", "Tandvård, barn och unga", 2_000, 75_000, false),
    ("5511", "Sjukresor", 300, 24_000, false),
    ("5611", "Hyrpersonal, bemanning", 12_000, 180_000, true),
    ("5711", "Köpt primärvård, privat hälsocentral", 20_000, 310_000, false),
    ("5811", "Utbildning, köpt verksamhet", 1_500, 46_000, true),
    ("6111", "Lokalhyra", 6_000, 140_000, true),
    ("6121", "El", 1_800, 92_000, true),
    ("6131", "Fjärrvärme", 1_500, 78_000, true),
    ("6211", "Städning", 800, 36_000, true),
    ("6231", "Fastighetsskötsel; snöröjning", 1_100, 44_000, true),
    ("6411", "Förbrukningsmaterial", 120, 9_800, true),
    ("6421", "Medicinskt förbrukningsmaterial", 200, 27_000, true),
    ("6431", "Livsmedel, patientkök", 350, 18_500, true),
    ("6441", "Textilier och tvätt", 250, 14_000, true),
    ("6511", "Reparation medicinteknik", 900, 52_000, true),
    ("6521", "Inventarier under halvt basbelopp", 800, 21_000, true),
    ("6611", "Hjälpmedel \"förskrivna\"", 700, 33_000, true),
    ("6811", "Telefoni", 90, 7_400, true),
    ("6821", "IT-konsult", 6_000, 130_000, true),
    ("6841", "Programlicenser", 900, 88_000, true),
    ("7011", "Resor i tjänsten", 180, 9_200, false),
    ("7111", "Drivmedel", 250, 6_900, true),
    ("7121", "Transporter och frakt", 150, 12_500, true),
    ("7311", "Annonser och trycksaker", 400, 16_000, true),
    ("7431", "Kurs- och konferensavgifter", 600, 19_500, true),
];

/// Konto, text, lowest and highest amount, paid over the bank (or invoiced).
static INCOMES: [(&str, &str, u32, u32, bool); 7] = [
    ("3111", "Patientavgifter öppenvård", 3_000, 68_000, true),
    ("3121", "Patientavgifter slutenvård", 1_500, 42_000, true),
    ("3131", "Tandvårdsavgifter", 2_500, 58_000, true),
    ("3211", "Såld vård, annan region", 12_000, 240_000, false),
    ("3221", "Såld utbildning", 2_000, 48_000, false),
    ("3311", "Biljettintäkter", 900, 31_000, true),
    ("3411", "Hyresintäkter", 2_200, 37_000, false),
];

static ANSVAR: [&str; 36] = [
    "11110", "11305", "11420", "12110", "12205", "12330", "13110", "13220", "14110", "14205", "21201", "21202",
    "21203", "21204", "21205", "21206", "21310", "21320", "22110", "22120", "22230", "22340", "23105", "23110",
    "23220", "24110", "24510", "25110", "25220", "26130", "31110", "31220", "41110", "41230", "51105", "51210",
];
static VERKSAMHET: [&str; 14] =
    ["010", "011", "020", "110", "121", "135", "210", "230", "251", "310", "420", "610", "831", "910"];
static OBJEKT: [&str; 24] = [
    "1010", "1025", "1110", "2100", "2105", "2140", "2210", "2315", "2400", "3105", "3110", "3290", "4020", "4105",
    "4410", "5010", "5125", "5300", "6110", "6205", "7015", "7110", "7450", "8100",
];
static MOTPART: [&str; 6] = ["811", "812", "820", "840", "865", "870"];

/// How much of the region's year an extract holds.
pub(crate) struct Volume {
    pub(crate) year: u16,
    /// Vouchers a month; each ansvar (*the first so many*) gets one of salaries.
    pub(crate) purchases: u32,
    pub(crate) incomes: u32,
    pub(crate) payrolls: usize,
    pub(crate) transfers: u32,
    /// Vouchers in the closing period.
    pub(crate) late_purchases: u32,
    pub(crate) late_transfers: u32,
    /// Of a hundred rows, so many have no objekt.
    pub(crate) without_objekt: u32,
}

/// Adds each period's ordinary vouchers.
pub(crate) fn add(ledger: &mut Ledger, volume: &Volume, random: &mut Random) {
    let blank = volume.without_objekt;
    for month in 1..=12 {
        let period = period(volume.year, month);
        // Most of the region is on holiday in July.
        let percent = if month == 7 { 66 } else { 100 };
        for _ in 0..volume.purchases * percent / 100 {
            ledger.add(purchase(period, blank, random));
        }
        for _ in 0..volume.incomes * percent / 100 {
            ledger.add(income(period, blank, random));
        }
        for ansvar in ANSVAR.into_iter().take(volume.payrolls) {
            ledger.add(payroll(period, ansvar, blank, random));
        }
        for _ in 0..volume.transfers * percent / 100 {
            ledger.add(transfer(period, blank, random));
        }
        ledger.add(finance(period, random));
    }
    for _ in 0..volume.late_purchases {
        ledger.add(purchase(closing(volume.year), blank, random));
    }
    for _ in 0..volume.late_transfers {
        ledger.add(transfer(closing(volume.year), blank, random));
    }
}

/// A code string anywhere in the region; `blank` in a hundred have no objekt.
fn somewhere(konto: &str, blank: u32, random: &mut Random) -> Codes {
    let objekt = if random.chance(blank) { "" } else { random.pick(&OBJEKT) };
    let motpart = if random.chance(60) { random.pick(&MOTPART) } else { "" };
    Codes {
        konto: konto.to_owned(),
        ansvar: (*random.pick(&ANSVAR)).to_owned(),
        verksamhet: (*random.pick(&VERKSAMHET)).to_owned(),
        objekt: objekt.to_owned(),
        motpart: motpart.to_owned(),
        ..Codes::default()
    }
}

/// A supplier's invoice, now and then a credit note.
fn purchase(period: Period, blank: u32, random: &mut Random) -> Voucher {
    let &(konto, text, low, high, vat) = random.pick(&PURCHASES);
    let sign = if random.chance(2) { -1 } else { 1 };
    let text = match (sign, random.between(1, 3)) {
        (-1, _) => format!("Kreditfaktura, {}", text.to_lowercase()),
        (_, 1) => format!("{text} {}", month_name(period)),
        _ => text.to_owned(),
    };
    let lines = *random.pick(&[1, 1, 1, 2, 2, 3]);
    let total = sign * random.ore(low, high);
    let mut rows = Vec::new();
    for part in random.split(total, lines) {
        let codes = somewhere(konto, blank, random);
        rows.push(Row::new(codes, text.clone(), part, Intent::OutOfScope));
    }
    let tax = if vat { total / 4 } else { 0 };
    if tax != 0 {
        rows.push(Row::counter("1687", "Ingående moms", tax));
    }
    rows.push(Row::counter("2441", "Leverantörsskuld", -total - tax));
    voucher('L', period, 1, rows, random)
}

/// Fees and sales. What came in over the bank has no second row in this extract.
fn income(period: Period, blank: u32, random: &mut Random) -> Voucher {
    let &(konto, text, low, high, bank) = random.pick(&INCOMES);
    let total = random.ore(low, high);
    let codes = somewhere(konto, blank, random);
    let mut rows = vec![Row::new(codes, text, -total, Intent::OutOfScope)];
    if !bank {
        rows.push(Row::counter("1510", "Kundfordran", total));
    }
    let mut voucher = voucher('K', period, 1, rows, random);
    voucher.bank = bank;
    voucher
}

/// The month's salaries of one ansvar.
fn payroll(period: Period, ansvar: &str, blank: u32, random: &mut Random) -> Voucher {
    let total = random.ore(380_000, 2_900_000);
    let kinds = [
        ("4011", "Månadslön", 8_400),
        ("4021", "Timlön", 600),
        ("4041", "Jour och beredskap", 700),
        ("4111", "Semesterlön", 300),
        ("4511", "Arbetsgivaravgift", 3_142),
        ("4561", "Pensionsavgift", 1_158),
    ];
    let weights = kinds.map(|(_, _, weight)| weight);
    let mut rows = Vec::new();
    for ((konto, text, _), part) in kinds.into_iter().zip(share(total, &weights)) {
        let codes = Codes { ansvar: ansvar.to_owned(), motpart: String::new(), ..somewhere(konto, blank, random) };
        let text = format!("{text} {}", month_name(period));
        rows.push(Row::new(codes, text, part, Intent::OutOfScope));
    }
    rows.push(Row::counter("2891", "Löneavräkning", -total));
    voucher('M', period, 24, rows, random)
}

/// A cost moved between two units, or the depreciation of a unit.
fn transfer(period: Period, blank: u32, random: &mut Random) -> Voucher {
    if random.chance(30) {
        let total = random.ore(1_200, 64_000);
        let codes = somewhere("7911", blank, random);
        let text = format!("Avskrivning {}", month_name(period));
        let cost = Row::new(codes, text.clone(), total, Intent::OutOfScope);
        let worn = Row::counter("1219", &text, -total);
        return voucher('B', period, 20, vec![cost, worn], random);
    }
    let &(konto, text, low, high, _) = random.pick(&PURCHASES);
    let total = random.ore(low, high);
    let text = format!("Omföring, {}", text.to_lowercase());
    let from = somewhere(konto, blank, random);
    let to = somewhere(konto, blank, random);
    let rows =
        vec![Row::new(from, text.clone(), -total, Intent::OutOfScope), Row::new(to, text, total, Intent::OutOfScope)];
    voucher('B', period, 1, rows, random)
}

/// Tax, general grants and interest: the region's own money, paid over the bank.
fn finance(period: Period, random: &mut Random) -> Voucher {
    let text = month_name(period);
    let lines = [
        ("8011", format!("Regionskatt {text}"), -random.ore(288_000_000, 296_000_000)),
        ("8211", format!("Inkomstutjämning {text}"), -random.ore(92_000_000, 93_000_000)),
        ("8521", format!("Räntekostnad {text}"), random.ore(310_000, 420_000)),
    ];
    let rows = lines.into_iter().map(|(konto, text, ore)| Row::counter(konto, &text, ore)).collect();
    let mut voucher = voucher('B', period, 15, rows, random);
    voucher.bank = true;
    voucher
}
