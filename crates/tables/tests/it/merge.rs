//! Tables of entity types, merged with a small document; each test shows one rule.

use crate::case::{Case, check};
use graphwright_tables::Config;

const DOCUMENT: &str = r"
openapi: 3.0.3
info: { title: Test, version: '1' }
paths:
  /pets:
    get:
      operationId: get-pet
      responses:
        '200':
          description: Ok
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
    patch:
      operationId: update-pet
      requestBody:
        content: { application/json: { schema: { $ref: '#/components/schemas/PetUpdate' } } }
      responses: { '204': { description: Done } }
components:
  schemas:
    Pet:
      type: object
      properties:
        id: { type: string, format: uuid }
        name: { type: string }
        kind: { type: string, enum: [cat, dog] }
        born: { type: string }
        weight: { type: integer }
        tags: { type: array, items: { type: string } }
        home: { type: object, properties: { street: { type: string } } }
        den: { type: object, properties: { depth: { type: integer } } }
    PetUpdate:
      type: object
      required: [name]
      properties:
        name: { type: string }
        born: { type: string }
";

/// A table with the columns that matter: name, type, nullable, writeable.
fn table(rows: &[[&str; 4]]) -> String {
    let mut text = "#Pet resource\n\n##Overview\n\n| | |\n| :-- | :-- |\n\
        | _Resource type_ | `EntityType` |\n| _Full name_ | `Zoo.Pet` |\n\
        | _Versions_ | `beta` |\n\n###Properties\n\n\
        | Name | Type | Versions | Nullable | Writeable |\n\
        | :-- | :-- | :-- | :-- | :-- |\n"
        .to_owned();
    for [name, ty, nullable, writeable] in rows {
        text.push_str(&["| `", name, "` | `", ty, "` | `beta` | `"].concat());
        text.push_str(&[nullable, "` | `", writeable, "` |\n"].concat());
    }
    text
}

/// A fixup with one step about the table.
fn fixup(step: &str) -> String {
    format!(
        "[[fixup]]\nname = \"pets\"\nbecause = \"b\"\nsource = \"s\"\n\
         [[fixup.steps]]\n{step}\ntable = \"Zoo.Pet\"\n"
    )
}

/// The schemas `Pet` and `PetUpdate` as they are after the merge, and what was said.
fn merged(rows: &[[&str; 4]], fixups: &str) -> String {
    let schemas = ["Pet", "PetUpdate"].map(str::to_owned);
    merged_with(rows, fixups, vec![("Zoo.Pet".to_owned(), schemas.to_vec())])
}

fn merged_with(rows: &[[&str; 4]], fixups: &str, entities: Vec<(String, Vec<String>)>) -> String {
    let case = Case {
        entities: vec![("pet.md", table(rows))],
        fixups,
        ..Case::of(DOCUMENT)
    };
    let all = check(&Case {
        tables: Config {
            entities,
            ..Config::default()
        },
        ..case
    });
    let from = all.find("struct Pet ").unwrap_or_default();
    let types = all[from..].split("\nop ").next().unwrap_or_default();
    let said = all.split_once("\n---\n").map_or("", |(_, said)| said);
    format!("{types}\n{said}")
}

