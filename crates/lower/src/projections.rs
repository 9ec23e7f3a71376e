//! One schema, several forms: what is read, what creates, what changes.
//!
//! A schema has one type as long as that serves every use. It needs more where a property that must
//! be there travels in one direction only, or where null in a change must differ from absence.

use crate::draft::{Hint, OperationDraft, Owner, PerType, Role, Types};
use crate::reach::reach;
use crate::usage::{self, Follow, of_body, of_part, travels};
use graphwright_ir::{
    Access, Additional, Containment, Field, Presence, Projection, ProjectionOf, Slot, Struct,
    TypeId, TypeKind, TypeRef, Usage,
};
use std::collections::HashMap;

/// Gives every schema the forms that it needs, and every use of it the form that is meant there.
pub(crate) fn split(types: &mut Types<'_>, operations: &mut [OperationDraft]) {
    let usages = usage::find(types, operations, Follow::Direction);
    let create = need_create(types, &usages);
    let update = need_update(types, &usages, &create);
    let mut forms = Forms::default();
    let schemas: Vec<TypeId> = types.ids().collect();
    for id in &schemas {
        for (needed, form) in [
            (create[*id], Projection::Create),
            (update[*id], Projection::Update),
        ] {
            if needed {
                forms.add(types, *id, form);
            }
        }
    }
    for id in types.ids() {
        let (form, shared) = if let Some(of) = types[id].projection_of {
            (of.form, Shared::No)
        } else {
            let usage = usages[id];
            // Nothing but the form that keeps the name is left to the type.
            let is_split = create[id] || (update[id] && !(usage.read && usage.create));
            let shared = if is_split {
                Shared::No
            } else {
                Shared::of(usage)
            };
            (base_form(usage), shared)
        };
        forms.settle(types[id].kind_mut(), form, shared);
    }
    for operation in operations {
        forms.apply(operation);
    }
}

/// The form that keeps the schema's own name.
fn base_form(usage: Usage) -> Projection {
    match usage {
        Usage {
            read: false,
            create: true,
            ..
        } => Projection::Create,
        Usage {
            read: false,
            update: true,
            ..
        } => Projection::Update,
        _ => Projection::Read,
    }
}

/// The directions that share a type, so that it must hold what any of them has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shared {
    Yes,
    /// One direction, but the schema is nowhere split: what only others have may stay, optional.
    Alone,
    /// One form of several: what only others have is left out.
    No,
}

impl Shared {
    fn of(usage: Usage) -> Self {
        let directions = [usage.read, usage.create || usage.update];
        if directions == [true, false] || directions == [false, true] {
            Self::Alone
        } else {
            Self::Yes
        }
    }
}

/// Finds the types whose created form differs from the one that is read.
fn need_create(types: &Types<'_>, usages: &PerType<Usage>) -> PerType<bool> {
    let mut holders: PerType<Vec<TypeId>> = PerType::filled(types, Vec::new());
    let mut differ = Vec::new();
    for (id, draft) in types.iter() {
        if !(usages[id].read && usages[id].create) {
            continue;
        }
        if has_one_way(draft.kind()) {
            differ.push(id);
        }
        created_parts(draft.kind(), &mut |part| holders[part].push(id));
    }
    with_holders(types, differ, &holders)
}

/// Finds the types whose changing form differs from the one that keeps the schema's name.
fn need_update(
    types: &Types<'_>,
    usages: &PerType<Usage>,
    create: &PerType<bool>,
) -> PerType<bool> {
    let mut holders: PerType<Vec<TypeId>> = PerType::filled(types, Vec::new());
    let mut differ = Vec::new();
    for (id, draft) in types.iter() {
        let usage = usages[id];
        if !(usage.update && (usage.read || usage.create)) {
            continue;
        }
        let kind = draft.kind();
        let mut part_differs = false;
        created_parts(kind, &mut |part| part_differs |= create[part]);
        let is_clearable = fields(kind).iter().any(Field::is_clearable);
        if is_clearable || usage.read && (has_one_way(kind) || part_differs) {
            differ.push(id);
        }
        if !matches!(kind, TypeKind::Struct(_)) {
            for slot in kind.slots() {
                slot.ty.each_named(&mut |part, containment| {
                    if containment == Containment::Direct {
                        holders[part].push(id);
                    }
                });
            }
        }
    }
    with_holders(types, differ, &holders)
}

