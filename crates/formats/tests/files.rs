//! Promises about files as they come:
//!
//! 1. A packed file gives the articles of the file in it, from several members too.
//! 2. A bad record costs one record; a broken archive costs what follows the break.
//! 3. What is too large, too tightly packed, empty or no text is refused with its reason.
//! 4. JSON is read in every shape, and tables with every usual separator.

use std::io::Write;
use std::path::Path;

use article::{Article, DateOrigin, DateRole, Language, Role};
use flate2::Compression;
use flate2::write::GzEncoder;
use formats::{Fault, Reason, read, read_bytes};

fn all(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Result<Article, Fault>> {
    read_bytes(Path::new(name), bytes).unwrap().collect()
}

fn good(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Article> {
    all(name, bytes).into_iter().map(|article| article.unwrap()).collect()
}

fn titles(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<String> {
    good(name, bytes).into_iter().filter_map(|article| article.title).collect()
}

fn reason(name: &str, bytes: impl Into<Vec<u8>>) -> Reason {
    let mut found = all(name, bytes);
    assert_eq!(found.len(), 1);
    found.remove(0).unwrap_err().reason
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const TWO: &str = "{\"id\": 1, \"title\": \"Un titre\", \"text\": \"Un texte.\"}\n{\"id\": 2, \"title\": \"Autre titre\", \"text\": \"Autre.\"}\n";

#[test]
fn packed_files_are_unpacked() {
    let expected = ["Un titre", "Autre titre"];
    assert_eq!(titles("a.jsonl", TWO), expected);
    assert_eq!(titles("a.jsonl.gz", gzip(TWO.as_bytes())), expected);
    assert_eq!(titles("a.jsonl.zst", zstd::encode_all(TWO.as_bytes(), 3).unwrap()), expected);
    let members: Vec<u8> = TWO.split_inclusive('\n').flat_map(|line| gzip(line.as_bytes())).collect();
    assert_eq!(titles("a.jsonl.gz", members), expected);
}

#[test]
fn records_carry_their_own_ids_and_digests() {
    let plain = good("a.jsonl", TWO);
    let packed = good("a.jsonl.gz", gzip(TWO.as_bytes()));
    assert_eq!(plain[0].record.as_deref(), Some("1"));
    assert_eq!(plain[0].digest, packed[0].digest);
    assert_ne!(plain[0].digest, plain[1].digest);
}

#[test]
fn a_bad_line_costs_one_record() {
    let text = TWO.replacen('\n', "\n{\"title\": oops}\n\n[1]\n", 1);
    let found = all("a.jsonl", text);
    let faults: Vec<_> = found.iter().filter_map(|article| article.as_ref().err()).collect();
    assert_eq!(found.len(), 4);
    assert_eq!((faults[0].line, faults[0].record, faults[0].fatal), (Some(2), Some(2), false));
    assert!(faults[0].to_string().starts_with("line 2: is not valid JSON: "), "{}", faults[0]);
    assert_eq!((faults[1].line, &faults[1].reason), (Some(4), &Reason::NotARecord));
    assert!(found[3].is_ok());
}

#[test]
fn a_broken_archive_gives_what_it_holds() {
    let lines: String =
        (0..20_000).map(|n| format!("{{\"title\": \"Titre {n}\", \"text\": \"{}\"}}\n", n * 7919)).collect();
    let packed = gzip(lines.as_bytes());
    let found = all("a.jsonl.gz", &packed[..packed.len() / 2]);
    let last = found.last().unwrap().as_ref().unwrap_err();
    assert!(found.len() > 1000);
    assert!(last.fatal && matches!(last.reason, Reason::Packing(_)), "{last}");
    assert!(matches!(reason("a.txt.gz", "no gzip at all"), Reason::Packing(_)));
}

#[test]
fn a_bomb_is_refused() {
    let zeros = vec![b' '; 40 << 20];
    assert_eq!(reason("a.txt.gz", gzip(&zeros)), Reason::Ratio { ratio: 200 });
    assert_eq!(reason("a.txt.zst", zstd::encode_all(&zeros[..], 3).unwrap()), Reason::Ratio { ratio: 200 });
}

#[test]
fn a_large_document_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("grand.txt");
    std::fs::write(&path, vec![b'a'; (64 << 20) + 1]).unwrap();
    let fault = read(&path, Path::new("grand.txt")).unwrap().next().unwrap().unwrap_err();
    assert_eq!(fault.to_string(), "is larger than 64 MiB, the most that is read of one document");
}

#[test]
fn a_line_that_is_too_long_costs_one_record() {
    let long = format!("{{\"title\": \"{}\"}}\n{TWO}", "x".repeat(64 << 20));
    let found = all("a.jsonl", long);
    assert_eq!(found.len(), 3);
    assert!(matches!(found[0].as_ref().unwrap_err().reason, Reason::TooLarge { .. }));
}

#[test]
fn what_is_no_article_is_refused_with_its_reason() {
    for name in ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv"] {
        assert_eq!(reason(name, ""), Reason::Empty, "{name}");
    }
    assert_eq!(reason("a.txt", " \n\t\n"), Reason::NoText);
    assert!(matches!(reason("a.json", &b"\x00\x01\x02\xff\xfe"[..]), Reason::Binary(_)));
    assert!(matches!(reason("a.txt", &b"PK\x03\x04\x00\x00"[..]), Reason::Binary(_)));
    assert_eq!(reason("a.csv", "a,b\n1,2\n"), Reason::Header("a, b".to_owned()));
    assert_eq!(reason("a.jsonl", "{\"id\": 3}"), Reason::NoText);
}

#[test]
fn what_is_no_file_of_articles_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let inside = Path::new("x");
    assert!(matches!(read(&folder.path().join("a.txt"), inside), Err(formats::Error::Open { .. })));
    assert!(matches!(read(&folder.path().join("a.jpg"), inside), Err(formats::Error::UnknownKind { .. })));
    std::fs::create_dir(folder.path().join("b.txt")).unwrap();
    assert!(matches!(read(&folder.path().join("b.txt"), inside), Err(formats::Error::NotAFile { .. })));
}

#[test]
fn json_is_read_in_every_shape() {
    let one = r#"{"title": "Un titre", "text": "Un texte."}"#;
    for text in [
        one.to_owned(),
        format!("[{one}]"),
        format!("\u{FEFF} [\n{one}\n]"),
        format!("{{\"status\": \"ok\", \"articles\": [{one}]}}"),
        format!("{{\"response\": {{\"docs\": [{one}]}}}}"),
        format!("{{\"hits\": {{\"hits\": [{{\"_id\": \"x\", \"_source\": {one}}}]}}}}"),
        format!("{{\"title\": \"Fil\", \"items\": [{one}]}}"),
    ] {
        assert_eq!(titles("a.json", text.as_str()), ["Un titre"], "{text}");
    }
    assert_eq!(titles("a.json", format!("{one}\n{one}")), ["Un titre", "Un titre"]);
    assert_eq!(titles("a.jsonl", format!("[{one},\n{one}]")), ["Un titre", "Un titre"]);
}

#[test]
fn a_list_that_breaks_gives_what_it_holds() {
    let found = all("a.json", r#"[{"title": "Un titre"}, {"title": oops}, {"title": "Autre titre"}, {"ti"#);
    assert_eq!(found.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true, false]);
    let fault = found[3].as_ref().unwrap_err();
    assert!(fault.fatal);
    assert_eq!(
        fault.to_string(),
        "line 1: is not valid JSON: the file ends inside a record; the rest of the file was not read"
    );
}

#[test]
fn fields_are_read_by_the_names_of_many_tools() {
    let record = r#"{"guid": "urn:x:1", "canonical_url": "https://www.exemple.fr/2024/12/05/a", "headlines": [{"value": "Un titre"}],
        "maintext": "Un texte.", "date_publish": "2024-12-05 10:00:00", "date_modify": "2024-12-06",
        "authors": [{"name": "Anne Roux"}, "B. Petit"], "lang": "fr-FR", "keywords": "port, grève", "article:section": "Monde"}"#;
    let article = &good("a.json", record)[0];
    assert_eq!(article.record.as_deref(), Some("urn:x:1"));
    assert_eq!(article.title.as_deref(), Some("Un titre"));
    assert_eq!(article.byline.as_deref(), Some("Anne Roux, B. Petit"));
    assert_eq!(article.source.as_deref(), Some("exemple.fr"));
    assert_eq!(article.section.as_deref(), Some("Monde"));
    assert_eq!(article.tags, ["port", "grève"]);
    assert_eq!(article.declared_language, Some(Language::French));
    let dates: Vec<_> =
        article.date_evidence.iter().map(|date| (date.value.as_str(), date.role, date.origin.clone())).collect();
    assert_eq!(
        dates,
        [
            ("2024-12-05 10:00:00", DateRole::Published, DateOrigin::Field("date_publish".to_owned())),
            ("2024-12-06", DateRole::Modified, DateOrigin::Field("date_modify".to_owned())),
            ("2024/12/05", DateRole::Published, DateOrigin::Url),
        ]
    );
}

