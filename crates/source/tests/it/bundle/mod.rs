//! Documents of several files: what is taken in, and under which name.

mod errors;
mod folder;

use folder::{Bundle, read};
use graphwright_source::Limits;
use serde_json::{Value, json};

/// Reads files that have nothing wrong with them and compares what the document has besides its head.
fn check(files: &[(&'static str, &str)], expected: &Value) -> Bundle {
    let bundle = read(files, &Limits::default());
    assert_eq!(bundle.lines(), [""; 0]);
    let mut effective = bundle.document.effective.clone();
    let root = effective.as_object_mut().expect("an object");
    root.shift_remove("openapi");
    root.shift_remove("info");
    assert_eq!(
        serde_json::to_string_pretty(&effective).unwrap(),
        serde_json::to_string_pretty(expected).unwrap()
    );
    bundle
}

#[test]
fn a_component_that_is_a_file_takes_its_place() {
    let bundle = check(
        &[
            (
                "api.yaml",
                "paths: {}\ncomponents:\n  schemas:\n    List: {items: {$ref: 'a/pet.yaml'}}\n    Animal: {$ref: 'a/pet.yaml'}\n    Same: {$ref: 'a/pet.yaml'}\n",
            ),
            (
                "a/pet.yaml",
                "type: object\nproperties:\n  mother: {$ref: '#'}\n",
            ),
        ],
        &json!({"paths": {}, "components": {"schemas": {
            "List": {"items": {"$ref": "#/components/schemas/Animal"}},
            "Animal": {"type": "object", "properties": {"mother": {"$ref": "#/components/schemas/Animal"}}},
            "Same": {"$ref": "#/components/schemas/Animal"},
        }}}),
    );
    assert_eq!(
        bundle.place("#/components/schemas/Animal/properties/mother"),
        "a/pet.yaml:3"
    );
    assert_eq!(
        bundle.place("#/components/schemas/List/items"),
        "api.yaml:6"
    );
    assert_eq!(bundle.opened, ["a/pet.yaml"]);
}

#[test]
fn names_come_from_the_fragment_or_the_file() {
    let refs = "    A: {allOf: [{$ref: 'x/pets.yaml#/Pet'}, {$ref: 'y/pets.yaml#/Pet'}, {$ref: 'y/pets.yaml#/Cat/schema'}, {$ref: 'x/index.yaml'}, {$ref: './x/../z/pets.yaml#/Pet'}]}\n";
    check(
        &[
            (
                "api.yaml",
                &format!("paths: {{}}\ncomponents:\n  schemas:\n    Pet: {{type: string}}\n{refs}"),
            ),
            ("x/pets.yaml", "Pet: {type: integer}\n"),
            ("x/index.yaml", "type: boolean\n"),
            (
                "y/pets.yaml",
                "Pet: {type: number}\nCat: {schema: {type: object}}\n",
            ),
            ("z/pets.yaml", "Pet: {type: array, items: {}}\n"),
        ],
        &json!({"paths": {}, "components": {"schemas": {
            "Pet": {"type": "string"},
            "A": {"allOf": [
                {"$ref": "#/components/schemas/pets_Pet"},
                {"$ref": "#/components/schemas/pets_Pet_2"},
                {"$ref": "#/components/schemas/pets_schema"},
                {"$ref": "#/components/schemas/x"},
                {"$ref": "#/components/schemas/pets_Pet_3"},
            ]},
            "pets_Pet": {"type": "integer"},
            "pets_Pet_2": {"type": "number"},
            "pets_schema": {"type": "object"},
            "x": {"type": "boolean"},
            "pets_Pet_3": {"type": "array", "items": {}},
        }}}),
    );
}

#[test]
fn every_kind_of_component_is_taken_in() {
    let bundle = read(
        &[
            (
                "api.yaml",
                "paths:\n  /a:\n    get:\n      parameters: [{$ref: 'p.yaml#/Limit'}]\n      requestBody: {$ref: 'p.yaml#/Body'}\n      responses: {'200': {$ref: 'p.yaml#/Fine'}}\n      callbacks: {done: {$ref: 'p.yaml#/Done'}}\n",
            ),
            (
                "p.yaml",
                "Limit: {name: limit, in: query, schema: {$ref: '#/Count'}}\nCount: {type: integer}\nBody: {content: {application/json: {schema: {$ref: '#/Count'}, examples: {one: {$ref: '#/One'}}}}}\nOne: {value: 1}\nFine: {description: Fine, headers: {X-Count: {$ref: '#/Header'}}, links: {next: {$ref: '#/Next'}}}\nHeader: {schema: {$ref: '#/Count'}}\nNext: {operationId: next}\nDone: {'{$request.body#/url}': {post: {responses: {'204': {description: Done}}}}}\n",
            ),
        ],
        &Limits::default(),
    );
    assert_eq!(bundle.lines(), [""; 0]);
    let components = &bundle.document.effective["components"];
    let names = |section: &str| {
        let members = components[section].as_object().expect(section);
        members.keys().cloned().collect::<Vec<_>>().join(" ")
    };
    for (section, name) in [
        ("schemas", "Count"),
        ("parameters", "Limit"),
        ("requestBodies", "Body"),
        ("responses", "Fine"),
        ("headers", "Header"),
        ("examples", "One"),
        ("links", "Next"),
        ("callbacks", "Done"),
    ] {
        assert_eq!(names(section), name);
    }
    for place in ["parameters/Limit/name", "requestBodies/Body/content"] {
        let pointer = format!("#/components/{place}");
        assert!(bundle.document.node(&pointer).is_some(), "{place}");
    }
}

#[test]
fn path_items_stand_where_they_are_referred_to_first() {
    let bundle = check(
        &[
            (
                "api.yaml",
                "paths:\n  /a: {$ref: 'paths/a.yaml', summary: A}\n  /b: {$ref: 'paths/a.yaml'}\n  /c: {$ref: 'paths/all.json#/paths/~1c'}\n  /d: {$ref: 'paths/all.json#/paths/~1d~1%7Bid%7D'}\n",
            ),
            (
                "paths/a.yaml",
                "get: {responses: {'200': {$ref: '../api.yaml#/paths/~1c/get/responses/200'}}}\n",
            ),
            (
                "paths/all.json",
                r#"{"paths": {"/c": {"get": {"responses": {"200": {"description": "C"}}}}, "/d/{id}": {}}}"#,
            ),
        ],
        &json!({"paths": {
            "/a": {"get": {"responses": {"200": {"$ref": "#/paths/~1c/get/responses/200"}}}, "summary": "A"},
            "/b": {"$ref": "#/paths/~1a"},
            "/c": {"get": {"responses": {"200": {"description": "C"}}}},
            "/d": {},
        }}),
    );
    assert_eq!(bundle.place("#/paths/~1a/get"), "paths/a.yaml:1");
    assert_eq!(bundle.place("#/paths/~1a/summary"), "api.yaml:4");
    assert_eq!(bundle.place("#/paths/~1c/get"), "paths/all.json:1");
}

#[test]
fn what_may_be_no_reference_is_replaced_by_what_it_leads_to() {
    let bundle = check(
        &[
            (
                "api.yaml",
                "tags: [{name: a, description: {$ref: 'text.yaml#/a'}}]\npaths:\n  /a:\n    get: {$ref: 'op.yaml'}\n    put: {$ref: 'op.yaml'}\n",
            ),
            ("text.yaml", "a: All about it.\n"),
            ("op.yaml", "responses: {$ref: 'responses.yaml'}\n"),
            ("responses.yaml", "'204': {$ref: 'none.yaml'}\n"),
            ("none.yaml", "description: None\n"),
        ],
        &json!({
            "tags": [{"name": "a", "description": "All about it."}],
            "paths": {"/a": {
                "get": {"responses": {"204": {"$ref": "#/components/responses/none"}}},
                "put": {"responses": {"204": {"$ref": "#/components/responses/none"}}},
            }},
            "components": {"responses": {"none": {"description": "None"}}},
        }),
    );
    assert_eq!(bundle.place("#/tags/0/description"), "text.yaml:1");
    assert_eq!(
        bundle.place("#/paths/~1a/put/responses/204"),
        "responses.yaml:1"
    );
}

#[test]
fn files_may_refer_to_one_another_in_circles() {
    check(
        &[
            (
                "api.yaml",
                "paths: {}\ncomponents: {schemas: {A: {$ref: 'a.yaml#/A'}}}\n",
            ),
            (
                "a.yaml",
                "A: {properties: {b: {$ref: 'b.yaml#/B'}, root: {$ref: 'api.yaml#/components/schemas/A'}}}\n",
            ),
            (
                "b.yaml",
                "B: {properties: {a: {$ref: 'a.yaml#/A'}, name: {$ref: '#/B/properties/text'}, text: {type: string}}}\n",
            ),
        ],
        &json!({"paths": {}, "components": {"schemas": {
            "A": {"properties": {"b": {"$ref": "#/components/schemas/B"}, "root": {"$ref": "#/components/schemas/A"}}},
            "B": {"properties": {
                "a": {"$ref": "#/components/schemas/A"},
                "name": {"$ref": "#/components/schemas/B/properties/text"},
                "text": {"type": "string"},
            }},
        }}}),
    );
}

#[test]
fn chains_of_references_end_at_the_definition() {
    check(
        &[
            (
                "api.yaml",
                "paths: {}\ncomponents: {schemas: {A: {items: {$ref: 'all.yaml#/Pet'}}}}\n",
            ),
            ("all.yaml", "Pet: {$ref: 'pets/pet.yaml'}\n"),
            ("pets/pet.yaml", "type: string\n"),
        ],
        &json!({"paths": {}, "components": {"schemas": {
            "A": {"items": {"$ref": "#/components/schemas/pet"}},
            "pet": {"type": "string"},
        }}}),
    );
}

#[test]
fn mappings_are_followed() {
    check(
        &[
            (
                "api.yaml",
                "paths: {}\ncomponents: {schemas: {Pet: {$ref: 'pet.yaml#/components/schemas/Pet'}}}\n",
            ),
            (
                "pet.yaml",
                "components:\n  schemas:\n    Pet:\n      oneOf: [{$ref: './cat.yaml'}, {$ref: '#/components/schemas/Dog'}]\n      discriminator:\n        propertyName: kind\n        mapping: {cat: ./cat.yaml, dog: Dog, other: '#/components/schemas/Dog'}\n    Dog: {required: [kind], properties: {kind: {type: string}}}\n",
            ),
            (
                "cat.yaml",
                "required: [kind]\nproperties: {kind: {type: string}}\n",
            ),
        ],
        &json!({"paths": {}, "components": {"schemas": {
            "Pet": {
                "oneOf": [{"$ref": "#/components/schemas/cat"}, {"$ref": "#/components/schemas/Dog"}],
                "discriminator": {"propertyName": "kind", "mapping": {
                    "cat": "#/components/schemas/cat",
                    "dog": "#/components/schemas/Dog",
                    "other": "#/components/schemas/Dog",
                }},
            },
            "cat": {"required": ["kind"], "properties": {"kind": {"type": "string"}}},
            "Dog": {"required": ["kind"], "properties": {"kind": {"type": "string"}}},
        }}}),
    );
}

#[test]
fn a_property_of_that_name_is_no_reference() {
    check(
        &[
            (
                "api.yaml",
                "paths: {}\ncomponents: {schemas: {A: {$ref: 'a.yaml'}}}\n",
            ),
            (
                "a.yaml",
                "properties: {$ref: {type: string}}\nexample: {$ref: 'b.yaml'}\n",
            ),
        ],
        &json!({"paths": {}, "components": {"schemas": {
            "A": {"properties": {"$ref": {"type": "string"}}, "example": {"$ref": "b.yaml"}},
        }}}),
    );
}

#[test]
fn the_document_may_stand_below_the_root() {
    let bundle = check(
        &[
            (
                "apis/one/api.yaml",
                "paths: {}\ncomponents: {schemas: {A: {$ref: '../shared/a.yaml'}}}\n",
            ),
            (
                "apis/shared/a.yaml",
                "items: {$ref: '../one/api.yaml#/components/schemas/A'}\n",
            ),
        ],
        &json!({"paths": {}, "components": {"schemas": {
            "A": {"items": {"$ref": "#/components/schemas/A"}},
        }}}),
    );
    assert_eq!(bundle.opened, ["apis/shared/a.yaml"]);
}
