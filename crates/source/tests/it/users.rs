//! The Microsoft Graph Users document: as delivered, repaired, and with the project's fixups.

use graphwright_source::openapi::{self, Document, Read};
use graphwright_source::{Diagnostic, Limits, Location, SourceMap, fixup, pointer};
use serde_json::{Map, Value};

const DELIVERED: &str = include_str!("../fixtures/users.as-delivered.yaml");
const FIXUPS: &str = include_str!("../fixtures/fixups.toml");

/// The document with its one mistake of syntax repaired.
pub(crate) fn repaired() -> String {
    let broken = "description: Principal name of the user (in UPN format: alias@domain)";
    let (key, text) = broken.split_once(": ").expect("a key and its value");
    assert_eq!(DELIVERED.matches(broken).count(), 1);
    DELIVERED.replace(broken, &format!("{key}: '{text}'"))
}

fn located(map: &SourceMap, diagnostic: &Diagnostic) -> Location {
    map.locate(diagnostic.origin.as_ref().unwrap())
}

/// The repaired document with the project's fixups, and what was said about it.
fn fixed() -> (SourceMap, Document, Vec<Diagnostic>) {
    let mut map = SourceMap::new();
    let file = map.add("users.openapi.yaml", repaired());
    let fixups = map.add("fixups.toml", FIXUPS);
    let (fixups, wrong) = fixup::read(&map, fixups);
    assert_eq!(wrong, []);
    let Read {
        document,
        diagnostics,
    } = openapi::read(&map, file, &fixups, &Limits::default());
    (map, document.unwrap(), diagnostics)
}

#[test]
fn as_delivered_there_is_one_error() {
    let mut map = SourceMap::new();
    let file = map.add("users.as-delivered.yaml", DELIVERED);
    let Read {
        document,
        diagnostics,
    } = openapi::read(&map, file, &[], &Limits::default());
    assert!(document.is_none());
    let [error] = &diagnostics[..] else {
        panic!("{diagnostics:#?}")
    };
    let place = located(&map, error);
    assert_eq!(
        (error.code.name(), place.line, place.column),
        ("yaml-syntax", Some(364), Some(65))
    );
    assert!(map.text(file)[place.start..].starts_with(": alias@domain"));
    assert_eq!(
        error.help.as_deref(),
        Some(
            "put the value in quotes: description: \"Principal name of the user (in UPN format: alias@domain)\""
        )
    );
}

#[test]
fn seven_examples_are_lists() {
    let (map, document, diagnostics) = fixed();
    let told: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| {
            let Location { line, column, .. } = located(&map, diagnostic);
            format!("{} {}:{}", diagnostic.code, line.unwrap(), column.unwrap())
        })
        .collect();
    assert_eq!(
        told,
        [
            "example-mismatch 83:40",
            "example-mismatch 84:27",
            "example-mismatch 116:34",
            "example-mismatch 169:36",
            "example-mismatch 170:23",
            "example-mismatch 365:20",
            "example-mismatch 370:20",
        ]
    );
    assert!(diagnostics.iter().all(|diagnostic| !diagnostic.is_error()));
    // They are used nowhere, and the others are.
    assert!(
        document
            .node("#/components/schemas/User/properties/mail/example")
            .is_none()
    );
    assert!(
        document
            .node("#/components/schemas/User/properties/givenName/example")
            .is_some()
    );
    assert!(
        document
            .node("#/paths/~1users/post/requestBody/content/application~1json/example")
            .is_none()
    );
}

#[test]
fn everything_is_read_and_sound() {
    let (_, document, _) = fixed();
    let names: Vec<&str> = keys(&document, "#/components/schemas").collect();
    let expected = [
        "User",
        "UserCreate",
        "UserUpdate",
        "PasswordProfile",
        "UserCollection",
        "ErrorResponse",
    ];
    assert_eq!(names, expected);
    for name in names {
        assert!(document.is_sound(&format!("#/components/schemas/{name}")));
    }
    assert_eq!(operations(&document).len(), 8);
    for operation in operations(&document) {
        assert!(document.is_sound(&operation), "{operation}");
    }
}

