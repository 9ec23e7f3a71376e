//! The shape of a schema at first sight, by its keywords alone.

use super::node::Node;
use crate::report::Reason;
use graphwright_source::openapi::keys;
use serde_json::{Map, Value};

/// The kinds of schema that are lowered differently.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Shape<'a> {
    /// Nothing but a `$ref`.
    Reference(&'a str),
    /// An `allOf`, perhaps with more beside it.
    AllOf,
    /// A `oneOf` or `anyOf` between different things, perhaps with more beside it, or several types.
    Union,
    /// A list of values.
    Enum,
    /// An object with properties, or one that must be empty.
    Object,
    /// An object without properties of its own.
    Map,
    /// A list.
    List,
    /// A scalar, by the name of its type.
    Scalar(&'a str),
    /// No type and nothing that would tell one.
    Anything,
}

/// Returns the shape of a schema, or why nothing here fits it.
pub(crate) fn of<'a>(node: &Node<'a>) -> Result<Shape<'a>, Reason> {
    if let Some(reference) = node.reference() {
        return Ok(Shape::Reference(reference));
    }
    if node.flag(keys::NEVER) {
        return Err("no value fits it".to_owned());
    }
    if !node.list("allOf").is_empty() {
        return Ok(Shape::AllOf);
    }
    if is_union(node) {
        return Ok(Shape::Union);
    }
    Ok(own(node))
}

/// Returns the shape of a schema by its own keywords, whatever it is all or one of besides.
pub(crate) fn own<'a>(node: &Node<'a>) -> Shape<'a> {
    match *listed_types(node) {
        [] if node.list("enum").is_empty() => {}
        [] | ["boolean" | "integer" | "number" | "string"] => return Shape::Enum,
        ["object"] => return object(node),
        ["array"] => return Shape::List,
        // The type says which of the values count.
        _ if node.has("type") => {}
        _ => return Shape::Union,
    }
    if node.has(keys::TYPES) {
        return Shape::Union;
    }
    match node.str("type") {
        Some("object") => object(node),
        Some("array") => Shape::List,
        Some(scalar) => Shape::Scalar(scalar),
        None if OF_OBJECTS.iter().any(|key| node.has(key)) => object(node),
        None if node.has("items") || node.has(keys::PREFIX_ITEMS) => Shape::List,
        None => Shape::Anything,
    }
}

/// The schemas that the items of a list fit: that of each position of a tuple, and of all others.
pub(crate) fn items<'a>(node: &Node<'a>) -> Vec<Node<'a>> {
    let rest = node.child("items");
    node.items(keys::PREFIX_ITEMS)
        .chain(rest.filter(|rest| !rest.flag(keys::NEVER)))
        .collect()
}

/// The types of the values that a schema lists, null apart; integers among numbers are numbers.
pub(crate) fn listed_types(node: &Node<'_>) -> Vec<&'static str> {
    let mut types = Vec::new();
    for value in node.list("enum") {
        let ty = match value {
            Value::Null => continue,
            Value::Bool(_) => "boolean",
            Value::Number(number) if number.is_f64() => "number",
            Value::Number(_) => "integer",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        };
        if !types.contains(&ty) {
            types.push(ty);
        }
    }
    if types.contains(&"number") {
        types.retain(|ty| *ty != "integer");
    }
    types
}

/// The keywords that only objects have.
const OF_OBJECTS: &[&str] = &[
    "properties",
    keys::PATTERN_PROPERTIES,
    "additionalProperties",
    "required",
];

fn object<'a>(node: &Node<'a>) -> Shape<'a> {
    let properties = node
        .child("properties")
        .is_some_and(|properties| !properties.map.is_empty());
    if properties || is_closed(node) {
        Shape::Object
    } else {
        Shape::Map
    }
}

/// Returns whether a schema offers a choice that changes the type of the value.
fn is_union(node: &Node<'_>) -> bool {
    let is_choice = |key: &&str| !node.list(key).is_empty() && !only_bounds(node, key);
    ["oneOf", "anyOf"].iter().any(is_choice)
}

/// Returns whether a choice, `oneOf` or `anyOf`, only bounds what the other keywords describe: between sets
/// of required properties, for example.
pub(crate) fn only_bounds(node: &Node<'_>, key: &str) -> bool {
    let described = node.has("properties") || node.str("type").is_some();
    let bounds = |branch: Node<'_>| {
        let mut keys = branch
            .map
            .keys()
            .filter(|key| STRUCTURE.contains(&key.as_str()));
        branch.str("type").is_none_or(|ty| ty == "object") && keys.all(|key| key == "required")
    };
    described && !node.list(key).is_empty() && node.items(key).all(bounds)
}

/// The keywords that decide about the type of a value, `type` itself apart.
const STRUCTURE: &[&str] = &[
    "$ref",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "enum",
    "oneOf",
    "anyOf",
    "allOf",
    "not",
    keys::TYPES,
    keys::PREFIX_ITEMS,
    keys::PATTERN_PROPERTIES,
    keys::NEVER,
];

/// Returns whether a schema says nothing at all about the type of a value.
pub(crate) fn is_silent(node: &Node<'_>) -> bool {
    !is_structural(node) && node.str("type").is_none()
}

/// Returns whether a schema says anything about the type of a value, rather than describing or bounding it.
pub(crate) fn is_structural(node: &Node<'_>) -> bool {
    node.str("type").is_some_and(|ty| ty != "object")
        || node.map.keys().any(|key| STRUCTURE.contains(&key.as_str()))
}

/// Returns whether an object may have no members but its properties.
pub(crate) fn is_closed(node: &Node<'_>) -> bool {
    refuses_others(node) && !node.has(keys::PATTERN_PROPERTIES)
}

/// Returns whether an object has no members but those that it describes, by name or by pattern.
pub(crate) fn refuses_others(node: &Node<'_>) -> bool {
    node.value("additionalProperties") == Some(&Value::Bool(false))
}

/// Returns whether null alone fits a schema, or is all that it says.
pub(crate) fn is_null(schema: &Map<String, Value>) -> bool {
    let nothing_else =
        |values: &Value| matches!(values.as_array().map(Vec::as_slice), Some([Value::Null]));
    schema.get("type").is_some_and(|ty| ty == "null")
        || schema.get("enum").is_some_and(nothing_else)
        || schema.get("nullable") == Some(&Value::Bool(true)) && schema.len() == 1
}
