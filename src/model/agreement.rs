//! Agreements (*överenskommelser*) as the board decided them: areas, activities, money, conditions, dates.
//! Absent is not zero: an amount that the decision does not give is `None`.

use super::Date;
use super::money::Ore;

/// One agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Short name, unique in the job.
    pub id: String,
    /// Title in tables.
    pub title: String,
    /// Title as the decision has it, where it is longer.
    pub long_title: Option<String>,
    /// The year that the money is for.
    pub year: i16,
    /// Day of the board's decision (*beslutsdatum*).
    pub decided_on: Option<Date>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// Registration numbers (*diarienummer*).
    pub references: Vec<String>,
    /// Agreements that add to this one (*tilläggsöverenskommelser*).
    pub supplements: Vec<Supplement>,
    /// What is received for the whole, where the document does not give it area by area (*erhållna medel*).
    pub received: Vec<GrantPart>,
    /// A remark of the document, such as when it is to be reported.
    pub note: Option<String>,
    /// Person responsible for the whole (*sammanhållet ansvar*).
    pub responsible: Option<String>,
    /// The total that the document states as granted.
    pub granted_total: Option<Ore>,
    /// Areas in the decision's order.
    pub areas: Vec<Area>,
    /// Conditions (*villkor*) in the decision's own words.
    pub conditions: Vec<Condition>,
    /// Reports to hand in.
    pub reports: Vec<Report>,
}

/// An agreement that adds to another (*tilläggsöverenskommelse*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplement {
    /// Title in the document.
    pub title: String,
    /// Its own registration number, where it has one.
    pub reference: Option<String>,
}

/// An area (*utvecklingsområde*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Short name, unique in the agreement.
    pub id: String,
    /// Title in the decision.
    pub title: String,
    /// Its title where the document states what was granted, if that is another.
    pub granted_title: Option<String>,
    /// Section of the decision.
    pub section: Option<String>,
    /// Parts of the grant (*tilldelade medel*).
    pub granted: Vec<GrantPart>,
    /// Allocated amounts were rounded to this when decided.
    pub rounded_to: Option<Ore>,
    /// What the board allocated (*beslutat belopp*).
    pub allocated: Option<Ore>,
    /// What the state gives all regions together for what was allocated (*nationell ram*).
    pub frame: Option<Ore>,
    /// How the allocated amount was worked out, where no document states it.
    pub inferred: Option<String>,
    /// Cost objects (*objekt*) that the area owns. Ownership is no rule.
    pub objects: Vec<String>,
    /// Person responsible for the area.
    pub responsible: Option<String>,
    /// Whether money may be moved between the activities (*omfördelning*).
    pub reallocation: Reallocation,
    /// Activities in the decision's order.
    pub activities: Vec<Activity>,
}

/// A part of a grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantPart {
    /// Short name, unique in its list.
    pub id: String,
    /// Title in tables; the short name where there is none.
    pub title: Option<String>,
    /// Amount in öre.
    pub amount: Ore,
    /// Where the money stands.
    pub status: GrantStatus,
    /// Position of the activity that the part is meant for, if one.
    pub activity: Option<u16>,
    /// The document's remark on the part, such as on what it is based.
    pub note: Option<String>,
    /// What the state gives all regions together for this part (*nationell ram*).
    pub frame: Option<Ore>,
    /// The document states the amount rounded to this.
    pub rounded_to: Option<Ore>,
}

/// How far a grant part has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantStatus {
    /// Tilldelat.
    Allotted,
    /// Rekvirerat.
    Requisitioned,
    /// Utbetalt.
    Paid,
    /// Prestationsbaserat, intjänat.
    Earned,
}

/// The decision's stance on moving money between activities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reallocation {
    /// Allowed between the activities of the area, but for ring-fenced ones.
    WithinArea,
    /// Not allowed.
    None,
    /// The decision does not say.
    NotStated,
}

/// An activity (*aktivitet*) of an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Short name, unique in the area.
    pub id: String,
    /// Title in the decision.
    pub title: String,
    /// Kind of allocation.
    pub kind: AllocationKind,
    /// Decided amount; none for a pooled activity.
    pub amount: Option<Ore>,
    /// Person responsible (*ansvarig*).
    pub responsible: Option<String>,
    /// A remark of the decision.
    pub note: Option<String>,
    /// Who gets the money of a forwarded activity.
    pub recipient: Option<String>,
}

