//! Tolerated defects: values of the wrong type that real documents have and that can only mean one thing, or
//! nothing. Each is a warning, and the 3.0 dialect has the repaired value.
//!
//! A value that could mean two things is an error; see [`Checker::report_type`].

use super::super::findings::{At, Change, Message};
use super::super::grammar::{DISCRIMINATOR, Kind, Need, TYPES, ValueType};
use super::super::wording::describe;
use super::checker::Checker;
use super::rules;
use crate::diagnostic::{Code, Severity};
use crate::pointer;
use serde_json::{Map, Value, json};

/// Words that people write for a type, with the type and the format that they mean. An empty type means any
/// type.
const TYPE_WORDS: &[(&str, &str, &str)] = &[
    ("any", "", ""),
    ("bool", "boolean", ""),
    ("date", "string", "date"),
    ("date-time", "string", "date-time"),
    ("datetime", "string", "date-time"),
    ("decimal", "number", ""),
    ("dict", "object", ""),
    ("double", "number", "double"),
    ("email", "string", "email"),
    ("file", "string", "binary"),
    ("float", "number", "float"),
    ("int", "integer", ""),
    ("int32", "integer", "int32"),
    ("int64", "integer", "int64"),
    ("list", "array", ""),
    ("long", "integer", "int64"),
    ("map", "object", ""),
    ("str", "string", ""),
    ("text", "string", ""),
    ("uri", "string", "uri"),
    ("url", "string", "uri"),
    ("uuid", "string", "uuid"),
];

