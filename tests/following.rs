//! The index says what the files say.
//!
//! 1. New, changed, renamed and removed files are noticed; unchanged ones are not read again.
//! 2. A followed folder that is gone changes nothing until that is asked for.
//! 3. `--watch` follows by itself, and a running server shows what it finds.

use std::fs;

use crate::story::Story;

fn article(n: usize, word: &str) -> String {
    format!("Titre numéro {n}\n\nLe {word} est au centre de ce texte, qui parle aussi du numéro {n} et de la ville.")
}

#[test]
fn files_come_change_move_and_go() {
    let story = Story::new();
    story.article("a.txt", article(1, "barrage")).article("sous/b.txt", article(2, "barrage"));
    story.index().success().says("2 articles added");
    assert_eq!(story.found_set(&["barrage"]), ["a.txt", "b.txt"]);
    story.index().success().says("0 articles added, 0 changed, 0 removed, 2 unchanged");

    story.article("a.txt", article(1, "séisme")).article("c.txt", article(3, "barrage"));
    story.run(&["index"]).success().says("1 articles added, 1 changed");
    assert_eq!(story.found_set(&["barrage"]), ["b.txt", "c.txt"]);

    fs::rename(story.articles().join("sous"), story.articles().join("autre")).unwrap();
    story.remove("c.txt").run(&["index"]).success().says("0 articles added, 0 changed, 1 removed").says("1 moved");
    assert_eq!(story.found_set(&["barrage"]), ["b.txt"]);
    let page = story.run(&["search", "--json", "barrage"]).json();
    assert!(page["hits"][0]["path"].as_str().unwrap().ends_with("articles/autre/b.txt"));
}

#[test]
fn one_record_of_many_changes() {
    let story = Story::new();
    let record =
        |n: usize, word: &str| format!("{{\"id\": \"r{n}\", \"text\": \"Un texte sur le {word}, numéro {n}.\"}}\n");
    story.article("x.jsonl", (0..50).map(|n| record(n, "barrage")).collect::<String>());
    story.index().success().says("50 articles added");
    story.article("x.jsonl", (0..50).map(|n| record(n, if n == 7 { "séisme" } else { "barrage" })).collect::<String>());
    story.index().success().says("0 articles added, 1 changed, 0 removed, 49 unchanged");
    assert_eq!(story.found(&["séisme"]), ["r7"]);
}

#[test]
fn a_folder_that_is_gone_changes_nothing() {
    let story = Story::new();
    story.article("a.txt", article(1, "barrage"));
    story.index().success();
    let away = story.articles().with_file_name("away");
    fs::rename(story.articles(), &away).unwrap();
    story.run(&["index"]).success().says("stay as they are");
    assert_eq!(story.found(&["barrage"]), ["a.txt"]);
    story.run(&["index", "--allow-empty"]).success().says("1 removed");
    assert!(story.found(&["barrage"]).is_empty());
    fs::rename(away, story.articles()).unwrap();
    story.run(&["index"]).success().says("1 articles added");
}

#[test]
fn forgetting_takes_the_articles_out() {
    let story = Story::new();
    story.article("a.txt", article(1, "barrage"));
    story.article("../ailleurs/b.txt", article(2, "barrage"));
    story.run(&["index", "articles", "ailleurs"]).success();
    assert_eq!(story.found_set(&["barrage"]), ["a.txt", "b.txt"]);
    story.run(&["forget", "ailleurs"]).success().says("1 articles");
    assert_eq!(story.found(&["barrage"]), ["a.txt"]);
    story.run(&["forget", "ailleurs"]).code(2).says("not followed").says("articles");
}

#[test]
fn ids_do_not_depend_on_where_the_folder_lies() {
    let story = Story::new();
    story.article("a.txt", article(1, "barrage"));
    story.index().success();
    let id = |story: &Story| {
        story.run(&["search", "--json", "barrage"]).json()["hits"][0]["id"].as_str().unwrap().to_owned()
    };
    let before = id(&story);
    fs::rename(story.articles(), story.articles().with_file_name("moved")).unwrap();
    story.run(&["forget", "articles"]).success();
    story.run(&["index", "moved"]).success();
    assert_eq!(id(&story), before);
    story.run(&["show", &before]).success().prints("Titre numéro 1");
    let read = story.run(&["read", "--json", "moved/a.txt"]).success().json();
    assert_eq!(read["id"], before.as_str());
}

#[test]
fn versions_of_one_article_are_one_hit() {
    let story = Story::new();
    let page = |modified: &str, word: &str| {
        format!(
            "---\ntitle: Le barrage cède\nurl: https://journal.example/barrage\ndate: 2024-03-01\nmodified: {modified}\n---\n\
             Le barrage a cédé dans la nuit, et le {word} arrive dans la vallée, selon la préfecture.\n"
        )
    };
    story.article("premier.md", page("2024-03-01", "secours")).article("second.md", page("2024-03-04", "ministre"));
    story.index().success();
    let answer = story.run(&["search", "--json", "barrage"]).json();
    assert_eq!(answer["total"], 1);
    assert!(answer["hits"][0]["path"].as_str().unwrap().ends_with("second.md"));
    assert_eq!(answer["hits"][0]["versions"][0], "premier.md");
    story.remove("second.md").run(&["index"]).success();
    assert_eq!(story.found(&["barrage secours"]), ["premier.md"]);
}

