//! Promise 9: figures for Prometheus, without a word of what was asked.

use axum::http::header;

use crate::site::Site;

#[tokio::test]
async fn answers_are_counted_by_route_and_status() {
    let site = Site::news();
    site.get("/search?q=secretquery").await;
    site.get("/search?q=titel:x").await;
    site.get("/articles/secretid").await;
    site.get("/secretpath").await;
    let metrics = site.get("/metrics").await;
    assert!(metrics.header(header::CONTENT_TYPE).starts_with("text/plain; version=0.0.4"));
    for expected in [
        "depeche_http_requests_total{route=\"/search\",code=\"200\"} 1\n",
        "depeche_http_requests_total{route=\"/search\",code=\"400\"} 1\n",
        "depeche_http_requests_total{route=\"/articles/{id}\",code=\"404\"} 1\n",
        "depeche_http_requests_total{route=\"other\",code=\"404\"} 1\n",
        "depeche_http_request_duration_seconds_count{route=\"/search\"} 2\n",
        "depeche_search_duration_seconds_count{phase=\"engine\"} 3\n",
        "depeche_search_rejected_total{reason=\"full\"} 0\n",
        "depeche_search_queue_length 0\n",
        "depeche_index_documents{lang=\"fr\"} 3\n",
        "depeche_index_documents{lang=\"en\"} 2\n",
        "depeche_build_info{version=\"",
        "\ndepeche_index_generation ",
    ] {
        assert!(metrics.body.contains(expected), "{expected}{}", metrics.body);
    }
    assert!(!metrics.body.contains("secret"), "{}", metrics.body);
    // Every row belongs to a head with its kind, and has a number.
    for line in metrics.body.lines().filter(|line| !line.starts_with('#')) {
        let (name, value) = line.rsplit_once(' ').unwrap();
        assert!(value.parse::<f64>().is_ok(), "{line}");
        let name = name.split('{').next().unwrap();
        let family = ["_bucket", "_sum", "_count"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
        let is_headed = |name: &str| metrics.body.contains(&format!("# TYPE {name} "));
        assert!(is_headed(name) || is_headed(family), "{line}");
    }
}
