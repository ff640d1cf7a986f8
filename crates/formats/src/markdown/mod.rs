//! Markdown: front matter as fields, and the text without its marks.

mod front_matter;
mod marks;

use article::{Article, Role};

use crate::digest::digest;
use crate::draft::{Body, Draft};
use crate::encoding;
use crate::error::Reason;
use crate::normalise::normalise;

/// Reads a Markdown file.
pub(crate) fn read(bytes: &[u8]) -> Result<Article, Reason> {
    let decoded = encoding::decode(bytes, None)?;
    let text = normalise(decoded.text);
    let (record, rest, note) = front_matter::split(&text);
    let mut draft: Draft = record.into_draft();
    draft.notes.extend(decoded.note);
    draft.notes.extend(note);
    let mut blocks = marks::blocks(rest);
    // The first heading is the title, or repeats it.
    if blocks.first().is_some_and(|block| block.role == Some(Role::Title)) {
        let heading = blocks.remove(0).text;
        match &draft.title {
            None => draft.title = Some(heading),
            Some(title) if *title == heading => {}
            // Another title than that of the front matter stays in the text.
            Some(_) => blocks.insert(0, crate::draft::Marked { text: heading, role: None }),
        }
    }
    draft.body = Body::Marked(blocks);
    draft.finish(digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Article {
        read(text.as_bytes()).unwrap()
    }

    #[test]
    fn front_matter_holds_the_fields() {
        let article = check(
            "---\ntitle: \"Le port : réouverture\"\ndate: 2024-12-05\nauthor:\n  - Anne Roux\n  - B. Petit\ntags: [port, 'grève']\n\
             source: L'Estuaire\n---\n\n# Le port : réouverture\n\nLe **port** a [rouvert](https://x.fr/a) *lundi*.\n\n> Enfin.\n",
        );
        assert_eq!(article.title.as_deref(), Some("Le port : réouverture"));
        assert_eq!(article.byline.as_deref(), Some("Anne Roux, B. Petit"));
        assert_eq!(article.tags, ["port", "grève"]);
        assert_eq!(article.source.as_deref(), Some("L'Estuaire"));
        assert_eq!(article.date_evidence[0].value, "2024-12-05");
        assert_eq!(article.text, "Le port : réouverture\n\nLe port a rouvert lundi.\n\nEnfin.");
    }

    #[test]
    fn toml_is_front_matter_too() {
        let article = check(
            "+++\ntitle = \"Titre du jour\"\ndate = 2024-12-05T10:00:00Z\n[extra]\nsection = \"Monde\"\n+++\nTexte.",
        );
        assert_eq!(article.title.as_deref(), Some("Titre du jour"));
        assert_eq!(article.date_evidence[0].value, "2024-12-05T10:00:00Z");
    }

    #[test]
    fn a_heading_is_the_title() {
        assert_eq!(check("# Le port rouvre\n\nTexte.").title.as_deref(), Some("Le port rouvre"));
        assert_eq!(check("Le port rouvre\n===\n\nTexte.").title.as_deref(), Some("Le port rouvre"));
    }
}
