//! Every operation by every kind of caller: the callers that the intermediate model permits are
//! permitted, and no others.
//!
//! The model is read from `generated/api.txt`, which the generator writes. The server uses the
//! statics that are generated from the model, so that this compares both.

use graph_users_server::model::{UserCreate, UserKey, UserUpdate};
use graph_users_server::runtime::Router;
use graph_users_server::users::{
    CreateUserAnswer, DeleteUserAnswer, GetMeAnswer, GetMeParams, GetUserAnswer,
    GetUserManagerAnswer, GetUserParams, ListUserMemberOfAnswer, ListUserMemberOfParams,
    ListUsersAnswer, ListUsersParams, UpdateUserAnswer,
};
use graph_users_server::{Call, Fault, OPENAPI, Principal, StaticTokens, Users, router};
use graphwright_examples::serve::serve;
use std::collections::BTreeMap;
use std::io::Write;
use std::net::TcpStream;
use std::ops::RangeInclusive;

/// A service that always responds with 501: with any other status, no handler was called.
struct Nothing;

#[rustfmt::skip]
impl Users for Nothing {
    async fn list(&self, _: Call, _: ListUsersParams) -> Result<ListUsersAnswer, Fault> { Err(Fault::not_implemented()) }
    async fn create(&self, _: Call, _: UserCreate) -> Result<CreateUserAnswer, Fault> { Err(Fault::not_implemented()) }
    async fn get(&self, _: Call, _: UserKey, _: GetUserParams) -> Result<GetUserAnswer, Fault> { Err(Fault::not_implemented()) }
    async fn update(&self, _: Call, _: UserKey, _: UserUpdate) -> Result<UpdateUserAnswer, Fault> { Err(Fault::not_implemented()) }
    async fn delete(&self, _: Call, _: UserKey) -> Result<DeleteUserAnswer, Fault> { Err(Fault::not_implemented()) }
    async fn list_member_of(&self, _: Call, _: UserKey, _: ListUserMemberOfParams) -> Result<ListUserMemberOfAnswer, Fault> { Err(Fault::not_implemented()) }
    async fn get_manager(&self, _: Call, _: UserKey) -> Result<GetUserManagerAnswer, Fault> { Err(Fault::not_implemented()) }
    async fn get_me(&self, _: Call, _: GetMeParams) -> Result<GetMeAnswer, Fault> { Err(Fault::not_implemented()) }
}

#[cfg(feature = "beta")]
impl graph_users_server::UsersBeta for Nothing {}
#[cfg(feature = "beta")]
impl graph_users_server::DirectoryObjectsBeta for Nothing {}
#[cfg(feature = "alpha")]
impl graph_users_server::UsersAlpha for Nothing {}

/// The versions of the API. Each has the operations of those before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Version {
    V1,
    Beta,
    Alpha,
}

/// An operation of the model, with its request line and the scopes of which one is enough.
struct Operation {
    version: Version,
    line: String,
    scopes: Vec<String>,
}

/// A scope of the model, and the callers that it is granted to; one that no flow declares counts
/// for both.
struct Scope {
    delegated: bool,
    application: bool,
}

fn model() -> (Vec<Operation>, BTreeMap<String, Scope>) {
    let text = concat!(env!("CARGO_MANIFEST_DIR"), "/../../generated/api.txt");
    let text = std::fs::read_to_string(text).expect("it was generated");
    let document: serde_json::Value = serde_json::from_str(OPENAPI).expect("it is JSON");
    let default = document["security"]
        .as_array()
        .expect("it asks for a scope")
        .iter();
    let default: Vec<String> = default
        .filter_map(|one| Some(one["oauth2"][0].as_str()?.to_owned()))
        .collect();
    let mut operations: Vec<Operation> = Vec::new();
    let mut scopes = BTreeMap::new();
    for line in text.lines() {
        if let Some((name, rest)) = line
            .strip_prefix("scope ")
            .and_then(|rest| rest.split_once(" -> "))
        {
            let undeclared = rest.contains("in no flow");
            let scope = Scope {
                delegated: undeclared || rest.contains("delegated"),
                application: undeclared || rest.contains("application"),
            };
            scopes.insert(name.to_owned(), scope);
        } else if let Some(rest) = line.strip_prefix("op ") {
            operations.push(operation(rest, &default));
        } else if let Some(rest) = line.strip_prefix("  security oauth2[") {
            let asked = rest.trim_end_matches(']').split(" | ").map(str::to_owned);
            operations.last_mut().expect("of an operation").scopes = asked.collect();
        }
    }
    (operations, scopes)
}

