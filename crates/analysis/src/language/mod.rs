//! Takes an article, says in which language each paragraph is written.
//!
//! Little words decide: they are cheap to count and never rare in prose. `whatlang` is asked where they are few or
//! divided. What stands in quotation marks is set aside, embedded posts have no say, and short paragraphs inherit
//! from the article, because on short text every detector guesses.

mod count;

use std::sync::LazyLock;

use article::{Article, Language, Paragraph, Role};
use count::{Counts, Quoted, count};
use whatlang::{Detector, Lang};

/// Fills in the language of every paragraph and returns that of the article.
pub fn judge_languages(article: &mut Article) -> Language {
    let mut total = Counts::default();
    let mut counts = Vec::with_capacity(article.paragraphs.len());
    for paragraph in &article.paragraphs {
        let counted = count(article.text_of(paragraph));
        if paragraph.role.is_own_voice() {
            total.add(&counted.outside);
        }
        counts.push(counted);
    }
    let language = judge(&total, article);
    let judge_one = |(paragraph, counts)| judge_paragraph(article, paragraph, counts, language);
    let judged: Vec<Language> = article.paragraphs.iter().zip(counts).map(judge_one).collect();
    for (paragraph, judged) in article.paragraphs.iter_mut().zip(judged) {
        paragraph.language = judged;
    }
    language
}

/// Shorter paragraphs, in bytes, inherit the article's language.
const SHORTEST_JUDGED: usize = 80;

fn judge_paragraph(article: &Article, paragraph: &Paragraph, quoted: Quoted, inherited: Language) -> Language {
    let text = article.text_of(paragraph);
    if text.len() < SHORTEST_JUDGED || matches!(paragraph.role, Role::Title | Role::Tags) {
        return inherited;
    }
    let mut counts = quoted.outside;
    if counts.words < FEWEST_WORDS {
        counts.add(&quoted.inside);
    }
    match counts.clear_winner() {
        Some(winner) => winner,
        // Asking costs more than counting: only where the little words lean away from the article.
        None if counts.leaning().is_some_and(|lean| lean != inherited) => ask(&DETECTOR, text).unwrap_or(inherited),
        None => inherited,
    }
}

fn judge(counts: &Counts, article: &Article) -> Language {
    if let Some(winner) = counts.clear_winner() {
        return winner;
    }
    let sample = sample(article);
    if sample.len() >= LONG_ENOUGH_FOR_ALL
        && let Some(info) = ALL_LANGUAGES.detect(&sample)
        && info.is_reliable()
        && !matches!(info.lang(), Lang::Fra | Lang::Eng)
    {
        return Language::Other;
    }
    article
        .declared_language
        .or_else(|| ask(&DETECTOR, &sample))
        .or_else(|| counts.leaning())
        .unwrap_or(Language::Other)
}

fn ask(detector: &Detector, text: &str) -> Option<Language> {
    let info = detector.detect(text).filter(whatlang::Info::is_reliable)?;
    match info.lang() {
        Lang::Fra => Some(Language::French),
        Lang::Eng => Some(Language::English),
        _ => None,
    }
}

static DETECTOR: LazyLock<Detector> = LazyLock::new(|| Detector::with_allowlist(vec![Lang::Fra, Lang::Eng]));
static ALL_LANGUAGES: LazyLock<Detector> = LazyLock::new(Detector::new);

/// Below this many bytes an unrestricted detector is wrong too often to be asked.
const LONG_ENOUGH_FOR_ALL: usize = 200;

/// A detector is not surer of a longer sample than of this one, in bytes.
const LONGEST_SAMPLE: usize = 800;

/// The first of what the article says itself, quotations left out.
fn sample(article: &Article) -> String {
    let mut sample = String::new();
    for paragraph in article.paragraphs.iter().filter(|paragraph| paragraph.role.is_own_voice()) {
        let text = article.text_of(paragraph);
        let mut end = LONGEST_SAMPLE.saturating_sub(sample.len()).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        for piece in unquoted(&text[..end]) {
            sample.push_str(piece);
            sample.push(' ');
        }
    }
    sample
}

