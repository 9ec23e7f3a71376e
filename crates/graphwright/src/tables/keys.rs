//! The settings of tables, and the message of a build that has none.

/// The way out for somebody who asks a build without tables for them.
pub(crate) const ABSENT: &str =
    "this build of graphwright has no tables: build it with the feature `tables`";

/// The keys of the configuration that are about tables.
pub(crate) const KEYS: [&str; 5] = [
    "api.entities",
    "api.concepts",
    "api.policies",
    "api.versions",
    "entity",
];
