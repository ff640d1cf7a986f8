//! How a query was read, as JSON.

use article::Kind;
use serde::Serialize;

/// A query as it was read.
///
/// Keys are never left out: what does not apply is `null`, `[]` or `false`. Later versions may add keys, and kinds and
/// ways of words; those that are here keep their meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// As typed.
    pub text: String,
    /// The same in the query language, with every operator and bracket that counted: what was joined with what.
    /// Words side by side stand side by side; filters given as parameters are in `filters` alone.
    pub read: String,
    /// Its words and phrases, in order.
    pub words: Vec<ReadWord>,
    /// The other names that were added.
    pub names: Vec<ReadName>,
    /// Its conditions, those given as parameters included.
    pub filters: Vec<ReadFilter>,
    /// How many of the words had to match in the end: `all`, `most` (two thirds, rounded up) or `any`; `null` where
    /// fewer than two are counted.
    #[serde(rename = "match")]
    pub matching: Option<&'static str>,
    /// The same as a number: how many of `of` had to match.
    pub needed: usize,
    /// How many words, phrases, names and groups stand side by side and are counted; stop words, filters, exclusions
    /// and what `AND` joins are not.
    pub of: usize,
    /// That fewer words than all had to match, because nothing held them all.
    pub relaxed: Option<Relaxed>,
    /// What was read otherwise than it looks, left out, or cut, in words.
    pub notes: Vec<String>,
}

impl From<query::Reading> for Reading {
    fn from(reading: query::Reading) -> Self {
        let (needed, of) = reading.needed;
        let absent = reading.absent;
        let relaxed = reading.relaxed.map(|relaxed| Relaxed {
            to: relaxed.to.name(),
            why: why_relaxed(&absent).unwrap_or(relaxed.why),
            absent,
        });
        Self {
            text: reading.text,
            read: reading.read,
            words: reading.words.into_iter().map(ReadWord::from).collect(),
            names: reading.names.into_iter().map(ReadName::from).collect(),
            filters: reading.filters.into_iter().map(ReadFilter::from).collect(),
            matching: reading.matching.map(query::Matching::name),
            needed,
            of,
            relaxed,
            notes: reading.notes,
        }
    }
}

/// The reason in words, where single words are the reason.
fn why_relaxed(absent: &[String]) -> Option<String> {
    let quoted: Vec<String> = absent.iter().map(|word| format!("`{word}`")).collect();
    match quoted.as_slice() {
        [] => None,
        [one] => Some(format!("{one} is in no article")),
        [first @ .., last] => Some(format!("{} and {last} are in no article", first.join(", "))),
    }
}

/// One word or phrase of a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadWord {
    /// As typed, signs left out.
    pub text: String,
    /// `word`, `phrase`, `exact`, `prefix` or `fuzzy`.
    pub kind: &'static str,
    /// The field it is confined to.
    pub field: Option<&'static str>,
    /// Whether it need not match, being a stop word. One that has ways still counts in the score: it tells something
    /// in the other language.
    pub optional: bool,
    /// Whether it excludes.
    pub excluded: bool,
    /// The terms it is searched by, each once, the nearest to the typed word first; of an expansion a sample.
    pub terms: Vec<String>,
    /// The ways in which it is searched; none for a word that was left out.
    pub ways: Vec<ReadWay>,
    /// Places that the words of a phrase may be moved, or letters that may differ in a near spelling.
    pub within: Option<u32>,
    /// How many terms a prefix or a near spelling stands for.
    pub expanded: Option<Expanded>,
}

impl From<query::ReadWord> for ReadWord {
    fn from(word: query::ReadWord) -> Self {
        Self {
            terms: word.terms(),
            text: word.text,
            kind: word.kind.name(),
            field: word.field,
            optional: word.optional,
            excluded: word.excluded,
            ways: word.ways.into_iter().map(|way| ReadWay { how: way.how.name(), terms: way.terms }).collect(),
            within: word.within,
            expanded: word.expanded.map(|expanded| Expanded { count: expanded.count, cut: expanded.cut }),
        }
    }
}

/// One way in which a word is searched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadWay {
    /// `typed` (the folded word), `french` and `english` (its stems, in paragraphs of that language), `joined` (the one
    /// word its parts are also written as, or the parts of that), `inflected` (words in a row, some of them in another
    /// form that the archive has), `accents` and `capitals` (preferred as typed; accents
    /// are needed behind `=`), `mark` (a hashtag, an address or a flag), `prefix` or `fuzzy`.
    pub how: &'static str,
    /// The terms; of words in a row one each, of an expansion the ten nearest.
    pub terms: Vec<String>,
}

