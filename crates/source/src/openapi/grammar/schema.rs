//! The keywords of a schema: the Schema Object of 3.0 and JSON Schema 2020-12 as 3.1 uses it.

use super::kind::ValueType::{
    self, Any, Bound, Count, Flag, List, Map, Number, Object, Schema, SchemaOrFlag, Text, Types,
};
use super::kind::{Dialect, Field, Kind, Others, doc, new, opt, req, unused};
use super::objects::EXTERNAL_DOCS;

/// The types of JSON Schema.
pub(crate) const TYPES: &[&str] = &[
    "string", "object", "array", "integer", "boolean", "number", "null",
];

const fn new_doc(name: &'static str, ty: ValueType) -> Field {
    Field {
        dialect: Dialect::New,
        ..doc(name, ty)
    }
}

/// A schema. The keywords that real documents use most stand first, since they are sought in order.
pub(crate) static SCHEMA: Kind = Kind {
    noun: "a schema",
    section: Some("schemas"),
    fields: &[
        opt("type", Types),
        opt("$ref", Text),
        doc("description", Text),
        opt("properties", Map(&Schema)),
        opt("format", Text),
        opt("example", Any),
        opt("items", Schema),
        opt("required", List(&Text)),
        opt("nullable", Flag),
        opt("enum", List(&Any)),
        doc("title", Text),
        opt("default", Any),
        opt("allOf", List(&Schema)),
        opt("anyOf", List(&Schema)),
        opt("oneOf", List(&Schema)),
        opt("additionalProperties", SchemaOrFlag),
        opt("readOnly", Flag),
        opt("writeOnly", Flag),
        opt("deprecated", Flag),
        opt("pattern", Text),
        opt("minLength", Count),
        opt("maxLength", Count),
        opt("minimum", Number),
        opt("maximum", Number),
        opt("minItems", Count),
        opt("maxItems", Count),
        opt("uniqueItems", Flag),
        opt("exclusiveMinimum", Bound),
        opt("exclusiveMaximum", Bound),
        opt("multipleOf", Number),
        opt("minProperties", Count),
        opt("maxProperties", Count),
        opt("not", Schema),
        opt("discriminator", Object(&DISCRIMINATOR)),
        doc("xml", Object(&XML)),
        doc("externalDocs", Object(&EXTERNAL_DOCS)),
        new("const", Any),
        new_doc("examples", List(&Any)),
        new("prefixItems", List(&Schema)),
        new("patternProperties", Map(&Schema)),
        new("contentEncoding", Text),
        new("contentMediaType", Text),
        new("$defs", Map(&Schema)),
        new("definitions", Map(&Schema)),
        new_doc("$comment", Text),
        new_doc("$schema", Text),
        new_doc("$id", Text),
        new_doc("$anchor", Text),
        unused("contentSchema", Schema),
        unused("if", Schema),
        unused("then", Schema),
        unused("else", Schema),
        unused("contains", Schema),
        unused("minContains", Count),
        unused("maxContains", Count),
        unused("propertyNames", Schema),
        unused("unevaluatedItems", Schema),
        unused("unevaluatedProperties", Schema),
        unused("dependentSchemas", Map(&Schema)),
        unused("dependentRequired", Map(&List(&Text))),
        unused("additionalItems", Schema),
        unused("$dynamicAnchor", Text),
        unused("$dynamicRef", Text),
        unused("$vocabulary", Any),
    ],
    others: Others::None,
};

pub(crate) static DISCRIMINATOR: Kind = Kind {
    noun: "a discriminator",
    section: None,
    fields: &[req("propertyName", Text), opt("mapping", Map(&Text))],
    others: Others::None,
};

static XML: Kind = Kind {
    noun: "the XML form",
    section: None,
    fields: &[
        doc("name", Text),
        doc("namespace", Text),
        doc("prefix", Text),
        doc("attribute", Flag),
        doc("wrapped", Flag),
    ],
    others: Others::None,
};
