//! Counters of operations, in the text format of Prometheus (exposition format 0.0.4).
//!
//! All labels come from the document, so that callers cannot create new series.

use crate::Operation;
use axum::Router;
use axum::routing::get;
use http::StatusCode;
use http::header::CONTENT_TYPE;
use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter, Write};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// The upper bounds of the histogram of durations, in microseconds: the default buckets of
/// Prometheus clients.
const BOUNDS: [u64; 11] = [
    5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000,
    10_000_000,
];

/// Counters of the operations of a server: requests by status, durations, and requests in flight.
///
/// Pass it to [`Server::metrics`](crate::Server::metrics). `Display` writes the text, and
/// [`router`](Self::router) serves it. Callers should not see it, so serve it on a separate port.
///
/// ```
/// use graphwright_server::Metrics;
///
/// let metrics = Metrics::new();
/// let for_operators = metrics.router();
/// # let _ = for_operators;
/// ```
#[derive(Clone, Debug, Default)]
pub struct Metrics(Arc<Mutex<Vec<Arc<Series>>>>);

/// The counters of one operation.
#[derive(Debug)]
pub(crate) struct Series {
    /// `operation="get-user",method="GET",route="/v1.0/users/{userId}"`.
    labels: String,
    in_flight: AtomicI64,
    statuses: Mutex<BTreeMap<u16, u64>>,
    /// Responses by duration, the last one for those above all bounds; not cumulative.
    durations: [AtomicU64; BOUNDS.len() + 1],
    microseconds: AtomicU64,
}

impl Metrics {
    /// Empty counters.
    pub fn new() -> Self {
        Self::default()
    }

    /// A router that serves the text at `GET /metrics`.
    pub fn router(&self) -> Router {
        let metrics = self.clone();
        let text = move || {
            let text = metrics.to_string();
            async { ([(CONTENT_TYPE, "text/plain; version=0.0.4")], text) }
        };
        Router::new().route("/metrics", get(text))
    }

    /// Adds the counters of an operation, with the whole template of its path.
    pub(crate) fn register(&self, operation: &Operation, path: &str) -> Arc<Series> {
        let series = Arc::new(Series::new(operation, path));
        lock(&self.0).push(Arc::clone(&series));
        series
    }
}

impl Series {
    fn new(operation: &Operation, path: &str) -> Self {
        Self {
            labels: format!(
                "operation=\"{}\",method=\"{}\",route=\"{}\"",
                escape_label(operation.id),
                operation.method,
                escape_label(path)
            ),
            in_flight: AtomicI64::new(0),
            statuses: Mutex::default(),
            durations: Default::default(),
            microseconds: AtomicU64::new(0),
        }
    }

    fn write_durations(&self, f: &mut Formatter<'_>) -> fmt::Result {
        const NAME: &str = "http_request_duration_seconds";
        let labels = &self.labels;
        let mut count = 0;
        for (index, duration) in self.durations.iter().enumerate() {
            count += duration.load(Ordering::Relaxed);
            write!(f, "{NAME}_bucket{{{labels},le=\"")?;
            match BOUNDS.get(index) {
                Some(bound) => write_seconds(f, *bound)?,
                None => f.write_str("+Inf")?,
            }
            writeln!(f, "\"}} {count}")?;
        }
        write!(f, "{NAME}_sum{{{labels}}} ")?;
        write_seconds(f, self.microseconds.load(Ordering::Relaxed))?;
        writeln!(f, "\n{NAME}_count{{{labels}}} {count}")
    }
}

impl Display for Metrics {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let series = lock(&self.0);
        f.write_str("# HELP http_requests_total Requests by operation and status.\n# TYPE http_requests_total counter\n")?;
        for operation in series.iter() {
            for (status, count) in lock(&operation.statuses).iter() {
                let labels = &operation.labels;
                writeln!(
                    f,
                    "http_requests_total{{{labels},status=\"{status}\"}} {count}"
                )?;
            }
        }
        f.write_str("# HELP http_requests_in_flight Requests in flight.\n# TYPE http_requests_in_flight gauge\n")?;
        for operation in series.iter() {
            let count = operation.in_flight.load(Ordering::Relaxed);
            writeln!(f, "http_requests_in_flight{{{}}} {count}", operation.labels)?;
        }
        f.write_str("# HELP http_request_duration_seconds Time from the headers of the request to those of the response.\n# TYPE http_request_duration_seconds histogram\n")?;
        series
            .iter()
            .try_for_each(|operation| operation.write_durations(f))
    }
}

/// A request in flight, which is counted until it is dropped.
pub(crate) struct InFlight {
    series: Arc<Series>,
    since: Instant,
}

impl InFlight {
    pub(crate) fn new(series: &Arc<Series>) -> Self {
        series.in_flight.fetch_add(1, Ordering::Relaxed);
        Self {
            series: Arc::clone(series),
            since: Instant::now(),
        }
    }

    /// Counts the response.
    pub(crate) fn finish(self, status: StatusCode) {
        let elapsed = u64::try_from(self.since.elapsed().as_micros()).unwrap_or(u64::MAX);
        *lock(&self.series.statuses)
            .entry(status.as_u16())
            .or_default() += 1;
        self.series
            .microseconds
            .fetch_add(elapsed, Ordering::Relaxed);
        let at = BOUNDS.partition_point(|bound| *bound < elapsed);
        if let Some(durations) = self.series.durations.get(at) {
            durations.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.series.in_flight.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Locks a mutex. A panic under the lock leaves the counters consistent.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn write_seconds(f: &mut Formatter<'_>, microseconds: u64) -> fmt::Result {
    let (whole, rest) = (microseconds / 1_000_000, microseconds % 1_000_000);
    if rest == 0 {
        return write!(f, "{whole}");
    }
    let digits = format!("{rest:06}");
    write!(f, "{whole}.{}", digits.trim_end_matches('0'))
}

/// Escapes the value of a label.
fn escape_label(label: &str) -> String {
    let mut escaped = String::with_capacity(label.len());
    for c in label.chars() {
        match c {
            '\n' => escaped.push_str("\\n"),
            '"' | '\\' => {
                // Writing to a `String` cannot fail.
                let _ = write!(escaped, "\\{c}");
            }
            _ => escaped.push(c),
        }
    }
    escaped
}
