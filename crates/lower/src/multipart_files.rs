//! Files in multipart forms: which members are files, and the types that hold them.
//!
//! `format: binary` means a file in `multipart/form-data` and text anywhere else, since JSON has no
//! raw bytes. A schema that both a form and something else uses therefore has two types: its own,
//! and one for the form.

use crate::draft::{Hint, OperationDraft, Owner, Role, Types};
use graphwright_ir::{
    Constraints, Content, Field, MediaKind, Presence, Scalar, Slot, TypeId, TypeKind, TypeRef,
    TypeTable,
};
use std::collections::{HashMap, HashSet};

/// A struct, and the names of its members that are files in a form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Form {
    base: TypeId,
    files: Vec<String>,
}

/// Gives every form with files a type that has them.
pub(crate) fn apply(types: &mut Types<'_>, operations: &mut [OperationDraft]) {
    if !contents(operations).any(|content| form_of(types, content).is_some()) {
        return;
    }
    let elsewhere = used_elsewhere(types, operations);
    let mut known: HashMap<Form, TypeId> = HashMap::new();
    let mut taken: HashSet<TypeId> = HashSet::new();
    for operation in operations {
        for content in operation.body.iter_mut().flat_map(|body| &mut body.content) {
            let Some(form) = form_of(types, content) else {
                continue;
            };
            let id = *known.entry(form).or_insert_with_key(|form| {
                let is_free = !elsewhere.contains(&form.base) && taken.insert(form.base);
                let id = if is_free {
                    form.base
                } else {
                    copy(types, form.base)
                };
                hold_files(types, id, &form.files);
                id
            });
            content.slot.ty = TypeRef::Named(id);
        }
    }
}

/// Every media type of every request body.
fn contents(operations: &[OperationDraft]) -> impl Iterator<Item = &Content> {
    let bodies = operations.iter().filter_map(|one| one.body.as_ref());
    bodies.flat_map(|body| &body.content)
}

/// The form with files that a body is in one media type, if it is one.
fn form_of(types: &Types<'_>, content: &Content) -> Option<Form> {
    let files = files(content);
    let base = struct_of(types, &content.slot.ty).filter(|_| !files.is_empty())?;
    Some(Form { base, files })
}

/// The members of a form that are files, by name.
fn files(content: &Content) -> Vec<String> {
    if content.kind != MediaKind::Multipart {
        return Vec::new();
    }
    let files = content.parts.iter().filter(|part| part.file);
    files.map(|part| part.wire.clone()).collect()
}

/// The struct behind a use of types.
fn struct_of(types: &Types<'_>, ty: &TypeRef) -> Option<TypeId> {
    let TypeRef::Named(id) = ty else {
        return None;
    };
    let id = types.unalias(*id);
    types.kind(id).as_struct().map(|_| id)
}

/// The types that something other than a form with files uses.
fn used_elsewhere(types: &Types<'_>, operations: &[OperationDraft]) -> HashSet<TypeId> {
    let mut used = HashSet::new();
    let mut add = |slot: &Slot| {
        slot.ty.each_named(&mut |id, _| {
            used.insert(types.unalias(id));
        });
    };
    for (_, draft) in types.iter() {
        // An alias is no use: what uses the alias is.
        if !matches!(draft.kind(), TypeKind::Alias(_)) {
            draft.kind().slots().for_each(&mut add);
        }
    }
    for operation in operations {
        operation.params.iter().for_each(|param| add(&param.slot));
        for response in &operation.responses {
            response
                .content
                .iter()
                .for_each(|content| add(&content.slot));
            response.headers.iter().for_each(|header| add(&header.slot));
        }
    }
    contents(operations)
        .filter(|content| files(content).is_empty())
        .for_each(|content| add(&content.slot));
    used
}

fn copy(types: &mut Types<'_>, base: TypeId) -> TypeId {
    let hint = Hint::new(Owner::Type(base), Role::Form("Form"));
    types.add(types[base].copy_for(hint))
}

fn hold_files(types: &mut Types<'_>, id: TypeId, files: &[String]) {
    let Some(body) = types.kind(id).as_struct() else {
        return;
    };
    let is_file = |field: &Field| files.contains(&field.wire);
    let files: Vec<Option<TypeRef>> = (body.fields.iter())
        .map(|field| is_file(field).then(|| file_type(types, &field.slot.ty)))
        .collect();
    let fields = types[id].kind_mut().as_struct_mut();
    let fields = fields.into_iter().flat_map(|body| &mut body.fields);
    for (field, file) in fields.zip(files) {
        if let Some(ty) = file {
            hold_file(field, ty);
        }
    }
}

/// One file, or a list of files where the schema has a list.
fn file_type(types: &Types<'_>, ty: &TypeRef) -> TypeRef {
    let file = TypeRef::Scalar(Scalar::File);
    match types.resolve(ty) {
        TypeRef::List(_) => TypeRef::List(Box::new(Slot::of(file))),
        _ => file,
    }
}

/// Makes a field a file. Bounds and defaults of text say nothing of a file; the number of files stays
/// bounded.
fn hold_file(field: &mut Field, ty: TypeRef) {
    if matches!(ty, TypeRef::List(_)) {
        field.slot.constraints.unique_items = false;
    } else {
        field.slot.constraints = Constraints::default();
    }
    field.slot.ty = ty;
    if matches!(field.presence, Presence::Defaulted(_)) {
        field.presence = Presence::Optional;
    }
    field.or_default = None;
    field.secret = false;
}
