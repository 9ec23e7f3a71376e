//! Errors of a builder.

use super::transport::TransportError;
use crate::BaseUrlError;
use std::error::Error as StdError;
use std::fmt;

/// The reason why a client could not be built.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL cannot be used.
    BaseUrl(BaseUrlError),
    /// A header has a name or a value that cannot be sent, or belongs to the transport.
    Header {
        /// The name of the header.
        name: String,
    },
    /// A credential was set for a security scheme that the document does not have.
    UnknownScheme {
        /// The name of the scheme.
        scheme: String,
        /// The schemes of the document.
        known: Vec<&'static str>,
    },
    /// A credential does not fit its scheme, or can never be sent.
    Credential {
        /// The scheme that it was set for.
        scheme: String,
        /// The problem, as the end of a sentence.
        reason: &'static str,
    },
    /// Without the feature `reqwest`, [`Builder::transport`](crate::Builder::transport) must be called.
    NoTransport,
    /// In a browser, [`Builder::clock`](crate::Builder::clock) must be called.
    NoClock,
    /// The default transport could not be made.
    Transport(TransportError),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BaseUrl(error) => write!(f, "the base URL cannot be used: {error}"),
            Self::Header { name } => {
                write!(f, "the header `{}` cannot be sent", name.escape_debug())
            }
            Self::UnknownScheme { scheme, known } => {
                let scheme = scheme.escape_debug();
                write!(f, "there is no security scheme `{scheme}`: ")?;
                match known[..] {
                    [] => f.write_str("the document has none"),
                    _ => write!(f, "the document has {}", known.join(", ")),
                }
            }
            Self::Credential { scheme, reason } => write!(
                f,
                "the credential for `{}` cannot be used: {reason}",
                scheme.escape_debug()
            ),
            Self::NoTransport => {
                f.write_str("no transport: enable the feature `reqwest`, or set one")
            }
            Self::NoClock => f.write_str("no clock: set one"),
            Self::Transport(error) => write!(f, "no transport: {error}"),
        }
    }
}

impl StdError for BuildError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::BaseUrl(error) => Some(error),
            Self::Transport(error) => Some(error),
            Self::Header { .. }
            | Self::UnknownScheme { .. }
            | Self::Credential { .. }
            | Self::NoTransport
            | Self::NoClock => None,
        }
    }
}
