//! Types that a table names and the document does not describe.
//!
//! One that has a table of its own has that table's fields. Any other is partial: a struct with the
//! fields that samples show of it. Both keep every other member: never bare JSON, never dropped.

use super::facts::table_fact;
use super::field::new_names;
use super::rows::fold;
use super::{Merge, edm, named};
use crate::lowering::{Hint, Owner, Role};
use crate::names::{FIELDS, ident};
use crate::schema::access_text;
use graphwright_ir::{
    Access, Additional, Docs, Facet, Fact, Field, Holder, Presence, Slot, Struct, TypeId, TypeKind,
    TypeRef,
};
use graphwright_source::entity::{Body, Cell, ComplexType, EdmType, Property};
use graphwright_source::{Code, Diagnostic};

impl<'a> Merge<'_, 'a> {
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
        self.named.insert(name.to_lowercase(), id);
        self.pending.push((id, name.clone()));
        if self.described(name).is_none() {
            self.tell_partial(id, ty);
        }
        id
    }

    /// Says of a type that it is partial, in its documentation too.
    fn tell_partial(&mut self, id: TypeId, ty: &Cell<EdmType>) {
        let name = &ty.value.name;
        self.lowering.drafts[id.0].def.docs.description = Some(format!(
            "`{name}`, which the inputs name but do not describe. It has the fields that samples \
             show, if any, and keeps all others."
        ));
        let count = self.hinted(name).len();
        let message = format!("`{name}` is described nowhere; samples show {count} of its fields");
        let diagnostic = Diagnostic::new(Code::PARTIAL_TYPE, message);
        self.say(diagnostic.at(ty.origin.clone()));
    }

    /// The table of a complex type.
    fn described(&self, name: &str) -> Option<&'a ComplexType> {
        let mut documents = self.entities.iter();
        documents.find_map(|document| match &document.body {
            Body::Complex(table) if document.name.value.eq_ignore_ascii_case(name) => Some(table),
            _ => None,
        })
    }

    /// Gives partial types their fields, which may need more of them.
    pub(super) fn fill_partials(&mut self) {
        while let Some((id, name)) = self.pending.pop() {
            let table = self.described(&name);
            let fields = match table {
                Some(table) => table.properties.iter().map(of_row).collect(),
                None => self.hinted(&name),
            };
            self.change(id, |merge, body| {
                for field in &fields {
                    merge.known_field(id, body, field);
                }
            });
        }
    }

    /// The fields that samples show of a type: its key first.
    fn hinted(&self, name: &str) -> Vec<Known> {
        let mut fields = Vec::new();
        let hints = self.hints.iter();
        for hint in hints.filter(|hint| hint.type_name.value.eq_ignore_ascii_case(name)) {
            let key = hint.key.as_ref();
            fields.extend(key.map(|key| of_sample(key, Cell::new(key_type(), key.origin.clone()))));
            let shown = hint.fields.iter();
            fields.extend(shown.map(|field| of_sample(&field.name, field.ty.clone())));
        }
        fields
    }

    fn known_field(&mut self, owner: TypeId, body: &mut Struct, known: &Known) {
        let wire = &known.wire;
        let is_there = body.fields.iter().any(|field| field.wire == *wire);
        let Some(mut slot) = self.slot_of(owner, &known.ty).filter(|_| !is_there) else {
            return;
        };
        slot.nullable = known.nullable.as_ref().is_some_and(|cell| cell.value);
        let description = known.description.as_ref().map(|cell| cell.value.clone());
        let (ident, setter) = new_names(body, wire);
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
            versions: Vec::new(),
            docs: Docs {
                summary: None,
                description,
            },
            provenance: self.known_facts(known, slot.nullable),
            slot,
        });
    }

    /// A fact about each facet; what is not said has the place of the name.
    fn known_facts(&self, known: &Known, nullable: bool) -> Vec<Fact> {
        let fact = |facet: &Facet| {
            let name = &known.name.origin;
            let (origin, value) = match facet {
                Facet::Name => (name, known.wire.clone()),
                Facet::Type => (&known.ty.origin, known.ty.value.to_string()),
                Facet::Presence => (name, "optional".to_owned()),
                Facet::Nullable => {
                    let origin = known.nullable.as_ref().map(|cell| &cell.origin);
                    (origin.unwrap_or(name), nullable.to_string())
                }
                Facet::Access => (name, access_text(Access::Both).to_owned()),
                Facet::Versions => (name, "all".to_owned()),
                Facet::Docs => match &known.description {
                    Some(cell) => (&cell.origin, cell.value.clone()),
                    None => (name, String::new()),
                },
                // Of operations, not of fields.
                Facet::Path | Facet::Body | Facet::Answers | Facet::Security => {
                    (name, String::new())
                }
            };
            table_fact(
                self.place(origin, &known.name.value),
                *facet,
                known.rule,
                value,
            )
        };
        Facet::ALL.iter().map(fact).collect()
    }

    /// The slot of a type; `None` for a stream.
    fn slot_of(&mut self, owner: TypeId, ty: &Cell<EdmType>) -> Option<Slot> {
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

/// What is known of a field.
struct Known {
    /// The name as it is written.
    name: Cell<String>,
    /// The name on the wire.
    wire: String,
    ty: Cell<EdmType>,
    nullable: Option<Cell<bool>>,
    description: Option<Cell<String>>,
    rule: &'static str,
}

/// A field that a sample shows. Samples write some names with a capital that is none on the wire.
fn of_sample(name: &Cell<String>, ty: Cell<EdmType>) -> Known {
    let capital = name
        .value
        .starts_with(|first: char| first.is_ascii_uppercase());
    let wire = if capital {
        fold(&name.value)
    } else {
        name.value.clone()
    };
    Known {
        name: name.clone(),
        wire,
        ty,
        nullable: None,
        description: None,
        rule: "hint",
    }
}

/// A row of the table of a complex type.
fn of_row(row: &Property) -> Known {
    Known {
        name: row.name.clone(),
        wire: row.name.value.clone(),
        ty: row.ty.clone(),
        nullable: row.nullable.clone(),
        description: row.description.clone(),
        rule: "complex-type",
    }
}

/// Keys are strings in the entity data model as it is used here.
fn key_type() -> EdmType {
    EdmType {
        name: "Edm.String".to_owned(),
        collection: false,
    }
}
