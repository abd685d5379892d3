//! `tertial check JOB`: loads, proves and foots a job and runs its examples, without reading an extract. Says nothing
//! when all is well.

use crate::messages::Messages;
use crate::model::finding::Severity;
use crate::run;

use super::args::CheckCall;
use super::{answer, tell};

pub(super) fn check(call: &CheckCall, words: &Messages) -> u8 {
    let pipeline = match run::check(&call.job) {
        Ok(pipeline) => pipeline,
        Err(error) => return tell::trouble(&error, words, false),
    };
    let least = if call.verbose { Severity::Info } else { Severity::Warning };
    let shown = pipeline.footing.iter().filter(|finding| finding.severity >= least);
    answer(&tell::findings(shown, words), 0, words)
}
