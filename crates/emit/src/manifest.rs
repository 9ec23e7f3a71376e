//! The manifest of each crate, as text in which every value from outside is an escaped string.

use crate::Runtime;
use crate::context::Context;
use std::fmt::Write;

/// The lints of generated crates: what must never be in them, and what a document may bring along.
const LINTS: &str = r#"
[lints.rust]
unsafe_code = "forbid"

[lints.clippy]
unwrap_used = "deny"
expect_used = "deny"
panic = "deny"
indexing_slicing = "deny"
# Names, and how large and deep types are, come from the document.
disallowed_names = "allow"
large_enum_variant = "allow"
should_implement_trait = "allow"
type_complexity = "allow"
"#;

/// `Cargo.toml` of the model.
pub(crate) fn model(context: &Context<'_>) -> String {
    let wire = dependency(context, "model", "wire", "");
    manifest(
        context,
        "model",
        "the types of its requests and responses",
        &format!(
            r#"
[features]
# Static schemas of every type, for validation; the server stub turns it on.
schema = ["graphwright-wire/schema"]

[dependencies]
{wire}
serde = {{ version = "1", default-features = false, features = ["std"] }}
"#
        ),
    )
}

/// `Cargo.toml` of the client.
pub(crate) fn client(context: &Context<'_>) -> String {
    let model = sibling(context, "client", "");
    let client = dependency(context, "client", "client", ", default-features = false");
    manifest(
        context,
        "client",
        "a client",
        &format!(
            r#"
[features]
default = ["reqwest"]
# The HTTP stack; without it, bring a transport of your own.
reqwest = ["graphwright-client/reqwest"]

[dependencies]
{model}
{client}
"#
        ),
    )
}

/// `Cargo.toml` of the server.
pub(crate) fn server(context: &Context<'_>) -> String {
    let model = sibling(context, "server", r#", features = ["schema"]"#);
    let server = dependency(context, "server", "server", "");
    manifest(
        context,
        "server",
        "a server stub",
        &format!(
            r"
[dependencies]
{model}
{server}
"
        ),
    )
}

/// What all manifests have, around what one has of its own.
fn manifest(context: &Context<'_>, target: &str, what: &str, body: &str) -> String {
    let header = context.header();
    let name = string(&context.package(target));
    let description = string(&format!("{}: {what}.", context.title()));
    format!(
        r#"# {header}
[package]
name = {name}
description = {description}
version = "0.1.0"
edition = "2024"
rust-version = "1.85"
publish = false

[lib]
doctest = false
{body}{LINTS}"#
    )
}

/// The line for the model, beside the crate of a target.
fn sibling(context: &Context<'_>, target: &str, more: &str) -> String {
    let path = string(&format!(
        "{}{}",
        context.up(target),
        context.folder("model")
    ));
    format!("{} = {{ path = {path}{more} }}", context.package("model"))
}

/// The line for a runtime.
fn dependency(context: &Context<'_>, target: &str, runtime: &str, more: &str) -> String {
    let place = match context.runtime(target, runtime) {
        Runtime::Path(path) => format!("path = {}", string(&path)),
        Runtime::Git { url, rev } => format!("git = {}, rev = {}", string(&url), string(&rev)),
        Runtime::Version(version) => format!("version = {}", string(&version)),
    };
    format!("graphwright-{runtime} = {{ {place}{more} }}")
}

/// A basic string of TOML (TOML 1.0, "String").
pub(crate) fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            // Writing to a string does not fail.
            c if c.is_control() => _ = write!(quoted, "\\u{:04X}", u32::from(c)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::string;

    #[test]
    fn strings_cannot_be_left() {
        assert_eq!(
            string("a\"\n[b]\\ = 1\u{7f}é"),
            "\"a\\\"\\u000A[b]\\\\ = 1\\u007Fé\""
        );
    }
}
