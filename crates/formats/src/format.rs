//! Which format a file has, told by its name alone.

use std::path::Path;

/// A format: how records are written, and how the whole is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Format {
    /// How articles are written in it.
    pub syntax: Syntax,
    /// How the whole file is packed, if it is.
    pub packing: Option<Packing>,
}

/// How articles are written in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// One article as plain text.
    Text,
    /// One article in Markdown, with or without front matter.
    Markdown,
    /// One web page.
    Html,
    /// One object, a list of objects, or an object that holds such a list.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// Comma-separated values (or semicolons, as French spreadsheets write them) under a header row.
    Csv,
    /// Tab-separated values under a header row.
    Tsv,
}

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Packing {
    /// gzip, of one member or several.
    Gzip,
    /// Zstandard, of one frame or several.
    Zstandard,
}

impl Format {
    /// The extensions that are read, each also with `.gz` or `.zst` after it.
    pub const EXTENSIONS: [&'static str; 12] =
        ["txt", "text", "md", "markdown", "html", "htm", "xhtml", "json", "jsonl", "ndjson", "csv", "tsv"];

    /// Tells the format by the extension, or gives `None` for a file of another kind.
    ///
    /// ```
    /// # use formats::{Format, Packing, Syntax};
    /// # use std::path::Path;
    /// let format = Format::of(Path::new("2024/afp.JSONL.gz"));
    /// assert_eq!(format, Some(Format { syntax: Syntax::JsonLines, packing: Some(Packing::Gzip) }));
    /// assert_eq!(Format::of(Path::new("photo.jpg")), None);
    /// ```
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let (name, packing) = match name.rsplit_once('.') {
            Some((stem, "gz")) => (stem, Some(Packing::Gzip)),
            Some((stem, "zst")) => (stem, Some(Packing::Zstandard)),
            _ => (name.as_str(), None),
        };
        let (_, extension) = name.rsplit_once('.')?;
        let syntax = match extension {
            "txt" | "text" => Syntax::Text,
            "md" | "markdown" => Syntax::Markdown,
            "html" | "htm" | "xhtml" => Syntax::Html,
            "json" => Syntax::Json,
            "jsonl" | "ndjson" => Syntax::JsonLines,
            "csv" => Syntax::Csv,
            "tsv" => Syntax::Tsv,
            _ => return None,
        };
        Some(Self { syntax, packing })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: Option<(Syntax, Option<Packing>)>) {
        let found = Format::of(Path::new(name)).map(|format| (format.syntax, format.packing));
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn extensions_tell_the_format() {
        check("a.txt", Some((Syntax::Text, None)));
        check("a/b.HTML", Some((Syntax::Html, None)));
        check("a.tsv.zst", Some((Syntax::Tsv, Some(Packing::Zstandard))));
        check("a.b.csv.gz", Some((Syntax::Csv, Some(Packing::Gzip))));
        check("a.gz", None);
        check("txt", None);
        check("a.tar.gz", None);
    }

    #[test]
    fn every_listed_extension_is_read() {
        for extension in Format::EXTENSIONS {
            assert!(Format::of(Path::new(&format!("a.{extension}"))).is_some(), "{extension}");
        }
    }
}
