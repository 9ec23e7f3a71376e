//! Keywords that are wrong, in schemas and elsewhere, and examples that do not fit.

use super::{check, check_30, check_schema};

#[test]
fn keywords() {
    check_30(
        "nothing to generate from",
        "servers: []\n",
        &["missing-keyword 1:1 the document has no `paths`"],
    );
    check_30(
        "a library of schemas",
        "components: {}\n",
        &["warning missing-keyword 1:1 the document has no `paths`"],
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
            "warning invalid-keyword 7:9 `2000` is not a status; the response is left out | a status is three digits (`404`), a range (`4XX`) or `default`",
        ],
    );
    check_30(
        "a keyword among the answers",
        "paths:\n  /a:\n    get:\n      responses:\n        200: {description: d}\n        security: []\n",
        &[
            "invalid-keyword 8:9 `security` is not a status | write `security` next to `responses`, not in it",
        ],
    );
    check_30(
        "operation without responses",
        "paths:\n  /a:\n    get: {operationId: a}\n",
        &["warning missing-keyword 5:5 an operation has no `responses`"],
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
            "invalid-keyword 7:16 `body` is none of `query`, `path`, `header`, `cookie` | OpenAPI 3 has `requestBody` next to `parameters`",
        ],
    );
    check_30(
        "harmless",
        "paths: {}\nexternalDocs: {description: no url}\ntags: [{name: 1}]\nservers:\n  - {url: /, description: }\n",
        &[
            "warning missing-keyword 4:1 the external documentation has no `url`",
            r#"warning invalid-keyword 5:15 the number 1 instead of a string; it is read as one | put it in quotes: "1""#,
            "warning invalid-keyword 7:14 `description` has no value | remove the key, or give it a value",
        ],
    );
    check_30(
        "security scheme",
        "paths: {}\ncomponents:\n  securitySchemes:\n    a: {type: apiKey, in: header}\n    b: {type: basic}\n",
        &[
            "missing-keyword 6:5 a security scheme of type `apiKey` has no `name`",
            "warning invalid-keyword 7:15 `basic` is a scheme of the type `http`; it is read as such | write `type: http` and `scheme: basic`",
        ],
    );
    check(
        "info",
        "api.yaml",
        "openapi: 3.0.3\ninfo:\n  version: 1.0\npaths: {}\n",
        &[
            r#"warning invalid-keyword 3:12 the number 1.0 instead of a string; it is read as one | put it in quotes: "1.0""#,
            "warning missing-keyword 2:1 the info has no `title`",
        ],
    );
    check(
        "wrong style",
        "api.yaml",
        "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a/{b}:\n    get:\n      parameters:\n        - {name: b, in: path, style: form, schema: {}}\n      responses: {}\n",
        &[
            "warning invalid-keyword 7:38 a parameter in `path` has no style `form`; the default is used | use one of: simple, label, matrix",
            "warning missing-keyword 7:11 the path parameter `b` is not `required: true`; it is read as such",
        ],
    );
}

