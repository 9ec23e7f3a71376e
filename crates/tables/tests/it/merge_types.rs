//! Versions and types that only tables have, merged with a small document; each test shows one rule.

use crate::case::{Case, check};
use graphwright_tables::Config;

const DOCUMENT: &str = r"
openapi: 3.0.3
info: { title: Test, version: v1 }
servers: [ { url: 'https://example.org/v1' } ]
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
        id: { type: string, readOnly: true }
        born: { type: string, description: The day }
    PetUpdate:
      type: object
      properties:
        name: { type: string }
";

/// A document of a kind: more rows of its overview, and its table. A row is a name, a type, versions
/// and whether null is allowed; of an enumeration, a name, a number and versions.
pub(crate) fn document(kind: &str, name: &str, overview: &[&str], rows: &[&str]) -> String {
    let (title, full_name, table) = match kind {
        "EntityType" => ("resource", format!("_Full name_ | `Zoo.{name}`"), TABLE),
        "ComplexType" => ("extended resource", NAMESPACE.to_owned(), TABLE),
        "EnumType" => ("enumeration", NAMESPACE.to_owned(), MEMBERS),
        _ => ("resource", NAMESPACE.to_owned(), ""),
    };
    let kind = format!("_Resource type_ | `{kind}`");
    let facts: String = [kind.as_str(), &full_name, "_Versions_ | `beta`, `alpha`"]
        .iter()
        .chain(overview)
        .flat_map(|fact| ["| ", fact, " |\n"])
        .collect();
    let rows: String = rows
        .iter()
        .map(|row| row.replace(", ", "`, `").replace(" | ", "` | `"))
        .map(|row| format!("| `{row}` |\n").replace(" (_Key_)`", "` (_Key_)"))
        .collect();
    format!("#{name} {title}\n##Overview\n\n| | |\n| :-- | :-- |\n{facts}\n{table}{rows}\n")
}

const NAMESPACE: &str = "_Namespace_ | `Zoo`";
const TABLE: &str =
    "###Properties\n\n| Name | Type | Versions | Nullable |\n| :-- | :-- | :-- | :-- |\n";
const MEMBERS: &str = "###Members\n\n| Name | Value | Versions |\n| :-- | :-- | :-- |\n";

pub(crate) fn pet(rows: &[&str]) -> (&'static str, String) {
    ("pet.md", document("EntityType", "Pet", &[], rows))
}

fn step(text: &str) -> String {
    format!("[[fixup.steps]]\n{text}\n")
}

