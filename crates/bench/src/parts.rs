//! What each part of the analysis costs on one core: reading, languages, words, dates, names, documents.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use analysis::{Analyzer, Terms};
use article::{Analysed, Article};
use entities::Recogniser;
use indexer::{Records, article_id};
use schema::{Drafter, Fields, Learner, Placed};
use serde::{Deserialize, Serialize};

use crate::usage;

/// Names of the parts, in the order in which an article goes through them.
pub(crate) const NAMES: [&str; 7] = [
    "formats: reading",
    "analysis: languages",
    "analysis: words",
    "dates: published",
    "dates: mentioned",
    "entities: names",
    "schema: documents, words included",
];

/// What the parts cost.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Parts {
    pub(crate) articles: usize,
    /// Bytes of the text that went through each part.
    pub(crate) bytes: usize,
    /// Seconds of CPU time for each of [`NAMES`].
    pub(crate) seconds: [f64; NAMES.len()],
}

/// Text that is measured on; more would only take longer.
const MOST_BYTES: usize = 32 << 20;

/// Takes the first articles of the corpus in `file` through each part by itself.
pub(crate) fn measure(file: &Path) -> anyhow::Result<Parts> {
    let mut seconds = Vec::new();
    let mut time = |start: Duration| seconds.push((usage::cpu() - start).as_secs_f64());

    let start = usage::cpu();
    let (mut articles, mut bytes): (Vec<(String, Article)>, usize) = (Vec::new(), 0);
    for record in Records::open(file, file)? {
        let record = record?;
        bytes += record.1.text.len();
        articles.push(record);
        if bytes > MOST_BYTES {
            break;
        }
    }
    time(start);

    let start = usage::cpu();
    let languages: Vec<_> = articles.iter_mut().map(|(_, article)| analysis::judge_languages(article)).collect();
    time(start);

    let start = usage::cpu();
    let (mut analyzer, mut terms) = (Analyzer::new(), Terms::default());
    for (_, article) in &articles {
        terms.clear();
        for part in article.paragraphs.iter().filter(|part| part.role.is_indexed()) {
            analyzer.terms(article.text_of(part), part.language, &mut terms);
        }
    }
    time(start);

    let start = usage::cpu();
    let judged = articles.iter().zip(&languages);
    let published: Vec<_> = judged.map(|((_, article), language)| dates::publication(article, *language)).collect();
    time(start);

    let start = usage::cpu();
    let mentioned: Vec<_> = articles
        .iter()
        .zip(&published)
        .map(|((_, article), publication)| dates::mentioned(article, publication.published.as_ref()))
        .collect();
    time(start);

    let recogniser = Recogniser::new();
    let start = usage::cpu();
    let mentions: Vec<_> = articles.iter().map(|(_, article)| recogniser.mentions(article)).collect();
    time(start);

    let count = articles.len();
    let found = languages.into_iter().zip(published).zip(mentioned.into_iter().zip(mentions));
    let analysed: Vec<(Placed, Analysed)> = articles
        .into_iter()
        .zip(found)
        .map(|((key, article), ((language, publication), (dates, mentions)))| {
            let id = article_id(&article, file, &key);
            let placed = Placed { key, id, folder: String::new(), path: String::new() };
            let (published, modified) = (publication.published, publication.modified);
            (placed, Analysed { article, language, published, modified, dates, mentions })
        })
        .collect();
    let folder = tempfile::tempdir()?;
    let mut drafter = Drafter::new(Fields::build().1, Arc::new(Learner::open(folder.path())?));
    for (placed, analysed) in analysed {
        drafter.document(analysed, &placed)?;
    }
    time(start);

    let seconds = seconds.try_into().map_err(|_| anyhow::anyhow!("a part was not measured"))?;
    Ok(Parts { articles: count, bytes, seconds })
}
