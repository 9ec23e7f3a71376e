//! Resource-exhaustion documents ("bombs"): small texts that are large to read, and large monotonous ones. Each must be
//! generated or refused within the limits.

use serde_json::{Map, Value, json};
use std::fmt::Write;

/// Returns the bomb with a number; `None` after the last one.
pub(crate) fn bomb(number: u64) -> Option<String> {
    let (_, build) = BOMBS.get(usize::try_from(number).ok()?)?;
    Some(build())
}

/// The name of a bomb, and the function that builds it.
type Bomb = (&'static str, fn() -> String);

const BOMBS: &[Bomb] = &[
    ("aliases of aliases", || aliases(30, "[", "]")),
    ("aliases of mappings", || aliases(30, "{a: 1, b: [", "]}")),
    ("merge keys", || {
        let mut text = String::from("a0: &a0 { x: 1 }\n");
        for level in 1..200 {
            // Writing to a `String` cannot fail.
            let _ = writeln!(
                text,
                "a{level}: &a{level} {{ <<: [*a{0}, *a{0}], y: *a{0} }}",
                level - 1
            );
        }
        text
    }),
    ("a hundred thousand brackets", || "[".repeat(100_000)),
    ("a hundred thousand braces", || "{a: ".repeat(100_000)),
    ("a hundred thousand brackets of JSON", || {
        format!("{{\"a\": {}", "[".repeat(100_000))
    }),
    ("a hundred thousand indents", || {
        let lines = (0..2_000).map(|depth| [&" ".repeat(depth), "a:\n"].concat());
        lines.collect()
    }),
    ("schemas in schemas", || {
        nested(
            95,
            |inner| json!({ "type": "object", "properties": { "inner": inner } }),
        )
    }),
    ("lists in lists", || {
        nested(95, |inner| json!({ "type": "array", "items": inner }))
    }),
    ("choices in choices", || {
        nested(
            90,
            |inner| json!({ "oneOf": [{ "type": "string" }, inner] }),
        )
    }),
    ("a hundred thousand members of an enum", || {
        let members: Vec<String> = (0..100_000).map(|n| format!("member {n}")).collect();
        schemas([("S".to_owned(), json!({ "type": "string", "enum": members }))])
    }),
    ("equal members of an enum", || {
        schemas([(
            "S".to_owned(),
            json!({ "type": "string", "enum": vec!["same"; 100_000] }),
        )])
    }),
    ("members of one name", || {
        let members: Vec<String> = (0..20_000)
            .map(|n| "?".repeat(n % 50) + &"-".repeat(n / 50))
            .collect();
        schemas([("S".to_owned(), json!({ "type": "string", "enum": members }))])
    }),
    ("a hundred thousand properties", || {
        let properties = (0..100_000).map(|n| (format!("p{n}"), json!({ "type": "string" })));
        let properties: Map<String, Value> = properties.collect();
        schemas([(
            "S".to_owned(),
            json!({ "type": "object", "properties": properties }),
        )])
    }),
    ("required names that are not there", || {
        let names: Vec<String> = (0..100_000).map(|n| format!("r{n}")).collect();
        schemas([(
            "S".to_owned(),
            json!({ "type": "object", "required": names, "properties": { "a": {} } }),
        )])
    }),
    ("diamonds of allOf", || {
        chain(
            200,
            |n| json!({ "allOf": [next(n + 1), next(n + 1), { "properties": { format!("p{n}"): {} } }] }),
        )
    }),
    ("diamonds of oneOf", || {
        chain(
            200,
            |n| json!({ "oneOf": [next(n + 1), next(n + 2), { "type": "string" }] }),
        )
    }),
    ("diamonds of anyOf and allOf", || {
        chain(
            60,
            |n| json!({ "anyOf": [next(n + 1), next(n + 2)], "allOf": [next(n + 1), next(n + 2)] }),
        )
    }),
    ("a long chain of references", || {
        chain(100_000, |n| next(n + 1))
    }),
    ("a long ring of references", || {
        let ring = (0..50_000).map(|n| (format!("S{n}"), next((n + 1) % 50_000)));
        schemas(ring)
    }),
    ("a long chain of objects", || {
        chain(
            20_000,
            |n| json!({ "type": "object", "properties": { "next": next(n + 1) } }),
        )
    }),
    ("references to themselves", || {
        let own = |n: usize| json!({ "$ref": format!("#/components/schemas/S{n}") });
        schemas((0..5_000).map(|n| (format!("S{n}"), own(n))))
    }),
    ("references into the root", || {
        schemas((0..2_000).map(|n| {
            (
                format!("S{n}"),
                json!({ "allOf": [{ "$ref": "#/components/schemas" }, { "$ref": "#" }] }),
            )
        }))
    }),
    ("a long text", || {
        schemas([(
            "S".to_owned(),
            json!({ "type": "string", "description": "long ".repeat(2_000_000) }),
        )])
    }),
    ("a long word", || {
        schemas([(
            "S".to_owned(),
            json!({ "type": "string", "default": "x".repeat(8_000_000) }),
        )])
    }),
    ("a long text of backticks", || {
        schemas([(
            "S".to_owned(),
            json!({ "type": "string", "description": "` `` ".repeat(100_000) }),
        )])
    }),
    ("a long text of brackets", || {
        schemas([(
            "S".to_owned(),
            json!({ "type": "string", "description": "[<![".repeat(250_000) }),
        )])
    }),
    ("a long text of addresses", || {
        schemas([(
            "S".to_owned(),
            json!({ "type": "string", "description": "http://".repeat(150_000) }),
        )])
    }),
    ("a long pattern", || {
        schemas([(
            "S".to_owned(),
            json!({ "type": "string", "pattern": "(".repeat(500_000) }),
        )])
    }),
    ("a long key", || {
        schemas([("k".repeat(4_000_000), json!({}))])
    }),
    ("equal keys", || {
        format!("openapi: 3.0.3\n{}", "a: 1\n".repeat(100_000))
    }),
    ("equal keys of JSON", || {
        format!("{{\"a\":1{}}}", ",\"a\":1".repeat(100_000))
    }),
    ("schemas of one name", || {
        schemas(
            (0..5_000)
                .map(|n| {
                    (
                        format!("s{}", "-".repeat(n)),
                        json!({ "type": "object", "properties": { "a": {} } }),
                    )
                })
                .take(2_000),
        )
    }),
    ("many operations on a path", || {
        let operation = json!({ "responses": { "200": { "description": "Ok" } } });
        let paths: Map<String, Value> = (0..4_000)
            .map(|n| {
                (
                    format!("/a{}", "/b".repeat(n % 100) + &"c".repeat(n / 100)),
                    json!({ "get": operation }),
                )
            })
            .collect();
        document(&json!({}), &paths)
    }),
    ("parameters of one path", || {
        let path: String = (0..2_000)
            .map(|n| ["/{p", &n.to_string(), "}"].concat())
            .collect();
        let parameters: Vec<Value> = (0..2_000).map(|n| json!({ "name": format!("p{n}"), "in": "path", "required": true, "schema": {} })).collect();
        let operation =
            json!({ "parameters": parameters, "responses": { "200": { "description": "Ok" } } });
        document(
            &json!({}),
            &Map::from_iter([(path, json!({ "get": operation }))]),
        )
    }),
    ("discriminators that inherit", || {
        chain(
            2_000,
            |n| json!({ "allOf": [next(n / 2)], "type": "object", "discriminator": { "propertyName": "kind" }, "properties": { "kind": { "type": "string" } } }),
        )
    }),
    ("numbers without end", || {
        let number = "9".repeat(1_000_000);
        format!(
            "openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths: {{}}\nx-n: {number}\ncomponents: {{ schemas: {{ S: {{ type: integer, maximum: {number} }} }} }}\n"
        )
    }),
];

/// Returns the name of the bomb with a number.
pub fn bomb_name(number: u64) -> Option<&'static str> {
    let (name, _) = BOMBS.get(usize::try_from(number).ok()?)?;
    Some(name)
}

