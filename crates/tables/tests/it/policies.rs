//! Policies of a small API, each with one thing to say, and those of the project, cell by cell.

use crate::case::{Case, check, lowered};
use graphwright_ir::{Api, Enumeration, MemberIndex, Policy, PolicyId, Relation};
use graphwright_source::SourceMap;
use graphwright_tables::Config;
use graphwright_tables::policy;
use graphwright_tables::policy::{Body, Mark};
use insta::assert_snapshot;
use std::path::Path;

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
    post:
      operationId: create-pet
      requestBody:
        content: { application/json: { schema: { $ref: '#/components/schemas/PetCreate' } } }
      responses: { '204': { description: Done } }
components:
  schemas:
    Pet:
      type: object
      properties:
        name: { type: string, description: What it is called }
        kind: { type: string, enum: [cat, dog] }
        born: { type: string, format: date-time }
        weight: { type: integer }
        home: { type: object, properties: { street: { type: string } } }
        toys: { type: array, items: { type: array, items: { $ref: '#/components/schemas/Toy' } } }
    PetCreate:
      type: object
      properties:
        name: { type: string }
        chip: { type: string, format: uuid }
    Toy: { type: string }
    Nest: { type: array, items: { type: array, items: { type: array, items: { type: array, items: { type: array } } } } }
    Role: { type: object, properties: { nest: { $ref: '#/components/schemas/Nest' } } }
";

/// The policies that these files make, and what is said of them. The configuration calls `Pet` and
/// `PetCreate` forms of one thing.
fn policies(files: &[&str], fixups: &str) -> String {
    let paths = ["one.md", "two.md", "three.md"];
    let policies = paths
        .into_iter()
        .zip(files.iter().map(|text| (*text).to_owned()));
    let case = Case::of(DOCUMENT);
    let schemas = ["Pet", "PetCreate"].map(str::to_owned).to_vec();
    let all = check(&Case {
        policies: policies.collect(),
        fixups,
        tables: Config {
            entities: vec![("Zoo.Pet".to_owned(), schemas)],
            ..Config::default()
        },
        ..case
    });
    let (model, said) = all.split_once("\n---\n").unwrap_or((&all, ""));
    // No table speaks of that thing here, which is told without a place.
    let said = said.lines().filter(|line| !line.contains(" -: "));
    let said: Vec<&str> = said.collect();
    // Policies stand last.
    let starts = [
        "\nenumeration ",
        "\nproperties ",
        "\nfields ",
        "\nrelation ",
    ];
    let start = starts.iter().filter_map(|start| model.find(start)).min();
    let policies = start.map_or("", |start| &model[start..]);
    format!("{policies}---\n{}\n", said.join("\n"))
}

const VETS: &str = "---\nkind: relation\nfunction: can_heal\nsubject: Keeper\nobject: Keeper\nsource: a book\n\
    ---\n\n# Who can heal\n\n| of | Vet | Owner |\n|---|---|---|\n| Owner | x | |\n| Any pet | x | x (at night) |\n";

