//! What the state paid in 2021, to the krona and in several payments; its row on the bank account lies outside
//! the extract.

use super::period;
use super::units::{
    ACCESS, CANCER, DEFENCE, DOCTORS, HEALTH_GUIDE, MENTAL, NEAR_CARE, PANDEMIC, PATHWAYS, PREHOSPITAL, SHARED, STAFF,
    Unit, VIOLENCE, WOMEN, YOUTH,
};
use crate::grants::voucher;
use crate::ledger::{Intent, Ledger, Row, ore};
use crate::random::{Random, share};

/// The account of earmarked state grants, and that of grants earned by results.
const GRANT: &str = "3511";
const EARNED: &str = "3512";

/// A grant that is paid as one: in each month a voucher with a row for each part.
struct Payments {
    text: &'static str,
    months: &'static [u8],
    /// By what was done, so that no payment is like another; else in equal parts.
    uneven: bool,
    parts: &'static [Part],
}

struct Part {
    area: &'static str,
    /// The part's name in the agreement.
    id: &'static str,
    unit: Unit,
    projekt: &'static str,
    konto: &'static str,
    kronor: i64,
}

const fn part(area: &'static str, unit: Unit, projekt: &'static str, kronor: i64) -> Part {
    Part { area, id: "erhallet", unit, projekt, konto: GRANT, kronor }
}

/// A part of a grant that has several.
const fn named(area: &'static str, id: &'static str, unit: Unit, konto: &'static str, kronor: i64) -> Part {
    Part { area, id, unit, projekt: "", konto, kronor }
}

const fn equal(text: &'static str, months: &'static [u8], parts: &'static [Part]) -> Payments {
    Payments { text, months, uneven: false, parts }
}

const fn uneven(text: &'static str, months: &'static [u8], parts: &'static [Part]) -> Payments {
    Payments { text, months, uneven: true, parts }
}

static GOOD_CARE: [Part; 7] = [
    part("nara-vard", NEAR_CARE, "", 30_421_888),
    part("medarbetare", STAFF, "91701", 31_962_556),
    part("karriartjanster", STAFF, "91702", 1_262_843),
    part("vidareutbildning", STAFF, "91703", 5_051_372),
    part("e-halsa", SHARED, "94201", 1_262_843),
    part("1177", HEALTH_GUIDE, "", 1_262_843),
    part("ambulans", SHARED, "94202", 1_440_845),
];
static WOMENS_HEALTH: [Part; 1] = [part("insatser", WOMEN, "", 17_452_000)];
static MENTAL_HEALTH: [Part; 1] = [named("regioninterna", "overenskommelsen", MENTAL, GRANT, 9_661_905)];
static CANCER_CARE: [Part; 1] = [part("cancervard", CANCER, "", 4_686_082)];
static CARE_PATHWAYS: [Part; 1] = [part("vardforlopp", PATHWAYS, "", 2_722_993)];
static BY_POPULATION: [Part; 1] = [named("tillganglighet", "befolkning", ACCESS, GRANT, 28_006_711)];
static BY_RESULTS: [Part; 1] = [named("tillganglighet", "prestation", ACCESS, EARNED, 9_176_996)];
static CIVIL_DEFENCE: [Part; 1] = [part("civilt-forsvar", DEFENCE, "", 5_097_497)];
static DOCTORS_FOR_THE_OLD: [Part; 1] = [part("lakarkompetens", DOCTORS, "", 4_317_498)];
static AGAINST_VIOLENCE: [Part; 1] = [part("vald", VIOLENCE, "", 1_458_985)];
static PREHOSPITAL_CARE: [Part; 1] = [part("prehospital", PREHOSPITAL, "", 481_810)];
static EXTRA_COSTS: [Part; 1] = [named("merkostnader", "merkostnader", PANDEMIC[0], GRANT, 95_939_580)];
static TESTING: [Part; 1] = [named("provtagning", "provtagning", PANDEMIC[1], GRANT, 139_962_974)];
static VACCINATION: [Part; 1] = [named("vaccination", "vaccination", PANDEMIC[2], GRANT, 83_888_920)];
static SICK_PAY: [Part; 1] = [named("sjuklon", "sjuklon", PANDEMIC[3], GRANT, 675_705)];

