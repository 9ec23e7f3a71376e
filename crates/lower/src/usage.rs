//! What types are used for, by reachability from operations.

use crate::graph::{self, Edge};
use crate::lowering::Draft;
use graphwright_ir::{
    Access, Additional, MediaKind, Method, Operation, Projection, TypeId, TypeKind, TypeRef, Usage,
};

/// Which fields of a struct are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Follow {
    /// Those that travel in the direction at hand: the server sends no password.
    Direction,
    /// All that the struct has.
    All,
}

/// Marks what every type is used for. A type that no operation reaches is used for nothing.
pub(crate) fn mark(drafts: &mut [Draft<'_>], operations: &[Operation]) {
    let usages = find(drafts, operations, Follow::All);
    for (draft, usage) in drafts.iter_mut().zip(usages) {
        draft.def.usage = usage;
    }
}

/// What every type is used for, by id.
pub(crate) fn find(drafts: &[Draft<'_>], operations: &[Operation], follow: Follow) -> Vec<Usage> {
    let mut usages = vec![Usage::default(); drafts.len()];
    let mut open: Vec<(TypeId, Projection)> = Vec::new();
    for operation in operations {
        each_use(operation, &mut |ty, form| part(ty, form, &mut open));
    }
    while let Some((id, form)) = open.pop() {
        let flag = flag(&mut usages[id.0], form);
        if !std::mem::replace(flag, true) {
            parts(&drafts[id.0], form, follow, &mut open);
        }
    }
    usages
}

/// Calls `visit` for every use of types in an operation, with the form that is used there.
fn each_use(operation: &Operation, visit: &mut impl FnMut(&TypeRef, Projection)) {
    for param in &operation.params {
        visit(&param.slot.ty, Projection::Create);
    }
    for content in operation.body.iter().flat_map(|body| &body.content) {
        visit(&content.slot.ty, of_body(operation.method, content.kind));
    }
    for response in &operation.responses {
        for slot in response.content.iter().map(|content| &content.slot) {
            visit(&slot.ty, Projection::Read);
        }
        for header in &response.headers {
            visit(&header.slot.ty, Projection::Read);
        }
    }
}

/// The form that the body of a method has. A form has no null, so that nothing in it can be cleared.
pub(crate) fn of_body(method: Method, kind: MediaKind) -> Projection {
    if method == Method::Patch && !matches!(kind, MediaKind::Form | MediaKind::Multipart) {
        Projection::Update
    } else {
        Projection::Create
    }
}

/// The form of a part of a value: what is inside of a change is replaced as a whole.
pub(crate) fn of_part(form: Projection) -> Projection {
    if form == Projection::Update {
        Projection::Create
    } else {
        form
    }
}

/// The named types of a use, each in its form.
fn part(ty: &TypeRef, form: Projection, open: &mut Vec<(TypeId, Projection)>) {
    graph::each(ty, Edge::Direct, &mut |id, edge| {
        open.push((
            id,
            if edge == Edge::Direct {
                form
            } else {
                of_part(form)
            },
        ));
    });
}

/// The named types inside a type, each in its form.
fn parts(
    draft: &Draft<'_>,
    form: Projection,
    follow: Follow,
    open: &mut Vec<(TypeId, Projection)>,
) {
    match &draft.def.kind {
        TypeKind::Struct(body) => {
            for field in body
                .fields
                .iter()
                .filter(|field| follow == Follow::All || travels(field.access, form))
            {
                part(&field.slot.ty, of_part(form), open);
            }
            if let Additional::Typed(_, slot) = &body.additional {
                part(&slot.ty, of_part(form), open);
            }
        }
        TypeKind::Alias(slot) => part(&slot.ty, form, open),
        TypeKind::Union(body) => body
            .variants
            .iter()
            .for_each(|variant| part(&variant.slot.ty, form, open)),
        TypeKind::Key(body) => body
            .variants
            .iter()
            .for_each(|variant| part(&variant.slot.ty, form, open)),
        TypeKind::Enum(_) | TypeKind::Newtype(_) | TypeKind::Untyped { .. } => {}
    }
}

/// Whether a property is sent in a form (`OpenAPI` 3.0.3, `readOnly` and `writeOnly`).
pub(crate) fn travels(access: Access, form: Projection) -> bool {
    match access {
        Access::Both => true,
        Access::Read => form == Projection::Read,
        Access::Write => form != Projection::Read,
    }
}

fn flag(usage: &mut Usage, form: Projection) -> &mut bool {
    match form {
        Projection::Read => &mut usage.read,
        Projection::Create => &mut usage.create,
        Projection::Update => &mut usage.update,
    }
}
