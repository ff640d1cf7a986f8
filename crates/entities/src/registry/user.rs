//! The user's own file: names that are one, names that are not, names to hide.
//!
//! It lies over the registry and takes effect at once; the registry's bytes stay as they are.

use analysis::fold;
use article::{Kind, Language};
use serde::Deserialize;

use super::build::display;
use super::layout::{ACRONYM, EXACT, KeyRow};
use super::why::Why;
use super::{EntityId, Error, NameRow, Registry};
use crate::hash::{Map, Set};
use crate::key;

/// What the user says about names.
///
/// ```
/// let names = entities::UserNames::from_toml(r#"
///     same = [["Hayat Tahrir al-Sham", "HTS", "the Organisation"]]
///     not_same = [["Hassan Ali", "Hassan Aly"]]
///     hide = ["Photo"]
/// "#)?;
/// assert_eq!(names.same.len(), 1);
/// # Ok::<(), entities::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct UserNames {
    /// Each list is one bearer; its first name is the one shown.
    pub same: Vec<Vec<String>>,
    /// No two names of a list are one.
    #[serde(alias = "not-same")]
    pub not_same: Vec<Vec<String>>,
    /// Names that are no names.
    pub hide: Vec<String>,
}

impl UserNames {
    /// Reads `names.toml`.
    ///
    /// # Errors
    ///
    /// Fails where the text is no TOML or has keys other than `same`, `not_same` and `hide`.
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        Ok(toml::from_str(text)?)
    }
}

/// The entities that the user's file changes, with their names.
#[derive(Default)]
pub(super) struct Overlay {
    /// The number of the first entity here: the registry's own come before.
    first: u32,
    entities: Vec<Own>,
    /// Entities of the registry that are spoken for.
    replaced: Set<u32>,
    /// Indexed names whose entity is decided here; `None` hides.
    names: Map<String, Option<EntityId>>,
    keys: Map<String, Vec<(EntityId, Why, u8)>>,
}

/// An entity that the user's file makes.
pub(super) struct Own {
    pub(super) kind: Kind,
    pub(super) articles: u32,
    pub(super) names: Vec<NameRow>,
    french: String,
    english: String,
}

impl Own {
    pub(super) fn label(&self, language: Language) -> &str {
        if language == Language::French { &self.french } else { &self.english }
    }
}

impl Overlay {
    /// What `user` says, worked out over `registry`, which must have no overlay yet.
    pub(super) fn new(registry: &Registry, user: &UserNames) -> Self {
        let mut overlay = Self { first: registry.tables.entity_count() as u32, ..Self::default() };
        for parts in &user.not_same {
            overlay.split(registry, parts);
        }
        for group in &user.same {
            overlay.merge(registry, group);
        }
        for name in &user.hide {
            overlay.hide(registry, name);
        }
        overlay.index();
        overlay
    }

    pub(super) fn entity(&self, id: EntityId) -> Option<&Own> {
        self.entities.get(id.0.checked_sub(self.first)? as usize).filter(|own| !own.names.is_empty())
    }

    pub(super) fn entity_of(&self, name: &str) -> Option<Option<EntityId>> {
        self.names.get(name).copied()
    }

    pub(super) fn replaces(&self, id: EntityId) -> bool {
        self.replaced.contains(&id.0)
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = EntityId> + '_ {
        let live = self.entities.iter().enumerate().filter(|(_, own)| !own.names.is_empty());
        live.map(|(at, _)| EntityId(self.first + at as u32))
    }

