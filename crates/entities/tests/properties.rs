//! What holds for any text and any archive.

use std::sync::OnceLock;

use article::{Article, Kind, Language, Paragraph, Role};
use entities::{Fact, Recogniser, Registry};
use proptest::prelude::*;

fn recogniser() -> &'static Recogniser {
    static RECOGNISER: OnceLock<Recogniser> = OnceLock::new();
    RECOGNISER.get_or_init(Recogniser::new)
}

/// Words and marks that the rules look at, in any order, so that every rule meets what it does not expect.
fn newsy() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Bachar",
        "al-Assad",
        "le",
        "président",
        "de",
        "la",
        "l'",
        "L’",
        "d'",
        "Observatoire",
        "syrien",
        "(",
        ")",
        "HTS",
        ",",
        ".",
        "«",
        "»",
        "\"",
        "’s",
        "Ministry",
        "of",
        "for",
        "and",
        "et",
        "University",
        "M.",
        "Mme",
        "Le",
        "Maire",
        "Jean",
        "-",
        "Saint-",
        "Mont",
        "rue",
        "États-Unis",
        "US",
        "#",
        "@nom",
        "https://x.com/a",
        "U.S.",
        "J.",
        "45",
        "ans",
        "\n",
        "Alep",
        "armée",
        "nationale",
        "ANS",
        "ou",
        "en",
        "The",
        "New",
        "York",
        "Times",
        "x.Des",
        "É",
        "œuvre",
        "𝔘",
    ]);
    let joint = prop::sample::select(vec![" ", "", "\u{a0}", "  "]);
    prop::collection::vec((word, joint), 0..60)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, joint)| [word, joint]).collect())
}

fn check(text: &str, cuts: &[usize], language: Language) -> Result<(), TestCaseError> {
    let mut bounds: Vec<usize> = cuts.iter().map(|cut| cut % (text.len() + 1)).collect();
    bounds.extend([0, text.len()]);
    bounds.retain(|bound| text.is_char_boundary(*bound));
    bounds.sort_unstable();
    let pairs = bounds.windows(2).filter(|pair| pair[0] < pair[1]);
    let paragraphs: Vec<Paragraph> =
        pairs.map(|pair| Paragraph { start: pair[0], end: pair[1], language, role: Role::Body }).collect();
    let article = Article { text: text.to_owned(), paragraphs, ..Article::default() };
    let mentions = recogniser().mentions(&article);
    let mut last = 0;
    for mention in &mentions {
        prop_assert!(mention.start >= last, "sorted and disjoint: {mentions:?}");
        prop_assert_eq!(article.text.get(mention.start..mention.end), Some(mention.text.as_str()));
        prop_assert!(!mention.surface.is_empty());
        prop_assert_eq!(&mention.surface, &analysis::fold(&mention.text));
        prop_assert!(mention.referent.as_ref() != Some(&mention.surface));
        let home = article.paragraphs.iter().any(|p| p.start <= mention.start && mention.end <= p.end);
        prop_assert!(home, "{mention:?} crosses paragraphs");
        last = mention.end;
    }
    Ok(())
}

fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let name = prop::sample::select(vec![
        "bachar al-assad",
        "bashar el-assad",
        "hafez al-assad",
        "assad",
        "alep",
        "aleppo",
        "hts",
        "hayat tahrir al-sham",
        "onu",
        "un",
        "nations unies",
        "jean dupont",
        "jean-dupont",
        "dupont",
        "rasten",
        "rastan",
        "syrie",
        "macron",
        "ans",
        "armee nationale syrienne",
        "emmanuel macron",
        "x",
        "",
        "hassan abdul ghany",
        "hassan abdel ghani",
        "é",
    ]);
    let referent = prop::option::of(name.clone());
    let kind = prop::sample::select(Kind::ALL.to_vec());
    let fact = (name, referent, kind, 0u32..9).prop_map(|(surface, referent, kind, articles)| Fact {
        printed: surface.to_uppercase(),
        ..Fact::new(surface, referent, kind, articles)
    });
    // One row for each surface, referent and kind, as the indexer counts them.
    prop::collection::vec(fact, 0..40).prop_map(|mut facts| {
        facts.sort();
        facts.dedup_by(|a, b| (&a.surface, &a.referent, a.kind) == (&b.surface, &b.referent, b.kind));
        facts
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_has_well_formed_names(text in "\\PC{0,120}", cuts in prop::collection::vec(0usize..200, 0..4)) {
        check(&text, &cuts, Language::French)?;
    }

    #[test]
    fn any_news_has_well_formed_names(text in newsy(), cuts in prop::collection::vec(0usize..400, 0..4)) {
        check(&text, &cuts, Language::French)?;
        check(&text, &cuts, Language::English)?;
    }

    #[test]
    fn the_order_of_facts_makes_no_difference(facts in facts(), seed in 0u64..1000) {
        let mut shuffled = facts.clone();
        // A shuffle that needs no generator: sort by a hash of place and seed.
        shuffled.sort_by_key(|fact| {
            let text = format!("{fact:?}{seed}");
            text.bytes().fold(seed, |hash, byte| hash.wrapping_mul(31).wrapping_add(u64::from(byte)))
        });
        prop_assert_eq!(Registry::build(facts).to_bytes(), Registry::build(shuffled).to_bytes());
    }

    #[test]
    fn bytes_come_back_as_they_were(facts in facts()) {
        let registry = Registry::build(facts.clone());
        let again = Registry::from_bytes(&registry.to_bytes());
        prop_assert!(again.is_ok());
        if let Ok(again) = again {
            prop_assert_eq!(again.to_bytes(), registry.to_bytes());
            for fact in facts.iter().filter(|fact| !fact.name().is_empty() && !fact.surface.is_empty()) {
                let entity = again.entity_of(fact.name());
                prop_assert!(entity.is_some(), "{fact:?} is indexed under no entity");
                let names = entity.map(|entity| again.names_of(entity)).unwrap_or_default();
                prop_assert!(names.iter().any(|row| row.name == fact.name() && row.articles > 0));
            }
        }
    }

    #[test]
    fn damaged_bytes_never_panic(facts in facts(), at in 0usize..4000, byte in any::<u8>(), cut in 0usize..4000) {
        let mut bytes = Registry::build(facts).to_bytes();
        let length = bytes.len();
        bytes[at % length] = byte;
        for bytes in [&bytes[..], &bytes[..cut % length]] {
            if let Ok(registry) = Registry::from_bytes(bytes) {
                for entity in registry.entities().take(50) {
                    let _ = (registry.names_of(entity).len(), registry.kind_of(entity));
                }
                let _ = registry.resolve("Assad", None);
                let _ = registry.entity_of("assad");
            }
        }
    }
}
