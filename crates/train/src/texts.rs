//! The free texts that words are counted in.
//!
//! Takes the folder of the corpora, gives sentences as lists of tokens: annotated sets (labels dropped) and Wikinews.

use std::fs;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result};

/// Calls `each` with every sentence of the texts that may be shipped from.
pub(crate) fn sentences(corpora: &Path, mut each: impl FnMut(&[String])) -> Result<()> {
    let train = corpora.join("names-in-text/train");
    let mut files: Vec<_> = Vec::new();
    for entry in fs::read_dir(&train).with_context(|| format!("cannot read `{}`", train.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            for file in fs::read_dir(&path)? {
                files.push(file?.path());
            }
        } else {
            files.push(path);
        }
    }
    files.sort();
    for path in &files {
        let name = path.to_string_lossy();
        // Old newspapers read by machine are full of words that do not exist; tweets write names in lower case.
        if name.contains("europeana") || name.contains("btc_tweets") {
            continue;
        }
        let text = read(path)?;
        let mut sentence = Vec::new();
        for line in text.lines() {
            match line.split('\t').next().unwrap_or_default() {
                "" | "-DOCSTART-" => {
                    each(&sentence);
                    sentence.clear();
                }
                token => sentence.push(token.to_owned()),
            }
        }
        each(&sentence);
    }
    let wikinews = corpora.join("news/wikinews-en.jsonl");
    for line in read(&wikinews)?.lines() {
        let record: serde_json::Value = serde_json::from_str(line).context("a line of Wikinews is no JSON")?;
        running_text(record["text"].as_str().unwrap_or_default(), &mut each);
    }
    let pages = corpora.join("news/wikinews-fr");
    let mut pages: Vec<_> = fs::read_dir(&pages)?.collect::<Result<_, _>>()?;
    pages.sort_by_key(std::fs::DirEntry::path);
    for page in pages {
        running_text(&without_tags(&read(&page.path())?), &mut each);
    }
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    if path.extension().is_some_and(|extension| extension == "gz") {
        let mut text = String::new();
        flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_string(&mut text)?;
        return Ok(text);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Cuts running text into sentences and words, roughly: enough to count them.
fn running_text(text: &str, each: &mut impl FnMut(&[String])) {
    for line in text.lines() {
        let mut sentence = Vec::new();
        for chunk in line.split_whitespace() {
            let word = chunk.trim_matches(|c: char| !c.is_alphanumeric());
            for part in word.split(['\'', '’', '-', '\u{ad}']).filter(|part| !part.is_empty()) {
                sentence.push(part.to_owned());
            }
            if chunk.ends_with(['.', '!', '?', '"', '»', '”', ':']) {
                each(&sentence);
                sentence.clear();
            }
        }
        each(&sentence);
    }
}

fn without_tags(page: &str) -> String {
    let mut text = String::with_capacity(page.len());
    let mut inside = false;
    for c in page.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push('\n');
            }
            _ if !inside => text.push(c),
            _ => {}
        }
    }
    text
}
