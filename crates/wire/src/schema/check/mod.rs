//! The validator: a walk over a value that collects violations.
//!
//! The walk is bounded for any value: in violations ([`MAX_VIOLATIONS`]), in depth ([`MAX_DEPTH`]),
//! and in the steps spent on trying alternatives ([`MAX_TRIAL_STEPS`]), which nested unions would
//! otherwise multiply. The path to the current value becomes a JSON pointer only when a violation
//! is reported, since nothing is wrong with most values.

mod alternatives;
mod bounds;
mod path;

use self::path::{Path, Step};
use super::definition::{Access, AdditionalMembers, Items, Kind, Members, Schema};
use super::{Code, Mode, Violation, unique};
use crate::json::{Borrowed, Member, Value};

/// The number of violations after which the walk stops.
const MAX_VIOLATIONS: usize = 100;

/// The maximum depth of schemas entered inside one another. The JSON parser allows 128 levels of
/// values; each level may take a few schemas (a reference, an alternative).
const MAX_DEPTH: usize = 512;

/// The number of schemas that one walk may enter while trying alternatives.
const MAX_TRIAL_STEPS: usize = 1_000_000;

impl Schema {
    /// Returns all violations of a value, in the order of the value; empty if it is valid.
    ///
    /// Stops at 100 violations.
    pub fn check(&self, value: &Value, mode: Mode) -> Vec<Violation> {
        self.check_borrowed(&value.into(), mode)
    }

    /// Like [`check`](Self::check), for a borrowed value. The keys of its objects must be unique.
    pub fn check_borrowed(&self, value: &Borrowed<'_>, mode: Mode) -> Vec<Violation> {
        let mut walk = Walk::new(mode);
        walk.check(self, value);
        if walk.is_exhausted() {
            walk.report_too_complex();
        }
        walk.violations
    }
}

/// A walk over one value.
struct Walk<'v> {
    mode: Mode,
    path: Path<'v>,
    depth: usize,
    /// `true` inside a secret.
    secret: bool,
    /// `true` while an alternative is tried, which the first violation rules out.
    trial: bool,
    trial_steps: usize,
    violations: Vec<Violation>,
}

impl<'v> Walk<'v> {
    fn new(mode: Mode) -> Self {
        Self {
            mode,
            path: Path::default(),
            depth: 0,
            secret: false,
            trial: false,
            trial_steps: 0,
            violations: Vec::new(),
        }
    }

    fn check(&mut self, schema: &Schema, value: &'v Borrowed<'v>) {
        if !self.may_enter_schema() {
            return;
        }
        let was_secret = self.secret;
        self.secret |= schema.secret;
        self.depth += 1;
        self.check_kind(schema, value);
        self.depth -= 1;
        self.secret = was_secret;
    }

    fn check_kind(&mut self, schema: &Schema, value: &'v Borrowed<'v>) {
        if matches!(value, Borrowed::Null) && schema.nullable {
            return;
        }
        match (&schema.kind, value) {
            (Kind::Any, _) | (Kind::Null, Borrowed::Null) | (Kind::Boolean, Borrowed::Bool(_)) => {}
            (Kind::Integer(bounds), Borrowed::Number(number)) => {
                self.check_integer(schema, bounds, number);
            }
            (Kind::Number(bounds), Borrowed::Number(number)) => {
                self.check_number(schema, bounds, number);
            }
            (Kind::String(bounds), Borrowed::String(text)) => self.check_text(schema, bounds, text),
            (Kind::Array(bounds), Borrowed::Array(items)) => self.check_array(bounds, items),
            (Kind::Object(bounds), Borrowed::Object(members)) => self.check_object(bounds, members),
            (Kind::Reference(target), _) => self.check(target, value),
            (Kind::AnyOf(schemas), _) => self.check_any_of(schema, schemas, value),
            (Kind::ExactlyOneOf(schemas), _) => self.check_exactly_one_of(schema, schemas, value),
            (Kind::AllOf(schemas), _) => {
                schemas.iter().for_each(|schema| self.check(schema, value));
            }
            (Kind::Tagged { property, variants }, Borrowed::Object(members)) => {
                self.check_tagged(property, variants, members, value);
            }
            _ => {
                let expected = schema.must_be(schema.describe_kind());
                self.report(Code::Type, expected, || format!(", not {}", kind_of(value)));
            }
        }
    }