fn aliases(levels: usize, open: &str, close: &str) -> String {
    let mut text = format!("a0: &a0 {open}x, x, x{close}\n");
    for level in 1..levels {
        let inner = vec![format!("*a{}", level - 1); 10].join(", ");
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "a{level}: &a{level} {open}{inner}{close}");
    }
    text
}

fn nested(depth: usize, wrap: impl Fn(Value) -> Value) -> String {
    let schema = (0..depth / 2).fold(json!({ "type": "string" }), |inner, _| wrap(inner));
    schemas([("S".to_owned(), schema)])
}

/// A reference to the schema with a number.
fn next(number: usize) -> Value {
    json!({ "$ref": format!("#/components/schemas/S{number}") })
}

/// Schemas that are built from their numbers and refer to later ones. Two more end the chain.
fn chain(length: usize, schema: impl Fn(usize) -> Value) -> String {
    let links = (0..length).map(|n| (format!("S{n}"), schema(n)));
    let ends = (length..length + 2).map(|n| {
        (
            format!("S{n}"),
            json!({ "type": "object", "properties": { "end": {} } }),
        )
    });
    schemas(links.chain(ends))
}

fn schemas(schemas: impl IntoIterator<Item = (String, Value)>) -> String {
    let schemas: Map<String, Value> = schemas.into_iter().collect();
    document(&Value::Object(schemas), &Map::new())
}

fn document(schemas: &Value, paths: &Map<String, Value>) -> String {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "T", "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas },
    })
    .to_string()
}
