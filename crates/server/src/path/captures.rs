//! The values of a path's parameters.

use std::borrow::Cow;

/// The values of a path's parameters, in the order of the path, decoded.
pub(crate) type Captures<'p> = Vec<Cow<'p, str>>;
