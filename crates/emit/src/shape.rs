//! What both twins, client and server, ask of an operation: what it carries and what it answers.

use crate::choice;
use crate::context::Context;
use crate::docs::{Doc, code_span};
use crate::literal::option;
use crate::refs;
use crate::scope::Scope;
use graphwright_ir::{
    AnsweredBy, Api, Content, MediaKind, Operation, Response, Scalar, Slot, Status, Tag, TagId,
    TypeKind, TypeRef,
};
use proc_macro2::TokenStream;
use quote::quote;

/// How a body travels, in the forms that the runtimes know.
#[derive(Clone, Copy)]
pub(crate) enum Payload<'a> {
    /// Nothing.
    Empty,
    /// JSON in a media type.
    Json(&'a Slot, &'a str),
    /// A form of `application/x-www-form-urlencoded`.
    Form(&'a Content),
    /// A form of `multipart/form-data`, which may have files.
    Multipart(&'a Content),
    /// Text in a media type.
    Text(&'a str),
    /// Server-sent events, and nothing else.
    Events(&'a Content),
    /// Bytes in a media type.
    Bytes(&'a str),
}

impl<'a> Payload<'a> {
    /// What a choice of media types comes down to: the first JSON, or else the first of all that is
    /// no stream of events, which is given beside it.
    pub(crate) fn of(content: &'a [Content]) -> Self {
        let is_json = |content: &&Content| content.kind == MediaKind::Json;
        let is_whole = |content: &&Content| content.kind != MediaKind::EventStream;
        let chosen = content.iter().find(is_json);
        let chosen = chosen.or_else(|| content.iter().find(is_whole));
        let chosen = chosen.or_else(|| content.first());
        chosen.map_or(Self::Empty, Self::of_content)
    }

    /// What a body of one media type comes down to.
    pub(crate) fn of_content(chosen: &'a Content) -> Self {
        let media_type = chosen.media_type.as_str();
        match chosen.kind {
            MediaKind::Json => Self::Json(&chosen.slot, media_type),
            MediaKind::Form => Self::Form(chosen),
            MediaKind::Multipart => Self::Multipart(chosen),
            MediaKind::Text => Self::Text(media_type),
            MediaKind::EventStream => Self::Events(chosen),
            MediaKind::Bytes => Self::Bytes(media_type),
        }
    }

    /// What a response carries: forms have no reader, so that they are bytes there.
    pub(crate) fn of_response(response: &'a Response) -> Self {
        match Self::of(&response.content) {
            Self::Form(content) | Self::Multipart(content) => Self::Bytes(&content.media_type),
            payload => payload,
        }
    }

    /// The media type; `None` without a body.
    pub(crate) fn media_type(self) -> Option<&'a str> {
        match self {
            Self::Empty => None,
            Self::Form(content) | Self::Multipart(content) | Self::Events(content) => {
                Some(&content.media_type)
            }
            Self::Json(_, media_type) | Self::Text(media_type) | Self::Bytes(media_type) => {
                Some(media_type)
            }
        }
    }

    /// The type that a response's payload has in Rust; `None` for nothing.
    pub(crate) fn ty(self, scope: &Scope<'_>) -> Option<TokenStream> {
        match self {
            Self::Empty => None,
            Self::Json(slot, _) => Some(scope.optional(&slot.ty, slot.nullable)),
            Self::Text(_) | Self::Events(_) => Some(quote!(String)),
            Self::Form(_) | Self::Multipart(_) | Self::Bytes(_) => Some(scope.ty(&TypeRef::Stream)),
        }
    }
}

/// The events that a response may be, perhaps in place of something else.
pub(crate) fn events_of(response: &Response) -> Option<&Content> {
    let mut content = response.content.iter();
    content.find(|content| content.kind == MediaKind::EventStream)
}

/// Whether what an event says is text as it stands, and not JSON.
pub(crate) fn says_text(scope: &Scope<'_>, events: &Content) -> bool {
    let ty = scope.resolve(&events.slot.ty);
    *ty == TypeRef::Scalar(Scalar::String) && !events.slot.nullable
}

/// The most calls in one chain: each is a level of a tree that compilers and printers descend.
pub(crate) const LONGEST_CHAIN: usize = 500;

/// Why an operation cannot be written; `None` for those that can.
pub(crate) fn unsupported(api: &Api, operation: &Operation) -> Option<&'static str> {
    let forms = choice::forms(api, operation.body.as_ref()?);
    let mut payloads = forms.iter().map(|form| form.payload);
    payloads
        .any(|payload| !is_written(api, payload))
        .then_some("its body is a form with files that may be one of several objects")
}

/// Whether there is a type that holds what travels so. Files are fields of a struct: where a form has
/// some and may be one of several objects, nothing holds them as what they are.
pub(crate) fn is_written(api: &Api, payload: Payload<'_>) -> bool {
    let Payload::Multipart(content) = payload else {
        return true;
    };
    let has_files = content.parts.iter().any(|part| part.file);
    !has_files || is_struct(api, &content.slot.ty)
}

fn is_struct(api: &Api, ty: &TypeRef) -> bool {
    let mut ty = ty;
    // A chain is no longer than there are types; lowering refuses cycles of aliases.
    for _ in 0..=api.types.len() {
        let TypeRef::Named(id) = ty else {
            return false;
        };
        match &api.ty(*id).kind {
            TypeKind::Alias(slot) => ty = &slot.ty,
            kind => return matches!(kind, TypeKind::Struct(_)),
        }
    }
    false
}

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

/// The attribute for functions with more arguments than clippy likes, `self` among them.
pub(crate) fn expect_many_arguments(count: usize) -> Option<TokenStream> {
    (count > 7).then(|| {
        quote! {
            #[expect(
                clippy::too_many_arguments,
                reason = "each is required by the document and none has a default"
            )]
        }
    })
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
pub(crate) fn error_shape(scope: &Scope<'_>) -> TokenStream {
    let Some(shape) = &scope.context.api.error_shape else {
        return quote!(None);
    };
    let ty = scope.runtime("ErrorShape");
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

/// The API's own names in the file of a tag: what it declares, and what its operations and their
/// pages refer to.
pub(crate) fn own_names(context: &Context<'_>, id: TagId, tag: &Tag) -> Vec<String> {
    let mut own = vec![tag.ident.clone()];
    for operation in context.operations(id) {
        let names = &operation.names;
        let declared = [
            &names.request,
            &names.error,
            &names.success,
            &names.params,
            &names.answer,
            &names.body,
        ];
        own.extend(declared.into_iter().cloned());
        let mut referred = refs::of_operation(operation);
        if let Some(paging) = &operation.paging {
            refs::slot(&paging.item, &mut referred);
        }
        let referred = referred.into_iter();
        own.extend(referred.map(|id| context.api.ty(id).ident.clone()));
    }
    own
}

/// What a group of operations is, without a full stop.
pub(crate) fn group(context: &Context<'_>, tag: &Tag) -> String {
    let is_all = || context.tags().count() == 1;
    let group = if tag.wire.is_empty() && is_all() {
        "The operations of the API".to_owned()
    } else if tag.wire.is_empty() {
        "The operations without a tag".to_owned()
    } else {
        format!("The operations tagged {}", code_span(&tag.wire))
    };
    match context.later_version(tag) {
        Some(version) => format!("{group} that version {} adds", code_span(&version.wire)),
        None => group,
    }
}