/// Fewer words than this decide nothing.
const FEWEST_WORDS: usize = 8;

impl Counts {
    /// The language whose little words are as dense as in prose and three times as many as the other's.
    fn clear_winner(&self) -> Option<Language> {
        let (winner, most, least) = if self.french >= self.english {
            (Language::French, self.french, self.english)
        } else {
            (Language::English, self.english, self.french)
        };
        // Prose has 20 to 35 % of them; languages that share a few of the words stay under 8 %.
        (self.words >= FEWEST_WORDS && most * 100 >= self.words * 12 && most >= 3 * least).then_some(winner)
    }

    fn leaning(&self) -> Option<Language> {
        match self.french.cmp(&self.english) {
            std::cmp::Ordering::Greater => Some(Language::French),
            std::cmp::Ordering::Less => Some(Language::English),
            std::cmp::Ordering::Equal => None,
        }
    }
}

/// The stretches of `text` outside quotation marks.
fn unquoted(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    let mut straight = false;
    text.split(['«', '»', '“', '”', '"']).enumerate().filter_map(move |(index, piece)| {
        if index > 0 {
            // The mark that ended the piece before: its bytes stand just in front of this one.
            let at = piece.as_ptr() as usize - text.as_ptr() as usize;
            match text[..at].chars().next_back() {
                Some('«' | '“') => depth += 1,
                Some('»' | '”') => depth = depth.saturating_sub(1),
                Some('"') => straight = !straight,
                _ => {}
            }
        }
        (depth == 0 && !straight).then_some(piece)
    })
}

#[cfg(test)]
mod tests {
    use article::{Article, Language, Paragraph, Role};

    use super::judge_languages;

    fn article(paragraphs: &[(Role, &str)]) -> Article {
        let mut article = Article::default();
        for (role, text) in paragraphs {
            let start = article.text.len();
            article.text.push_str(text);
            article.paragraphs.push(Paragraph {
                start,
                end: article.text.len(),
                language: Language::Other,
                role: *role,
            });
            article.text.push('\n');
        }
        article
    }

    #[test]
    fn a_foreign_quote_does_not_decide() {
        let mut article = article(&[
            (Role::Title, "Hospital strike"),
            (
                Role::Body,
                "Le ministre a répondu dans la soirée : « We will not give in to the demands of the unions, and that \
                 is the last word of the government on this matter », selon une source proche du dossier.",
            ),
        ]);
        assert_eq!(judge_languages(&mut article), Language::French);
        assert_eq!(article.paragraphs[0].language, Language::French, "titles inherit");
    }

    #[test]
    fn a_quoted_post_goes_to_its_own_language() {
        let mut article = article(&[
            (
                Role::Body,
                "Les secours sont arrivés dans la nuit, selon la préfecture, et les habitants ont été évacués.",
            ),
            (
                Role::Quoted,
                "We have been waiting for the boats since the morning and there is still no one at the door of the school",
            ),
        ]);
        assert_eq!(judge_languages(&mut article), Language::French);
        assert_eq!(article.paragraphs[1].language, Language::English);
    }

    #[test]
    fn another_language_is_other() {
        let spanish = "El Gobierno anunció este jueves que las negociaciones con los sindicatos continuarán la próxima \
                       semana en Madrid, después de que los trabajadores rechazaran la última propuesta del ministerio. \
                       La huelga afecta a más de veinte hospitales de la región y podría durar hasta el domingo.";
        assert_eq!(judge_languages(&mut article(&[(Role::Body, spanish)])), Language::Other);
    }

    #[test]
    fn an_empty_article_is_other() {
        assert_eq!(judge_languages(&mut Article::default()), Language::Other);
    }
}
