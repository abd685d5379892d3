//! The reconciliation (*avstämning*): actual against decided, per agreement, area and activity. Made from balances,
//! handed to the tables; holds öre and counts, no titles and no rounding.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::control::Totals;
use super::fate::Fate;
use super::finding::Finding;
use super::money::{Ore, Overflow};
use super::period::{Period, Through};
use super::rounding::Rounded;

/// All that the judgement found.
#[derive(Clone, Debug, Default)]
pub struct Reconciliation {
    /// In the pipeline's order.
    pub agreements: Vec<AgreementResult>,
    /// Rows and öre of every fate that occurs.
    pub fates: BTreeMap<Fate, Totals>,
    /// The same by account group.
    pub fates_by_group: BTreeMap<(Fate, Option<u16>), Totals>,
    /// All findings, worst first, then by code and place.
    pub findings: Vec<Finding>,
    /// Rows and net of all lines, as the reconciliation counted them.
    pub counted: (u64, Ore),
    /// The job's report tables, worked out; in the order of its profiles.
    pub tables: Vec<TableResult>,
    /// Which share of its national frame each part of a grant is.
    pub shares: Vec<ShareResult>,
}

/// A report table (*rapporttabell*): exact amounts and how they are shown.
#[derive(Clone, Debug, Default)]
pub struct TableResult {
    /// Rows in order.
    pub rows: Vec<TableRow>,
    /// Sum of the rows' amounts.
    pub total: Ore,
    /// The amounts as shown.
    pub rounded: Rounded,
    /// Of the agreements or areas that the table accounts for; none where it doesn't show spend.
    pub account: Option<Account>,
}

/// One row of a report table.
#[derive(Clone, Debug)]
pub struct TableRow {
    /// Position of the agreement.
    pub agreement: u16,
    /// What of it.
    pub of: RowOf,
    /// The exact amount.
    pub amount: Ore,
    /// The decision gives none: absent is not zero.
    pub absent: bool,
    /// What the agreement says that it should be, where it does.
    pub stated: Option<Ore>,
    /// Of a whole agreement's spend: what of its money that accounts for.
    pub account: Option<Account>,
}

/// What of an agreement a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowOf {
    /// All of it.
    Agreement,
    /// A part of the grant: position of its area, if it has one, and of the part there.
    Part(Option<u16>, u16),
    /// An area.
    Area(u16),
    /// An activity; none for the line *Utan aktivitet*.
    Activity(u16, Option<u16>),
    /// Received but booked on no part of the grant.
    NoPart,
}

impl RowOf {
    /// Whether an area's money is among what the row is about.
    pub fn covers(self, area: u16) -> bool {
        match self {
            Self::Agreement | Self::NoPart | Self::Part(None, _) => true,
            Self::Area(a) | Self::Activity(a, _) | Self::Part(Some(a), _) => a == area,
        }
    }
}

/// What was received against what is accounted for: the rest is a line of its own, never absorbed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Granted.
    pub received: Ore,
    /// Sent on to others.
    pub forwarded: Ore,
    /// Accounted for by the table's rows.
    pub used: Ore,
}

impl Account {
    /// Received, neither sent on nor accounted for (*ej redovisat*).
    pub fn left(&self) -> Result<Ore, Overflow> {
        self.received.minus(self.forwarded)?.minus(self.used)
    }
}

/// Which share of its national frame an amount is (*fördelningsnyckel*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareResult {
    /// Position of the agreement.
    pub agreement: u16,
    /// Position of the area; none for a part of the whole agreement.
    pub area: Option<u16>,
    /// Position of the grant part; none for what was allocated to the area.
    pub part: Option<u16>,
    /// The amount.
    pub amount: Ore,
    /// The frame.
    pub frame: Ore,
    /// In 10^-7 percent, rounded.
    pub share: i64,
    /// True where the amount follows the share that most of the frames have in common; none where none is common.
    pub common: Option<bool>,
}

/// One agreement's areas, in the decision's order.
#[derive(Clone, Debug, Default)]
pub struct AgreementResult {
    /// Areas.
    pub areas: Vec<AreaResult>,
    /// What the ledger has of each part of the grant, as [`super::agreement::Agreement::parts`] lists them; none where
    /// the postings don't tell which part they are.
    pub booked: Vec<Option<Ore>>,
    /// Of lists with parts that the postings don't tell apart, by the list's area: what those parts have together.
    pub booked_together: BTreeMap<Option<u16>, Ore>,
    /// Grant income that no part takes.
    pub booked_elsewhere: Ore,
}

/// One area.
#[derive(Clone, Debug, Default)]
pub struct AreaResult {
    /// Sum of the granted parts; none where the decision names none.
    pub granted: Option<Ore>,
    /// What the board allocated.
    pub allocated: Option<Ore>,
    /// Activities in the decision's order, then the line *Utan aktivitet*.
    pub lines: Vec<LineResult>,
    /// The area's assessment.
    pub assessment: Option<Assessment>,
}

/// One activity, or the line *Utan aktivitet*.
#[derive(Clone, Debug, Default)]
pub struct LineResult {
    /// Position of the activity; none for *Utan aktivitet*.
    pub activity: Option<u16>,
    /// Decided amount.
    pub allocated: Option<Ore>,
    /// Postings of account groups that count as spend.
    pub spend: Flow,
    /// Postings that would be spend, of an activity whose money is sent on.
    pub forwarded: Flow,
    /// Postings of any other group: income, investment, balance-sheet accounts.
    pub other: Flow,
    /// Spend by code of the breakdown part (*ansvar*), in the codes' order.
    pub by_breakdown: Vec<CodeSpend>,
    /// Spend and other by account group.
    pub by_group: BTreeMap<u16, Flow>,
    /// How spend stands to what was decided.
    pub assessment: Option<Assessment>,
}

