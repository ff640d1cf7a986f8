//! Finds the main text of a page.
//!
//! Readability (the algorithm of Mozilla's reader view, in `dom_smoothie`) chooses; where it finds nothing or next to
//! nothing, the text that JSON-LD gives, or the whole page without its menus, stands in.

use article::Role;
use dom_query::Document;
use dom_smoothie::{Config, Readability};

use crate::draft::Marked;
use crate::markup;

/// What readability found: its paragraphs, and its HTML, in which links to posts can still be seen.
#[derive(Default)]
pub(super) struct MainText {
    pub(super) blocks: Vec<Marked>,
    pub(super) html: String,
}

/// Takes the main text out of `document`, which is used up by that.
pub(super) fn main_text(document: Document) -> MainText {
    let config = Config {
        disable_json_ld: true,
        classes_to_preserve: PRESERVED.iter().map(|class| (*class).to_owned()).collect(),
        ..Config::default()
    };
    let Ok(mut readability) = Readability::with_document(document, None, Some(config)) else {
        return MainText::default();
    };
    match readability.parse() {
        Ok(found) => MainText { blocks: markup::fragment(&found.content), html: found.content.to_string() },
        Err(_) => MainText::default(),
    }
}

/// Classes by which embedded posts and captions are known afterwards.
const PRESERVED: [&str; 8] = [
    "twitter-tweet",
    "twitter-video",
    "twitter-quote",
    "instagram-media",
    "tiktok-embed",
    "bluesky-embed",
    "mastodon-embed",
    "fb-post",
];

/// How much text there is, in bytes.
pub(super) fn length(blocks: &[Marked]) -> usize {
    blocks.iter().map(|block| block.text.len()).sum()
}

/// The text of a page without its menus, for pages that readability cannot read.
pub(super) fn whole_page(page: &str) -> Vec<Marked> {
    let blocks = markup::fragment(&without_menus(page));
    // Lines of a few words are buttons and rubrics, unless there is nothing else.
    let is_prose = |block: &Marked| block.text.split_whitespace().nth(3).is_some() || block.role == Some(Role::Caption);
    let prose: Vec<Marked> = blocks.iter().filter(|block| is_prose(block)).cloned().collect();
    if prose.is_empty() { blocks } else { prose }
}

/// The page without the elements that hold menus. An element that never ends is kept.
fn without_menus(page: &str) -> String {
    let mut kept = String::with_capacity(page.len());
    // Where the open menu began in what is kept, and its name.
    let mut open: Option<(usize, &str)> = None;
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(LONGEST_TAG).position(|byte| byte == b'>').map_or(1, |end| end + 1);
        let closing = rest.starts_with("</");
        let tag = &rest[1 + usize::from(closing)..];
        let menu = MENUS.iter().find(|name| {
            tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
                && tag[name.len()..].starts_with(|c: char| c == '>' || c.is_whitespace())
        });
        match (menu, open) {
            (Some(name), None) if !closing => open = Some((kept.len(), *name)),
            (Some(name), Some((start, opened))) if closing && *name == opened => {
                kept.truncate(start);
                open = None;
                rest = &rest[end..];
                continue;
            }
            _ => {}
        }
        let step = if menu.is_some() { end } else { 1 };
        kept.push_str(&rest[..step]);
        rest = &rest[step..];
    }
    kept.push_str(rest);
    kept
}

const LONGEST_TAG: usize = 1000;
const MENUS: [&str; 3] = ["nav", "footer", "aside"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn menus_are_cut_out() {
        assert_eq!(without_menus("a<nav class=x>b<p>c</nav>d<NAV>e</NAV>f"), "adf");
        assert_eq!(without_menus("a<nav>b<footer>c</footer>"), "a<nav>b<footer>c</footer>");
        assert_eq!(without_menus("a<navy>b<"), "a<navy>b<");
    }
}
