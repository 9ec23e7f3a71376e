//! Files in forms: which members of a form are files, and the types in which they are.
//!
//! `format: binary` means a file in `multipart/form-data` and text anywhere else, since JSON has no
//! raw bytes. A schema that both a form and something else uses therefore has two types: its own,
//! and one for the form.

use crate::graph;
use crate::lowering::{Draft, Hint, Owner, Role};
use graphwright_ir::{
    Constraints, Content, Field, MediaKind, Operation, Presence, Scalar, Slot, TypeId, TypeKind,
    TypeRef,
};
use std::collections::{HashMap, HashSet};

/// A struct with the members that are files in a form.
type Key = (TypeId, Vec<String>);

/// Gives every form with files a type that has them.
pub(crate) fn apply(drafts: &mut Vec<Draft<'_>>, operations: &mut [Operation]) {
    let forms = forms(drafts, operations);
    if forms.is_empty() {
        return;
    }
    let elsewhere = used_elsewhere(drafts, operations);
    let mut made: HashMap<Key, TypeId> = HashMap::new();
    let mut taken: HashSet<TypeId> = HashSet::new();
    for (operation, content, key) in forms {
        let form = *made.entry(key.clone()).or_insert_with(|| {
            let (base, files) = &key;
            let is_free = !elsewhere.contains(base) && taken.insert(*base);
            let id = if is_free { *base } else { copy(drafts, *base) };
            hold_files(drafts, id, files);
            id
        });
        let body = operations[operation].body.iter_mut();
        if let Some(content) = body.flat_map(|body| &mut body.content).nth(content) {
            content.slot.ty = TypeRef::Named(form);
        }
    }
}

/// The forms with files, each with the indexes of its operation and of its media type there.
fn forms(drafts: &[Draft<'_>], operations: &[Operation]) -> Vec<(usize, usize, Key)> {
    let mut found = Vec::new();
    for (index, operation) in operations.iter().enumerate() {
        let contents = operation.body.iter().flat_map(|body| &body.content);
        for (position, content) in contents.enumerate() {
            let files = files(content);
            if files.is_empty() {
                continue;
            }
            if let Some(id) = structure(drafts, &content.slot.ty) {
                found.push((index, position, (id, files)));
            }
        }
    }
    found
}

/// The members of a form that are files, by name.
fn files(content: &Content) -> Vec<String> {
    if content.kind != MediaKind::Multipart {
        return Vec::new();
    }
    let files = content.parts.iter().filter(|part| part.file);
    files.map(|part| part.wire.clone()).collect()
}

/// The struct that a use of types comes down to.
fn structure(drafts: &[Draft<'_>], ty: &TypeRef) -> Option<TypeId> {
    let TypeRef::Named(id) = ty else {
        return None;
    };
    let id = graph::unalias(drafts, *id);
    matches!(drafts[id.0].def.kind, TypeKind::Struct(_)).then_some(id)
}

/// The types that something other than a form with files uses.
fn used_elsewhere(drafts: &[Draft<'_>], operations: &[Operation]) -> HashSet<TypeId> {
    let mut used = HashSet::new();
    let mut each = |slot: &Slot| {
        graph::each(&slot.ty, graph::Edge::Direct, &mut |id, _| {
            used.insert(graph::unalias(drafts, id));
        });
    };
    // An alias is no use: what uses the alias is.
    let parts = drafts
        .iter()
        .filter(|draft| !matches!(draft.def.kind, TypeKind::Alias(_)));
    parts
        .flat_map(|draft| graph::slots(&draft.def))
        .for_each(&mut each);
    for operation in operations {
        operation.params.iter().for_each(|param| each(&param.slot));
        let contents = operation.body.iter().flat_map(|body| &body.content);
        contents
            .filter(|content| files(content).is_empty())
            .for_each(|content| each(&content.slot));
        for response in &operation.responses {
            response
                .content
                .iter()
                .for_each(|content| each(&content.slot));
            response
                .headers
                .iter()
                .for_each(|header| each(&header.slot));
        }
    }
    used
}

fn copy(drafts: &mut Vec<Draft<'_>>, base: TypeId) -> TypeId {
    let id = TypeId(drafts.len());
    let mut def = drafts[base.0].def.clone();
    def.also.clear();
    let hint = Hint {
        owner: Owner::Type(base),
        role: Role::Form("Form"),
        item: false,
    };
    drafts.push(Draft { def, hint });
    id
}

fn hold_files(drafts: &mut [Draft<'_>], id: TypeId, files: &[String]) {
    let TypeKind::Struct(body) = &drafts[id.0].def.kind else {
        return;
    };
    let is_file = |field: &Field| files.contains(&field.wire);
    let lists: Vec<Option<bool>> = (body.fields.iter())
        .map(|field| is_file(field).then(|| is_list(drafts, &field.slot.ty)))
        .collect();
    if let TypeKind::Struct(body) = &mut drafts[id.0].def.kind {
        for (field, list) in body.fields.iter_mut().zip(lists) {
            if let Some(is_list) = list {
                hold_file(field, is_list);
            }
        }
    }
}

/// Bounds and defaults of text say nothing of a file; how many there may be stays.
fn hold_file(field: &mut Field, is_list: bool) {
    let file = TypeRef::Scalar(Scalar::File);
    if is_list {
        field.slot.ty = TypeRef::List(Box::new(Slot::of(file)));
        field.slot.constraints.unique_items = false;
    } else {
        field.slot.ty = file;
        field.slot.constraints = Constraints::default();
    }
    if matches!(field.presence, Presence::Defaulted(_)) {
        field.presence = Presence::Optional;
    }
    field.or_default = None;
    field.secret = false;
}

fn is_list(drafts: &[Draft<'_>], ty: &TypeRef) -> bool {
    match ty {
        TypeRef::List(_) => true,
        TypeRef::Named(id) => {
            let id = graph::unalias(drafts, *id);
            matches!(&drafts[id.0].def.kind, TypeKind::Alias(slot) if matches!(slot.ty, TypeRef::List(_)))
        }
        _ => false,
    }
}
