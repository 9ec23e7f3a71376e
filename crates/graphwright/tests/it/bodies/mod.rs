//! Bodies that are not JSON: a client and a server stub, generated from one document, against each
//! other over sockets, seen from a program that is built and run.

use crate::place::Place;

const DOCUMENT: &str = include_str!("bodies.yaml");

const MANIFEST: &str = r#"
[package]
name = "bodies-driver"
edition = "2024"

[dependencies]
bodies-client = { path = "../out/client" }
bodies-server = { path = "../out/server" }
tokio = { version = "1", features = ["macros", "net", "rt-multi-thread"] }

[profile.dev]
debug = 0
opt-level = 1

[workspace]
"#;

#[test]
fn what_a_client_sends_a_server_takes() {
    let place = Place::new();
    place.write("bodies.yaml", DOCUMENT);
    let args = [
        "codegen",
        "--openapi",
        "bodies.yaml",
        "--out",
        "out",
        "--name",
        "bodies",
    ];
    let made = place.json(&args);
    assert_eq!(made.code, 0, "{}", made.stdout);
    place.write("driver/src/main.rs", include_str!("driver.rs"));
    place.write("driver/src/service.rs", include_str!("service.rs"));
    place.write("driver/Cargo.toml", MANIFEST);
    place.write("driver/Cargo.lock", place.read("out/Cargo.lock"));
    place.cargo("driver", &["build", "--quiet", "--offline"]);
    place.program("bodies-driver");
}
