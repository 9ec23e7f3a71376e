//! Alternatives: `anyOf`, `oneOf` and discriminated unions.

use super::super::definition::{Kind, Schema};
use super::super::{Code, Mode, describe};
use super::path::Step;
use super::{Walk, find_member};
use crate::json::{Borrowed, Member};
use std::mem;

impl<'v> Walk<'v> {
    pub(super) fn check_any_of(
        &mut self,
        schema: &Schema,
        schemas: &[Schema],
        value: &'v Borrowed<'v>,
    ) {
        if !schemas.iter().any(|schema| self.is_match(schema, value)) {
            self.report_no_match(schema, schemas, value);
        }
    }

    pub(super) fn check_exactly_one_of(
        &mut self,
        schema: &Schema,
        schemas: &[Schema],
        value: &'v Borrowed<'v>,
    ) {
        if self.mode == Mode::Response {
            return self.check_any_of(schema, schemas, value);
        }
        // A third match adds nothing to the second.
        match schemas
            .iter()
            .filter(|schema| self.is_match(schema, value))
            .take(2)
            .count()
        {
            0 => self.report_no_match(schema, schemas, value),
            1 => {}
            _ => {
                let message = "must match one alternative, matches several".to_owned();
                self.report(Code::ManyMatch, message, String::new);
            }
        }
    }

    pub(super) fn check_tagged(
        &mut self,
        property: &'static str,
        variants: &[(&str, Schema)],
        members: &'v [Member<'v>],
        value: &'v Borrowed<'v>,
    ) {
        let tag = match find_member(members, property) {
            None => return self.descend(Step::Key(property), Self::report_missing),
            Some(Borrowed::String(tag)) => tag,
            Some(other) => {
                return self.descend(Step::Key(property), |walk| {
                    walk.check(&Schema::string(), other);
                });
            }
        };
        match variants.iter().find(|(listed, _)| *listed == tag) {
            Some((_, schema)) => self.check(schema, value),
            None if self.mode == Mode::Response => {}
            None => self.descend(Step::Key(property), |walk| {
                let tags = describe::quoted(variants.iter().map(|(tag, _)| *tag));
                walk.report(Code::Enum, format!("must be {tags}"), String::new);
            }),
        }
    }

    /// Tries a schema, and returns whether it allows a value.
    fn is_match(&mut self, schema: &Schema, value: &'v Borrowed<'v>) -> bool {
        let violations = mem::take(&mut self.violations);
        let was_trial = mem::replace(&mut self.trial, true);
        self.check(schema, value);
        self.trial = was_trial;
        mem::replace(&mut self.violations, violations).is_empty()
    }

    /// Reports that no alternative matches: in detail if only one is for values of this kind.
    fn report_no_match(&mut self, schema: &Schema, schemas: &[Schema], value: &'v Borrowed<'v>) {
        if self.is_exhausted() {
            return;
        }
        let mut of_kind = schemas.iter().filter(|schema| is_of_kind(schema, value));
        if let (Some(only), None) = (of_kind.next(), of_kind.next()) {
            return self.check(only, value);
        }
        let message = schema.must_be(schema.describe_kind());
        self.report(Code::NoMatch, message, String::new);
    }
}

/// Returns whether a schema is for values of the kind of this one.
fn is_of_kind(schema: &Schema, value: &Borrowed<'_>) -> bool {
    match schema.resolve().kind {
        Kind::Boolean => matches!(value, Borrowed::Bool(_)),
        Kind::Integer(_) | Kind::Number(_) => matches!(value, Borrowed::Number(_)),
        Kind::String(_) => matches!(value, Borrowed::String(_)),
        Kind::Array(_) => matches!(value, Borrowed::Array(_)),
        Kind::Object(_) | Kind::Tagged { .. } => matches!(value, Borrowed::Object(_)),
        Kind::Null => matches!(value, Borrowed::Null),
        Kind::Any
        | Kind::Reference(_)
        | Kind::AnyOf(_)
        | Kind::ExactlyOneOf(_)
        | Kind::AllOf(_) => true,
    }
}
