//! An article as vectors of tokens, made from its text alone.
//!
//! The index is filled through `Analyzer::terms` and splits its strings again; here `Analyzer::words` is asked, which
//! queries use, so that both must say the same.

use std::collections::{BTreeMap, BTreeSet};

use analysis::{Analyzer, Class, Word, fold};
use article::{Analysed, Language, Role};
use jiff::civil::{Date, Time};
use schema::ArticleId;

use crate::plan::Field;

/// What an evaluator needs of one article.
#[derive(Debug, Default)]
pub(super) struct Vectors {
    /// The public id.
    pub(super) id: ArticleId,
    /// Tokens by field; for fields with positions, a token's index is its position.
    tokens: BTreeMap<Field, Vec<String>>,
    /// The terms of each field that a search may name.
    terms: BTreeMap<Field, BTreeSet<String>>,
    /// Values as printed, by field.
    pub(super) printed: BTreeMap<Field, BTreeSet<String>>,
    /// First moment of publication.
    pub(super) moment: Option<(Date, Time)>,
    /// First and last day on which it may have been published.
    pub(super) published: Option<(Date, Date)>,
    /// The days it speaks of.
    pub(super) mentioned: Vec<(Date, Date)>,
    /// Whether a search may find it.
    pub(super) is_found: bool,
}

impl Vectors {
    pub(super) fn of(analysed: &Analysed, id: ArticleId, is_found: bool, analyzer: &mut Analyzer) -> Self {
        let article = &analysed.article;
        let mut vectors = Self {
            id,
            moment: analysed
                .published
                .as_ref()
                .map(|published| (published.days().0, published.time.unwrap_or(Time::midnight()))),
            published: analysed.published.as_ref().map(article::Published::days),
            mentioned: analysed.dates.iter().filter_map(|found| Some((found.from?, found.until?))).collect(),
            is_found,
            ..Self::default()
        };
        for paragraph in &article.paragraphs {
            if matches!(paragraph.role, Role::Furniture | Role::Repeated) {
                continue;
            }
            let [unstemmed, french, english] = match paragraph.role {
                Role::Title => [Field::Title, Field::TitleFrench, Field::TitleEnglish],
                _ => [Field::Body, Field::BodyFrench, Field::BodyEnglish],
            };
            for word in analyzer.words(article.text_of(paragraph)) {
                vectors.add_marks(&word);
                if word.class == Class::Flag {
                    continue;
                }
                match paragraph.language {
                    Language::French => vectors.add(french, &word.french),
                    Language::English => vectors.add(english, &word.english),
                    Language::Other => {}
                }
                vectors.add(unstemmed, &word.word);
            }
        }
        for word in analyzer.words(article.byline.as_deref().unwrap_or_default()) {
            if word.class != Class::Flag {
                vectors.add(Field::Byline, &word.word);
            }
        }
        for (field, label) in [(Field::Source, &article.source), (Field::Section, &article.section)] {
            vectors.print(field, label.as_deref());
        }
        vectors.print(Field::Tag, article.tags.iter().map(String::as_str));
        vectors.print(Field::Language, [analysed.language.code()]);
        vectors.print(Field::Names, analysed.mentions.iter().map(article::Mention::name));
        vectors.collect_terms();
        vectors
    }

    /// Labels are folded, everything else is searched as it stands.
    fn collect_terms(&mut self) {
        for (field, tokens) in &self.tokens {
            self.terms.insert(*field, tokens.iter().cloned().collect());
        }
        for (field, values) in &self.printed {
            let is_label = matches!(field, Field::Source | Field::Section | Field::Tag);
            let term = |value: &String| if is_label { fold(value) } else { value.clone() };
            self.terms.insert(*field, values.iter().map(term).collect());
        }
    }

    fn add(&mut self, field: Field, token: &str) {
        self.tokens.entry(field).or_default().push(token.to_owned());
    }

    fn add_marks(&mut self, word: &Word) {
        if word.class == Class::Flag {
            self.add(Field::Marks, &word.word);
            return;
        }
        let joined = word.joined.as_ref().map(|(form, _)| form);
        for mark in [word.accented.as_ref(), word.capitals.as_ref(), joined].into_iter().flatten() {
            self.add(Field::Marks, mark);
        }
        if let Some(sign) = word.sign {
            self.add(Field::Marks, &format!("{sign}{}", word.word));
        }
    }

    fn print<'v>(&mut self, field: Field, values: impl IntoIterator<Item = &'v str>) {
        for value in values {
            self.printed.entry(field).or_default().insert(value.to_owned());
        }
    }

    /// The tokens of `field`, in order.
    pub(super) fn tokens(&self, field: Field) -> &[String] {
        self.tokens.get(&field).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a search for `term` in `field` finds the article.
    pub(super) fn holds(&self, field: Field, term: &str) -> bool {
        self.terms.get(&field).is_some_and(|terms| terms.contains(term))
    }

    /// All terms of `field`.
    pub(super) fn terms(&self, field: Field) -> impl Iterator<Item = &str> {
        self.terms.get(&field).into_iter().flatten().map(String::as_str)
    }
}
