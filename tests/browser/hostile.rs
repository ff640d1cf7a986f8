//! Promise 4: two hundred hostile strings, each as a query and each in every field of an article.

use serde_json::{Value, json};

use super::driver::Browser;
use crate::serve::Server;
use crate::story::Story;

const SEEDS: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' autofocus onfocus='alert(1)",
    "</title><script>alert(1)</script>",
    "</textarea></style></script><script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<a href=javascript:alert(1)>x</a>",
    "<style>*{display:none}</style>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<form action=//evil.example><input name=q>",
    "<object data=x><embed src=x>",
    "{{7*7}}${7*7}<%=7*7%>#{7*7}",
    "<!--><script>alert(1)</script-->",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<plaintext>",
    "<math><mtext></p><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "\u{202e}<script>alert(1)</script>\u{202c}",
    "<details open ontoggle=alert(1)>",
    "<link rel=stylesheet href=//evil.example>",
    "<template><script>alert(1)</script></template>",
];

/// Each seed as it is, in capitals, nested, long, binary around it, in a phrase, in a field, and cut.
fn strings() -> Vec<String> {
    let ways: [fn(&str) -> String; 8] = [
        str::to_owned,
        str::to_uppercase,
        |seed| format!("((((\"{seed}\"~2 OR -{seed}))))"),
        |seed| seed.repeat(2_000 / seed.len()),
        |seed| format!("\u{0}\u{1}\u{7f}{seed}\u{feff}\u{fffd}\u{10ffff}"),
        |seed| format!("title:\"{}\"", seed.replace('"', "'")),
        |seed| format!("person:{seed} date:{seed}"),
        |seed| seed.chars().take(seed.chars().count() / 2).collect(),
    ];
    SEEDS.iter().flat_map(|seed| ways.map(|way| way(seed))).collect()
}

/// Percent-encodes every byte that is not a letter or a digit.
fn encoded(text: &str) -> String {
    let sign =
        |byte: u8| if byte.is_ascii_alphanumeric() { (byte as char).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(sign).collect()
}

/// Nothing on the page but what our templates write.
const FOREIGN: &str = "[...document.querySelectorAll('*')].filter(e =>
    ['SCRIPT', 'STYLE', 'IFRAME', 'OBJECT', 'EMBED', 'IMG', 'BASE', 'MATH', 'PLAINTEXT', 'TEMPLATE', 'TEXTAREA']
        .includes(e.tagName)
    || e.getAttributeNames().some(name => name.startsWith('on') || name === 'style' || name === 'autofocus')
    || (e.tagName === 'META' && e.httpEquiv) || (e.tagName === 'FORM' && e.action !== location.origin + '/')
    || (e.href && !/^(https?:|\\[object)/.test(String(e.href)))
).map(e => e.outerHTML.slice(0, 200))";

#[track_caller]
fn check(browser: &mut Browser, server: &Server, path: &str) {
    browser.open(&format!("http://{}{path}", server.address));
    let foreign = browser.run(FOREIGN);
    assert_eq!(foreign, Value::Array(Vec::new()), "{path}");
}

#[test]
fn two_hundred_queries_execute_nothing() {
    let strings = strings();
    assert_eq!(strings.len(), 200);
    let story = Story::of_the_corpus();
    let server = Server::start(&story, &[], &[]);
    for string in &strings {
        for path in
            ["/search?q=", "/?q=", "/feed?q=", "/timeline?person=", "/entities?name=", "/articles/", "/entities/"]
        {
            let path = format!("{path}{}", encoded(string));
            // An address that is too long is refused before anybody reads it.
            let (status, body) = server.ask("GET", &path, "Accept: text/html\r\n").unwrap();
            assert!(status < 500, "{path}: {status} {body}");
        }
    }
    let Some(mut browser) = Browser::start("two_hundred_queries_execute_nothing") else { return };
    for string in &strings {
        check(&mut browser, &server, &format!("/?q={}", encoded(string)));
    }
}

#[test]
fn two_hundred_articles_execute_nothing() {
    let Some(mut browser) = Browser::start("two_hundred_articles_execute_nothing") else { return };
    let record = |(number, hostile): (usize, &String)| {
        json!({
            "id": format!("{number} {hostile}"), "title": format!("Danger {number} {hostile}"), "source": hostile,
            "byline": hostile, "section": hostile, "tags": [hostile], "date": "2024-12-04", "url": format!("{hostile}{number}"),
            "text": format!("Danger {number} said {hostile} in Paris, on 3 December 2024, to President {hostile}."),
        })
        .to_string()
    };
    let records: Vec<String> = strings().iter().enumerate().map(record).collect();
    let story = Story::new();
    story.article("hostile.jsonl", records.join("\n"));
    story.index().success();
    let server = Server::start(&story, &[], &[]);
    let (mut opened, mut found) = (0, 0);
    for offset in [0, 100] {
        let path = format!("q=danger&limit=100&offset={offset}");
        check(&mut browser, &server, &format!("/?{path}"));
        let (_, body) = server.ask("GET", &format!("/search?{path}"), "").unwrap();
        let page: Value = serde_json::from_str(&body).unwrap();
        found = page["total"].as_u64().unwrap();
        for hit in page["hits"].as_array().unwrap() {
            check(&mut browser, &server, &format!("/articles/{}", hit["id"].as_str().unwrap()));
            opened += 1;
        }
        for name in page["hits"][0]["entities"].as_array().unwrap() {
            check(&mut browser, &server, &format!("/entities/{}", encoded(name["id"].as_str().unwrap())));
        }
    }
    // Some are versions of one article, because their addresses are one.
    assert!(opened == found && opened >= 170, "{opened} of {found} articles");
}
