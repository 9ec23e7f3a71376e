//! `server.rs`: the document and the routers over its groups of operations.

use super::router;
use crate::context::Context;
use crate::contract::server;
use crate::docs::Doc;
use crate::gate::FeatureGate;
use crate::imports::Imports;
use crate::operation::error_shape;
use crate::print::{Printed, Source};
use crate::scope::FileScope;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn write(context: &Context<'_>) -> Printed {
    let own = context.tags().map(|(_, tag)| tag.ident.clone());
    let imports = Imports::new(FeatureGate::OPEN, own);
    let scope = FileScope::server(context, &imports);
    let (authorizer, server) = (scope.item(server::AUTHORIZER), scope.item(server::SERVER));
    let statics = statics(&scope);
    let routers = router::routers(&scope);
    let empty =
        Doc::own("Creates an empty server, for mounting groups of operations one by one.").attrs(0);
    let items = quote! {
        #statics
        #routers

        #empty
        pub fn server(authorizer: impl #authorizer) -> #server {
            #server::new(&API, authorizer)
        }
    };
    Source {
        header: context.header(),
        allow_deprecated: false,
        docs: Doc::own("The routers of all groups of operations."),
        imports: &imports,
        items: items.into(),
    }
    .print()
}

/// The published document and the static that describes the API to the runtime.
fn statics(scope: &FileScope<'_>) -> TokenStream {
    let context = scope.context;
    let api = scope.item(server::API);
    let name = &context.api.name;
    let base_path = context
        .api
        .servers
        .first()
        .map_or("", |server| &server.base_path);
    // From `src/` of the crate up to the output folder.
    let openapi = format!("../{}openapi.json", context.path_to_output("server"));
    let error_shape = error_shape(scope);
    let scopes = if context.api.scopes.is_empty() {
        quote!(&[])
    } else {
        let security = scope.model_item("security");
        quote!(#security::SCOPES)
    };
    let about = Doc::own(
        "The document that this server implements, as JSON; it is served as `/openapi.json`.",
    );
    let about = about.attrs(0);
    quote! {
        #about
        pub const OPENAPI: &str = include_str!(#openapi);

        static API: #api = #api {
            name: #name,
            base_path: #base_path,
            openapi: OPENAPI,
            error_shape: #error_shape,
            scopes: #scopes,
        };
    }
}