/// What became of a prefix or a near spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Expanded {
    /// How many terms are searched.
    pub count: usize,
    /// Whether there were more, which are not.
    pub cut: bool,
}

/// A name of a query that is searched under its other names too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadName {
    /// As typed.
    pub text: String,
    /// The best-known name of what it means; `without` takes it to switch the other names off.
    pub name: String,
    /// What that is.
    pub kind: Kind,
    /// The names added.
    pub also: Vec<String>,
    /// Why the typed name is one of them.
    pub why: String,
    /// Articles that name it, at most.
    pub articles: u32,
    /// Whether it was switched off.
    pub off: bool,
}

impl From<query::ReadName> for ReadName {
    fn from(name: query::ReadName) -> Self {
        Self {
            text: name.text,
            name: name.name,
            kind: name.kind,
            also: name.also,
            why: name.why,
            articles: name.articles,
            off: name.off,
        }
    }
}

/// A condition of a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadFilter {
    /// Its field.
    pub field: &'static str,
    /// Its value as given.
    pub value: String,
    /// What it means: the days of a date, the names of a person, the values of a label that the archive has.
    pub meaning: Vec<String>,
    /// Whether it excludes.
    pub excluded: bool,
}

impl From<query::ReadFilter> for ReadFilter {
    fn from(filter: query::ReadFilter) -> Self {
        Self { field: filter.field, value: filter.value, meaning: filter.meaning, excluded: filter.excluded }
    }
}

/// That fewer words than all had to match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Relaxed {
    /// `most` or `any`.
    pub to: &'static str,
    /// Why, in words.
    pub why: String,
    /// The words that no article holds, as typed; empty where each is in some article, but no article holds them all.
    pub absent: Vec<String>,
}

#[cfg(test)]
mod tests {
    use query::{Expanded, Matching, ReadFilter, ReadWay, ReadWord, Relaxed, Way, WordKind};
    use serde_json::json;

    use super::{Reading, why_relaxed};

    /// The keys and their forms, which programs rely on.
    #[test]
    fn a_reading_in_json() {
        let word = ReadWord {
            text: "chemin".to_owned(),
            kind: WordKind::Prefix,
            field: Some("title"),
            optional: false,
            excluded: true,
            ways: vec![ReadWay { how: Way::Prefix, terms: vec!["chemin".to_owned(), "chemins".to_owned()] }],
            within: None,
            expanded: Some(Expanded { count: 2, cut: false }),
        };
        let filter = ReadFilter {
            field: "date",
            value: "hier".to_owned(),
            meaning: vec!["2024-12-05".to_owned()],
            excluded: false,
        };
        let reading = query::Reading {
            text: "-title:chemin* x date:hier".to_owned(),
            read: "-title:chemin* x date:hier".to_owned(),
            words: vec![word],
            filters: vec![filter],
            matching: Some(Matching::Most),
            needed: (2, 3),
            relaxed: Some(Relaxed { to: Matching::Most, why: "no article holds all the words".to_owned() }),
            absent: vec!["x".to_owned()],
            ..query::Reading::default()
        };
        let expected = json!({
            "text": "-title:chemin* x date:hier",
            "read": "-title:chemin* x date:hier",
            "words": [{
                "text": "chemin",
                "kind": "prefix",
                "field": "title",
                "optional": false,
                "excluded": true,
                "terms": ["chemin", "chemins"],
                "ways": [{"how": "prefix", "terms": ["chemin", "chemins"]}],
                "within": null,
                "expanded": {"count": 2, "cut": false},
            }],
            "names": [],
            "filters": [{"field": "date", "value": "hier", "meaning": ["2024-12-05"], "excluded": false}],
            "match": "most",
            "needed": 2,
            "of": 3,
            "relaxed": {"to": "most", "why": "`x` is in no article", "absent": ["x"]},
            "notes": [],
        });
        assert_eq!(serde_json::to_value(Reading::from(reading)).unwrap(), expected);
    }

    #[test]
    fn the_reason_names_the_absent_words() {
        let check = |words: &[&str], expected: Option<&str>| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(why_relaxed(&words).as_deref(), expected);
        };
        check(&[], None);
        check(&["ornithorynque"], Some("`ornithorynque` is in no article"));
        check(&["a", "b", "c"], Some("`a`, `b` and `c` are in no article"));
    }
}
