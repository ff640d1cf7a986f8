//! Promise 10: who may read and who may command.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};
use server::{Follower, FollowerError, Token, Tokens};

use crate::site::{Answer, NEWS, Site};

const READ: &str = "read-0123456789abcdef0123456789abcdef";
const ADMIN: &str = "admin-0123456789abcdef0123456789abcdef";

/// Somebody to command, who is slow where that is wanted.
#[derive(Default)]
struct Folders {
    asked: AtomicUsize,
    slow: Option<std::sync::Mutex<std::sync::mpsc::Receiver<()>>>,
}

impl Follower for Folders {
    fn sync_now(&self) -> Result<Value, FollowerError> {
        if let Some(slow) = &self.slow {
            let _ = slow.lock().unwrap().recv();
        }
        match self.asked.fetch_add(1, Ordering::Relaxed) {
            0 => Ok(json!({ "added": 3 })),
            1 => Err(FollowerError::Busy("the index is being written by process 7".to_owned())),
            _ => Err(FollowerError::Failed("the disk is full".into())),
        }
    }

    fn status(&self) -> Value {
        json!({ "articles": 5 })
    }
}

fn site(tokens: Tokens, folders: Folders) -> Site {
    Site::set(&[("news.jsonl", NEWS)], |options| {
        options.tokens = tokens;
        options.follower = Some(Arc::new(folders));
    })
}

fn both() -> Tokens {
    Tokens { read: Some(Token::new(READ).unwrap()), admin: Some(Token::new(ADMIN).unwrap()) }
}

async fn ask(site: &Site, method: &str, address: &str, authorization: &str) -> Answer {
    let mut request = Request::builder().method(method).uri(address).header("host", "localhost");
    if !authorization.is_empty() {
        request = request.header(header::AUTHORIZATION, authorization);
    }
    site.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn every_address_for_every_token() {
    let site = site(both(), Folders::default());
    let document = ask(&site, "GET", "/openapi.json", &format!("Bearer {READ}")).await.json();
    let open = ["/health/livez", "/health/readyz", "/static/{file}"];
    let reader = format!("Bearer {READ}");
    let admin = format!("Bearer {ADMIN}");
    // Bases: `any:` and the token, in Base64.
    let basic_reader = "Basic YW55OnJlYWQtMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    let basic_admin = "Basic YW55OmFkbWluLTAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVm";
    let wrong = ["", "Bearer", "Bearer ", "Bearer wrong", "Basic !!!", "Basic YW55Og==", basic_admin];
    for (path, operations) in document["paths"].as_object().unwrap() {
        let address = path.replace("{id}", "none-such").replace("{file}", "page.css");
        if operations.get("post").is_some() {
            continue;
        }
        for authorization in wrong {
            let answer = ask(&site, "GET", &address, authorization).await;
            let expected = !open.contains(&path.as_str());
            assert_eq!(answer.status == StatusCode::UNAUTHORIZED, expected, "{address} {authorization}");
            assert_eq!(answer.headers.contains_key(header::WWW_AUTHENTICATE), expected, "{address}");
            if expected {
                assert!(!answer.body.contains("Alep") && !answer.body.contains("articles\":"), "{}", answer.body);
            }
        }
        for authorization in [reader.as_str(), admin.as_str(), basic_reader] {
            let status = ask(&site, "GET", &address, authorization).await.status;
            assert!(status == StatusCode::OK || status == StatusCode::NOT_FOUND, "{address} {authorization}: {status}");
            // HEAD is no way around.
            assert_eq!(ask(&site, "HEAD", &address, authorization).await.status, status, "{address}");
        }
    }
    for authorization in wrong {
        let answer = ask(&site, "POST", "/reindex", authorization).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{authorization}: {}", answer.body);
    }
    for authorization in [reader.as_str(), basic_reader] {
        assert_eq!(ask(&site, "POST", "/reindex", authorization).await.status, StatusCode::FORBIDDEN);
    }
    let done = ask(&site, "POST", "/reindex", &admin).await;
    assert_eq!((done.status, done.json()), (StatusCode::OK, json!({ "added": 3 })));
    let busy = ask(&site, "POST", "/reindex", &admin).await;
    assert_eq!(
        (busy.status, busy.json()["detail"].clone()),
        (StatusCode::CONFLICT, json!("the index is being written by process 7"))
    );
    assert_eq!(ask(&site, "POST", "/reindex", &admin).await.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(ask(&site, "GET", "/reindex", &admin).await.header(header::ALLOW), "POST");
}

#[tokio::test]
async fn a_browser_is_asked_for_a_password() {
    let site = site(both(), Folders::default());
    let answer = site.browse("/?q=Alep", "fr").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.header(header::WWW_AUTHENTICATE).starts_with("Basic realm="), "{:?}", answer.headers);
    assert!(answer.body.contains("<html lang=\"fr\">"), "{}", answer.body);
}

#[tokio::test]
async fn without_an_admin_token_nobody_commands() {
    for tokens in [Tokens::default(), Tokens { admin: None, ..both() }] {
        let site = site(tokens, Folders::default());
        for (method, authorization) in [("POST", ""), ("GET", ""), ("POST", "Bearer x")] {
            assert_eq!(ask(&site, method, "/reindex", authorization).await.status, StatusCode::NOT_FOUND);
        }
    }
}

#[tokio::test]
async fn an_admin_token_alone_leaves_reading_free() {
    let site = site(Tokens { read: None, ..both() }, Folders::default());
    assert_eq!(ask(&site, "GET", "/search?q=Alep", "").await.status, StatusCode::OK);
    assert_eq!(ask(&site, "GET", "/status", "").await.json(), json!({ "articles": 5 }));
    assert_eq!(ask(&site, "POST", "/reindex", "").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_at_a_time_reindexes() {
    let (release, wait) = std::sync::mpsc::channel();
    let site = Arc::new(site(both(), Folders { slow: Some(wait.into()), ..Folders::default() }));
    let admin = format!("Bearer {ADMIN}");
    let first = tokio::spawn({
        let (site, admin) = (Arc::clone(&site), admin.clone());
        async move { ask(&site, "POST", "/reindex", &admin).await.status }
    });
    // Until the first has begun, a second one would wait as the first does.
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    let second = tokio::time::timeout(std::time::Duration::from_secs(20), ask(&site, "POST", "/reindex", &admin));
    assert_eq!(second.await.unwrap().status, StatusCode::CONFLICT);
    release.send(()).unwrap();
    assert_eq!(first.await.unwrap(), StatusCode::OK);
}
