//! How often the language of a text is judged rightly.
//!
//! Takes files whose language is known, gives a table: articles judged whole and by their headlines alone, sentences
//! of CoNLL-U by length and by their beginnings. What an article declares about itself is forgotten first.

use std::fs;
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::Context;
use article::{Article, Language, Paragraph, Role};
use indexer::Records;

/// A file, and the language of all that is in it.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    language: Language,
    path: PathBuf,
}

impl FromStr for Known {
    type Err = String;

    /// Reads `fr=FILE`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (language, path) = text.split_once('=').ok_or_else(|| format!("`{text}` is not LANGUAGE=FILE"))?;
        let language = language.parse().map_err(|error: article::UnknownLanguage| error.to_string())?;
        Ok(Self { language, path: path.into() })
    }
}

/// Lengths of sentences, in characters, that are counted apart.
const LENGTHS: [Range<usize>; 5] = [0..20, 20..40, 40..80, 80..160, 160..usize::MAX];

/// Beginnings of sentences that are judged, in bytes.
const BEGINNINGS: [usize; 3] = [20, 40, 80];

/// Judges the texts of `files` and prints a table.
pub(crate) fn run(files: &[Known]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "| texts | number | right | undecided | wrong |\n|---|---:|---:|---:|---:|")?;
    for Known { language, path } in files {
        let name = name_of(path);
        let sets = if path.extension().is_some_and(|extension| extension == "conllu") {
            sentences(path)?
        } else {
            articles(path)?
        };
        for (what, mut articles) in sets.into_iter().filter(|(_, articles)| !articles.is_empty()) {
            let judged: Vec<Language> = articles.iter_mut().map(analysis::judge_languages).collect();
            let share = |count: usize| 100.0 * count as f64 / judged.len() as f64;
            let right = judged.iter().filter(|judged| *judged == language).count();
            let undecided = judged.iter().filter(|judged| **judged == Language::Other).count();
            writeln!(
                out,
                "| {name}, {what} | {} | {:.2} % | {:.2} % | {:.2} % |",
                judged.len(),
                share(right),
                share(undecided),
                share(judged.len() - right - undecided)
            )?;
        }
    }
    Ok(())
}

/// The file and its folder, without which one `docs.jsonl` is like another.
fn name_of(path: &Path) -> String {
    let folder = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    format!("{folder}/{}", path.file_stem().unwrap_or_default().to_string_lossy())
}

type Sets = Vec<(String, Vec<Article>)>;

fn articles(path: &Path) -> anyhow::Result<Sets> {
    let records = Records::open(path, path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let (mut whole, mut headlines) = (Vec::new(), Vec::new());
    // Broken records are another measurement.
    for (_, mut article) in records.flatten() {
        article.declared_language = None;
        if let Some(title) = article.title.as_deref().filter(|title| !title.is_empty()) {
            headlines.push(article_of(title, Role::Title));
        }
        whole.push(article);
    }
    Ok(vec![("articles".to_owned(), whole), ("headlines alone".to_owned(), headlines)])
}

fn sentences(path: &Path) -> anyhow::Result<Sets> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let sentences: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("# text = ")).collect();
    let of_length = |length: &Range<usize>| {
        let name = match length.end {
            usize::MAX => format!("sentences of {} characters and more", length.start),
            end => format!("sentences of {} to {} characters", length.start, end - 1),
        };
        let held = sentences.iter().filter(|sentence| length.contains(&sentence.chars().count()));
        (name, held.map(|sentence| article_of(sentence, Role::Body)).collect())
    };
    let beginnings = |bytes: &usize| {
        let longer = sentences.iter().filter(|sentence| sentence.len() > *bytes);
        let articles = longer.map(|sentence| article_of(beginning(sentence, *bytes), Role::Body)).collect();
        (format!("first words, up to {bytes} bytes"), articles)
    };
    Ok(LENGTHS.iter().map(of_length).chain(BEGINNINGS.iter().map(beginnings)).collect())
}

/// The first words of `sentence`, one at least and no more than fit in `bytes`.
fn beginning(sentence: &str, bytes: usize) -> &str {
    let ends = sentence.match_indices(' ').map(|(end, _)| end);
    let end = ends.clone().take_while(|end| *end <= bytes).last().or_else(|| ends.clone().next());
    &sentence[..end.unwrap_or(sentence.len())]
}

fn article_of(text: &str, role: Role) -> Article {
    let paragraph = Paragraph { start: 0, end: text.len(), language: Language::Other, role };
    Article { text: text.to_owned(), paragraphs: vec![paragraph], ..Article::default() }
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn beginnings_are_whole_words() {
        assert_eq!(beginning("Les armées de terre", 11), "Les armées");
        assert_eq!(beginning("Constantinople est loin", 5), "Constantinople");
        assert_eq!(beginning("seul", 2), "seul");
    }
}
