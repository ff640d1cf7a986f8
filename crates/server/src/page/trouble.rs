//! The page that says what went wrong, where, and what would work.

use askama::Template;

use super::frame::{Form, Frame};
use super::message::{Piece, pieces};
use super::phrases::Phrases;
use crate::wire::Failure;

#[derive(Template)]
#[template(path = "trouble.html")]
pub(crate) struct TroublePage {
    frame: Frame,
    status: u16,
    detail: Vec<Piece>,
    hint: Option<Vec<Piece>>,
    /// The query before, inside and behind the place that is meant.
    place: Option<(String, String, String)>,
}

impl TroublePage {
    pub(crate) fn new(t: &'static Phrases, text: &str, failure: &Failure) -> Self {
        let problem = failure.problem();
        let place = problem.span.and_then(|span| {
            let before = text.get(..span.start)?.to_owned();
            Some((before, text.get(span.start..span.end)?.to_owned(), text.get(span.end..)?.to_owned()))
        });
        let form = Form { text: text.to_owned(), ..Form::default() };
        Self {
            frame: Frame::new(t, t.trouble, form),
            status: problem.status,
            detail: pieces(&problem.detail),
            hint: problem.hint.as_deref().map(pieces),
            place,
        }
    }
}