impl Checker<'_, '_, '_> {
    /// Repairs a value of the wrong type, if it is a tolerated defect; returns whether it is.
    pub(super) fn repair_value(&mut self, value: &Value, ty: &ValueType) -> bool {
        match (ty, value) {
            // An empty object of PHP becomes an empty list of JSON.
            (_, Value::Array(items)) if items.is_empty() && is_object(ty) => {
                self.repair(
                    value,
                    "it is read as an empty object",
                    "write `{}`",
                    json!({}),
                );
            }
            (ValueType::Object(kind), Value::String(name))
                if std::ptr::eq(*kind, &raw const DISCRIMINATOR) =>
            {
                let help = format!("write `propertyName: {name}` below it");
                let meant = json!({ "propertyName": name });
                self.repair(
                    value,
                    "it is read as `propertyName`, as in Swagger 2.0",
                    &help,
                    meant,
                );
            }
            (ValueType::List(_), Value::Bool(_)) if last(&self.pointer) == "required" => {
                self.drop_required_flag();
            }
            (ValueType::Schema, Value::Array(names))
                if last(&self.pointer) == "required" && names.iter().all(Value::is_string) =>
            {
                self.drop_required_property();
            }
            _ => return false,
        }
        true
    }

    /// Repairs a member of a map without a value, such as `204:` in YAML; returns whether it is tolerated.
    pub(super) fn repair_null(&mut self, ty: &'static ValueType) -> bool {
        let (code, at) = (Code::INVALID_KEYWORD, At::Key(&self.pointer));
        let can_be_empty = match ty {
            ValueType::Schema | ValueType::SchemaOrFlag | ValueType::Map(_) => true,
            ValueType::Object(kind) | ValueType::OrRef(kind) => may_be_empty(kind),
            _ => return false,
        };
        let key = pointer::unescape(last(&self.pointer));
        self.findings.report_as(code, Severity::Warning, at, || {
            Message::new(if can_be_empty {
                format!("`{key}` has no value; it is read as an empty object")
            } else {
                format!("`{key}` has no value; it is left out")
            })
            .help("remove the key, or give it a value")
        });
        let change = if can_be_empty {
            Change::Put(json!({}))
        } else {
            Change::Remove
        };
        self.findings.repair(&self.pointer, change);
        true
    }

    /// Repairs a `type` that is not a type but can only mean one.
    pub(super) fn repair_type(&mut self, members: &Map<String, Value>) {
        let Some(word) = members.get("type").and_then(Value::as_str) else {
            return;
        };
        let Some((ty, format)) = type_word(word) else {
            return;
        };
        let meant = match (ty, format) {
            ("", _) => "any type".to_owned(),
            (ty, "") => format!("`{ty}`"),
            (ty, format) => format!("`{ty}` with the format `{format}`"),
        };
        self.enter("type", |checker| {
            let (code, at) = (Code::INVALID_KEYWORD, At::Value(&checker.pointer));
            checker.findings.report_as(code, Severity::Warning, at, || {
                Message::new(format!(
                    "`{word}` is not a type of JSON Schema; it is read as {meant}"
                ))
                .help(match (ty, format) {
                    ("", _) => "remove `type`".to_owned(),
                    (ty, "") => format!("write `type: {ty}`"),
                    (ty, format) => format!("write `type: {ty}` and `format: {format}`"),
                })
            });
            let change = if ty.is_empty() {
                Change::Remove
            } else {
                Change::Put(json!(ty))
            };
            checker.findings.repair(&checker.pointer, change);
        });
        if !format.is_empty() && !members.contains_key("format") {
            self.enter("format", |checker| {
                let change = Change::Put(json!(format));
                checker.findings.repair(&checker.pointer, change);
            });
        }
    }

    /// Repairs a word that is not allowed but can only mean an allowed one, or nothing; returns whether it is
    /// tolerated.
    pub(super) fn repair_word(&mut self, word: &str, words: &[&'static str]) -> bool {
        let is_meant = |meant: &&&str| meant.eq_ignore_ascii_case(word);
        let (code, at) = (Code::INVALID_KEYWORD, At::Value(&self.pointer));
        if let Some(meant) = words.iter().find(is_meant) {
            self.findings.report_as(code, Severity::Warning, at, || {
                Message::new(format!("`{word}` is read as `{meant}`"))
                    .help(format!("write `{meant}`"))
            });
            self.findings
                .repair(&self.pointer, Change::Put(json!(meant)));
        } else if last(&self.pointer) == "style" && rules::is_style(word) {
            self.findings.report_as(code, Severity::Warning, at, || {
                let default = words.first().copied().unwrap_or_default();
                Message::new(format!(
                    "there is no style `{word}` here; it is read as `{default}`"
                ))
                .help(format!("use one of: {}", words.join(", ")))
            });
            self.findings.repair(&self.pointer, Change::Remove);
        } else if words.contains(&"http") && matches!(word, "basic" | "bearer") {
            self.findings.report_as(code, Severity::Warning, at, || {
                let message =
                    format!("`{word}` is a scheme of the type `http`; it is read as such");
                Message::new(message).help(format!("write `type: http` and `scheme: {word}`"))
            });
            self.findings
                .repair(&self.pointer, Change::Put(json!("http")));
            if let Some((parent, _)) = pointer::split(&self.pointer) {
                let place = pointer::join(parent, "scheme");
                self.findings.repair(&place, Change::Put(json!(word)));
            }
        } else {
            return false;
        }
        true
    }

    /// Drops `required: true` of a schema: draft 3 of JSON Schema had it on properties, and Swagger 2.0 on
    /// parameters. It has no effect: if it made the property required, responses without the property could not be
    /// read.
    fn drop_required_flag(&mut self) {
        let (code, at) = (Code::INVALID_KEYWORD, At::Key(&self.pointer));
        self.findings.report_as(code, Severity::Warning, at, || {
            Message::new(
                "`required` of a schema is a list of property names; a boolean has no effect",
            )
            .help(
                "name the property in the `required` of the schema that has it under `properties`",
            )
        });
        self.findings.repair(&self.pointer, Change::Remove);
    }

    /// Drops `required: [a]` one level too deep, among the properties.
    fn drop_required_property(&mut self) {
        let (code, at) = (Code::INVALID_KEYWORD, At::Key(&self.pointer));
        self.findings.report_as(code, Severity::Warning, at, || {
            Message::new("`required` is among the properties and is not a schema; it has no effect")
                .help("move it up, next to `properties`")
        });
        self.findings.repair(&self.pointer, Change::Remove);
    }

    fn repair(&mut self, value: &Value, read: &str, help: &str, meant: Value) {
        let (code, at) = (Code::INVALID_KEYWORD, At::Value(&self.pointer));
        let key = pointer::unescape(last(&self.pointer));
        self.findings.report_as(code, Severity::Warning, at, || {
            Message::new(format!("`{key}` is {}; {read}", describe(value))).help(help)
        });
        self.findings.repair(&self.pointer, Change::Put(meant));
    }
}

/// The last key of a pointer, escaped.
fn last(pointer: &str) -> &str {
    pointer.rsplit_once('/').map_or("", |(_, key)| key)
}

/// The type and the format that are meant by a word that is not a type.
pub(super) fn type_word(word: &str) -> Option<(&'static str, &'static str)> {
    if TYPES.contains(&word) {
        return None;
    }
    let is_it = |known: &&str| known.eq_ignore_ascii_case(word);
    let of_table = TYPE_WORDS.iter().find(|(known, ..)| is_it(known));
    let other_case = || Some((*TYPES.iter().find(|known| is_it(known))?, ""));
    of_table
        .map(|(_, ty, format)| (*ty, *format))
        .or_else(other_case)
}

/// Returns whether a value of this type may be an object.
fn is_object(ty: &ValueType) -> bool {
    matches!(
        ty,
        ValueType::Object(_)
            | ValueType::OrRef(_)
            | ValueType::Schema
            | ValueType::SchemaOrFlag
            | ValueType::Map(_)
    )
}

/// Returns whether an object of a kind means something without members.
fn may_be_empty(kind: &Kind) -> bool {
    let needs = kind.fields.iter().any(|field| field.need == Need::Required);
    !needs && !matches!(kind.section, Some("links" | "headers"))
}
