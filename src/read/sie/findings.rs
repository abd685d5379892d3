//! What a SIE file says of itself and doesn't hold. Takes the survey, hands on findings; refuses to compare a balance
//! with vouchers that the file doesn't have.

use std::collections::HashMap;

use crate::model::finding::{Code, Finding, Place, Value, text};
use crate::model::money::Ore;

use super::decode;
use super::items::BalanceKind;
use super::survey::{Basis, Chosen, Dimension, Seen, Stated, Sum, Survey, add};

/// Findings of one kind; what there is more of is counted.
const MOST: usize = 50;

/// Everything that is worth telling of the file, in the order of the registry.
pub(super) fn of(survey: &Survey, chosen: &Chosen, used: Option<&str>, name: &str) -> Vec<Finding> {
    let basis = &chosen.basis;
    let mut told = Told { name, findings: Vec::new() };
    if let Some(used) = used.filter(|used| !decode::agrees(&survey.format, used)) {
        told.tell(Code::SieEncoding, None, vec![("declared", text(&survey.format)), ("used", text(used))]);
    }
    if !survey.ignored.is_empty() {
        let list: Vec<String> = survey.ignored.iter().map(|(label, rows)| format!("{label} ({rows})")).collect();
        told.tell(Code::SieNotRead, None, vec![("labels", text(list.join(", ")))]);
    }
    match &survey.checksum {
        Some((line, sum)) if sum.is_empty() => told.tell(Code::SieChecksumOpen, Some(*line), Vec::new()),
        Some((line, sum)) => told.tell(Code::SieChecksumUnchecked, Some(*line), vec![("value", text(sum))]),
        None => {}
    }
    told.seen(Code::SieStrayLines, survey.strays, Vec::new());
    if !survey.years.contains_key("0") {
        told.tell(Code::SieYearMissing, None, Vec::new());
    }
    let (start, end) = survey.years.get("0").cloned().unwrap_or_default();
    told.seen(Code::SieOutsideYear, survey.outside, vec![("start", text(start)), ("end", text(end))]);
    told.seen(Code::SieAddedAlone, survey.alone, Vec::new());
    dimensions(chosen, &mut told);
    rows_of(survey, basis, &mut told);
    let unbalanced = survey.unbalanced.iter().map(|(line, voucher, difference)| {
        (*line, vec![("voucher", text(voucher)), ("difference", Value::Amount(*difference))])
    });
    told.capped(Code::SieVoucherUnbalanced, unbalanced.collect());
    let differing = Balances::new(survey, basis).differing();
    told.capped(Code::SieBalanceDiffers, differing);
    told.findings
}

/// Dimensions that the layout asks for in vain, and used ones that it doesn't ask for.
fn dimensions(chosen: &Chosen, told: &mut Told<'_>) {
    let in_vain = |asked: &&Dimension| chosen.dimensions.get(*asked).is_none_or(|(_, rows)| *rows == 0);
    let unused: Vec<&str> = chosen.asked.iter().filter(in_vain).map(|(_, number)| number.as_str()).collect();
    if !unused.is_empty() {
        told.tell(Code::SieDimensionUnused, None, vec![("dimensions", text(unused.join(", ")))]);
    }
    for (number, (name, rows)) in &chosen.dimensions {
        if *rows > 0 && !chosen.asked.contains(number) {
            let values = vec![("dimension", text(&number.1)), ("name", text(name)), ("rows", Value::Count(*rows))];
            told.tell(Code::SieDimensionUnmapped, None, values);
        }
    }
}

/// Rows that are balances have no vouchers behind them; those of whole years not even a month.
fn rows_of(survey: &Survey, basis: &Basis, told: &mut Told<'_>) {
    match basis {
        Basis::Vouchers => {}
        Basis::Periods(by) => {
            let names: Vec<&str> = by.iter().map(|(_, name)| name.as_str()).collect();
            told.tell(Code::SiePeriodBalances, None, vec![("dimensions", text(names.join(", ")))]);
        }
        Basis::Results => {
            let rows = survey.stated.iter().filter(|stated| stated.kind == BalanceKind::Result).count();
            let rows = crate::model::finding::count(rows);
            told.tell(Code::SieYearBalances, None, vec![("rows", rows), ("period", text(survey.last_month("0")))]);
        }
    }
}

struct Told<'n> {
    name: &'n str,
    findings: Vec<Finding>,
}

type Values = Vec<(&'static str, Value)>;

impl Told<'_> {
    fn tell(&mut self, code: Code, row: Option<u32>, values: Values) {
        let place = Place { file: Some(self.name.to_owned()), row, ..Place::default() };
        self.findings.push(Finding::new(code, values).in_place(place));
    }

    fn seen(&mut self, code: Code, seen: Seen, mut values: Values) {
        if seen.rows > 0 {
            values.insert(0, ("rows", Value::Count(seen.rows)));
            self.tell(code, Some(seen.first), values);
        }
    }

    fn capped(&mut self, code: Code, list: Vec<(u32, Values)>) {
        let more = list.len().saturating_sub(MOST);
        for (line, values) in list.into_iter().take(MOST) {
            self.tell(code, Some(line), values);
        }
        if more > 0 {
            let values = vec![("code", text(code.name())), ("more", crate::model::finding::count(more))];
            self.tell(Code::SieMore, None, values);
        }
    }
}

