//! Descriptions of schemas in words.

use super::definition::{Kind, Schema};
use super::format;

/// The number of listed values or alternatives that are named.
const MAX_NAMED: usize = 12;

/// The number of references that are followed. A cycle of references, which allows no value, ends
/// here.
const MAX_HOPS: usize = 32;

impl Schema {
    /// Describes the expected value as a noun phrase: `a string`, `one of "Member", "Guest"`, `a
    /// UUID`.
    ///
    /// For documentation and messages. It does not mention bounds on size.
    pub fn describe(&self) -> String {
        match self.expects {
            Some(words) => words.to_owned(),
            None => self.describe_kind(),
        }
    }

    /// Returns `must be` and the schema's own description of the expected value, or else the given
    /// one.
    pub(super) fn must_be(&self, expected: String) -> String {
        format!("must be {}", self.expects.map_or(expected, str::to_owned))
    }

    /// Describes the kind of value, and alternatives one by one.
    pub(super) fn describe_kind(&self) -> String {
        let schema = self.resolve();
        match schema.kind {
            Kind::AnyOf(schemas) | Kind::ExactlyOneOf(schemas) => {
                let names = schemas
                    .iter()
                    .map(|schema| schema.resolve().describe_simple());
                join_names(names.collect(), " or ")
            }
            _ => schema.describe_simple(),
        }
    }

    /// Describes a schema that is not a list of alternatives.
    fn describe_simple(&self) -> String {
        if let Some(words) = self.expects {
            return words.to_owned();
        }
        let words = match self.kind {
            Kind::Null => "null",
            Kind::Boolean => "true or false",
            Kind::Integer(bounds) if !bounds.values.is_empty() => {
                return one_of(bounds.values.iter().map(ToString::to_string).collect());
            }
            Kind::Integer(_) => "an integer",
            Kind::Number(_) => "a number",
            Kind::String(bounds) if !bounds.values.is_empty() => {
                return quoted(bounds.values.iter().copied());
            }
            Kind::String(bounds) => bounds
                .format
                .and_then(format::describe_text)
                .unwrap_or("a string"),
            Kind::Array(_) => "a list",
            Kind::Object(_) | Kind::Tagged { .. } => "an object",
            Kind::Any
            | Kind::Reference(_)
            | Kind::AnyOf(_)
            | Kind::ExactlyOneOf(_)
            | Kind::AllOf(_) => "an allowed value",
        };
        words.to_owned()
    }

    /// Follows references to the schema at their end.
    pub(super) fn resolve(&self) -> &Self {
        let mut schema = self;
        for _ in 0..MAX_HOPS {
            match schema.kind {
                Kind::Reference(target) => schema = target,
                _ => break,
            }
        }
        schema
    }
}

/// Returns `one of "a", "b"`.
pub(super) fn quoted<'a>(values: impl Iterator<Item = &'a str>) -> String {
    one_of(values.map(|value| format!("{value:?}")).collect())
}

fn one_of(values: Vec<String>) -> String {
    let prefix = if values.len() > 1 { "one of " } else { "" };
    format!("{prefix}{}", join_names(values, ", "))
}

/// Joins the first few names, and counts the others.
fn join_names(mut names: Vec<String>, separator: &str) -> String {
    names.dedup();
    let more = names.len().saturating_sub(MAX_NAMED);
    names.truncate(MAX_NAMED);
    let listed = names.join(separator);
    if more == 0 {
        listed
    } else {
        format!("{listed}{separator}{more} more")
    }
}
