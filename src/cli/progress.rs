//! Progress on stderr, on a terminal only.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::messages::Messages;
use crate::model::finding::text;
use crate::run::{Event, Observer};

pub(super) struct Progress<'a> {
    bar: ProgressBar,
    words: &'a Messages,
}

impl<'a> Progress<'a> {
    pub(super) fn new(words: &'a Messages) -> Self {
        let target =
            if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos}/{len} {msg}") {
            bar.set_style(style);
        }
        Self { bar, words }
    }
}

impl Observer for Progress<'_> {
    fn event(&self, event: Event<'_>) {
        match event {
            // Publishing counts as one step more.
            Event::Inputs(count) => self.bar.set_length(u64::try_from(count).unwrap_or_default() + 1),
            Event::Reading(file) => self.bar.set_message(self.words.say("progress-reading", &[("file", text(file))])),
            Event::Read(_) => self.bar.inc(1),
            Event::Publishing => self.bar.set_message(self.words.say("progress-publishing", &[])),
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
