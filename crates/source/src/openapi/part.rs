//! A part of a document: some of its operations, and the components that they reach.
//!
//! The caller selects the operations; this module knows how the parts of a document refer to each other.

use super::document::Document;
use super::grammar::METHODS;
use super::targets::resolve;
use crate::diagnostic::{FileId, Origin, Place};
use crate::pointer;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// The keywords for requests that the API sends. They are not operations.
const INCOMING: [&str; 2] = ["webhooks", "x-webhooks"];

/// An operation, with the facts that it is selected by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<'a> {
    /// Its path template.
    pub path: &'a str,
    /// Its method in lower case, as in the path item.
    pub method: &'static str,
    /// Its `operationId`.
    pub id: Option<&'a str>,
    /// Its tags.
    pub tags: Vec<&'a str>,
}

/// A document with only some of its operations.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The document, with those operations and the components that they reach.
    pub document: Value,
    /// `true` for the nodes that were kept, by their place in the input; each holds for everything below it.
    kept: HashMap<(FileId, String), bool>,
}

impl Part {
    /// Returns whether a place belongs to the part.
    pub fn holds(&self, origin: &Origin) -> bool {
        let (Place::Value(at) | Place::Key(at)) = &origin.place else {
            return true;
        };
        let around = std::iter::successors(Some(at.as_str()), |at| Some(at.rsplit_once('/')?.0));
        around
            .into_iter()
            .find_map(|at| self.kept.get(&(origin.file, at.to_owned())).copied())
            .unwrap_or(true)
    }
}

impl Document {
    /// Every operation under `paths`, in document order.
    pub fn operations(&self) -> Vec<Listed<'_>> {
        let mut listed = Vec::new();
        for (path, item) in members(self.effective.get("paths")) {
            let Some(item) = resolve(&self.effective, item) else {
                continue;
            };
            for (method, operation) in methods(item) {
                let tags = operation.get("tags").and_then(Value::as_array);
                listed.push(Listed {
                    path,
                    method,
                    id: operation.get("operationId").and_then(Value::as_str),
                    tags: tags
                        .into_iter()
                        .flatten()
                        .filter_map(Value::as_str)
                        .collect(),
                });
            }
        }
        listed
    }

    /// The part of the document that has only these operations, by path and method in lower case.
    pub fn part(&self, wanted: &HashSet<(&str, &str)>) -> Part {
        let mut reach = Reach {
            document: &self.effective,
            subtypes: subtypes(&self.effective),
            wanted: HashSet::new(),
            paths: HashSet::new(),
            components: HashSet::new(),
            open: Vec::new(),
        };
        reach.search_all(wanted);
        Part {
            document: reach.prune(),
            kept: self.list_nodes(&reach),
        }
    }

    /// The nodes that were kept and those that were not. A node of the input that several nodes come from is kept
    /// with any of them.
    fn list_nodes(&self, reach: &Reach<'_>) -> HashMap<(FileId, String), bool> {
        let mut kept = HashMap::new();
        let mut note = |at: &str, is_kept: bool| {
            if let Some(place) = self.pointers.place_in_file(at) {
                *kept.entry(place).or_default() |= is_kept;
            }
        };
        for (path, item) in members(self.effective.get("paths")) {
            let at = pointer::join("#/paths", path);
            note(&at, reach.paths.contains(path));
            for (method, _) in methods(item) {
                note(
                    &pointer::join(&at, method),
                    reach.wanted.contains(&(path, method)),
                );
            }
        }
        for (section, all) in members(self.effective.get("components")) {
            let at = pointer::join("#/components", section);
            for (key, _) in members(Some(all)) {
                let is_kept = reach.components.contains(&(section, key));
                note(&pointer::join(&at, key), is_kept);
            }
        }
        for section in INCOMING {
            note(&pointer::join(pointer::ROOT, section), false);
        }
        kept
    }
}

