//! Files that policies and scopes make.

use super::support::*;
use super::{check, options};
use crate::emit;
use graphwright_ir::*;
use insta::assert_snapshot;

fn member(wire: &str, ident: &str) -> Member {
    Member {
        wire: wire.into(),
        ident: ident.into(),
    }
}

fn enumeration(ident: &str, module: &str, members: Vec<Member>) -> Policy {
    Policy::Enumeration(Enumeration {
        ident: ident.into(),
        module: module.into(),
        members,
        origin: Origin::default(),
    })
}

fn titled(title: &str, description: &str) -> Docs {
    Docs {
        summary: Some(title.into()),
        ..docs(description)
    }
}

/// Roles that act on rooms, with a condition, a changed row, and a row that nobody is in.
fn relation(ident: &str, constant: &str, object: usize) -> Policy {
    let row = |object, allowed: &[(usize, Option<&str>)]| RelationRow {
        object: MemberIndex(object),
        allowed: allowed
            .iter()
            .map(|(subject, condition)| Allowed {
                subject: MemberIndex(*subject),
                condition: condition.map(str::to_owned),
            })
            .collect(),
    };
    Policy::Relation(Relation {
        ident: ident.into(),
        constant: constant.into(),
        subject: PolicyId(0),
        object: PolicyId(object),
        rows: vec![row(1, &[(0, None), (1, Some("\"at night\""))]), row(0, &[])],
        docs: titled("Who can enter", "Every `room` <b>of</b> the house."),
        source: "a book, [page 1]".into(),
        changes: vec![RelationChange {
            row: "The hall".into(),
            fixup: "halls".into(),
            source: "a newer book".into(),
        }],
        origin: Origin::default(),
    })
}

fn versioned(policies: Vec<Policy>, mut fields: Vec<Field>) -> Api {
    let version = |wire: &str, feature: Option<&str>| Version {
        wire: wire.into(),
        feature: feature.map(str::to_owned),
        base_path: format!("/{wire}"),
    };
    fields.push(field("id", "id", scalar(Scalar::String), ""));
    Api {
        versions: vec![version("v1", None), version("next", Some("next"))],
        policies,
        ..api(vec![ty("Room", "room", object(fields), "A room")], vec![])
    }
}

#[test]
fn relations() {
    let policies = vec![
        enumeration(
            "Role",
            "role",
            vec![member("Guest", "Guest"), member("House <owner>", "Owner")],
        ),
        enumeration(
            "Place",
            "place",
            vec![member("The hall", "Hall"), member("type", "Type")],
        ),
        relation("can_enter", "CAN_ENTER", 1),
        relation("can_follow", "CAN_FOLLOW", 0),
    ];
    let api = versioned(policies, vec![]);
    assert_snapshot!("policy_subjects", check(&api, "model/src/role.rs"));
    assert_snapshot!("policy_objects", check(&api, "model/src/place.rs"));
    assert_snapshot!("policy_root", check(&api, "model/src/lib.rs"));
}

#[test]
fn sets_of_properties() {
    let member = |wire: &str, versions| SetMember {
        wire: wire.into(),
        versions,
    };
    let set = |ident: &str, properties: Vec<SetMember>| {
        Policy::PropertySet(PropertySet {
            ident: ident.into(),
            ty: TypeId(0),
            properties,
            docs: titled("Shown", "What is shown."),
            source: "a book".into(),
            origin: Origin::default(),
        })
    };
    let policies = vec![
        set(
            "SHOWN",
            vec![member("id", VersionSet::All), member("doors", next())],
        ),
        set("HIDDEN", vec![]),
    ];
    let room = check(&versioned(policies, vec![]), "model/src/room.rs");
    let sets = room.split_once("    /// Shown.").map(|(_, sets)| sets);
    let sets = sets.and_then(|sets| sets.split_once("\n}\n"));
    assert_snapshot!("policy_sets", sets.map_or("", |(sets, _)| sets));
}

/// The version behind a feature.
fn next() -> VersionSet {
    VersionSet::Only(vec![VersionId(1)])
}

fn property(
    wire: &str,
    ident: &str,
    kind: ValueKind,
    filter: Option<[Support; 9]>,
) -> FieldProperty {
    FieldProperty {
        wire: wire.into(),
        ident: ident.into(),
        kind,
        filter,
        versions: VersionSet::All,
        docs: Docs::default(),
    }
}

fn fields(properties: Vec<FieldProperty>) -> Policy {
    Policy::Fields(Fields {
        ident: "RoomField".into(),
        module: "room_field".into(),
        ty: TypeId(0),
        properties,
        docs: titled("Filters", "What rooms are found by."),
        source: "a book".into(),
        origin: Origin::default(),
    })
}

#[test]
fn fields_of_a_type() {
    let (some, none) = (Support::Advanced, Support::Unsupported);
    let filter = [some, none, none, none, none, none, none, none, some];
    let doors = ValueKind::List(ValueKind::List(ValueKind::Object.into()).into());
    let properties = vec![
        property("id", "Id", ValueKind::String, Some(filter)),
        FieldProperty {
            versions: next(),
            docs: docs("The doors"),
            ..property("doors", "Doors", doors, None)
        },
        property("Self", "SelfValue", ValueKind::Json, None),
    ];
    let api = versioned(vec![fields(properties)], vec![]);
    assert_snapshot!("policy_fields", check(&api, "model/src/room_field.rs"));
    // Without any operator known there is nothing to ask for.
    let properties = vec![property("id", "Id", ValueKind::String, None)];
    let api = versioned(vec![fields(properties)], vec![]);
    assert!(!check(&api, "model/src/room_field.rs").contains("filter"));
}

/// The properties of a type that only a later version has are only there as well.
#[test]
fn fields_of_a_later_type() {
    let properties = vec![property("id", "Id", ValueKind::String, None)];
    let mut api = versioned(vec![fields(properties)], vec![]);
    api.types[0].versions = next();
    let root = check(&api, "model/src/lib.rs");
    let gated = |line: &str| root.contains(&format!("#[cfg(feature = \"next\")]\n{line}\n"));
    assert!(
        gated("mod room_field;") && gated("pub use {room::Room, room_field::RoomField};"),
        "{root}"
    );
}

#[test]
fn scopes() {
    let read = Scope {
        wire: "Room.Read".into(),
        ident: "ROOM_READ".into(),
        delegated: true,
        application: false,
        own: true,
        consent: Some(Consent::User),
        scenarios: vec!["One can see one's own room.".into()],
        docs: docs("See rooms"),
        origin: Origin::default(),
    };
    let asked = Scope {
        wire: "all".into(),
        ident: "ALL".into(),
        delegated: false,
        own: false,
        consent: None,
        scenarios: Vec::new(),
        docs: Docs::default(),
        ..read.clone()
    };
    let mut api = versioned(vec![], vec![]);
    let before = check(&api, "model/src/security.rs");
    api.scopes = vec![read, asked];
    let after = check(&api, "model/src/security.rs");
    let (_, scopes) = after.split_once("DEFAULT").unwrap_or_default();
    assert_snapshot!("scope_catalogue", scopes);
    assert!(!before.contains("SCOPES"), "{before}");
}

/// Without policies there is no file and no line of them.
#[test]
fn no_policies() {
    let files = emit(&versioned(vec![], vec![]), &options());
    let model: Vec<&str> = files
        .keys()
        .filter_map(|path| path.strip_prefix("model/src/"))
        .collect();
    assert_eq!(model, ["lib.rs", "room.rs", "security.rs"]);
}
