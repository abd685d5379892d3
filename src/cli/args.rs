//! Arguments: what the user may type, in the user's language. Hands on a checked call; refuses what it does not know,
//! and says what was nearest.

mod files;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, Str};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::messages::{Lang, Messages};
use crate::model::Date;
use crate::model::finding::{Problem, Severity, text};
use crate::model::period::Through;
use crate::pipeline::nearest;

/// The verbs.
const COMMANDS: [&str; 4] = ["check", "foot", "inspect", "run"];

/// What the user asked for.
pub(super) enum Call {
    /// Help or version, already written, and its exit code.
    Shown {
        text: String,
        code: u8,
    },
    Check(CheckCall),
    Foot(FootCall),
    Inspect(InspectCall),
    Run(RunCall),
}

pub(super) struct CheckCall {
    pub(super) job: PathBuf,
    pub(super) verbose: bool,
}

pub(super) struct FootCall {
    pub(super) files: Vec<PathBuf>,
    pub(super) json: bool,
}

pub(super) struct InspectCall {
    pub(super) files: Vec<PathBuf>,
    pub(super) json: bool,
    pub(super) sheet: Option<String>,
    /// Nothing but the table as it was read.
    pub(super) rows: bool,
    /// Where the proposed layout goes.
    pub(super) write: Option<PathBuf>,
    pub(super) force: bool,
}

pub(super) struct RunCall {
    pub(super) job: PathBuf,
    pub(super) through: Through,
    pub(super) out: PathBuf,
    pub(super) as_of: Option<Date>,
    pub(super) json: bool,
    /// The least severity that makes the exit code 1; none never does.
    pub(super) fail_on: Option<Severity>,
    pub(super) threads: Option<usize>,
    pub(super) stats: bool,
    pub(super) verbose: bool,
    pub(super) command: Vec<String>,
}

/// The language that `--lang` asks for, before anything else is understood.
pub(super) fn language(arguments: &[OsString]) -> Option<Lang> {
    let texts: Vec<String> = arguments.iter().map(|a| a.to_string_lossy().into_owned()).collect();
    let after = texts.iter().position(|a| a == "--lang").and_then(|i| texts.get(i + 1)).map(String::as_str);
    let joined = texts.iter().find_map(|a| a.strip_prefix("--lang="));
    Lang::by_name(after.or(joined)?)
}

/// Whether a scheduler wants its answer as JSON, before anything else is understood.
pub(super) fn asks_for_json(arguments: &[OsString]) -> bool {
    arguments.windows(2).any(|pair| pair[0] == "--format" && pair[1] == "json")
        || arguments.iter().any(|a| a == "--format=json")
}

/// Understands the arguments, or says what is wrong with them.
pub(super) fn parse(arguments: Vec<OsString>, words: &Messages) -> Result<Call, Vec<Problem>> {
    let command: Vec<String> = arguments.iter().map(|a| a.to_string_lossy().into_owned()).collect();
    let matches = match command_line(words).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(e) if matches!(e.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            return Ok(Call::Shown { text: e.render().to_string(), code: 0 });
        }
        Err(e) if e.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            return Ok(Call::Shown { text: e.render().to_string(), code: 2 });
        }
        Err(e) => return Err(vec![problem(&e)]),
    };
    match matches.subcommand() {
        Some(("check", call)) => Ok(Call::Check(CheckCall { job: job(call), verbose: call.get_flag("verbose") })),
        Some(("foot", call)) => Ok(Call::Foot(FootCall {
            files: call.get_many::<PathBuf>("file").into_iter().flatten().cloned().collect(),
            json: call.get_one::<String>("format").is_some_and(|format| format == "json"),
        })),
        Some(("inspect", call)) => files::inspect_call(call).map(Call::Inspect),
        Some(("run", call)) => run_call(call, command).map(Call::Run),
        _ => Ok(Call::Shown { text: command_line(words).render_help().to_string(), code: 2 }),
    }
}

fn job(call: &ArgMatches) -> PathBuf {
    call.get_one::<PathBuf>("job").cloned().unwrap_or_default()
}

fn run_call(call: &ArgMatches, command: Vec<String>) -> Result<RunCall, Vec<Problem>> {
    let mut problems = Vec::new();
    let word = |name: &str| call.get_one::<String>(name).cloned().unwrap_or_default();
    let through = word("through");
    let parsed = Through::parse(&through);
    if parsed.is_none() {
        problems.push(Problem::new("bad-period-argument", vec![("value", text(&through))]));
    }
    let as_of = call.get_one::<String>("as-of").and_then(|given| {
        let date = Date::parse_from_str(given, "%Y-%m-%d").ok();
        if date.is_none() {
            problems.push(bad_value("--as-of", given, "YYYY-MM-DD"));
        }
        date
    });
    let threads = call.get_one::<String>("threads").and_then(|given| {
        let number = given.parse::<usize>().ok().filter(|n| (1..=1024).contains(n));
        if number.is_none() {
            problems.push(bad_value("--threads", given, "1–1024"));
        }
        number
    });
    let fail_on = match word("fail-on").as_str() {
        "warning" => Some(Severity::Warning),
        "never" => None,
        _ => Some(Severity::Error),
    };
    let Some(through) = parsed.filter(|_| problems.is_empty()) else { return Err(problems) };
    Ok(RunCall {
        job: job(call),
        through,
        out: call.get_one::<PathBuf>("out").cloned().unwrap_or_default(),
        as_of,
        json: word("format") == "json",
        fail_on,
        threads,
        stats: call.get_flag("stats"),
        verbose: call.get_flag("verbose"),
        command,
    })
}