/// Kinds of allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AllocationKind {
    /// An amount of its own.
    Fixed,
    /// An amount that may not be moved from or to (*öronmärkt*).
    RingFenced,
    /// No amount of its own: shares the area's (*gemensam pott*).
    Pooled,
    /// Money that no activity has yet (*ofördelat*).
    Unallocated,
    /// Money sent on to somebody else (*vidareförmedlat*): it lowers what may be used and is no spend.
    Forwarded,
}

/// A condition of the decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Short name.
    pub id: String,
    /// Section of the decision.
    pub section: Option<String>,
    /// The decision's own words.
    pub text: String,
    /// Codes of the findings that watch over it; none means that only a person can.
    pub checks: Vec<String>,
}

/// A report that the agreement asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Short name.
    pub id: String,
    /// Title.
    pub title: String,
    /// Section of the decision.
    pub section: Option<String>,
    /// Who gets it.
    pub recipient: String,
    /// Due day; none for a recurring one.
    pub due: Option<Date>,
    /// Registration number under which it was filed (*inlämnad*).
    pub filed: Option<String>,
    /// Recurs with these internal reports (`month`, `tertial`, `half-year`, `year`).
    pub recurring: Vec<String>,
    /// Whether it accounts for money.
    pub money: bool,
}

impl Agreement {
    /// Every part of the grant with the position of its area: those of the whole first, then each area's.
    pub fn parts(&self) -> impl Iterator<Item = (Option<u16>, &GrantPart)> {
        let of_areas =
            (0..).zip(&self.areas).flat_map(|(i, area)| area.granted.iter().map(move |part| (Some(i), part)));
        self.received.iter().map(|part| (None, part)).chain(of_areas)
    }

    /// All that was granted; none where the document names no part.
    pub fn granted(&self) -> Result<Option<Ore>, super::money::Overflow> {
        let parts: Vec<Ore> = self.parts().map(|(_, part)| part.amount).collect();
        if parts.is_empty() { Ok(None) } else { Ore::sum(parts).map(Some) }
    }

    /// The long title, and those of the supplements; as the document heads its tables.
    pub fn full_titles(&self) -> impl Iterator<Item = &str> {
        let own = self.long_title.as_deref().unwrap_or(&self.title);
        std::iter::once(own).chain(self.supplements.iter().map(|s| s.title.as_str()))
    }

    /// Its own registration numbers and its supplements'.
    pub fn all_references(&self) -> impl Iterator<Item = &str> {
        let added = self.supplements.iter().filter_map(|s| s.reference.as_deref());
        self.references.iter().map(String::as_str).chain(added)
    }
}

impl GrantStatus {
    /// True where the money should be in the ledger.
    pub fn is_in_the_ledger(self) -> bool {
        matches!(self, Self::Paid | Self::Earned)
    }
}

impl GrantPart {
    /// What tables call it.
    pub fn name(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.id)
    }
}

impl Activity {
    /// True where its money is sent on and so is no spend.
    pub fn is_forwarded(&self) -> bool {
        self.kind == AllocationKind::Forwarded
    }
}

impl Area {
    /// True where the line's money is sent on; never for *Utan aktivitet*.
    pub fn is_forwarded(&self, activity: Option<u16>) -> bool {
        activity.and_then(|place| self.activities.get(usize::from(place))).is_some_and(Activity::is_forwarded)
    }

    /// Whether the decision divides the area's own use of money on activities.
    pub fn is_divided(&self) -> bool {
        self.activities.iter().any(|activity| !activity.is_forwarded())
    }

    /// Sum of the granted parts.
    pub fn granted_sum(&self) -> Result<Ore, super::money::Overflow> {
        Ore::sum(self.granted.iter().map(|part| part.amount))
    }

    /// What a ring-fenced activity may spend: the lesser of what was decided and what was granted for it.
    pub fn fence(&self, activity: Option<u16>) -> Result<Option<Ore>, super::money::Overflow> {
        let Some(place) = activity else { return Ok(None) };
        let decided = self.activities.get(usize::from(place)).and_then(|a| a.amount);
        let granted = self.granted_for(place)?;
        Ok(decided.map(|decided| granted.map_or(decided, |granted| granted.min(decided))))
    }

    /// What was granted for one activity, if any part names it.
    pub fn granted_for(&self, activity: u16) -> Result<Option<Ore>, super::money::Overflow> {
        let parts: Vec<Ore> = self.granted.iter().filter(|p| p.activity == Some(activity)).map(|p| p.amount).collect();
        if parts.is_empty() { Ok(None) } else { Ore::sum(parts).map(Some) }
    }
}
