//! A server that follows a folder while others write into it and search.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;
use serde_json::Value;

use super::http::get;
use crate::{Draw, Lab, Outcome, Running, Tree, expected};

/// How much of it.
#[derive(Clone, Copy, Debug)]
pub struct Soak {
    /// How long.
    pub time: Duration,
    /// Clients that search, each without a pause but one of this length.
    pub clients: usize,
    /// Between two searches of a client.
    pub pause: Duration,
    /// Articles before it begins.
    pub articles: usize,
}

const QUERIES: [&str; 6] = ["Lille", "Ghent+Durand", "%22Paul+Durand%22", "lyon", "rhone+OR+ghent", "bridge"];

/// Between its second and its last third, the memory of the server may grow by so much, in bytes.
const GROWTH: u64 = 8 << 20;

/// Serves a folder to which files are added, which are changed and removed, while clients search.
///
/// No request fails; all answers that name the same commit count the same; the last answers say what the files say.
///
/// # Errors
///
/// Fails when something cannot be tried, which says nothing about the program.
pub fn soak(lab: &Lab, size: Soak, seed: u64) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::begin("a server that follows a folder, one writer, many clients");
    let folder = lab.folder()?;
    let folder = folder.path().canonicalize()?;
    let mut tree = Tree::new(folder.join("news"), false)?;
    tree.fill("export.jsonl", size.articles)?;
    let (mut server, address) = lab.serve(&folder, &["news"])?;
    let told = Told::default();
    let over = AtomicBool::new(false);
    let mut memory = Vec::new();
    let written = std::thread::scope(|scope| -> anyhow::Result<usize> {
        for client in 0..size.clients {
            let (told, over, address) = (&told, &over, &address);
            scope.spawn(move || {
                let mut draw = Draw::new(seed + client as u64);
                while !over.load(Ordering::Relaxed) {
                    told.ask(address, QUERIES[draw.below(QUERIES.len())]);
                    std::thread::sleep(size.pause);
                }
            });
        }
        let written = write(&mut tree, size.time, seed, &server, &mut memory);
        over.store(true, Ordering::Relaxed);
        written
    })?;
    let answers = told.answers.load(Ordering::Relaxed);
    for fault in told.faults.into_inner().unwrap_or_default() {
        outcome.fault(fault);
    }
    outcome.expect(server.is_alive()?, || format!("the server is gone: {}", server.said()));
    finish(&address, &folder, &mut outcome)?;
    let totals = told.totals.into_inner().unwrap_or_default();
    let generations: std::collections::BTreeSet<&String> = totals.keys().map(|(generation, _)| generation).collect();
    outcome.figure(format!("{answers} answers from {} commits, {written} changes", generations.len()));
    flat(&memory, &mut outcome);
    Ok(outcome.end(format!("{:.0} min, {} clients", size.time.as_secs_f64() / 60.0, size.clients)))
}

#[derive(Default)]
struct Told {
    answers: AtomicU64,
    /// The total of each query in each generation.
    totals: Mutex<BTreeMap<(String, &'static str), u64>>,
    faults: Mutex<Vec<String>>,
}

impl Told {
    fn ask(&self, address: &str, query: &'static str) {
        if let Err(error) = self.try_ask(address, query)
            && let Ok(mut faults) = self.faults.lock()
        {
            faults.push(format!("{query}: {error:#}"));
        }
    }

    fn try_ask(&self, address: &str, query: &'static str) -> anyhow::Result<()> {
        let (status, body) = get(address, &format!("/search?q={query}"))?;
        anyhow::ensure!(status == 200, "{status}: {body}");
        let page: Value = serde_json::from_str(&body)?;
        let generation = page["generation"].as_str().context("no generation")?.to_owned();
        let total = page["total"].as_u64().context("no total")?;
        self.answers.fetch_add(1, Ordering::Relaxed);
        let Ok(mut totals) = self.totals.lock() else { return Ok(()) };
        let known = *totals.entry((generation.clone(), query)).or_insert(total);
        anyhow::ensure!(known == total, "{total} hits in {generation}, and {known} before");
        let hits = page["hits"].as_array().map_or(0, Vec::len) as u64;
        anyhow::ensure!(hits <= total && (hits > 0 || total == 0), "{hits} hits of {total}");
        Ok(())
    }
}

/// Changes files until the time is over, and notes the memory of the server.
fn write(
    tree: &mut Tree,
    time: Duration,
    seed: u64,
    server: &Running,
    memory: &mut Vec<(f64, u64)>,
) -> anyhow::Result<usize> {
    let start = Instant::now();
    let mut draw = Draw::new(seed);
    let mut written = 0;
    while start.elapsed() < time {
        // As many files go as come, so that what grows is not the index.
        let (name, other) = (draw.below(400), draw.below(400));
        tree.add(&format!("{}/{name}.txt", name % 7))?;
        let _ = fs::remove_file(tree.root.join(format!("{}/{other}.txt", other % 7)));
        written += 2;
        if let Some(bytes) = memory_of(server.id()) {
            memory.push((start.elapsed().as_secs_f64(), bytes));
        }
        std::thread::sleep(draw.between(100, 500));
    }
    Ok(written)
}

/// Memory that a process has for itself, in bytes; only Linux tells.
fn memory_of(process: u32) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let value = text.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
    Some(value.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}

/// The last answer says what the files say.
fn finish(address: &str, folder: &Path, outcome: &mut Outcome) -> anyhow::Result<()> {
    let wanted = expected(&folder.join("news"))?.iter().filter(|article| !article.record.is_empty()).count();
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let (_, body) = get(address, "/search?q=Ghent")?;
        let page: Value = serde_json::from_str(&body)?;
        if page["total"] == wanted {
            return Ok(());
        }
        if Instant::now() > deadline {
            outcome.fault(format!("in the end {} articles of {wanted}", page["total"]));
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// Whether the memory of the server stays what it is once it is warm.
fn flat(memory: &[(f64, u64)], outcome: &mut Outcome) {
    let third = memory.len() / 3;
    if third == 0 {
        return;
    }
    let mean = |part: &[(f64, u64)]| part.iter().map(|(_, bytes)| bytes).sum::<u64>() / part.len() as u64;
    let (second, last) = (mean(&memory[third..2 * third]), mean(&memory[2 * third..]));
    let slope = slope(&memory[third..]) * 60.0 / f64::from(1 << 20);
    let mib = |bytes: u64| bytes as f64 / f64::from(1 << 20);
    outcome.figure(format!(
        "memory {:.0} MiB in the second third, {:.0} MiB in the last, {slope:+.2} MiB a minute",
        mib(second),
        mib(last)
    ));
    outcome.expect(last < second + GROWTH, || "memory grows".to_owned());
}

/// Bytes a second, by least squares.
fn slope(points: &[(f64, u64)]) -> f64 {
    let n = points.len() as f64;
    let (x, y) = (points.iter().map(|p| p.0).sum::<f64>() / n, points.iter().map(|p| p.1 as f64).sum::<f64>() / n);
    let (mut over, mut under) = (0.0, 0.0);
    for (at, bytes) in points {
        over += (at - x) * (*bytes as f64 - y);
        under += (at - x) * (at - x);
    }
    if under > 0.0 { over / under } else { 0.0 }
}
