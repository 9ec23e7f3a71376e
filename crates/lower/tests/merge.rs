//! Tables of entity types, merged with a small document; each test shows one rule.

mod common;

use common::{Case, check};
use graphwright_lower::tables::Config;

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

/// What a step says about the table.
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
    ));
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
    ));
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
    insta::assert_snapshot!(said(&merged(rows, "")));
    insta::assert_snapshot!(said(&merged(rows, &fixup("collection = [\"tags\"]"))));
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
    )));
}

#[test]
fn one_name_for_two_shapes() {
    let rows = &[
        ["home", "Zoo.Address", "true", "true"],
        ["den", "Zoo.address", "true", "true"],
    ];
    insta::assert_snapshot!(said(&merged(rows, "")));
}

#[test]
fn two_rows_with_one_name() {
    let rows = &[
        ["name", "Edm.String", "true", "true"],
        ["Name", "Edm.String", "false", "true"],
        ["title", "Edm.String", "false", "true"],
    ];
    let fixups = fixup("rename-property = \"title\"\nto = \"name\"");
    insta::assert_snapshot!(said(&merged(rows, &fixups)));
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
    insta::assert_snapshot!(told.concat());
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
    insta::assert_snapshot!(said(&merged_with(rows, "", Vec::new())));
    insta::assert_snapshot!(said(&merged_with(rows, "", row("Zoo.Pet", "Pets"))));
    insta::assert_snapshot!(said(&merged_with(rows, "", row("Zoo.Pat", "Pet"))));
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

/// What was said, without the model.
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
