//! The first pass over a SIE file: what it holds. Takes items, hands on the dimensions, which rows count, what the
//! vouchers sum to and what the file states beside them; refuses to judge: see `findings`.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::RandomState;

use crate::model::amount::AmountStyle;
use crate::model::finding::{Problem, text};
use crate::model::money::Ore;

use super::fields::Objects;
use super::items::{Balance, BalanceKind, Item, Standing, Voucher, month_of};

/// A sum, unknown as soon as one amount of it can't be read.
pub(super) type Sum = Option<Ore>;
/// Of nothing.
const ZERO: Sum = Some(Ore::ZERO);
/// By what the file writes.
type Sums<T> = hashbrown::HashMap<String, T, RandomState>;
/// Dimensions in the order of their numbers; a name that is no number comes last.
pub(super) type Dimension = (u64, String);
/// Year, period and account.
type Group = (String, String, String);

/// How many of something, and on which line the first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    pub(super) rows: u64,
    pub(super) first: u32,
}

/// What the file holds.
#[derive(Debug)]
pub(super) struct Survey {
    amounts: AmountStyle,
    /// Declared and used ones, with their names and the rows that count.
    pub(super) dimensions: BTreeMap<Dimension, (String, u64)>,
    pub(super) format: String,
    /// The last `#KSUMMA`: its line, and the sum, which is blank where the file ends before it.
    pub(super) checksum: Option<(u32, String)>,
    /// First and last month, by the year's number.
    pub(super) years: BTreeMap<String, (String, String)>,
    reaches: String,
    pub(super) vouchers: u64,
    pub(super) ignored: BTreeMap<String, u64>,
    pub(super) strays: Seen,
    pub(super) alone: Seen,
    pub(super) outside: Seen,
    /// Vouchers whose rows don't sum to nothing: line, series and number, the sum.
    pub(super) unbalanced: Vec<(u32, String, Ore)>,
    /// What the vouchers of the current year come to, by account and month.
    pub(super) months: Sums<Sums<Sum>>,
    /// The same by account, dimension's place and object.
    objects: Sums<HashMap<usize, Sums<Sum>>>,
    /// Dimensions of the vouchers' rows, with the rows that have an object, and the place of each as it is written.
    used: Vec<(Dimension, u64)>,
    places: HashMap<Dimension, usize>,
    written: Sums<usize>,
    /// Year balances, as the file states them.
    pub(super) stated: Vec<Stated>,
    /// Period balances by what they are broken down by.
    pub(super) periods: HashMap<Group, BTreeMap<Vec<Dimension>, (u32, Sum)>>,
}

/// A balance that the file states for a year.
#[derive(Debug)]
pub(super) struct Stated {
    pub(super) line: u32,
    pub(super) kind: BalanceKind,
    pub(super) year: String,
    pub(super) account: String,
    pub(super) object: Option<(Dimension, String)>,
    pub(super) amount: Sum,
}

/// What the rows are made of.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Basis {
    Vouchers,
    /// Period balances, broken down by these dimensions.
    Periods(Vec<Dimension>),
    /// Year balances of the income statement: all that a type 1 file has.
    Results,
}

/// What a layout makes of a survey.
#[derive(Debug)]
pub(super) struct Chosen {
    pub(super) basis: Basis,
    /// Dimensions that the layout asks for.
    pub(super) asked: Vec<Dimension>,
    /// All of the file's, with their names and the rows that count.
    pub(super) dimensions: BTreeMap<Dimension, (String, u64)>,
}

/// A dimension's number without leading zeros.
pub(super) fn dimension(written: &str) -> Dimension {
    match written.trim().parse::<u64>() {
        Ok(number) => (number, number.to_string()),
        Err(_) => (u64::MAX, written.trim().to_owned()),
    }
}

impl Survey {
    pub(super) fn new(amounts: AmountStyle) -> Self {
        Self {
            amounts,
            dimensions: BTreeMap::new(),
            format: String::new(),
            checksum: None,
            years: BTreeMap::new(),
            reaches: String::new(),
            vouchers: 0,
            ignored: BTreeMap::new(),
            strays: Seen::default(),
            alone: Seen::default(),
            outside: Seen::default(),
            unbalanced: Vec::new(),
            months: Sums::default(),
            objects: Sums::default(),
            used: Vec::new(),
            places: HashMap::new(),
            written: Sums::default(),
            stated: Vec::new(),
            periods: HashMap::new(),
        }
    }