#[test]
fn schemas() {
    check_schema(
        "wrong type of a keyword",
        "type: string\nminLength: one",
        &["invalid-keyword 8:18 `minLength` must be a non-negative integer, not the string `one`"],
    );
    check_schema(
        "negative length",
        "type: string\nminLength: -1",
        &["invalid-keyword 8:18 `minLength` must be a non-negative integer, not the number -1"],
    );
    check_schema(
        "required as a flag",
        "type: object\nproperties:\n  a: {type: string, required: true}",
        &[
            "warning invalid-keyword 9:27 `required` of a schema is a list of property names; a boolean has no effect | name the property in the `required` of the schema that has it under `properties`",
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
        &[
            "warning invalid-keyword 7:13 `int` is not a type of JSON Schema; it is read as `integer` | write `type: integer`",
        ],
    );
    check_schema(
        "file",
        "type: file",
        &[
            "warning invalid-keyword 7:13 `file` is not a type of JSON Schema; it is read as `string` with the format `binary` | write `type: string` and `format: binary`",
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
        &["warning newer-keyword 7:13 a list of types is OpenAPI 3.1 and is read as such"],
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
            "warning enum-mismatch 8:17 the string `two` in the `enum` of an integer is impossible; it is left out",
        ],
    );
    check_schema(
        "default",
        "type: string\ndefault: true",
        &["warning default-mismatch 8:16 the boolean true does not match the type `string`"],
    );
    check_schema(
        "discriminator",
        "discriminator: kind",
        &[
            "warning invalid-keyword 7:22 `discriminator` is the string `kind`; it is read as `propertyName`, as in Swagger 2.0 | write `propertyName: kind` below it",
        ],
    );
    check_schema(
        "misfit",
        "type: integer\nminLength: 2",
        &["note unused-keyword 8:7 `minLength` does not apply to values of type `integer`"],
    );
    check_schema(
        "several faults",
        "type: object\nproperties:\n  a: {type: strin}\n  b: {minLength: x}\n  c: x",
        &[
            "invalid-keyword 9:19 `strin` is not a type of JSON Schema | did you mean `string`?",
            "invalid-keyword 10:24 `minLength` must be a non-negative integer, not the string `x`",
            "invalid-keyword 11:12 `c` must be a schema (an object), not the string `x`",
        ],
    );
}

#[test]
fn examples() {
    check_schema(
        "list for a string",
        "type: object\nproperties:\n  mail:\n    type: string\n    example: [email protected]",
        &["warning example-mismatch 11:20 a list does not match the type `string`"],
    );
    check_schema(
        "two in one example",
        "type: object\nproperties: {a: {type: string}, b: {type: array, items: {type: integer}}}\nexample:\n  a: 1\n  b: [1, x]",
        &[
            "warning example-mismatch 10:12 the number 1 does not match the type `string`",
            "warning example-mismatch 11:16 the string `x` does not match the type `integer`",
        ],
    );
    check_schema(
        "through compositions",
        "allOf:\n  - $ref: '#/components/schemas/Pet/properties/id'\nproperties:\n  id: {type: integer}\nexample: {id: a}\nanyOf: [{type: integer}, {type: boolean}]",
        &["warning example-mismatch 11:16 an object does not match the type `integer`"],
    );
    check_schema(
        "null",
        "type: string\nexample: null",
        &["warning example-mismatch 8:16 null does not match the type `string`"],
    );
}

#[test]
fn extensions() {
    check_schema(
        "words for fewer values",
        "type: integer\nenum: [1, 2, 3]\nx-enum-varnames: [One, Two]",
        &[
            "warning invalid-keyword 9:24 `x-enum-varnames` has 2 words for the 3 values of `enum`; it is ignored",
        ],
    );
    check_schema(
        "words for all but null",
        "type: integer\nnullable: true\nenum: [1, 2, null]\nx-enum-varnames: [One, Two]",
        &[],
    );
    check_schema(
        "words for nothing",
        "type: string\nx-enum-descriptions: [a]",
        &[
            "warning invalid-keyword 8:28 `x-enum-descriptions` has 1 words for the 0 values of `enum`; it is ignored",
        ],
    );
    check_schema(
        "words that are none",
        "type: string\nenum: [a]\nx-enumNames: [{}]\nx-nullable: maybe\nx-ms-enum: [a]",
        &[
            "warning invalid-keyword 9:21 `0` must be a string, not an object",
            "warning invalid-keyword 10:19 `x-nullable` must be true or false, not the string `maybe`",
            "warning invalid-keyword 11:18 `x-ms-enum` must be an object, not a list",
        ],
    );
    check_schema(
        "any other",
        "type: string\nx-anything: [{}, 1]\nx-ms-pageable: 1",
        &[],
    );
}
