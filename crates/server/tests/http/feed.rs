//! Promise 8: a search can be followed as a feed, and asked from the browser's own box.

use axum::http::{StatusCode, header};
use serde_json::json;

use crate::site::{Answer, Site, encoded};

/// The texts of the elements `name`, as they stand.
fn texts<'a>(xml: &'a str, name: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    xml.split(&open).skip(1).filter_map(|rest| rest.split(&close).next()).collect()
}

fn links<'a>(answer: &'a Answer, kind: &str) -> Vec<&'a str> {
    let links = answer.body.split("<link ").skip(1).filter_map(|rest| rest.split("/>").next());
    links
        .filter(|link| link.contains(&format!("rel=\"{kind}\"")))
        .filter_map(|link| link.split("href=\"").nth(1)?.split('"').next())
        .collect()
}

#[tokio::test]
async fn the_newest_come_first_and_keep_their_ids() {
    let site = Site::news();
    let feed = site.get("/feed?source=BBC").await;
    assert_eq!(feed.header(header::CONTENT_TYPE), "application/atom+xml; charset=utf-8");
    assert_eq!(texts(&feed.body, "title")[1..], ["Fighting reaches Aleppo", "Railway strike enters third week"]);
    assert_eq!(texts(&feed.body, "updated")[0], "2024-12-04T00:00:00Z", "that of the newest: {}", feed.body);
    assert_eq!(links(&feed, "self"), ["/feed?source=BBC"]);
    assert_eq!(links(&feed, "alternate")[0], "/?source=BBC");
    assert!(links(&feed, "alternate")[1..].iter().all(|link| link.starts_with("/articles/")), "{}", feed.body);
    assert_eq!(links(&feed, "related"), ["https://example.com/aleppo"]);
    let ids = texts(&feed.body, "id");
    assert_eq!(ids[0], "urn:depeche:search:source=BBC");
    let one = site.get("/feed?q=Aleppo&source=BBC").await;
    assert_eq!(texts(&one.body, "id")[1], ids[1], "an article has one id in all feeds");
    let known = [("host", "localhost"), ("if-none-match", feed.header(header::ETAG))];
    let again = site.ask("/feed?source=BBC", &known);
    assert_eq!(again.await.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn articles_without_a_date_are_not_given_one() {
    let site = Site::news();
    let feed = site.get(&format!("/feed?q={}", encoded("grève"))).await;
    assert_eq!(texts(&feed.body, "title")[1..], ["La grève continue à Lyon"]);
    assert_eq!(texts(&feed.body, "published"), ["2024-11-01T00:00:00Z"]);
    let empty = site.get("/feed?date=1950").await;
    assert_eq!((empty.status, texts(&empty.body, "entry").len()), (StatusCode::OK, 0));
    assert_eq!(texts(&empty.body, "updated").len(), 1);
}

#[tokio::test]
async fn a_feed_has_no_order_of_its_own() {
    let site = Site::news();
    for parameter in ["limit=5", "sort=oldest", "offset=10", "facets=source", "interval=day"] {
        assert_eq!(site.get(&format!("/feed?{parameter}")).await.status, StatusCode::BAD_REQUEST, "{parameter}");
    }
    assert_eq!(site.get("/feed?q=titel:x").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn hostile_articles_are_text_in_a_feed() {
    let hostile = "]]></title><script>alert(1)</script><!-- \u{b} & \u{1b}[31m";
    let record = json!({
        "id": "x", "title": hostile, "source": hostile, "byline": hostile, "date": "2024-12-04",
        "url": "javascript:alert(1)", "text": format!("Danger, said {hostile} on Tuesday in Paris."),
    });
    let site = Site::of(&[("x.jsonl", &record.to_string())]);
    let feed = site.get("/feed").await;
    assert!(!feed.body.contains("<script") && !feed.body.contains("<!--"), "{}", feed.body);
    assert!(!feed.body.contains(|c: char| c.is_control() && c != '\n'), "{}", feed.body);
    assert!(!feed.body.contains("javascript"), "{}", feed.body);
    let tags = feed.body.split('<').skip(1).map(|piece| piece.split(['>', ' ', '/']).next().unwrap());
    let ours = [
        "?xml",
        "feed",
        "id",
        "title",
        "updated",
        "author",
        "name",
        "generator",
        "icon",
        "link",
        "entry",
        "published",
        "category",
        "summary",
        "",
    ];
    assert!(tags.clone().all(|tag| ours.contains(&tag)), "{:?}", tags.collect::<Vec<_>>());
}

#[tokio::test]
async fn pages_tell_browsers_of_both() {
    let site = Site::news();
    let page = site.browse("/?q=Alep&sort=oldest&offset=0", "en").await.body;
    assert!(page.contains("type=\"application/atom+xml\" title=\"Alep · Depeche\" href=\"/feed?q=Alep\""), "{page}");
    assert!(page.contains("rel=\"search\" type=\"application/opensearchdescription+xml\""), "{page}");
    let address = "/opensearch.xml";
    let description = site.ask(address, &[("host", "localhost:7700"), ("accept-language", "fr")]).await;
    assert_eq!(description.header(header::CONTENT_TYPE), "application/opensearchdescription+xml");
    assert!(description.body.contains("template=\"http://localhost:7700/?q={searchTerms}\""), "{}", description.body);
    assert!(description.body.contains("archives de presse"), "{}", description.body);
    let proxied = site.ask(address, &[("host", "localhost"), ("x-forwarded-proto", "https")]).await;
    assert!(proxied.body.contains("template=\"https://localhost/?q={searchTerms}\""), "{}", proxied.body);
}
