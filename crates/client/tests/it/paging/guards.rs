//! Guards against lists without an end, and resuming after an error.

use super::{CURSOR, LINK, OFFSET, Server, answer};
use graphwright_client::{Body, Call, Error, ErrorKind, Paged};
use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering};

#[track_caller]
fn check_refused<E: Debug>(error: &Error<E>, reason: &str) {
    assert_eq!(error.kind(), ErrorKind::Request);
    assert_eq!(
        error.to_string(),
        format!("list-items: not sent: `link` {reason}")
    );
}

#[tokio::test]
async fn a_page_is_never_read_twice() {
    for next in [
        "/v1/items",
        "?",
        "?page=1",
        "#top?",
        "https://api.example:443/v1/items#b",
    ] {
        let server = Server::new(move |_| answer(format!(r#"{{"items":[1],"next":"{next}"}}"#)));
        let mut items = server.client().list::<LINK>().stream();
        let mut read = 0;
        let error = loop {
            match items.next().await.unwrap() {
                Ok(_) => read += 1,
                Err(error) => break error,
            }
        };
        check_refused(
            &error,
            if next == "#top?" {
                "is empty"
            } else {
                "leads to a page that was read before"
            },
        );
        assert_eq!(server.asked().len(), read, "{next}");
        assert!(read <= 2 && items.next().await.is_none());
    }
    let server = Server::new(|_| answer(r#"{"items":[1],"next":"same"}"#));
    let error = server
        .client()
        .list::<CURSOR>()
        .stream()
        .all()
        .await
        .unwrap_err();
    check_refused(&error, "leads to a page that was read before");
}

#[tokio::test]
async fn a_list_without_an_end_is_cut_off() {
    let count = AtomicUsize::new(0);
    let server = Server::new(move |_| {
        let page = count.fetch_add(1, Ordering::SeqCst);
        answer(format!(r#"{{"items":[{page}],"next":"?page={page}"}}"#))
    });
    let mut items = server.client().list::<LINK>().stream().max_pages(3);
    for expected in 0..3 {
        assert_eq!(items.next().await.unwrap().unwrap(), expected);
    }
    let error = items.next().await.unwrap().unwrap_err();
    check_refused(&error, "leads to more pages than are allowed");
    assert_eq!(server.asked().len(), 3);
    assert_eq!(
        items.next_link(),
        Some("?page=2"),
        "and may be taken up again"
    );
}

#[tokio::test]
async fn a_list_is_resumed_after_an_error() {
    let count = AtomicUsize::new(0);
    let server = Server::new(move |_| match count.fetch_add(1, Ordering::SeqCst) {
        0 => answer(r#"{"items":[0],"next":"?page=2"}"#),
        1 => http::Response::builder()
            .status(500)
            .body(Body::empty())
            .unwrap(),
        _ => answer(r#"{"items":[1]}"#),
    });
    let mut items = server.client().list::<LINK>().no_retry().stream();
    assert_eq!(items.next().await.unwrap().unwrap(), 0);
    assert_eq!(items.next().await.unwrap().unwrap_err().status(), Some(500));
    assert!(items.next().await.is_none());
    let rest = server
        .client()
        .list::<LINK>()
        .resume(items.next_link().unwrap());
    assert_eq!(rest.stream().all().await.unwrap(), [1]);
}

#[tokio::test]
async fn a_request_that_cannot_be_sent_is_an_error() {
    let server = Server::new(|_| panic!("nothing is sent"));
    let client = server.client();
    let error = client
        .list::<LINK>()
        .resume("//evil.example")
        .stream()
        .all()
        .await
        .unwrap_err();
    check_refused(&error, "leads to another host");
    let error = client
        .list::<LINK>()
        .resume("/v2")
        .send()
        .await
        .unwrap_err();
    check_refused(&error, "leads out of the path of the base URL");
    let error = client
        .list::<OFFSET>()
        .resume("?offset=x")
        .header("a b", "");
    let error = error.pages().next().await.unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "list-items: not sent: `a b` is not a valid header name"
    );
    let last = "?offset=18446744073709551615";
    let server = Server::new(|_| answer(r#"{"items":[1]}"#));
    let error = server
        .client()
        .list::<OFFSET>()
        .resume(last)
        .stream()
        .all()
        .await
        .unwrap_err();
    check_refused(&error, "counts beyond the largest number");
}

#[tokio::test]
async fn links_may_leave_the_path_if_the_builder_says_so() {
    let server = Server::new(|request| match request.uri().path() {
        "/v1/items" => answer(r#"{"items":[1],"next":"/v2/items"}"#),
        "/v2/items" => answer(r#"{"items":[2],"next":"//evil.example/v2"}"#),
        path => panic!("{path}"),
    });
    let client = server
        .builder()
        .links_below_base_path(false)
        .build()
        .unwrap();
    let mut items = client.list::<LINK>().stream();
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert_eq!(items.next().await.unwrap().unwrap(), 2);
    check_refused(
        &items.next().await.unwrap().unwrap_err(),
        "leads to another host",
    );
}

#[tokio::test]
async fn nothing_shows_a_link() {
    let server = Server::new(|_| answer(r#"{"items":[1],"next":"?key=s3cret-of-the-test"}"#));
    let mut pages = server.client().list::<LINK>().pages();
    let page = pages.next().await.unwrap().unwrap();
    let items = server
        .client()
        .list::<LINK>()
        .resume("?key=s3cret-of-the-test")
        .stream();
    let shown = format!("{pages:?} {items:?}");
    assert!(!shown.contains("s3cret"), "{shown}");
    assert_eq!(page.next_link(), Some("?key=s3cret-of-the-test"));
}
