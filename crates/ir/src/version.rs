//! Versions of the API.

/// A version of the API that the generated crates can speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its name, for example `v1.0` or `beta`.
    pub wire: String,
    /// The Cargo feature that adds what only it has, and turns on the features of the versions
    /// before it; `None` for the version that is always there.
    pub feature: Option<String>,
    /// The path that its operations are below, without a trailing slash, for example `/beta`.
    pub base_path: String,
}

/// A set of versions, as indexes into [`Api::versions`]; empty means all of them.
pub type Versions = Vec<usize>;
