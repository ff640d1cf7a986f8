//! Promises 2, 3 and 4, for readers.

use axum::http::{StatusCode, header};
use serde_json::json;

use crate::html::Html;
use crate::site::{Answer, Site, encoded};

/// The page at `address`, well formed and all ours.
async fn page(site: &Site, address: &str, language: &str) -> Answer {
    let answer = site.browse(address, language).await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "text/html; charset=utf-8", "{address}: {}", answer.body);
    Html::new(&answer.body).check();
    answer
}

/// The one link on `answer` that holds `words`.
fn link(answer: &Answer, words: &str) -> String {
    let mut links = Html::new(&answer.body).links(words);
    assert!(!links.is_empty(), "no link holds {words:?}: {}", answer.body);
    links.swap_remove(0)
}

#[tokio::test]
async fn the_newest_articles_are_shown_before_anything_is_asked() {
    let site = Site::news();
    let english = page(&site, "/", "en-GB").await.body;
    assert!(english.contains("<html lang=\"en\">") && english.contains("Latest articles"), "{english}");
    assert!(english.contains("4 December 2024, 10:30"), "{english}");
    assert!(english.find("Fighting reaches Aleppo") < english.find("Railway strike"), "{english}");
    let french = page(&site, "/", "fr-FR,fr;q=0.9,en;q=0.5").await.body;
    assert!(french.contains("<html lang=\"fr\">") && french.contains("Derniers articles"), "{french}");
    assert!(french.contains("4 décembre 2024, 10\u{a0}h\u{a0}30"), "{french}");
}

#[tokio::test]
async fn hits_show_what_was_found_and_how_the_query_was_read() {
    let site = Site::news();
    let answer = page(&site, "/?q=Alep", "en").await;
    assert!(answer.body.contains("<mark>Alep</mark>"), "{}", answer.body);
    assert!(answer.body.contains("<mark>Aleppo</mark>"), "{}", answer.body);
    assert!(answer.body.contains("also as"), "{}", answer.body);
    let off = link(&answer, "switch off");
    assert_eq!(off, "/?q=Alep&without=Aleppo");
    let answer = page(&site, &off, "en").await;
    assert!(!answer.body.contains("<mark>Aleppo</mark>"), "{}", answer.body);
    assert_eq!(link(&answer, "switch on"), "/?q=Alep");
    // The switch stays where it is when another query is typed.
    assert!(answer.body.contains("name=\"without\" value=\"Aleppo\""), "{}", answer.body);
}

#[tokio::test]
async fn facets_and_bars_narrow_down_and_are_lifted_again() {
    let site = Site::news();
    let start = page(&site, "/", "en").await;
    let source = link(&start, "BBC");
    assert_eq!(source, "/?source=BBC");
    let bbc = page(&site, &source, "en").await;
    assert!(bbc.body.contains("<h1>2 articles"), "{}", bbc.body);
    assert_eq!(link(&bbc, "class=\"remove\""), "/");
    let bar = link(&bbc, "4 December 2024: 1 article");
    assert_eq!(bar, "/?source=BBC&from=2024-12-04&until=2024-12-04");
    let day = page(&site, &bar, "en").await;
    assert!(day.body.contains("<h1>1 article"), "{}", day.body);
    assert_eq!(Html::new(&day.body).links("class=\"remove\"").len(), 3);
    assert!(day.body.contains("name=\"from\" value=\"2024-12-04\""), "{}", day.body);
}

#[tokio::test]
async fn undated_and_uncertain_articles_are_counted_and_reached() {
    let site = Site::news();
    let answer = page(&site, &format!("/?q={}&from=2024-11-10&until=2024-11-20", encoded("grève")), "fr").await;
    assert!(answer.body.contains("Aucun article trouvé"), "{}", answer.body);
    let undated = page(&site, &link(&answer, "1 article sans date"), "fr").await;
    assert!(undated.body.contains("Une <mark>grève</mark> sans fin"), "{}", undated.body);
    let uncertain = page(&site, &link(&answer, "daté trop vaguement"), "fr").await;
    assert!(uncertain.body.contains("La <mark>grève</mark> continue"), "{}", uncertain.body);
    assert!(uncertain.body.contains("novembre 2024"), "{}", uncertain.body);
}

#[tokio::test]
async fn relaxed_queries_say_so() {
    let site = Site::news();
    let answer = page(&site, "/?q=strike+zeppelin", "en").await;
    assert!(answer.body.contains("No article holds all the words"), "{}", answer.body);
    assert!(answer.body.contains("Railway <mark>strike</mark>"), "{}", answer.body);
}