static PAYMENTS: [Payments; 15] = [
    equal("Statsbidrag God och nära vård 2021", &[3, 6, 9, 11], &GOOD_CARE),
    equal("Statsbidrag Kvinnors hälsa 2021", &[4, 7, 10], &WOMENS_HEALTH),
    equal("Statsbidrag Psykisk hälsa 2021", &[4, 6, 10], &MENTAL_HEALTH),
    equal("Statsbidrag Cancervård 2021", &[5, 10], &CANCER_CARE),
    equal("Statsbidrag Vårdförlopp 2021", &[4, 9], &CARE_PATHWAYS),
    equal("Statsbidrag Tillgänglighet 2021, efter befolkning", &[2, 4, 6, 8, 10], &BY_POPULATION),
    uneven("Statsbidrag Tillgänglighet 2021, prestation", &[9, 10, 11, 12], &BY_RESULTS),
    equal("Statsbidrag Civilt försvar 2021", &[6, 11], &CIVIL_DEFENCE),
    equal("Statsbidrag Läkarkompetens i äldreomsorgen 2021", &[9, 12], &DOCTORS_FOR_THE_OLD),
    equal("Statsbidrag Våld i nära relationer 2021", &[5, 9], &AGAINST_VIOLENCE),
    equal("Statsbidrag Prehospital psykisk ohälsa 2021", &[6, 10], &PREHOSPITAL_CARE),
    uneven("Statsbidrag covid-19, merkostnader och uppskjuten vård", &[4, 7, 10, 12], &EXTRA_COSTS),
    uneven("Statsbidrag covid-19, provtagning", &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], &TESTING),
    uneven("Statsbidrag covid-19, vaccination", &[3, 4, 5, 6, 7, 8, 9, 10, 11, 12], &VACCINATION),
    uneven("Statsbidrag sjuklönekostnader", &[3, 6, 9, 12], &SICK_PAY),
];

/// Adds all payments.
pub(crate) fn add(ledger: &mut Ledger, random: &mut Random) {
    for payments in &PAYMENTS {
        let count = u32::try_from(payments.months.len()).unwrap_or(1);
        let mut rows: Vec<Vec<Row>> = payments.months.iter().map(|_| Vec::new()).collect();
        for part in payments.parts {
            let paid = if payments.uneven {
                random.split(part.kronor, count)
            } else {
                share(part.kronor, &vec![1; rows.len()])
            };
            for (rows, kronor) in rows.iter_mut().zip(paid) {
                let codes = part.unit.codes(part.konto, "", part.projekt);
                let intent = Intent::Income { area: part.area, part: part.id };
                rows.push(Row::new(codes, payments.text, -ore(kronor, 0), intent));
            }
        }
        for (&month, rows) in payments.months.iter().zip(rows) {
            receive(ledger, month, rows, random);
        }
    }
    youth_clinic(ledger, random);
}

fn receive(ledger: &mut Ledger, month: u8, rows: Vec<Row>, random: &mut Random) {
    let mut paid = voucher('K', period(month), 8, rows, random);
    paid.bank = true;
    ledger.add(paid);
}

/// The youth clinic's part, whose first payment was booked on the region's own part and moved the month after.
fn youth_clinic(ledger: &mut Ledger, random: &mut Random) {
    let text = "Statsbidrag länsgemensamma medel Ungdomsmottagningen 2021";
    let moved = "Rättelse: länsgemensamma medel till rätt objekt";
    let (first, second) = (ore(898_730, 0), ore(898_729, 0));
    let wrong = Intent::Income { area: "regioninterna", part: "overenskommelsen" };
    let right = Intent::Income { area: "ungdomsmottagning", part: "lansgemensamma" };
    let (on_mental, on_youth) = (MENTAL.codes(GRANT, "", ""), YOUTH.codes(GRANT, "", ""));

    let booked = Row::new(on_mental.clone(), text, -first, wrong).note('i', "payment on the wrong object");
    receive(ledger, 4, vec![booked], random);
    let away = Row::new(on_mental, moved, first, wrong).note('i', "moved away");
    let home = Row::new(on_youth.clone(), moved, -first, right).note('i', "moved to its object");
    ledger.add(voucher('B', period(5), 10, vec![away, home], random));
    receive(ledger, 10, vec![Row::new(on_youth, text, -second, right)], random);
}
