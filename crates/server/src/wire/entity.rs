//! Entities and their names, as JSON.

use article::Kind;
use serde::Serialize;

use super::Page;

/// The answer of `/entities`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entities {
    /// The name asked for; empty where the most frequent were asked for.
    pub name: String,
    /// What it may mean, the most frequent first.
    pub entities: Vec<EntityView>,
}

/// An entity with all its names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntityView {
    /// Its best-known name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Articles that name it, at most.
    pub articles: u32,
    /// Its names, the most frequent first.
    pub names: Vec<EntityName>,
}

impl From<query::Entity> for EntityView {
    fn from(entity: query::Entity) -> Self {
        Self {
            name: entity.name,
            kind: entity.kind,
            articles: entity.articles,
            names: entity.names.into_iter().map(EntityName::from).collect(),
        }
    }
}

/// The answer of `/entities/{id}`.
#[derive(Clone, Debug, Serialize)]
pub struct EntityPage {
    /// The entity, with its names and why they are one.
    pub entity: EntityView,
    /// Others that the same name may mean.
    pub others: Vec<EntityView>,
    /// Its newest articles; over all of them, the timeline and with whom it appears.
    pub found: Page,
}

/// One name of an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntityName {
    /// The name, folded.
    pub name: String,
    /// Articles indexed under it.
    pub articles: u32,
    /// Why it belongs to the entity.
    pub why: String,
}

impl From<query::EntityName> for EntityName {
    fn from(name: query::EntityName) -> Self {
        Self { name: name.name, articles: name.articles, why: name.why }
    }
}
