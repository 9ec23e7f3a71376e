//! Bounds on values, copied as the document gives them.

use crate::format;
use crate::reader::Node;
use graphwright_ir::{Bound, Scalar, Slot, TypeRef};
use graphwright_source::openapi::keys;
use serde_json::Value;

/// Adds to a slot what a schema bounds, as far as it bounds values of the slot's type.
pub(super) fn add(slot: &mut Slot, node: &Node<'_>) {
    let is_map = matches!(slot.ty, TypeRef::Map(_));
    let is_struct = node.has("properties");
    let bounds = &mut slot.constraints;
    or(
        &mut bounds.minimum,
        bound(node, "minimum", "exclusiveMinimum"),
    );
    or(
        &mut bounds.maximum,
        bound(node, "maximum", "exclusiveMaximum"),
    );
    or(&mut bounds.multiple_of, number(node, "multipleOf"));
    or(&mut bounds.min_length, node.count("minLength"));
    or(&mut bounds.max_length, node.count("maxLength"));
    or(&mut bounds.pattern, node.str("pattern").map(str::to_owned));
    or(&mut bounds.format, checked_format(node));
    or(&mut bounds.min_items, node.count("minItems"));
    or(&mut bounds.max_items, node.count("maxItems"));
    bounds.unique_items |= node.flag("uniqueItems");
    if is_map && !is_struct {
        or(&mut bounds.min_properties, node.count("minProperties"));
        or(&mut bounds.max_properties, node.count("maxProperties"));
    }
}

/// The later bound, if there is one.
fn or<T>(bound: &mut Option<T>, new: Option<T>) {
    if new.is_some() {
        *bound = new;
    }
}

fn bound(node: &Node<'_>, key: &str, exclusive: &str) -> Option<Bound> {
    Some(Bound {
        value: number(node, key)?,
        exclusive: node.flag(exclusive),
    })
}

/// A number as JSON text, with every digit that the document has.
pub(crate) fn number(node: &Node<'_>, key: &str) -> Option<String> {
    let exact = node
        .value(keys::EXACT)
        .and_then(|exact| exact.get(key)?.as_str());
    match (exact, node.value(key)) {
        (Some(exact), _) => Some(exact.to_owned()),
        (None, Some(Value::Number(number))) => Some(number.to_string()),
        _ => None,
    }
}

/// The format, where validators look at it.
fn checked_format(node: &Node<'_>) -> Option<String> {
    let format = node.str("format")?;
    let row = format::find(node.str("type")?, format)?;
    (row.checked && node.list("enum").is_empty()).then(|| format.to_ascii_lowercase())
}

/// Returns whether only an unsigned 64-bit integer reaches both bounds.
pub(super) fn needs_u64(node: &Node<'_>) -> bool {
    let reaches = |key| number(node, key).and_then(|text| text.parse::<u64>().ok());
    reaches("minimum").is_some()
        && reaches("maximum").is_some_and(|maximum| i64::try_from(maximum).is_err())
}

/// Returns whether numbers of this scalar are written without a fraction.
pub(crate) fn is_integer(scalar: Scalar) -> bool {
    matches!(scalar, Scalar::I32 | Scalar::I64 | Scalar::U64)
}
