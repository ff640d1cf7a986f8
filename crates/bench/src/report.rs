//! Measurements as a section of Markdown.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::Context;

use crate::child::Built;
use crate::draw::Kind;
use crate::engines::{Ask, Build};
use crate::latency::Latency;
use crate::measure::Measured;
use crate::stats::percentile;
use crate::{parts, usage};

const BEGIN: &str = "<!-- bench: begin -->";
const END: &str = "<!-- bench: end -->";

/// Puts `section` between the markers of the file at `path`.
pub(crate) fn write(path: &Path, section: &str) -> anyhow::Result<()> {
    let name = path.display();
    let old = fs::read_to_string(path).with_context(|| format!("cannot read `{name}`"))?;
    let new = splice(&old, section).with_context(|| format!("`{name}` lacks the markers `{BEGIN}` and `{END}`"))?;
    fs::write(path, new).with_context(|| format!("cannot write `{name}`"))
}

fn splice(old: &str, section: &str) -> Option<String> {
    let (before, rest) = old.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{}\n{END}{after}", section.trim()))
}

/// All tables.
pub(crate) fn section(measured: &Measured) -> String {
    let mut out = circumstances(measured);
    out.push_str("\n### Indexing\n\n");
    indexing(&mut out, measured);
    out.push_str("\n### Queries, in microseconds\n\n");
    latency(&mut out, measured);
    out.push_str("\n### Parts of the analysis, on one core\n\n");
    parts_table(&mut out, measured);
    out
}

fn circumstances(measured: &Measured) -> String {
    let corpus = &measured.corpus;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let memory = usage::machine_memory().map_or_else(String::new, |bytes| format!(", {} GB of memory", bytes >> 30));
    let load = measured.load.map_or_else(String::new, |load| format!(", load {load:.1} before the run"));
    let repeated = if measured.repeated { " (our own, repeated with other ids)" } else { "" };
    format!(
        "{} articles{repeated}, {} % of them French, {} % with a date; {} MB of text. {cores} cores ({}){memory}{load}. \
         Indexes were built {}.\n",
        corpus.articles,
        corpus.french * 100 / corpus.articles.max(1),
        corpus.dated * 100 / corpus.articles.max(1),
        figure(corpus.text_bytes as f64 / 1e6),
        std::env::consts::ARCH,
        if measured.runs == 1 {
            "once".to_owned()
        } else {
            format!("{} times each, the middle one counts", measured.runs)
        },
    )
}

fn indexing(out: &mut String, measured: &Measured) {
    let cpu_of = |engine: Build| measured.built.iter().find(|(other, _)| *other == engine).map(|(_, built)| built.cpu);
    let (bare, sqlite) = (cpu_of(Build::Bare), cpu_of(Build::Sqlite));
    row(
        out,
        &[
            "engine",
            "wall s",
            "CPU s",
            "articles/s",
            "peak MB",
            "index MB",
            "index ÷ text",
            "CPU ÷ bare",
            "CPU ÷ SQLite",
        ],
    );
    rule(out, 9);
    for (engine, built) in &measured.built {
        let Built { articles, wall, cpu, memory, disk } = built;
        let disk = *disk as f64;
        row(
            out,
            &[
                engine.name(),
                &figure(*wall),
                &figure(*cpu),
                &figure(*articles as f64 / wall),
                &megabytes(*memory),
                &figure(disk / 1e6),
                &ratio(disk, Some(measured.corpus.text_bytes as f64)),
                &ratio(*cpu, bare),
                &ratio(*cpu, sqlite),
            ],
        );
    }
}

fn latency(out: &mut String, measured: &Measured) {
    let of = |engine: Ask, share: f64| {
        let (_, latency) = measured.latencies.iter().find(|(other, _)| *other == engine)?;
        Some(percentile(&latency.micros, share))
    };
    row(out, &["engine", "p50", "p90", "p99", "p50 ÷ bare", "p99 ÷ bare", "p50 ÷ SQLite", "found any", "peak MB"]);
    rule(out, 9);
    for (engine, Latency { micros, answered, memory }) in &measured.latencies {
        let [p50, p90, p99] = [0.5, 0.9, 0.99].map(|share| percentile(micros, share));
        row(
            out,
            &[
                engine.name(),
                &figure(p50),
                &figure(p90),
                &figure(p99),
                &ratio(p50, of(Ask::Bare, 0.5)),
                &ratio(p99, of(Ask::Bare, 0.99)),
                &ratio(p50, of(Ask::Sqlite, 0.5)),
                &format!("{answered} of {}", micros.len()),
                &megabytes(*memory),
            ],
        );
    }
    out.push_str("\nThe median by kind of query:\n\n");
    let kinds = Kind::ALL.map(|(kind, _)| kind);
    let heads: Vec<&str> = std::iter::once("engine").chain(kinds.map(Kind::name)).collect();
    row(out, &heads);
    rule(out, heads.len());
    for (engine, latency) in &measured.latencies {
        let medians = kinds.map(|kind| figure(percentile(&of_kind(measured, latency, kind), 0.5)));
        let cells: Vec<&str> = std::iter::once(engine.name()).chain(medians.iter().map(String::as_str)).collect();
        row(out, &cells);
    }
}

fn of_kind(measured: &Measured, latency: &Latency, kind: Kind) -> Vec<f64> {
    let both = measured.queries.iter().zip(&latency.micros);
    both.filter(|(query, _)| query.kind == kind).map(|(_, micros)| *micros).collect()
}

fn parts_table(out: &mut String, measured: &Measured) {
    let parts = &measured.parts;
    row(out, &["part", "MB/s", "microseconds an article"]);
    rule(out, 3);
    for (name, seconds) in parts::NAMES.iter().zip(parts.seconds) {
        let speed = parts.bytes as f64 / 1e6 / seconds;
        row(out, &[name, &figure(speed), &figure(seconds * 1e6 / parts.articles.max(1) as f64)]);
    }
}

fn row(out: &mut String, cells: &[&str]) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "| {} |", cells.join(" | "));
}

fn rule(out: &mut String, columns: usize) {
    let _ = writeln!(out, "|---|{}", "---:|".repeat(columns - 1));
}

fn megabytes(bytes: Option<u64>) -> String {
    bytes.map_or_else(|| "unknown".to_owned(), |bytes| figure(bytes as f64 / 1e6))
}

fn ratio(value: f64, to: Option<f64>) -> String {
    to.map_or_else(String::new, |to| format!("{:.2}", value / to))
}

/// Three figures that mean something.
fn figure(value: f64) -> String {
    match value.abs() {
        small if small < 10.0 => format!("{value:.2}"),
        middle if middle < 100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, END, figure, splice};

    #[test]
    fn only_what_stands_between_the_markers_is_replaced() {
        let old = format!("# Title\n\n{BEGIN}\nold\n{END}\n\nrest\n");
        let new = splice(&old, "new\n").unwrap();
        assert_eq!(new, format!("# Title\n\n{BEGIN}\nnew\n{END}\n\nrest\n"));
        assert_eq!(splice(&new, "new").unwrap(), new);
        assert!(splice("no markers", "new").is_none());
    }

    #[test]
    fn figures_have_three_digits() {
        assert_eq!([0.1234, 12.34, 123.4, 12_345.6].map(figure), ["0.12", "12.3", "123", "12346"]);
    }
}
