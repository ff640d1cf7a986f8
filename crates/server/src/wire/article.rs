//! One article with everything that was found in it, as JSON.

use article::{Analysed, Kind, Language, Mention, MentionedDate, Paragraph, Published, Stamp};
use serde::Serialize;

use super::page::file_path;

/// One article with everything that was found in it. Offsets are bytes into `text`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArticleView {
    /// Its public id.
    pub id: String,
    /// The record's own id.
    pub record: Option<String>,
    /// The file it was read from.
    pub path: String,
    /// Its headline, if it has one.
    pub title: Option<String>,
    /// The whole text, title included.
    pub text: String,
    /// Its main language.
    pub language: Language,
    /// What each stretch of the text is.
    pub paragraphs: Vec<Paragraph>,
    /// The outlet.
    pub source: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The rubric.
    pub section: Option<String>,
    /// Keywords.
    pub tags: Vec<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// When it was published, how surely, and why; `null` where nothing says so.
    pub published: Option<Published>,
    /// When it was last changed, if that is stated apart.
    pub modified: Option<Stamp>,
    /// The dates that the text speaks of.
    pub dates: Vec<MentionedDate>,
    /// The names in the text.
    pub mentions: Vec<MentionView>,
    /// What was uncertain while reading.
    pub notes: Vec<String>,
}

impl ArticleView {
    /// The article `analysed`, found under `path` and known as `id`.
    pub fn new(id: impl Into<String>, path: impl Into<String>, analysed: Analysed) -> Self {
        let article = analysed.article;
        Self {
            id: id.into(),
            record: article.record,
            path: path.into(),
            title: article.title,
            text: article.text,
            language: analysed.language,
            paragraphs: article.paragraphs,
            source: article.source,
            byline: article.byline,
            section: article.section,
            tags: article.tags,
            url: article.url,
            published: analysed.published,
            modified: analysed.modified,
            dates: analysed.dates,
            mentions: analysed.mentions.into_iter().map(MentionView::from).collect(),
            notes: article.notes,
        }
    }
}

impl From<query::Stored> for ArticleView {
    fn from(stored: query::Stored) -> Self {
        let path = file_path(&stored.folder, &stored.path);
        Self::new(stored.id.to_string(), path, stored.analysed)
    }
}

/// A name in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MentionView {
    /// As printed.
    pub text: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it names, as read here.
    pub kind: Kind,
    /// The fullest name that the article gives for the same bearer, folded; `null` where it gives none.
    pub referent: Option<String>,
}

impl From<Mention> for MentionView {
    fn from(mention: Mention) -> Self {
        let Mention { text, start, end, kind, surface: _, referent } = mention;
        Self { text, start, end, kind, referent }
    }
}

#[cfg(test)]
mod tests {
    use article::{Analysed, Article, Confidence, Kind, Language, Mention, Paragraph, Precision, Published, Role};
    use jiff::civil::{date, time};
    use serde_json::json;

    use super::ArticleView;

    #[test]
    fn an_article_is_one_object() {
        let text = "Alep\nDes combats à Alep.".to_owned();
        let paragraph = |start, end, role| Paragraph { start, end, language: Language::French, role };
        let article = Article {
            record: Some("afp-1".to_owned()),
            title: Some("Alep".to_owned()),
            paragraphs: vec![paragraph(0, 4, Role::Title), paragraph(5, 25, Role::Body)],
            text,
            source: Some("AFP".to_owned()),
            ..Article::default()
        };
        let published = Published {
            date: date(2024, 12, 5),
            time: Some(time(12, 3, 0, 0)),
            precision: Precision::Minute,
            confidence: Confidence::Certain,
            evidence: article::DateReason::LatestDay(article::YearReason::Weekdays(2024)),
        };
        let mention = Mention {
            text: "Alep".to_owned(),
            start: 20,
            end: 24,
            kind: Kind::Place,
            surface: "alep".to_owned(),
            referent: None,
        };
        let analysed = Analysed {
            article,
            language: Language::French,
            published: Some(published),
            modified: None,
            dates: Vec::new(),
            mentions: vec![mention],
        };
        let expected = json!({
            "id": "abcd", "record": "afp-1", "path": "news/a.json",
            "title": "Alep", "text": "Alep\nDes combats à Alep.", "language": "fr",
            "paragraphs": [
                {"start": 0, "end": 4, "language": "fr", "role": "title"},
                {"start": 5, "end": 25, "language": "fr", "role": "body"},
            ],
            "source": "AFP", "byline": null, "section": null, "tags": [], "url": null,
            "published": {
                "date": "2024-12-05", "time": "12:03:00", "precision": "minute", "confidence": "certain",
                "evidence": "latest day in the text, year from the weekdays, which fit 2024",
            },
            "modified": null, "dates": [],
            "mentions": [{"text": "Alep", "start": 20, "end": 24, "kind": "place", "referent": null}],
            "notes": [],
        });
        assert_eq!(serde_json::to_value(ArticleView::new("abcd", "news/a.json", analysed)).unwrap(), expected);
    }
}
