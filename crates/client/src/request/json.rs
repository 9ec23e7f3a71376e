//! A parameter's value as JSON text, for what is JSON inside something else.
//!
//! Numbers keep the digits of their own type, as they do in styles.

use super::reason::Reason;
use super::value::Value;

/// The JSON text of a value.
pub(super) fn text(value: &Value) -> Result<String, Reason> {
    let mut out = String::new();
    write(&mut out, value)?;
    Ok(out)
}

fn write(out: &mut String, value: &Value) -> Result<(), Reason> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Scalar(text) => quote(out, text)?,
        Value::Literal(text) => out.push_str(text),
        Value::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                separate(out, index);
                write(out, item)?;
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (index, (key, value)) in members.iter().enumerate() {
                separate(out, index);
                quote(out, key)?;
                out.push(':');
                write(out, value)?;
            }
            out.push('}');
        }
        Value::File(_) => return Err("a file must be a part of its own".into()),
    }
    Ok(())
}

fn separate(out: &mut String, index: usize) {
    if index > 0 {
        out.push(',');
    }
}

fn quote(out: &mut String, text: &str) -> Result<(), Reason> {
    let quoted = serde_json::to_string(text).map_err(|error| Reason(error.to_string()))?;
    out.push_str(&quoted);
    Ok(())
}
