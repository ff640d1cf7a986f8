//! What stands around every page: title, search box, style.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use query::{FilterField, Sort};

use super::phrases::Phrases;
use crate::wire::Asked;

pub(crate) const STYLE: &str = include_str!("../../static/page.css");
pub(crate) const MARK: &str = include_str!("../../static/mark.svg");

/// The address of the style: another content has another address.
static STYLE_ADDRESS: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = DefaultHasher::new();
    STYLE.hash(&mut hasher);
    format!("/static/page.css?v={:016x}", hasher.finish())
});

/// What stands around every page.
pub(crate) struct Frame {
    pub(crate) t: &'static Phrases,
    pub(crate) title: String,
    pub(crate) style: &'static str,
    pub(crate) form: Form,
    /// The feed of what is shown, where there is one.
    pub(crate) feed: Option<String>,
}

/// The search box, filled as it was asked.
#[derive(Default)]
pub(crate) struct Form {
    pub(crate) text: String,
    pub(crate) from: String,
    pub(crate) until: String,
    pub(crate) mentions: String,
    pub(crate) sort: Sort,
    /// What else was asked, by parameter, so that a new query keeps it.
    pub(crate) kept: Vec<(&'static str, String)>,
}

impl Frame {
    pub(crate) fn new(t: &'static Phrases, title: &str, form: Form) -> Self {
        let title = if title.is_empty() { "Depeche".to_owned() } else { format!("{title} · Depeche") };
        Self { t, title, style: &STYLE_ADDRESS, form, feed: None }
    }
}

impl Form {
    pub(crate) fn of(asked: &Asked) -> Self {
        let mut form = Self { text: asked.text.clone(), sort: asked.sort, ..Self::default() };
        for filter in &asked.filters {
            let field = match filter.field {
                FilterField::From => &mut form.from,
                FilterField::Until => &mut form.until,
                FilterField::Mentions => &mut form.mentions,
                other => {
                    form.kept.push((other.name(), filter.value.clone()));
                    continue;
                }
            };
            if field.is_empty() {
                field.clone_from(&filter.value);
            } else {
                // The box shows one value; a second one still counts.
                form.kept.push((filter.field.name(), filter.value.clone()));
            }
        }
        form.kept.extend(asked.without.iter().map(|name| ("without", name.clone())));
        form.kept.extend(asked.matching.map(|matching| ("match", matching.name().to_owned())));
        form.kept.extend(asked.plain.then(|| ("plain", "true".to_owned())));
        form.kept.extend((!asked.names).then(|| ("names", "false".to_owned())));
        form.kept.extend(asked.fresh.then(|| ("fresh", "true".to_owned())));
        form.kept.extend(asked.interval.map(|interval| ("interval", interval.name().to_owned())));
        form.kept.extend(asked.limit.map(|limit| ("limit", limit.to_string())));
        form
    }

    pub(crate) fn sorts(&self, sort: &str) -> bool {
        matches!((sort, self.sort), ("newest", Sort::Newest) | ("oldest", Sort::Oldest))
    }
}
