//! That every kind of fact about policies and scopes has its line.

use crate::{
    Allowed, Api, Consent, Docs, Enumeration, FieldProperty, Fields, Member, MemberIndex, Origin,
    Policy, PolicyId, PropertySet, Relation, RelationChange, RelationRow, Scope, SetMember,
    Support, TypeDef, TypeId, TypeKind, Usage, ValueKind, Version, VersionId, VersionSet, dump,
};
use insta::assert_snapshot;

fn pet() -> TypeDef {
    TypeDef {
        wire: "Pet".into(),
        ident: "Pet".into(),
        module: "pet".into(),
        schema_ident: "PET".into(),
        kind: TypeKind::Untyped {
            reason: "toy".into(),
        },
        projection_of: None,
        usage: Usage::default(),
        hashable: false,
        docs: Docs::default(),
        deprecated: false,
        versions: VersionSet::All,
        origin: Origin::default(),
        also: Vec::new(),
    }
}

fn roles() -> Enumeration {
    let member = |wire: &str, ident: &str| Member {
        wire: wire.into(),
        ident: ident.into(),
    };
    Enumeration {
        ident: "Role".into(),
        module: "role".into(),
        members: vec![member("Vet", "Vet"), member("Pet owner", "PetOwner")],
        origin: Origin::default(),
    }
}

fn relation() -> Relation {
    let allowed = |subject, condition: Option<&str>| Allowed {
        subject: MemberIndex(subject),
        condition: condition.map(str::to_owned),
    };
    Relation {
        ident: "can_see".into(),
        constant: "CAN_SEE".into(),
        subject: PolicyId(0),
        object: PolicyId(0),
        rows: vec![
            RelationRow {
                object: MemberIndex(1),
                allowed: vec![allowed(0, None), allowed(1, Some("at night"))],
            },
            RelationRow {
                object: MemberIndex(0),
                allowed: Vec::new(),
            },
        ],
        docs: Docs::default(),
        source: "a book".into(),
        changes: vec![RelationChange {
            row: "Vet".into(),
            fixup: "vets".into(),
            source: "another book".into(),
        }],
        origin: Origin::default(),
    }
}

fn beta() -> VersionSet {
    VersionSet::Only(vec![VersionId(1)])
}

fn property(wire: &str, ident: &str, kind: ValueKind) -> FieldProperty {
    FieldProperty {
        wire: wire.into(),
        ident: ident.into(),
        kind,
        filter: None,
        versions: VersionSet::All,
        docs: Docs::default(),
    }
}

fn shown(policies: Vec<Policy>, scopes: Vec<Scope>) -> String {
    let version = |wire: &str| Version {
        wire: wire.into(),
        feature: None,
        base_path: String::new(),
    };
    dump(&Api {
        versions: vec![version("v1"), version("beta")],
        types: vec![pet()],
        policies,
        scopes,
        ..Api::default()
    })
}

#[test]
fn relations_and_their_names() {
    let policies = vec![Policy::Enumeration(roles()), Policy::Relation(relation())];
    assert_snapshot!(shown(policies, Vec::new()));
}

#[test]
fn properties_and_fields() {
    use Support::{Advanced, Default, Unsupported};
    let member = |wire: &str, versions| SetMember {
        wire: wire.into(),
        versions,
    };
    let set = PropertySet {
        ident: "SHOWN".into(),
        ty: TypeId(0),
        properties: vec![member("name", VersionSet::All), member("age", beta())],
        docs: Docs::default(),
        source: "a book".into(),
        origin: Origin::default(),
    };
    let mut filter = [Unsupported; 9];
    (filter[0], filter[1], filter[6]) = (Default, Advanced, Default);
    let fields = Fields {
        ident: "PetField".into(),
        module: "pet_field".into(),
        ty: TypeId(0),
        properties: vec![
            FieldProperty {
                filter: Some(filter),
                ..property("name", "Name", ValueKind::String)
            },
            FieldProperty {
                filter: Some([Unsupported; 9]),
                versions: beta(),
                ..property(
                    "toyNames",
                    "ToyNames",
                    ValueKind::List(ValueKind::String.into()),
                )
            },
            property("age", "Age", ValueKind::Integer),
        ],
        docs: Docs::default(),
        source: "a book".into(),
        origin: Origin::default(),
    };
    let policies = vec![Policy::PropertySet(set), Policy::Fields(fields)];
    assert_snapshot!(shown(policies, Vec::new()));
}

#[test]
fn scopes() {
    let read = Scope {
        wire: "Pet.Read".into(),
        ident: "PET_READ".into(),
        delegated: true,
        application: true,
        own: true,
        consent: Some(Consent::User),
        scenarios: vec!["One can see one's own pet.".into()],
        docs: Docs::default(),
        origin: Origin::default(),
    };
    let nowhere = Scope {
        wire: "all".into(),
        ident: "ALL".into(),
        delegated: false,
        application: false,
        own: false,
        consent: None,
        scenarios: Vec::new(),
        ..read.clone()
    };
    assert_snapshot!(shown(Vec::new(), vec![read, nowhere]));
}
