//! The operations that the table of `User` describes, beside those of the Users document. Numbered
//! rules and facts are those of the merge's specification.

use super::inputs::users;
use crate::case::lowered;
use graphwright_ir::{
    Api, Facet, Layer, Method, Operation, ParamIndex, PathPart, Place, Rule, Status, TypeKind,
    TypeRef, VersionSet,
};
use graphwright_lower::Lowered;
use graphwright_source::{Code, SourceMap};
use graphwright_tables::entity;
use std::collections::BTreeSet;

fn read() -> Lowered {
    let (_, lowered) = lowered(&users());
    lowered
}

fn operation<'a>(api: &'a Api, id: &str) -> &'a Operation {
    let found = api.operations.iter().find(|operation| operation.id == id);
    found.unwrap_or_else(|| panic!("no `{id}`"))
}

fn of_feature<'a>(api: &'a Api, feature: &str) -> impl Iterator<Item = &'a Operation> {
    let of = move |operation: &&Operation| api.feature(&operation.versions) == Some(feature);
    api.operations.iter().filter(of)
}

/// Facts F2 and F3, rule 11: what is documented, generated and left out.
#[test]
fn counts() {
    let mut map = SourceMap::new();
    let text = include_str!("../fixtures/users/User.md");
    let file = map.add("User.md", text);
    let document = entity::read(&map, file).document.unwrap();
    let table = document.entity().unwrap();
    assert_eq!(table.properties.len(), 52);
    assert_eq!(table.navigations.len(), 24);
    assert_eq!(table.actions.len(), 5);
    assert_eq!(document.operations.len(), 130);

    let Lowered {
        api, diagnostics, ..
    } = read();
    let suppressed = |code: Code| diagnostics.iter().filter(|said| said.code == code).count();
    assert_eq!(suppressed(Code::SUPPRESSED_OPERATION), 44);
    assert_eq!(api.suppressed.len(), 44);

    // Four of the user itself, `memberOf` and `manager` are operations of the document.
    let of_both = |operation: &&Operation| {
        let of_table = |fact: &graphwright_ir::Fact| fact.layer == Layer::Table;
        operation.versions == VersionSet::All && operation.provenance.iter().any(of_table)
    };
    assert_eq!(api.operations.iter().filter(of_both).count(), 6);
    let added = api
        .operations
        .iter()
        .filter(|operation| operation.versions != VersionSet::All);
    // Those for the bytes of photos are no requests of the table.
    let bytes = 3;
    assert_eq!(added.count(), 130 - 44 - 6 + bytes);
    assert_eq!(of_feature(&api, "alpha").count(), 2);
    assert_eq!(of_feature(&api, "beta").count(), 78 + bytes);
    assert_eq!(api.operations.len(), 8 + 80 + bytes);
}

/// Fact F3, rule 11: of 60 requests without the key of an item, 30 are generated, and have it.
#[test]
fn items_have_keys() {
    let mut map = SourceMap::new();
    let file = map.add("User.md", include_str!("../fixtures/users/User.md"));
    let document = entity::read(&map, file).document.unwrap();
    let without = document
        .operations
        .iter()
        .filter(|operation| document.lacks_item_key(operation));
    assert_eq!(without.count(), 60);

    let Lowered { api, .. } = read();
    let with_key = |operation: &&Operation| {
        let mut facts = operation.provenance.iter();
        facts.any(|fact| fact.facet == Facet::Path && fact.rule == Rule::ItemKey)
    };
    let added: Vec<_> = api.operations.iter().filter(with_key).collect();
    assert_eq!(added.len(), 30);
    for operation in added {
        let last = operation.path.segments.last().unwrap();
        assert!(
            matches!(last[..], [PathPart::Param(ParamIndex(1))]),
            "{}",
            operation.path.text
        );
    }
    let event = operation(&api, "update-user-event");
    assert_eq!(event.path.text, "/users/{userId}/events/{eventId}");
    assert_eq!(event.method, Method::Patch);
}

/// Rule 12: paths as they are sent; and each is there once.
#[test]
fn paths() {
    let Lowered { api, .. } = read();
    let mut seen = BTreeSet::new();
    for operation in &api.operations {
        let path = &operation.path.text;
        assert!(
            !path.contains('<') && !path.contains("myOrganization"),
            "{path}"
        );
        assert!(seen.insert((operation.method.as_str(), path)), "{path}");
        let small = |segment: &str| !segment.starts_with(|first: char| first.is_ascii_uppercase());
        assert!(path.split('/').all(small), "{path}");
        assert_eq!(
            operation.params_in(Place::Path).count(),
            path.matches('{').count()
        );
    }
    assert_eq!(
        operation(&api, "get-user-photo").path.text,
        "/users/{userId}/photo"
    );
    assert_eq!(
        operation(&api, "get-member-groups").path.text,
        "/directoryObjects/{directoryObjectId}/getMemberGroups"
    );
}

