//! Prints, for each article in the files given, its publication date and the dates it speaks of, as JSON lines in the
//! form that `depeche read --json` has, for the scorers.
//!
//! `cargo run -p dates --example read_dates -- FILE...`; with `--time` first it prints only how long an article takes.

use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let timed = files.first().is_some_and(|first| first == "--time");
    if timed {
        files.remove(0);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut spent, mut slowest, mut words, mut articles) = (Duration::ZERO, Duration::ZERO, 0, 0);
    for file in &files {
        let path = Path::new(file);
        // Folders of a relative path are evidence too, those above the working directory are not.
        let inside = if path.is_relative() { path } else { path.file_name().map_or(path, Path::new) };
        for article in formats::read(path, inside)? {
            let Ok(mut article) = article else { continue };
            let language = analysis::judge_languages(&mut article);
            let begun = Instant::now();
            let publication = dates::publication(&article, language);
            let mentioned = dates::mentioned(&article, publication.published.as_ref());
            let took = begun.elapsed();
            spent += took;
            slowest = slowest.max(took);
            articles += 1;
            if timed {
                words += article.text.split_whitespace().count();
                continue;
            }
            let line = json!({
                "path": file,
                "record": article.record,
                "language": language.code(),
                "published": publication.published,
                "modified": publication.modified,
                "notes": publication.notes,
                "evidence": article.date_evidence,
                "dates": mentioned,
                "text": article.text,
            });
            writeln!(out, "{line}")?;
        }
    }
    if timed {
        let micros = spent.as_secs_f64() * 1e6;
        let per_500 = micros / f64::from(words.max(1) as u32) * 500.0;
        writeln!(
            out,
            "{articles} articles, {words} words, {:.1} µs an article, {per_500:.1} µs for 500 words, slowest {slowest:?}",
            micros / f64::from(articles.max(1))
        )?;
    }
    Ok(())
}
