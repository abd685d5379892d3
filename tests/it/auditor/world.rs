//! Worlds: agreements with their rules, account groups, rulings, and a ledger, as values with integer öre. Made by
//! proptest from drafts of small numbers, so that a failing world shrinks to few rows and rules.
//!
//! Codes come from a small universe (two digits, seldom one or three), so that the accountant can decide by
//! enumeration what the product decides by algebra.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;

use super::files::Files;
use super::grants::{self, Head, Part, PartDraft, head_draft, part_draft};
use super::ledger::{Extract, Line, LineDraft, line_draft};
use super::reports::{self, ReportTable, report_drafts};
use super::rules::{Codes, Mess, RuleDraft, mess, rule_draft};

/// The account prefixes that a world may put in a group; some lie within others.
const PREFIXES: [&str; 13] = ["1", "12", "3", "35", "4", "41", "410", "42", "5", "7", "70", "73", "8"];
const GROUP_KINDS: [&str; 10] =
    ["spend", "spend", "spend", "spend", "investment", "balance", "grant-income", "grant-income", "income", "other"];

/// The cost object that areas share.
pub(super) const SHARED: &str = "77";

#[derive(Clone)]
pub(super) struct World {
    pub(super) agreements: Vec<Vec<Area>>,
    /// What each agreement says of the whole.
    pub(super) heads: Vec<Head>,
    pub(super) reports: Vec<ReportTable>,
    pub(super) groups: Vec<(&'static str, Vec<&'static str>)>,
    pub(super) rulings: Vec<Ruling>,
    /// Lines of each file, in the order in which they are written.
    pub(super) files: Vec<Vec<Line>>,
    pub(super) form: Form,
    pub(super) through: String,
    pub(super) rejected_rows: u16,
    pub(super) close_days: Option<u8>,
    pub(super) batches: [usize; 2],
}

/// A failing world is shown as the files that it is written as, which can be run as they stand.
impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files = Files::of(self);
        writeln!(f, "through {}, batches of {:?} bytes", self.through, self.batches)?;
        writeln!(
            f,
            "--- jobb.toml\n{}--- accounts.toml\n{}--- layout.toml\n{}",
            files.job, files.accounts, files.layout
        )?;
        writeln!(f, "--- rapport.toml\n{}", files.report)?;
        for (place, text) in files.agreements.iter().enumerate() {
            writeln!(f, "--- agreement-{place}.toml\n{text}")?;
        }
        for (place, lines) in self.files.iter().enumerate() {
            let extract = Extract::of(lines, &self.form, place);
            writeln!(f, "--- {}\n{}", extract.name, String::from_utf8_lossy(&extract.bytes))?;
        }
        Ok(())
    }
}

#[derive(Clone, Debug)]
pub(super) struct Area {
    pub(super) objects: Vec<String>,
    pub(super) codes: Codes,
    pub(super) allocated: Option<u32>,
    pub(super) inferred: bool,
    pub(super) granted: Vec<Part>,
    pub(super) activities: Vec<Activity>,
}

#[derive(Clone, Debug)]
pub(super) struct Activity {
    pub(super) kind: &'static str,
    pub(super) amount: u32,
    pub(super) codes: Codes,
}

#[derive(Clone, Debug)]
pub(super) struct Ruling {
    pub(super) series: &'static str,
    pub(super) voucher: u8,
    pub(super) row: Option<u8>,
    /// Agreement, area and activity, by position.
    pub(super) target: (usize, usize, Option<usize>),
}

/// How the extract is written.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) separator: char,
    pub(super) windows_1252: bool,
    pub(super) credit_positive: bool,
    pub(super) dates: &'static str,
    /// Columns are rotated by this, and by one more in each further file.
    pub(super) rotation: usize,
    pub(super) banner: bool,
}

#[derive(Clone, Debug)]
struct AreaDraft {
    own: u8,
    shared: bool,
    coded: bool,
    rules: Vec<RuleDraft>,
    reversed: bool,
    slot: Index,
    money: (Option<u32>, bool, Vec<PartDraft>),
}

