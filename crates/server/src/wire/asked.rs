//! What can be asked over HTTP: takes the query string of an address, gives a [`Search`], and back.
//!
//! A parameter that does not exist is an error: whoever types `form=2024` must not get articles of all years.

use std::sync::LazyLock;

use article::Language;
use jiff::civil::Date;
use query::{Facet, Filter, FilterField, MOST_PASSED_OVER, Matching, Search, Sort, TimelineUnit};

use super::Failure;
use super::parameter::{Form, Parameter, given};

/// Most hits on one page.
pub const MOST_HITS: usize = 100;

/// The parameters of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The query as typed.
    pub text: String,
    /// Conditions beside it, in the order given.
    pub filters: Vec<Filter>,
    /// The order of the hits.
    pub sort: Sort,
    /// Favour fresh articles among those that fit alike.
    pub fresh: bool,
    /// How many hits; `None` leaves it to whoever answers.
    pub limit: Option<usize>,
    /// How many to pass over.
    pub offset: usize,
    /// The `next` of the page before.
    pub after: Option<String>,
    /// How many of the words must match.
    pub matching: Option<Matching>,
    /// Read the query as words only.
    pub plain: bool,
    /// Also search other names.
    pub names: bool,
    /// Entities whose other names are not to be added.
    pub without: Vec<String>,
    /// What to count.
    pub facets: Vec<Facet>,
    /// The bars of the timeline; `None` leaves it to the span.
    pub interval: Option<TimelineUnit>,
}

impl Default for Asked {
    fn default() -> Self {
        Self {
            text: String::new(),
            filters: Vec::new(),
            sort: Sort::Relevance,
            fresh: false,
            limit: None,
            offset: 0,
            after: None,
            matching: None,
            plain: false,
            names: true,
            without: Vec::new(),
            facets: Vec::new(),
            interval: None,
        }
    }
}

/// Parameters that filter.
const FILTERS: [FilterField; 13] = [
    FilterField::From,
    FilterField::Until,
    FilterField::Date,
    FilterField::DateLoosely,
    FilterField::Mentions,
    FilterField::Person,
    FilterField::Org,
    FilterField::Place,
    FilterField::Entity,
    FilterField::Source,
    FilterField::Language,
    FilterField::Section,
    FilterField::Tag,
];

const SORTS: [(&str, Sort); 3] = [("relevance", Sort::Relevance), ("newest", Sort::Newest), ("oldest", Sort::Oldest)];

const MATCHINGS: [Matching; 3] = [Matching::All, Matching::Most, Matching::Any];

/// Most bytes of a query.
const LONGEST_QUERY: usize = 2_048;

/// All parameters of a search.
pub(crate) static SEARCH: LazyLock<Vec<Parameter>> = LazyLock::new(|| {
    let filters = FILTERS.map(|field| Parameter::new(field.name(), Form::Texts, about(field)));
    let mut all =
        vec![Parameter::new("q", Form::Text(LONGEST_QUERY), "The query; may be empty where a filter is given.")];
    all.extend(filters);
    all.extend([
        Parameter::new(
            "sort",
            Form::Choice(|| SORTS.map(|(word, _)| word).to_vec()),
            "The order; without words, relevance means newest first.",
        ),
        Parameter::new("fresh", Form::Switch, "Favour fresh articles among those that fit alike."),
        Parameter::new("limit", Form::Number(0, MOST_HITS), "Hits to give."),
        Parameter::new("offset", Form::Number(0, MOST_PASSED_OVER), "Hits to pass over; go on by `after` beyond."),
        Parameter::new("after", Form::Text(LONGEST_CURSOR), "The `next` of the page before."),
        Parameter::new(
            "match",
            Form::Choice(|| MATCHINGS.map(Matching::name).to_vec()),
            "How many of the words must match; without it all, and where nothing holds them all, fewer.",
        ),
        Parameter::new("plain", Form::Switch, "Read the whole query as words."),
        Parameter::new("names", Form::Switch, "Search other names of people, organisations and places, too."),
        Parameter::new("no-names", Form::Switch, "The contrary of `names`, as on the command line."),
        Parameter::new("without", Form::Texts, "Leave out the other names of this one."),
        Parameter::new("facets", Form::Choices(|| Facet::ALL.map(Facet::name).to_vec()), "Count the hits by these."),
        Parameter::new(
            "interval",
            Form::Choice(|| TimelineUnit::ALL.map(TimelineUnit::name).to_vec()),
            "Bars of the timeline; without it, the span chooses.",
        ),
    ]);
    all
});