#[test]
fn a_table_decides_about_null_and_refines_types() {
    insta::assert_snapshot!(merged(
        &[
            ["id", "Edm.String", "false", "false"],
            ["name", "Edm.String", "true", "true"],
            ["kind", "Edm.String", "true", "true"],
            ["born", "Edm.DateTimeOffset", "true", "true"],
            ["Weight", "Edm.Int32", "false", "true"],
            ["tags", "Collection(Edm.String)", "false", "true"],
            ["home", "Zoo.Address", "true", "true"],
        ],
        "",
    ), @r#"
    struct Pet in pet (PET): read
      id: Uuid, optional, read only
      name: String?, optional
      kind: PetKind?, optional
      born: DateTime?, optional
      weight: I64, optional
      tags: List<String>, optional
      home: Address?, optional
      den: Den, optional
      * -> additional: kept

    struct PetUpdate in pet_update (PET_UPDATE): update
      name: String, required
      born: DateTime?, optional, patch
      * -> additional: kept

    enum kind -> PetKind in pet (PET_KIND): read, hashable
      "cat" -> Cat
      "dog" -> Dog
      * -> Unknown(String)

    struct home -> Address in pet (ADDRESS): read
      street: String, optional
      * -> additional: kept

    struct den -> Den in pet (DEN): read
      depth: I64, optional
      * -> additional: kept

    note row-renamed pet.md:1:2: 1 of 7 rows have another name by the case of their first letter: `Weight` is `weight`
    "#);
}

#[test]
fn what_only_the_table_has_needs_a_fixup() {
    let fixups = fixup("promote = [\"owner\", \"toys\"]")
        + "[[fixup.steps]]\nrename-property = \"keeper\"\ntable = \"Zoo.Pet\"\nto = \"owner\"\n";
    insta::assert_snapshot!(merged(
        &[
            ["keeper", "Zoo.Keeper", "true", "true"],
            ["Toys", "Collection(Zoo.Toy)", "false", "true"],
            ["cage", "Edm.String", "true", "true"],
        ],
        &fixups,
    ), @r#"
    struct Pet in pet (PET): read
      id: Uuid, optional
      name: String, optional
      kind: PetKind, optional
      born: String, optional
      weight: I64, optional
      tags: List<String>, optional
      home: Home, optional
      den: Den, optional
      owner: Keeper?, optional
      toys: List<Toy>, optional
      cage: String?, optional, only beta
      * -> additional: kept

    struct PetUpdate in pet_update (PET_UPDATE): update
      name: String, required
      born: String, optional
      * -> additional: kept

    enum kind -> PetKind in pet (PET_KIND): read, hashable
      "cat" -> Cat
      "dog" -> Dog
      * -> Unknown(String)

    struct home -> Home in pet (HOME): read
      street: String, optional
      * -> additional: kept

    struct den -> Den in pet (DEN): read
      depth: I64, optional
      * -> additional: kept

    struct Keeper in pet (KEEPER): read
      * -> additional: kept

    struct Toy in pet (TOY): read
      * -> additional: kept

    note row-renamed pet.md:1:2: 1 of 3 rows have another name by a fixup: `keeper` is `owner`
    note row-renamed pet.md:1:2: 1 of 3 rows have another name by the case of their first letter: `Toys` is `toys`
    note partial-type pet.md:15:15: `Zoo.Keeper` is described nowhere; samples show 0 of its fields
    note partial-type pet.md:16:13: `Zoo.Toy` is described nowhere; samples show 0 of its fields
    "#);
}

#[test]
fn a_complex_type_has_the_fields_of_its_table() {
    let rows = &[["owner", "Zoo.Keeper", "true", "true"]];
    let fixups = fixup("promote = [\"owner\"]");
    let complex = |name: &str, rows: &[[&str; 4]]| {
        let text = table(rows).replace("EntityType", "ComplexType");
        text.replace("_Full name_ | `Zoo.Pet`", "_Namespace_ | `Zoo`")
            .replace("#Pet resource", &format!("#{name} extended resource"))
    };
    let address = &[["street", "Edm.String", "true", "true"]];
    let keeper = &[
        ["since", "Edm.Date", "false", "true"],
        ["home", "Zoo.Address", "true", "true"],
    ];
    let case = Case {
        entities: vec![
            ("pet.md", table(rows)),
            ("address.md", complex("Address", address)),
            ("keeper.md", complex("Keeper", keeper)),
            ("toy.md", complex("Toy", address)),
        ],
        fixups: &fixups,
        ..Case::of(DOCUMENT)
    };
    let all = check(&case);
    assert!(all.contains("owner: Keeper?, optional"), "{all}");
    assert!(all.contains("struct Keeper in keeper (KEEPER): read\n  since: Date, optional\n  home: Address?, optional\n"), "{all}");
    assert!(
        all.contains("struct Address in address (ADDRESS): read\n  street: String?, optional\n"),
        "{all}"
    );
    assert!(
        all.contains("note not-merged toy.md:1:2: `Zoo.Toy`"),
        "{all}"
    );
    assert!(!all.contains("partial-type"), "{all}");
}

#[test]
fn one_and_many_merge_by_a_fixup_only() {
    let rows = &[["tags", "Edm.String", "true", "true"]];
    insta::assert_snapshot!(said(&merged(rows, "")), @r"
    error type-conflict pet.md:15:13: `Edm.String` is no type of `tags` as the document has it
      a fixup can say that it is a `collection`, or stands `elsewhere`
    ");
    insta::assert_snapshot!(said(&merged(rows, &fixup("collection = [\"tags\"]"))), @r"

    ");
}

#[test]
fn types_that_no_value_has() {
    insta::assert_snapshot!(said(&merged(
        &[
            ["name", "Edm.Int32", "true", "true"],
            ["born", "Edm.Stream", "true", "true"],
            ["kind", "Zoo.Kind", "true", "true"],
            ["home", "Edm.String", "true", "true"],
        ],
        "",
    )), @r"
    error type-conflict pet.md:15:13: `Edm.Int32` is no type of `name` as the document has it
      a fixup can say that it is a `collection`, or stands `elsewhere`
    error type-conflict pet.md:16:13: `Edm.Stream` is no type of `born` as the document has it
      a fixup can say that it is a `collection`, or stands `elsewhere`
    error type-conflict pet.md:18:13: `Edm.String` is no type of `home` as the document has it
      a fixup can say that it is a `collection`, or stands `elsewhere`
    ");
}

#[test]
fn one_name_for_two_shapes() {
    let rows = &[
        ["home", "Zoo.Address", "true", "true"],
        ["den", "Zoo.address", "true", "true"],
    ];
    insta::assert_snapshot!(said(&merged(rows, "")), @r"
    error shape-mismatch pet.md:16:12: the objects that are called `Zoo.address` differ in the document
    ");
}

#[test]
fn two_rows_with_one_name() {
    let rows = &[
        ["name", "Edm.String", "true", "true"],
        ["Name", "Edm.String", "false", "true"],
        ["title", "Edm.String", "false", "true"],
    ];
    let fixups = fixup("rename-property = \"title\"\nto = \"name\"");
    insta::assert_snapshot!(said(&merged(rows, &fixups)), @r"
    error merge-collision pet.md:16:4: the rows `name` and `Name` both speak of `name`; the first counts
      give one of them another name by a fixup, `rename-property`
    error merge-collision pet.md:17:4: the rows `name` and `title` both speak of `name`; the first counts
      give one of them another name by a fixup, `rename-property`
    ");
}

#[test]
fn a_step_that_does_not_apply() {
    let rows = &[["name", "Edm.String", "true", "true"]];
    let steps = [
        "rename-property = \"name\"\nto = \"born\"",
        "promote = [\"name\"]",
        "read-only = [\"nmae\"]",
        "collection = [\"name\", \"born\"]",
        "elsewhere = [\"photo\"]",
        "newtype = \"tags\"\nname = \"Tags\"",
    ];
    let told: Vec<String> = steps
        .iter()
        .map(|step| said(&merged(rows, &fixup(step))))
        .collect();
    insta::assert_snapshot!(told.concat(), @r"
    error fixup-unused fixups.toml:6:19: the fixup `pets` does not apply to `name` of `Zoo.Pet`: no row has that name, or a property has it already
      remove it if the inputs were mended, or adapt it to them
    error fixup-unused fixups.toml:6:12: the fixup `pets` does not apply to `name` of `Zoo.Pet`: no row speaks of it, or the document has it already
      remove it if the inputs were mended, or adapt it to them
    error fixup-unused fixups.toml:6:14: the fixup `pets` does not apply to `nmae` of `Zoo.Pet`: no schema has such a property
      remove it if the inputs were mended, or adapt it to them
    error type-conflict pet.md:15:13: `Collection(Edm.String)` is no type of `name` as the document has it
      a fixup can say that it is a `collection`, or stands `elsewhere`
    error fixup-unused fixups.toml:6:23: the fixup `pets` does not apply to `born` of `Zoo.Pet`: no row says that it is one value
      remove it if the inputs were mended, or adapt it to them
    error fixup-unused fixups.toml:6:14: the fixup `pets` does not apply to `photo` of `Zoo.Pet`: no row speaks of it
      remove it if the inputs were mended, or adapt it to them
    error fixup-unused fixups.toml:6:11: the fixup `pets` does not apply to `tags` of `Zoo.Pet`: no schema has such a property of a scalar type
      remove it if the inputs were mended, or adapt it to them
    ");
}

#[test]
fn a_newtype_holds_text_of_any_form() {
    let rows = &[["id", "Edm.String", "false", "true"]];
    let text = merged(rows, &fixup("newtype = \"id\"\nname = \"PetId\""));
    assert!(text.contains("id: PetId, optional"), "{text}");
    assert!(
        text.contains("newtype PetId in pet (PET_ID): read, hashable = String, often Uuid\n"),
        "{text}"
    );
}

#[test]
fn which_schemas_an_entity_type_speaks_for() {
    let rows = &[["name", "Edm.String", "true", "true"]];
    let row = |entity: &str, schema: &str| vec![(entity.to_owned(), vec![schema.to_owned()])];
    insta::assert_snapshot!(said(&merged_with(rows, "", Vec::new())), @r"
    note entity-schema pet.md:8:18: `Zoo.Pet` is merged into the schema `Pet`, which has its name
    ");
    insta::assert_snapshot!(said(&merged_with(rows, "", row("Zoo.Pet", "Pets"))), @r#"
    error unused-name -: `[entity."Zoo.Pet"]` names `Pets`, which is no schema of the document
      there is `Pet`
    note not-merged pet.md:1:2: `Zoo.Pet` is described elsewhere, and that counts; it is not merged
    "#);
    insta::assert_snapshot!(said(&merged_with(rows, "", row("Zoo.Pat", "Pet"))), @r#"
    note entity-schema pet.md:8:18: `Zoo.Pet` is merged into the schema `Pet`, which has its name
    error unused-name -: `[entity."Zoo.Pat"]` speaks of no entity document
      there is `Zoo.Pet`
    "#);
}

#[test]
fn a_constant_column_says_nothing() {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "name"];
    let rows = |writeable: &'static str| {
        names.map(|name| {
            [
                name,
                "Edm.String",
                if name == "a" { "true" } else { "false" },
                writeable,
            ]
        })
    };
    let ten = said(&merged(&rows("false"), ""));
    assert!(
        ten.contains("constant-column pet.md:15:43: the column `Writeable`"),
        "{ten}"
    );
    assert!(!ten.contains("`Nullable`"), "{ten}");
    assert!(!merged(&rows("false"), "").contains("read only"));
    // Nine rows may agree by accident.
    let nine = merged(&rows("false")[1..], "");
    assert!(!nine.contains("constant-column"), "{nine}");
    assert!(nine.contains("name: String, optional, read only"), "{nine}");
}

/// The diagnostics, without the model.
fn said(text: &str) -> String {
    let lines = text.lines();
    let is_said = |line: &&str| {
        ["error ", "warning ", "note ", "  "]
            .iter()
            .any(|head| line.starts_with(head))
    };
    let from = lines.skip_while(|line| {
        !["error ", "warning ", "note "]
            .iter()
            .any(|head| line.starts_with(head))
    });
    from.filter(is_said).flat_map(|line| [line, "\n"]).collect()
}
