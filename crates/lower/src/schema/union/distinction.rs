//! How the members of a choice are told apart.

use super::JsonType;
use crate::reader::Node;
use crate::reader::shape::listed_types;
use crate::schema::enumeration::{literal, text};
use crate::schema::ways::Overlap;
use graphwright_ir::{Dispatch, JsonKind, KnownKey, Literal, Shape, TagValue, VariantIndex};
use graphwright_source::pointer;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// The things to tell a member of a choice by.
pub(in crate::schema) struct Looks<'a> {
    /// The type that its values have in JSON.
    pub ty: JsonType,
    /// The `$ref` to it, where it is one.
    pub reference: Option<&'a str>,
    /// The tag that it has by `x-ms-discriminator-value`.
    pub tag: Option<&'a str>,
    /// The objects that its values are all of, where they are always the same ones.
    pub parts: Option<Vec<Node<'a>>>,
}

/// How a value finds its member: by tag or by shape, where that is certain.
///
/// If members overlap, a value may have the keys of several, so that keys do not tell.
pub(in crate::schema) fn dispatch(
    tagged: Option<&Node<'_>>,
    looks: &[Looks<'_>],
    overlap: Overlap,
) -> Option<Dispatch> {
    tagged
        .and_then(|node| by_tag(node, looks))
        .or_else(|| by_shape(looks, overlap))
}

/// By the property that the `discriminator` names (`OpenAPI` 3.0.3, "Discriminator Object").
fn by_tag(node: &Node<'_>, looks: &[Looks<'_>]) -> Option<Dispatch> {
    let discriminator = node.child("discriminator")?;
    let wire = discriminator.str("propertyName")?;
    let mut values = mapped(&discriminator, looks)?;
    let done: HashSet<usize> = values.iter().map(|tag| tag.variant.0).collect();
    let mut tags: HashSet<String> = values.iter().map(|tag| tag.value.clone()).collect();
    for (index, member) in looks.iter().enumerate() {
        if done.contains(&index) {
            continue;
        }
        let parts = member.parts.as_deref();
        let constants = parts.and_then(|parts| constants(parts, wire));
        let own: Vec<String> = match (constants, member.tag) {
            (Some(constants), _) => constants.into_iter().map(text).collect(),
            (None, Some(tag)) => vec![tag.to_owned()],
            (None, None) => vec![component(member.reference?)?],
        };
        for tag in own {
            if !tags.insert(tag.clone()) {
                return None;
            }
            values.push(TagValue {
                value: tag,
                variant: VariantIndex(index),
            });
        }
    }
    let parts = looks.iter().filter_map(|member| member.parts.as_deref());
    let types = parts.filter_map(|parts| tag_type(parts, wire));
    let Some(ty) = types.into_iter().find(|ty| *ty != "string") else {
        return Some(Dispatch::Tag {
            wire: wire.to_owned(),
            values,
        });
    };
    // The mapping has names of members, so that numbers are texts there.
    let shapes = values.iter().map(|tag| {
        let value = constant(&tag.value, ty)?;
        Some(with_key(wire, Some(value), tag.variant.0))
    });
    Some(Dispatch::Shape(shapes.collect::<Option<_>>()?))
}

/// The rows of a `mapping` that lead to members; `None` where two members are the same schema.
fn mapped(discriminator: &Node<'_>, looks: &[Looks<'_>]) -> Option<Vec<TagValue>> {
    let mut targets: HashMap<&str, usize> = HashMap::new();
    for (index, member) in looks.iter().enumerate() {
        if let Some(reference) = member.reference
            && targets.insert(reference, index).is_some()
        {
            return None;
        }
    }
    let find = |target: &str| {
        let component = format!("#/components/schemas/{target}");
        targets
            .get(target)
            .or_else(|| targets.get(component.as_str()))
            .copied()
    };
    let rows = discriminator.child("mapping");
    let rows = rows.iter().flat_map(|mapping| mapping.map.iter());
    let values = rows.filter_map(|(tag, target)| {
        Some(TagValue {
            value: tag.clone(),
            variant: VariantIndex(find(target.as_str()?)?),
        })
    });
    Some(values.collect())
}

/// The key of the component that a `$ref` leads to.
fn component(reference: &str) -> Option<String> {
    let key = reference.strip_prefix("#/components/schemas/")?;
    Some(pointer::unescape(key).into_owned())
}

