//! Costs of 2021 that were booked wrong and put right, some of them in the closing period, and what was
//! forwarded to SKR.

use super::period;
use super::units::{ACCESS, CANCER, DOCTORS, HEALTH_GUIDE, MENTAL, NEAR_CARE, PATHWAYS, STAFF, Unit, WOMEN, YOUTH};
use crate::grants::{PRIVATE_MOTPART, bill, voucher};
use crate::ledger::{Codes, Intent, Ledger, Row, ore};
use crate::random::Random;

/// Where a cost is booked, and what that makes it.
struct Side {
    unit: Unit,
    konto: &'static str,
    aktivitet: &'static str,
    projekt: &'static str,
    intent: Intent,
}

/// A cost booked on one side and moved to the other.
struct Move {
    /// Months; 13 is the closing period.
    booked: u8,
    moved: u8,
    text: &'static str,
    ore: i64,
    motpart: &'static str,
    wrong: Side,
    right: Side,
}

const fn on(unit: Unit, konto: &'static str, area: &'static str, projekt: &'static str) -> Side {
    let intent = Intent::Spend { area, activity: "" };
    Side { unit, konto, aktivitet: "", projekt, intent }
}

const fn activity(
    unit: Unit,
    konto: &'static str,
    area: &'static str,
    (activity, aktivitet): (&'static str, &'static str),
) -> Side {
    let intent = Intent::Spend { area, activity };
    Side { unit, konto, aktivitet, projekt: "", intent }
}

/// Of a unit's own operation, on an object that no agreement owns.
const fn own(
    objekt: &'static str,
    ansvar: &'static [&'static str],
    verksamhet: &'static str,
    konto: &'static str,
) -> Side {
    let unit = Unit { objekt, ansvar, verksamhet, internal_text: "" };
    Side { unit, konto, aktivitet: "", projekt: "", intent: Intent::OutOfScope }
}

static MOVES: [Move; 11] = [
    Move {
        booked: 2,
        moved: 3,
        text: "Utredning diagnostikflöde, konsult",
        ore: ore(31_200, 0),
        motpart: "812",
        wrong: activity(PATHWAYS, "7431", "vardforlopp", ("diagnostik", "3505")),
        right: activity(PATHWAYS, "6831", "vardforlopp", ("diagnostik", "3505")),
    },
    Move {
        booked: 3,
        moved: 4,
        text: "Cellprov, privat barnmorskemottagning",
        ore: ore(24_380, 50),
        motpart: PRIVATE_MOTPART[0],
        wrong: activity(WOMEN, "5731", "insatser", ("abort", "3105")),
        right: activity(WOMEN, "5731", "insatser", ("cervixcancer", "3106")),
    },
    Move {
        booked: 4,
        moved: 6,
        text: "Karriärtjänst, uppdragsutbildning",
        ore: ore(96_400, 0),
        motpart: "811",
        wrong: on(STAFF, "5811", "vidareutbildning", "91703"),
        right: on(STAFF, "5811", "karriartjanster", "91702"),
    },
    Move {
        booked: 5,
        moved: 6,
        text: "Hyrbarnmorska vecka 18-20",
        ore: ore(58_912, 0),
        motpart: "870",
        wrong: own("2210", &["14205"], "310", "5611"),
        right: activity(WOMEN, "5611", "insatser", ("personal", "3101")),
    },
    Move {
        booked: 9,
        moved: 10,
        text: "Utbildning ungdomsmottagning",
        ore: ore(42_615, 75),
        motpart: "811",
        wrong: activity(MENTAL, "7431", "regioninterna", ("bup", "3202")),
        right: on(YOUTH, "7431", "ungdomsmottagning", ""),
    },
    Move {
        booked: 10,
        moved: 11,
        text: "Konsultstöd väntetidsdata",
        ore: ore(27_940, 40),
        motpart: "812",
        wrong: on(CANCER, "6821", "cancervard", ""),
        right: own("5300", &["23110"], "121", "6821"),
    },
    Move {
        booked: 11,
        moved: 13,
        text: "Barnsjuksköterska neonatal hemsjukvård, bemanning",
        ore: ore(37_850, 25),
        motpart: "870",
        wrong: activity(WOMEN, "5611", "insatser", ("neonatologi", "3110")),
        right: activity(WOMEN, "5611", "insatser", ("hemsjukvard", "3111")),
    },
    Move {
        booked: 11,
        moved: 13,
        text: "Remisshantering, ordinarie drift",
        ore: ore(19_475, 50),
        motpart: "811",
        wrong: activity(PATHWAYS, "6821", "vardforlopp", ("specialistvard", "3504")),
        right: own("6205", &["25110"], "135", "6821"),
    },
    Move {
        booked: 12,
        moved: 13,
        text: "Kunskapsstöd psykisk hälsa, konsult",
        ore: ore(54_120, 0),
        motpart: "812",
        wrong: activity(MENTAL, "6831", "regioninterna", ("mobila", "3201")),
        right: activity(MENTAL, "6831", "regioninterna", ("kunskap", "3204")),
    },
    Move {
        booked: 12,
        moved: 13,
        text: "Läkartid äldreomsorg, privat hälsocentral",
        ore: ore(88_300, 0),
        motpart: PRIVATE_MOTPART[1],
        wrong: own("3105", &["21205"], "011", "5711"),
        right: on(DOCTORS, "5711", "lakarkompetens", ""),
    },
    Move {
        booked: 12,
        moved: 13,
        text: "Handledarutbildning",
        ore: ore(64_900, 0),
        motpart: "811",
        wrong: on(NEAR_CARE, "7431", "nara-vard", ""),
        right: on(STAFF, "7431", "medarbetare", "91701"),
    },
];

