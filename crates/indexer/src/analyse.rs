//! The crates that judge an article, in their order.

use article::{Analysed, Article};
use entities::Recogniser;

/// Judges language, publication, mentioned dates and names of `article`, each on what was found before.
pub fn analyse(mut article: Article, recogniser: &Recogniser) -> Analysed {
    let language = analysis::judge_languages(&mut article);
    let publication = dates::publication(&article, language);
    article.notes.extend(publication.notes);
    let dates = dates::mentioned(&article, publication.published.as_ref());
    let mentions = recogniser.mentions(&article);
    Analysed { article, language, published: publication.published, modified: publication.modified, dates, mentions }
}
