//! Report tables: exact amounts row by row, how they are shown, what was received against what is accounted for, and a
//! printed document's figures held against them. Takes the judged agreements; refuses to change a figure because a
//! document says another.

use crate::model::agreement::{Agreement, GrantPart};
use crate::model::finding::{Code, Finding, Place, Value, text};
use crate::model::money::{Ore, Overflow};
use crate::model::period::Through;
use crate::model::reconciliation::{Account, AgreementResult, AreaResult, RowOf, TableResult, TableRow};
use crate::model::rounding::{Scale, Unit, decimal_text};
use crate::pipeline::{GroupKind, Measure, Pipeline, ProfileTable, Shows, Stated};

use super::part_year;

/// Works out one table.
pub(super) fn table(
    pipeline: &Pipeline,
    results: &[AgreementResult],
    table: &ProfileTable,
) -> Result<TableResult, Overflow> {
    let mut rows = Vec::new();
    for row in &table.rows {
        let place = usize::from(row.agreement);
        let one = One { pipeline, agreement: &pipeline.agreements[place], result: &results[place] };
        let amount = one.amount(table.measure, table.shows, row.of)?;
        // What nothing is booked on is no row of the document.
        let optional = matches!(row.of, RowOf::Activity(_, None) | RowOf::NoPart);
        if !(optional && amount == Ore::ZERO) {
            let of_whole = row.of == RowOf::Agreement && table.measure == Measure::Spend;
            let money = of_whole.then(|| money(one.agreement, one.result, &[row.of])).transpose()?.flatten();
            let account = money.map(|(received, forwarded)| Account { received, forwarded, used: amount });
            let stated = one.stated(table.shows, row.of)?;
            let absent = table.measure == Measure::Allocated && !one.is_allocated(row.of);
            rows.push(TableRow { agreement: row.agreement, of: row.of, amount, absent, stated, account });
        }
    }
    let amounts: Vec<Ore> = rows.iter().map(|row| row.amount).collect();
    let total = Ore::sum(amounts.iter().copied())?;
    let rounded = table.scale.rows(&amounts, table.rounding)?;
    let account = if table.measure == Measure::Spend { account(pipeline, results, table, total)? } else { None };
    Ok(TableResult { rows, total, rounded, account })
}

/// One agreement and what was found for it.
struct One<'a> {
    pipeline: &'a Pipeline,
    agreement: &'a Agreement,
    result: &'a AgreementResult,
}

