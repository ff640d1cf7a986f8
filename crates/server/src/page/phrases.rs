//! What the page says, in French and in English.

use article::{Kind, Language, Role};
use query::TimelineUnit;

/// The words of the page in one language.
pub(crate) struct Phrases {
    pub(crate) language: Language,
    /// The code of the language, for `<html lang>`.
    pub(crate) code: &'static str,
    /// A colon as it stands behind a word.
    pub(crate) colon: &'static str,
    /// Quotation marks.
    pub(crate) quotes: (&'static str, &'static str),
    pub(crate) tagline: &'static str,
    pub(crate) search: &'static str,
    pub(crate) search_label: &'static str,
    pub(crate) search_hint: &'static str,
    pub(crate) options: &'static str,
    pub(crate) published_from: &'static str,
    pub(crate) published_until: &'static str,
    pub(crate) speaks_of: &'static str,
    pub(crate) date_hint: &'static str,
    pub(crate) order: &'static str,
    pub(crate) by_relevance: &'static str,
    pub(crate) newest_first: &'static str,
    pub(crate) oldest_first: &'static str,
    pub(crate) skip: &'static str,
    pub(crate) to_filters: &'static str,
    pub(crate) read_as: &'static str,
    pub(crate) also_as: &'static str,
    pub(crate) switch_off: &'static str,
    pub(crate) switch_on: &'static str,
    pub(crate) not_also_as: &'static str,
    pub(crate) only: &'static str,
    pub(crate) remove: &'static str,
    pub(crate) without: &'static str,
    pub(crate) may_be_missing: &'static str,
    pub(crate) latest: &'static str,
    pub(crate) results: &'static str,
    pub(crate) narrow: &'static str,
    pub(crate) over_time: &'static str,
    pub(crate) up_to: &'static str,
    pub(crate) more: &'static str,
    pub(crate) previous: &'static str,
    pub(crate) next: &'static str,
    pub(crate) pages: &'static str,
    pub(crate) undated: &'static str,
    pub(crate) less_exact: &'static str,
    pub(crate) original: &'static str,
    pub(crate) names_in_it: &'static str,
    pub(crate) nothing_found: &'static str,
    pub(crate) try_this: &'static str,
    pub(crate) try_fewer: &'static str,
    pub(crate) try_filters: &'static str,
    pub(crate) empty_archive: &'static str,
    pub(crate) empty_archive_hint: &'static str,
    pub(crate) all_articles: &'static str,
    pub(crate) trouble: &'static str,
    pub(crate) hint: &'static str,
    pub(crate) published: &'static str,
    pub(crate) modified: &'static str,
    pub(crate) because: &'static str,
    pub(crate) no_date: &'static str,
    pub(crate) by: &'static str,
    pub(crate) about: &'static str,
    pub(crate) file: &'static str,
    pub(crate) record: &'static str,
    pub(crate) identity: &'static str,
    pub(crate) address: &'static str,
    pub(crate) keywords: &'static str,
    pub(crate) notes: &'static str,
    pub(crate) dates: &'static str,
    pub(crate) marked: &'static str,
    pub(crate) left_out: &'static str,
    pub(crate) no_days: &'static str,
    pub(crate) older_versions: &'static str,
    pub(crate) bars: &'static str,
    pub(crate) any_unit: &'static str,
    pub(crate) bookmark: &'static str,
    pub(crate) follow: &'static str,
    pub(crate) nearest: &'static str,
    pub(crate) its_names: &'static str,
    pub(crate) appears_with: &'static str,
    pub(crate) both: &'static str,
    pub(crate) search_them: &'static str,
    pub(crate) all_its_articles: &'static str,
    pub(crate) also_called: &'static str,
    pub(crate) about_name: &'static str,
}

