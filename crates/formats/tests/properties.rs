//! Promises that hold for any bytes under any name:
//!
//! 1. Nothing panics, and reading ends.
//! 2. Paragraphs are in order, disjoint, not blank, and lie on character boundaries.
//! 3. Paragraphs cover every character of the text that is not blank.
//! 4. Every span of evidence lies in the text and holds its value.
//! 5. The title is printed in the text.

use std::path::Path;

use article::{Article, Role};
use formats::{Format, read_bytes};
use proptest::prelude::*;

fn check(name: &str, bytes: &[u8]) {
    let articles = read_bytes(Path::new(name), bytes).unwrap();
    for article in articles.take(1000).flatten() {
        check_article(name, &article);
    }
}

fn check_article(name: &str, article: &Article) {
    let text = article.text.as_str();
    let mut end = 0;
    for paragraph in &article.paragraphs {
        let range = paragraph.range();
        assert!(range.start >= end && range.end > range.start, "{name}: paragraphs overlap in {text:?}");
        assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end), "{name}: {text:?}");
        assert!(text[end..range.start].trim().is_empty(), "{name}: {:?} is in no paragraph", &text[end..range.start]);
        let words = &text[range.clone()];
        assert_eq!(words, words.trim(), "{name}: a paragraph begins or ends with blanks");
        end = range.end;
    }
    assert!(text[end..].trim().is_empty(), "{name}: {:?} is in no paragraph", &text[end..]);
    for evidence in &article.date_evidence {
        if let Some(span) = &evidence.span {
            assert_eq!(text.get(span.clone()), Some(evidence.value.as_str()), "{name}: {evidence:?}");
        }
    }
    if article.title.is_some() {
        assert!(article.paragraphs.iter().any(|paragraph| paragraph.role == Role::Title), "{name}: {article:?}");
    }
}

fn names() -> impl Strategy<Value = String> {
    let extensions =
        Format::EXTENSIONS.iter().flat_map(|plain| [format!("a.{plain}"), format!("2024/12/05/a.{plain}.gz")]);
    proptest::sample::select(extensions.chain(["a.txt.zst".to_owned()]).collect::<Vec<_>>())
}

/// Pieces of which real and broken files are made.
const PIECES: &[&str] = &[
    "Le port rouvre lundi",
    "By Jane Doe",
    "Par Jean Dupont",
    "12:036/12/2024, vendredi",
    "MAJ: 6/12/2024",
    "AFP",
    "(AFP)",
    "À lire également:",
    "#Syrie",
    "#a#b",
    "https://x.com/a/status/1864814002762567997",
    "- Nom (@nom) 4 décembre 2024",
    "🇫🇷 pic.twitter.com/a",
    "Crédit photo : AFP",
    "© 2024",
    "Copyright Le Journal, 2010-2024",
    "PARIS, 5 déc (AFP) – ",
    "22 mai 2012. - ",
    "Publié le 5 décembre 2024",
    "\n",
    "\n\n",
    " ",
    "    ",
    ". ",
    "é",
    "e\u{301}",
    "\u{AD}",
    "\u{200B}",
    "\u{FEFF}",
    "’",
    "«",
    "»",
    "—",
    "<p>",
    "</p>",
    "<div class=\"date\">",
    "<time datetime=\"2024-12-05\">",
    "<br>",
    "<a href='",
    "<!--",
    "-->",
    "<script type=\"application/ld+json\">{\"@type\":\"Article\",\"datePublished\":\"2024\"}</script>",
    "<h1>",
    "<title>",
    "&eacute;",
    "&#8217;",
    "&",
    "<html>",
    "<body>",
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    ";",
    "\t",
    "{\"title\": \"a b c\", \"text\": \"d e f\"}",
    "\"text\"",
    "\"title\"",
    "---\n",
    "+++\n",
    "title: x",
    "tags: [a, 'b']",
    "# ",
    "## ",
    "> ",
    "- ",
    "**",
    "_",
    "`",
    "[a](b)",
    "![",
    "title,text\n",
    "\\",
    "\\u00e9",
    "\\ud800",
    "NaN",
    "2 000",
    "x x",
    "Syrie",
    "texte texte",
    "\u{1F468}\u{200D}\u{1F469}",
    "\u{85}",
    "\r\n",
    "\u{A0}",
];

fn pieced() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

/// A record with pieces in its fields.
fn records() -> impl Strategy<Value = String> {
    let record = (pieced(), pieced(), pieced(), pieced()).prop_map(|(title, text, lede, date)| {
        serde_json::json!({"title": title, "text": text, "description": lede, "dateline": date, "tags": [lede]})
            .to_string()
    });
    proptest::collection::vec(record, 1..4).prop_map(|records| records.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(name in names(), bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check(&name, &bytes);
    }

    #[test]
    fn any_text_is_read_or_refused(name in names(), text in any::<String>()) {
        check(&name, text.as_bytes());
    }

    #[test]
    fn pieces_of_articles_are_read(name in names(), text in pieced()) {
        check(&name, text.as_bytes());
    }

    #[test]
    fn pieces_are_read_in_any_encoding(name in names(), text in pieced()) {
        let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
        check(&name, &bytes);
    }

    #[test]
    fn records_are_read(text in records()) {
        check("a.jsonl", text.as_bytes());
        check("a.json", text.as_bytes());
    }

    #[test]
    fn text_is_kept(text in "[a-zé.,:\n «»-]{0,200}") {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        if let Some(Ok(article)) = read_bytes(Path::new("a.txt"), text.as_bytes()).unwrap().next() {
            prop_assert_eq!(words(&article.text), words(&text));
        }
    }
}
