//! Documents of several files: what is taken in, under which name, and what is refused, where.

use graphwright_source::openapi::{self, Document, Refusal, Root};
use graphwright_source::{Code, Diagnostic, FileId, Limits, SourceMap};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What stands before `components` or `paths` in the document of a test.
const HEAD: &str = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\n";

/// The folder of a document, in memory.
struct Folder {
    files: BTreeMap<&'static str, String>,
    map: SourceMap,
    document: &'static str,
    opened: Vec<String>,
}

impl Root for Folder {
    fn map(&self) -> &SourceMap {
        &self.map
    }

    fn document(&self) -> String {
        self.document.to_owned()
    }

    fn open(&mut self, path: &str, _: usize) -> Result<FileId, Refusal> {
        self.opened.push(path.to_owned());
        match self.files.get(path) {
            Some(text) if text == "LINK" => Err(Refusal::Outside("a link".to_owned())),
            Some(text) if text == "LOCKED" => Err(Refusal::Unreadable {
                code: Code::INPUT_UNREADABLE,
                message: "permission denied".to_owned(),
            }),
            Some(text) => Ok(self.map.add(path, text.clone())),
            None => Err(Refusal::Missing(format!("root/{path}"))),
        }
    }
}

/// A document of several files that was read.
struct Bundle {
    document: Document,
    diagnostics: Vec<Diagnostic>,
    map: SourceMap,
    opened: Vec<String>,
}

/// Reads the first file, which gets [`HEAD`], and what it refers to.
fn read(files: &[(&'static str, &str)], limits: &Limits) -> Bundle {
    let (document, text) = files[0];
    let mut map = SourceMap::new();
    let file = map.add(document, format!("{HEAD}{text}"));
    let mut folder = Folder {
        files: files[1..]
            .iter()
            .map(|(path, text)| (*path, (*text).to_owned()))
            .collect(),
        map,
        document,
        opened: Vec::new(),
    };
    let read = openapi::read_below(&mut folder, file, &[], limits);
    let Folder { map, opened, .. } = folder;
    let mut once = opened.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), opened.len(), "read twice: {opened:?}");
    Bundle {
        document: read.document.expect("a document"),
        diagnostics: read.diagnostics,
        map,
        opened,
    }
}

impl Bundle {
    fn lines(&self) -> Vec<String> {
        let line = |diagnostic: &Diagnostic| {
            let origin = diagnostic.origin.as_ref().expect("a place");
            let place = self.map.locate(origin);
            format!(
                "{} {}:{}:{} {}{}",
                diagnostic.code,
                place.path,
                place.line.unwrap_or_default(),
                place.column.unwrap_or_default(),
                diagnostic.message,
                diagnostic
                    .help
                    .as_ref()
                    .map(|help| format!(" | {help}"))
                    .unwrap_or_default()
            )
        };
        self.diagnostics.iter().map(line).collect()
    }

    fn place(&self, pointer: &str) -> String {
        let place = self.map.locate(&self.document.origin(pointer));
        format!(
            "{}:{}",
            place.path,
            place.line.expect("a line of the origin")
        )
    }
}

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

