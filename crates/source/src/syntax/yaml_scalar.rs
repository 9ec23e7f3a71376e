//! The values of YAML scalars.

use super::events::Scalar;
use serde_json::{Number, Value};

/// The value of a scalar: `null`, a boolean, a number or a text, by the core schema of YAML 1.2.
pub(super) fn resolve(scalar: Scalar<'_>) -> Value {
    if !scalar.plain {
        return Value::String(scalar.text.into_owned());
    }
    match &*scalar.text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        text => match number(text) {
            Some(number) => Value::Number(number),
            None => Value::String(scalar.text.into_owned()),
        },
    }
}

/// The number that a plain scalar means. Infinities and NaN do not exist in JSON and stay text.
fn number(text: &str) -> Option<Number> {
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.')) {
        return None;
    }
    let number: serde_yaml::Number = text.parse().ok()?;
    if let Some(number) = number.as_u64() {
        return Some(number.into());
    }
    match number.as_i64() {
        Some(number) => Some(number.into()),
        None => Number::from_f64(number.as_f64()?),
    }
}
