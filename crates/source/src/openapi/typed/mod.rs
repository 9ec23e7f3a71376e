//! The typed view: every node of the 3.0 form read into `openapiv3`, one by one.
//!
//! A node's own keywords are typed with its children left out, and the children are put in after.
//! So a fault has the pointer of its node, and the work is linear: `openapiv3` by itself buffers a
//! node once for each level above it and reads a broken one twice at each.

mod objects;
mod operation;
mod schema;

use super::findings::{At, Findings, Message};
use super::trail::Moves;
use crate::diagnostic::Code;
use crate::pointer;
use indexmap::IndexMap;
use openapiv3::{Components, Info, OpenAPI, ReferenceOr};
use serde::de::DeserializeOwned;
use serde::de::value::MapDeserializer;
use serde_json::{Map, Value};
use std::sync::LazyLock;

pub(super) use operation::path_item;
pub(super) use schema::schema;

/// A node that cannot be typed.
pub(super) struct Fault {
    pub pointer: String,
    pub message: String,
}

type Typed<T> = Result<T, Fault>;

/// Types a whole document; what is broken is left out.
pub(super) fn document(tree: &Value, moves: &Moves, findings: &mut Findings<'_>) -> OpenAPI {
    let mut typer = Typer { moves, findings };
    let Value::Object(root) = tree else {
        return OpenAPI::default();
    };
    OpenAPI {
        openapi: typer.part(root, "openapi").unwrap_or_default(),
        info: typer.part::<Info>(root, "info").unwrap_or_default(),
        servers: typer.part(root, "servers").unwrap_or_default(),
        security: typer.part(root, "security"),
        tags: typer.part(root, "tags").unwrap_or_default(),
        external_docs: typer.part(root, "externalDocs"),
        extensions: extensions(root),
        components: root
            .get("components")
            .and_then(Value::as_object)
            .map(|members| typer.components(members)),
        paths: operation::paths(root, &mut typer),
    }
}

/// Types nodes and tells the faults.
struct Typer<'m, 'f, 't> {
    moves: &'m Moves,
    findings: &'f mut Findings<'t>,
}

impl Typer<'_, '_, '_> {
    /// Types a node unless it is known to be broken.
    fn node<T>(&mut self, at: &str, read: impl FnOnce() -> Typed<T>) -> Option<T> {
        if self.findings.is_broken(&self.moves.old(at)) {
            return None;
        }
        match read() {
            Ok(typed) => Some(typed),
            Err(Fault { pointer, message }) => {
                let old = self.moves.old(&pointer);
                self.findings
                    .report(Code::INVALID_KEYWORD, At::Value(&old), || {
                        Message::new(message)
                    });
                None
            }
        }
    }

    /// Types a member of the root.
    fn part<T: DeserializeOwned>(&mut self, root: &Map<String, Value>, key: &str) -> Option<T> {
        let value = root.get(key)?;
        let at = pointer::join(pointer::ROOT, key);
        self.node(&at, || plain(value, &at))
    }

    fn components(&mut self, members: &Map<String, Value>) -> Components {
        Components {
            schemas: self.section(members, "schemas", schema::schema_or_ref),
            responses: self.section(members, "responses", |value, at| {
                or_ref(value, at, objects::response)
            }),
            parameters: self.section(members, "parameters", |value, at| {
                or_ref(value, at, objects::parameter)
            }),
            examples: self.section(members, "examples", plain),
            request_bodies: self.section(members, "requestBodies", |value, at| {
                or_ref(value, at, objects::request_body)
            }),
            headers: self.section(members, "headers", |value, at| {
                or_ref(value, at, objects::header)
            }),
            security_schemes: self.section(members, "securitySchemes", plain),
            links: self.section(members, "links", plain),
            callbacks: self.section(members, "callbacks", |value, at| {
                or_ref(value, at, operation::callback)
            }),
            extensions: extensions(members),
        }
    }

    fn section<T>(
        &mut self,
        components: &Map<String, Value>,
        name: &str,
        read: impl Fn(&Value, &str) -> Typed<T>,
    ) -> IndexMap<String, T> {
        let place = pointer::join("#/components", name);
        let Some(Value::Object(members)) = components.get(name) else {
            return IndexMap::new();
        };
        let typed = members.iter().filter_map(|(key, value)| {
            let at = pointer::join(&place, key);
            Some((key.clone(), self.node(&at, || read(value, &at))?))
        });
        typed.collect()
    }
}