/// Adds all corrections, each with what it corrects, and the forwarding.
pub(crate) fn add(ledger: &mut Ledger, random: &mut Random) {
    for correction in &MOVES {
        shift(ledger, correction, random);
    }
    booked_twice(ledger, random);
    forwarding(ledger, random);
}

fn shift(ledger: &mut Ledger, correction: &Move, random: &mut Random) {
    let Move { booked, moved, text, ore, motpart, wrong, right } = correction;
    // In the closing period they are a table of their own.
    let kind = if *moved == 13 { 'p' } else { 'r' };
    let codes = |side: &Side| {
        let codes = side.unit.codes(side.konto, side.aktivitet, side.projekt);
        Codes { motpart: (*motpart).to_owned(), ..codes }
    };
    let cost = Row::new(codes(wrong), *text, *ore, wrong.intent).note(kind, "booked wrong");
    ledger.add(bill(period(*booked), cost, random));

    let text = format!("Rättelse: {}", text.to_lowercase());
    let away = Row::new(codes(wrong), text.clone(), -ore, wrong.intent).note(kind, "reversed");
    let home = Row::new(codes(right), text, *ore, right.intent).note(kind, "booked right");
    ledger.add(voucher('B', period(*moved), 8, vec![away, home], random));
}

/// The same invoice entered twice; the second one is reversed.
fn booked_twice(ledger: &mut Ledger, random: &mut Random) {
    let amount = ore(128_750, 0);
    let codes = Codes { motpart: PRIVATE_MOTPART[0].to_owned(), ..ACCESS.codes("5731", "", "") };
    let intent = Intent::Spend { area: "tillganglighet", activity: "" };
    for _ in 0..2 {
        let text = "Köpt höftoperation, privat vårdgivare";
        let row = Row::new(codes.clone(), text, amount, intent).note('r', "one invoice, entered twice");
        ledger.add(bill(period(8), row, random));
    }
    let text = "Rättelse: dubbelbokförd leverantörsfaktura";
    let away = Row::new(codes, text, -amount, intent).note('r', "one of the two reversed");
    let debt = Row::counter("2441", text, amount);
    ledger.add(voucher('B', period(9), 8, vec![away, debt], random));
}

/// What SKR got for 1177 in two payments, the second first booked with two digits turned.
fn forwarding(ledger: &mut Ledger, random: &mut Random) {
    let text = "Bidrag till SKR, 1177 Vårdguiden";
    let (first, second, mistaken) = (ore(631_421, 0), ore(631_422, 0), ore(613_422, 0));
    let codes = Codes { motpart: "840".to_owned(), ..HEALTH_GUIDE.codes("5911", "2177", "") };
    let intent = Intent::Spend { area: "1177", activity: "till-skr" };
    let row = |text: &str, ore, what| Row::new(codes.clone(), text, ore, intent).note('s', what);

    ledger.add(bill(period(5), row(text, first, "forwarded"), random));
    ledger.add(bill(period(10), row(text, mistaken, "forwarded, with two digits turned"), random));
    let text = "Rättelse: bidrag till SKR, rätt belopp 631 422 kr";
    let away = row(text, -mistaken, "reversed");
    let home = row(text, second, "booked right");
    let debt = Row::counter("2441", text, mistaken - second);
    ledger.add(voucher('B', period(11), 8, vec![away, home, debt], random));
}