impl One<'_> {
    fn amount(&self, measure: Measure, shows: Shows, of: RowOf) -> Result<Ore, Overflow> {
        match (shows, of) {
            (Shows::Grants, RowOf::Activity(area, activity)) => self.sent_on(area, activity)?.negated(),
            (Shows::Grants, RowOf::Area(area)) => Ok(self.together(Some(area))),
            (Shows::Grants, RowOf::Agreement) => Ok(self.together(None)),
            (_, RowOf::Part(area, part)) => Ok(self.booked(area, part).unwrap_or_default()),
            (_, RowOf::NoPart) => Ok(self.result.booked_elsewhere),
            (_, RowOf::Agreement) => Ore::sum(
                (0..).zip(&self.result.areas).map(|(i, _)| self.of_area(measure, i)).collect::<Result<Vec<_>, _>>()?,
            ),
            (_, RowOf::Area(area)) => self.of_area(measure, area),
            (_, RowOf::Activity(area, activity)) => self.of_activity(measure, area, activity),
        }
    }

    /// What the agreement itself says that a row of received money should be.
    fn stated(&self, shows: Shows, of: RowOf) -> Result<Option<Ore>, Overflow> {
        match (shows, of) {
            (Shows::Grants, RowOf::Activity(area, Some(activity))) => {
                let decided = self.agreement.areas.get(usize::from(area));
                let decided = decided.and_then(|a| a.activities.get(usize::from(activity))).and_then(|a| a.amount);
                decided.map(Ore::negated).transpose()
            }
            (_, RowOf::Part(area, part)) => Ok(self.part(area, part).map(|(_, amount)| amount)),
            (Shows::Grants, RowOf::Area(area)) => self.promised_together(Some(area)).map(Some),
            (Shows::Grants, RowOf::Agreement) => self.promised_together(None).map(Some),
            _ => Ok(None),
        }
    }

    /// Grant income of a list's parts that the postings don't tell apart.
    fn together(&self, list: Option<u16>) -> Ore {
        self.result.booked_together.get(&list).copied().unwrap_or_default()
    }

    fn promised_together(&self, list: Option<u16>) -> Result<Ore, Overflow> {
        let parts = self.agreement.parts().zip(&self.result.booked);
        Ore::sum(parts.filter(|((area, _), told)| *area == list && told.is_none()).map(|((_, part), _)| part.amount))
    }

    /// Position in the agreement's list of parts, and the part's amount.
    fn part(&self, area: Option<u16>, part: u16) -> Option<(usize, Ore)> {
        let mut of_list = self.agreement.parts().enumerate().filter(|(_, (of, _))| *of == area);
        of_list.nth(usize::from(part)).map(|(at, (_, part))| (at, part.amount))
    }

    fn booked(&self, area: Option<u16>, part: u16) -> Option<Ore> {
        let (at, _) = self.part(area, part)?;
        self.result.booked.get(at).copied().flatten()
    }

    fn sent_on(&self, area: u16, activity: Option<u16>) -> Result<Ore, Overflow> {
        let lines = self.result.areas.get(usize::from(area)).map_or(&[][..], |area| &area.lines);
        lines.iter().find(|line| line.activity == activity).map_or(Ok(Ore::ZERO), |line| line.forwarded.accumulated())
    }

    /// Whether the decision allocates an amount to what a row is about.
    fn is_allocated(&self, of: RowOf) -> bool {
        let area = |area: u16| self.result.areas.get(usize::from(area));
        match of {
            RowOf::Area(place) => area(place).is_some_and(|area| area.allocated.is_some()),
            RowOf::Activity(place, activity) => area(place)
                .and_then(|area| area.lines.iter().find(|line| line.activity == activity))
                .is_some_and(|line| line.allocated.is_some()),
            _ => self.result.areas.iter().any(|area| area.allocated.is_some()),
        }
    }

    fn of_area(&self, measure: Measure, area: u16) -> Result<Ore, Overflow> {
        let Some(result) = self.result.areas.get(usize::from(area)) else { return Ok(Ore::ZERO) };
        match measure {
            Measure::Spend => result.spend()?.accumulated(),
            Measure::Allocated => Ok(result.allocated.unwrap_or_default()),
            Measure::Received => self.income(result)?.minus(result.forwarded()?),
        }
    }

    fn of_activity(&self, measure: Measure, area: u16, activity: Option<u16>) -> Result<Ore, Overflow> {
        let Some(result) = self.result.areas.get(usize::from(area)) else { return Ok(Ore::ZERO) };
        let Some(line) = result.lines.iter().find(|line| line.activity == activity) else { return Ok(Ore::ZERO) };
        match measure {
            Measure::Allocated => Ok(line.allocated.unwrap_or_default()),
            Measure::Spend | Measure::Received => line.spend.accumulated(),
        }
    }

    /// Grant income of an area, as a plus.
    fn income(&self, area: &AreaResult) -> Result<Ore, Overflow> {
        let groups = area.lines.iter().flat_map(|line| &line.by_group);
        let income =
            groups.filter(|(group, _)| self.pipeline.accounts.kind(Some(**group)) == Some(GroupKind::GrantIncome));
        Ore::sum(income.map(|(_, flow)| flow.accumulated()).collect::<Result<Vec<_>, _>>()?)?.negated()
    }
}

