//! What came of a scenario.

use std::fmt;
use std::time::Instant;

/// What came of a scenario.
#[derive(Debug)]
pub struct Outcome {
    /// What was done.
    pub what: &'static str,
    /// How often, in words.
    pub size: String,
    /// Each time something was not as promised.
    pub faults: Vec<String>,
    /// What was measured.
    pub figures: Vec<String>,
    /// Why it was not done on this machine.
    pub skipped: Option<String>,
    /// How long it took.
    pub seconds: f64,
    started: Instant,
}

/// More faults than these say nothing more.
const MOST_FAULTS: usize = 20;

impl Outcome {
    /// A scenario that begins now.
    pub fn begin(what: &'static str) -> Self {
        Self {
            what,
            size: String::new(),
            faults: Vec::new(),
            figures: Vec::new(),
            skipped: None,
            seconds: 0.0,
            started: Instant::now(),
        }
    }

    /// A scenario that this machine cannot do.
    pub fn skip(what: &'static str, reason: impl Into<String>) -> Self {
        Self { skipped: Some(reason.into()), ..Self::begin(what) }
    }

    /// Notes down something that is not as promised.
    pub fn fault(&mut self, what: impl Into<String>) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(what.into());
        }
    }

    /// Notes down `what` unless it `holds`.
    pub fn expect(&mut self, holds: bool, what: impl FnOnce() -> String) {
        if !holds {
            self.fault(what());
        }
    }

    /// Notes down a figure.
    pub fn figure(&mut self, figure: impl Into<String>) {
        self.figures.push(figure.into());
    }

    /// Ends the scenario, of which so much was done.
    pub fn end(mut self, size: impl Into<String>) -> Self {
        self.size = size.into();
        self.seconds = self.started.elapsed().as_secs_f64();
        self
    }

    /// Whether everything that was tried was as promised.
    pub fn is_good(&self) -> bool {
        self.faults.is_empty()
    }
}

/// A row of a table in Markdown: what, how many, result, seconds.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let result = match (&self.skipped, self.faults.len()) {
            (Some(reason), _) => format!("skipped: {reason}"),
            (None, 0) => "as promised".to_owned(),
            (None, n) => format!("**{n} faults**"),
        };
        let result = [&[result][..], &self.figures].concat().join("; ");
        write!(f, "| {} | {} | {result} | {:.0} |", self.what, self.size, self.seconds)
    }
}
