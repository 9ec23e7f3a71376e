//! Paths, path items, operations and callbacks.

use super::objects::{parameters, request_body, responses};
use super::{Hole, Typed, Typer, extensions, map, object, or_ref, shallow};
use crate::openapi::paths::METHODS;
use crate::pointer;
use openapiv3::{Callback, Operation, PathItem, Paths, ReferenceOr};
use serde_json::{Map, Value};

/// The keywords of a path item that are typed apart.
const ITEM_HOLES: &[Hole] = &[
    Hole::nothing("parameters"),
    Hole::nothing("get"),
    Hole::nothing("put"),
    Hole::nothing("post"),
    Hole::nothing("delete"),
    Hole::nothing("options"),
    Hole::nothing("head"),
    Hole::nothing("patch"),
    Hole::nothing("trace"),
];

/// The paths of the document. Each operation is a node of its own.
pub(super) fn paths(root: &Map<String, Value>, typer: &mut Typer<'_, '_, '_>) -> Paths {
    let Some(Value::Object(members)) = root.get("paths") else {
        return Paths::default();
    };
    let mut paths = Paths {
        extensions: extensions(members),
        ..Paths::default()
    };
    for (path, value) in members.iter().filter(|(path, _)| path.starts_with('/')) {
        let at = pointer::join("#/paths", path);
        let Value::Object(item) = value else { continue };
        if let Some(item) = top_item(item, &at, typer) {
            paths.paths.insert(path.clone(), item);
        }
    }
    paths
}

/// A path item of the document, without those of its operations that are broken.
fn top_item(
    item: &Map<String, Value>,
    at: &str,
    typer: &mut Typer<'_, '_, '_>,
) -> Option<ReferenceOr<PathItem>> {
    if let Some(Value::String(reference)) = item.get("$ref") {
        return typer.node(at, || {
            Ok(ReferenceOr::Reference {
                reference: reference.clone(),
            })
        });
    }
    let shared = pointer::join(at, "parameters");
    let mut whole = typer.node(&shared, || bare_item(item, at))?;
    for method in METHODS {
        let Some(value) = item.get(*method) else {
            continue;
        };
        let at = pointer::join(at, method);
        let operation = typer.node(&at, || operation(object(value, &at)?, &at));
        set(&mut whole, method, operation);
    }
    Some(ReferenceOr::Item(whole))
}

/// Types a whole path item; one broken operation breaks it.
pub(in super::super) fn path_item(item: &Map<String, Value>, at: &str) -> Typed<PathItem> {
    let mut whole = bare_item(item, at)?;
    for method in METHODS {
        let Some(value) = item.get(*method) else {
            continue;
        };
        let at = pointer::join(at, method);
        set(
            &mut whole,
            method,
            Some(operation(object(value, &at)?, &at)?),
        );
    }
    Ok(whole)
}

/// A path item without its operations.
fn bare_item(item: &Map<String, Value>, at: &str) -> Typed<PathItem> {
    let mut typed: PathItem = shallow(item, at, ITEM_HOLES)?;
    typed.parameters = parameters(item, at)?;
    Ok(typed)
}

fn set(item: &mut PathItem, method: &str, operation: Option<Operation>) {
    let slot = match method {
        "get" => &mut item.get,
        "put" => &mut item.put,
        "post" => &mut item.post,
        "delete" => &mut item.delete,
        "options" => &mut item.options,
        "head" => &mut item.head,
        "patch" => &mut item.patch,
        _ => &mut item.trace,
    };
    *slot = operation;
}

fn operation(members: &Map<String, Value>, at: &str) -> Typed<Operation> {
    let holes = [
        Hole::nothing("parameters"),
        Hole::nothing("requestBody"),
        Hole::empty("responses"),
        Hole::nothing("callbacks"),
    ];
    let mut operation: Operation = shallow(members, at, &holes)?;
    operation.parameters = parameters(members, at)?;
    if let Some(value) = members.get("requestBody") {
        operation.request_body = Some(or_ref(
            value,
            &pointer::join(at, "requestBody"),
            request_body,
        )?);
    }
    if let Some(value) = members.get("responses") {
        let at = pointer::join(at, "responses");
        operation.responses = responses(object(value, &at)?, &at)?;
    }
    operation.callbacks = map(members, "callbacks", at, |value, at| {
        callback(object(value, at)?, at)
    })?;
    Ok(operation)
}

/// A callback: path items by runtime expressions.
pub(super) fn callback(members: &Map<String, Value>, at: &str) -> Typed<Callback> {
    let items = members.iter().filter(|(key, _)| !key.starts_with("x-"));
    items
        .map(|(expression, value)| {
            let at = pointer::join(at, expression);
            Ok((expression.clone(), path_item(object(value, &at)?, &at)?))
        })
        .collect()
}
