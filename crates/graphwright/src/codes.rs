//! The codes of the driver, and the lookup of all codes.
//!
//! Codes about inputs are in `graphwright_source`; those about the command line, the configuration and the output
//! folder are here.

use graphwright_source::{Code, suggest};
use serde::Serialize;

pub(crate) const USAGE: &str = "usage";
pub(crate) const CONFIG_SYNTAX: &str = "config-syntax";
pub(crate) const CONFIG_UNKNOWN_KEY: &str = "config-unknown-key";
pub(crate) const CONFIG_INVALID: &str = "config-invalid";
pub(crate) const RUNTIME_MISSING: &str = "runtime-missing";
pub(crate) const OUTPUT_FOREIGN: &str = "output-foreign";
pub(crate) const OUTPUT_IN_WORKSPACE: &str = "output-in-workspace";
pub(crate) const OUTPUT_EDITED: &str = "output-edited";
pub(crate) const OUTPUT_STALE: &str = "output-stale";
pub(crate) const OUTPUT_FAILED: &str = "output-failed";

/// The codes of the driver, with their default severity and explanation.
const TABLE: &[(&str, &str, &str)] = &[
    (
        USAGE,
        "error",
        "The command line is not valid. `--help` lists the commands and flags.",
    ),
    (CONFIG_SYNTAX, "error", "The configuration is not TOML."),
    (
        CONFIG_UNKNOWN_KEY,
        "error",
        "The configuration has an unknown key. If unknown keys were allowed, a misspelt setting would silently have \
         no effect.",
    ),
    (
        CONFIG_INVALID,
        "error",
        "A setting has an invalid value, or a required setting is missing.",
    ),
    (
        RUNTIME_MISSING,
        "error",
        "With `--runtime path`, generated manifests refer to the folder of the runtime crates in the source tree that \
         this program was built from, and that folder does not exist. Use `--runtime vendor`, or name a git revision \
         or a version.",
    ),
    (
        OUTPUT_FOREIGN,
        "error",
        "The output folder is not empty and has no `.graphwright.json`, so this tool did not write it and must not \
         change it. Name an empty or a new folder.",
    ),
    (
        OUTPUT_IN_WORKSPACE,
        "error",
        "The output is a workspace, and its folder matches the `members` of another workspace: Cargo rejects both. \
         Name another folder, or exclude this one in the other workspace.",
    ),
    (
        OUTPUT_EDITED,
        "warning",
        "A generated file was edited after it was written. The next run overwrites it: change an input, the \
         configuration or the generator instead.",
    ),
    (
        OUTPUT_STALE,
        "error",
        "`--check` found a generated file that differs from what the inputs generate now. Run `codegen`.",
    ),
    (
        OUTPUT_FAILED,
        "error",
        "The output could not be written. No file is half-written: each has either its old content or its new one.",
    ),
];

/// The explanation of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The code.
    pub code: &'static str,
    /// Its default severity: `error`, `warning` or `note`.
    pub severity: &'static str,
    /// Its meaning, and how to fix what it reports.
    pub text: &'static str,
}

/// All codes, those about inputs first.
pub fn all() -> impl Iterator<Item = Explanation> {
    let stages = Code::ALL.iter().map(|code| Explanation {
        code: code.name(),
        severity: code.severity().as_str(),
        text: code.text(),
    });
    stages.chain(TABLE.iter().map(|(code, severity, text)| Explanation {
        code,
        severity,
        text,
    }))
}

/// Finds a code by its name.
///
/// # Errors
///
/// The name that was probably meant, if there is a similar one.
pub fn find(name: &str) -> Result<Explanation, Option<&'static str>> {
    all()
        .find(|known| known.code == name)
        .ok_or_else(|| suggest::nearest(name, all().map(|known| known.code)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_unique_kebab_words() {
        let mut seen = BTreeSet::new();
        for known in all() {
            assert!(seen.insert(known.code), "{} is repeated", known.code);
            assert!(
                known
                    .code
                    .chars()
                    .all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-')),
                "{}",
                known.code
            );
            assert!(known.text.ends_with('.'), "{} needs a sentence", known.code);
        }
    }

    #[test]
    fn a_misspelt_code_gets_a_suggestion() {
        assert_eq!(find("duplicate-keys"), Err(Some("duplicate-key")));
        assert_eq!(find("nothing-like-it-at-all"), Err(None));
    }
}
