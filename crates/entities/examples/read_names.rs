//! Prints the names in text files as the recogniser reads them: `read_names FILE…`.
//!
//! Each line is a paragraph, the first one the title. With `--registry`, the names of all files are joined and each
//! entity is printed with its names and why they are linked.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use article::{Article, Kind, Language, Paragraph, Role};
use entities::{Fact, Recogniser, Registry};

fn main() -> std::io::Result<()> {
    let (options, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let recogniser = Recogniser::new();
    let mut out = std::io::stdout().lock();
    let mut facts: BTreeMap<(String, Option<String>, Kind, String), u32> = BTreeMap::new();
    for file in files {
        let article = article(std::fs::read_to_string(&file)?);
        let mentions = recogniser.mentions(&article);
        writeln!(out, "== {file}")?;
        let mut lines: BTreeMap<String, u32> = BTreeMap::new();
        for mention in &mentions {
            let referent = mention.referent.as_ref().map_or(String::new(), |referent| format!(" -> {referent}"));
            *lines.entry(format!("{:12} {}{referent}", mention.kind.code(), mention.text)).or_default() += 1;
        }
        for (line, count) in lines {
            writeln!(out, "{count:3} {line}")?;
        }
        let seen: BTreeSet<_> = mentions.into_iter().map(|m| (m.surface, m.referent, m.kind, m.text)).collect();
        seen.into_iter().for_each(|fact| *facts.entry(fact).or_default() += 1);
    }
    if options.iter().any(|option| option == "--registry") {
        print_registry(&mut out, facts)?;
    }
    Ok(())
}

fn print_registry(
    out: &mut impl Write,
    facts: BTreeMap<(String, Option<String>, Kind, String), u32>,
) -> std::io::Result<()> {
    let facts = facts.into_iter().map(|((surface, referent, kind, printed), articles)| Fact {
        surface,
        referent,
        kind,
        articles,
        printed,
    });
    let registry = Registry::build(facts);
    for entity in registry.entities() {
        let (french, english) = (registry.label(entity, Language::French), registry.label(entity, Language::English));
        let kind = registry.kind_of(entity).map_or("", Kind::code);
        writeln!(out, "{} {kind} {french} / {english}", registry.articles_of(entity))?;
        for row in registry.names_of(entity).iter().filter(|row| row.printed > 0) {
            writeln!(out, "      {} ({}, {}): {}", row.name, row.articles, row.printed, row.why)?;
        }
    }
    Ok(())
}

fn article(text: String) -> Article {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end().len();
        if end > start {
            let role = if paragraphs.is_empty() { Role::Title } else { Role::Body };
            let french = [" le ", " la ", " les ", " des ", " du "].iter().any(|word| line.contains(word));
            let language = if french { Language::French } else { Language::English };
            paragraphs.push(Paragraph { start, end, language, role });
        }
        start += line.len();
    }
    Article { text, paragraphs, ..Article::default() }
}
