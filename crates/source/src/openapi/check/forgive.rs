//! Values of the wrong form that real documents have and that can only mean one thing, or nothing:
//! each is a warning, and the 3.0 form has what was meant.
//!
//! What could mean two things stays an error; see [`Checker::wrong`].

use super::super::findings::{At, Change, Message};
use super::super::grammar::{DISCRIMINATOR, Form, Kind, Need, TYPES};
use super::super::wording::describe;
use super::checker::Checker;
use super::rules;
use crate::diagnostic::{Code, Severity};
use crate::pointer;
use serde_json::{Map, Value, json};

/// Words that people write for a type, with the type and the format that they mean. An empty type is
/// any type at all.
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
    /// Mends a value that does not have its form. Whether it could.
    pub(super) fn mend(&mut self, value: &Value, form: &Form) -> bool {
        match (form, value) {
            // An empty object of PHP becomes an empty list of JSON.
            (_, Value::Array(items)) if items.is_empty() && is_object(form) => {
                self.repair(
                    value,
                    "it is read as an empty object",
                    "write `{}`",
                    json!({}),
                );
            }
            (Form::Object(kind), Value::String(name))
                if std::ptr::eq(*kind, &raw const DISCRIMINATOR) =>
            {
                let help = format!("write `propertyName: {name}` below it");
                let meant = json!({ "propertyName": name });
                self.repair(
                    value,
                    "it is read as `propertyName`, which Swagger 2.0 had so",
                    &help,
                    meant,
                );
            }
            (Form::List(_), Value::Bool(_)) if last(&self.pointer) == "required" => {
                self.required_as_flag();
            }
            (Form::Schema, Value::Array(names))
                if last(&self.pointer) == "required" && names.iter().all(Value::is_string) =>
            {
                self.required_as_property();
            }
            _ => return false,
        }
        true
    }

    /// A member of a map without a value, as `204:` in YAML. Whether there is one.
    pub(super) fn mend_null(&mut self, form: &'static Form) -> bool {
        let (code, at) = (Code::INVALID_KEYWORD, At::Key(&self.pointer));
        let can_be_empty = match form {
            Form::Schema | Form::SchemaOrFlag | Form::Map(_) => true,
            Form::Object(kind) | Form::OrRef(kind) => is_hollow(kind),
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

    /// A word for the type of a schema that is none, but can only mean one.
    pub(super) fn mend_type(&mut self, members: &Map<String, Value>) {
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
                    "`{word}` is no type of JSON Schema; it is read as {meant}"
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

    /// A word that is none of those that are allowed, but can only mean one of them, or nothing.
    /// Whether it is one.
    pub(super) fn mend_word(&mut self, word: &str, words: &[&'static str]) -> bool {
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

    /// `required: true` on a schema: what draft 3 of JSON Schema said of a property, and Swagger 2.0
    /// of a parameter. It has no effect: a property that is taken for one that is always there makes
    /// answers unreadable that lack it, and a client need not send what is not asked for by name.
    fn required_as_flag(&mut self) {
        let (code, at) = (Code::INVALID_KEYWORD, At::Key(&self.pointer));
        self.findings.report_as(code, Severity::Warning, at, || {
            Message::new("`required` of a schema is a list of property names; a flag has no effect")
                .help("name the property in the `required` of the schema that has it under `properties`")
        });
        self.findings.repair(&self.pointer, Change::Remove);
    }

    /// `required: [a]` one level too deep, among the properties.
    fn required_as_property(&mut self) {
        let (code, at) = (Code::INVALID_KEYWORD, At::Key(&self.pointer));
        self.findings.report_as(code, Severity::Warning, at, || {
            Message::new(
                "`required` stands among the properties and is no schema; it has no effect",
            )
            .help("move it up, so that it stands beside `properties`")
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

/// The last key of a pointer, as it is escaped there.
fn last(pointer: &str) -> &str {
    pointer.rsplit_once('/').map_or("", |(_, key)| key)
}

/// The type and the format that a word means which is no type.
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

/// Whether an object may stand there.
fn is_object(form: &Form) -> bool {
    matches!(
        form,
        Form::Object(_) | Form::OrRef(_) | Form::Schema | Form::SchemaOrFlag | Form::Map(_)
    )
}

/// Whether an object of a kind says something without a member.
fn is_hollow(kind: &Kind) -> bool {
    let needs = kind.fields.iter().any(|field| field.need == Need::Required);
    !needs && !matches!(kind.section, Some("links" | "headers"))
}
