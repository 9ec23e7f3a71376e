//! The Users document with every entity document of its family, where they are at hand; they are not
//! part of the project. Nothing of them panics, is lost in silence, or becomes bare JSON.

use crate::case::{Case, check, lowered};
use graphwright_ir::{TypeDef, TypeKind, TypeRef};
use graphwright_lower::Lowered;
use graphwright_source::{Code, Diagnostic, SourceMap};
use graphwright_tables::Config;
use graphwright_tables::entity;
use graphwright_tables::entity::{Body, Document, EdmType};
use std::collections::BTreeSet;
use std::path::Path;

/// The Users document with all documents below a folder of the corpus; `None` where there is none.
fn family(folder: &str) -> Option<Case<'static>> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let folder = corpus.join("entity-docs-2015").join(folder);
    let Ok(folders) = std::fs::read_dir(&folder) else {
        println!("skipped: there is no {}", folder.display());
        return None;
    };
    let mut files: Vec<_> = folders
        .flat_map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let text = |file: &Path| ("family.md", std::fs::read_to_string(file).unwrap());
    let schemas = ["User", "UserCreate", "UserUpdate"].map(str::to_owned);
    let case = Case::of(include_str!("fixtures/users/users.openapi.yaml"));
    Some(Case {
        entities: files.iter().map(|file| text(file)).collect(),
        tables: Config {
            entities: vec![("Microsoft.Graph.User".to_owned(), schemas.to_vec())],
            ..Config::default()
        },
        ..case
    })
}

#[test]
fn every_document_of_2015_is_lowered() {
    let Some(case) = family("exact-format-2015-09") else {
        return;
    };
    assert_eq!(case.entities.len(), 53);
    let documents = documents(&case);
    let (_, lowered) = lowered(&case);
    let Lowered {
        api, diagnostics, ..
    } = &lowered;
    let errors = diagnostics.iter().filter(|said| said.is_error());
    assert_eq!(errors.count(), 0, "{diagnostics:#?}");
    nothing_is_bare_json(&lowered);

    // What no document describes is partial, and nothing else is.
    let told: BTreeSet<&str> = told(diagnostics, Code::PARTIAL_TYPE).collect();
    let known: BTreeSet<String> = documents
        .iter()
        .map(|document| document.name.value.to_lowercase())
        .collect();
    let named: BTreeSet<String> = documents.iter().flat_map(named).collect();
    for name in &told {
        assert!(named.contains(*name), "{name}");
        assert!(!known.contains(&name.to_lowercase()), "{name}");
    }
    // Five documents describe what nothing leads to, or what the document has itself.
    let not_merged: Vec<&str> = self::told(diagnostics, Code::NOT_MERGED).collect();
    let graph = |name: &str| format!("Microsoft.Graph.{name}");
    let expected = [
        "AssignedLicense",
        "identity",
        "PasswordProfile",
        "sharingLink",
        "permission",
    ];
    assert_eq!(not_merged, expected.map(graph));

    // Two types whose names differ in case alone.
    let files = api.types.iter();
    let files: Vec<_> = files
        .filter(|def| def.wire.eq_ignore_ascii_case("file"))
        .map(|def| (def.wire.as_str(), def.docs.description.as_deref()))
        .collect();
    assert_eq!(
        files,
        [
            ("file", Some("Complex type `Microsoft.Graph.file`.")),
            ("File", Some("Entity type `Microsoft.Graph.File`.")),
        ]
    );
    // A type has the properties of its base type: its own come last.
    let event = api.types.iter().find(|def| def.wire == "Event").unwrap();
    let wires: Vec<_> = fields(event).collect();
    assert_eq!(wires[..2], ["Categories", "ChangeKey"]);
    assert!(wires.contains(&"Subject"));
}

/// Rule 15: two runs say the same.
#[test]
fn two_runs_are_equal() {
    if let Some(case) = family("exact-format-2015-09") {
        assert_eq!(check(&case), check(&case));
    }
}

#[test]
fn every_older_variant_is_lowered() {
    let Some(case) = family("alpha-variants") else {
        return;
    };
    assert_eq!(case.entities.len(), 18);
    let (_, lowered) = lowered(&case);
    nothing_is_bare_json(&lowered);
    let mut of_tables = lowered.diagnostics.iter().filter(|said| {
        let codes = [Code::PARTIAL_TYPE, Code::NOT_MERGED, Code::TYPE_CONFLICT];
        codes.contains(&said.code)
    });
    assert!(of_tables.all(|said| said.origin.is_some()));
}

/// Every type that only a table names is one with fields, values or variants.
fn nothing_is_bare_json(lowered: &Lowered) {
    let of_table = |def: &&TypeDef| !def.origin.at.starts_with('#');
    for def in lowered.api.types.iter().filter(of_table) {
        match &def.kind {
            TypeKind::Struct(body) => {
                let mut slots = body.fields.iter().map(|field| &field.slot);
                assert!(slots.all(|slot| slot.ty != TypeRef::Json), "{}", def.ident);
            }
            TypeKind::Enum(body) => assert!(body.unknown.is_some(), "{}", def.ident),
            TypeKind::Newtype(_) | TypeKind::Union(_) | TypeKind::Key(_) => {}
            other => panic!("{} is {other:?}", def.ident),
        }
    }
}

fn fields(def: &TypeDef) -> impl Iterator<Item = &str> {
    let TypeKind::Struct(body) = &def.kind else {
        panic!("{} is {:?}", def.ident, def.kind);
    };
    body.fields.iter().map(|field| field.wire.as_str())
}

/// The first names in messages of a code.
fn told(diagnostics: &[Diagnostic], code: Code) -> impl Iterator<Item = &str> {
    let of_code = diagnostics.iter().filter(move |said| said.code == code);
    of_code.filter_map(|said| said.message.split('`').nth(1))
}

fn documents(case: &Case<'_>) -> Vec<Document> {
    let mut map = SourceMap::new();
    let read = |(path, text): &(&str, String)| {
        let file = map.add(*path, text.as_str());
        entity::read(&map, file).document
    };
    case.entities.iter().filter_map(read).collect()
}

/// The types that a document names in its tables and samples.
fn named(document: &Document) -> Vec<String> {
    let mut types: Vec<EdmType> = document
        .type_hints()
        .into_iter()
        .flat_map(|hint| hint.fields)
        .map(|field| field.ty.value)
        .collect();
    match &document.body {
        Body::Entity(table) => {
            types.extend(table.properties.iter().map(|row| row.ty.value.clone()));
            types.extend(table.navigations.iter().map(|row| row.target.value.clone()));
            for row in &table.actions {
                types.extend(row.inputs.iter().map(|input| input.ty.value.clone()));
                types.extend(row.output.iter().map(|cell| cell.value.clone()));
            }
        }
        Body::Complex(table) => {
            types.extend(table.properties.iter().map(|row| row.ty.value.clone()));
        }
        Body::Set(set) => {
            let element = set.element_type.iter().map(|cell| EdmType {
                name: cell.value.clone(),
                collection: false,
            });
            types.extend(element);
        }
        Body::Enum(_) => {}
    }
    types.into_iter().map(|ty| ty.name).collect()
}
