//! One property: what the document, a row and the fixups say about each facet of it.

use super::entity::{Table, Target, TypeSource};
use super::facts::{Effect, add_fact, is_fixed, sort_facts};
use super::named::Outcome;
use super::rows::Row;
use super::state::Merge;
use super::steps::Kind;
use super::versions::Home;
use graphwright_ir::{
    Access, Additional, Docs, Facet, Fact, Field, Holder, Presence, Rule, Slot, Struct, TypeId,
    TypeRef, VersionSet,
};
use graphwright_lower::front_end::names::{FIELDS, METHODS, Names, setter};
use graphwright_lower::front_end::{Owner, access_text};

impl<'a> Merge<'_, 'a> {
    /// Merges a row into a field that the document describes.
    pub(super) fn merge_field(
        &mut self,
        target: Target,
        table: &Table<'a>,
        field: &mut Field,
        row: &Row<'a>,
    ) {
        let mut facts = std::mem::take(&mut field.provenance);
        self.add_name_facts(&mut facts, row, Effect::Recorded);
        if let Some(slot) =
            self.merge_type(Owner::Type(target.id), table, &field.slot, row, &mut facts)
        {
            field.slot = slot;
        }
        let presence = if target.written {
            &field.presence
        } else {
            &Presence::Optional
        };
        if let Some(nullable) = self.merge_nullable(table, row, presence, &mut facts) {
            field.slot.nullable = nullable;
        }
        field.holder = holder(field);
        if let Some(access) = self.merge_access(table, row, &mut facts) {
            field.access = access;
        }
        self.add_origin_facts(row, &mut facts, Effect::Recorded);
        field.provenance = sort_facts(facts);
    }

    /// Adds a property that only the table has, where it belongs.
    pub(super) fn add_field(
        &mut self,
        id: TypeId,
        table: &Table<'a>,
        body: &mut Struct,
        row: &Row<'a>,
        home: Home<'a>,
    ) {
        let mut facts = Vec::new();
        let named = Effect::deciding_if(home.step.is_none());
        self.add_name_facts(&mut facts, row, named);
        // What only a version has must not stand in the file of what is always there.
        let owner = if home.versions == VersionSet::All && table.type_source == TypeSource::Schema {
            Owner::Type(id)
        } else {
            Owner::Nothing
        };
        let open = Slot::of(TypeRef::Json);
        let Some(mut slot) = self.merge_type(owner, table, &open, row, &mut facts) else {
            return;
        };
        if let Some(nullable) = self.merge_nullable(table, row, &Presence::Optional, &mut facts) {
            slot.nullable = nullable;
        }
        let access = self.merge_access(table, row, &mut facts);
        self.add_origin_facts(row, &mut facts, Effect::Decides);
        if let Some(step) = home.step {
            let versions = if step.to.is_empty() { "all" } else { step.to };
            for (facet, value) in [(Facet::Name, step.property), (Facet::Versions, versions)] {
                add_fact(&mut facts, self.step_fact(facet, &step, value.to_owned()));
            }
        }
        self.add_missing_facts(row, &mut facts);
        let (ident, setter) = pick_names(body, &row.property);
        let description = row.cells.description.as_ref();
        body.fields.push(Field {
            wire: row.property.clone(),
            ident,
            setter,
            or_default: None,
            slot,
            holder: Holder::Option,
            presence: Presence::Optional,
            access: access.unwrap_or(Access::Both),
            secret: false,
            deprecated: false,
            versions: home.versions,
            docs: Docs {
                summary: None,
                description: description.map(|cell| cell.value.clone()),
            },
            provenance: sort_facts(facts),
        });
    }

    /// Makes the properties that only the server writes so.
    pub(super) fn apply_read_only(&mut self, id: TypeId, table: &Table<'a>) {
        self.change_struct(id, |merge, body| {
            for field in &mut body.fields {
                let step = merge.steps.take(table.name, Kind::ReadOnly, &field.wire);
                if let Some(step) = step {
                    field.access = Access::Read;
                    let value = access_text(Access::Read).to_owned();
                    let fact = merge.step_fact(Facet::Access, &step, value);
                    let mut facts = std::mem::take(&mut field.provenance);
                    add_fact(&mut facts, fact);
                    field.provenance = sort_facts(facts);
                }
            }
        });
    }

    /// The type that holds, if it is not the one that is there; `None` also for one that conflicts.
    pub(super) fn merge_type(
        &mut self,
        owner: Owner,
        table: &Table<'a>,
        slot: &Slot,
        row: &Row<'a>,
        facts: &mut Vec<Fact>,
    ) -> Option<Slot> {
        let mut ty = row.cells.ty.clone();
        let step = if ty.value.collection {
            None
        } else {
            self.steps.take(table.name, Kind::Collection, &row.property)
        };
        ty.value.collection |= step.is_some();
        let mut outcome = self.refine_type(owner, slot, &ty, &row.property);
        if is_fixed(facts, Facet::Type) && outcome != Outcome::Conflict {
            outcome = Outcome::Document;
        }
        let (rule, effect) = match outcome {
            Outcome::Document => (Rule::DocumentSaysMore, Effect::Recorded),
            Outcome::Table(_) => (Rule::TableType, Effect::Decides),
            Outcome::Conflict => (Rule::TypeConflict, Effect::Recorded),
        };
        let fact = self.cell_fact(Facet::Type, rule, &row.cells.ty, row, effect);
        add_fact(facts, fact);
        if let Some(step) = step {
            let mut fact = self.step_fact(Facet::Type, &step, ty.value.to_string());
            fact.decides = effect.decides();
            add_fact(facts, fact);
        }
        match outcome {
            Outcome::Table(slot) => Some(*slot),
            Outcome::Document | Outcome::Conflict => None,
        }
    }

    /// Reads from a row if null is allowed, if that decides.
    ///
    /// A value that must be given when something is written is given: null would be none. And what
    /// a row says of one value says nothing of the many that a fixup makes of it.
    fn merge_nullable(
        &self,
        table: &Table<'a>,
        row: &Row<'a>,
        presence: &Presence,
        facts: &mut Vec<Fact>,
    ) -> Option<bool> {
        let cell = row.cells.nullable.as_ref()?;
        let mut collections = self.steps.of(table.name, Kind::Collection);
        let rule = if !table.columns.nullable {
            Rule::ConstantColumn
        } else if is_fixed(facts, Facet::Nullable) {
            Rule::FixupDecides
        } else if *presence == Presence::Required {
            Rule::RequiredHasValue
        } else if collections.any(|step| step.property == row.property) {
            Rule::CollectionByFixup
        } else {
            Rule::TableNullable
        };
        let effect = Effect::deciding_if(rule == Rule::TableNullable);
        add_fact(
            facts,
            self.cell_fact(Facet::Nullable, rule, cell, row, effect),
        );
        effect.decides().then_some(cell.value)
    }

    /// Reads from a row who writes the property. Only a column that says something decides, and what a request
    /// must have is for the document to say.
    fn merge_access(
        &self,
        table: &Table<'a>,
        row: &Row<'a>,
        facts: &mut Vec<Fact>,
    ) -> Option<Access> {
        if let Some(cell) = &row.cells.required_to_create {
            let informs = table.columns.required;
            let rule = if informs {
                Rule::DocumentDecides
            } else {
                Rule::ConstantColumn
            };
            add_fact(
                facts,
                self.cell_fact(Facet::Presence, rule, cell, row, Effect::Recorded),
            );
        }
        let cell = row.cells.writeable.as_ref()?;
        let informs = table.columns.writeable;
        let fixed = is_fixed(facts, Facet::Access);
        let rule = match (informs, fixed) {
            (false, _) => Rule::ConstantColumn,
            (true, true) => Rule::FixupDecides,
            (true, false) => Rule::TableWriteable,
        };
        let effect = Effect::deciding_if(informs && !fixed);
        add_fact(
            facts,
            self.cell_fact(Facet::Access, rule, cell, row, effect),
        );
        let access = if cell.value {
            Access::Both
        } else {
            Access::Read
        };
        effect.decides().then_some(access)
    }
}

fn holder(field: &Field) -> Holder {
    if field.presence == Presence::Required && !field.slot.nullable {
        Holder::Value
    } else {
        Holder::Option
    }
}

/// Names for one more field: its own, and its setter's.
pub(super) fn pick_names(body: &Struct, wire: &str) -> (String, String) {
    let (mut names, mut methods) = (Names::new(&FIELDS), Names::new(&METHODS));
    for field in &body.fields {
        names.claim(&field.ident);
        methods.claim(&field.setter);
    }
    if let Additional::Keep(ident) | Additional::Typed(ident, _) = &body.additional {
        names.claim(ident);
    }
    let ident = names.take([wire]).ident;
    let setter = setter(&ident, &mut methods);
    (ident, setter)
}
