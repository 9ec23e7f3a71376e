//! Both servers under the same load, each with one thread in a process of its own.

use crate::load::Load;
use crate::rounds::{Comparison, Side};
use crate::serving::{Kind, Process};
use crate::users;
use anyhow::{Result, ensure};
use serde_json::Value;

/// Compares the generated stub with manual handlers for axum.
pub(crate) fn measure() -> Result<Vec<Comparison>> {
    let servers = [
        Process::start(Kind::Generated)?,
        Process::start(Kind::Manual)?,
    ];
    let [generated, manual] = &servers;
    let mut generated = Load::new(&generated.origin, generated.id())?;
    let mut manual = Load::new(&manual.origin, manual.id())?;
    let mut compare = |name, request: Vec<u8>| {
        let bodies = [generated.send(&request)?, manual.send(&request)?];
        let [generated_json, manual_json] =
            bodies.map(|body| serde_json::from_slice::<Value>(&body));
        ensure!(
            generated_json? == manual_json?,
            "{name}: the servers give different responses"
        );
        Comparison::run(name, |side| match side {
            Side::Generated => generated.turn(&request),
            Side::Manual => manual.turn(&request),
        })
    };
    let user = format!("/v1.0/users/{}", users::id(7));
    let body = users::new_user().to_string();
    Ok(vec![
        compare("GET user, server", request("GET", &user, ""))?
            .with_min_speed(0.95)
            .with_max_cpu(1.1),
        compare(
            "list of 100, server",
            request("GET", "/v1.0/users?$top=100", ""),
        )?
        .with_min_speed(0.97),
        compare(
            "list of 999, server",
            request("GET", "/v1.0/users?$top=999", ""),
        )?
        .with_min_speed(0.97),
        compare("POST user, server", request("POST", "/v1.0/users", &body))?.with_min_speed(0.85),
    ])
}

/// The bytes of a request, with the headers that clients send.
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
