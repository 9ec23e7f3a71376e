//! A document as static data, which generated code has one of.

mod api;
mod discriminator;
mod param;
mod response;

pub use api::{Api, Operation};
pub use discriminator::Mark;
pub(crate) use discriminator::{Kind, Precedence};
pub use param::{Body, Param, Place, Style};
pub use response::{Documented, Statuses};
