//! Panics of the service, which become faults.

use crate::Fault;
use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::Poll;

/// Runs foreign code to its end or its panic. What it leaves half done is its own; nothing of the
/// runtime is shared with it that a panic could break.
pub(crate) async fn catch_panics<T>(
    mut future: Pin<Box<dyn Future<Output = T> + Send + '_>>,
) -> Result<T, Fault> {
    poll_fn(|context| {
        let poll = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context)));
        poll.map_or_else(
            |panic| Poll::Ready(Err(panic_fault(panic.as_ref()))),
            |poll| poll.map(Ok),
        )
    })
    .await
}

/// The fault of a service that panicked.
pub(crate) fn panic_fault(panic: &(dyn Any + Send)) -> Fault {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    Fault::internal(format!(
        "the service panicked: {}",
        text.unwrap_or("no message")
    ))
}
