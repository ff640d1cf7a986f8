//! Promise 7: `/openapi.json` is true. Every address is asked with values that it allows, at their bounds, and with
//! values that it does not.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::Value;

use crate::schema::Schemas;
use crate::site::{Answer, Site, encoded};

/// Values that a parameter allows, and some that it does not.
fn samples(parameter: &Value) -> (Vec<String>, Vec<String>) {
    let schema = &parameter["schema"];
    let words = |list: &Value| -> Vec<String> {
        list.as_array().into_iter().flatten().filter_map(|word| word.as_str().map(str::to_owned)).collect()
    };
    let name = parameter["name"].as_str().unwrap();
    match schema["type"].as_str().unwrap() {
        "integer" => {
            let (least, most) = (schema["minimum"].as_i64().unwrap(), schema["maximum"].as_i64().unwrap());
            let bad = [least - 1, most + 1].map(|number| number.to_string());
            ([least, most].map(|number| number.to_string()).to_vec(), [&bad[..], &["ten".to_owned()]].concat())
        }
        "array" if schema["items"].get("enum").is_some() => {
            let words = words(&schema["items"]["enum"]);
            (vec![words.join(","), words[0].clone()], vec!["colour".to_owned()])
        }
        "string" if schema.get("enum").is_some() => (words(&schema["enum"]), vec!["perhaps".to_owned()]),
        _ => match name {
            // What stands in a cursor only a page before can tell.
            "after" => (Vec::new(), vec!["nonsense".to_owned()]),
            "from" | "until" | "date" | "date~" | "mentions" => (
                ["2024", "2024-12", "2024-12-04", "yesterday"].map(str::to_owned).to_vec(),
                vec!["2024-13".to_owned(), "<b>".to_owned()],
            ),
            "name" => (vec!["Alep".to_owned()], vec!["a".repeat(513)]),
            "language" => (vec!["fr".to_owned()], Vec::new()),
            "q" => (
                vec!["grève".to_owned(), "\"nord de la Syrie\" -Lyon".to_owned(), "l'armée d'Assad (".to_owned()],
                vec!["titel:x".to_owned()],
            ),
            _ => (vec!["Alep".to_owned(), "L’Été à «Hama» & <b>".to_owned()], Vec::new()),
        },
    }
}

async fn ask(site: &Site, method: &str, address: &str) -> Answer {
    let request = Request::builder().method(method).uri(address).header("host", "localhost");
    site.send(request.body(Body::empty()).unwrap()).await
}

/// Fails where an answer is not as the operation says.
fn hold(document: &Value, operation: &Value, address: &str, answer: &Answer) {
    assert!(!answer.status.is_server_error(), "{address}: {}", answer.body);
    let content_type = answer.header(header::CONTENT_TYPE).split(';').next().unwrap();
    let ranged = format!("{}XX", answer.status.as_u16() / 100);
    let response = operation["responses"].get(answer.status.as_str()).or(operation["responses"].get(&ranged));
    let response = response.unwrap_or_else(|| panic!("{address}: {} is not described", answer.status));
    let response = response["$ref"].as_str().map_or(response, |name| document.pointer(&name[1..]).unwrap());
    let described = &response["content"];
    assert!(described.get(content_type).is_some(), "{address}: {content_type} is not described");
    if content_type.ends_with("json") {
        Schemas(document).check(&described[content_type]["schema"], &answer.json(), address);
    }
}

#[tokio::test]
async fn every_address_answers_as_described() {
    let site = Site::news();
    let document = site.get("/openapi.json").await.json();
    let article = site.get("/search?q=combats").await.json()["hits"][0]["id"].as_str().unwrap().to_owned();
    let mut asked = 0;
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let ids: &[&str] = match path.as_str() {
                path if path.starts_with("/articles/") => &[&article, "none-such", "%00%ff"],
                path if path.starts_with("/entities/") => &["alep", "bachar%20al-assad", "none-such", "%3Cb%3E"],
                path if path.starts_with("/static/") => &["page.css", "mark.svg", "none-such"],
                _ => &[""],
            };
            for id in ids {
                let (start, end) = path.split_once('{').unwrap_or((path, ""));
                let address = format!("{start}{id}{}", end.split_once('}').map_or("", |(_, rest)| rest));
                let method = method.to_uppercase();
                let answer = ask(&site, &method, &address).await;
                hold(&document, operation, &address, &answer);
                asked += 1;
                let found = answer.status;
                for parameter in operation["parameters"].as_array().unwrap().iter().filter(|p| p["in"] == "query") {
                    let name = encoded(parameter["name"].as_str().unwrap());
                    let (good, bad) = samples(parameter);
                    for value in good.iter().map(String::as_str).chain([""]) {
                        let address = format!("{address}?{name}={}", encoded(value));
                        let answer = ask(&site, &method, &address).await;
                        hold(&document, operation, &address, &answer);
                        assert_eq!(answer.status, found, "{address}: {}", answer.body);
                        asked += 1;
                    }
                    for value in &bad {
                        let address = format!("{address}?{name}={}", encoded(value));
                        let answer = ask(&site, &method, &address).await;
                        hold(&document, operation, &address, &answer);
                        assert!(answer.status.is_client_error(), "{address}: {}", answer.status);
                        asked += 1;
                    }
                }
                if operation["parameters"].as_array().unwrap().iter().any(|parameter| parameter["in"] == "query") {
                    let address = format!("{address}?form=2024");
                    let answer = ask(&site, &method, &address).await;
                    hold(&document, operation, &address, &answer);
                    assert!(answer.status.is_client_error(), "{address}");
                }
            }
        }
    }
    assert!(asked > 150, "only {asked} requests");
}

#[tokio::test]
async fn other_methods_are_refused_everywhere() {
    let site = Site::news();
    let document = site.get("/openapi.json").await.json();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for method in ["POST", "PUT", "DELETE", "PATCH"] {
            if operations.get(method.to_lowercase()).is_some() {
                continue;
            }
            let status = ask(&site, method, &path.replace(['{', '}'], "")).await.status;
            // An address for the admin alone does not exist where there is no admin.
            let expected = if path == "/reindex" { StatusCode::NOT_FOUND } else { StatusCode::METHOD_NOT_ALLOWED };
            assert_eq!(status, expected, "{method} {path}");
        }
    }
}
