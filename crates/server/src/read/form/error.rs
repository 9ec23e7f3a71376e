//! The errors of reading a form.

use crate::Fault;
use crate::fault::Detail;

/// An error of reading a form.
pub(crate) enum FormError {
    /// A mistake in the form, which is reported with other mistakes.
    Detail(Detail),
    /// A failure to read the form to its end.
    Fault(Fault),
}

impl From<Detail> for FormError {
    fn from(detail: Detail) -> Self {
        Self::Detail(detail)
    }
}

impl From<Fault> for FormError {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}
