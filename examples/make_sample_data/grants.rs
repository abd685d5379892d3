//! The ordinary vouchers on the agreements' objects: what an activity is, and what it costs in a period.

use crate::calendar::{Period, booking_day, is_closing, month_name, registration_day};
use crate::ledger::{Codes, Intent, Ledger, Row, Voucher};
use crate::random::{Random, share};

/// A kind of invoice.
pub(crate) struct Item {
    konto: &'static str,
    text: &'static str,
    vat: bool,
    motpart: &'static [&'static str],
}

pub(crate) const fn item(konto: &'static str, text: &'static str, vat: bool) -> Item {
    Item { konto, text, vat, motpart: &["811", "812", "865", "870"] }
}

/// Care bought from a private provider: no VAT, and a counterparty that is private.
pub(crate) const fn private(konto: &'static str, text: &'static str) -> Item {
    Item { konto, text, vat: false, motpart: &PRIVATE_MOTPART }
}

/// The counterparties that are private.
pub(crate) static PRIVATE_MOTPART: [&str; 2] = ["865", "870"];

/// How the cost of a month is made up: the weight of each kind, and how many of them there are.
pub(crate) struct Mix {
    /// Weight and posts; a post gives three rows.
    salaries: (u32, u32),
    /// Weight and invoices.
    invoices: (u32, u32),
    /// Weight and units that get internal money.
    internal: (u32, u32),
    items: &'static [Item],
}

pub(crate) const fn mix(
    salaries: (u32, u32),
    invoices: (u32, u32),
    internal: (u32, u32),
    items: &'static [Item],
) -> Mix {
    Mix { salaries, invoices, internal, items }
}

/// One activity: its codes, and what its costs are made of.
pub(crate) struct Activity {
    pub(crate) area: &'static str,
    /// Empty for an area that isn't divided into activities.
    pub(crate) id: &'static str,
    pub(crate) objekt: &'static str,
    pub(crate) projekt: &'static str,
    pub(crate) aktivitet: &'static str,
    pub(crate) ansvar: &'static [&'static str],
    pub(crate) verksamhet: &'static str,
    /// What internal money is called.
    pub(crate) internal_text: &'static str,
    pub(crate) mix: Mix,
}

/// One activity in one period: `ore` in all, by the activity's mix.
pub(crate) fn add_period(ledger: &mut Ledger, random: &mut Random, activity: &Activity, period: Period, ore: i64) {
    let mix = &activity.mix;
    if is_closing(period) {
        ledger.add(accrual(activity, random, period, ore));
        return;
    }
    let parts = share(ore, &[mix.salaries.0, mix.invoices.0, mix.internal.0]);
    if mix.salaries.1 > 0 {
        ledger.add(payroll(activity, random, period, parts[0]));
    }
    if mix.invoices.1 > 0 {
        for part in random.split(parts[1], mix.invoices.1) {
            ledger.add(invoice(activity, random, period, part));
        }
    }
    if mix.internal.1 > 0 {
        ledger.add(internal(activity, random, period, parts[2]));
    }
}

/// A code string on the activity's object.
fn codes(activity: &Activity, konto: &str, ansvar: &str) -> Codes {
    let place = (activity.objekt, ansvar, activity.verksamhet);
    Codes::at(place, konto, activity.aktivitet, activity.projekt)
}

/// A cost of the activity.
fn cost(activity: &Activity, codes: Codes, text: String, ore: i64) -> Row {
    let intent = Intent::Spend { area: activity.area, activity: activity.id };
    Row::new(codes, text, ore, intent)
}

