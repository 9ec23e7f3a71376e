//! Operations that page: where the items of a page stand, and how the next one is found. What
//! follows from it is the runtime's.

use crate::contract::client;
use crate::ident::ident;
use crate::literal::option;
use crate::scope::FileScope;
use graphwright_ir::{NextPage, Operation, PageMember, Total};
use proc_macro2::TokenStream;
use quote::quote;

/// The impl that makes a request one of a list; `success` is what it gives. `None` for operations
/// that do not page.
pub(super) fn write(
    scope: &FileScope<'_>,
    operation: &Operation,
    success: &TokenStream,
) -> Option<TokenStream> {
    let paging = operation.paging.as_ref()?;
    let (paged, rule_ty) = (scope.item(client::PAGED), scope.item(client::PAGING));
    let request = ident(&operation.names.request);
    let item = scope.slot_type(&paging.item);
    let rule = rule(&rule_ty, &paging.next);
    let items = items(paging.items.as_ref());
    let next = match &paging.next {
        NextPage::Link(member) | NextPage::Cursor { member, .. } => {
            let (read, member) = (scope.item(client::PAGING_MODULE), place(member));
            Some(quote! {
                fn next(page: &#success) -> Option<String> {
                    #read::text(&#member)
                }
            })
        }
        NextPage::LinkHeader | NextPage::Offset { .. } | NextPage::Page { .. } => None,
    };
    let total = paging.total.as_ref().map(|total| {
        let (read, member) = (scope.item(client::PAGING_MODULE), total_place(total));
        quote! {
            fn total(page: &#success) -> Option<u64> {
                #read::count(&#member)
            }
        }
    });
    Some(quote! {
        impl #paged for #request {
            type Item = #item;

            const PAGING: #rule_ty = #rule;

            fn items(page: &mut #success) -> Option<&mut Vec<#item>> {
                #items
            }

            #next
            #total
        }
    })
}

fn rule(ty: &TokenStream, next: &NextPage) -> TokenStream {
    match next {
        NextPage::Link(_) => quote!(#ty::Link),
        NextPage::LinkHeader => quote!(#ty::LinkHeader),
        NextPage::Cursor { parameter, .. } => quote!(#ty::Cursor { parameter: #parameter }),
        NextPage::Offset {
            parameter,
            limit,
            first,
        } => {
            let (limit, first) = (option(limit.as_ref()), number(*first));
            quote!(#ty::Offset { parameter: #parameter, limit: #limit, first: #first })
        }
        NextPage::Page { parameter, first } => {
            let first = number(*first);
            quote!(#ty::Page { parameter: #parameter, first: #first })
        }
    }
}

fn number(number: u64) -> proc_macro2::Literal {
    proc_macro2::Literal::u64_unsuffixed(number)
}

/// The list in a page, to take it from there.
fn items(member: Option<&PageMember>) -> TokenStream {
    let Some((last, above)) = member.and_then(|member| member.path.split_last()) else {
        return quote!(Some(page));
    };
    let mut place = quote!(page);
    for field in above {
        let name = ident(&field.ident);
        place = if field.optional {
            quote!(#place.#name.as_mut()?)
        } else {
            quote!(#place.#name)
        };
    }
    let name = ident(&last.ident);
    if last.optional {
        quote!(#place.#name.as_mut())
    } else {
        quote!(Some(&mut #place.#name))
    }
}

/// A member of a page.
fn place(member: &PageMember) -> TokenStream {
    let mut place = quote!(page);
    for (index, field) in member.path.iter().enumerate() {
        let name = ident(&field.ident);
        let is_last = index + 1 == member.path.len();
        place = if field.optional && !is_last {
            quote!(#place.#name.as_ref()?)
        } else {
            quote!(#place.#name)
        };
    }
    place
}

fn total_place(total: &Total) -> TokenStream {
    match total {
        Total::Member(member) => place(member),
        Total::Additional { field, wire } => {
            let field = ident(field);
            quote!(page.#field.get(#wire))
        }
    }
}
