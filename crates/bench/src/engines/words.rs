//! Depeche's words without its dates and names: what the analysis of text and its six fields cost by themselves.

use std::path::Path;
use std::sync::Arc;

use article::Analysed;
use indexer::{Records, article_id};
use schema::{Drafter, Fields, Learner, Placed};
use tantivy::Index;
use tantivy::directory::MmapDirectory;
use tantivy::indexer::IndexWriterOptions;

use super::BUDGET;

/// Builds an index of the corpus in `file` in the empty folder `folder`.
pub(crate) fn build(file: &Path, folder: &Path) -> anyhow::Result<u64> {
    let (schema, fields) = Fields::build();
    let index = Index::create(MmapDirectory::open(folder)?, schema, schema::open_settings())?;
    schema::register(&index);
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .memory_budget_per_thread(BUDGET)
        .num_merge_threads(1)
        .build();
    let mut writer = index.writer_with_options(options)?;
    let mut drafter = Drafter::new(fields, Arc::new(Learner::open(folder)?));
    let mut articles = 0;
    for record in Records::open(file, file)? {
        let (key, mut article) = record?;
        let language = analysis::judge_languages(&mut article);
        let id = article_id(&article, file, &key);
        let placed = Placed { key, id, folder: String::new(), path: String::new() };
        let analysed =
            Analysed { article, language, published: None, modified: None, dates: Vec::new(), mentions: Vec::new() };
        writer.add_document(drafter.document(analysed, &placed)?)?;
        articles += 1;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(articles)
}
