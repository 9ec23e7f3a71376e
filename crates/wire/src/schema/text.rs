//! Values as raw text: parameters and headers.

use super::definition::{Kind, Schema};
use super::{Code, Mode, Violation};
use crate::json::{self, Number, Value};

/// The maximum depth of nested lists and alternatives.
const MAX_DEPTH: usize = 16;

impl Schema {
    /// Parses the text of a parameter into a JSON value, so that parameters can be checked like
    /// bodies.
    ///
    /// A string is the text itself. A list is its items separated by commas (parameter styles
    /// `simple`, and `form` without `explode`); an object is JSON text. Of alternatives, the first
    /// counts that the text can be parsed as and that allows the result.
    ///
    /// Fails if the text cannot be a value of this kind. Bounds are left to [`Schema::check`].
    pub fn parse_text(&self, text: &str) -> Result<Value, Violation> {
        self.parse(text, 0).ok_or_else(|| {
            let expected = match self.resolve().kind {
                Kind::Array(items) => {
                    format!("values separated by commas, each {}", items.item.describe())
                }
                _ => self.describe_kind(),
            };
            Violation::new("", Code::Type, self.must_be(expected))
        })
    }

    /// Parses the text of a parameter and checks the value.
    pub fn check_text(&self, text: &str, mode: Mode) -> Result<Value, Vec<Violation>> {
        let value = self.parse_text(text).map_err(|violation| vec![violation])?;
        let violations = self.check(&value, mode);
        if violations.is_empty() {
            Ok(value)
        } else {
            Err(violations)
        }
    }

    fn parse(&self, text: &str, depth: usize) -> Option<Value> {
        if depth > MAX_DEPTH {
            return None;
        }
        let schema = self.resolve();
        match schema.kind {
            Kind::Any | Kind::String(_) => Some(text.into()),
            _ if schema.nullable && text == "null" => Some(Value::Null),
            Kind::Null => matches!(text, "" | "null").then_some(Value::Null),
            Kind::Boolean => text.parse().ok().map(Value::Bool),
            Kind::Integer(_) => parse_number(text)
                .filter(|n| !n.is_f64())
                .map(Value::Number),
            Kind::Number(_) => parse_number(text).map(Value::Number),
            Kind::Array(_) if text.is_empty() => Some(Value::Array(Vec::new())),
            Kind::Array(items) => text
                .split(',')
                .map(|item| items.item.parse(item, depth + 1))
                .collect(),
            Kind::Object(_) | Kind::Tagged { .. } => {
                json::from_str(text).ok().filter(Value::is_object)
            }
            Kind::AnyOf(schemas) | Kind::ExactlyOneOf(schemas) => {
                schemas.iter().find_map(|schema| {
                    let value = schema.parse(text, depth + 1)?;
                    schema
                        .check(&value, Mode::Request)
                        .is_empty()
                        .then_some(value)
                })
            }
            Kind::AllOf(schemas) => schemas.first()?.parse(text, depth + 1),
            // A cycle of references allows no value.
            Kind::Reference(_) => None,
        }
    }
}

/// Parses a JSON number (RFC 8259, section 6) that is not surrounded by blanks.
fn parse_number(text: &str) -> Option<Number> {
    text.ends_with(|c: char| c.is_ascii_digit())
        .then(|| json::from_str(text).ok())?
        .filter(|_| !text.starts_with(char::is_whitespace))
}
