//! Which names are one: asked at query time, built at each commit.
//!
//! Takes the [`Fact`]s of the archive and the user's [`UserNames`]; gives, for a typed name, the entities it may
//! mean ([`Registry::resolve`]); for an entity, the names it is indexed under ([`Registry::names_of`]); for an
//! indexed name, its entity ([`Registry::entity_of`]). Every link keeps its [`Why`].

mod acronyms;
mod build;
mod fact;
mod forms;
mod groups;
mod layout;
mod likeness;
mod links;
mod lookup;
mod meaning;
mod user;
mod why;

use std::sync::Arc;

use article::{Kind, Language};

pub use fact::Fact;
pub(crate) use forms::of as form_of;
pub use layout::Buffer;
pub(crate) use links::skeleton_of;
pub(crate) use meaning::of as meaning_of;
pub use user::UserNames;
pub use why::Why;

use crate::key;
use layout::Tables;
use user::Overlay;

/// An entity of one registry; another registry numbers otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// One thing that a typed name may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What it may mean; its label is [`Registry::label`].
    pub entity: EntityId,
    /// What that is, by majority.
    pub kind: Kind,
    /// How many articles name it, at most: one that uses two of its names may be counted twice.
    pub articles: u32,
    /// How the typed name belongs to it.
    pub why: Why,
    /// Whether the typed name is a whole name of it (an acronym included) and not a part, such as a surname.
    pub exact: bool,
}

/// One name of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRow {
    /// The folded name.
    pub name: String,
    /// Articles indexed under this very name; 0 when it does not stand in the index field `names`.
    pub articles: u32,
    /// Articles that print it, whatever name they are indexed under.
    pub printed: u32,
    /// Whether it is an acronym, which in lower case may be an ordinary word.
    pub acronym: bool,
    /// Why it belongs to the entity.
    pub why: Why,
}

/// Why a registry cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The bytes are something else.
    #[error("these bytes are no registry of names")]
    NotARegistry,
    /// It was written by another version of this program.
    #[error("the registry of names has layout {found}, this program reads layout {expected}")]
    Version {
        /// The layout found.
        found: u32,
        /// The layout this program reads.
        expected: u32,
    },
    /// It was cut, or something was appended.
    #[error("the registry of names has {found} bytes instead of {expected}")]
    Length {
        /// The bytes found.
        found: usize,
        /// The bytes its header promises.
        expected: usize,
    },
    /// The user's names file is not as it should be.
    #[error("the names file is not valid: {0}")]
    UserNames(#[from] toml::de::Error),
}

/// Whether two folded names may be transliterations of one: as many words, each alike in its sounds.
///
/// ```
/// assert!(entities::may_be_spelled("hassan abdul ghany", "hassan abdel ghani"));
/// assert!(!entities::may_be_spelled("hafez al-assad", "bashar al-assad"));
/// ```
pub fn may_be_spelled(a: &str, b: &str) -> bool {
    links::alike_names(&key::of(a), &key::of(b))
}

/// Which names are one, over a whole archive.
///
/// ```
/// use article::{Kind, Language};
/// use entities::{Fact, Registry};
///
/// let registry = Registry::build([
///     Fact::new("alep", None, Kind::Place, 3),
///     Fact::new("aleppo", None, Kind::Place, 2),
/// ]);
/// let readings = registry.resolve("Alep", None);
/// assert_eq!(readings[0].articles, 5);
/// assert_eq!(registry.label(readings[0].entity, Language::English), "Aleppo");
/// ```
#[derive(Clone)]
pub struct Registry {
    tables: Tables,
    overlay: Arc<Overlay>,
}

impl Registry {
    /// Joins the names of an archive; the order of `facts` makes no difference.
    pub fn build(facts: impl IntoIterator<Item = Fact>) -> Self {
        let bytes = build::bytes(facts.into_iter().collect());
        // What was just written opens; an archive without names stands in where it would not.
        Self::from_buffer(Arc::new(bytes)).unwrap_or_else(|_| Self::empty())
    }