/// Those of a search that a timeline has: it is a search that only counts.
pub(crate) static TIMELINE: LazyLock<Vec<Parameter>> =
    LazyLock::new(|| but(&["limit", "offset", "after", "sort", "fresh", "facets"]));

/// Those of a search that a feed has: it has an order and a length of its own.
pub(crate) static FEED: LazyLock<Vec<Parameter>> =
    LazyLock::new(|| but(&["limit", "offset", "after", "sort", "fresh", "facets", "interval"]));

/// Those of a search that the view of an entity has.
pub(crate) static ENTITY: LazyLock<Vec<Parameter>> = LazyLock::new(|| {
    SEARCH.iter().filter(|parameter| matches!(parameter.name, "limit" | "interval")).copied().collect()
});

fn but(left_out: &[&str]) -> Vec<Parameter> {
    SEARCH.iter().filter(|parameter| !left_out.contains(&parameter.name)).copied().collect()
}

/// Most bytes of a cursor.
const LONGEST_CURSOR: usize = 512;

fn about(field: FilterField) -> &'static str {
    match field {
        FilterField::From => "Published on or after this date, such as 2024, 2024-12, 2024-12-05 or yesterday.",
        FilterField::Until => "Published on or before this date.",
        FilterField::Date => {
            "Published within these dates, such as 2024-11-27..2024-12-05; `?` for those without a date."
        }
        FilterField::DateLoosely => "Published within these dates, or perhaps so.",
        FilterField::Mentions => "Speaks of these dates.",
        FilterField::Person => "Names this person, under any of their names.",
        FilterField::Org => "Names this organisation.",
        FilterField::Place => "Names this place.",
        FilterField::Entity => "Names this person, organisation or place.",
        FilterField::Source => "Of this outlet; repeated, of any of them.",
        FilterField::Language => "In this language: fr, en or other.",
        FilterField::Section => "Of this section.",
        FilterField::Tag => "With this keyword.",
        FilterField::Last => "Published in the days up to today.",
    }
}

impl Asked {
    /// Reads the query string of an address, without its `?`.
    ///
    /// # Errors
    ///
    /// Fails on a parameter that does not exist, is given twice although it has one value, or cannot be honoured.
    ///
    /// ```
    /// let asked = server::wire::Asked::parse("q=gr%C3%A8ve&source=AFP&source=BBC&limit=5")?;
    /// assert_eq!((asked.text.as_str(), asked.filters.len(), asked.limit), ("grève", 2, Some(5)));
    /// assert!(server::wire::Asked::parse("q=strike&form=2024").is_err());
    /// # Ok::<(), server::wire::Failure>(())
    /// ```
    pub fn parse(query: &str) -> Result<Self, Failure> {
        Self::parse_only(&SEARCH, query)
    }

    /// As [`Self::parse`], for an address that has only the parameters `known`.
    pub(crate) fn parse_only(known: &'static [Parameter], query: &str) -> Result<Self, Failure> {
        let mut asked = Self::default();
        for (parameter, value) in given(known, query)? {
            asked.set(parameter, &value)?;
        }
        Ok(asked)
    }

    fn set(&mut self, parameter: &'static Parameter, value: &str) -> Result<(), Failure> {
        let text = || Some(value.to_owned()).filter(|value| !value.trim().is_empty());
        match parameter.name {
            "q" => value.clone_into(&mut self.text),
            "plain" => self.plain = parameter.switch(value)?,
            "names" => self.names = parameter.switch(value)?,
            "no-names" => self.names = !parameter.switch(value)?,
            "fresh" => self.fresh = parameter.switch(value)?,
            "limit" => self.limit = parameter.number(value)?,
            "offset" => self.offset = parameter.number(value)?.unwrap_or_default(),
            "after" => self.after = text(),
            "without" => self.without.extend(text()),
            "sort" => self.sort = parameter.choice(value)?.map(|place| SORTS[place].1).unwrap_or_default(),
            "match" => self.matching = parameter.choice(value)?.map(|place| MATCHINGS[place]),
            "facets" => self.facets.extend(parameter.choices(value)?.into_iter().map(|place| Facet::ALL[place])),
            "interval" => self.interval = parameter.choice(value)?.map(|place| TimelineUnit::ALL[place]),
            filter => {
                let field = FILTERS.into_iter().find(|field| field.name() == filter);
                self.filters.extend(field.and_then(|field| Some(Filter { field, value: text()? })));
            }
        }
        Ok(())
    }

