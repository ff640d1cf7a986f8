//! What the archive knows of its names: the rows that the registry is built from.

use article::Kind;

/// One way in which articles use a name, with the number of articles that do.
///
/// There is one row for each distinct surface, referent and kind; rows may come in any order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// The folded printed form, as in `Mention::surface`.
    pub surface: String,
    /// The folded full name it stands for, as in `Mention::referent`.
    pub referent: Option<String>,
    /// What it was read as.
    pub kind: Kind,
    /// How many articles use it so.
    pub articles: u32,
    /// The most frequent printed form of the surface (`Mention::text`), for display; may be empty.
    pub printed: String,
}

impl Fact {
    /// A fact without a printed form.
    pub fn new(surface: &str, referent: Option<&str>, kind: Kind, articles: u32) -> Self {
        let referent = referent.map(str::to_owned);
        Self { surface: surface.to_owned(), referent, kind, articles, printed: String::new() }
    }

    /// The name it is indexed by: the referent, else the surface.
    pub fn name(&self) -> &str {
        self.referent.as_deref().unwrap_or(&self.surface)
    }
}
