//! Paths and the parameters that they name.

use super::check_30;

fn path(path: &str, parameters: &str) -> String {
    format!(
        "paths:\n  {path}:\n    get:\n      parameters: [{parameters}]\n      responses: {{200: {{description: d}}}}\n"
    )
}

fn parameter(name: &str) -> String {
    format!("{{name: {name}, in: path, required: true, schema: {{type: string}}}}")
}

#[test]
fn path_parameters() {
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
            "path-parameter 4:3 `GET /users/{userId}` does not declare its path parameter `userId` | it declares `userid`; the two must be spelt the same",
        ],
    );
    check_30(
        "declared in another place",
        &path("/users/{id}", "{name: id, in: query, schema: {}}"),
        &[
            "path-parameter 4:3 `GET /users/{id}` does not declare its path parameter `id` | it declares `id` in `query`; write `in: path`",
        ],
    );
    check_30(
        "declared by another method",
        "paths:\n  /users/{id}:\n    delete: {responses: {}}\n    get:\n      parameters: [{name: id, in: path, required: true, schema: {}}]\n      responses: {}\n",
        &[
            "path-parameter 4:3 `DELETE /users/{id}` does not declare its path parameter `id` | `GET` of the same path declares it; move it to the `parameters` next to `get`",
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
            "warning path-parameter 5:5 `GET /users` declares a path parameter `id` that the path does not have",
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

#[test]
fn queries_in_paths() {
    let holds = |path: &str| {
        format!(
            "warning path-parameter 4:3 the path `{path}` has a query; it is read as query parameters | end the path before the `?` and declare them `in: query`"
        )
    };
    let text = "/users?term={term}&full=true";
    check_30("not declared", &path(text, ""), &[&holds(text)]);
    check_30("declared", &path(text, &parameter("term")), &[&holds(text)]);
    let text = "/users/{id}?full=true";
    check_30(
        "behind one that is not declared",
        &path(text, ""),
        &[
            &holds(text),
            "path-parameter 4:3 `GET /users/{id}?full=true` does not declare its path parameter `id` | add {name: id, in: path, required: true, schema: {type: string}} to its parameters",
        ],
    );
    check_30("a fragment", &path("'/token#refresh'", ""), &[]);
}
