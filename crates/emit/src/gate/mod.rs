//! Feature gates: parts of later versions are behind the Cargo feature of their version and groups
//! of operations, on request, behind one of their own.

#[cfg(test)]
mod tests;

use crate::docs::{Doc, code_span};
use graphwright_ir::{Api, VersionId, VersionSet};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// The feature that turns on those of all groups of operations, where each has one of its own.
pub const ALL_TAGS: &str = "all-tags";

/// Returns the feature of a group of operations, given its module.
pub(crate) fn tag_feature(module: &str) -> String {
    format!("tag-{}", module.replace('_', "-"))
}

/// The feature that an item needs, if any. A greater gate is a stricter one: the feature of a
/// version turns on those of the versions before it.
///
/// As tokens it is the `cfg` attribute, or nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct FeatureGate<'a>(Option<(VersionId, &'a str)>);

impl<'a> FeatureGate<'a> {
    /// The gate of items that need no feature.
    pub(crate) const OPEN: Self = Self(None);

    /// Returns the gate of items that these versions have.
    pub(crate) fn of_versions(api: &'a Api, versions: &VersionSet) -> Self {
        Self::of_version(api, versions.first())
    }

    /// Returns the gate of items that a version added.
    pub(crate) fn of_version(api: &'a Api, version: VersionId) -> Self {
        Self(api.feature_of(version).map(|feature| (version, feature)))
    }

    /// Returns the gate of a group of operations, or of all groups. The features of groups do not
    /// imply one another, so an import for several of them would need each: a file is behind one
    /// group or none.
    pub(crate) fn of_tags(feature: &'a str) -> Self {
        Self(Some((VersionId::BASE, feature)))
    }

    /// Returns the gate that an item needs of its own inside one with the gate `outer`: none, unless
    /// it is stricter.
    pub(crate) fn inside(self, outer: Self) -> Self {
        if self > outer { self } else { Self::OPEN }
    }

    /// The feature.
    pub(crate) fn feature(self) -> Option<&'a str> {
        self.0.map(|(_, feature)| feature)
    }

    /// ``Requires the feature `beta` ``, without a full stop.
    pub(crate) fn sentence(self) -> Option<String> {
        let feature = self.feature()?;
        Some(format!("Requires the feature {}", code_span(feature)))
    }
}

impl ToTokens for FeatureGate<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if let Some(feature) = self.feature() {
            tokens.extend(quote!(#[cfg(feature = #feature)]));
        }
    }
}

impl Doc {
    /// Adds a paragraph that names the feature of a gate.
    pub(crate) fn behind(self, gate: FeatureGate<'_>) -> Self {
        match gate.sentence() {
            Some(sentence) => self.and(sentence + "."),
            None => self,
        }
    }
}
