//! Bad input gives a clear message or a report; the rest goes on, and nothing is lost.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;

use crate::story::Story;

/// A story with one good article beside whatever is bad.
fn with_a_good_one() -> Story {
    let story = Story::new();
    story.article(
        "bon.txt",
        "La trêve tient\n\nLa trêve tient depuis mardi, selon les observateurs présents sur place.",
    );
    story
}

fn good_one_is_found(story: &Story) {
    assert_eq!(story.found(&["trêve"]), ["bon.txt"]);
}

#[test]
fn random_bytes_named_json() {
    let story = with_a_good_one();
    let noise: Vec<u8> = (0..5000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    story.article("bruit.json", noise);
    story.index().success().says("bruit.json");
    good_one_is_found(&story);
    story.run(&["status"]).success().prints("bruit.json");
}

#[test]
fn an_empty_file() {
    let story = with_a_good_one();
    story.article("vide.txt", "").article("vide.json", "");
    story.index().success();
    good_one_is_found(&story);
    story.run(&["status"]).success().prints("vide.txt").prints("vide.json");
}

#[test]
fn an_unreadable_file() {
    let story = with_a_good_one();
    story.article("secret.txt", "La trêve secrète\n\nLa trêve secrète dure encore, dit un témoin.");
    let secret = story.articles().join("secret.txt");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&secret).is_ok() {
        writeln!(std::io::stderr(), "skipped: an_unreadable_file, because this user may read everything").unwrap();
        return;
    }
    story.index().success().says("secret.txt");
    good_one_is_found(&story);
}

#[test]
fn a_broken_gzip() {
    let story = with_a_good_one();
    let mut whole = Vec::new();
    let mut packer = flate2::write::GzEncoder::new(&mut whole, flate2::Compression::default());
    for n in 0..2000 {
        writeln!(packer, "{{\"id\": \"r{n}\", \"text\": \"Un texte numéro {n} qui parle de tout et de rien.\"}}")
            .unwrap();
    }
    packer.finish().unwrap();
    story.article("coupe.jsonl.gz", &whole[..whole.len() / 2]).article("faux.txt.gz", "ceci n'est pas un gzip");
    story.index().success().says("coupe.jsonl.gz").says("faux.txt.gz");
    good_one_is_found(&story);
    assert_eq!(story.found(&["\"texte numéro 3\""]), ["r3"], "what came before the break is kept");
}

#[test]
fn one_bad_line_in_the_middle() {
    let story = with_a_good_one();
    let lines = [
        r#"{"id": "un", "text": "Le premier texte parle du barrage."}"#,
        r#"{"id": "deux", "text": "Le deuxième texte "#,
        r#"{"id": "trois", "text": "Le troisième texte parle du barrage."}"#,
    ];
    story.article("export.jsonl", lines.join("\n"));
    story.index().success().says("line 2");
    assert_eq!(story.found_set(&["barrage"]), ["trois", "un"]);
    story.run(&["status"]).success().prints("line 2");
}

#[test]
fn a_hundred_megabytes() {
    let story = with_a_good_one();
    let path = story.articles().join("enorme.txt");
    fs::File::create(&path).unwrap().set_len(100 << 20).unwrap();
    story.index().success().says("enorme.txt");
    good_one_is_found(&story);
}

#[test]
fn unknown_kinds_are_counted() {
    let story = with_a_good_one();
    story.article("photo.jpg", "x").article("scan.pdf", "x").article("autre.jpg", "x");
    story.index().success().says("2 with .jpg").says("1 with .pdf");
    story.run(&["status"]).success().prints("2 .jpg");
}

#[test]
fn an_index_of_another_version() {
    let story = with_a_good_one();
    story.index().success();
    let generation = story.articles().with_file_name("index").join("g000001");
    let meta = generation.join("meta.json");
    let text = fs::read_to_string(&meta).unwrap();
    let ours = analysis::fingerprint();
    let golden = ours.rsplit('-').next().unwrap();
    let older = text.replace(&ours, &format!("analysis-0-{golden}"));
    assert_ne!(text, older);
    fs::write(&meta, older).unwrap();
    story.run(&["search", "trêve"]).code(2).says("analysis-0-").says("hint: run `depeche index`");
    story.run(&["index"]).success().says("built anew");
    good_one_is_found(&story);
}

#[test]
fn an_index_of_something_else_is_never_wiped() {
    let story = with_a_good_one();
    story.index().success();
    let meta = story.articles().with_file_name("index").join("g000001/meta.json");
    let text = fs::read_to_string(&meta).unwrap();
    let other = text.replace("\\\"sequence\\\"", "\\\"séquence\\\"");
    assert_ne!(text, other);
    fs::write(&meta, &other).unwrap();
    story.run(&["search", "trêve"]).code(2).says("newer");
    story.index().code(2);
    assert_eq!(fs::read_to_string(&meta).unwrap(), other);
}

#[test]
fn no_index_at_all() {
    let story = with_a_good_one();
    story.run(&["search", "trêve"]).code(2).says("there is no index").says("hint: run `depeche index FOLDER`");
    story.run(&["index"]).code(2).says("hint: ");
    story.run(&["index", "absent"]).code(2).says("absent");
}

#[test]
fn a_second_writer_is_told_who_writes() {
    let story = with_a_good_one();
    story.index().success();
    let lock = fs::File::open(story.articles().with_file_name("index").join("LOCK")).unwrap();
    lock.try_lock().unwrap();
    story.index().code(2).says("being written");
    drop(lock);
    story.index().success();
}