/// Types a value that has no schemas in it.
fn plain<T: DeserializeOwned>(value: &Value, at: &str) -> Typed<T> {
    T::deserialize(value).map_err(|error| fault(at, &error))
}

/// Types the keywords of an object, with `holes` in the place of its children.
fn shallow<T: DeserializeOwned>(
    members: &Map<String, Value>,
    at: &str,
    holes: &[Hole],
) -> Typed<T> {
    let entries =
        members.iter().filter_map(
            |(key, value)| match holes.iter().find(|hole| hole.key == key) {
                None => Some((&**key, value)),
                Some(hole) => hole.filler(value).map(|filler| (&**key, filler)),
            },
        );
    T::deserialize(MapDeserializer::new(entries)).map_err(|error| fault(at, &error))
}

/// A keyword whose value is typed apart.
struct Hole {
    key: &'static str,
    filler: Filler,
}

/// What stands in the place of a value that is typed apart.
#[derive(Clone, Copy)]
enum Filler {
    Nothing,
    /// An empty value of the same type.
    Empty,
}

static EMPTY_OBJECT: LazyLock<Value> = LazyLock::new(|| Value::Object(Map::new()));
static EMPTY_LIST: Value = Value::Array(Vec::new());

impl Hole {
    const fn nothing(key: &'static str) -> Self {
        Self {
            key,
            filler: Filler::Nothing,
        }
    }

    const fn empty(key: &'static str) -> Self {
        Self {
            key,
            filler: Filler::Empty,
        }
    }

    fn filler<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        match (self.filler, value) {
            (Filler::Nothing, _) => None,
            (Filler::Empty, Value::Object(_)) => Some(&EMPTY_OBJECT),
            (Filler::Empty, Value::Array(_)) => Some(&EMPTY_LIST),
            (Filler::Empty, other) => Some(other),
        }
    }
}

/// Types an object or a reference to one.
fn or_ref<T>(
    value: &Value,
    at: &str,
    read: fn(&Map<String, Value>, &str) -> Typed<T>,
) -> Typed<ReferenceOr<T>> {
    let members = object(value, at)?;
    match members.get("$ref") {
        Some(Value::String(reference)) => Ok(ReferenceOr::Reference {
            reference: reference.clone(),
        }),
        _ => read(members, at).map(ReferenceOr::Item),
    }
}

/// Types every member of the map at `key`, extensions apart.
fn map<T>(
    owner: &Map<String, Value>,
    key: &str,
    at: &str,
    read: impl Fn(&Value, &str) -> Typed<T>,
) -> Typed<IndexMap<String, T>> {
    let place = pointer::join(at, key);
    let members = owner
        .get(key)
        .map(|value| object(value, &place))
        .transpose()?;
    let members = members.into_iter().flatten();
    members
        .map(|(name, value)| Ok((name.clone(), read(value, &pointer::join(&place, name))?)))
        .collect()
}

/// Types every element of the list at `key`.
fn list<T>(
    owner: &Map<String, Value>,
    key: &str,
    at: &str,
    read: impl Fn(&Value, &str) -> Typed<T>,
) -> Typed<Vec<T>> {
    let place = pointer::join(at, key);
    let items = owner
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    items
        .enumerate()
        .map(|(index, value)| read(value, &pointer::index(&place, index)))
        .collect()
}

fn object<'v>(value: &'v Value, at: &str) -> Typed<&'v Map<String, Value>> {
    value.as_object().ok_or_else(|| Fault {
        pointer: at.to_owned(),
        message: "this must be an object".to_owned(),
    })
}

fn extensions(members: &Map<String, Value>) -> IndexMap<String, Value> {
    members
        .iter()
        .filter(|(key, _)| key.starts_with("x-"))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

fn fault(at: &str, error: &serde_json::Error) -> Fault {
    Fault {
        pointer: at.to_owned(),
        message: format!("this cannot be read: {error}"),
    }
}
