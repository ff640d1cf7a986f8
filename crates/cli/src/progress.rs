//! How a run of the indexer is shown while it goes on: a bar on a terminal, otherwise only what went wrong.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};

use indexer::{Event, Progress, Summary};
use indicatif::{ProgressBar, ProgressStyle};

/// Shows a run on stderr.
pub(crate) struct Shown {
    bar: Option<ProgressBar>,
    totals: RefCell<Totals>,
}

#[derive(Default)]
struct Totals {
    bytes: u64,
    articles: u64,
}

impl Shown {
    /// A bar where stderr is a terminal.
    pub(crate) fn on_stderr() -> Self {
        let bar = io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(0);
            let style = ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {bytes_per_sec} {msg} eta {eta}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar
        });
        Self { bar, totals: RefCell::default() }
    }

    /// Takes the bar away, so that what is printed next stands alone.
    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn say(&self, line: &str) {
        let print = || {
            // Nobody is left to tell when stderr cannot be written.
            let _ = writeln!(io::stderr().lock(), "{line}");
        };
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }
}

impl Progress for Shown {
    fn on(&self, event: &Event) {
        let mut totals = self.totals.borrow_mut();
        match event {
            Event::Found { bytes, .. } => {
                totals.bytes += bytes;
                if let Some(bar) = &self.bar {
                    bar.set_length(totals.bytes);
                }
            }
            Event::Reading { bytes, articles, .. } => {
                totals.articles = *articles;
                if let Some(bar) = &self.bar {
                    bar.set_position(*bytes);
                    bar.set_message(format!("{articles} articles"));
                }
            }
            Event::Failed(failed) => self.say(&format!("warning: `{}`: {}", failed.path.display(), failed.reason)),
            Event::Skipped(skipped) => self.say(&format!(
                "warning: `{}` {}; its {} articles stay as they are",
                skipped.path.display(),
                skipped.reason,
                skipped.articles
            )),
            Event::Committed { .. } => {}
            Event::Synced(summary) => {
                let Summary { added, changed, removed, .. } = summary.as_ref();
                self.say(&format!("{added} articles added, {changed} changed, {removed} removed"));
            }
            Event::Polling { folder, reason } => {
                self.say(&format!("note: `{}` is looked at every few seconds, because {reason}", folder.display()))
            }
            Event::Busy { holder } => self.say(&format!("note: the index is being written by {holder}; waiting")),
            Event::Trouble { reason } => self.say(&format!("warning: {reason}; trying again later")),
            Event::Rebuilding { reason } => self.say(&format!("the index is built anew {reason}")),
        }
    }
}
