//! Types that a table names and nothing describes.
//!
//! They are partial: structs with the fields that samples show of them, which keep every other
//! member. Never bare JSON, never dropped.

use super::described::open_struct;
use super::edm;
use super::facts::table_fact;
use super::field::pick_names;
use super::spelling::{fold_first_letter, last_part};
use super::state::{Merge, Pending};
use crate::entity::EdmType;
use graphwright_ir::{
    Access, Docs, Facet, Fact, Field, Holder, Presence, Rule, Slot, Struct, TypeId, TypeRef,
    VersionSet,
};
use graphwright_lower::front_end::{Draft, Hint, Owner, Role, access_text};
use graphwright_source::Cell;
use graphwright_source::{Code, Diagnostic};
use std::collections::HashSet;

impl Merge<'_, '_> {
    /// A type of which only the name is known; its fields follow.
    pub(super) fn add_partial_type(&mut self, owner: Owner, ty: &Cell<EdmType>) -> TypeId {
        let name = &ty.value.name;
        let hint = Hint {
            owner,
            role: Role::Named(last_part(name).to_owned()),
            item: false,
        };
        let origin = self.place(&ty.origin, name);
        let id = self
            .schemas
            .types
            .add(Draft::new(last_part(name), open_struct(), origin, hint));
        self.bind_name(ty, id);
        self.fill_later(id, ty);
        id
    }

    /// Says of a type that it is partial, in its documentation too; its fields follow.
    pub(super) fn fill_later(&mut self, id: TypeId, ty: &Cell<EdmType>) {
        let name = &ty.value.name;
        self.pending.push(Pending::Hints(id, name.clone()));
        self.schemas.types[id].docs.description = Some(format!(
            "`{name}`, which the inputs name but do not describe. It has the fields that samples \
             show, if any, and keeps all others."
        ));
        let count = self.find_hinted(name).len();
        let message = format!("`{name}` is described nowhere; samples show {count} of its fields");
        let diagnostic = Diagnostic::new(Code::PARTIAL_TYPE, message);
        self.report(diagnostic.at(ty.origin.clone()));
    }

    /// Gives types their fields, which may need more of them.
    pub(super) fn fill_pending(&mut self) {
        while let Some(pending) = self.pending.pop() {
            match pending {
                Pending::Table(id, document) => self.fill_described(id, document),
                Pending::Hints(id, name) => self.fill_hinted(id, &name),
            }
        }
    }

    /// Gives a type the fields that samples show of it.
    pub(super) fn fill_hinted(&mut self, id: TypeId, name: &str) {
        let fields = self.find_hinted(name);
        self.change_struct(id, |merge, body| {
            for field in &fields {
                merge.add_known_field(body, field);
            }
        });
    }

    /// The fields that samples show of a type: its key first.
    fn find_hinted(&self, name: &str) -> Vec<Known> {
        let mut fields = Vec::new();
        let hints = self.hints.iter();
        for hint in hints.filter(|hint| hint.type_name.value.eq_ignore_ascii_case(name)) {
            let key = hint.key.as_ref();
            fields.extend(
                key.map(|key| read_sampled(key, Cell::new(key_type(), key.origin.clone()))),
            );
            let shown = hint.fields.iter();
            fields.extend(shown.map(|field| read_sampled(&field.name, field.ty.clone())));
        }
        let mut seen = HashSet::new();
        fields.retain(|field| seen.insert(field.wire.clone()));
        fields
    }

    fn add_known_field(&mut self, body: &mut Struct, known: &Known) {
        let wire = &known.wire;
        let Some(slot) = self.make_slot(Owner::Nothing, &known.ty) else {
            return;
        };
        let (ident, setter) = pick_names(body, wire);
        body.fields.push(Field {
            wire: wire.clone(),
            ident,
            setter,
            or_default: None,
            holder: Holder::Option,
            presence: Presence::Optional,
            access: Access::Both,
            secret: false,
            deprecated: false,
            versions: VersionSet::All,
            docs: Docs::default(),
            provenance: self.make_known_facts(known),
            slot,
        });
    }

    /// A fact about each facet; what is not said has the place of the name.
    fn make_known_facts(&self, known: &Known) -> Vec<Fact> {
        let fact = |facet: &Facet| {
            let name = &known.name.origin;
            let (origin, value) = match facet {
                Facet::Name => (name, known.wire.clone()),
                Facet::Type => (&known.ty.origin, known.ty.value.to_string()),
                Facet::Presence => (name, "optional".to_owned()),
                Facet::Nullable => (name, "false".to_owned()),
                Facet::Access => (name, access_text(Access::Both).to_owned()),
                Facet::Versions => (name, "all".to_owned()),
                // The others are of operations.
                _ => (name, String::new()),
            };
            let origin = self.place(origin, &known.name.value);
            table_fact(origin, *facet, Rule::Hint, value)
        };
        Facet::ALL.iter().map(fact).collect()
    }

    /// The slot of a type; `None` for a stream.
    pub(super) fn make_slot(&mut self, owner: Owner, ty: &Cell<EdmType>) -> Option<Slot> {
        let one = if edm::is_primitive(&ty.value.name) {
            edm::slot(&ty.value.name)?
        } else {
            Slot::of(TypeRef::Named(self.resolve_type(owner, ty)))
        };
        Some(if ty.value.collection {
            Slot::of(TypeRef::List(Box::new(one)))
        } else {
            one
        })
    }
}

/// The known facts of a field.
struct Known {
    /// The name as it is written.
    name: Cell<String>,
    /// The name on the wire.
    wire: String,
    ty: Cell<EdmType>,
}

/// A field that a sample shows. Samples write some names with a capital that is none on the wire.
fn read_sampled(name: &Cell<String>, ty: Cell<EdmType>) -> Known {
    let capital = name
        .value
        .starts_with(|first: char| first.is_ascii_uppercase());
    let wire = if capital {
        fold_first_letter(&name.value)
    } else {
        name.value.clone()
    };
    Known {
        name: name.clone(),
        wire,
        ty,
    }
}

/// Keys are strings in the entity data model as it is used here.
fn key_type() -> EdmType {
    EdmType {
        name: "Edm.String".to_owned(),
        collection: false,
    }
}
