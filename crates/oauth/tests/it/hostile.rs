//! Answers and addresses that no honest server sends.

use crate::server::{TokenServer, api, failure_of, json, refused};
use graphwright_client::{BaseUrlError, ErrorKind};
use graphwright_oauth::{App, AuthError, AuthorizationCode, ClientCredentials, DeviceCode};

/// Checks the error of a call whose provider gets this answer, after `no token: `.
async fn check(answer: String, expected: &str) {
    let server = TokenServer::start(move |_| answer.clone()).await;
    let (memory, client) = api(ClientCredentials::new(server.app()).unwrap());
    let failure = failure_of(&client).await;
    assert_eq!(failure, format!("update-item: no token: {expected}"));
    assert_eq!((memory.count(), server.count()), (0, 1));
}

async fn check_json(body: &str, reason: &str) {
    let expected = format!("the authorization server answered 200: {reason}");
    check(json(200, body), &expected).await;
}

#[tokio::test]
async fn an_answer_that_does_not_follow_the_protocol() {
    check_json("", "it is not a JSON object").await;
    check_json("<html>token</html>", "it is not a JSON object").await;
    check_json("[]", "it is not a JSON object").await;
    check_json(&"[".repeat(10_000), "it is not a JSON object").await;
    let kind = "its `token_type` is not `Bearer`";
    check_json("{}", kind).await;
    check_json(r#"{"access_token":"a"}"#, kind).await;
    check_json(r#"{"access_token":"a","token_type":"mac"}"#, kind).await;
    check_json(r#"{"token_type":"Bearer"}"#, "it has no `access_token`").await;
    let text = "a token in it is not printable text";
    check_json(r#"{"token_type":"Bearer","access_token":""}"#, text).await;
    check_json(r#"{"token_type":"Bearer","access_token":5}"#, text).await;
    check_json(
        r#"{"token_type":"Bearer","access_token":"a\r\nX: y"}"#,
        text,
    )
    .await;
    check_json(
        r#"{"token_type":"Bearer","access_token":"a","refresh_token":{}}"#,
        text,
    )
    .await;
    for seconds in [
        "-1", "-0.5", r#""x""#, r#""-7""#, r#""NaN""#, r#""inf""#, "{}", "true",
    ] {
        let body =
            format!(r#"{{"token_type":"Bearer","access_token":"a","expires_in":{seconds}}}"#);
        check_json(&body, "a number of seconds in it is not valid").await;
    }
    check(
        json(201, r#"{"token_type":"Bearer","access_token":"a"}"#),
        "the authorization server answered 201: it has no `error`",
    )
    .await;
    check(
        json(500, "{}"),
        "the authorization server answered 500: it has no `error`",
    )
    .await;
    check(
        json(502, "<html>"),
        "the authorization server answered 502: it is not a JSON object",
    )
    .await;
    // Some servers refuse with the status of a success.
    check(
        json(200, r#"{"error":"bad_verification_code"}"#),
        "the authorization server refused: bad_verification_code",
    )
    .await;
}

#[tokio::test]
async fn a_time_beyond_all_clocks_is_not_an_error() {
    for seconds in [
        "0",
        "0.5",
        "1e300",
        "9223372036854775807",
        r#""18446744073709551615""#,
        "null",
    ] {
        let body =
            format!(r#"{{"token_type":"Bearer","access_token":"a","expires_in":{seconds}}}"#);
        let server = TokenServer::start(move |_| json(200, &body)).await;
        let (memory, client) = api(ClientCredentials::new(server.app()).unwrap());
        assert_eq!(
            crate::server::token_of(&memory, &client).await,
            "a",
            "{seconds}"
        );
    }
}

#[tokio::test]
async fn an_answer_that_is_too_large() {
    let expected = "the authorization server answered 200: it is too large";
    check(json(200, &"x".repeat(200_000)), expected).await;
    check(
        "HTTP/1.1 200 OK\r\nContent-Length: 9000000000000000000\r\n\r\n{}".to_owned(),
        expected,
    )
    .await;
    let chunk = format!("{:x}\r\n{}\r\n", 1000, "x".repeat(1000));
    let chunks = format!(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        chunk.repeat(200)
    );
    check(chunks, expected).await;
}

#[tokio::test]
async fn an_answer_that_breaks_off() {
    for answer in [
        "",
        "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"token",
        "nonsense\r\n\r\n",
    ] {
        let server = TokenServer::start(move |_| answer.to_owned()).await;
        let (_memory, client) = api(ClientCredentials::new(server.app()).unwrap());
        let error = client.update().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Token);
        let below = error.token_error().and_then(|error| error.downcast_ref());
        assert!(matches!(below, Some(AuthError::Transport(_))), "{error}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed_with_the_secret() {
    let other = TokenServer::issuing().await;
    for status in [301, 302, 303, 307, 308] {
        let location = other.url("/token");
        let answer = format!(
            "HTTP/1.1 {status} X\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        let expected =
            format!("the authorization server answered {status}: redirects are not followed");
        check(answer, &expected).await;
    }
    assert_eq!(other.count(), 0);
}

#[tokio::test]
async fn a_description_stays_in_its_line() {
    let answer =
        r#"{"error":"invalid_client","error_description":"a\r\nlevel=fatal\u001b[31m\u202e"}"#;
    check(
        json(400, answer),
        r"the authorization server refused: invalid_client: a\r\nlevel=fatal\u{1b}[31m\u{202e}",
    )
    .await;
}

#[tokio::test]
async fn an_endpoint_must_be_safe() {
    use BaseUrlError::{Insecure, Malformed, QueryOrFragment, Relative, User, Variable};
    for (url, expected) in [
        ("http://login.example/token", Insecure),
        ("http://localhost.evil.example/token", Insecure),
        ("http://127.0.0.1.evil.example/token", Insecure),
        ("https://user:pass@login.example/token", User),
        ("https://login.example@evil.example/token", User),
        ("https://login.example:99999/token", Malformed),
        ("https://login.example:/token", Malformed),
        ("https://login.example\\@evil.example/token", Malformed),
        ("ftp://login.example/token", Malformed),
        ("https://login.example/token#x", QueryOrFragment),
        ("https://login.example/token?p=1#x", QueryOrFragment),
        ("https://login.example/{tenant}/token", Variable),
        ("//login.example/token", Relative),
        ("", Relative),
    ] {
        let good = "https://login.example/token/?p=policy";
        let at = |url: &str| App::new(url, "the-app");
        let errors = [
            ClientCredentials::new(at(url)).unwrap_err(),
            AuthorizationCode::begin(at(good), url, "app:/").unwrap_err(),
            DeviceCode::start(at(good), url).await.unwrap_err(),
        ];
        for error in errors {
            assert!(
                matches!(error, AuthError::Endpoint(found) if found == expected),
                "{url}: {error}"
            );
        }
        ClientCredentials::new(at(good)).unwrap();
    }
}

#[tokio::test]
async fn a_server_that_does_not_listen() {
    let server = TokenServer::start(|_| refused("x")).await;
    let app = App::new("http://127.0.0.1:1/token", "the-app");
    let (_memory, client) = api(ClientCredentials::new(app).unwrap());
    let expected = "update-item: no token: the request to the authorization server failed: cannot connect: Connection refused (os error 111)";
    assert_eq!(failure_of(&client).await, expected);
    assert_eq!(server.count(), 0);
}
