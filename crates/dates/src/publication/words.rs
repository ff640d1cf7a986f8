//! Evidence in words, for people who ask why an article has its date.

use article::{DateEvidence, DateOrigin};

/// `JSON-LD datePublished`, `header line «12:036/12/2024, vendredi»`.
pub(super) fn evidence(evidence: &DateEvidence) -> String {
    match &evidence.origin {
        DateOrigin::Field(name) => format!("field {name}"),
        DateOrigin::JsonLd(name) => format!("JSON-LD {name}"),
        DateOrigin::Meta(name) => format!("meta {name}"),
        DateOrigin::Element(name) => format!("element {name} «{}»", short(&evidence.value)),
        DateOrigin::Url => "address of the page".to_owned(),
        DateOrigin::FileName => format!("file name «{}»", short(&evidence.value)),
        DateOrigin::Header => format!("header line «{}»", short(&evidence.value)),
        DateOrigin::Dateline => format!("dateline «{}»", short(&evidence.value)),
        DateOrigin::PostId => format!("number of a post, {}", short(&evidence.value)),
        DateOrigin::Copyright => format!("copyright line «{}»", short(&evidence.value)),
    }
}

/// At most 60 characters of `value`.
fn short(value: &str) -> &str {
    let value = value.trim();
    value.char_indices().nth(60).map_or(value, |(at, _)| &value[..at])
}
