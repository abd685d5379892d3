//! A world as pipeline files. What is written here is all that tertial and the accountant are told of the rules.

use std::fmt::Write;

use super::grants::{Head, Part};
use super::reports;
use super::rules::{Codes, Cond};
use super::world::{Activity, Area, Form, World};

/// The raw TOML of a job.
pub(super) struct Files {
    pub(super) job: String,
    pub(super) agreements: Vec<String>,
    pub(super) accounts: String,
    pub(super) layout: String,
    /// Report profile; blank where the job has none.
    pub(super) report: String,
}

impl Files {
    pub(super) fn of(world: &World) -> Self {
        Self {
            job: job(world),
            agreements: (0..).zip(&world.agreements).zip(&world.heads).map(|((i, a), h)| agreement(i, a, h)).collect(),
            accounts: accounts(world),
            layout: layout(&world.form),
            report: if world.reports.is_empty() { String::new() } else { reports::file(&world.reports) },
        }
    }

    /// The job with its inputs named in the opposite order.
    pub(super) fn turned(&self, world: &World) -> String {
        let inputs = inputs(world.files.len());
        let turned: Vec<String> = inputs.iter().rev().cloned().collect();
        self.job.replace(&inputs.concat(), &turned.concat())
    }
}

fn job(world: &World) -> String {
    let names: Vec<String> = (0..world.agreements.len()).map(|i| format!("\"agreement-{i}.toml\"")).collect();
    let mut text = format!(
        "[job]\nid = \"varld\"\ntitle = \"Värld\"\nregion = \"Region\"\nyear = 2022\naccounts = \"accounts.toml\"\n\
         agreements = [{}]\n{}\n{}[limits]\nrejected-rows = {}\n",
        names.join(", "),
        if world.reports.is_empty() { "" } else { "reports = [\"rapport.toml\"]\n" },
        inputs(world.files.len()).concat(),
        world.rejected_rows,
    );
    if let Some(days) = world.close_days {
        writeln!(text, "\n[close]\ndays-after-period = {days}").expect("a string takes it");
    }
    for ruling in &world.rulings {
        let (agreement, area, activity) = ruling.target;
        let lines = [
            (!ruling.series.is_empty()).then(|| format!("series = \"{}\"", ruling.series)),
            Some(format!("voucher = \"{}\"", ruling.voucher)),
            ruling.row.map(|row| format!("row = \"{row}\"")),
            Some(format!("agreement = \"g{agreement}\"\narea = \"a{area}\"")),
            activity.map(|activity| format!("activity = \"b{activity}\"")),
            Some("reason = \"Underlag\"\nby = \"Controller\"\non = 2023-01-09".to_owned()),
        ];
        let lines: Vec<String> = lines.into_iter().flatten().collect();
        writeln!(text, "\n[[ruling]]\n{}", lines.join("\n")).expect("a string takes it");
    }
    text
}

fn inputs(files: usize) -> Vec<String> {
    let input = |i| format!("[[input]]\npath = \"huvudbok-{i}.csv\"\nlayout = \"layout.toml\"\n\n");
    (1..=files).map(input).collect()
}

fn agreement(place: usize, areas: &[Area], head: &Head) -> String {
    // Decision dates enter the key of each balance; no sum may depend on them.
    let mut text = format!(
        "[agreement]\nid = \"g{place}\"\ntitle = \"Avtal {place}\"\nyear = {}\ndecided-on = 2022-0{}-04\nreceived = [{}]\n",
        head.year,
        place + 3,
        parts(&head.received),
    );
    for (i, area) in areas.iter().enumerate() {
        write!(text, "\n[[area]]\nid = \"a{i}\"\ntitle = \"Område {place}.{i}\"\n").expect("a string takes it");
        if let Some(allocated) = area.allocated {
            writeln!(text, "allocated = {allocated}").expect("a string takes it");
        }
        if area.inferred {
            writeln!(text, "inferred = \"ram gånger andel\"").expect("a string takes it");
        }
        writeln!(text, "granted = [{}]", parts(&area.granted)).expect("a string takes it");
        if !area.objects.is_empty() {
            writeln!(text, "objects = [{}]", quoted(&area.objects)).expect("a string takes it");
        }
        if !area.codes.is_empty() {
            writeln!(text, "codes = {}", codes(&area.codes)).expect("a string takes it");
        }
        let activities: Vec<String> = area.activities.iter().enumerate().map(|(i, a)| activity(i, a)).collect();
        writeln!(text, "activities = [\n{}]", activities.concat()).expect("a string takes it");
    }
    text
}