/// The keys of the object at a pointer.
fn keys<'d>(document: &'d Document, pointer: &str) -> impl Iterator<Item = &'d str> {
    let members = document.node(pointer).and_then(Value::as_object);
    members.into_iter().flat_map(Map::keys).map(String::as_str)
}

/// The pointers to the operations.
fn operations(document: &Document) -> Vec<String> {
    let items = keys(document, "#/paths").map(|path| pointer::join("#/paths", path));
    let of_item = |item: String| {
        let methods = keys(document, &item).filter(|key| *key != "parameters");
        let methods: Vec<String> = methods.map(|key| pointer::join(&item, key)).collect();
        methods
    };
    items.flat_map(of_item).collect()
}

#[test]
fn every_operation_has_the_answers_of_the_runtime() {
    let (_, document, _) = fixed();
    let rows: Vec<String> = operations(&document)
        .iter()
        .map(|operation| {
            let place = format!("{operation}/responses");
            let statuses = keys(&document, &place).map(|status| {
                let made = document.made_by_fixup(&format!("{place}/{status}"));
                let is_runtime = made == Some("runtime-answers");
                format!("{status}{}", if is_runtime { "+" } else { "" })
            });
            let statuses: Vec<String> = statuses.collect();
            let path: Vec<_> = pointer::keys(operation).collect();
            format!("{} {}: {}", path[2], path[1], statuses.join(" "))
        })
        .collect();
    assert_eq!(
        rows,
        [
            "get /users: 200 400 401 403 405+ 406+ 414+ 431+ 500+ 501+ 503+",
            "post /users: 201 400 401 403 405+ 406+ 408+ 413+ 414+ 415+ 431+ 500+ 501+ 503+",
            "get /users/{userId}: 200 404 400+ 401+ 403+ 405+ 406+ 414+ 431+ 500+ 501+ 503+",
            "patch /users/{userId}: 204 400 404 401+ 403+ 405+ 406+ 408+ 413+ 414+ 415+ 431+ 500+ 501+ 503+",
            "delete /users/{userId}: 204 404 400+ 401+ 403+ 405+ 406+ 414+ 431+ 500+ 501+ 503+",
            "get /users/{userId}/memberOf: 200 400+ 401+ 403+ 405+ 406+ 414+ 431+ 500+ 501+ 503+ 404",
            "get /users/{userId}/manager: 200 404 400+ 401+ 403+ 405+ 406+ 414+ 431+ 500+ 501+ 503+",
            "get /me: 200 401 400+ 403+ 405+ 406+ 414+ 431+ 500+ 501+ 503+",
        ]
    );
}

#[test]
fn what_the_runtime_answers_is_marked() {
    let (map, document, _) = fixed();
    let by = |name: &str| {
        let place = format!("#/components/responses/{name}/{}", openapi::keys::BY);
        document.node(&place).cloned()
    };
    assert_eq!(by("MethodNotAllowed"), Some("runtime".into()));
    assert_eq!(by("BadRequest"), None);
    // What a fixup made stands where the fixup does; what it did not make stands in the document.
    let details = "#/components/schemas/ErrorResponse/properties/error/properties/details";
    assert_eq!(
        document.made_by_fixup(&format!("{details}/items")),
        Some("error-details")
    );
    assert_eq!(map.locate(&document.origin(details)).path, "fixups.toml");
    assert_eq!(
        map.locate(&document.origin("#/components/schemas/User"))
            .path,
        "users.openapi.yaml"
    );
}

#[test]
fn the_published_document_reads_without_fixups() {
    let (_, document, _) = fixed();
    let text = serde_json::to_string(&document.effective).unwrap();
    let mut map = SourceMap::new();
    let file = map.add("openapi.json", text);
    let again = openapi::read(&map, file, &[], &Limits::default());
    let read = again.document.unwrap();
    assert_eq!(read.effective, document.effective);
    assert_eq!(again.diagnostics.len(), 7);
}
