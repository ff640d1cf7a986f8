//! `/metrics`: figures for Prometheus, by route and status, never by what was asked.

mod histogram;
mod index;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use self::histogram::Histogram;
pub(crate) use self::index::IndexFigures;
use crate::app::Site;
use crate::wire::Failure;

/// What was counted since the start.
#[derive(Default)]
pub(crate) struct Metrics {
    requests: Mutex<BTreeMap<(&'static str, u16), u64>>,
    durations: Mutex<BTreeMap<&'static str, Histogram>>,
    /// Waiting for a turn.
    pub(crate) waited: Histogram,
    /// Being answered by the index.
    pub(crate) answered: Histogram,
    /// Turned away because every place was taken, and because the wait was too long.
    pub(crate) full: AtomicU64,
    pub(crate) late: AtomicU64,
}

impl Metrics {
    /// Counts an answer; `route` is the address in our table, not the one that was asked for.
    pub(crate) fn count(&self, route: &'static str, status: u16, took: Duration) {
        *self.requests.lock().unwrap_or_else(PoisonError::into_inner).entry((route, status)).or_default() += 1;
        self.durations.lock().unwrap_or_else(PoisonError::into_inner).entry(route).or_default().count(took);
    }

    fn write(&self, text: &mut Text, waiting: usize) {
        text.head("http_requests_total", "counter", "Answers by route and status.");
        for ((route, code), count) in &*self.requests.lock().unwrap_or_else(PoisonError::into_inner) {
            text.row("http_requests_total", &format!("route=\"{route}\",code=\"{code}\""), count);
        }
        text.head("http_request_duration_seconds", "histogram", "Time from the request to its answer.");
        for (route, histogram) in &*self.durations.lock().unwrap_or_else(PoisonError::into_inner) {
            histogram.write(text, "http_request_duration_seconds", &format!("route=\"{route}\""));
        }
        text.head("search_duration_seconds", "histogram", "Time that questions to the index wait, and run.");
        self.waited.write(text, "search_duration_seconds", "phase=\"queue\"");
        self.answered.write(text, "search_duration_seconds", "phase=\"engine\"");
        text.head("search_rejected_total", "counter", "Questions turned away, to come back later.");
        for (reason, count) in [("full", &self.full), ("late", &self.late)] {
            text.row("search_rejected_total", &format!("reason=\"{reason}\""), count.load(Ordering::Relaxed));
        }
        text.one("search_queue_length", "gauge", "Questions that wait for their turn.", waiting);
        text.head("build_info", "gauge", "The program.");
        text.row("build_info", &format!("version=\"{}\"", env!("CARGO_PKG_VERSION")), 1);
    }
}

/// The text format of Prometheus, as it is written.
#[derive(Default)]
pub(crate) struct Text(String);

impl Text {
    fn head(&mut self, name: &str, kind: &str, help: &str) {
        // Writing to a string cannot fail.
        let _ = write!(self.0, "# HELP depeche_{name} {help}\n# TYPE depeche_{name} {kind}\n");
    }

    fn row(&mut self, name: &str, labels: &str, value: impl std::fmt::Display) {
        let _ = if labels.is_empty() {
            writeln!(self.0, "depeche_{name} {value}")
        } else {
            writeln!(self.0, "depeche_{name}{{{labels}}} {value}")
        };
    }

    fn one(&mut self, name: &str, kind: &str, help: &str, value: impl std::fmt::Display) {
        self.head(name, kind, help);
        self.row(name, "", value);
    }
}

/// `GET /metrics`. Never waits behind searches.
pub(crate) async fn shown(State(site): State<Site>) -> Result<Response, Failure> {
    let mut text = Text::default();
    site.metrics.write(&mut text, site.desk.waiting());
    let (archive, figures) = (site.archive, site.index_figures);
    let written = tokio::task::spawn_blocking(move || {
        figures.write(&archive, &mut text);
        text
    });
    let text = written.await.map_err(|_| Failure::Internal("the index cannot be looked at".to_owned()))?;
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text.0).into_response())
}
