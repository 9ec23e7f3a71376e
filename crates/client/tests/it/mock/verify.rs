//! The reports of a mock.

use super::{client, update};
use crate::api::{Item, Ping, Update, item};
use graphwright_client::mock::{Expect, Mock};
use graphwright_client::{Call, Secret};
use std::panic::AssertUnwindSafe;

/// The panic of a mock that is dropped, with the lines of this file as `LINE`.
fn report(mock: Mock) -> String {
    let panic = std::panic::catch_unwind(AssertUnwindSafe(|| drop(mock))).unwrap_err();
    let text = panic.downcast_ref::<String>().unwrap();
    let mut parts = text.split(file!());
    let mut told = parts.next().unwrap().to_owned();
    for part in parts {
        told.push_str("LINE");
        told.push_str(part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    told
}

#[test]
fn a_missing_call_is_reported() {
    let mock = Mock::new();
    mock.expect::<Update>().times(2).answer(item("y"));
    mock.expect::<Ping>().answer(());
    assert_eq!(format!("{mock:?}"), "Mock { open: 3, .. }");
    assert_eq!(
        report(mock),
        "the mock was not called as expected:\
         \n- update-item: called 0 times, not 2; expected at LINE\
         \n- get-status: called 0 times, not 1; expected at LINE"
    );
}

#[tokio::test]
async fn an_unexpected_call_is_reported() {
    let mock = Mock::new();
    let error = update(&mock, "a", "x").await.unwrap_err();
    let surprise = "update-item: PUT /v1/items/a: was not expected";
    assert!(error.to_string().contains(surprise), "{error}");
    assert_eq!(
        report(mock),
        format!("the mock was not called as expected:\n- {surprise}")
    );
}

/// Checks how a call of `update-item` with the id `a`, the name `x` and a header differs from an
/// expectation.
async fn check(narrow: impl FnOnce(Expect<'_, Update>) -> Expect<'_, Update>, expected: &str) {
    let mock = Mock::new();
    narrow(mock.expect::<Update>()).answer(item("y"));
    let call = client(&mock).update("a", &item("x")).header("x-trace", "7");
    let answer = call.await;
    if expected.is_empty() {
        answer.unwrap();
        return mock.verify();
    }
    answer.unwrap_err();
    let told = report(mock);
    let surprise = told.split("; unlike the call expected at LINE, ").nth(1);
    assert_eq!(surprise, Some(expected), "{told}");
}

#[tokio::test]
async fn every_difference_is_named() {
    check(|it| it, "").await;
    check(
        |it| it.path("itemId", "a").header("x-trace", 7).no_query("a"),
        "",
    )
    .await;
    check(
        |it| {
            it.body(r#"{"name":"x"}"#)
                .when("it is a PUT", |it| it.method() == "PUT")
        },
        "",
    )
    .await;
    check(
        |it| it.path("itemId", "b"),
        "`itemId` in the path is `a`, not `b`",
    )
    .await;
    check(
        |it| it.path("other", "b"),
        "`other` in the path is missing, not `b`",
    )
    .await;
    check(
        |it| it.query("$top", 5),
        "`$top` in the query is missing, not `5`",
    )
    .await;
    check(
        |it| it.header("x-trace", 8),
        "the header `x-trace` has another value",
    )
    .await;
    check(
        |it| it.header("x-other", 8),
        "the header `x-other` is missing",
    )
    .await;
    check(
        |it| it.json(&item("z")),
        "the body at `/name` has another value",
    )
    .await;
    check(|it| it.body("x"), "the body differs").await;
    check(
        |it| it.when("it is small", |it| it.body().len() < 3),
        "not met: it is small",
    )
    .await;
}

#[tokio::test]
async fn no_message_holds_a_secret() {
    let mock = Mock::new();
    let secret = Item {
        password: Some(Secret::new("hunter2hunter2".to_owned())),
        ..item("x")
    };
    mock.expect::<Update>()
        .json(&item("x"))
        .header("authorization", "Bearer a")
        .answer(item("y"));
    let call = client(&mock)
        .update("a", &secret)
        .header("authorization", "Bearer hunter2hunter2");
    let error = call.await.unwrap_err();
    let shown = format!("{error} {error:?} {mock:?} {:?}", mock.received::<Update>());
    assert!(!(shown + &report(mock)).contains("hunter2"));
}

#[test]
#[should_panic = "the test's own"]
fn a_test_that_is_failing_already_gets_no_report() {
    let mock = Mock::new();
    mock.expect::<Ping>().answer(());
    panic!("the test's own");
}
