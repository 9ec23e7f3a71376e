//! Texts that are not a document, or more than one can be.

use super::{PATHS, check};
use graphwright_source::{Limits, SourceMap, openapi};

#[test]
fn texts_that_are_no_document() {
    check(
        "empty",
        "api.yaml",
        "",
        &["input-empty 1:1 the file is empty"],
    );
    check(
        "only a mark and a newline",
        "api.yaml",
        "\u{feff}\n",
        &["input-empty 1:1 the file is empty"],
    );
    check(
        "tab",
        "api.yaml",
        "openapi: 3.0.3\ninfo:\n\ttitle: T\n",
        &[
            "yaml-syntax 3:2 tabs disallowed within this context (block indentation) | YAML indents with spaces; replace the tab",
        ],
    );
    check(
        "colon in a plain scalar",
        "api.yaml",
        "info:\n  - title: A \"b\" c: d\n",
        &[
            r#"yaml-syntax 2:19 mapping values are not allowed in this context | put the value in quotes: title: 'A "b" c: d'"#,
        ],
    );
    check(
        "after a mark",
        "api.yaml",
        "\u{feff}título: a: b\n",
        &[
            r#"yaml-syntax 1:10 mapping values are not allowed in this context | put the value in quotes: título: "a: b""#,
        ],
    );
    check(
        "unclosed",
        "api.yaml",
        "a: [1, 2\nb: 3\n",
        &["yaml-syntax 2:2 illegal placement of ':' indicator"],
    );
    check(
        "two documents",
        "api.yaml",
        "openapi: 3.0.3\n---\nopenapi: 3.0.3\n",
        &["yaml-syntax 2:1 the file has more than one YAML document"],
    );
    check(
        "a key that is a list",
        "api.yaml",
        "? [a, b]\n: 1\n",
        &["yaml-syntax 1:3 a key must be a scalar, not a mapping or a list"],
    );
    check(
        "JSON",
        "api.json",
        "{\"openapi\": \"3.0.3\",\n  \"info\": {\"title\": oops}}",
        &["json-syntax 2:21 expected value"],
    );
    check(
        "JSON cut short",
        "api.json",
        "{\"openapi\": \"3.0.3\"",
        &["json-syntax 1:19 EOF while parsing an object"],
    );
}

#[test]
fn documents_of_no_version() {
    check(
        "list",
        "api.yaml",
        "- a\n- b\n",
        &["not-openapi 1:1 an OpenAPI document is an object, not a list"],
    );
    check(
        "no version",
        "api.yaml",
        "info:\n  title: T\n",
        &[
            "not-openapi 1:1 the document has no `openapi` version | an OpenAPI document begins with a line such as `openapi: 3.0.3`",
        ],
    );
    check(
        "unknown version",
        "api.yaml",
        "openapi: 4.0.0\n",
        &["not-openapi 1:10 OpenAPI 4.0.0 is not supported | versions 3.0 and 3.1 are supported"],
    );
    check(
        "a version that is like one that can be read",
        "api.yaml",
        "openapi: 3.2.0\ninfo: {title: T, version: '1'}\npaths: {/a: {query: {responses: {}}}}\n",
        &[
            "warning newer-keyword 1:10 OpenAPI 3.2.0 is read as 3.1; keywords that only 3.2 has are left out",
            "warning unknown-keyword 3:14 a path item has no keyword `query`",
        ],
    );
    check(
        "Swagger",
        "api.yaml",
        "info: {}\nswagger: '2.0'\n",
        &[
            "swagger-2 2:1 the document is Swagger 2.0, not OpenAPI 3 | convert it first, for example with `npx swagger2openapi --outfile openapi.yaml swagger.yaml`",
        ],
    );
}

#[test]
fn keys_that_stand_twice() {
    check(
        "YAML",
        "api.yaml",
        "openapi: 3.0.3\ninfo:\n  title: T\n  version: '1'\n  title: U\npaths: {}\n",
        &[
            "duplicate-key 5:3 the key `title` is repeated here | the first one is on line 3; remove one of the two",
        ],
    );
    check(
        "JSON",
        "api.json",
        "{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"T\", \"version\": \"1\"},\n \"paths\": {}, \"openapi\": \"3.1.0\"}",
        &[
            "duplicate-key 2:15 the key `openapi` is repeated here | the first one is on line 1; remove one of the two",
        ],
    );
    check(
        "JSON with an escape",
        "api.json",
        "{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"T\", \"version\": \"1\", \"x-a\": {\"é\": 1, \"\\u00e9\": 2}}, \"paths\": {}}",
        &[
            "duplicate-key 1:77 the key `é` is repeated here | the first one is on line 1; remove one of the two",
        ],
    );
}

#[test]
fn bombs() {
    let deep =
        |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    check(
        "brackets",
        "api.json",
        &deep("[", "]"),
        &["input-too-large 1:101 the text is nested deeper than 100 levels"],
    );
    check(
        "brackets in YAML",
        "api.yaml",
        &format!("a: {}", deep("[", "]")),
        &["input-too-large 1:103 the text is nested deeper than 100 levels"],
    );
    check(
        "objects",
        "api.json",
        &deep("{\"a\":", "}"),
        &["input-too-large 1:501 the text is nested deeper than 100 levels"],
    );
    let level =
        |new: char, old: char| format!("{new}: &{new} [{}]\n", format!("*{old},").repeat(9));
    let levels: Vec<String> = ('b'..='i')
        .zip('a'..='h')
        .map(|(new, old)| level(new, old))
        .collect();
    let levels = levels.concat();
    check(
        "aliases",
        "api.yaml",
        &format!("a: &a [x,x,x,x,x,x,x,x,x]\n{levels}"),
        &["input-too-large 3:35 aliases make the document more than 10 times as large as its text"],
    );
    check(
        "alias of itself",
        "api.yaml",
        "openapi: &a\n  b: *a\n",
        &["yaml-syntax 2:6 the alias is inside the value that it refers to"],
    );
    check(
        "alias of nothing",
        "api.yaml",
        "openapi: *a\n",
        &["yaml-syntax 1:10 while parsing node, found unknown anchor"],
    );
    let keys: Vec<String> = (0..1_000_000).map(|key| format!("k{key}: 1\n")).collect();
    let keys = keys.concat();
    check(
        "keys",
        "api.yaml",
        &keys,
        &["input-too-large 100001:1 the mapping has more than 100000 keys"],
    );
    let keys: Vec<String> = (0..1_000_000).map(|key| format!("\"k{key}\": 1")).collect();
    check(
        "keys in JSON",
        "api.json",
        &format!("{{{}}}", keys.join(",")),
        &["input-too-large 1:1188903 the mapping has more than 100000 keys"],
    );
}

/// Beyond the first thousand of a kind, only their number is reported, and it weighs no more than they do.
#[test]
fn more_than_can_be_told() {
    let keys: Vec<String> = (0..1500).map(|key| format!("key{key}: 1\n")).collect();
    let mut map = SourceMap::new();
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: 1}}\n{PATHS}{}",
        keys.concat()
    );
    let file = map.add("api.yaml", text);
    let read = openapi::read(&map, file, &[], &Limits::default());
    assert_eq!(read.diagnostics.len(), 1002);
    assert!(
        read.diagnostics
            .iter()
            .all(|diagnostic| !diagnostic.is_error())
    );
    let last = read.diagnostics.last().unwrap();
    assert_eq!(last.message, "500 more like this are not shown");
}
