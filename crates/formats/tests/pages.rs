//! Promises about web pages:
//!
//! 1. The main text is found, with its captions and embedded posts, and without menus, comments and lists.
//! 2. Every date that the page shows is evidence, in the order of the page and with where it stood; dates beside the
//!    article are not.
//! 3. Title, byline, source, section, tags, address and language come from what the page declares.
//! 4. The encoding is the one that the page declares.
//! 5. A page that cannot be parsed is still read.

use std::path::Path;

use article::{Article, DateOrigin, DateRole, Language, Role};
use formats::read_bytes;

fn page(html: impl Into<Vec<u8>>) -> Article {
    read_bytes(Path::new("a.html"), html).unwrap().next().unwrap().unwrap()
}

const STORY: &str = "<p>Le conseil municipal a voté lundi soir la réouverture du vieux port, fermé depuis la tempête de \
    janvier, malgré l'opposition de plusieurs élus, qui demandaient une étude de plus.</p>\
    <p>Les pêcheurs, réunis sur le quai, ont accueilli la nouvelle avec soulagement, mais attendent de voir les travaux, \
    promis pour le printemps, avant de remettre leurs bateaux à l'eau.</p>\
    <p>La mairie, qui avait fermé le port par arrêté, promet un calendrier pour la fin du mois, et une réunion publique, \
    ouverte à tous, dans la salle des fêtes.</p>";

fn full_page() -> String {
    format!(
        r##"<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">
        <title>Le vieux port rouvre - L'Estuaire</title>
        <link rel="canonical" href="https://www.estuaire.example/2023/03/06/vieux-port">
        <meta property="og:title" content="Le vieux port rouvre | L'Estuaire">
        <meta property="og:site_name" content="L'Estuaire">
        <meta property="article:published_time" content="2023-03-06T18:05:00+01:00">
        <meta property="article:section" content="Ville">
        <meta property="article:tag" content="port"><meta property="article:tag" content="pêche">
        <script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
          {{"@type": "WebPage", "datePublished": "2001-01-01"}},
          {{"@type": "NewsArticle", "headline": "Le vieux port rouvre", "datePublished": "2023-03-06T18:05:00+01:00",
            "dateModified": "2023-03-07T09:00:00+01:00", "author": {{"@id": "#roux"}}}},
          {{"@type": "Person", "@id": "#roux", "name": "Anne Roux"}}]}}</script>
        </head><body>
        <header class="site-header"><span class="date">mercredi 8 mars 2023</span><nav><a href="/">Accueil</a></nav></header>
        <main><article><h1>Le vieux port rouvre</h1>
        <p class="meta">Publié le <time datetime="2023-03-06T18:05">6 mars 2023 à 18h05</time></p>
        <figure><img src="a.jpg"><figcaption>Le vieux port, en janvier.</figcaption></figure>
        {STORY}
        <blockquote class="twitter-tweet"><p>Enfin, le port est ouvert !</p>&mdash; Ville (@ville)
          <a href="https://twitter.com/ville/status/1632843004281769984">6 mars 2023</a></blockquote>
        <p>Le phare, lui, reste fermé jusqu'à l'été, a précisé le maire, qui espère le rouvrir pour les fêtes de juillet.</p>
        </article></main>
        <aside class="related"><ul><li><time datetime="2020-01-01">1 janvier 2020</time> Une autre nouvelle</li></ul></aside>
        <div class="comments"><p>Premier ! <span class="date">9 mars 2023</span></p></div>
        <footer>© L'Estuaire</footer></body></html>"##
    )
}

#[test]
fn the_main_text_is_found() {
    let article = page(full_page());
    let of = |role: Role| {
        article.paragraphs.iter().filter(move |p| p.role == role).map(|p| article.text_of(p)).collect::<Vec<_>>()
    };
    assert_eq!(of(Role::Title), ["Le vieux port rouvre"]);
    assert_eq!(of(Role::Caption), ["Le vieux port, en janvier."]);
    assert_eq!(of(Role::Quoted)[0], "Enfin, le port est ouvert !");
    assert_eq!((of(Role::Lede).len(), of(Role::Body).len()), (1, 3));
    for other in ["Accueil", "Une autre nouvelle", "Premier", "mercredi 8 mars"] {
        assert!(!article.text.contains(other), "{other} in {}", article.text);
    }
}

#[test]
fn what_the_page_declares_is_kept() {
    let article = page(full_page());
    assert_eq!(article.title.as_deref(), Some("Le vieux port rouvre"));
    assert_eq!(article.byline.as_deref(), Some("Anne Roux"));
    assert_eq!(article.source.as_deref(), Some("L'Estuaire"));
    assert_eq!(article.section.as_deref(), Some("Ville"));
    assert_eq!(article.tags, ["port", "pêche"]);
    assert_eq!(article.url.as_deref(), Some("https://www.estuaire.example/2023/03/06/vieux-port"));
    assert_eq!(article.declared_language, Some(Language::French));
}

