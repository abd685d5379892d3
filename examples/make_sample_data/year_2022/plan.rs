//! What each activity of the agreement is meant to cost, and by what kinds of vouchers.
//!
//! The amounts are the ordinary vouchers'; the standing vouchers (depreciation, prepaid fees) and the traps
//! come on top. The objects stand in the decision; all other codes are invented.

use super::period;
use crate::grants::{Activity, Item, Mix, add_period, item, mix};
use crate::ledger::{Ledger, ore};
use crate::random::{Random, share};

/// Weights for January–August and for September–December with the closing period.
struct Pace {
    to_august: [u32; 8],
    after: [u32; 5],
}

/// One activity and its money.
pub(crate) struct Planned {
    pub(crate) activity: Activity,
    /// Öre, January–August and the whole year with the closing period.
    until_august: i64,
    whole_year: i64,
    pace: &'static Pace,
}

/// The same each month, a little less in July.
static EVEN: Pace = Pace { to_august: [10, 10, 10, 10, 10, 10, 7, 10], after: [10, 10, 10, 11, 2] };
/// Work that takes off when the decision is made in May.
static AFTER_DECISION: Pace = Pace { to_august: [2, 3, 4, 6, 14, 18, 8, 16], after: [22, 25, 25, 24, 4] };
/// Studies that mostly end with the spring term.
static SPRING_TERM: Pace = Pace { to_august: [14, 14, 15, 15, 15, 13, 4, 8], after: [10, 10, 10, 9, 1] };

static CARE: [Item; 4] = [
    item("5711", "Köpt primärvård, privat hälsocentral", false),
    item("5721", "Utvecklingsmedel nära vård enligt listning", false),
    item("6231", "Lokalkostnad samverkansmöte", true),
    item("7431", "Utbildningsdag nära vård", true),
];
static PLANNING: [Item; 4] = [
    item("6831", "Processledning, konsult", true),
    item("6911", "Konferens; lokal och förtäring", true),
    item("7311", "Tryck av informationsmaterial", true),
    item("7011", "Resor i tjänsten", false),
];
static KNOWLEDGE: [Item; 4] = [
    item("6831", "Kunskapsstyrning, konsultstöd", true),
    item("7431", "Kursavgift patientkontrakt", true),
    item("7321", "Översättning av informationsblad", true),
    item("6841", "Licens enkätverktyg", true),
];
static FOLLOW_UP: [Item; 3] = [
    item("6841", "Licens uppföljningsverktyg hälsoval", true),
    item("6821", "Anpassning av rapporter", true),
    item("6821", "Datauttag ur journalsystem", true),
];
static WEB: [Item; 4] = [
    item("6821", "Webbutveckling enligt avrop", true),
    item("6841", "Licens publiceringsverktyg; årsavgift", true),
    item("6831", "Tillgänglighetsgranskning webb", true),
    item("7311", "Språkbearbetning \"vårdgivarwebb\"", true),
];
static TRAINING: [Item; 4] = [
    item("7431", "Handledarutbildning", true),
    item("5811", "Uppdragsutbildning lärosäte", false),
    item("7011", "Resor vid kurs", false),
    item("6911", "Kurslokal och förtäring", true),
];
static SYSTEMS: [Item; 4] = [
    item("6821", "Systemutveckling journalsystem", true),
    item("6841", "Licens modul vårdplatshantering", true),
    item("6851", "Driftkostnad testmiljö", true),
    item("6831", "Projektledning IT, konsult", true),
];
static INERA: [Item; 3] = [
    item("6851", "Nationella e-tjänster, anslutning", true),
    item("6851", "1177 regionalt innehåll", true),
    item("6821", "Integration tjänsteplattform", true),
];
static SERVICE: [Item; 3] = [
    item("6821", "Utveckling e-tjänst för medborgare", true),
    item("6411", "Förbrukningsmaterial servicedisk", true),
    item("6831", "Behovsanalys servicetjänster", true),
];
static STUDIES: [Item; 3] = [
    item("5811", "Studieavgift specialistutbildning", false),
    item("7011", "Resor studier", false),
    item("7441", "Kurslitteratur", true),
];
static PRIVATE: [Item; 2] =
    [item("5731", "Ersättning privat vårdgivare", false), item("5731", "Utvecklingsmedel privat fysioterapi", false)];
