//! `security.rs` of the model: statics of the security schemes and scopes, and the default requirement.

#[cfg(test)]
mod tests;

use crate::context::Context;
use crate::contract::wire;
use crate::docs::{Doc, code_span};
use crate::ident::ident;
use crate::imports::Imports;
use crate::print::{Printed, Source};
use crate::scope::FileScope;
use crate::security::{alternatives, kind, scheme_name};
use graphwright_ir::{self as ir, Consent};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn write(context: &Context<'_>) -> Printed {
    let api = context.api;
    let imports = Imports::none();
    let scope = FileScope::model(context, "security", &imports);
    let security = scope.item(wire::SECURITY);
    let schemes = api.security_schemes.iter().map(|scheme| {
        let own = format!("Security scheme {}.", code_span(&scheme.wire));
        let docs = Doc::default()
            .summary_and_description(&scheme.docs)
            .and(own)
            .attrs(0);
        let name = scheme_name(scheme);
        let wire = &scheme.wire;
        let ty = scope.item(wire::SCHEME);
        let kind = kind(&scheme.kind, &scope.item(wire::SCHEME_KIND));
        quote! {
            #docs
            pub static #name: #ty = #ty { name: #wire, kind: #kind };
        }
    });
    let requirement = || scope.item(wire::REQUIREMENT);
    let default = alternatives(api, &api.security, &|scheme| scheme, &requirement);
    let about = Doc::own("The requirements of operations that have none of their own.").attrs(0);
    let scopes = scopes(&scope);
    let items = quote! {
        #(#schemes)*

        #about
        pub static DEFAULT: #security = #default;

        #scopes
    };
    Source {
        header: context.header(),
        allow_deprecated: false,
        docs: Doc::own("Security schemes, scopes, and the default requirements of operations."),
        imports: &imports,
        items: items.into(),
    }
    .print()
}

/// A static for each scope, a list of them, and the function that finds one by name.
fn scopes(scope: &FileScope<'_>) -> Option<TokenStream> {
    let scopes = &scope.context.api.scopes;
    if scopes.is_empty() {
        return None;
    }
    let ty = scope.item(wire::SCOPE);
    let security = scope.item(wire::SECURITY_MODULE);
    let statics = scopes
        .iter()
        .map(|granted| self::scope_static(scope, &ty, granted));
    let names = scopes.iter().map(|granted| ident(&granted.ident));
    Some(quote! {
        #(#statics)*

        /// Every scope that a flow declares or an operation requires, in order of first use.
        pub static SCOPES: &[&#ty] = &[#(&#names),*];

        /// Returns the scope with this name.
        pub fn scope(name: &str) -> Option<&'static #ty> {
            #security::find(SCOPES, name)
        }
    })
}

/// The static of a scope.
fn scope_static(scope: &FileScope<'_>, ty: &TokenStream, granted: &ir::Scope) -> TokenStream {
    let own = format!("Scope {}.", code_span(&granted.wire));
    let mut docs = Doc::default()
        .summary_and_description(&granted.docs)
        .and(own);
    if !granted.delegated && !granted.application {
        docs = docs.also("Operations require it, but no flow of the document declares it.");
    }
    let docs = docs.attrs(0);
    let ir::Scope {
        wire,
        delegated,
        application,
        own,
        scenarios,
        ..
    } = granted;
    let name = ident(&granted.ident);
    let consent = granted.consent.map_or_else(
        || quote!(None),
        |consent| {
            let ty = scope.item(wire::CONSENT);
            match consent {
                Consent::User => quote!(Some(#ty::User)),
                Consent::Admin => quote!(Some(#ty::Admin)),
            }
        },
    );
    let description = granted.docs.description.as_deref().unwrap_or_default();
    quote! {
        #docs
        pub static #name: #ty = #ty {
            name: #wire,
            delegated: #delegated,
            application: #application,
            own: #own,
            consent: #consent,
            scenarios: &[#(#scenarios),*],
            description: #description,
        };
    }
}
