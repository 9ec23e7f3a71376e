//! Alternatives: `anyOf`, `oneOf` and discriminated unions.

use super::super::definition::{Kind, Schema};
use super::super::{Code, Mode, describe};
use super::place::Step;
use super::{Walk, find};
use crate::json::{Borrowed, Member};
use std::mem;

impl<'v> Walk<'v> {
    pub(super) fn any_of(&mut self, schema: &Schema, schemas: &[Schema], value: &'v Borrowed<'v>) {
        if !schemas.iter().any(|schema| self.fits(schema, value)) {
            self.no_match(schema, schemas, value);
        }
    }

    pub(super) fn exactly_one_of(
        &mut self,
        schema: &Schema,
        schemas: &[Schema],
        value: &'v Borrowed<'v>,
    ) {
        if self.mode == Mode::Response {
            return self.any_of(schema, schemas, value);
        }
        // The third match says no more than the second.
        match schemas
            .iter()
            .filter(|schema| self.fits(schema, value))
            .take(2)
            .count()
        {
            0 => self.no_match(schema, schemas, value),
            1 => {}
            _ => {
                let message = "must match one alternative, matches several".to_owned();
                self.report(Code::ManyMatch, message, String::new);
            }
        }
    }

    pub(super) fn tagged(
        &mut self,
        property: &'static str,
        variants: &[(&str, Schema)],
        members: &'v [Member<'v>],
        value: &'v Borrowed<'v>,
    ) {
        let tag = match find(members, property) {
            None => return self.inside(Step::Key(property), Self::missing),
            Some(Borrowed::String(tag)) => tag,
            Some(other) => {
                return self.inside(Step::Key(property), |walk| {
                    walk.check(&Schema::string(), other);
                });
            }
        };
        match variants.iter().find(|(listed, _)| *listed == tag) {
            Some((_, schema)) => self.check(schema, value),
            None if self.mode == Mode::Response => {}
            None => self.inside(Step::Key(property), |walk| {
                let tags = describe::quoted(variants.iter().map(|(tag, _)| *tag));
                walk.report(Code::Enum, format!("must be {tags}"), String::new);
            }),
        }
    }

    /// Whether a schema allows a value.
    fn fits(&mut self, schema: &Schema, value: &'v Borrowed<'v>) -> bool {
        let outer = mem::take(&mut self.violations);
        let nested = mem::replace(&mut self.trial, true);
        self.check(schema, value);
        self.trial = nested;
        mem::replace(&mut self.violations, outer).is_empty()
    }

    /// Says why no alternative fits: in detail if only one is meant for values of this kind.
    fn no_match(&mut self, schema: &Schema, schemas: &[Schema], value: &'v Borrowed<'v>) {
        if self.is_exhausted() {
            return;
        }
        let mut meant = schemas.iter().filter(|schema| is_meant_for(schema, value));
        if let (Some(only), None) = (meant.next(), meant.next()) {
            return self.check(only, value);
        }
        let message = schema.must_be(schema.describe_kind());
        self.report(Code::NoMatch, message, String::new);
    }
}

/// Whether a schema is about values of this kind.
fn is_meant_for(schema: &Schema, value: &Borrowed<'_>) -> bool {
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
