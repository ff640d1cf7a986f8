//! The page of one person, organisation or place: its names and why they are one, its articles over time, its company.

use askama::Template;
use query::FilterField;

use super::frame::{Form, Frame};
use super::links;
use super::phrases::Phrases;
use super::row::Row;
use super::timeline::Timeline;
use crate::wire::{Asked, EntityName, EntityPage as Found};

#[derive(Template)]
#[template(path = "entity.html")]
pub(crate) struct EntityPage<'a> {
    frame: Frame,
    kind: &'static str,
    name: &'a str,
    summary: String,
    all: String,
    others: Vec<Link>,
    names: Vec<Name<'a>>,
    rest: Vec<Name<'a>>,
    timeline: Option<Timeline>,
    hits: Vec<Row<'a>>,
    company: Vec<(&'static str, Vec<Companion>)>,
}

struct Link {
    label: String,
    href: String,
}

struct Name<'a> {
    name: &'a str,
    number: String,
    why: &'a str,
}

/// Somebody or something that the same articles name.
struct Companion {
    label: String,
    number: String,
    href: String,
    /// The articles that name both.
    both: String,
}

/// Names and companions that are shown at once.
const SHOWN: usize = 10;

impl<'a> EntityPage<'a> {
    /// `asked` is the search that found its articles.
    pub(crate) fn new(t: &'static Phrases, asked: &Asked, found: &'a Found) -> Self {
        let entity = &found.entity;
        let all = Asked { facets: Vec::new(), limit: None, interval: None, ..asked.clone() };
        let mut names: Vec<Name<'a>> = entity.names.iter().map(|row| Name::new(t, row)).collect();
        let rest = names.split_off(names.len().min(SHOWN));
        let others = found.others.iter();
        let to_unit = |interval| links::entity_by(&entity.name, interval);
        Self {
            frame: Frame { feed: Some(links::feed(&all)), ..Frame::new(t, &entity.name, Form::default()) },
            kind: t.kind(entity.kind),
            name: &entity.name,
            summary: t.articles(found.found.total),
            others: others.map(|other| Link { label: other.name.clone(), href: links::entity(&other.name) }).collect(),
            names,
            rest,
            timeline: found.found.timeline.as_ref().and_then(|view| Timeline::new(t, asked, view, &all, &to_unit)),
            hits: found.found.hits.iter().map(|hit| Row::new(t, hit)).collect(),
            company: company(t, found, &all),
            all: links::home(&all),
        }
    }
}

impl<'a> Name<'a> {
    fn new(t: &Phrases, row: &'a EntityName) -> Self {
        Self { name: &row.name, number: t.number(row.articles), why: &row.why }
    }
}

/// With whom it appears, itself left out.
fn company(t: &Phrases, found: &Found, all: &Asked) -> Vec<(&'static str, Vec<Companion>)> {
    let itself = |label: &str| label.to_lowercase() == found.entity.name.to_lowercase();
    let by_kind = found.found.facets.0.iter().filter_map(|(facet, rows)| {
        let field = match facet {
            query::Facet::Person => FilterField::Person,
            query::Facet::Org => FilterField::Org,
            query::Facet::Place => FilterField::Place,
            _ => return None,
        };
        let others = rows.iter().filter(|row| !itself(&row.label)).take(SHOWN);
        let companions: Vec<Companion> = others
            .map(|row| Companion {
                label: row.label.clone(),
                number: t.number(row.count),
                href: links::entity(&row.value),
                both: links::with(all, field, &row.value),
            })
            .collect();
        (!companions.is_empty()).then(|| (t.facet(facet.name()), companions))
    });
    by_kind.collect()
}
