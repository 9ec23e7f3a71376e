//! The program that sends requests to the stubs.

use super::requests::Case;
use super::subject::Subject;
use crate::program::{self, Member, Template};
use crate::workspace::Workspace;
use anyhow::Result;
use serde::Deserialize;
use std::fmt::Write as _;

/// The program without modules and the table of routers.
const MAIN: &str = r#"//! Reads lines of `[document, request]`, calls the document's router with each request, and writes the response.

#![allow(warnings, clippy::all)]

use axum::body::Body;
use graphwright_server::{AllowAll, Router};
use std::io::{BufRead, Write};
use tower::ServiceExt;

pub struct Nothing;

#[derive(serde::Deserialize)]
struct Request {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Option<String>,
}

#[derive(Default, serde::Serialize)]
struct Response {
    status: u16,
    media_type: String,
    body: String,
}

async fn send(router: Router, request: Request) -> Result<Response, String> {
    let mut parts = http::Request::builder().method(request.method.as_str()).uri(request.target);
    for (name, value) in request.headers {
        parts = parts.header(name, value);
    }
    let body = request.body.map_or_else(Body::empty, Body::from);
    let request = parts.body(body).map_err(|error| error.to_string())?;
    let response = router.oneshot(request).await.map_err(|error| error.to_string())?;
    let media_type = response.headers().get("content-type").map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let status = response.status().as_u16();
    let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.map_err(|error| error.to_string())?;
    Ok(Response { status, media_type: media_type.unwrap_or_default(), body: String::from_utf8_lossy(&body).into_owned() })
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let routers = routers();
    // Each line is written at once, so that the last one shows where the program broke down.
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line");
        let (document, request): (usize, Request) = serde_json::from_str(&line).expect("a request");
        let response = send(routers[document].clone(), request).await;
        writeln!(out, "{}", serde_json::to_string(&response).expect("a response")).expect("a reader");
    }
}
"#;

/// The dependencies of the program, besides stubs and the runtime.
const DEPENDENCIES: &str = r#"axum = { version = "0.8", default-features = false }
http = "1"
serde = { version = "1", features = ["derive"] }
serde_json = "1"
tokio = { version = "1", features = ["macros", "rt"] }
tower = { version = "0.5", features = ["util"] }
"#;

const TEMPLATE: Template = Template {
    main: MAIN,
    runtime: "server",
    dependencies: DEPENDENCIES,
    packages: &["model", "server"],
    table: routers,
};

/// The response of a stub.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Response {
    pub status: u16,
    pub media_type: String,
    pub body: String,
}

/// A response, or why there is none.
#[derive(Clone, Debug, Deserialize)]
pub(super) enum Reply {
    #[serde(rename = "Ok")]
    Response(Response),
    #[serde(rename = "Err")]
    NotSent(String),
}

/// Compiles the program and sends every request; the replies, by document and request.
pub(super) fn run(workspace: &Workspace, subjects: &[Subject]) -> Result<Vec<Vec<Reply>>> {
    let members: Result<Vec<Member<'_>>> = subjects.iter().map(member).collect();
    program::run(workspace, &TEMPLATE, &members?)
}

fn member(subject: &Subject) -> Result<Member<'_>> {
    Ok(Member {
        path: &subject.path,
        name: &subject.name,
        module: subject.service.clone(),
        cases: subject.cases.iter().map(case).collect::<Result<_>>()?,
    })
}

fn case(case: &Case) -> Result<program::Case<'_>> {
    Ok(program::Case {
        label: &case.operation,
        input: serde_json::to_string(&case.request)?,
    })
}

/// The router of each document.
fn routers(names: &[&str]) -> String {
    let routers = names.iter().fold(String::new(), |mut routers, name| {
        // Writing to a string cannot fail.
        let _ = writeln!(routers, "        {name}_server::router(Nothing, AllowAll),");
        routers
    });
    format!("fn routers() -> Vec<Router> {{\n    vec![\n{routers}    ]\n}}")
}
