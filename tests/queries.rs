//! The query language and the forms of an answer.
//!
//! 1. What cannot be honoured is an error that points at its place and says what would work.
//! 2. What was relaxed, added or left out is said.
//! 3. Every hit can be reached, in an order that does not change.
//! 4. Exit codes: 0 found, 1 nothing found, 2 failure.

use crate::story::Story;

fn strikes() -> Story {
    let story = Story::new();
    story
        .article("a.md", "---\ntitle: Grève à la SNCF\ndate: 2024-03-01\nsource: Le Courrier\ntags: [grève, rail]\n---\nLa grève des cheminots continue dans toute la France, selon la direction.\n")
        .article("b.md", "---\ntitle: Rail strike goes on\ndate: 2024-03-02\nsource: The Ledger\n---\nThe strike of railway workers went on in Paris, and the unions said that it would last.\n")
        .article("c.md", "---\ntitle: La grève du métro\ndate: 2024-03\nsource: Le Courrier\n---\nLa grève du métro est suspendue dans la capitale, ont annoncé les syndicats hier soir.\n")
        .article("d.md", "---\ntitle: Sans date\nsource: Le Courrier\n---\nLa grève des éboueurs n'est pas datée, et personne ne sait quand elle a commencé au juste.\n");
    story.index().success();
    story
}

#[test]
fn operators_phrases_and_fields_work_together() {
    let story = strikes();
    for (query, expected) in [
        ("grève", vec!["a.md", "c.md", "d.md"]),
        ("grève -métro", vec!["a.md", "d.md"]),
        ("cheminots OU métro", vec!["a.md", "c.md"]),
        ("(cheminots OR métro) AND suspendue", vec!["c.md"]),
        ("\"grève du métro\"", vec!["c.md"]),
        ("\"grève métro\"~1", vec!["c.md"]),
        ("chemin*", vec!["a.md"]),
        ("cheminot~2", vec!["a.md"]),
        ("=cheminot", vec![]),
        ("title:sncf", vec!["a.md"]),
        ("source:\"le courrier\" -title:métro", vec!["a.md", "d.md"]),
        ("source:le*", vec!["a.md", "c.md", "d.md"]),
        ("tag:rail", vec!["a.md"]),
        ("-grève", vec!["b.md"]),
        ("language:en", vec!["b.md"]),
    ] {
        assert_eq!(story.found_set(&["--match", "all", "--", query]), expected, "{query}");
    }
}

#[test]
fn dates_filter_and_count_what_they_leave_out() {
    let story = strikes();
    assert_eq!(story.found(&["--from", "2024-03-02"]), ["b.md"]);
    assert_eq!(story.found(&["--until", "1 mars 2024"]), ["a.md"]);
    assert_eq!(story.found(&["date:2024-03"]), ["b.md", "a.md", "c.md"]);
    assert_eq!(story.found(&["date:?"]), ["d.md"]);
    assert_eq!(story.found_set(&["date~:2024-03-01"]), ["a.md", "c.md"]);
    let page = story.run(&["search", "--json", "date:2024-03-01"]).success().json();
    assert_eq!(
        (page["total"].as_u64(), page["undated"].as_u64(), page["uncertain"].as_u64()),
        (Some(1), Some(1), Some(1))
    );
}

#[test]
fn free_text_simply_searches() {
    let story = strikes();
    story.run(&["search", "la grève d'Assad: 20:30 (suite"]).success().says("read as any of the words");
    story.run(&["search", "GRÈVE ET MÉTRO OU QUOI"]).success();
}

