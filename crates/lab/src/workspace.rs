//! A Cargo workspace of generated packages and one program over them: created anew, compiled once, and run once.
//!
//! ```text
//! FOLDER/workspace/     Cargo.toml, Cargo.lock, a folder of generated packages per document
//! FOLDER/workspace/program/   the program, see `program.rs`
//! FOLDER/target/        what Cargo builds, kept for the next run
//! FOLDER/input.jsonl    the program's input
//! ```

use crate::files::remove_folder;
use anyhow::{Context as _, Result, ensure};
use fs_err as fs;
use graphwright_cargo::{self as cargo, cargo};
use serde::de::DeserializeOwned;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A workspace on the disk.
pub(crate) struct Workspace {
    /// The checkout.
    root: PathBuf,
    folder: PathBuf,
    /// The name of the program, and of the folder below `target` unless another is given.
    name: &'static str,
}

impl Workspace {
    /// Creates an empty workspace in a folder, or in `target`.
    pub(crate) fn create(root: &Path, folder: Option<&Path>, name: &'static str) -> Result<Self> {
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

    /// The folder for results.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder for generated packages.
    pub(crate) fn sources(&self) -> PathBuf {
        self.folder.join("workspace")
    }

    /// Writes a module of the program.
    pub(crate) fn write_module(&self, name: &str, text: &str) -> Result<()> {
        fs::write(self.modules().join(format!("{name}.rs")), text)?;
        Ok(())
    }

    /// Writes the manifests of the program and of the workspace. `runtime` is a crate of the checkout, `dependencies` the
    /// other lines of `[dependencies]`, `packages` the packages of each document that belong to the workspace.
    pub(crate) fn write_manifests(
        &self,
        runtime: &str,
        dependencies: &str,
        packages: &[&str],
    ) -> Result<()> {
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

    /// Compiles the program and runs it; the result that it writes for each line of its input. `labels` describe these
    /// lines in an error.
    pub(crate) fn run<T: DeserializeOwned>(
        &self,
        input: &str,
        labels: &[String],
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
        let stdout = child.stdout.take().context("the program has no output")?;
        let mut lines = BufReader::new(stdout).lines();
        let mut results = Vec::new();
        for label in labels {
            let line = lines
                .next()
                .with_context(|| format!("the program broke down at {label}"))??;
            results.push(serde_json::from_str(&line)?);
        }
        ensure!(child.wait()?.success(), "the program failed");
        Ok(results)
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
