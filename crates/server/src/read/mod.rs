//! Reading a request: the parameters and the body that its operation declares, checked against
//! their schemas, or all violations at once.
//!
//! A JSON body is read once into a [`Borrowed`](graphwright_wire::json::Borrowed) value, whose
//! strings stay in the bytes and whose objects are lists. The schema checks that value, and the
//! handler's type is then decoded from the same bytes. A `serde_json::Value` in between took longer
//! than both: an allocation per string, a hash per key. Parameters, which are small, are values.

mod body;
mod content;
mod form;
mod input;
mod params;
pub(crate) mod style;

pub(crate) use body::{Payload, read_form_ahead};
pub(crate) use content::unsupported_media_type;
pub(crate) use form::urlencoded::encoding_detail;
pub(crate) use input::{Input, read_input};
pub(crate) use params::ParamValue;
