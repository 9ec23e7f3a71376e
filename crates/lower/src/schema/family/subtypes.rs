//! Which schemas are all of a base, where its `discriminator` has no `mapping`.
//!
//! The name of each is its tag then (`OpenAPI` 3.0.3, "Discriminator Object"), unless it says another.

use super::super::enumeration::text;
use super::super::union::tell;
use super::super::ways::Way;
use crate::lowering::Lowering;
use crate::node::Node;
use graphwright_source::pointer;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

impl<'a> Lowering<'a> {
    /// The tags of the schemas that are all of a base, and the pointers to them, in document order.
    ///
    /// None for a base that is nowhere used as a type of its own, and no tag that its property does
    /// not list: names of schemas are no tags there.
    pub(super) fn implied(
        &mut self,
        node: &Node<'a>,
        base: &Way<'a>,
        wire: &str,
    ) -> Vec<(String, String)> {
        let document = self.document;
        let families = self
            .families
            .get_or_insert_with(|| Families::of(document.node(pointer::ROOT)));
        let mut found = families.extending(&node.at);
        found.sort_by_key(|at| self.known(at));
        let listed: Option<Vec<String>> =
            tell::constants(&base.parts, wire).map(|values| values.into_iter().map(text).collect());
        let mut tags = Vec::new();
        for at in found {
            let own = self
                .follow(&at)
                .map(|subtype| self.tags(&subtype, base, wire));
            for tag in own.into_iter().flatten() {
                if listed.as_ref().is_none_or(|listed| listed.contains(&tag)) {
                    tags.push((tag, at.clone()));
                }
            }
        }
        tags
    }

    /// The tags of a subtype: those that it says, those that it lists for the property, or its name.
    fn tags(&mut self, subtype: &Node<'a>, base: &Way<'a>, wire: &str) -> Vec<String> {
        if let Some(tag) = self.own_tag(subtype) {
            return vec![tag.to_owned()];
        }
        let mut added = self.only_way(subtype).unwrap_or_default().parts;
        added.retain(|part| !base.has(part));
        if let Some(values) = tell::constants(&added, wire) {
            return values.into_iter().map(text).collect();
        }
        let name = pointer::split(&subtype.at).map(|(_, key)| key.into_owned());
        name.into_iter().collect()
    }

    /// The tag that a schema says itself, by `x-ms-discriminator-value`.
    pub(in crate::schema) fn own_tag(&self, node: &Node<'a>) -> Option<&'a str> {
        const TAG: &str = "x-ms-discriminator-value";
        let node = self.resolve(node.clone())?;
        let added = node.items("allOf").find_map(|part| part.str(TAG));
        node.str(TAG).or(added)
    }
}

/// Which components are all of which, by their own `allOf`, and what is used besides.
#[derive(Debug, Default)]
pub(crate) struct Families<'a> {
    /// The components that have a `$ref` in their `allOf`, by that.
    extended: HashMap<&'a str, Vec<String>>,
    /// What any other `$ref` leads to.
    used: HashSet<&'a str>,
}

impl<'a> Families<'a> {
    /// Looks at every place of a document once.
    fn of(document: Option<&'a Value>) -> Self {
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

    /// Notes what components extend; all else in them is left to be looked at.
    fn components(&mut self, schemas: &'a Value, open: &mut Vec<&'a Value>) {
        for (key, schema) in members(Some(schemas)) {
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
                        self.extended.entry(target).or_default().push(at);
                    } else {
                        open.push(base);
                    }
                }
            }
        }
    }

    /// The components that are all of a base that is used, also those that extend an extension.
    fn extending(&self, base: &str) -> Vec<String> {
        if !self.used.contains(base) {
            return Vec::new();
        }
        let mut found: Vec<String> = Vec::new();
        let mut seen = HashSet::from([base]);
        let mut open = vec![base];
        while let Some(at) = open.pop() {
            for extension in self.extended.get(at).into_iter().flatten() {
                if seen.insert(extension) {
                    open.push(extension);
                    found.push(extension.clone());
                }
            }
        }
        found
    }
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

fn reference(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()
}
