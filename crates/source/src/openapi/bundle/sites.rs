//! The references in a node of a known type, which bundling has to rewrite.

use super::super::grammar::{Kind, SCHEMA, ValueType};
use crate::pointer;
use serde_json::{Map, Value};

/// A reference.
pub(super) struct Site {
    /// The node that holds the `$ref`, or the member of a discriminator's mapping.
    pub at: String,
    /// The text of the reference.
    pub text: String,
    pub placement: Placement,
    /// The type of the value at the place.
    pub ty: &'static ValueType,
    /// `true` if the node has no member but the `$ref`.
    pub is_bare: bool,
}

/// The place in the document where a node of another file is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placement {
    /// The components, in this section.
    Component(&'static str),
    /// The place of the first reference: a path item, for which 3.0 has no section.
    PathItem,
    /// The place of each `$ref`: OpenAPI allows none there, but documents of many files have them.
    Inline,
    /// The schemas, for the mapping of a discriminator.
    Mapping,
}

/// Finds the references in `node`, which is at `at` and of this type.
pub(super) fn find(node: &Value, ty: &'static ValueType, at: &str) -> Vec<Site> {
    let mut walk = Walk {
        at: at.to_owned(),
        sites: Vec::new(),
    };
    walk.visit_value(node, ty);
    walk.sites
}

/// Returns whether a tree may refer to other files: a cheap test, so that most documents need no walk.
pub(super) fn mentions_files(tree: &Value) -> bool {
    match tree {
        Value::Array(items) => items.iter().any(mentions_files),
        Value::Object(members) => members.iter().any(|(key, member)| match (&**key, member) {
            ("$ref", Value::String(text)) => !text.starts_with('#'),
            ("mapping", Value::Object(tags)) => {
                tags.values().any(|tag| tag.as_str().is_some_and(is_path)) || mentions_files(member)
            }
            _ => mentions_files(member),
        }),
        _ => false,
    }
}

/// Returns whether the member of a mapping is a reference to a file, rather than the name of a schema.
pub(super) fn is_path(text: &str) -> bool {
    let file = text.split('#').next().unwrap_or_default();
    let file = file.to_ascii_lowercase();
    let is_file = |ending: &&str| file.ends_with(*ending);
    file.contains('/') || [".yaml", ".yml", ".json"].iter().any(is_file)
}

/// The placement of the target of a `$ref` in a value of this type; `None` if `$ref` is no reference there.
pub(super) fn placement(ty: &ValueType) -> Option<Placement> {
    match ty {
        ValueType::Object(kind) | ValueType::OrRef(kind) => Some(match kind.section {
            Some("pathItems") => Placement::PathItem,
            Some(section) => Placement::Component(section),
            None => Placement::Inline,
        }),
        ValueType::Schema | ValueType::SchemaOrFlag => Some(Placement::Component("schemas")),
        ValueType::List(_) | ValueType::Map(_) if ty.is_structure() => Some(Placement::Inline),
        ValueType::Text => Some(Placement::Inline),
        _ => None,
    }
}

struct Walk {
    at: String,
    sites: Vec<Site>,
}

impl Walk {
    fn visit_value(&mut self, value: &Value, ty: &'static ValueType) {
        if let Value::Object(members) = value {
            self.visit_reference(members, ty);
        }
        match (ty, value) {
            (ValueType::Object(kind) | ValueType::OrRef(kind), Value::Object(members)) => {
                self.visit_object(members, kind);
            }
            (ValueType::Schema | ValueType::SchemaOrFlag, Value::Object(members)) => {
                self.visit_object(members, &SCHEMA);
            }
            (ValueType::List(ty), Value::Array(items)) if ty.is_structure() => {
                for (index, item) in items.iter().enumerate() {
                    let length = self.at.len();
                    pointer::push_index(&mut self.at, index);
                    self.visit_value(item, ty);
                    self.at.truncate(length);
                }
            }
            (ValueType::Map(ty), Value::Object(members)) if ty.is_structure() => {
                for (key, member) in members {
                    self.visit_member(key, |walk| walk.visit_value(member, ty));
                }
            }
            _ => {}
        }
    }

    fn visit_reference(&mut self, members: &Map<String, Value>, ty: &'static ValueType) {
        if let Some(Value::String(text)) = members.get("$ref")
            && let Some(placement) = placement(ty)
        {
            self.sites.push(Site {
                at: self.at.clone(),
                text: text.clone(),
                placement,
                ty,
                is_bare: members.len() == 1,
            });
        }
    }

    fn visit_object(&mut self, members: &Map<String, Value>, kind: &'static Kind) {
        for (key, member) in members {
            match kind.ty(key) {
                Some(ValueType::Map(ValueType::Text)) if key == "mapping" => {
                    self.visit_member(key, |walk| walk.visit_mapping(member));
                }
                Some(ty) => self.visit_member(key, |walk| walk.visit_value(member, ty)),
                None => {}
            }
        }
    }

    fn visit_mapping(&mut self, tags: &Value) {
        for (tag, target) in tags.as_object().into_iter().flatten() {
            let Value::String(text) = target else {
                continue;
            };
            self.visit_member(tag, |walk| {
                walk.sites.push(Site {
                    at: walk.at.clone(),
                    text: text.clone(),
                    placement: Placement::Mapping,
                    ty: &ValueType::Schema,
                    is_bare: true,
                });
            });
        }
    }

    fn visit_member(&mut self, key: &str, visit: impl FnOnce(&mut Self)) {
        let length = self.at.len();
        pointer::push(&mut self.at, key);
        visit(self);
        self.at.truncate(length);
    }
}
