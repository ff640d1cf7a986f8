//! Names: facets by entity, the other names of typed words, and what of them is shown.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::LazyLock;

use article::{Kind, Language};
use indexer::{Indexer, Silent, SyncOptions};
use jiff::civil::date;
use query::{Archive, Facet, Hits, Search};
use schema::Home;
use tempfile::TempDir;

/// People who exist nowhere else, so that only the user's file can make two of them one.
const PEOPLE: &[&str] = &[
    "Marie Tremblois",
    "Julien Vasquelin",
    "Sophie Arkanoff",
    "Pierre Dumolard",
    "Claire Ostrevent",
    "Paul Kermadoc",
    "Nathalie Brugnon",
    "Olivier Zanterre",
    "Isabelle Quormeau",
    "Michel Fustanel",
    "Camille Jorodan",
    "Bruno Wistremont",
];

struct World {
    folder: TempDir,
    home: Home,
}

/// Twenty-four articles, each of which names two to four of the people, some of them twice.
static PORTRAITS: LazyLock<World> = LazyLock::new(|| {
    let articles = (0..24usize).map(|number| {
        let named: Vec<&str> = (0..2 + number % 3).map(|step| PEOPLE[(number * 5 + step * 7) % PEOPLE.len()]).collect();
        let text: String = named
            .iter()
            .map(|name| format!("La ministre a reçu {name} mardi à son bureau. Puis {name} a répondu aux questions. "))
            .collect();
        format!(r#"{{"id":"p{number}","title":"Visite numéro {number}","text":"{text}","language":"fr"}}"#)
    });
    world(&articles.collect::<Vec<_>>().join("\n"))
});

fn world(news: &str) -> World {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("news.jsonl");
    fs::write(&file, news).unwrap();
    let home = Home::new(folder.path().join("index"));
    let mut indexer = Indexer::open(home.clone(), indexer::Options::default()).unwrap();
    indexer.sync(&[file], &SyncOptions::default(), &Silent).unwrap();
    World { folder, home }
}

fn all(facets: &[Facet]) -> Search {
    let facets = facets.to_vec();
    Search { facets, facet_limit: 100, limit: 100, labels: Language::French, ..Search::new("", date(2024, 12, 7)) }
}

/// The names each article is indexed under, read from what it stores of itself.
fn names_of_articles(hits: &Hits) -> Vec<BTreeSet<String>> {
    let stored = hits.hits.iter().map(|hit| &hit.stored.analysed.mentions);
    let people = stored.map(|mentions| mentions.iter().filter(|mention| mention.kind == Kind::Person));
    let name = |mention: &article::Mention| mention.referent.clone().unwrap_or_else(|| mention.surface.clone());
    people.map(|mentions| mentions.map(name).collect()).collect()
}

/// A generator that is the same everywhere; which numbers it gives does not matter.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

/// Counts by hand: every name with the group that the sets make of it, an article once for each group.
fn counted(articles: &[BTreeSet<String>], same: &[Vec<&str>], hidden: &[&str]) -> Vec<u64> {
    let mut group: BTreeMap<String, usize> =
        articles.iter().flatten().cloned().collect::<BTreeSet<_>>().into_iter().zip(0..).collect();
    for set in same {
        let joined: Vec<usize> = set.iter().filter_map(|name| group.get(&analysis::fold(name)).copied()).collect();
        let Some(first) = joined.first() else { continue };
        group.values_mut().filter(|number| joined.contains(number)).for_each(|number| *number = *first);
    }
    let hidden: Vec<String> = hidden.iter().map(|name| analysis::fold(name)).collect();
    group.retain(|name, _| !hidden.contains(name));
    let mut counts: BTreeMap<usize, u64> = BTreeMap::new();
    for names in articles {
        let groups: BTreeSet<usize> = names.iter().filter_map(|name| group.get(name).copied()).collect();
        groups.into_iter().for_each(|number| *counts.entry(number).or_default() += 1);
    }
    let mut counts: Vec<u64> = counts.into_values().collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    counts
}

#[test]
fn facets_count_as_one_would_by_hand_for_a_thousand_sets_of_aliases() {
    let world = &*PORTRAITS;
    let names = world.folder.path().join("thousand.toml");
    let plain = Archive::open(world.home.folder()).unwrap().search(&all(&[])).unwrap();
    let articles = names_of_articles(&plain);
    let known: BTreeSet<&String> = articles.iter().flatten().collect();
    assert!(articles.len() == 24 && known.len() >= PEOPLE.len(), "{known:?}");
    let mut dice = Dice(20_241_207);
    for round in 0..1_000 {
        let same: Vec<Vec<&str>> = (0..dice.below(5))
            .map(|_| (0..2 + dice.below(3)).map(|_| PEOPLE[dice.below(PEOPLE.len())]).collect())
            .collect();
        let hidden: Vec<&str> = (0..dice.below(3)).map(|_| PEOPLE[dice.below(PEOPLE.len())]).collect();
        fs::write(&names, format!("same = {same:?}\nhide = {hidden:?}\n")).unwrap();
        let archive = Archive::open_with_names(world.home.folder(), &names).unwrap();
        let hits = archive.search(&Search { limit: 1, ..all(&[Facet::Person]) }).unwrap();
        let found: Vec<u64> = hits.facets[0].1.iter().map(|row| row.count).collect();
        assert_eq!(found, counted(&articles, &same, &hidden), "round {round}: {same:?}, without {hidden:?}");
    }
}

const AGENCIES: &str = r#"{"id":"n1","title":"Alep","text":"Les combats ont repris à Alep, en Syrie. L'ONU appelle à une trêve, selon l'Organisation mondiale de la santé (OMS).","language":"fr"}
{"id":"n2","title":"Fighting","text":"Fighting resumed in Aleppo, Syria, on Monday. The United Nations called for a truce, and the WHO sent doctors.","language":"en"}
{"id":"n3","title":"Le club","text":"Il a vingt ans et joue depuis deux ans dans un club de la ville. Il est content.","language":"fr"}
{"id":"n4","title":"Vote","text":"L'Alliance nationale solidaire (ANS) gagne le vote. L'ANS gouvernera seule, a dit son chef.","language":"fr"}"#;

fn agencies() -> Archive {
    static WORLD: LazyLock<World> = LazyLock::new(|| world(AGENCIES));
    Archive::open(WORLD.home.folder()).unwrap()
}

fn asked(query: &str) -> Hits {
    agencies().search(&Search::new(query, date(2024, 12, 7))).unwrap()
}

fn records(hits: &Hits) -> BTreeSet<String> {
    hits.hits.iter().filter_map(|hit| hit.stored.analysed.article.record.clone()).collect()
}

#[test]
fn a_name_typed_as_a_plain_word_finds_its_other_names() {
    for query in ["Alep", "aleppo", "ONU", "onu", "OMS"] {
        let hits = asked(query);
        assert_eq!(records(&hits), ["n1", "n2"].map(str::to_owned).into(), "{query}");
        assert!(!hits.query.names.is_empty(), "{query} says nothing of the names it added");
    }
    let bare =
        |query: &str| agencies().search(&Search { names: false, ..Search::new(query, date(2024, 12, 7)) }).unwrap();
    assert_eq!((records(&bare("Alep")).len(), records(&asked("=Alep")).len()), (1, 1));
}

#[test]
fn small_words_are_no_names() {
    // `ans` is a word, `an` has two letters, `who` and `un` are words too.
    for query in ["ans", "an", "who", "un", "us", "is"] {
        assert_eq!(asked(query).query.names, [], "{query}");
    }
    assert_eq!(records(&asked("ans")), ["n3", "n4"].map(str::to_owned).into(), "as the word that it is");
    assert!(asked("ANS").query.names.iter().all(|name| name.text == "ANS"));
}

#[test]
fn highlights_mark_the_alias_that_matched() {
    let hits = asked("Alep");
    let english = hits.hits.iter().find(|hit| hit.stored.analysed.article.record.as_deref() == Some("n2")).unwrap();
    let marked: Vec<&str> = english.snippet.iter().filter(|part| part.hit).map(|part| part.text.as_str()).collect();
    assert_eq!(marked, ["Aleppo"], "{:?}", english.snippet);
}

#[test]
fn hits_carry_their_main_entities() {
    let search = Search { labels: Language::French, ..Search::new("trêve", date(2024, 12, 7)) };
    let hits = agencies().search(&search).unwrap();
    let entities: Vec<(&str, Kind)> =
        hits.hits[0].entities.iter().map(|entity| (entity.name.as_str(), entity.kind)).collect();
    assert!(entities.contains(&("Alep", Kind::Place)), "{entities:?}");
    assert!(entities.contains(&("Organisation des Nations unies", Kind::Organisation)), "{entities:?}");
}