const ENGLISH: Phrases = Phrases {
    language: Language::English,
    code: "en",
    colon: ":",
    quotes: ("“", "”"),
    tagline: "a news archive in French and English",
    search: "Search",
    search_label: "Search the articles",
    search_hint: "words, \"a phrase\", -word, person:name, date:2024-12",
    options: "Dates and order",
    published_from: "Published from",
    published_until: "until",
    speaks_of: "Speaks of",
    date_hint: "2024, 2024-12, 5 December 2024, last week",
    order: "Order",
    by_relevance: "Relevance",
    newest_first: "Newest",
    oldest_first: "Oldest",
    skip: "Skip to the articles",
    to_filters: "People, places, sources",
    read_as: "Read as",
    also_as: "also as",
    switch_off: "switch off",
    switch_on: "switch on",
    not_also_as: "not as",
    only: "Only",
    remove: "remove",
    without: "without",
    may_be_missing: "may be missing",
    latest: "Latest articles",
    results: "Articles found",
    narrow: "Narrow down",
    over_time: "Over time",
    up_to: "up to",
    more: "More",
    previous: "Previous",
    next: "Next",
    pages: "Pages",
    undated: "undated",
    less_exact: "dated less exactly",
    original: "original",
    names_in_it: "Names",
    nothing_found: "Nothing found",
    try_this: "What may help:",
    try_fewer: "search for fewer or other words;",
    try_filters: "remove a condition:",
    empty_archive: "The archive is empty",
    empty_archive_hint: "Fill it with:",
    all_articles: "All articles",
    trouble: "This cannot be shown",
    hint: "What would work:",
    published: "Published",
    modified: "Changed",
    because: "known from",
    no_date: "Date unknown: nothing says when it was published.",
    by: "by",
    about: "About this article",
    file: "File",
    record: "Record",
    identity: "Identity",
    address: "Address",
    keywords: "Keywords",
    notes: "Uncertain",
    dates: "Dates it speaks of",
    marked: "Names and dates in the text are links: to what is known of the name, and to articles that speak of the same days.",
    left_out: "Left out of searches",
    no_days: "no certain days",
    older_versions: "older versions",
    bars: "Bars by",
    any_unit: "as it suits",
    bookmark: "Link to this search",
    follow: "Follow (Atom)",
    nearest: "Nearest articles",
    its_names: "Its names, and why they are one",
    appears_with: "Appears with",
    both: "articles that name both",
    search_them: "search them",
    all_its_articles: "All its articles",
    also_called: "May also mean",
    about_name: "About this name",
};

const FRENCH: Phrases = Phrases {
    language: Language::French,
    code: "fr",
    colon: "\u{a0}:",
    quotes: ("«\u{a0}", "\u{a0}»"),
    tagline: "archives de presse en français et en anglais",
    search: "Chercher",
    search_label: "Chercher dans les articles",
    search_hint: "des mots, \"une expression\", -mot, person:nom, date:2024-12",
    options: "Dates et ordre",
    published_from: "Publié à partir de",
    published_until: "jusqu’à",
    speaks_of: "Parle de",
    date_hint: "2024, 2024-12, 5 décembre 2024, la semaine dernière",
    order: "Ordre",
    by_relevance: "Pertinence",
    newest_first: "Plus récents",
    oldest_first: "Plus anciens",
    skip: "Aller aux articles",
    to_filters: "Personnes, lieux, sources",
    read_as: "Lu comme",
    also_as: "aussi comme",
    switch_off: "désactiver",
    switch_on: "réactiver",
    not_also_as: "pas comme",
    only: "Seulement",
    remove: "retirer",
    without: "sans",
    may_be_missing: "peut manquer",
    latest: "Derniers articles",
    results: "Articles trouvés",
    narrow: "Préciser",
    over_time: "Au fil du temps",
    up_to: "jusqu’à",
    more: "Plus",
    previous: "Précédents",
    next: "Suivants",
    pages: "Pages",
    undated: "sans date",
    less_exact: "à la date moins précise",
    original: "original",
    names_in_it: "Noms",
    nothing_found: "Aucun article trouvé",
    try_this: "Pistes :",
    try_fewer: "chercher moins de mots, ou d’autres ;",
    try_filters: "retirer une condition :",
    empty_archive: "Les archives sont vides",
    empty_archive_hint: "Pour les remplir :",
    all_articles: "Tous les articles",
    trouble: "Impossible d’afficher cette page",
    hint: "Ce qui marcherait :",
    published: "Publié",
    modified: "Modifié",
    because: "d’après",
    no_date: "Date inconnue : rien n’indique quand il a été publié.",
    by: "par",
    about: "À propos de cet article",
    file: "Fichier",
    record: "Notice",
    identity: "Identifiant",
    address: "Adresse",
    keywords: "Mots-clés",
    notes: "Incertain",
    dates: "Dates dont il parle",
    marked: "Les noms et les dates du texte sont des liens : vers ce que l’on sait du nom, et vers les articles qui parlent des mêmes jours.",
    left_out: "Laissé hors des recherches",
    no_days: "sans jours certains",
    older_versions: "versions plus anciennes",
    bars: "Barres par",
    any_unit: "au mieux",
    bookmark: "Lien vers cette recherche",
    follow: "Suivre (Atom)",
    nearest: "Articles les plus proches",
    its_names: "Ses noms, et pourquoi ils ne font qu’un",
    appears_with: "Apparaît avec",
    both: "articles qui nomment les deux",
    search_them: "y chercher",
    all_its_articles: "Tous ses articles",
    also_called: "Peut aussi désigner",
    about_name: "À propos de ce nom",
};