#[derive(Clone, Debug)]
struct RulingDraft {
    voucher: (&'static str, u8, Option<u8>),
    area: Index,
    activity: Option<Index>,
    twin: Option<Index>,
}

/// A world whose rules do not dispute by construction, with this many lines or some more.
pub(super) fn peaceful(lines: Range<usize>) -> impl Strategy<Value = World> {
    world(Just(Vec::new()).boxed(), lines)
}

/// A world of which some rules have been written over at random.
pub(super) fn quarrelsome() -> impl Strategy<Value = World> {
    world(vec(mess(), 1..4).boxed(), 0..12)
}

fn world(messes: BoxedStrategy<Vec<Mess>>, lines: Range<usize>) -> impl Strategy<Value = World> {
    let decided = (vec((vec(area_draft(), 1..4), head_draft()), 1..4), any::<bool>(), messes, report_drafts());
    let accounts = (vec(option::weighted(0.85, 0..6_usize), PREFIXES.len()), vec(0..GROUP_KINDS.len(), 6));
    let ledger = (vec(line_draft(), lines), vec(any::<Index>(), 0..4), vec(ruling_draft(), 0..6));
    let job =
        (through(), prop_oneof![12 => Just(900), 1 => 0..4_u16], option::of(0..40_u8), [200..4096_usize, 200..4096]);
    (decided, accounts, ledger, form(), job).prop_map(|(decided, accounts, (lines, cuts, rulings), form, job)| {
        let (drafts, heads): (Vec<_>, Vec<_>) = decided.0.into_iter().unzip();
        let heads: Vec<Head> = heads.iter().map(grants::head).collect();
        let mut agreements = areas(drafts, decided.1, &decided.2);
        for (areas, head) in agreements.iter_mut().zip(&heads) {
            grants::settle(areas, head);
        }
        let (through, rejected_rows, close_days, batches) = job;
        World {
            groups: groups(&accounts.0, &accounts.1),
            rulings: ruled(rulings, &agreements),
            files: split(shuffled(lines, &agreements), &cuts),
            reports: reports::tables(&decided.3, &agreements),
            agreements,
            heads,
            form,
            through,
            rejected_rows,
            close_days,
            batches,
        }
    })
}

fn area_draft() -> impl Strategy<Value = AreaDraft> {
    let whose = (0..3_u8, proptest::bool::weighted(0.4), any::<bool>());
    let money = (option::weighted(0.6, 0..400_000_u32), any::<bool>(), vec(part_draft(), 0..4));
    (whose, vec(rule_draft(), 0..5), any::<bool>(), any::<Index>(), money).prop_map(
        |((own, shared, coded), rules, reversed, slot, money)| AreaDraft {
            own,
            shared,
            coded,
            rules,
            reversed,
            slot,
            money,
        },
    )
}

fn ruling_draft() -> impl Strategy<Value = RulingDraft> {
    let voucher = (prop_oneof![Just("A"), Just("B"), Just("")], 1..7_u8, option::of(1..4_u8));
    (voucher, any::<Index>(), option::of(any::<Index>()), option::of(any::<Index>()))
        .prop_map(|(voucher, area, activity, twin)| RulingDraft { voucher, area, activity, twin })
}

fn through() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => (1..13_u8).prop_map(|m| format!("2022-{m:02}")),
        4 => (1..4_u8).prop_map(|t| format!("2022-T{t}")),
        2 => Just("2022".to_owned()),
    ]
}

fn form() -> impl Strategy<Value = Form> {
    let separator = prop_oneof![3 => Just(';'), 1 => Just(','), 1 => Just('\t')];
    let dates = prop_oneof![Just("YYYY-MM-DD"), Just("YYYYMMDD"), Just("DD.MM.YYYY")];
    (separator, any::<bool>(), proptest::bool::weighted(0.2), dates, 0..15_usize, any::<bool>()).prop_map(
        |(separator, windows_1252, credit_positive, dates, rotation, banner)| Form {
            separator,
            windows_1252,
            credit_positive,
            dates,
            rotation,
            banner,
        },
    )
}

/// Areas with objects and rules. The area at place `n` of the whole job has the objects `8n` and `9n` and the
/// project codes that begin with `n + 1`, so that no two areas dispute unless a mess makes them.
fn areas(drafts: Vec<Vec<AreaDraft>>, all_coded: bool, messes: &[Mess]) -> Vec<Vec<Area>> {
    let mut n = 0;
    let mut agreements: Vec<Vec<Area>> = Vec::new();
    for drafts in drafts {
        let mut areas = Vec::new();
        for draft in drafts {
            areas.push(area(draft, n, all_coded));
            n += 1;
        }
        agreements.push(areas);
    }
    for mess in messes {
        let mut all: Vec<&mut Area> = agreements.iter_mut().flatten().collect();
        mess.make(&mut all);
    }
    agreements
}

