//! Parameters that are one of several keys, where a fixup says so.

use crate::case::{Case, check};

const DOCUMENT: &str = r"
openapi: 3.0.3
info: { title: Test, version: '1' }
paths:
  /pets/{petId}:
    parameters:
      - { name: petId, in: path, required: true, description: Id or chip, schema: { type: string, format: uuid } }
    get:
      operationId: get-pet
      responses:
        '200':
          description: Ok
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
  /pets/{petId}/owner:
    get:
      operationId: get-owner
      parameters:
        - { name: petId, in: path, required: true, schema: { type: string, maxLength: 40 } }
        - { name: petId, in: query, schema: { type: string } }
      responses: { '204': { description: Done } }
  /cages/{cageId}/{size}:
    get:
      operationId: get-cage
      parameters:
        - { name: cageId, in: path, required: true, schema: { type: string } }
        - { name: size, in: path, required: true, schema: { type: integer } }
      responses: { '204': { description: Done } }
components:
  schemas:
    Pet:
      type: object
      properties:
        id: { type: string, format: uuid }
        weight: { type: integer }
";

const TABLE: &str = "#Pet resource

##Overview

| | |
| :-- | :-- |
| _Resource type_ | `EntityType` |
| _Full name_ | `Zoo.Pet` |
| _Versions_ | `beta` |

###Properties

| Name | Type | Versions | Nullable |
| :-- | :-- | :-- | :-- |
| `id` | `Edm.String` | `beta` | `false` |
| `weight` | `Edm.Int32` | `beta` | `false` |
";

const CHIP: &str = r#"{ variant = "Chip", when-contains = ":" }"#;

/// The model of the document with the two newtypes and a step for a parameter.
fn lowered(parameter: &str, alternatives: &str) -> String {
    let fixups = format!(
        r#"[[fixup]]
name = "keys"
because = "b"
source = "s"
steps = [
  {{ newtype = "id", table = "Zoo.Pet", name = "PetId" }},
  {{ newtype = "weight", table = "Zoo.Pet", name = "Weight" }},
  {{ key-parameter = "{parameter}", name = "PetKey", alternatives = [{alternatives}] }},
]
"#
    );
    check(&Case {
        entities: vec![("pet.md", TABLE.to_owned())],
        fixups: &fixups,
        ..Case::of(DOCUMENT)
    })
}

/// The lines about keys, parameters and fixups.
fn lines(text: &str) -> String {
    let heads = ["key ", "  Id", "  Chip", "op ", "  path ", "  query "];
    let is_told =
        |line: &&str| heads.iter().any(|head| line.starts_with(head)) || line.contains("fixup");
    text.lines()
        .filter(is_told)
        .flat_map(|line| [line, "\n"])
        .collect()
}

#[test]
fn a_parameter_has_one_type_in_every_path() {
    let alternatives = format!(r#"{{ variant = "Id", type = "PetId" }}, {CHIP}"#);
    insta::assert_snapshot!(lines(&lowered("petId", &alternatives)), @r#"
    key PetKey in pet_key (PET_KEY): create, hashable
      Id: PetId
      Chip: String, with ":"
    op get-pet GET /pets/{petId} -> root.get_pet, GetPet, GET_PET, idempotent
      path petId -> pet_id: PetKey, required
    op get-owner GET /pets/{petId}/owner -> root.get_owner, GetOwner, GET_OWNER, idempotent
      path petId -> pet_id: PetKey max length 40, required
      query petId -> pet_id_query: String, optional
    op get-cage GET /cages/{cageId}/{size} -> root.get_cage, GetCage, GET_CAGE, idempotent
      path cageId -> cage_id: String, required
      path size: I64, required
    "#);
}

#[test]
fn variants_have_names_of_their_own() {
    let alternatives = format!(r#"{{ variant = "chip" }}, {CHIP}"#);
    let text = lowered("cageId", &alternatives);
    assert!(
        text.contains("  Chip: String\n  Chip2: String, with \":\"\n"),
        "{text}"
    );
}

#[test]
fn a_step_without_its_parameter_or_type_is_unused() {
    for (parameter, ty, expected) in [
        (
            "size",
            "PetId",
            "fixups.toml:8:21: the fixup `keys` does not apply: no path has a parameter `size` that is text",
        ),
        (
            "petId",
            "OwnerId",
            "fixups.toml:8:88: the fixup `keys` does not apply: no newtype over text is called `OwnerId`",
        ),
        (
            "petId",
            "Weight",
            "fixups.toml:8:88: the fixup `keys` does not apply: no newtype over text is called `Weight`",
        ),
    ] {
        let alternatives = format!(r#"{{ variant = "Id", type = "{ty}" }}, {CHIP}"#);
        let text = lowered(parameter, &alternatives);
        assert!(
            text.contains(&format!("error fixup-unused {expected}")),
            "{text}"
        );
        assert!(!text.contains("PetKey"), "{text}");
    }
}
