//! Evidence and bare texts, each with the date that follows from them.

use article::{Article, Confidence, DateEvidence, DateOrigin, DateRole, Language, Paragraph, Precision, Role};

use super::publication;

use Confidence::{Certain, Guess, Likely};

fn field(name: &str, value: &str) -> DateEvidence {
    found(DateOrigin::Field(name.to_owned()), DateRole::Published, value)
}

fn json_ld(value: &str) -> DateEvidence {
    found(DateOrigin::JsonLd("datePublished".to_owned()), DateRole::Published, value)
}

fn found(origin: DateOrigin, role: DateRole, value: &str) -> DateEvidence {
    DateEvidence { value: value.to_owned(), role, origin, span: None }
}

fn article(evidence: Vec<DateEvidence>, text: &[(Role, &str)]) -> Article {
    let mut article = Article { date_evidence: evidence, ..Article::default() };
    for (role, line) in text {
        let start = article.text.len();
        article.text.push_str(line);
        let end = article.text.len();
        article.paragraphs.push(Paragraph { start, end, language: Language::Other, role: *role });
        article.text.push('\n');
    }
    article
}

/// The date as text: `2024-12-06 12:03`, `2024-12`, `2024` or `none`.
fn shown(article: &Article, language: Language) -> (String, Option<Confidence>, String) {
    let mut article = article.clone();
    article.paragraphs.iter_mut().for_each(|paragraph| paragraph.language = language);
    let Some(published) = publication(&article, language).published else {
        return ("none".to_owned(), None, String::new());
    };
    let date = match (published.precision, published.time) {
        (Precision::Minute, Some(time)) => format!("{} {}", published.date, time.strftime("%H:%M")),
        (Precision::Month, _) => published.date.strftime("%Y-%m").to_string(),
        (Precision::Year, _) => published.date.strftime("%Y").to_string(),
        _ => published.date.to_string(),
    };
    (date, Some(published.confidence), published.evidence.to_string())
}

fn check(evidence: Vec<DateEvidence>, language: Language, date: &str, confidence: Confidence) {
    let (found, sure, why) = shown(&article(evidence.clone(), &[]), language);
    assert_eq!((found.as_str(), sure), (date, Some(confidence)), "{why} from {evidence:?}");
}

const FR: Language = Language::French;
const EN: Language = Language::English;

#[test]
fn one_field_is_enough() {
    check(vec![field("date_publish", "2024-12-06 12:03:00")], FR, "2024-12-06 12:03", Certain);
    check(vec![field("date", "1987-02-26T15:01:01")], EN, "1987-02-26 15:01", Certain);
    check(vec![field("date", "26-FEB-1987 15:01:01.79")], FR, "1987-02-26 15:01", Certain);
    check(vec![field("published", "1733486580")], EN, "2024-12-06 12:03", Certain);
    check(vec![field("date", "décembre 2024")], FR, "2024-12", Guess);
}

#[test]
fn days_are_those_that_were_printed() {
    check(vec![json_ld("2024-12-06T00:30:00+03:00")], FR, "2024-12-06 00:30", Certain);
    // In Greenwich it was the 9th already; the address and the print are of the 8th.
    let url = found(DateOrigin::Url, DateRole::Published, "2023/11/08");
    check(vec![json_ld("2023-11-09T03:28:35Z"), url], EN, "2023-11-08", Certain);
    check(vec![json_ld("2023-11-09T03:28:35Z")], EN, "2023-11-09 03:28", Likely);
}

#[test]
fn the_order_of_day_and_month_is_proved_or_supported() {
    let header = |value| found(DateOrigin::Header, DateRole::Published, value);
    check(vec![header("12:036/12/2024, vendredi")], EN, "2024-12-06 12:03", Certain);
    check(vec![header("6/12/2024")], FR, "2024-12-06", Certain);
    check(vec![header("6/12/2024")], EN, "2024-06-12", Guess);
    check(vec![header("6/12/2024"), json_ld("2024-12-06")], EN, "2024-12-06", Certain);
    check(vec![header("25/12/2024")], EN, "2024-12-25", Certain);
}

#[test]
fn the_best_supported_day_wins() {
    let time = |value| found(DateOrigin::Element("time".to_owned()), DateRole::Unknown, value);
    let evidence = vec![time("2024-11-02"), json_ld("2024-12-05"), time("2024-12-05T10:00:00")];
    check(evidence, FR, "2024-12-05 10:00", Certain);
    // A list of comments does not outvote the article.
    check(vec![time("2024-12-01"), time("2024-12-03"), time("2024-12-03")], FR, "2024-12-01", Likely);
    let nonsense = vec![field("date", "2999-01-01"), json_ld("2024-12-05")];
    check(nonsense, FR, "2024-12-05", Certain);
}

