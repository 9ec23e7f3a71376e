//! The dependencies of the driver: nothing that it generates, nothing that serves, nothing that
//! connects. Else output that does not compile could not be made anew.

use std::collections::{BTreeMap, BTreeSet};
use toml::{Table, Value};

/// The packages that `xtask` is built and tested from, on any platform, as `Cargo.lock` has them.
fn closure() -> BTreeSet<String> {
    let lock: Table = include_str!("../../../../Cargo.lock")
        .parse()
        .expect("a lock file is TOML");
    let packages = lock["package"].as_array().expect("packages");
    let mut closure = BTreeSet::new();
    let mut waiting = vec!["xtask"];
    while let Some(name) = waiting.pop() {
        if !closure.insert(name.to_owned()) {
            continue;
        }
        // Where several versions have the name, all of them count.
        for package in packages
            .iter()
            .filter(|package| package["name"].as_str() == Some(name))
        {
            let dependencies = package
                .get("dependencies")
                .and_then(Value::as_array)
                .into_iter()
                .flatten();
            waiting.extend(
                dependencies.filter_map(|dependency| dependency.as_str()?.split(' ').next()),
            );
        }
    }
    closure
}

#[test]
fn the_driver_needs_nothing_that_it_makes() {
    let packages = closure();
    assert!(packages.contains("graphwright-emit"), "{packages:?}");
    let barred: BTreeMap<&str, &str> = [
        ("graph-users-", "is generated"),
        ("graphwright-client", "is a runtime"),
        ("graphwright-oauth", "is a runtime"),
        ("graphwright-server", "is a runtime"),
        ("graphwright-wire", "is a runtime"),
        ("graphwright-examples", "needs what is generated"),
        ("tokio", "is an async runtime"),
        ("async-", "is an async runtime"),
        ("smol", "is an async runtime"),
        ("hyper", "serves and connects"),
        ("axum", "serves"),
        ("reqwest", "connects"),
        ("ureq", "connects"),
        ("curl", "connects"),
        ("rustls", "connects"),
        ("openssl", "connects"),
        ("socket2", "connects"),
        ("mio", "connects"),
    ]
    .into();
    for package in &packages {
        let why = barred
            .iter()
            .find(|(prefix, _)| package.starts_with(*prefix));
        assert!(
            why.is_none(),
            "xtask is built from {package}, which {}",
            why.map_or("", |(_, why)| why)
        );
    }
}
