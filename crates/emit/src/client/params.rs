//! Parameters of the client: the request object with its setters.

use super::body;
use super::scopes;
use crate::docs::{Doc, code_span};
use crate::ident::ident;
use crate::schema::is_key;
use crate::scope::Scope;
use crate::ty::{Passing, passing};
use graphwright_ir::{MediaKind, Operation, Param, Place, Scalar, Style, Tag, TypeKind, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// How something is given to a function, and the call that puts it into the request.
pub(super) struct Argument {
    pub ty: TokenStream,
    pub call: TokenStream,
}

/// The request object of an operation, with a setter for each thing that may be left out.
pub(super) fn request(scope: &Scope<'_>, tag: &Tag, operation: &Operation) -> TokenStream {
    let names = &operation.names;
    let docs = Doc::own(format!(
        "The request of [`{}::{}`]; await it to send it.",
        tag.ident, names.method
    ));
    let docs = docs.attrs(0);
    let (name, request) = (ident(&names.request), scope.runtime("Request"));
    let setters: Vec<_> = operation
        .params
        .iter()
        .filter(|param| !param.required)
        .map(|param| setter(scope, param))
        .chain(body_setter(scope, operation))
        .collect();
    let scopes = scopes::constant(operation);
    let has_own = scopes.is_some() || !setters.is_empty();
    let own = has_own.then(|| quote!(impl #name { #scopes #(#setters)* }));
    quote! {
        #docs
        #[derive(Debug)]
        #[must_use = "a request is sent when it is awaited"]
        pub struct #name {
            request: #request,
        }

        #own
    }
}

fn setter(scope: &Scope<'_>, param: &Param) -> TokenStream {
    let lead = format!("Sets {}: ", code_span(&param.wire));
    let prose = param
        .docs
        .description
        .as_ref()
        .or(param.docs.summary.as_ref());
    let docs = Doc::default()
        .prose_after(&lead, prose.map_or("", String::as_str))
        .attrs(4);
    let deprecated = param.deprecated.then(|| quote!(#[deprecated]));
    let name = ident(&param.ident);
    let Argument { ty, call } = argument(scope, param);
    quote! {
        #docs
        #deprecated
        pub fn #name(mut self, #name: #ty) -> Self {
            self.request = self.request #call;
            self
        }
    }
}

fn body_setter(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let body = operation.body.as_ref().filter(|body| !body.required)?;
    let Argument { ty, call } = body::argument(scope, operation, body)?;
    let prose = body.docs.description.as_deref().unwrap_or_default();
    let docs = Doc::default()
        .prose_after("Sets the body: ", prose)
        .attrs(4);
    let name = ident(&body.ident);
    Some(quote! {
        #docs
        pub fn #name(mut self, #name: #ty) -> Self {
            self.request = self.request #call;
            self
        }
    })
}

/// How a parameter is given and sent.
pub(super) fn argument(scope: &Scope<'_>, param: &Param) -> Argument {
    let name = ident(&param.ident);
    let (ty, value) = given(scope, param);
    let value = value.unwrap_or_else(|| quote!(#name.borrow()));
    let wire = &param.wire;
    if param.content == Some(MediaKind::Json) {
        let method = ident(match param.place {
            Place::Path => "path_json",
            Place::Query => "query_json",
            Place::Header => "header_json",
            Place::Cookie => "cookie_json",
        });
        let call = quote!(.#method(#wire, #value));
        return Argument { ty, call };
    }
    let call = match (param.place, styled(scope, param)) {
        (Place::Path, None) => quote!(.path(#wire, #value)),
        (Place::Path, Some(style)) => quote!(.path_styled(#wire, #value, #style)),
        (Place::Query, None) => quote!(.query(#wire, #value)),
        (Place::Query, Some(style)) => quote!(.query_styled(#wire, #value, #style)),
        (Place::Header, None) => quote!(.header(#wire, #value)),
        (Place::Header, Some(explode)) => quote!(.header_styled(#wire, #value, #explode)),
        (Place::Cookie, _) => quote!(.cookie(#wire, #value)),
    };
    Argument { ty, call }
}

/// The type of a parameter's argument and the reference that is sent; `None` for what `Borrow`
/// gives.
fn given(scope: &Scope<'_>, param: &Param) -> (TokenStream, Option<TokenStream>) {
    let name = ident(&param.ident);
    let ty = scope.resolve(&param.slot.ty);
    if is_text(scope, ty) {
        return (quote!(impl AsRef<str>), Some(quote!(#name.as_ref())));
    }
    match ty {
        TypeRef::Scalar(scalar) if passing(*scalar) != Passing::Owned => {
            (scope.ty(ty), Some(quote!(&#name)))
        }
        TypeRef::List(items) if !items.nullable && is_text(scope, scope.resolve(&items.ty)) => {
            let collected = quote!(&#name.into_iter().map(Into::into).collect::<Vec<String>>());
            (
                quote!(impl IntoIterator<Item = impl Into<String>>),
                Some(collected),
            )
        }
        TypeRef::List(items) => {
            let item = scope.optional(&items.ty, items.nullable);
            (quote!(impl AsRef<[#item]>), Some(quote!(#name.as_ref())))
        }
        ty if is_key(scope, ty) => {
            let ty = scope.ty(ty);
            (quote!(impl Into<#ty>), Some(quote!(&#ty::new(#name))))
        }
        ty => {
            let (borrow, ty) = (scope.imports.path("std::borrow::Borrow"), scope.ty(ty));
            (quote!(impl #borrow<#ty>), None)
        }
    }
}

/// Whether a value is text, so that any text may be given for it.
fn is_text(scope: &Scope<'_>, ty: &TypeRef) -> bool {
    let text = |scalar| passing(scalar) == Passing::Text || scalar == Scalar::Secret;
    match ty {
        TypeRef::Scalar(scalar) => text(*scalar),
        TypeRef::Named(id) => {
            let kind = &scope.context.api.ty(*id).kind;
            matches!(kind, TypeKind::Newtype(body) if passing(body.scalar) == Passing::Text)
        }
        _ => false,
    }
}

/// The style where it is not the default of its place.
fn styled(scope: &Scope<'_>, param: &Param) -> Option<TokenStream> {
    match param.place {
        Place::Path => {
            let name = match param.style {
                Style::Label => "LABEL",
                Style::Matrix => "MATRIX",
                _ => "SIMPLE",
            };
            if name == "SIMPLE" && !param.explode {
                return None;
            }
            let (ty, name) = (scope.runtime("PathStyle"), ident(name));
            let explode = param.explode.then(|| quote!(.explode()));
            Some(quote!(#ty::#name #explode))
        }
        Place::Query => {
            let name = query_style(param.style, param.explode);
            if name == "FORM" && !param.allow_reserved {
                return None;
            }
            let (ty, name) = (scope.runtime("QueryStyle"), ident(name));
            let reserved = param.allow_reserved.then(|| quote!(.allow_reserved()));
            Some(quote!(#ty::#name #reserved))
        }
        Place::Header => param.explode.then(|| quote!(true)),
        Place::Cookie => None,
    }
}

/// The name of a style of the query, which forms have too.
pub(super) fn query_style(style: Style, explode: bool) -> &'static str {
    match (style, explode) {
        (Style::DeepObject, _) => "DEEP",
        (_, true) => "FORM",
        (Style::SpaceDelimited, false) => "SPACE",
        (Style::PipeDelimited, false) => "PIPE",
        (_, false) => "JOINED",
    }
}
