//! Defects of real documents that do no harm: each is told, and the document is read nevertheless.

use super::{check, check_30, check_schema};

/// Checks the answers and other members of one operation, whose first line is line 6.
fn check_operation(name: &str, members: &str, expected: &[&str]) {
    let members = members
        .trim_matches('\n')
        .lines()
        .fold(String::new(), |all, line| format!("{all}      {line}\n"));
    check_30(
        name,
        &format!("paths:\n  /a:\n    get:\n{members}"),
        expected,
    );
}

#[test]
fn a_head_that_lacks_something() {
    check(
        "no info",
        "api.yaml",
        "openapi: 3.0\npaths: {}\n",
        &[
            r#"warning invalid-keyword 1:10 the number 3.0 instead of a string; it is read as one | put it in quotes: "3.0""#,
            "warning missing-keyword 1:1 the document has no `info`",
        ],
    );
    check(
        "info without a value",
        "api.yaml",
        "openapi: 3.1\ninfo:\npaths:\n",
        &[
            r#"warning invalid-keyword 1:10 the number 3.1 instead of a string; it is read as one | put it in quotes: "3.1""#,
            "warning invalid-keyword 2:1 `info` has no value | remove the key, or give it a value",
            "warning invalid-keyword 3:1 `paths` has no value | remove the key, or give it a value",
        ],
    );
    check(
        "no version, and a date",
        "api.yaml",
        "openapi: 3.0.3\ninfo: {title: 2024-01-31}\npaths: {}\n",
        &["warning missing-keyword 2:1 the info has no `version`"],
    );
    check_30(
        "servers",
        "paths: {}\nservers: [{description: d}, {url: 'not a url', variables: {a: {enum: [b]}, c: {}}}]\n",
        &[
            "warning missing-keyword 4:11 a server has no `url`",
            "warning missing-keyword 4:60 a server variable has no `default`",
            "warning missing-keyword 4:76 a server variable has no `default`",
        ],
    );
}

#[test]
fn nothing_where_something_is_expected() {
    check_30(
        "sections",
        "paths: {}\nsecurity:\ntags:\ncomponents:\n  schemas:\n  securitySchemes:\n",
        &[
            "warning invalid-keyword 4:1 `security` has no value | remove the key, or give it a value",
            "warning invalid-keyword 5:1 `tags` has no value | remove the key, or give it a value",
            "warning invalid-keyword 7:3 `schemas` has no value | remove the key, or give it a value",
            "warning invalid-keyword 8:3 `securitySchemes` has no value | remove the key, or give it a value",
        ],
    );
    check_operation(
        "an operation",
        "parameters:\nresponses:\n  '204':\n  default: {description: d, content: {application/json: }}",
        &[
            "warning invalid-keyword 6:7 `parameters` has no value | remove the key, or give it a value",
            "warning invalid-keyword 8:9 `204` has no value; it is read as an empty object | remove the key, or give it a value",
            "warning invalid-keyword 9:45 `application/json` has no value; it is read as an empty object | remove the key, or give it a value",
        ],
    );
    check_operation(
        "answers",
        "responses:",
        &[
            "warning invalid-keyword 6:7 `responses` has no value | remove the key, or give it a value",
        ],
    );
    check_operation(
        "a parameter",
        "parameters: [{name: a, in: query, schema: }]\nresponses: {}",
        &[
            "warning invalid-keyword 6:41 `schema` has no value | remove the key, or give it a value",
            "warning missing-keyword 6:20 a parameter has neither `schema` nor `content`; any string is accepted",
        ],
    );
    check_30(
        "components",
        "paths: {/a: , /b: {get: }}\ncomponents: {parameters: {P: }, schemas: {S: }}\n",
        &[
            "warning invalid-keyword 3:9 `/a` has no value; it is read as an empty object | remove the key, or give it a value",
            "warning invalid-keyword 3:20 `get` has no value | remove the key, or give it a value",
            "warning invalid-keyword 4:27 `P` has no value; it is left out | remove the key, or give it a value",
            "warning invalid-keyword 4:43 `S` has no value; it is read as an empty object | remove the key, or give it a value",
        ],
    );
    check_schema(
        "a schema",
        "type: object\nrequired:\nproperties:\n  a:",
        &[
            "warning invalid-keyword 8:7 `required` has no value | remove the key, or give it a value",
            "warning invalid-keyword 10:9 `a` has no value; it is read as an empty object | remove the key, or give it a value",
        ],
    );
}

/// PHP writes an empty object as an empty list.
#[test]
fn an_empty_list_for_an_object() {
    check_30(
        "paths and components",
        "paths: []\ncomponents: {schemas: []}\n",
        &[
            "warning invalid-keyword 3:8 `paths` is a list; it is read as an empty object | write `{}`",
            "warning invalid-keyword 4:23 `schemas` is a list; it is read as an empty object | write `{}`",
        ],
    );
    check_schema(
        "properties and a schema",
        "properties: []\nitems: []",
        &[
            "warning invalid-keyword 7:19 `properties` is a list; it is read as an empty object | write `{}`",
            "warning invalid-keyword 8:14 `items` is a list; it is read as an empty object | write `{}`",
        ],
    );
    check_schema(
        "one that is not empty",
        "properties: [{}]",
        &["invalid-keyword 7:19 `properties` must be an object, not a list"],
    );
}

