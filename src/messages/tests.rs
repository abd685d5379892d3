//! Both languages say the same things with the same values, and the registry has all its sentences.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::{Lang, Messages, ids};
use crate::model::finding::{Code, Finding, Place, Problem, REGISTRY, Severity, Value, count, damage, refused, text};
use crate::model::money::Ore;

/// A value's own name, without what is passed beside it for selection.
fn base(argument: &str) -> &str {
    argument.strip_suffix("-n").or_else(|| argument.strip_suffix("-key")).unwrap_or(argument)
}

fn bases(arguments: &[String]) -> BTreeSet<&str> {
    arguments.iter().map(|argument| base(argument)).collect()
}

#[test]
fn both_files_parse_and_name_each_message_once() {
    for lang in Lang::ALL {
        let faults = FluentResource::try_new(lang.source().to_owned()).err().map(|(_, faults)| faults);
        assert!(faults.is_none(), "{}: {faults:?}", lang.name());
        let messages = Messages::new(lang);
        let mut seen = BTreeSet::new();
        for (id, _) in ids(lang) {
            assert!(messages.has(&id), "{}: {id} is not read", lang.name());
            assert!(seen.insert(id.clone()), "{}: {id} twice", lang.name());
        }
    }
}

#[test]
fn both_files_have_the_same_messages_with_the_same_arguments() {
    let (sv, en) = (ids(Lang::Sv), ids(Lang::En));
    assert_eq!(sv.len(), en.len());
    for ((sv_id, sv_arguments), (en_id, en_arguments)) in sv.iter().zip(&en) {
        assert_eq!(sv_id, en_id, "same messages in the same order");
        assert_eq!(bases(sv_arguments), bases(en_arguments), "{sv_id}");
    }
}

#[test]
fn no_message_has_an_unresolved_reference() {
    for lang in Lang::ALL {
        let messages = Messages::new(lang);
        for (id, arguments) in ids(lang) {
            for number in [1_u64, 2] {
                let mut given = FluentArgs::new();
                for argument in &arguments {
                    let counted = argument.ends_with("-n");
                    given.set(argument.clone(), if counted { number.into() } else { FluentValue::from("x") });
                }
                let pattern = messages.held.bundle.get_message(&id).and_then(|message| message.value());
                let mut faults = Vec::new();
                let said = pattern.map(|p| messages.held.bundle.format_pattern(p, Some(&given), &mut faults));
                let said = said.unwrap_or_default();
                assert!(faults.is_empty(), "{}: {id}: {faults:?}", lang.name());
                assert!(!said.trim().is_empty() && !said.contains(['{', '}']), "{}: {id}: {said}", lang.name());
            }
        }
    }
}