/// Fact F4, rule 13: five distinct sets of scopes, any one of which is enough.
#[test]
fn scopes() {
    let Lowered { api, .. } = read();
    let mut sets = BTreeSet::new();
    for operation in api.operations.iter().filter(|operation| {
        let mut facts = operation.provenance.iter();
        facts.any(|fact| fact.facet == Facet::Security && fact.layer == Layer::Table)
    }) {
        let [alternative] = &operation.security.alternatives[..] else {
            panic!("{}: {:?}", operation.id, operation.security)
        };
        let [one] = &alternative[..] else {
            panic!("{}: {:?}", operation.id, operation.security)
        };
        assert!(one.any_of);
        sets.insert(one.scopes.clone());
    }
    let sets: Vec<_> = sets.iter().map(|set| set.join(" ")).collect();
    insta::assert_snapshot!(sets.join("\n"), @r"
    Calendar.Read User.Read User.ReadBasic.All User.Read.All
    Calendar.ReadWrite User.ReadWrite User.ReadWrite.All
    Directory.ReadWrite.All Directory.AccessAsUser.All
    User.Read User.ReadBasic.All User.Read.All
    User.ReadWrite User.ReadWrite.All
    ");
    // What the table does not speak of asks what the document asks.
    assert_eq!(operation(&api, "list-users").security, api.security);
}

/// Rule 14: statuses of actions come from a fixup, all others from the text.
#[test]
fn statuses() {
    let Lowered { api, .. } = read();
    let status = |id: &str| operation(&api, id).responses[0].status;
    assert_eq!(status("assign-license"), Status::Code(200));
    assert_eq!(status("send-mail"), Status::Code(202));
    assert_eq!(status("create-user-event"), Status::Code(201));
    assert_eq!(status("delete-user-event"), Status::Code(204));
    assert!(
        operation(&api, "delete-user-event").responses[0]
            .content
            .is_empty()
    );
}

/// Rules 10 and 11: what a navigation property leads to, one or a page of many.
#[test]
fn answers() {
    let Lowered { api, .. } = read();
    let answer = |id: &str| {
        let content = &operation(&api, id).responses[0].content;
        let TypeRef::Named(ty) = content[0].slot.ty else {
            panic!("{id}: {content:?}")
        };
        api.ty(ty).ident.as_str()
    };
    assert_eq!(answer("get-user-calendar"), "Calendar");
    assert_eq!(answer("list-user-events"), "EventCollection");
    assert_eq!(answer("list-user-working-with"), "UserCollection");
    assert_eq!(answer("assign-license"), "User");
    assert_eq!(answer("check-member-groups"), "CheckMemberGroupsResponse");
    assert_eq!(
        answer("list-user-owned-objects"),
        "DirectoryObjectCollection"
    );
    assert!(operation(&api, "list-user-events").paging.is_some());
}

/// The body in the place of a user has the forms that the document has for that.
#[test]
fn bodies() {
    let Lowered { api, .. } = read();
    let body = |id: &str| {
        let body = operation(&api, id).body.as_ref().unwrap();
        let TypeRef::Named(ty) = body.content[0].slot.ty else {
            panic!("{id}: {body:?}")
        };
        api.ty(ty).ident.as_str()
    };
    assert_eq!(body("replace-user"), "UserCreate");
    assert_eq!(body("update-user-working-with"), "UserUpdate");
    assert_eq!(body("create-user-event"), "Event");
    assert_eq!(body("assign-license"), "AssignLicenseBody");
    let arguments = api
        .types
        .iter()
        .find(|def| def.ident == "AssignLicenseBody")
        .unwrap();
    let TypeKind::Struct(arguments) = &arguments.kind else {
        panic!("{arguments:?}")
    };
    for field in &arguments.fields {
        assert!(matches!(field.slot.ty, TypeRef::List(_)), "{field:?}");
    }
}

/// Rule 8: what only a later version reaches is that version's.
#[test]
fn types_have_versions() {
    let Lowered { api, .. } = read();
    let feature = |ident: &str| {
        let def = api.types.iter().find(|def| def.ident == ident);
        api.feature(&def.unwrap_or_else(|| panic!("no `{ident}`")).versions)
    };
    for ident in [
        "Event",
        "EventCollection",
        "DirectoryObject",
        "AssignLicenseBody",
        "Message",
    ] {
        assert_eq!(feature(ident), Some("beta"), "{ident}");
    }
    for ident in ["Plan", "Task", "TaskCollection"] {
        assert_eq!(feature(ident), Some("alpha"), "{ident}");
    }
    for ident in ["User", "UserCollection", "UserUpdate", "AssignedLicense"] {
        assert_eq!(feature(ident), None, "{ident}");
    }
}

/// Rule 2: every facet of every operation is decided by exactly one fact.
#[test]
fn every_facet_has_provenance() {
    let Lowered { api, .. } = read();
    for operation in &api.operations {
        for facet in Facet::OF_OPERATION {
            let of = operation
                .provenance
                .iter()
                .filter(|fact| fact.facet == facet);
            let deciding = of.filter(|fact| fact.decides).count();
            assert_eq!(deciding, 1, "{} {facet:?}", operation.id);
        }
    }
}

/// Bytes of photos, which a fixup adds: each has the scopes of the request that it goes with.
#[test]
fn photos_have_bytes() {
    let Lowered { api, .. } = read();
    for (id, along) in [
        ("get-user-photo-content", "get-user-photo"),
        ("replace-user-photo-content", "replace-user-photo"),
        ("get-in-user-photos-content", "list-user-photos"),
    ] {
        let (bytes, along) = (operation(&api, id), operation(&api, along));
        assert_eq!(bytes.security, along.security, "{id}");
        assert_eq!(bytes.versions, along.versions, "{id}");
        assert!(bytes.path.text.ends_with("/$value"), "{id}");
        let of_fixup = |fact: &&graphwright_ir::Fact| {
            fact.layer == Layer::Fixup && fact.origin.at == "user-photo-content"
        };
        let facets = bytes.provenance.iter().filter(of_fixup);
        let facets: Vec<_> = facets.map(|fact| fact.facet).collect();
        let said = [
            Facet::Name,
            Facet::Docs,
            Facet::Path,
            Facet::Body,
            Facet::Answers,
        ];
        assert_eq!(facets, said, "{id}");
    }
}