/// Rows and net öre by period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// Number of rows.
    pub rows: u64,
    /// Net by period, in order.
    pub by_period: Vec<(Period, Ore)>,
}

/// Spend with one code of the breakdown part. A run has many thousands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeSpend {
    /// The code, shared among the lines that have it.
    pub code: Arc<str>,
    /// Number of rows.
    pub rows: u64,
    /// Net öre in the run's own period (*perioden*).
    pub in_period: Ore,
    /// Net öre accumulated from January (*ackumulerat*).
    pub accumulated: Ore,
}

/// How spend stands to what was decided (*bedömning*).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assessment {
    /// More than decided is spent.
    Over,
    /// Within the job's margin of what was decided.
    Near,
    /// At this rate more than decided will be spent by year end.
    ForecastOver,
    /// Well under the share of the year that has gone.
    Behind,
    /// As [`Self::Behind`], of money that is divided on no activities: nothing says when it is to be used.
    Undivided,
    /// None of these.
    OnTrack,
}

impl Assessment {
    /// The name that tables use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Over => "over",
            Self::Near => "near",
            Self::ForecastOver => "forecast-over",
            Self::Behind => "behind",
            Self::Undivided => "undivided",
            Self::OnTrack => "on-track",
        }
    }
}

impl Flow {
    /// Takes a balance in.
    pub fn add(&mut self, period: Period, totals: &Totals) -> Result<(), Overflow> {
        self.add_net(period, totals.rows, totals.net()?)
    }

    fn add_net(&mut self, period: Period, rows: u64, net: Ore) -> Result<(), Overflow> {
        self.rows += rows;
        let place = match self.by_period.last() {
            Some((last, _)) if *last == period => Ok(self.by_period.len() - 1),
            _ => self.by_period.binary_search_by_key(&period, |(period, _)| *period),
        };
        match place {
            Ok(place) => self.by_period[place].1 = self.by_period[place].1.plus(net)?,
            Err(place) => self.by_period.insert(place, (period, net)),
        }
        Ok(())
    }

    /// Takes another flow in.
    pub fn merge(&mut self, other: &Self) -> Result<(), Overflow> {
        self.rows += other.rows;
        other.by_period.iter().try_for_each(|(period, net)| self.add_net(*period, 0, *net))
    }

    /// Accumulated from January (*ackumulerat*).
    pub fn accumulated(&self) -> Result<Ore, Overflow> {
        Ore::sum(self.by_period.iter().map(|(_, net)| *net))
    }

    /// In the run's own period (*perioden*).
    pub fn in_period(&self, through: Through) -> Result<Ore, Overflow> {
        let (first, last) = through.in_period();
        let within = self.by_period.iter().filter(|(period, _)| (first..=last).contains(&period.month()));
        Ore::sum(within.map(|(_, net)| *net))
    }

    /// In one period number.
    pub fn month(&self, month: u8) -> Result<Ore, Overflow> {
        Ore::sum(self.by_period.iter().filter(|(period, _)| period.month() == month).map(|(_, net)| *net))
    }
}

impl AreaResult {
    /// Sent on to others by all lines.
    pub fn forwarded(&self) -> Result<Ore, Overflow> {
        Ore::sum(self.lines.iter().map(|line| line.forwarded.accumulated()).collect::<Result<Vec<_>, _>>()?)
    }

    /// What may be used: what the board allocated, or where it allocated nothing what was granted.
    pub fn limit(&self) -> Option<Ore> {
        self.allocated.or(self.granted)
    }

    /// Spend, and what was sent on: what is gone of the area's money.
    pub fn gone(&self) -> Result<Ore, Overflow> {
        self.spend()?.accumulated()?.plus(self.forwarded()?)
    }

    /// Spend of all lines.
    pub fn spend(&self) -> Result<Flow, Overflow> {
        let mut sum = Flow::default();
        for line in &self.lines {
            sum.merge(&line.spend)?;
        }
        Ok(sum)
    }
}

impl AgreementResult {
    /// Sent on to others by all areas.
    pub fn forwarded(&self) -> Result<Ore, Overflow> {
        Ore::sum(self.areas.iter().map(AreaResult::forwarded).collect::<Result<Vec<_>, _>>()?)
    }

    /// Spend of all areas.
    pub fn spend(&self) -> Result<Flow, Overflow> {
        let mut sum = Flow::default();
        for area in &self.areas {
            sum.merge(&area.spend()?)?;
        }
        Ok(sum)
    }
}

impl Reconciliation {
    /// Rows and net öre of all lines.
    pub fn count(&self) -> Result<(u64, Ore), Overflow> {
        let lines = self.agreements.iter().flat_map(|a| &a.areas).flat_map(|a| &a.lines);
        let mut counted = (0, Ore::ZERO);
        for flow in lines.flat_map(|line| [&line.spend, &line.forwarded, &line.other]) {
            counted.0 += flow.rows;
            counted.1 = counted.1.plus(flow.accumulated()?)?;
        }
        Ok(counted)
    }
}