    fn check_array(&mut self, bounds: &Items, items: &'v [Borrowed<'v>]) {
        let len = items.len() as u64;
        self.check_size(
            Code::MinItems,
            bounds.min,
            Code::MaxItems,
            bounds.max,
            len,
            "item",
        );
        if bounds.unique {
            if let Some((first, second)) = unique::find_equal(items) {
                let message = format!("must have no equal items, {first} and {second} are");
                self.report(Code::UniqueItems, message, String::new);
            }
        }
        for (index, item) in items.iter().enumerate() {
            if self.is_full() {
                return;
            }
            self.descend(Step::Index(index), |walk| walk.check(bounds.item, item));
        }
    }

    fn check_object(&mut self, bounds: &Members, members: &'v [Member<'v>]) {
        let len = members.len() as u64;
        let (least, most) = (Code::MinProperties, Code::MaxProperties);
        self.check_size(least, bounds.min, most, bounds.max, len, "member");
        for (key, value) in members {
            if self.is_full() {
                return;
            }
            self.descend(Step::Key(key), |walk| walk.check_member(bounds, key, value));
        }
        for key in bounds.required {
            if find_member(members, key).is_none() && self.expects_from_sender(bounds.property(key))
            {
                self.descend(Step::Key(key), Self::report_missing);
            }
        }
    }

    fn check_member(&mut self, bounds: &Members, key: &str, value: &'v Borrowed<'v>) {
        match (bounds.property(key), self.mode) {
            (Some(schema), Mode::Request) if schema.access == Access::Read => {}
            (Some(schema), Mode::Response) if schema.access == Access::Write => {
                let message = "must not be in a response".to_owned();
                self.report(Code::WriteOnly, message, String::new);
            }
            (Some(schema), _) => self.check(schema, value),
            (None, mode) => match bounds.additional {
                AdditionalMembers::Refused if mode == Mode::Request => {
                    let message = "is not a known property".to_owned();
                    self.report(Code::UnknownProperty, message, String::new);
                }
                AdditionalMembers::Any | AdditionalMembers::Refused => {}
                AdditionalMembers::Typed(schema) => self.check(schema, value),
            },
        }
    }

    /// Returns whether a required property is required of the side that sends this value.
    fn expects_from_sender(&self, property: Option<&Schema>) -> bool {
        property.is_none_or(|schema| match self.mode {
            Mode::Request => schema.access != Access::Read,
            Mode::Response => schema.access != Access::Write,
        })
    }

    fn report_missing(&mut self) {
        self.report(Code::Required, "is required".to_owned(), String::new);
    }

    /// Calls `visit` with the path extended by one step.
    fn descend(&mut self, step: Step<'v>, visit: impl FnOnce(&mut Self)) {
        self.path.enter(step);
        visit(self);
        self.path.leave();
    }

    /// Records a violation. `actual` describes the value, and is not called for a secret.
    fn report(&mut self, code: Code, mut message: String, actual: impl FnOnce() -> String) {
        if self.is_full() {
            return;
        }
        if !self.secret {
            message.push_str(&actual());
        }
        self.violations.push(Violation {
            pointer: self.path.to_pointer(),
            code,
            message,
        });
    }

    /// Returns whether enough violations have been found.
    fn is_full(&self) -> bool {
        self.violations.len() >= if self.trial { 1 } else { MAX_VIOLATIONS }
    }

    /// Returns whether the walk may enter another schema.
    fn may_enter_schema(&mut self) -> bool {
        self.trial_steps += usize::from(self.trial);
        // A trial must not end as a match. Outside of trials it is reported once, at the end.
        if self.depth >= MAX_DEPTH || (self.trial && self.is_exhausted()) {
            self.report_too_complex();
            return false;
        }
        !self.is_exhausted() && !self.is_full()
    }

    /// Returns whether all steps for trials are spent.
    fn is_exhausted(&self) -> bool {
        self.trial_steps > MAX_TRIAL_STEPS
    }

    fn report_too_complex(&mut self) {
        let message = "is nested too deeply or has too many alternatives".to_owned();
        self.report(Code::TooComplex, message, String::new);
    }
}

/// Returns the value of the member with this key.
fn find_member<'m, 't>(members: &'m [Member<'t>], key: &str) -> Option<&'m Borrowed<'t>> {
    let mut members = members.iter();
    members
        .find(|(name, _)| name == key)
        .map(|(_, value)| value)
}

/// The kind of a value, with its article.
fn kind_of(value: &Borrowed<'_>) -> &'static str {
    match value {
        Borrowed::Null => "null",
        Borrowed::Bool(_) => "a boolean",
        Borrowed::Number(_) => "a number",
        Borrowed::String(_) => "a string",
        Borrowed::Array(_) => "a list",
        Borrowed::Object(_) => "an object",
    }
}
