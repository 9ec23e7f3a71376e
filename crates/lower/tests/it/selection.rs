//! Some operations of a document, and what is generated with them.

use crate::case::{Case, Part, check, lowered};
use graphwright_lower::{Errors, Select, SelectBy};
use insta::assert_snapshot;

const PATHS: &str = "
    /pets: { get: { operationId: list, tags: [Pets], responses: { '200': { description: D, content: { application/json: { schema: { $ref: '#/components/schemas/Pets' } } } } } } }
    /shops: { get: { operationId: list, tags: [Shops], responses: { '200': { description: D, content: { application/json: { schema: { $ref: '#/components/schemas/Shop' } } } } } } }
";

const SCHEMAS: &str = "
    Shop: { type: object, properties: { address: { type: object, properties: { a: { type: string } } } } }
    Pets: { type: array, items: { $ref: '#/components/schemas/Pet' } }
    Pet: { type: object, properties: { owner: { $ref: '#/components/schemas/Owner' } } }
    Owner: { type: object, properties: { address: { type: object, properties: { b: { type: string } } }, pet: { $ref: '#/components/schemas/Pet' } } }
    Problem: { type: object, properties: { code: { type: string } } }
    Nobody: { type: object, properties: { a: { type: string } } }
";

fn some(select: Select) -> Case<'static> {
    Case::paths(PATHS, SCHEMAS).with(|config| config.select = select)
}

fn tags(tag: &str) -> Select {
    Select {
        tags: vec![tag.to_owned()],
        ..Select::default()
    }
}

#[test]
fn what_an_operation_leads_to_is_generated_and_nothing_else() {
    let case = some(tags("Pets")).showing(&[Part::Types, Part::Operations]);
    assert_snapshot!(check(&case), @r"
    alias Pets in pets (PETS): read, hashable = List<Pet>

    struct Pet in pet (PET): read, hashable
      owner: Owner, optional

    struct Owner in owner (OWNER): read, hashable
      address: Address, optional
      pet: Box<Pet>, optional

    struct address -> Address in owner (ADDRESS): read, hashable
      b: String, optional

    op list GET /pets -> pets.list, List, LIST, idempotent
      200 Ok: application/json -> Json Pets, success

    ---
    note renamed 4: the type of tag `Pets` is `PetsApi`, since `Pets` is reserved or taken
    ");
}

#[test]
fn the_shape_of_errors_is_generated_with_any_selection() {
    let errors = Errors {
        schema: "Problem".to_owned(),
        ..Errors::default()
    };
    let case = some(tags("Shops")).with(|config| config.errors = Some(errors));
    assert_snapshot!(check(&case.showing(&[Part::Head, Part::Types])), @r#"
    api test: "Test", version "1"
    version 1
    security none
    errors Problem
    tag "Shops" -> Shops in shops

    struct Shop in shop (SHOP): read, hashable
      address: Address, optional

    struct Problem in problem (PROBLEM): unused, hashable
      code: String, optional

    struct address -> Address in shop (ADDRESS): read, hashable
      a: String, optional

    ---
    warning operation-id 5: another operation is called `list` too; this one is called `GET /shops`
    "#);
}

#[test]
fn an_operation_keeps_the_id_that_it_has_among_all() {
    let second = some(tags("Shops"));
    assert_snapshot!(check(&second), @r"
    op GET /shops GET /shops -> shops.get, GetShops, GET_SHOPS, idempotent
      200 Ok: application/json -> Json Shop, success

    ---
    warning operation-id 5: another operation is called `list` too; this one is called `GET /shops`
    ");
    let by_id = Select {
        operations: vec!["list".to_owned()],
        ..Select::default()
    };
    assert_snapshot!(check(&some(by_id)), @r"
    op list GET /pets -> pets.list, List, LIST, idempotent
      200 Ok: application/json -> Json Pets, success

    op GET /shops GET /shops -> shops.get, GetShops, GET_SHOPS, idempotent
      200 Ok: application/json -> Json Shop, success

    ---
    warning operation-id 5: another operation is called `list` too; this one is called `GET /shops`
    note renamed 4: the type of tag `Pets` is `PetsApi`, since `Pets` is reserved or taken
    ");
}

#[test]
fn names_of_the_configuration_for_what_is_not_selected_are_no_mistake() {
    let case = some(tags("Pets")).showing(&[]).with(|config| {
        let name = |pointer: &str| (pointer.to_owned(), "Name".to_owned());
        config.names = vec![
            name("#/components/schemas/Shop"),
            name("#/components/schemas/Shob"),
        ];
    });
    assert_snapshot!(check(&case), @r"
    ---
    note renamed 4: the type of tag `Pets` is `PetsApi`, since `Pets` is reserved or taken
    error unused-name -: `[names]` calls `#/components/schemas/Shob` `Name`, but no type or operation is made from there
      the nearest one is `#/components/schemas/Pets`
    ");
}

#[test]
fn patterns_that_take_nothing_are_handed_out() {
    let select = Select {
        paths: vec!["/pets".to_owned(), "/pet".to_owned()],
        ..Select::default()
    };
    let (_, lowered) = lowered(&some(select));
    let [missed] = lowered.missed.as_slice() else {
        panic!("{:?}", lowered.missed);
    };
    assert_eq!((missed.by, missed.index), (SelectBy::Path, 1));
    assert_eq!(missed.nearest.as_deref(), Some("/pets"));
}
