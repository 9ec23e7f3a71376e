//! The configuration file, `codegen.toml`.
//!
//! Every key is optional; the fields below document the defaults. An unknown key is an error with a suggestion.
//! Paths are relative to the folder of the configuration.

mod document;
mod keys;
mod lints;
mod paging;
mod request;
mod runtime;
mod section;
mod select;

pub use document::{Document, DocumentFormat};
pub use keys::{KEYS, Key};
pub use lints::Lints;
pub use request::{AskedBy, Located};
pub use runtime::Runtime;
pub use select::{Pattern, Select};

use crate::codes;
use crate::message::Message;
use crate::reader::InputReader;
use camino::Utf8Path;
use graphwright_emit::TARGETS;
use graphwright_lower::{Errors, Paging, Unknown};
use graphwright_source::{FileId, Origin};
use section::Section;
use std::collections::BTreeMap;

/// A configuration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// `[api]`: the inputs.
    pub api: Api,
    /// `[select]`: the operations to generate. Default: all.
    pub select: Select,
    /// `[output]`: the folder of the crates, and the location of their runtime.
    pub output: Output,
    /// `[entity."NAME"] schemas`: the schemas that an entity type describes, the one for reading first. Default: the
    /// schema with the last part of its name.
    pub entities: Vec<(String, Vec<String>)>,
    /// `[paging]`, or `[[paging]]` for several rules: the paging of lists. Without it, only operations with an
    /// extension for it have pages.
    pub paging: Vec<Paging>,
    /// `[errors]`: the structure of error bodies. Default: the one that all documented errors share.
    pub errors: Option<Errors>,
    /// `[scopes] own`: the scopes that are limited to the user's own data. Default: none.
    pub own_scopes: Vec<String>,
    /// `[names]`: names by JSON pointer, to replace the derived ones.
    pub names: Vec<(String, String)>,
    /// The places of the keys of `[entity]` and `[names]`.
    pub places: BTreeMap<String, Origin>,
    /// `[model] unknown = "keep" | "drop"`: the treatment of members that the document does not define. Default:
    /// `keep`.
    pub unknown: Unknown,
    /// `[lints]`: severities of codes that differ from their defaults.
    pub lints: Lints,
}

/// `[api]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Api {
    /// `name`: the prefix of the generated packages. Default: `api`.
    pub name: String,
    /// `openapi`: the document. Required, here or as a flag.
    pub openapi: Option<String>,
    /// `root`: the folder of the document's files; a `$ref` out of it is refused. Default: the current folder if the
    /// document is below it, and else the document's own.
    pub root: Option<Located>,
    /// `entities`: files or folders of entity documents.
    pub entities: Vec<Located>,
    /// `concepts`: files or folders of concept pages.
    pub concepts: Vec<Located>,
    /// `policies`: files or folders of policy tables.
    pub policies: Vec<Located>,
    /// `fixups`: the file of changes to the document. Default: none.
    pub fixups: Option<String>,
    /// `versions`: the versions besides the document's own, in ascending order; each becomes a feature that enables
    /// those before it. Default: those in tables, in order of their first use.
    pub versions: Vec<String>,
}

impl Default for Api {
    fn default() -> Self {
        let (entities, concepts, policies) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            name: "api".to_owned(),
            openapi: None,
            root: None,
            entities,
            concepts,
            policies,
            fixups: None,
            versions: Vec::new(),
        }
    }
}

/// `[output]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// `dir`: the output folder. Default: `generated`.
    pub dir: String,
    /// `folder`: the name of the folder of each crate, with `{target}` for `model`, `client` or `server`. Default:
    /// `{target}`.
    pub folder: String,
    /// `runtime`: the location of the runtime crates. Default: `path`.
    pub runtime: Runtime,
    /// `targets`: the crates to write. Default: all; the model is always written.
    pub targets: Vec<String>,
    /// `features-per-tag`: `true` for a feature per group of operations in the client and the server; the value is
    /// what asks for it. Default: `false`.
    pub features_per_tag: Option<AskedBy>,
    /// `document = "json" | "yaml" | "both"`: the formats of the published document. A server crate
    /// embeds `openapi.json`, so that it cannot be YAML alone. Default: `json`.
    pub document: Document,
    /// `command`: the command in file headers. Default: `graphwright codegen`.
    pub command: String,
}

