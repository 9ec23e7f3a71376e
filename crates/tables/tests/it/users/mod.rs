//! The Users document and the table of `User`, merged as the project merges them. Numbered rules and
//! facts are those of the merge's specification.

mod inputs;
mod operations;
mod requests;
mod told;
mod types;

use crate::case::{check, lowered};
use graphwright_ir::{
    Access, Additional, Api, Dispatch, Facet, Fact, Field, Holder, InputId, Layer, Presence, Rule,
    Struct, TypeKind, VersionSet,
};
use graphwright_lower::Lowered;
use graphwright_source::Code;
use inputs::users;
use std::collections::BTreeSet;

fn read() -> Lowered {
    let (_, lowered) = lowered(&users());
    lowered
}

fn body<'a>(api: &'a Api, ident: &str) -> &'a Struct {
    let def = api.types.iter().find(|def| def.ident == ident).unwrap();
    match &def.kind {
        TypeKind::Struct(body) => body,
        other => panic!("{ident} is {other:?}"),
    }
}

fn field<'a>(api: &'a Api, ty: &str, wire: &str) -> &'a Field {
    let mut fields = body(api, ty).fields.iter();
    fields.find(|field| field.wire == wire).unwrap()
}

fn facts(field: &Field, facet: Facet) -> Vec<&Fact> {
    let facts = field.provenance.iter();
    facts.filter(|fact| fact.facet == facet).collect()
}

/// Rule 8 and section a.1: 56 properties are accounted for, and each is where it belongs.
#[test]
fn fifty_six_properties() {
    let Lowered { api, .. } = read();
    let user = &body(&api, "User").fields;
    let of_table = |field: &&Field| facts(field, Facet::Name)[0].layer != Layer::Document;
    let (always, gated) = user.split_at(48);
    assert!(always.iter().all(|field| field.versions == VersionSet::All));
    assert_eq!(always.iter().filter(of_table).count(), 26);

    let names: Vec<_> = gated.iter().map(|field| field.wire.as_str()).collect();
    let legacy = [
        "Alias",
        "MailboxGuid",
        "objectType",
        "PrincipalName",
        "provisioningErrors",
        "Tags",
    ];
    assert_eq!(names, legacy);
    for field in gated {
        assert_eq!(
            api.feature(&field.versions),
            Some("alpha"),
            "{}",
            field.wire
        );
        let versions = facts(field, Facet::Versions);
        let decides: Vec<_> = versions
            .iter()
            .map(|fact| (fact.layer, fact.decides))
            .collect();
        assert_eq!(decides, [(Layer::Table, false), (Layer::Fixup, true)]);
        assert_eq!(versions[0].value, "beta, alpha");
    }

    let only_written = body(&api, "UserCreate").fields.iter();
    let only_written: Vec<_> = only_written
        .filter(|field| user.iter().all(|other| other.wire != field.wire))
        .map(|field| field.wire.as_str())
        .collect();
    assert_eq!(only_written, ["passwordProfile"]);
    let is_photo = |field: &Field| ["photo", "thumbnailPhoto"].contains(&field.wire.as_str());
    assert!(!user.iter().any(is_photo));
    let photo = 1;
    assert_eq!(user.len() + only_written.len() + photo, 56);
}

/// Rules 3 and 4, F1 and F5: what is said about the 52 rows as a whole.
#[test]
fn fifty_two_rows() {
    let Lowered { diagnostics, .. } = read();
    let said = |start: &str| diagnostics.iter().any(|said| said.message.contains(start));
    assert!(said("11 of 52 rows have another name by a fixup"));
    assert!(said(
        "10 of 52 rows have another name by the case of their first letter"
    ));
    assert!(said("the column `Writeable` is `true` in all 52 rows"));
    assert!(said(
        "the column `Required to create` is `true` in all 52 rows"
    ));
    assert!(said("the column `Unicode` is `false` in all"));
    assert!(!said("the column `Nullable`"));
    assert!(!said("not generated: properties"));
}

