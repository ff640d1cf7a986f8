//! Splits a piece of HTML into paragraphs.
//!
//! This is no parser: tags are followed one by one, so anything goes in and text comes out. Only names of real
//! elements count as tags, because wire text prints tickers as `<AM>`.

use std::borrow::Cow;

use article::Role;

use super::entities::unescape;
use crate::draft::Marked;
use crate::normalise::normalise;

/// Whether a text holds HTML elements: a closing tag, a line break or a paragraph.
pub(crate) fn looks_marked(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some(tag) = Tag::at(rest)
            && (tag.closing || matches!(tag.kind, Kind::Break | Kind::Block) && tag.name != "a" || tag.has_attributes)
        {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

/// The paragraphs of a piece of HTML, normalised, with the roles that elements give them.
pub(crate) fn fragment(html: &str) -> Vec<Marked> {
    let mut reader = Reader::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        reader.text(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
        } else if let Some(tag) = Tag::at(rest) {
            rest = &rest[tag.length..];
            if tag.kind == Kind::Hidden && !tag.closing {
                rest = after_closing(rest, tag.name);
            } else {
                reader.tag(&tag);
            }
        } else {
            reader.text("<");
            rest = &rest[1..];
        }
    }
    reader.text(rest);
    reader.flush();
    reader.blocks
}

/// Skips the content of a script or a style.
fn after_closing<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at..];
        if rest[2..].get(..name.len()).is_some_and(|closing| closing.eq_ignore_ascii_case(name)) {
            return rest.find('>').map_or("", |end| &rest[end + 1..]);
        }
        rest = &rest[2..];
    }
    ""
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Marked>,
    paragraph: String,
    captions: usize,
    /// Depth inside an embedded post, counted in quotations.
    quotes: usize,
}

impl Reader {
    fn text(&mut self, text: &str) {
        for c in unescape(text).chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{0C}') {
                if !self.paragraph.is_empty() && !self.paragraph.ends_with(' ') {
                    self.paragraph.push(' ');
                }
            } else {
                self.paragraph.push(c);
            }
        }
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        match tag.kind {
            Kind::Inline | Kind::Hidden => return,
            Kind::Cell => return self.text(" "),
            Kind::Break | Kind::Block | Kind::Caption | Kind::Quote => self.flush(),
        }
        let step = |depth: usize| if tag.closing { depth.saturating_sub(1) } else { depth + 1 };
        match tag.kind {
            Kind::Caption => self.captions = step(self.captions),
            Kind::Quote if self.quotes > 0 || !tag.closing && tag.is_post() => self.quotes = step(self.quotes),
            _ => {}
        }
    }

    fn flush(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let text = normalise(Cow::Borrowed(paragraph.trim()));
        if text.trim().is_empty() {
            self.paragraph = paragraph;
            self.paragraph.clear();
            return;
        }
        let role = if self.quotes > 0 {
            Some(Role::Quoted)
        } else if self.captions > 0 {
            Some(Role::Caption)
        } else {
            None
        };
        self.blocks.push(Marked { text: text.trim().to_owned(), role });
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Inline,
    Block,
    Break,
    Cell,
    Caption,
    Quote,
    Hidden,
}

struct Tag<'a> {
    name: &'a str,
    kind: Kind,
    closing: bool,
    has_attributes: bool,
    /// Bytes from `<` to `>`.
    length: usize,
    whole: &'a str,
}

impl<'a> Tag<'a> {
    /// Reads the tag at the beginning of `text`, if it is one of a real element.
    fn at(text: &'a str) -> Option<Self> {
        let inner = text.strip_prefix('<')?;
        let closing = inner.starts_with('/');
        let name_at = 1 + usize::from(closing);
        let name_length = text[name_at..].bytes().take(LONGEST_NAME + 1).take_while(u8::is_ascii_alphanumeric).count();
        let name = &text[name_at..name_at + name_length];
        let kind = kind(name)?;
        let after = *text.as_bytes().get(name_at + name_length)?;
        if !matches!(after, b'>' | b'/' | b' ' | b'\n' | b'\t' | b'\r') {
            return None;
        }
        let end = end_of_tag(&text.as_bytes()[name_at + name_length..])? + name_at + name_length;
        let whole = &text[..end + 1];
        Some(Self { name, kind, closing, has_attributes: whole.contains('='), length: end + 1, whole })
    }

