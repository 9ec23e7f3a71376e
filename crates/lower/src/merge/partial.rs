//! Types that a table names and nothing describes.
//!
//! Each is a struct with the fields that samples show of it, and keeps every other member: never
//! bare JSON, never dropped.

use super::facts::table_fact;
use super::field::new_names;
use super::rows::fold;
use super::{Merge, edm, named};
use crate::lowering::{Hint, Owner, Role};
use crate::names::{FIELDS, ident};
use graphwright_ir::{
    Access, Additional, Docs, Facet, Fact, Field, Holder, Presence, Slot, Struct, TypeId, TypeKind,
    TypeRef,
};
use graphwright_source::entity::{Cell, EdmType, SampleField};
use graphwright_source::{Code, Diagnostic};

impl Merge<'_, '_> {
    /// A type of which only the name is known; its fields follow.
    pub(super) fn partial(&mut self, owner: TypeId, ty: &Cell<EdmType>) -> TypeId {
        let name = &ty.value.name;
        let hint = Hint {
            owner: Owner::Type(owner),
            role: Role::Named(named::last(name).to_owned()),
            item: false,
        };
        let kind = TypeKind::Struct(Struct {
            additional: Additional::Keep(ident("additional", &FIELDS)),
            ..Struct::default()
        });
        let origin = self.place(&ty.origin, name);
        let id = self
            .lowering
            .reserve_named(named::last(name), kind, origin, hint);
        self.lowering.drafts[id.0].def.docs = Docs {
            summary: None,
            description: Some(format!(
                "`{name}`, which the inputs name but do not describe. It has the fields that samples \
                 show, if any, and keeps all others."
            )),
        };
        self.named.insert(name.to_lowercase(), id);
        self.pending.push((id, name.clone()));
        let count = self.hinted(name).len();
        let message = format!("`{name}` is described nowhere; samples show {count} of its fields");
        let diagnostic = Diagnostic::new(Code::PARTIAL_TYPE, message);
        self.say(diagnostic.at(ty.origin.clone()));
        id
    }

    /// Gives partial types their fields, which may need more of them.
    pub(super) fn fill_partials(&mut self) {
        while let Some((id, name)) = self.pending.pop() {
            let hinted = self.hinted(&name);
            self.change(id, |merge, body| {
                for hint in &hinted {
                    merge.hint_field(id, body, hint);
                }
            });
        }
    }

    /// The fields that samples show of a type: its key first.
    fn hinted(&self, name: &str) -> Vec<SampleField> {
        let mut fields = Vec::new();
        let hints = self.hints.iter();
        for hint in hints.filter(|hint| hint.type_name.value.eq_ignore_ascii_case(name)) {
            fields.extend(hint.key.as_ref().map(|key| SampleField {
                name: key.clone(),
                ty: Cell::new(key_type(), key.origin.clone()),
            }));
            fields.extend(hint.fields.iter().cloned());
        }
        fields
    }

    fn hint_field(&mut self, owner: TypeId, body: &mut Struct, hint: &SampleField) {
        let name = &hint.name.value;
        let wire = if name.starts_with(|first: char| first.is_ascii_uppercase()) {
            fold(name)
        } else {
            name.clone()
        };
        let is_there = body.fields.iter().any(|field| field.wire == wire);
        let Some(slot) = self.hinted_slot(owner, &hint.ty).filter(|_| !is_there) else {
            return;
        };
        let place = self.place(&hint.name.origin, name);
        let value = |facet| match facet {
            Facet::Name => wire.clone(),
            Facet::Type => hint.ty.value.to_string(),
            Facet::Presence => "optional".to_owned(),
            Facet::Nullable => "false".to_owned(),
            Facet::Access => "read and write".to_owned(),
            Facet::Versions => "all".to_owned(),
            Facet::Docs => String::new(),
        };
        let facts: Vec<Fact> = Facet::ALL
            .iter()
            .map(|facet| table_fact(place.clone(), *facet, "hint", value(*facet)))
            .collect();
        let (ident, setter) = new_names(body, &wire);
        body.fields.push(Field {
            wire,
            ident,
            setter,
            or_default: None,
            slot,
            holder: Holder::Option,
            presence: Presence::Optional,
            access: Access::Both,
            secret: false,
            deprecated: false,
            versions: Vec::new(),
            docs: Docs::default(),
            provenance: facts,
        });
    }

    /// The slot of a type that a sample shows; `None` for a stream.
    fn hinted_slot(&mut self, owner: TypeId, ty: &Cell<EdmType>) -> Option<Slot> {
        let one = if edm::is_primitive(&ty.value.name) {
            edm::slot(&ty.value.name)?
        } else {
            Slot::of(TypeRef::Named(self.type_named(owner, ty)))
        };
        Some(if ty.value.collection {
            Slot::of(TypeRef::List(Box::new(one)))
        } else {
            one
        })
    }
}

/// Keys are strings in the entity data model as it is used here.
fn key_type() -> EdmType {
    EdmType {
        name: "Edm.String".to_owned(),
        collection: false,
    }
}
