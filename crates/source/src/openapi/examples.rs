//! Checks of examples and defaults against their schemas.
//!
//! The check is shallow on purpose: types, properties and items, through references and compositions. It finds
//! values that would break generated documentation and defaults (a list for a string), not every violation of a
//! schema.

use super::findings::{At, Change, Findings, Message, Repair};
use super::grammar::{Kind, SCHEMA};
use super::pointer_map::Moves;
use super::wording::describe;
use super::{keys, targets, walk};
use crate::diagnostic::Code;
use crate::{media, pointer};
use serde_json::{Map, Value};

/// The number of schemas that one value is compared with; compositions can multiply without end.
const STEPS: usize = 100;

/// The number of mismatches of one example that are reported.
const SHOWN: usize = 20;

/// The number of comparisons in a document. Beyond it, values are assumed to match.
const ALL_STEPS: usize = 1_000_000;

/// Checks every example and default of the 3.0 dialect; returns the removals of those that do not match.
pub(super) fn check(tree: &mut Value, moves: &Moves, findings: &mut Findings<'_>) -> Vec<Repair> {
    let mut sites = Sites(Vec::new());
    let mut at = pointer::ROOT.to_owned();
    walk::object(tree, &super::grammar::OPENAPI, &mut at, &mut sites);
    let mut repairs = Vec::new();
    let mut left = ALL_STEPS;
    for Site {
        value,
        schema,
        code,
    } in sites.0
    {
        let (Some(example), Some(schema)) =
            (pointer::get(tree, &value), pointer::get(tree, &schema))
        else {
            continue;
        };
        let mut comparison = Comparison {
            tree,
            mismatches: Vec::new(),
            steps: STEPS,
            left,
        };
        comparison.compare(example, schema, &value);
        left = comparison.left;
        for Mismatch { pointer, message } in comparison.mismatches {
            findings.report(code, At::Value(&moves.original(&pointer)), || {
                Message::new(message)
            });
            repairs.push(Repair {
                pointer: value.clone(),
                change: Change::Remove,
            });
        }
    }
    repairs
}

/// An example or default and its schema, by pointers.
struct Site {
    value: String,
    schema: String,
    code: Code,
}

struct Sites(Vec<Site>);

impl walk::Visit for Sites {
    fn object(&mut self, members: &mut Map<String, Value>, kind: &'static Kind, at: &str) {
        if std::ptr::eq(kind, &raw const SCHEMA) {
            for (key, code) in [
                ("example", Code::EXAMPLE_MISMATCH),
                ("default", Code::DEFAULT_MISMATCH),
            ] {
                if members.contains_key(key) {
                    self.0.push(Site {
                        value: pointer::join(at, key),
                        schema: at.to_owned(),
                        code,
                    });
                }
            }
        } else if members.contains_key("schema") && is_json(kind, at) {
            self.add_alongside_schema(members, at);
        }
    }
}

impl Sites {
    /// Parameters, headers and media types have examples alongside their schema.
    fn add_alongside_schema(&mut self, members: &Map<String, Value>, at: &str) {
        let mut push = |value| {
            let code = Code::EXAMPLE_MISMATCH;
            self.0.push(Site {
                value,
                schema: pointer::join(at, "schema"),
                code,
            });
        };
        if members.contains_key("example") {
            push(pointer::join(at, "example"));
        }
        let examples = pointer::join(at, "examples");
        for (name, example) in members
            .get("examples")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            if example.get("value").is_some() {
                push(pointer::join(&pointer::join(&examples, name), "value"));
            }
        }
    }
}

/// Returns whether the examples of an object are JSON values; those of an XML body, for example, are text.
fn is_json(kind: &Kind, at: &str) -> bool {
    if kind.noun != "a media type" {
        return true;
    }
    let Some((_, name)) = pointer::split(at) else {
        return false;
    };
    media::essence(&name) == "*/*" || media::is_json(&name)
}

/// A value in an example that does not match its schema.
struct Mismatch {
    pointer: String,
    message: String,
}

struct Comparison<'t> {
    tree: &'t Value,
    mismatches: Vec<Mismatch>,
    /// The comparisons left for the current value.
    steps: usize,
    /// The comparisons left for the document.
    left: usize,
}

