//! The command line: arguments to a verb, a verb's outcome to text and exit code. Takes what the user typed, hands on
//! an exit code; refuses to judge and to compute. Data goes to stdout, progress and diagnostics to stderr.

mod args;
mod check;
mod foot;
mod inspect;
mod progress;
mod run;
mod summary;
mod tell;

use std::ffi::OsString;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::messages::{Lang, Messages};
use crate::model::finding::{Problem, refused};
use crate::pipeline;
use crate::run::RunError;

use args::Call;

/// Runs the program.
pub fn main(arguments: Vec<OsString>) -> ExitCode {
    let lang = args::language(&arguments);
    let words = Messages::new(lang.unwrap_or_default());
    let as_json = args::asks_for_json(&arguments);
    let code = match args::parse(arguments, &words) {
        Ok(Call::Shown { text, code }) => {
            // Help that was not asked for is a diagnostic.
            if code == 0 {
                answer(&text, code, &words)
            } else {
                complain(&text);
                code
            }
        }
        Ok(Call::Check(call)) => check::check(&call, &words_for(lang, &call.job)),
        Ok(Call::Foot(call)) => foot::foot(&call, &words),
        Ok(Call::Inspect(call)) => inspect::inspect(&call, &words),
        Ok(Call::Run(call)) => run::run(&call, &words_for(lang, &call.job)),
        Err(problems) => tell::trouble(&RunError::Pipeline(problems), &words, as_json),
    };
    ExitCode::from(code)
}

/// Writes to stdout and gives the exit code: what could not be told is an error, but a reader that has gone away is none
/// of ours. Control signs that an extract's text may hold do not reach the terminal.
fn answer(text: &str, exit: u8, words: &Messages) -> u8 {
    let text = text.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}");
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let problem = Problem::new("stdout-not-written", vec![("detail", refused(error))]);
            // Never as JSON: that goes to stdout too.
            exit.max(tell::trouble(&RunError::Output(Box::new(problem)), words, false))
        }
        _ => exit,
    }
}

/// Writes to stderr.
fn complain(text: &str) {
    let mut out = std::io::stderr().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).ok();
}

/// The words of a verb: `--lang` first, then the job's language, then Swedish. The environment decides nothing.
fn words_for(lang: Option<Lang>, job: &Path) -> Messages {
    let of_job = || Lang::by_name(&pipeline::language_of(job)?);
    Messages::new(lang.or_else(of_job).unwrap_or_default())
}
