//! The program that asks the stubs: one workspace with models, servers and the program, compiled
//! once, and run once over all requests.

use super::requests::Request;
use super::subject::Subject;
use crate::workspace::{Program, Workspace};
use anyhow::Result;
use serde::Deserialize;
use std::fmt::Write as _;

/// What is the same for all documents.
const MAIN: &str = r#"//! Reads lines of `[document, request]`, gives each request to the document's router, and says what is answered.

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
struct Answer {
    status: u16,
    media_type: String,
    body: String,
}

async fn ask(router: Router, request: Request) -> Result<Answer, String> {
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
    Ok(Answer { status, media_type: media_type.unwrap_or_default(), body: String::from_utf8_lossy(&body).into_owned() })
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let routers = routers();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line");
        let (document, request): (usize, Request) = serde_json::from_str(&line).expect("a request");
        let answer = ask(routers[document].clone(), request).await;
        writeln!(out, "{}", serde_json::to_string(&answer).expect("an answer")).expect("a reader");
    }
}
"#;

/// The packages that a stub is made of.
const PACKAGES: [&str; 2] = ["model", "server"];

/// What the program needs besides them and the runtime.
const DEPENDENCIES: &str = r#"axum = { version = "0.8", default-features = false }
http = "1"
serde = { version = "1", features = ["derive"] }
serde_json = "1"
tokio = { version = "1", features = ["macros", "rt"] }
tower = { version = "0.5", features = ["util"] }
"#;

/// What a stub answers.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Answer {
    pub status: u16,
    pub media_type: String,
    pub body: String,
}

/// What became of a request: an answer, or why it could not be sent.
#[derive(Clone, Debug, Deserialize)]
pub(super) enum Came {
    Ok(Answer),
    Err(String),
}

/// Compiles the program and gives it every request; what came back, by document and request.
pub(super) fn run(workspace: &Workspace, subjects: &[Subject]) -> Result<Vec<Vec<Came>>> {
    write(workspace, subjects)?;
    let places = subjects.iter().flat_map(|subject| {
        let cases = subject.cases.iter();
        cases.map(|case| format!("{} {}", subject.path, case.operation))
    });
    let places: Vec<String> = places.collect();
    let came = workspace.run(&lines(subjects)?, |index| places[index].clone())?;
    let mut came = came.into_iter();
    let each = subjects.iter();
    Ok(each
        .map(|subject| came.by_ref().take(subject.cases.len()).collect())
        .collect())
}

fn write(workspace: &Workspace, subjects: &[Subject]) -> Result<()> {
    let mut dependencies = DEPENDENCIES.to_owned();
    let (mut modules, mut routers) = (String::new(), String::new());
    for subject in subjects {
        let name = &subject.name;
        for package in PACKAGES {
            writeln!(
                dependencies,
                "{name}-{package} = {{ path = \"../{name}/{package}\" }}"
            )?;
        }
        writeln!(modules, "mod {name};")?;
        writeln!(routers, "        {name}_server::router(Nothing, AllowAll),")?;
        let service = format!("//! {}\n\n{}", subject.path, subject.service);
        workspace.module(name, &service)?;
    }
    let main = format!(
        "{MAIN}\n{modules}\nfn routers() -> Vec<Router> {{\n    vec![\n{routers}    ]\n}}\n"
    );
    workspace.write(&Program {
        main: &main,
        runtime: "server",
        dependencies: &dependencies,
        packages: &PACKAGES,
    })
}

/// A line for every request.
fn lines(subjects: &[Subject]) -> Result<String> {
    let mut lines = String::new();
    for (index, subject) in subjects.iter().enumerate() {
        for case in &subject.cases {
            let line: (usize, &Request) = (index, &case.request);
            writeln!(lines, "{}", serde_json::to_string(&line)?)?;
        }
    }
    Ok(lines)
}
