//! The Users document and the table of `User`, merged as the project merges them. Numbered rules and
//! facts are those of the merge's specification.

mod common;

use common::{Case, check, lowered};
use graphwright_ir::{Api, Facet, Fact, Field, Holder, Layer, Struct, TypeKind};
use graphwright_lower::{Config, Lowered, Paging};

fn users() -> Case<'static> {
    let schemas = ["User", "UserCreate", "UserUpdate"].map(str::to_owned);
    let case = Case::of(include_str!("../../../spec/users.openapi.yaml"));
    Case {
        entities: vec![(
            "entities/User.md",
            include_str!("../../../spec/entities/User.md").to_owned(),
        )],
        fixups: include_str!("../../../spec/fixups.toml"),
        config: Config {
            entities: vec![("Microsoft.Graph.User".to_owned(), schemas.to_vec())],
            paging: Some(Paging {
                next_link: "@odata.nextLink".to_owned(),
                items: "value".to_owned(),
            }),
            ..case.config
        },
        ..case
    }
}

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

#[test]
fn the_users_document_with_its_table() {
    insta::assert_snapshot!(check(&users()));
}

/// Rule 8 and section a.1: 56 properties are accounted for.
#[test]
fn fifty_six_properties() {
    let Lowered { api, diagnostics } = read();
    let user = &body(&api, "User").fields;
    let of_table = |field: &&Field| facts(field, Facet::Name)[0].layer != Layer::Document;
    assert_eq!(user.len(), 48);
    assert_eq!(user.iter().filter(of_table).count(), 26);

    let said = |start: &str| diagnostics.iter().any(|said| said.message.contains(start));
    assert!(said("11 of 52 rows have another name by a fixup"));
    assert!(said(
        "10 of 52 rows have another name by the case of their first letter"
    ));
    assert!(said(
        "properties: 6, navigation properties: 24, actions: 5, documented operations: 130"
    ));

    let only_written = body(&api, "UserCreate").fields.iter();
    let only_written: Vec<_> = only_written
        .filter(|field| user.iter().all(|other| other.wire != field.wire))
        .map(|field| field.wire.as_str())
        .collect();
    assert_eq!(only_written, ["passwordProfile"]);
    assert!(
        user.iter()
            .all(|field| field.wire != "photo" && field.wire != "thumbnailPhoto")
    );
    let (photo, later) = (1, 6);
    assert_eq!(user.len() + only_written.len() + photo + later, 56);
}

/// Rule 2: every facet of every merged property is decided by exactly one fact, in its place.
#[test]
fn every_facet_has_provenance() {
    let Lowered { api, .. } = read();
    let mut count = 0;
    for ty in ["User", "UserCreate", "UserUpdate", "AssignedLicense"] {
        for field in &body(&api, ty).fields {
            for facet in Facet::ALL {
                let facts = facts(field, facet);
                let deciding = facts.iter().filter(|fact| fact.decides).count();
                assert_eq!(deciding, 1, "{ty}.{} {facet:?}: {facts:#?}", field.wire);
                assert!(
                    facts.is_sorted_by_key(|fact| fact.layer),
                    "{ty}.{}",
                    field.wire
                );
                count += 1;
            }
        }
    }
    let fields = 48 + 10 + 11;
    assert!(count > fields * 7);
}

/// Rule 2: what a fact cites is there, to the byte.
#[test]
fn facts_stand_where_they_say() {
    let Lowered { api, .. } = read();
    let text = include_str!("../../../spec/entities/User.md");
    let mut cited = 0;
    for field in &body(&api, "User").fields {
        for facet in [Facet::Name, Facet::Type, Facet::Nullable] {
            for fact in facts(field, facet) {
                if fact.layer == Layer::Table && fact.rule != "table-default" {
                    let (start, end) = fact.origin.span.unwrap();
                    assert_eq!(text[start..end], fact.value, "{} {facet:?}", field.wire);
                    cited += 1;
                }
            }
        }
    }
    // 44 rows speak of a field of `User`, of the name, the type and null each.
    assert_eq!(cited, 44 * 3);
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
            (Layer::Document, "openapi-schema", "mobilePhone", true),
            (Layer::Table, "fixup-rename", "mobile", false),
            (Layer::Fixup, "fixup", "mobilePhone", false),
        ]
    );
    let origin = &facts(mobile, Facet::Name)[2].origin;
    assert_eq!(
        (origin.input, origin.at.as_str()),
        (1, "user-property-names")
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
