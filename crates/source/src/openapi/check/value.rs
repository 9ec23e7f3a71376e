//! The value of a keyword against its form.

use super::super::SpecVersion;
use super::super::findings::{At, Change, Message};
use super::super::grammar::{Form, SCHEMA, TYPES};
use super::super::wording::describe;
use super::checker::{Checker, RefSite};
use super::forgive;
use crate::diagnostic::{Code, Severity};
use crate::suggest;
use serde_json::{Map, Value};

impl<'d> Checker<'d, '_, '_> {
    /// Checks a value, and what is in it.
    pub(super) fn value(&mut self, value: &'d Value, form: &'static Form) {
        match (form, value) {
            (Form::Any, _)
            | (Form::Text, Value::String(_))
            | (Form::Flag | Form::Bound | Form::SchemaOrFlag, Value::Bool(_))
            | (Form::Number | Form::Bound, Value::Number(_)) => {}
            (Form::Text, Value::Number(_) | Value::Bool(_)) => self.as_text(value),
            (Form::Number | Form::Bound, Value::String(text)) if as_number(text).is_some() => {
                self.text_as_number(text);
            }
            (Form::Count, Value::Number(number)) if is_count(number) => {}
            (Form::Words(words), Value::String(word)) => self.word(word, words),
            (Form::Types, _) => self.types(value),
            (Form::Object(kind), Value::Object(members)) => self.object(members, kind),
            (Form::OrRef(kind), Value::Object(members)) => self.object_or_ref(members, kind),
            (Form::Schema | Form::SchemaOrFlag, Value::Object(members)) => self.schema(members),
            (Form::Schema, Value::Bool(_)) if self.version == SpecVersion::V3_1 => {}
            (Form::List(form), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.enter_index(index, |checker| checker.value(item, form));
                }
            }
            (Form::Map(form), Value::Object(members)) => {
                for (key, member) in members {
                    self.enter(key, |checker| checker.entry(member, form));
                }
            }
            _ if self.mend(value, form) => {}
            _ => self.wrong(value, form),
        }
    }

    /// Checks a member of a map.
    pub(super) fn entry(&mut self, value: &'d Value, form: &'static Form) {
        if !(value.is_null() && self.mend_null(form)) {
            self.value(value, form);
        }
    }

    fn schema(&mut self, members: &'d Map<String, Value>) {
        if let Some(Value::String(target)) = members.get("$ref") {
            self.refs.push(RefSite {
                node: self.pointer.clone(),
                target,
                kind: &SCHEMA,
            });
        }
        self.object(members, &SCHEMA);
    }

    /// A number or a flag where a text is wanted: YAML without quotes.
    fn as_text(&mut self, value: &Value) {
        let at = At::Value(&self.pointer);
        self.findings
            .report_as(Code::INVALID_KEYWORD, Severity::Warning, at, || {
                Message::new(format!(
                    "{} stands where a text is expected; it is read as one",
                    describe(value)
                ))
                .help(format!("put it in quotes: \"{value}\""))
            });
        self.findings
            .repair(&self.pointer, Change::Put(Value::String(value.to_string())));
    }

    /// A text that is a number: one in quotes, or one of YAML beyond 64 bits.
    fn text_as_number(&mut self, text: &str) {
        let at = At::Value(&self.pointer);
        self.findings
            .report_as(Code::INVALID_KEYWORD, Severity::Warning, at, || {
                Message::new(format!(
                    "the text `{text}` stands where a number is expected; it is read as one"
                ))
                .help("write it without quotes, and with a point or an exponent if it has more than 64 bits")
            });
        if let Some(number) = as_number(text) {
            self.findings
                .repair(&self.pointer, Change::Put(Value::Number(number)));
        }
    }

    fn word(&mut self, word: &str, words: &[&'static str]) {
        if words.contains(&word) || self.mend_word(word, words) {
            return;
        }
        let severity = self.soften(Severity::Error);
        let at = At::Value(&self.pointer);
        self.findings
            .report_as(Code::INVALID_KEYWORD, severity, at, || {
                let message = Message::new(format!("`{word}` is none of {}", list(words)));
                match word {
                    "body" => message.help("OpenAPI 3 has `requestBody` beside `parameters`"),
                    "formData" => {
                        message.help("OpenAPI 3 has `requestBody` with a form's media type")
                    }
                    _ => message.suggest(suggest::nearest(word, words.iter().copied())),
                }
            });
        self.leave_out();
    }

    fn types(&mut self, value: &Value) {
        match value {
            // The rules for schemas tell of it.
            Value::String(name) if forgive::type_word(name).is_some() => {}
            Value::String(name) => self.type_name(name),
            Value::Array(names) => {
                if self.version == SpecVersion::V3_0 {
                    let at = At::Value(&self.pointer);
                    self.findings.report(Code::NEWER_KEYWORD, at, || {
                        Message::new("a list of types is a form of OpenAPI 3.1 and is read as such")
                    });
                }
                for (index, name) in names.iter().enumerate() {
                    self.enter_index(index, |checker| match name {
                        Value::String(name) if name == "null" => {}
                        Value::String(name) => checker.type_name(name),
                        other => checker.wrong(other, &Form::Types),
                    });
                }
            }
            _ => self.wrong(value, &Form::Types),
        }
    }

    fn type_name(&mut self, name: &str) {
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
                Message::new(format!("`{name}` is no type of JSON Schema")).suggest(near)
            }),
        }
    }

    /// A value of another type than its keyword wants.
    pub(super) fn wrong(&mut self, value: &Value, form: &Form) {
        let severity = self.soften(Severity::Error);
        let at = At::Value(&self.pointer);
        let keyword = self.pointer.rsplit_once('/').map_or("", |(_, key)| key);
        self.findings
            .report_as(Code::INVALID_KEYWORD, severity, at, || {
                let keyword = crate::pointer::unescape(keyword);
                let (expected, found) = (expected(form), describe(value));
                Message::new(format!("`{keyword}` must be {expected}, not {found}"))
            });
        self.leave_out();
    }
}

/// The number that a text is.
fn as_number(text: &str) -> Option<serde_json::Number> {
    let is_decimal = |byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
    if !text.bytes().all(is_decimal) {
        return None;
    }
    serde_json::Number::from_f64(text.parse().ok()?)
}

/// Whether a number is whole and not negative.
fn is_count(number: &serde_json::Number) -> bool {
    number.is_u64()
        || number
            .as_f64()
            .is_some_and(|number| number >= 0.0 && number.fract() == 0.0)
}

/// What a form is called in a message.
fn expected(form: &Form) -> String {
    match form {
        Form::Any => "anything".to_owned(),
        Form::Text => "a text".to_owned(),
        Form::Flag => "true or false".to_owned(),
        Form::Number => "a number".to_owned(),
        Form::Count => "a whole number of at least 0".to_owned(),
        Form::Bound => "true, false or a number".to_owned(),
        Form::Types => "the name of a type".to_owned(),
        Form::Words(words) => format!("one of {}", list(words)),
        Form::OrRef(_) => "an object or a reference to one".to_owned(),
        Form::Schema => "a schema (an object)".to_owned(),
        Form::SchemaOrFlag => "a schema (an object), true or false".to_owned(),
        Form::List(_) => "a list".to_owned(),
        Form::Object(_) | Form::Map(_) => "an object".to_owned(),
    }
}

fn list(words: &[&str]) -> String {
    words
        .iter()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
