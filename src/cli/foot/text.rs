//! Re-added tables as text: per table its totals, per total the verdict, the addends, and what would close a difference.

use crate::foot::{
    Addend, Amount, Doubt, Explanation, Extent, Footed, FootedTable, Grade, Level, Note, Read, Role, Slip,
};
use crate::foot::{Reason, Total, Unit, Unread, Verdict};
use crate::messages::{Lang, Messages};
use crate::model::finding::{Place, Value, count, text as value};

use super::Tally;

/// A label is cut to this many characters.
const LABEL_WIDTH: usize = 64;

/// Explanations that nothing speaks for; JSON has all of them.
const MOST_ARITHMETIC: usize = 20;

/// A file's tables.
pub(super) fn file(file: &Footed, words: &Messages) -> String {
    let mut out = format!("{}\n\n", file.file);
    for one in &file.tables {
        out += &table(one, words);
    }
    if !file.without_total.is_empty() {
        let places: Vec<String> = file.without_total.iter().map(|one| extent(one, words)).collect();
        out += &line(2, &words.say("foot-without-total", &[("places", value(places.join("; ")))]));
        out += &file.doubts.iter().map(|one| line(2, &doubt(one, words))).collect::<String>();
        out += "\n";
    }
    out
}

/// A line, indented.
fn line(indent: usize, text: &str) -> String {
    format!("{}{text}\n", " ".repeat(indent))
}

/// The last line: how many totals agree.
pub(super) fn tally(tally: Tally, words: &Messages) -> String {
    let values = [
        ("totals", count(tally.totals)),
        ("agree", count(tally.agree)),
        ("differ", count(tally.differ)),
        ("open", count(tally.open)),
        ("not-re-added", count(tally.not_re_added)),
    ];
    words.say("foot-tally", &values) + "\n"
}

/// Where a table stands.
pub(super) fn extent(extent: &Extent, words: &Messages) -> String {
    let values = [("first", value(extent.first.to_string())), ("last", value(extent.last.to_string()))];
    let lines = words.say("foot-lines", &values);
    extent.sheet.as_ref().map_or_else(|| lines.clone(), |sheet| format!("{sheet}, {lines}"))
}

/// What a table is called.
pub(super) fn title(table: &FootedTable, words: &Messages) -> String {
    words.say("foot-title", &[("title", value(&table.title))])
}

fn table(table: &FootedTable, words: &Messages) -> String {
    let units: Vec<String> = table.units.iter().map(|unit| unit.name()).collect();
    let mut head = vec![title(table, words), extent(&table.extent, words)];
    head.extend((!units.is_empty()).then(|| units.join(", ")));
    let mut out = line(2, &head.join(" · "));
    if !table.not_added.is_empty() {
        let columns = value(table.not_added.join(", "));
        out += &line(2, &words.say("foot-not-added", &[("columns", columns)]));
    }
    out += &table.doubts.iter().map(|one| line(2, &doubt(one, words))).collect::<String>();
    out += "\n";
    let mut columns: Vec<&str> = table.totals.iter().map(|total| total.column.as_str()).collect();
    columns.dedup();
    for one in &table.totals {
        out += &total(one, columns.len() > 1, words);
    }
    for one in &table.unread {
        let Unread { place, seen, .. } = one;
        let values = [("place", value(words.place(place))), ("value", value(seen.text()))];
        out += &line(4, &words.say(&format!("foot-unread-total-{}", seen.name()), &values));
        let hint = words.say(&format!("foot-unread-total-{}-hint", seen.name()), &[]);
        out += &line(6, &format!("{}: {hint}", words.say("hint-label", &[])));
        out += "\n";
    }
    out
}

