//! Both servers, each with one thread in a process of its own, under the same load.

use crate::load::Load;
use crate::rounds::{Comparison, Side};
use crate::serving::{Kind, Process};
use crate::users;
use anyhow::{Result, ensure};
use serde_json::Value;

/// Compares the generated stub with handlers for axum.
pub(crate) fn measure() -> Result<Vec<Comparison>> {
    let servers = [
        Process::start(Kind::Generated)?,
        Process::start(Kind::Hand)?,
    ];
    let [generated, hand] = &servers;
    let mut generated = Load::new(&generated.origin, generated.id())?;
    let mut hand = Load::new(&hand.origin, hand.id())?;
    let mut compare = |name, request: Vec<u8>| {
        let [ours, theirs] = [generated.ask(&request)?, hand.ask(&request)?];
        let same =
            serde_json::from_slice::<Value>(&ours)? == serde_json::from_slice::<Value>(&theirs)?;
        ensure!(same, "{name}: the servers do not answer the same");
        Comparison::run(name, |side| match side {
            Side::Generated => generated.turn(&request),
            Side::Hand => hand.turn(&request),
        })
    };
    let user = format!("/v1.0/users/{}", users::id(7));
    let body = users::new_user().to_string();
    Ok(vec![
        compare("GET user, server", request("GET", &user, ""))?
            .at_least(0.95)
            .at_most(1.1),
        compare(
            "list of 100, server",
            request("GET", "/v1.0/users?$top=100", ""),
        )?
        .at_least(0.97),
        compare(
            "list of 999, server",
            request("GET", "/v1.0/users?$top=999", ""),
        )?
        .at_least(0.97),
        compare("POST user, server", request("POST", "/v1.0/users", &body))?.at_least(0.85),
    ])
}

/// A request as its bytes, with what any client sends.
fn request(method: &str, target: &str, body: &str) -> Vec<u8> {
    let body_headers = match body.len() {
        0 => String::new(),
        length => format!("content-type: application/json\r\ncontent-length: {length}\r\n"),
    };
    let head = format!(
        "{method} {target} HTTP/1.1\r\nhost: localhost\r\naccept: application/json\r\n\
         authorization: Bearer eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0.e30.\r\nuser-agent: measure\r\n"
    );
    format!("{head}{body_headers}\r\n{body}").into_bytes()
}