    /// Whether its class is that of an embedded post.
    fn is_post(&self) -> bool {
        ["twitter-", "instagram-media", "tiktok-embed", "bluesky-embed", "mastodon-embed", "fb-post"]
            .iter()
            .any(|class| self.whole.contains(class))
    }
}

/// Where the tag ends; `>` inside quotes does not end it. Where another tag begins first, this was none.
fn end_of_tag(bytes: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate().take(LONGEST_TAG) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
    }
    // A quote that never closes: the first `>` has to do.
    bytes.iter().take(LONGEST_TAG).position(|byte| *byte == b'>')
}

const LONGEST_TAG: usize = 1 << 16;
const LONGEST_NAME: usize = 10;

fn kind(name: &str) -> Option<Kind> {
    let mut lower = [0; LONGEST_NAME];
    let lower = lower.get_mut(..name.len())?;
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    Some(match &*lower {
        b"p" | b"div" | b"section" | b"article" | b"main" | b"header" | b"footer" | b"aside" | b"nav" | b"ul"
        | b"ol" | b"li" | b"dl" | b"dt" | b"dd" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"table" | b"tr"
        | b"tbody" | b"thead" | b"tfoot" | b"figure" | b"pre" | b"address" | b"form" | b"fieldset" | b"center"
        | b"body" | b"html" | b"details" | b"summary" | b"hgroup" | b"video" | b"audio" | b"iframe" | b"picture" => {
            Kind::Block
        }
        b"br" | b"hr" => Kind::Break,
        b"td" | b"th" => Kind::Cell,
        b"figcaption" | b"caption" => Kind::Caption,
        b"blockquote" => Kind::Quote,
        b"script" | b"style" | b"head" | b"noscript" | b"template" | b"svg" | b"select" | b"button" | b"textarea" => {
            Kind::Hidden
        }
        b"a" | b"b" | b"i" | b"u" | b"s" | b"em" | b"strong" | b"span" | b"small" | b"big" | b"sub" | b"sup"
        | b"mark" | b"abbr" | b"cite" | b"code" | b"q" | b"time" | b"font" | b"img" | b"source" | b"label"
        | b"input" | b"del" | b"ins" | b"kbd" | b"samp" | b"var" | b"bdi" | b"bdo" | b"wbr" | b"acronym"
        | b"strike" | b"tt" | b"dfn" | b"data" | b"meta" | b"link" | b"object" | b"embed" | b"param" | b"col"
        | b"colgroup" => Kind::Inline,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &[&str]) {
        let found: Vec<String> = fragment(html).into_iter().map(|block| block.text).collect();
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn blocks_are_paragraphs() {
        check("<p>Un <b>mot</b>&nbsp;!</p><p>Deux<br>trois</p>", &["Un mot\u{A0}!", "Deux", "trois"]);
        check("avant<script>var a = '<p>';</script> apr&egrave;s", &["avant après"]);
        check("<!-- rien --><ul>\n<li>un</li><li>deux\n trois</li></ul>", &["un", "deux trois"]);
    }

    #[test]
    fn tickers_are_no_tags() {
        check("AM INTERNATIONAL INC <AM> 2ND QTR", &["AM INTERNATIONAL INC <AM> 2ND QTR"]);
        assert!(!looks_marked("GENERAL MOTORS <GM> and <A> rose, 3 < 4"));
        assert!(looks_marked("Un<br/>deux"));
        assert!(looks_marked("voir <a href=\"x\">ici</a>"));
    }

    #[test]
    fn captions_and_posts_are_marked() {
        let html = "<figure><img><figcaption>Le port</figcaption></figure><p>Texte</p>\
                    <blockquote class=\"twitter-tweet\"><p>Salut</p>— Nom</blockquote><blockquote>Cité</blockquote>";
        let roles: Vec<_> = fragment(html).into_iter().map(|block| (block.text, block.role)).collect();
        assert_eq!(
            roles,
            [
                ("Le port".to_owned(), Some(Role::Caption)),
                ("Texte".to_owned(), None),
                ("Salut".to_owned(), Some(Role::Quoted)),
                ("— Nom".to_owned(), Some(Role::Quoted)),
                ("Cité".to_owned(), None),
            ]
        );
    }

    #[test]
    fn broken_tags_lose_no_text() {
        check("a < b <p", &["a < b <p"]);
        check("<p class=\"x>texte</p>", &["texte"]);
    }
}