#[test]
fn every_code_has_its_messages_and_says_its_values() {
    for lang in Lang::ALL {
        let arguments: BTreeMap<String, Vec<String>> = ids(lang).into_iter().collect();
        for (code, registered) in REGISTRY {
            let registered_values: BTreeSet<&str> = registered.values.iter().copied().collect();
            for suffix in ["", "-hint", "-about", "-info", "-info-hint", "-warning", "-warning-hint"] {
                let id = format!("finding-{}{suffix}", code.name());
                let Some(used) = arguments.get(&id) else {
                    assert!(
                        suffix.starts_with("-info") || suffix.starts_with("-warning"),
                        "{}: {id} is missing",
                        lang.name()
                    );
                    continue;
                };
                assert!(bases(used).is_subset(&registered_values), "{}: {id}: {used:?}", lang.name());
                match suffix {
                    "" | "-info" | "-warning" => assert_eq!(bases(used), registered_values, "{}: {id}", lang.name()),
                    "-about" => assert!(used.is_empty(), "{}: {id}", lang.name()),
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn every_finding_message_belongs_to_a_code() {
    for (id, _) in ids(Lang::Sv) {
        let Some(rest) = id.strip_prefix("finding-") else { continue };
        let known = REGISTRY.iter().any(|(_, registered)| {
            let suffix = rest.strip_prefix(registered.name);
            suffix.is_some_and(|s| {
                ["", "-hint", "-about", "-info", "-info-hint", "-warning", "-warning-hint"].contains(&s)
            })
        });
        assert!(known, "{id}");
    }
}

#[test]
fn every_problem_has_a_hint() {
    let known: BTreeSet<String> = ids(Lang::Sv).into_iter().map(|(id, _)| id).collect();
    for id in known.iter().filter(|id| id.starts_with("problem-") && !id.ends_with("-hint")) {
        assert!(known.contains(&format!("{id}-hint")), "{id}");
    }
}

#[test]
fn every_name_of_the_model_is_told() {
    use crate::model::control::Boundary;
    use crate::model::fate::{OutOfScope, SetAside};
    let mut names: Vec<&str> = Boundary::ALL.iter().map(|boundary| boundary.name()).collect();
    names.extend([SetAside::SharedObject, SetAside::UnknownAccount].map(SetAside::name));
    names.extend([OutOfScope::OtherObject, OutOfScope::Opening, OutOfScope::AfterThrough].map(OutOfScope::name));
    names.extend([OutOfScope::OtherYear, OutOfScope::OtherYearOnGrant].map(OutOfScope::name));
    for lang in Lang::ALL {
        let messages = Messages::new(lang);
        for name in &names {
            assert!(messages.has(&format!("cell-{name}")), "{}: {name}", lang.name());
        }
        for severity in [Severity::Info, Severity::Warning, Severity::Error] {
            assert!(messages.has(&format!("severity-{}", severity.name())));
        }
    }
}

#[test]
fn every_cause_is_told() {
    let system = (1..200).map(|number| refused(std::io::Error::from_raw_os_error(number)));
    let damaged = ["checksum", "unexpected end", "unsupported zip", "corrupt"].map(damage);
    let named = ["same-sheet", "no-workbook"].map(|name| Value::Cause { name, said: "Blad1".to_owned() });
    for cause in system.chain(damaged).chain(named) {
        let Value::Cause { name, said } = &cause else { panic!("{cause:?} is no cause") };
        for messages in Lang::ALL.map(Messages::new) {
            assert!(messages.has(&format!("cause-{name}")), "{}: {name}", messages.lang().name());
            let problem = Problem::new("unreadable-file", vec![("path", text("a.csv")), ("detail", cause.clone())]);
            let told = messages.problem(&problem);
            assert!(said.is_empty() || told.ends_with(&format!(" ({said})")), "{told}");
            assert!(!told.contains("os error") || *name == "system", "{told}");
        }
    }
}

/// Words that a count of one cannot stand before, so that a sentence with both has forgotten its plural.
const MANY: [(Lang, &[&str]); 2] = [
    (
        Lang::Sv,
        &[
            "rader",
            "celler",
            "filer",
            "tabeller",
            "koder",
            "kolumner",
            "verifikationer",
            "avvikelser",
            "tomma",
            "andra",
        ],
    ),
    (
        Lang::En,
        &[
            "rows", "cells", "amounts", "files", "columns", "lines", "dates", "findings", "others", "other", "bytes",
            "fields",
        ],
    ),
];

/// Each message with 1 for every count that it may get: one of anything is not said as many are.
#[test]
fn a_count_of_one_is_said_as_one() {
    let mut faults = Vec::new();
    for (lang, many) in MANY {
        let messages = Messages::new(lang);
        for (id, arguments) in ids(lang) {
            let all = bases(&arguments);
            let values = |number: u64| -> Vec<(&'static str, Value)> {
                all.iter()
                    .map(|name| (&*Box::leak((*name).to_owned().into_boxed_str()), Value::Count(number)))
                    .collect()
            };
            let said = messages.say(&id, &values(1));
            for word in many {
                let found = ["1 ", "1\u{a0}"].iter().find_map(|one| said.find(&format!("{one}{word}")));
                let alone = |at: usize| at == 0 || !said[..at].ends_with(|c: char| c.is_alphanumeric());
                faults.extend(found.filter(|at| alone(*at)).map(|_| format!("{}: {id}: {said}", lang.name())));
            }
        }
    }
    faults.sort();
    faults.dedup();
    assert!(faults.is_empty(), "{}\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn plurals_follow_the_count() {
    for (lang, one, many) in [
        (Lang::Sv, "Avvisat: 1 rad", "Avvisat: 1\u{a0}200 rader"),
        (Lang::En, "Rejected: 1 row", "Rejected: 1,200 rows"),
    ] {
        let messages = Messages::new(lang);
        assert_eq!(messages.say("summary-rejected", &[("rows", count(1))]), one);
        assert_eq!(messages.say("summary-rejected", &[("rows", count(1_200))]), many);
    }
}

fn overspent(stance: &str, unspent: i64) -> Finding {
    let values = vec![
        ("spent", Value::Amount(Ore::new(230_000_050))),
        ("allocated", Value::Amount(Ore::new(200_000_000))),
        ("over", Value::Amount(Ore::new(30_000_050))),
        ("unspent", Value::Amount(Ore::new(unspent))),
        ("stance", text(stance)),
    ];
    Finding::new(Code::ActivityOverspent, values)
}

#[test]
fn an_overspent_activity_tells_what_is_unspent_and_the_stance() {
    let messages = Messages::new(Lang::Sv);
    assert_eq!(
        messages.finding(&overspent("within-area", 1_234_567_890)),
        "Aktiviteten är överskriden med 300\u{a0}000,50 kr: utfall 2\u{a0}300\u{a0}000,50 kr mot beslutat \
         2\u{a0}000\u{a0}000,00 kr. 12\u{a0}345\u{a0}678,90 kr av områdets beslutade medel är ännu inte förbrukade. \
         Beslutet tillåter omfördelning inom området."
    );
    assert!(messages.finding(&overspent("not-stated", 0)).contains("Inget av områdets beslutade medel"));
    for id in ["finding-activity-overspent", "finding-activity-overspent-hint", "finding-activity-overspent-about"] {
        for lang in Lang::ALL {
            let said = Messages::new(lang).say(id, &overspent("none", 100).values).to_lowercase();
            assert!(!said.contains("överskott") && !said.contains("surplus"), "{said}");
        }
    }
}

#[test]
fn a_milder_finding_has_its_own_words() {
    let values = vec![
        ("codes", text("objekt 9917, konto 1230")),
        ("debit", Value::Amount(Ore::new(25_000_000))),
        ("credit", Value::Amount(Ore::new(25_000_000))),
        ("net", Value::Amount(Ore::ZERO)),
    ];
    let messages = Messages::new(Lang::Sv);
    let finding = Finding::new(Code::InvestmentOnGrantObject, values);
    assert!(!messages.finding(&finding).contains("rättad"));
    let milder = finding.at(Severity::Info);
    assert!(messages.finding(&milder).contains("är rättad"), "{}", messages.finding(&milder));
    assert_ne!(messages.finding_hint(&milder), messages.say("finding-investment-on-grant-object-hint", &[]));
    let without_own_words = overspent("none", 0).at(Severity::Info);
    assert_eq!(messages.finding(&without_own_words), messages.finding(&overspent("none", 0)));
}

#[test]
fn an_absent_choice_reads_as_blank() {
    let messages = Messages::new(Lang::En);
    let problem = |values| Problem::new("unknown-id", values);
    let id = || [("kind", text("activity")), ("id", text("vardlos"))];
    let without = problem(id().to_vec());
    assert_eq!(messages.problem(&without), "Activity “vardlos” does not exist.");
    assert_eq!(messages.problem_hint(&without).as_deref(), Some("Check the spelling, or add what is missing."));
    let with = problem([id().to_vec(), vec![("nearest", text("vardlots"))]].concat());
    assert_eq!(messages.problem_hint(&with).as_deref(), Some("Did you mean “vardlots”?"));
    assert_eq!(messages.problem_hint(&Problem::new("no-such", Vec::new())), None);
}

#[test]
fn names_are_looked_up_and_quoted_data_is_not() {
    let messages = Messages::new(Lang::Sv);
    let values = vec![("header", text("total")), ("value", text("none")), ("reason", text("unreadable-amount"))];
    let said = messages.finding(&Finding::new(Code::RowRejected, values));
    assert!(said.ends_with("Oläsligt belopp i kolumnen ”total”: ”none”."), "{said}");
}

#[test]
fn a_missing_message_shows_its_id_and_values() {
    let messages = Messages::new(Lang::En);
    assert_eq!(messages.say("no-such", &[]), "no-such");
    let values = [("sum", Value::Amount(Ore::new(123_450))), ("share", Value::Share(6_667))];
    assert_eq!(messages.say("no-such", &values), "no-such (sum: 1,234.50, share: 66.7%)");
    assert_eq!(messages.problem(&Problem::new("no-such", Vec::new())), "problem-no-such");
}

#[test]
fn what_a_broken_file_still_holds_is_told() {
    let messages = Messages::read(Lang::Sv, "broken = { $open\nwhole = Hel mening om { $sum } kr.\n");
    let values = [("sum", Value::Amount(Ore::new(150)))];
    assert_eq!(messages.say("broken", &values), "broken (sum: 1,50)");
    assert_eq!(messages.say("whole", &values), "Hel mening om 1,50 kr.");
}

#[test]
fn titles_fall_back_to_the_name() {
    let messages = Messages::new(Lang::Sv);
    assert_eq!(messages.title("column", "utfall_period"), "Utfall i perioden");
    assert_eq!(messages.title("column", "verksamhet"), "verksamhet");
    assert_eq!(Lang::by_name("en").map(Lang::name), Some("en"));
    assert_eq!(Lang::by_name("de"), None);
}

#[test]
fn places_read_as_people_write_them() {
    let some = |text: &str| Some(text.to_owned());
    let workbook = Place {
        file: some("Utdrag.xlsx"),
        sheet: some("Blad1"),
        row: Some(214),
        column: some("F"),
        ..Place::default()
    };
    let text_file = Place { file: some("fil.csv"), row: Some(214), column: some("5"), ..Place::default() };
    let decision = Place {
        agreement: some("gnv-2022"),
        area: some("medarbetare"),
        activity: some("vardlots"),
        ..Place::default()
    };
    let both = Place { agreement: some("gnv-2022"), ..text_file.clone() };
    let (sv, en) = (Messages::new(Lang::Sv), Messages::new(Lang::En));
    assert_eq!(sv.place(&workbook), "Utdrag.xlsx!Blad1!F214");
    assert_eq!(sv.place(&Place { column: None, ..workbook.clone() }), "Utdrag.xlsx!Blad1, rad 214");
    assert_eq!(sv.place(&Place { row: None, column: None, ..workbook }), "Utdrag.xlsx!Blad1");
    assert_eq!(sv.place(&text_file), "fil.csv:214, kolumn 5");
    assert_eq!(en.place(&Place { row: None, ..text_file }), "fil.csv, column 5");
    assert_eq!(en.place(&decision), "gnv-2022 / medarbetare / vardlots");
    assert_eq!(sv.place(&both), "gnv-2022 · fil.csv:214, kolumn 5");
    assert_eq!(sv.place(&Place::default()), "");
}