impl Phrases {
    /// The phrases in `language`; English for any but French.
    pub(crate) fn of(language: Language) -> &'static Self {
        if language == Language::French { &FRENCH } else { &ENGLISH }
    }

    fn pick(&self, english: &'static str, french: &'static str) -> &'static str {
        if self.language == Language::French { french } else { english }
    }

    /// French counts nought as singular, English does not.
    fn plural(&self, count: u64) -> bool {
        if self.language == Language::French { count > 1 } else { count != 1 }
    }

    /// A number with its thousands set apart.
    pub(crate) fn number(&self, number: impl Into<u64>) -> String {
        let digits = number.into().to_string();
        let divider = self.pick(",", "\u{202f}");
        let mut text = String::with_capacity(digits.len() * 2);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push_str(divider);
            }
            text.push(digit);
        }
        text
    }

    /// «1,234 articles».
    pub(crate) fn articles(&self, count: u64) -> String {
        format!("{} {}", self.number(count), if self.plural(count) { "articles" } else { "article" })
    }

    pub(crate) fn undated_too(&self, count: u64) -> String {
        let words = match (self.language, self.plural(count)) {
            (Language::French, false) => "article sans date conviendrait aussi",
            (Language::French, true) => "articles sans date conviendraient aussi",
            (_, false) => "undated article would fit, too",
            (_, true) => "undated articles would fit, too",
        };
        format!("{} {words}", self.number(count))
    }

    pub(crate) fn uncertain_too(&self, count: u64) -> String {
        let words = match (self.language, self.plural(count)) {
            (Language::French, false) => "article daté trop vaguement y tombe peut-être",
            (Language::French, true) => "articles datés trop vaguement y tombent peut-être",
            (_, false) => "article is dated too coarsely to tell",
            (_, true) => "articles are dated too coarsely to tell",
        };
        format!("{} {words}", self.number(count))
    }

    pub(crate) fn outdated(&self, count: u64) -> String {
        let words = match (self.language, self.plural(count)) {
            (Language::French, false) => "article a été lu par une version antérieure",
            (Language::French, true) => "articles ont été lus par une version antérieure",
            (_, false) => "article was read by an older version",
            (_, true) => "articles were read by an older version",
        };
        format!("{} {words}", self.number(count))
    }

    /// What is said when fewer words than all had to match; `to` is `most` or `any`.
    pub(crate) fn relaxed(&self, to: &str) -> &'static str {
        if to == "most" {
            self.pick(
                "No article holds all the words; these hold most of them.",
                "Aucun article ne contient tous les mots ; ceux-ci en contiennent la plupart.",
            )
        } else {
            self.pick(
                "No article holds all the words, or most; these hold some.",
                "Aucun article ne contient tous les mots, ni la plupart ; ceux-ci en contiennent quelques-uns.",
            )
        }
    }

    /// The name of a field, a facet or a parameter.
    pub(crate) fn field<'a>(&self, name: &'a str) -> &'a str {
        match name {
            "person" => self.pick("Person", "Personne"),
            "org" => self.pick("Organisation", "Organisation"),
            "place" => self.pick("Place", "Lieu"),
            "entity" => self.pick("Name", "Nom"),
            "source" => self.pick("Source", "Source"),
            "language" => self.pick("Language", "Langue"),
            "section" => self.pick("Section", "Rubrique"),
            "tag" => self.pick("Keyword", "Mot-clé"),
            "date" => self.pick("Published", "Publié"),
            "date~" => self.pick("Perhaps published", "Peut-être publié"),
            "from" => self.pick("Published from", "Publié à partir de"),
            "until" => self.pick("Published until", "Publié jusqu’à"),
            "last" => self.pick("Published in the last", "Publié depuis"),
            "mentions" => self.pick("Speaks of", "Parle de"),
            "title" => self.pick("title", "titre"),
            "byline" => self.pick("byline", "signature"),
            other => other,
        }
    }

    /// The heading of a facet.
    pub(crate) fn facet(&self, name: &'static str) -> &'static str {
        match name {
            "person" => self.pick("People", "Personnes"),
            "org" => self.pick("Organisations", "Organisations"),
            "place" => self.pick("Places", "Lieux"),
            "source" => self.pick("Sources", "Sources"),
            "language" => self.pick("Languages", "Langues"),
            "section" => self.pick("Sections", "Rubriques"),
            "tag" => self.pick("Keywords", "Mots-clés"),
            other => other,
        }
    }

    /// A unit of the timeline.
    pub(crate) fn unit(&self, unit: TimelineUnit) -> &'static str {
        match unit {
            TimelineUnit::Day => self.pick("day", "jour"),
            TimelineUnit::Month => self.pick("month", "mois"),
            TimelineUnit::Year => self.pick("year", "an"),
        }
    }

    /// What a name names.
    pub(crate) fn kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Person => self.pick("person", "personne"),
            Kind::Organisation => self.pick("organisation", "organisation"),
            Kind::Place => self.pick("place", "lieu"),
        }
    }

    /// The heading over names of one kind.
    pub(crate) fn kinds(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Person => self.facet("person"),
            Kind::Organisation => self.facet("org"),
            Kind::Place => self.facet("place"),
        }
    }

    /// A language by its code.
    pub(crate) fn language_named<'a>(&self, code: &'a str) -> &'a str {
        match code {
            "fr" => self.pick("French", "français"),
            "en" => self.pick("English", "anglais"),
            "other" => self.pick("another language", "autre langue"),
            other => other,
        }
    }

    /// What a paragraph is that is not simply the story.
    pub(crate) fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Title => self.pick("title", "titre"),
            Role::Header => self.pick("header", "en-tête"),
            Role::Lede => self.pick("lede", "chapô"),
            Role::Body => self.pick("story", "texte"),
            Role::Caption => self.pick("caption", "légende"),
            Role::Quoted => self.pick("quoted", "cité"),
            Role::Credit => self.pick("credit", "crédit"),
            Role::Tags => self.pick("keywords", "mots-clés"),
            Role::Furniture => self.pick("around the article", "autour de l’article"),
            Role::Repeated => self.pick("repeated", "répété"),
        }
    }
}

#[cfg(test)]
mod tests {
    use article::Language;

    use super::Phrases;

    #[test]
    fn numbers_and_plurals_are_of_the_language() {
        let (english, french) = (Phrases::of(Language::English), Phrases::of(Language::French));
        assert_eq!(english.articles(1_234_567), "1,234,567 articles");
        assert_eq!(french.articles(12_345), "12\u{202f}345 articles");
        assert_eq!((english.articles(0).as_str(), french.articles(0).as_str()), ("0 articles", "0 article"));
        assert_eq!((english.articles(1).as_str(), french.articles(100).as_str()), ("1 article", "100 articles"));
    }
}
