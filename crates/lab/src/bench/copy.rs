//! Copies of a part of a document with other names, so that one document can have many.
//!
//! The paths, operations, tags and components of a copy have a prefix (`x1-`, `x2-`, ..), and its references lead into a
//! copy. Titles have the prefix of the components.

use serde_json::Value;

/// The numbers in the prefixes of a copy. Number 0 has no prefix.
#[derive(Clone, Copy, Debug)]
pub(super) struct Copy {
    /// The number of paths and operations.
    pub paths: usize,
    /// The number of tags.
    pub tags: usize,
    /// The number of components, and of references to them.
    pub components: usize,
}

impl Copy {
    /// A copy with the same number everywhere.
    pub(super) fn with_number(number: usize) -> Self {
        Self {
            paths: number,
            tags: number,
            components: number,
        }
    }

    /// The path in the copy.
    pub(super) fn path(self, path: &str) -> String {
        match self.paths {
            0 => path.to_owned(),
            number => format!("/x{number}{path}"),
        }
    }

    /// The name of a component in the copy.
    pub(super) fn component(self, name: &str) -> String {
        numbered(name, self.components)
    }

    /// The value in the copy.
    pub(super) fn value(self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.pointer(text)),
            Value::Array(items) => items.iter().map(|item| self.value(item)).collect(),
            Value::Object(members) => {
                let member =
                    |(key, value): (&String, &Value)| (key.clone(), self.member(key, value));
                Value::Object(members.iter().map(member).collect())
            }
            other => other.clone(),
        }
    }

    /// The value of a member in the copy: ids of operations, titles and tags are names.
    fn member(self, key: &str, value: &Value) -> Value {
        match (key, value) {
            ("operationId", Value::String(id)) => Value::String(numbered(id, self.paths)),
            ("title", Value::String(title)) => Value::String(numbered(title, self.components)),
            ("tags", Value::Array(tags)) => tags
                .iter()
                .map(|tag| match tag {
                    Value::String(tag) => Value::String(numbered(tag, self.tags)),
                    other => self.value(other),
                })
                .collect(),
            _ => self.value(value),
        }
    }

    /// A text in the copy. The pointer of a component, or of something in a path, leads into the copy.
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
