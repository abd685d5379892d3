//! The vouchers that a follow-up can trip over, each planted with a known amount, and the standing ones
//! (depreciation, a prepaid fee) that explain the figures.

use super::period;
use crate::calendar::{Date, month_name};
use crate::grants::{bill, voucher};
use crate::ledger::{Codes, Flaw, Intent, Ledger, Row, Voucher, ore};
use crate::random::Random;

/// Adds all planted vouchers.
pub(crate) fn add(ledger: &mut Ledger, random: &mut Random) {
    undecided(ledger, random);
    investment(ledger, random);
    unknown_activity(ledger, random);
    income(ledger);
    correction(ledger, random);
    late(ledger);
    unreadable(ledger, random);
    other_year(ledger);
    depreciation(ledger, random);
    prepaid(ledger, random);
}

const NARA_VARD: (&str, &str, &str) = ("9916", "21130", "012");
const MEDARBETARE: (&str, &str, &str) = ("9917", "11240", "831");
const SHARED: (&str, &str, &str) = ("9942", "24510", "251");

fn spend(area: &'static str, activity: &'static str) -> Intent {
    Intent::Spend { area, activity }
}

fn not_spend(area: &'static str, group: &'static str) -> Intent {
    Intent::NotSpend { area, group }
}

/// (a) Costs on the shared object that nothing assigns to e-health or ambulance.
fn undecided(ledger: &mut Ledger, random: &mut Random) {
    let rows = [
        (2, "7431", "", "Simuleringsövning larmkedjan", ore(18_400, 0)),
        (4, "6831", "", "Förstudie digitalt stöd", ore(27_315, 50)),
        (6, "6911", "94203", "Nätverksträff; lokal", ore(9_980, 0)),
        (8, "6411", "", "Förbrukningsmaterial", ore(14_250, 75)),
        (10, "6821", "94299", "Anpassning system", ore(21_600, 0)),
        (11, "7011", "", "Resor projektgrupp", ore(7_845, 25)),
    ];
    for (month, konto, projekt, text, amount) in rows {
        let what = if projekt.is_empty() {
            "9942 without projekt: nothing decides the area"
        } else {
            "9942 with an unknown projekt: nothing decides the area"
        };
        let codes = Codes::at(SHARED, konto, "", projekt);
        let row = Row::new(codes, text, amount, Intent::SetAside).note('a', what);
        ledger.add(bill(period(month), row, random));
    }
}

/// (b) An investment on a grant object in April, moved away in July.
fn investment(ledger: &mut Ledger, random: &mut Random) {
    let amount = ore(186_250, 0);
    let codes = Codes::at(MEDARBETARE, "1231", "1704", "");
    let intent = not_spend("medarbetare", "investering");
    let bought = Row::new(codes.clone(), "Server digital plattform", amount, intent)
        .note('b', "investment account on a grant object");
    ledger.add(bill(period(4), bought, random));

    let text = "Rättelse: server ska inte ligga på objekt";
    let away = Row::new(codes, text, -amount, intent).note('b', "the same investment moved away from the object");
    let home = Row::counter("1231", text, amount);
    ledger.add(voucher('B', period(7), 12, vec![away, home], random));
}

/// (c) Activity codes that the agreement doesn't know, and none at all.
fn unknown_activity(ledger: &mut Ledger, random: &mut Random) {
    let unknown = [
        (3, "6831", "Utredning samordnad vårdplanering", ore(64_200, 0)),
        (6, "7431", "Temadag nära vård", ore(48_950, 50)),
        (10, "6831", "Utredning mobila team", ore(57_125, 0)),
    ];
    for (month, konto, text, amount) in unknown {
        let codes = Codes::at(NARA_VARD, konto, "1699", "");
        let row = Row::new(codes, text, amount, spend("nara-vard", "")).note('c', "unknown aktivitet 1699 on 9916");
        ledger.add(bill(period(month), row, random));
    }
    let blank = [
        (5, "6911", "Konferens kompetensförsörjning", ore(39_600, 0)),
        (9, "7311", "Informationsmaterial rekrytering", ore(31_280, 40)),
    ];
    for (month, konto, text, amount) in blank {
        let codes = Codes::at(MEDARBETARE, konto, "", "");
        let row = Row::new(codes, text, amount, spend("medarbetare", "")).note('c', "no aktivitet on 9917");
        ledger.add(bill(period(month), row, random));
    }
}

/// (d) The grant itself, as granted to the krona; its row on the bank account lies outside the extract.
fn income(ledger: &mut Ledger) {
    let text = "Statsbidrag God och nära vård 2022";
    let parts = [
        ("nara-vard", "nara-vard", Codes::at(NARA_VARD, "3511", "", ""), 30_593_953),
        ("medarbetare", "medarbetare", Codes::at(MEDARBETARE, "3511", "", ""), 24_796_007),
        ("medarbetare", "vidareutbildning", Codes::at(MEDARBETARE, "3511", "1708", ""), 5_052_676),
        ("medarbetare", "karriartjanster", Codes::at(MEDARBETARE, "3511", "1709", ""), 1_263_169),
        ("e-halsa", "e-halsa", Codes::at(SHARED, "3511", "", "94201"), 1_263_169),
        ("ambulans", "ambulans", Codes::at(SHARED, "3511", "", "94202"), 1_441_061),
    ];
    let rows = parts
        .into_iter()
        .map(|(area, part, codes, kronor)| {
            let intent = Intent::Income { area, part };
            Row::new(codes, text, -ore(kronor, 0), intent).note('d', "grant income: mapped, but never spend")
        })
        .collect();
    ledger.add(Voucher {
        series: 'K',
        number: 0,
        period: period(6),
        booked: Date::new(2022, 6, 15),
        registered: Date::new(2022, 6, 16),
        rows,
        bank: true,
    });
}

