//! Tokens to the text of a file: the only place that knows about white space.
//!
//! `syn` reads the tokens, one pass marks where a blank line belongs, `prettyplease` prints, and
//! the marks become blank lines. The output opts out of rustfmt, so it depends on the lock file
//! alone and not on a toolchain.

mod refit;
mod spacing;

use crate::docs::Doc;
use crate::imports::Imports;
use proc_macro2::TokenStream;
use quote::quote;

/// A source file: what it says of itself, what it uses, what it holds.
pub(crate) struct Source<'a> {
    /// The comment on top, without its slashes.
    pub header: &'a str,
    /// Whether it touches what the document deprecates: what is deprecated for callers still has
    /// to be read and written.
    pub allow_deprecated: bool,
    /// What the module is.
    pub docs: Doc,
    /// The names that it brings in.
    pub imports: Imports<'a>,
    /// Everything else.
    pub items: TokenStream,
}

impl Source<'_> {
    /// The text of the file.
    pub(crate) fn print(self) -> String {
        let Self {
            header,
            allow_deprecated,
            docs,
            imports,
            items,
        } = self;
        let uses = imports.into_tokens();
        let body = pretty(quote!(#uses #items));
        let docs: Vec<_> = docs
            .lines(0)
            .iter()
            .map(|line| format!("//!{line}"))
            .collect();
        let docs = docs.join("\n");
        let gap = if body.is_empty() { "\n" } else { "\n\n" };
        let allow = if allow_deprecated {
            "#![allow(deprecated)]\n"
        } else {
            ""
        };
        format!("// {header}\n#![cfg_attr(rustfmt, rustfmt_skip)]\n{allow}\n{docs}{gap}{body}")
    }
}

/// Prints items with blank lines between them.
///
/// Emitters only ever quote Rust. Should one not, the file says so to the compiler.
fn pretty(tokens: TokenStream) -> String {
    let mut file: syn::File = match syn::parse2(tokens) {
        Ok(file) => file,
        Err(error) => return format!("compile_error!({:?});\n", error.to_string()),
    };
    spacing::space(&mut file.items);
    let printed = prettyplease::unparse(&file);
    let mut text = String::with_capacity(printed.len());
    for line in refit::refit(&printed) {
        if line.trim_start() != spacing::BLANK {
            text.push_str(&line);
        }
        text.push('\n');
    }
    text
}