/// The month's salaries: pay, employer's contributions (31.42 %) and pension for each post.
fn payroll(activity: &Activity, random: &mut Random, period: Period, ore: i64) -> Voucher {
    let month = month_name(period);
    let mut rows = Vec::new();
    for post in random.split(ore, activity.mix.salaries.1) {
        let ansvar = random.pick(activity.ansvar);
        let parts = share(post, &[10_000, 3_142, 1_158]);
        let kinds = [("4011", "Månadslön"), ("4511", "Arbetsgivaravgift"), ("4561", "Pensionsavgift")];
        for ((konto, text), part) in kinds.into_iter().zip(parts) {
            let codes = codes(activity, konto, ansvar);
            rows.push(cost(activity, codes, format!("{text} {month}"), part));
        }
    }
    rows.push(Row::counter("2891", "Löneavräkning", -ore));
    voucher('M', period, 24, rows, random)
}

/// A supplier's invoice: one or two cost rows, VAT where there is any, and the debt.
fn invoice(activity: &Activity, random: &mut Random, period: Period, ore: i64) -> Voucher {
    let item = random.pick(activity.mix.items);
    let ansvar = random.pick(activity.ansvar);
    let motpart = (*random.pick(item.motpart)).to_owned();
    let lines = if random.chance(20) { 2 } else { 1 };
    let mut rows = Vec::new();
    for part in random.split(ore, lines) {
        let mut codes = codes(activity, item.konto, ansvar);
        codes.motpart.clone_from(&motpart);
        let text = invoice_text(item, period);
        rows.push(cost(activity, codes, text, part));
    }
    let vat = if item.vat { ore / 4 } else { 0 };
    if vat != 0 {
        rows.push(Row::counter("1687", "Ingående moms", vat));
    }
    rows.push(Row::counter("2441", "Leverantörsskuld", -ore - vat));
    voucher('L', period, 1, rows, random)
}

fn invoice_text(item: &Item, period: Period) -> String {
    format!("{}, {}", item.text, month_name(period))
}

/// Money to the region's own care units: a cost here, an internal income there.
fn internal(activity: &Activity, random: &mut Random, period: Period, ore: i64) -> Voucher {
    let text = format!("{}, {}", activity.internal_text, month_name(period));
    let mut rows = Vec::new();
    let units = random.split(ore, activity.mix.internal.1);
    for (number, part) in (21_201..).zip(units) {
        let mut costs = codes(activity, "5821", activity.ansvar[0]);
        "100".clone_into(&mut costs.motpart);
        rows.push(cost(activity, costs, text.clone(), part));
        let income = Codes {
            konto: "3821".to_owned(),
            ansvar: format!("{number}"),
            verksamhet: "010".to_owned(),
            motpart: "100".to_owned(),
            ..Codes::default()
        };
        rows.push(Row::new(income, text.clone(), -part, Intent::OutOfScope));
    }
    voucher('B', period, 10, rows, random)
}

/// What belongs to the year but was invoiced after it.
fn accrual(activity: &Activity, random: &mut Random, period: Period, ore: i64) -> Voucher {
    let mut rows = Vec::new();
    for part in random.split(ore, 2) {
        let item = random.pick(activity.mix.items);
        let (konto, what) =
            if activity.mix.invoices.1 > 0 { (item.konto, item.text) } else { ("4111", "lön och semester") };
        let codes = codes(activity, konto, activity.ansvar[0]);
        let text = format!("Upplupet bokslut, {what}");
        rows.push(cost(activity, codes, text, part));
    }
    rows.push(Row::counter("2991", "Upplupna kostnader", -ore));
    voucher('B', period, 1, rows, random)
}

/// A supplier's invoice of one row without VAT, and its debt.
pub(crate) fn bill(period: Period, row: Row, random: &mut Random) -> Voucher {
    let debt = Row::counter("2441", "Leverantörsskuld", -row.ore);
    voucher('L', period, 3, vec![row, debt], random)
}

/// A voucher booked from a certain day of the month on and registered in time.
pub(crate) fn voucher(series: char, period: Period, from_day: u8, rows: Vec<Row>, random: &mut Random) -> Voucher {
    let booked = booking_day(period, from_day, random);
    let registered = registration_day(period, booked, random);
    Voucher { series, number: 0, period, booked, registered, rows, bank: false }
}
