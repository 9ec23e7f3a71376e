//! The program that takes examples through generated types: one workspace with the models and the
//! program, compiled once, and run once over all examples.

use super::subject::Subject;
use crate::workspace::{Program, Workspace};
use anyhow::Result;
use std::fmt::Write as _;

/// What is the same for all documents.
const MAIN: &str = r#"//! Reads lines of `[document, type, text]`, and says for each what the text is after it was decoded into the type and
//! encoded again, or what went wrong.

#![allow(clippy::all, deprecated)]

use serde::{Serialize, de::DeserializeOwned};
use std::io::{BufRead, Write};

type Trip = fn(&str) -> Result<String, String>;

fn trip<T: DeserializeOwned + Serialize>(text: &str) -> Result<String, String> {
    let value: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| error.to_string())
}

fn main() {
    // Each line goes out at once, so that the last one shows where the program broke down.
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line");
        let (document, ty, text): (usize, usize, String) = serde_json::from_str(&line).expect("a case");
        let result = DOCUMENTS[document][ty](&text);
        writeln!(out, "{}", serde_json::to_string(&result).expect("a result")).expect("a reader");
    }
}
"#;

/// What the program needs besides models and the runtime.
const DEPENDENCIES: &str = r#"serde = "1"
serde_json = { version = "1", features = ["float_roundtrip"] }
"#;

/// What became of an example: its text after the round trip, or what went wrong.
pub(super) type CameBack = Result<String, String>;

/// Compiles the program and gives it every example; what came back, by document and example.
pub(super) fn run(workspace: &Workspace, subjects: &[Subject]) -> Result<Vec<Vec<CameBack>>> {
    write(workspace, subjects)?;
    let places = subjects.iter().flat_map(|subject| {
        let cases = subject.cases.iter();
        cases.map(|case| format!("{} {}", subject.path, case.at))
    });
    let places: Vec<String> = places.collect();
    let ended: Vec<Ended> = workspace.run(&cases(subjects)?, |index| places[index].clone())?;
    let mut came = ended.into_iter().map(CameBack::from);
    let each = subjects.iter();
    Ok(each
        .map(|subject| came.by_ref().take(subject.cases.len()).collect())
        .collect())
}

fn write(workspace: &Workspace, subjects: &[Subject]) -> Result<()> {
    let mut dependencies = DEPENDENCIES.to_owned();
    let mut main = MAIN.to_owned();
    let mut documents = String::new();
    for subject in subjects {
        let name = &subject.name;
        if subject.cases.is_empty() {
            documents.push_str("&[], ");
            continue;
        }
        writeln!(
            dependencies,
            "{name}-model = {{ path = \"../{name}/model\" }}"
        )?;
        writeln!(main, "mod {name};")?;
        write!(documents, "{name}::TYPES, ")?;
        workspace.module(name, &types(subject)?)?;
    }
    writeln!(main, "static DOCUMENTS: &[&[Trip]] = &[{documents}];")?;
    workspace.write(&Program {
        main: &main,
        runtime: "wire",
        dependencies: &dependencies,
        packages: &["model"],
    })
}

/// The types of a document, as functions that take a text through each.
fn types(subject: &Subject) -> Result<String> {
    let model = format!("{}_model", subject.name);
    let mut text = format!(
        "//! {}\n\nuse crate::{{Trip, trip}};\n\npub static TYPES: &[Trip] = &[\n",
        subject.path
    );
    for ty in &subject.types {
        writeln!(text, "    trip::<{}>,", ty.replace("{model}", &model))?;
    }
    text.push_str("];\n");
    Ok(text)
}

/// A line for every example.
fn cases(subjects: &[Subject]) -> Result<String> {
    let mut lines = String::new();
    for (index, subject) in subjects.iter().enumerate() {
        for case in &subject.cases {
            let line = (index, case.ty, case.value.to_string());
            writeln!(lines, "{}", serde_json::to_string(&line)?)?;
        }
    }
    Ok(lines)
}

/// A line that the program writes.
#[derive(serde::Deserialize)]
enum Ended {
    Ok(String),
    Err(String),
}

impl From<Ended> for CameBack {
    fn from(ended: Ended) -> Self {
        match ended {
            Ended::Ok(text) => Ok(text),
            Ended::Err(error) => Err(error),
        }
    }
}