#[tokio::test]
async fn pages_lead_on_and_back() {
    let site = Site::news();
    let first = page(&site, "/?limit=2&sort=newest", "en").await;
    assert!(first.body.contains("1–2"), "{}", first.body);
    let second = page(&site, &link(&first, "rel=\"next\""), "en").await;
    assert!(second.body.contains("3–4"), "{}", second.body);
    assert_eq!(link(&second, "rel=\"prev\""), "/?sort=newest&limit=2");
    let last = page(&site, &link(&second, "rel=\"next\""), "en").await;
    assert!(Html::new(&last.body).links("rel=\"next\"").is_empty(), "{}", last.body);
}

#[tokio::test]
async fn an_article_is_shown_with_all_that_is_known() {
    let site = Site::news();
    let hits = page(&site, "/?q=combats", "fr").await;
    let address = link(&hits, "Offensive rebelle");
    let answer = page(&site, &address, "fr").await;
    for expected in [
        "<article lang=\"fr\">",
        "Offensive rebelle",
        "4 décembre 2024, 10\u{a0}h\u{a0}30",
        "d’après champ ",
        "articles/news.jsonl",
        "afp-1",
        "href=\"https://example.org/alep\" rel=\"noopener noreferrer\"",
        "href=\"/?tag=Syrie\"",
    ] {
        assert!(answer.body.contains(expected), "{expected}: {}", answer.body);
    }
    assert!(!Html::new(&answer.body).links("class=\"name person\"").is_empty(), "{}", answer.body);
    assert!(!Html::new(&answer.body).links("class=\"date\"").is_empty(), "{}", answer.body);
    // The same address is JSON for a program.
    assert_eq!(site.get(&address).await.json()["record"], json!("afp-1"));
    assert!(answer.header(header::VARY).contains("Accept"));
}

#[tokio::test]
async fn what_cannot_be_shown_says_why() {
    let site = Site::news();
    let answer = page(&site, "/?q=paix+titel:x", "fr").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.body.contains("paix <mark class=\"fault\">titel:"), "{}", answer.body);
    assert!(answer.body.contains("value=\"paix titel:x\""), "the query can be mended: {}", answer.body);
    let answer = page(&site, "/?q=paix&form=2024", "fr").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.body.contains("value=\"paix\""), "what was typed is not lost: {}", answer.body);
    assert_eq!(page(&site, "/articles/none-such", "fr").await.status, StatusCode::NOT_FOUND);
    assert_eq!(page(&site, "/nothing", "fr").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_empty_archive_says_how_to_fill_it() {
    let site = Site::of(&[]);
    let answer = page(&site, "/", "en").await;
    assert!(answer.body.contains("depeche index"), "{}", answer.body);
}

const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title></mark><svg/onload=alert(1)>",
    "</a><a href=javascript:alert(1)>x",
    "{{7*7}}{% raw %}<%= 1 %>${1}",
    "<!-- <style>*{display:none}</style>",
    "&lt;script&gt;&#60;script&#62;",
    "\u{202e}\u{0000}\u{feff}<plaintext>",
    "<a href=\"//evil.example.org\">http://evil</a>",
];

#[tokio::test]
async fn hostile_articles_are_text() {
    let records: Vec<String> = HOSTILE
        .iter()
        .enumerate()
        .map(|(number, hostile)| {
            json!({
                "id": hostile, "title": format!("Danger {hostile}"), "source": hostile, "byline": hostile,
                "section": hostile, "tags": [hostile], "date": "2024-12-04",
                "url": if number % 2 == 0 { (*hostile).to_owned() } else { "javascript:alert(1)".to_owned() },
                "text": format!("Danger number {number}, said {hostile} in Paris, on 3 December 2024. {hostile}"),
            })
            .to_string()
        })
        .collect();
    let site = Site::of(&[("hostile.jsonl", &records.join("\n"))]);
    let answer = page(&site, "/?q=danger", "en").await;
    let articles: Vec<String> =
        Html::new(&answer.body).links("<mark>Danger").into_iter().filter(|a| a.starts_with("/articles/")).collect();
    assert_eq!(articles.len(), HOSTILE.len(), "{}", answer.body);
    for article in articles {
        page(&site, &article, "fr").await;
    }
}

