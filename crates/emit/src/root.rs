//! What the `lib.rs` of each crate names: modules, and what they export.
//!
//! What is always there stands first and by name, then what each feature adds.

use crate::gate::FeatureGate;
use crate::ident::ident;
use proc_macro2::TokenStream;
use quote::quote;

/// The names of a `lib.rs` in the making.
#[derive(Default)]
pub(crate) struct Root<'a> {
    modules: Vec<(FeatureGate<'a>, &'a str, TokenStream)>,
    exports: Vec<Export<'a>>,
}

/// Something that is exported.
struct Export<'a> {
    gate: FeatureGate<'a>,
    /// The crate or module that it comes from.
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

    /// Declares a module that is seen from outside.
    pub(crate) fn public_module(&mut self, gate: FeatureGate<'a>, name: &'a str) {
        let ident = ident(name);
        self.modules.push((gate, name, quote!(pub mod #ident;)));
    }

    /// Exports names of a module.
    pub(crate) fn names(&mut self, gate: FeatureGate<'a>, module: &str, names: &[String]) {
        let path = ident(module);
        let names: Vec<_> = names.iter().map(|name| ident(name)).collect();
        let path = if let [name] = names.as_slice() {
            quote!(#path::#name)
        } else {
            quote!(#path::{#(#names),*})
        };
        self.path(gate, module, path);
    }

    /// Exports something of a crate or module by its whole path.
    pub(crate) fn path(&mut self, gate: FeatureGate<'a>, from: &str, path: TokenStream) {
        let from = from.to_owned();
        self.exports.push(Export { gate, from, path });
    }

    /// The declarations.
    pub(crate) fn modules(&mut self) -> TokenStream {
        self.modules.sort_by_key(|(gate, name, _)| (*gate, *name));
        let lines = self.modules.iter();
        lines.map(|(gate, _, line)| quote!(#gate #line)).collect()
    }

    /// The exports, of paths that begin with `prefix`: a line each, and one for each feature.
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
