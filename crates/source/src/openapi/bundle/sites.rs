//! Where a node of a known form refers to others: the places that a bundle has to rewrite.

use super::super::grammar::{Form, Kind, SCHEMA};
use crate::pointer;
use serde_json::{Map, Value};

/// A place that refers to another.
pub(super) struct Site {
    /// The node that holds the `$ref`, or the member of a discriminator's mapping.
    pub at: String,
    /// What it says.
    pub text: String,
    pub way: Way,
    /// What stands at the place.
    pub form: &'static Form,
    /// Whether the node has no member but the `$ref`.
    pub alone: bool,
}

/// How a node of another file comes to stand in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// As a component of this section.
    Component(&'static str),
    /// As a path item, which 3.0 has no section for: where it is first referred to.
    PathItem,
    /// In the place of the `$ref`: OpenAPI allows none there, but bundles of many files have them.
    Here,
    /// As a component that a discriminator's mapping names.
    Mapping,
}

/// The places in `node`, which stands at `at` and is of this form.
pub(super) fn of(node: &Value, form: &'static Form, at: &str) -> Vec<Site> {
    let mut walk = Walk {
        at: at.to_owned(),
        sites: Vec::new(),
    };
    walk.value(node, form);
    walk.sites
}

/// Whether a tree may refer to other files: a cheap look, so that other documents need no walk.
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

/// Whether the member of a mapping is a reference to a file, rather than the name of a schema.
pub(super) fn is_path(text: &str) -> bool {
    let file = text.split('#').next().unwrap_or_default();
    let file = file.to_ascii_lowercase();
    let is_file = |ending: &&str| file.ends_with(*ending);
    file.contains('/') || [".yaml", ".yml", ".json"].iter().any(is_file)
}

/// How what a `$ref` at a place of this form leads to is taken in; `None` where `$ref` is no reference.
pub(super) fn way(form: &Form) -> Option<Way> {
    match form {
        Form::Object(kind) | Form::OrRef(kind) => Some(match kind.section {
            Some("pathItems") => Way::PathItem,
            Some(section) => Way::Component(section),
            None => Way::Here,
        }),
        Form::Schema | Form::SchemaOrFlag => Some(Way::Component("schemas")),
        Form::List(_) | Form::Map(_) if form.is_structure() => Some(Way::Here),
        Form::Text => Some(Way::Here),
        _ => None,
    }
}

struct Walk {
    at: String,
    sites: Vec<Site>,
}

impl Walk {
    fn value(&mut self, value: &Value, form: &'static Form) {
        if let Value::Object(members) = value {
            self.reference(members, form);
        }
        match (form, value) {
            (Form::Object(kind) | Form::OrRef(kind), Value::Object(members)) => {
                self.object(members, kind);
            }
            (Form::Schema | Form::SchemaOrFlag, Value::Object(members)) => {
                self.object(members, &SCHEMA);
            }
            (Form::List(form), Value::Array(items)) if form.is_structure() => {
                for (index, item) in items.iter().enumerate() {
                    let length = self.at.len();
                    pointer::push_index(&mut self.at, index);
                    self.value(item, form);
                    self.at.truncate(length);
                }
            }
            (Form::Map(form), Value::Object(members)) if form.is_structure() => {
                for (key, member) in members {
                    self.member(key, |walk| walk.value(member, form));
                }
            }
            _ => {}
        }
    }

    fn reference(&mut self, members: &Map<String, Value>, form: &'static Form) {
        if let Some(Value::String(text)) = members.get("$ref")
            && let Some(way) = way(form)
        {
            self.sites.push(Site {
                at: self.at.clone(),
                text: text.clone(),
                way,
                form,
                alone: members.len() == 1,
            });
        }
    }

    fn object(&mut self, members: &Map<String, Value>, kind: &'static Kind) {
        for (key, member) in members {
            match kind.form(key) {
                Some(Form::Map(Form::Text)) if key == "mapping" => {
                    self.member(key, |walk| walk.mapping(member));
                }
                Some(form) => self.member(key, |walk| walk.value(member, form)),
                None => {}
            }
        }
    }

    fn mapping(&mut self, tags: &Value) {
        for (tag, target) in tags.as_object().into_iter().flatten() {
            let Value::String(text) = target else {
                continue;
            };
            self.member(tag, |walk| {
                walk.sites.push(Site {
                    at: walk.at.clone(),
                    text: text.clone(),
                    way: Way::Mapping,
                    form: &Form::Schema,
                    alone: true,
                });
            });
        }
    }

    fn member(&mut self, key: &str, visit: impl FnOnce(&mut Self)) {
        let length = self.at.len();
        pointer::push(&mut self.at, key);
        visit(self);
        self.at.truncate(length);
    }
}
