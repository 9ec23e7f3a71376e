//! Why a request brought no whole answer.

use std::error::Error as StdError;
use std::fmt;

/// Why a request brought no whole answer.
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn StdError + Send + Sync>,
}

/// The ways in which a request can bring no whole answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was made: the server has seen nothing of the request.
    Connect,
    /// The time was up; whether the server acted on the request is not known.
    Timeout,
    /// The connection broke off in the answer, or before it.
    Interrupted,
    /// Anything else.
    Other,
}

impl TransportError {
    /// An error of a kind. The source is shown to people: it must hold no secret.
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self {
            kind,
            source: source.into(),
        }
    }

    /// What went wrong.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

/// The kind and the innermost cause, for example `cannot connect: Connection refused (os error 111)`.
impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut cause: &dyn StdError = self.source.as_ref();
        while let Some(deeper) = cause.source() {
            cause = deeper;
        }
        let kind = match self.kind {
            TransportErrorKind::Connect => "cannot connect",
            TransportErrorKind::Timeout => "timed out",
            TransportErrorKind::Interrupted => "the connection broke off",
            TransportErrorKind::Other => "cannot send",
        };
        write!(f, "{kind}: {cause}")
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("kind", &self.kind)
            .field("source", &self.source)
            .finish()
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
    }
}
