//! The static description of a document, which generated code consists of: the API, its operations,
//! parameters, bodies, responses, and discriminators of operations that share method and path.

mod api;
mod discriminator;
mod param;
mod response;

pub use api::{Api, Operation};
pub use discriminator::Mark;
pub(crate) use discriminator::{Kind, Precedence};
pub use param::{Body, Param, Place};
pub use response::{Documented, Statuses};
