//! A stream of chunks of any kind.

use crate::TransportError;
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;

/// The chunks of a body, in order.
pub(super) type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;
