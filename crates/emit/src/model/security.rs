//! `security.rs` of the model: the schemes as statics, and what operations ask by default.

use crate::context::Context;
use crate::docs::{Doc, code_span};
use crate::print::Source;
use crate::scope::Scope;
use crate::security::{alternatives, kind, scheme_name};
use quote::quote;

pub(super) fn write(context: &Context<'_>) -> String {
    let api = context.api;
    let scope = Scope::model(context, "security", []);
    let security = scope.wire("security::Security");
    let schemes = api.security_schemes.iter().map(|scheme| {
        let own = format!("Security scheme {}.", code_span(&scheme.wire));
        let docs = Doc::default()
            .summary_and_description(&scheme.docs)
            .and(own)
            .attrs(0);
        let name = scheme_name(scheme);
        let wire = &scheme.wire;
        let ty = scope.wire("security::Scheme");
        let kind = kind(&scheme.kind, &scope.wire("security::SchemeKind"));
        quote! {
            #docs
            pub static #name: #ty = #ty { name: #wire, kind: #kind };
        }
    });
    let requirement = || scope.wire("security::Requirement");
    let default = alternatives(api, &api.security, &|scheme| scheme, &requirement);
    let about = Doc::own("What an operation asks unless it says otherwise.").attrs(0);
    let items = quote! {
        #(#schemes)*

        #about
        pub static DEFAULT: #security = #default;
    };
    Source {
        header: context.header(),
        allow_deprecated: false,
        docs: Doc::own("How callers prove who they are, and what operations ask of them."),
        imports: scope.imports,
        items,
    }
    .print()
}
