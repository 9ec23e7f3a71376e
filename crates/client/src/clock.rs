//! Time, behind an interface, so that tests do not wait.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant, SystemTime};

/// Tells the time, and waits.
///
/// Waits between attempts, deadlines and the expiry of tokens use it.
/// [`Builder::clock`](crate::Builder::clock) replaces the default, [`SystemClock`].
pub trait Clock: Send + Sync + 'static {
    /// The time since a fixed moment. It never goes back.
    fn now(&self) -> Duration;

    /// The time of day, for comparison with dates: in `Retry-After`, and of stored tokens.
    ///
    /// A clock for a browser must implement it: the standard library has no time of day there.
    fn time_of_day(&self) -> SystemTime {
        SystemTime::now()
    }

    /// Waits for a time.
    fn sleep(&self, duration: Duration) -> SleepFuture<'_>;
}

impl<T: Clock + ?Sized> Clock for Arc<T> {
    fn now(&self) -> Duration {
        (**self).now()
    }

    fn time_of_day(&self) -> SystemTime {
        (**self).time_of_day()
    }

    fn sleep(&self, duration: Duration) -> SleepFuture<'_> {
        (**self).sleep(duration)
    }
}

/// The future that [`Clock::sleep`] returns.
pub type SleepFuture<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// The clock of the machine.
///
/// It sleeps with tokio's timer if the feature `reqwest` is on and the call runs in a tokio runtime.
/// Otherwise a sleep occupies a thread.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    start: Instant,
}

impl SystemClock {
    /// A clock that starts now.
    pub fn new() -> Self {
        Self {
            start: Instant::now(),
        }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    fn sleep(&self, duration: Duration) -> SleepFuture<'_> {
        #[cfg(feature = "reqwest")]
        if tokio::runtime::Handle::try_current().is_ok() {
            return Box::pin(tokio::time::sleep(duration));
        }
        Box::pin(ThreadSleep::new(duration))
    }
}

/// A sleep that needs no runtime: a thread, started by the first poll, wakes the task.
struct ThreadSleep {
    duration: Duration,
    alarm: Option<Arc<Mutex<Alarm>>>,
}

struct Alarm {
    rung: bool,
    waker: Waker,
}

impl ThreadSleep {
    fn new(duration: Duration) -> Self {
        Self {
            duration,
            alarm: None,
        }
    }
}

impl Future for ThreadSleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if let Some(alarm) = &self.alarm {
            let mut alarm = alarm.lock().unwrap_or_else(PoisonError::into_inner);
            alarm.waker.clone_from(context.waker());
            return if alarm.rung {
                Poll::Ready(())
            } else {
                Poll::Pending
            };
        }
        let alarm = Arc::new(Mutex::new(Alarm {
            rung: false,
            waker: context.waker().clone(),
        }));
        self.alarm = Some(Arc::clone(&alarm));
        let duration = self.duration;
        let bell = std::thread::Builder::new().spawn(move || {
            std::thread::sleep(duration);
            let mut alarm = alarm.lock().unwrap_or_else(PoisonError::into_inner);
            alarm.rung = true;
            alarm.waker.wake_by_ref();
        });
        if bell.is_err() {
            // There are too many threads already. Blocking is better than not waiting.
            std::thread::sleep(duration);
            return Poll::Ready(());
        }
        Poll::Pending
    }
}

/// The time of day of the machine; `None` in a browser, where the standard library has none.
pub(crate) fn machine_time() -> Option<SystemTime> {
    let is_browser = cfg!(all(target_family = "wasm", target_os = "unknown"));
    (!is_browser).then(SystemTime::now)
}

#[cfg(test)]
mod tests {
    use super::{Clock, SystemClock, ThreadSleep};
    use std::sync::Arc;
    use std::task::{Context, Poll, Wake, Waker};
    use std::thread::Thread;
    use std::time::{Duration, Instant};

    struct Unpark(Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    /// This test runs outside of a tokio runtime.
    #[test]
    fn a_sleep_needs_no_runtime() {
        let time = Duration::from_millis(30);
        let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
        let mut context = Context::from_waker(&waker);
        let begin = Instant::now();
        let clock = SystemClock::new();
        let mut sleep = clock.sleep(time);
        while sleep.as_mut().poll(&mut context) == Poll::Pending {
            std::thread::park_timeout(Duration::from_secs(10));
        }
        assert!((time..Duration::from_secs(9)).contains(&begin.elapsed()));
        assert!(clock.now() >= time);
    }

    #[tokio::test]
    async fn a_thread_wakes_a_task() {
        let begin = Instant::now();
        ThreadSleep::new(Duration::from_millis(20)).await;
        assert!(begin.elapsed() >= Duration::from_millis(20));
    }
}
