//! Checks of the value of a keyword against its type.

use super::super::SpecVersion;
use super::super::findings::{At, Change, Message};
use super::super::grammar::{SCHEMA, TYPES, ValueType};
use super::super::wording::describe;
use super::checker::{Checker, RefSite};
use super::forgive;
use crate::diagnostic::{Code, Severity};
use crate::suggest;
use serde_json::{Map, Value};

impl<'d> Checker<'d, '_, '_> {
    /// Checks a value and everything in it.
    pub(super) fn check_value(&mut self, value: &'d Value, ty: &'static ValueType) {
        match (ty, value) {
            (ValueType::Any, _)
            | (ValueType::Text, Value::String(_))
            | (ValueType::Flag | ValueType::Bound | ValueType::SchemaOrFlag, Value::Bool(_))
            | (ValueType::Number | ValueType::Bound, Value::Number(_)) => {}
            (ValueType::Text, Value::Number(_) | Value::Bool(_)) => self.repair_text(value),
            (ValueType::Number | ValueType::Bound, Value::String(text))
                if as_number(text).is_some() =>
            {
                self.repair_number(text);
            }
            (ValueType::Count, Value::Number(number)) if is_count(number) => {}
            (ValueType::Words(words), Value::String(word)) => self.check_word(word, words),
            (ValueType::Types, _) => self.check_types(value),
            (ValueType::Object(kind), Value::Object(members)) => self.check_object(members, kind),
            (ValueType::OrRef(kind), Value::Object(members)) => {
                self.check_object_or_ref(members, kind);
            }
            (ValueType::Schema | ValueType::SchemaOrFlag, Value::Object(members)) => {
                self.check_schema(members);
            }
            (ValueType::Schema, Value::Bool(_)) if self.version == SpecVersion::V3_1 => {}
            (ValueType::List(ty), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.enter_index(index, |checker| checker.check_value(item, ty));
                }
            }
            (ValueType::Map(ty), Value::Object(members)) => {
                for (key, member) in members {
                    self.enter(key, |checker| checker.check_entry(member, ty));
                }
            }
            _ if self.repair_value(value, ty) => {}
            _ => self.report_type(value, ty),
        }
    }

    /// Checks a member of a map.
    pub(super) fn check_entry(&mut self, value: &'d Value, ty: &'static ValueType) {
        if !(value.is_null() && self.repair_null(ty)) {
            self.check_value(value, ty);
        }
    }

    fn check_schema(&mut self, members: &'d Map<String, Value>) {
        if let Some(Value::String(target)) = members.get("$ref") {
            self.refs.push(RefSite {
                node: self.pointer.clone(),
                target,
                kind: &SCHEMA,
            });
        }
        self.check_object(members, &SCHEMA);
    }

    /// Repairs a number or a boolean in place of a string: YAML without quotes.
    fn repair_text(&mut self, value: &Value) {
        let at = At::Value(&self.pointer);
        self.findings
            .report_as(Code::INVALID_KEYWORD, Severity::Warning, at, || {
                Message::new(format!(
                    "{} instead of a string; it is read as one",
                    describe(value)
                ))
                .help(format!("put it in quotes: \"{value}\""))
            });
        self.findings
            .repair(&self.pointer, Change::Put(Value::String(value.to_string())));
    }

    /// Repairs a string that is a number: one in quotes, or one in YAML with more than 64 bits.
    fn repair_number(&mut self, text: &str) {
        let at = At::Value(&self.pointer);
        self.findings
            .report_as(Code::INVALID_KEYWORD, Severity::Warning, at, || {
                Message::new(format!(
                    "the string `{text}` instead of a number; it is read as one"
                ))
                .help("write it without quotes, and with a point or an exponent if it has more than 64 bits")
            });
        if let Some(number) = as_number(text) {
            self.findings
                .repair(&self.pointer, Change::Put(Value::Number(number)));
        }
    }

    fn check_word(&mut self, word: &str, words: &[&'static str]) {
        if words.contains(&word) || self.repair_word(word, words) {
            return;
        }
        let severity = self.severity_here(Severity::Error);
        let at = At::Value(&self.pointer);
        self.findings
            .report_as(Code::INVALID_KEYWORD, severity, at, || {
                let message = Message::new(format!("`{word}` is none of {}", list(words)));
                match word {
                    "body" => message.help("OpenAPI 3 has `requestBody` next to `parameters`"),
                    "formData" => {
                        message.help("OpenAPI 3 has `requestBody` with the media type of a form")
                    }
                    _ => message.suggest(suggest::nearest(word, words.iter().copied())),
                }
            });
        self.remove_informative();
    }

    fn check_types(&mut self, value: &Value) {
        match value {
            // The rules for schemas report it.
            Value::String(name) if forgive::type_word(name).is_some() => {}
            Value::String(name) => self.check_type_name(name),
            Value::Array(names) => {
                if self.version == SpecVersion::V3_0 {
                    let at = At::Value(&self.pointer);
                    self.findings.report(Code::NEWER_KEYWORD, at, || {
                        Message::new("a list of types is OpenAPI 3.1 and is read as such")
                    });
                }
                for (index, name) in names.iter().enumerate() {
                    self.enter_index(index, |checker| match name {
                        Value::String(name) if name == "null" => {}
                        Value::String(name) => checker.check_type_name(name),
                        other => checker.report_type(other, &ValueType::Types),
                    });
                }
            }
            _ => self.report_type(value, &ValueType::Types),
        }
    }

    fn check_type_name(&mut self, name: &str) {
        let at = At::Value(&self.pointer);
        match name {
            "null" if self.version == SpecVersion::V3_0 => {
                self.findings.report(Code::NEWER_KEYWORD, at, || {
                    Message::new("`null` is a type of OpenAPI 3.1 and is read as such")
                        .help("3.0 has `nullable: true`")
                });
            }
            _ if TYPES.contains(&name) => {}
            _ => self.findings.report(Code::INVALID_KEYWORD, at, || {
                let near = suggest::nearest(&name.to_ascii_lowercase(), TYPES.iter().copied());
                Message::new(format!("`{name}` is not a type of JSON Schema")).suggest(near)
            }),
        }
    }

    /// Reports a value of another type than its keyword has.
    pub(super) fn report_type(&mut self, value: &Value, ty: &ValueType) {
        let severity = self.severity_here(Severity::Error);
        let at = At::Value(&self.pointer);
        let keyword = self.pointer.rsplit_once('/').map_or("", |(_, key)| key);
        self.findings
            .report_as(Code::INVALID_KEYWORD, severity, at, || {
                let keyword = crate::pointer::unescape(keyword);
                let (expected, found) = (expected(ty), describe(value));
                Message::new(format!("`{keyword}` must be {expected}, not {found}"))
            });
        self.remove_informative();
    }
}