    /// The query string that [`Self::parse`] reads as this; settings that are as usual are left out.
    pub fn to_query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if !self.text.is_empty() {
            query.append_pair("q", &self.text);
        }
        for filter in &self.filters {
            query.append_pair(filter.field.name(), &filter.value);
        }
        for name in &self.without {
            query.append_pair("without", name);
        }
        if let Some((name, _)) = SORTS.iter().find(|(_, sort)| *sort == self.sort && *sort != Sort::Relevance) {
            query.append_pair("sort", name);
        }
        if self.fresh {
            query.append_pair("fresh", "true");
        }
        if let Some(matching) = self.matching {
            query.append_pair("match", matching.name());
        }
        if self.plain {
            query.append_pair("plain", "true");
        }
        if !self.names {
            query.append_pair("names", "false");
        }
        if !self.facets.is_empty() {
            let names: Vec<&str> = self.facets.iter().map(|facet| facet.name()).collect();
            query.append_pair("facets", &names.join(","));
        }
        if let Some(interval) = self.interval {
            query.append_pair("interval", interval.name());
        }
        if let Some(limit) = self.limit {
            query.append_pair("limit", &limit.to_string());
        }
        if self.offset > 0 {
            query.append_pair("offset", &self.offset.to_string());
        }
        if let Some(after) = &self.after {
            query.append_pair("after", after);
        }
        query.finish()
    }

    /// Whether it asks for nothing at all.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.filters.is_empty()
    }

    /// The search it asks for, as of `today`, with names shown in the language `labels`.
    pub fn search(&self, today: Date, labels: Language) -> Search {
        let usual = Search::new(self.text.clone(), today);
        Search {
            plain: self.plain,
            matching: self.matching,
            names: self.names,
            without: self.without.clone(),
            filters: self.filters.clone(),
            sort: self.sort,
            fresh: self.fresh,
            limit: self.limit.unwrap_or(usual.limit),
            offset: self.offset,
            after: self.after.clone(),
            facets: self.facets.clone(),
            interval: self.interval,
            labels,
            ..usual
        }
    }
}

#[cfg(test)]
mod tests {
    use query::{Facet, Matching, Sort};

    use super::{Asked, Failure};

    #[test]
    fn parameters_are_read_and_written_alike() {
        let query = "q=gr%C3%A8ve+%26+paix&from=2024&person=Al-Jolani&person=Assad&without=Alep&sort=newest&match=any\
                     &plain=true&names=false&facets=person%2Ctimeline&interval=day&limit=5&offset=10&after=abc";
        let asked = Asked::parse(query).unwrap();
        assert_eq!(asked.text, "grève & paix");
        assert_eq!(asked.filters.len(), 3);
        assert_eq!((asked.sort, asked.matching), (Sort::Newest, Some(Matching::Any)));
        assert_eq!(asked.facets, [Facet::Person, Facet::Timeline]);
        assert!(asked.plain && !asked.names);
        assert_eq!(asked.to_query(), query);
    }

    #[test]
    fn empty_fields_of_a_form_are_as_if_not_there() {
        let asked = Asked::parse("q=&from=&until=&sort=&match=&limit=&offset=&after=&without=").unwrap();
        assert_eq!(asked, Asked::default());
        assert_eq!(asked.to_query(), "");
    }

    fn check(query: &str, parameter: &str, words: &str) {
        match Asked::parse(query).unwrap_err() {
            Failure::Parameter { name, detail, hint } => {
                assert_eq!(name, parameter);
                assert!(format!("{detail}; {hint}").contains(words), "{detail}; {hint}");
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_cannot_be_honoured_is_named() {
        check("q=a&form=2024", "form", "there is no parameter `form`");
        check("q=a&q=b", "q", "twice");
        check("limit=101", "limit", "from 0 to 100");
        check("limit=-1", "limit", "from 0 to 100");
        check("offset=99999999999999999999999", "offset", "`after`");
        check("sort=best", "sort", "relevance, newest, oldest");
        check("match=none", "match", "all, most, any");
        check("interval=hour", "interval", "day, month, year");
        check("facets=person,colour", "facets", "`facets` cannot be `colour`");
        check("plain=perhaps", "plain", "true or false");
    }

    #[test]
    fn the_flag_without_names_is_a_parameter_too() {
        assert!(!Asked::parse("no-names").unwrap().names);
        assert!(Asked::parse("no-names=false").unwrap().names);
    }
}
