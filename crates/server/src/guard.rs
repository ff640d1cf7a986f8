//! What every request passes on its way in, and every answer on its way out.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::HttpBody;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::failed;
use crate::metrics::Metrics;
use crate::options::Options;
use crate::routes::Route;
use crate::tokens::{Access, Tokens};
use crate::wire::Failure;

/// An answer takes no longer than this.
const LONGEST: Duration = Duration::from_secs(30);

/// No scripts, no styles but ours, nothing from elsewhere, and no frame around it.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                                       base-uri 'none'; frame-ancestors 'none'";

const SECURITY: [(HeaderName, HeaderValue); 4] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_SECURITY_POLICY)),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
];

/// Hosts that the server answers for, without ports. Any other name may be a stranger's that was made to lead here
/// (DNS rebinding), whose pages could then read the archive.
#[derive(Clone)]
pub(crate) struct Hosts(Arc<[String]>);

impl Hosts {
    pub(crate) fn new(configured: &[String]) -> Self {
        let loopback = ["localhost", "127.0.0.1", "::1"].map(str::to_owned);
        Self(loopback.into_iter().chain(configured.iter().map(|host| bare(host))).collect())
    }

    /// Refuses requests that name no host, or one that is not ours.
    fn check(&self, headers: &HeaderMap, uri: &Uri) -> Result<(), Failure> {
        let mut named: Vec<&str> = headers.get_all(header::HOST).iter().filter_map(|host| host.to_str().ok()).collect();
        named.extend(uri.authority().map(|authority| authority.as_str()));
        let is_ours = |host: &&str| self.0.iter().any(|ours| *ours == bare(host));
        if !named.is_empty() && named.iter().all(is_ours) {
            return Ok(());
        }
        Err(Failure::Host(named.first().copied().unwrap_or_default().to_owned()))
    }
}

/// A host without port, brackets and final dot, in lower case.
fn bare(host: &str) -> String {
    let host = match host.strip_prefix('[') {
        Some(address) => address.split(']').next().unwrap_or_default(),
        // Several colons without brackets: an IPv6 address as people write it into a setting.
        None if host.matches(':').count() > 1 => host,
        None => host.split(':').next().unwrap_or_default(),
    };
    host.trim_end_matches('.').to_ascii_lowercase()
}

/// What the guard needs to know.
#[derive(Clone)]
pub(crate) struct Gate {
    hosts: Hosts,
    metrics: Arc<Metrics>,
    log_queries: bool,
}

impl Gate {
    pub(crate) fn new(options: &Options, metrics: Arc<Metrics>) -> Self {
        Self { hosts: Hosts::new(&options.hosts), metrics, log_queries: options.log_queries }
    }
}

/// Checks the host, adds the headers, counts, and logs one line: the address as it stands in our table and not as it
/// was asked for, so that no word of query or article is in it.
pub(crate) async fn guard(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let asked = gate.log_queries.then(|| request.uri().to_string());
    let mut response = match gate.hosts.check(request.headers(), request.uri()) {
        Err(failure) => failure.into_response(),
        Ok(()) => next.run(request).await,
    };
    response.headers_mut().extend(SECURITY);
    let took = started.elapsed();
    let route = response.extensions().get::<Answered>().map_or("other", |answered| answered.0);
    let status = response.status().as_u16();
    gate.metrics.count(route, status, took);
    let bytes = response.body().size_hint().exact().unwrap_or_default();
    let ms = (took.as_secs_f64() * 100_000.0).round() / 100.0;
    tracing::info!(target: REQUESTS, %method, route, status, ms, bytes, asked);
    response
}

/// Whose lines in the log are the requests, so that they can be left out.
const REQUESTS: &str = "request";

/// The route that answered.
#[derive(Clone, Copy)]
struct Answered(&'static str);

/// What stands before one route.
#[derive(Clone)]
pub(crate) struct Door {
    pub(crate) route: &'static Route,
    pub(crate) tokens: Arc<Tokens>,
}

/// Asks for the token, and bounds the time; what the admin starts takes as long as it takes.
pub(crate) async fn door(State(door): State<Door>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let mut response = match door.tokens.check(door.route.access, headers) {
        Err(failure) => failed(headers, failure),
        Ok(()) if door.route.access == Access::Admin => next.run(request).await,
        Ok(()) => match tokio::time::timeout(LONGEST, next.run(request)).await {
            Ok(response) => response,
            Err(_) => Failure::Timeout(LONGEST).into_response(),
        },
    };
    response.extensions_mut().insert(Answered(door.route.path));
    response
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, Uri, header};

    use super::Hosts;

    #[test]
    fn only_hosts_of_ours_are_answered() {
        let hosts = Hosts::new(&["Archive.example.org".to_owned(), "fd00::7".to_owned()]);
        let check = |host: &'static str, ours: bool| {
            let headers = HeaderMap::from_iter([(header::HOST, HeaderValue::from_static(host))]);
            assert_eq!(hosts.check(&headers, &Uri::from_static("/search")).is_ok(), ours, "{host}");
        };
        check("localhost", true);
        check("LOCALHOST:8080", true);
        check("localhost.:80", true);
        check("127.0.0.1:7373", true);
        check("[::1]:7373", true);
        check("archive.example.org", true);
        check("[fd00::7]:80", true);
        check("evil.example.org:7373", false);
        check("localhost.evil.example.org", false);
        check("", false);
        check("[::1", true);
    }

    #[test]
    fn both_the_header_and_the_address_must_be_ours() {
        let hosts = Hosts::new(&[]);
        let headers = HeaderMap::from_iter([(header::HOST, HeaderValue::from_static("localhost"))]);
        assert!(hosts.check(&headers, &Uri::from_static("http://evil.example.org/search")).is_err());
        assert!(hosts.check(&headers, &Uri::from_static("http://localhost:80/search")).is_ok());
        assert!(hosts.check(&HeaderMap::new(), &Uri::from_static("/search")).is_err());
    }
}
