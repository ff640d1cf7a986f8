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
    let mut kept = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((at, name)) = HIDDEN.iter().filter_map(|name| find_opening(rest, name).map(|at| (at, *name))).min() {
        kept.push_str(&rest[..at]);
        rest = match find_closing(&rest[at..], name) {
            Some(end) => &rest[at + end..],
            None => &rest[at + name.len()..],
        };
    }
    kept.push_str(rest);
    let mut blocks = markup::fragment(&kept);
    // Lines of one or two words are buttons and rubrics.
    blocks.retain(|block| block.text.split_whitespace().nth(3).is_some() || block.role == Some(Role::Caption));
    blocks
}

const HIDDEN: [&str; 3] = ["<nav", "<footer", "<aside"];

fn find_opening(text: &str, name: &str) -> Option<usize> {
    text.match_indices('<').map(|(at, _)| at).find(|at| {
        text.get(*at..at + name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name))
            && text[at + name.len()..].starts_with(['>', ' ', '\n', '\t'])
    })
}

fn find_closing(text: &str, name: &str) -> Option<usize> {
    let closing = format!("</{}", &name[1..]);
    let at = text
        .match_indices("</")
        .map(|(at, _)| at)
        .find(|at| text.get(*at..at + closing.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(&closing)))?;
    text[at..].find('>').map(|end| at + end + 1)
}
