//! Parameters of paths that are one of several keys, where a fixup says so.
//!
//! It comes after everything that makes operations and newtypes, so that the same parameter has the
//! same type wherever it stands.

use crate::fixup::{Action, Alternative, KeyParameter, TableStep};
use graphwright_ir::{
    Docs, Key, KeyVariant, Newtype, Param, Place, Scalar, Slot, TypeKind, TypeRef,
};
use graphwright_lower::front_end::names::{Names, VARIANTS};
use graphwright_lower::front_end::{Draft, Hint, ModelParts, OperationDraft, Reader, Types};
use graphwright_source::Cell;
use graphwright_source::{Code, Diagnostic, Origin};

/// Gives parameters the types that fixups have for them. What finds no parameter is reported, unless some
/// operations are not generated.
pub(crate) fn apply(steps: &[TableStep], parts: ModelParts<'_, '_>) {
    let ModelParts {
        selection,
        operations,
        schemas,
        ..
    } = parts;
    for (fixup, step) in key_steps(steps) {
        let applied = type_parameters(fixup, step, schemas.types, operations, schemas.reader);
        if let Some(unused) = applied.err().filter(|_| !selection.is_partial()) {
            schemas.report.add_diagnostic(unused);
        }
    }
}

/// The steps about parameters, each with the name of its fixup.
fn key_steps(steps: &[TableStep]) -> impl Iterator<Item = (&str, &KeyParameter)> {
    steps.iter().filter_map(|step| match &step.step {
        Action::KeyParameter(key) => Some((step.fixup.as_str(), key)),
        _ => None,
    })
}

/// The names of the types that the parameters of some operations may have as keys.
pub(super) fn list_alternatives<'f>(
    steps: &'f [TableStep],
    operations: &[OperationDraft],
) -> Vec<&'f str> {
    let mut names = Vec::new();
    for (_, step) in key_steps(steps) {
        let mut params = operations.iter().flat_map(|operation| &operation.params);
        if params.any(|param| takes_keys(param, &step.parameter.value)) {
            let types = step.alternatives.iter().filter_map(|one| one.ty.as_ref());
            names.extend(types.map(|cell| cell.value.as_str()));
        }
    }
    names
}

/// Gives the parameters that a step names one type, or returns why it cannot.
fn type_parameters(
    fixup: &str,
    step: &KeyParameter,
    types: &mut Types<'_>,
    operations: &mut [OperationDraft],
    reader: &Reader<'_>,
) -> Result<(), Diagnostic> {
    let name = &step.parameter.value;
    let params = operations.iter_mut().flat_map(|it| &mut it.params);
    let mut params: Vec<&mut Param> = params.filter(|param| takes_keys(param, name)).collect();
    let Some(first) = params.first() else {
        let lack = format!("no path has a parameter `{name}` that is text");
        return Err(explain_unused(fixup, &lack, &step.parameter.origin));
    };
    let kind = TypeKind::Key(make_key(types, fixup, step)?);
    let origin = reader.origin(&step.parameter.origin, fixup);
    let draft = Draft::new(&step.name, kind, origin, Hint::named(&step.name));
    let id = types.add(draft.with_docs(first.docs.clone()));
    for param in &mut params {
        param.slot.ty = TypeRef::Named(id);
        // Not every key need have the form of one.
        param.slot.constraints.format = None;
    }
    Ok(())
}

/// Returns whether a parameter is the one that a step names, and text.
fn takes_keys(param: &Param, name: &str) -> bool {
    let is_text = matches!(
        param.slot.ty,
        TypeRef::Scalar(Scalar::String | Scalar::Uuid)
    );
    param.place == Place::Path && param.wire == name && is_text
}

/// The keys of a step, each with its type.
fn make_key(types: &Types<'_>, fixup: &str, step: &KeyParameter) -> Result<Key, Diagnostic> {
    let mut names = Names::new(&VARIANTS);
    let variants = step.alternatives.iter().map(|alternative| {
        Ok(KeyVariant {
            ident: names.take([alternative.variant.as_str()]).ident,
            slot: Slot::of(type_of(types, fixup, alternative)?),
            sign: alternative.sign.clone(),
            docs: Docs {
                summary: None,
                description: alternative.description.clone(),
            },
        })
    });
    let variants = variants.collect::<Result<_, Diagnostic>>()?;
    Ok(Key { variants })
}

/// The type of a key: the newtype that the fixup names, or text.
fn type_of(
    types: &Types<'_>,
    fixup: &str,
    alternative: &Alternative,
) -> Result<TypeRef, Diagnostic> {
    let Some(Cell { value, origin, .. }) = &alternative.ty else {
        return Ok(TypeRef::Scalar(Scalar::String));
    };
    let mut newtypes = types.iter().filter(|(_, draft)| is_newtype(draft, value));
    let lack = || format!("no newtype over text is called `{value}`");
    newtypes
        .next()
        .map(|(id, _)| TypeRef::Named(id))
        .ok_or_else(|| explain_unused(fixup, &lack(), origin))
}

pub(super) fn is_newtype(draft: &Draft<'_>, name: &str) -> bool {
    let is_text = |body: &Newtype| body.scalar == Scalar::String;
    draft.wire == name && matches!(draft.kind(), TypeKind::Newtype(body) if is_text(body))
}

fn explain_unused(fixup: &str, lack: &str, origin: &Origin) -> Diagnostic {
    let message = format!("the fixup `{fixup}` does not apply: {lack}");
    Diagnostic::new(Code::FIXUP_UNUSED, message)
        .at(origin.clone())
        .help("remove it if the inputs were mended, or adapt it to them")
}
