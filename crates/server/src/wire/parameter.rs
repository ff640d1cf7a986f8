//! What a parameter of an address may be: one table for who reads it, who describes it, and who tests both.

use std::borrow::Cow;

use super::Failure;

/// A parameter of an address.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) form: Form,
    /// What it does, for whoever reads `/openapi.json`.
    pub(crate) about: &'static str,
}

/// What values a parameter takes. An empty value is as if it were not there, because forms send their empty fields.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form {
    /// Any text, at most so many bytes.
    Text(usize),
    /// Any text, as often as one likes.
    Texts,
    /// Yes where it is there, unless it says no.
    Switch,
    /// A number between these, both included.
    Number(usize, usize),
    /// One of these words.
    Choice(fn() -> Vec<&'static str>),
    /// Some of these words, divided by commas; `all`, or nothing, for every one.
    Choices(fn() -> Vec<&'static str>),
}

/// The words that a switch understands, but for the empty one.
pub(crate) const SWITCHES: [(&str, bool); 4] = [("true", true), ("false", false), ("1", true), ("0", false)];

impl Parameter {
    pub(crate) const fn new(name: &'static str, form: Form, about: &'static str) -> Self {
        Self { name, form, about }
    }

    /// Whether it may be given more than once.
    pub(crate) fn repeats(&self) -> bool {
        matches!(self.form, Form::Texts | Form::Choices(_))
    }

    /// `plain`, `plain=true` and `plain=1` are alike.
    pub(super) fn switch(&self, value: &str) -> Result<bool, Failure> {
        let Self { name, .. } = self;
        let known = SWITCHES.iter().find(|(word, _)| *word == value).map(|(_, yes)| *yes);
        known
            .or(value.is_empty().then_some(true))
            .ok_or_else(|| self.bad(format!("`{name}` is true or false, not `{value}`"), format!("write {name}=true")))
    }

    /// `None` for an empty value.
    pub(crate) fn number(&self, value: &str) -> Result<Option<usize>, Failure> {
        let Form::Number(least, most) = self.form else { return Ok(None) };
        if value.is_empty() {
            return Ok(None);
        }
        let number = value.parse::<usize>().ok().filter(|number| (least..=most).contains(number));
        number.map(Some).ok_or_else(|| {
            let hint = match self.name {
                "limit" | "offset" => "for more, pass the `next` of each page as `after`".to_owned(),
                _ => format!("write {}={most}", self.name),
            };
            self.bad(format!("`{}` is a number from {least} to {most}, not `{value}`", self.name), hint)
        })
    }

    /// The place of the word among the choices; `None` for an empty value.
    pub(super) fn choice(&self, value: &str) -> Result<Option<usize>, Failure> {
        let Form::Choice(words) = self.form else { return Ok(None) };
        if value.is_empty() {
            return Ok(None);
        }
        let words = words();
        let hint = format!("write one of {}", words.join(", "));
        let place = words.iter().position(|word| *word == value);
        place.map(Some).ok_or_else(|| self.bad(format!("`{}` cannot be `{value}`", self.name), hint))
    }

    /// The places of the words among the choices.
    pub(super) fn choices(&self, value: &str) -> Result<Vec<usize>, Failure> {
        let Form::Choices(words) = self.form else { return Ok(Vec::new()) };
        let words = words();
        if matches!(value, "" | "all" | "true") {
            return Ok((0..words.len()).collect());
        }
        let place = |name: &str| {
            let hint = format!("write all, or some of {}", words.join(","));
            let place = words.iter().position(|word| *word == name.trim());
            place.ok_or_else(|| self.bad(format!("`{}` cannot be `{name}`", self.name), hint))
        };
        value.split(',').map(place).collect()
    }

    fn bad(&self, detail: String, hint: String) -> Failure {
        Failure::Parameter { name: self.name.to_owned(), detail, hint }
    }
}

/// The parameters in `query`, each with its value, in the order given.
///
/// # Errors
///
/// Fails on a parameter that is none of `known`, or is given twice although it has one value.
pub(crate) fn given<'a>(
    known: &'static [Parameter],
    query: &'a str,
) -> Result<Vec<(&'static Parameter, Cow<'a, str>)>, Failure> {
    let mut given: Vec<(&'static Parameter, Cow<'a, str>)> = Vec::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let Some(parameter) = known.iter().find(|parameter| parameter.name == name) else {
            return Err(unknown(known, name.into_owned()));
        };
        if !parameter.repeats() && given.iter().any(|(other, _)| other.name == name) {
            return Err(parameter.bad(format!("`{name}` is given twice"), "give it once".to_owned()));
        }
        if let Form::Text(longest) = parameter.form
            && value.len() > longest
        {
            let detail = format!("`{name}` has {} bytes, and may have {longest}", value.len());
            return Err(parameter.bad(detail, "shorten it".to_owned()));
        }
        given.push((parameter, value));
    }
    Ok(given)
}

fn unknown(known: &[Parameter], name: String) -> Failure {
    let names: Vec<&str> = known.iter().map(|parameter| parameter.name).collect();
    let hint = match names.as_slice() {
        [] => "this address has no parameters".to_owned(),
        names => format!("parameters are {}", names.join(", ")),
    };
    Failure::Parameter { detail: format!("there is no parameter `{name}` here"), name, hint }
}
