//! `cargo xtask fuzz --guided`: the same targets, led by coverage.
//!
//! libFuzzer keeps each input that reaches new code and mutates it further, which finds what blind mutation does not. In
//! return everything is built again, with counters, by `cargo fuzz`, which is installed if it is missing. On a stable
//! compiler it works without sanitizers, which find nothing in a program without `unsafe`.

use super::Args;
use anyhow::Result;
use fs_err as fs;
use graphwright_cargo::{self as cargo, cargo};
use graphwright_fuzz::{Folders, Target};
use std::path::Path;

/// The time for an input, in seconds, which is the unit of libFuzzer.
const MAX_SECONDS: &str = "10";

/// The memory of the process, in MiB.
const MAX_MEMORY: &str = "2048";

/// Runs the targets, except bombs, which are not mutated; `false` if one had a fault.
pub(super) fn run_all(args: &Args, root: &Path, targets: &[Target]) -> Result<bool> {
    install_cargo_fuzz(root)?;
    let mut passed = true;
    for target in targets.iter().filter(|target| !target.is_bombs()) {
        passed &= run(args, root, target)?;
    }
    Ok(passed)
}

/// Runs a target for the time of the flags; `false` if it had a fault.
fn run(args: &Args, root: &Path, target: &Target) -> Result<bool> {
    let out = root.join("target/fuzz/guided").join(target.name);
    let (seeds, corpus) = (out.join("seeds"), out.join("corpus"));
    fs::create_dir_all(&corpus)?;
    write_seeds(args, root, target, &seeds)?;
    let mut fuzz = cargo(root);
    fuzz.args(["fuzz", "run", "--fuzz-dir", "crates/fuzz", "--features"])
        .args(["libfuzzer", "--sanitizer", "none", target.name])
        .args([&corpus, &seeds])
        .arg("--")
        .arg(format!("-max_total_time={}", args.seconds))
        .arg(format!("-seed={}", args.seed + 1))
        .arg(format!("-timeout={MAX_SECONDS}"))
        .arg(format!("-rss_limit_mb={MAX_MEMORY}"))
        .arg(format!("-artifact_prefix={}/", out.display()));
    Ok(fuzz.status()?.success())
}

/// Installs `cargo fuzz` if it is missing.
fn install_cargo_fuzz(root: &Path) -> Result<()> {
    if cargo::has(root, "fuzz") {
        return Ok(());
    }
    cargo::run(cargo(root).args(["install", "cargo-fuzz", "--locked"]))
}

/// Writes the seeds to a folder, from which libFuzzer reads them.
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