    pub(super) fn key_rows(&self, key: &str) -> impl Iterator<Item = KeyRow> + '_ {
        let rows = self.keys.get(key).map_or(&[][..], Vec::as_slice);
        rows.iter().map(|(entity, why, flags)| KeyRow { entity: *entity, why: *why, flags: *flags })
    }

    /// Takes the later names out of the entity they share with the first.
    fn split(&mut self, registry: &Registry, parts: &[String]) {
        let Some((first, others)) = parts.split_first() else { return };
        for entity in self.entities_with(registry, first) {
            let own = self.take(registry, entity);
            let (mut staying, kind) = (own.names, own.kind);
            for other in others {
                let wanted = key::of(&fold(other));
                let (leaving, rest): (Vec<_>, Vec<_>) =
                    staying.into_iter().partition(|row| key::of(&row.name) == wanted);
                staying = rest;
                if !leaving.is_empty() {
                    let rows = leaving.into_iter().map(|row| NameRow { why: Why::User, ..row }).collect();
                    self.entities.push(made(kind, rows, Some(other)));
                }
            }
            let label = own.french.clone();
            self.entities.push(Own { english: own.english, ..made(kind, staying, Some(&label)) });
        }
    }

    /// Makes one entity of all that bear one of the names.
    fn merge(&mut self, registry: &Registry, group: &[String]) {
        let mut rows: Vec<NameRow> = Vec::new();
        let mut kinds = [0u32; 3];
        for name in group {
            for entity in self.entities_with(registry, name) {
                let own = self.take(registry, entity);
                kinds[own.kind as usize] += own.articles + 1;
                rows.extend(own.names);
            }
            let folded = fold(name);
            match rows.iter_mut().find(|row| row.name == folded) {
                Some(row) => row.why = Why::User,
                None => {
                    let acronym = crate::shipped::is_acronym(name);
                    rows.push(NameRow { name: folded, articles: 0, printed: 0, acronym, why: Why::User });
                }
            }
        }
        let kind = (0..3).max_by_key(|at| (kinds[*at], 3 - at)).map_or(Kind::Person, |at| Kind::ALL[at]);
        rows.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.name.cmp(&b.name)));
        rows.dedup_by(|a, b| a.name == b.name);
        self.entities.push(made(kind, rows, group.first()));
    }

    fn hide(&mut self, registry: &Registry, name: &str) {
        let wanted = key::of(&fold(name));
        for entity in self.entities_with(registry, name) {
            let own = self.take(registry, entity);
            let (hidden, staying): (Vec<_>, Vec<_>) =
                own.names.into_iter().partition(|row| key::of(&row.name) == wanted);
            self.names.extend(hidden.into_iter().map(|row| (row.name, None)));
            if staying.iter().any(|row| row.articles > 0) {
                let made = made(own.kind, staying, None);
                self.entities.push(Own { french: own.french, english: own.english, ..made });
            }
        }
    }

    /// The entities of which `name` is a whole name, as they stand now.
    fn entities_with(&self, registry: &Registry, name: &str) -> Vec<EntityId> {
        let wanted = key::of(&fold(name));
        let own = self
            .ids()
            .filter(|id| self.entity(*id).is_some_and(|own| own.names.iter().any(|row| key::of(&row.name) == wanted)));
        let rows = registry.tables.key_rows(&wanted).filter(|row| row.flags & EXACT != 0);
        own.chain(rows.map(|row| row.entity).filter(|id| !self.replaces(*id))).collect()
    }

    /// Takes an entity away, to be given back otherwise.
    fn take(&mut self, registry: &Registry, id: EntityId) -> Own {
        let made_here = id.0.checked_sub(self.first).and_then(|at| self.entities.get_mut(at as usize));
        if let Some(own) = made_here {
            let names = std::mem::take(&mut own.names);
            return Own { names, french: own.french.clone(), english: own.english.clone(), ..*own };
        }
        self.replaced.insert(id.0);
        Own {
            kind: registry.kind_of(id).unwrap_or(Kind::Person),
            articles: registry.articles_of(id),
            names: registry.names_of(id),
            french: registry.label(id, Language::French).to_owned(),
            english: registry.label(id, Language::English).to_owned(),
        }
    }

    fn index(&mut self) {
        for (at, own) in self.entities.iter().enumerate() {
            let id = EntityId(self.first + at as u32);
            for row in &own.names {
                if row.articles > 0 {
                    self.names.entry(row.name.clone()).or_insert(Some(id));
                }
                let acronym = if row.acronym { ACRONYM } else { 0 };
                let exact = if matches!(row.why, Why::Short { .. }) { 0 } else { EXACT };
                let key = key::of(&row.name);
                if own.kind == Kind::Person {
                    for (blank, _) in key.match_indices(' ') {
                        self.keys.entry(key[blank + 1..].to_owned()).or_default().push((id, Why::Part, 0));
                    }
                }
                self.keys.entry(key).or_default().push((id, row.why, acronym | exact));
            }
        }
    }
}

fn made(kind: Kind, names: Vec<NameRow>, label: Option<&String>) -> Own {
    let articles = names.iter().map(|row| row.articles).sum();
    let label =
        label.cloned().unwrap_or_else(|| names.first().map_or(String::new(), |row| display(&row.name, row.acronym)));
    Own { kind, articles, names, french: label.clone(), english: label }
}
