//! Footing (*avstämning av beslutet*): do the decided amounts add up, and are they what was granted? Takes agreements,
//! hands on findings; knows no tolerance. A difference is info only where the decision is the granted amount
//! rounded as the file declares.

use crate::model::agreement::{Agreement, AllocationKind, Area};
use crate::model::finding::{Code, Finding, Place, Severity, Value, text};
use crate::model::money::{Ore, Overflow};

/// All footing findings of one agreement.
pub(super) fn foot(agreement: &Agreement) -> Result<Vec<Finding>, Overflow> {
    let mut findings = Vec::new();
    for area in &agreement.areas {
        findings.extend(activities_against_allocated(agreement, area)?);
        findings.extend(allocated_against_granted(agreement, area)?);
        findings.extend(amount_absent(agreement, area));
        for (i, _) in (0_u16..).zip(&area.activities) {
            findings.extend(ring_fence_against_granted(agreement, area, i)?);
        }
    }
    findings.extend(whole_against_granted(agreement)?);
    findings.extend(granted_against_stated(agreement)?);
    Ok(findings)
}

fn place(agreement: &Agreement, area: Option<&Area>, activity: Option<&str>) -> Place {
    Place {
        agreement: Some(agreement.id.clone()),
        area: area.map(|a| a.id.clone()),
        activity: activity.map(str::to_owned),
        ..Place::default()
    }
}

/// The activities' amounts are the area's; with a pooled activity they may be less.
fn activities_against_allocated(agreement: &Agreement, area: &Area) -> Result<Option<Finding>, Overflow> {
    let Some(allocated) = area.allocated else { return Ok(None) };
    if area.activities.is_empty() {
        return Ok(None);
    }
    let sum = Ore::sum(area.activities.iter().filter_map(|a| a.amount))?;
    let pooled = area.activities.iter().any(|a| a.kind == AllocationKind::Pooled);
    if sum == allocated || (pooled && sum < allocated) {
        return Ok(None);
    }
    let values = vec![
        ("sum", Value::Amount(sum)),
        ("allocated", Value::Amount(allocated)),
        ("difference", Value::Amount(sum.minus(allocated)?)),
    ];
    Ok(Some(Finding::new(Code::ActivitiesDoNotFoot, values).in_place(place(agreement, Some(area), None))))
}

fn allocated_against_granted(agreement: &Agreement, area: &Area) -> Result<Option<Finding>, Overflow> {
    let (Some(allocated), false) = (area.allocated, area.granted.is_empty()) else { return Ok(None) };
    let granted = area.granted_sum()?;
    against_granted(Code::AllocatedNotGranted, area, allocated, granted)
        .map(|f| f.map(|f| f.in_place(place(agreement, Some(area), None))))
}

/// Where the grant is given for the whole, the areas' amounts together are that, less nothing.
fn whole_against_granted(agreement: &Agreement) -> Result<Option<Finding>, Overflow> {
    let by_area = agreement.areas.iter().any(|area| !area.granted.is_empty());
    let parts: Vec<Ore> = agreement.areas.iter().filter_map(|area| area.allocated).collect();
    let all = parts.len() == agreement.areas.len();
    if agreement.received.is_empty() || by_area || !all || parts.is_empty() {
        return Ok(None);
    }
    let (allocated, granted) = (Ore::sum(parts)?, agreement.granted()?.unwrap_or_default());
    if allocated == granted {
        return Ok(None);
    }
    let values = vec![
        ("allocated", Value::Amount(allocated)),
        ("granted", Value::Amount(granted)),
        ("difference", Value::Amount(allocated.minus(granted)?)),
    ];
    Ok(Some(Finding::new(Code::AllocatedTotalDiffers, values).in_place(place(agreement, None, None))))
}

/// What the file says of an amount that isn't there: a frame is for what was granted, or else allocated.
fn amount_absent(agreement: &Agreement, area: &Area) -> Option<Finding> {
    let unused = area.allocated.is_none();
    let frame = unused && area.granted.is_empty() && area.frame.is_some();
    let stated = [("frame", frame), ("inferred", unused && area.inferred.is_some())];
    let keys: Vec<&str> = stated.into_iter().filter(|(_, is)| *is).map(|(key, _)| key).collect();
    let finding = || Finding::new(Code::AmountAbsent, vec![("keys", text(keys.join(", ")))]);
    (!keys.is_empty()).then(|| finding().in_place(place(agreement, Some(area), None)))
}

fn ring_fence_against_granted(agreement: &Agreement, area: &Area, activity: u16) -> Result<Option<Finding>, Overflow> {
    let Some(decided) = area.activities.get(usize::from(activity)) else { return Ok(None) };
    let (Some(amount), Some(granted)) = (decided.amount, area.granted_for(activity)?) else { return Ok(None) };
    against_granted(Code::RingFenceNotGranted, area, amount, granted)
        .map(|f| f.map(|f| f.in_place(place(agreement, Some(area), Some(&decided.id)))))
}

/// Info where the decided amount is the granted one rounded as declared, else a warning.
fn against_granted(code: Code, area: &Area, allocated: Ore, granted: Ore) -> Result<Option<Finding>, Overflow> {
    if allocated == granted {
        return Ok(None);
    }
    let rounded = area.rounded_to.map_or(Ok(granted), |unit| granted.rounded_to(unit))?;
    let mut values = vec![
        ("allocated", Value::Amount(allocated)),
        ("granted", Value::Amount(granted)),
        ("difference", Value::Amount(allocated.minus(granted)?)),
    ];
    values.extend(area.rounded_to.map(|_| ("rounded", Value::Amount(rounded))));
    let severity = if rounded == allocated { Severity::Info } else { Severity::Warning };
    Ok(Some(Finding::new(code, values).at(severity)))
}

fn granted_against_stated(agreement: &Agreement) -> Result<Option<Finding>, Overflow> {
    let Some(stated) = agreement.granted_total else { return Ok(None) };
    let sum = agreement.granted()?.unwrap_or_default();
    if sum == stated {
        return Ok(None);
    }
    let values = vec![
        ("sum", Value::Amount(sum)),
        ("stated", Value::Amount(stated)),
        ("difference", Value::Amount(sum.minus(stated)?)),
    ];
    Ok(Some(Finding::new(Code::GrantedTotalDiffers, values).in_place(place(agreement, None, None))))
}