#[tokio::test]
async fn hostile_queries_are_text() {
    let site = Site::news();
    for hostile in HOSTILE {
        for address in ["/?q=", "/?plain=true&q=", "/?person=", "/?source=", "/?from=", "/?without=", "/?after=", "/?"]
        {
            let answer = site.browse(&format!("{address}{}", encoded(hostile)), "en").await;
            assert!(!answer.status.is_server_error(), "{address}{hostile}");
            Html::new(&answer.body).check();
        }
        let answer = site.browse(&format!("/articles/{}", encoded(hostile).replace('+', "%20")), "en").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        Html::new(&answer.body).check();
    }
}

#[tokio::test]
async fn style_and_mark_are_kept() {
    let site = Site::news();
    let start = page(&site, "/", "en").await;
    let style = start.body.split("href=\"/static/page.css").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let answer = site.browse(&format!("/static/page.css{style}"), "en").await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "text/css; charset=utf-8");
    assert!(answer.header(header::CACHE_CONTROL).contains("immutable"));
    assert_eq!(site.browse("/static/mark.svg", "en").await.header(header::CONTENT_TYPE), "image/svg+xml");
    assert_eq!(site.browse("/static/..%2FCargo.toml", "en").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_name_has_a_page_of_its_own() {
    let site = Site::news();
    let hits = page(&site, "/?q=Aleppo", "en").await;
    let address = link(&hits, "\"/entities/aleppo\"");
    let answer = page(&site, &address, "en").await;
    for expected in [
        "<h1>Aleppo</h1>",
        "2 articles",
        "Its names, and why they are one",
        "<dt>alep <",
        "Fighting reaches <mark>Aleppo</mark>",
        "href=\"/feed?entity=Aleppo\"",
    ] {
        assert!(answer.body.contains(expected), "{expected}: {}", answer.body);
    }
    // Its company leads on, and so do the articles that name both.
    assert!(link(&answer, "<span>Bashar al-Assad").starts_with("/entities/"), "{}", answer.body);
    let both = link(&answer, "articles that name both (Bashar al-Assad");
    assert!(both.starts_with("/?entity=Aleppo&person="), "{both}");
    assert!(page(&site, &both, "en").await.body.contains("<h1>2 articles"));
    let french = page(&site, "/entities/alep", "fr").await;
    assert!(french.body.contains("<h1>Alep</h1>"), "{}", french.body);
    // For programs, the same as JSON.
    let found = site.get("/entities/alep").await.json();
    assert_eq!((&found["entity"]["kind"], &found["found"]["total"]), (&json!("place"), &json!(2)));
    assert_eq!(site.get("/entities/none-such").await.status, StatusCode::NOT_FOUND);
    let unknown = site.browse("/entities/none-such", "en").await;
    assert_eq!((unknown.status, unknown.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/?entity=none-such"));
}

#[tokio::test]
async fn a_timeline_has_bars_by_choice() {
    let site = Site::news();
    let answer = page(&site, "/?q=Alep", "fr").await;
    assert!(answer.body.contains("Articles trouvés"), "{}", answer.body);
    let years = page(&site, "/?source=BBC&interval=year", "fr").await;
    assert!(years.body.contains("<b aria-current=\"true\">an</b>"), "{}", years.body);
    assert_eq!(link(&years, ">mois"), "/?source=BBC&interval=month");
    assert_eq!(link(&years, "au mieux"), "/?source=BBC");
    assert_eq!(link(&years, "rel=\"bookmark\""), "/?source=BBC&interval=year");
    assert!(years.body.contains("name=\"interval\" value=\"year\""), "another query keeps it: {}", years.body);
}

#[tokio::test]
async fn an_article_leads_to_those_near_it() {
    let site = Site::news();
    let hits = page(&site, "/?q=combats", "fr").await;
    let address = link(&hits, "Offensive rebelle");
    let answer = page(&site, &address, "fr").await;
    assert!(answer.body.contains("Articles les plus proches"), "{}", answer.body);
    assert!(link(&answer, "Fighting reaches Aleppo").starts_with("/articles/"));
    let near = site.get(&format!("{address}/similar")).await.json();
    let titles: Vec<&str> =
        near["similar"].as_array().unwrap().iter().filter_map(|near| near["title"].as_str()).collect();
    assert!(titles.contains(&"Fighting reaches Aleppo"), "{titles:?}");
    let nearest = site.get(&format!("{address}/similar?limit=1")).await.json();
    assert_eq!(nearest["similar"].as_array().map(Vec::len), Some(1));
    assert_eq!(nearest["similar"][0], near["similar"][0]);
    assert_eq!(site.get("/articles/none-such/similar").await.status, StatusCode::NOT_FOUND);
}
