//! One hit as lists on the page show it.

use article::Language;

use super::links;
use super::phrases::Phrases;
use crate::wire::{Hit, Part};

/// One hit.
pub(crate) struct Row<'a> {
    pub(crate) href: String,
    pub(crate) hit: &'a Hit,
    pub(crate) title: Title<'a>,
    pub(crate) snippet: &'a [Part],
    /// The day for machines, the date for people, and how surely it is known.
    pub(crate) date: Option<(String, String, Option<&'static str>)>,
    pub(crate) language: &'a str,
    pub(crate) names: Vec<Link>,
    pub(crate) url: Option<&'a str>,
}

pub(crate) struct Title<'a> {
    pub(crate) parts: &'a [Part],
}

pub(crate) struct Link {
    pub(crate) label: String,
    pub(crate) href: String,
}

/// Names shown with a hit.
const NAMES: usize = 5;

impl<'a> Row<'a> {
    pub(crate) fn new(t: &Phrases, hit: &'a Hit) -> Self {
        let date = hit.published.as_ref().map(|published| {
            let day = published.date.to_string();
            (day, t.published_on(published), t.confidence(published.confidence))
        });
        let names = hit
            .entities
            .iter()
            .take(NAMES)
            .map(|entity| Link { label: entity.name.clone(), href: links::entity(&entity.id) });
        Self {
            href: links::article(&hit.id),
            title: Title { parts: &hit.title_parts },
            snippet: &hit.snippet,
            date,
            language: if hit.language == Language::Other { "" } else { hit.language.code() },
            names: names.collect(),
            url: hit.url.as_deref().and_then(links::outward),
            hit,
        }
    }
}
