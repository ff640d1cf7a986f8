//! What can be asked over HTTP: takes the query string of an address, gives a [`Search`], and back.
//!
//! A parameter that does not exist is an error: whoever types `form=2024` must not get articles of all years.

use article::Language;
use jiff::civil::Date;
use query::{Facet, Filter, FilterField, MOST_PASSED_OVER, Matching, Search, Sort, TimelineUnit};

use super::Failure;

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

/// The other parameters.
const OTHERS: [&str; 13] = [
    "q", "sort", "fresh", "limit", "offset", "after", "match", "plain", "names", "no-names", "without", "facets",
    "interval",
];

const SORTS: [(&str, Sort); 3] = [("relevance", Sort::Relevance), ("newest", Sort::Newest), ("oldest", Sort::Oldest)];

const MATCHINGS: [Matching; 3] = [Matching::All, Matching::Most, Matching::Any];

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
        let mut asked = Self::default();
        let mut seen: Vec<String> = Vec::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if let Some(field) = FILTERS.into_iter().find(|field| field.name() == name) {
                // A form sends its empty fields too.
                if !value.trim().is_empty() {
                    asked.filters.push(Filter { field, value: value.into_owned() });
                }
                continue;
            }
            let is_list = matches!(&*name, "without" | "facets");
            if !is_list && seen.iter().any(|other| *other == name) {
                return Err(bad(&name, format!("`{name}` is given twice"), "give it once".to_owned()));
            }
            asked.set(&name, &value)?;
            seen.push(name.into_owned());
        }
        Ok(asked)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), Failure> {
        match name {
            "q" => value.clone_into(&mut self.text),
            "plain" => self.plain = switch(name, value)?,
            "names" => self.names = switch(name, value)?,
            "no-names" => self.names = !switch(name, value)?,
            "limit" => self.limit = Some(number(name, value, MOST_HITS)?).filter(|_| !value.is_empty()),
            "offset" => self.offset = number(name, value, MOST_PASSED_OVER)?,
            "after" => self.after = Some(value.to_owned()).filter(|value| !value.is_empty()),
            "fresh" => self.fresh = switch(name, value)?,
            "sort" => self.sort = choice(name, value, &SORTS)?.unwrap_or_default(),
            "match" => self.matching = choice(name, value, &MATCHINGS.map(|matching| (matching.name(), matching)))?,
            "facets" => self.facets.extend(facets(value)?),
            "interval" => self.interval = choice(name, value, &TimelineUnit::ALL.map(|unit| (unit.name(), unit)))?,
            "without" if value.trim().is_empty() => {}
            "without" => self.without.push(value.to_owned()),
            _ => return Err(unknown(name)),
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

fn bad(name: &str, detail: String, hint: String) -> Failure {
    Failure::Parameter { name: name.to_owned(), detail, hint }
}

fn unknown(name: &str) -> Failure {
    let names: Vec<&str> =
        OTHERS[..1].iter().copied().chain(FILTERS.map(FilterField::name)).chain(OTHERS[1..].iter().copied()).collect();
    bad(name, format!("there is no parameter `{name}`"), format!("parameters are {}", names.join(", ")))
}

/// `plain`, `plain=true` and `plain=1` are alike.
fn switch(name: &str, value: &str) -> Result<bool, Failure> {
    match value {
        "" | "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err(bad(name, format!("`{name}` is true or false, not `{value}`"), format!("write {name}=true"))),
    }
}

fn number(name: &str, value: &str, most: usize) -> Result<usize, Failure> {
    if value.is_empty() {
        return Ok(0);
    }
    let number = value.parse::<usize>().ok().filter(|number| *number <= most);
    number.ok_or_else(|| {
        let hint = "for more, pass the `next` of each page as `after`".to_owned();
        bad(name, format!("`{name}` is a number from 0 to {most}, not `{value}`"), hint)
    })
}

fn choice<T: Copy>(name: &str, value: &str, choices: &[(&str, T)]) -> Result<Option<T>, Failure> {
    if value.is_empty() {
        return Ok(None);
    }
    let found = choices.iter().find(|(word, _)| *word == value).map(|(_, choice)| *choice);
    let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
    let hint = format!("write one of {}", words.join(", "));
    found.map(Some).ok_or_else(|| bad(name, format!("`{name}` cannot be `{value}`"), hint))
}

/// `facets=person,place`; `facets` alone, or `all`, counts everything.
fn facets(value: &str) -> Result<Vec<Facet>, Failure> {
    if matches!(value, "" | "all" | "true") {
        return Ok(Facet::ALL.to_vec());
    }
    value
        .split(',')
        .map(|name| {
            let known: Vec<&str> = Facet::ALL.iter().map(|facet| facet.name()).collect();
            let hint = format!("write all, or some of {}", known.join(","));
            Facet::named(name.trim()).ok_or_else(|| bad("facets", format!("there is no facet `{name}`"), hint))
        })
        .collect()
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
        check("facets=person,colour", "facets", "there is no facet `colour`");
        check("plain=perhaps", "plain", "true or false");
    }

    #[test]
    fn the_flag_without_names_is_a_parameter_too() {
        assert!(!Asked::parse("no-names").unwrap().names);
        assert!(Asked::parse("no-names=false").unwrap().names);
    }
}
