//! A file of the client: the handle of a tag, and the items of its operations.

use super::{answers, body, operation, request};
use crate::context::Context;
use crate::contract::client;
use crate::docs::Doc;
use crate::ident::ident;
use crate::imports::Imports;
use crate::print::{Items, Printed, Source};
use crate::scope::FileScope;
use crate::tag::{names_in_file, tag_summary};
use graphwright_ir::{Tag, TagId};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn write(context: &Context<'_>, id: TagId, tag: &Tag) -> Printed {
    let imports = Imports::new(context.tag_gate(tag), names_in_file(context, id, tag));
    let scope = FileScope::client(context, &imports);
    let mut items = Items::from(handle(&scope, id, tag));
    for operation in context.operations(id) {
        items.push(operation::operation_static(&scope, operation));
    }
    for operation in context.operations(id) {
        items.push(request::write(&scope, tag, operation));
        items.extend(body::declaration(&scope, tag, operation));
        items.push(answers::write(&scope, tag, operation));
    }
    Source {
        header: context.header(),
        allow_deprecated: context.uses_deprecated(id),
        docs: Doc::own(format!("{}.", tag_summary(context, tag))),
        imports: &imports,
        items,
    }
    .print()
}

/// The handle with a method for each operation.
fn handle(scope: &FileScope<'_>, id: TagId, tag: &Tag) -> TokenStream {
    let made_by = format!(", from [`Client::{0}`](crate::Client::{0}).", tag.module);
    let context = scope.context;
    let docs = Doc::own(tag_summary(context, tag) + &made_by)
        .summary_and_description(&tag.docs)
        .behind(context.tag_gate(tag))
        .attrs(0);
    let (name, core) = (ident(&tag.ident), scope.item(client::CORE));
    let methods = context
        .operations(id)
        .map(|operation| operation::method(scope, operation));
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name {
            core: #core,
        }

        impl #name {
            pub(crate) fn new(core: #core) -> Self {
                Self { core }
            }

            #(#methods)*
        }
    }
}