impl Default for Output {
    fn default() -> Self {
        Self {
            dir: "generated".to_owned(),
            folder: "{target}".to_owned(),
            runtime: Runtime::Path,
            targets: TARGETS
                .iter()
                .map(|target| target.name.to_owned())
                .collect(),
            features_per_tag: None,
            document: Document::default(),
            command: "graphwright codegen".to_owned(),
        }
    }
}

/// Reads a configuration; reports all errors in it.
pub fn read(path: &Utf8Path, reader: &mut InputReader<'_>) -> Result<Config, Vec<Message>> {
    let file = reader
        .open(path)
        .map_err(|diagnostic| vec![diagnostic.into()])?;
    let text = reader.map.text(file);
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let table = text
        .parse()
        .map_err(|error| vec![syntax(file, text, &error)])?;
    let mut errors = Vec::new();
    let config = root(Section::root(file, &table, &mut errors));
    if errors.is_empty() {
        Ok(config)
    } else {
        Err(errors)
    }
}

fn syntax(file: FileId, text: &str, error: &toml::de::Error) -> Message {
    let span = error.span().unwrap_or(text.len()..text.len());
    let message = error.message().lines().collect::<Vec<_>>().join("; ");
    Message::error(codes::CONFIG_SYNTAX, message).at(Origin::span(file, span.start, span.end))
}

fn root(mut section: Section<'_>) -> Config {
    let mut places = BTreeMap::new();
    if cfg!(feature = "tables") {
        places.extend(section.section("entity").places());
    }
    places.extend(section.section("names").places());
    let config = Config {
        places,
        api: api(section.section("api")),
        select: select::read(section.section("select")),
        output: output(section.section("output")),
        entities: entities(&mut section),
        paging: section.tables("paging", paging::read),
        errors: errors(section.section("errors")),
        names: section.section("names").pairs(),
        own_scopes: scopes(section.section("scopes")),
        unknown: model(section.section("model")),
        lints: lints::read(section.section("lints")),
    };
    section.finish();
    config
}

fn api(mut section: Section<'_>) -> Api {
    let api = Api {
        name: section
            .parse("name", package_prefix)
            .unwrap_or(Api::default().name),
        openapi: section.parse("openapi", file),
        root: section.located("root"),
        entities: strings_of_tables(&mut section, "entities"),
        concepts: strings_of_tables(&mut section, "concepts"),
        policies: strings_of_tables(&mut section, "policies"),
        fixups: section.parse("fixups", file),
        versions: versions(&mut section),
    };
    section.finish();
    api
}

/// Checks the path of a file, which must not be empty.
fn file(path: &str) -> Result<String, String> {
    if path.is_empty() {
        return Err("a path must not be empty".to_owned());
    }
    Ok(path.to_owned())
}

/// The strings at a key about tables; a build without them knows no such key.
fn strings_of_tables(section: &mut Section<'_>, key: &'static str) -> Vec<Located> {
    if cfg!(feature = "tables") {
        section.strings(key)
    } else {
        Vec::new()
    }
}

fn versions(section: &mut Section<'_>) -> Vec<String> {
    let named = strings_of_tables(section, "versions");
    let mut versions: Vec<String> = Vec::with_capacity(named.len());
    for Located { text, origin } in named {
        if versions.contains(&text) {
            let message = format!("the version `{text}` is repeated");
            section.push(Message::error(codes::CONFIG_INVALID, message), &origin);
        } else {
            versions.push(text);
        }
    }
    versions
}

fn output(mut section: Section<'_>) -> Output {
    let default = Output::default();
    let output = Output {
        dir: section.string("dir").unwrap_or(default.dir),
        folder: section.parse("folder", folder).unwrap_or(default.folder),
        runtime: section
            .parse("runtime", str::parse)
            .unwrap_or(default.runtime),
        targets: targets(&mut section).unwrap_or(default.targets),
        features_per_tag: section
            .flag("features-per-tag")
            .then(|| AskedBy::Key(section.origin("features-per-tag"))),
        document: document(&mut section),
        command: section.parse("command", command).unwrap_or(default.command),
    };
    section.finish();
    output
}