/// Parses the operation of a line `list-users GET /users -> users.list, .., only beta alpha`.
fn operation(rest: &str, default: &[String]) -> Operation {
    let mut words = rest.split(' ').skip(1);
    let (method, path) = (
        words.next().expect("a method"),
        words.next().expect("a path"),
    );
    let path: Vec<&str> = path
        .split('/')
        .map(|segment| {
            if segment.starts_with('{') {
                "x"
            } else {
                segment
            }
        })
        .collect();
    let (version, base) = match rest.split_once("only ") {
        None => (Version::V1, "/v1.0"),
        Some((_, "alpha")) => (Version::Alpha, "/alpha"),
        Some(_) => (Version::Beta, "/beta"),
    };
    Operation {
        version,
        line: format!("{method} {base}{}", path.join("/")),
        scopes: default.to_vec(),
    }
}

/// Sends a request with a token, and returns the status.
fn status(address: &str, line: &str, token: Option<&str>) -> u16 {
    let token = token.map_or(String::new(), |token| {
        format!("authorization: Bearer {token}\r\n")
    });
    let request = format!("{line} HTTP/1.1\r\nhost: x\r\n{token}connection: close\r\n\r\n");
    let mut stream = TcpStream::connect(address).expect("it listens");
    stream.write_all(request.as_bytes()).expect("it reads");
    let answer = std::io::read_to_string(stream).expect("it answers");
    let status = answer.split(' ').nth(1).expect("a status line");
    status.parse().expect("a number")
}

#[tokio::test]
async fn callers_of_v1_0_are_those_of_the_model() {
    check(Version::V1, 8..=8, |tokens| router(Nothing, tokens)).await;
}

#[cfg(feature = "beta")]
#[tokio::test]
async fn callers_of_beta_are_those_of_the_model() {
    use graph_users_server::router_beta;
    check(Version::Beta, 60..=90, |tokens| {
        router_beta(Nothing, tokens)
    })
    .await;
}

#[cfg(feature = "alpha")]
#[tokio::test]
async fn callers_of_alpha_are_those_of_the_model() {
    use graph_users_server::router_alpha;
    check(Version::Alpha, 91..=91, |tokens| {
        router_alpha(Nothing, tokens)
    })
    .await;
}

/// Calls every operation up to a version with every scope, as a user and as an application.
async fn check(
    newest: Version,
    expected: RangeInclusive<usize>,
    router: impl FnOnce(StaticTokens) -> Router,
) {
    let (mut operations, scopes) = model();
    operations.retain(|operation| operation.version <= newest);
    assert!(expected.contains(&operations.len()), "{}", operations.len());
    let mut tokens = StaticTokens::new().principal("none", Principal::user("x"));
    tokens = tokens.principal("other", Principal::user("x").with_scopes(["Mail.Read"]));
    for scope in scopes.keys() {
        tokens = tokens
            .principal(
                format!("user-{scope}"),
                Principal::user("x").with_scopes([scope]),
            )
            .principal(
                format!("app-{scope}"),
                Principal::application("x").with_scopes([scope]),
            );
    }
    let serving = serve(router(tokens)).await.unwrap();
    let address = serving.origin.trim_start_matches("http://").to_owned();
    let ask_all = move || {
        let mut let_in = 0;
        for operation in &operations {
            let line = &operation.line;
            let of = |token| status(&address, line, token);
            assert_eq!((of(None), of(Some("unknown"))), (401, 401), "{line}");
            assert_eq!((of(Some("none")), of(Some("other"))), (403, 403), "{line}");
            for (name, scope) in &scopes {
                let asked = operation.scopes.contains(name);
                for (kind, has) in [("user", scope.delegated), ("app", scope.application)] {
                    let token = format!("{kind}-{name}");
                    let status = status(&address, line, Some(&token));
                    let was_let_in = ![401, 403].contains(&status);
                    assert_eq!(
                        was_let_in,
                        asked && has,
                        "{line} by {kind} with {name}: {status}"
                    );
                    let_in += usize::from(was_let_in);
                }
            }
        }
        (operations.len(), let_in)
    };
    let (operations, let_in) = tokio::task::spawn_blocking(ask_all).await.unwrap();
    assert!(let_in >= operations, "every operation permits a caller");
}
