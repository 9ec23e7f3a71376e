//! Bodies of the server: what the runtime is told of one, what the handler gets, and what that may be
//! where it is several things.

use crate::choice::{self, Form};
use crate::docs::Doc;
use crate::ident::ident;
use crate::schema;
use crate::scope::Scope;
use crate::shape::Payload;
use graphwright_ir::{Body, Content, MediaKind, Operation, PartEncoding, Slot, Style, Tag};
use proc_macro2::TokenStream;
use quote::quote;

/// The media types that the handler can take apart, and what may be in them.
pub(super) fn description(scope: &Scope<'_>, body: &Body) -> TokenStream {
    let ty = scope.runtime("Body");
    let forms = choice::forms(scope.context.api, body);
    let mut content = Vec::new();
    let mut streamed = Vec::new();
    for form in &forms {
        let schema = if let Some(slot) = typed(payload(form)) {
            schema::of_slot(scope, slot)
        } else {
            let schema = scope.schema_type();
            quote!(#schema::any())
        };
        for media_type in media_types(form) {
            content.push((media_type, schema.clone()));
            if matches!(payload(form), Payload::Bytes(_)) {
                streamed.push(media_type);
            }
        }
    }
    // The runtime takes the first that fits.
    content.sort_by_key(|(media_type, _)| media_type.contains('*'));
    let content: Vec<_> = content
        .into_iter()
        .map(|(media_type, schema)| quote!((#media_type, #schema)))
        .collect();
    let constructor = if body.required {
        quote!(required)
    } else {
        quote!(optional)
    };
    let streamed = match streamed.len() {
        0 => None,
        all if all == content.len() => Some(quote!(.streamed())),
        _ => Some(quote!(.streamed_as(&[#(#streamed),*]))),
    };
    quote!(Some(&#ty::#constructor(&[#(#content),*]) #streamed))
}

/// What a form comes down to on this side. One whose lists are joined by commas or the like is bytes:
/// the runtime knows no style of a form but the usual ones.
fn payload<'a>(form: &Form<'a>) -> Payload<'a> {
    match form.payload {
        Payload::Form(content) if !is_usual(content) => Payload::Bytes(&content.media_type),
        payload => payload,
    }
}

fn is_usual(content: &Content) -> bool {
    let is_usual = |part: &PartEncoding| part.explode || part.style == Style::DeepObject;
    content.kind != MediaKind::Form || content.parts.iter().all(is_usual)
}

/// The media types of a form that are read in the way of its first.
fn media_types<'a>(form: &Form<'a>) -> Vec<&'a str> {
    let is_bytes = matches!(payload(form), Payload::Bytes(_));
    let content = form.content.iter().enumerate();
    let taken = content.filter(|(index, one)| is_bytes || *index == 0 || is_usual(one));
    taken.map(|(_, one)| one.media_type.as_str()).collect()
}

/// What is read into a type.
fn typed(payload: Payload<'_>) -> Option<&Slot> {
    match payload {
        Payload::Json(slot, _)
        | Payload::Form(Content { slot, .. })
        | Payload::Multipart(Content { slot, .. }) => Some(slot),
        Payload::Empty | Payload::Text(_) | Payload::Events(_) | Payload::Bytes(_) => None,
    }
}

/// The type that a handler gets for the body; `None` for nothing.
pub(super) fn ty<'a>(
    scope: &Scope<'_>,
    operation: &'a Operation,
) -> Option<(&'a Body, TokenStream)> {
    let body = operation.body.as_ref()?;
    let forms = choice::forms(scope.context.api, body);
    let (ty, may_be_empty) = match forms.as_slice() {
        [] => return None,
        [form] => (held(scope, form), typed(payload(form)).is_none()),
        _ => {
            let name = ident(&operation.names.body);
            (quote!(#name), false)
        }
    };
    if body.required || may_be_empty {
        Some((body, ty))
    } else {
        Some((body, quote!(Option<#ty>)))
    }
}

/// The type of what a form holds.
fn held(scope: &Scope<'_>, form: &Form<'_>) -> TokenStream {
    match payload(form) {
        Payload::Bytes(_) => scope.runtime("ByteStream"),
        payload => typed(payload).map_or_else(
            || quote!(String),
            |slot| scope.optional(&slot.ty, slot.nullable),
        ),
    }
}

/// The enum of what a body may be, where its media types hold different things.
pub(super) fn declaration(
    scope: &Scope<'_>,
    tag: &Tag,
    operation: &Operation,
) -> Option<TokenStream> {
    let forms = choice::forms(scope.context.api, operation.body.as_ref()?);
    if forms.len() < 2 {
        return None;
    }
    let docs = Doc::own(format!(
        "The body of [`{}::{}`], by its media type.",
        tag.ident, operation.names.method
    ));
    let docs = docs.attrs(0);
    let name = ident(&operation.names.body);
    let variants = forms.iter().map(|form| {
        let docs = choice::variant_docs(form).attrs(4);
        let (variant, ty) = (ident(form.ident()), held(scope, form));
        quote!(#docs #variant(#ty))
    });
    Some(quote! {
        #docs
        #[derive(Debug)]
        #[allow(clippy::large_enum_variant, reason = "it is made once a call and moved once")]
        pub enum #name {
            #(#variants,)*
        }
    })
}

/// How a handler reads the body.
pub(super) fn reading(scope: &Scope<'_>, operation: &Operation, body: &Body) -> TokenStream {
    let forms = choice::forms(scope.context.api, body);
    if let [form] = forms.as_slice() {
        return read(form, body.required);
    }
    let name = ident(&operation.names.body);
    let last = forms.len().saturating_sub(1);
    let arms = forms.iter().enumerate().map(|(index, form)| {
        let (variant, media_types, read) =
            (ident(form.ident()), media_types(form), read(form, true));
        // The runtime lets no other media type through.
        let pattern = if index == last && body.required {
            quote!(_)
        } else {
            quote!(Some(#(#media_types)|*))
        };
        let value = quote!(#name::#variant(#read));
        if body.required {
            quote!(#pattern => #value)
        } else {
            quote!(#pattern => Some(#value))
        }
    });
    let none = (!body.required).then(|| quote!(_ => None,));
    quote! {
        match request.media_type() {
            #(#arms,)*
            #none
        }
    }
}

fn read(form: &Form<'_>, is_required: bool) -> TokenStream {
    match payload(form) {
        // What is a form in one of several media types is read as JSON is.
        Payload::Json(..) | Payload::Form(_) | Payload::Multipart(_) if form.content.len() > 1 => {
            if is_required {
                quote!(request.json()?)
            } else {
                quote!(request.optional_json()?)
            }
        }
        Payload::Json(..) if is_required => quote!(request.json()?),
        Payload::Json(..) => quote!(request.optional_json()?),
        Payload::Form(_) | Payload::Multipart(_) if is_required => quote!(request.form()?),
        Payload::Form(_) | Payload::Multipart(_) => quote!(request.optional_form()?),
        Payload::Text(_) | Payload::Events(_) => quote!(request.text()?),
        Payload::Empty | Payload::Bytes(_) => quote!(request.bytes()),
    }
}
