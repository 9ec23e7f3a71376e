//! The direction in which a value travels.

/// The direction in which a value travels, on which the strictness of a check depends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// From client to server: strict, since the server relies on it.
    Request,
    /// From server to client: unlisted values and members are allowed, since servers may be newer
    /// than their documents.
    Response,
}
