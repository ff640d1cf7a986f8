//! Promises about text as it is scraped from pages:
//!
//! 1. The title is found when the first line is one, and not when it is a long first sentence.
//! 2. What is printed twice is indexed once.
//! 3. Lines around the story get their roles, wherever they stand, and give byline, source, tags and dates.
//! 4. Embedded posts are set apart from the story.
//! 5. The story itself is never taken for anything else.

use std::path::Path;

use article::{Article, DateOrigin, DateRole, Role};
use formats::read_bytes;

fn article(text: &str) -> Article {
    read_bytes(Path::new("a.txt"), text).unwrap().next().unwrap().unwrap()
}

/// The role of each paragraph, with its first words.
fn check(text: &str, expected: &[(Role, &str)]) -> Article {
    let article = article(text);
    let found: Vec<(Role, &str)> = article.paragraphs.iter().map(|p| (p.role, article.text_of(p))).collect();
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for ((role, words), (expected_role, start)) in found.iter().zip(expected) {
        assert_eq!(
            (role, words.starts_with(start)),
            (expected_role, true),
            "{words:?} should be {start:?}, in {found:#?}"
        );
    }
    article
}

fn dates(article: &Article) -> Vec<(&str, DateRole, DateOrigin)> {
    article.date_evidence.iter().map(|date| (date.value.as_str(), date.role, date.origin.clone())).collect()
}

const PROSE: &str =
    "Le conseil municipal a voté lundi soir la réouverture du vieux port, fermé depuis la tempête de janvier.";
const MORE: &str =
    "Les pêcheurs, réunis sur le quai, ont accueilli la nouvelle avec soulagement, mais attendent de voir les travaux.";

#[test]
fn a_first_line_is_the_title() {
    let found = check(
        &format!("Le vieux port rouvre\n\n{PROSE}\n\n{MORE}"),
        &[(Role::Title, "Le vieux port"), (Role::Lede, "Le conseil"), (Role::Body, "Les pêcheurs")],
    );
    assert_eq!(found.title.as_deref(), Some("Le vieux port rouvre"));
}

#[test]
fn a_long_first_sentence_is_none() {
    let found = check(&format!("{PROSE}\n{MORE}"), &[(Role::Lede, "Le conseil"), (Role::Body, "Les pêcheurs")]);
    assert_eq!(found.title, None);
    assert_eq!(article(&format!("{PROSE} {MORE}")).title, None);
}

#[test]
fn a_rubric_stands_above_the_title() {
    check(
        &format!("Société\nLe vieux port rouvre après six mois\n{PROSE}\n{MORE}"),
        &[
            (Role::Header, "Société"),
            (Role::Title, "Le vieux port"),
            (Role::Lede, "Le conseil"),
            (Role::Body, "Les pêcheurs"),
        ],
    );
}

#[test]
fn glued_titles_and_captions_count_once() {
    let caption = "Le vieux port sous la neige, le 4 janvier 2023.";
    check(
        &format!(
            "Le vieux port rouvreLe vieux port rouvre\n\n{caption}\nPhoto : A. Roux\n{caption}\n\n{PROSE}\n{MORE}"
        ),
        &[
            (Role::Title, "Le vieux port rouvre"),
            (Role::Repeated, "Le vieux port rouvre"),
            (Role::Caption, "Le vieux port sous"),
            (Role::Credit, "Photo"),
            (Role::Repeated, "Le vieux port sous"),
            (Role::Lede, "Le conseil"),
            (Role::Body, "Les pêcheurs"),
        ],
    );
}

#[test]
fn header_lines_give_byline_and_dates() {
    let text = format!(
        "Le vieux port rouvre\nPar Anne Roux, à Port-Lune\nPublié le 6 mars 2023 à 18h05, mis à jour le 7 mars 2023\n\
         Temps de lecture : 3 min\nAFP\n{PROSE}\n{MORE}"
    );
    let found = check(
        &text,
        &[
            (Role::Title, "Le vieux port"),
            (Role::Header, "Par Anne"),
            (Role::Header, "Publié"),
            (Role::Header, "Temps"),
            (Role::Header, "AFP"),
            (Role::Lede, "Le conseil"),
            (Role::Body, "Les pêcheurs"),
        ],
    );
    assert_eq!(found.byline.as_deref(), Some("Anne Roux, à Port-Lune"));
    assert_eq!(found.source.as_deref(), Some("AFP"));
    assert_eq!(
        dates(&found),
        [
            ("6 mars 2023 à 18h05", DateRole::Published, DateOrigin::Header),
            ("7 mars 2023", DateRole::Modified, DateOrigin::Header),
        ]
    );
}

