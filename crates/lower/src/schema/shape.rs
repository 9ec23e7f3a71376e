//! What a schema is at first sight, by its keywords alone.

use super::Reason;
use super::object::is_closed;
use crate::node::Node;
use graphwright_source::openapi::keys;

/// The kinds of schema that are lowered differently.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shape<'a> {
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

/// What a schema is, or why nothing here fits it.
pub(super) fn of<'a>(node: &Node<'a>) -> Result<Shape<'a>, Reason> {
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
    if node.has(keys::PREFIX_ITEMS) {
        return Err("it is a tuple".to_owned());
    }
    if !node.list("enum").is_empty() {
        return Ok(Shape::Enum);
    }
    if node.has(keys::TYPES) {
        return Ok(Shape::Union);
    }
    Ok(match node.str("type") {
        Some("object") => object(node),
        Some("array") => Shape::List,
        Some(scalar) => Shape::Scalar(scalar),
        None if node.has("properties")
            || node.has(keys::PATTERN_PROPERTIES)
            || node.has("additionalProperties")
            || node.has("required") =>
        {
            object(node)
        }
        None if node.has("items") => Shape::List,
        None => Shape::Anything,
    })
}

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

/// Whether a schema offers a choice that changes the type of the value.
fn is_union(node: &Node<'_>) -> bool {
    let is_choice = |key: &&str| !node.list(key).is_empty() && !only_bounds(node, key);
    ["oneOf", "anyOf"].iter().any(is_choice)
}

/// Whether a choice, `oneOf` or `anyOf`, only bounds what the other keywords describe: between sets
/// of required properties, for example.
pub(super) fn only_bounds(node: &Node<'_>, key: &str) -> bool {
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

/// Whether a schema says anything about the type of a value, rather than describing or bounding it.
pub(super) fn is_structural(node: &Node<'_>) -> bool {
    node.str("type").is_some_and(|ty| ty != "object")
        || node.map.keys().any(|key| STRUCTURE.contains(&key.as_str()))
}
