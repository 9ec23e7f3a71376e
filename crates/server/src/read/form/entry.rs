//! The entries of a form, as they came.

use graphwright_wire::File;

/// A part of a form, or a pair of one. What is no file has neither file name nor media type.
pub(crate) struct Entry {
    pub(super) name: String,
    pub(super) file: File,
}
