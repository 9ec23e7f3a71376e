//! The requests for the bytes of media entities, which a fixup adds to those of a table.

use crate::case::{Case, check};

const DOCUMENT: &str = r"
openapi: 3.0.3
info: { title: Test, version: '1' }
paths:
  /pets/{petId}/banner/$value:
    parameters:
      - { name: petId, in: path, required: true, schema: { type: integer } }
    get:
      operationId: get-banner
      responses: { '204': { description: None }, '404': { $ref: '#/components/responses/Lost' } }
components:
  responses:
    Lost:
      description: It is not there
      content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
  schemas:
    Pet:
      type: object
      properties:
        id: { type: string }
";

/// The table, and requests for its navigation properties.
fn table(requests: &[(&str, &str)]) -> String {
    let mut text = "#Pet resource\n\n##Overview\n\n| | |\n| :-- | :-- |\n\
        | _Resource type_ | `EntityType` |\n| _Full name_ | `Zoo.Pet` |\n\
        | _Versions_ | `beta` |\n\n###Navigation properties\n\n\
        | Name | Target type | Versions | Nullable | Operations | Comments |\n\
        | :-- | :-- | :-- | :-- | :-- | :-- |\n\
        | `Portrait` | `Zoo.Photo` | `beta` | `false` | `GET`, `PUT`, `DELETE` |  |\n\
        | `albums` | `Collection(Zoo.Photo)` | `beta` | `true` | `GET`, `PUT` |  |\n\
        | `banner` | `Zoo.Photo` | `beta` | `false` | `GET` |  |\n\n###Operations\n\n"
        .to_owned();
    for (verb, name) in requests {
        let parts = [
            &format!("#####{verb} the Pet/{name} entity\n\n"),
            "#####Required scopes\n\n| Scope.Permission | Consent type | Applicable scenarios |\n| :-- | :-- | :-- |\n",
            &format!("| `Pets.{verb}` | `User` |  |\n\n#####Request\n\n```\n"),
            &format!("{verb} /<version>/pets/<Pet.id>/{name} HTTP/1.1\nIf-Match : '*'\n```\n\n"),
            "#####Response\n\n```\n\t200 OK\n```\n\n",
        ];
        text.extend(parts);
    }
    text
}

const REQUESTS: [(&str, &str); 5] = [
    ("GET", "Portrait"),
    ("PUT", "Portrait"),
    ("DELETE", "Portrait"),
    ("GET", "albums"),
    ("GET", "banner"),
];

/// The operations under `$value`, and what is said of fixups.
fn bytes(steps: &[&str], versions: &[&str]) -> String {
    let mut fixups = "[[fixup]]\nname = \"bytes\"\nbecause = \"b\"\nsource = \"s\"\n".to_owned();
    for step in steps {
        let more = "\ntable = \"Zoo.Pet\"\nunder = \"$value\"\n";
        fixups.extend(["[[fixup.steps]]\n", step, more]);
    }
    let mut case = Case {
        entities: vec![("pet.md", table(&REQUESTS))],
        fixups: &fixups,
        ..Case::of(DOCUMENT)
    };
    case.tables.versions = versions.iter().map(|&wire| wire.to_owned()).collect();
    let all = check(&case);
    let (api, said) = all.split_once("\n---\n").unwrap_or((&all, ""));
    let operations = api.split("\n\n").filter(|block| block.contains("$value"));
    let told = said.lines().filter(|line| line.contains("fixup"));
    let parts: Vec<&str> = operations.map(str::trim).chain(told).collect();
    parts.join("\n")
}