#[test]
fn dates_are_evidence_with_their_places() {
    let found: Vec<_> = page(full_page()).date_evidence.into_iter().filter(|date| date.span.is_none()).collect();
    let found: Vec<_> = found.iter().map(|date| (date.value.as_str(), date.role, date.origin.clone())).collect();
    let published = DateRole::Published;
    assert_eq!(
        found,
        [
            ("2023-03-06T18:05:00+01:00", published, DateOrigin::Meta("article:published_time".to_owned())),
            ("2023-03-06T18:05:00+01:00", published, DateOrigin::JsonLd("datePublished".to_owned())),
            ("2023-03-07T09:00:00+01:00", DateRole::Modified, DateOrigin::JsonLd("dateModified".to_owned())),
            ("6 mars 2023 à 18h05", published, DateOrigin::Header),
            ("2023-03-06T18:05", published, DateOrigin::Element("time".to_owned())),
            ("1632843004281769984", DateRole::Unknown, DateOrigin::PostId),
            ("2023/03/06", published, DateOrigin::Url),
        ]
    );
}

#[test]
fn dates_without_metadata_are_found() {
    let dates = |head: &str| {
        let article = page(format!("<html><body><h1>Le vieux port rouvre</h1>{head}<div>{STORY}</div></body></html>"));
        article.date_evidence.into_iter().map(|date| (date.value, date.role, date.origin)).collect::<Vec<_>>()
    };
    let element = |name: &str| DateOrigin::Element(name.to_owned());
    let own = |value: &str| value.to_owned();
    assert_eq!(
        dates(r#"<span class="entry-date">6 mars 2023</span>"#)[0],
        (own("6 mars 2023"), DateRole::Unknown, element("entry-date"))
    );
    assert_eq!(
        dates(r#"<div>Mis à jour le <b>7 mars 2023</b></div>"#)[0],
        (own("7 mars 2023"), DateRole::Modified, DateOrigin::Header)
    );
    assert_eq!(
        dates("<div>lundi 6 mars 2023</div>")[0],
        (own("lundi 6 mars 2023"), DateRole::Unknown, DateOrigin::Header)
    );
    assert_eq!(
        dates(r#"<meta itemprop="datePublished" content="2023-03-06">"#)[0],
        (own("2023-03-06"), DateRole::Published, element("datePublished"))
    );
    assert_eq!(
        dates(r#"<abbr class="published" title="2023-03-06T18:05:00">lundi</abbr>"#)[0],
        (own("2023-03-06T18:05:00"), DateRole::Published, element("published"))
    );
}

#[test]
fn the_declared_encoding_is_used() {
    let html =
        format!("<html><head><meta charset=\"iso-8859-1\"><title>L'été</title></head><body>{STORY}</body></html>");
    let bytes: Vec<u8> = html.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let article = page(bytes);
    assert!(article.text.contains("a voté lundi soir la réouverture"), "{}", article.text);
    assert_eq!(article.notes, ["read as windows-1252, not UTF-8"]);
}

#[test]
fn a_page_made_by_scripts_gives_what_its_metadata_hold() {
    let body = "Le conseil municipal a voté la réouverture du vieux port. ".repeat(12);
    let article = page(format!(
        r#"<html><head><title>Le vieux port rouvre</title><script type="application/ld+json">
        {{"@type": "NewsArticle", "headline": "Le vieux port rouvre", "articleBody": "{body}"}}</script></head><body><div id="app"></div></body></html>"#
    ));
    assert!(article.text.contains("a voté la réouverture"), "{}", article.text);
}

#[test]
fn a_saved_page_knows_its_address() {
    let article = page(format!(
        "<!-- saved from url=(0042)https://www.estuaire.example/vieux-port -->\n<html><body>{STORY}</body></html>"
    ));
    assert_eq!(article.url.as_deref(), Some("https://www.estuaire.example/vieux-port"));
    assert_eq!(article.source.as_deref(), Some("estuaire.example"));
}

#[test]
fn a_tower_of_elements_is_only_stripped() {
    let article = page(format!("{}{STORY}", "<div>".repeat(5000)));
    assert!(article.text.contains("Les pêcheurs"));
    assert!(article.notes[0].contains("too deeply nested"));
}

#[test]
fn a_whole_page_may_stand_in_a_field() {
    let record = serde_json::json!({"id": 7, "html": full_page()}).to_string();
    let article = read_bytes(Path::new("a.jsonl"), record).unwrap().next().unwrap().unwrap();
    assert_eq!(article.record.as_deref(), Some("7"));
    assert_eq!(article.title.as_deref(), Some("Le vieux port rouvre"));
    assert_eq!(article.byline.as_deref(), Some("Anne Roux"));
}
