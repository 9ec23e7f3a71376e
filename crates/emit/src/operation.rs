//! Facts and documentation of operations that client and server share.

use crate::contract::runtime;
use crate::docs::{Doc, code_span};
use crate::literal::optional_text;
use crate::payload::Alternative;
use crate::scope::FileScope;
use graphwright_ir::{AnsweredBy, Operation, Response, Status};
use proc_macro2::TokenStream;
use quote::quote;

/// The responses that the document lists, as opposed to those of the runtime.
pub(crate) fn documented_responses(operation: &Operation) -> impl Iterator<Item = &Response> {
    operation
        .responses
        .iter()
        .filter(|response| response.by == AnsweredBy::Document)
}

/// The documentation of a response after its status, as in `404: Resource not found.`
pub(crate) fn response_docs(response: &Response) -> Doc {
    let lead = format!("{}: ", response.status);
    let prose = response
        .docs
        .description
        .as_ref()
        .or(response.docs.summary.as_ref());
    Doc::default().prose_after(&lead, prose.map_or("", String::as_str))
}

/// Returns whether a response stands for several statuses, so that its variant has to hold one.
pub(crate) fn carries_status(response: &Response) -> bool {
    !matches!(response.status, Status::Code(_))
}

/// The pattern of a status in a `match`.
pub(crate) fn status_pattern(status: Status) -> TokenStream {
    let number = |number: u16| proc_macro2::Literal::u16_unsuffixed(number);
    match status {
        Status::Code(code) => {
            let code = number(code);
            quote!(#code)
        }
        Status::Range(class) => {
            let first = u16::from(class) * 100;
            let (first, last) = (number(first), number(first + 99));
            quote!(#first..=#last)
        }
        Status::Default => quote!(_),
    }
}

/// The documentation of an operation: its summary and description, its arguments, method and path, and
/// its id unless that is the name of its method.
pub(crate) fn operation_docs(operation: &Operation) -> Doc {
    let route = code_span(&format!("{} {}", operation.method, operation.path.text));
    let id = operation.id.as_str();
    let is_known = id == operation.names.method
        || id == format!("{} {}", operation.method, operation.path.text);
    let identity = if is_known {
        format!("{route}.")
    } else {
        format!("{route}, operation {}.", code_span(id))
    };
    with_arguments(operation).and(identity)
}

/// The summary and description of an operation, and a list of the required arguments that the document
/// describes. Optional ones have a setter or a field, which is documented.
fn with_arguments(operation: &Operation) -> Doc {
    let docs = Doc::default().summary_and_description(&operation.docs);
    let params = operation.params.iter().filter(|param| param.required);
    let params = params.map(|param| (&param.ident, &param.wire, &param.docs));
    let body = operation.body.iter().filter(|body| body.required);
    let body = body.map(|body| (&body.ident, &body.ident, &body.docs));
    let described = params.chain(body).filter_map(|(ident, wire, docs)| {
        let prose = docs.description.as_ref().or(docs.summary.as_ref());
        Some((ident, prose.filter(|prose| adds_to_name(prose, wire))?))
    });
    let mut described = described.peekable();
    if described.peek().is_none() {
        return docs;
    }
    let docs = docs.and("Arguments:");
    described.fold(docs, |docs, (ident, prose)| docs.item(ident, prose))
}

/// Returns whether a description is more than the name of the thing it describes.
fn adds_to_name(description: &str, name: &str) -> bool {
    let plain = |text: &str| {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.collect::<String>().to_lowercase()
    };
    let description = plain(description);
    let description = description
        .strip_suffix("parameter")
        .unwrap_or(&description);
    !description.is_empty() && description != plain(name)
}

/// Returns the attribute that lets rustdoc find a method by the id of its operation, if rustdoc accepts
/// the id and it is not the name of the method.
pub(crate) fn search_alias(operation: &Operation) -> Option<TokenStream> {
    let id = operation.id.as_str();
    let fine = id
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c));
    (fine && !id.is_empty() && id != operation.names.method).then(|| quote!(#[doc(alias = #id)]))
}

/// Counts the required arguments of an operation.
pub(crate) fn count_required_arguments(operation: &Operation) -> usize {
    let params = operation
        .params
        .iter()
        .filter(|param| param.required)
        .count();
    params + usize::from(operation.body.as_ref().is_some_and(|body| body.required))
}

/// The expression for the shape of error bodies, for either runtime.
pub(crate) fn error_shape(scope: &FileScope<'_>) -> TokenStream {
    let Some(shape) = &scope.context.api.error_shape else {
        return quote!(None);
    };
    let ty = scope.item(runtime::ERROR_SHAPE);
    let (code, message) = (
        optional_text(shape.code.as_ref()),
        optional_text(shape.message.as_ref()),
    );
    let details = optional_text(shape.details.as_ref());
    let request_id = optional_text(shape.request_id.as_ref());
    quote! {
        Some(&#ty {
            code: #code,
            message: #message,
            details: #details,
            request_id: #request_id,
        })
    }
}

/// The documentation of a variant of a body: its media types.
pub(crate) fn alternative_docs(alternative: &Alternative<'_>) -> Doc {
    let media_types: Vec<_> = alternative
        .content
        .iter()
        .map(|content| code_span(&content.media_type))
        .collect();
    Doc::own(format!("{}.", media_types.join(" or ")))
}
