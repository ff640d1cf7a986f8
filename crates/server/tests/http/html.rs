//! Reads a page as a browser would, as far as the tests need it: its elements, and whether any is ours not.

/// A page split into its tags.
pub(crate) struct Html<'a> {
    text: &'a str,
}

/// Elements that our templates use. Anything else came out of an article or a query.
const OURS: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "link",
    "body",
    "a",
    "header",
    "p",
    "span",
    "form",
    "div",
    "label",
    "input",
    "button",
    "details",
    "summary",
    "select",
    "option",
    "main",
    "section",
    "b",
    "ul",
    "li",
    "h1",
    "h2",
    "pre",
    "svg",
    "rect",
    "nav",
    "ol",
    "article",
    "time",
    "abbr",
    "mark",
    "aside",
    "blockquote",
    "dl",
    "dt",
    "dd",
    "code",
];

impl<'a> Html<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text }
    }

    /// Every tag, without its angle brackets.
    fn tags(&self) -> impl Iterator<Item = &'a str> {
        self.text.split('<').skip(1).map(|piece| {
            let mut quoted = false;
            let end = piece.find(|c| {
                quoted ^= c == '"';
                c == '>' && !quoted
            });
            &piece[..end.unwrap_or_else(|| panic!("a tag without an end: {piece}"))]
        })
    }

    /// Fails on elements, handlers, styles and links that cannot be ours, and on elements that are not closed.
    pub(crate) fn check(&self) {
        let mut open: Vec<&str> = Vec::new();
        for tag in self.tags() {
            if tag.starts_with("!doctype") {
                continue;
            }
            let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
            assert!(OURS.contains(&name), "<{tag}> is none of ours");
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name), "</{name}> closes something else");
            } else if !tag.ends_with('/') && !matches!(name, "meta" | "link" | "input") {
                open.push(name);
            }
            for attribute in attributes(tag) {
                let (name, value) = attribute;
                assert!(!name.starts_with("on") && name != "style", "<{tag}>");
                if matches!(name, "href" | "action" | "src") {
                    let is_safe = ["/", "#", "http://", "https://"].iter().any(|start| value.starts_with(start));
                    assert!(is_safe && !value.starts_with("//"), "<{tag}>");
                    if value.starts_with("http") {
                        assert!(tag.contains("rel=\"noopener noreferrer\""), "<{tag}>");
                    }
                }
            }
        }
        assert!(open.is_empty(), "left open: {open:?}");
    }

    /// The addresses of links whose tag or text holds `words`.
    pub(crate) fn links(&self, words: &str) -> Vec<String> {
        let links = self.text.split("<a ").skip(1).filter_map(|piece| piece.split("</a>").next());
        links
            .filter(|link| link.contains(words))
            .filter_map(|link| {
                attributes(&format!("a {}", link.split('>').next()?))
                    .into_iter()
                    .find(|a| a.0 == "href")
                    .map(|a| unescape(a.1))
            })
            .collect()
    }
}

/// The attributes of a tag, in order; all of ours have their value in double quotes.
fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some((head, tail)) = rest.split_once("=\"") {
        let name = head.rsplit(' ').next().unwrap_or_default();
        let Some((value, tail)) = tail.split_once('"') else { break };
        found.push((name, value));
        rest = tail;
    }
    found
}

/// Undoes the escaping of an attribute.
pub(crate) fn unescape(text: &str) -> String {
    text.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"").replace("&#39;", "'").replace("&#38;", "&")
}