#[test]
fn changes_are_kept_apart() {
    let changed = found(DateOrigin::Header, DateRole::Modified, "7/12/2024, samedi");
    let both = article(vec![found(DateOrigin::Header, DateRole::Published, "6/12/2024"), changed.clone()], &[]);
    let publication = publication(&both, FR);
    assert_eq!(publication.published.map(|published| published.date.to_string()), Some("2024-12-06".to_owned()));
    assert_eq!(publication.modified.map(|modified| modified.date.to_string()), Some("2024-12-07".to_owned()));
    check(vec![changed], FR, "2024-12-07", Guess);
}

#[test]
fn contradictions_are_noted() {
    let both = article(vec![json_ld("2024-12-05"), found(DateOrigin::Url, DateRole::Published, "2023/01/09")], &[]);
    let publication = publication(&both, FR);
    assert_eq!(publication.notes, ["JSON-LD datePublished says 2024-12-05, not 2023-01-09"]);
}

#[test]
fn weak_evidence_gives_a_year_or_nothing() {
    check(vec![found(DateOrigin::Copyright, DateRole::Published, "2024")], FR, "2024", Guess);
    check(vec![found(DateOrigin::FileName, DateRole::Published, "2024/12")], FR, "2024-12", Guess);
    assert_eq!(shown(&article(vec![], &[(Role::Body, "Rien ne dit le jour.")]), FR).0, "none");
}

#[test]
fn datelines_borrow_their_year() {
    let dateline = || found(DateOrigin::Dateline, DateRole::Published, "5 déc");
    check(vec![dateline(), found(DateOrigin::FileName, DateRole::Published, "2024/12")], FR, "2024-12-05", Likely);
    check(vec![dateline(), found(DateOrigin::Copyright, DateRole::Published, "2024")], FR, "2024-12-05", Likely);
    // Nothing gives the year, so nothing is said.
    assert_eq!(shown(&article(vec![dateline()], &[(Role::Body, "Le 4, la ville est tombée.")]), FR).0, "none");
}

fn check_text(text: &[(Role, &str)], evidence: Vec<DateEvidence>, language: Language, date: &str) {
    let (found, confidence, why) = shown(&article(evidence, text), language);
    assert_eq!(found, date, "{why} from {text:?}");
    assert!(date == "none" || confidence == Some(Guess), "{text:?}");
}

#[test]
fn a_whole_date_of_these_days_gives_the_day() {
    let text = "Les mineurs ont repris jeudi 9 mai 2019 la route du col. Le préfet a déclaré jeudi que tout est calme.";
    check_text(&[(Role::Body, text)], vec![], FR, "2019-05-09");
    // Without a weekday named alone it may be a week old, so only the month is said.
    let text = "Les mineurs avaient fermé la route jeudi 9 mai 2019. Le col reste désert.";
    check_text(&[(Role::Body, text)], vec![], FR, "2019-05");
    // A day without its weekday may be a memory.
    check_text(&[(Role::Body, "Il est né le 9 mai 1952 à Vannes. Il a chanté vendredi.")], vec![], FR, "none");
}

#[test]
fn posts_give_the_year_and_the_text_the_day() {
    let text = [
        (Role::Body, "Le gouverneur a affirmé le 12 mars que la digue tient. Elle a été construite mercredi."),
        (Role::Quoted, "- Radio du Fleuve (@fleuve) 11 mars 2020"),
    ];
    check_text(&text, vec![], FR, "2020-03-12");
    // 1864814002762567997 was sent on 5 December 2024.
    let post = || vec![found(DateOrigin::PostId, DateRole::Published, "1864814002762567997")];
    let text = "Le pont a cédé jeudi 5 décembre. Le maire a parlé vendredi, puis vendredi soir le préfet.";
    check_text(&[(Role::Body, text)], post(), FR, "2024-12-06");
    check_text(&[(Role::Body, "Nothing else is dated.")], post(), EN, "2024-12-05");
}

#[test]
fn weekdays_without_a_month_single_out_a_year() {
    let text = "Workers left the mine on Thursday (5), after talks that failed on Sunday (1st). The owners spoke on December 4. \
                It is the longest strike since 2020; the others, in 2014 and 2017, were short.";
    check_text(&[(Role::Body, text)], vec![], EN, "2024-12-05");
    // Years far apart leave several.
    let text = "Workers left the mine on Thursday (5). The owners spoke on December 4. The mine opened in 1982.";
    check_text(&[(Role::Body, text)], vec![], EN, "none");
}

#[test]
fn appointments_are_not_the_day() {
    let text = [(
        Role::Body,
        "Le maire a annoncé mardi que la fête aura lieu le 21 juin. Mardi 4 juin 2019, il a présenté le programme.",
    )];
    check_text(&text, vec![], FR, "2019-06-04");
}
