//! What is said about documents that are wrong, and where.

use graphwright_source::{Limits, SourceMap, openapi};

const PATHS: &str = "paths: {}\n";

/// Reads a text and compares what is said, one line a diagnostic: `code line:column message | help`.
fn check(name: &str, path: &str, text: &str, expected: &[&str]) {
    let mut map = SourceMap::new();
    let file = map.add(path, text);
    let read = openapi::read(&map, file, &[], &Limits::default());
    let lines: Vec<String> = read
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let place = match diagnostic.origin.as_ref().map(|origin| map.locate(origin)) {
                Some(place) if place.line.is_some() => {
                    format!(
                        "{}:{}",
                        place.line.unwrap_or_default(),
                        place.column.unwrap_or_default()
                    )
                }
                _ => "-".to_owned(),
            };
            let help = diagnostic
                .help
                .as_ref()
                .map(|help| format!(" | {help}"))
                .unwrap_or_default();
            let severity = if diagnostic.is_error() {
                String::new()
            } else {
                format!("{} ", diagnostic.severity)
            };
            format!(
                "{severity}{} {place} {}{help}",
                diagnostic.code, diagnostic.message
            )
        })
        .collect();
    assert_eq!(lines, expected, "{name}");
}

/// Checks a document of 3.0 that has `body` after its first two lines.
fn check_30(name: &str, body: &str, expected: &[&str]) {
    let text = format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\n{body}");
    check(name, "api.yaml", &text, expected);
}