    pub(super) fn add(&mut self, item: Item<'_>) {
        match item {
            Item::Voucher(voucher) => self.voucher(&voucher),
            Item::Balance(balance) => self.balance(&balance),
            Item::Year(number, start, end) => {
                let digits = |day: &str| month_of(day).into_owned();
                self.years.insert(number.into_owned(), (digits(&start), digits(&end)));
            }
            Item::Reaches(day) => self.reaches = month_of(&day).into_owned(),
            Item::Dimension(number, name) => {
                self.dimensions.entry(dimension(&number)).or_default().0 = name.into_owned();
            }
            Item::Checksum(line, sum) => self.checksum = Some((line, sum.into_owned())),
            Item::Format(set) => self.format = set.into_owned(),
            Item::Ignored(label) => *self.ignored.entry(label).or_default() += 1,
            Item::Stray(line) => self.strays.add(line),
        }
    }

    fn voucher(&mut self, voucher: &Voucher<'_>) {
        self.vouchers += 1;
        let mut sum = Some(Ore::ZERO);
        for entry in voucher.entries.iter().filter(|entry| entry.counts()) {
            let amount = self.amounts.parse(&entry.amount).ok();
            add(&mut sum, amount);
            if entry.standing == Standing::Alone {
                self.alone.add(entry.line);
            }
            let month = month_of(if entry.date.is_empty() { &voucher.date } else { &entry.date });
            let in_year = self.in_year(&month);
            if in_year {
                add(self.months.entry_ref(&*entry.account).or_default().entry_ref(&*month).or_insert(ZERO), amount);
            } else {
                self.outside.add(entry.line);
            }
            for (number, object) in &entry.objects {
                let place = self.place(number);
                if let Some((_, rows)) = self.used.get_mut(place).filter(|_| !object.is_empty()) {
                    *rows += 1;
                }
                if in_year {
                    let objects = self.objects.entry_ref(&*entry.account).or_default().entry(place).or_default();
                    add(objects.entry_ref(&**object).or_insert(ZERO), amount);
                }
            }
        }
        if let Some(difference) = sum.filter(|sum| *sum != Ore::ZERO) {
            let named = [voucher.series.trim(), voucher.number.trim()].join(" ").trim().to_owned();
            self.unbalanced.push((voucher.line, named, difference));
        }
    }

    /// The place of a dimension among those of the vouchers' rows.
    fn place(&mut self, written: &str) -> usize {
        if let Some(place) = self.written.get(written) {
            return *place;
        }
        let (number, next) = (dimension(written), self.used.len());
        let place = *self.places.entry(number.clone()).or_insert(next);
        if place == next {
            self.used.push((number, 0));
        }
        self.written.insert(written.to_owned(), place);
        place
    }

