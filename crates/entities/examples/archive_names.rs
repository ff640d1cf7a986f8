//! Reads the names of a whole archive: `archive_names FILE.jsonl… [--top 50] [--language fr]`.
//!
//! Takes records with `title` and `text`, finds their names, builds the registry, and prints the most frequent
//! entities of each kind, the names that were joined, and how long each step took.

use std::collections::{BTreeSet, HashMap};
use std::io::{BufRead, BufReader, Write};
use std::time::{Duration, Instant};

use article::{Article, Kind, Language, Paragraph, Role};
use entities::{Fact, Recogniser, Registry};

type Row = (String, Option<String>, Kind);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files = Vec::new();
    let (mut top, mut language) = (50, Language::French);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--top" => top = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(top),
            "--language" => language = arguments.next().and_then(|l| l.parse().ok()).unwrap_or(language),
            _ => files.push(argument),
        }
    }
    let start = Instant::now();
    let recogniser = Recogniser::new();
    let mut out = std::io::stdout().lock();
    writeln!(out, "recogniser made in {:?}", start.elapsed())?;

    let mut rows: HashMap<Row, (u32, HashMap<String, u32>)> = HashMap::new();
    let (mut articles, mut bytes, mut time) = (0u32, 0, Duration::ZERO);
    for file in &files {
        for line in BufReader::new(std::fs::File::open(file)?).lines() {
            let record: serde_json::Value = serde_json::from_str(&line?)?;
            let article = article(&record, language);
            let start = Instant::now();
            let mentions = recogniser.mentions(&article);
            time += start.elapsed();
            articles += 1;
            bytes += article.text.len();
            let seen: BTreeSet<_> = mentions.into_iter().map(|m| (m.surface, m.referent, m.kind, m.text)).collect();
            let mut counted = BTreeSet::new();
            for (surface, referent, kind, printed) in seen {
                let row = (surface, referent, kind);
                let entry = rows.entry(row.clone()).or_default();
                *entry.1.entry(printed).or_default() += 1;
                if counted.insert(row) {
                    entry.0 += 1;
                }
            }
        }
    }
    writeln!(
        out,
        "{articles} articles, {} bytes: {:?}, {:.3} ms an article, {:.1} MB/s",
        bytes,
        time,
        time.as_secs_f64() * 1000.0 / f64::from(articles.max(1)),
        bytes as f64 / 1e6 / time.as_secs_f64()
    )?;

    let facts: Vec<Fact> = rows
        .into_iter()
        .map(|((surface, referent, kind), (articles, printed))| {
            let best = printed.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
            Fact { surface, referent, kind, articles, printed: best.map_or(String::new(), |best| best.0) }
        })
        .collect();
    let count = facts.len();
    let start = Instant::now();
    let registry = Registry::build(facts);
    let built = start.elapsed();
    let bytes = registry.to_bytes();
    let start = Instant::now();
    let opened = Registry::from_bytes(&bytes)?;
    writeln!(
        out,
        "{count} facts: registry of {} entities built in {built:?}, {} bytes, opened in {:?}",
        registry.len(),
        bytes.len(),
        start.elapsed()
    )?;
    let start = Instant::now();
    let found = opened.resolve("Emmanuel Macron", None).len();
    writeln!(out, "resolved in {:?}: {found}", start.elapsed())?;

    for kind in Kind::ALL {
        writeln!(out, "\n== {kind}")?;
        for entity in registry.entities().filter(|e| registry.kind_of(*e) == Some(kind)).take(top) {
            write!(out, "{:5} {}", registry.articles_of(entity), registry.label(entity, language))?;
            let names = registry.names_of(entity);
            for row in names.iter().skip(1).filter(|row| row.printed > 0 || row.articles > 0).take(8) {
                write!(out, " | {} {}", row.name, row.articles.max(row.printed))?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

fn article(record: &serde_json::Value, language: Language) -> Article {
    let title = record["title"].as_str().unwrap_or_default();
    let body = record["text"].as_str().unwrap_or_default();
    let text = format!("{title}\n{body}");
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end().len();
        let role = if start == 0 { Role::Title } else { Role::Body };
        if end > start {
            paragraphs.push(Paragraph { start, end, language, role });
        }
        start += line.len();
    }
    Article { text, paragraphs, ..Article::default() }
}
