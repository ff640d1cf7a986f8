//! Promise 5.

use axum::http::{StatusCode, header};

use server::{Token, Tokens};

use crate::site::Site;

#[tokio::test]
async fn other_hosts_are_not_answered() {
    let site = Site::news();
    for address in ["/", "/search?q=a", "/health/livez", "/static/page.css"] {
        let answer = site.ask(address, &[("host", "evil.example.org:7373")]).await;
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{address}");
        assert!(answer.body.contains("evil.example.org"), "{}", answer.body);
        assert_eq!(site.ask(address, &[]).await.status, StatusCode::MISDIRECTED_REQUEST);
        assert_eq!(site.ask(address, &[("host", "[::1]:7373")]).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn every_answer_has_its_security_headers() {
    let site = Site::news();
    for address in ["/", "/search?q=a", "/search?form=a", "/nothing", "/static/page.css", "/health/livez"] {
        for host in ["localhost", "evil.example.org"] {
            let answer = site.ask(address, &[("host", host)]).await;
            let policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
                          frame-ancestors 'none'";
            assert_eq!(answer.header(header::CONTENT_SECURITY_POLICY), policy, "{address}");
            assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff", "{address}");
            assert_eq!(answer.header(header::REFERRER_POLICY), "no-referrer", "{address}");
        }
    }
}

#[test]
fn only_loopback_may_be_listened_on() {
    for address in ["127.0.0.1:80", "127.9.9.9:1", "[::1]:80", "[::ffff:127.0.0.1]:80"] {
        assert!(server::check_address(address.parse().unwrap(), &Tokens::default()).is_ok(), "{address}");
    }
    for address in ["0.0.0.0:80", "[::]:80", "192.168.0.4:80", "[fd00::7]:80"] {
        let address_of_others = address.parse().unwrap();
        let refused = server::check_address(address_of_others, &Tokens::default()).unwrap_err();
        assert!(refused.to_string().contains(address) && refused.hint().contains("127.0.0.1:80"), "{refused}");
        let tokens = Tokens { read: Some(Token::new(&"a".repeat(32)).unwrap()), admin: None };
        assert!(server::check_address(address_of_others, &tokens).is_ok(), "{address}");
        let tokens = Tokens { read: None, admin: tokens.read };
        assert!(server::check_address(address_of_others, &tokens).is_err(), "{address}");
    }
}