    /// The dimension of a voucher's row.
    pub(super) fn dimension(&self, written: &str) -> Cow<'_, Dimension> {
        let known = self.written.get(written).and_then(|place| self.used.get(*place));
        known.map_or_else(|| Cow::Owned(dimension(written)), |(number, _)| Cow::Borrowed(number))
    }

    /// What the vouchers of the current year come to on an object of an account.
    pub(super) fn on_object(&self, account: &str, dimension: &Dimension, object: &str) -> Sum {
        let objects = self.places.get(dimension).and_then(|place| self.objects.get(account)?.get(place));
        objects.and_then(|objects| objects.get(object)).copied().unwrap_or(ZERO)
    }

    /// After the last item.
    pub(super) fn finish(&mut self) {
        for (number, rows) in self.used.iter().filter(|(_, rows)| *rows > 0) {
            self.dimensions.entry(number.clone()).or_default().1 += rows;
        }
    }

    /// Without a current year, or with one that can't be read, every month is in it.
    fn in_year(&self, month: &str) -> bool {
        self.years
            .get("0")
            .is_none_or(|(start, end)| month.len() != 6 || (start.as_str()..=end.as_str()).contains(&month))
    }

    fn balance(&mut self, balance: &Balance<'_>) {
        let amount = self.amounts.parse(&balance.amount).ok();
        let (year, account) = (balance.year.to_string(), balance.account.to_string());
        if balance.kind == BalanceKind::Period {
            let by = broken_down_by(&balance.objects);
            let group = self.periods.entry((year, balance.period.to_string(), account)).or_default();
            add(&mut group.entry(by).or_insert((balance.line, Some(Ore::ZERO))).1, amount);
            return;
        }
        let object = balance.objects.first().map(|(number, object)| (dimension(number), object.to_string()));
        self.stated.push(Stated { line: balance.line, kind: balance.kind, year, account, object, amount });
    }

    /// How amounts were read.
    pub(super) fn amounts(&self) -> &AmountStyle {
        &self.amounts
    }

    /// What a layout makes of it that names these dimensions for balances, and asks for those.
    pub(super) fn choose(&self, named: &[Dimension], asked: Vec<Dimension>) -> Result<Chosen, Problem> {
        let (basis, mut dimensions) = (self.basis(named)?, self.dimensions.clone());
        if let Basis::Periods(by) = &basis {
            for number in by {
                let used = self.periods.values().filter(|group| group.contains_key(by)).count();
                dimensions.entry(number.clone()).or_default().1 += u64::try_from(used).unwrap_or(u64::MAX);
            }
        }
        Ok(Chosen { basis, asked, dimensions })
    }

    /// What the rows are made of: vouchers before period balances before year balances, since each holds what the
    /// next sums up. Period balances by several dimensions overlap, so one must be named.
    fn basis(&self, named: &[Dimension]) -> Result<Basis, Problem> {
        if self.vouchers > 0 {
            return Ok(Basis::Vouchers);
        }
        if self.periods.is_empty() {
            return Ok(Basis::Results);
        }
        let mut ways = self.ways();
        let by = if named.is_empty() {
            if ways.len() > 1 {
                let shown =
                    |by: &Vec<Dimension>| by.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join("+");
                let list: Vec<String> = ways.iter().map(shown).collect();
                return Err(Problem::new("sie-several-breakdowns", vec![("dimensions", text(list.join(", ")))]));
            }
            ways.pop().unwrap_or_default()
        } else {
            named.to_vec()
        };
        Ok(Basis::Periods(by))
    }

    /// The dimensions, alone or together, that period balances are broken down by.
    pub(super) fn ways(&self) -> Vec<Vec<Dimension>> {
        let ways = self.periods.values().flat_map(BTreeMap::keys).filter(|by| !by.is_empty());
        let mut ways: Vec<Vec<Dimension>> = ways.cloned().collect();
        ways.sort_unstable();
        ways.dedup();
        ways
    }

    /// What a total adds to the objects' own balances: itself where there are none, else what is on no object.
    pub(super) fn remainder(&self, balance: &Balance<'_>, by: &[Dimension]) -> Remainder {
        let key = (balance.year.to_string(), balance.period.to_string(), balance.account.to_string());
        let Some(group) = self.periods.get(&key) else { return Remainder::All };
        let Some((_, parts)) = group.get(by).filter(|_| !by.is_empty()) else { return Remainder::All };
        match group.get(&Vec::new()) {
            Some((line, _)) if *line != balance.line => Remainder::None,
            Some((_, Some(total))) => match parts.and_then(|parts| total.minus(parts).ok()) {
                Some(Ore::ZERO) => Remainder::None,
                Some(rest) => Remainder::Rest(rest),
                None => Remainder::Unknown,
            },
            _ => Remainder::Unknown,
        }
    }

    /// The last month that a year balance is of.
    pub(super) fn last_month(&self, year: &str) -> String {
        if year == "0" && !self.reaches.is_empty() {
            return self.reaches.clone();
        }
        self.years.get(year).map(|(_, end)| end.clone()).unwrap_or_default()
    }
}

/// What is left of a total.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Remainder {
    All,
    Rest(Ore),
    None,
    /// An amount can't be read.
    Unknown,
}

impl Seen {
    fn add(&mut self, line: u32) {
        if self.rows == 0 {
            self.first = line;
        }
        self.rows += 1;
    }
}

pub(super) fn add(sum: &mut Sum, amount: Sum) {
    *sum = sum.zip(amount).and_then(|(sum, amount)| sum.plus(amount).ok());
}

/// The dimensions of a list, in order.
pub(super) fn broken_down_by(objects: &Objects<'_>) -> Vec<Dimension> {
    let mut by: Vec<Dimension> = objects.iter().map(|(number, _)| dimension(number)).collect();
    by.sort_unstable();
    by
}
