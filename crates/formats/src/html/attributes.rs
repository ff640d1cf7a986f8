//! What the class, the id and the microdata of an element say about it.

use article::DateRole;
use dom_query::Element;

use crate::scraped;

/// Attributes that hold a date for programs.
pub(super) const VALUES: [&str; 8] =
    ["datetime", "content", "title", "data-datetime", "data-date", "data-timestamp", "data-time", "data-published"];

/// Whether a class speaks of the author: `author`, `byline__name`, `td-post-author-name`.
pub(super) fn names_author(token: &str) -> bool {
    let words = || token.split(['-', '_']).filter(|word| !word.is_empty());
    words()
        .any(|word| matches!(word, "author" | "authors" | "byline" | "auteur" | "auteurs" | "signature" | "authorname"))
        && !words()
            .any(|word| matches!(word, "box" | "bio" | "comment" | "avatar" | "image" | "img" | "social" | "desc"))
}

/// Beginnings and ends of classes that mark what stands beside an article.
const AWAY: [&str; 32] = [
    "comment",
    "comments",
    "related",
    "sidebar",
    "widget",
    "recommend",
    "recommended",
    "popular",
    "trending",
    "newsletter",
    "promo",
    "teaser",
    "carousel",
    "ticker",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "latest",
    "most-read",
    "mostread",
    "footer",
    "similar",
    "outbrain",
    "taboola",
    "navbar",
    "advert",
    "respond",
    "site-header",
    "masthead",
    "topbar",
    "top-bar",
    "weather",
];

/// The class, id and itemprop of an element, in lower case.
pub(super) struct Marks {
    tokens: String,
    /// The names of its microdata.
    pub(super) property: String,
}

impl Marks {
    pub(super) fn of(element: &Element) -> Self {
        let mut tokens = String::new();
        for value in [element.attr("class"), element.attr("id")].into_iter().flatten() {
            tokens.push_str(&value);
            tokens.push(' ');
        }
        tokens.make_ascii_lowercase();
        Self { tokens, property: element.attr("itemprop").map(|name| name.to_string()).unwrap_or_default() }
    }

    pub(super) fn tokens(&self) -> impl Iterator<Item = &str> {
        // «has-sidebar» says something about the page, not about the element.
        self.tokens
            .split_whitespace()
            .filter(|token| !["has-", "with-", "no-"].iter().any(|word| token.starts_with(word)))
    }
}

pub(super) fn is_beside(token: &str) -> bool {
    AWAY.iter().any(|word| token.starts_with(word) || token.ends_with(word))
}

pub(super) fn date_role(property: &str) -> Option<DateRole> {
    match property {
        "datePublished" | "pubdate" | "pubDate" | "datepublished" => Some(DateRole::Published),
        "dateModified" | "datemodified" => Some(DateRole::Modified),
        "dateCreated" => Some(DateRole::Unknown),
        _ => None,
    }
}

/// Whether a class speaks of a date: `date`, `entry-date`, `publish_time`, `posted-on`, `timestamp`, `updated`.
pub(super) fn speaks_of_date(token: &str) -> bool {
    let words = || token.split(['-', '_']).filter(|word| !word.is_empty());
    // Sites print today's date in their heads, and lists of news call themselves updates.
    let other = ["current", "today", "head", "weather", "nav-", "clock", "update-", "server", "expir", "tweet"];
    token.len() <= 50
        && !other.iter().any(|word| token.contains(word))
        && (words().any(|word| {
            matches!(
                word,
                "date"
                    | "dates"
                    | "published"
                    | "pubdate"
                    | "timestamp"
                    | "dateline"
                    | "updated"
                    | "modified"
                    | "datetime"
            )
        }) || token.ends_with("date")
            || token.ends_with("-time")
            || token.starts_with("publish")
            || token.contains("posted-on")
            || token.contains("pubdate")
            || token.contains("datepub"))
}

pub(super) fn is_change(token: &str) -> bool {
    ["updat", "modif", "maj", "mise-a-jour", "revis"].iter().any(|word| token.contains(word))
}

/// Whether an attribute looks like a date for programs: figures with marks between them, or Unix time.
pub(super) fn is_stamp(value: &str) -> bool {
    let value = value.trim();
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    (6..=60).contains(&value.len())
        && digits >= 5
        && (value.starts_with(|c: char| c.is_ascii_digit()) || scraped::date_of(value).is_some())
}