#[test]
fn relations_share_an_enumeration() {
    let second = VETS
        .replace("can_heal", "can_feed")
        .replace(
            "object: Role",
            "object: Place\nvariants:\n  Any pet: Creature",
        )
        .replace("| of | Vet |", "| of | Guest |");
    assert_snapshot!(policies(&[VETS, &second], ""), @r"

    enumeration Keeper in keeper
      Vet
      Owner
      Any pet -> AnyPet
      Guest

    relation Keeper::can_heal(Keeper), CAN_HEAL
      Owner: Vet
      Any pet: Vet, Owner (at night)

    relation Keeper::can_feed(Keeper), CAN_FEED
      Owner: Guest
      Any pet: Guest, Owner (at night)
    ---
    ");
}

#[test]
fn two_files_about_one_variant() {
    let variant =
        |name: &str| VETS.replace("source:", &format!("variants:\n  Any pet: {name}\nsource:"));
    let same = variant("Owner").replace("can_heal", "Can feed");
    assert_snapshot!(policies(&[&variant("Pet"), &same, &variant("Pet")], ""), @r"

    enumeration Keeper in keeper
      Vet
      Owner
      Any pet -> Pet

    relation Keeper::can_heal(Keeper), CAN_HEAL
      Owner: Vet
      Any pet: Vet, Owner (at night)

    relation Keeper::can_feed(Keeper), CAN_FEED
      Owner: Vet
      Any pet: Vet, Owner (at night)

    relation Keeper::can_heal_2(Keeper), CAN_HEAL_2
      Owner: Vet
      Any pet: Vet, Owner (at night)
    ---
    error policy-conflict two.md:7:12: `Any pet` is `Owner` here and `Pet` in another policy
    note renamed three.md:3:11: the function is `can_heal_2`, since `can_heal` is reserved or taken
    ");
}

#[test]
fn a_fixup_narrows_a_row() {
    let fixup = |enabled: bool, allow: &str, row: &str| {
        format!(
            "[[fixup]]\nname = \"vets\"\nbecause = \"b\"\nsource = \"a newer book\"\nenabled = {enabled}\n\
             [[fixup.steps]]\nallow = [{allow}]\npolicy = \"can_heal\"\nrow = \"{row}\"\n"
        )
    };
    let shown = |fixups: &str| policies(&[VETS], fixups);
    let off = shown(&fixup(false, "\"Vet\"", "Any pet"));
    assert_eq!(off, shown(""));
    assert_snapshot!(shown(&fixup(true, "\"Owner\", \"Vet\"", "Any pet")), @r"

    enumeration Keeper in keeper
      Vet
      Owner
      Any pet -> AnyPet

    relation Keeper::can_heal(Keeper), CAN_HEAL
      Owner: Vet
      Any pet: Vet, Owner
      Any pet by fixup vets
    ---
    ");
    // What does not apply is told.
    let unused = |fixups: &str| {
        let shown = shown(fixups);
        shown
            .split_once("---\n")
            .map_or("", |(_, said)| said)
            .to_owned()
    };
    let other = fixup(true, "\"Vet\"", "Any pet").replace("can_heal", "can_hurt");
    let all = [
        fixup(true, "\"Vet\"", "Owner"),
        fixup(true, "\"Vets\"", "Any pet"),
        fixup(true, "\"Vet\"", "Any pets"),
        other,
    ];
    assert_snapshot!(all.iter().map(|fixups| unused(fixups)).collect::<String>(), @r"
    error fixup-unused fixups.toml:9:7: the fixup `vets` does not apply to `Owner` of `can_heal`: the table says so already
      remove it if the policy was mended, or adapt it
    error fixup-unused fixups.toml:9:7: the fixup `vets` does not apply to `Any pet` of `can_heal`: the table has no `Vets`
      did you mean `Vet`?
    error fixup-unused fixups.toml:9:7: the fixup `vets` does not apply to `Any pets` of `can_heal`: the table has no `Any pets`
      did you mean `Any pet`?
    error fixup-unused fixups.toml:9:7: the fixup `vets` does not apply to `Any pet` of `can_hurt`: no relation has the function `can_hurt`
      remove it if the policy was mended, or adapt it
    ");
}

const SHOWN: &str = "---\nkind: property-set\nconstant: SHOWN\ntype: Pet\nsource: a book\n---\n\n# Shown\n\n\
    | Property |\n|---|\n| `name` |\n| `chip` |\n";

/// A member that is written and never read is a property too.
#[test]
fn sets_of_properties() {
    assert_snapshot!(policies(&[SHOWN], ""), @r"

    properties Pet::SHOWN
      name
      chip
    ---
    ");
}

#[test]
fn types_and_properties_that_are_not_there() {
    let property = SHOWN.replace("`name`", "`nmae`");
    let ty = SHOWN.replace("type: Pet", "type: Pets");
    let list = SHOWN.replace("type: Pet", "type: Toy");
    assert_snapshot!(policies(&[&property, &ty, &list], ""), @r"

    properties Pet::SHOWN
      chip
    ---
    error policy-unknown one.md:12:4: `Pet` has no property `nmae`
      did you mean `name`?
    error policy-unknown two.md:4:7: `Pets` is no schema of the document that has properties
      did you mean `Pet`?
    error policy-unknown three.md:4:7: `Toy` is no schema of the document that has properties
    ");
}

#[test]
fn two_constants_of_one_name() {
    assert_snapshot!(policies(&[SHOWN, SHOWN], ""), @r"

    properties Pet::SHOWN
      name
      chip

    properties Pet::SHOWN_2
      name
      chip
    ---
    note renamed two.md:3:11: the constant is `SHOWN_2`, since `SHOWN` is reserved or taken
    ");
}

const FIELDS: &str = "---\nkind: fields\nenumeration: PetField\ntype: Pet\nsource: a book\n---\n\n# Filters\n\n\
    | Property | eq | ne | not | ge | le | in | startsWith | null | endsWith |\n\
    |---|---|---|---|---|---|---|---|---|---|\n\
    | `name` | D | A | A | D | D | D | D | - | - |\n| `home` | - | - | - | - | - | - | - | - | - |\n";

#[test]
fn fields_of_a_type() {
    assert_snapshot!(policies(&[FIELDS], ""), @r"

    fields PetField in pet_field of Pet
      name -> Name: String, filter eq ge le in startsWith, advanced filter ne not
      kind -> Kind: String, filter not known
      born -> Born: DateTime, filter not known
      weight -> Weight: Integer, filter not known
      home -> Home: Object, no filter
      toys -> Toys: List<List<String>>, filter not known
      chip -> Chip: Uuid, filter not known
    ---
    ");
    let nested = FIELDS
        .replace("type: Pet", "type: Role")
        .replace("name", "nest");
    // A schema is called `Role` too, and keeps its name.
    assert_snapshot!(policies(&[&nested.replace("PetField", "Role")], ""), @r"

    fields Role2 in role2 of Role
      nest -> Nest: List<List<List<List<Json>>>>, filter eq ge le in startsWith, advanced filter ne not
    ---
    error policy-unknown one.md:13:4: `Role` has no property `home`
    note renamed one.md:3:14: the enumeration is `Role2`, since `Role` is reserved or taken
    ");
}

/// The committed policies, and the document with and without the fixup of custom roles.
struct Committed {
    files: Vec<(&'static str, String)>,
    api: Api,
    narrowed: Api,
}

fn committed() -> Committed {
    let names = ["password-reset.md", "sensitive-actions.md"];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/policies");
    let files = names.map(|name| {
        let text = std::fs::read_to_string(folder.join(name));
        (name, text.expect("the file is part of the project"))
    });
    let fixups = include_str!("fixtures/users/fixups.toml");
    let start = fixups
        .find("name = \"custom-roles-2024\"")
        .expect("the fixup is part of the project");
    let end = fixups[start..]
        .find("[[fixup]]")
        .map_or(fixups.len(), |end| start + end);
    let fixup = format!("[[fixup]]\n{}", &fixups[start..end]);
    let api = |fixups: &str| {
        let case = Case {
            policies: files.to_vec(),
            fixups,
            ..Case::of(DOCUMENT)
        };
        let (_, lowered) = lowered(&case);
        assert!(
            lowered.diagnostics.iter().all(|said| !said.is_error()),
            "{:?}",
            lowered.diagnostics
        );
        lowered.api
    };
    assert!(
        fixup.contains("enabled = false"),
        "it is off by default: {fixup}"
    );
    Committed {
        api: api(&fixup),
        narrowed: api(&fixup.replace("enabled = false", "enabled = true")),
        files: files.to_vec(),
    }
}

fn relation<'a>(api: &'a Api, function: &str) -> &'a Relation {
    let relations = api.policies.iter().filter_map(|policy| match policy {
        Policy::Relation(relation) => Some(relation),
        _ => None,
    });
    let mut relations = relations.filter(|relation| relation.ident == function);
    relations.next().expect("there is such a relation")
}

fn names(api: &Api, id: PolicyId) -> &Enumeration {
    match &api.policies[id.0] {
        Policy::Enumeration(names) => names,
        other => panic!("an enumeration, not {other:?}"),
    }
}

/// The model's version of one cell: `None` for no, and the condition for yes.
fn cell<'a>(
    api: &'a Api,
    function: &str,
    subject: &str,
    object: &str,
) -> Option<&'a Option<String>> {
    let relation = relation(api, function);
    let index = |of: PolicyId, name: &str| {
        let mut members = names(api, of).members.iter();
        let index = members.position(|member| member.wire == name);
        MemberIndex(index.expect("it is a member"))
    };
    let (subject, object) = (
        index(relation.subject, subject),
        index(relation.object, object),
    );
    let mut rows = relation.rows.iter().filter(|row| row.object == object);
    let row = rows.next().expect("it has a row");
    assert!(rows.next().is_none(), "one row an object");
    let allowed = row
        .allowed
        .iter()
        .find(|allowed| allowed.subject == subject);
    allowed.map(|allowed| &allowed.condition)
}

/// Each of the 160 cells of the two matrices, with the fixup off, and with it on.
#[test]
fn every_cell_is_in_the_model() {
    let Committed {
        files,
        api,
        narrowed,
    } = committed();
    let mut cells = 0;
    for (path, text) in files {
        let mut map = SourceMap::new();
        let file = map.add(path, text);
        let policy = policy::read(&map, file).policy.expect("it is one");
        let Body::Relation(table) = policy.body else {
            panic!("{path} is no relation");
        };
        for row in &table.rows {
            for (subject, mark) in table.subjects.iter().zip(&row.marks) {
                let Mark {
                    allowed, condition, ..
                } = mark;
                let condition = condition.as_ref().map(|text| text.value.clone());
                let expected = allowed.then_some(&condition);
                let (subject, object) = (subject.value.as_str(), row.name.value.as_str());
                let function = &table.function.value;
                assert_eq!(
                    cell(&api, function, subject, object),
                    expected,
                    "{subject}, {object}"
                );
                let strict = ["Privileged Auth Admin", "Global Admin"].contains(&subject);
                let expected = match object {
                    "All custom roles" => strict.then_some(&None),
                    _ => expected,
                };
                assert_eq!(
                    cell(&narrowed, function, subject, object),
                    expected,
                    "{subject}, {object}"
                );
                cells += 1;
            }
        }
    }
    assert_eq!(cells, 160);
    let roles = names(&api, relation(&api, "can_reset_password_of").subject);
    assert_eq!(
        (roles.ident.as_str(), roles.members.len()),
        ("DirectoryRole", 16)
    );
}

/// A row that a fixup changed says so, with its source.
#[test]
fn a_narrowed_row_says_where_it_is_from() {
    let Committed { api, narrowed, .. } = committed();
    for function in [
        "can_reset_password_of",
        "can_act_on_sensitive_properties_of",
    ] {
        assert_eq!(relation(&api, function).changes, []);
        let [change] = relation(&narrowed, function).changes.as_slice() else {
            panic!("one row is changed");
        };
        assert_eq!(
            (change.row.as_str(), change.fixup.as_str()),
            ("All custom roles", "custom-roles-2024")
        );
        assert!(change.source.contains("2024"), "{}", change.source);
    }
}
