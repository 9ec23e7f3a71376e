//! The oracle: an independent JSON Schema library that decides which values fit a schema.
//!
//! The generator is on trial, so that its own reading of schemas cannot decide. The schemas of OpenAPI 3.0 are translated
//! to JSON Schema 2020-12 here, by code that shares nothing with the generator's.

pub(crate) mod examples;
mod keywords;

use anyhow::{Result, anyhow};
use graphwright_source::openapi::{Document, SpecVersion};
use jsonschema::{Draft, Registry, RegistryBuilder, Validator};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::fmt::Write as _;

/// The URI of the document within the library, which never fetches it.
const DOCUMENT_URI: &str = "json-schema:///document";

/// The formats that have types of their own in the model, so that a value must have them. The others are any text.
const CHECKED_FORMATS: [&str; 4] = ["date-time", "date", "uuid", "byte"];

/// Keywords that do not restrict a value, or that only OpenAPI has. `$id` would make references relative to a URI that is
/// not the document's.
const IGNORED: [&str; 9] = [
    "$id",
    "$schema",
    "default",
    "deprecated",
    "discriminator",
    "example",
    "examples",
    "externalDocs",
    "xml",
];

/// The oracle's decision about a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Valid,
    Invalid,
    /// The schema is not valid itself: an unknown type, a pattern that is not a regular expression, a reference that leads
    /// nowhere.
    NoSchema,
}

/// The dialect of the schemas of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// OpenAPI 3.0.
    OpenApi30,
    /// OpenAPI 3.1 and later: JSON Schema 2020-12.
    JsonSchema,
}

impl Dialect {
    /// The dialect of a document.
    pub(crate) fn of(document: &Document) -> Self {
        if document.version == SpecVersion::V3_0 {
            Self::OpenApi30
        } else {
            Self::JsonSchema
        }
    }
}

/// The schemas of a document, as the library has them.
pub(crate) struct Oracle {
    schemas: Registry<'static>,
    /// A validator for each schema that was used; `None` for an invalid schema.
    validators: HashMap<String, Option<Validator>>,
}

impl Oracle {
    /// An oracle for the schemas at some pointers.
    pub(crate) fn new(document: &Value, schemas: &[String], dialect: Dialect) -> Result<Self> {
        let mut document = document.clone();
        for pointer in schemas {
            if let Some(schema) = document.pointer_mut(pointer.trim_start_matches('#')) {
                translate(schema, dialect);
            }
        }
        let schemas = Registry::new()
            .draft(Draft::Draft202012)
            .add(DOCUMENT_URI, document)
            .and_then(RegistryBuilder::prepare)
            .map_err(|error| anyhow!("{error}"))?;
        Ok(Self {
            schemas,
            validators: HashMap::new(),
        })
    }

    /// Decides whether a value fits the schema at a pointer.
    pub(crate) fn judge(&mut self, value: &Value, schema: &str) -> Verdict {
        if !self.validators.contains_key(schema) {
            let validator = self.validator(schema);
            self.validators.insert(schema.to_owned(), validator);
        }
        match self.validators.get(schema) {
            Some(Some(validator)) if validator.is_valid(value) => Verdict::Valid,
            Some(Some(_)) => Verdict::Invalid,
            Some(None) | None => Verdict::NoSchema,
        }
    }

    fn validator(&self, schema: &str) -> Option<Validator> {
        let reference = json!({"$ref": format!("{DOCUMENT_URI}{}", encode_fragment(schema))});
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(&self.schemas)
            .should_validate_formats(true)
            .with_format("byte", is_base64)
            .offline()
            .build(&reference)
            .ok()
    }
}

