//! Scalars with a type of their own, where a fixup wants one.

use super::edm;
use super::entity::{Table, Target, TypeSource};
use super::facts::{add_fact, sort_facts};
use super::state::Merge;
use super::steps::{Kind, Step};
use crate::fixup::TableStep;
use crate::key_parameters;
use graphwright_ir::{Constraints, Facet, Newtype, Scalar, Slot, TypeId, TypeKind, TypeRef};
use graphwright_lower::front_end::{Draft, Hint, OperationDraft, Owner, Role};

impl<'a> Merge<'_, 'a> {
    /// Gives scalars types of their own.
    pub(super) fn make_newtypes(&mut self, table: &Table<'a>, targets: &[Target]) {
        let steps: Vec<_> = self.steps.of(table.name, Kind::Newtype).collect();
        for step in steps {
            let mut made = None;
            for target in targets {
                self.change_struct(target.id, |merge, body| {
                    let mut fields = body.fields.iter_mut();
                    let Some(field) = fields.find(|field| field.wire == step.property) else {
                        return;
                    };
                    let TypeRef::Scalar(scalar) = field.slot.ty else {
                        return;
                    };
                    merge.steps.take(table.name, Kind::Newtype, step.property);
                    let id = *made.get_or_insert_with(|| {
                        merge.make_newtype(Owner::Type(target.id), &step, scalar, &field.slot)
                    });
                    field.slot.ty = TypeRef::Named(id);
                    field.slot.constraints = Constraints::default();
                    let fact = merge.step_fact(Facet::Type, &step, step.to.to_owned());
                    let mut facts = std::mem::take(&mut field.provenance);
                    add_fact(&mut facts, fact);
                    field.provenance = sort_facts(facts);
                });
            }
        }
    }

    /// Makes the types over scalars that keys in paths have, where nothing else of the objects that have
    /// these scalars is generated.
    pub(super) fn make_newtypes_of_keys(
        &mut self,
        steps: &[TableStep],
        operations: &[OperationDraft],
    ) {
        for alternative in key_parameters::list_alternatives(steps, operations) {
            let is_known = |draft: &Draft<'_>| key_parameters::is_newtype(draft, alternative);
            if self.schemas.types.iter().any(|(_, draft)| is_known(draft)) {
                continue;
            }
            let steps: Vec<_> = self.steps.all(Kind::Newtype).collect();
            for step in steps.into_iter().filter(|step| step.to == alternative) {
                self.make_newtype_of_key(&step);
            }
        }
    }

    fn make_newtype_of_key(&mut self, step: &Step<'a>) {
        let documents = self.entities.iter();
        let mut documents = documents.filter(|document| step.is_about(&document.name.value));
        let Some((document, entity)) = documents.find_map(|one| Some((one, one.entity()?))) else {
            return;
        };
        let forms = self.find_forms(document);
        let properties = forms.first().map(|at| self.properties_at(at));
        let mut properties = properties.into_iter().flatten();
        let Some((_, schema)) = properties.find(|(name, _)| *name == step.property) else {
            return;
        };
        let hint = Hint::new(Owner::Nothing, Role::Named(step.to.to_owned()));
        let slot = self.schemas.slot(&schema, &hint);
        let table = self.inspect_table(document, &entity.properties, TypeSource::Schema);
        let known = self.collect_names(table.name, &self.collect_fields(&forms));
        let rows = self.match_rows(document, &entity.properties, &known);
        let row = rows.iter().find(|row| row.property == step.property);
        let facts = &mut Vec::new();
        let refined =
            row.and_then(|row| self.merge_type(Owner::Nothing, &table, &slot, row, facts));
        let slot = refined.unwrap_or(slot);
        if let TypeRef::Scalar(scalar) = slot.ty {
            self.make_newtype(Owner::Nothing, step, scalar, &slot);
        }
    }

    /// A type over a scalar. What looks like text is text of any form: that is why it has a type.
    fn make_newtype(
        &mut self,
        owner: Owner,
        step: &Step<'a>,
        scalar: Scalar,
        slot: &Slot,
    ) -> TypeId {
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
            owner,
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
