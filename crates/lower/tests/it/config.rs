//! The effects of the configuration.

use crate::case::{Case, check};
use graphwright_lower::{Config, Errors, Unknown};

const DOCUMENT: &str = r"
openapi: 3.0.3
info: { title: Test, version: '1' }
paths:
  /pets:
    get:
      operationId: list-pets
      tags: [Pets]
      responses:
        '200':
          description: Ok
          content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } }
    post:
      operationId: create-pet
      tags: [Pets]
      requestBody:
        content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } }
      responses: { '204': { description: Done } }
components:
  schemas:
    Page:
      type: object
      properties:
        data: { type: array, items: { type: object, properties: { a: { type: string } } } }
        next: { type: string }
";

fn config(config: Config) -> Case<'static> {
    Case {
        config,
        ..Case::of(DOCUMENT)
    }
}

fn names(names: &[(&str, &str)]) -> Config {
    let names = names
        .iter()
        .map(|(pointer, name)| ((*pointer).to_owned(), (*name).to_owned()));
    Config {
        names: names.collect(),
        ..Config::default()
    }
}

#[test]
fn names_by_pointer() {
    insta::assert_snapshot!(check(&config(names(&[
        ("#/components/schemas/Page", "PetPage"),
        ("#/components/schemas/Page/properties/data", "Pet"),
        ("#/paths/~1pets/post/requestBody", "NewPet"),
        ("#/paths/~1pets/post", "add-pet"),
        ("#/components/schemas/Paje", "Nobody"),
        ("#/entirely/elsewhere", "Nobody"),
    ]))));
}

#[test]
fn unknown_members_may_be_dropped() {
    let dropped = check(&config(Config {
        unknown: Unknown::Drop,
        ..Config::default()
    }));
    assert!(!dropped.contains("additional"), "{dropped}");
    assert!(check(&config(Config::default())).contains("* -> additional: kept"));
}

#[test]
fn errors_must_name_a_schema() {
    let schema = |name: &str| {
        let errors = Errors {
            schema: name.to_owned(),
            code: Some("/next".to_owned()),
            ..Errors::default()
        };
        check(&config(Config {
            errors: Some(errors),
            ..Config::default()
        }))
    };
    assert!(schema("Page").contains("errors Page, code /next"));
    let wrong = schema("Pag");
    assert!(wrong.contains("error error-schema -"), "{wrong}");
    assert!(wrong.contains("there is `Page`"), "{wrong}");

    let errors = Errors {
        schema: "Page".to_owned(),
        message: Some("/nowhere".to_owned()),
        ..Errors::default()
    };
    let lost = check(&config(Config {
        errors: Some(errors),
        ..Config::default()
    }));
    assert!(lost.contains("`[errors] message` is `/nowhere`"), "{lost}");
    assert!(lost.contains("errors Page\n"), "{lost}");
}
