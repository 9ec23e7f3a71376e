//! The asynchronous runtime of both sides.

use anyhow::Result;
use tokio::runtime::{Builder, Runtime};

/// Creates a runtime that uses the calling thread only, so that its processor time can be read.
pub(crate) fn current_thread() -> Result<Runtime> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}
