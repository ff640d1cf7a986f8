//! What typed names mean in a small archive, and what the user's own file changes.

use article::Kind::{self, Organisation, Person, Place};
use article::Language;
use entities::{EntityId, Fact, Registry, UserNames, Why};

/// An archive of five articles on one event, as the recogniser reads them.
fn archive() -> Registry {
    let fact = Fact::new;
    Registry::build([
        fact("bachar al-assad", None, Person, 2),
        fact("bashar al-assad", None, Person, 1),
        fact("bachar el-assad", None, Person, 1),
        fact("assad", Some("bachar el-assad"), Person, 1),
        fact("assad", None, Person, 1),
        fact("hafez al-assad", None, Person, 1),
        fact("abou mohammed al-julani", None, Person, 1),
        fact("al-julani", Some("abou mohammed al-julani"), Person, 1),
        fact("abu muhammad al-jolani", None, Person, 1),
        fact("jolani", Some("abu muhammad al-jolani"), Person, 1),
        fact("hayat tahrir al-sham", None, Organisation, 5),
        fact("hts", Some("hayat tahrir al-sham"), Organisation, 4),
        fact("observatoire syrien des droits de lhomme", None, Organisation, 3),
        fact("osdh", Some("observatoire syrien des droits de lhomme"), Organisation, 2),
        fact("sohr", None, Organisation, 1),
        fact("armee nationale syrienne", None, Organisation, 3),
        fact("ans", Some("armee nationale syrienne"), Organisation, 2),
        fact("un", None, Organisation, 1),
        fact("nations unies", None, Organisation, 1),
        fact("us", None, Place, 1),
        fact("etats-unis", None, Place, 1),
        fact("syrie", None, Place, 5),
        fact("rasten", None, Place, 1),
        fact("rastan", None, Place, 1),
        fact("alep", None, Place, 4),
        fact("aleppo", None, Place, 1),
    ])
}

fn entity(registry: &Registry, name: &str) -> Option<EntityId> {
    registry.entity_of(&analysis::fold(name))
}

fn check(registry: &Registry, typed: &str, kind: Option<Kind>, wanted: &[&str]) {
    let found: Vec<EntityId> = registry.resolve(typed, kind).iter().map(|reading| reading.entity).collect();
    let wanted: Vec<EntityId> = wanted.iter().filter_map(|name| entity(registry, name)).collect();
    assert_eq!(found, wanted, "`{typed}` among {:?}", registry.resolve(typed, kind));
}

#[test]
fn a_surname_offers_all_who_bear_it() {
    let registry = archive();
    check(&registry, "Assad", Some(Person), &["bachar al-assad", "assad", "hafez al-assad"]);
    check(&registry, "Hafez al-Assad", None, &["hafez al-assad"]);
    check(&registry, "Bachar Assad", None, &["bachar al-assad"]);
    for typed in ["Jolani", "al-Julani", "al-jolani", "Joulani", "Abou Mohammad al-Jolani"] {
        check(&registry, typed, Some(Person), &["abu muhammad al-jolani"]);
    }
}

#[test]
fn acronyms_and_full_names_in_any_spelling() {
    let registry = archive();
    for typed in ["HTS", "hts", "Hay’at Tahrir Al-Sham", "Tahrir al-Sham", "Levant Liberation Organization"] {
        check(&registry, typed, Some(Organisation), &["hayat tahrir al-sham"]);
    }
    for typed in ["OSDH", "SOHR", "l'OSDH", "L’Observatoire syrien des droits de l’homme"] {
        check(&registry, typed, None, &["sohr"]);
    }
    check(&registry, "ONU", None, &["nations unies"]);
    check(&registry, "les Nations unies", None, &["nations unies"]);
    check(&registry, "Rastan", None, &["rasten"]);
    check(&registry, "ALEPPO", None, &["alep"]);
}

#[test]
fn acronyms_that_are_words_need_capitals() {
    let registry = archive();
    check(&registry, "ANS", None, &["armee nationale syrienne"]);
    check(&registry, "ans", None, &[]);
    check(&registry, "US", None, &["etats-unis"]);
    check(&registry, "us", None, &[]);
    check(&registry, "UN", None, &["nations unies"]);
    check(&registry, "un", None, &[]);
    check(&registry, "Un", None, &[]);
}

