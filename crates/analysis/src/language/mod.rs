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
    let mut total = Quoted::default();
    let mut counts = Vec::with_capacity(article.paragraphs.len());
    for paragraph in &article.paragraphs {
        let counted = count(article.text_of(paragraph));
        if paragraph.role.is_own_voice() {
            total.outside.add(&counted.outside);
            total.inside.add(&counted.inside);
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

/// The language of an article, of which `quoted` counts what it says itself.
fn judge(quoted: &Quoted, article: &Article) -> Language {
    let all = quoted.all();
    if let Some(winner) = quoted.outside.clear_winner().or_else(|| all.clear_winner()) {
        return winner;
    }
    let sample = sample(article, quoted.outside.words >= FEWEST_WORDS);
    let foreign = ALL_LANGUAGES.detect(&sample).filter(|info| !matches!(info.lang(), Lang::Fra | Lang::Eng));
    let foreign = foreign.filter(|info| match sample.len() {
        ..FEWEST_FOREIGN => false,
        FEWEST_FOREIGN..LONG_ENOUGH => info.is_reliable(),
        // It doubts whether this is Danish or Norwegian, not whether it is English.
        LONG_ENOUGH.. => info.is_reliable() || article.declared_language.is_none(),
    });
    if foreign.is_some() {
        return Language::Other;
    }
    article
        .declared_language
        .or_else(|| all.likely_winner())
        .or_else(|| ask(&sample))
        .or_else(|| all.leaning())
        .unwrap_or(Language::Other)
}

/// Shorter paragraphs, in bytes, inherit the article's language.
const SHORTEST_JUDGED: usize = 80;

fn judge_paragraph(article: &Article, paragraph: &Paragraph, quoted: Quoted, inherited: Language) -> Language {
    let text = article.text_of(paragraph);
    if text.len() < SHORTEST_JUDGED || matches!(paragraph.role, Role::Title | Role::Tags) {
        return inherited;
    }
    let counts = if quoted.outside.words < FEWEST_WORDS { quoted.all() } else { quoted.outside };
    match counts.clear_winner() {
        Some(winner) => winner,
        // Asking costs more than counting: only where the little words lean away from the article.
        None if counts.leaning().is_some_and(|lean| lean != inherited) => ask(text).unwrap_or(inherited),
        None => inherited,
    }
}

/// What `whatlang` is sure of, French or English.
fn ask(text: &str) -> Option<Language> {
    let info = FRENCH_OR_ENGLISH.detect(text).filter(whatlang::Info::is_reliable)?;
    match info.lang() {
        Lang::Fra => Some(Language::French),
        Lang::Eng => Some(Language::English),
        _ => None,
    }
}

static FRENCH_OR_ENGLISH: LazyLock<Detector> = LazyLock::new(|| Detector::with_allowlist(vec![Lang::Fra, Lang::Eng]));
static ALL_LANGUAGES: LazyLock<Detector> = LazyLock::new(Detector::new);

/// Below so many bytes an unrestricted detector is wrong too often to be asked.
const FEWEST_FOREIGN: usize = 60;

/// From so many bytes on, text that has few of our little words and is likest to another language is in another one.
const LONG_ENOUGH: usize = 200;

/// A detector is not surer of a longer sample than of this one, in bytes.
const LONGEST_SAMPLE: usize = 800;

/// The first of what the article says itself, quotations left out if `only_outside`.
fn sample(article: &Article, only_outside: bool) -> String {
    let mut sample = String::new();
    for paragraph in article.paragraphs.iter().filter(|paragraph| paragraph.role.is_own_voice()) {
        let text = article.text_of(paragraph);
        let mut end = LONGEST_SAMPLE.saturating_sub(sample.len()).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        if only_outside {
            unquoted(&text[..end]).for_each(|piece| sample.extend([piece, " "]));
        } else {
            sample.extend([&text[..end], " "]);
        }
    }
    sample
}

/// Fewer words than this decide nothing.
const FEWEST_WORDS: usize = 8;

impl Quoted {
    fn all(&self) -> Counts {
        let mut all = self.outside;
        all.add(&self.inside);
        all
    }
}

impl Counts {
    /// The language whose little words are as dense as in prose and three times as many as the other's; in tables and
    /// lists, where little words are few, those that support them count as well.
    fn clear_winner(&self) -> Option<Language> {
        let dense = |(winner, most, least): (Language, usize, usize)| {
            // Prose has 20 to 35 % of them; languages that share a few of the words stay under 8 %.
            (most * 100 >= self.words * 12 && most >= 3 * least).then_some(winner)
        };
        let supported = || dense(order(self.french + self.french_support, self.english + self.english_support));
        if self.words < FEWEST_WORDS {
            return None;
        }
        dense(order(self.french, self.english)).or_else(supported)
    }

    /// For texts of a few words: two that tell one language, and none the other.
    fn likely_winner(&self) -> Option<Language> {
        let (winner, most, least) = order(self.french + self.french_support, self.english + self.english_support);
        (most >= 2 && least == 0).then_some(winner)
    }

    fn leaning(&self) -> Option<Language> {
        let weigh = |words, support| 2 * words + support;
        let french = weigh(self.french, self.french_support);
        let (winner, most, least) = order(french, weigh(self.english, self.english_support));
        (most > least).then_some(winner)
    }
}

/// The language that has more, and how much both have.
fn order(french: usize, english: usize) -> (Language, usize, usize) {
    if french >= english { (Language::French, french, english) } else { (Language::English, english, french) }
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
    fn other_languages_are_other() {
        for text in OTHER_LANGUAGES {
            assert_eq!(judge_languages(&mut article(&[(Role::Body, text)])), Language::Other, "{text}");
        }
    }

    /// One piece of news in Spanish, Italian, Portuguese, German, Dutch, Catalan, Danish and Russian.
    const OTHER_LANGUAGES: [&str; 8] = [
        "El Gobierno anunció este jueves que las negociaciones con los sindicatos continuarán la próxima semana en Madrid, después de que los trabajadores rechazaran la última propuesta del ministerio. La huelga afecta a más de veinte hospitales de la región y podría durar hasta el domingo. Los médicos piden un aumento de sueldo y más camas.",
        "Il governo ha annunciato giovedì che i negoziati con i sindacati continueranno la prossima settimana a Roma, dopo che i lavoratori hanno respinto l'ultima proposta del ministero. Lo sciopero riguarda più di venti ospedali della regione e potrebbe durare fino a domenica. Il ministro non ha voluto commentare le cifre per il momento.",
        "O governo anunciou nesta quinta-feira que as negociações com os sindicatos continuarão na próxima semana em Lisboa, depois que os trabalhadores rejeitaram a última proposta do ministério. A greve afeta mais de vinte hospitais da região e pode durar até domingo. Os médicos pedem um aumento de salário e mais camas.",
        "Die Regierung teilte am Donnerstag mit, dass die Verhandlungen mit den Gewerkschaften in der nächsten Woche in Berlin fortgesetzt werden, nachdem die Beschäftigten das letzte Angebot des Ministeriums abgelehnt hatten. Der Streik betrifft mehr als zwanzig Krankenhäuser der Region und könnte bis Sonntag dauern. Was in der Stadt war, will man nun an das Amt melden.",
        "De regering maakte donderdag bekend dat de onderhandelingen met de vakbonden volgende week in Den Haag worden voortgezet, nadat de werknemers het laatste voorstel van het ministerie hadden verworpen. De staking treft meer dan twintig ziekenhuizen in de regio en kan tot zondag duren. Het is niet bekend of er over het weekend wordt onderhandeld.",
        "El govern va anunciar dijous que les negociacions amb els sindicats continuaran la setmana vinent a Barcelona, després que els treballadors rebutgessin l'última proposta del ministeri. La vaga afecta més de vint hospitals de la regió i podria durar fins diumenge. Els metges demanen un augment de sou i més llits.",
        "Regeringen meddelte torsdag, at forhandlingerne med fagforeningerne fortsætter i næste uge i København, efter at de ansatte havde afvist ministeriets seneste forslag. Strejken rammer mere end tyve hospitaler i regionen og kan vare til søndag. Lægerne kræver højere løn og flere senge.",
        "Правительство объявило в четверг, что переговоры с профсоюзами продолжатся на следующей неделе в Москве после того, как работники отклонили последнее предложение министерства. Забастовка затрагивает более двадцати больниц региона и может продлиться до воскресенья.",
    ];

    #[test]
    fn an_article_that_is_one_quotation_has_its_language() {
        let quoted =
            "« Nous n'avons pas dormi de la nuit et nous ne savons toujours pas quand les trains vont partir »";
        assert_eq!(judge_languages(&mut article(&[(Role::Body, quoted)])), Language::French);
    }

    #[test]
    fn tables_are_judged_by_what_words_they_have() {
        let table = "Shr 16 cts vs 11 cts\nNet 801,000 vs 703,000\nRevs 6.3 mln vs 4.1 mln\nNine months\nShr 44 cts";
        assert_eq!(judge_languages(&mut article(&[(Role::Body, table)])), Language::English);
    }

    #[test]
    fn short_paragraphs_inherit() {
        let mut article = article(&[
            (
                Role::Body,
                "Le maire a dit que les ponts ne seront pas ouverts avant la fin du mois, et que la ville en paiera la moitié.",
            ),
            (Role::Body, "The end of the road"),
        ]);
        judge_languages(&mut article);
        assert_eq!(article.paragraphs[1].language, Language::French);
    }

    #[test]
    fn an_empty_article_is_other() {
        assert_eq!(judge_languages(&mut Article::default()), Language::Other);
    }
}
