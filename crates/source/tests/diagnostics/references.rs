//! References and path parameters that lead to nothing.

use crate::check_30;

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
        "declared elsewhere, by a percent-encoded pointer",
        &(path("/users/{id}", &parameter("id"))
            + "  /pets/{id}:\n    get:\n      parameters: [{$ref: '#/paths/~1users~1%7Bid%7D/get/parameters/0'}]\n      responses: {200: {description: d}}\n"),
        &[],
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