#[test]
fn bytes_stand_under_what_a_table_describes() {
    let one = "media = [\"portrait\"]\ntypes = [\"image/jpeg\", \"image/png\"]\n\
        methods = { GET = 200, PUT = 204, DELETE = 202 }\nmissing = \"#/components/responses/Lost\"";
    let many = "media = [\"albums\"]\ntypes = [\"image/*\"]\nmethods = { GET = 200 }";
    insta::assert_snapshot!(bytes(&[one, many], &["beta"]), @r"
    op get-banner GET /pets/{petId}/banner/$value -> root.get_banner, GetBanner, GET_BANNER, idempotent
      path petId -> pet_id: I64, required
      204 NoContent: nothing, success
      404 NotFound: application/json -> Json Pet
    op get-pet-portrait-content GET /pets/{petId}/portrait/$value -> root_beta.get_pet_portrait_content, GetPetPortraitContent, GET_PET_PORTRAIT_CONTENT, idempotent, only beta
      path petId -> pet_id: I64, required
      header If-Match -> if_match: String, optional
      200 Ok: image/jpeg -> Jpeg as Bytes Bytes or image/png -> Png as Bytes Bytes, success
      404 NotFound: application/json -> Json Pet
    op replace-pet-portrait-content PUT /pets/{petId}/portrait/$value -> root_beta.replace_pet_portrait_content, ReplacePetPortraitContent, REPLACE_PET_PORTRAIT_CONTENT, idempotent, only beta
      path petId -> pet_id: I64, required
      header If-Match -> if_match: String, optional
      body: image/jpeg -> Jpeg as Bytes Bytes, required
      body: image/png -> Png as Bytes Bytes, required
      204 NoContent: nothing, success
      404 NotFound: application/json -> Json Pet
    op delete-pet-portrait-content DELETE /pets/{petId}/portrait/$value -> root_beta.delete_pet_portrait_content, DeletePetPortraitContent, DELETE_PET_PORTRAIT_CONTENT, idempotent, only beta
      path petId -> pet_id: I64, required
      header If-Match -> if_match: String, optional
      202 Accepted: nothing, success
      404 NotFound: application/json -> Json Pet
    op get-pet-album-content GET /pets/{petId}/albums/{photoId}/$value -> root_beta.get_pet_album_content, GetPetAlbumContent, GET_PET_ALBUM_CONTENT, idempotent, only beta
      path petId -> pet_id: I64, required
      path photoId -> photo_id: String, required
      header If-Match -> if_match: String, optional
      200 Ok: image/* -> Bytes as Bytes Bytes, success
    ");
}

/// It applies, though the version that has it is not wanted.
#[test]
fn a_version_that_is_not_wanted() {
    let step = "media = [\"portrait\"]\ntypes = [\"image/jpeg\"]\nmethods = { GET = 200 }";
    let all = bytes(&[step], &["alpha"]);
    assert!(!all.contains("portrait") && !all.contains("fixup"), "{all}");
}

#[test]
fn a_step_that_does_not_apply() {
    let step = |name: &str, methods: &str| {
        format!("media = [\"{name}\"]\ntypes = [\"image/jpeg\"]\nmethods = {methods}")
    };
    let steps = [
        // It has another name on the wire.
        step("Portrait", "{ GET = 200 }"),
        // Nothing is said of that method.
        step("albums", "{ GET = 200, PUT = 200 }"),
        // The document has it.
        step("banner", "{ GET = 200 }"),
        step("portrait", "{ GET = 200 }") + "\nmissing = \"#/components/responses/Gone\"",
    ];
    let told: Vec<String> = steps
        .iter()
        .map(|step| {
            let all = bytes(&[step], &["beta"]);
            all.lines()
                .filter(|line| line.contains("fixup-unused"))
                .collect()
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    error fixup-unused fixups.toml:8:19: the fixup `bytes` does not apply to `Portrait` of `Zoo.Pet`: its table has no request of that method for such a navigation property, or there is one for the bytes already
    error fixup-unused fixups.toml:8:30: the fixup `bytes` does not apply to `albums` of `Zoo.Pet`: its table has no request of that method for such a navigation property, or there is one for the bytes already
    error fixup-unused fixups.toml:8:19: the fixup `bytes` does not apply to `banner` of `Zoo.Pet`: its table has no request of that method for such a navigation property, or there is one for the bytes already
    error fixup-unused fixups.toml:9:11: the fixup `bytes` does not apply: there is nothing at `#/components/responses/Gone`
    ");
}
