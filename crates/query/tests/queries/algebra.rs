//! Every kind of part finds what it should, and any two combine as sets do.

use std::collections::BTreeSet;

use crate::archive::{ALL, found, found_set, set};

/// One part of every kind that the language has, with what it finds.
const PARTS: &[(&str, &[&str])] = &[
    // Words: in any inflection, either language, with or without accents.
    ("grève", &["a1", "a3"]),
    ("syndicat", &["a1", "a3"]),
    ("strikes", &["a2"]),
    ("lyon", &["a1", "a2", "a3", "a7", "a9"]),
    ("armée", &["a4"]),
    ("covid", &["b3"]),
    ("covid19", &["b3"]),
    ("115000", &["b3"]),
    ("#Hama", &["b2"]),
    // Phrases.
    ("\"grève des cheminots\"", &["a1"]),
    ("\"chute de Hama\"", &["b2"]),
    ("\"Covid-19\"", &["b3"]),
    // Proximity.
    ("\"chat noir\"", &["a8"]),
    ("\"petit noir\"~1", &["a8"]),
    ("\"chute ville\"~2", &["b2"]),
    // Prefixes.
    ("armem*", &["a6"]),
    ("arme*", &["a4", "a6", "a7"]),
    ("chemin*", &["a1", "a6", "a7"]),
    ("covid-1*", &["b3"]),
    // Near spellings.
    ("armee~1", &["a4", "a7"]),
    // `Lyon`, and `loin` with two letters swapped.
    ("lion~1", &["a1", "a2", "a3", "a7", "a8", "a9"]),
    ("musee~2", &["a7", "a9"]),
    // Exact words.
    ("=armées", &["a4"]),
    ("=armee", &["a4"]),
    ("=cafe", &["a9"]),
    ("=café", &["a9"]),
    // Fields.
    ("title:lyon", &["a1", "a3", "a9"]),
    ("title:arm*", &["a4", "a5", "a6", "a7"]),
    ("title:\"la trêve\"", &["b1"]),
    ("title:lyom~1", &["a1", "a3", "a9"]),
    ("byline:Dupond", &["a3", "a7"]),
    ("byline:dupon*", &["a3", "a6", "a7", "b2"]),
    ("byline:Dupond~1", &["a3", "a6", "a7", "b2"]),
    ("byline:\"Harriet Lowe\"", &["a2", "a5"]),
    // Filters.
    ("source:\"le courrier\"", &["a1", "a3", "a4", "b1", "b3"]),
    ("source:le*", &["a1", "a3", "a4", "b1", "b3"]),
    ("tag:rail", &["a1", "a2"]),
    ("language:en", &["a2", "a5", "a9"]),
    ("date:2024-03", &["a1", "a2", "a3"]),
    ("from:2024-05", &["a7", "a9", "b1", "b2", "b3"]),
    ("until:2024-03-06", &["a1", "a2"]),
    ("date:?", &["a8"]),
    ("last:3d", &["b1", "b2", "b3"]),
    ("mentions:2024-03", &["a1", "a2", "a3"]),
    ("place:Hama", &["b1", "b2"]),
    // Groups.
    ("(grève OR trêve)", &["a1", "a3", "b1"]),
    ("(chat AND souris)", &["a8"]),
    ("title:(chute OR métro)", &["a3", "b2"]),
    ("(lyon -grève)", &["a2", "a7", "a9"]),
    ("-lyon", &["a4", "a5", "a6", "a8", "b1", "b2", "b3"]),
    ("-source:gaz*", &["a1", "a2", "a3", "a4", "a5", "a9", "b1", "b3"]),
];

#[test]
fn every_part_finds_its_articles() {
    for (part, expected) in PARTS {
        assert_eq!(found_set(part), set(expected), "{part}");
    }
}

/// Where no word gives a score, the newest come first and the undated last.
#[test]
fn filters_and_exclusions_alone_list_the_newest_first() {
    assert_eq!(found("source:\"le courrier\""), ["b3", "b1", "a4", "a3", "a1"]);
    assert_eq!(found("-lyon"), ["b3", "b2", "b1", "a6", "a5", "a4", "a8"]);
    assert_eq!(found("-lyon tag:défense"), ["a6", "a4"]);
    assert_eq!(found(""), found("-ornithorynque"));
}

#[test]
fn any_two_parts_combine_as_sets_do() {
    let all = set(ALL);
    let mut pairs = 0;
    for (one, found_by_one) in PARTS {
        for (two, found_by_two) in PARTS {
            let (a, b) = (set(found_by_one), set(found_by_two));
            let both: BTreeSet<String> = a.intersection(&b).cloned().collect();
            let either: BTreeSet<String> = a.union(&b).cloned().collect();
            let first_only: BTreeSet<String> = a.difference(&b).cloned().collect();
            let neither: BTreeSet<String> = all.difference(&either).cloned().collect();
            let excludes_dates = clashes(one, two);
            if !excludes_dates {
                assert_eq!(found_set(&format!("{one} {two}")), both, "{one} {two}");
                assert_eq!(found_set(&format!("{one} ET {two}")), both, "{one} ET {two}");
            }
            assert_eq!(found_set(&format!("{one} OU {two}")), either, "{one} OU {two}");
            assert_eq!(found_set(&format!("{one} SAUF ({two})")), first_only, "{one} SAUF ({two})");
            assert_eq!(found_set(&format!("-({one} OR {two})")), neither, "-({one} OR {two})");
            pairs += 1;
        }
    }
    assert!(pairs > 2_000);
}

/// Days that exclude each other are an error where both must hold.
fn clashes(one: &str, two: &str) -> bool {
    let days = |part: &str| match part {
        "date:2024-03" => Some((3, 3)),
        "from:2024-05" => Some((5, 12)),
        "until:2024-03-06" => Some((1, 3)),
        "last:3d" => Some((12, 12)),
        _ => None,
    };
    matches!((days(one), days(two)), (Some((from, _)), Some((_, until))) if from > until)
        || matches!((days(two), days(one)), (Some((from, _)), Some((_, until))) if from > until)
}