#[test]
fn kinds_filter_and_unknown_names_mean_nothing() {
    let registry = archive();
    check(&registry, "Alep", Some(Person), &[]);
    check(&registry, "Alep", Some(Place), &["alep"]);
    check(&registry, "Nobody Known", None, &[]);
    check(&registry, "", None, &[]);
    check(&registry, " - ", None, &[]);
}

#[test]
fn labels_are_printed_names_in_the_users_language() {
    let registry = archive();
    let label = |name, language| entity(&registry, name).map(|entity| registry.label(entity, language).to_owned());
    assert_eq!(label("alep", Language::English).as_deref(), Some("Aleppo"));
    assert_eq!(label("aleppo", Language::French).as_deref(), Some("Alep"));
    assert_eq!(label("sohr", Language::English).as_deref(), Some("Syrian Observatory for Human Rights"));
    assert_eq!(label("us", Language::French).as_deref(), Some("États-Unis"));
}

#[test]
fn every_link_has_its_reason() {
    let registry = archive();
    let why = |name: &str| {
        let names = entity(&registry, name).map(|entity| registry.names_of(entity)).unwrap_or_default();
        names.into_iter().find(|row| row.name == analysis::fold(name)).map(|row| row.why)
    };
    assert_eq!(why("sohr"), Some(Why::Listed { source: "own/organisations.tsv" }));
    assert_eq!(why("bachar el-assad"), Some(Why::Spelling));
    let hts = entity(&registry, "hayat tahrir al-sham").map(|entity| registry.names_of(entity)).unwrap_or_default();
    let hts = hts.iter().find(|row| row.name == "hts");
    assert_eq!(
        hts.map(|row| (row.why, row.articles, row.printed, row.acronym)),
        Some((Why::Acronym { articles: 4 }, 0, 4, true))
    );
}

#[test]
fn entities_come_most_frequent_first() {
    let registry = archive();
    let articles: Vec<u32> = registry.entities().map(|entity| registry.articles_of(entity)).collect();
    assert!(articles.is_sorted_by(|a, b| a >= b), "{articles:?}");
    assert_eq!(registry.len(), articles.len());
}

#[test]
fn the_users_file_joins_splits_and_hides() -> Result<(), entities::Error> {
    let names = UserNames::from_toml(
        r#"
        same = [["Front de Homs", "Hayat Tahrir al-Sham"]]
        not_same = [["Rastan", "Rasten"]]
        hide = ["SOHR"]
        "#,
    )?;
    let plain = archive();
    let (rastan, rasten) = (entity(&plain, "rastan"), entity(&plain, "rasten"));
    assert_eq!(rastan, rasten);
    let registry = plain.with_user_names(&names);
    assert_ne!(entity(&registry, "rastan"), entity(&registry, "rasten"));
    assert_eq!(entity(&registry, "sohr"), None);
    check(&registry, "Front de Homs", None, &["hayat tahrir al-sham"]);
    let joined = entity(&registry, "hayat tahrir al-sham").map(|entity| registry.label(entity, Language::French));
    assert_eq!(joined, Some("Front de Homs"));
    check(&registry, "OSDH", None, &["observatoire syrien des droits de lhomme"]);
    check(&registry, "HTS", None, &["hayat tahrir al-sham"]);
    Ok(())
}

#[test]
fn the_users_file_is_checked() {
    assert!(UserNames::from_toml("sam = []").is_err());
    assert!(UserNames::from_toml("same = [[\"a\"]").is_err());
    assert_eq!(UserNames::from_toml("").ok(), Some(UserNames::default()));
}

#[test]
fn other_bytes_are_refused() {
    assert!(matches!(Registry::from_bytes(b"{}"), Err(entities::Error::NotARegistry)));
    let mut bytes = archive().to_bytes();
    bytes[8] = 99;
    assert!(matches!(Registry::from_bytes(&bytes), Err(entities::Error::Version { found: 99, .. })));
    let bytes = archive().to_bytes();
    assert!(matches!(Registry::from_bytes(&bytes[..bytes.len() - 1]), Err(entities::Error::Length { .. })));
}
