//! The document that is published beside the crates: the effective one, with what the tables decided in it.
//!
//! Readers of `/openapi.json` must learn what the server accepts. Fixups are in the effective document
//! already; the tables are merged later, into the model. Of what they say, the document can say one thing
//! that a caller meets: that a property may be null.
//!
//! # `openapiv3` and `serde_yaml`
//!
//! The generator reads documents as trees by a grammar that is data. A typed view of a whole document on
//! `openapiv3` was tried and given up: it took 628 lines, every consumer needed what it drops (places in the
//! text, keywords of 3.1, extensions, the order of keys), and over 1,176 documents it found no fault that the
//! grammar's checker had not found. The types do the work that a reader would expect of them at both ends
//! instead, where a Rust program meets the generator:
//!
//! - **Input.** A program that holds an [`OpenAPI`], as code-first servers do, gives it to
//!   [`InputReader::hold_openapi`](crate::reader::InputReader::hold_openapi) and generates from it as from a
//!   file. There is no text then, so diagnostics are located by JSON pointer.
//! - **Output.** [`Plan::openapi`](crate::Plan::openapi) is the published document as an [`OpenAPI`].
//!
//! The bytes of `openapi.json` come from the tree. Of 1,176 real documents 972 can be read as an [`OpenAPI`]
//! (823 of 937 of version 3.0, 149 of 239 of 3.1), 304 are equal as JSON values once they are written again,
//! and 131 byte for byte: the types have no place for most keywords of 3.1, and write defaults that a document
//! leaves out. A published document must not lose what its author wrote.
//!
//! `serde_yaml` writes the document as YAML on request ([`DocumentFormat`]), reads it back into the types, and
//! decides which plain scalars of an input are numbers. It cannot read the inputs themselves: it gives no
//! places. All 1,176 documents are the same once they are written by it and read again.

use crate::config::DocumentFormat;
use graphwright_emit::FileSet;
use graphwright_ir::{Api, Facet, Fact, Field, Layer, TypeKind};
use openapiv3::OpenAPI;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::error::Error;
use std::fmt;

/// The names of the document's files in the output folder.
const JSON: &str = "openapi.json";
const YAML: &str = "openapi.yaml";

/// Writes the document, with what the tables say of its properties, in the formats that are asked for.
pub(crate) fn write(effective: &Value, api: &Api, format: DocumentFormat) -> FileSet {
    let document = publish(effective, api);
    let mut files = FileSet::new();
    if format.has_json() {
        files.insert(JSON.to_owned(), format!("{document:#}\n"));
    }
    if format.has_yaml() {
        // The keys are strings and the numbers finite, so that writing cannot fail.
        let text = serde_yaml::to_string(&*document).unwrap_or_default();
        files.insert(YAML.to_owned(), text);
    }
    files
}

/// Reads the document that is among the files of a plan.
pub(crate) fn read(files: &FileSet) -> Result<OpenAPI, NotTyped> {
    if let Some(text) = files.get(JSON) {
        return serde_json::from_str(text).map_err(|error| NotTyped(error.to_string()));
    }
    match files.get(YAML) {
        Some(text) => serde_yaml::from_str(text).map_err(|error| NotTyped(error.to_string())),
        None => Err(NotTyped("there is no document".to_owned())),
    }
}

/// The published document has something for which `openapiv3` has no type, or there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotTyped(String);

impl fmt::Display for NotTyped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the published document is not an `OpenAPI`: {}", self.0)
    }
}

impl Error for NotTyped {}

/// Adds the facts of tables about properties.
fn publish<'a>(effective: &'a Value, api: &Api) -> Cow<'a, Value> {
    let mut published = Cow::Borrowed(effective);
    let structs = api.types.iter().filter_map(|ty| match &ty.kind {
        TypeKind::Struct(object) => Some(&object.fields),
        _ => None,
    });
    for schema in structs.flatten().filter_map(made_nullable) {
        if let Some(schema) = published.to_mut().pointer_mut(schema) {
            allow_null(schema);
        }
    }
    published
}

/// The pointer to the schema of a property that only a table makes nullable.
fn made_nullable(field: &Field) -> Option<&str> {
    let says = |layer, decides| {
        move |fact: &&Fact| {
            (fact.facet, fact.layer, fact.decides) == (Facet::Nullable, layer, decides)
        }
    };
    let by_table = field.provenance.iter().find(says(Layer::Table, true))?;
    let of_document = field.provenance.iter().find(says(Layer::Document, false))?;
    let at = of_document.origin.at.strip_prefix('#')?;
    (by_table.value == "true").then(|| at.strip_suffix("/nullable").unwrap_or(at))
}

/// Allows null in a schema, in the dialect of its version. A reference is unchanged.
fn allow_null(schema: &mut Value) {
    let Some(members) = schema.as_object_mut() else {
        return;
    };
    match members.get_mut("type") {
        Some(Value::Array(types)) if !types.contains(&json!("null")) => types.push(json!("null")),
        Some(Value::String(_)) => {
            members.insert("nullable".to_owned(), Value::Bool(true));
        }
        _ => return,
    }
    // `enum` applies to null too.
    if let Some(Value::Array(values)) = members.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
}