/// The search for everything that the selected operations reach.
struct Reach<'d> {
    document: &'d Value,
    /// The schemas that have a schema in their `allOf`, by its key.
    subtypes: HashMap<&'d str, Vec<&'d str>>,
    /// Path and method of every operation that is kept.
    wanted: HashSet<(&'d str, &'d str)>,
    /// The paths of these.
    paths: HashSet<&'d str>,
    /// Section and key of every component that is kept.
    components: HashSet<(&'d str, &'d str)>,
    /// The values still to be searched.
    open: Vec<&'d Value>,
}

impl<'d> Reach<'d> {
    fn search_all(&mut self, wanted: &HashSet<(&str, &str)>) {
        let others = members(Some(self.document));
        let is_apart = |key: &str| matches!(key, "paths" | "components") || INCOMING.contains(&key);
        self.open.extend(
            others
                .filter(|(key, _)| !is_apart(key))
                .map(|(_, value)| value),
        );
        self.keep_security(self.document);
        for (path, method) in wanted {
            self.keep_operation(path, method);
        }
        while let Some(value) = self.open.pop() {
            self.search(value);
        }
    }

    /// Keeps an operation, and the keywords of its path item that apply to all operations.
    fn keep_operation(&mut self, path: &str, method: &str) {
        let paths = self.document.get("paths").and_then(Value::as_object);
        let Some((path, item)) = paths.and_then(|paths| paths.get_key_value(path)) else {
            return;
        };
        let item = resolve(self.document, item);
        let found = methods(item.unwrap_or(&Value::Null)).find(|(known, _)| *known == method);
        let Some((method, operation)) = found else {
            return;
        };
        if self.wanted.insert((path, method)) {
            self.open.push(operation);
            self.keep_security(operation);
        }
        if self.paths.insert(path) {
            let shared = members(item).filter(|(key, _)| !METHODS.contains(key));
            self.open.extend(shared.map(|(_, value)| value));
        }
    }

    /// Keeps the security schemes that an operation or the document names; it does so without a `$ref`.
    fn keep_security(&mut self, holder: &'d Value) {
        let asked = holder.get("security").and_then(Value::as_array);
        for (scheme, _) in asked
            .into_iter()
            .flatten()
            .flat_map(|one| members(Some(one)))
        {
            self.keep_component("securitySchemes", scheme);
        }
    }

    /// Keeps everything that a value refers to. Nesting is bounded by the limits of reading.
    fn search(&mut self, value: &'d Value) {
        match value {
            Value::Array(items) => self.open.extend(items),
            Value::Object(members) => {
                if let Some(Value::String(target)) = members.get("$ref") {
                    self.keep_target(target);
                }
                let mapping = members
                    .get("discriminator")
                    .and_then(|it| it.get("mapping"));
                for (_, target) in self::members(mapping) {
                    self.keep_mapped(target);
                }
                self.open.extend(members.values());
            }
            _ => {}
        }
    }

    /// A member of a mapping is a reference or the name of a schema.
    fn keep_mapped(&mut self, target: &'d Value) {
        match target.as_str() {
            Some(target) if target.starts_with('#') => self.keep_target(target),
            Some(key) => self.keep_component("schemas", key),
            None => {}
        }
    }

    fn keep_target(&mut self, target: &'d str) {
        let mut keys = pointer::keys(target);
        let (Some(first), Some(second), third) = (keys.next(), keys.next(), keys.next()) else {
            return;
        };
        match (&*first, third) {
            ("components", Some(key)) => self.keep_component(&second, &key),
            // A `$ref` into another operation, which must be kept then.
            ("paths", Some(method)) => self.keep_operation(&second, &method),
            _ => {}
        }
    }

    fn keep_component(&mut self, section: &str, key: &str) {
        let found = self.document.get("components").and_then(Value::as_object);
        let found = found.and_then(|all| all.get_key_value(section));
        let Some((section, all)) = found else { return };
        let Some((key, value)) = all.as_object().and_then(|all| all.get_key_value(key)) else {
            return;
        };
        if !self.components.insert((section, key)) {
            return;
        }
        self.open.push(value);
        // A discriminator without a mapping does not name the subtypes.
        if section == "schemas" && value.get("discriminator").is_some() {
            for subtype in self.subtypes.get(&**key).cloned().unwrap_or_default() {
                self.keep_component("schemas", subtype);
            }
        }
    }

