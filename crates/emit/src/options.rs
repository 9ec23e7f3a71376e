//! The configuration of the output.

/// The configuration of the output, as opposed to the model of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The folder of each target, with `{target}` for its name, for example `users-{target}`.
    pub folder: String,
    /// The source of the runtimes in generated manifests.
    pub runtime: Runtime,
    /// The names of the targets to write. The model is always written.
    pub targets: Vec<String>,
    /// `true` if the output folder is a workspace, with a root manifest.
    pub workspace: bool,
    /// `true` if each group of operations of the first version has a Cargo feature in the client and
    /// the server. All of these features are on by default.
    pub features_per_tag: bool,
    /// The command that file headers name, for example `cargo xtask codegen`.
    pub command: String,
}

/// The source of the runtime crates in generated manifests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// A folder, relative to the output folder, with `/` between segments.
    Path(String),
    /// A git repository at a revision.
    Git {
        /// The URL of the repository.
        url: String,
        /// The revision.
        rev: String,
    },
    /// A version on a registry.
    Version(String),
}