#[test]
fn errors_point_at_their_place() {
    let story = strikes();
    story
        .run(&["search", "grève auteur:Dupont"])
        .code(2)
        .says("there is no field `auteur`")
        .says("hint: ")
        .says("fields are title");
    story.run(&["search", "grève autor:Dupont"]).code(2).says("there is no field `autor`");
    story.run(&["search", "--from", "2024-13"]).code(2).says("2024-13").says("hint: ");
    story.run(&["search", "--from", "2024-05", "--until", "2024-04"]).code(2).says("exclude each other");
    story.run(&["search", "x", "--language", "klingon!"]).code(2).says("klingon!");
    story.run(&["search", "x", "--after", "nonsense"]).code(2).says("no cursor");
    story.run(&["search", "--sort", "best", "x"]).code(2).says("newest");
}

#[test]
fn nothing_found_is_one() {
    let story = strikes();
    story.run(&["search", "ornithorynque"]).code(1).says("0 articles");
    story.run(&["show", "0000000000000000"]).code(1).says("no article");
}

#[test]
fn relaxing_is_said() {
    let story = strikes();
    let page = story.run(&["search", "--json", "grève cheminots ornithorynque direction"]).success().json();
    assert_eq!(page["query"]["relaxed"]["to"], "most");
    assert_eq!(page["hits"][0]["title"], "Grève à la SNCF");
    story.run(&["search", "grève ornithorynque", "--match", "all"]).code(1);
}

#[test]
fn highlights_are_the_matched_words_only() {
    let story = Story::new();
    story.article("a.txt", "La trêve tient\n\nDans la nuit, l’armée a quitté la ville par le nord, selon plusieurs habitants joints par téléphone.");
    story.index().success();
    let page = story.run(&["search", "--json", "armée"]).success().json();
    let parts = page["hits"][0]["snippet"].as_array().unwrap();
    let hits: Vec<&str> =
        parts.iter().filter(|part| part["hit"] == true).map(|part| part["text"].as_str().unwrap()).collect();
    assert_eq!(hits, ["armée"]);
    let text: String = parts.iter().map(|part| part["text"].as_str().unwrap()).collect();
    assert!(text.contains("l’armée a quitté"), "{text}");
}

#[test]
fn every_hit_is_reached_by_cursor() {
    let story = Story::new();
    let records: String = (0..230)
        .map(|n| format!("{{\"id\": \"r{n:03}\", \"title\": \"Grève numéro {n}\", \"text\": \"La grève continue pour le jour {n} de ce mouvement.\", \"date\": \"2024-03-{:02}\"}}\n", n % 28 + 1))
        .collect();
    story.article("export.jsonl", records);
    story.index().success();
    for sort in ["relevance", "newest", "oldest"] {
        let page = story.run(&["search", "--json", "grève", "--sort", sort, "--limit", "300"]).success().json();
        let records = |page: &serde_json::Value| -> Vec<String> {
            page["hits"].as_array().unwrap().iter().map(|hit| hit["record"].as_str().unwrap().to_owned()).collect()
        };
        let whole = records(&page);
        assert_eq!(whole.len(), 230);
        let mut paged: Vec<String> = Vec::new();
        let mut after: Option<String> = None;
        loop {
            let mut args = vec!["search", "--json", "grève", "--sort", sort, "--limit", "40"];
            if let Some(cursor) = &after {
                args.extend(["--after", cursor]);
            }
            let page = story.run(&args).json();
            paged.extend(records(&page));
            match page["next"].as_str() {
                Some(next) => after = Some(next.to_owned()),
                None => break,
            }
        }
        assert_eq!(paged, whole, "{sort}");
    }
}

#[test]
fn other_forms_of_an_answer() {
    let story = strikes();
    let trec = story.run(&["search", "grève cheminots", "--format", "trec"]).success().out();
    assert_eq!(trec.split_whitespace().take(4).collect::<Vec<_>>(), ["1", "Q0", "a.md", "1"]);
    let csv = story.run(&["search", "cheminots", "--format", "csv"]).success().out();
    assert!(csv.starts_with("query,rank,id,date,") && csv.contains("Grève à la SNCF"), "{csv}");
    let lines = story.run(&["search", "grève", "--format", "jsonl"]).success().out();
    assert_eq!(lines.lines().count(), 3);
    story.article("../queries.tsv", "q1\tgrève métro\nq2\trail strike\n");
    let trec = story.run(&["search", "--queries", "queries.tsv", "--format", "trec", "-n", "1"]).success().out();
    let rows: Vec<Vec<&str>> = trec.lines().map(|line| line.split(' ').collect()).collect();
    assert_eq!(rows.iter().map(|row| (row[0], row[2])).collect::<Vec<_>>(), [("q1", "c.md"), ("q2", "b.md")]);
}

