//! Promises 1 and 2, for programs.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};

use crate::site::{Site, encoded};

fn titles(page: &Value) -> Vec<&str> {
    page["hits"].as_array().unwrap().iter().map(|hit| hit["title"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_search_gives_the_object_of_the_contract() {
    let site = Site::news();
    let answer = site.get(&format!("/search?q={}&facets=source,timeline", encoded("combats"))).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/json");
    let page = answer.json();
    assert_eq!(page["total"], 1);
    for key in ["query", "undated", "uncertain", "took_ms", "generation", "next", "hits"] {
        assert!(page.get(key).is_some(), "{key}: {page}");
    }
    for key in ["text", "words", "names", "filters", "match", "relaxed", "notes"] {
        assert!(page["query"].get(key).is_some(), "{key}: {page}");
    }
    let hit = &page["hits"][0];
    assert_eq!(hit["record"], "afp-1");
    assert_eq!(hit["path"], json!(site.folder.path().canonicalize().unwrap().join("articles/news.jsonl")));
    assert_eq!(hit["title"], "Offensive rebelle à Alep");
    assert_eq!(hit["url"], "https://example.org/alep");
    assert_eq!((&hit["source"], &hit["byline"], &hit["language"]), (&json!("AFP"), &Value::Null, &json!("fr")));
    assert_eq!(hit["published"]["date"], "2024-12-04");
    assert_eq!(hit["published"]["precision"], "minute");
    assert!(hit["published"]["evidence"].is_string());
    assert!(hit["score"].as_f64().unwrap() > 0.0);
    let snippet = hit["snippet"].as_array().unwrap();
    assert!(snippet.iter().any(|part| part["hit"] == true && part["text"] == "combats"), "{snippet:?}");
    assert!(hit["entities"].as_array().unwrap().iter().all(|entity| entity["count"].as_u64() > Some(0)));
    assert_eq!(hit["versions"], json!([]));
    assert_eq!(page["facets"], json!({"source": [{"value": "AFP", "label": "AFP", "count": 1}]}));
    assert_eq!(page["timeline"], json!([{"from": "2024-12-04", "until": "2024-12-04", "count": 1}]));
    assert_eq!(page["timeline_unit"], "day");
}

#[tokio::test]
async fn counts_come_only_when_asked_for() {
    let page = Site::news().get("/search?q=strike").await.json();
    assert!(page.get("facets").is_none() && page.get("timeline").is_none(), "{page}");
}

#[tokio::test]
async fn filters_say_what_they_keep_out() {
    let site = Site::news();
    let page = site.get(&format!("/search?q={}&from=2024-11-10", encoded("grève"))).await.json();
    assert_eq!(
        (page["total"].as_u64(), page["undated"].as_u64(), page["uncertain"].as_u64()),
        (Some(0), Some(1), Some(1))
    );
    let page = site.get(&format!("/search?q={}&date=2024-11", encoded("grève"))).await.json();
    assert_eq!(titles(&page), ["La grève continue à Lyon"]);
    let page = site.get("/search?source=BBC&source=AFP&sort=oldest").await.json();
    assert_eq!(page["total"], 3);
    assert_eq!(titles(&page)[0], "Railway strike enters third week");
    let page = site.get("/search?language=fr&date=hier").await.json();
    assert_eq!((page["total"].as_u64(), page["undated"].as_u64()), (Some(0), Some(1)));
}

#[tokio::test]
async fn every_hit_is_reached_page_by_page() {
    let site = Site::news();
    let mut seen = Vec::new();
    let mut address = "/search?sort=newest&limit=2".to_owned();
    loop {
        let page = site.get(&address).await.json();
        seen.extend(titles(&page).into_iter().map(str::to_owned));
        match page["next"].as_str() {
            Some(next) => address = format!("/search?sort=newest&limit=2&after={}", encoded(next)),
            None => break,
        }
        assert!(seen.len() <= 5, "{seen:?}");
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 5);
}

#[tokio::test]
async fn what_cannot_be_honoured_is_a_problem_with_its_place() {
    let site = Site::news();
    let answer = site.get("/search?q=grève%20titel:paix".replace('è', "%C3%A8").as_str()).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/problem+json");
    let problem = answer.json();
    assert_eq!(problem["type"], "urn:depeche:problem:query");
    assert_eq!(problem["status"], 400);
    assert_eq!(problem["span"]["start"], 7);
    assert!(problem["hint"].as_str().unwrap().contains("title"), "{problem}");

    let answer = site.get("/search?q=a&form=2024").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let problem = answer.json();
    assert_eq!((&problem["type"], &problem["parameter"]), (&json!("urn:depeche:problem:parameter"), &json!("form")));

    let problem = site.get("/search?q=a&from=2024-13").await.json();
    assert_eq!(problem["status"], 400);
    assert!(problem.get("span").is_none(), "a value beside the query has no place in it: {problem}");
}

#[tokio::test]
async fn other_addresses_and_methods_are_refused_by_name() {
    let site = Site::news();
    let answer = site.get("/nothing").await;
    assert_eq!(
        (answer.status, answer.header(header::CONTENT_TYPE)),
        (StatusCode::NOT_FOUND, "application/problem+json")
    );
    assert_eq!(site.get("/articles/none-such").await.status, StatusCode::NOT_FOUND);
    let request = axum::http::Request::post("/search").header("host", "localhost").body(axum::body::Body::empty());
    let answer = site.send(request.unwrap()).await;
    assert_eq!((answer.status, answer.header(header::ALLOW)), (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD"));
    assert_eq!(site.get("/status").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_article_is_what_a_search_found() {
    let site = Site::news();
    let page = site.get("/search?q=combats").await.json();
    let address = format!("/articles/{}", page["hits"][0]["id"].as_str().unwrap());
    let article = site.get(&address).await.json();
    assert_eq!(article["record"], "afp-1");
    assert_eq!(article["tags"], json!(["Syrie"]));
    assert!(article["text"].as_str().unwrap().contains("mercredi à Alep"));
    for key in ["paragraphs", "dates", "mentions", "notes", "modified", "section", "published"] {
        assert!(article.get(key).is_some(), "{key}: {article}");
    }
    let text = article["text"].as_str().unwrap();
    for mention in article["mentions"].as_array().unwrap() {
        let (start, end) = (mention["start"].as_u64().unwrap() as usize, mention["end"].as_u64().unwrap() as usize);
        assert_eq!(&text[start..end], mention["text"].as_str().unwrap());
    }
    assert_eq!(site.get(&format!("{address}?q=a")).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_timeline_is_a_search_that_only_counts() {
    let site = Site::news();
    let page = site.get("/timeline?q=strike").await.json();
    assert_eq!((page["total"].as_u64(), page["hits"].as_array().map(Vec::len)), (Some(1), Some(0)));
    assert_eq!(page["timeline"].as_array().map(Vec::len), Some(1));
    let answer = site.get("/timeline?q=strike&limit=5").await;
    assert_eq!((answer.status, answer.json()["parameter"].clone()), (StatusCode::BAD_REQUEST, json!("limit")));
}

#[tokio::test]
async fn entities_tell_their_names() {
    let site = Site::news();
    let found = site.get("/entities?name=Alep").await.json();
    let names: Vec<&str> =
        found["entities"][0]["names"].as_array().unwrap().iter().map(|name| name["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"alep") && names.contains(&"aleppo"), "{found}");
    assert!(!site.get("/entities").await.json()["entities"].as_array().unwrap().is_empty());
    assert_eq!(site.get("/entities?nom=Alep").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn an_answer_is_sent_again_only_when_it_changed() {
    let site = Site::news();
    let first = site.get("/search?q=strike").await;
    let tag = first.header(header::ETAG).to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    let again = site.ask("/search?q=strike", &[("host", "localhost"), ("if-none-match", &tag)]).await;
    assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    assert_eq!(again.header(header::ETAG), tag);
    let other = site.ask("/search?q=combats", &[("host", "localhost"), ("if-none-match", &tag)]).await;
    assert_eq!(other.status, StatusCode::OK);
}

#[tokio::test]
async fn health_is_told() {
    let site = Site::news();
    assert_eq!(site.get("/health/livez").await.body, "ok\n");
    let ready = site.get("/health/readyz").await.json();
    assert_eq!((&ready["status"], &ready["articles"]), (&json!("ready"), &json!(5)));
}
