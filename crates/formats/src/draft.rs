//! An article while its fields are collected: whatever format they come from, they become an [`Article`] here.

use article::{Article, DateEvidence, DateOrigin, DateRole, Language, Role};

use crate::error::Reason;
use crate::layout::{self, Block};
use crate::scraped::{self, Piece};
use crate::traces;

/// Everything a file said about one article. All strings are normalised.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) record: Option<String>,
    pub(crate) title: Option<String>,
    /// A summary that opens the article.
    pub(crate) lede: Option<String>,
    /// The place and date that a wire story opens with, where they are kept apart.
    pub(crate) dateline: Option<String>,
    pub(crate) body: Body,
    pub(crate) source: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) url: Option<String>,
    pub(crate) language: Option<Language>,
    pub(crate) dates: Vec<DateEvidence>,
    pub(crate) notes: Vec<String>,
}

/// The text of an article.
#[derive(Debug)]
pub(crate) enum Body {
    /// As found in a file, with lines that may be wrapped.
    Plain(String),
    /// Taken out of markup: the paragraphs are known, and the roles of some.
    Marked(Vec<Marked>),
}

/// A paragraph that markup set apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marked {
    pub(crate) text: String,
    pub(crate) role: Option<Role>,
}

impl Default for Body {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

impl Body {
    pub(crate) fn is_blank(&self) -> bool {
        match self {
            Self::Plain(text) => text.trim().is_empty(),
            Self::Marked(blocks) => blocks.iter().all(|block| block.text.trim().is_empty()),
        }
    }

    fn opening(&self) -> &str {
        match self {
            Self::Plain(text) => text.trim_start(),
            Self::Marked(blocks) => blocks.first().map_or("", |block| block.text.trim_start()),
        }
    }

    fn contains(&self, words: &str) -> bool {
        match self {
            Self::Plain(text) => text.contains(words),
            Self::Marked(blocks) => blocks.iter().any(|block| block.text.contains(words)),
        }
    }
}

impl Draft {
    /// Puts the text together and reads what its lines show.
    ///
    /// # Errors
    ///
    /// Fails when there is neither title nor text.
    pub(crate) fn finish(mut self, digest: u128) -> Result<Article, Reason> {
        clean(&mut self.title);
        clean(&mut self.lede);
        clean(&mut self.dateline);
        if self.title.is_none() && self.lede.is_none() && self.body.is_blank() {
            return Err(Reason::NoText);
        }
        let opened = self.title_in_body();
        let lede = self.lede.take().filter(|lede| self.is_new(lede));
        let dateline = self.dateline.take().filter(|dateline| !self.body.opening().starts_with(dateline.as_str()));
        let mut text = TextBuilder::default();
        if let (Some(title), None) = (&self.title, opened) {
            text.paragraph(title, Some(Role::Title));
        }
        if let Some(lede) = lede {
            text.paragraph(&lede, Some(Role::Lede));
        }
        if let Some(dateline) = dateline {
            let start = text.paragraph(&dateline, Some(Role::Header));
            self.dates.extend(traces::dateline(&dateline, start));
        }
        text.body(self.body, opened);
        let mut article = Article {
            record: self.record,
            digest,
            title: self.title,
            source: self.source,
            byline: self.byline,
            section: self.section,
            tags: self.tags,
            url: self.url,
            declared_language: self.language,
            date_evidence: self.dates,
            notes: self.notes,
            text: text.text,
            paragraphs: Vec::new(),
        };
        if let Some(url) = &article.url
            && let Some(value) = traces::date_in_path(traces::path_of(url))
        {
            let value = value.to_owned();
            let evidence = DateEvidence { value, role: DateRole::Published, origin: DateOrigin::Url, span: None };
            article.date_evidence.push(evidence);
        }
        scraped::assign(&mut article, text.pieces);
        if article.source.is_none() {
            article.source = article.url.as_deref().and_then(traces::host_of).map(str::to_owned);
        }
        Ok(article)
    }

    /// How many bytes of the body print the title, where the body opens with it.
    fn title_in_body(&self) -> Option<usize> {
        let title = self.title.as_deref()?;
        let rest = self.body.opening().strip_prefix(title)?;
        // «Le port rouvre» may also open the first sentence; glued titles are followed by a capital.
        let line_ends = rest.trim_start_matches([' ', '\t', '\u{A0}']).chars().next().is_none_or(|c| c == '\n');
        let glued = rest.starts_with(|c: char| c.is_uppercase()) && title.split_whitespace().nth(2).is_some();
        (line_ends || glued).then_some(title.len())
    }

    /// Whether a summary is not just the beginning of the text, or the title again.
    fn is_new(&self, lede: &str) -> bool {
        let core = lede.trim_end_matches(['.', '…', ' ', '[', ']', '\u{A0}']);
        let known = core.len() >= SHORTEST_SUMMARY && self.body.contains(core);
        !known && !self.title.as_deref().is_some_and(|title| title.starts_with(core)) && !core.is_empty()
    }
}

/// A few letters are found in any text by chance.
const SHORTEST_SUMMARY: usize = 12;

/// Keeps a string of one line that holds more than blanks.
fn clean(field: &mut Option<String>) {
    let Some(text) = field else { return };
    if text.trim().is_empty() {
        *field = None;
    } else if text.trim().len() < text.len() || text.contains(['\n', '\t']) || text.contains("  ") {
        let words: Vec<&str> = text.trim().split([' ', '\n', '\t']).filter(|word| !word.is_empty()).collect();
        *field = Some(words.join(" "));
    }
}

#[derive(Default)]
struct TextBuilder {
    text: String,
    pieces: Vec<Piece>,
}

impl TextBuilder {
    /// Adds a paragraph after a blank line, and says where it starts.
    fn paragraph(&mut self, paragraph: &str, role: Option<Role>) -> usize {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(paragraph);
        let range = start..self.text.len();
        self.pieces.push(Piece::new(Block { range, after_blank: true }, role));
        start
    }

    /// Adds the body; its first `title` bytes print the title.
    fn body(&mut self, body: Body, title: Option<usize>) {
        match body {
            Body::Plain(body) => self.plain(body, title),
            Body::Marked(blocks) => self.marked(blocks, title),
        }
    }

    fn plain(&mut self, body: String, title: Option<usize>) {
        let from = if self.text.is_empty() {
            // The text of a plain file stays as it is.
            self.text = body;
            0
        } else {
            if !body.trim().is_empty() {
                self.text.push_str("\n\n");
            }
            let from = self.text.len();
            self.text.push_str(body.trim_end());
            from
        };
        let start = self.text.len() - self.text[from..].trim_start().len();
        let rest = match title {
            Some(length) => {
                let block = Block { range: start..start + length, after_blank: true };
                self.pieces.push(Piece::new(block, Some(Role::Title)));
                start + length
            }
            None => from,
        };
        self.pieces.extend(layout::blocks(&self.text, rest).into_iter().map(|block| Piece::new(block, None)));
    }

    fn marked(&mut self, blocks: Vec<Marked>, title: Option<usize>) {
        for (at, block) in blocks.into_iter().enumerate() {
            if block.text.trim().is_empty() {
                continue;
            }
            match title.filter(|_| at == 0) {
                Some(length) => {
                    let opening = block.text.trim_start();
                    self.paragraph(&opening[..length], Some(Role::Title));
                    if !opening[length..].trim().is_empty() {
                        self.paragraph(opening[length..].trim(), block.role);
                    }
                }
                None => drop(self.paragraph(block.text.trim(), block.role)),
            }
        }
    }
}
