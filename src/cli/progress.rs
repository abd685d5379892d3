//! Watching a run from the terminal: how far it has come and how fast, on stderr and on a terminal only; and what each
//! stage took, for whoever asks.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::messages::{Lang, Messages};
use crate::model::finding::{Value, text};
use crate::run::{Event, Observer, Stage, Work};

/// So often the line is written anew.
const EVERY: Duration = Duration::from_millis(200);
/// A remaining time is not told before this has gone.
const SETTLED: Duration = Duration::from_secs(2);

pub(super) struct Progress<'a> {
    bar: ProgressBar,
    words: &'a Messages,
    seen: Mutex<Seen>,
}

struct Seen {
    began: Instant,
    /// When the line was written.
    told: Option<Instant>,
    file: String,
    rows: u64,
    work: [Work; Stage::ALL.len()],
}

impl<'a> Progress<'a> {
    pub(super) fn new(words: &'a Messages) -> Self {
        let target =
            if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {percent} % {msg}") {
            bar.set_style(style);
        }
        let work = [Work::default(); Stage::ALL.len()];
        let seen = Seen { began: Instant::now(), told: None, file: String::new(), rows: 0, work };
        Self { bar, words, seen: Mutex::new(seen) }
    }

    /// What each stage took, as lines: busy time on all threads together, rows, bytes and bytes a second.
    pub(super) fn stats(&self) -> String {
        let Ok(seen) = self.seen.lock() else { return String::new() };
        let point = if self.words.lang() == Lang::Sv { "," } else { "." };
        let seconds = |time: Duration| format!("{}{point}{:03}", time.as_secs(), time.subsec_millis());
        let heads = ["stats-stage", "stats-time", "stats-rows", "stats-bytes", "stats-rate"];
        let mut rows = vec![heads.map(|id| self.words.say(id, &[])).to_vec()];
        for ((_, name), work) in Stage::ALL.iter().zip(&seen.work) {
            let rate = u128::from(work.bytes) * 1_000_000 / work.time.as_micros().max(1) / 1_000_000;
            let megabytes = |bytes: u128| if work.bytes == 0 { String::new() } else { bytes.to_string() };
            rows.push(vec![
                self.words.say(&format!("stats-{name}"), &[]),
                seconds(work.time),
                work.rows.to_string(),
                megabytes(u128::from(work.bytes) / 1_000_000),
                megabytes(rate),
            ]);
        }
        let whole = self.words.say("stats-whole", &[("seconds", text(seconds(seen.began.elapsed())))]);
        super::summary::aligned(&rows) + &whole + "\n"
    }

    fn tell(&self, seen: &mut Seen) {
        if seen.told.is_some_and(|told| told.elapsed() < EVERY) {
            return;
        }
        seen.told = Some(Instant::now());
        let gone = seen.began.elapsed();
        let (at, of) = (u128::from(self.bar.position()), u128::from(self.bar.length().unwrap_or_default()));
        let left = gone.as_secs().checked_mul(u64::try_from(of.saturating_sub(at)).unwrap_or_default());
        let left = left.and_then(|left| left.checked_div(u64::try_from(at).ok()?)).filter(|_| gone > SETTLED);
        let rate = u128::from(seen.rows) * 1_000 / gone.as_millis().max(1);
        let values = [
            ("file", text(&seen.file)),
            ("rows", Value::Count(seen.rows)),
            ("rate", Value::Count(u64::try_from(rate).unwrap_or(u64::MAX))),
            ("left", Value::Count(left.unwrap_or_default())),
            ("known", text(if left.is_some() { "yes" } else { "no" })),
        ];
        self.bar.set_message(self.words.say("progress-reading", &values));
    }
}

impl Observer for Progress<'_> {
    fn event(&self, event: Event<'_>) {
        let Ok(mut seen) = self.seen.lock() else { return };
        match event {
            Event::Inputs { bytes, .. } => {
                self.bar.set_position(0);
                self.bar.set_length(bytes);
                seen.rows = 0;
            }
            Event::Reading(file) => file.clone_into(&mut seen.file),
            Event::Read(_) => {}
            Event::Done(stage, work) => {
                let place = Stage::ALL.iter().position(|(known, _)| *known == stage);
                if let Some(sum) = place.and_then(|place| seen.work.get_mut(place)) {
                    sum.time += work.time;
                    sum.rows += work.rows;
                    sum.bytes += work.bytes;
                }
                if stage == Stage::Read {
                    seen.rows += work.rows;
                    let length = self.bar.length().unwrap_or_default();
                    // Packed files hold more than their size.
                    self.bar.set_position((self.bar.position() + work.bytes).min(length));
                    self.tell(&mut seen);
                }
            }
            Event::Publishing => self.bar.set_message(self.words.say("progress-publishing", &[])),
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
