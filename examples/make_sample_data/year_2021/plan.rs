//! What each activity of 2021 costs, and how its vouchers are drawn: at random month by month, until the last
//! month's vouchers top it up to its amount.

use super::period;
use super::units::{self, Unit};
use crate::grants::{Activity, Item, Mix, add_period, item, mix, private};
use crate::ledger::{Ledger, ore};
use crate::random::Random;

/// One activity, or an area that isn't divided, and its money.
pub(crate) struct Drawn {
    pub(crate) agreement: &'static str,
    pub(crate) activity: Activity,
    /// Öre of the whole year with the closing period.
    pub(crate) whole_year: i64,
    /// The document states the amount; else it is invented.
    pub(crate) stated: bool,
    /// Weights of the months.
    pace: Months,
}

/// Draws each activity's vouchers. What corrections have brought to it already counts.
pub(crate) fn add(ledger: &mut Ledger, random: &mut Random) -> Result<(), String> {
    for Drawn { activity, whole_year, pace, .. } in &PLAN {
        let corrected = ledger.spent(activity.area, activity.id);
        let sum: u32 = pace.iter().sum();
        let mut months: Vec<_> = (1..=12).zip(*pace).filter(|(_, weight)| **weight > 0).collect();
        let last = months.pop().map_or(12, |(month, _)| month);
        for (month, &weight) in months {
            let share = (whole_year - corrected) * i64::from(weight) / i64::from(sum);
            let drawn = share * i64::from(random.between(860, 1_080)) / 1_000;
            add_period(ledger, random, activity, period(month), drawn);
        }
        let left = whole_year - ledger.spent(activity.area, activity.id);
        if left <= 0 {
            return Err(format!("{} {}: drawn past its amount", activity.area, activity.id));
        }
        add_period(ledger, random, activity, period(last), left);
    }
    Ok(())
}

/// The same each month, a little less in July.
static EVEN: [u32; 12] = [10, 10, 10, 10, 10, 10, 7, 10, 10, 10, 10, 11];
/// Most of it in term time.
static TERMS: [u32; 12] = [6, 10, 12, 12, 10, 4, 0, 3, 12, 13, 12, 6];
/// Work that grows during the year.
static GROWING: [u32; 12] = [0, 4, 5, 6, 7, 7, 4, 8, 11, 13, 14, 15];
/// One purchase in parts.
static PURCHASE: [u32; 12] = [0, 0, 8, 0, 28, 22, 0, 12, 10, 8, 0, 6];
/// A short piece of work.
static PROJECT: [u32; 12] = [0, 8, 10, 12, 10, 0, 0, 8, 12, 12, 10, 0];

static CHILDBIRTH: [Item; 4] = [
    item("5611", "Hyrbarnmorska", true),
    item("6421", "Medicinskt förbrukningsmaterial förlossning", true),
    item("7431", "Handledning nya barnmorskor", true),
    private("5731", "Ersättning privat barnmorskemottagning"),
];
static DOLL: [Item; 3] = [
    item("6521", "Avancerad förlossningsdocka, delleverans", true),
    item("6521", "Tillbehör förlossningsdocka", true),
    item("6521", "Reservdelar förlossningsdocka; simulering", true),
];
static LOCUMS: [Item; 2] =
    [item("5611", "Hyrläkare, bakjourskompetens", true), item("5611", "Hyrläkare obstetrik; jourpass", true)];
static TEAM: [Item; 2] =
    [item("7431", "Utbildning bäckenbotten", true), private("5731", "Ersättning privat fysioterapi")];
static CLINIC: [Item; 3] = [
    item("6411", "Förbrukningsmaterial mottagning", true),
    item("5211", "Laboratorietjänster, cytologi", false),
    private("5731", "Cellprov, privat barnmorskemottagning"),
];
static STUDENTS: [Item; 2] =
    [item("7451", "Utbildningsbidrag barnmorskestudent", false), item("7441", "Kurslitteratur", true)];
