//! The shape that error bodies share.

use crate::config::Errors;
use crate::graph::unalias;
use crate::lowering::Lowering;
use crate::report::At;
use graphwright_ir::{Api, ErrorShape, Field, MediaKind, Operation, TypeId, TypeKind, TypeRef};
use graphwright_source::{Code, Diagnostic, pointer, suggest};

/// Where error bodies usually have their code.
const CODES: [&str; 4] = ["/error/code", "/code", "/error_code", "/type"];

/// Where error bodies usually have their message.
const MESSAGES: [&str; 6] = [
    "/error/message",
    "/message",
    "/detail",
    "/title",
    "/error_description",
    "/error",
];

impl Lowering<'_> {
    /// The shape that the configuration names, or the one that all documented errors have.
    pub(crate) fn error_shape(&mut self, api: &Api) -> Option<ErrorShape> {
        match &self.config.errors {
            Some(errors) => self.configured_errors(errors),
            None => self.guessed_errors(api),
        }
    }

    fn configured_errors(&mut self, errors: &Errors) -> Option<ErrorShape> {
        let Some(ty) = self.known(&pointer::join("#/components/schemas", &errors.schema)) else {
            let message = format!(
                "`[errors] schema` is `{}`, which is no schema of the document",
                errors.schema
            );
            let diagnostic = Diagnostic::new(Code::ERROR_SCHEMA, message);
            let keys = self.drafts.iter().map(|draft| draft.def.wire.as_str());
            let diagnostic = match suggest::nearest(&errors.schema, keys) {
                Some(near) => diagnostic.help(format!("there is `{near}`")),
                None => diagnostic,
            };
            self.report.add_diagnostic(diagnostic);
            return None;
        };
        let mut checked = |what: &str, place: &Option<String>| {
            let place = place.as_ref()?;
            if self.field_at(ty, place).is_none() {
                let message = format!(
                    "`[errors] {what}` is `{place}`, which leads to no property of `{}`",
                    errors.schema
                );
                self.report
                    .add_diagnostic(Diagnostic::new(Code::ERROR_SCHEMA, message));
                return None;
            }
            Some(place.clone())
        };
        Some(ErrorShape {
            ty,
            code: checked("code", &errors.code),
            message: checked("message", &errors.message),
            details: checked("details", &errors.details),
            request_id: checked("request-id", &errors.request_id),
        })
    }

    /// The shape of all documented errors, if it has a code or a message at a usual place.
    fn guessed_errors(&mut self, api: &Api) -> Option<ErrorShape> {
        let ty = self.common_error(api)?;
        let first = |places: &[&str]| {
            let mut places = places.iter().copied();
            places.find(|place| self.has(ty, place)).map(str::to_owned)
        };
        let (code, message) = (first(&CODES), first(&MESSAGES));
        if code.is_none() && message.is_none() {
            return None;
        }
        let def = &self.drafts[ty.0].def;
        let at = def.origin.at.clone();
        let remark = format!(
            "all documented errors are `{}`, so it is taken as the shape of every error",
            def.wire
        );
        self.report.add(Code::GUESSED, remark, At::Key(&at));
        Some(ErrorShape {
            ty,
            code,
            message,
            details: None,
            request_id: None,
        })
    }

    /// The type that every JSON body of every documented failure has.
    fn common_error(&self, api: &Api) -> Option<TypeId> {
        let failures = api.operations.iter().flat_map(Operation::failures);
        let bodies = failures
            .flat_map(|response| &response.content)
            .filter(|content| content.kind == MediaKind::Json);
        let mut types = bodies.map(|content| match content.slot.ty {
            TypeRef::Named(id) => Some(unalias(&self.drafts, id)),
            _ => None,
        });
        let first = types.next()??;
        types.all(|ty| ty == Some(first)).then_some(first)
    }

    /// Whether a type has a property at a pointer that holds a scalar.
    fn has(&self, ty: TypeId, place: &str) -> bool {
        match self.field_at(ty, place).map(|field| &field.slot.ty) {
            Some(TypeRef::Scalar(_)) => true,
            Some(TypeRef::Named(id)) => matches!(
                self.kind(unalias(&self.drafts, *id)),
                TypeKind::Enum(_) | TypeKind::Newtype(_) | TypeKind::Key(_)
            ),
            _ => false,
        }
    }

    /// The property of a type at a pointer.
    fn field_at(&self, ty: TypeId, place: &str) -> Option<&Field> {
        let mut ty = Some(ty);
        let mut found = None;
        for key in pointer::keys(place) {
            let TypeKind::Struct(body) = self.kind(unalias(&self.drafts, ty?)) else {
                return None;
            };
            let field = body.fields.iter().find(|field| field.wire == key)?;
            ty = match field.slot.ty {
                TypeRef::Named(id) => Some(id),
                _ => None,
            };
            found = Some(field);
        }
        found
    }
}