/// Some types, and all that hold them.
fn with_holders(
    types: &Types<'_>,
    roots: Vec<TypeId>,
    holders: &PerType<Vec<TypeId>>,
) -> PerType<bool> {
    let mut needed = PerType::filled(types, false);
    reach(
        roots,
        |id| !std::mem::replace(&mut needed[id], true),
        |id, open| open.extend(&holders[id]),
    );
    needed
}

/// Visits the types inside a type, as far as a request carries them.
fn created_parts(kind: &TypeKind, visit: &mut impl FnMut(TypeId)) {
    let mut each = |slot: &Slot| slot.ty.each_named(&mut |id, _| visit(id));
    let TypeKind::Struct(body) = kind else {
        kind.slots().for_each(each);
        return;
    };
    let fields = body.fields.iter();
    let sent = fields.filter(|field| field.access != Access::Read);
    sent.for_each(|field| each(&field.slot));
    body.additional.slot().into_iter().for_each(each);
}

/// Returns whether a property that must be there travels in one direction only.
fn has_one_way(kind: &TypeKind) -> bool {
    fields(kind)
        .iter()
        .any(|field| field.access != Access::Both && field.presence == Presence::Required)
}

fn fields(kind: &TypeKind) -> &[Field] {
    kind.as_struct().map_or(&[], |body| &body.fields)
}

/// The forms that schemas have beside the one that keeps their name.
#[derive(Default)]
struct Forms {
    create: HashMap<TypeId, TypeId>,
    update: HashMap<TypeId, TypeId>,
}

impl Forms {
    /// Adds a form of a type, equal to it at first.
    fn add(&mut self, types: &mut Types<'_>, base: TypeId, form: Projection) {
        let (word, forms) = match form {
            Projection::Update => ("Update", &mut self.update),
            Projection::Create | Projection::Read => ("Create", &mut self.create),
        };
        let hint = Hint::new(Owner::Type(base), Role::Form(word));
        let mut draft = types[base].copy_for(hint);
        draft.projection_of = Some(ProjectionOf { base, form });
        let id = types.add(draft);
        forms.insert(base, id);
    }

    /// Gives a type the fields and parts of its form.
    fn settle(&self, kind: &mut TypeKind, form: Projection, shared: Shared) {
        match kind {
            TypeKind::Struct(body) => self.settle_fields(body, form, shared),
            TypeKind::Alias(slot) => self.point(&mut slot.ty, form),
            TypeKind::Union(body) => body
                .variants
                .iter_mut()
                .for_each(|variant| self.point(&mut variant.slot.ty, form)),
            // The keys of a key are text, which has one form.
            TypeKind::Enum(_)
            | TypeKind::Newtype(_)
            | TypeKind::Key(_)
            | TypeKind::Untyped { .. } => {}
        }
    }

    fn settle_fields(&self, body: &mut Struct, form: Projection, shared: Shared) {
        if shared == Shared::No {
            body.fields.retain(|field| travels(field.access, form));
        }
        for field in &mut body.fields {
            if shared == Shared::Alone
                && !travels(field.access, form)
                && field.presence == Presence::Required
            {
                field.presence = Presence::Optional;
            }
            field.holder = field.holder_in(form);
            let part = if field.access == Access::Write {
                Projection::Create
            } else {
                of_part(form)
            };
            self.point(&mut field.slot.ty, part);
        }
        if let Additional::Typed(_, slot) = &mut body.additional {
            self.point(&mut slot.ty, of_part(form));
        }
    }

    /// Makes the uses of types in an operation those of the right form.
    fn apply(&self, operation: &mut OperationDraft) {
        let method = operation.method;
        for content in operation.body.iter_mut().flat_map(|body| &mut body.content) {
            let form = of_body(method, content.kind);
            self.point(&mut content.slot.ty, form);
        }
        for param in &mut operation.params {
            self.point(&mut param.slot.ty, Projection::Create);
        }
    }

    /// Makes a use of types one of a form.
    fn point(&self, ty: &mut TypeRef, form: Projection) {
        match ty {
            TypeRef::Named(id) => *id = self.of(*id, form),
            TypeRef::Boxed(ty) => self.point(ty, form),
            TypeRef::List(slot) | TypeRef::Map(slot) => self.point(&mut slot.ty, of_part(form)),
            TypeRef::Scalar(_) | TypeRef::Json | TypeRef::Stream => {}
        }
    }

    /// The form of a type, or the type itself where that serves.
    fn of(&self, id: TypeId, form: Projection) -> TypeId {
        let form = match form {
            Projection::Read => None,
            Projection::Create => self.create.get(&id),
            Projection::Update => self.update.get(&id).or_else(|| self.create.get(&id)),
        };
        form.copied().unwrap_or(id)
    }
}
