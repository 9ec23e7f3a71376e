//! The shape that error bodies share.

use crate::config::{Config, Errors};
use crate::draft::{OperationDraft, Types};
use crate::reader::SCHEMAS;
use crate::report::{At, Report};
use graphwright_ir::{ErrorShape, Field, MediaKind, TypeId, TypeKind, TypeRef, TypeTable};
use graphwright_source::{Code, Diagnostic, pointer, suggest};

/// Usual locations of the code in an error body.
const CODES: [&str; 4] = ["/error/code", "/code", "/error_code", "/type"];

/// Usual locations of the message in an error body.
const MESSAGES: [&str; 6] = [
    "/error/message",
    "/message",
    "/detail",
    "/title",
    "/error_description",
    "/error",
];

/// Finds the shape that the configuration names, or the one that all documented errors have.
pub(crate) fn find(
    types: &Types<'_>,
    operations: &[OperationDraft],
    config: &Config,
    report: &mut Report<'_>,
) -> Option<ErrorShape> {
    match &config.errors {
        Some(errors) => configured(types, errors, report),
        None => guess(types, operations, report),
    }
}

fn configured(types: &Types<'_>, errors: &Errors, report: &mut Report<'_>) -> Option<ErrorShape> {
    let Some(ty) = types.at(&pointer::join(SCHEMAS, &errors.schema)) else {
        let message = format!(
            "`[errors] schema` is `{}`, which is no schema of the document",
            errors.schema
        );
        let diagnostic = Diagnostic::new(Code::ERROR_SCHEMA, message);
        let keys = types.iter().map(|(_, draft)| draft.wire.as_str());
        report.add_diagnostic(match suggest::nearest(&errors.schema, keys) {
            Some(near) => diagnostic.help(format!("there is `{near}`")),
            None => diagnostic,
        });
        return None;
    };
    let mut checked = |key: &str, location: &Option<String>| {
        let location = location.as_ref()?;
        if field_at(types, ty, location).is_none() {
            let message = format!(
                "`[errors] {key}` is `{location}`, which leads to no property of `{}`",
                errors.schema
            );
            report.add_diagnostic(Diagnostic::new(Code::ERROR_SCHEMA, message));
            return None;
        }
        Some(location.clone())
    };
    Some(ErrorShape {
        ty,
        code: checked("code", &errors.code),
        message: checked("message", &errors.message),
        details: checked("details", &errors.details),
        request_id: checked("request-id", &errors.request_id),
    })
}

/// Takes the shape of all documented errors, if it has a code or a message at a usual location.
fn guess(
    types: &Types<'_>,
    operations: &[OperationDraft],
    report: &mut Report<'_>,
) -> Option<ErrorShape> {
    let ty = common_error(types, operations)?;
    let first = |locations: &[&str]| {
        let mut locations = locations.iter().copied();
        let found = locations.find(|location| has_scalar(types, ty, location));
        found.map(str::to_owned)
    };
    let (code, message) = (first(&CODES), first(&MESSAGES));
    if code.is_none() && message.is_none() {
        return None;
    }
    let draft = &types[ty];
    let remark = format!(
        "all documented errors are `{}`, so it is taken as the shape of every error",
        draft.wire
    );
    report.add(Code::GUESSED, remark, At::Key(&draft.origin.at));
    Some(ErrorShape {
        ty,
        code,
        message,
        details: None,
        request_id: None,
    })
}

/// The type that every JSON body of every documented failure has.
fn common_error(types: &Types<'_>, operations: &[OperationDraft]) -> Option<TypeId> {
    let failures = operations.iter().flat_map(OperationDraft::failures);
    let bodies = failures
        .flat_map(|response| &response.content)
        .filter(|content| content.kind == MediaKind::Json);
    let mut found = bodies.map(|content| match content.slot.ty {
        TypeRef::Named(id) => Some(types.unalias(id)),
        _ => None,
    });
    let first = found.next()??;
    found.all(|ty| ty == Some(first)).then_some(first)
}

/// Returns whether a type has a property at a pointer that holds a scalar.
fn has_scalar(types: &Types<'_>, ty: TypeId, location: &str) -> bool {
    match field_at(types, ty, location).map(|field| &field.slot.ty) {
        Some(TypeRef::Scalar(_)) => true,
        Some(TypeRef::Named(id)) => matches!(
            types.kind(types.unalias(*id)),
            TypeKind::Enum(_) | TypeKind::Newtype(_) | TypeKind::Key(_)
        ),
        _ => false,
    }
}

/// The property of a type at a pointer.
fn field_at<'t>(types: &'t Types<'_>, ty: TypeId, location: &str) -> Option<&'t Field> {
    let mut ty = Some(ty);
    let mut found = None;
    for key in pointer::keys(location) {
        let body = types.kind(types.unalias(ty?)).as_struct()?;
        let field = body.fields.iter().find(|field| field.wire == key)?;
        ty = match field.slot.ty {
            TypeRef::Named(id) => Some(id),
            _ => None,
        };
        found = Some(field);
    }
    found
}
