//! Why a request was not answered, as problem details (RFC 9457).

use std::time::Duration;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// Why a request was not answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The query cannot be honoured as it stands.
    #[error("{detail}")]
    Query {
        /// What is wrong.
        detail: String,
        /// The bytes of the query it is about; `None` for values beside it.
        span: Option<Span>,
        /// What would work.
        hint: Option<String>,
        /// What to write in place of `span`, where that follows from the mistake alone.
        replacement: Option<String>,
    },
    /// A parameter is unknown, or has a value that cannot be honoured.
    #[error("{detail}")]
    Parameter {
        /// Its name.
        name: String,
        /// What is wrong with it.
        detail: String,
        /// What would work.
        hint: String,
    },
    /// There is no such page or article.
    #[error("{0}")]
    NotFound(String),
    /// The method is not one that the address answers to.
    #[error("this address answers to {allow}")]
    Method {
        /// The methods that it answers to.
        allow: &'static str,
    },
    /// Nobody said who asks, or somebody without a right to.
    #[error("{}", if *admin { "this wants the admin token" } else { "this wants the read token" })]
    Unknown {
        /// Whether it must be the admin token.
        admin: bool,
    },
    /// Whoever asks may read, and not command.
    #[error("the read token does not allow this")]
    Forbidden,
    /// The same is being done already.
    #[error("{0}")]
    Conflict(String),
    /// The request names a host that is not ours.
    #[error("this server does not answer for the host `{0}`")]
    Host(String),
    /// As many searches as can be are running or waiting.
    #[error("too many searches are running; try again in {} s", retry_after.as_secs())]
    Busy {
        /// When to try again.
        retry_after: Duration,
    },
    /// The answer took too long.
    #[error("the answer took longer than {} s", .0.as_secs())]
    Timeout(Duration),
    /// Our own fault.
    #[error("{0}")]
    Internal(String),
}

/// Problem details.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// What kind of problem it is; always the same for the same kind.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// This very problem in words.
    pub detail: String,
    /// The bytes of the query it is about, in UTF-8 and on character boundaries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// What to write in place of `span`, where that follows from the mistake alone. The query then reads, or its next
    /// mistake is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replacement: Option<String>,
    /// The parameter it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// What would work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// Bytes of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Failure {
    /// The status, the word that tells this kind from others, and its title.
    fn kind(&self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::Query { .. } => (StatusCode::BAD_REQUEST, "query", "The query cannot be honoured"),
            Self::Parameter { .. } => (StatusCode::BAD_REQUEST, "parameter", "A parameter cannot be honoured"),
            Self::NotFound(_) => (StatusCode::NOT_FOUND, "not-found", "There is no such thing here"),
            Self::Unknown { .. } => (StatusCode::UNAUTHORIZED, "token", "A token is wanted"),
            Self::Forbidden => (StatusCode::FORBIDDEN, "forbidden", "This is not allowed"),
            Self::Conflict(_) => (StatusCode::CONFLICT, "conflict", "It is being done already"),
            Self::Method { .. } => (StatusCode::METHOD_NOT_ALLOWED, "method", "The method is not allowed"),
            Self::Host(_) => (StatusCode::MISDIRECTED_REQUEST, "host", "The host is not one of ours"),
            Self::Busy { .. } => (StatusCode::SERVICE_UNAVAILABLE, "busy", "The server is busy"),
            Self::Timeout(_) => (StatusCode::SERVICE_UNAVAILABLE, "timeout", "The answer took too long"),
            Self::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, "internal", "The index could not be searched"),
        }
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.kind().0
    }

    /// What would work instead, where that is known.
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::Query { hint, .. } => hint.as_deref(),
            Self::Parameter { hint, .. } => Some(hint),
            Self::Unknown { admin: false } => {
                Some("send it as `Authorization: Bearer`, or as password of HTTP Basic with any user")
            }
            Self::Unknown { admin: true } | Self::Forbidden => Some("send the admin token as `Authorization: Bearer`"),
            Self::Conflict(_) => Some("try again when it is done"),
            _ => None,
        }
    }

    /// The same as problem details.
    pub fn problem(&self) -> Problem {
        let (status, word, title) = self.kind();
        let (span, replacement, parameter) = match self {
            Self::Query { span, replacement, .. } => (*span, replacement.clone(), None),
            Self::Parameter { name, .. } => (None, None, Some(name.clone())),
            _ => (None, None, None),
        };
        Problem {
            kind: format!("urn:depeche:problem:{word}"),
            title,
            status: status.as_u16(),
            detail: self.to_string(),
            span,
            replacement,
            parameter,
            hint: self.hint().map(str::to_owned),
        }
    }

    /// Sets the headers that every answer to this failure has, whether a page or JSON.
    pub(crate) fn mark(&self, mut response: Response) -> Response {
        *response.status_mut() = self.status();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        match self {
            Self::Busy { retry_after } => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(retry_after.as_secs()));
            }
            Self::Timeout(_) => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
            }
            Self::Method { allow } => {
                headers.insert(header::ALLOW, HeaderValue::from_static(allow));
            }
            Self::Unknown { admin } => {
                let basic = "Basic realm=\"Depeche\", charset=\"UTF-8\"";
                let ways =
                    if *admin { &["Bearer realm=\"Depeche\""][..] } else { &[basic, "Bearer realm=\"Depeche\""] };
                for way in ways {
                    headers.append(header::WWW_AUTHENTICATE, HeaderValue::from_static(way));
                }
            }
            _ => {}
        }
        response
    }
}

impl From<query::Error> for Failure {
    fn from(error: query::Error) -> Self {
        let hint = error.hint();
        match &error {
            query::Error::Query(problem) => {
                // A value that came beside the query has no place in it.
                let span = Some(problem.span.clone()).filter(|span| !span.is_empty());
                let span = span.map(|span| Span { start: span.start, end: span.end });
                let replacement = span.and_then(|_| problem.replacement());
                Self::Query { detail: error.to_string(), span, hint, replacement }
            }
            _ => Self::Internal(error.to_string()),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let content_type = [(header::CONTENT_TYPE, "application/problem+json")];
        self.mark((content_type, Json(self.problem())).into_response())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Failure, Span};

    #[test]
    fn a_problem_points_at_its_place() {
        let failure = Failure::Query {
            detail: "there is no field `titel`".to_owned(),
            span: Some(Span { start: 0, end: 5 }),
            hint: Some("did you mean `title:`?".to_owned()),
            replacement: Some("title:".to_owned()),
        };
        let expected = json!({
            "type": "urn:depeche:problem:query",
            "title": "The query cannot be honoured",
            "status": 400,
            "detail": "there is no field `titel`",
            "span": {"start": 0, "end": 5},
            "replacement": "title:",
            "hint": "did you mean `title:`?",
        });
        assert_eq!(serde_json::to_value(failure.problem()).unwrap(), expected);
    }
}
