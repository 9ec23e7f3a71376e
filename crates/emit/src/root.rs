//! The modules and exports of the `lib.rs` of a crate: first those without a feature gate, sorted by
//! name, then those of each feature.

use crate::gate::FeatureGate;
use crate::ident::ident;
use proc_macro2::TokenStream;
use quote::quote;

/// The modules and exports of a `lib.rs`, in any order.
#[derive(Default)]
pub(crate) struct Root<'a> {
    modules: Vec<(FeatureGate<'a>, &'a str, TokenStream)>,
    exports: Vec<Export<'a>>,
}

/// An exported item, or several of a module.
struct Export<'a> {
    gate: FeatureGate<'a>,
    /// The crate or module that has it, which decides the order.
    from: String,
    /// The whole path, for example `user::{User, UserId}`.
    path: TokenStream,
}

impl<'a> Root<'a> {
    /// Declares a module.
    pub(crate) fn module(&mut self, gate: FeatureGate<'a>, name: &'a str) {
        let ident = ident(name);
        self.modules.push((gate, name, quote!(mod #ident;)));
    }

    /// Declares a public module.
    pub(crate) fn public_module(&mut self, gate: FeatureGate<'a>, name: &'a str) {
        let ident = ident(name);
        self.modules.push((gate, name, quote!(pub mod #ident;)));
    }

    /// Exports items of a module.
    pub(crate) fn export_names(&mut self, gate: FeatureGate<'a>, module: &str, names: &[String]) {
        let path = ident(module);
        let names: Vec<_> = names.iter().map(|name| ident(name)).collect();
        let path = if let [name] = names.as_slice() {
            quote!(#path::#name)
        } else {
            quote!(#path::{#(#names),*})
        };
        self.export_path(gate, module, path);
    }

    /// Exports a path of a crate or module.
    pub(crate) fn export_path(&mut self, gate: FeatureGate<'a>, from: &str, path: TokenStream) {
        let from = from.to_owned();
        self.exports.push(Export { gate, from, path });
    }

    /// Returns the declarations of modules.
    pub(crate) fn modules(&mut self) -> TokenStream {
        self.modules.sort_by_key(|(gate, name, _)| (*gate, *name));
        let lines = self.modules.iter();
        lines.map(|(gate, _, line)| quote!(#gate #line)).collect()
    }

    /// Returns a `use` line for each export without a feature gate, and one for each feature. All paths
    /// begin with `prefix`.
    pub(crate) fn exports(&mut self, prefix: &TokenStream) -> TokenStream {
        self.exports
            .sort_by(|one, next| (one.gate, &one.from).cmp(&(next.gate, &next.from)));
        let runs = self
            .exports
            .chunk_by(|one, next| one.gate != FeatureGate::OPEN && one.gate == next.gate);
        runs.map(|run| {
            let gate = run.first().map(|export| export.gate);
            let paths = run.iter().map(|export| &export.path);
            if run.len() == 1 {
                quote!(#gate pub use #prefix #(#paths)*;)
            } else {
                quote!(#gate pub use #prefix {#(#paths),*};)
            }
        })
        .collect()
    }
}
