//! What a consumer of a generated client builds: how many crates, and for what.

use std::collections::BTreeSet;
use std::process::{Command, Output};

/// The most crates with the HTTP stack and TLS, and without; the consumer's own is not counted.
const WITH_TLS: usize = 105;
const WITHOUT: usize = 35;

fn cargo(args: &[&str]) -> Output {
    let mut cargo = Command::new(env!("CARGO"));
    let output = cargo
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output();
    output.expect("cargo starts")
}

/// The crates that are built for a client with these features, its own and the model's included.
fn crates(features: &[&str]) -> BTreeSet<String> {
    let tree = [
        "tree",
        "--package",
        "graph-users-client",
        "--edges",
        "normal,build",
    ];
    let shape = ["--prefix", "none", "--format", "{p}"];
    let output = cargo(&[&tree[..], &shape, features].concat());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let lines = String::from_utf8(output.stdout).unwrap();
    // The name and the version: what comes behind them differs from place to place.
    let crates = lines.lines().filter(|line| !line.is_empty());
    crates
        .map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" "))
        .collect()
}

#[track_caller]
fn check(features: &[&str], most: usize) {
    let crates = crates(features);
    println!("{features:?}: {} crates", crates.len());
    assert!(
        crates
            .iter()
            .any(|name| name.starts_with("graphwright-client "))
    );
    assert!(crates.len() <= most, "{} crates: {crates:#?}", crates.len());
}

#[test]
fn a_consumer_builds_few_crates() {
    check(&[], WITH_TLS);
    check(&["--features", "beta,blocking,mock"], WITH_TLS);
    check(&["--no-default-features"], WITHOUT);
    check(
        &["--no-default-features", "--features", "blocking,mock"],
        WITHOUT,
    );
}

/// In a browser there is neither a thread nor a clock, so nothing of the core may need one.
#[test]
fn the_core_builds_for_a_browser() {
    const TARGET: &str = "wasm32-unknown-unknown";
    let installed = Command::new("rustup")
        .args(["target", "list", "--installed"])
        .output();
    let installed = installed.is_ok_and(|output| {
        let targets = String::from_utf8_lossy(&output.stdout).into_owned();
        targets.lines().any(|target| target == TARGET)
    });
    if !installed {
        println!("skipped: the target {TARGET} is not installed");
        return;
    }
    let package = [
        "check",
        "--package",
        "graph-users-client",
        "--no-default-features",
    ];
    let output = cargo(&[&package[..], &["--target", TARGET]].concat());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
