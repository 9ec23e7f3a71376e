//! The walk over a value that collects what is wrong with it.
//!
//! It is bounded whatever the value: in violations ([`MAX_VIOLATIONS`]), in depth ([`MAX_DEPTH`]),
//! and in the steps spent on trying alternatives ([`MAX_TRIAL_STEPS`]), which nested unions would
//! otherwise multiply.

mod alternatives;
mod bounds;
mod place;

use self::place::{Place, Step};
use super::definition::{Access, AdditionalMembers, Items, Kind, Members, Schema};
use super::{Code, Mode, Violation, unique};
use crate::json::{Borrowed, Member, Value};

/// How many violations are collected before the walk stops.
const MAX_VIOLATIONS: usize = 100;

/// How many schemas may be entered inside one another. The JSON parser stops at 128 levels of
/// values; each level may cost a few schemas (a reference, an alternative).
const MAX_DEPTH: usize = 512;

/// How many schemas may be entered, in one walk, while trying alternatives.
const MAX_TRIAL_STEPS: usize = 1_000_000;

impl Schema {
    /// Everything that is wrong with a value, in the order of the value; empty if it is allowed.
    ///
    /// Stops at 100 violations.
    pub fn check(&self, value: &Value, mode: Mode) -> Vec<Violation> {
        self.check_borrowed(&value.into(), mode)
    }

    /// The same of a value that is only looked at. Its keys must differ.
    pub fn check_borrowed(&self, value: &Borrowed<'_>, mode: Mode) -> Vec<Violation> {
        let mut walk = Walk::new(mode);
        walk.check(self, value);
        if walk.is_exhausted() {
            walk.too_complex();
        }
        walk.violations
    }
}

/// A walk over one value.
struct Walk<'v> {
    mode: Mode,
    place: Place<'v>,
    depth: usize,
    /// Whether the walk is inside a secret.
    secret: bool,
    /// Whether an alternative is being tried: the first violation settles it.
    trial: bool,
    trial_steps: usize,
    violations: Vec<Violation>,
}

impl<'v> Walk<'v> {
    fn new(mode: Mode) -> Self {
        Self {
            mode,
            place: Place::default(),
            depth: 0,
            secret: false,
            trial: false,
            trial_steps: 0,
            violations: Vec::new(),
        }
    }

    fn check(&mut self, schema: &Schema, value: &'v Borrowed<'v>) {
        if !self.may_go_on() {
            return;
        }
        let outer = self.secret;
        self.secret |= schema.secret;
        self.depth += 1;
        self.check_kind(schema, value);
        self.depth -= 1;
        self.secret = outer;
    }

    fn check_kind(&mut self, schema: &Schema, value: &'v Borrowed<'v>) {
        if matches!(value, Borrowed::Null) && schema.nullable {
            return;
        }
        match (&schema.kind, value) {
            (Kind::Any, _) | (Kind::Null, Borrowed::Null) | (Kind::Boolean, Borrowed::Bool(_)) => {}
            (Kind::Integer(bounds), Borrowed::Number(number)) => {
                self.integer(schema, bounds, number);
            }
            (Kind::Number(bounds), Borrowed::Number(number)) => self.number(schema, bounds, number),
            (Kind::String(bounds), Borrowed::String(text)) => self.text(schema, bounds, text),
            (Kind::Array(bounds), Borrowed::Array(items)) => self.array(bounds, items),
            (Kind::Object(bounds), Borrowed::Object(members)) => self.object(bounds, members),
            (Kind::Reference(target), _) => self.check(target, value),
            (Kind::AnyOf(schemas), _) => self.any_of(schema, schemas, value),
            (Kind::ExactlyOneOf(schemas), _) => self.exactly_one_of(schema, schemas, value),
            (Kind::AllOf(schemas), _) => {
                schemas.iter().for_each(|schema| self.check(schema, value));
            }
            (Kind::Tagged { property, variants }, Borrowed::Object(members)) => {
                self.tagged(property, variants, members, value);
            }
            _ => {
                let expected = schema.must_be(schema.describe_kind());
                self.report(Code::Type, expected, || format!(", not {}", kind_of(value)));
            }
        }
    }

    fn array(&mut self, bounds: &Items, items: &'v [Borrowed<'v>]) {
        let len = items.len() as u64;
        self.size(
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
            if self.full() {
                return;
            }
            self.inside(Step::Index(index), |walk| walk.check(bounds.item, item));
        }
    }

    fn object(&mut self, bounds: &Members, members: &'v [Member<'v>]) {
        let len = members.len() as u64;
        let (least, most) = (Code::MinProperties, Code::MaxProperties);
        self.size(least, bounds.min, most, bounds.max, len, "member");
        for (key, value) in members {
            if self.full() {
                return;
            }
            self.inside(Step::Key(key), |walk| walk.member(bounds, key, value));
        }
        for key in bounds.required {
            if find(members, key).is_none() && self.expects_from_sender(bounds.property(key)) {
                self.inside(Step::Key(key), Self::missing);
            }
        }
    }

    fn member(&mut self, bounds: &Members, key: &str, value: &'v Borrowed<'v>) {
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

    /// Whether a required property is required of the side that sends this value.
    fn expects_from_sender(&self, property: Option<&Schema>) -> bool {
        property.is_none_or(|schema| match self.mode {
            Mode::Request => schema.access != Access::Read,
            Mode::Response => schema.access != Access::Write,
        })
    }

    fn missing(&mut self) {
        self.report(Code::Required, "is required".to_owned(), String::new);
    }

    /// Runs `visit` one step down.
    fn inside(&mut self, step: Step<'v>, visit: impl FnOnce(&mut Self)) {
        self.place.enter(step);
        visit(self);
        self.place.leave();
    }

    /// Records a violation. `actual` says what the value is like, and is not asked about a secret.
    fn report(&mut self, code: Code, mut message: String, actual: impl FnOnce() -> String) {
        if self.full() {
            return;
        }
        if !self.secret {
            message.push_str(&actual());
        }
        self.violations.push(Violation {
            pointer: self.place.pointer(),
            code,
            message,
        });
    }

    /// Whether nothing more is to be found.
    fn full(&self) -> bool {
        self.violations.len() >= if self.trial { 1 } else { MAX_VIOLATIONS }
    }

    /// Whether the walk may enter another schema.
    fn may_go_on(&mut self) -> bool {
        self.trial_steps += usize::from(self.trial);
        // In a trial it must not look like a match; outside one, it is said once at the end.
        if self.depth >= MAX_DEPTH || (self.trial && self.is_exhausted()) {
            self.too_complex();
            return false;
        }
        !self.is_exhausted() && !self.full()
    }

    /// Whether all steps for trials are spent.
    fn is_exhausted(&self) -> bool {
        self.trial_steps > MAX_TRIAL_STEPS
    }

    fn too_complex(&mut self) {
        let message = "is nested too deeply or has too many alternatives".to_owned();
        self.report(Code::TooComplex, message, String::new);
    }
}

/// The value of a member.
fn find<'m, 't>(members: &'m [Member<'t>], key: &str) -> Option<&'m Borrowed<'t>> {
    let mut members = members.iter();
    members.find(|(own, _)| own == key).map(|(_, value)| value)
}

/// What a value is, with its article.
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
