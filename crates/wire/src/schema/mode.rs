//! The direction in which a value travels.

/// Which way a value travels. What a document allows depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// From client to server: strict, since the server must be able to rely on it.
    Request,
    /// From server to client: values and members that the document does not list are allowed,
    /// since servers grow.
    Response,
}
