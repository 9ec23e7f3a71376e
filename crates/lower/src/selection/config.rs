//! The configuration of a selection.

/// The operations that are generated: those that any of these patterns takes. Without any, all are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Select {
    /// Tags; an operation is taken for any of its tags.
    pub tags: Vec<String>,
    /// Patterns of path templates: `*` is any text within a segment, `**` any text, `?` one
    /// character; `/users/**` takes `/users` too.
    pub paths: Vec<String>,
    /// Operations by their `operationId` or as `METHOD /path`.
    pub operations: Vec<String>,
}

impl Select {
    /// Returns whether everything is selected.
    pub fn is_all(&self) -> bool {
        self.tags.is_empty() && self.paths.is_empty() && self.operations.is_empty()
    }
}

/// The properties by which operations are selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelectBy {
    /// [`Select::tags`].
    Tag,
    /// [`Select::paths`].
    Path,
    /// [`Select::operations`].
    Operation,
}

/// A pattern that takes no operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// The list that it is in.
    pub by: SelectBy,
    /// Its index in the list.
    pub index: usize,
    /// The nearest tag, path or id that there is.
    pub nearest: Option<String>,
}
