//! The command `explain`: by which names a thing is found, what is said of it, and that every place
//! is right when it is opened.

use crate::entities::zoo;
use crate::place::{Place, STAFF};
use serde_json::Value;

/// Explains a thing of the staff API, and opens every place that is named.
fn explain(name: &str) -> Value {
    let ran = Place::new().json(&["explain", name, "--config", STAFF]);
    assert_eq!(ran.code, 0, "{name}: {}", ran.stdout);
    let explained = ran.objects().remove(0);
    open_places(&explained);
    explained
}

/// Opens every place in an object, and those in the objects in it.
fn open_places(value: &Value) {
    if value["file"].is_string() && value["line"].is_u64() {
        let at = opened(value);
        assert!(!at.is_empty(), "nothing stands there: {value}");
    }
    let members = value
        .as_object()
        .into_iter()
        .flat_map(|object| object.values());
    let items = value.as_array().into_iter().flatten();
    members.chain(items).for_each(open_places);
}

/// Returns the text at a place, to the end of its line.
fn opened(place: &Value) -> String {
    let path = place["file"].as_str().expect("a path");
    let text = std::fs::read_to_string(path).expect(path);
    let number = |key: &str| usize::try_from(place[key].as_u64().expect(key)).expect(key) - 1;
    let line = text.lines().nth(number("line")).expect("the line");
    line.chars().skip(number("column")).collect()
}

#[test]
fn a_thing_is_found_by_each_of_its_names() {
    let check = |name: &str, kind: &str, rust: &str| {
        let explained = explain(name);
        let found = (&explained["kind"], &explained["rust"]);
        assert_eq!(found, (&kind.into(), &rust.into()), "{name}");
    };
    for name in ["Person", "PersonUpdate", "PersonKey", "Event"] {
        check(name, "type", name);
    }
    check("userType", "type", "UserType");
    for name in [
        "Person.mobilePhone",
        "Person.mobile_phone",
        "Person::mobile_phone",
        "Person.mobile",
    ] {
        check(name, "property", "Person::mobile_phone");
    }
    let lists = [
        "list-people",
        "GET /people",
        "ListPeople",
        "People::list",
        "people.list",
        "list",
    ];
    for name in lists {
        check(name, "operation", "People::list");
    }
    for name in [
        "assignBadge",
        "assign-badge",
        "POST /people/{personId}/assignBadge",
    ] {
        check(name, "operation", "PeopleBeta::assign_badge");
    }
    for name in [
        "get-person-photo-content",
        "GET /people/{personId}/photo/$value",
    ] {
        check(name, "operation", "PeopleBeta::get_photo_content");
    }
    check("Person.Read.All", "scope", "PERSON_READ_ALL");
    check("DEFAULT_PROPERTIES", "policy", "Person::DEFAULT_PROPERTIES");
    check("can_rename", "policy", "StaffRole::can_rename");
    check("StaffRole", "policy", "StaffRole");
}

/// Checks the text at the places that the facts about a facet come from, by their layers.
fn check_places(name: &str, facet: &str, expected: &[(&str, &str)]) {
    let explained = explain(name);
    let facts = explained["facts"].as_array().expect("a list");
    let facts = facts.iter().filter(|fact| fact["facet"] == facet);
    let found: Vec<(&str, String)> = facts
        .map(|fact| (fact["layer"].as_str().expect("a layer"), opened(fact)))
        .collect();
    assert_eq!(found.len(), expected.len(), "{name}, {facet}: {found:?}");
    for ((layer, at), (expected_layer, text)) in found.iter().zip(expected) {
        assert_eq!(layer, expected_layer, "{name}, {facet}");
        assert!(at.starts_with(text), "{name}, {facet}, {layer}: {at}");
    }
}

#[test]
fn every_candidate_stands_where_it_is_said_to() {
    let (document, table, fixup) = ("document", "table", "fixup");
    // The fixup says which row it renames, and to what on a line of its own.
    let names = [
        (document, "mobilePhone:"),
        (table, "mobile`"),
        (fixup, "\"mobile\""),
    ];
    check_places("Person.mobilePhone", "name", &names);
    check_places(
        "Person.mobilePhone",
        "nullable",
        &[(document, "type: string"), (table, "true`")],
    );
    check_places(
        "Person.Alias",
        "versions",
        &[(table, "beta`, `alpha`"), (fixup, "\"Alias\"")],
    );
    check_places(
        "get-person",
        "path",
        &[(document, "operationId: get-person")],
    );
    // A method of a step about bytes has its status for its place.
    check_places("get-person-photo-content", "path", &[(fixup, "200, PUT")]);
    check_places(
        "get-person-photo-content",
        "security",
        &[(table, "Person.Read`")],
    );
    check_places(
        "assignBadge",
        "path",
        &[(table, "/<version>/myCompany/people/")],
    );
    check_places("assignBadge", "security", &[(table, "Person.Write.All`")]);
    check_places(
        "assignBadge",
        "answers",
        &[(table, "201 Created"), (fixup, "\"assignBadge\"")],
    );
}

