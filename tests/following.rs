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
    story.remove("c.txt").run(&["index"]).success();
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
    assert_eq!(answer["hits"][0]["versions"].as_array().unwrap().len(), 1);
    story.remove("second.md").run(&["index"]).success();
    assert_eq!(story.found(&["barrage secours"]), ["premier.md"]);
}
