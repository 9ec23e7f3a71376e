//! That a type is there from the first version that leads to it.

use super::find;
use crate::draft::{Draft, Hint, OperationDraft, Types};
use graphwright_ir::{
    Additional, Docs, Field, Holder, InputId, Method, Origin, Param, PathTemplate, Place, Presence,
    SecurityNeed, Slot, Struct, Style, TagId, TypeId, TypeKind, TypeRef, Version, VersionId,
    VersionSet,
};

/// The place of something that only a table describes.
fn of_table() -> Origin {
    Origin {
        input: InputId(1),
        ..Origin::in_document("Zoo.Pet")
    }
}

fn named(id: usize) -> Slot {
    Slot::of(TypeRef::Named(TypeId(id)))
}

/// A struct with a field of another type, from a version on.
fn holder(of: usize, versions: VersionSet) -> TypeKind {
    let field = Field {
        wire: "a".to_owned(),
        ident: "a".to_owned(),
        setter: "a".to_owned(),
        or_default: None,
        slot: named(of),
        holder: Holder::Option,
        presence: Presence::Optional,
        access: graphwright_ir::Access::Both,
        secret: false,
        deprecated: false,
        versions,
        docs: Docs::default(),
        provenance: Vec::new(),
    };
    TypeKind::Struct(Struct {
        fields: vec![field],
        ..Struct::default()
    })
}

/// An operation with a parameter of a type, from a version on.
fn operation(of: usize, versions: VersionSet) -> OperationDraft {
    let param = Param {
        wire: "p".to_owned(),
        ident: "p".to_owned(),
        place: Place::Query,
        style: Style::Form,
        explode: true,
        allow_reserved: false,
        content: None,
        slot: named(of),
        required: false,
        default: None,
        deprecated: false,
        docs: Docs::default(),
        origin: of_table(),
    };
    OperationDraft {
        id: "o".to_owned(),
        tag: TagId(0),
        method: Method::Get,
        path: PathTemplate::default(),
        server: None,
        params: vec![param],
        body: None,
        responses: Vec::new(),
        security: SecurityNeed::default(),
        deprecated: false,
        versions,
        docs: Docs::default(),
        origin: of_table(),
        provenance: Vec::new(),
    }
}

/// The versions of types, as their first one in a list of three.
fn first(kinds: Vec<(TypeKind, Origin)>, operations: &[OperationDraft]) -> Vec<VersionId> {
    let mut types = Types::default();
    for (kind, origin) in kinds {
        types.add(Draft::new("t", kind, origin, Hint::named("t")));
    }
    let version = |wire: &str| Version {
        wire: wire.to_owned(),
        feature: None,
        base_path: String::new(),
    };
    let versions = ["1", "2", "3"].map(version);
    let found = find(&types, operations, &versions);
    found.iter().map(VersionSet::first).collect()
}

/// A version and those behind it, of three.
fn from(first: usize) -> VersionSet {
    VersionSet::of((first..3).map(VersionId)).expect("there are some")
}

fn empty() -> TypeKind {
    TypeKind::Struct(Struct::default())
}

#[test]
fn a_type_comes_with_the_first_operation_that_leads_to_it() {
    let kinds = vec![(empty(), of_table()), (empty(), of_table())];
    let operations = [
        operation(0, from(2)),
        operation(0, from(1)),
        operation(1, VersionSet::All),
    ];
    assert_eq!(first(kinds, &operations), [VersionId(1), VersionId(0)]);
}

#[test]
fn a_field_leads_to_its_type_from_its_own_version_on() {
    let kinds = vec![(holder(1, from(2)), of_table()), (empty(), of_table())];
    let operations = [operation(0, VersionSet::All)];
    assert_eq!(first(kinds, &operations), [VersionId(0), VersionId(2)]);
}

#[test]
fn typed_members_without_a_field_lead_to_their_type() {
    let body = Struct {
        additional: Additional::Typed("more".to_owned(), Box::new(named(1))),
        ..Struct::default()
    };
    let kinds = vec![(TypeKind::Struct(body), of_table()), (empty(), of_table())];
    assert_eq!(
        first(kinds, &[operation(0, from(1))]),
        [VersionId(1), VersionId(1)]
    );
}

#[test]
fn a_schema_of_the_document_is_in_all_versions_and_so_is_what_nothing_leads_to() {
    let schema = Origin::in_document("#/components/schemas/T");
    let kinds = vec![(empty(), schema), (empty(), of_table())];
    assert_eq!(
        first(kinds, &[operation(0, from(2))]),
        [VersionId(0), VersionId(0)]
    );
}
