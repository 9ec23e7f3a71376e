//! Scalars with a type of their own, where a fixup wants one.

use super::Merge;
use super::edm;
use super::entity::{Table, Target};
use super::facts::{add, sorted};
use super::steps::{Kind, Step};
use crate::draft::{Draft, Hint, Owner, Role};
use graphwright_ir::{Constraints, Facet, Newtype, Scalar, Slot, TypeId, TypeKind, TypeRef};

impl<'a> Merge<'_, 'a> {
    /// Gives scalars types of their own.
    pub(super) fn newtypes(&mut self, table: &Table<'a>, targets: &[Target]) {
        let steps: Vec<_> = self.steps.of(table.name, Kind::Newtype).collect();
        for step in steps {
            let mut made = None;
            for target in targets {
                self.change(target.id, |merge, body| {
                    let mut fields = body.fields.iter_mut();
                    let Some(field) = fields.find(|field| field.wire == step.property) else {
                        return;
                    };
                    let TypeRef::Scalar(scalar) = field.slot.ty else {
                        return;
                    };
                    merge.steps.take(table.name, Kind::Newtype, step.property);
                    let id = *made.get_or_insert_with(|| {
                        merge.newtype(target.id, &step, scalar, &field.slot)
                    });
                    field.slot.ty = TypeRef::Named(id);
                    field.slot.constraints = Constraints::default();
                    let fact = merge.step_fact(Facet::Type, &step, step.to.to_owned());
                    let mut facts = std::mem::take(&mut field.provenance);
                    add(&mut facts, fact);
                    field.provenance = sorted(facts);
                });
            }
        }
    }

    /// A type over a scalar. What looks like text is text of any form: that is why it has a type.
    fn newtype(&mut self, owner: TypeId, step: &Step<'a>, scalar: Scalar, slot: &Slot) -> TypeId {
        let constraints = Constraints {
            format: None,
            ..slot.constraints.clone()
        };
        let (scalar, often) = match scalar {
            Scalar::String => (Scalar::String, None),
            finer if edm::is_text(finer) => (Scalar::String, Some(finer)),
            other => (other, None),
        };
        let hint = Hint {
            owner: Owner::Type(owner),
            role: Role::Named(step.to.to_owned()),
            item: false,
        };
        let origin = self.schemas.reader.origin(step.origin, step.fixup);
        let kind = TypeKind::Newtype(Newtype {
            often,
            ..Newtype::of(scalar, constraints)
        });
        self.schemas
            .types
            .add(Draft::new(step.to, kind, origin, hint))
    }
}
