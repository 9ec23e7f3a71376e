//! How the members of a choice are told apart.

use super::{Branch, is_null};
use crate::lowering::Lowering;
use crate::node::Node;
use crate::schema::all_of::AllOf;
use crate::schema::shape::{self, Shape};
use graphwright_ir::{Dispatch, JsonKind};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// How many `allOf`s and choices are looked through for a type.
const DEEPEST: usize = 16;

/// The type of a value in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum JsonType {
    Bool,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl JsonType {
    fn of(word: &str) -> Option<Self> {
        match word {
            "boolean" => Some(Self::Bool),
            "integer" => Some(Self::Integer),
            "number" => Some(Self::Number),
            "string" => Some(Self::String),
            "array" => Some(Self::Array),
            "object" => Some(Self::Object),
            _ => None,
        }
    }

    /// The word for a variant of this type.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Bool => "Bool",
            Self::Integer => "Integer",
            Self::Number => "Number",
            Self::String => "String",
            Self::Array => "List",
            Self::Object => "Object",
        }
    }

    fn kind(self) -> JsonKind {
        match self {
            Self::Bool => JsonKind::Bool,
            Self::Integer => JsonKind::Integer,
            Self::Number => JsonKind::Number,
            Self::String => JsonKind::String,
            Self::Array => JsonKind::Array,
            Self::Object => JsonKind::Object,
        }
    }
}

/// An object among the members of a choice.
struct Object<'a> {
    index: usize,
    parts: Vec<Node<'a>>,
}

impl<'a> Lowering<'a> {
    /// The one type that all values of a member have in JSON.
    pub(super) fn json_type(&mut self, branch: &Branch<'a>) -> Option<JsonType> {
        match branch.only {
            Some(word) => JsonType::of(word),
            None => self.json_type_of(branch.resolved.clone(), DEEPEST),
        }
    }

    /// The one type that all values of a schema have in JSON.
    ///
    /// Each schema is looked at once, however many choices lead to it. One that leads back to itself,
    /// or only through `left` others to a type, has none.
    fn json_type_of(&mut self, node: Node<'a>, left: usize) -> Option<JsonType> {
        let node = self.resolve(node)?;
        if let Some(known) = self.json_types.get(&node.at) {
            return *known;
        }
        self.json_types.insert(node.at.clone(), None);
        let left = left.checked_sub(1)?;
        let ty = self.find_json_type(&node, left);
        self.json_types.insert(node.at, ty);
        ty
    }

    fn find_json_type(&mut self, node: &Node<'a>, left: usize) -> Option<JsonType> {
        match shape::of(node).ok()? {
            Shape::Object | Shape::Map => Some(JsonType::Object),
            Shape::List => Some(JsonType::Array),
            Shape::Scalar(word) => JsonType::of(word),
            Shape::Enum => enum_type(node.list("enum")),
            Shape::AllOf => match self.all_of(node).ok()? {
                AllOf::One(member) => self.json_type_of(member, left),
                AllOf::Object(_) => Some(JsonType::Object),
            },
            Shape::Union => {
                let members = node.items("oneOf").chain(node.items("anyOf"));
                let mut members = members.filter(|member| !is_null(member.map));
                let first = self.json_type_of(members.next()?, left)?;
                members
                    .all(|member| self.json_type_of(member, left) == Some(first))
                    .then_some(first)
            }
            Shape::Reference(_) | Shape::Anything => None,
        }
    }

