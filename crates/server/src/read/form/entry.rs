//! The entries of a form.

use graphwright_wire::File;

/// A pair of an urlencoded form, or a part of a multipart form. A text has neither file name nor
/// media type.
pub(crate) struct Entry {
    pub(super) name: String,
    pub(super) file: File,
}