#[test]
fn english_header_lines_are_read() {
    let text = "Old harbor reopens after six months\n\nBy JANE DOE, Staff Writer\nMarch 6, 2023 | 6:05 p.m. ET\n4 min read\n\n\
                The city council voted on Monday to reopen the old harbor, which a storm had closed in January.\n\n\
                Fishermen welcomed the vote.\n\nAdvertisement\n\nBy Friday, the first boats were back.\n\n\
                John Smith contributed to this report.\n\nSign up for our newsletter";
    let found = check(
        text,
        &[
            (Role::Title, "Old harbor"),
            (Role::Header, "By JANE"),
            (Role::Header, "March 6"),
            (Role::Header, "4 min"),
            (Role::Lede, "The city"),
            (Role::Body, "Fishermen"),
            (Role::Furniture, "Advertisement"),
            (Role::Body, "By Friday"),
            (Role::Credit, "John Smith"),
            (Role::Furniture, "Sign up"),
        ],
    );
    assert_eq!(found.byline.as_deref(), Some("JANE DOE, Staff Writer"));
    assert_eq!(dates(&found), [("March 6, 2023 | 6:05 p.m. ET", DateRole::Published, DateOrigin::Header)]);
}

#[test]
fn a_name_and_a_date_need_no_words_beside_them() {
    let found = check(
        &format!("Le vieux port rouvre\n\nAnne Roux\n06/03/2023\n\n{PROSE}\n{MORE}"),
        &[
            (Role::Title, "Le vieux port"),
            (Role::Header, "Anne Roux"),
            (Role::Header, "06/03"),
            (Role::Lede, "Le conseil"),
            (Role::Body, "Les pêcheurs"),
        ],
    );
    assert_eq!(found.byline.as_deref(), Some("Anne Roux"));
}

#[test]
fn datelines_are_evidence() {
    let found = article(
        "PORT-LUNE, 6 mars (AFP) – Le conseil municipal a voté lundi soir la réouverture du port.\nAutre paragraphe, sans rien.",
    );
    assert_eq!(dates(&found), [("6 mars", DateRole::Published, DateOrigin::Dateline)]);
    assert_eq!(found.source.as_deref(), Some("AFP"));
    let found = article("HARBOR CITY, March 6 (Reuters) - The council voted on Monday to reopen the port.");
    assert_eq!(dates(&found), [("March 6", DateRole::Published, DateOrigin::Dateline)]);
}

#[test]
fn posts_are_set_apart() {
    let text = format!(
        "{PROSE}\n🇫🇷 Enfin ! Le port est ouvert. #PortLune pic.twitter.com/AbCdEfGh\n— Ville de Port-Lune (@portlune) 6 mars 2023\n{MORE}\n\
         Il faudra des mois avant que tout soit réparé\n- Anne Roux (@anneroux) March 6, 2023\n\
         https://x.com/portlune/status/1632843004281769984\nLa mairie promet un calendrier pour la fin du mois."
    );
    let found = check(
        &text,
        &[
            (Role::Lede, "Le conseil"),
            (Role::Quoted, "🇫🇷"),
            (Role::Quoted, "— Ville"),
            (Role::Body, "Les pêcheurs"),
            (Role::Quoted, "Il faudra"),
            (Role::Quoted, "- Anne"),
            (Role::Quoted, "https"),
            (Role::Body, "La mairie"),
        ],
    );
    assert_eq!(dates(&found), [("1632843004281769984", DateRole::Unknown, DateOrigin::PostId)]);
}

#[test]
fn what_follows_the_story_is_credited_tagged_or_left_out() {
    let text = format!(
        "Le vieux port rouvre\n\n{PROSE}\n{MORE}\n\nÀ lire aussi : Six mois sans port\nÀ lire également:\nLe phare, symbole retrouvé\n\
         Une jetée pour cent ans\n\n#Port\n#Pêche côtière\n\nTraduction : B. Petit\nLa source originale de cet article est L'Estuaire\n\
         Copyright © L'Estuaire, Le Phare, 2023"
    );
    let found = check(
        &text,
        &[
            (Role::Title, "Le vieux port"),
            (Role::Lede, "Le conseil"),
            (Role::Body, "Les pêcheurs"),
            (Role::Furniture, "À lire aussi"),
            (Role::Furniture, "À lire également"),
            (Role::Furniture, "Le phare"),
            (Role::Furniture, "Une jetée"),
            (Role::Tags, "#Port"),
            (Role::Tags, "#Pêche"),
            (Role::Credit, "Traduction"),
            (Role::Credit, "La source"),
            (Role::Credit, "Copyright"),
        ],
    );
    assert_eq!(found.source.as_deref(), Some("L'Estuaire"));
    assert_eq!(found.tags, ["Port", "Pêche côtière"]);
    assert_eq!(dates(&found), [("2023", DateRole::Published, DateOrigin::Copyright)]);
}

