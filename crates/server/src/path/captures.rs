//! The values of a path's parameters.

use std::borrow::Cow;

/// The decoded values of a path's parameters, in the order of the path.
pub(crate) type Captures<'p> = Vec<Cow<'p, str>>;
