//! Reading a request into what its operation declares: JSON values that the schemas allow, or
//! everything that is wrong with it in one answer.

mod body;
mod content;
mod form;
mod input;
mod object;
mod params;
mod style;

pub(crate) use body::{Payload, form_ahead};
pub(crate) use content::unsupported;
pub(crate) use form::urlencoded::encoding_detail;
pub(crate) use input::{Input, read};
pub(crate) use params::Given;
