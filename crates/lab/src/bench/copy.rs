//! A part of a document with names of its own, so that many copies of it fit in one document.
//!
//! Copies have their own names for paths, operations, tags and components (`x1-`, `x2-`, ..), and
//! refer only to what is in a copy. What a title names is there once in each set of components.

use serde_json::Value;

/// What a copy's names begin with, as numbers; the names of number 0 are those of the document itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Copy {
    /// Of paths and operations.
    pub paths: usize,
    /// Of tags.
    pub tags: usize,
    /// Of components, and of what refers to them.
    pub components: usize,
}

impl Copy {
    /// A copy whose names all have the same number.
    pub(super) fn whole(number: usize) -> Self {
        Self {
            paths: number,
            tags: number,
            components: number,
        }
    }

    /// A path as it stands in the copy.
    pub(super) fn path(self, path: &str) -> String {
        match self.paths {
            0 => path.to_owned(),
            number => format!("/x{number}{path}"),
        }
    }

    /// A component's name as it stands in the copy.
    pub(super) fn component(self, name: &str) -> String {
        numbered(name, self.components)
    }

    /// A value as it stands in the copy.
    pub(super) fn of(self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.pointer(text)),
            Value::Array(items) => items.iter().map(|item| self.of(item)).collect(),
            Value::Object(members) => {
                let member =
                    |(key, value): (&String, &Value)| (key.clone(), self.member(key, value));
                Value::Object(members.iter().map(member).collect())
            }
            other => other.clone(),
        }
    }

    /// A member as it stands in the copy: ids of operations, titles and tags are names too.
    fn member(self, key: &str, value: &Value) -> Value {
        match (key, value) {
            ("operationId", Value::String(id)) => Value::String(numbered(id, self.paths)),
            ("title", Value::String(title)) => Value::String(numbered(title, self.components)),
            ("tags", Value::Array(tags)) => tags
                .iter()
                .map(|tag| match tag {
                    Value::String(tag) => Value::String(numbered(tag, self.tags)),
                    other => self.of(other),
                })
                .collect(),
            _ => self.of(value),
        }
    }

    /// A text; the pointer of a component or of something in a path leads into the copy.
    fn pointer(self, text: &str) -> String {
        let path = text.strip_prefix("#/paths/~1");
        if let Some(path) = path.filter(|_| self.paths > 0) {
            return format!("#/paths/~1x{}~1{path}", self.paths);
        }
        let component = text.strip_prefix("#/components/");
        match component.and_then(|component| component.split_once('/')) {
            Some((kind, name)) if kind != "securitySchemes" => {
                format!("#/components/{kind}/{}", self.component(name))
            }
            _ => text.to_owned(),
        }
    }
}

fn numbered(name: &str, number: usize) -> String {
    match number {
        0 => name.to_owned(),
        _ => format!("x{number}-{name}"),
    }
}
