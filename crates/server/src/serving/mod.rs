//! Serving a router on a socket, with limits that only the connection can enforce.

mod alarm;

use self::alarm::Alarm;
use axum::Router;
use axum::serve::Listener;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::pin::pin;
use std::time::Duration;
use tokio::net::TcpListener;

/// Serves a router until `shutdown` completes, with the limits of [`Serving::new`].
///
/// ```no_run
/// # use graphwright_server::Router;
/// # async fn run(router: Router, stop: impl Future<Output = ()>) -> std::io::Result<()> {
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
/// graphwright_server::serve(listener, router, stop).await;
/// # Ok(())
/// # }
/// ```
pub async fn serve(listener: TcpListener, router: Router, shutdown: impl Future<Output = ()>) {
    Serving::new().serve(listener, router, shutdown).await;
}

/// The settings of connections.
///
/// `axum::serve` has no time limits: with it, a caller that sends one byte per minute can keep a
/// connection open forever.
#[derive(Clone, Copy, Debug)]
pub struct Serving {
    header_time: Duration,
    drain_time: Duration,
}

impl Serving {
    /// The defaults: 30 seconds for the head of a request and between two requests, 30 seconds for
    /// the last responses.
    pub const fn new() -> Self {
        Self {
            header_time: Duration::from_secs(30),
            drain_time: Duration::from_secs(30),
        }
    }

    /// Sets the time after which a connection is closed if no complete head of a request arrives.
    pub const fn header_time(mut self, time: Duration) -> Self {
        self.header_time = time;
        self
    }

    /// Sets the time that requests in flight have after the server begins to shut down.
    pub const fn drain_time(mut self, time: Duration) -> Self {
        self.drain_time = time;
        self
    }

    /// Serves a router until `shutdown` completes. Then no more connections are accepted and idle
    /// ones are closed; this returns when the last response has been sent, or its time is over.
    pub async fn serve(
        self,
        mut listener: TcpListener,
        router: Router,
        shutdown: impl Future<Output = ()>,
    ) {
        let graceful = GracefulShutdown::new();
        let mut shutdown = pin!(shutdown);
        loop {
            let accepted = tokio::select! {
                accepted = Listener::accept(&mut listener) => accepted,
                () = &mut shutdown => break,
            };
            let (stream, _) = accepted;
            // Responses are written in large pieces, so that waiting for more only delays them.
            let _ = stream.set_nodelay(true);
            let service = TowerToHyperService::new(router.clone());
            let connection = self.http().serve_connection(TokioIo::new(stream), service);
            let connection = graceful.watch(connection);
            // A broken connection concerns its caller only.
            tokio::spawn(async move { connection.await.ok() });
        }
        drop(listener);
        let _ = tokio::time::timeout(self.drain_time, graceful.shutdown()).await;
    }

    /// The settings of the HTTP library for one connection.
    fn http(self) -> http1::Builder {
        let mut http = http1::Builder::new();
        http.timer(Alarm::default())
            .header_read_timeout(self.header_time)
            .max_buf_size(MAX_HEAD);
        http
    }
}

/// The size of a head in bytes beyond which the connection itself answers 431 without a body, as it
/// does beyond 100 headers. It is above the default of [`Limits`](crate::Limits), whose 431 has the
/// document's error shape. The limit of headers stays hyper's default, since another one costs two
/// allocations of that many headers per request.
const MAX_HEAD: usize = 256 << 10;

impl Default for Serving {
    fn default() -> Self {
        Self::new()
    }
}
