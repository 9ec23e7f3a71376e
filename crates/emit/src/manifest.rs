//! The manifest of each crate. It is written as text; values of the document and the configuration
//! are escaped strings.

#[cfg(test)]
mod tests;

use crate::context::Context;
use crate::docs::plain_line;
use crate::options::Runtime;
use std::fmt::Write;

/// The lints of generated crates: denied for what they must never contain, allowed for what depends on
/// the document.
const LINTS: &str = r#"
[lints.rust]
unsafe_code = "forbid"

[lints.clippy]
unwrap_used = "deny"
expect_used = "deny"
panic = "deny"
indexing_slicing = "deny"
# Names and the size and nesting of types depend on the document.
disallowed_names = "allow"
large_enum_variant = "allow"
should_implement_trait = "allow"
type_complexity = "allow"
"#;

/// `Cargo.toml` of the model.
pub(crate) fn model(context: &Context<'_>) -> String {
    let wire = runtime_dependency(context, "model", "wire", "");
    let features = features(context, None, &[]);
    manifest(
        context,
        "model",
        "the types of its requests and responses",
        &format!(
            r#"
[features]
# Static schemas of every type, for validation; the server stub turns it on.
schema = ["graphwright-wire/schema"]
{features}
[dependencies]
{wire}
serde = {{ version = "1", default-features = false, features = ["std"] }}
"#
        ),
    )
}

/// `Cargo.toml` of the client.
pub(crate) fn client(context: &Context<'_>) -> String {
    let model = model_dependency(context, "client", "");
    let client = runtime_dependency(context, "client", "client", ", default-features = false");
    let oauth = runtime_dependency(context, "client", "oauth", ", optional = true");
    let features = features(context, Some("model"), &[]) + &tag_features(context);
    let default = match context.all_tags_gate().feature() {
        Some(all) => format!(r#"["reqwest", "decompress", {}]"#, string(all)),
        None => r#"["reqwest", "decompress"]"#.to_owned(),
    };
    manifest(
        context,
        "client",
        "a client",
        &format!(
            r#"
[features]
default = {default}
# The HTTP stack. Without it, a client needs another transport.
reqwest = ["graphwright-client/reqwest"]
# Responses compressed with gzip or zstd.
decompress = ["graphwright-client/decompress"]
# Blocking calls: `.wait()` alongside `.await`.
blocking = ["graphwright-client/blocking"]
# An in-memory transport, for tests.
mock = ["graphwright-client/mock"]
# The flows of OAuth 2.
oauth = ["dep:graphwright-oauth"]
{features}
[dependencies]
{model}
{client}
{oauth}
"#
        ),
    )
}

/// `Cargo.toml` of the server.
pub(crate) fn server(context: &Context<'_>) -> String {
    let model = model_dependency(context, "server", r#", features = ["schema"]"#);
    let server = runtime_dependency(context, "server", "server", "");
    let all = context.all_tags_gate().feature();
    // The router of a later version has the operations of those before it.
    let features = features(context, Some("model"), all.as_slice()) + &tag_features(context);
    let default = all.map_or_else(String::new, |all| format!("default = [{}]\n", string(all)));
    manifest(
        context,
        "server",
        "a server stub",
        &format!(
            r#"
[features]
{default}# Counters of operations in the text format of Prometheus.
metrics = ["graphwright-server/metrics"]
# An authorizer for JSON web tokens; it requires Rust 1.88.
jwt = ["graphwright-server/jwt"]
{features}
[dependencies]
{model}
{server}
"#
        ),
    )
}

/// Returns the features of later versions. Each turns on the one before it, the feature of the same
/// name in `dependency`, and `also`.
fn features(context: &Context<'_>, dependency: Option<&str>, also: &[&str]) -> String {
    let mut lines = String::new();
    let mut before: Option<&str> = None;
    for (feature, version) in context
        .later_versions()
        .filter_map(|(_, version)| Some((version.feature.as_deref()?, version)))
    {
        let below = dependency.map(|target| format!("{}/{feature}", context.package(target)));
        let also = also.iter().map(|feature| (*feature).to_owned());
        let implied = before
            .map(str::to_owned)
            .into_iter()
            .chain(below)
            .chain(also);
        let implied: Vec<_> = implied.map(|feature| string(&feature)).collect();
        // Writing to a string does not fail.
        _ = writeln!(
            lines,
            "# Additions of version {}.\n{} = [{}]",
            plain_line(&version.wire),
            key(feature),
            implied.join(", ")
        );
        before = Some(feature);
    }
    lines
}

/// Returns the features of groups of operations, if they have any.
fn tag_features(context: &Context<'_>) -> String {
    let Some(all) = context.all_tags_gate().feature() else {
        return String::new();
    };
    let each: Vec<String> = context.tag_features().map(string).collect();
    let mut lines = format!(
        "# The groups of operations.\n{all} = [{}]\n",
        each.join(", ")
    );
    for feature in context.tag_features() {
        // Writing to a string does not fail.
        _ = writeln!(lines, "{} = []", key(feature));
    }
    lines
}

/// Writes a key of TOML, bare if possible (TOML 1.0, "Keys").
fn key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    if !name.is_empty() && name.chars().all(is_bare) {
        name.to_owned()
    } else {
        string(name)
    }
}

/// Returns the manifest of a target, given the end of its description and the sections that it alone
/// has.
fn manifest(context: &Context<'_>, target: &str, summary: &str, sections: &str) -> String {
    let header = context.header();
    let name = string(&context.package(target));
    let description = string(&format!("{}: {summary}.", context.title()));
    format!(
        r#"# {header}
[package]
name = {name}
description = {description}
version = "0.1.0"
edition = "2024"
rust-version = "1.87"
publish = false

[lib]
doctest = false
{sections}{LINTS}"#
    )
}

/// Returns the dependency of a target on the model.
fn model_dependency(context: &Context<'_>, target: &str, more: &str) -> String {
    let path = string(&format!(
        "{}{}",
        context.path_to_output(target),
        context.folder("model")
    ));
    format!("{} = {{ path = {path}{more} }}", context.package("model"))
}

/// Returns the dependency of a target on a runtime.
fn runtime_dependency(context: &Context<'_>, target: &str, runtime: &str, more: &str) -> String {
    let place = match context.runtime(target, runtime) {
        Runtime::Path(path) => format!("path = {}", string(&path)),
        Runtime::Git { url, rev } => format!("git = {}, rev = {}", string(&url), string(&rev)),
        Runtime::Version(version) => format!("version = {}", string(&version)),
    };
    format!("graphwright-{runtime} = {{ {place}{more} }}")
}

/// Writes a basic string of TOML (TOML 1.0, "String").
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
