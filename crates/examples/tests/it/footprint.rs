//! The number of crates that a consumer of a generated client builds.

use std::collections::BTreeSet;
use std::process::{Command, Output};

/// The maximum number of crates with the HTTP stack and TLS, without that of the consumer.
const WITH_TLS: usize = 106;
/// The maximum number of crates without the HTTP stack.
const WITHOUT: usize = 35;

fn cargo(args: &[&str]) -> Output {
    let mut cargo = Command::new(env!("CARGO"));
    let output = cargo
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output();
    output.expect("cargo starts")
}

/// The crates that are built for a client with these features, including client and model.
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
    // Name and version; the rest of a line depends on the workspace.
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
    // Nothing but the crate of the flows.
    check(&["--features", "oauth"], WITH_TLS + 1);
    check(&["--no-default-features"], WITHOUT);
    check(
        &["--no-default-features", "--features", "blocking,mock"],
        WITHOUT,
    );
}

/// A browser has neither threads nor a clock, so the core must not need them.
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
