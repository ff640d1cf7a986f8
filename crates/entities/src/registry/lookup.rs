//! What a typed name may mean.
//!
//! Takes the name as typed, gives the readings of the registry, most frequent first.

use analysis::{fold, is_apostrophe};
use article::Kind;

use super::forms;
use super::layout::{ACRONYM, EXACT, KeyRow, SKELETON};
use super::links::{alike_people, skeleton_of};
use super::meaning;
use super::{EntityId, Reading, Registry};
use crate::key;
use crate::skeleton;
use crate::words;

pub(super) fn resolve(registry: &Registry, typed: &str, kind: Option<Kind>) -> Vec<Reading> {
    let typed = typed.trim();
    let bare = without_article(typed);
    for form in [typed, bare] {
        let found = readings(registry, form, kind);
        if !found.is_empty() {
            return found;
        }
    }
    // «M. Jolani», «le général Haftar»: what is left when nothing is called so as it stands.
    let mut rest = bare;
    while let Some((title, name)) = rest.split_once(' ') {
        if !forms::is_title(&key::of(&fold(title))) {
            break;
        }
        rest = name.trim_start();
    }
    let mut found = if rest.len() < bare.len() { readings(registry, rest, kind) } else { Vec::new() };
    found.retain(|reading| reading.kind == Kind::Person);
    found
}

/// `l'OSDH` as `OSDH`, `les Frères musulmans` as `Frères musulmans`.
fn without_article(typed: &str) -> &str {
    let mut letters = typed.char_indices();
    if let (Some((_, 'l' | 'L' | 'd' | 'D')), Some((at, mark))) = (letters.next(), letters.next())
        && is_apostrophe(mark)
    {
        return &typed[at + mark.len_utf8()..];
    }
    match typed.split_once(' ') {
        Some((article, rest)) if matches!(fold(article).as_str(), "the" | "le" | "la" | "les") => rest.trim_start(),
        _ => typed,
    }
}

fn readings(registry: &Registry, typed: &str, kind: Option<Kind>) -> Vec<Reading> {
    let folded = fold(typed);
    let key = key::of(&folded);
    if key.is_empty() {
        return Vec::new();
    }
    let one_word = !key.contains(' ');
    let in_lower_case = !typed.chars().any(char::is_uppercase);
    let letters = key.chars().filter(|c| c.is_alphanumeric()).count();
    if in_lower_case && letters < SHORTEST_IN_LOWER_CASE {
        return Vec::new();
    }
    // An acronym that is also a word is a name only when it is typed as one.
    let word = !is_typed_as_acronym(typed) && one_word && words::is_ordinary(&key);
    let mut found = Vec::new();
    collect(registry, &key, &mut found, |row| !(word && row.flags & ACRONYM != 0));
    if found.is_empty()
        && let Some(form) = forms::of(&key)
    {
        collect(registry, &form.query_key(), &mut found, |_| true);
        found.retain(|reading| reading.kind == Kind::Person);
    }
    if found.is_empty()
        && let Some(meaning) = meaning::of(&key)
    {
        collect(registry, &meaning, &mut found, |_| true);
        found.retain(|reading| reading.kind == Kind::Organisation);
    }
    if found.is_empty() && !one_word {
        let skeleton = skeleton_of(&key);
        collect(registry, &skeleton, &mut found, |row| has_name(registry, row.entity, |name| alike_people(&key, name)));
    }
    if found.is_empty() && one_word && !words::is_ordinary(&key) {
        let mut skeleton = "~".to_owned();
        skeleton::push(&key, &mut skeleton);
        let surname = |name: &str| name.rsplit(' ').next().is_some_and(|surname| skeleton::alike(&key, surname));
        collect(registry, &skeleton, &mut found, |row| has_name(registry, row.entity, surname));
    }
    found.retain(|reading| kind.is_none_or(|kind| kind == reading.kind));
    // A surname means everybody who bears it; a whole name only those whose whole name it is.
    if !one_word && found.iter().any(|reading| reading.exact) {
        found.retain(|reading| reading.exact);
    }
    found.sort_by(|a, b| {
        (b.articles.cmp(&a.articles)).then_with(|| b.exact.cmp(&a.exact)).then_with(|| a.entity.cmp(&b.entity))
    });
    found.dedup_by_key(|reading| reading.entity);
    found
}

fn collect(registry: &Registry, key: &str, found: &mut Vec<Reading>, keep: impl Fn(&KeyRow) -> bool) {
    let base = registry.tables.key_rows(key).filter(|row| !registry.overlay.replaces(row.entity));
    for row in base.chain(registry.overlay.key_rows(key)) {
        if let Some(kind) = registry.kind_of(row.entity).filter(|_| keep(&row)) {
            let articles = registry.articles_of(row.entity);
            let exact = row.flags & EXACT != 0 || row.flags & (SKELETON | EXACT) == (SKELETON | EXACT);
            found.push(Reading { entity: row.entity, kind, articles, why: row.why, exact });
        }
    }
}

fn has_name(registry: &Registry, entity: EntityId, fits: impl Fn(&str) -> bool) -> bool {
    registry.names_of(entity).iter().any(|row| fits(&key::of(&row.name)))
}

fn is_typed_as_acronym(typed: &str) -> bool {
    typed.chars().any(char::is_uppercase) && !typed.chars().any(char::is_lowercase)
}

/// A name typed in lower case has at least so many letters.
const SHORTEST_IN_LOWER_CASE: usize = 3;
