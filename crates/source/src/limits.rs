//! Limits on the size of inputs.

/// The limits beyond which an input is refused.
///
/// The defaults accept every real document (the largest known ones have some 40 MB, 30 levels and no aliases)
/// and stop known resource-exhaustion inputs within a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file, and of all the files of one document.
    pub bytes: usize,
    /// Levels of nested mappings and sequences.
    pub depth: usize,
    /// Files of one document.
    pub files: usize,
    /// Nodes (mappings, sequences and scalars, keys apart) of one file, aliases not counted, and of one
    /// document of several files.
    pub nodes: usize,
    /// Members of one mapping.
    pub members: usize,
    /// Bytes of one key. Pointers consist of keys, and there is one for every finding.
    pub key: usize,
    /// Nodes that aliases and copies of nodes of other files may add, as a multiple of the nodes in the text.
    pub alias_factor: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 * 1024 * 1024,
            depth: 100,
            files: 10_000,
            nodes: 8_000_000,
            members: 100_000,
            key: 4096,
            alias_factor: 10,
        }
    }
}