/// The number in a string.
fn as_number(text: &str) -> Option<serde_json::Number> {
    let is_decimal = |byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
    if !text.bytes().all(is_decimal) {
        return None;
    }
    serde_json::Number::from_f64(text.parse().ok()?)
}

/// Returns whether a number is an integer and not negative.
fn is_count(number: &serde_json::Number) -> bool {
    number.is_u64()
        || number
            .as_f64()
            .is_some_and(|number| number >= 0.0 && number.fract() == 0.0)
}

/// Describes a type for a message.
fn expected(ty: &ValueType) -> String {
    match ty {
        ValueType::Any => "anything".to_owned(),
        ValueType::Text => "a string".to_owned(),
        ValueType::Flag => "true or false".to_owned(),
        ValueType::Number => "a number".to_owned(),
        ValueType::Count => "a non-negative integer".to_owned(),
        ValueType::Bound => "true, false or a number".to_owned(),
        ValueType::Types => "the name of a type".to_owned(),
        ValueType::Words(words) => format!("one of {}", list(words)),
        ValueType::OrRef(_) => "an object or a reference to one".to_owned(),
        ValueType::Schema => "a schema (an object)".to_owned(),
        ValueType::SchemaOrFlag => "a schema (an object), true or false".to_owned(),
        ValueType::List(_) => "a list".to_owned(),
        ValueType::Object(_) | ValueType::Map(_) => "an object".to_owned(),
    }
}

fn list(words: &[&str]) -> String {
    words
        .iter()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