/// Rule 7: what can be changed is what the document says and the sensitive properties.
#[test]
fn sensitive_properties_are_written() {
    let Lowered { api, .. } = read();
    let update = body(&api, "UserUpdate");
    assert_eq!(update.fields.len(), 11 + 4);
    for wire in [
        "businessPhones",
        "onPremisesImmutableId",
        "otherMails",
        "userPrincipalName",
    ] {
        let field = field(&api, "UserUpdate", wire);
        assert_eq!(field.presence, Presence::Optional, "{wire}");
        assert_eq!(field.access, Access::Both, "{wire}");
        let may_clear = wire == "onPremisesImmutableId" || wire == "userPrincipalName";
        let holder = if may_clear {
            Holder::Patch
        } else {
            Holder::Option
        };
        assert_eq!(field.holder, holder, "{wire}");
        for facet in [Facet::Name, Facet::Presence, Facet::Access] {
            let last = facts(field, facet).into_iter().find(|fact| fact.decides);
            assert_eq!(last.map(|fact| fact.layer), Some(Layer::Fixup), "{wire}");
        }
    }
    // What is read is as it was.
    let read = facts(field(&api, "User", "otherMails"), Facet::Access);
    assert!(read.iter().all(|fact| fact.layer == Layer::Table));
}

/// Rule 10: a directory object is a user, a group, or something else that is kept.
#[test]
fn a_directory_object_is_told_by_its_type() {
    let Lowered { api, .. } = read();
    let mut types = api.types.iter();
    let def = types.find(|def| def.ident == "DirectoryObject").unwrap();
    let TypeKind::Union(union) = &def.kind else {
        panic!("{:?}", def.kind);
    };
    let Dispatch::Tag { wire, values } = &union.dispatch else {
        panic!("{:?}", union.dispatch);
    };
    assert_eq!(wire, "@odata.type");
    let tags: Vec<_> = values
        .iter()
        .map(|tag| (tag.value.as_str(), tag.variant.0))
        .collect();
    assert_eq!(
        tags,
        [
            ("#Microsoft.Graph.User", 0),
            ("#microsoft.graph.user", 0),
            ("#Microsoft.Graph.Group", 1),
            ("#microsoft.graph.group", 1),
        ]
    );
    assert_eq!(union.fallback.as_deref(), Some("Unknown"));
    assert_eq!(
        (&*def.module, api.feature(&def.versions)),
        ("directory_object", Some("beta"))
    );
    // The tag is no field, so only what is kept brings it back.
    for ty in ["User", "Group"] {
        assert!(
            matches!(body(&api, ty).additional, Additional::Keep(_)),
            "{ty}"
        );
    }
}

/// Rule 9: of the 19 types that the tables name, the document describes three and a fixup makes one
/// of several; the others are partial, and so are those that only samples name.
#[test]
fn every_type_is_resolved_or_told_as_partial() {
    let Lowered {
        api, diagnostics, ..
    } = read();
    let partial: BTreeSet<_> = diagnostics
        .iter()
        .filter(|said| said.code == Code::PARTIAL_TYPE)
        .filter_map(|said| said.message.split('`').nth(1))
        .map(|name| name.trim_start_matches("Microsoft.Graph."))
        .collect();
    let named = "AppRoleAssignment AssignedPlan Calendar CalendarGroup Event File Group Message \
        OAuth2PermissionGrant Photo Plan ProvisionedPlan ProvisioningError Task drive item";
    let by_samples = "Attendee DriveQuota GroupAccessType IdentitySet ImageFacet Recipient";
    let all: BTreeSet<_> = named.split(' ').chain(by_samples.split(' ')).collect();
    assert_eq!(partial, all);
    for name in all {
        let mut types = api.types.iter();
        let def = types.find(|def| def.wire == name).unwrap();
        assert!(
            def.docs
                .description
                .as_ref()
                .unwrap()
                .contains("do not describe")
        );
        assert!(matches!(&def.kind, TypeKind::Struct(_)), "{name}");
    }
}

