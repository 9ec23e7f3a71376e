//! The configuration of the output, as opposed to the model of the API.

/// What the configuration says about the output rather than about the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The folder of each target, with `{target}` for its name, for example `users-{target}`.
    pub folder: String,
    /// Where generated manifests find the runtimes.
    pub runtime: Runtime,
    /// The targets to write, by name; the model is always among them.
    pub targets: Vec<String>,
    /// Whether the output is a workspace of its own, with a root manifest.
    pub workspace: bool,
    /// Whether each group of operations of the first version is behind a feature of its own in the
    /// client and the server, all of them on by default.
    pub features_per_tag: bool,
    /// The command that the headers name, for example `cargo xtask codegen`.
    pub command: String,
}

/// Where generated manifests find `wire`, `client` and `server`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// In a folder, relative to the output folder, with `/` between segments.
    Path(String),
    /// In a git repository at a revision.
    Git {
        /// The repository.
        url: String,
        /// The revision.
        rev: String,
    },
    /// On a registry.
    Version(String),
}