fn document(section: &mut Section<'_>) -> Document {
    let format = section.parse("document", str::parse);
    Document {
        by: format.map(|_| AskedBy::Key(section.origin("document"))),
        format: format.unwrap_or_default(),
    }
}

fn entities(section: &mut Section<'_>) -> Vec<(String, Vec<String>)> {
    if cfg!(feature = "tables") {
        section.section("entity").sections(entity)
    } else {
        Vec::new()
    }
}

fn entity(name: &str, mut section: Section<'_>) -> (String, Vec<String>) {
    let schemas = section.strings("schemas");
    section.finish();
    let schemas = schemas.into_iter().map(|schema| schema.text);
    (name.to_owned(), schemas.collect())
}

fn errors(mut section: Section<'_>) -> Option<Errors> {
    let schema = section.required("schema");
    let mut pointer = |key| section.parse(key, json_pointer);
    let (code, message) = (pointer("code"), pointer("message"));
    let (details, request_id) = (pointer("details"), pointer("request-id"));
    section.finish();
    Some(Errors {
        schema: schema?,
        code,
        message,
        details,
        request_id,
    })
}

fn scopes(mut section: Section<'_>) -> Vec<String> {
    let own = section.strings("own");
    section.finish();
    own.into_iter().map(|scope| scope.text).collect()
}

fn model(mut section: Section<'_>) -> Unknown {
    let unknown = section.parse("unknown", |text| match text {
        "keep" => Ok(Unknown::Keep),
        "drop" => Ok(Unknown::Drop),
        _ => Err("`unknown` is `keep` or `drop`".to_owned()),
    });
    section.finish();
    unknown.unwrap_or_default()
}

fn targets(section: &mut Section<'_>) -> Option<Vec<String>> {
    let named = section.strings("targets");
    for name in &named {
        if let Err(reason) = target(&name.text) {
            section.error("targets", reason);
        }
    }
    (!named.is_empty()).then(|| named.into_iter().map(|name| name.text).collect())
}

/// Checks the name of a target.
pub(crate) fn target(name: &str) -> Result<String, String> {
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    if names.contains(&name) {
        return Ok(name.to_owned());
    }
    Err(format!(
        "`{name}` is not a target; the targets are `{}`",
        names.join("`, `")
    ))
}

/// Checks the prefix of package names, which is a part of manifests, `use` paths and folder names.
pub(crate) fn package_prefix(text: &str) -> Result<String, String> {
    let words = text.len() <= 64
        && text.split('-').all(word)
        && text.starts_with(|c: char| c.is_ascii_lowercase());
    let reason = "a name has lower-case ASCII letters, digits and `-` between words, for example `graph-users`";
    words
        .then(|| text.to_owned())
        .ok_or_else(|| format!("`{text}` cannot be the prefix of a package name: {reason}"))
}

fn word(word: &str) -> bool {
    !word.is_empty()
        && word
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

/// Checks the folder of a crate: one segment, so that crates find each other and the document.
fn folder(text: &str) -> Result<String, String> {
    let pieces: Vec<&str> = text.split("{target}").collect();
    let plain = |piece: &&str| {
        piece
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    if pieces.len() == 2 && pieces.iter().all(plain) {
        return Ok(text.to_owned());
    }
    Err(
        "the name of a folder has ASCII letters, digits, `-` and `_`, and `{target}` once"
            .to_owned(),
    )
}

/// Checks a command, which is one line of a comment.
fn command(text: &str) -> Result<String, String> {
    let plain = !text.is_empty() && text.chars().all(|c| matches!(c, ' '..='~'));
    plain
        .then(|| text.to_owned())
        .ok_or_else(|| "a command must be one line of ASCII".to_owned())
}

fn json_pointer(text: &str) -> Result<String, String> {
    let pointer = text.starts_with('/');
    pointer
        .then(|| text.to_owned())
        .ok_or_else(|| format!("`{text}` is not a JSON pointer: a pointer begins with `/`"))
}

#[cfg(test)]
mod tests;