static PLANNING: [Item; 4] = [
    item("6831", "Processledning, konsult", true),
    item("6911", "Konferens; lokal och förtäring", true),
    item("7311", "Tryck av informationsmaterial", true),
    item("7011", "Resor i tjänsten", false),
];
static NEONATAL: [Item; 3] = [
    item("7431", "Kurs neonatal HLR", true),
    item("5811", "Uppdragsutbildning neonatalvård", false),
    item("7011", "Resor auskultation neonatalavdelning", false),
];
static REGISTRY: [Item; 1] = [item("6841", "Avgift kvalitetsregister SNQ", true)];
static COURSE: [Item; 2] = [item("7431", "Kurs Föda Utan Rädsla", true), item("6411", "Kursmaterial FUR", true)];
static PSYCHIATRY: [Item; 4] = [
    item("5611", "Hyrpersonal, mobilt team", true),
    item("7431", "Utbildning traumafokuserad behandling", true),
    item("7121", "Leasing bil mobilt team", true),
    private("5731", "Köpt psykologbehandling, privat vårdgivare"),
];
static PROGRAMMES: [Item; 4] = [
    item("6831", "Processtöd vårdförlopp, konsult", true),
    item("6911", "Möte lokalt programområde", true),
    item("6821", "Anpassning remissflöde", true),
    private("5711", "Ersättning LPO-deltagande, privat hälsocentral"),
];
static CARE: [Item; 4] = [
    private("5711", "Köpt primärvård, privat hälsocentral"),
    item("5721", "Utvecklingsmedel nära vård enligt listning", false),
    item("6231", "Lokalkostnad samverkansmöte", true),
    item("7431", "Utbildningsdag nära vård", true),
];
static STAFF: [Item; 4] = [
    item("6821", "Systemutveckling journalsystem", true),
    item("6841", "Licens schemaläggning; årsavgift", true),
    item("7431", "Handledarutbildning", true),
    item("5811", "Uppdragsutbildning lärosäte", false),
];
static STUDIES: [Item; 3] = [
    item("5811", "Studieavgift specialistutbildning", false),
    item("7011", "Resor studier", false),
    item("7441", "Kurslitteratur", true),
];
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
static CANCER: [Item; 3] = [
    item("5211", "Patologi, köpta svar", false),
    item("5611", "Hyrläkare endoskopi", true),
    private("5731", "Köpt diagnostik, privat vårdgivare"),
];
static ACCESS: [Item; 4] = [
    private("5731", "Köpt operation, privat vårdgivare"),
    item("5311", "Köpt vård, annan region", false),
    item("5611", "Hyrpersonal, kvällsmottagning", true),
    item("6821", "Webbtidbok, utveckling", true),
];
static DEFENCE: [Item; 4] = [
    item("6521", "Utrustning katastrofmedicin under halvt basbelopp", true),
    item("6421", "Beredskapslager sjukvårdsmaterial", true),
    item("7431", "Utbildning krigssjukvård", true),
    item("6831", "Risk- och sårbarhetsanalys, konsult", true),
];
static DOCTORS: [Item; 2] = [
    private("5711", "Läkartid äldreomsorg, privat hälsocentral"),
    private("5711", "Läkarmedverkan särskilt boende, privat hälsocentral"),
];
static VIOLENCE: [Item; 3] = [
    item("7431", "Utbildning våld i nära relationer", true),
    item("7311", "Tryck av stödmaterial; flera språk", true),
    item("6911", "Nätverksträff kommuner", true),
];

const ONE: (u32, u32) = (100, 1);
const NONE: (u32, u32) = (0, 0);

