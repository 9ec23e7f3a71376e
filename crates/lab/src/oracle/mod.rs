//! The judge: an independent JSON Schema library, and the document's schemas as it knows them.
//!
//! OpenAPI 3.0 has a dialect of its own. It is put into the terms of JSON Schema 2020-12 here, apart
//! from how the generator does it.

pub(crate) mod examples;
mod keywords;

use anyhow::{Result, anyhow};
use jsonschema::{Draft, Registry, RegistryBuilder, Validator};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::fmt::Write as _;

/// What the document is called. It is never asked for: the library has it.
const DOCUMENT: &str = "json-schema:///document";

/// The formats that are types of their own in the model, so that a value must have them. The others
/// are text, whatever they say.
const FORMATS: [&str; 4] = ["date-time", "date", "uuid", "byte"];

/// Keywords that say nothing about a value, or that only OpenAPI knows. `$id` would make references
/// relative to something that is no file here.
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

/// What the judge says of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Fits,
    DoesNotFit,
    /// The schema is none: an unknown type, a pattern that is no regular expression, a reference
    /// that leads nowhere.
    NoSchema,
}

/// The schemas of a document.
pub(crate) struct Judge {
    schemas: Registry<'static>,
    /// One for each schema that was asked for; `None` for what is no schema.
    validators: HashMap<String, Option<Validator>>,
}

impl Judge {
    /// Takes the schemas that stand at the pointers; `is_3_0` says in which dialect they are.
    pub(crate) fn new(document: &Value, at: &[String], is_3_0: bool) -> Result<Self> {
        let mut document = document.clone();
        for pointer in at {
            if let Some(schema) = document.pointer_mut(pointer.trim_start_matches('#')) {
                translate(schema, is_3_0);
            }
        }
        let schemas = Registry::new()
            .draft(Draft::Draft202012)
            .add(DOCUMENT, document)
            .and_then(RegistryBuilder::prepare)
            .map_err(|error| anyhow!("{error}"))?;
        Ok(Self {
            schemas,
            validators: HashMap::new(),
        })
    }

    /// Whether a value fits the schema at a pointer.
    pub(crate) fn verdict(&mut self, value: &Value, schema: &str) -> Verdict {
        if !self.validators.contains_key(schema) {
            let validator = self.validator(schema);
            self.validators.insert(schema.to_owned(), validator);
        }
        match self.validators.get(schema) {
            Some(Some(validator)) if validator.is_valid(value) => Verdict::Fits,
            Some(Some(_)) => Verdict::DoesNotFit,
            Some(None) | None => Verdict::NoSchema,
        }
    }

    fn validator(&self, schema: &str) -> Option<Validator> {
        let reference = json!({"$ref": format!("{DOCUMENT}{}", encoded(schema))});
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

/// A pointer as a URI has it (RFC 6901, section 6).
fn encoded(pointer: &str) -> String {
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

/// Base64 with its padding (RFC 4648, section 4), as encoders must write it: the bits that are left
/// over in the last digit are zero (section 3.5).
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

/// Puts a schema and those inside it into the terms of JSON Schema 2020-12.
fn translate(schema: &mut Value, is_3_0: bool) {
    let Value::Object(members) = schema else {
        return;
    };
    // "This object cannot be extended with additional properties and any properties added SHALL be
    // ignored" (OpenAPI 3.0.3, "Reference Object").
    if is_3_0 && members.contains_key("$ref") {
        members.retain(|keyword, _| keyword == "$ref");
        return;
    }
    members.retain(|keyword, _| !IGNORED.contains(&keyword.as_str()) && !keyword.starts_with("x-"));
    nullable(members);
    bound(members, "minimum", "exclusiveMinimum");
    bound(members, "maximum", "exclusiveMaximum");
    format(members);
    for schema in keywords::inside_mut(members) {
        translate(schema, is_3_0);
    }
}

/// `nullable: true` adds null to the type. It "is only meaningful in combination with its `type`"
/// (OpenAPI 3.0.4, "Schema Object"); many 3.1 documents have it too.
fn nullable(members: &mut Map<String, Value>) {
    if members.remove("nullable") != Some(Value::Bool(true)) {
        return;
    }
    if members.is_empty() {
        // Converters write so what is nothing but null, beside other alternatives.
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

/// In 3.0 an exclusive bound is a flag beside the bound.
fn bound(members: &mut Map<String, Value>, inclusive: &str, exclusive: &str) {
    let Some(Value::Bool(flag)) = members.get(exclusive) else {
        return;
    };
    let is_exclusive = *flag;
    members.remove(exclusive);
    if is_exclusive && let Some(bound) = members.remove(inclusive) {
        members.insert(exclusive.to_owned(), bound);
    }
}

/// Keeps the formats that a value must have. Those of integers are bounds.
fn format(members: &mut Map<String, Value>) {
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
        known if FORMATS.contains(&known) => return,
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

    fn check(schema: &Value, is_3_0: bool, fits: &[Value], others: &[Value]) {
        let document = json!({"components": {"schemas": {"a/{b}": schema}}});
        let at = "#/components/schemas/a~1{b}";
        let mut judge = Judge::new(&document, &[at.to_owned()], is_3_0).expect("a document");
        for value in fits {
            assert_eq!(judge.verdict(value, at), Verdict::Fits, "{schema} {value}");
        }
        for value in others {
            let verdict = judge.verdict(value, at);
            assert_eq!(verdict, Verdict::DoesNotFit, "{schema} {value}");
        }
    }

    #[test]
    fn openapi_3_0_is_judged_by_its_own_rules() {
        let null = Value::Null;
        check(
            &json!({"type": "string", "nullable": true, "enum": ["a"]}),
            true,
            &[json!("a"), null.clone()],
            &[json!("b")],
        );
        check(
            &json!({"type": "number", "minimum": 0, "exclusiveMinimum": true}),
            true,
            &[json!(1)],
            &[json!(0)],
        );
        check(
            &json!({"type": "integer", "format": "int32"}),
            true,
            &[json!(1.0)],
            &[json!(2_147_483_648_i64), json!(0.5)],
        );
        check(
            &json!({"properties": {"nullable": {"type": "string", "format": "date"}}}),
            true,
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
    fn what_is_no_schema_is_said_to_be_none() {
        let document = json!({"a": {"$ref": "#/nowhere"}, "b": {"type": "file"}});
        let at = ["#/a".to_owned(), "#/b".to_owned()];
        let mut judge = Judge::new(&document, &at, true).expect("a document");
        for at in at {
            assert_eq!(judge.verdict(&json!(1), &at), Verdict::NoSchema);
        }
    }
}
