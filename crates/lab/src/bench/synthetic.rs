//! A document that is made up, for where no real one is at hand: resources with the five usual
//! operations, and schemas with what real ones have most of.

use serde_json::{Map, Value, json};

/// A document with so many resources, some 5 kB each.
pub(super) fn document(resources: usize) -> Value {
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    for number in 0..resources {
        let thing = format!("Thing{number}");
        paths.insert(format!("/things-{number}"), collection(&thing));
        paths.insert(format!("/things-{number}/{{id}}"), member(&thing));
        schemas.extend(types(&thing));
    }
    schemas.insert("Error".to_owned(), error());
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Things", "version": "1.0.0"},
        "servers": [{"url": "https://things.example.com/v1"}],
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

fn collection(thing: &str) -> Value {
    let parameter = |name: &str, schema: Value| {
        json!({
            "name": name, "in": "query", "schema": schema,
            "description": format!("Narrows the list by {name}; all are listed without it."),
        })
    };
    let list = json!({"type": "object", "properties": {
        "value": {"type": "array", "items": reference(thing)},
        "next": {"type": "string", "format": "uri"},
    }});
    json!({
        "get": operation(&format!("list{thing}"), thing, json!({
            "parameters": [
                parameter("top", json!({"type": "integer", "format": "int32", "minimum": 1})),
                parameter("search", json!({"type": "string"})),
                parameter("status", reference(&format!("{thing}Status"))),
            ],
            "responses": answers("200", &list),
        })),
        "post": operation(&format!("create{thing}"), thing, json!({
            "requestBody": body(thing),
            "responses": answers("201", &reference(thing)),
        })),
    })
}

fn member(thing: &str) -> Value {
    json!({
        "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
        "get": operation(&format!("get{thing}"), thing, json!({
            "responses": answers("200", &reference(thing)),
        })),
        "patch": operation(&format!("update{thing}"), thing, json!({
            "requestBody": body(thing),
            "responses": answers("200", &reference(thing)),
        })),
        "delete": operation(&format!("delete{thing}"), thing, json!({
            "responses": {"204": {"description": "It is gone."}, "default": fault()},
        })),
    })
}

/// What every operation has, and the rest.
fn operation(id: &str, tag: &str, rest: Value) -> Value {
    let mut operation = json!({
        "operationId": id,
        "tags": [tag],
        "summary": format!("{id}, as every resource has it"),
        "description": "Answers at once. Callers need the right to see what they ask for.",
    });
    if let (Value::Object(operation), Value::Object(rest)) = (&mut operation, rest) {
        operation.extend(rest);
    }
    operation
}

fn body(thing: &str) -> Value {
    json!({"required": true, "content": {"application/json": {"schema": reference(thing)}}})
}

fn answers(status: &str, schema: &Value) -> Value {
    json!({
        status: {"description": "Done.", "content": {"application/json": {"schema": schema}}},
        "default": fault(),
    })
}

fn fault() -> Value {
    json!({"description": "Why not.", "content": {"application/json": {"schema": reference("Error")}}})
}

fn reference(schema: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{schema}")})
}

/// The schemas of a resource: an object, one that extends it, an enum, and a union with a tag.
fn types(thing: &str) -> [(String, Value); 5] {
    let [status, owner, large, event] =
        ["Status", "Owner", "Large", "Event"].map(|suffix| format!("{thing}{suffix}"));
    let mut properties = Map::new();
    for number in 0..8 {
        let text = json!({"type": "string", "maxLength": 200, "nullable": number % 2 == 0,
            "description": format!("The part number {number} of what is known.")});
        properties.insert(format!("part_{number}"), text);
    }
    properties.extend([
        (
            "id".to_owned(),
            json!({"type": "string", "format": "uuid", "readOnly": true}),
        ),
        (
            "createdAt".to_owned(),
            json!({"type": "string", "format": "date-time"}),
        ),
        (
            "count".to_owned(),
            json!({"type": "integer", "format": "int64"}),
        ),
        (
            "share".to_owned(),
            json!({"type": "number", "minimum": 0, "maximum": 1}),
        ),
        (
            "labels".to_owned(),
            json!({"type": "array", "items": {"type": "string"}}),
        ),
        (
            "extra".to_owned(),
            json!({"type": "object", "additionalProperties": {"type": "string"}}),
        ),
        ("status".to_owned(), reference(&status)),
        ("owner".to_owned(), reference(&owner)),
        ("last".to_owned(), reference(&event)),
    ]);
    let object = json!({"type": "object", "required": ["part_1"], "properties": properties});
    let extended = json!({"allOf": [
        reference(&owner),
        {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "size": {"type": "integer"}}},
    ]});
    let union = json!({"oneOf": [reference(&large)], "discriminator": {
        "propertyName": "kind", "mapping": {"large": format!("#/components/schemas/{large}")},
    }});
    [
        (thing.to_owned(), object),
        (
            status,
            json!({"type": "string", "enum": ["new", "open", "done"]}),
        ),
        (
            owner,
            json!({"type": "object", "properties": {"name": {"type": "string"}, "email": {"type": "string"}}}),
        ),
        (large, extended),
        (event, union),
    ]
}

fn error() -> Value {
    json!({"type": "object", "required": ["code"], "properties": {
        "code": {"type": "string"}, "message": {"type": "string"},
    }})
}
