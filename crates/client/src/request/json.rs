//! Writes a value as JSON text, for JSON inside of multipart bodies.
//!
//! Numbers keep the digits of their type, as they do in styles.

use super::reason::Reason;
use graphwright_wire::style::Value;

/// Writes a value as JSON.
pub(super) fn json_text(value: &Value) -> Result<String, Reason> {
    let mut out = String::new();
    write(&mut out, value)?;
    Ok(out)
}

fn write(out: &mut String, value: &Value) -> Result<(), Reason> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Scalar(text) => write_string(out, text)?,
        Value::Literal(text) => out.push_str(text),
        Value::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                write_separator(out, index);
                write(out, item)?;
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (index, (key, value)) in members.iter().enumerate() {
                write_separator(out, index);
                write_string(out, key)?;
                out.push(':');
                write(out, value)?;
            }
            out.push('}');
        }
        Value::File(_) => return Err("a file must be a separate part".into()),
    }
    Ok(())
}

fn write_separator(out: &mut String, index: usize) {
    if index > 0 {
        out.push(',');
    }
}

fn write_string(out: &mut String, text: &str) -> Result<(), Reason> {
    let quoted = serde_json::to_string(text).map_err(|error| Reason(error.to_string()))?;
    out.push_str(&quoted);
    Ok(())
}