/// What the file states for the current year, and what its rows come to.
struct Balances<'a> {
    survey: &'a Survey,
    basis: &'a Basis,
    /// By account: the rows of the current year.
    moved: HashMap<&'a str, Sum>,
    /// By account and object: the opening balance; `None` where the file states none at all.
    opening: Option<HashMap<(&'a str, String), Sum>>,
}

/// An object as a key and as it is shown.
fn object_of(stated: &Stated) -> String {
    stated.object.as_ref().map_or_else(String::new, |((_, number), object)| format!("{{{number} {object}}}"))
}

impl<'a> Balances<'a> {
    fn new(survey: &'a Survey, basis: &'a Basis) -> Self {
        let mut moved: HashMap<&str, Sum> = HashMap::new();
        if *basis == Basis::Vouchers {
            for (account, months) in &survey.months {
                let whole = moved.entry(account).or_insert(Some(Ore::ZERO));
                months.values().for_each(|sum| add(whole, *sum));
            }
        } else {
            for ((_, _, account), group) in survey.periods.iter().filter(|((year, _, _), _)| year == "0") {
                let sum = group.get(&Vec::new()).and_then(|(_, sum)| *sum);
                add(moved.entry(account).or_insert(Some(Ore::ZERO)), sum);
            }
        }
        let of = |kind, year: &str| {
            let fits = survey.stated.iter().filter(|s| s.kind == kind && s.year == year);
            let found: HashMap<_, _> = fits.map(|s| ((s.account.as_str(), object_of(s)), s.amount)).collect();
            Some(found).filter(|found| !found.is_empty())
        };
        let opening = of(BalanceKind::Opening, "0").or_else(|| of(BalanceKind::Closing, "-1"));
        Self { survey, basis, moved, opening }
    }

    /// Stated balances that the rows don't give: line and values.
    fn differing(&self) -> Vec<(u32, Values)> {
        if *self.basis == Basis::Results {
            return Vec::new();
        }
        let current = self.survey.stated.iter().filter(|stated| stated.year == "0");
        let mut list: Vec<(u32, Values)> = current.filter_map(|stated| self.year(stated)).collect();
        if *self.basis == Basis::Vouchers {
            list.extend(self.periods());
        }
        list.sort_by_key(|(line, _)| *line);
        list
    }

    fn year(&self, stated: &Stated) -> Option<(u32, Values)> {
        let mut found = match &stated.object {
            None => self.moved.get(stated.account.as_str()).copied().unwrap_or(Some(Ore::ZERO)),
            Some((dimension, object)) if *self.basis == Basis::Vouchers => {
                self.survey.on_object(&stated.account, dimension, object)
            }
            Some(_) => return None,
        };
        let label = match (stated.kind, &stated.object) {
            (BalanceKind::Result, _) => "#RES",
            (BalanceKind::Closing, object) => {
                let opening = self.opening.as_ref()?;
                let none = Some(Ore::ZERO);
                add(&mut found, *opening.get(&(stated.account.as_str(), object_of(stated))).unwrap_or(&none));
                if object.is_some() { "#OUB" } else { "#UB" }
            }
            (BalanceKind::Opening | BalanceKind::Period, _) => return None,
        };
        let account = format!("{} {}", stated.account, object_of(stated));
        differs(stated.line, label, account.trim(), stated.amount, found)
    }

    /// Period balances of accounts, beside the vouchers of the month.
    fn periods(&self) -> Vec<(u32, Values)> {
        let current = self.survey.periods.iter().filter(|((year, _, _), _)| year == "0");
        let compared = current.filter_map(|((_, period, account), group)| {
            let (line, stated) = group.get(&Vec::new())?;
            let found = self.survey.months.get(account).and_then(|months| months.get(period)).copied();
            let found = found.unwrap_or(Some(Ore::ZERO));
            differs(*line, "#PSALDO", &format!("{account} {period}"), *stated, found)
        });
        compared.collect()
    }
}

fn differs(line: u32, label: &str, account: &str, stated: Sum, found: Sum) -> Option<(u32, Values)> {
    let (stated, found) = stated.zip(found)?;
    let difference = found.minus(stated).ok().filter(|difference| *difference != Ore::ZERO)?;
    let values = vec![
        ("balance", text(label)),
        ("account", text(account)),
        ("stated", Value::Amount(stated)),
        ("found", Value::Amount(found)),
        ("difference", Value::Amount(difference)),
    ];
    Some((line, values))
}