/// What was read in one of two ways, and why so.
pub(super) fn doubt(doubt: &Doubt, words: &Messages) -> String {
    let of_row = |id: &str, place: &Place, label: &str| {
        words.say(id, &[("place", value(words.place(place))), ("label", value(cut(label)))])
    };
    match doubt {
        Doubt::Sign { place, seen, thousands, reason, why } => {
            let taken = if *thousands { "thousands" } else { "decimals" };
            let unit = if let Reason::Unit(unit) = reason { unit.name() } else { String::new() };
            let values = [
                ("place", value(words.place(place))),
                ("value", value(seen)),
                ("taken", value(taken)),
                ("unit", value(unit)),
                ("reason", value(reason.name())),
                ("why", value(why.name())),
            ];
            words.say("foot-doubt-sign", &values)
        }
        Doubt::Ordinary { place, label } => of_row("foot-doubt-ordinary", place, label),
        Doubt::Heading { place, label } => of_row("foot-doubt-heading", place, label),
    }
}

fn total(total: &Total, with_column: bool, words: &Messages) -> String {
    let mut out = line(4, &headline(total, with_column, words));
    for note in &total.notes {
        out += &line(6, &self::note(note, total, words));
    }
    let lines = addend_lines(total, words);
    let width = lines.iter().map(|(amount, _)| amount.chars().count()).max().unwrap_or(0);
    for (amount, rest) in lines {
        let gap = " ".repeat(width - amount.chars().count());
        out += &line(8, &format!("{gap}{amount}  {rest}"));
    }
    out += &explanations(total, words);
    out + "\n"
}

/// Place, label, column where there are several, figure and verdict.
fn headline(total: &Total, with_column: bool, words: &Messages) -> String {
    let level = if total.level == Level::Cell { "cell" } else { "row" };
    let values = [
        ("place", value(words.place(&total.stated.place))),
        ("label", value(cut(&total.stated.label))),
        ("column", value(if with_column { cut(&total.column) } else { String::new() })),
        ("level", value(level)),
        ("stated", value(figure(words.lang(), total.stated.amount))),
        ("verdict", value(verdict(total, words))),
    ];
    words.say("foot-total", &values)
}

/// What is said of a total.
pub(super) fn verdict(total: &Total, words: &Messages) -> String {
    let shown = |amount: Option<Amount>| value(amount.map_or_else(String::new, |amount| figure(words.lang(), amount)));
    let mut values = vec![("sum", shown(total.sum)), ("difference", shown(total.difference))];
    match &total.verdict {
        Verdict::Rounded(base) => values.push(("base", value(base.clone().unwrap_or_default()))),
        Verdict::Currencies(all) => values.push(("currencies", value(all.join(", ")))),
        Verdict::Across(first, second) => values.extend([("first", value(first)), ("second", value(second))]),
        Verdict::Unit(power, unit) => {
            let exact = total
                .difference
                .is_some_and(|difference| difference.plain().bytes().all(|b| !(b'1'..=b'9').contains(&b)));
            values.push(("unit", value(unit.map_or_else(String::new, Unit::name))));
            values.push(("power", value(if *power < 0 { "less" } else { "more" })));
            values.push(("factor", count(10_usize.saturating_pow(power.unsigned_abs()))));
            values.push(("remains", value(if exact { "nothing" } else { "some" })));
        }
        _ => {}
    }
    words.say(&format!("foot-verdict-{}", total.verdict.name()), &values)
}

/// A note in words.
pub(super) fn note(note: &Note, total: &Total, words: &Messages) -> String {
    let shown = |amount: Amount| value(figure(words.lang(), amount));
    match note {
        Note::Reading(read) => {
            let agrees = value(if total.verdict.agrees() { "agrees" } else { "nearest" });
            let lines = || total.addends.iter().filter_map(|addend| addend.place.row);
            let line = |row: Option<u32>| value(row.map_or_else(String::new, |row| row.to_string()));
            let lines = [("agrees", agrees), ("first", line(lines().min())), ("last", line(lines().max()))];
            words.say(&format!("foot-reading-{}", read.name()), &lines)
        }
        Note::Otherwise(read, sum) => {
            let id = if *read == Read::Subtotals { "foot-otherwise-subtotals" } else { "foot-otherwise-rows" };
            words.say(id, &[("sum", shown(*sum))])
        }
        Note::Parted => words.say("foot-parted", &[]),
        Note::WithinRounding(rows, most) => {
            words.say("foot-within-rounding", &[("rows", count(*rows)), ("most", shown(*most))])
        }
        Note::OtherColumn => words.say("foot-other-column", &[]),
    }
}

