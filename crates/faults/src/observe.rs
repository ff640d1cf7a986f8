//! What a reader sees of an index at one moment.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use schema::{ArticleId, CommitPayload, Dictionary, Fields, Home, Stored, Unpacker};
use tantivy::{Index, TantivyDocument};

use crate::Article;

/// One commit, as a reader sees it.
#[derive(Debug)]
pub struct Observed {
    /// The folder of the generation.
    pub generation: PathBuf,
    /// The number of the commit.
    pub sequence: u64,
    /// Its articles, sorted, each as often as it occurs.
    pub articles: Vec<Article>,
    /// All that is stored of them, in the same order.
    pub stored: Vec<Stored>,
    /// The files of its segments.
    pub files: BTreeSet<PathBuf>,
}

/// What the index in `home` holds now.
///
/// # Errors
///
/// Fails when it cannot be opened, or an article in it cannot be unpacked.
pub fn observe(home: &Path) -> anyhow::Result<Observed> {
    let generation = Home::new(home).current()?;
    observe_generation(generation)
}

fn observe_generation(generation: PathBuf) -> anyhow::Result<Observed> {
    let index = Index::open_in_dir(&generation)?;
    schema::register(&index);
    let fields = Fields::of(&index.schema())?;
    let searcher = index.reader()?.searcher();
    let metas = index.load_metas()?;
    let payload = CommitPayload::parse(metas.payload.as_deref()).context("a commit without a payload")?;
    let dictionary = Dictionary::load(&generation)?;
    let mut unpacker = Unpacker::new(dictionary.as_deref());
    let mut found = Vec::new();
    for segment in searcher.segment_readers() {
        let store = segment.get_store_reader(10)?;
        for number in segment.doc_ids_alive() {
            let document: TantivyDocument = store.get(number)?;
            let column = |name| -> anyhow::Result<u64> {
                segment.fast_fields().u64(name)?.first(number).with_context(|| format!("no `{name}`"))
            };
            let id = ArticleId::from_columns(column("id_head")?, column("id_tail")?);
            let stored = Stored::from_document(&fields, &document, id, &mut unpacker)?;
            let article = &stored.analysed.article;
            found.push((
                Article {
                    path: Path::new(&stored.folder).join(&stored.path),
                    record: article.record.clone().unwrap_or_default(),
                    title: article.headline().to_owned(),
                },
                stored,
            ));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let files = metas.list_segment_files().into_iter().collect();
    let (articles, stored) = found.into_iter().unzip();
    Ok(Observed { generation, sequence: payload.sequence, articles, stored, files })
}

impl Observed {
    /// Files in the folder of the generation that belong to no commit.
    ///
    /// # Errors
    ///
    /// Fails when the folder cannot be read.
    pub fn strays(&self) -> anyhow::Result<Vec<String>> {
        const OURS: [&str; 7] = [
            "meta.json",
            ".managed.json",
            ".tantivy-meta.lock",
            ".tantivy-writer.lock",
            "names.registry",
            "names.sequence",
            "versions.json",
        ];
        let mut strays = Vec::new();
        let mut logs = 0;
        for entry in fs::read_dir(&self.generation)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            logs += usize::from(name.starts_with("ledger-"));
            let is_known = OURS.contains(&&*name) || name == "articles.dictionary" || name.starts_with("ledger-");
            if !is_known && !self.files.contains(Path::new(&name)) {
                strays.push(name);
            }
        }
        ensure!(logs > 0, "there is no ledger");
        if logs > 1 {
            strays.push(format!("{logs} ledgers"));
        }
        Ok(strays)
    }

    /// The first articles that occur more than once.
    pub fn repeated(&self) -> Vec<&Article> {
        let mut seen = BTreeMap::new();
        for article in &self.articles {
            *seen.entry((&article.path, &article.record)).or_insert(0) += 1;
        }
        let is_repeated = |article: &&Article| seen[&(&article.path, &article.record)] > 1;
        self.articles.iter().filter(is_repeated).take(3).collect()
    }
}

/// How two lists of articles differ, in words; nothing where they do not.
pub(crate) fn difference(found: &[Article], expected: &[Article]) -> Option<String> {
    if found == expected {
        return None;
    }
    let mut counts: BTreeMap<&Article, i64> = BTreeMap::new();
    found.iter().for_each(|article| *counts.entry(article).or_default() += 1);
    expected.iter().for_each(|article| *counts.entry(article).or_default() -= 1);
    let told = |wanted: fn(i64) -> bool| {
        let those: Vec<&Article> = counts.iter().filter(|(_, n)| wanted(**n)).map(|(article, _)| *article).collect();
        let first: Vec<String> =
            those.iter().take(3).map(|a| format!("{} {} {:?}", a.path.display(), a.record, a.title)).collect();
        format!("{} ({})", those.len(), first.join(", "))
    };
    Some(format!("too many: {}, missing: {}", told(|n| n > 0), told(|n| n < 0)))
}
