//! A document as static data, which generated code has one of.

mod api;
mod param;
mod response;

pub use api::{Api, Operation};
pub use param::{Body, Param, Place, Style};
pub use response::{Documented, Statuses};