/// Received, sent on and accounted for, of what the table's rows belong to.
fn account(
    pipeline: &Pipeline,
    results: &[AgreementResult],
    table: &ProfileTable,
    used: Ore,
) -> Result<Option<Account>, Overflow> {
    let mut sum = Account { used, ..Account::default() };
    for (place, agreement) in (0_u16..).zip(&pipeline.agreements) {
        let of: Vec<RowOf> = table.rows.iter().filter(|row| row.agreement == place).map(|row| row.of).collect();
        if of.is_empty() {
            continue;
        }
        let Some((received, forwarded)) = money(agreement, &results[usize::from(place)], &of)? else { return Ok(None) };
        sum.received = sum.received.plus(received)?;
        sum.forwarded = sum.forwarded.plus(forwarded)?;
    }
    Ok(Some(sum))
}

/// What was received of an agreement for what some rows cover, and what of that was sent on: of parts that are paid or earned
/// what the ledger has so far, of others what is promised. Money for the whole counts where every area is covered; none
/// where the document doesn't say what the rows' areas were granted.
fn money(agreement: &Agreement, result: &AgreementResult, of: &[RowOf]) -> Result<Option<(Ore, Ore)>, Overflow> {
    let (mut received, mut forwarded) = (None, Ore::ZERO);
    let covered = |area: u16| of.iter().any(|row| row.covers(area));
    let whole = !of.is_empty() && (0..).zip(&agreement.areas).all(|(area, _)| covered(area));
    let mut untold = std::collections::BTreeSet::<Option<u16>>::new();
    for ((area, part), booked) in
        agreement.parts().zip(&result.booked).filter(|((area, _), _)| area.map_or(whole, covered))
    {
        let has_come = part.status.is_in_the_ledger();
        if booked.is_some() || !has_come {
            let amount = if has_come { booked.unwrap_or_default() } else { part.amount };
            received = Ore::plus_given(received, Some(amount))?;
        } else {
            untold.insert(area);
        }
    }
    for list in &untold {
        let together = result.booked_together.get(list).copied().unwrap_or_default();
        received = Ore::plus_given(received, Some(together))?;
    }
    for (_, area) in (0_u16..).zip(&result.areas).filter(|(area, _)| covered(*area)) {
        forwarded = forwarded.plus(area.forwarded()?)?;
    }
    Ok(received.map(|received| (received, forwarded)))
}

/// Everything that a table has to tell: printed figures that differ, amounts that its unit hides, money that its rows
/// don't account for.
pub(super) fn findings(
    pipeline: &Pipeline,
    table: &ProfileTable,
    result: &TableResult,
    through: Through,
) -> Result<Vec<Finding>, Overflow> {
    let mut findings = Vec::new();
    for stated in table.stated.iter().filter(|_| part_year::is_comparable(table, through)) {
        findings.extend(against_stated(pipeline, table, result, stated)?);
    }
    let agreement = sole_agreement(pipeline, table);
    for (row, shown) in result.rows.iter().zip(&result.rounded.rows) {
        if row.amount != Ore::ZERO && *shown == 0 && table.scale.round(row.amount)? == 0 {
            let mut values = vec![
                ("table", text(&table.title)),
                ("row", text(table.row_name(row.agreement, row.of).unwrap_or_default())),
            ];
            values.extend(titled(pipeline, table, row.agreement, row.of));
            values.push(("amount", Value::Amount(row.amount)));
            values.push(("unit", text(table.scale.unit.name())));
            findings.push(Finding::new(Code::UnitHidesAmount, values));
        }
    }
    if let Some(account) = result.account.filter(|_| table.shows == Shows::Activities) {
        let left = account.left()?;
        if left != Ore::ZERO {
            let values = vec![
                ("table", text(&table.title)),
                ("received", Value::Amount(account.received)),
                ("forwarded", Value::Amount(account.forwarded)),
                ("used", Value::Amount(account.used)),
                ("left", Value::Amount(left)),
            ];
            findings.push(Finding::new(Code::NotAccountedFor, values));
        }
    }
    let place = Place { agreement, ..Place::default() };
    Ok(findings
        .into_iter()
        .map(|f| {
            let own = f.place.clone();
            f.in_place(Place { agreement: place.agreement.clone(), ..own })
        })
        .collect())
}

