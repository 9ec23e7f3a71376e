//! The lock files that generated workspaces get.
//!
//! `--locked` takes nothing but the text that Cargo itself would write, and that depends on which
//! crates are there: so Cargo writes one for each set, starting from our own `Cargo.lock`, and what
//! the generated packages add is taken out again.

use anyhow::{Context, Result, ensure};
use fs_err as fs;
use graphwright_cargo::{self as cargo, cargo};
use std::path::Path;
use std::process::Command;

/// The lock files by the names that the library looks for, each with its targets.
const LOCKS: [(&str, &str); 4] = [
    ("model", "model"),
    ("client", "client"),
    ("server", "server"),
    ("both", "client,server"),
];

/// Makes every lock file.
pub(crate) fn run(root: &Path) -> Result<()> {
    let folder = root.join("crates/graphwright/src/runtime/locks");
    for (name, targets) in LOCKS {
        let lock = make(root, targets).with_context(|| format!("cannot make {name}.lock"))?;
        fs::write(folder.join(format!("{name}.lock")), lock)?;
    }
    Ok(())
}

fn make(root: &Path, targets: &str) -> Result<String> {
    let out = root.join("target/lock");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let mut codegen = Command::new(std::env::current_exe()?);
    codegen
        .current_dir(root)
        .args([
            "codegen",
            "--quiet",
            "--config",
            "spec/codegen.toml",
            "--out",
        ])
        .arg(&out);
    cargo::run(codegen.args(["--runtime", "vendor", "--only", targets]))?;
    fs::copy(root.join("Cargo.lock"), out.join("Cargo.lock"))?;
    // Cargo drops what is not needed and keeps the version of everything else.
    let metadata = cargo(&out)
        .args(["metadata", "--format-version", "1"])
        .output()?;
    ensure!(
        metadata.status.success(),
        "{}",
        String::from_utf8_lossy(&metadata.stderr)
    );
    let lock = fs::read_to_string(out.join("Cargo.lock"))?;
    Ok(without(&lock, &generated(&out)?))
}

/// The names of the generated packages.
fn generated(out: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for target in ["model", "client", "server"] {
        let manifest = out.join(target).join("Cargo.toml");
        if manifest.exists() {
            let manifest: toml::Table = fs::read_to_string(manifest)?.parse()?;
            let name = manifest
                .get("package")
                .and_then(|package| package.get("name")?.as_str());
            names.push(name.context("a generated manifest has no name")?.to_owned());
        }
    }
    Ok(names)
}

/// A lock file without some of its packages.
fn without(lock: &str, names: &[String]) -> String {
    let package = "[[package]]\n";
    let is_one = |block: &&str| {
        names
            .iter()
            .any(|name| block.starts_with(&format!("name = \"{name}\"\n")))
    };
    let kept: Vec<&str> = lock.split(package).filter(|block| !is_one(block)).collect();
    format!("{}\n", kept.join(package).trim_end())
}
