//! How an article reads a name, as a term of the index.

use article::{Kind, Mention};

/// A name as one article reads and prints it. The registry of an archive is built from these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameReading {
    /// What it names there.
    pub kind: Kind,
    /// The printed form, folded.
    pub surface: String,
    /// The fullest form that the article gives, folded.
    pub referent: Option<String>,
    /// The printed form.
    pub printed: String,
}

impl NameReading {
    /// The reading of one mention.
    pub fn of(mention: &Mention) -> Self {
        Self {
            kind: mention.kind,
            surface: mention.surface.clone(),
            referent: mention.referent.clone(),
            printed: mention.text.clone(),
        }
    }

    /// Kind, surface, referent and printed form, divided by tabs.
    ///
    /// Readings that differ in the printed form alone stand together in a dictionary. A form that capitalises the
    /// surface, as most do, is left out.
    ///
    /// ```
    /// use article::Kind;
    /// use schema::NameReading;
    ///
    /// let reading = |printed: &str| NameReading {
    ///     kind: Kind::Place, surface: "deir ezzor".into(), referent: None, printed: printed.into(),
    /// };
    /// assert_eq!(reading("Deir Ezzor").to_term(), "l\tdeir ezzor\t\t");
    /// assert_eq!(reading("DEIR EZZOR").to_term(), "l\tdeir ezzor\t\tDEIR EZZOR");
    /// assert_eq!(NameReading::parse("l\tdeir ezzor\t\t"), Some(reading("Deir Ezzor")));
    /// ```
    pub fn to_term(&self) -> String {
        let referent = self.referent.as_deref().unwrap_or_default();
        let printed = if self.printed == capitalised(&self.surface) { "" } else { &self.printed };
        format!("{}\t{}\t{referent}\t{printed}", letter(self.kind), self.surface)
    }

    /// What [`Self::to_term`] gave; `None` for any other term.
    pub fn parse(term: &str) -> Option<Self> {
        let mut parts = term.split('\t');
        let (kind, surface, referent, printed) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        Some(Self {
            kind: Kind::ALL.into_iter().find(|one| letter(*one) == kind)?,
            surface: surface.to_owned(),
            referent: (!referent.is_empty()).then(|| referent.to_owned()),
            printed: if printed.is_empty() { capitalised(surface) } else { printed.to_owned() },
        })
    }
}

fn letter(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "p",
        Kind::Organisation => "o",
        Kind::Place => "l",
    }
}

/// `surface` with a capital at the beginning of each word.
fn capitalised(surface: &str) -> String {
    let mut printed = String::with_capacity(surface.len());
    let mut is_start = true;
    for letter in surface.chars() {
        if is_start {
            printed.extend(letter.to_uppercase())
        } else {
            printed.push(letter)
        }
        is_start = letter == ' ' || letter == '-';
    }
    printed
}
