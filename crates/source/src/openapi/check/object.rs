//! Checks of the keys of an object: known, unknown, missing.

use super::super::SpecVersion;
use super::super::findings::{At, Change, Message};
use super::super::grammar::{Dialect, Field, Kind, Need, OPERATION, Others, ValueType};
use super::checker::{Checker, RefSite};
use super::{rules, swagger};
use crate::diagnostic::{Code, Severity};
use crate::suggest;
use serde_json::{Map, Value};

/// The siblings of a `$ref` outside of schemas that are not reported.
const REF_SIBLINGS: &[&str] = &["summary", "description"];

impl<'d> Checker<'d, '_, '_> {
    /// Checks an object of a kind.
    pub(super) fn check_object(&mut self, members: &'d Map<String, Value>, kind: &'static Kind) {
        for (key, value) in members {
            match kind.field(key) {
                Some(field) => self.enter(key, |checker| checker.check_member(field, value)),
                None if key.starts_with("x-") => {}
                None => self.enter(key, |checker| checker.check_other(key, value, kind)),
            }
        }
        // A reference to another file that is still there could not be followed and is reported elsewhere.
        let is_lost = members.get("$ref").is_some_and(is_foreign);
        for field in kind.fields.iter().filter(|_| !is_lost) {
            if field.need != Need::Optional && !members.contains_key(field.name) {
                self.report_missing(field, kind);
            }
        }
        rules::check(self, members, kind);
    }

    /// Checks an object that may be a reference to one.
    pub(super) fn check_object_or_ref(
        &mut self,
        members: &'d Map<String, Value>,
        kind: &'static Kind,
    ) {
        let Some(target) = members.get("$ref").and_then(Value::as_str) else {
            return self.check_object(members, kind);
        };
        self.refs.push(RefSite {
            node: self.pointer.clone(),
            target,
            kind,
        });
        if kind.field("$ref").is_some() {
            return self.check_object(members, kind);
        }
        for key in members.keys() {
            if key != "$ref" && !key.starts_with("x-") && !REF_SIBLINGS.contains(&&**key) {
                self.enter(key, |checker| {
                    let at = At::Key(&checker.pointer);
                    checker.findings.report(Code::UNKNOWN_KEYWORD, at, || {
                        Message::new(format!("`{key}` next to a `$ref` has no effect"))
                    });
                });
            }
        }
    }

    fn check_member(&mut self, field: &'static Field, value: &'d Value) {
        match (field.dialect, self.version) {
            (Dialect::Both, _) | (Dialect::New, SpecVersion::V3_1) => {}
            (Dialect::New | Dialect::Unused, SpecVersion::V3_0) => self.report_newer(field),
            (Dialect::Unused, SpecVersion::V3_1) => self.report_unused(field),
        }
        if field.dialect == Dialect::Unused {
            return;
        }
        let outer = self.informative;
        if field.is_informative {
            self.informative = self.informative.or(Some(self.pointer.len()));
        }
        if value.is_null() && field.need != Need::Required && !matches!(field.ty, ValueType::Any) {
            self.drop_empty(field);
        } else {
            self.check_value(value, &field.ty);
        }
        self.informative = outer;
    }

    /// Checks a member whose key is not a keyword of its object.
    fn check_other(&mut self, key: &'d str, value: &'d Value, kind: &'static Kind) {
        if let Some(ty) = kind.ty(key) {
            return self.check_entry(value, ty);
        }
        if let ("$ref", Some(target)) = (
            key,
            value.as_str().filter(|target| !target.starts_with('#')),
        ) {
            return self.note_foreign_reference(target, kind);
        }
        let at = At::Key(&self.pointer);
        match kind.others {
            Others::Paths => self.findings.report(Code::INVALID_KEYWORD, at, || {
                Message::new(format!("the path `{key}` does not begin with a slash"))
                    .help(format!("write `/{key}`"))
            }),
            Others::Statuses => self.report_status(key),
            Others::None | Others::Expressions => {
                self.findings.report(Code::UNKNOWN_KEYWORD, at, || {
                    let names = kind.fields.iter().map(|field| field.name);
                    let message = Message::new(format!("{} has no keyword `{key}`", kind.noun));
                    match swagger::help(kind, key) {
                        Some(help) => message.help(help),
                        None => message.suggest(suggest::nearest(key, names)),
                    }
                });
            }
        }
    }

