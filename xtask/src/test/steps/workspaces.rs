//! `--out` for real: the workspaces that it makes build with `--locked`, where they were made and,
//! when they stand alone, anywhere.

use crate::test::context::{Context, Done};
use anyhow::Result;
use fs_err as fs;
use graphwright_cargo::{self as cargo, cargo};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The choices of targets that have a lock file of their own.
const ONLY: [&str; 4] = [
    "model,client,server",
    "model,client",
    "model,server",
    "model",
];

/// Tables of a whole API, 53 of them, where the test data of the project is at hand.
const TABLES: &str = "../shared/corpus/entity-docs-2015/exact-format-2015-09";

/// Builds a workspace of each kind.
pub(super) fn run(context: &mut Context<'_>) -> Result<Done> {
    let folder = context.folder("workspaces")?;
    let target = context.folder("workspaces-target")?;
    fs::remove_dir_all(&folder)?;
    for (index, only) in ONLY.into_iter().enumerate() {
        let made = make(
            context.root,
            &folder,
            &format!("vendored-{index}"),
            "vendor",
            only,
        )?;
        let moved = folder.join(format!("elsewhere-{index}"));
        fs::rename(&made, &moved)?;
        build(&moved, &target)?;
    }
    let made = make(context.root, &folder, "in-place", "path", ONLY[0])?;
    build(&made, &target)?;
    let tables = context.root.join(TABLES);
    if tables.is_dir() {
        let made = folder.join("tables");
        let mut codegen = codegen(context.root)?;
        codegen.args(["--openapi", "spec/users.openapi.yaml", "--entities"]);
        cargo::run(codegen.arg(tables).arg("--out").arg(&made))?;
        build(&made, &target)?;
        check(&made, &target, &["--all-features"])?;
    }
    Ok(Done::Ok)
}

fn make(root: &Path, temporary: &Path, name: &str, runtime: &str, only: &str) -> Result<PathBuf> {
    let out = temporary.join(name);
    let mut codegen = codegen(root)?;
    codegen.args(["--config", "spec/codegen.toml", "--runtime", runtime]);
    cargo::run(codegen.args(["--only", only, "--out"]).arg(&out))?;
    Ok(out)
}

/// This program's `codegen`.
fn codegen(root: &Path) -> Result<Command> {
    let mut codegen = Command::new(std::env::current_exe()?);
    codegen.current_dir(root).args(["codegen", "--quiet"]);
    Ok(codegen)
}

fn build(workspace: &Path, target: &Path) -> Result<()> {
    check(workspace, target, &[])
}

fn check(workspace: &Path, target: &Path, features: &[&str]) -> Result<()> {
    let mut check = cargo(workspace);
    cargo::run(
        check
            .args(["check", "--locked", "--workspace"])
            .args(features)
            .env("CARGO_TARGET_DIR", target),
    )
}