#[test]
fn a_summary_opens_the_text_unless_the_text_holds_it() {
    let text = |record: &str| good("a.json", record).remove(0).text;
    assert_eq!(
        text(r#"{"title": "T u", "description": "En bref, un résumé.", "text": "Le texte."}"#),
        "T u\n\nEn bref, un résumé.\n\nLe texte."
    );
    assert_eq!(
        text(r#"{"title": "T u", "description": "Le début du texte...", "text": "Le début du texte et sa fin."}"#),
        "T u\n\nLe début du texte et sa fin."
    );
}

#[test]
fn a_title_at_the_head_of_the_text_is_not_printed_twice() {
    let article =
        good("a.json", r#"{"title": "Le port rouvre", "text": "Le port rouvre\n\nIl a rouvert lundi."}"#).remove(0);
    assert_eq!(article.text, "Le port rouvre\n\nIl a rouvert lundi.");
    assert_eq!(article.paragraphs[0].role, Role::Title);
}

#[test]
fn markup_in_records_is_taken_away() {
    let article =
        good("a.json", r#"{"title": "L&#8217;été &amp; nous", "content": "<p>Un <b>mot</b>.</p><p>Deux.</p>"}"#)
            .remove(0);
    assert_eq!(article.text, "L’été & nous\n\nUn mot.\n\nDeux.");
}

#[test]
fn tables_are_read_with_every_separator() {
    let expected = ["Un titre", "Autre"];
    assert_eq!(titles("a.csv", "Title,Text\nUn titre,\"a, b\nc\"\nAutre,d\n"), expected);
    assert_eq!(titles("a.csv", "titre;texte;date\nUn titre;a, b;2024\nAutre;c;\n"), expected);
    assert_eq!(titles("a.tsv", "title\ttext\nUn titre\ta\nAutre\tb\n"), expected);
    let found = all("a.csv", "title,text\nUn titre,a\nx,b,c\nAutre,d\n");
    assert_eq!(found[1].as_ref().unwrap_err().to_string(), "line 3: has 3 fields where the header row names 2");
    assert!(found[2].is_ok());
}

#[test]
fn tables_and_lines_of_other_encodings_are_read() {
    let article = good("a.csv", &b"titre;texte\nL'\xE9t\xE9;D\xE9j\xE0 vu\n"[..]).remove(0);
    assert_eq!(article.text, "L'été\n\nDéjà vu");
    assert_eq!(article.notes, ["read as windows-1252, not UTF-8"]);
    let article = good("a.jsonl", &b"{\"title\": \"L'\xE9t\xE9\"}\n"[..]).remove(0);
    assert_eq!(article.title.as_deref(), Some("L'été"));
    let utf_16: Vec<u8> = "\u{FEFF}title\ttext\nUn\tdeux\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(titles("a.tsv", utf_16), ["Un"]);
}

#[test]
fn names_of_files_are_evidence() {
    let value = |name: &str, bytes: &str| {
        good(name, bytes)[0].date_evidence.iter().map(|date| date.value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(value("2024/12/05/a.txt", "Un texte."), ["2024/12/05"]);
    assert_eq!(value("2024-12-05.jsonl", r#"{"title": "Un"}"#), ["2024-12-05"]);
    assert_eq!(value("2024-12-05.jsonl", r#"{"title": "Un", "date": "2023-01-01"}"#), ["2023-01-01"]);
}

#[test]
fn a_summary_under_the_better_name_does_not_hide_the_text() {
    let record = r#"{"title": "La facture", "body": {"summary": ["Une phrase."], "sections": []}, "plaintext": "Le texte entier parle du barrage et de sa facture, longuement, sur plusieurs lignes."}"#;
    let article = formats::read_bytes(Path::new("a.json"), record).unwrap().next().unwrap().unwrap();
    assert!(article.text.contains("Une phrase.") && article.text.contains("parle du barrage"), "{}", article.text);
}
