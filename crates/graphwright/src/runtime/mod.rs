//! What makes a generated workspace complete: its lock file, and, when it is to stand alone, a
//! copy of the runtime crates.

mod lock;
mod vendor;

use crate::config::Runtime;
use graphwright_emit::FileSet;

/// Adds to the files of a workspace with these targets what it needs to be built with `--locked`.
///
/// A runtime from a git repository or a registry is locked by Cargo when it first fetches it, since
/// only then its hash is known.
pub(crate) fn complete_workspace(files: &mut FileSet, targets: &[String], runtime: &Runtime) {
    let has = |target: &str| targets.iter().any(|other| other == target);
    let needs = |runtime: &str| match runtime {
        "wire" => true,
        // A client has it behind a feature.
        "oauth" => has("client"),
        target => has(target),
    };
    if matches!(runtime, Runtime::Vendor | Runtime::Path) {
        let lock = lock::write(files, needs("client"), needs("server"));
        files.insert("Cargo.lock".to_owned(), lock);
    }
    if *runtime == Runtime::Vendor {
        vendor::copy(files, needs);
    }
}
