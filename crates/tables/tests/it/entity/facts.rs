//! The document of the type `User`, counted.

use super::{Reading, user};
use graphwright_tables::entity::{Document, DocumentedOperation, Property, Subject};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn rows_of_each_table() {
    let reading = Reading::of("User.md", user());
    let entity = reading.document().entity().expect("it is an entity type");
    assert_eq!(entity.properties.len(), 52);
    assert_eq!(entity.navigations.len(), 24);
    assert_eq!(entity.actions.len(), 5);
    assert_eq!(reading.document().paths.len(), 4);
    let keys: Vec<&str> = entity
        .properties
        .iter()
        .filter(|row| row.key.is_some())
        .map(name)
        .collect();
    assert_eq!(keys, ["objectId"]);
}

/// Five operations on the user, five for each of two navigation properties, three for two others, two actions.
#[test]
fn operations_by_verb_status_and_subject() {
    let reading = Reading::of("User.md", user());
    let document = reading.document();
    assert_eq!(document.operations.len(), 20);
    let verbs = count(document, |operation| operation.verb.value.as_str());
    assert_eq!(
        verbs,
        [
            ("DELETE", 4),
            ("GET", 5),
            ("PATCH", 3),
            ("POST", 5),
            ("PUT", 3)
        ]
        .into()
    );
    let statuses = count(document, |operation| {
        operation.status.as_ref().expect("each has a status").value
    });
    assert_eq!(statuses, [(200, 5), (201, 5), (204, 10)].into());
    let subjects = count(document, |operation| match operation.subject {
        Subject::Itself => "itself",
        Subject::Navigation(_) => "navigation",
        Subject::Action(_) => "action",
    });
    assert_eq!(
        subjects,
        [("action", 2), ("itself", 5), ("navigation", 13)].into()
    );
}

/// A navigation property that allows only `GET` has four verbs more in prose.
#[test]
fn operations_that_contradict_the_tables() {
    let reading = Reading::of("User.md", user());
    let document = reading.document();
    let contradicting = document
        .operations
        .iter()
        .filter(|operation| document.contradicts(operation).is_some());
    assert_eq!(contradicting.count(), 4);
    let keyless = document
        .operations
        .iter()
        .filter(|operation| document.lacks_item_key(operation));
    let (suppressed, generated): (Vec<_>, Vec<_>) =
        keyless.partition(|operation| document.contradicts(operation).is_some());
    assert_eq!((suppressed.len(), generated.len()), (3, 1));
}

#[test]
fn sets_of_scopes() {
    let reading = Reading::of("User.md", user());
    let sets = count(reading.document(), |operation| {
        let scopes = operation
            .scopes
            .iter()
            .map(|scope| format!("{} {:?}", scope.name.value, scope.consent.value));
        scopes
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
            .join(", ")
    });
    let sets: Vec<String> = sets
        .into_iter()
        .map(|(set, times)| format!("{times} x {set}"))
        .collect();
    insta::assert_snapshot!(sets.join("\n"), @r"
    1 x Calendar.Read User, User.Read User, User.Read.All Admin, User.ReadBasic.All User
    4 x Calendar.ReadWrite User, User.ReadWrite User, User.ReadWrite.All Admin
    4 x User.Read User, User.Read.All Admin, User.ReadBasic.All User
    11 x User.ReadWrite User, User.ReadWrite.All Admin
    ");
}

/// Columns without information are read like any other; it is not for the reader to judge.
#[test]
fn columns_that_say_the_same_in_every_row() {
    let reading = Reading::of("User.md", user());
    let entity = reading.document().entity().expect("it is an entity type");
    let all = |fact: fn(&Property) -> Option<bool>| {
        entity.properties.iter().all(|row| fact(row) == Some(true))
    };
    assert!(all(|row| row.writeable.as_ref().map(|cell| cell.value)));
    assert!(all(|row| row
        .required_to_create
        .as_ref()
        .map(|cell| cell.value)));
    let unicode = entity
        .properties
        .iter()
        .filter_map(|row| row.unicode.as_ref());
    assert!(unicode.clone().all(|cell| !cell.value));
    let strings = entity
        .properties
        .iter()
        .filter(|row| row.ty.value.name == "Edm.String");
    assert_eq!(unicode.count(), strings.count());
}

/// The one line of prose after a table is not a sixth action, and the reader says so.
#[test]
fn what_is_said_about_the_document_of_the_user() {
    insta::assert_snapshot!(Reading::of("User.md", user()).diagnostics(), @r"
    note[swallowed-line] 137:2: a line directly after a table is a row of it in Markdown; it is read as prose
      help: put an empty line before it
    ");
}

/// A place is that of the fact itself: what stands there is what was read.
#[test]
fn every_place_holds_its_fact() {
    let reading = Reading::of("User.md", user());
    let entity = reading.document().entity().expect("it is an entity type");
    let at = |origin| {
        let location = reading.map.locate(origin);
        user()[location.start..location.end].to_owned()
    };
    for row in &entity.properties {
        assert_eq!(at(&row.name.origin), row.name.value);
        assert_eq!(at(&row.ty.origin), row.ty.value.to_string());
        assert!(at(&row.origin).starts_with(&format!("| `{}`", row.name.value)));
    }
    for operation in &reading.document().operations {
        assert_eq!(at(&operation.verb.origin), operation.verb.value.as_str());
        assert_eq!(at(&operation.path.origin), operation.path.value.0);
        assert_eq!(at(&operation.title.origin), operation.title.value);
    }
}

fn name(row: &Property) -> &str {
    &row.name.value
}

fn count<K: Ord>(
    document: &Document,
    key: impl Fn(&DocumentedOperation) -> K,
) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for operation in &document.operations {
        *counts.entry(key(operation)).or_insert(0) += 1;
    }
    counts
}
