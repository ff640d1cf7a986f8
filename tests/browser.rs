//! The page in a real browser. Every test is skipped, by name, where there is no Chromium.
//!
//! 1. A search is typed, narrowed down by a facet and by a bar, an expansion switched off, an article opened, and the
//!    way back leads where one was; nothing of it needs a script.
//! 2. It speaks French and English, and fits a telephone.
//! 3. Nobody is kept out who does not see it, or not as it was meant.
//! 4. Whatever articles and queries hold, nothing of it is executed.

mod driver;
mod hostile;

use serde_json::Value;

use self::driver::{Browser, skipped};
use crate::serve::Server;
use crate::story::Story;

fn corpus() -> (Story, Server) {
    let story = Story::of_the_corpus();
    let server = Server::start(&story, &[], &[]);
    (story, server)
}

#[test]
fn a_reader_searches_narrows_down_reads_and_goes_back() {
    let Some(mut browser) = Browser::start("a_reader_searches_narrows_down_reads_and_goes_back") else { return };
    let (_story, server) = corpus();
    browser.speak("en");
    browser.open(&format!("http://{}/", server.address));
    assert!(browser.text().contains("Latest articles"), "{}", browser.text());
    assert_eq!(browser.run("document.scripts.length"), 0);
    browser.picture("home-en");

    browser.run("document.getElementById('q').focus()");
    browser.enter("barrage OMS");
    assert!(browser.text().contains("also as World Health Organization"), "{}", browser.text());
    let total = |browser: &mut Browser| -> u64 {
        let text = browser.run("document.querySelector('main h1').textContent").as_str().unwrap().to_owned();
        text.split(' ').next().unwrap().replace(',', "").parse().unwrap_or_else(|_| panic!("{text}"))
    };
    let all = total(&mut browser);
    browser.picture("search-en");
    browser.click(".switch", "switch off");
    assert!(total(&mut browser) <= all && browser.text().contains("not as"), "{}", browser.text());
    browser.click(".switch", "switch on");
    assert_eq!(total(&mut browser), all);

    browser.click("aside a", "La Feuille");
    let of_one = total(&mut browser);
    assert!(of_one < all, "{of_one} of {all}");
    browser.click(".units a", "year");
    browser.click(".units a", "month");
    assert!(browser.run("location.search").as_str().unwrap().contains("interval=month"));
    browser.click(".timeline a", "June 2023");
    assert!(total(&mut browser) <= of_one);
    assert!(browser.text().contains("Published from"), "{}", browser.text());
    // The whole state is in the address, and the link to it says the same.
    let same = "document.querySelector('a[rel=bookmark]').href === location.href";
    assert_eq!(browser.run(same), true);

    let here = browser.run("location.href");
    browser.click(".hits h2 a", "");
    assert!(browser.run("location.pathname").as_str().unwrap().starts_with("/articles/"));
    assert!(browser.text().contains("Nearest articles"), "{}", browser.text());
    let explained = "[...document.querySelectorAll('.story .name, .story .date')].every(e => e.title.length > 2)";
    assert_eq!(browser.run(explained), true);
    assert_eq!(browser.run("document.querySelectorAll('.story .name').length > 3"), true);
    browser.picture("article-en");
    browser.click(".story .name", "");
    assert!(browser.text().contains("Its names, and why they are one"), "{}", browser.text());
    browser.picture("entity-en");
    browser.back();
    browser.back();
    assert_eq!(browser.run("location.href"), here);
}

#[test]
fn it_speaks_both_languages_and_fits_a_telephone() {
    let Some(mut browser) = Browser::start("it_speaks_both_languages_and_fits_a_telephone") else { return };
    let (_story, server) = corpus();
    browser.sized(390, 844);
    browser.speak("fr-FR,fr;q=0.9,en;q=0.5");
    browser.open(&format!("http://{}/?q=barrage&date=2023", server.address));
    assert_eq!(browser.run("document.documentElement.lang"), "fr");
    assert!(browser.text().contains("Publié\u{a0}: 2023"), "{}", browser.text());
    browser.picture("search-fr-narrow");
    browser.dark(true);
    browser.picture("search-fr-narrow-dark");
}

/// The pages of every state there is.
fn states(server: &Server) -> Vec<(&'static str, String)> {
    let found: Value = serde_json::from_str(&server.ask("GET", "/search?q=barrage", "").unwrap().1).unwrap();
    let article = format!("/articles/{}", found["hits"][0]["id"].as_str().unwrap());
    let states = [
        ("home", "/"),
        ("many", "/?limit=100"),
        ("search", "/?q=barrage+OMS&date=2023"),
        ("one", "/?q=%22onze+villages+%C3%A9vacu%C3%A9s%22"),
        ("none", "/?q=zzzzqqqq&source=AFP"),
        ("undated", "/?date=%3F"),
        ("mistake", "/?q=barrage+titel:x"),
        ("missing", "/nothing"),
        ("article", &article),
        ("entity", "/entities/oms"),
    ];
    states.map(|(name, path)| (name, path.to_owned())).to_vec()
}

#[test]
fn nobody_is_kept_out() {
    let Some(mut browser) = Browser::start("nobody_is_kept_out") else { return };
    let (_story, server) = corpus();
    // The checks of others, where somebody put them: `npm pack axe-core`.
    let axe = std::env::var_os("DEPECHE_AXE").map(|path| std::fs::read_to_string(path).unwrap());
    if axe.is_none() {
        skipped("nobody_is_kept_out, by axe-core", "DEPECHE_AXE does not name its axe.min.js; our own checks are done");
    }
    for (name, path) in states(&server) {
        for (width, is_dark, language) in
            [(1280, false, "fr"), (390, true, "en"), (1280, true, "en"), (390, false, "fr")]
        {
            browser.sized(width, 900);
            browser.dark(is_dark);
            browser.speak(language);
            browser.open(&format!("http://{}{path}", server.address));
            let findings = browser.run(include_str!("browser/accessible.js"));
            assert_eq!(findings, Value::Array(Vec::new()), "{name}, {width} wide, dark {is_dark}, {language}");
            browser.picture(&format!("{name}-{language}-{width}{}", if is_dark { "-dark" } else { "" }));
            if let Some(axe) = &axe {
                browser.run(axe);
                let serious = "axe.run().then(found => found.violations.filter(v => v.impact !== 'minor')
                    .map(v => [v.id, v.impact, v.nodes.length, v.nodes[0].html, v.nodes[0].failureSummary]))";
                let findings = browser.run(serious);
                assert_eq!(findings, Value::Array(Vec::new()), "axe: {name}, {width} wide, dark {is_dark}, {language}");
            }
        }
    }
}

#[test]
fn the_keyboard_is_enough() {
    let Some(mut browser) = Browser::start("the_keyboard_is_enough") else { return };
    let (_story, server) = corpus();
    browser.open(&format!("http://{}/?q=barrage", server.address));
    browser.key("Tab", 9, "");
    assert_eq!(browser.run("document.activeElement.className"), "skip");
    assert_eq!(browser.run("document.activeElement.getBoundingClientRect().top >= 0"), true, "it shows itself");
    let mut outlined = 0;
    for _ in 0..25 {
        browser.key("Tab", 9, "");
        let style = browser.run("getComputedStyle(document.activeElement).outlineStyle");
        outlined += u32::from(style != "none");
    }
    assert_eq!(outlined, 25, "every one that has the focus shows it");
}
