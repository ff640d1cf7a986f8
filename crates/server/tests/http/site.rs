//! A server over a small real index, asked without a socket.

use std::fs;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use indexer::{Indexer, Silent, SyncOptions};
use jiff::civil::date;
use query::Archive;
use schema::Home;
use server::Options;
use tempfile::TempDir;
use tower::ServiceExt;

/// A server over an index of files that were written for one test.
pub(crate) struct Site {
    pub(crate) folder: TempDir,
    pub(crate) app: Router,
}

/// What was answered.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

/// Articles in both languages about one event, one without a date, one dated by month.
pub(crate) const NEWS: &str = r#"
{"id":"afp-1","title":"Offensive rebelle à Alep","text":"Des combats ont éclaté mercredi à Alep, dans le nord de la Syrie, selon l'Observatoire syrien des droits de l'homme (OSDH).\n\nLe président Bachar al-Assad a promis de reprendre la ville.","date":"2024-12-04T10:30:00","source":"AFP","language":"fr","url":"https://example.org/alep","tags":["Syrie"]}
{"id":"bbc-1","title":"Fighting reaches Aleppo","text":"Rebels entered Aleppo on Wednesday, the Syrian Observatory for Human Rights (SOHR) said.\n\nPresident Bashar al-Assad vowed to retake the city of Aleppo.","date":"2024-12-04","source":"BBC","byline":"By Jane Doe","language":"en","url":"https://example.com/aleppo"}
{"id":"bbc-2","title":"Railway strike enters third week","text":"The railway strike in Lyon entered its third week on Monday, and trains stay in their depots.","date":"2024-11-18","source":"BBC","language":"en"}
{"id":"cdr-1","title":"La grève continue à Lyon","text":"La grève des cheminots continue à Lyon. Les trains restent à quai, et personne ne sait jusqu'à quand.","date":"2024-11","source":"Le Courrier","language":"fr"}
{"id":"cdr-2","title":"Une grève sans fin","text":"La grève est une vieille habitude de la maison, disent les anciens, qui en ont vu bien d'autres.","source":"Le Courrier","language":"fr"}
"#;

impl Site {
    /// A server over [`NEWS`].
    pub(crate) fn news() -> Self {
        Self::of(&[("news.jsonl", NEWS)])
    }

    /// A server over an index of these files.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        Self::set(files, |_| {})
    }

    /// As [`Self::of`], set in another way than usual.
    pub(crate) fn set(files: &[(&str, &str)], set: impl FnOnce(&mut Options)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let articles = folder.path().join("articles");
        fs::create_dir(&articles).unwrap();
        for (path, text) in files {
            fs::write(articles.join(path), text).unwrap();
        }
        let home = Home::new(folder.path().join("index"));
        let mut indexer = Indexer::open(home.clone(), indexer::Options::default()).unwrap();
        indexer.sync(&[articles], &SyncOptions::default(), &Silent).unwrap();
        let archive = Archive::open(home.folder()).unwrap();
        let mut options = Options::new(|| date(2024, 12, 6));
        set(&mut options);
        let app = server::app(Arc::new(archive), options);
        Self { folder, app }
    }

    /// The answer a program gets.
    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.ask(address, &[("host", "localhost")]).await
    }

    /// The answer a browser gets.
    pub(crate) async fn browse(&self, address: &str, language: &str) -> Answer {
        let accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        self.ask(address, &[("host", "localhost:7373"), ("accept", accept), ("accept-language", language)]).await
    }

    pub(crate) async fn ask(&self, address: &str, headers: &[(&str, &str)]) -> Answer {
        let request =
            headers.iter().fold(Request::get(address), |request, (name, value)| request.header(*name, *value));
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 1 << 24).await.unwrap();
        Answer { status, headers, body: String::from_utf8(bytes.to_vec()).unwrap() }
    }
}

impl Answer {
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    pub(crate) fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(&name).map_or("", |value| value.to_str().unwrap())
    }
}

/// Percent-encodes a value of a query string.
pub(crate) fn encoded(value: &str) -> String {
    form_urlencoded::byte_serialize(value.as_bytes()).collect()
}
