//! Words as scraped news spells them.
//!
//! 1. An elided article, an accent, a capital or a typographic apostrophe changes no set of hits.
//! 2. Names are not stemmed into other words.
//! 3. Numbers and times are found in every spelling.
//! 4. One query searches both languages.

use crate::story::Story;

fn army() -> Story {
    let story = Story::new();
    story
        .article("courbe.txt", "L’armée syrienne se retire\n\nL’armée de terre a quitté la ville dans la nuit, selon un communiqué.")
        .article("droite.txt", "L'ARMEE SE RETIRE\n\nLes armées ont quitté la ville dans la nuit, a indiqué l'état-major à la presse.")
        .article("anglais.txt", "Army leaves the city\n\nThe army left the city overnight, the ministry said, after days of fighting in its suburbs.");
    story.index().success();
    story
}

#[test]
fn elision_accents_and_capitals_change_nothing() {
    let story = army();
    for query in ["armée", "l'armée", "l’armée", "L'ARMÉE", "armee", "armées", "L' armée"] {
        assert_eq!(story.found_set(&[query]), ["courbe.txt", "droite.txt"], "{query}");
    }
}

#[test]
fn a_query_needs_no_language() {
    let story = army();
    assert_eq!(story.found_set(&["army"]), ["anglais.txt"]);
    assert_eq!(story.found_set(&["armée OR army"]), ["anglais.txt", "courbe.txt", "droite.txt"]);
    assert_eq!(story.found_set(&["ville OU city", "--language", "en"]), ["anglais.txt"]);
}

#[test]
fn names_are_not_other_words() {
    let story = Story::new();
    story
        .article(
            "hama.txt",
            "Hama attend\n\nLa ville de Hama attend les secours depuis trois jours, disent ses habitants.",
        )
        .article(
            "hamas.txt",
            "Le Hamas répond\n\nLe Hamas a répondu par un communiqué aux propositions des médiateurs.",
        )
        .article(
            "gaz.txt",
            "Le prix du gaz\n\nLe prix du gaz augmente encore de trois pour cent, annonce le régulateur.",
        );
    story.index().success();
    assert_eq!(story.found_set(&["Hama", "--no-names"]), ["hama.txt"]);
    assert_eq!(story.found_set(&["hamas", "--no-names"]), ["hamas.txt"]);
    assert_eq!(story.found_set(&["Gaza", "--match", "all"]), Vec::<String>::new());
}

#[test]
fn numbers_and_times_have_many_spellings() {
    let story = Story::new();
    story
        .article(
            "espace.txt",
            "Bilan\n\nAu moins 115 000 personnes ont été déplacées, et la réunion est fixée à 20 h 30 ce soir.",
        )
        .article(
            "fine.txt",
            "Bilan\n\nAu moins 115\u{202f}000 personnes ont été déplacées, la réunion est fixée à 20h30 ce soir.",
        )
        .article(
            "virgule.txt",
            "Toll\n\nAt least 115,000 people were displaced, and the meeting was set for 20:30 that evening.",
        );
    story.index().success();
    let all = ["espace.txt", "fine.txt", "virgule.txt"];
    for query in ["\"115 000\"", "\"115,000\"", "115000", "115.000", "20h30", "20:30", "\"20 h 30\""] {
        assert_eq!(story.found_set(&[query]), all, "{query}");
    }
}

#[test]
fn analyze_shows_the_terms() {
    let story = Story::new();
    story.run(&["analyze", "l’armée", "T-72"]).success().prints("armee").prints("fr:arm").prints("t72");
    let ran = story.run(&["analyze", "--json", "--language", "fr", "Réfugiés"]).success();
    let word = ran.json();
    assert_eq!(word["word"], "refugies");
    assert_eq!(word["marks"][0], "réfugiés");
    assert!(word["stem_en"].is_null());
}