/// Encodes a pointer as the fragment of a URI (RFC 6901, section 6).
fn encode_fragment(pointer: &str) -> String {
    let mut encoded = String::new();
    for byte in pointer.bytes() {
        if byte.is_ascii_alphanumeric() || b"#/~-._!$&'()*+,;=:@".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Returns whether a text is base64 with padding (RFC 4648, section 4), as encoders must write it: the unused bits of the
/// last digit are zero (section 3.5).
fn is_base64(text: &str) -> bool {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    let value = |digit: u8| DIGITS.iter().position(|known| *known == digit);
    let last = digits.bytes().last().and_then(value).unwrap_or_default();
    text.len().is_multiple_of(4)
        && padding < 3
        && last.is_multiple_of(1 << (2 * padding))
        && digits.bytes().all(|digit| value(digit).is_some())
}

/// Translates a schema and its subschemas to JSON Schema 2020-12.
fn translate(schema: &mut Value, dialect: Dialect) {
    let Value::Object(members) = schema else {
        return;
    };
    // "This object cannot be extended with additional properties and any properties added SHALL be
    // ignored" (OpenAPI 3.0.3, "Reference Object").
    if dialect == Dialect::OpenApi30 && members.contains_key("$ref") {
        members.retain(|keyword, _| keyword == "$ref");
        return;
    }
    members.retain(|keyword, _| !IGNORED.contains(&keyword.as_str()) && !keyword.starts_with("x-"));
    translate_nullable(members);
    translate_bound(members, "minimum", "exclusiveMinimum");
    translate_bound(members, "maximum", "exclusiveMaximum");
    translate_format(members);
    for schema in keywords::subschemas_mut(members) {
        translate(schema, dialect);
    }
}

/// Translates `nullable: true` to the type null. It "is only meaningful in combination with its `type`"
/// (OpenAPI 3.0.4, "Schema Object"); many 3.1 documents have it too.
fn translate_nullable(members: &mut Map<String, Value>) {
    if members.remove("nullable") != Some(Value::Bool(true)) {
        return;
    }
    if members.is_empty() {
        // Converters write null alone like this, among other alternatives.
        members.insert("type".to_owned(), json!("null"));
    }
    if let Some(kind @ Value::String(_)) = members.get_mut("type") {
        *kind = json!([kind.take(), "null"]);
        if let Some(Value::Array(values)) = members.get_mut("enum")
            && !values.contains(&Value::Null)
        {
            values.push(Value::Null);
        }
    }
}

/// Translates an exclusive bound, which is a flag next to the bound in 3.0.
fn translate_bound(members: &mut Map<String, Value>, inclusive: &str, exclusive: &str) {
    let Some(Value::Bool(flag)) = members.get(exclusive) else {
        return;
    };
    let is_exclusive = *flag;
    members.remove(exclusive);
    if is_exclusive && let Some(bound) = members.remove(inclusive) {
        members.insert(exclusive.to_owned(), bound);
    }
}

/// Keeps the formats that a value must have, and translates those of integers to bounds.
fn translate_format(members: &mut Map<String, Value>) {
    if members.get("contentEncoding") == Some(&json!("base64")) {
        members.entry("format").or_insert_with(|| json!("byte"));
    }
    let Some(Value::String(format)) = members.get("format") else {
        return;
    };
    let bounds: Option<(i64, u64)> = match format.as_str() {
        "int8" => Some((i8::MIN.into(), 0x7f)),
        "int16" => Some((i16::MIN.into(), 0x7fff)),
        "int32" => Some((i32::MIN.into(), 0x7fff_ffff)),
        "int64" => Some((i64::MIN, 0x7fff_ffff_ffff_ffff)),
        "uint8" => Some((0, u8::MAX.into())),
        "uint16" => Some((0, u16::MAX.into())),
        "uint32" => Some((0, u32::MAX.into())),
        "uint64" | "uint" => Some((0, u64::MAX)),
        known if CHECKED_FORMATS.contains(&known) => return,
        _ => None,
    };
    members.remove("format");
    if let Some((least, most)) = bounds {
        let bounds = json!({"minimum": least, "maximum": most});
        match members.get_mut("allOf") {
            Some(Value::Array(all)) => all.push(bounds),
            _ => {
                members.insert("allOf".to_owned(), json!([bounds]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(schema: &Value, valid: &[Value], invalid: &[Value]) {
        let document = json!({"components": {"schemas": {"a/{b}": schema}}});
        let at = "#/components/schemas/a~1{b}";
        let schemas = [at.to_owned()];
        let mut oracle = Oracle::new(&document, &schemas, Dialect::OpenApi30).expect("a document");
        for value in valid {
            assert_eq!(oracle.judge(value, at), Verdict::Valid, "{schema} {value}");
        }
        for value in invalid {
            let verdict = oracle.judge(value, at);
            assert_eq!(verdict, Verdict::Invalid, "{schema} {value}");
        }
    }

    #[test]
    fn openapi_3_0_has_its_own_rules() {
        let null = Value::Null;
        check(
            &json!({"type": "string", "nullable": true, "enum": ["a"]}),
            &[json!("a"), null.clone()],
            &[json!("b")],
        );
        check(
            &json!({"type": "number", "minimum": 0, "exclusiveMinimum": true}),
            &[json!(1)],
            &[json!(0)],
        );
        check(
            &json!({"type": "integer", "format": "int32"}),
            &[json!(1.0)],
            &[json!(2_147_483_648_i64), json!(0.5)],
        );
        check(
            &json!({"properties": {"nullable": {"type": "string", "format": "date"}}}),
            &[json!({"nullable": "2020-02-29"})],
            &[json!({"nullable": "2021-02-29"}), json!({"nullable": null})],
        );
    }

    #[test]
    fn base64_is_what_an_encoder_writes() {
        for text in ["", "Zg==", "Zm8=", "Zm9v"] {
            assert!(is_base64(text), "{text}");
        }
        for text in ["Zh==", "Zm9=", "Zm8", "Zg=", "Z===", "Zm-v", "===="] {
            assert!(!is_base64(text), "{text}");
        }
    }

    #[test]
    fn invalid_schemas_are_reported() {
        let document = json!({"a": {"$ref": "#/nowhere"}, "b": {"type": "file"}});
        let at = ["#/a".to_owned(), "#/b".to_owned()];
        let mut oracle = Oracle::new(&document, &at, Dialect::OpenApi30).expect("a document");
        for at in at {
            assert_eq!(oracle.judge(&json!(1), &at), Verdict::NoSchema);
        }
    }
}