/// By what the JSON looks like: its type, and among objects a value or a key that only one has.
fn by_shape(looks: &[Looks<'_>], overlap: Overlap) -> Option<Dispatch> {
    let mut shapes = Vec::with_capacity(looks.len());
    let is_object = |(_, member): &(usize, &Looks<'_>)| member.ty == JsonType::Object;
    let objects: Vec<_> = looks.iter().enumerate().filter(is_object).collect();
    match objects.as_slice() {
        [] => {}
        [(index, _)] => shapes.push(of_kind(JsonKind::Object, *index)),
        several => {
            let parts = several
                .iter()
                .map(|(index, member)| Some((*index, member.parts.as_deref()?)));
            shapes.extend(tell_objects(&parts.collect::<Option<Vec<_>>>()?, overlap)?);
        }
    }
    let mut seen = HashSet::new();
    for (index, member) in looks.iter().enumerate() {
        if member.ty == JsonType::Object {
            continue;
        }
        if !seen.insert(member.ty) {
            return None;
        }
        shapes.push(of_kind(member.ty.kind(), index));
    }
    // Every integer is a number too.
    shapes.sort_by_key(|shape| shape.kind == JsonKind::Number);
    Some(Dispatch::Shape(shapes))
}

/// The index of a member that is an object, and the objects that it is all of.
type Object<'p, 'a> = (usize, &'p [Node<'a>]);

/// Tells objects apart by a property that has other values in each, or by keys that each must have
/// and that no other knows; one may be left that has neither. A property that may be absent is the
/// last resort: a value without it is kept as it came.
fn tell_objects(objects: &[Object<'_, '_>], overlap: Overlap) -> Option<Vec<Shape>> {
    by_constant(objects, Properties::Required)
        .or_else(|| by_key(objects).filter(|_| overlap == Overlap::Never))
        .or_else(|| by_constant(objects, Properties::All))
}

/// The properties that may tell objects apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Properties {
    Required,
    All,
}

fn by_constant(objects: &[Object<'_, '_>], among: Properties) -> Option<Vec<Shape>> {
    let (_, first) = objects.first()?;
    names(first).into_iter().find_map(|wire| {
        let mut seen = HashSet::new();
        let mut shapes = Vec::new();
        for (index, parts) in objects {
            if among == Properties::Required && !required(parts).contains(wire) {
                return None;
            }
            for value in constants(parts, wire)? {
                if !seen.insert(value.to_string()) {
                    return None;
                }
                shapes.push(with_key(wire, Some(literal(value)), *index));
            }
        }
        Some(shapes)
    })
}

fn by_key(objects: &[Object<'_, '_>]) -> Option<Vec<Shape>> {
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (_, parts) in objects {
        let all: HashSet<&str> = names(parts).into_iter().collect();
        for wire in all {
            *known.entry(wire).or_default() += 1;
        }
    }
    let mut shapes = Vec::with_capacity(objects.len());
    let mut rest = None;
    for (index, parts) in objects {
        let mut own: Vec<&str> = required(parts)
            .into_iter()
            .filter(|wire| known.get(wire) == Some(&1))
            .collect();
        own.sort_unstable();
        match own.first() {
            Some(wire) => shapes.push(with_key(wire, None, *index)),
            None if rest.is_none() => rest = Some(of_kind(JsonKind::Object, *index)),
            None => return None,
        }
    }
    shapes.extend(rest);
    Some(shapes)
}

/// The shape of the objects that have a key, with a value or with any.
fn with_key(wire: &str, value: Option<Literal>, index: usize) -> Shape {
    let key = KnownKey {
        wire: wire.to_owned(),
        value,
    };
    of_kind(JsonKind::ObjectWith(vec![key]), index)
}

fn of_kind(kind: JsonKind, index: usize) -> Shape {
    Shape {
        kind,
        variant: VariantIndex(index),
    }
}

/// The properties of objects, in order.
fn names<'a>(parts: &[Node<'a>]) -> Vec<&'a str> {
    let properties = parts.iter().flat_map(|part| part.members("properties"));
    properties.map(|(wire, _)| wire).collect()
}

fn required<'a>(parts: &[Node<'a>]) -> HashSet<&'a str> {
    parts
        .iter()
        .flat_map(|part| part.words("required"))
        .collect()
}

/// The values that objects with these parts may have for a property, where it lists nothing but
/// texts, integers and booleans.
pub(in crate::schema) fn constants<'a>(parts: &[Node<'a>], wire: &str) -> Option<Vec<&'a Value>> {
    let values = property(parts, wire, "enum")?.list("enum");
    let tells = |value: &&Value| value.is_string() || value.is_i64() || value.is_boolean();
    (!values.is_empty() && values.iter().all(|value| tells(&value)))
        .then(|| values.iter().collect())
}

/// The type of a property that tells objects apart: of the values that it lists, or its own.
pub(in crate::schema) fn tag_type<'a>(parts: &[Node<'a>], wire: &str) -> Option<&'a str> {
    let listed = property(parts, wire, "enum").map(|property| listed_types(&property));
    match listed.as_deref() {
        Some([only]) => Some(only),
        _ => property(parts, wire, "type")?.str("type"),
    }
}

/// A property of objects with these parts, as the last has it that says something by a keyword.
fn property<'a>(parts: &[Node<'a>], wire: &str, keyword: &str) -> Option<Node<'a>> {
    let described = parts
        .iter()
        .rev()
        .filter_map(|part| part.child("properties")?.child(wire));
    described.into_iter().find(|found| found.has(keyword))
}

/// The value of a type that is written as a text, where a member is told by its name; `None` where
/// there is none.
pub(in crate::schema) fn constant(text: &str, ty: &str) -> Option<Literal> {
    match ty {
        "string" => Some(Literal::String(text.to_owned())),
        "integer" | "number" => Some(Literal::Number(text.parse::<i64>().ok()?.to_string())),
        "boolean" => Some(Literal::Bool(text.parse().ok()?)),
        _ => None,
    }
}