static EHEALTH: [Item; 3] = [
    item("6831", "Informatik, konsultstöd standarder", true),
    item("6841", "Licens terminologiverktyg", true),
    item("7431", "Kurs strukturerad vårdinformation", true),
];
static AMBULANCE: [Item; 4] = [
    item("6421", "Medicinskt förbrukningsmaterial ambulans", true),
    item("6821", "Anpassning mobil journal", true),
    item("7431", "Övning larmkedjan", true),
    item("6521", "Utrustning under halvt basbelopp", true),
];

/// All activities that are charged. *Ofördelat* has no code and gets no rows.
// A table is read by its columns.
#[rustfmt::skip]
pub(crate) static ACTIVITIES: [Planned; 23] = [
    nara_vard("lokalt-arbete", "1601", ore(14_862_114, 35), ore(23_958_402, 18), &EVEN, mix((12, 2), (36, 7), (52, 14), &CARE)),
    nara_vard("gemensam-plan", "1602", ore(241_350, 80), ore(488_210, 45), &AFTER_DECISION, mix((45, 1), (55, 4), (0, 0), &PLANNING)),
    nara_vard("fast-lakarkontakt", "1603", ore(92_874, 25), ore(271_403, 90), &AFTER_DECISION, mix((30, 1), (70, 3), (0, 0), &PLANNING)),
    nara_vard("regelverk", "1604", ore(273_918, 60), ore(479_655, 15), &EVEN, mix((60, 1), (40, 3), (0, 0), &KNOWLEDGE)),
    nara_vard("patientkontrakt", "1605", ore(388_240, 5), ore(921_377, 70), &AFTER_DECISION, mix((50, 2), (50, 4), (0, 0), &KNOWLEDGE)),
    nara_vard("uppfoljningsverktyg", "1606", ore(345_180, 30), ore(391_744, 55), &EVEN, mix((0, 0), (100, 5), (0, 0), &FOLLOW_UP)),
    nara_vard("barnhalsovard", "1607", ore(521_733, 40), ore(968_120, 85), &EVEN, mix((75, 2), (25, 3), (0, 0), &PLANNING)),
    medarbetare("webbplatser", "1701", ore(2_553_118, 40), ore(6_418_760, 20), &AFTER_DECISION, mix((25, 2), (75, 8), (0, 0), &WEB)),
    medarbetare("vardlots", "1702", ore(1_226_405, 75), ore(1_884_930, 10), &EVEN, mix((90, 3), (10, 2), (0, 0), &PLANNING)),
    medarbetare("utbildningsinsatser", "1703", ore(678_215, 50), ore(2_391_846, 95), &AFTER_DECISION, mix((20, 1), (80, 7), (0, 0), &TRAINING)),
    medarbetare("digital-plattform", "1704", ore(255_460, 10), ore(528_317, 65), &AFTER_DECISION, mix((0, 0), (100, 4), (0, 0), &SYSTEMS)),
    medarbetare("cambio", "1705", ore(2_786_330, 90), ore(4_318_902, 35), &EVEN, mix((25, 2), (75, 8), (0, 0), &SYSTEMS)),
    medarbetare("inera", "1706", ore(3_205_770, 15), ore(4_668_451, 40), &EVEN, mix((10, 1), (90, 6), (0, 0), &INERA)),
    medarbetare("servicetjanster", "1707", ore(204_115, 85), ore(858_240, 30), &AFTER_DECISION, mix((15, 1), (85, 4), (0, 0), &SERVICE)),
    medarbetare("vidareutbildning", "1708", ore(4_748_612, 20), ore(5_048_911, 75), &SPRING_TERM, mix((88, 6), (12, 3), (0, 0), &STUDIES)),
    medarbetare("karriartjanster", "1709", ore(756_904, 35), ore(1_238_466, 80), &EVEN, mix((100, 3), (0, 0), (0, 0), &STUDIES)),
    medarbetare("privata-vardgivare", "1710", ore(201_500, 0), ore(486_300, 0), &AFTER_DECISION, mix((0, 0), (100, 3), (0, 0), &PRIVATE)),
    delat("e-halsa", "standarder", "94201", "1801", ore(731_884, 60), ore(1_189_207, 25), mix((60, 2), (40, 4), (0, 0), &EHEALTH)),
    delat("ambulans", "mobi-med", "94202", "1901", ore(171_240, 45), ore(362_815, 50), mix((20, 1), (80, 4), (0, 0), &AMBULANCE)),
    delat("ambulans", "provtagning", "94202", "1902", ore(214_605, 90), ore(378_920, 15), mix((15, 1), (85, 4), (0, 0), &AMBULANCE)),
    delat("ambulans", "responstid", "94202", "1903", ore(69_318, 20), ore(168_044, 70), mix((70, 1), (30, 2), (0, 0), &AMBULANCE)),
    delat("ambulans", "inre-befal", "94202", "1904", ore(176_830, 55), ore(261_502, 85), mix((95, 1), (5, 1), (0, 0), &AMBULANCE)),
    delat("ambulans", "sjuktransport", "94202", "1905", ore(51_774, 10), ore(149_360, 95), mix((0, 0), (100, 3), (0, 0), &AMBULANCE)),
];