/// (e) A cost on the wrong activity, and the voucher that moves it.
fn correction(ledger: &mut Ledger, random: &mut Random) {
    let amount = ore(87_500, 0);
    let wrong = Codes::at(MEDARBETARE, "7431", "1703", "");
    let right = Codes::at(MEDARBETARE, "7431", "1705", "");
    let from = spend("medarbetare", "utbildningsinsatser");
    let to = spend("medarbetare", "cambio");
    let booked = Row::new(wrong.clone(), "Utbildning operationsplanering", amount, from)
        .note('e', "cost on the wrong activity (1703)");
    ledger.add(bill(period(5), booked, random));

    let text = "Omföring från aktivitet 1703 till 1705";
    let minus = Row::new(wrong, text, -amount, from).note('e', "moved away from 1703");
    let plus = Row::new(right, text, amount, to).note('e', "moved to 1705");
    ledger.add(voucher('B', period(6), 8, vec![minus, plus], random));
}

/// (f) A cost of March, registered when March had long been closed.
fn late(ledger: &mut Ledger) {
    let what = "period 202203, closed 2022-04-12, registered 2022-05-20";
    let amount = ore(33_750, 0);
    let intent = spend("nara-vard", "patientkontrakt");
    let codes = Codes::at(NARA_VARD, "6831", "1605", "");
    let row = Row::new(codes, "Konsultstöd patientkontrakt, mars", amount, intent).note('f', what);
    let debt = Row::counter("2441", "Leverantörsskuld", -amount);
    ledger.add(Voucher {
        series: 'L',
        number: 0,
        period: period(3),
        booked: Date::new(2022, 3, 31),
        registered: Date::new(2022, 5, 20),
        rows: vec![row, debt],
        bank: false,
    });
}

/// (g) An amount that isn't one, and (i) a row without a voucher number. The other row of each voucher
/// carries the number, so that the series has no gap.
fn unreadable(ledger: &mut Ledger, random: &mut Random) {
    let codes = Codes::at(NARA_VARD, "7011", "1607", "");
    let row = Row::new(codes, "Reseersättning hembesök", ore(12_480, 0), Intent::Rejected)
        .flaw(Flaw::NoAmount)
        .note('g', "the amount is the text \"se bilaga\"");
    ledger.add(bill(period(8), row, random));

    let codes = Codes::at(MEDARBETARE, "6831", "1707", "");
    let intent = spend("medarbetare", "servicetjanster");
    let row = Row::new(codes, "Behovsanalys servicetjänster", ore(16_875, 0), intent)
        .flaw(Flaw::NoNumber)
        .note('i', "no voucher number");
    ledger.add(bill(period(2), row, random));
}

/// (j) A row that belongs to the year before, in a voucher of January.
fn other_year(ledger: &mut Ledger) {
    let amount = ore(22_310, 0);
    let codes = Codes::at(NARA_VARD, "6831", "1602", "");
    let row = Row::new(codes, "Processledning december 2021", amount, Intent::OutOfScope)
        .flaw(Flaw::Period(202_112))
        .note('j', "period 202112 on a grant object");
    let debt = Row::counter("2441", "Leverantörsskuld", -amount);
    ledger.add(Voucher {
        series: 'L',
        number: 0,
        period: period(1),
        booked: Date::new(2022, 1, 10),
        registered: Date::new(2022, 1, 11),
        rows: vec![row, debt],
        bank: false,
    });
}

/// The year's depreciation, which is what the decision lets an object carry of an investment.
fn depreciation(ledger: &mut Ledger, random: &mut Random) {
    let plans = [
        (1, ore(8_900, 0), Codes::at(MEDARBETARE, "7921", "1705", ""), spend("medarbetare", "cambio")),
        (8, ore(3_104, 17), Codes::at(MEDARBETARE, "7921", "1704", ""), spend("medarbetare", "digital-plattform")),
        (1, ore(4_250, 0), Codes::at(SHARED, "7931", "1901", "94202"), spend("ambulans", "mobi-med")),
    ];
    for (first, amount, codes, intent) in plans {
        for month in first..=12 {
            let period = period(month);
            let text = format!("Avskrivning {}", month_name(period));
            let row = Row::new(codes.clone(), text.clone(), amount, intent);
            let worn = Row::counter("1239", &text, -amount);
            ledger.add(voucher('B', period, 25, vec![row, worn], random));
        }
    }
}

/// A yearly fee paid in January and spread over the months: on the object, but on a balance account.
fn prepaid(ledger: &mut Ledger, random: &mut Random) {
    let monthly = ore(50_000, 0);
    let asset = Codes::at(MEDARBETARE, "1791", "1706", "");
    let on_balance = not_spend("medarbetare", "balans");
    let paid = Row::new(asset.clone(), "Nationella e-tjänster; årsavgift 2022", 12 * monthly, on_balance);
    ledger.add(bill(period(1), paid, random));
    for month in 1..=12 {
        let period = period(month);
        let text = format!("Periodisering årsavgift, {}", month_name(period));
        let fee = Row::new(asset.on("6851"), text.clone(), monthly, spend("medarbetare", "inera"));
        let used = Row::new(asset.clone(), text, -monthly, on_balance);
        ledger.add(voucher('B', period, 20, vec![fee, used], random));
    }
}
