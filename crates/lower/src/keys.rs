//! Parameters of paths that are one of several keys, where a fixup says so.
//!
//! It comes after everything that makes operations and newtypes, so that the same parameter has the
//! same type wherever it stands.

use crate::Sources;
use crate::lowering::{Draft, Hint, Lowering, Owner, Role};
use crate::names::{Names, VARIANTS};
use graphwright_ir::{
    Docs, Key, KeyVariant, Newtype, Operation, Param, Place, Scalar, Slot, TypeId, TypeKind,
    TypeRef,
};
use graphwright_source::entity::Cell;
use graphwright_source::fixup::{Action, Alternative, Fixup, KeyParameter};
use graphwright_source::{Code, Diagnostic, Origin};

/// Gives parameters the types that fixups have for them.
pub(crate) fn apply(
    lowering: &mut Lowering<'_>,
    sources: &Sources<'_>,
    operations: &mut [Operation],
) {
    for fixup in sources.fixups.iter().filter(|fixup| fixup.enabled) {
        for step in &fixup.steps {
            if let Action::KeyParameter(step) = &step.action
                && let Err(unused) = type_parameters(lowering, fixup, step, operations)
            {
                lowering.report.add_diagnostic(unused);
            }
        }
    }
}

/// Gives the parameters that a step names one type; says why where it cannot.
fn type_parameters(
    lowering: &mut Lowering<'_>,
    fixup: &Fixup,
    step: &KeyParameter,
    operations: &mut [Operation],
) -> Result<(), Diagnostic> {
    let name = &step.parameter.value;
    let params = operations.iter_mut().flat_map(|it| &mut it.params);
    let mut params: Vec<&mut Param> = params.filter(|param| takes_keys(param, name)).collect();
    let Some(first) = params.first() else {
        let lack = format!("no path has a parameter `{name}` that is text");
        return Err(unused(fixup, &lack, &step.parameter.origin));
    };
    let docs = first.docs.clone();
    let key = key(lowering, fixup, step)?;
    let id = declare(lowering, fixup, step, key, docs);
    for param in &mut params {
        param.slot.ty = TypeRef::Named(id);
        // Not every key need have the form of one.
        param.slot.constraints.format = None;
    }
    Ok(())
}

/// Whether a parameter is the one that a step names, and text.
fn takes_keys(param: &Param, name: &str) -> bool {
    let is_text = matches!(
        param.slot.ty,
        TypeRef::Scalar(Scalar::String | Scalar::Uuid)
    );
    param.place == Place::Path && param.wire == name && is_text
}

/// The keys of a step, each with its type.
fn key(lowering: &Lowering<'_>, fixup: &Fixup, step: &KeyParameter) -> Result<Key, Diagnostic> {
    let mut names = Names::new(&VARIANTS);
    let variants = step.alternatives.iter().map(|alternative| {
        Ok(KeyVariant {
            ident: names.take([alternative.variant.as_str()]).ident,
            slot: Slot::of(type_of(lowering, fixup, alternative)?),
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

/// What a key holds: the newtype that the fixup names, or text.
fn type_of(
    lowering: &Lowering<'_>,
    fixup: &Fixup,
    alternative: &Alternative,
) -> Result<TypeRef, Diagnostic> {
    let Some(Cell { value, origin, .. }) = &alternative.ty else {
        return Ok(TypeRef::Scalar(Scalar::String));
    };
    let found = lowering
        .drafts
        .iter()
        .position(|draft| is_newtype(draft, value));
    let lack = || format!("no newtype over text is called `{value}`");
    found
        .map(|id| TypeRef::Named(TypeId(id)))
        .ok_or_else(|| unused(fixup, &lack(), origin))
}

fn is_newtype(draft: &Draft<'_>, name: &str) -> bool {
    let is_text = |body: &Newtype| body.scalar == Scalar::String;
    draft.def.wire == name && matches!(&draft.def.kind, TypeKind::Newtype(body) if is_text(body))
}

fn declare(
    lowering: &mut Lowering<'_>,
    fixup: &Fixup,
    step: &KeyParameter,
    key: Key,
    docs: Docs,
) -> TypeId {
    let hint = Hint {
        owner: Owner::Nothing,
        role: Role::Named(step.name.clone()),
        item: false,
    };
    let origin = lowering.reader.origin(&step.parameter.origin, &fixup.name);
    let id = lowering.reserve_named(&step.name, TypeKind::Key(key), origin, hint);
    lowering.drafts[id.0].def.docs = docs;
    id
}

fn unused(fixup: &Fixup, lack: &str, origin: &Origin) -> Diagnostic {
    let message = format!("the fixup `{}` does not apply: {lack}", fixup.name);
    Diagnostic::new(Code::FIXUP_UNUSED, message)
        .at(origin.clone())
        .help("remove it if the inputs were mended, or adapt it to them")
}