    /// How a value finds its member.
    pub(super) fn dispatch(&mut self, node: &Node<'a>, branches: &[Branch<'a>]) -> Dispatch {
        self.by_tag(node, branches)
            .or_else(|| self.by_shape(branches))
            .unwrap_or(Dispatch::Ordered)
    }

    /// By the property that the `discriminator` names (`OpenAPI` 3.0.3, "Discriminator Object").
    fn by_tag(&self, node: &Node<'a>, branches: &[Branch<'a>]) -> Option<Dispatch> {
        let discriminator = node.child("discriminator")?;
        let wire = discriminator.str("propertyName")?;
        let mut map: Vec<(String, usize)> = Vec::new();
        let targets: HashMap<&str, usize> = branches
            .iter()
            .enumerate()
            .filter_map(|(index, branch)| Some((branch.node.reference()?, index)))
            .collect();
        let find = |target: &str| {
            let component = format!("#/components/schemas/{target}");
            targets
                .get(target)
                .or_else(|| targets.get(component.as_str()))
                .copied()
        };
        let mapping = discriminator
            .child("mapping")
            .map(|mapping| mapping.map.iter())
            .into_iter()
            .flatten();
        for (tag, target) in mapping {
            if let Some(index) = target.as_str().and_then(find) {
                map.push((tag.clone(), index));
            }
        }
        let mut mapped: HashSet<usize> = map.iter().map(|(_, index)| *index).collect();
        for (index, branch) in branches.iter().enumerate() {
            let constant = self.constant(branch, wire);
            let key = || {
                branch
                    .node
                    .reference()?
                    .strip_prefix("#/components/schemas/")
                    .map(graphwright_source::pointer::unescape)
            };
            if mapped.contains(&index) {
                continue;
            }
            let tag = constant
                .map(str::to_owned)
                .or_else(|| key().map(std::borrow::Cow::into_owned))?;
            if map.iter().all(|(known, _)| *known != tag) {
                map.push((tag, index));
                mapped.insert(index);
            }
        }
        (mapped.len() == branches.len()).then(|| Dispatch::Tag {
            wire: wire.to_owned(),
            map,
        })
    }

    /// The one text that a member has for a property.
    fn constant(&self, branch: &Branch<'a>, wire: &str) -> Option<&'a str> {
        constant(&self.parts(branch)?, wire)
    }

    /// The objects that a member is all of.
    fn parts(&self, branch: &Branch<'a>) -> Option<Vec<Node<'a>>> {
        let mut node = branch.resolved.clone();
        for _ in 0..DEEPEST {
            match shape::of(&node).ok()? {
                Shape::AllOf => match self.all_of(&node).ok()? {
                    AllOf::One(member) => node = self.resolve(member)?,
                    AllOf::Object(parts) => return Some(parts),
                },
                Shape::Object | Shape::Map => return Some(vec![node]),
                _ => return None,
            }
        }
        None
    }

    /// By what the JSON looks like: its type, and among objects a text or a key that only one has.
    fn by_shape(&mut self, branches: &[Branch<'a>]) -> Option<Dispatch> {
        let types: Vec<JsonType> = branches
            .iter()
            .map(|branch| self.json_type(branch))
            .collect::<Option<_>>()?;
        let mut rows = Vec::with_capacity(branches.len());
        let is_object = |index: &usize| types[*index] == JsonType::Object;
        let indexes: Vec<usize> = (0..branches.len()).filter(is_object).collect();
        let objects = indexes.iter().map(|index| {
            Some(Object {
                index: *index,
                parts: self.parts(&branches[*index])?,
            })
        });
        if indexes.len() > 1 {
            rows.extend(tell_objects(&objects.collect::<Option<Vec<_>>>()?)?);
        } else {
            rows.extend(indexes.iter().map(|index| (JsonKind::Object, *index)));
        }
        let mut seen = HashSet::new();
        for (index, ty) in types
            .iter()
            .enumerate()
            .filter(|(_, ty)| **ty != JsonType::Object)
        {
            if !seen.insert(*ty) {
                return None;
            }
            rows.push((ty.kind(), index));
        }
        // Every integer is a number too.
        rows.sort_by_key(|(kind, _)| *kind == JsonKind::Number);
        Some(Dispatch::Shape(rows))
    }
}

/// Tells objects apart by a property that has another text in each, or by keys that each must have
/// and that no other knows; one may be left that has neither.
fn tell_objects(objects: &[Object<'_>]) -> Option<Vec<(JsonKind, usize)>> {
    by_constant(objects).or_else(|| by_key(objects))
}

fn by_constant(objects: &[Object<'_>]) -> Option<Vec<(JsonKind, usize)>> {
    let first = &objects.first()?.parts;
    let names = first
        .iter()
        .flat_map(|part| part.members("properties"))
        .map(|(wire, _)| wire);
    names.into_iter().find_map(|wire| {
        let mut seen = HashSet::new();
        let rows = objects.iter().map(|object| {
            let text = constant(&object.parts, wire).filter(|text| seen.insert(*text))?;
            required(&object.parts).contains(wire).then(|| {
                (
                    JsonKind::ObjectWith(vec![(wire.to_owned(), Some(text.to_owned()))]),
                    object.index,
                )
            })
        });
        rows.collect()
    })
}

fn by_key(objects: &[Object<'_>]) -> Option<Vec<(JsonKind, usize)>> {
    let mut known: HashMap<&str, usize> = HashMap::new();
    for object in objects {
        let names: HashSet<&str> = object
            .parts
            .iter()
            .flat_map(|part| part.members("properties"))
            .map(|(wire, _)| wire)
            .collect();
        for wire in names {
            *known.entry(wire).or_default() += 1;
        }
    }
    let mut rows = Vec::with_capacity(objects.len());
    let mut rest = None;
    for object in objects {
        let mut own: Vec<&str> = required(&object.parts)
            .into_iter()
            .filter(|wire| known.get(wire) == Some(&1))
            .collect();
        own.sort_unstable();
        match own.first() {
            Some(wire) => rows.push((
                JsonKind::ObjectWith(vec![((*wire).to_owned(), None)]),
                object.index,
            )),
            None if rest.is_none() => rest = Some((JsonKind::Object, object.index)),
            None => return None,
        }
    }
    rows.extend(rest);
    Some(rows)
}

fn required<'a>(parts: &[Node<'a>]) -> HashSet<&'a str> {
    parts
        .iter()
        .flat_map(|part| part.words("required"))
        .collect()
}

/// The one text that objects with these parts have for a property.
fn constant<'a>(parts: &[Node<'a>], wire: &str) -> Option<&'a str> {
    let properties = parts
        .iter()
        .rev()
        .filter_map(|part| part.child("properties")?.child(wire));
    properties
        .into_iter()
        .find_map(|property| match property.list("enum") {
            [Value::String(text)] => Some(text.as_str()),
            _ => None,
        })
}

/// The type that all values of an enum have.
fn enum_type(values: &[Value]) -> Option<JsonType> {
    let mut types = values
        .iter()
        .filter(|value| !value.is_null())
        .map(|value| match value {
            Value::Bool(_) => Some(JsonType::Bool),
            Value::Number(number) if number.is_f64() => Some(JsonType::Number),
            Value::Number(_) => Some(JsonType::Integer),
            Value::String(_) => Some(JsonType::String),
            _ => None,
        });
    let first = types.next()??;
    types.all(|ty| ty == Some(first)).then_some(first)
}