/// A program that runs until the test ends.
struct Running(std::process::Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself, and that is looked at where it matters.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits until `holds`, far longer than it should take.
#[track_caller]
fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let start = std::time::Instant::now();
    while !holds() {
        assert!(start.elapsed().as_secs() < 60, "{what} did not come to be");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

#[test]
fn watching_follows_by_itself() {
    let story = Story::new();
    story.article("a.txt", article(1, "barrage"));
    story.index().success();
    let watch =
        Running(story.command().args(["index", "--watch"]).stderr(std::process::Stdio::null()).spawn().unwrap());
    story.article("b.txt", article(2, "barrage"));
    eventually("the new file", || story.found_set(&["barrage"]) == ["a.txt", "b.txt"]);
    story.remove("a.txt");
    eventually("the removal", || story.found_set(&["barrage"]) == ["b.txt"]);
    story.run(&["index"]).code(2).says("being written");
    drop(watch);
    story.run(&["index"]).success();
}

/// One request over a socket of its own; the status and the body.
fn get(address: &str, path: &str) -> Option<(u16, String)> {
    use std::io::{Read, Write};
    let mut socket = std::net::TcpStream::connect(address).ok()?;
    write!(socket, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = String::new();
    socket.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    Some((head.split(' ').nth(1)?.parse().ok()?, body.to_owned()))
}

/// Starts the server on a free port and gives its address.
fn serve(story: &Story, args: &[&str]) -> (Running, String) {
    use std::io::{BufRead, BufReader};
    let mut child = story
        .command()
        .args([&["serve", "--listen", "127.0.0.1:0"], args].concat())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let running = Running(child);
    let address = lines
        .find_map(|line| line.unwrap().split_once("http://").map(|(_, address)| address.to_owned()))
        .expect("the server says where it listens");
    // Somebody has to go on reading, or the server's next word would meet a closed pipe.
    std::thread::spawn(move || lines.for_each(drop));
    (running, address)
}

#[test]
fn a_running_server_shows_what_others_index() {
    let story = Story::new();
    story.article("a.txt", article(1, "barrage"));
    story.index().success();
    let (server, address) = serve(&story, &[]);
    let total = || {
        let (status, body) = get(&address, "/search?q=barrage").unwrap();
        assert_eq!(status, 200, "{body}");
        serde_json::from_str::<serde_json::Value>(&body).unwrap()["total"].as_u64().unwrap()
    };
    assert_eq!(total(), 1);
    story.article("b.txt", article(2, "barrage")).run(&["index"]).success();
    eventually("the commit of another process", || total() == 2);
    story.run(&["index", "--full"]).success();
    story.remove("a.txt").run(&["index"]).success();
    eventually("the new generation", || total() == 1);
    assert_eq!(get(&address, "/health/livez").unwrap().0, 200);
    assert_eq!(get(&address, "/search?q=auteur:x").unwrap().0, 400);
    assert!(get(&address, "/?q=barrage").unwrap().1.contains("<mark"));
    drop(server);
}

#[test]
fn a_server_follows_folders_itself() {
    let story = Story::new();
    story.article("a.txt", article(1, "barrage"));
    let (server, address) = serve(&story, &["articles"]);
    let found = |word: &str| get(&address, &format!("/search?q={word}")).unwrap().1.contains("\"total\":1,");
    assert!(found("barrage"));
    story.article("b.txt", article(2, "volcan"));
    eventually("the new file", || found("volcan"));
    // It keeps nobody out in between.
    eventually("a turn", || story.run(&["index"]).err().contains("unchanged"));
    drop(server);
}

#[test]
fn a_port_in_use_is_said() {
    let story = Story::new();
    story.article("a.txt", article(1, "barrage"));
    story.index().success();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    story.run(&["serve", "--listen", &address]).code(2).says(&address).says("hint: choose another");
    story.run(&["serve", "--listen", "0.0.0.0:7700"]).code(2).says("0.0.0.0:7700").says("hint: ");
}

#[test]
fn damage_is_found_and_mended_and_a_backup_takes_its_place() {
    let story = Story::new();
    story.article("a.txt", article(1, "barrage")).article("b.txt", article(2, "séisme"));
    story.index().success();
    story.run(&["check"]).success().prints("2 articles checked");
    let copy = story.articles().with_file_name("copie");
    story.run(&["backup", copy.to_str().unwrap()]).success().says("and checked");
    assert!(story.run(&["--index", copy.to_str().unwrap(), "search", "barrage"]).success().out().contains("numéro 1"));

    let generation = fs::read_dir(story.articles().with_file_name("index")).unwrap().map(|entry| entry.unwrap().path());
    let generation = generation.filter(|path| path.is_dir()).max().unwrap();
    let postings = fs::read_dir(generation).unwrap().map(|entry| entry.unwrap().path());
    let postings = postings.filter(|path| path.extension().is_some_and(|kind| kind == "idx")).max().unwrap();
    let mut bytes = fs::read(&postings).unwrap();
    bytes[20] ^= 1;
    fs::write(&postings, bytes).unwrap();
    let found = story.run(&["check", "--json"]).code(2).json();
    let damaged = found["faults"][0]["file"].as_str().unwrap();
    assert!(damaged.ends_with(postings.file_name().unwrap().to_str().unwrap()), "{found}");
    story.run(&["check", "--repair"]).success().prints("2 articles checked");
    assert_eq!(story.found(&["séisme"]), ["b.txt"]);
}