fn parts(parts: &[Part]) -> String {
    let one = |(place, part): (usize, &Part)| {
        let title = part.title.map_or_else(String::new, |title| format!(", title = \"{title}\""));
        let activity = part.activity.map_or_else(String::new, |at| format!(", activity = \"b{at}\""));
        let codes = if part.codes.is_empty() { String::new() } else { format!(", codes = {}", codes(&part.codes)) };
        let (kronor, status) = (part.kronor, part.status);
        format!("{{ id = \"d{place}\", amount = {kronor}, status = \"{status}\"{title}{activity}{codes} }}")
    };
    parts.iter().enumerate().map(one).collect::<Vec<_>>().join(", ")
}

fn activity(place: usize, activity: &Activity) -> String {
    let mut amount = if activity.kind == "pooled" { String::new() } else { format!(", amount = {}", activity.amount) };
    if activity.kind == "forwarded" {
        amount.push_str(", recipient = \"SKR\"");
    }
    let codes = if activity.codes.is_empty() { String::new() } else { format!(", codes = {}", codes(&activity.codes)) };
    format!("  {{ id = \"b{place}\", title = \"Aktivitet {place}\", kind = \"{}\"{amount}{codes} }},\n", activity.kind)
}

fn codes(codes: &Codes) -> String {
    let all = codes.iter().map(|(part, conditions)| match conditions.as_slice() {
        [one] => format!("{part} = {}", condition(one)),
        list => format!("{part} = [{}]", list.iter().map(condition).collect::<Vec<_>>().join(", ")),
    });
    format!("{{ {} }}", all.collect::<Vec<_>>().join(", "))
}

fn condition(condition: &Cond) -> String {
    match condition {
        Cond::Equal(code) => format!("\"{code}\""),
        Cond::Range(from, to) => format!("{{ from = \"{from}\", to = \"{to}\" }}"),
        Cond::Prefix(prefix) => format!("{{ prefix = \"{prefix}\" }}"),
    }
}

fn quoted(codes: &[impl AsRef<str>]) -> String {
    codes.iter().map(|code| format!("\"{}\"", code.as_ref())).collect::<Vec<_>>().join(", ")
}

fn accounts(world: &World) -> String {
    let mut text = "[accounts]\nid = \"plan\"\npart = \"konto\"\n".to_owned();
    for (i, (kind, prefixes)) in world.groups.iter().enumerate() {
        let prefixes = quoted(prefixes);
        write!(text, "\n[[group]]\nid = \"k{i}\"\ntitle = \"Grupp {i}\"\nkind = \"{kind}\"\nprefixes = [{prefixes}]\n")
            .expect("a string takes it");
    }
    text
}

fn layout(form: &Form) -> String {
    let separator = if form.separator == '\t' { "\\t".to_owned() } else { form.separator.to_string() };
    let encoding = if form.windows_1252 { "windows-1252" } else { "utf-8" };
    let sign = if form.credit_positive { "credit-positive" } else { "debit-positive" };
    format!(
        r#"[layout]
id = "huvudbok"

[columns]
series = ["Serie"]
voucher = ["Ver.nr", "Vernr"]
row = ["Rad"]
booked = ["Bokfört"]
registered = ["Registrerat"]
period = ["Period"]
amount = ["Belopp"]
text = ["Text"]

[parts]
konto = ["Konto"]
ansvar = ["Ansvar"]
verksamhet = ["Verksamhet"]
objekt = ["Objekt"]
aktivitet = ["Aktivitet"]
projekt = ["Projekt"]

[values]
decimal = ","
thousands = [" "]
sign = "{sign}"
periods = ["YYYYMM", "YYYY-MM"]
dates = ["{}"]
no-date = ["1899-12-31"]
totals = ["Summa", "Delsumma", "Totalt"]

[delimited]
encoding = "{encoding}"
separator = "{separator}"
"#,
        form.dates
    )
}
