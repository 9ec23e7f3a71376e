//! Truths that hold between passes. Debug builds check them behind each pass.

use super::model::Model;
use super::part::Part;
use super::pass::Pass;
use crate::draft::Owner;
use graphwright_ir::{Field, PathPart, Projection, Slot, VersionId, VersionSet};

/// Returns the needs of passes that no pass before gives, and the names that two passes have.
pub(super) fn unmet(passes: &[Pass<'_>]) -> Vec<String> {
    let mut unmet = Vec::new();
    for (index, pass) in passes.iter().enumerate() {
        let before = &passes[..index];
        let is_given = |part| before.iter().any(|one| one.gives.contains(part));
        let missing = pass.needs.iter().filter(|part| !is_given(part));
        unmet.extend(missing.map(|part| format!("{} needs {part:?}", pass.name)));
        if before.iter().any(|one| one.name == pass.name) {
            unmet.push(format!("two passes are called {}", pass.name));
        }
    }
    unmet
}

/// Checks a model behind a pass.
///
/// # Panics
///
/// If one of the truths does not hold. That is a mistake in the pass, whatever the document is.
pub(super) fn check(model: &Model<'_>, pass: &str) {
    let has = |part| model.given.contains(&part);
    if has(Part::Types) {
        check_types(model, pass);
    }
    if has(Part::Operations) {
        check_operations(model, pass);
    }
    if has(Part::Usage) {
        assert_eq!(model.usage.len(), model.types.len(), "{pass}: uses");
    }
    if has(Part::TypeVersions) {
        let count = model.type_versions.len();
        assert_eq!(count, model.types.len(), "{pass}: versions of types");
    }
    if has(Part::Hashability) {
        assert_eq!(
            model.hashable.len(),
            model.types.len(),
            "{pass}: hashability"
        );
    }
    if has(Part::Names) {
        check_names(model, pass);
    }
}

/// Every type has its body, every reference leads to a type, and every holder follows from its field.
fn check_types(model: &Model<'_>, pass: &str) {
    for (id, draft) in model.types.iter() {
        assert!(draft.has_body(), "{pass}: {} has no body", draft.wire);
        if let Owner::Type(owner) = draft.hint.owner {
            assert!(owner < id, "{pass}: {} is before its owner", draft.wire);
        }
        draft
            .kind()
            .slots()
            .for_each(|slot| check_slot(model, slot, pass));
        let form = draft.projection_of.map(|of| of.form);
        for field in draft
            .kind()
            .as_struct()
            .into_iter()
            .flat_map(|body| &body.fields)
        {
            check_field(field, form, pass);
        }
    }
}

fn check_slot(model: &Model<'_>, slot: &Slot, pass: &str) {
    slot.ty.each_named(&mut |id, _| {
        assert!(id.0 < model.types.len(), "{pass}: {id:?} is no type");
    });
}

/// A field has the holder of its form. A schema without other forms is that of a change alone, or of
/// anything else.
fn check_field(field: &Field, form: Option<Projection>, pass: &str) {
    let holders = match form {
        Some(form) => vec![field.holder_in(form)],
        None => [Projection::Read, Projection::Update]
            .map(|form| field.holder_in(form))
            .to_vec(),
    };
    assert!(
        holders.contains(&field.holder),
        "{pass}: holder of {}",
        field.wire
    );
    assert!(
        !field.ident.is_empty() && !field.setter.is_empty(),
        "{pass}: name of {}",
        field.wire
    );
    check_versions(&field.versions, pass);
}

fn check_versions(versions: &VersionSet, pass: &str) {
    if let VersionSet::Only(versions) = versions {
        let is_sound = versions
            .first()
            .is_some_and(|first| *first > VersionId::BASE);
        assert!(is_sound && versions.is_sorted(), "{pass}: {versions:?}");
    }
}

/// Every operation has a tag, its own parameters and known schemes, and refers to types.
fn check_operations(model: &Model<'_>, pass: &str) {
    for operation in &model.operations {
        let id = &operation.id;
        assert!(operation.tag.0 < model.tags.len(), "{pass}: tag of {id}");
        for part in operation.path.segments.iter().flatten() {
            if let PathPart::Param(index) = part {
                assert!(index.0 < operation.params.len(), "{pass}: path of {id}");
            }
        }
        for requirement in operation.security.alternatives.iter().flatten() {
            let count = model.schemes.generated.len();
            assert!(requirement.scheme.0 < count, "{pass}: security of {id}");
        }
        operation
            .slots()
            .for_each(|slot| check_slot(model, slot, pass));
        check_versions(&operation.versions, pass);
    }
}

/// Everything has a name, and no two types have the same.
fn check_names(model: &Model<'_>, pass: &str) {
    let names = &model.names;
    assert_eq!(
        names.types.len(),
        model.types.len(),
        "{pass}: names of types"
    );
    assert_eq!(names.tags.len(), model.tags.len(), "{pass}: names of tags");
    let operations = model.operations.len();
    assert_eq!(
        names.operations.len(),
        operations,
        "{pass}: names of operations"
    );
    let mut idents: Vec<&str> = names
        .types
        .iter()
        .map(|names| names.ident.as_str())
        .collect();
    idents.sort_unstable();
    let twice = idents.windows(2).find(|pair| pair[0] == pair[1]);
    assert_eq!(twice, None, "{pass}: two types have the same name");
    for of_type in &names.types {
        let all = [&of_type.ident, &of_type.module, &of_type.schema_ident];
        assert!(
            all.iter().all(|name| !name.is_empty()),
            "{pass}: {of_type:?}"
        );
    }
}
