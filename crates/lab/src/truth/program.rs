//! The program that takes values through the generated types.

use super::subject::{Case, Subject};
use crate::program::{self, Member, Template};
use crate::workspace::Workspace;
use anyhow::Result;
use serde::Deserialize;
use std::fmt::Write as _;

/// The program without modules and the table of types.
const MAIN: &str = r#"//! Reads lines of `[document, [type, text]]`, decodes each text into the type, encodes it again, and writes the result or
//! the error.

#![allow(clippy::all, deprecated)]

use serde::{Serialize, de::DeserializeOwned};
use std::io::{BufRead, Write};

type RoundTrip = fn(&str) -> Result<String, String>;

fn round_trip<T: DeserializeOwned + Serialize>(text: &str) -> Result<String, String> {
    let value: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| error.to_string())
}

fn main() {
    // Each line is written at once, so that the last one shows where the program broke down.
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line");
        let (document, (ty, text)): (usize, (usize, String)) = serde_json::from_str(&line).expect("a case");
        let result = DOCUMENTS[document][ty](&text);
        writeln!(out, "{}", serde_json::to_string(&result).expect("a result")).expect("a reader");
    }
}
"#;

/// The dependencies of the program, besides models and the runtime.
const DEPENDENCIES: &str = r#"serde = "1"
serde_json = { version = "1", features = ["float_roundtrip"] }
"#;

const TEMPLATE: Template = Template {
    main: MAIN,
    runtime: "wire",
    dependencies: DEPENDENCIES,
    packages: &["model"],
    table: documents,
};

/// The text of a value after the round trip, or the error of decoding or encoding it.
#[derive(Clone, Debug, Deserialize)]
pub(super) enum RoundTrip {
    #[serde(rename = "Ok")]
    Encoded(String),
    #[serde(rename = "Err")]
    Failed(String),
}

/// Compiles the program and takes every value through it; the results, by document and value.
pub(super) fn run(workspace: &Workspace, subjects: &[Subject]) -> Result<Vec<Vec<RoundTrip>>> {
    let members: Result<Vec<Member<'_>>> = subjects.iter().map(member).collect();
    program::run(workspace, &TEMPLATE, &members?)
}

fn member(subject: &Subject) -> Result<Member<'_>> {
    Ok(Member {
        path: &subject.path,
        name: &subject.name,
        module: types(subject)?,
        cases: subject.cases.iter().map(case).collect::<Result<_>>()?,
    })
}

fn case(case: &Case) -> Result<program::Case<'_>> {
    Ok(program::Case {
        label: &case.at,
        input: serde_json::to_string(&(case.ty, case.value.to_string()))?,
    })
}

/// The types of a document, as functions that take a text through each.
fn types(subject: &Subject) -> Result<String> {
    let model = format!("{}_model", subject.name);
    let mut text = String::from(
        "use crate::{RoundTrip, round_trip};\n\npub static TYPES: &[RoundTrip] = &[\n",
    );
    for ty in &subject.types {
        writeln!(text, "    round_trip::<{}>,", ty.replace("{model}", &model))?;
    }
    text.push_str("];\n");
    Ok(text)
}

/// The types of each document.
fn documents(names: &[&str]) -> String {
    let types: Vec<String> = names.iter().map(|name| format!("{name}::TYPES")).collect();
    format!(
        "static DOCUMENTS: &[&[RoundTrip]] = &[{}];",
        types.join(", ")
    )
}
