//! The uses of types, by reachability from operations.

use crate::draft::{OperationDraft, PerType, Types};
use crate::reach::reach;
use graphwright_ir::{
    Access, Additional, Containment, MediaKind, Method, Projection, TypeId, TypeKind, TypeRef,
    Usage,
};

/// The fields of a struct that are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Follow {
    /// Those that travel in the direction at hand: the server sends no password.
    Direction,
    /// All fields of the struct.
    All,
}

/// A type in one of its forms.
type Use = (TypeId, Projection);

/// Finds what every type is used for. A type that no operation reaches is used for nothing.
pub(crate) fn find(
    types: &Types<'_>,
    operations: &[OperationDraft],
    follow: Follow,
) -> PerType<Usage> {
    let mut usages = PerType::filled(types, Usage::default());
    let mut roots: Vec<Use> = Vec::new();
    for operation in operations {
        each_use(operation, &mut |ty, form| add_named(ty, form, &mut roots));
    }
    reach(
        roots,
        |(id, form)| !std::mem::replace(flag(&mut usages[id], form), true),
        |(id, form), open| add_parts(types[id].kind(), form, follow, open),
    );
    usages
}

/// Calls `visit` with every use of types in an operation, and the form that is used there.
fn each_use(operation: &OperationDraft, visit: &mut impl FnMut(&TypeRef, Projection)) {
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

/// The projection that the body of a method carries. An urlencoded or multipart form has no null, so
/// nothing in it can be cleared.
pub(crate) fn of_body(method: Method, kind: MediaKind) -> Projection {
    if method == Method::Patch && !matches!(kind, MediaKind::Form | MediaKind::Multipart) {
        Projection::Update
    } else {
        Projection::Create
    }
}

/// The projection of a part of a value: inside of a change, values are replaced as a whole.
pub(crate) fn of_part(form: Projection) -> Projection {
    if form == Projection::Update {
        Projection::Create
    } else {
        form
    }
}

/// Adds the named types of a use, each in its form.
fn add_named(ty: &TypeRef, form: Projection, uses: &mut Vec<Use>) {
    ty.each_named(&mut |id, containment| {
        let form = match containment {
            Containment::Direct => form,
            Containment::Inside => of_part(form),
        };
        uses.push((id, form));
    });
}

/// Adds the named types inside a type, each in its form.
fn add_parts(kind: &TypeKind, form: Projection, follow: Follow, uses: &mut Vec<Use>) {
    let TypeKind::Struct(body) = kind else {
        let slots = kind.slots();
        slots.for_each(|slot| add_named(&slot.ty, form, uses));
        return;
    };
    for field in &body.fields {
        if follow == Follow::All || travels(field.access, form) {
            add_named(&field.slot.ty, of_part(form), uses);
        }
    }
    if let Additional::Typed(_, slot) = &body.additional {
        add_named(&slot.ty, of_part(form), uses);
    }
}

/// Returns whether a property is sent in a form (`OpenAPI` 3.0.3, `readOnly` and `writeOnly`).
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