    /// The document without everything that was not reached.
    fn prune(&self) -> Value {
        let mut pruned = Map::new();
        for (key, value) in members(Some(self.document)) {
            let value = match key {
                _ if INCOMING.contains(&key) => continue,
                "paths" => self.prune_paths(value),
                "components" => self.prune_components(value),
                "tags" => self.prune_tags(value),
                _ => value.clone(),
            };
            pruned.insert(key.to_owned(), value);
        }
        Value::Object(pruned)
    }

    fn prune_paths(&self, paths: &Value) -> Value {
        let mut kept = Map::new();
        for (path, item) in members(Some(paths)) {
            // Extensions that apply to all paths.
            if !path.starts_with('/') {
                kept.insert(path.to_owned(), item.clone());
                continue;
            }
            let Some(whole) = resolve(self.document, item).and_then(Value::as_object) else {
                continue;
            };
            let is_wanted = |key: &str| self.wanted.contains(&(path, key));
            let is_dropped = |key: &str| METHODS.contains(&key) && !is_wanted(key);
            if !whole.keys().any(|key| is_wanted(key)) {
                continue;
            }
            let item = if whole.keys().any(|key| is_dropped(key)) {
                let left = whole.iter().filter(|(key, _)| !is_dropped(key));
                Value::Object(
                    left.map(|(key, value)| (key.clone(), value.clone()))
                        .collect(),
                )
            } else {
                item.clone()
            };
            kept.insert(path.to_owned(), item);
        }
        Value::Object(kept)
    }

    fn prune_components(&self, components: &Value) -> Value {
        let mut kept = Map::new();
        for (section, all) in members(Some(components)) {
            let left =
                members(Some(all)).filter(|(key, _)| self.components.contains(&(section, key)));
            let left: Map<_, _> = left
                .map(|(key, value)| (key.to_owned(), value.clone()))
                .collect();
            if !left.is_empty() {
                kept.insert(section.to_owned(), Value::Object(left));
            }
        }
        Value::Object(kept)
    }

    /// The descriptions of tags that an operation still has.
    fn prune_tags(&self, tags: &Value) -> Value {
        let mut used: HashSet<&str> = HashSet::new();
        for (path, method) in &self.wanted {
            let item = self.document.get("paths").and_then(|paths| paths.get(path));
            let item = item.and_then(|item| resolve(self.document, item));
            let operation = item.and_then(|item| item.get(method));
            let of_operation = operation.and_then(|operation| operation.get("tags")?.as_array());
            used.extend(of_operation.into_iter().flatten().filter_map(Value::as_str));
        }
        let is_used = |tag: &&Value| {
            let name = tag.get("name").and_then(Value::as_str);
            name.is_some_and(|name| used.contains(name))
        };
        let left = tags.as_array().into_iter().flatten().filter(is_used);
        Value::Array(left.cloned().collect())
    }
}

/// The members of an object; none of anything else.
fn members(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    let members = value.and_then(Value::as_object);
    members
        .into_iter()
        .flatten()
        .map(|(key, value)| (key.as_str(), value))
}

/// The operations of a path item.
fn methods(item: &Value) -> impl Iterator<Item = (&'static str, &Value)> {
    members(Some(item)).filter_map(|(key, operation)| {
        let method = METHODS.iter().find(|method| **method == key)?;
        Some((*method, operation))
    })
}

/// The schemas that have a schema in their `allOf`, by its key.
fn subtypes(document: &Value) -> HashMap<&str, Vec<&str>> {
    let mut subtypes: HashMap<&str, Vec<&str>> = HashMap::new();
    let schemas = document
        .get("components")
        .and_then(|all| all.get("schemas"));
    for (key, schema) in members(schemas) {
        let bases = schema.get("allOf").and_then(Value::as_array);
        for base in bases.into_iter().flatten() {
            let target = base.get("$ref").and_then(Value::as_str);
            let base = target.and_then(|target| target.strip_prefix("#/components/schemas/"));
            if let Some(base) = base {
                subtypes.entry(base).or_default().push(key);
            }
        }
    }
    subtypes
}