/// What a person calls a row, where no other row of the table is called the same.
fn titled(pipeline: &Pipeline, table: &ProfileTable, agreement: u16, of: RowOf) -> Option<(&'static str, Value)> {
    let title = title_of(pipeline, agreement, of)?;
    let same = table.rows.iter().filter(|row| title_of(pipeline, row.agreement, row.of) == Some(title)).count();
    (same == 1).then(|| ("title", text(title)))
}

fn title_of(pipeline: &Pipeline, agreement: u16, of: RowOf) -> Option<&str> {
    let agreement = pipeline.agreements.get(usize::from(agreement))?;
    let area = |place: u16| agreement.areas.get(usize::from(place));
    match of {
        RowOf::Agreement => Some(&agreement.title),
        RowOf::Area(place) => area(place).map(|area| area.title.as_str()),
        RowOf::Activity(place, activity) => {
            let activities = area(place).map(|area| &area.activities);
            activities?.get(usize::from(activity?)).map(|activity| activity.title.as_str())
        }
        RowOf::Part(None, part) => agreement.received.get(usize::from(part)).map(GrantPart::name),
        // An area's only part is shown as the area.
        RowOf::Part(Some(place), part) => match &area(place)?.granted[..] {
            [_] => area(place).map(|area| area.title.as_str()),
            parts => parts.get(usize::from(part)).map(GrantPart::name),
        },
        RowOf::NoPart => None,
    }
}

fn sole_agreement(pipeline: &Pipeline, table: &ProfileTable) -> Option<String> {
    let first = table.rows.first()?.agreement;
    let sole = table.rows.iter().all(|row| row.agreement == first);
    sole.then(|| pipeline.agreements[usize::from(first)].id.clone())
}

/// A printed figure against the amount, shown in the printed figure's own decimals.
fn against_stated(
    pipeline: &Pipeline,
    table: &ProfileTable,
    result: &TableResult,
    stated: &Stated,
) -> Result<Option<Finding>, Overflow> {
    let row = stated.row.and_then(|at| table.rows.get(at));
    let at = row.and_then(|row| result.rows.iter().position(|r| r.agreement == row.agreement && r.of == row.of));
    let amount = match (stated.row, at) {
        (None, _) => result.total,
        (Some(_), Some(at)) => result.rows[at].amount,
        (Some(_), None) => Ore::ZERO,
    };
    let (figure, decimals) = stated.figure;
    let own = Scale { unit: table.scale.unit, decimals };
    let as_shown = (decimals == table.scale.decimals).then(|| at.map(|at| result.rounded.rows[at])).flatten();
    if own.step().is_some() && (own.round(amount)? == figure || as_shown == Some(figure)) {
        return Ok(None);
    }
    let name = row.map_or("total", |row| &row.name);
    let mut values = vec![("table", text(&table.title)), ("row", text(name))];
    values.extend(row.and_then(|row| titled(pipeline, table, row.agreement, row.of)));
    values.push(("stated", text(&stated.text)));
    values.push(("unit", text(table.scale.unit.name())));
    let place = Place { file: Some(stated.frame.file.clone()), row: Some(stated.frame.line), ..Place::default() };
    // Nothing is nothing in every unit.
    let others = Unit::ALL.into_iter().filter(|(_, unit)| *unit != table.scale.unit && figure != 0);
    for (other, unit) in others {
        let scale = Scale { unit, decimals };
        if scale.step().is_some() && scale.round(amount)? == figure {
            values.push(("fits", text(other)));
            values.push(("amount", Value::Amount(amount)));
            return Ok(Some(Finding::new(Code::StatedInOtherUnit, values).in_place(place)));
        }
    }
    let shown = if own.step().is_some() { own } else { table.scale };
    values.push(("computed", text(decimal_text(shown.round(amount)?, shown.decimals, ',', " "))));
    let difference = own.step().and_then(|step| figure.checked_mul(step)).map(Ore::new);
    let difference = difference.map(|stated| amount.rounded_to(Ore::new(own.step().unwrap_or(1)))?.minus(stated));
    values.extend(difference.transpose()?.map(|d| ("difference", Value::Amount(d))));
    Ok(Some(Finding::new(Code::StatedDiffers, values).in_place(place)))
}