/// The result of the documents and some steps: the types, and what was said.
pub(crate) fn merged(entities: &[(&'static str, String)], steps: &[&str]) -> String {
    merged_with(entities, steps, &[])
}

fn merged_with(entities: &[(&'static str, String)], steps: &[&str], versions: &[&str]) -> String {
    let head = "[[fixup]]\nname = \"zoo\"\nbecause = \"b\"\nsource = \"s\"\n";
    let steps: String = steps.iter().map(|text| step(text)).collect();
    let fixups = if steps.is_empty() {
        steps
    } else {
        format!("{head}{steps}")
    };
    let case = Case::of(DOCUMENT);
    let schemas = ["Pet", "PetUpdate"].map(str::to_owned).to_vec();
    let all = check(&Case {
        entities: entities.to_vec(),
        fixups: &fixups,
        tables: Config {
            entities: vec![("Zoo.Pet".to_owned(), schemas)],
            versions: versions.iter().map(|wire| (*wire).to_owned()).collect(),
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
fn a_property_is_where_its_row_says() {
    let rows = [
        "late | Edm.String | alpha | true",
        "soon | Edm.String | beta, alpha | true",
        "now | Edm.String | v1, beta | true",
        "born | Edm.Date | beta | true",
        "never | Edm.String | gamma | true",
        "picture | Edm.Stream | v1 | true",
        "keeper | Zoo.Keeper | beta | true",
        "house | Zoo.House | v1 | true",
    ];
    let versions = ["beta", "alpha"];
    insta::assert_snapshot!(merged_with(&[pet(&rows)], &[], &versions), @r"
    struct Pet in pet (PET): read
      id: String, optional, read only
      born: Date?, optional
      now: String?, optional
      house: House?, optional
      soon: String?, optional, only beta alpha
      keeper: Keeper?, optional, only beta
      late: String?, optional, only alpha
      * -> additional: kept

    struct PetUpdate in pet_update (PET_UPDATE): update
      name: String, optional
      * -> additional: kept

    struct House in pet (HOUSE): read
      * -> additional: kept

    struct Keeper in keeper (KEEPER): read, only beta alpha
      * -> additional: kept

    warning not-expressed pet.md:19:4: `picture` is a stream, so it is no member of the JSON object; it is left out
      say by a fixup that it stands `elsewhere`
    note partial-type pet.md:21:14: `Zoo.House` is described nowhere; samples show 0 of its fields
    note partial-type pet.md:20:15: `Zoo.Keeper` is described nowhere; samples show 0 of its fields
    note not-in-version pet.md:1:2: `Zoo.Pet` has more in versions that are not generated: properties: 1 (`never`)
    ");
}

#[test]
fn a_fixup_gates_a_property() {
    let rows = [
        "Nick | Edm.String | beta, alpha | true",
        "chip | Zoo.Chip | v1 | false",
        "soon | Edm.String | beta | true",
    ];
    let gate = "gate = [\"nick\", \"chip\"]\ntable = \"Zoo.Pet\"\nversion = \"alpha\"";
    insta::assert_snapshot!(merged(&[pet(&rows)], &[gate]), @r"
    struct Pet in pet (PET): read
      id: String, optional, read only
      born: String, optional
      soon: String?, optional, only beta
      nick: String?, optional, only alpha
      chip: Chip, optional, only alpha
      * -> additional: kept

    struct PetUpdate in pet_update (PET_UPDATE): update
      name: String, optional
      * -> additional: kept

    struct Chip in chip (CHIP): read, only alpha
      * -> additional: kept

    note row-renamed pet.md:1:2: 1 of 3 rows have another name by the case of their first letter: `Nick` is `nick`
    note partial-type pet.md:15:13: `Zoo.Chip` is described nowhere; samples show 0 of its fields
    ");
    // It applies, though the version is not wanted.
    let left_out = merged_with(&[pet(&rows)], &[gate], &["beta"]);
    assert!(!left_out.contains("fixup-unused"), "{left_out}");
    assert!(
        left_out.contains("properties: 2 (`Nick`, `chip`)"),
        "{left_out}"
    );
}

#[test]
fn a_fixup_lets_a_property_be_written() {
    let rows = [
        "born | Edm.Date | beta | true",
        "tag | Edm.String | v1 | true",
    ];
    let write = "write = [\"born\", \"tag\", \"id\"]\ntable = \"Zoo.Pet\"\nschema = \"PetUpdate\"";
    insta::assert_snapshot!(merged(&[pet(&rows)], &[write]), @r"
    struct Pet in pet (PET): read
      id: String, optional, read only
      born: Date?, optional
      tag: String?, optional
      * -> additional: kept

    struct PetUpdate in pet_update (PET_UPDATE): update
      name: String, optional
      born: Date?, optional, patch
      tag: String?, optional, patch
      id: String, optional
      * -> additional: kept
    ");
}

#[test]
fn types_have_documents() {
    let keeper = [
        "since | Edm.Date | beta, alpha | false",
        "name | Edm.String | alpha | false",
        "mood | Zoo.Mood | beta, alpha | true",
        "home | Zoo.Address | beta, alpha | true",
        "pets | Collection(Zoo.Pet) | beta, alpha | false",
        "self | Zoo.Keeper | beta, alpha | true",
    ];
    let person = ["name (_Key_) | Edm.String | beta, alpha | false"];
    let mood = [
        "Good | 0 | beta, alpha",
        "Bad | 1 | alpha",
        "Worse | 2 | gamma",
    ];
    let address = ["street | Edm.String | beta | true"];
    let base = "_Base types_ | `Zoo.Person`";
    let text = merged_with(
        &[
            pet(&["keeper | Zoo.Keeper | beta | true"]),
            (
                "keeper.md",
                document("EntityType", "Keeper", &[base], &keeper),
            ),
            ("person.md", document("EntityType", "Person", &[], &person)),
            ("mood.md", document("EnumType", "Mood", &[], &mood)),
            (
                "address.md",
                document("ComplexType", "Address", &[], &address),
            ),
            ("toy.md", document("ComplexType", "Toy", &[], &address)),
            ("home.md", document("ComplexType", "Address", &[], &[])),
        ],
        &["rename-property = \"since\"\ntable = \"Zoo.Keeper\"\nto = \"keeperSince\""],
        &["beta", "alpha"],
    );
    insta::assert_snapshot!(text, @r#"
    struct Pet in pet (PET): read
      id: String, optional, read only
      born: String, optional
      keeper: Keeper?, optional, only beta
      * -> additional: kept

    struct PetUpdate in pet_update (PET_UPDATE): update
      name: String, optional
      * -> additional: kept

    struct Keeper in keeper (KEEPER): read, only beta alpha
      name: String, optional
      keeperSince -> keeper_since: Date, optional
      mood: Mood?, optional
      home: Address?, optional
      pets: List<Pet>, optional
      self -> self_: Box<Keeper>?, optional
      * -> additional: kept

    enum Mood in mood (MOOD): read, hashable, only beta alpha
      "Good" -> Good
      "Bad" -> Bad, only alpha
      * -> Unknown(String)

    struct Address in address (ADDRESS): read, only beta alpha
      street: String?, optional, only beta
      * -> additional: kept

    note row-renamed keeper.md:1:2: 1 of 6 rows have another name by a fixup: `since` is `keeperSince`
    note not-in-version mood.md:1:2: `Zoo.Mood` has more in versions that are not generated: members: 1 (`Worse`)
    note not-merged toy.md:1:2: `Zoo.Toy` is no type that a property has; it is not merged
    note not-merged home.md:1:2: `Zoo.Address` is described elsewhere, and that counts; it is not merged
    "#);
}

#[test]
fn base_types_that_are_not_there() {
    let derived = |name: &str, base: &str| {
        let base = format!("_Base types_ | `Zoo.{base}`");
        document(
            "EntityType",
            name,
            &[&base],
            &["name | Edm.String | beta, alpha | true"],
        )
    };
    let text = merged(
        &[
            pet(&["one | Zoo.One | beta | true", "two | Zoo.Two | beta | true"]),
            ("one.md", derived("One", "Nothing")),
            ("two.md", derived("Two", "Three")),
            ("three.md", derived("Three", "Two")),
        ],
        &[],
    );
    let told = "note partial-type one.md:9:19: `Zoo.Nothing`, from which `Zoo.One` derives, is \
                described nowhere";
    assert!(text.contains(told), "{text}");
    let two = text.split("\nstruct Two in two ").nth(1).unwrap();
    let fields: Vec<_> = two.lines().skip(1).take(2).collect();
    assert_eq!(
        fields,
        ["  name: String?, optional", "  * -> additional: kept"]
    );
}

#[test]
fn sets_are_their_elements() {
    let set = |name: &str| {
        let element = "_Element type_ | `Zoo.Pet`";
        ("set.md", document("EntitySet", name, &[element], &[]))
    };
    // The document has a path for the one; nothing has one for the other.
    let text = merged(&[pet(&[]), set("pets"), set("cages")], &[]);
    let told = "note not-merged set.md:1:2: the document has no path for the set `cages`; it is not merged\n";
    assert!(text.ends_with(told), "{text}");
    assert!(!text.contains("`pets`"), "{text}");
}

#[test]
fn names_that_differ_in_case_alone() {
    let row = ["name | Edm.String | beta, alpha | true"];
    let other = ["size | Edm.Int32 | beta, alpha | true"];
    let text = merged(
        &[
            pet(&[
                "a | Zoo.File | beta | true",
                "b | Zoo.file | beta | true",
                "c | Zoo.FILE | beta | true",
                "d | Zoo.Paper | beta | true",
                "e | Zoo.paper | beta | true",
            ]),
            ("big.md", document("EntityType", "File", &[], &row)),
            ("small.md", document("ComplexType", "file", &[], &other)),
        ],
        &[],
    );
    insta::assert_snapshot!(text, @r"
    struct Pet in pet (PET): read
      id: String, optional, read only
      born: String, optional
      a: File?, optional, only beta
      b: File2?, optional, only beta
      c: File?, optional, only beta
      d: Paper?, optional, only beta
      e: Paper?, optional, only beta
      * -> additional: kept

    struct PetUpdate in pet_update (PET_UPDATE): update
      name: String, optional
      * -> additional: kept

    struct File in file (FILE): read, only beta alpha
      name: String?, optional
      * -> additional: kept

    struct file -> File2 in file2 (FILE2): read, only beta alpha
      size: I32? format int32, optional
      * -> additional: kept

    struct Paper in paper (PAPER): read, only beta alpha
      * -> additional: kept

    error merge-collision pet.md:16:10: `Zoo.FILE` may be 2 types that differ in case alone; the first is taken
    note partial-type pet.md:17:10: `Zoo.Paper` is described nowhere; samples show 0 of its fields
    note renamed small.md:1:2: the type is `File2`, since `File` is reserved or taken
    ");
}

#[test]
fn a_column_is_constant_in_its_own_table() {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    let rows = names.map(|name| format!("{name} | Edm.String | beta, alpha | true"));
    let rows = rows.each_ref().map(String::as_str);
    let text = merged(
        &[
            pet(&["tag | Zoo.Tag | beta | true"]),
            ("tag.md", document("ComplexType", "Tag", &[], &rows)),
        ],
        &[],
    );
    assert!(text.contains("warning constant-column tag.md:"), "{text}");
    assert!(text.contains("tag: Tag?, optional, only beta"), "{text}");
    assert!(text.contains("  a: String, optional\n"), "{text}");
}

/// Each step that finds nothing to do is reported with the reason.
#[test]
fn steps_that_do_not_apply() {
    let rows = [
        "soon | Edm.String | beta | true",
        "born | Edm.Date | beta | true",
    ];
    let steps = [
        "gate = [\"born\", \"nothing\"]\ntable = \"Zoo.Pet\"\nversion = \"beta\"",
        "gate = [\"soon\"]\ntable = \"Zoo.Pet\"\nversion = \"gamma\"",
        "write = [\"nothing\", \"born\"]\ntable = \"Zoo.Pet\"\nschema = \"PetUpdates\"",
        "write = [\"born\"]\ntable = \"Zoo.Pet\"\nschema = \"Pet\"",
        "rename-navigation = \"born\"\ntable = \"Zoo.Pet\"\nto = \"b\"",
        "status = 200\nof = [\"feed\"]\ntable = \"Zoo.Pet\"",
        "drop-segment = \"zoo\"\ntable = \"Zoo.Pet\"",
        "collection = [\"feed.food\"]\ntable = \"Zoo.Pet\"",
        "subtypes = [\"Zoo.Pet\"]\ntable = \"Zoo.Animal\"",
    ];
    let text = merged(&[pet(&rows)], &steps);
    let from = text.find("error fixup-unused").unwrap_or_default();
    insta::assert_snapshot!(&text[from..], @r"
    error fixup-unused fixups.toml:6:9: the fixup `zoo` does not apply to `born` of `Zoo.Pet`: no row speaks of it, the document has it already, or there is no such version
      remove it if the inputs were mended, or adapt it to them
    error fixup-unused fixups.toml:6:17: the fixup `zoo` does not apply to `nothing` of `Zoo.Pet`: no row speaks of it, the document has it already, or there is no such version
      remove it if the inputs were mended, or adapt it to them
    error fixup-unused fixups.toml:10:9: the fixup `zoo` does not apply to `soon` of `Zoo.Pet`: no row speaks of it, the document has it already, or there is no such version
      remove it if the inputs were mended, or adapt it to them
    error fixup-unused fixups.toml:14:10: the fixup `zoo` does not apply to `nothing` of `Zoo.Pet`: what is read has no such property, or the schema has it already
      remove it if the inputs were mended, or adapt it to them
    error fixup-unused fixups.toml:14:21: the fixup `zoo` does not apply to `born` of `Zoo.Pet`: what is read has no such property, or the schema has it already
      remove it if the inputs were mended, or adapt it to them
    error fixup-unused fixups.toml:18:10: the fixup `zoo` does not apply to `born` of `Zoo.Pet`: what is read has no such property, or the schema has it already
      remove it if the inputs were mended, or adapt it to them
    error fixup-unused fixups.toml:22:21: the fixup `zoo` does not apply to `born` of `Zoo.Pet`: no navigation property has that name
      remove it if the inputs were mended, or adapt it to them
    error fixup-unused fixups.toml:27:7: the fixup `zoo` does not apply to `feed` of `Zoo.Pet`: no such action is generated, or the text has that status already
      remove it if the inputs were mended, or adapt it to them
    error fixup-unused fixups.toml:30:16: the fixup `zoo` does not apply to `zoo` of `Zoo.Pet`: no documented path has that segment
      remove it if the inputs were mended, or adapt it to them
    error fixup-unused fixups.toml:33:15: the fixup `zoo` does not apply to `feed.food` of `Zoo.Pet`: no row says that it is one value
      remove it if the inputs were mended, or adapt it to them
    error fixup-unused fixups.toml:36:13: the fixup `zoo` does not apply to `Zoo.Pet` of `Zoo.Animal`: nothing has the table's name as its type, or it is no object
      remove it if the inputs were mended, or adapt it to them
    ");
}

#[test]
fn a_fixup_that_is_off_changes_nothing() {
    let rows = ["soon | Edm.String | beta | true"];
    let head = "[[fixup]]\nname = \"zoo\"\nenabled = false\nbecause = \"b\"\nsource = \"s\"\n";
    let step = step("gate = [\"soon\", \"nothing\"]\ntable = \"Zoo.Pet\"\nversion = \"beta\"");
    let fixups = format!("{head}{step}");
    let run = |fixups: &str| {
        check(&Case {
            entities: vec![pet(&rows)],
            fixups,
            ..Case::of(DOCUMENT)
        })
    };
    assert_eq!(run(&fixups), run(""));
}