/// All that is charged, but what is forwarded to SKR. The pandemic's grants have no rows of cost.
// A table is read by its columns.
#[rustfmt::skip]
pub(crate) static PLAN: [Drawn; 35] = [
    womens_health("personal", "3101", 8_523_000, &EVEN, mix((88, 2), (12, 2), NONE, &CHILDBIRTH)),
    womens_health("docka", "3102", 300_000, &PURCHASE, mix(NONE, (100, 2), NONE, &DOLL)),
    womens_health("bakjour", "3103", 4_425_000, &EVEN, mix(NONE, (100, 2), NONE, &LOCUMS)),
    womens_health("team", "3104", 383_000, &EVEN, mix((72, 1), (28, 1), NONE, &TEAM)),
    womens_health("abort", "3105", 350_000, &EVEN, mix((92, 1), (8, 1), NONE, &CLINIC)),
    womens_health("cervixcancer", "3106", 350_000, &EVEN, mix((85, 1), (15, 1), NONE, &CLINIC)),
    womens_health("utbildning", "3107", 741_000, &TERMS, mix(NONE, (100, 2), NONE, &STUDENTS)),
    womens_health("mottagning", "3108", 116_000, &PROJECT, mix(NONE, ONE, NONE, &PLANNING)),
    womens_health("oversyn", "3109", 200_000, &PROJECT, mix((70, 1), (30, 1), NONE, &PLANNING)),
    womens_health("neonatologi", "3110", 700_000, &TERMS, mix(NONE, (100, 2), NONE, &NEONATAL)),
    womens_health("hemsjukvard", "3111", 1_160_000, &EVEN, mix(ONE, NONE, NONE, &NEONATAL)),
    womens_health("snq", "3112", 155_000, &EVEN, mix(NONE, ONE, NONE, &REGISTRY)),
    womens_health("fur", "3113", 49_000, &TERMS, mix(NONE, ONE, NONE, &COURSE)),
    mental_health("mobila", "3201", 3_334_000, &EVEN, mix((75, 1), (25, 2), NONE, &PSYCHIATRY)),
    mental_health("bup", "3202", 4_334_000, &EVEN, mix((80, 1), (20, 2), NONE, &PSYCHIATRY)),
    mental_health("trauma", "3203", 631_000, &GROWING, mix((60, 1), (40, 1), NONE, &PSYCHIATRY)),
    mental_health("kunskap", "3204", 1_263_000, &EVEN, mix((85, 1), (15, 1), NONE, &PLANNING)),
    pathways("patientkontrakt", "3501", 200_000, &PROJECT, mix(NONE, (100, 2), NONE, &PROGRAMMES)),
    pathways("primarvard", "3502", 700_000, &GROWING, mix(NONE, (60, 1), (40, 2), &PROGRAMMES)),
    pathways("psykiatri", "3503", 500_000, &GROWING, mix((80, 1), (20, 1), NONE, &PLANNING)),
    pathways("specialistvard", "3504", 800_000, &EVEN, mix((85, 1), (15, 1), NONE, &PROGRAMMES)),
    pathways("diagnostik", "3505", 400_000, &TERMS, mix(NONE, (100, 2), NONE, &PLANNING)),
    area("gnv-2021", "nara-vard", units::NEAR_CARE, "", ore(29_104_372, 46), &EVEN, mix((15, 1), (35, 3), (50, 3), &CARE)),
    area("gnv-2021", "medarbetare", units::STAFF, "91701", ore(28_771_018, 37), &GROWING, mix((35, 1), (65, 3), NONE, &STAFF)),
    area("gnv-2021", "karriartjanster", units::STAFF, "91702", ore(1_198_654, 20), &EVEN, mix(ONE, NONE, NONE, &STAFF)),
    area("gnv-2021", "vidareutbildning", units::STAFF, "91703", ore(4_988_716, 55), &EVEN, mix((88, 1), (12, 1), NONE, &STUDIES)),
    area("gnv-2021", "e-halsa", units::SHARED, "94201", ore(1_271_930, 15), &EVEN, mix((60, 1), (40, 1), NONE, &EHEALTH)),
    area("gnv-2021", "ambulans", units::SHARED, "94202", ore(1_276_402, 90), &GROWING, mix(NONE, (100, 2), NONE, &AMBULANCE)),
    area("psy-2021", "ungdomsmottagning", units::YOUTH, "", ore(1_702_388, 75), &EVEN, mix((94, 1), (6, 1), NONE, &PLANNING)),
    area("can-2021", "cancervard", units::CANCER, "", ore(4_511_207, 30), &EVEN, mix((45, 1), (55, 2), NONE, &CANCER)),
    area("til-2021", "tillganglighet", units::ACCESS, "", ore(35_460_118, 85), &GROWING, mix((30, 1), (70, 4), NONE, &ACCESS)),
    area("civ-2021", "civilt-forsvar", units::DEFENCE, "", ore(3_812_640, 40), &GROWING, mix((40, 1), (60, 1), NONE, &DEFENCE)),
    area("lak-2021", "lakarkompetens", units::DOCTORS, "", ore(4_102_365, 10), &EVEN, mix(NONE, (40, 2), (60, 2), &DOCTORS)),
    area("val-2021", "vald", units::VIOLENCE, "", ore(1_214_733, 65), &TERMS, mix((65, 1), (35, 1), NONE, &VIOLENCE)),
    area("pre-2021", "prehospital", units::PREHOSPITAL, "", ore(455_092, 25), &GROWING, mix(NONE, ONE, NONE, &AMBULANCE)),
];

/// Id and aktivitet of an activity.
type Id = (&'static str, &'static str);
type Months = &'static [u32; 12];

const fn womens_health(id: &'static str, aktivitet: &'static str, kronor: i64, pace: Months, mix: Mix) -> Drawn {
    stated("kvh-2021", "insatser", units::WOMEN, (id, aktivitet), kronor, pace, mix)
}

const fn mental_health(id: &'static str, aktivitet: &'static str, kronor: i64, pace: Months, mix: Mix) -> Drawn {
    stated("psy-2021", "regioninterna", units::MENTAL, (id, aktivitet), kronor, pace, mix)
}

const fn pathways(id: &'static str, aktivitet: &'static str, kronor: i64, pace: Months, mix: Mix) -> Drawn {
    stated("psv-2021", "vardforlopp", units::PATHWAYS, (id, aktivitet), kronor, pace, mix)
}

/// An activity whose amount the document states.
const fn stated(
    agreement: &'static str,
    area: &'static str,
    unit: Unit,
    id: Id,
    kronor: i64,
    pace: Months,
    mix: Mix,
) -> Drawn {
    let activity = activity(area, unit, "", id, mix);
    Drawn { agreement, activity, whole_year: ore(kronor, 0), stated: true, pace }
}

/// An area of which the document says only what was received.
const fn area(
    agreement: &'static str,
    area: &'static str,
    unit: Unit,
    projekt: &'static str,
    whole_year: i64,
    pace: Months,
    mix: Mix,
) -> Drawn {
    let activity = activity(area, unit, projekt, ("", ""), mix);
    Drawn { agreement, activity, whole_year, stated: false, pace }
}

const fn activity(area: &'static str, unit: Unit, projekt: &'static str, (id, aktivitet): Id, mix: Mix) -> Activity {
    let Unit { objekt, ansvar, verksamhet, internal_text } = unit;
    Activity { area, id, objekt, projekt, aktivitet, ansvar, verksamhet, internal_text, mix }
}
