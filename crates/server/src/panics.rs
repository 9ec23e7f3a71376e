//! Panics of the service, which are sent as faults.

use crate::Fault;
use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::Poll;

/// Polls a future of the service, and returns its panic as a fault. Unwind safety is asserted,
/// since a panic can only leave data of the service inconsistent: the runtime shares none with it.
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

/// The fault of a panic, with its message as the source.
pub(crate) fn panic_fault(panic: &(dyn Any + Send)) -> Fault {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    Fault::internal(format!(
        "the service panicked: {}",
        text.unwrap_or("no message")
    ))
}
