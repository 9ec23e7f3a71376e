//! Types: the choice between that of the document and that of the table, and the meaning of names in tables.

use super::edm::{self, Finer};
use super::spelling::last_part;
use super::state::Merge;
use crate::entity::{Body, EdmType};
use graphwright_ir::{Slot, TypeId, TypeKind, TypeRef, TypeTable};
use graphwright_lower::front_end::{Owner, Role};
use graphwright_source::Cell;
use graphwright_source::{Code, Diagnostic};

/// The type of a property that holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outcome {
    /// The document's.
    Document,
    /// The table's.
    Table(Box<Slot>),
    /// The document's, for lack of a better: the two contradict each other, which was reported.
    Conflict,
}

impl Outcome {
    fn table(slot: Slot) -> Self {
        Self::Table(Box::new(slot))
    }
}

impl Merge<'_, '_> {
    /// Compares the type that a property has with the one that a row gives it.
    pub(super) fn refine_type(
        &mut self,
        owner: Owner,
        slot: &Slot,
        ty: &Cell<EdmType>,
        property: &str,
    ) -> Outcome {
        let outcome = match &slot.ty {
            TypeRef::Json if ty.value.collection => self.refine_items(owner, slot, slot, ty),
            TypeRef::List(items) if ty.value.collection => {
                self.refine_items(owner, slot, items, ty)
            }
            _ if ty.value.collection => None,
            _ => self.refine_one(owner, slot, ty),
        };
        outcome.unwrap_or_else(|| {
            let message = format!(
                "`{}` is no type of `{property}` as the document has it",
                ty.value
            );
            let diagnostic = Diagnostic::new(Code::TYPE_CONFLICT, message);
            self.report(
                diagnostic
                    .at(ty.origin.clone())
                    .help("a fixup can say that it is a `collection`, or stands `elsewhere`"),
            );
            Outcome::Conflict
        })
    }

    /// The list of what the items are.
    fn refine_items(
        &mut self,
        owner: Owner,
        list: &Slot,
        items: &Slot,
        ty: &Cell<EdmType>,
    ) -> Option<Outcome> {
        Some(match self.refine_one(owner, items, ty)? {
            Outcome::Table(items) => Outcome::table(Slot {
                ty: TypeRef::List(items),
                ..list.clone()
            }),
            other => other,
        })
    }

    /// Compares the types of one value; `None` where no value is of both.
    fn refine_one(&mut self, owner: Owner, slot: &Slot, ty: &Cell<EdmType>) -> Option<Outcome> {
        let name = &ty.value.name;
        if !edm::is_primitive(name) {
            return match &slot.ty {
                TypeRef::Named(id) => self.compare_named(*id, ty),
                TypeRef::Json => {
                    let id = self.resolve_type(owner, ty);
                    Some(Outcome::table(Slot::of(TypeRef::Named(id))))
                }
                TypeRef::Map(_) => Some(Outcome::Document),
                TypeRef::Scalar(_) | TypeRef::List(_) | TypeRef::Boxed(_) | TypeRef::Stream => None,
            };
        }
        let table = edm::slot(name)?;
        let TypeRef::Scalar(scalar) = table.ty else {
            return Some(Outcome::Document);
        };
        let finer = match &slot.ty {
            TypeRef::Json => Finer::Table,
            TypeRef::Scalar(document) => edm::finer(*document, scalar),
            TypeRef::Named(id) => {
                let id = self.schemas.types.unalias(*id);
                match self.schemas.types.kind(id) {
                    TypeKind::Alias(Slot {
                        ty: TypeRef::Scalar(document),
                        ..
                    }) => match edm::finer(*document, scalar) {
                        Finer::Table => Finer::Document,
                        other => other,
                    },
                    kind => edm::finer_than_kind(kind, scalar),
                }
            }
            TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Boxed(_) | TypeRef::Stream => {
                Finer::Neither
            }
        };
        match finer {
            Finer::Document => Some(Outcome::Document),
            Finer::Table => {
                let mut refined = slot.clone();
                refined.ty = table.ty;
                refined.constraints.format = table.constraints.format;
                Some(Outcome::table(refined))
            }
            Finer::Neither => None,
        }
    }

