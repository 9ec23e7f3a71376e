//! Which features the one who writes a name needs it with.

use crate::feature::Gate;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// The features under which a name is used, so far: the least strict gate of those who use it
/// anyway, and of those who use it for schemas.
#[derive(Clone, Copy, Default)]
pub(super) struct Need<'a> {
    always: Option<Gate<'a>>,
    schemas: Option<Gate<'a>>,
}

impl<'a> Need<'a> {
    /// One more use.
    pub(super) fn add(&mut self, gate: Gate<'a>, always: bool) {
        let least = if always {
            &mut self.always
        } else {
            &mut self.schemas
        };
        *least = Some(least.map_or(gate, |least| least.min(gate)));
    }

    /// The attribute of the line that serves them all.
    pub(super) fn cfg(self) -> Cfg<'a> {
        let mut ways = Vec::new();
        if let Some(gate) = self.always {
            ways.push(gate.feature().into_iter().collect());
        }
        // Where the name is there anyway, schemas need nothing more.
        let schemas = self.schemas.filter(|gate| match self.always {
            Some(always) => *gate < always,
            None => true,
        });
        if let Some(gate) = schemas {
            ways.push(gate.feature().into_iter().chain(["schema"]).collect());
        }
        Cfg(ways)
    }
}

/// A `cfg` attribute: any one of these sets of features.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cfg<'a>(Vec<Vec<&'a str>>);

impl ToTokens for Cfg<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let ways: Vec<_> = self.0.iter().map(|way| all(way)).collect();
        match ways.as_slice() {
            _ if self.0.iter().any(Vec::is_empty) => {}
            [] => {}
            [one] => tokens.extend(quote!(#[cfg(#one)])),
            several => tokens.extend(quote!(#[cfg(any(#(#several),*))])),
        }
    }
}

fn all(features: &[&str]) -> TokenStream {
    match features {
        [one] => quote!(feature = #one),
        several => quote!(all(#(feature = #several),*)),
    }
}
