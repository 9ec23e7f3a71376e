//! One schema, several forms: what is read, what creates, what changes.
//!
//! A schema has one type as long as that serves every use. It needs more where a property that must
//! be there travels in one direction only, or where null in a change must differ from absence.

use crate::graph::{self, Edge};
use crate::lowering::{Draft, Hint, Owner, Role};
use crate::usage::{self, Follow, of_body, of_part, travels};
use graphwright_ir::{
    Access, Additional, Field, Holder, Operation, Presence, Projection, ProjectionOf, Slot, Struct,
    TypeId, TypeKind, TypeRef, Usage,
};
use std::collections::HashMap;

/// Gives every schema the forms that it needs, and every use the form that is meant.
pub(crate) fn split(drafts: &mut Vec<Draft<'_>>, operations: &mut [Operation]) {
    let usages = usage::find(drafts, operations, Follow::Direction);
    let create = need_create(drafts, &usages);
    let update = need_update(drafts, &usages, &create);
    let count = drafts.len();
    let mut forms = Forms::default();
    for id in 0..count {
        for (needed, form) in [
            (create[id], Projection::Create),
            (update[id], Projection::Update),
        ] {
            if needed {
                forms.add(drafts, TypeId(id), form);
            }
        }
    }
    for (id, usage) in usages.iter().enumerate() {
        // Whether nothing but the form that keeps the name is left to the type.
        let is_split = create[id] || (update[id] && !(usage.read && usage.create));
        let shared = if is_split {
            Shared::No
        } else {
            Shared::of(*usage)
        };
        forms.settle(&mut drafts[id].def.kind, base_form(*usage), shared);
    }
    for draft in &mut drafts[count..] {
        let form = draft
            .def
            .projection_of
            .map_or(Projection::Create, |of| of.form);
        forms.settle(&mut draft.def.kind, form, Shared::No);
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

/// Whether a type serves several directions at once, so that it must hold what any of them has.
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

/// The types whose created form differs from the one that is read.
fn need_create(drafts: &[Draft<'_>], usages: &[Usage]) -> Vec<bool> {
    let both = |id: usize| usages[id].read && usages[id].create;
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); drafts.len()];
    let mut open = Vec::new();
    for (id, draft) in drafts.iter().enumerate().filter(|(id, _)| both(*id)) {
        if has_one_way(draft) {
            open.push(id);
        }
        created_parts(draft, &mut |part| holders[part.0].push(id));
    }
    let mut needed = vec![false; drafts.len()];
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut needed[id], true) {
            open.extend(&holders[id]);
        }
    }
    needed
}

/// The types whose changing form differs from the one that keeps the schema's name.
fn need_update(drafts: &[Draft<'_>], usages: &[Usage], create: &[bool]) -> Vec<bool> {
    let several = |id: usize| usages[id].update && (usages[id].read || usages[id].create);
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); drafts.len()];
    let mut open = Vec::new();
    for (id, draft) in drafts.iter().enumerate().filter(|(id, _)| several(*id)) {
        let mut part_differs = false;
        created_parts(draft, &mut |part| part_differs |= create[part.0]);
        if has_clearable(draft) || usages[id].read && (has_one_way(draft) || part_differs) {
            open.push(id);
        }
        if !matches!(draft.def.kind, TypeKind::Struct(_)) {
            graph::slots(&draft.def)
                .for_each(|slot| direct(&slot.ty, &mut |part| holders[part.0].push(id)));
        }
    }
    let mut needed = vec![false; drafts.len()];
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut needed[id], true) {
            open.extend(&holders[id]);
        }
    }
    needed
}

fn direct(ty: &TypeRef, visit: &mut impl FnMut(TypeId)) {
    graph::each(ty, Edge::Direct, &mut |id, edge| {
        if edge == Edge::Direct {
            visit(id);
        }
    });
}

/// The types inside a type as far as a request carries them.
fn created_parts(draft: &Draft<'_>, visit: &mut impl FnMut(TypeId)) {
    let mut each = |slot: &Slot| graph::each(&slot.ty, Edge::Direct, &mut |id, _| visit(id));
    match &draft.def.kind {
        TypeKind::Struct(body) => {
            body.fields
                .iter()
                .filter(|field| field.access != Access::Read)
                .for_each(|field| each(&field.slot));
            if let Additional::Typed(_, slot) = &body.additional {
                each(slot);
            }
        }
        _ => graph::slots(&draft.def).for_each(each),
    }
}

/// Whether a property that must be there travels in one direction only.
fn has_one_way(draft: &Draft<'_>) -> bool {
    fields(draft)
        .iter()
        .any(|field| field.access != Access::Both && field.presence == Presence::Required)
}

/// Whether a property of a change may be cleared or left alone.
fn has_clearable(draft: &Draft<'_>) -> bool {
    fields(draft).iter().any(is_clearable)
}

fn is_clearable(field: &Field) -> bool {
    field.access != Access::Read && field.slot.nullable && field.presence != Presence::Required
}

fn fields<'d>(draft: &'d Draft<'_>) -> &'d [Field] {
    if let TypeKind::Struct(body) = &draft.def.kind {
        &body.fields
    } else {
        &[]
    }
}

/// The forms that schemas have beside the one that keeps their name.
#[derive(Default)]
struct Forms {
    create: HashMap<TypeId, TypeId>,
    update: HashMap<TypeId, TypeId>,
}

impl Forms {
    /// Adds a form of a type, as yet equal to it.
    fn add(&mut self, drafts: &mut Vec<Draft<'_>>, base: TypeId, form: Projection) {
        let id = TypeId(drafts.len());
        let mut def = drafts[base.0].def.clone();
        def.also.clear();
        def.projection_of = Some(ProjectionOf { base, form });
        let (word, forms) = match form {
            Projection::Update => ("Update", &mut self.update),
            Projection::Create | Projection::Read => ("Create", &mut self.create),
        };
        forms.insert(base, id);
        drafts.push(Draft {
            def,
            hint: Hint {
                owner: Owner::Type(base),
                role: Role::Form(word),
                item: false,
            },
        });
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
                field.holder = Holder::Option;
            }
            if form == Projection::Update && is_clearable(field) {
                field.holder = Holder::Patch;
            }
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
    fn apply(&self, operation: &mut Operation) {
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
