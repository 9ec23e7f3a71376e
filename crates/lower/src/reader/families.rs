//! Schemas that extend others: they are all of a base, where its `discriminator` has no `mapping`.

use crate::reach::reach;
use graphwright_source::pointer;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// The components that extend others by their own `allOf`, and the targets of all other references.
#[derive(Debug, Default)]
pub(crate) struct Families<'a> {
    /// The components that have a `$ref` in their `allOf`, by that.
    extended: HashMap<&'a str, Vec<Component>>,
    /// The targets of all other `$ref`s.
    used: HashSet<&'a str>,
}

/// A component, by its position in the document and the pointer to it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Component {
    position: usize,
    at: String,
}

impl<'a> Families<'a> {
    /// Searches every place of a document once.
    pub(super) fn of(document: Option<&'a Value>) -> Self {
        let mut families = Self::default();
        let mut open: Vec<&'a Value> = Vec::new();
        for (key, value) in members(document) {
            if key != "components" {
                open.push(value);
                continue;
            }
            for (section, parts) in members(Some(value)) {
                if section == "schemas" {
                    families.components(parts, &mut open);
                } else {
                    open.push(parts);
                }
            }
        }
        while let Some(value) = open.pop() {
            families.used.extend(reference(value));
            match value {
                Value::Object(members) => open.extend(members.values()),
                Value::Array(items) => open.extend(items),
                _ => {}
            }
        }
        families
    }

    /// Notes the components that extend others; everything else in them is still to be searched.
    fn components(&mut self, schemas: &'a Value, open: &mut Vec<&'a Value>) {
        for (position, (key, schema)) in members(Some(schemas)).enumerate() {
            self.used.extend(reference(schema));
            for (keyword, value) in members(Some(schema)) {
                let bases = value.as_array().filter(|_| keyword == "allOf");
                let Some(bases) = bases else {
                    open.push(value);
                    continue;
                };
                for base in bases {
                    if let Some(target) = reference(base) {
                        let at = pointer::join("#/components/schemas", key);
                        let extension = Component { position, at };
                        self.extended.entry(target).or_default().push(extension);
                    } else {
                        open.push(base);
                    }
                }
            }
        }
    }

    /// Returns the pointers to the components that are all of a base, also those that extend an
    /// extension, in document order; none for a base that is not used by itself.
    pub(super) fn extending(&self, base: &str) -> Vec<String> {
        if !self.used.contains(base) {
            return Vec::new();
        }
        let mut found: Vec<&Component> = Vec::new();
        let mut seen = HashSet::from([base]);
        reach(
            [base],
            |_| true,
            |at, open| {
                for extension in self.extended.get(at).into_iter().flatten() {
                    if seen.insert(&extension.at) {
                        open.push(&extension.at);
                        found.push(extension);
                    }
                }
            },
        );
        found.sort_unstable();
        found.into_iter().map(|one| one.at.clone()).collect()
    }
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

fn reference(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()
}

#[cfg(test)]
mod tests;
