//! A part of a document: some of its operations, and what they reach.
//!
//! Which operations, others decide. What this module knows is how the parts of a document hang together.

use super::document::Document;
use super::grammar::METHODS;
use super::targets::resolve;
use crate::diagnostic::{FileId, Origin, Place};
use crate::pointer;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// The lists of requests that the other side makes. No operation is among them.
const INCOMING: [&str; 2] = ["webhooks", "x-webhooks"];

/// An operation, as far as one has to know it to choose it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<'a> {
    /// Its path template.
    pub path: &'a str,
    /// Its method, as the key of the path item has it: in lower case.
    pub method: &'static str,
    /// Its `operationId`.
    pub id: Option<&'a str>,
    /// Its tags.
    pub tags: Vec<&'a str>,
}

/// What is left of a document when only some of its operations are wanted.
#[derive(Debug)]
pub struct Part {
    /// The document, with those operations and the components that they reach.
    pub document: Value,
    /// What was kept and what was not, by where it stands in the input; each speaks for what is below it.
    kept: HashMap<(FileId, String), bool>,
}

impl Part {
    /// Whether a place belongs to what is left.
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
        reach.run(wanted);
        Part {
            document: reach.pruned(),
            kept: self.kept(&reach),
        }
    }

    /// What was kept and what was not. What stands for several things is kept with any of them.
    fn kept(&self, reach: &Reach<'_>) -> HashMap<(FileId, String), bool> {
        let mut kept = HashMap::new();
        let mut note = |at: &str, is_kept: bool| {
            if let Some(home) = self.pointers.place_in_file(at) {
                *kept.entry(home).or_default() |= is_kept;
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

/// What the wanted operations reach, as it is found.
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
    /// What is still to be searched.
    open: Vec<&'d Value>,
}

impl<'d> Reach<'d> {
    fn run(&mut self, wanted: &HashSet<(&str, &str)>) {
        let beside = members(Some(self.document));
        let is_apart = |key: &str| matches!(key, "paths" | "components") || INCOMING.contains(&key);
        self.open.extend(
            beside
                .filter(|(key, _)| !is_apart(key))
                .map(|(_, value)| value),
        );
        self.security(self.document);
        for (path, method) in wanted {
            self.operation(path, method);
        }
        while let Some(value) = self.open.pop() {
            self.search(value);
        }
    }

    /// Keeps an operation, and what its path says of all operations.
    fn operation(&mut self, path: &str, method: &str) {
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
            self.security(operation);
        }
        if self.paths.insert(path) {
            let shared = members(item).filter(|(key, _)| !METHODS.contains(key));
            self.open.extend(shared.map(|(_, value)| value));
        }
    }

    /// The schemes that an operation or the document asks for, which it names without a `$ref`.
    fn security(&mut self, holder: &'d Value) {
        let asked = holder.get("security").and_then(Value::as_array);
        for (scheme, _) in asked
            .into_iter()
            .flatten()
            .flat_map(|one| members(Some(one)))
        {
            self.component("securitySchemes", scheme);
        }
    }

    /// Finds what a value refers to. Nothing nests deeper than the limits of reading allow.
    fn search(&mut self, value: &'d Value) {
        match value {
            Value::Array(items) => self.open.extend(items),
            Value::Object(members) => {
                if let Some(Value::String(target)) = members.get("$ref") {
                    self.reference(target);
                }
                let mapping = members
                    .get("discriminator")
                    .and_then(|it| it.get("mapping"));
                for (_, target) in self::members(mapping) {
                    self.mapped(target);
                }
                self.open.extend(members.values());
            }
            _ => {}
        }
    }

    /// A member of a mapping is a reference or the name of a schema.
    fn mapped(&mut self, target: &'d Value) {
        match target.as_str() {
            Some(target) if target.starts_with('#') => self.reference(target),
            Some(key) => self.component("schemas", key),
            None => {}
        }
    }

    fn reference(&mut self, target: &'d str) {
        let mut keys = pointer::keys(target);
        let (Some(first), Some(second), third) = (keys.next(), keys.next(), keys.next()) else {
            return;
        };
        match (&*first, third) {
            ("components", Some(key)) => self.component(&second, &key),
            // A `$ref` into another operation: what it leads to must be there.
            ("paths", Some(method)) => self.operation(&second, &method),
            _ => {}
        }
    }

    fn component(&mut self, section: &str, key: &str) {
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
        // A schema that tells its subtypes apart without a mapping does not name them.
        if section == "schemas" && value.get("discriminator").is_some() {
            for subtype in self.subtypes.get(&**key).cloned().unwrap_or_default() {
                self.component("schemas", subtype);
            }
        }
    }

    /// The document without what is not reached.
    fn pruned(&self) -> Value {
        let mut pruned = Map::new();
        for (key, value) in members(Some(self.document)) {
            let value = match key {
                _ if INCOMING.contains(&key) => continue,
                "paths" => self.paths(value),
                "components" => self.sections(value),
                "tags" => self.tags(value),
                _ => value.clone(),
            };
            pruned.insert(key.to_owned(), value);
        }
        Value::Object(pruned)
    }

    fn paths(&self, paths: &Value) -> Value {
        let mut kept = Map::new();
        for (path, item) in members(Some(paths)) {
            // What is said of all paths, in extensions.
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

    fn sections(&self, components: &Value) -> Value {
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
    fn tags(&self, tags: &Value) -> Value {
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