/// Rule 15: two runs say the same.
#[test]
fn two_runs_are_equal() {
    assert_eq!(check(&users()), check(&users()));
}

/// Rule 2: every facet of every property is decided by exactly one fact.
#[test]
fn every_facet_has_provenance() {
    let Lowered { api, .. } = read();
    let mut count = 0;
    for def in &api.types {
        let TypeKind::Struct(body) = &def.kind else {
            continue;
        };
        for field in &body.fields {
            let name = format!("{}.{}", def.ident, field.wire);
            for facet in Facet::ALL {
                let facts = facts(field, facet);
                let deciding = facts.iter().filter(|fact| fact.decides).count();
                assert_eq!(deciding, 1, "{name} {facet:?}: {facts:#?}");
                assert!(facts.is_sorted_by_key(|fact| fact.layer), "{name}");
                count += 1;
            }
        }
    }
    let of_users = 54 + 10 + 15;
    assert!(count > of_users * Facet::ALL.len(), "{count}");
}

/// Rule 2: what a fact cites is there, to the byte.
#[test]
fn facts_stand_where_they_say() {
    let Lowered { api, .. } = read();
    let text = include_str!("../fixtures/users/User.md");
    let mut cited = 0;
    for field in &body(&api, "User").fields {
        for facet in [Facet::Name, Facet::Type, Facet::Nullable] {
            for fact in facts(field, facet) {
                if fact.layer == Layer::Table && fact.rule != Rule::TableDefault {
                    let span = fact.origin.span.unwrap();
                    assert_eq!(
                        text[span.start..span.end],
                        fact.value,
                        "{} {facet:?}",
                        field.wire
                    );
                    cited += 1;
                }
            }
        }
    }
    // 50 rows speak of a field of `User`, of the name, the type and null each.
    assert_eq!(cited, 50 * 3);
}

#[test]
fn a_renamed_property_has_all_candidates() {
    let Lowered { api, .. } = read();
    let mobile = field(&api, "User", "mobilePhone");
    let name: Vec<_> = facts(mobile, Facet::Name)
        .iter()
        .map(|fact| (fact.layer, fact.rule, fact.value.as_str(), fact.decides))
        .collect();
    assert_eq!(
        name,
        [
            (Layer::Document, Rule::OpenapiSchema, "mobilePhone", true),
            (Layer::Table, Rule::FixupRename, "mobile", false),
            (Layer::Fixup, Rule::Fixup, "mobilePhone", false),
        ]
    );
    let origin = &facts(mobile, Facet::Name)[2].origin;
    assert_eq!(
        (origin.input, origin.at.as_str()),
        (InputId(1), "user-property-names")
    );
}

/// Rule 6: null clears a property in a change, and is none where a value must be given.
#[test]
fn null_is_what_the_table_says() {
    let Lowered { api, .. } = read();
    assert_eq!(
        field(&api, "UserUpdate", "displayName").holder,
        Holder::Patch
    );
    assert_eq!(
        field(&api, "UserCreate", "displayName").holder,
        Holder::Value
    );
    assert!(field(&api, "User", "displayName").slot.nullable);
    assert!(!field(&api, "User", "otherMails").slot.nullable);
    // The row says so of one number, not of the list.
    assert!(!field(&api, "User", "businessPhones").slot.nullable);
    // The document and the table are silent: no null.
    assert!(!field(&api, "User", "externalUserState").slot.nullable);
}

/// Rule 9: a type that nothing describes has the fields that samples show.
#[test]
fn a_partial_type_has_the_fields_of_samples() {
    let mut case = users();
    let (_, text) = &mut case.entities[0];
    *text = text.replacen("Graph.AssignedPlan", "Graph.Calendar", 1);
    let (_, Lowered { api, .. }) = lowered(&case);
    let fields = body(&api, "Calendar").fields.iter();
    let fields: Vec<_> = fields.map(|field| field.wire.as_str()).collect();
    assert_eq!(fields, ["id", "changeKey", "name"]);
}