/// Checks a schema of 3.0, whose first line is line 7.
fn check_schema(name: &str, schema: &str, expected: &[&str]) {
    let schema = schema
        .trim_matches('\n')
        .lines()
        .fold(String::new(), |all, line| format!("{all}      {line}\n"));
    check_30(
        name,
        &format!("{PATHS}components:\n  schemas:\n    Pet:\n{schema}"),
        expected,
    );
}

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
        &["yaml-syntax 2:1 the file holds more than one YAML document"],
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
    check(
        "list",
        "api.yaml",
        "- a\n- b\n",
        &["not-openapi 1:1 an OpenAPI document is an object; the file holds a list"],
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
        &[
            "not-openapi 1:10 OpenAPI 4.0.0 is not a version that can be read | 3.0 and 3.1 can be read",
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
            "duplicate-key 5:3 the key `title` stands here for the second time | the first one is on line 3; remove one of the two",
        ],
    );
    check(
        "JSON",
        "api.json",
        "{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"T\", \"version\": \"1\"},\n \"paths\": {}, \"openapi\": \"3.1.0\"}",
        &[
            "duplicate-key 2:15 the key `openapi` stands here for the second time | the first one is on line 1; remove one of the two",
        ],
    );
    check(
        "JSON with an escape",
        "api.json",
        "{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"T\", \"version\": \"1\", \"x-a\": {\"é\": 1, \"\\u00e9\": 2}}, \"paths\": {}}",
        &[
            "duplicate-key 1:77 the key `é` stands here for the second time | the first one is on line 1; remove one of the two",
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
        &["input-too-large 1:101 the text nests deeper than 100 levels"],
    );
    check(
        "brackets in YAML",
        "api.yaml",
        &format!("a: {}", deep("[", "]")),
        &["input-too-large 1:103 the text nests deeper than 100 levels"],
    );
    check(
        "objects",
        "api.json",
        &deep("{\"a\":", "}"),
        &["input-too-large 1:501 the text nests deeper than 100 levels"],
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
        &[
            "input-too-large 3:35 aliases make the text more than 10 times as large as it is written",
        ],
    );
    check(
        "alias of itself",
        "api.yaml",
        "openapi: &a\n  b: *a\n",
        &["yaml-syntax 2:6 the alias stands within the value that it names"],
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

#[test]
fn keywords() {
    check_30(
        "missing",
        "components: {}\n",
        &["missing-keyword 1:1 the document has no `paths`"],
    );
    check_30(
        "unknown",
        "path: {}\npaths: {}\n",
        &["warning unknown-keyword 3:1 the document has no keyword `path` | did you mean `paths`?"],
    );
    check_30(
        "path without a slash",
        "paths:\n  users: {}\n",
        &["invalid-keyword 4:3 the path `users` does not begin with a slash | write `/users`"],
    );
    check_30(
        "no status",
        "paths:\n  /a:\n    get:\n      responses:\n        2000: {description: d}\n        200: {description: d}\n",
        &[
            "invalid-keyword 7:9 `2000` is no status | a status is three digits (`404`), a range (`4XX`) or `default`",
        ],
    );
    check_30(
        "operation without responses",
        "paths:\n  /a:\n    get: {operationId: a}\n",
        &["missing-keyword 5:5 an operation has no `responses`"],
    );
    check_30(
        "response without description",
        "paths:\n  /a:\n    get:\n      responses:\n        200: {}\n",
        &["warning missing-keyword 7:9 a response has no `description`"],
    );
    check_30(
        "body parameter",
        "paths:\n  /a:\n    post:\n      parameters:\n        - {in: body, name: b, schema: {}}\n      responses: {200: {description: d}}\n",
        &[
            "invalid-keyword 7:16 `body` is none of `query`, `path`, `header`, `cookie` | OpenAPI 3 has `requestBody` beside `parameters`",
        ],
    );
    check_30(
        "harmless",
        "paths: {}\nexternalDocs: {description: no url}\ntags: [{name: 1}]\nservers:\n  - {url: /, description: }\n",
        &[
            "warning missing-keyword 4:1 the external documentation has no `url`",
            r#"warning invalid-keyword 5:15 the number 1 stands where a text is expected; it is read as one | put it in quotes: "1""#,
            "warning invalid-keyword 7:14 `description` has no value | remove the key, or give it a value",
        ],
    );
    check_30(
        "security scheme",
        "paths: {}\ncomponents:\n  securitySchemes:\n    a: {type: apiKey, in: header}\n    b: {type: basic}\n",
        &[
            "missing-keyword 6:5 a security scheme of type `apiKey` has no `name`",
            "invalid-keyword 7:15 `basic` is none of `apiKey`, `http`, `oauth2`, `openIdConnect`, `mutualTLS`",
        ],
    );
    check(
        "info",
        "api.yaml",
        "openapi: 3.0.3\ninfo:\n  version: 1.0\npaths: {}\n",
        &[
            r#"warning invalid-keyword 3:12 the number 1.0 stands where a text is expected; it is read as one | put it in quotes: "1.0""#,
            "missing-keyword 2:1 the info has no `title`",
        ],
    );
    check(
        "wrong style",
        "api.yaml",
        "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a/{b}:\n    get:\n      parameters:\n        - {name: b, in: path, style: form, schema: {}}\n      responses: {}\n",
        &[
            "invalid-keyword 7:38 a parameter in `path` has no style `form` | use one of: simple, label, matrix",
            "warning missing-keyword 7:11 the path parameter `b` is not `required: true`; it is read as such",
        ],
    );
}

#[test]
fn schemas() {
    check_schema(
        "wrong type of a keyword",
        "type: string\nminLength: one",
        &[
            "invalid-keyword 8:18 `minLength` must be a whole number of at least 0, not the text `one`",
        ],
    );
    check_schema(
        "negative length",
        "type: string\nminLength: -1",
        &[
            "invalid-keyword 8:18 `minLength` must be a whole number of at least 0, not the number -1",
        ],
    );
    check_schema(
        "required as a flag",
        "type: object\nproperties:\n  a: {type: string, required: true}",
        &[
            "invalid-keyword 9:37 `required` must be a list, not the flag true | `required` is a list of property names that stands beside `properties`",
        ],
    );
    check_schema(
        "slip",
        "type: object\npropertys: {}",
        &[
            "warning unknown-keyword 8:7 a schema has no keyword `propertys` | did you mean `properties`?",
        ],
    );
    check_schema(
        "no type of JSON",
        "type: int",
        &["invalid-keyword 7:13 `int` is no type of JSON Schema | did you mean `integer`?"],
    );
    check_schema(
        "file",
        "type: file",
        &[
            "warning invalid-keyword 7:13 `file` is a type of Swagger 2.0; it is read as a binary string | write `type: string` and `format: binary`",
        ],
    );
    check_schema(
        "null",
        "type: 'null'",
        &[
            "warning newer-keyword 7:13 `null` is a type of OpenAPI 3.1 and is read as such | 3.0 has `nullable: true`",
        ],
    );
    check_schema(
        "types",
        "type: [string, 'null']",
        &[
            "warning newer-keyword 7:13 a list of types is a form of OpenAPI 3.1 and is read as such",
        ],
    );
    check_schema(
        "number in an enum of strings",
        "type: string\nenum: [a, 1]",
        &[
            "warning enum-mismatch 8:17 the number 1 in the `enum` of a string; it is read as a string | put it in quotes",
        ],
    );
    check_schema(
        "text in an enum of integers",
        "type: integer\nenum: [1, two]",
        &[
            "warning enum-mismatch 8:17 the text `two` in the `enum` of an integer can never be; it is left out",
        ],
    );
    check_schema(
        "default",
        "type: string\ndefault: true",
        &["warning default-mismatch 8:16 the flag true stands where the schema says `string`"],
    );
    check_schema(
        "discriminator",
        "discriminator: kind",
        &[
            "invalid-keyword 7:22 `discriminator` must be an object, not the text `kind` | write `propertyName: kind` below it",
        ],
    );
    check_schema(
        "misfit",
        "type: integer\nminLength: 2",
        &["note unused-keyword 8:7 `minLength` says nothing about values of type `integer`"],
    );
    check_schema(
        "several faults",
        "type: object\nproperties:\n  a: {type: strin}\n  b: {minLength: x}\n  c: []",
        &[
            "invalid-keyword 9:19 `strin` is no type of JSON Schema | did you mean `string`?",
            "invalid-keyword 10:24 `minLength` must be a whole number of at least 0, not the text `x`",
            "invalid-keyword 11:12 `c` must be a schema (an object), not a list",
        ],
    );
}

#[test]
fn examples() {
    check_schema(
        "list for a string",
        "type: object\nproperties:\n  mail:\n    type: string\n    example: [email protected]",
        &["warning example-mismatch 11:20 a list stands where the schema says `string`"],
    );
    check_schema(
        "two in one example",
        "type: object\nproperties: {a: {type: string}, b: {type: array, items: {type: integer}}}\nexample:\n  a: 1\n  b: [1, x]",
        &[
            "warning example-mismatch 10:12 the number 1 stands where the schema says `string`",
            "warning example-mismatch 11:16 the text `x` stands where the schema says `integer`",
        ],
    );
    check_schema(
        "through compositions",
        "allOf:\n  - $ref: '#/components/schemas/Pet/properties/id'\nproperties:\n  id: {type: integer}\nexample: {id: a}\nanyOf: [{type: integer}, {type: boolean}]",
        &["warning example-mismatch 11:16 an object stands where the schema says `integer`"],
    );
    check_schema(
        "null",
        "type: string\nexample: null",
        &["warning example-mismatch 8:16 null stands where the schema says `string`"],
    );
}

#[test]
fn references() {
    let refs = |refs: &str| {
        format!("paths: {{}}\ncomponents:\n  schemas:\n    User: {{type: object}}\n{refs}")
    };
    check_30(
        "slip",
        &refs("    A: {$ref: '#/components/schemas/Usr'}\n"),
        &[
            "unresolved-ref 7:15 `#/components/schemas/Usr` leads to nothing | did you mean `#/components/schemas/User`?",
        ],
    );
    check_30(
        "nothing",
        &refs("    A: {items: {$ref: '#/components/schemas/Elsewhere'}}\n"),
        &["unresolved-ref 7:23 `#/components/schemas/Elsewhere` leads to nothing"],
    );
    check_30(
        "no pointer",
        &refs("    A: {$ref: User}\n    B: {$ref: '#User'}\n"),
        &[
            "ref-outside 7:15 `User` leads to another file | put what it leads to under `components` of this document",
            "unresolved-ref 8:15 `#User` leads to nothing",
        ],
    );
    check_30(
        "outside",
        &refs("    A: {$ref: 'https://example.com/a.yaml#/A'}\n    B: {$ref: '../b.yaml#/B'}\n"),
        &[
            "ref-outside 7:15 `https://example.com/a.yaml#/A` leads to the network, which is never read | put what it leads to under `components` of this document",
            "ref-outside 8:15 `../b.yaml#/B` leads to another file | put what it leads to under `components` of this document",
        ],
    );
    check_30(
        "own name and escapes",
        &refs(
            "    A: {$ref: 'api.yaml#/components/schemas/User'}\n    B: {$ref: '#/components/schemas/%55ser'}\n",
        ),
        &[],
    );
    check_30(
        "cycle",
        &refs(
            "    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/A'}\n    C: {$ref: '#/components/schemas/A'}\n",
        ),
        &[
            "ref-cycle 7:15 a chain of references comes back to itself: #/components/schemas/A -> #/components/schemas/B -> #/components/schemas/A | one of them must be a definition, not a reference",
        ],
    );
    check_30(
        "itself",
        &refs("    A: {$ref: '#/components/schemas/A'}\n"),
        &[
            "ref-cycle 7:15 a chain of references comes back to itself: #/components/schemas/A -> #/components/schemas/A | one of them must be a definition, not a reference",
        ],
    );
    check_30(
        "recursion is no cycle",
        &refs("    A: {properties: {a: {$ref: '#/components/schemas/A'}}}\n"),
        &[],
    );
    check_30(
        "wrong section",
        &refs("  responses:\n    R: {$ref: '#/components/schemas/User'}\n"),
        &[
            "warning unresolved-ref 8:15 `#/components/schemas/User` does not lead to a response | it must lead to one under `#/components/responses`",
        ],
    );
    check_30(
        "a property of that name",
        &refs("    A: {properties: {$ref: {type: string}}}\n"),
        &[],
    );
}

#[test]
fn path_parameters() {
    let path = |path: &str, parameters: &str| {
        format!(
            "paths:\n  {path}:\n    get:\n      parameters: [{parameters}]\n      responses: {{200: {{description: d}}}}\n"
        )
    };
    let parameter = |name: &str| {
        format!("{{name: {name}, in: path, required: true, schema: {{type: string}}}}")
    };
    check_30(
        "not declared",
        &path("/users/{id}", ""),
        &[
            "path-parameter 4:3 `GET /users/{id}` does not declare its path parameter `id` | add {name: id, in: path, required: true, schema: {type: string}} to its parameters",
        ],
    );
    check_30(
        "slip",
        &path("/users/{userId}", &parameter("userid")),
        &[
            "path-parameter 4:3 `GET /users/{userId}` does not declare its path parameter `userId` | it declares `userid`; the two must be spelt alike",
        ],
    );
    check_30(
        "not named",
        &path("/users", &parameter("id")),
        &[
            "warning path-parameter 5:5 `GET /users` declares a path parameter `id` that the path does not name",
        ],
    );
    check_30(
        "braces",
        &path("/users/{id", &parameter("id")),
        &["path-parameter 4:3 the braces of the path `/users/{id` do not match or are too many"],
    );
    check_30(
        "not required",
        &path("/{id}", "{name: id, in: path, schema: {}}"),
        &[
            "warning missing-keyword 6:20 the path parameter `id` is not `required: true`; it is read as such",
        ],
    );
    check_30(
        "shared",
        "paths:\n  /{id}:\n    parameters: [{$ref: '#/components/parameters/id'}]\n    get: {responses: {}}\ncomponents:\n  parameters:\n    id: {name: id, in: path, required: true, schema: {}}\n",
        &[],
    );
}

/// Beyond the first thousand of a kind, only their number is told, and it weighs no more than they do.
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
