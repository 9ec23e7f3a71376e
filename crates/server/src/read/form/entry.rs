//! The entries of a multipart form.

use graphwright_wire::File;

/// A part of a form. A text has neither file name nor
/// media type.
pub(crate) struct Entry {
    pub(super) name: String,
    pub(super) file: File,
}
