//! Facts and documentation of operations that client and server share.

use crate::contract::runtime;
use crate::docs::{Doc, code_span};
use crate::literal::option;
use crate::payload::Alternative;
use crate::scope::FileScope;
use graphwright_ir::{AnsweredBy, Operation, Response, Status};
use proc_macro2::TokenStream;
use quote::quote;

/// The responses that the service gives, in order.
pub(crate) fn documented(operation: &Operation) -> impl Iterator<Item = &Response> {
    operation
        .responses
        .iter()
        .filter(|response| response.by == AnsweredBy::Document)
}

/// The documentation of a response, behind its status: `404: Resource not found.`
pub(crate) fn response_docs(response: &Response) -> Doc {
    let lead = format!("{}: ", response.status);
    let prose = response
        .docs
        .description
        .as_ref()
        .or(response.docs.summary.as_ref());
    Doc::default().prose_after(&lead, prose.map_or("", String::as_str))
}

/// Whether a variant has to carry the status because its response stands for several.
pub(crate) fn carries_status(response: &Response) -> bool {
    !matches!(response.status, Status::Code(_))
}

/// The pattern of a status in a `match`.
pub(crate) fn pattern(status: Status) -> TokenStream {
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

/// What an operation does, which it is and where it stands.
pub(crate) fn operation_docs(operation: &Operation) -> Doc {
    let route = code_span(&format!("{} {}", operation.method, operation.path.text));
    let id = operation.id.as_str();
    let is_said = id == operation.names.method
        || id == format!("{} {}", operation.method, operation.path.text);
    let which = if is_said {
        format!("{route}.")
    } else {
        format!("{route}, operation {}.", code_span(id))
    };
    arguments(operation).and(which)
}

/// What an operation does, and what the document says of the arguments that it cannot be called
/// without. Those that may be left out have a setter or a field of their own.
fn arguments(operation: &Operation) -> Doc {
    let docs = Doc::default().summary_and_description(&operation.docs);
    let params = operation.params.iter().filter(|param| param.required);
    let params = params.map(|param| (&param.ident, &param.wire, &param.docs));
    let body = operation.body.iter().filter(|body| body.required);
    let body = body.map(|body| (&body.ident, &body.ident, &body.docs));
    let told = params.chain(body).filter_map(|(ident, wire, words)| {
        let words = words.description.as_ref().or(words.summary.as_ref());
        Some((ident, words.filter(|words| says_more(words, wire))?))
    });
    let mut told = told.peekable();
    if told.peek().is_none() {
        return docs;
    }
    let docs = docs.and("Arguments:");
    told.fold(docs, |docs, (ident, words)| docs.item(ident, words))
}

/// Whether a description has more in it than the name of what it describes.
fn says_more(words: &str, name: &str) -> bool {
    let plain = |text: &str| {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.collect::<String>().to_lowercase()
    };
    let words = plain(words);
    let words = words.strip_suffix("parameter").unwrap_or(&words);
    !words.is_empty() && words != plain(name)
}

/// The search word of an operation's id, where rustdoc takes it as one and the method's name does
/// not say it already.
pub(crate) fn alias(operation: &Operation) -> Option<TokenStream> {
    let id = operation.id.as_str();
    let fine = id
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c));
    (fine && !id.is_empty() && id != operation.names.method).then(|| quote!(#[doc(alias = #id)]))
}

/// How many arguments a call of the operation cannot be made without.
pub(crate) fn required_arguments(operation: &Operation) -> usize {
    let params = operation
        .params
        .iter()
        .filter(|param| param.required)
        .count();
    params + usize::from(operation.body.as_ref().is_some_and(|body| body.required))
}

/// The shape of error bodies, as both runtimes take it.
pub(crate) fn error_shape(scope: &FileScope<'_>) -> TokenStream {
    let Some(shape) = &scope.context.api.error_shape else {
        return quote!(None);
    };
    let ty = scope.item(runtime::ERROR_SHAPE);
    let (code, message) = (option(shape.code.as_ref()), option(shape.message.as_ref()));
    let details = option(shape.details.as_ref());
    let request_id = option(shape.request_id.as_ref());
    quote! {
        Some(&#ty {
            code: #code,
            message: #message,
            details: #details,
            request_id: #request_id,
        })
    }
}

/// The documentation of the variant of a body: the media types that it may have.
pub(crate) fn alternative_docs(alternative: &Alternative<'_>) -> Doc {
    let media_types: Vec<_> = alternative
        .content
        .iter()
        .map(|content| code_span(&content.media_type))
        .collect();
    Doc::own(format!("{}.", media_types.join(" or ")))
}