fn area(draft: AreaDraft, n: usize, all_coded: bool) -> Area {
    // An area without objects is told by its codes alone, which is only peaceful where all areas have codes.
    let own = if draft.shared || all_coded { draft.own } else { draft.own.max(1) };
    let mut objects: Vec<String> = (0..own).map(|i| format!("{}{n}", 8 + i)).collect();
    objects.extend(draft.shared.then(|| SHARED.to_owned()));
    let coded = all_coded || draft.shared || draft.coded;
    let codes = if coded { RuleDraft::area_codes(&draft.rules, n + 1) } else { Codes::new() };
    let slots: &[&'static str] =
        if coded { &["aktivitet", "aktivitet", "ansvar", "konto"] } else { &["aktivitet", "projekt", "konto"] };
    let mut activities = RuleDraft::activities(&draft.rules, slots[draft.slot.index(slots.len())]);
    if draft.reversed {
        activities.reverse();
    }
    let (allocated, inferred, parts) = draft.money;
    // Every other amount is half a thousand over a thousand, so that rounded rows tie.
    let allocated = allocated.map(|kr| if kr % 2 == 0 { kr / 1_000 * 1_000 + 500 } else { kr });
    let granted = grants::parts(&parts, activities.len());
    Area { objects, codes, allocated, inferred, granted, activities }
}

fn groups(placed: &[Option<usize>], kinds: &[usize]) -> Vec<(&'static str, Vec<&'static str>)> {
    let of = |group: usize| PREFIXES.iter().zip(placed).filter(move |(_, at)| **at == Some(group)).map(|(p, _)| *p);
    kinds.iter().enumerate().map(|(group, kind)| (GROUP_KINDS[*kind], of(group).collect())).collect()
}

/// Rulings on distinct voucher rows; a row and its whole voucher may both be ruled.
fn ruled(drafts: Vec<RulingDraft>, agreements: &[Vec<Area>]) -> Vec<Ruling> {
    let places: Vec<(usize, usize)> =
        agreements.iter().enumerate().flat_map(|(i, areas)| (0..areas.len()).map(move |j| (i, j))).collect();
    // A ruling on a row may have a twin on the whole voucher, which rules its other rows.
    let with_twin = |draft: RulingDraft| {
        let (series, voucher, _) = draft.voucher;
        let twin = draft.twin.map(|area| RulingDraft { voucher: (series, voucher, None), area, ..draft.clone() });
        std::iter::once(draft).chain(twin)
    };
    let mut seen = BTreeSet::new();
    let fresh = drafts.into_iter().flat_map(with_twin).filter(|draft| seen.insert(draft.voucher));
    let ruling = |draft: RulingDraft| {
        let (agreement, area) = places[draft.area.index(places.len())];
        let activities = agreements[agreement][area].activities.len();
        let activity = draft.activity.filter(|_| activities > 0).map(|at| at.index(activities));
        let (series, voucher, row) = draft.voucher;
        Ruling { series, voucher, row, target: (agreement, area, activity) }
    };
    fresh.map(ruling).collect()
}

/// The lines cut into files at random places; no file is without lines but the only one.
fn split(lines: Vec<Line>, cuts: &[Index]) -> Vec<Vec<Line>> {
    let mut places: BTreeSet<usize> =
        cuts.iter().filter(|_| !lines.is_empty()).map(|at| at.index(lines.len())).collect();
    places.remove(&0);
    let mut rest = lines;
    let mut files: Vec<Vec<Line>> = places.into_iter().rev().map(|at| rest.split_off(at)).collect();
    files.push(rest);
    files
}

/// Each draft's row, its reversal and its stray line, all shuffled by the places that the drafts give them.
fn shuffled(drafts: Vec<LineDraft>, agreements: &[Vec<Area>]) -> Vec<Line> {
    let areas: Vec<&Area> = agreements.iter().flatten().collect();
    let activity = |area: &&'_ Area| area.activities.iter().map(|a| a.codes.clone()).collect::<Vec<_>>();
    let rules: Vec<(&Area, Codes)> =
        areas.iter().flat_map(|area| activity(area).into_iter().map(|codes| (*area, codes))).collect();
    let mut lines: Vec<(u16, Line)> = Vec::new();
    for LineDraft { mut row, area, aim, reversal, stray, places } in drafts {
        row.settle(area % areas.len());
        if let Some((rule, at)) = aim.filter(|_| !rules.is_empty()) {
            let (area, codes) = &rules[rule.index(rules.len())];
            let conditions = area.codes.iter().chain(codes);
            let one = conditions.map(|(part, any)| (*part, any[usize::from(at) % any.len()].clone()));
            row.aim(area.objects.get(usize::from(at) % area.objects.len().max(1)), one, at);
        }
        let back = reversal.and_then(|month| row.reversed(month));
        lines.extend(back.map(|back| (places[1], Line::Row(Box::new(back)))));
        lines.push((places[0], Line::Row(Box::new(row))));
        lines.extend(stray.map(|stray| (places[2], stray)));
    }
    lines.sort_by_key(|(place, _)| *place);
    lines.into_iter().map(|(_, line)| line).collect()
}
