//! The program that asks the stubs: one workspace with models, servers and the program, compiled
//! once, and run once over all requests.

use super::requests::Request;
use super::subject::Subject;
use crate::cargo::{self, cargo};
use crate::corpus::remove;
use anyhow::{Context as _, Result, ensure};
use fs_err as fs;
use serde::Deserialize;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

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

/// The folder that everything is made in.
pub(super) struct Workspace {
    /// The checkout.
    root: PathBuf,
    folder: PathBuf,
}

impl Workspace {
    pub(super) fn new(root: &Path, folder: Option<&Path>) -> Result<Self> {
        let folder = folder.map_or_else(|| root.join("target/stubs"), Path::to_owned);
        fs::create_dir_all(&folder)?;
        let workspace = Self {
            root: fs::canonicalize(root)?,
            folder: fs::canonicalize(folder)?,
        };
        remove(&workspace.sources())?;
        fs::create_dir_all(workspace.sources())?;
        Ok(workspace)
    }

    /// Where results go.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where generated packages go.
    pub(super) fn sources(&self) -> PathBuf {
        self.folder.join("stubs")
    }

    /// Compiles the program and gives it every request; what came back, by document and request.
    pub(super) fn run(&self, subjects: &[Subject]) -> Result<Vec<Vec<Came>>> {
        self.write(subjects)?;
        cargo::run(
            self.cargo()
                .args(["build", "--quiet", "--package", "stubs"]),
        )?;
        let input = self.folder.join("requests.jsonl");
        fs::write(&input, lines(subjects)?)?;
        let program = self.folder.join("target/debug/stubs");
        let mut child = Command::new(&program)
            .stdin(fs::File::open(&input)?.into_file())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot run {}", program.display()))?;
        let mut lines = BufReader::new(child.stdout.take().context("no output")?).lines();
        let mut came_back = Vec::new();
        for subject in subjects {
            let mut answers = Vec::new();
            for case in &subject.cases {
                let line = lines.next().with_context(|| {
                    format!(
                        "the program broke down at {} {}",
                        subject.path, case.operation
                    )
                })??;
                answers.push(serde_json::from_str(&line)?);
            }
            came_back.push(answers);
        }
        ensure!(child.wait()?.success(), "the program failed");
        Ok(came_back)
    }

    fn cargo(&self) -> Command {
        let mut cargo = cargo(&self.sources());
        cargo.env("CARGO_TARGET_DIR", self.folder.join("target"));
        // Nothing here is compiled a second time.
        cargo.env("CARGO_INCREMENTAL", "0");
        cargo.env("CARGO_PROFILE_DEV_DEBUG", "0");
        cargo
    }

    fn write(&self, subjects: &[Subject]) -> Result<()> {
        let sources = self.sources();
        let program = sources.join("program");
        fs::create_dir_all(program.join("src"))?;
        let (mut dependencies, mut modules, mut routers) =
            (String::new(), String::new(), String::new());
        for subject in subjects {
            let name = &subject.name;
            for package in ["model", "server"] {
                writeln!(
                    dependencies,
                    "{name}-{package} = {{ path = \"../{name}/{package}\" }}"
                )?;
            }
            writeln!(modules, "mod {name};")?;
            writeln!(routers, "        {name}_server::router(Nothing, AllowAll),")?;
            let service = format!("//! {}\n\n{}", subject.path, subject.service);
            fs::write(program.join(format!("src/{name}.rs")), service)?;
        }
        let main = format!(
            "{MAIN}\n{modules}\nfn routers() -> Vec<Router> {{\n    vec![\n{routers}    ]\n}}\n"
        );
        fs::write(program.join("src/main.rs"), main)?;
        let server = self.root.join("crates/server").display().to_string();
        let server = toml::Value::String(server);
        fs::write(
            program.join("Cargo.toml"),
            format!(
                "[package]\nname = \"stubs\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
                 axum = {{ version = \"0.8\", default-features = false }}\ngraphwright-server = {{ path = {server} }}\nhttp = \"1\"\n\
                 serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
                 tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n\
                 tower = {{ version = \"0.5\", features = [\"util\"] }}\n{dependencies}"
            ),
        )?;
        fs::write(
            sources.join("Cargo.toml"),
            "[workspace]\nresolver = \"3\"\nmembers = [\"program\", \"*/model\", \"*/server\"]\n",
        )?;
        fs::copy(self.root.join("Cargo.lock"), sources.join("Cargo.lock"))?;
        Ok(())
    }
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