#[test]
fn facets_and_timeline_count_all_hits() {
    let story = strikes();
    let page = story
        .run(&["search", "--json", "--facets", "source,language,timeline", "-n", "1", "grève OR strike"])
        .success()
        .json();
    assert_eq!(page["facets"]["source"][0]["label"], "Le Courrier");
    assert_eq!(page["facets"]["source"][0]["count"], 3);
    assert_eq!(page["facets"]["language"].as_array().unwrap().len(), 2);
    let counted: u64 = page["timeline"].as_array().unwrap().iter().map(|bar| bar["count"].as_u64().unwrap()).sum();
    assert_eq!(counted, 2, "the undated article stands apart, and so does that of a whole month");
    assert_eq!(page["timeline_uncertain"], 1);
    let of = |unit: &str| story.run(&["search", "--json", "--interval", unit, "grève OR strike"]).success().json();
    assert_eq!(
        (of("year")["timeline_unit"].as_str(), of("month")["timeline_unit"].as_str()),
        (Some("year"), Some("month"))
    );
    assert_eq!(of("month")["timeline"][0]["count"], 3);
    let days = of("day");
    assert!(days["timeline"].as_array().unwrap().iter().all(|bar| bar["from"] == bar["until"]));
    assert_eq!(days["timeline_undated"], 1, "{days}");
}

#[test]
fn a_user_s_names_take_effect_on_the_next_query() {
    let story = Story::new();
    story
        .article("a.txt", "Visite\n\nLe président Zorvan Malikov a reçu la délégation à Paris, selon son porte-parole.")
        .article(
            "b.txt",
            "Portrait\n\nLe colonel Igor Baronski est né à Paris. Igor Baronski ne sort que le soir, dit le maire de la ville.",
        );
    story.index().success();
    assert_eq!(story.found_set(&["--person", "Zorvan Malikov"]), ["a.txt"]);
    std::fs::create_dir_all(story.articles().with_file_name("index")).unwrap();
    std::fs::write(
        story.articles().with_file_name("index").join("names.toml"),
        "same = [[\"Zorvan Malikov\", \"Igor Baronski\"]]\n",
    )
    .unwrap();
    assert_eq!(story.found_set(&["--person", "Zorvan Malikov"]), ["a.txt", "b.txt"]);
    std::fs::write(story.articles().with_file_name("index").join("names.toml"), "same = 3\n").unwrap();
    story.run(&["search", "visite"]).code(2).says("names.toml").says("hint: ");
}

#[test]
fn settings_come_from_flag_environment_and_file() {
    let story = strikes();
    story.article("../depeche.toml", "limit = 1\n");
    assert_eq!(story.run(&["search", "--json", "grève"]).json()["hits"].as_array().unwrap().len(), 1);
    assert_eq!(story.run(&["search", "--json", "grève", "-n", "2"]).json()["hits"].as_array().unwrap().len(), 2);
    story.article("../depeche.toml", "limt = 1\n");
    story.run(&["search", "grève"]).code(2).says("depeche.toml").says("limt");
    story.run(&["search", "grève", "--config", "absent.toml"]).code(2).says("absent.toml");
}

#[test]
fn completions_and_manual_are_printed() {
    let story = Story::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        story.run(&["completions", shell]).success().prints("depeche");
    }
    story.run(&["man"]).success().prints("depeche search").prints("\\-\\-mentions");
}
