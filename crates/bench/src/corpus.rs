//! Takes articles in any format, gives one JSONL file that every engine reads.
//!
//! All engines start from the same bytes and index the same text. What Depeche would leave out of its index, such as
//! share buttons, is left out for all; date and language stand in the record, so that the others need not find them.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use article::{Article, Language, Precision, Role};
use indexer::Records;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One line of the corpus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) title: String,
    pub(crate) text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Date>,
    #[serde(default = "other")]
    pub(crate) language: Language,
}

fn other() -> Language {
    Language::Other
}

/// What a corpus holds.
#[derive(Clone, Debug)]
pub(crate) struct Corpus {
    pub(crate) file: PathBuf,
    pub(crate) articles: u64,
    pub(crate) french: u64,
    pub(crate) dated: u64,
    /// Bytes of titles and texts.
    pub(crate) text_bytes: u64,
}

/// Writes the articles of `source` to `file`; those of a folder are repeated until there are `articles`.
pub(crate) fn prepare(source: &Path, articles: usize, file: &Path) -> anyhow::Result<Corpus> {
    let out = File::create(file).with_context(|| format!("cannot write `{}`", file.display()))?;
    let mut writer = Writer {
        out: BufWriter::new(out),
        corpus: Corpus { file: file.to_owned(), articles: 0, french: 0, dated: 0, text_bytes: 0 },
    };
    if source.is_dir() {
        let mut records = Vec::new();
        read_folder(source, &mut records)?;
        anyhow::ensure!(!records.is_empty(), "`{}` holds no articles", source.display());
        for (number, record) in records.iter().cycle().take(articles.max(records.len())).enumerate() {
            writer.write(&Record { id: format!("{}-{number}", record.id), ..record.clone() })?;
        }
    } else {
        for_each_record(source, &mut |record| writer.write(&record))?;
        anyhow::ensure!(writer.corpus.articles > 0, "`{}` holds no articles", source.display());
    }
    writer.out.flush()?;
    Ok(writer.corpus)
}

/// The lines of a corpus.
pub(crate) fn records(file: &Path) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Record>> + use<>> {
    let name = file.display().to_string();
    let lines = BufReader::new(File::open(file).with_context(|| format!("cannot read `{name}`"))?).lines();
    Ok(lines.enumerate().map(move |(number, line)| {
        serde_json::from_str(&line?).with_context(|| format!("line {} of `{name}` is no record", number + 1))
    }))
}

struct Writer {
    out: BufWriter<File>,
    corpus: Corpus,
}

impl Writer {
    fn write(&mut self, record: &Record) -> anyhow::Result<()> {
        serde_json::to_writer(&mut self.out, record)?;
        self.out.write_all(b"\n")?;
        let corpus = &mut self.corpus;
        corpus.articles += 1;
        corpus.french += u64::from(record.language == Language::French);
        corpus.dated += u64::from(record.date.is_some());
        corpus.text_bytes += (record.title.len() + record.text.len()) as u64;
        Ok(())
    }
}

fn read_folder(folder: &Path, records: &mut Vec<Record>) -> anyhow::Result<()> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    // Folders list their files in any order, and the draw of queries must not depend on it.
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read_folder(&path, records)?;
        } else if formats::Format::of(&path).is_some() {
            for_each_record(&path, &mut |record| {
                records.push(record);
                Ok(())
            })?;
        }
    }
    Ok(())
}

/// Records that cannot be read are left out: what is measured is not the reading of broken ones.
fn for_each_record(file: &Path, act: &mut dyn FnMut(Record) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let records = Records::open(file, file).with_context(|| format!("cannot read `{}`", file.display()))?;
    for (number, read) in records.flatten().enumerate() {
        let (_, mut article) = read;
        let language = analysis::judge_languages(&mut article);
        let published = dates::publication(&article, language).published;
        let is_exact = |precision| matches!(precision, Precision::Minute | Precision::Day);
        let record = Record {
            id: article.record.clone().unwrap_or_else(|| number.to_string()),
            title: article.title.clone().unwrap_or_default(),
            text: text_of(&article),
            date: published.filter(|published| is_exact(published.precision)).map(|published| published.date),
            language,
        };
        if !record.text.is_empty() {
            act(record)?;
        }
    }
    Ok(())
}

fn text_of(article: &Article) -> String {
    let indexed = article.paragraphs.iter().filter(|part| part.role.is_indexed() && part.role != Role::Title);
    indexed.map(|part| article.text_of(part)).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{prepare, records};

    #[test]
    fn a_folder_is_repeated_with_other_ids() {
        let folder = tempfile::tempdir().unwrap();
        let news = folder.path().join("news");
        fs::create_dir(&news).unwrap();
        fs::write(
            news.join("a.jsonl"),
            "{\"id\": \"1\", \"title\": \"Le port rouvre\", \"text\": \"Le port a rouvert lundi dans la ville.\"}\n",
        )
        .unwrap();
        fs::write(news.join("b.unknown"), "nothing").unwrap();
        let file = folder.path().join("corpus.jsonl");
        let corpus = prepare(&news, 3, &file).unwrap();
        assert_eq!((corpus.articles, corpus.french), (3, 3));
        let ids: Vec<String> = records(&file).unwrap().map(|record| record.unwrap().id).collect();
        assert_eq!(ids, ["1-0", "1-1", "1-2"]);
    }
}
