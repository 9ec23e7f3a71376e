//! The reasons for which a form is not taken.

use crate::Fault;
use crate::fault::Detail;

/// Why a form is not taken: something is wrong with it, to be told beside what else is, or it is not
/// read any further.
pub(crate) enum FormError {
    Detail(Detail),
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
