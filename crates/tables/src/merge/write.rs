//! Properties of what is read that can be written too, where a fixup says so.

use super::entity::Table;
use super::facts::{add_fact, sort_facts};
use super::field::pick_names;
use super::state::Merge;
use super::steps::{Kind, Step};
use graphwright_ir::{Access, Facet, Field, Holder, Presence, TypeId, TypeKind, TypeTable};
use graphwright_lower::front_end::access_text;
use graphwright_source::pointer;

impl<'a> Merge<'_, 'a> {
    /// Gives the forms in which an entity is written the properties that fixups name.
    pub(super) fn add_written_fields(&mut self, table: &Table<'a>, read: TypeId) {
        let steps: Vec<_> = self.steps.of(table.name, Kind::Write).collect();
        for step in steps {
            let at = pointer::join("#/components/schemas", step.to);
            let schema = self.schemas.types.at(&at).filter(|schema| *schema != read);
            if let (Some(schema), Some(field)) = (schema, self.find_field(read, step.property)) {
                self.add_written_field(schema, &step, field);
            }
        }
    }

    fn add_written_field(&mut self, schema: TypeId, step: &Step<'a>, field: Field) {
        self.change_struct(schema, |merge, body| {
            if body.fields.iter().any(|other| other.wire == field.wire) {
                return;
            }
            merge.steps.apply(step);
            let mut facts = field.provenance;
            for (facet, value) in [
                (Facet::Name, step.property),
                (Facet::Presence, "optional"),
                (Facet::Access, access_text(Access::Both)),
            ] {
                add_fact(&mut facts, merge.step_fact(facet, step, value.to_owned()));
            }
            let (ident, setter) = pick_names(body, &field.wire);
            body.fields.push(Field {
                ident,
                setter,
                or_default: None,
                holder: Holder::Option,
                presence: Presence::Optional,
                access: Access::Both,
                provenance: sort_facts(facts),
                ..field
            });
        });
    }

    /// A field of a struct.
    fn find_field(&self, id: TypeId, wire: &str) -> Option<Field> {
        let TypeKind::Struct(body) = self.schemas.types.kind(id) else {
            return None;
        };
        let mut fields = body.fields.iter();
        fields.find(|field| field.wire == wire).cloned()
    }
}