/// The figures that were added, then those that were not: amount, and what stands beside it.
fn addend_lines(total: &Total, words: &Messages) -> Vec<(String, String)> {
    let beside = |place: &Place, label: &str| format!("{}  {}", words.place(place), cut(label));
    let added = total.addends.iter().map(|addend| {
        let what = if addend.role == Role::Subtotal { words.say("foot-subtotal", &[]) } else { String::new() };
        (figure(words.lang(), addend.amount), beside(&addend.place, &addend.label) + &what)
    });
    let left_out = total.left_out.iter().map(|addend| {
        let said = words.say("foot-left-out", &[]);
        (format!("({})", figure(words.lang(), addend.amount)), beside(&addend.place, &addend.label) + &said)
    });
    let unread = total.unread.iter().map(|Unread { place, label, seen }| {
        let said = words.say(&format!("foot-unread-{}", seen.name()), &[("value", value(seen.text()))]);
        ("–".to_owned(), beside(place, label) + &said)
    });
    added.chain(left_out).chain(unread).collect()
}

fn explanations(total: &Total, words: &Messages) -> String {
    if total.verdict != Verdict::Differs {
        return String::new();
    }
    let of = |grade: Grade| total.explanations.iter().filter(move |one| one.slip.grade() == grade);
    let told = |one: &Explanation| line(8, &explanation(one, words));
    let likely: String = of(Grade::Likely).map(told).collect();
    let mut arithmetic: String = of(Grade::Arithmetic).take(MOST_ARITHMETIC).map(told).collect();
    let more = of(Grade::Arithmetic).count().saturating_sub(MOST_ARITHMETIC);
    if more > 0 {
        arithmetic += &line(8, &words.say("foot-more", &[("more", count(more))]));
    }
    let rounds = total.notes.iter().any(|note| matches!(note, Note::WithinRounding(..)));
    let mut out = String::new();
    if !likely.is_empty() {
        out += &(line(6, &words.say("foot-likely", &[])) + &likely);
    } else if !rounds {
        out += &line(6, &words.say("foot-no-known-cause", &[]));
    }
    if !arithmetic.is_empty() {
        out += &(line(6, &words.say("foot-arithmetic", &[])) + &arithmetic);
    }
    out
}

/// One explanation in words.
pub(super) fn explanation(one: &Explanation, words: &Messages) -> String {
    let Addend { place, label, amount, role } = &one.at;
    let steps = if let Slip::FarDigit(steps) = one.slip { steps.into() } else { 1 };
    let instead = one.instead.map_or_else(String::new, |amount| figure(words.lang(), amount));
    let values = [
        ("place", value(words.place(place))),
        ("label", value(cut(label))),
        ("seen", value(figure(words.lang(), *amount))),
        ("instead", value(instead)),
        ("steps", Value::Count(steps)),
        ("role", value(role.name())),
    ];
    words.say(&format!("foot-slip-{}", one.slip.name()), &values)
}

/// A figure as the language writes it, with its unit.
fn figure(lang: Lang, amount: Amount) -> String {
    let plain = amount.plain();
    let (sign, size) = plain.strip_prefix('-').map_or(("", plain.as_str()), |size| ("-", size));
    let (whole, decimals) = size.split_once('.').unwrap_or((size, ""));
    let (group, decimal) = match lang {
        Lang::Sv => ('\u{a0}', ','),
        Lang::En => (',', '.'),
    };
    let mut out = sign.to_owned();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out.push(decimal);
        out += decimals;
    }
    amount.unit.map_or_else(|| out.clone(), |unit| format!("{out}\u{a0}{}", unit.name()))
}

fn cut(label: &str) -> String {
    if label.chars().count() <= LABEL_WIDTH {
        return label.to_owned();
    }
    label.chars().take(LABEL_WIDTH - 1).chain(['…']).collect()
}