/// Reads files and compares what is said: `code file:line:column message | help`.
fn check_errors(files: &[(&'static str, &str)], expected: &[&str]) -> Bundle {
    let bundle = read(files, &Limits::default());
    assert_eq!(bundle.lines(), expected);
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
    let typed = bundle.document.api.components.expect("components");
    assert!(typed.parameters["Limit"].as_item().is_some());
    assert!(typed.request_bodies["Body"].as_item().is_some());
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
fn chains_that_do_not_end_are_told() {
    check_errors(
        &[
            (
                "api.yaml",
                "paths:\n  /a: {$ref: 'b.yaml#/a'}\n  /b: {get: {$ref: 'b.yaml#/a'}}\ncomponents: {schemas: {A: {items: {$ref: 'b.yaml#/B'}}}}\n",
            ),
            (
                "b.yaml",
                "a: {$ref: '#/a'}\nB: {$ref: '#/C'}\nC: {$ref: '#/B'}\n",
            ),
        ],
        &[
            "ref-cycle api.yaml:4:14 `b.yaml#/a` comes back to itself",
            "ref-cycle api.yaml:5:20 `b.yaml#/a` comes back to itself",
            "ref-cycle b.yaml:3:11 a chain of references comes back to itself: #/components/schemas/B -> #/components/schemas/B | one of them must be a definition, not a reference",
        ],
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
fn what_leads_out_is_never_opened() {
    let refs = [
        "../../etc/passwd",
        "/etc/passwd",
        "%2e%2e/b.yaml",
        "x/../../b.yaml",
        "..\\\\b.yaml",
        "file:///etc/passwd",
        "C:/b.yaml",
        "link.yaml",
        "https://host/b.yaml#/B",
        "//host/b.yaml",
    ];
    let schemas: String = refs
        .iter()
        .enumerate()
        .map(|(index, text)| format!("    S{index}: {{$ref: \"{text}\"}}\n"))
        .collect();
    let text = format!("paths: {{}}\ncomponents:\n  schemas:\n{schemas}");
    let folder = "leads out of the folder of the document | only files in the folder of the document and below it are read: copy it there";
    let network = "leads to the network, which is never read | download it into the folder of the document and refer to the file";
    let expected = [
        format!("ref-outside api.yaml:6:16 `../../etc/passwd` {folder}"),
        format!("ref-outside api.yaml:7:16 `/etc/passwd` {folder}"),
        format!("ref-outside api.yaml:8:16 `%2e%2e/b.yaml` {folder}"),
        format!("ref-outside api.yaml:9:16 `x/../../b.yaml` {folder}"),
        format!("ref-outside api.yaml:10:16 `..\\\\b.yaml` {folder}"),
        format!("ref-outside api.yaml:11:16 `file:///etc/passwd` {network}"),
        "ref-outside api.yaml:12:16 `C:/b.yaml` is no relative path of a file".to_owned(),
        "ref-outside api.yaml:13:16 `link.yaml` leads to a link".to_owned(),
        format!("ref-outside api.yaml:14:16 `https://host/b.yaml#/B` {network}"),
        format!("ref-outside api.yaml:15:16 `//host/b.yaml` {network}"),
    ];
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    let bundle = check_errors(&[("api.yaml", &text), ("link.yaml", "LINK")], &expected);
    assert_eq!(bundle.opened, ["link.yaml"]);
}

#[test]
fn what_is_wrong_in_another_file_is_told_there() {
    check_errors(
        &[
            (
                "api.yaml",
                "paths: {}\ncomponents:\n  schemas:\n    A: {$ref: 'a.yaml'}\n    B: {$ref: 'gone.yaml'}\n    C: {$ref: 'a.yaml#/properties/nme'}\n    D: {$ref: 'broken.yaml'}\n    E: {$ref: 'broken.yaml#/E'}\n    F: {$ref: 'twice.yaml'}\n    G: {$ref: 'locked.yaml'}\n    H: {$ref: 'a.yaml#name'}\n",
            ),
            (
                "a.yaml",
                "properties:\n  name: {type: text}\n  lost: {$ref: '#/properties/nam'}\n  far: {$ref: '../b.yaml'}\n  root: {$ref: 'api.yaml#/components/schemas/Z'}\n",
            ),
            ("broken.yaml", "E: {\n"),
            ("twice.yaml", "type: string\ntype: string\n"),
            ("locked.yaml", "LOCKED"),
        ],
        &[
            "yaml-syntax broken.yaml:1:4 unclosed bracket '{'",
            "duplicate-key twice.yaml:2:1 the key `type` stands here for the second time | the first one is on line 1; remove one of the two",
            "invalid-keyword a.yaml:2:16 `text` is no type of JSON Schema | did you mean `string`?",
            "ref-outside a.yaml:4:15 `../b.yaml` leads out of the folder of the document | only files in the folder of the document and below it are read: copy it there",
            "unresolved-ref a.yaml:3:16 `a.yaml#/properties/nam` leads to nothing: `a.yaml` has no `#/properties/nam` | did you mean `#/properties/name`?",
            "unresolved-ref a.yaml:5:16 `api.yaml#/components/schemas/Z` leads to nothing: `api.yaml` has no `#/components/schemas/Z` | did you mean `#/components/schemas/A`?",
            "unresolved-ref api.yaml:7:15 `gone.yaml` leads to nothing: there is no file `root/gone.yaml`",
            "unresolved-ref api.yaml:8:15 `a.yaml#/properties/nme` leads to nothing: `a.yaml` has no `#/properties/nme` | did you mean `#/properties/name`?",
            "input-unreadable api.yaml:12:15 `locked.yaml` cannot be read: permission denied",
            "unresolved-ref api.yaml:13:15 `a.yaml#name` leads to nothing: `a.yaml` has no `#name`",
        ],
    );
}

#[test]
fn what_is_broken_does_not_touch_the_rest() {
    let bundle = read(
        &[
            (
                "api.yaml",
                "paths:\n  /a: {get: {responses: {'200': {$ref: 'a.yaml#/gone'}}}}\n  /b: {get: {responses: {'200': {$ref: 'a.yaml#/here'}}}}\n",
            ),
            ("a.yaml", "here: {description: Here}\n"),
        ],
        &Limits::default(),
    );
    let operations: Vec<&str> = bundle
        .document
        .api
        .operations()
        .map(|(path, _, _)| path)
        .collect();
    assert_eq!(operations, ["/b"]);
    assert!(bundle.diagnostics.iter().all(|diagnostic| {
        let origin = diagnostic.origin.as_ref().expect("a place");
        bundle.document.holds(origin.file)
    }));
}

#[test]
fn what_only_explains_is_left_out_with_a_warning() {
    let bundle = check_errors(
        &[(
            "api.yaml",
            "paths: {}\nexternalDocs: {$ref: 'docs.yaml'}\ntags: [{name: a, description: {$ref: 'gone.md'}}]\n",
        )],
        &[
            "unresolved-ref api.yaml:4:22 `docs.yaml` leads to nothing: there is no file `root/docs.yaml`",
        ],
    );
    assert!(
        bundle
            .diagnostics
            .iter()
            .all(|diagnostic| !diagnostic.is_error())
    );
    assert!(bundle.document.api.external_docs.is_none());
    assert_eq!(bundle.document.api.tags[0].name, "a");
}

#[test]
fn limits_hold_for_all_files_together() {
    let check = |limits: Limits, expected: &str| {
        let bundle = read(
            &[
                (
                    "api.yaml",
                    "paths: {}\ncomponents: {schemas: {A: {$ref: 'a.yaml'}, B: {$ref: 'b.yaml'}}}\n",
                ),
                ("a.yaml", "allOf: [{allOf: [{allOf: [{}, {}, {}]}]}]\n"),
                (
                    "b.yaml",
                    "description: A text of some fifty letters that says nothing\n",
                ),
            ],
            &limits,
        );
        assert_eq!(bundle.lines(), [expected]);
    };
    let limits = Limits::default();
    check(
        Limits { files: 1, ..limits },
        "input-too-large api.yaml:4:55 `b.yaml` is one file more than the limit of 1",
    );
    check(
        Limits {
            bytes: 200,
            ..limits
        },
        "input-too-large api.yaml:4:55 `b.yaml` leads to one file too many: together they have more than 200 bytes",
    );
    check(
        Limits { depth: 9, ..limits },
        "input-too-large api.yaml:4:34 `a.yaml` nests deeper than 9 levels",
    );
}

#[test]
fn a_bomb_of_operations_is_refused() {
    // Each file holds an operation with two callbacks, whose operations are those of the next file.
    let names: Vec<&'static str> = vec![
        "f0.yaml", "f1.yaml", "f2.yaml", "f3.yaml", "f4.yaml", "f5.yaml", "f6.yaml", "f7.yaml",
        "f8.yaml", "f9.yaml", "f10.yaml", "f11.yaml", "f12.yaml", "f13.yaml",
    ];
    let text = |next: &str| {
        format!(
            "responses: {{}}\ncallbacks: {{a: {{u: {{get: {{$ref: {next}}}, put: {{$ref: {next}}}}}}}}}\n"
        )
    };
    let texts: Vec<String> = names.iter().skip(1).map(|next| text(next)).collect();
    let mut files = vec![("api.yaml", "paths: {/a: {get: {$ref: f0.yaml}}}\n")];
    files.extend(
        names
            .iter()
            .zip(&texts)
            .map(|(name, text)| (*name, &**text)),
    );
    let bundle = read(&files, &Limits::default());
    assert!(
        bundle
            .diagnostics
            .iter()
            .any(|diagnostic| diagnostic.code == Code::INPUT_TOO_LARGE)
    );
    assert!(bundle.document.effective.to_string().len() < 1_000_000);
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
