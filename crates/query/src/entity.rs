//! Entities and their names, for those who ask about a name itself.

use article::{Kind, Language};
use entities::{EntityId, Registry};

/// An entity with all its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Its best-known name in the asker's language.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Articles that name it, at most.
    pub articles: u32,
    /// Its names, the most frequent first.
    pub names: Vec<EntityName>,
}

/// One name of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityName {
    /// The folded name.
    pub name: String,
    /// Articles indexed under it.
    pub articles: u32,
    /// Why it belongs to the entity.
    pub why: String,
}

pub(crate) fn entities(registry: &Registry, name: &str, limit: usize, labels: Language) -> Vec<Entity> {
    let ids: Vec<EntityId> = if name.trim().is_empty() {
        // Shipped names that no article uses are known, but nobody asked for them.
        registry.entities().filter(|entity| registry.articles_of(*entity) > 0).take(limit).collect()
    } else {
        registry.resolve(name, None).into_iter().map(|reading| reading.entity).take(limit).collect()
    };
    ids.into_iter().filter_map(|id| entity(registry, id, labels)).collect()
}

fn entity(registry: &Registry, id: EntityId, labels: Language) -> Option<Entity> {
    let names = registry.names_of(id).into_iter();
    Some(Entity {
        name: registry.label(id, labels).to_owned(),
        kind: registry.kind_of(id)?,
        articles: registry.articles_of(id),
        names: names
            .map(|row| EntityName { name: row.name, articles: row.articles, why: row.why.to_string() })
            .collect(),
    })
}
