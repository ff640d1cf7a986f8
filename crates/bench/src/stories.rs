//! Takes articles grouped by event, counts how often the nearest article is of the same event.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::Context;
use query::{Archive, Search};
use serde::Deserialize;

use crate::engines::depeche;
use crate::tell;

/// One line of the file.
#[derive(Deserialize)]
struct Told {
    id: String,
    cluster: String,
    text: String,
}

/// Indexes `file` in the folder `work` and prints a line of a table.
pub(crate) fn run(file: &Path, work: &Path) -> anyhow::Result<()> {
    let lines = BufReader::new(fs::File::open(file).with_context(|| format!("cannot read `{}`", file.display()))?);
    let told: Vec<Told> = lines.lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect::<anyhow::Result<_>>()?;
    // The events must not be fields of the articles that are compared.
    let corpus = work.join("stories.jsonl");
    let mut out = fs::File::create(&corpus)?;
    for article in &told {
        writeln!(out, "{}", serde_json::json!({ "id": article.id, "text": article.text }))?;
    }
    let folder = work.join("stories");
    tell("indexing");
    depeche::build(&corpus, &folder)?;
    let archive = Archive::open(&folder)?;
    let clusters: HashMap<&str, &str> = told.iter().map(|article| (&*article.id, &*article.cluster)).collect();
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    told.iter().for_each(|article| *sizes.entry(&*article.cluster).or_default() += 1);

    let all = Search { limit: told.len(), origins: true, ..Search::new("", jiff::civil::Date::ZERO) };
    let (mut asked, mut same) = (0_u32, 0_u32);
    let start = Instant::now();
    for hit in archive.list(&all)?.hits {
        let cluster_of = |article: &query::Listed| {
            let record = article.origin.as_ref().and_then(|origin| origin.record.as_deref());
            record.and_then(|record| clusters.get(record)).copied()
        };
        let Some(cluster) = cluster_of(&hit.article).filter(|cluster| sizes[cluster] > 1) else { continue };
        asked += 1;
        let nearest = archive.similar(&hit.article.id.to_string(), 1)?.unwrap_or_default();
        same += u32::from(nearest.first().and_then(|hit| cluster_of(&hit.article)) == Some(cluster));
    }
    let took = start.elapsed().as_secs_f64() * 1000.0 / f64::from(asked.max(1));
    let share = 100.0 * f64::from(same) / f64::from(asked.max(1));
    let mut out = io::stdout().lock();
    writeln!(out, "| articles | events | nearest of the same event | ms each |\n|---:|---:|---:|---:|")?;
    writeln!(out, "| {asked} | {} | {share:.1} % | {took:.2} |", sizes.len())?;
    Ok(())
}
