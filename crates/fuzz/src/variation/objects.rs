//! The objects of a document that variations change, by kind.
//!
//! Nothing is checked here: a value that is not an object is skipped.

use crate::random::Rng;
use graphwright_source::pointer;
use serde_json::Value;

/// A kind of OpenAPI object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    PathItem,
    Operation,
    Parameter,
    Body,
    Response,
    /// A `content`: media types with their objects.
    Content,
    /// A schema of a component, a body or a parameter, or a subschema.
    Schema,
}

/// The methods of a path item.
pub(super) const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "patch", "head", "options", "trace",
];

/// Picks one of the suitable objects of a kind, with the same probability for each; the pointer to it.
pub(super) fn pick(
    document: &Value,
    kind: Kind,
    is_suitable: impl Fn(&Value) -> bool,
    rng: &mut Rng,
) -> Option<String> {
    let mut picked = None;
    let mut seen = 0;
    visit_objects(document, &mut |found, path, value| {
        if found == kind && is_suitable(value) {
            seen += 1;
            if rng.below(seen) == 0 {
                picked = Some(pointer_to(path));
            }
        }
    });
    picked
}

/// The pointers to all objects of a kind, in the order of the document.
pub(super) fn all(document: &Value, kind: Kind) -> Vec<String> {
    let mut all = Vec::new();
    visit_objects(document, &mut |found, path, _| {
        if found == kind {
            all.push(pointer_to(path));
        }
    });
    all
}

/// The JSON pointer (RFC 6901) of a path.
fn pointer_to(path: &[String]) -> String {
    path.iter().fold(String::new(), |mut text, key| {
        pointer::push(&mut text, key);
        text
    })
}

/// Calls `visit` for every object, with its path.
fn visit_objects(document: &Value, visit: &mut dyn FnMut(Kind, &[String], &Value)) {
    let mut walk = Walk {
        path: Vec::new(),
        visit,
    };
    for section in ["paths", "webhooks"] {
        walk.members(document, section, Walk::path_item);
    }
    if let Some(components) = document.get("components") {
        walk.path.push("components".to_owned());
        walk.members(components, "schemas", Walk::schema);
        walk.members(components, "parameters", Walk::parameter);
        walk.members(components, "headers", Walk::header);
        walk.members(components, "requestBodies", Walk::body);
        walk.members(components, "responses", Walk::response);
        walk.members(components, "pathItems", Walk::path_item);
    }
}

struct Walk<'a> {
    path: Vec<String>,
    visit: &'a mut dyn FnMut(Kind, &[String], &Value),
}

impl Walk<'_> {
    fn path_item(&mut self, item: &Value) {
        (self.visit)(Kind::PathItem, &self.path, item);
        self.items(item, "parameters", Self::parameter);
        for method in METHODS {
            self.member(item, method, Self::operation);
        }
    }

    fn operation(&mut self, operation: &Value) {
        (self.visit)(Kind::Operation, &self.path, operation);
        self.items(operation, "parameters", Self::parameter);
        self.member(operation, "requestBody", Self::body);
        self.members(operation, "responses", Self::response);
    }

    fn parameter(&mut self, parameter: &Value) {
        (self.visit)(Kind::Parameter, &self.path, parameter);
        self.header(parameter);
    }

    fn header(&mut self, header: &Value) {
        self.member(header, "schema", Self::schema);
        self.members(header, "content", Self::media);
    }

    fn body(&mut self, body: &Value) {
        (self.visit)(Kind::Body, &self.path, body);
        self.member(body, "content", Self::content);
    }

    fn response(&mut self, response: &Value) {
        (self.visit)(Kind::Response, &self.path, response);
        self.member(response, "content", Self::content);
        self.members(response, "headers", Self::header);
    }

    fn content(&mut self, content: &Value) {
        (self.visit)(Kind::Content, &self.path, content);
        for (media_type, media) in content.as_object().into_iter().flatten() {
            self.descend(media_type, media, Self::media);
        }
    }

    fn media(&mut self, media: &Value) {
        self.member(media, "schema", Self::schema);
    }

    fn schema(&mut self, schema: &Value) {
        (self.visit)(Kind::Schema, &self.path, schema);
        for keyword in ["properties", "patternProperties", "$defs"] {
            self.members(schema, keyword, Self::schema);
        }
        for keyword in ["items", "additionalProperties", "not"] {
            self.member(schema, keyword, Self::schema);
        }
        for keyword in ["allOf", "oneOf", "anyOf", "prefixItems"] {
            self.items(schema, keyword, Self::schema);
        }
    }

    fn descend(&mut self, segment: &str, value: &Value, then: fn(&mut Self, &Value)) {
        if value.is_object() {
            self.path.push(segment.to_owned());
            then(self, value);
            self.path.pop();
        }
    }

    fn member(&mut self, parent: &Value, key: &str, then: fn(&mut Self, &Value)) {
        if let Some(value) = parent.get(key) {
            self.descend(key, value, then);
        }
    }

    fn members(&mut self, parent: &Value, key: &str, then: fn(&mut Self, &Value)) {
        self.path.push(key.to_owned());
        let members = parent.get(key).and_then(Value::as_object);
        for (key, value) in members.into_iter().flatten() {
            if !key.starts_with("x-") || parent.get("info").is_none() {
                self.descend(key, value, then);
            }
        }
        self.path.pop();
    }

    fn items(&mut self, parent: &Value, key: &str, then: fn(&mut Self, &Value)) {
        self.path.push(key.to_owned());
        let items = parent.get(key).and_then(Value::as_array);
        for (index, value) in items.into_iter().flatten().enumerate() {
            self.descend(&index.to_string(), value, then);
        }
        self.path.pop();
    }
}
