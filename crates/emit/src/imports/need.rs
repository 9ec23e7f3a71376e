//! The features that a `use` line needs, which follow from the uses of its name.

use crate::gate::FeatureGate;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// The place of a use of a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Use<'a> {
    /// The gate of the code around it.
    pub gate: FeatureGate<'a>,
    pub by: UsedBy,
}

/// The kind of code that uses a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum UsedBy {
    #[default]
    Code,
    /// Static schemas, which in the model are behind the feature `schema`.
    Schemas,
}

/// The least strict gate of all uses of a name, by kind.
#[derive(Clone, Copy, Default)]
pub(super) struct Need<'a> {
    code: Option<FeatureGate<'a>>,
    schemas: Option<FeatureGate<'a>>,
}

impl<'a> Need<'a> {
    /// Adds a use.
    pub(super) fn add(&mut self, one: Use<'a>) {
        let least = match one.by {
            UsedBy::Code => &mut self.code,
            UsedBy::Schemas => &mut self.schemas,
        };
        *least = Some(least.map_or(one.gate, |least| least.min(one.gate)));
    }

    /// Returns the attribute of the line that serves all uses.
    pub(super) fn cfg(self) -> Cfg<'a> {
        let mut alternatives = Vec::new();
        if let Some(gate) = self.code {
            alternatives.push(gate.feature().into_iter().collect());
        }
        // Where code has imported the name, schemas need nothing more.
        let schemas = self
            .schemas
            .filter(|gate| self.code.is_none_or(|code| *gate < code));
        if let Some(gate) = schemas {
            alternatives.push(gate.feature().into_iter().chain(["schema"]).collect());
        }
        Cfg(alternatives)
    }
}

/// A `cfg` attribute: any one of these sets of features.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cfg<'a>(Vec<Vec<&'a str>>);

impl ToTokens for Cfg<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if self.0.iter().any(Vec::is_empty) {
            return;
        }
        let sets: Vec<_> = self.0.iter().map(|features| all_of(features)).collect();
        match sets.as_slice() {
            [] => {}
            [set] => tokens.extend(quote!(#[cfg(#set)])),
            several => tokens.extend(quote!(#[cfg(any(#(#several),*))])),
        }
    }
}

fn all_of(features: &[&str]) -> TokenStream {
    match features {
        [one] => quote!(feature = #one),
        several => quote!(all(#(feature = #several),*)),
    }
}
