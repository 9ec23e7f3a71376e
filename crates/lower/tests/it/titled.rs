//! Schemas that stand in several places of a document under one title, and the configuration about them.

use crate::case::{Case, check, lowered};
use graphwright_ir::TypeDef;
use graphwright_lower::{Config, Lowered, Select};
use graphwright_source::Code;

const DOCUMENT: &str = include_str!("cases/titled.yaml");

const USERS: &str = "#/paths/~1users/get/responses/200";
const MEMBERS: &str = "#/paths/~1groups~1{id}~1members/get/responses/200";

fn case(names: &[(&str, &str)], select: Select) -> Case<'static> {
    let names = names
        .iter()
        .map(|(pointer, name)| ((*pointer).to_owned(), (*name).to_owned()));
    let case = Case::of(DOCUMENT);
    let config = Config {
        names: names.collect(),
        select,
        ..case.config.clone()
    };
    Case { config, ..case }
}

fn with(names: &[(&str, &str)], select: Select) -> Lowered {
    lowered(&case(names, select)).1
}

/// The type of the body that an operation answers first.
fn answer<'l>(lowered: &'l Lowered, operation: &str) -> &'l TypeDef {
    let mut operations = lowered.api.operations.iter();
    let operation = operations.find(|one| one.id == operation);
    let slot = &operation.expect("the operation").responses[0].content[0].slot;
    let graphwright_ir::TypeRef::Named(id) = &slot.ty else {
        panic!("{slot:?}");
    };
    lowered.api.ty(*id)
}

fn places(ty: &TypeDef) -> Vec<&str> {
    let all = [&ty.origin].into_iter().chain(&ty.also);
    all.map(|place| place.at.as_str()).collect()
}

#[test]
fn a_type_knows_all_its_places() {
    let lowered = with(&[], Select::default());
    let found = answer(&lowered, "list-members");
    assert_eq!(found.ident, "CollectionOfUser");
    let schema = |at: &str| format!("{at}/content/application~1json/schema");
    assert_eq!(places(found), [schema(USERS), schema(MEMBERS)]);
    let docs = (found.docs.summary.as_deref(), &found.docs.description);
    assert_eq!(docs, (Some("Collection of user"), &None));
}

#[test]
fn a_name_for_any_place_is_one_for_all() {
    let unused = |lowered: &Lowered| {
        let said = lowered.diagnostics.iter();
        said.filter(|one| one.code == Code::UNUSED_NAME).count()
    };
    let check = |names: &[(&str, &str)], expected: &str, unused_names: usize| {
        let lowered = with(names, Select::default());
        for operation in ["list-users", "list-members"] {
            assert_eq!(answer(&lowered, operation).ident, expected, "{names:?}");
        }
        assert_eq!(unused(&lowered), unused_names, "{names:?}");
    };
    check(&[(MEMBERS, "People")], "People", 0);
    check(&[(MEMBERS, "People"), (USERS, "People")], "People", 0);
    check(&[(MEMBERS, "People"), (USERS, "Users")], "Users", 1);
}

#[test]
fn only_places_that_are_generated_count() {
    let select = Select {
        tags: vec!["Groups".to_owned()],
        ..Select::default()
    };
    let case = case(&[], select);
    assert!(
        !check(&case).contains("CollectionOfUser"),
        "{}",
        check(&case)
    );
    let lowered = lowered(&case).1;
    let found = answer(&lowered, "list-members");
    assert_eq!(found.ident, "ListMembersResponse");
    assert_eq!(places(found).len(), 1, "{found:?}");
    assert!(found.origin.at.starts_with(MEMBERS), "{found:?}");
    let docs = found.docs.description.as_deref();
    assert_eq!(docs, Some("Those in the group."));
    let left = lowered.api.types.iter();
    let elsewhere = left.filter(|ty| places(ty).iter().any(|at| at.starts_with(USERS)));
    assert_eq!(elsewhere.count(), 0);
}

#[test]
fn places_that_are_all_selected_are_one_type() {
    let select = Select {
        tags: vec!["Users".to_owned(), "Groups".to_owned()],
        ..Select::default()
    };
    let lowered = with(&[], select);
    let found = answer(&lowered, "list-members");
    assert_eq!(found.ident, "CollectionOfUser");
    assert_eq!(places(found).len(), 2, "{found:?}");
}