fn bad_value(argument: &str, value: &str, expected: &str) -> Problem {
    let values = vec![("argument", text(argument)), ("value", text(value)), ("expected", text(expected))];
    Problem::new("usage-bad-value", values)
}

/// What clap refused, as a problem of ours.
fn problem(error: &clap::Error) -> Problem {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(value)) => value.clone(),
        Some(ContextValue::Strings(values)) => values.join(", "),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let of_argument = |id: &'static str| Problem::new(id, vec![("argument", text(&argument))]);
    match error.kind() {
        ErrorKind::InvalidSubcommand => unknown_command(&context(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => of_argument("usage-no-value"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            bad_value(&argument, &context(ContextKind::InvalidValue), &context(ContextKind::ValidValue))
        }
        ErrorKind::ArgumentConflict => of_argument("usage-twice"),
        ErrorKind::MissingSubcommand => {
            Problem::new("usage-missing-argument", vec![("argument", text(COMMANDS.join("|")))])
        }
        ErrorKind::MissingRequiredArgument => of_argument("usage-missing-argument"),
        _ if !argument.starts_with('-') => of_argument("usage-one-job"),
        _ => Problem::new(
            "usage-unknown-argument",
            vec![("argument", text(&argument)), ("nearest", text(context(ContextKind::SuggestedArg)))],
        ),
    }
}

fn unknown_command(command: &str) -> Problem {
    let near = nearest(command, COMMANDS).unwrap_or_default();
    Problem::new("usage-unknown-command", vec![("command", text(command)), ("nearest", text(near))])
}

/// A help text's parts in order.
fn template(words: &Messages, with_commands: bool, exit_codes: &str) -> String {
    let say = |id: &str| words.say(id, &[]);
    let commands = format!("\n{}:\n{{subcommands}}\n", say("cli-commands"));
    format!(
        "{{about}}\n\n{}: {{usage}}\n{}{}\n{}:\n{{options}}\n\n{}\n",
        say("cli-usage"),
        if with_commands { commands } else { String::new() },
        if with_commands { String::new() } else { format!("\n{}:\n{{positionals}}\n", say("cli-arguments")) },
        say("cli-options"),
        say(exit_codes),
    )
}

fn flag(words: &Messages, name: &'static str, about: &str) -> Arg {
    Arg::new(name).long(name).help(words.say(about, &[]))
}

fn lang(words: &Messages) -> Arg {
    let values = PossibleValuesParser::new(["sv", "en"]);
    flag(words, "lang", "cli-arg-lang").value_parser(values).value_name("sv|en").hide_possible_values(true)
}

fn help(words: &Messages) -> Arg {
    Arg::new("help").short('h').long("help").action(ArgAction::Help).help(words.say("cli-arg-help", &[]))
}

fn choice(words: &Messages, name: &'static str, about: &str, choices: &'static str) -> Arg {
    let values = PossibleValuesParser::new(choices.split('|').map(Str::from).collect::<Vec<_>>());
    flag(words, name, about).value_parser(values).value_name(choices).hide_possible_values(true)
}

/// The command line in the user's language.
fn command_line(words: &Messages) -> Command {
    let say = |id: &str| words.say(id, &[]);
    let template = |with_commands, exit_codes| template(words, with_commands, exit_codes);
    let flag = |name: &'static str, about: &str| flag(words, name, about);
    let lang = || lang(words);
    let help = || help(words);
    let verbose =
        || Arg::new("verbose").short('v').long("verbose").action(ArgAction::SetTrue).help(say("cli-arg-verbose"));
    let job = || {
        Arg::new("job")
            .value_name("JOB")
            .required(true)
            .value_parser(clap::value_parser!(PathBuf))
            .help(say("cli-arg-job"))
    };
    let choice = |name: &'static str, about: &str, choices: &'static str| choice(words, name, about, choices);
    let verb = |name: &'static str, about: &str| {
        Command::new(name)
            .about(say(about))
            .help_template(template(false, "cli-exit-codes"))
            .disable_help_flag(true)
            .args([job(), help(), lang(), verbose()])
    };
    let usage = "tertial run <JOB> --through <2022-08|2022-T2|2022> [--out <DIR>] […]";
    let run = verb("run", "cli-run-about").override_usage(usage).args([
        flag("through", "cli-arg-through").value_name("2022-08|2022-T2|2022").required(true),
        flag("out", "cli-arg-out")
            .value_name("DIR")
            .default_value("out")
            .value_parser(clap::value_parser!(PathBuf))
            .hide_default_value(true),
        flag("as-of", "cli-arg-as-of").value_name("DATE"),
        choice("format", "cli-arg-format", "text|json").default_value("text").hide_default_value(true),
        choice("fail-on", "cli-arg-fail-on", "error|warning|never").default_value("error").hide_default_value(true),
        flag("threads", "cli-arg-threads").value_name("N"),
        Arg::new("stats").long("stats").action(ArgAction::SetTrue).help(say("cli-arg-stats")),
    ]);
    let version =
        Arg::new("version").short('V').long("version").action(ArgAction::Version).help(say("cli-arg-version"));
    Command::new("tertial")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say("cli-about"))
        .help_template(template(true, "cli-exit-codes"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .args([help(), version, lang().global(false)])
        .override_usage(format!("tertial {} […]", COMMANDS.join("|")))
        .subcommand(verb("check", "cli-check-about").override_usage("tertial check <JOB> […]"))
        .subcommand(files::foot(words))
        .subcommand(files::inspect(words))
        .subcommand(run)
}
