//! A workspace of generated packages and one program over all of them: made anew, compiled once, and run
//! once over every line of its input. What the program does, others say.

use crate::files::remove_folder;
use anyhow::{Context as _, Result, ensure};
use fs_err as fs;
use graphwright_cargo::{self as cargo, cargo};
use serde::de::DeserializeOwned;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder that everything is made in.
pub(crate) struct Workspace {
    /// The checkout.
    root: PathBuf,
    folder: PathBuf,
    /// What the program is called, and the folder below `target` unless another is named.
    name: &'static str,
}

/// What is in a program besides its modules.
pub(crate) struct Program<'a> {
    /// The text of `main.rs`.
    pub main: &'a str,
    /// The crate of the checkout that it stands on.
    pub runtime: &'a str,
    /// The rest of `[dependencies]`.
    pub dependencies: &'a str,
    /// The packages of each document that belong to the workspace.
    pub packages: &'a [&'a str],
}

impl Workspace {
    pub(crate) fn new(root: &Path, folder: Option<&Path>, name: &'static str) -> Result<Self> {
        let folder = folder.map_or_else(|| root.join("target").join(name), Path::to_owned);
        fs::create_dir_all(&folder)?;
        let workspace = Self {
            root: fs::canonicalize(root)?,
            folder: fs::canonicalize(folder)?,
            name,
        };
        remove_folder(&workspace.sources())?;
        fs::create_dir_all(workspace.modules())?;
        Ok(workspace)
    }

    /// Where results go.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where generated packages go.
    pub(crate) fn sources(&self) -> PathBuf {
        self.folder.join("workspace")
    }

    /// Writes a module of the program.
    pub(crate) fn module(&self, name: &str, text: &str) -> Result<()> {
        fs::write(self.modules().join(format!("{name}.rs")), text)?;
        Ok(())
    }

    /// Writes the rest of the program, and what makes a workspace of it.
    pub(crate) fn write(&self, program: &Program<'_>) -> Result<()> {
        let Program {
            main,
            runtime,
            dependencies,
            packages,
        } = program;
        self.module("main", main)?;
        let (name, sources) = (self.name, self.sources());
        let path = self.root.join("crates").join(runtime);
        let path = toml::Value::String(path.display().to_string());
        fs::write(
            sources.join("program/Cargo.toml"),
            format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
                 [dependencies]\ngraphwright-{runtime} = {{ path = {path} }}\n{dependencies}"
            ),
        )?;
        let members = packages.iter().map(|package| format!(", \"*/{package}\""));
        let members: String = members.collect();
        fs::write(
            sources.join("Cargo.toml"),
            format!("[workspace]\nresolver = \"3\"\nmembers = [\"program\"{members}]\n"),
        )?;
        fs::copy(self.root.join("Cargo.lock"), sources.join("Cargo.lock"))?;
        Ok(())
    }

    /// Compiles the program and gives it its input; what it says of each line. `place` tells what a line
    /// is about, by its number.
    pub(crate) fn run<T: DeserializeOwned>(
        &self,
        input: &str,
        place: impl Fn(usize) -> String,
    ) -> Result<Vec<T>> {
        cargo::run(
            self.cargo()
                .args(["build", "--quiet", "--package", self.name]),
        )?;
        let file = self.folder.join("input.jsonl");
        fs::write(&file, input)?;
        let program = self.folder.join("target/debug").join(self.name);
        let mut child = Command::new(&program)
            .stdin(fs::File::open(&file)?.into_file())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot run {}", program.display()))?;
        let mut lines = BufReader::new(child.stdout.take().context("no output")?).lines();
        let mut said = Vec::new();
        for index in 0..input.lines().count() {
            let line = lines
                .next()
                .with_context(|| format!("the program broke down at {}", place(index)))??;
            said.push(serde_json::from_str(&line)?);
        }
        ensure!(child.wait()?.success(), "the program failed");
        Ok(said)
    }

    fn modules(&self) -> PathBuf {
        self.sources().join("program/src")
    }

    fn cargo(&self) -> Command {
        let mut cargo = cargo(&self.sources());
        cargo.env("CARGO_TARGET_DIR", self.folder.join("target"));
        // Nothing here is compiled a second time.
        cargo.env("CARGO_INCREMENTAL", "0");
        cargo.env("CARGO_PROFILE_DEV_DEBUG", "0");
        cargo
    }
}
