//! Blocking calls, for programs that are not `async`.
//!
//! There is one client and one set of methods; only the polling differs. What `.await` is to an
//! `async` program, [`Call::wait`](crate::Call::wait) is to others. The streams of lists, events and
//! downloads become iterators by their own `wait`, and [`wait`] is for any other future, for example
//! a sign-in.
//!
//! With the feature `reqwest` all blocking calls of a process share a small tokio runtime, which a
//! thread of its own drives, so that pooled connections outlive a call. Without it the calling
//! thread is parked until the transport wakes it. `#[track_caller]` on all functions makes tokio's
//! panic in an `async` context name the line of the caller.

use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

/// Blocks this thread until a future is done: the equivalent of `.await` for programs that are not
/// `async`.
///
/// ```
/// use graphwright_client::{Clock, SystemClock, wait};
/// use std::time::Duration;
///
/// wait(SystemClock::new().sleep(Duration::from_millis(1)));
/// ```
///
/// # Panics
///
/// In an `async` function on a tokio runtime, where it would block the other tasks of the thread: await
/// the future there, or move to a thread that may block with `tokio::task::spawn_blocking`. The panic
/// names the line of the caller.
#[track_caller]
pub fn wait<F: IntoFuture>(future: F) -> F::Output {
    #[cfg(feature = "reqwest")]
    if let Some(runtime) = runtime::shared() {
        return runtime.block_on(future.into_future());
    }
    // Without a runtime, the transport of reqwest returns an error.
    park(future.into_future())
}

#[cfg(feature = "reqwest")]
mod runtime {
    use std::future::pending;
    use std::sync::OnceLock;
    use std::{io, thread};
    use tokio::runtime::{Builder, Handle};

    /// The shared runtime of the process; `None` if the system has no threads or sockets left.
    pub(super) fn shared() -> Option<&'static Handle> {
        static SHARED: OnceLock<Option<Handle>> = OnceLock::new();
        SHARED.get_or_init(|| start().ok()).as_ref()
    }

    fn start() -> io::Result<Handle> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        // A waiting thread polls its own future; sockets and timers are driven here.
        let thread = thread::Builder::new().name("graphwright-client".to_owned());
        thread.spawn(move || runtime.block_on(pending::<()>()))?;
        Ok(handle)
    }
}

/// Polls a future on this thread, which is parked in between.
fn park<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// A stream as an iterator, each step of which blocks like [`wait`]; made by the stream's `wait`.
#[must_use = "nothing is requested before the first step"]
pub struct Waiting<S>(S);

impl<S> Waiting<S> {
    pub(crate) fn new(stream: S) -> Self {
        Self(stream)
    }

    /// The stream, for its other methods, such as [`Items::total`](crate::Items::total).
    pub fn get(&self) -> &S {
        &self.0
    }
}

impl<S: Stream + Unpin> Iterator for Waiting<S> {
    type Item = S::Item;

    #[track_caller]
    fn next(&mut self) -> Option<S::Item> {
        wait(poll_fn(|context| Pin::new(&mut self.0).poll_next(context)))
    }
}

impl<S: fmt::Debug> fmt::Debug for Waiting<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Waiting").field(&self.0).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{park, wait};
    use crate::{Clock, SystemClock};
    use std::time::{Duration, Instant};

    #[test]
    fn a_thread_waits_until_it_is_woken() {
        let clock = SystemClock::new();
        let begin = Instant::now();
        park(clock.sleep(Duration::from_millis(20)));
        wait(clock.sleep(Duration::from_millis(20)));
        assert!(begin.elapsed() >= Duration::from_millis(40));
    }

    #[test]
    fn any_thread_may_wait_at_any_time() {
        let threads: Vec<_> = (1..=8)
            .map(|time| {
                std::thread::spawn(move || {
                    wait(SystemClock::new().sleep(Duration::from_millis(time)));
                })
            })
            .collect();
        for thread in threads {
            thread.join().unwrap();
        }
    }

    #[cfg(feature = "reqwest")]
    #[tokio::test]
    #[should_panic = "from within a runtime"]
    async fn in_a_runtime_it_says_so() {
        wait(std::future::ready(()));
    }

    #[cfg(feature = "reqwest")]
    #[tokio::test]
    async fn a_thread_that_may_block_may_wait() {
        let waited = tokio::task::spawn_blocking(|| wait(async { 7 }));
        assert_eq!(waited.await.unwrap(), 7);
    }
}
