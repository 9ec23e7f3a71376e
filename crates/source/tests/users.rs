//! The Microsoft Graph Users document: as delivered, repaired, and with the project's fixups.

use graphwright_source::openapi::{self, Document, Read};
use graphwright_source::{Diagnostic, Limits, Location, SourceMap, fixup};
use openapiv3::ReferenceOr;

const DELIVERED: &str = include_str!("fixtures/users.as-delivered.yaml");
const REPAIRED: &str = include_str!("../../../spec/users.openapi.yaml");
const FIXUPS: &str = include_str!("../../../spec/fixups.toml");

fn located(map: &SourceMap, diagnostic: &Diagnostic) -> Location {
    map.locate(diagnostic.origin.as_ref().unwrap())
}

/// The repaired document with the project's fixups, and what was said about it.
fn fixed() -> (SourceMap, Document, Vec<Diagnostic>) {
    let mut map = SourceMap::new();
    let file = map.add("users.openapi.yaml", REPAIRED);
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
fn the_repair_is_one_line() {
    let different: Vec<(usize, &str, &str)> = DELIVERED
        .lines()
        .zip(REPAIRED.lines())
        .enumerate()
        .filter(|(_, (delivered, repaired))| delivered != repaired)
        .map(|(index, (delivered, repaired))| (index + 1, delivered, repaired))
        .collect();
    assert_eq!(DELIVERED.lines().count(), REPAIRED.lines().count());
    assert_eq!(different.len(), 1);
    assert_eq!(different[0].0, 364);
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
fn everything_is_typed() {
    let (_, document, _) = fixed();
    let schemas = &document.api.components.as_ref().unwrap().schemas;
    let names: Vec<&str> = schemas.keys().map(String::as_str).collect();
    let expected = [
        "User",
        "UserCreate",
        "UserUpdate",
        "PasswordProfile",
        "UserCollection",
        "ErrorResponse",
    ];
    assert_eq!(names, expected);
    assert_eq!(document.api.operations().count(), 8);
}

#[test]
fn every_operation_has_the_answers_of_the_runtime() {
    let (_, document, _) = fixed();
    let rows: Vec<String> = document
        .api
        .operations()
        .map(|(path, method, operation)| {
            let place = format!("#/paths/{}/{method}/responses", path.replace('/', "~1"));
            let statuses = operation.responses.responses.keys().map(|status| {
                let made = document.made_by_fixup(&format!("{place}/{status}"));
                format!(
                    "{status}{}",
                    if made == Some("runtime-answers") {
                        "+"
                    } else {
                        ""
                    }
                )
            });
            let statuses: Vec<String> = statuses.collect();
            format!("{method} {path}: {}", statuses.join(" "))
        })
        .collect();
    assert_eq!(
        rows,
        [
            "get /users: 200 400 401 403 405+ 406+ 414+ 431+ 500+ 501+ 503+",
            "post /users: 201 400 401 403 405+ 406+ 408+ 413+ 414+ 415+ 431+ 500+ 501+ 503+",
            "get /users/{userId}: 200 404 400+ 401+ 403+ 405+ 406+ 414+ 431+ 500+ 501+ 503+",
            "delete /users/{userId}: 204 404 400+ 401+ 403+ 405+ 406+ 414+ 431+ 500+ 501+ 503+",
            "patch /users/{userId}: 204 400 404 401+ 403+ 405+ 406+ 408+ 413+ 414+ 415+ 431+ 500+ 501+ 503+",
            "get /users/{userId}/memberOf: 200 400+ 401+ 403+ 405+ 406+ 414+ 431+ 500+ 501+ 503+ 404",
            "get /users/{userId}/manager: 200 404 400+ 401+ 403+ 405+ 406+ 414+ 431+ 500+ 501+ 503+",
            "get /me: 200 401 400+ 403+ 405+ 406+ 414+ 431+ 500+ 501+ 503+",
        ]
    );
}

#[test]
fn what_the_runtime_answers_is_marked() {
    let (map, document, _) = fixed();
    let components = document.api.components.as_ref().unwrap();
    let by = |name: &str| match &components.responses[name] {
        ReferenceOr::Item(response) => response.extensions.get(openapi::keys::BY).cloned(),
        ReferenceOr::Reference { .. } => None,
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
    assert_eq!(read.api, document.api);
    assert_eq!(again.diagnostics.len(), 7);
}
