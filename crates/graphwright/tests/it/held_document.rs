//! A document that a program holds in memory.

use crate::place::PETS;
use graphwright::Plan;
use graphwright::cli::{CodegenArgs, Program};
use graphwright::config::{DocumentFormat, Runtime};
use graphwright::files::Memory;
use graphwright::message::{About, Message};
use graphwright::plan::plan;
use graphwright::reader::InputReader;
use graphwright::settings::Settings;
use openapiv3::OpenAPI;
use serde_json::{Value, json};

fn pets() -> OpenAPI {
    serde_yaml::from_str(PETS).expect("the document has the types of 3.0")
}

fn args() -> CodegenArgs {
    CodegenArgs {
        openapi: Some("pets.json".into()),
        out: Some("out".into()),
        runtime: Some(Runtime::Vendor),
        ..CodegenArgs::default()
    }
}

fn plan_of(reader: &mut InputReader<'_>, args: &CodegenArgs) -> Plan {
    let settings = Settings::resolve(args, &Program::new("a program"), reader);
    plan(&settings.expect("the settings are right"), reader)
}

#[test]
fn the_crates_are_those_of_a_file() {
    let text = serde_json::to_string(&pets()).expect("JSON");
    let files = Memory([("pets.json".into(), text)].into());
    let of_file = plan_of(&mut InputReader::new(&files), &args());
    let empty = Memory::default();
    let mut reader = InputReader::new(&empty);
    reader.hold_openapi("pets.json", &pets()).expect("JSON");
    let held = plan_of(&mut reader, &args());
    assert!(held.files.contains_key("server/src/lib.rs"));
    assert_eq!(held.files, of_file.files);
    // It can be planned again.
    assert_eq!(plan_of(&mut reader, &args()).files, of_file.files);
}

#[test]
fn what_is_published_has_the_same_types() {
    for format in [DocumentFormat::Json, DocumentFormat::Yaml] {
        let empty = Memory::default();
        let mut reader = InputReader::new(&empty);
        reader.hold_openapi("pets.json", &pets()).expect("JSON");
        let args = CodegenArgs {
            document: Some(format),
            only: vec!["client".to_owned()],
            ..args()
        };
        assert_eq!(
            plan_of(&mut reader, &args).openapi(),
            Ok(pets()),
            "{format}"
        );
    }
    assert!(Plan::default().openapi().is_err());
}

#[test]
fn diagnostics_have_pointers() {
    let empty = Memory::default();
    let mut reader = InputReader::new(&empty);
    let broken: Value = json!({
        "openapi": "3.1.0",
        "info": { "title": "Pets", "version": "1" },
        "paths": { "/pets": { "get": { "responses": { "200": { "$ref": "other.json#/Pets" } } } } },
        "components": { "schemas": { "Pet": { "type": ["object"], "required": "name" } } },
    });
    reader.hold_value("pets.json", broken);
    let plan = plan_of(&mut reader, &args());
    let errors = plan.messages.iter().filter(|message| message.is_error());
    let place = |message: &Message| {
        let About::Input(origin) = &message.about else {
            panic!("{message:?} has no place")
        };
        let at = reader.map.locate(origin);
        assert_eq!((at.line, at.column), (None, None));
        format!(
            "{} {}{}",
            message.code,
            at.path,
            at.pointer.unwrap_or_default()
        )
    };
    assert_eq!(
        errors.map(place).collect::<Vec<_>>(),
        [
            "invalid-keyword pets.json#/components/schemas/Pet/required",
            "ref-outside pets.json#/paths/~1pets/get/responses/200/$ref",
        ]
    );
    assert!(plan.files.is_empty());
}

#[test]
fn a_document_that_is_too_deep_is_refused() {
    let empty = Memory::default();
    let mut reader = InputReader::new(&empty);
    let deep = (0..200).fold(json!({}), |value, _| json!({ "x-in": value }));
    reader.hold_value("pets.json", deep);
    let plan = plan_of(&mut reader, &args());
    let codes: Vec<&str> = plan.messages.iter().map(|message| message.code).collect();
    assert_eq!(codes, ["input-too-large"]);
}