    /// Compares a type of the document with the one that a table names: they are the same, or the
    /// document's stands inline and takes the name.
    fn compare_named(&mut self, id: TypeId, ty: &Cell<EdmType>) -> Option<Outcome> {
        let id = self.schemas.types.unalias(id);
        let name = &ty.value.name;
        let Some(named) = self.find_named(ty) else {
            let draft = &mut self.schemas.types[id];
            if draft.hint.owner == Owner::Nothing {
                return None;
            }
            draft.hint.role = Role::Named(last_part(name).to_owned());
            self.bind_name(ty, id);
            return Some(Outcome::Document);
        };
        if named == id {
            return Some(Outcome::Document);
        }
        if same_shape(self.schemas.types.kind(named), self.schemas.types.kind(id)) {
            return Some(Outcome::table(Slot::of(TypeRef::Named(named))));
        }
        let message = format!("the objects that are called `{name}` differ in the document");
        let diagnostic = Diagnostic::new(Code::SHAPE_MISMATCH, message);
        self.report(diagnostic.at(ty.origin.clone()));
        Some(Outcome::Conflict)
    }

    /// The type that a table names: a schema, the union that a fixup makes of it, what a document
    /// describes, or else a partial one, which is inside of its owner. The name of a set is that of
    /// its elements.
    pub(super) fn resolve_type(&mut self, owner: Owner, ty: &Cell<EdmType>) -> TypeId {
        let element = self.find_element(&ty.value.name);
        let ty = element.as_ref().unwrap_or(ty);
        if let Some(id) = self.find_named(ty).or_else(|| self.make_union_type(ty)) {
            return id;
        }
        match self.document_of(&ty.value.name, &ty.origin) {
            Some(document) => self.add_described_type(document),
            None => self.add_partial_type(owner, ty),
        }
    }

    /// The type of the elements of a set.
    fn find_element(&mut self, set: &str) -> Option<Cell<EdmType>> {
        let mut documents = self.entities.iter();
        documents.find_map(|document| match &document.body {
            Body::Set(body) if document.name.value == set => {
                let name = body.element_type.as_ref()?;
                self.merged.insert(document.origin.file);
                let ty = EdmType {
                    name: name.value.clone(),
                    collection: false,
                };
                Some(Cell::new(ty, name.origin.clone()))
            }
            _ => None,
        })
    }

    /// Returns whether a type has the name: a table names it, or the document has a schema for it.
    pub(super) fn is_known(&self, name: &str) -> bool {
        let mut components = self.schemas.reader.components();
        self.named.contains_key(name)
            || components.any(|(key, _)| key.eq_ignore_ascii_case(last_part(name)))
    }

    /// The type that a name stands for so far.
    fn find_named(&mut self, ty: &Cell<EdmType>) -> Option<TypeId> {
        let key = self.normalise_name(ty);
        if let Some(known) = self.named.get(&key) {
            return Some(*known);
        }
        let configured = self.find_configured(&key);
        let pointer = configured.or_else(|| self.component_like(&ty.value.name, &ty.origin))?;
        self.schemas.component_type(&pointer)
    }

    /// Lets a name stand for a type from here on.
    pub(super) fn bind_name(&mut self, ty: &Cell<EdmType>, id: TypeId) {
        let key = self.normalise_name(ty);
        self.named.insert(key, id);
    }

    /// One spelling of a name: its document's, or small letters where it has none. So names without
    /// a document are one whatever their case, and two documents are two types.
    fn normalise_name(&mut self, ty: &Cell<EdmType>) -> String {
        match self.document_of(&ty.value.name, &ty.origin) {
            Some(document) => document.name.value.clone(),
            None => ty.value.name.to_lowercase(),
        }
    }

    /// The schema in which an entity type is read by the configuration.
    fn find_configured(&self, name: &str) -> Option<String> {
        let mut rows = self.config.entities.iter();
        let (_, keys) = rows.find(|(entity, _)| entity == name)?;
        self.component_called(keys.first()?)
    }
}

/// Returns whether two objects have the same members with the same types.
fn same_shape(one: &TypeKind, other: &TypeKind) -> bool {
    let (TypeKind::Struct(one), TypeKind::Struct(other)) = (one, other) else {
        return one == other;
    };
    let has = |field: &graphwright_ir::Field| {
        let mut fields = other.fields.iter();
        fields.any(|other| {
            (&other.wire, &other.slot, &other.presence)
                == (&field.wire, &field.slot, &field.presence)
        })
    };
    one.fields.len() == other.fields.len() && one.fields.iter().all(has)
}