impl Comparison<'_> {
    /// Compares a member or an item with its schema.
    fn compare_child(&mut self, value: &Value, schema: &Value, at: &str) {
        let steps = std::mem::replace(&mut self.steps, STEPS);
        self.compare(value, schema, at);
        self.steps = steps;
    }

    /// Records a mismatch, once for a value however many schemas it does not match.
    fn record_mismatch(&mut self, at: &str, message: String) {
        let known = self
            .mismatches
            .iter()
            .any(|mismatch| mismatch.pointer == at);
        if !known && self.mismatches.len() < SHOWN {
            self.mismatches.push(Mismatch {
                pointer: at.to_owned(),
                message,
            });
        }
    }

    /// Compares a value with a schema, and its members and items with the schemas below. Returns whether the value
    /// itself matches; a value that cannot be compared does.
    fn compare(&mut self, value: &Value, schema: &Value, at: &str) -> bool {
        let (Some(steps), Some(left)) = (self.steps.checked_sub(1), self.left.checked_sub(1))
        else {
            return true;
        };
        (self.steps, self.left) = (steps, left);
        let Some(Value::Object(schema)) = targets::resolve(self.tree, schema) else {
            return true;
        };
        if value.is_null() && is_nullable(schema) {
            return true;
        }
        if let Some(kind) = schema.get("type").and_then(Value::as_str)
            && !has_type(value, kind)
        {
            let message = format!("{} does not match the type `{kind}`", describe(value));
            self.record_mismatch(at, message);
            return false;
        }
        if !list(schema, "allOf").all(|branch| self.compare(value, branch, at))
            || !self.compare_branches(value, schema, at)
        {
            return false;
        }
        match (value, schema.get("items")) {
            (Value::Object(members), _) => self.compare_members(members, schema, at),
            (Value::Array(items), Some(schema)) => {
                for (index, item) in items.iter().enumerate() {
                    self.compare_child(item, schema, &pointer::index(at, index));
                }
            }
            _ => {}
        }
        true
    }

    /// Compares a value with the branches of `oneOf` and `anyOf`, one of which must match.
    fn compare_branches(&mut self, value: &Value, schema: &Map<String, Value>, at: &str) -> bool {
        for keyword in ["oneOf", "anyOf"] {
            let mut branches = list(schema, keyword).peekable();
            if branches.peek().is_none() {
                continue;
            }
            let fits = branches.any(|branch| {
                let mut comparison = Comparison {
                    mismatches: Vec::new(),
                    ..*self
                };
                comparison.compare(value, branch, at);
                (self.steps, self.left) = (comparison.steps, comparison.left);
                comparison.mismatches.is_empty()
            });
            if !fits {
                let message = format!("{} matches no branch of `{keyword}`", describe(value));
                self.record_mismatch(at, message);
                return false;
            }
        }
        true
    }

    fn compare_members(
        &mut self,
        members: &Map<String, Value>,
        schema: &Map<String, Value>,
        at: &str,
    ) {
        let properties = schema.get("properties");
        let others = schema
            .get("additionalProperties")
            .filter(|_| !schema.contains_key(keys::PATTERN_PROPERTIES));
        for (key, member) in members {
            if let Some(schema) = properties
                .and_then(|properties| properties.get(key))
                .or(others)
            {
                self.compare_child(member, schema, &pointer::join(at, key));
            }
        }
    }
}

fn is_nullable(schema: &Map<String, Value>) -> bool {
    schema.get("nullable") == Some(&Value::Bool(true))
        || list(schema, "enum").any(Value::is_null)
        || !schema.contains_key("type")
}

fn has_type(value: &Value, kind: &str) -> bool {
    match (kind, value) {
        ("integer", Value::Number(number)) => {
            number.is_u64()
                || number.is_i64()
                || number.as_f64().is_some_and(|number| number.fract() == 0.0)
        }
        ("string", Value::String(_))
        | ("number", Value::Number(_))
        | ("boolean", Value::Bool(_))
        | ("array", Value::Array(_))
        | ("object", Value::Object(_)) => true,
        ("string" | "integer" | "number" | "boolean" | "array" | "object", _) => false,
        _ => true,
    }
}

fn list<'s>(schema: &'s Map<String, Value>, key: &str) -> impl Iterator<Item = &'s Value> {
    schema
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}