/// Adds the year's vouchers of each activity.
pub(crate) fn add(ledger: &mut Ledger, random: &mut Random) {
    for planned in &ACTIVITIES {
        // No two months are quite alike.
        let mut uneven = |weight: u32| weight * random.between(84, 116);
        let until_august = share(planned.until_august, &planned.pace.to_august.map(&mut uneven));
        let rest = planned.whole_year - planned.until_august;
        let after = share(rest, &planned.pace.after.map(&mut uneven));
        for (month, ore) in (1..=13).zip(until_august.into_iter().chain(after)) {
            add_period(ledger, random, &planned.activity, period(month), ore);
        }
    }
}

const fn nara_vard(
    id: &'static str,
    aktivitet: &'static str,
    until_august: i64,
    whole_year: i64,
    pace: &'static Pace,
    mix: Mix,
) -> Planned {
    let activity = Activity {
        area: "nara-vard",
        id,
        objekt: "9916",
        projekt: "",
        aktivitet,
        ansvar: &["21110", "21120", "21130", "21145"],
        verksamhet: "012",
        internal_text: "Fördelning nära vård",
        mix,
    };
    Planned { activity, until_august, whole_year, pace }
}

const fn medarbetare(
    id: &'static str,
    aktivitet: &'static str,
    until_august: i64,
    whole_year: i64,
    pace: &'static Pace,
    mix: Mix,
) -> Planned {
    let activity = Activity {
        area: "medarbetare",
        id,
        objekt: "9917",
        projekt: "",
        aktivitet,
        ansvar: &["11210", "11240", "11305", "12410"],
        verksamhet: "831",
        internal_text: "Fördelning nära vård",
        mix,
    };
    Planned { activity, until_august, whole_year, pace }
}

/// Object 9942 is shared by two areas; the projekt says which.
const fn delat(
    area: &'static str,
    id: &'static str,
    projekt: &'static str,
    aktivitet: &'static str,
    until_august: i64,
    whole_year: i64,
    mix: Mix,
) -> Planned {
    let activity = Activity {
        area,
        id,
        objekt: "9942",
        projekt,
        aktivitet,
        ansvar: &["24510", "24520", "11260"],
        verksamhet: "251",
        internal_text: "Fördelning nära vård",
        mix,
    };
    Planned { activity, until_august, whole_year, pace: &EVEN }
}
