//! The rest of a generated workspace: its lock file, and copies of the runtime crates.

mod lock;
mod vendor;

use crate::config::Runtime;
use graphwright_emit::FileSet;

/// Adds the files that a workspace with these targets needs to be built with `--locked`.
///
/// Runtime crates from a git repository or a registry are locked by Cargo when it first fetches them, because only
/// then their hashes are known.
pub(crate) fn complete_workspace(files: &mut FileSet, targets: &[String], runtime: &Runtime) {
    let has = |target: &str| targets.iter().any(|other| other == target);
    let needs = |runtime: &str| match runtime {
        "wire" => true,
        // A client has it behind a feature.
        "oauth" => has("client"),
        target => has(target),
    };
    if matches!(runtime, Runtime::Vendor | Runtime::Path) {
        let lock = lock::write(files, needs);
        files.insert("Cargo.lock".to_owned(), lock);
    }
    if *runtime == Runtime::Vendor {
        vendor::copy(files, needs);
    }
}
