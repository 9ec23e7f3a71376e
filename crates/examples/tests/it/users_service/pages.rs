//! Long lists: every user once, whichever are created and deleted meanwhile, and signed links.

use super::new_user;
use super::program::Program;
use super::raw::{Answer, ask, request};
use serde_json::Value;
use std::collections::HashSet;

/// The number of initial users.
const SEEDED: usize = 4;

fn get(program: &Program, path: &str, headers: &str) -> Answer {
    let token = Program::token("administrator");
    let line = format!("GET {path}");
    ask(program.address(), &request(&line, &token, headers))
}

/// The request target of a link.
fn target(program: &Program, page: &Value) -> Option<String> {
    let link = page["@odata.nextLink"].as_str()?;
    let path = link.strip_prefix(&format!("http://{}", program.address()));
    Some(path.expect("the link leads to the service").to_owned())
}

async fn create(program: &Program, count: usize) {
    let client = program.client("administrator");
    for index in 0..count {
        let user = new_user(&format!("user{index}"));
        client.users().create(user).await.unwrap();
    }
}

#[tokio::test]
async fn a_long_list_has_every_user_once() {
    let program = Program::start();
    // More than fit on the largest page.
    create(&program, 1100 - SEEDED).await;
    for (query, pages) in [("", 11), ("?$top=999", 2), ("?%24top=7&$select=id", 158)] {
        let mut ids = HashSet::new();
        let mut next = Some(format!("/v1.0/users{query}"));
        let mut count = 0;
        while let Some(path) = next {
            let page = get(&program, &path, "").json();
            let users = page["value"].as_array().expect("a list");
            assert!(!users.is_empty(), "no page is empty");
            for user in users {
                let id = user["id"].as_str().expect("an id").to_owned();
                assert!(ids.insert(id), "{user} came twice");
            }
            next = target(&program, &page);
            count += 1;
        }
        assert_eq!((ids.len(), count), (1100, pages), "{query}");
    }
}

#[tokio::test]
async fn changes_do_not_shift_pages() {
    let program = Program::start();
    let client = program.client("administrator");
    create(&program, 6).await;
    let page = get(&program, "/v1.0/users?$top=5&$select=mailNickname", "").json();
    assert_eq!(page["value"][4]["mailNickname"], "user0");
    for gone in ["adele", "user0", "user1"] {
        let gone = format!("{gone}@contoso.com");
        client.users().delete(gone).await.unwrap();
    }
    client.users().create(new_user("late")).await.unwrap();
    let next = target(&program, &page).expect("there are more");
    let page = get(&program, &next, "").json();
    let names = page["value"].as_array().expect("a list").iter();
    let names: Vec<_> = names
        .filter_map(|user| user["mailNickname"].as_str())
        .collect();
    assert_eq!(names, ["user2", "user3", "user4", "user5", "late"]);
    assert_eq!(page["@odata.nextLink"], Value::Null);
}

/// A link keeps the query, and its token cannot be changed.
#[tokio::test]
async fn links_are_signed() {
    let program = Program::start();
    let page = get(&program, "/v1.0/users?$top=2&$select=id&x=%26", "").json();
    let next = target(&program, &page).expect("there are more");
    let (kept, token) = next.split_once("$skiptoken=").expect("it has a token");
    assert_eq!(kept, "/v1.0/users?$top=2&$select=id&x=%26&");
    for forged in [
        "",
        "2",
        &token[1..],
        &token.to_uppercase(),
        &format!("{token}A"),
    ] {
        let answer = get(&program, &format!("{kept}$skiptoken={forged}"), "");
        assert_eq!(answer.status, 400, "{forged}");
        assert_eq!(answer.json()["error"]["code"], "Request_BadRequest");
    }
    // A restarted service has another key.
    let other = Program::start();
    assert_eq!(get(&other, &next, "").status, 400);
    assert_eq!(get(&program, &next, "").status, 200);
}

#[test]
fn users_are_counted_on_request() {
    let program = Program::start();
    let count = |path: &str, headers| {
        let page = get(&program, path, headers).json();
        (page["@odata.count"].as_u64(), target(&program, &page))
    };
    let eventual = "consistencylevel: eventual\r\n";
    let (counted, next) = count("/v1.0/users?$count=true&$top=3", eventual);
    assert_eq!(counted, Some(SEEDED as u64));
    // It is on the first page only, and without the header on none.
    assert_eq!(count(&next.expect("there are more"), eventual).0, None);
    assert_eq!(count("/v1.0/users?$count=true", "").0, None);
    assert_eq!(count("/v1.0/users?$count=false", eventual).0, None);
}
