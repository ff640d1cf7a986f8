//! Prints what is read from files: `read FILE…`, one JSON object an article with `--json`, roles and dates with
//! `--roles`, else counts and speed.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let (options, paths): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let asked = |name: &str| options.iter().any(|option| option == name);
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut count = Counts::default();
    let start = Instant::now();
    for path in paths.iter().map(PathBuf::from) {
        count.bytes += std::fs::metadata(&path)?.len();
        let articles = match formats::read(&path, &path) {
            Ok(articles) => articles,
            Err(error) => {
                writeln!(out, "{error}")?;
                continue;
            }
        };
        for article in articles {
            match article {
                Ok(article) if asked("--json") => {
                    serde_json::to_writer(&mut out, &article)?;
                    writeln!(out)?;
                }
                Ok(article) if asked("--roles") => print_roles(&mut out, &path, &article)?,
                Ok(article) => count.add(&article),
                Err(fault) => {
                    count.faults += 1;
                    if !asked("--quiet") {
                        writeln!(out, "{}: {fault}", path.display())?;
                    }
                }
            }
        }
    }
    if !asked("--json") && !asked("--roles") {
        count.print(&mut out, start.elapsed().as_secs_f64())?;
    }
    out.flush()?;
    Ok(())
}

fn print_roles(out: &mut impl Write, path: &Path, article: &article::Article) -> io::Result<()> {
    writeln!(out, "== {}", path.display())?;
    writeln!(
        out,
        "title={:?} record={:?} source={:?} byline={:?}",
        article.title, article.record, article.source, article.byline
    )?;
    writeln!(
        out,
        "section={:?} tags={:?} url={:?} language={:?}",
        article.section, article.tags, article.url, article.declared_language
    )?;
    for date in &article.date_evidence {
        writeln!(out, "  {:?} {:?} {:?} {:?}", date.value, date.role, date.origin, date.span)?;
    }
    for note in &article.notes {
        writeln!(out, "  note: {note}")?;
    }
    for paragraph in &article.paragraphs {
        let text: String = article.text_of(paragraph).chars().take(110).collect();
        writeln!(out, "  {:<9} {}", format!("{:?}", paragraph.role), text.replace('\n', "⏎"))?;
    }
    Ok(())
}

#[derive(Default)]
struct Counts {
    bytes: u64,
    articles: u64,
    faults: u64,
    text: usize,
    titles: u64,
    dates: u64,
    roles: BTreeMap<String, usize>,
}

impl Counts {
    fn add(&mut self, article: &article::Article) {
        self.articles += 1;
        self.text += article.text.len();
        self.titles += u64::from(article.title.is_some());
        self.dates += u64::from(!article.date_evidence.is_empty());
        for paragraph in &article.paragraphs {
            *self.roles.entry(format!("{:?}", paragraph.role)).or_default() += 1;
        }
    }

    fn print(&self, out: &mut impl Write, seconds: f64) -> io::Result<()> {
        let megabytes = self.bytes as f64 / 1e6;
        writeln!(
            out,
            "{} articles, {} faults, {megabytes:.1} MB in {seconds:.2} s: {:.0} MB/s, {:.3} ms an article",
            self.articles,
            self.faults,
            megabytes / seconds,
            seconds * 1e3 / (self.articles.max(1) as f64),
        )?;
        writeln!(out, "{} with a title, {} with a date, {} bytes of text", self.titles, self.dates, self.text)?;
        writeln!(out, "{:?}", self.roles)
    }
}