#[test]
fn a_type_knows_its_tables_and_its_users() {
    let person = explain("Person");
    let tables: Vec<&Value> = person["tables"].as_array().into_iter().flatten().collect();
    assert_eq!(tables.len(), 1);
    assert_eq!(tables[0]["name"], "Staff.Person");
    assert_eq!(opened(tables[0]), "Person resource");
    let holders = person["used_by"].as_array().expect("a list");
    let by = |by: &str, role: &str| {
        holders
            .iter()
            .any(|one| one["by"] == by && one["role"] == role)
    };
    assert!(
        by("PersonCollection.value", "field") && by("get-person", "answer 200"),
        "{holders:?}"
    );
    let parts = person["parts"].as_array().expect("a list");
    let alias = parts
        .iter()
        .find(|part| part["name"] == "Alias")
        .expect("a part");
    assert_eq!(
        (&alias["rust"], &alias["feature"]),
        (&"alias".into(), &"alpha".into())
    );
}

#[test]
fn a_type_of_several_places_names_them_all() {
    let place = Place::new();
    let page = "{ title: Page of pets, type: object, properties: { next: { type: string } } }";
    let operation = |path: &str| {
        format!(
            "  /{path}:\n    get:\n      responses:\n        '200':\n          description: Ok\n          \
             content: {{ application/json: {{ schema: {page} }} }}\n"
        )
    };
    let head = "openapi: 3.0.3\ninfo: { title: Pets, version: '1' }\npaths:\n";
    let document = [head, &operation("pets"), &operation("mine")].concat();
    place.write("pets.yaml", &document);
    place.write("codegen.toml", "[api]\nopenapi = \"pets.yaml\"\n");
    let ran = place.json(&["explain", "Page of pets", "--config", "codegen.toml"]);
    let explained = ran.objects().remove(0);
    assert_eq!(explained["rust"], "PageOfPets", "{explained}");
    let lines = [&explained["line"], &explained["also"][0]["line"]];
    assert_eq!(lines, [9, 15], "{explained}");
    assert_eq!(explained["used_by"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_list_says_how_it_goes_on() {
    let pages = "items /value -> value, next by link /@odata.nextLink -> odata_next_link, \
                 total /@odata.count -> additional[@odata.count]";
    assert_eq!(explain("list-people")["pages"], pages);
    assert_eq!(explain("get-person")["pages"], Value::Null);
}

#[test]
fn a_request_that_is_left_out_says_why() {
    let explained = explain("POST /people/{personId}/manager");
    assert_eq!(explained["kind"], "suppressed");
    assert!(
        opened(&explained["against"]).starts_with("| `manager` |"),
        "{explained}"
    );
}

#[test]
fn what_may_be_several_things_is_listed_and_what_is_nothing_has_a_suggestion() {
    let check = |name: &str, help: &str| {
        let ran = Place::new().json(&["explain", name, "--config", STAFF]);
        let said = &ran.objects()[0]["help"];
        assert_eq!(
            (ran.code, said),
            (2, &help.into()),
            "{name}: {}",
            ran.stdout
        );
    };
    check(
        "events",
        "say which: `GET /people/{personId}/events`, `PATCH /people/{personId}/events/{eventId}`",
    );
    check("Person.mobilPhone", "did you mean `Person.mobilePhone`?");
    check("Persn.mobilePhone", "did you mean `Person.mobilePhone`?");
    check("list-peopl", "did you mean `list-people`?");
    check("Person.Read.Al", "did you mean `Person.Read.All`?");
    check("duplicat-key", "did you mean `duplicate-key`?");
    check("can_renam", "did you mean `can_rename`?");
}

#[test]
fn people_read_it_in_lines() {
    let place = zoo("Edm.String");
    for (file, name) in [
        ("type", "Pet"),
        ("property", "Pet.name"),
        ("operation", "get-pet"),
    ] {
        let ran = place.run(&["explain", name, "--config", "codegen.toml"]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        insta::assert_snapshot!(format!("explain_{file}"), ran.stdout);
    }
}
