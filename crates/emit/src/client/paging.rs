//! Operations that page: accessors of the items of a page and of the link to the next one. The runtime
//! does the rest.

#[cfg(test)]
mod tests;

use crate::contract::client;
use crate::ident::ident;
use crate::literal::optional_text;
use crate::scope::FileScope;
use graphwright_ir::{NextPage, Operation, PageMember, Total};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns `impl Paged` of a request, given the type of its success; `None` for an operation that does not
/// page.
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
    let items = items_expression(paging.items.as_ref());
    let next = match &paging.next {
        NextPage::Link(member) | NextPage::Cursor { member, .. } => {
            let (read, member) = (scope.item(client::PAGING_MODULE), member_expression(member));
            Some(quote! {
                fn next(page: &#success) -> Option<String> {
                    #read::text(&#member)
                }
            })
        }
        NextPage::LinkHeader | NextPage::Offset { .. } | NextPage::Page { .. } => None,
    };
    let total = paging.total.as_ref().map(|total| {
        let (read, member) = (scope.item(client::PAGING_MODULE), total_expression(total));
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

/// The rule by which the next page is found.
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
            let (limit, first) = (optional_text(limit.as_ref()), number(*first));
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

/// The expression that borrows the list of a page mutably.
fn items_expression(member: Option<&PageMember>) -> TokenStream {
    let Some((last, above)) = member.and_then(|member| member.path.split_last()) else {
        return quote!(Some(page));
    };
    let mut expression = quote!(page);
    for field in above {
        let name = ident(&field.ident);
        expression = if field.optional {
            quote!(#expression.#name.as_mut()?)
        } else {
            quote!(#expression.#name)
        };
    }
    let name = ident(&last.ident);
    if last.optional {
        quote!(#expression.#name.as_mut())
    } else {
        quote!(Some(&mut #expression.#name))
    }
}

/// The expression for a member of a page.
fn member_expression(member: &PageMember) -> TokenStream {
    let mut expression = quote!(page);
    for (index, field) in member.path.iter().enumerate() {
        let name = ident(&field.ident);
        let is_last = index + 1 == member.path.len();
        expression = if field.optional && !is_last {
            quote!(#expression.#name.as_ref()?)
        } else {
            quote!(#expression.#name)
        };
    }
    expression
}

/// The expression for the total count of a list.
fn total_expression(total: &Total) -> TokenStream {
    match total {
        Total::Member(member) => member_expression(member),
        Total::Additional { field, wire } => {
            let field = ident(field);
            quote!(page.#field.get(#wire))
        }
    }
}
