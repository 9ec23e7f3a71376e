//! `cargo xtask fuzz --guided`: the same targets, led by coverage.
//!
//! libFuzzer keeps each input that reaches new code and changes that one next, which finds what
//! blind changes do not; in return everything is built again, with counters. `cargo fuzz` does the
//! building. It is installed where it is missing; on a stable compiler it works without sanitizers,
//! which find nothing in a program without `unsafe`.

use super::Args;
use anyhow::Result;
use fs_err as fs;
use graphwright_cargo::{self as cargo, cargo};
use graphwright_fuzz::{Folders, Target};
use std::path::Path;

/// What one input may take, in seconds; libFuzzer counts no finer.
const MOST_SECONDS: &str = "10";

/// What the process may take, in MiB.
const MOST_MEMORY: &str = "2048";

/// Runs the targets that are led by anything: bombs are what they are. `false` when one found something.
pub(super) fn run_all(args: &Args, root: &Path, targets: &[Target]) -> Result<bool> {
    install(root)?;
    let mut fine = true;
    for target in targets.iter().filter(|target| !target.is_bombs()) {
        fine &= run(args, root, target)?;
    }
    Ok(fine)
}

/// Runs a target for as long as the flags say; `false` when it found something.
fn run(args: &Args, root: &Path, target: &Target) -> Result<bool> {
    let out = root.join("target/fuzz/guided").join(target.name);
    let (seeds, found) = (out.join("seeds"), out.join("corpus"));
    fs::create_dir_all(&found)?;
    write_seeds(args, root, target, &seeds)?;
    let mut fuzz = cargo(root);
    fuzz.args(["fuzz", "run", "--fuzz-dir", "crates/fuzz", "--features"])
        .args(["libfuzzer", "--sanitizer", "none", target.name])
        .args([&found, &seeds])
        .arg("--")
        .arg(format!("-max_total_time={}", args.seconds))
        .arg(format!("-seed={}", args.seed + 1))
        .arg(format!("-timeout={MOST_SECONDS}"))
        .arg(format!("-rss_limit_mb={MOST_MEMORY}"))
        .arg(format!("-artifact_prefix={}/", out.display()));
    Ok(fuzz.status()?.success())
}

/// Makes sure of `cargo fuzz`.
fn install(root: &Path) -> Result<()> {
    if cargo::has(root, "fuzz") {
        return Ok(());
    }
    cargo::run(cargo(root).args(["install", "cargo-fuzz", "--locked"]))
}

/// libFuzzer takes its first inputs from a folder.
fn write_seeds(args: &Args, root: &Path, target: &Target, folder: &Path) -> Result<()> {
    let folders = Folders {
        root,
        corpus: args.corpus.as_deref(),
    };
    fs::create_dir_all(folder)?;
    for (number, seed) in target.seeds(&folders)?.iter().enumerate() {
        fs::write(folder.join(format!("{number:04}")), seed)?;
    }
    Ok(())
}
