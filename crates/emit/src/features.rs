//! Documentation of the Cargo features of a generated crate, for its front page.

use crate::context::Context;
use crate::docs::{Doc, code_span};
use crate::gate::ALL_TAGS;

impl Doc {
    /// Adds a paragraph on the features of later versions.
    pub(crate) fn features(self, context: &Context<'_>) -> Self {
        let features: Vec<_> = context
            .later_versions()
            .filter_map(|(_, version)| {
                let feature = version.feature.as_ref()?;
                Some(if *feature == version.wire {
                    code_span(feature)
                } else {
                    let wire = code_span(&version.wire);
                    format!("{} (version {wire})", code_span(feature))
                })
            })
            .collect();
        if features.is_empty() {
            return self;
        }
        self.and(format!(
            "Additions of later versions are behind features, each of which turns on those before it: \
             {}.",
            features.join(", ")
        ))
    }

    /// Adds a paragraph on the features of groups of operations, where they have features.
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
}
