//! The articles of one file, each with the key that sets it apart from the others.

use std::path::Path;

use article::Article;
use formats::{Articles, Fault, Format, Syntax};

use crate::identity::RecordKeys;

/// Reads the articles of one file, each with its record key as [`crate::article_id`] wants it.
pub struct Records {
    articles: Articles,
    keys: RecordKeys,
    single: Single,
    ahead: Option<Result<Article, Fault>>,
}

/// Whether a file holds one article only, which then needs no key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Single {
    Yes,
    No,
    /// A JSON file: that is known once a second article was asked for.
    Unknown,
}

impl Records {
    /// Opens the file at `path`; `inside` is the same path as seen from the followed folder.
    ///
    /// # Errors
    ///
    /// Fails when the file is of no known kind or cannot be opened.
    pub fn open(path: &Path, inside: &Path) -> Result<Self, formats::Error> {
        Ok(Self::new(formats::read(path, inside)?, path))
    }

    /// The records of `articles`, which were read from a file called `name`.
    pub fn new(articles: Articles, name: &Path) -> Self {
        let single = match Format::of(name).map(|format| format.syntax) {
            Some(Syntax::Text | Syntax::Markdown | Syntax::Html) => Single::Yes,
            Some(Syntax::Json) => Single::Unknown,
            _ => Single::No,
        };
        Self { articles, keys: RecordKeys::default(), single, ahead: None }
    }

    /// How many bytes of the file, as it lies on disk, were read so far.
    pub fn bytes_read(&self) -> u64 {
        self.articles.bytes_read()
    }
}

impl Iterator for Records {
    type Item = Result<(String, Article), Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.ahead.take().or_else(|| self.articles.next())?;
        if self.single == Single::Unknown {
            self.ahead = self.articles.next();
            self.single = if self.ahead.is_some() { Single::No } else { Single::Yes };
        }
        Some(next.map(|article| {
            let key = if self.single == Single::Yes { String::new() } else { self.keys.key_of(&article) };
            (key, article)
        }))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Records;

    fn check(name: &str, content: &str, expected: &[&str]) {
        let articles = formats::read_bytes(Path::new(name), content).unwrap();
        let keys: Vec<String> = Records::new(articles, Path::new(name)).map(|record| record.unwrap().0).collect();
        assert_eq!(keys, expected);
    }

    #[test]
    fn only_files_of_many_articles_need_keys() {
        let one = r#"{"id": "1", "title": "A", "text": "One article that stands alone."}"#;
        let two = r#"{"id": "2", "title": "B", "text": "Another article, of the same file."}"#;
        check("a.txt", "A headline\n\nAnd a text that follows.", &[""]);
        check("a.json", one, &[""]);
        check("a.json", &format!("[{one}, {two}]"), &["=1", "=2"]);
        check("a.jsonl", &format!("{one}\n"), &["=1"]);
        check("a.jsonl", &format!("{one}\n{two}\n{one}\n"), &["=1", "=2", "=1\u{1f}2"]);
    }
}
