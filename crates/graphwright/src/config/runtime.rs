//! The location of the runtime crates, as in configurations and flags.

use std::fmt;
use std::str::FromStr;

/// The location of the runtime crates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Runtime {
    /// `path`: the folder that this program was built from.
    #[default]
    Path,
    /// `vendor`: a copy in the output folder.
    Vendor,
    /// `git=URL#REV`: a git repository, at a revision.
    Git {
        /// The repository.
        url: String,
        /// The revision.
        rev: String,
    },
    /// `version=X`: the registry.
    Version(String),
}

impl fmt::Display for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path => f.write_str("path"),
            Self::Vendor => f.write_str("vendor"),
            Self::Git { url, rev } => write!(f, "git={url}#{rev}"),
            Self::Version(version) => write!(f, "version={version}"),
        }
    }
}

impl FromStr for Runtime {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            None if text == "path" => Ok(Self::Path),
            None if text == "vendor" => Ok(Self::Vendor),
            Some(("git", place)) => git(place),
            Some(("version", version)) if plain(version) => Ok(Self::Version(version.to_owned())),
            _ => Err(format!(
                "`{text}` is not a source of the runtime: write `path`, `vendor`, `git=URL#REV` or `version=X`"
            )),
        }
    }
}

fn git(place: &str) -> Result<Runtime, String> {
    match place.split_once('#') {
        Some((url, rev)) if plain(url) && plain(rev) => Ok(Runtime::Git {
            url: url.to_owned(),
            rev: rev.to_owned(),
        }),
        _ => Err(format!(
            "`git={place}` has no revision: write `git=URL#REV`"
        )),
    }
}

/// Returns whether a text can be a string of a manifest.
fn plain(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| matches!(c, '!'..='~') && !matches!(c, '"' | '\\'))
}
