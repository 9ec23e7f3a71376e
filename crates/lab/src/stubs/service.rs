//! A service that implements nothing, for the traits of a generated stub.
//!
//! The emitted traits are read with `syn`; each method keeps its signature and returns `NotImplemented`, as an editor would
//! fill it in.

use anyhow::{Context as _, Result};
use graphwright_emit::FileSet;
use quote::{ToTokens, format_ident, quote};
use syn::{File, Item, ItemTrait, TraitItem};

/// Returns the code of a module that implements every trait of a stub for `crate::Nothing`. `name` is the prefix of the
/// packages.
pub(super) fn write_module(name: &str, files: &FileSet) -> Result<String> {
    let stub = format_ident!("{}_server", name);
    let mut text = String::new();
    let sources = files
        .iter()
        .filter(|(path, _)| path.starts_with("server/src/"));
    for (path, source) in sources {
        let file = syn::parse_file(source).with_context(|| format!("{path} is not valid Rust"))?;
        for service in file.items.iter().filter_map(service_trait) {
            let module = path
                .trim_start_matches("server/src/")
                .trim_end_matches(".rs");
            text += &implement(&file, service, module, &stub);
            text.push('\n');
        }
    }
    Ok(text)
}

/// Returns the trait of a tag's operations, if an item is one.
fn service_trait(item: &Item) -> Option<&ItemTrait> {
    match item {
        Item::Trait(service) if matches!(service.vis, syn::Visibility::Public(_)) => Some(service),
        _ => None,
    }
}

/// Implements a trait for `crate::Nothing`, in a module of its own.
fn implement(file: &File, service: &ItemTrait, module: &str, stub: &syn::Ident) -> String {
    // The types of the signatures are imported by the file, or declared in it.
    let imports = file
        .items
        .iter()
        .filter(|item| matches!(item, Item::Use(_)));
    let imports: String = imports
        .map(|item| item.to_token_stream().to_string())
        .collect();
    let imports = imports.replace("crate ::", &format!("{stub} ::"));
    let methods = service.items.iter().filter_map(|item| match item {
        TraitItem::Fn(method) => Some(&method.sig),
        _ => None,
    });
    let trait_ = &service.ident;
    let module =
        syn::parse_str::<syn::Ident>(module).unwrap_or_else(|_| format_ident!("r#{module}"));
    let code = quote! {
        use #stub::#module::*;

        impl #stub::#module::#trait_ for crate::Nothing {
            #(#methods {
                async { Err(graphwright_server::Fault::not_implemented()) }
            })*
        }
    };
    format!("mod {module} {{\n{imports}\n{code}\n}}\n")
}