    /// A registry that knows no name.
    pub fn empty() -> Self {
        match Tables::open(Arc::new(layout::write(&[], &[]))) {
            Ok(tables) => Self { tables, overlay: Arc::default() },
            Err(_) => unreachable!("a registry of no names is always well formed"),
        }
    }

    /// The registry as bytes, without the user's names: what the indexer writes to a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.tables.bytes().to_vec()
    }

    /// Reads a copy of `bytes`.
    ///
    /// # Errors
    ///
    /// Fails when they are no registry, or one of another layout, or cut short.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Self::from_buffer(Arc::new(bytes.to_vec()))
    }

    /// Reads a registry where it lies, such as in a mapped file: only the header is looked at.
    ///
    /// # Errors
    ///
    /// As [`Self::from_bytes`].
    pub fn from_buffer(buffer: Buffer) -> Result<Self, Error> {
        Ok(Self { tables: Tables::open(buffer)?, overlay: Arc::default() })
    }

    /// The same registry with the user's own names over it.
    pub fn with_user_names(self, names: &UserNames) -> Self {
        let bare = Self { overlay: Arc::default(), ..self };
        let overlay = Arc::new(Overlay::new(&bare, names));
        Self { overlay, ..bare }
    }

    /// The entities of which `name` is a name or a short form, in any spelling; the most frequent first.
    ///
    /// `name` is taken as typed: an acronym that is also a word (`ans`, `us`) counts only in capitals, and a name in
    /// lower case needs three letters. A query that is all capitals says nothing by its capitals: lower it first.
    pub fn resolve(&self, name: &str, kind: Option<Kind>) -> Vec<Reading> {
        lookup::resolve(self, name, kind)
    }

    /// All names of an entity: those that are indexed first, the most frequent first.
    pub fn names_of(&self, entity: EntityId) -> Vec<NameRow> {
        if let Some(own) = self.overlay.entity(entity) {
            return own.names.clone();
        }
        let rows = self.tables.aliases(entity).map(|(name, why, articles, printed, flags)| NameRow {
            name: name.to_owned(),
            articles,
            printed,
            acronym: flags & layout::ACRONYM != 0,
            why,
        });
        rows.collect()
    }

    /// The entity that an indexed name (a term of the field `names`) belongs to; `None` when it is unknown or hidden.
    pub fn entity_of(&self, indexed_name: &str) -> Option<EntityId> {
        match self.overlay.entity_of(indexed_name) {
            Some(decided) => decided,
            None => self.tables.entity_of(indexed_name),
        }
    }

    /// What an entity is, by majority.
    pub fn kind_of(&self, entity: EntityId) -> Option<Kind> {
        match self.overlay.entity(entity) {
            Some(own) => Some(own.kind),
            None => self.tables.entity(entity).map(|row| row.kind),
        }
    }

    /// How many articles name an entity, at most.
    pub fn articles_of(&self, entity: EntityId) -> u32 {
        match self.overlay.entity(entity) {
            Some(own) => own.articles,
            None => self.tables.entity(entity).map_or(0, |row| row.articles),
        }
    }

    /// The best-known name of an entity, as it is printed in `language`; empty for an unknown entity.
    pub fn label(&self, entity: EntityId, language: Language) -> &str {
        if let Some(own) = self.overlay.entity(entity) {
            return own.label(language);
        }
        self.tables.entity(entity).map_or("", |row| match language {
            Language::French => row.french,
            Language::English | Language::Other => row.english,
        })
    }

    /// All entities: those of the user's file first, then the most frequent first.
    pub fn entities(&self) -> impl Iterator<Item = EntityId> + '_ {
        let base = (0..self.tables.entity_count() as u32).map(EntityId);
        self.overlay.ids().chain(base.filter(|id| !self.overlay.replaces(*id)))
    }

    /// How many entities [`Self::entities`] gives.
    pub fn len(&self) -> usize {
        self.entities().count()
    }

    /// Whether no name is known.
    pub fn is_empty(&self) -> bool {
        self.entities().next().is_none()
    }
}

impl std::fmt::Debug for Registry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registry").field("entities", &self.tables.entity_count()).finish_non_exhaustive()
    }
}
