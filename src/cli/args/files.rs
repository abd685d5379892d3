//! The verbs that take files and know no job: `foot` and `inspect`.

use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::messages::Messages;
use crate::model::finding::{Problem, count, text};

use super::{InspectCall, choice, flag, help, lang, template};

pub(super) fn foot(words: &Messages) -> Command {
    let say = |id: &str| words.say(id, &[]);
    let file = Arg::new("file").value_name("FILE").required(true).num_args(1..).help(say("cli-arg-file"));
    Command::new("foot")
        .about(say("cli-foot-about"))
        .help_template(template(words, false, "cli-foot-exit-codes"))
        .disable_help_flag(true)
        .override_usage("tertial foot <FILE>... [--format text|json] [--lang sv|en]")
        .args([
            file.value_parser(clap::value_parser!(PathBuf)),
            help(words),
            lang(words),
            choice(words, "format", "cli-arg-foot-format", "text|json").default_value("text").hide_default_value(true),
        ])
}

pub(super) fn inspect(words: &Messages) -> Command {
    let say = |id: &str| words.say(id, &[]);
    let files = Arg::new("file").value_name("FILE").required(true).num_args(1..).help(say("cli-arg-inspect-file"));
    let switch = |name: &'static str, about: &str| flag(words, name, about).action(ArgAction::SetTrue);
    Command::new("inspect")
        .about(say("cli-inspect-about"))
        .help_template(template(words, false, "cli-inspect-exit-codes"))
        .disable_help_flag(true)
        .override_usage("tertial inspect <FILE>... [--write <FILE>] [--sheet <NAME>] [--rows] […]")
        .args([
            files.value_parser(clap::value_parser!(PathBuf)),
            help(words),
            lang(words),
            flag(words, "write", "cli-arg-write").value_name("FILE").value_parser(clap::value_parser!(PathBuf)),
            switch("force", "cli-arg-force"),
            flag(words, "sheet", "cli-arg-sheet").value_name("NAME"),
            switch("rows", "cli-arg-rows"),
            choice(words, "format", "cli-arg-inspect-format", "text|json")
                .default_value("text")
                .hide_default_value(true),
        ])
}

/// Understands the arguments of `inspect`, or says which cannot stand together.
pub(super) fn inspect_call(call: &ArgMatches) -> Result<InspectCall, Vec<Problem>> {
    let files: Vec<PathBuf> = call.get_many::<PathBuf>("file").into_iter().flatten().cloned().collect();
    let given = |name: &str| call.value_source(name) == Some(ValueSource::CommandLine);
    let together = |argument: &str, other: &str| {
        Problem::new("usage-not-together", vec![("argument", text(argument)), ("other", text(other))])
    };
    let mut problems = Vec::new();
    for argument in ["write", "rows"].into_iter().filter(|name| given(name) && files.len() > 1) {
        let values = vec![("argument", text(format!("--{argument}"))), ("files", count(files.len()))];
        problems.push(Problem::new("usage-one-file", values));
    }
    problems.extend(
        ["write", "format"]
            .into_iter()
            .filter(|name| given(name) && given("rows"))
            .map(|name| together("--rows", &format!("--{name}"))),
    );
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(InspectCall {
        files,
        json: call.get_one::<String>("format").is_some_and(|format| format == "json"),
        sheet: call.get_one::<String>("sheet").cloned(),
        rows: call.get_flag("rows"),
        write: call.get_one::<PathBuf>("write").cloned(),
        force: call.get_flag("force"),
    })
}