    /// Reports a key among the responses that is not a status. A keyword of operations got there by wrong indentation,
    /// and without it the operation is not what its author meant.
    fn report_status(&mut self, key: &str) {
        let at = At::Key(&self.pointer);
        if OPERATION.field(key).is_some() {
            self.findings.report(Code::INVALID_KEYWORD, at, || {
                Message::new(format!("`{key}` is not a status"))
                    .help(format!("write `{key}` next to `responses`, not in it"))
            });
        } else {
            let (code, severity) = (Code::INVALID_KEYWORD, Severity::Warning);
            self.findings.report_as(code, severity, at, || {
                Message::new(format!("`{key}` is not a status; the response is left out"))
                    .help("a status is three digits (`404`), a range (`4XX`) or `default`")
            });
        }
    }

    /// Collects a reference to another file where OpenAPI allows none; documents of many files have them.
    fn note_foreign_reference(&mut self, target: &'d str, kind: &'static Kind) {
        let node = crate::pointer::split(&self.pointer)
            .map_or("", |(node, _)| node)
            .to_owned();
        self.refs.push(RefSite { node, target, kind });
    }

    fn report_missing(&mut self, field: &Field, kind: &Kind) {
        let severity = match field.need {
            Need::Optional => return,
            Need::ExpectedBefore31 if self.version == SpecVersion::V3_1 => return,
            Need::Expected | Need::ExpectedBefore31 => Severity::Warning,
            Need::Required => Severity::Error,
        };
        let severity = self.severity_here(severity);
        let text = || Message::new(format!("{} has no `{}`", kind.noun, field.name));
        let at = At::Key(&self.pointer);
        self.findings
            .report_as(Code::MISSING_KEYWORD, severity, at, text);
        if field.need == Need::Required {
            self.remove_informative();
        }
    }

    /// Drops a keyword without a value, such as `description:` in YAML.
    fn drop_empty(&mut self, field: &Field) {
        let at = At::Key(&self.pointer);
        self.findings
            .report_as(Code::INVALID_KEYWORD, Severity::Warning, at, || {
                Message::new(format!("`{}` has no value", field.name))
                    .help("remove the key, or give it a value")
            });
        self.findings.repair(&self.pointer, Change::Remove);
    }

    fn report_newer(&mut self, field: &Field) {
        let at = At::Key(&self.pointer);
        self.findings.report(Code::NEWER_KEYWORD, at, || {
            let effect = if field.dialect == Dialect::Unused {
                "and has no effect"
            } else {
                "and is read as such"
            };
            Message::new(format!(
                "`{}` is a keyword of OpenAPI 3.1 {effect}",
                field.name
            ))
            .help("write `openapi: 3.1.0` if the document is meant to be read by 3.1")
        });
    }

    fn report_unused(&mut self, field: &Field) {
        let at = At::Key(&self.pointer);
        self.findings.report(Code::UNUSED_KEYWORD, at, || {
            Message::new(format!("`{}` has no effect here", field.name))
        });
    }

    /// The severity at the current value: within an informative keyword, errors are warnings.
    pub(super) fn severity_here(&self, severity: Severity) -> Severity {
        if self.informative.is_some() {
            severity.max(Severity::Warning)
        } else {
            severity
        }
    }

    /// Removes the informative keyword around the current value from the 3.0 dialect.
    pub(super) fn remove_informative(&mut self) {
        if let Some(length) = self.informative {
            let pointer = self.pointer[..length].to_owned();
            self.findings.repair(&pointer, Change::Remove);
        }
    }
}

/// Returns whether the value of a `$ref` leads to another file.
fn is_foreign(target: &Value) -> bool {
    target
        .as_str()
        .is_some_and(|target| !target.starts_with('#'))
}
