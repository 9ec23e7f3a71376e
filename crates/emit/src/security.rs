//! Security requirements of operations, as static data of the wire crate.

use crate::contract::wire;
use crate::ident::ident;
use crate::scope::FileScope;
use graphwright_ir::{Api, KeyPlace, Requirement, SchemeKind, SecurityNeed, SecurityScheme};
use proc_macro2::TokenStream;
use quote::quote;

/// The name of the static of a scheme.
pub(crate) fn scheme_name(scheme: &SecurityScheme) -> proc_macro2::Ident {
    ident(&scheme.ident.to_ascii_uppercase())
}

/// The requirements of an operation: a reference to those of the document if they are the same.
pub(crate) fn of_operation(scope: &FileScope<'_>, need: &SecurityNeed) -> TokenStream {
    let api = scope.context.api;
    if *need == api.security {
        let security = scope.model_item("security");
        return quote!(#security::DEFAULT);
    }
    alternatives(
        api,
        need,
        &|scheme| {
            let security = scope.model_item("security");
            quote!(#security::#scheme)
        },
        &|| scope.item(wire::REQUIREMENT),
    )
}

/// The alternatives of a requirement as nested slices. `scheme` names the static of a scheme in the file,
/// and `requirement` the type of a requirement.
pub(crate) fn alternatives(
    api: &Api,
    need: &SecurityNeed,
    scheme: &dyn Fn(TokenStream) -> TokenStream,
    requirement: &dyn Fn() -> TokenStream,
) -> TokenStream {
    let alternatives = need.alternatives.iter().map(|alternative| {
        let requirements = alternative.iter().filter_map(|need| {
            let name = scheme_name(api.security_schemes.get(need.scheme.0)?);
            let (scheme, ty) = (scheme(quote!(#name)), requirement());
            let Requirement { scopes, any_of, .. } = need;
            Some(quote!(#ty { scheme: &#scheme, scopes: &[#(#scopes),*], any_of: #any_of }))
        });
        quote!(&[#(#requirements),*])
    });
    quote!(&[#(#alternatives),*])
}

/// The kind of a scheme, given the type of kinds.
pub(crate) fn kind(kind: &SchemeKind, ty: &TokenStream) -> TokenStream {
    match kind {
        SchemeKind::ApiKey {
            place: KeyPlace::Header,
            name,
        } => quote!(#ty::ApiKeyHeader(#name)),
        SchemeKind::ApiKey {
            place: KeyPlace::Query,
            name,
        } => quote!(#ty::ApiKeyQuery(#name)),
        SchemeKind::ApiKey {
            place: KeyPlace::Cookie,
            name,
        } => quote!(#ty::ApiKeyCookie(#name)),
        SchemeKind::Basic => quote!(#ty::Basic),
        SchemeKind::Bearer { .. } => quote!(#ty::Bearer),
        SchemeKind::Http(name) => quote!(#ty::Http(#name)),
        SchemeKind::OAuth2 { .. } => quote!(#ty::OAuth2),
        SchemeKind::OpenIdConnect { .. } => quote!(#ty::OpenIdConnect),
        SchemeKind::MutualTls => quote!(#ty::MutualTls),
    }
}