#[test]
fn words_that_mean_another() {
    check_schema(
        "types",
        "type: object\nproperties:\n  a: {type: String}\n  b: {type: any}\n  c: {type: float, format: double}\n  d: {type: datetime}",
        &[
            "warning invalid-keyword 9:19 `String` is not a type of JSON Schema; it is read as `string` | write `type: string`",
            "warning invalid-keyword 10:19 `any` is not a type of JSON Schema; it is read as any type | remove `type`",
            "warning invalid-keyword 11:19 `float` is not a type of JSON Schema; it is read as `number` with the format `float` | write `type: number` and `format: float`",
            "warning invalid-keyword 12:19 `datetime` is not a type of JSON Schema; it is read as `string` with the format `date-time` | write `type: string` and `format: date-time`",
        ],
    );
    check_operation(
        "the case of a place",
        "parameters: [{name: a, in: Query, schema: {}}]\nresponses: {}",
        &["warning invalid-keyword 6:34 `Query` is read as `query` | write `query`"],
    );
    check_operation(
        "a style of another place",
        "responses: {'200': {description: d, headers: {X: {style: form, schema: {}}}}}",
        &[
            "warning invalid-keyword 6:64 there is no style `form` here; it is read as `simple` | use one of: simple",
        ],
    );
    check_30(
        "security schemes",
        "paths: {}\ncomponents:\n  securitySchemes:\n    a: {type: bearer}\n    b: {type: OAuth2}\n    c: {type: openIdConnect}\n    d: {type: oauth2, flows: {implicit: {}, password: {tokenUrl: /t}}}\n",
        &[
            "warning invalid-keyword 6:15 `bearer` is a scheme of the type `http`; it is read as such | write `type: http` and `scheme: bearer`",
            "warning invalid-keyword 7:15 `OAuth2` is read as `oauth2` | write `oauth2`",
            "warning missing-keyword 7:5 a security scheme of type `oauth2` has no `flows`",
            "warning missing-keyword 8:5 a security scheme of type `openIdConnect` has no `openIdConnectUrl`",
            "warning missing-keyword 9:31 an implicit OAuth flow has no `authorizationUrl`",
            "warning missing-keyword 9:31 an implicit OAuth flow has no `scopes`",
            "warning missing-keyword 9:45 an OAuth flow by token has no `scopes`",
        ],
    );
}

#[test]
fn required_in_the_wrong_place() {
    check_schema(
        "among the properties",
        "type: object\nproperties:\n  a: {}\n  required: [a]",
        &[
            "warning invalid-keyword 10:9 `required` is among the properties and is not a schema; it has no effect | move it up, next to `properties`",
        ],
    );
    check_schema(
        "a property of that name",
        "type: object\nproperties:\n  required: {type: boolean}",
        &[],
    );
}

#[test]
fn what_swagger_had() {
    check_operation(
        "an operation",
        "consumes: [a/b]\nparameters: [{name: a, in: query, type: string}]\nresponses: {200: {description: d, schema: {}}}",
        &[
            "warning unknown-keyword 6:7 an operation has no keyword `consumes` | OpenAPI 3 has media types under `requestBody` and `content`",
            "warning unknown-keyword 7:41 a parameter has no keyword `type` | OpenAPI 3 has the type of a parameter under `schema`",
            "warning missing-keyword 7:20 a parameter has neither `schema` nor `content`; any string is accepted",
            "warning unknown-keyword 8:41 a response has no keyword `schema` | OpenAPI 3 has the schema of a response under `content` and its media type",
        ],
    );
    check_30(
        "the document",
        "paths: {}\ndefinitions: {}\nhost: example.com\n",
        &[
            "warning unknown-keyword 4:1 the document has no keyword `definitions` | OpenAPI 3 has them under `components` and `schemas`",
            "warning unknown-keyword 5:1 the document has no keyword `host` | OpenAPI 3 has it in the URLs of `servers`",
        ],
    );
}

#[test]
fn a_body_without_content() {
    check_operation(
        "it has bytes",
        "requestBody: {description: d}\nresponses: {}",
        &["warning missing-keyword 6:7 a request body has no `content`"],
    );
}

/// A fault in a place that nothing is generated from is a warning.
#[test]
fn callbacks_links_and_examples() {
    check_operation(
        "a callback",
        "callbacks: {c: {'{$url}': {post: {parameters: [1], responses: {}}}}}\nresponses: {}",
        &[
            "warning invalid-keyword 6:54 `0` must be an object or a reference to one, not the number 1",
        ],
    );
    check_30(
        "components",
        "paths: {}\ncomponents:\n  examples: {A: text}\n  links: {A: 1}\n",
        &[
            "warning invalid-keyword 5:17 `A` must be an object or a reference to one, not the string `text`",
            "warning invalid-keyword 6:14 `A` must be an object or a reference to one, not the number 1",
        ],
    );
}

/// Text as it comes from other machines.
#[test]
fn marks_line_ends_and_merge_keys() {
    check(
        "a mark and the line ends of Windows",
        "api.yaml",
        "\u{feff}openapi: 3.0.3\r\ninfo:\r\n  title: T\r\n  version: '1'\r\npaths: {}\r\n",
        &[],
    );
    check_30(
        "merge keys",
        "x-base: &base\n  type: object\n  description: d\npaths: {}\ncomponents:\n  schemas:\n    A:\n      <<: *base\n      title: T\n",
        &[],
    );
}
