//! The program that takes examples through generated types: one workspace with the models and the
//! program, compiled once, and run once over all examples.

use super::subject::Subject;
use crate::cargo::{self, cargo};
use crate::corpus::{find, remove};
use anyhow::{Context as _, Result, ensure};
use fs_err as fs;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

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
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line");
        let (document, ty, text): (usize, usize, String) = serde_json::from_str(&line).expect("a case");
        let result = DOCUMENTS[document][ty](&text);
        writeln!(out, "{}", serde_json::to_string(&result).expect("a result")).expect("a reader");
    }
}
"#;

/// What became of an example: its text after the round trip, or what went wrong.
pub(super) type CameBack = Result<String, String>;

/// The folder that everything is made in.
pub(super) struct Workspace {
    /// The checkout.
    root: PathBuf,
    folder: PathBuf,
}

impl Workspace {
    pub(super) fn new(root: &Path, folder: Option<&Path>) -> Result<Self> {
        let folder = folder.map_or_else(|| root.join("target/truth"), Path::to_owned);
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

    fn sources(&self) -> PathBuf {
        self.folder.join("workspace")
    }

    /// Where a document's model goes.
    pub(super) fn of(&self, document: &find::Document) -> PathBuf {
        self.sources().join(document.name())
    }

    /// Compiles the program and gives it every example; what came back, by document and example.
    pub(super) fn run(&self, subjects: &[Subject]) -> Result<Vec<Vec<CameBack>>> {
        self.write(subjects)?;
        cargo::run(
            self.cargo()
                .args(["build", "--quiet", "--package", "truth"]),
        )?;
        let input = self.folder.join("cases.jsonl");
        fs::write(&input, cases(subjects)?)?;
        let program = self.folder.join("target/debug/truth");
        let mut child = Command::new(&program)
            .stdin(fs::File::open(&input)?.into_file())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot run {}", program.display()))?;
        let mut lines = BufReader::new(child.stdout.take().context("no output")?).lines();
        let mut came_back = Vec::new();
        for subject in subjects {
            let mut results = Vec::new();
            for case in &subject.cases {
                let line = lines.next().with_context(|| {
                    format!("the program broke down at {} {}", subject.path, case.at)
                })??;
                results.push(serde_json::from_str::<Ended>(&line)?.into());
            }
            came_back.push(results);
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
        let mut dependencies = String::new();
        let mut main = MAIN.to_owned();
        let mut documents = String::new();
        let tried = |subject: &&Subject| !subject.cases.is_empty();
        for subject in subjects.iter().filter(tried) {
            let name = &subject.name;
            writeln!(
                dependencies,
                "{name}-model = {{ path = \"../{name}/model\" }}"
            )?;
            writeln!(main, "mod {name};")?;
            let file = program.join(format!("src/{name}.rs"));
            fs::write(file, types(subject)?)?;
        }
        for subject in subjects {
            if tried(&subject) {
                write!(documents, "{}::TYPES, ", subject.name)?;
            } else {
                documents.push_str("&[], ");
            }
        }
        writeln!(main, "static DOCUMENTS: &[&[Trip]] = &[{documents}];")?;
        fs::write(program.join("src/main.rs"), main)?;
        let wire = self.root.join("crates/wire").display().to_string();
        let wire = toml::Value::String(wire);
        fs::write(
            program.join("Cargo.toml"),
            format!(
                "[package]\nname = \"truth\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
                 graphwright-wire = {{ path = {wire} }}\nserde = \"1\"\n\
                 serde_json = {{ version = \"1\", features = [\"float_roundtrip\"] }}\n{dependencies}"
            ),
        )?;
        fs::write(
            sources.join("Cargo.toml"),
            "[workspace]\nresolver = \"3\"\nmembers = [\"program\", \"*/model\"]\n",
        )?;
        fs::copy(self.root.join("Cargo.lock"), sources.join("Cargo.lock"))?;
        Ok(())
    }
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