#[test]
fn closing_lines_name_agencies_and_accounts() {
    let found = check(
        &format!("{PROSE}\n{MORE}\n\n(RFI et AFP)\n\nBy admin"),
        &[(Role::Lede, "Le conseil"), (Role::Body, "Les pêcheurs"), (Role::Credit, "(RFI"), (Role::Credit, "By admin")],
    );
    assert_eq!(found.source.as_deref(), Some("RFI et AFP"));
    assert_eq!(found.byline, None);
}

#[test]
fn the_story_is_left_alone() {
    let lines = [
        "Photographier le port est interdit depuis janvier, ce que les habitants regrettent.",
        "Share prices of the shipping company fell on Monday.",
        "Source de fierté pour la ville, le phare a été restauré en 2019.",
        "Par ailleurs, le maire a promis une enquête sur les travaux.",
        "By the end of the week, the harbor was full again.",
        "Le 5 mars 2023, la digue avait cédé une première fois.",
        "Publié en 2011, le rapport annonçait déjà le danger.",
        "Updated rules now apply to every boat in the harbor, the mayor said.",
        "« Lire la suite des événements n'est pas difficile », a dit le préfet devant les élus.",
        "Reuters, qui a visité le port, décrit des quais vides.",
        "Image de la ville, le phare attire les visiteurs du monde entier.",
        "The Associated Press reported that two boats had sunk.",
        "Civils",
        "Des centaines de marins à terre",
        "« Ce n'est qu'un début », a dit @anneroux, très suivie sur les réseaux.",
        "Les 115 000 habitants, dont 2 000 pêcheurs, devront patienter.",
        "En savoir plus sur le passé du port demanderait des années de recherches, selon elle.",
    ];
    let text = format!("{PROSE}\n{}\n{MORE}", lines.join("\n"));
    let found = article(&text);
    for paragraph in &found.paragraphs {
        assert!(
            matches!(paragraph.role, Role::Lede | Role::Body),
            "{:?} {:?}",
            paragraph.role,
            found.text_of(paragraph)
        );
    }
    assert_eq!(dates(&found), []);
    assert_eq!((found.byline, found.source, found.title), (None, None, None));
}

#[test]
fn wrapped_text_is_joined_by_its_lines() {
    let text = "OLD HARBOR REOPENS\n\n  The city council voted on Monday to reopen the old harbor,\nwhich a storm had closed in \
                January, after fishermen had\nwaited for six months.\n  Boats may enter again from Friday on, the mayor said in\na \
                statement on the steps of the town hall.\n Reuter\n";
    check(
        text,
        &[
            (Role::Title, "OLD HARBOR"),
            (Role::Lede, "The city council voted on Monday to reopen the old harbor,\nwhich"),
            (Role::Body, "Boats may enter"),
            (Role::Credit, "Reuter"),
        ],
    );
}

#[test]
fn a_headline_may_stand_under_several_rubrics() {
    let read = |text: &str| formats::read_bytes(Path::new("a.txt"), text).unwrap().next().unwrap().unwrap();
    let prose =
        "Le barrage a quarante ans ce mois-ci, et le village lui fait une fête, avec fanfare et discours du préfet.";
    let archive =
        read(&format!("ARCHIVES - MAI 1997\n\nMontfleur, quarante ans et pas une ride\n\n{prose}\n\n{prose} Bis.\n"));
    assert_eq!(archive.title.as_deref(), Some("Montfleur, quarante ans et pas une ride"));
    let masthead = read(&format!(
        "LE COURRIER\nmardi 17 novembre 2009\nNÉCROLOGIE\nLe général qui gardait les secrets du régime\n\n{prose}\n\n{prose} Bis.\n"
    ));
    assert_eq!(masthead.title.as_deref(), Some("Le général qui gardait les secrets du régime"));
}
