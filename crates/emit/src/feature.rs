//! Cargo features: what only a later version has stands behind the feature of that version, and a
//! group of operations, where that is asked for, behind one of its own.

use crate::context::Context;
use crate::docs::{Doc, code_span};
use graphwright_ir::{Api, VersionId, VersionSet};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Item, parse_quote};

/// The feature that turns on those of all groups of operations, where each has one of its own.
pub const ALL_TAGS: &str = "all-tags";

/// The feature of a group of operations.
pub(crate) fn of_tag(module: &str) -> String {
    format!("tag-{}", module.replace('_', "-"))
}

/// The feature that something stands behind, if any. A greater gate is a stricter one: the feature of
/// a version turns on those of the versions before it.
///
/// As tokens it is the attribute that shuts out what follows, or nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Gate<'a>(Option<(VersionId, &'a str)>);

impl<'a> Gate<'a> {
    /// The gate of what is always there.
    pub(crate) const OPEN: Self = Self(None);

    /// The gate of what these versions have.
    pub(crate) fn of(api: &'a Api, versions: &VersionSet) -> Self {
        Self::of_version(api, versions.first())
    }

    /// The gate of what a version added.
    pub(crate) fn of_version(api: &'a Api, version: VersionId) -> Self {
        Self(api.feature_of(version).map(|feature| (version, feature)))
    }

    /// The gate of a group of operations, or of all of them. The features of groups say nothing of
    /// one another, so what several of them need is never brought in by any one alone: files are
    /// behind one group or none.
    pub(crate) fn of_tags(feature: &'a str) -> Self {
        Self(Some((VersionId::BASE, feature)))
    }

    /// What is left of it inside something with a gate of its own: nothing, unless it is stricter.
    pub(crate) fn inside(self, outer: Self) -> Self {
        if self > outer { self } else { Self::OPEN }
    }

    /// The feature.
    pub(crate) fn feature(self) -> Option<&'a str> {
        self.0.map(|(_, feature)| feature)
    }

    /// ``Only with the feature `beta` ``, without a full stop.
    pub(crate) fn sentence(self) -> Option<String> {
        let feature = self.feature()?;
        Some(format!("Only with the feature {}", code_span(feature)))
    }

    /// Puts items behind it.
    pub(crate) fn shut(self, items: TokenStream) -> TokenStream {
        if self == Self::OPEN {
            return items;
        }
        // Emitters only ever quote Rust; should one not, the printer says so.
        let Ok(mut file) = syn::parse2::<syn::File>(items.clone()) else {
            return items;
        };
        for attrs in file.items.iter_mut().filter_map(attrs) {
            let docs = attrs.iter().take_while(|attr| attr.path().is_ident("doc"));
            let attribute: Attribute = parse_quote!(#self);
            attrs.insert(docs.count(), attribute);
        }
        file.into_token_stream()
    }
}

impl ToTokens for Gate<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if let Some(feature) = self.feature() {
            tokens.extend(quote!(#[cfg(feature = #feature)]));
        }
    }
}

impl Doc {
    /// Says which features a crate has for what later versions add.
    pub(crate) fn features(self, context: &Context<'_>) -> Self {
        let features = context.later_versions().filter_map(|(_, version)| {
            let feature = version.feature.as_ref()?;
            Some(if *feature == version.wire {
                code_span(feature)
            } else {
                let wire = code_span(&version.wire);
                format!("{} (version {wire})", code_span(feature))
            })
        });
        let features: Vec<_> = features.collect();
        if features.is_empty() {
            return self;
        }
        self.and(format!(
            "What later versions add is behind features, each of which turns on those before it: \
             {}.",
            features.join(", ")
        ))
    }

    /// Says that each group of operations has a feature, where that is so.
    pub(crate) fn tag_features(self, context: &Context<'_>) -> Self {
        let mut tags = context.tags().map(|(_, tag)| tag);
        let first = tags.find_map(|tag| context.tag_gate(tag).feature());
        match first.filter(|_| context.options.features_per_tag) {
            Some(first) => self.and(format!(
                "Each group of operations is behind a feature, for example {}; {} turns on all of \
                 them, and is on by default.",
                code_span(first),
                code_span(ALL_TAGS)
            )),
            None => self,
        }
    }

    /// Says which feature something needs, in a paragraph of its own.
    pub(crate) fn behind(self, gate: Gate<'_>) -> Self {
        match gate.sentence() {
            Some(sentence) => self.and(sentence + "."),
            None => self,
        }
    }
}

/// The attributes of an item, of the kinds that are emitted.
pub(crate) fn attrs(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    match item {
        Item::Use(item) => Some(&mut item.attrs),
        Item::Mod(item) => Some(&mut item.attrs),
        Item::Const(item) => Some(&mut item.attrs),
        Item::Static(item) => Some(&mut item.attrs),
        Item::Type(item) => Some(&mut item.attrs),
        Item::Fn(item) => Some(&mut item.attrs),
        Item::Struct(item) => Some(&mut item.attrs),
        Item::Enum(item) => Some(&mut item.attrs),
        Item::Trait(item) => Some(&mut item.attrs),
        Item::Impl(item) => Some(&mut item.attrs),
        _ => None,
    }
}
