//! Links that are followed, and links that are not.

use super::{LinkScope, resolve};
use crate::base_url::BaseUrl;
use http::Uri;
use proptest::prelude::*;

const BASE: &str = "https://api.example/v1";
const PAGE: &str = "https://api.example/v1/items?page=1";

fn follow(link: &str, scope: LinkScope) -> Result<Uri, &'static str> {
    let base = BaseUrl::parse(BASE).unwrap();
    resolve(&base, &PAGE.parse().unwrap(), link, scope)
}

#[track_caller]
fn check(link: &str, expected: Result<&str, &str>) {
    let address = follow(link, LinkScope::BasePath).map(|address| address.to_string());
    assert_eq!(
        address.as_deref().map_err(|reason| *reason),
        expected,
        "{link:?}"
    );
}

#[test]
fn links_to_the_same_server_are_followed() {
    let next = "https://api.example/v1/items?page=2";
    for link in [
        next,
        "https://api.example:443/v1/items?page=2",
        "HTTPS://API.Example/v1/items?page=2",
        "https://api.example/v1/items?page=2#top",
        "//api.example/v1/items?page=2",
        "/v1/items?page=2",
        "?page=2",
        "items?page=2",
    ] {
        check(link, Ok(next));
    }
    check("https://api.example/v1", Ok("https://api.example/v1"));
    check("/v1/items//a?", Ok("https://api.example/v1/items//a?"));
    check(
        "?$filter=a eq 'é'",
        Ok("https://api.example/v1/items?$filter=a%20eq%20'%C3%A9'"),
    );
    check(
        "?next=https://evil.example/",
        Ok("https://api.example/v1/items?next=https://evil.example/"),
    );
    check(
        "?a=%2e%2e/../",
        Ok("https://api.example/v1/items?a=%2e%2e/../"),
    );
}

#[test]
fn links_elsewhere_are_not() {
    let host = Err("leads to another host");
    check("https://api.example.evil.example/v1/items", host);
    check("https://evil.example/v1/items", host);
    check("//evil.example/v1/items", host);
    check("https://api.example./v1/items", host);
    check("https://%61pi.example/v1/items", Err("has an invalid host"));
    check("https://äpi.example/v1/items", Err("has an invalid host"));
    check("https:///v1/items", Err("has an invalid host"));
    check(
        "https://api.example:444/v1/items",
        Err("leads to another port"),
    );
    check(
        "https://api.example:/v1/items",
        Err("leads to another port"),
    );
    check(
        "https://api.example@evil.example/",
        Err("has a user or a password"),
    );
    check(
        "http://api.example/v1/items",
        Err("has another scheme than the base URL"),
    );
    check(
        "javascript:alert(1)",
        Err("has another scheme than the base URL"),
    );
    check("https:/v1/items", Err("has a scheme but no host"));
    check("https:v1/items", Err("has a scheme but no host"));
    check(
        "/v1\\..\\admin",
        Err("contains a backslash or a control character"),
    );
    check(
        "\thttps://api.example/v1",
        Err("contains a backslash or a control character"),
    );
    check(" //evil.example", Err("begins or ends with a space"));
    check("", Err("is empty"));
    check("#top", Err("is empty"));
}

#[test]
fn paths_stay_below_that_of_the_base_url() {
    let out = Err("leads out of the path of the base URL");
    for link in [
        "/",
        "/v2/items",
        "/v10",
        "/V1/items",
        "/v1%2fitems",
        "https://api.example",
    ] {
        check(link, out);
        assert!(follow(link, LinkScope::Server).is_ok(), "{link}");
    }
    for link in [
        "/v1/../admin",
        "/v1/./items",
        "/v1/%2e%2e/admin",
        "/v1/.%2E/admin",
        "/v1/%252e%252e/admin",
        "/v1/..;/admin",
        "/v1/a;..",
        "/v1/..%2fadmin",
        "/v1/a%5c..%5cadmin",
        "/v1/a%0d%0ab",
        "../admin",
        "..",
    ] {
        check(link, Err("has a segment that is `.` or `..`"));
        assert!(follow(link, LinkScope::Server).is_err(), "{link}");
    }
}

/// Links made of what parsers disagree about.
fn tricky() -> impl Strategy<Value = String> {
    let pieces = [
        "https",
        "http",
        ":",
        "//",
        "/",
        "\\",
        "@",
        "api.example",
        "evil.example",
        "v1",
        "items",
        "?",
        "#",
        "..",
        ".",
        "%2e",
        "%2f",
        ";",
        ":443",
        ":80",
        " ",
        "\t",
        "é",
        "。",
        "[::1]",
        "a",
        "&",
        "=",
        "%",
        "API.EXAMPLE",
        "https://api.example/v1",
        "/v1/",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..8)
        .prop_map(|pieces| pieces.concat())
}

/// 10,000 links, and a million with `WHOLE_MATRIX=1`.
fn cases() -> ProptestConfig {
    let whole = std::env::var_os("WHOLE_MATRIX").is_some();
    ProptestConfig {
        cases: if whole { 1_000_000 } else { 10_000 },
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases())]

    /// By another parser, the address is on the configured server and below its path, and the link
    /// itself leads to no other server.
    #[test]
    fn a_followed_link_stays_on_the_server(link in tricky()) {
        let Ok(address) = follow(&link, LinkScope::BasePath) else {
            return Ok(());
        };
        let base = url::Url::parse(BASE).unwrap();
        let sent = url::Url::parse(&address.to_string()).unwrap();
        prop_assert_eq!(sent.origin(), base.origin());
        prop_assert!(sent.path() == "/v1" || sent.path().starts_with("/v1/"), "{}", sent);
        prop_assert_eq!((sent.username(), sent.password(), sent.fragment()), ("", None, None));
        let other = url::Url::parse(PAGE).unwrap().join(&link);
        prop_assert_eq!(other.unwrap().origin(), base.origin());
    }
}
