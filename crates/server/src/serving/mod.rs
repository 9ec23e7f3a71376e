//! Serving a router on a socket, with the bounds that only the connection can keep.

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

/// Serves a router until `shutdown` is done, with the bounds of [`Serving::new`].
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

/// How connections are served.
///
/// `axum::serve` knows no time limits; a caller who sends one byte a minute has its connection for
/// as long as it likes.
#[derive(Clone, Copy, Debug)]
pub struct Serving {
    header_time: Duration,
    drain_time: Duration,
}

impl Serving {
    /// 30 seconds for the headers of a request, and as long between two requests; 30 seconds for
    /// the last answers.
    pub const fn new() -> Self {
        Self {
            header_time: Duration::from_secs(30),
            drain_time: Duration::from_secs(30),
        }
    }

    /// Closes connections on which no whole head of a request comes for so long.
    pub const fn header_time(mut self, time: Duration) -> Self {
        self.header_time = time;
        self
    }

    /// How long requests that are being answered have left once the server shuts down.
    pub const fn drain_time(mut self, time: Duration) -> Self {
        self.drain_time = time;
        self
    }

    /// Serves a router until `shutdown` is done. Then no more connections are taken, idle ones are
    /// closed, and this ends when the last answer is sent or the time for it is over.
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
            // Answers are written whole; waiting for more to send only delays them.
            let _ = stream.set_nodelay(true);
            let service = TowerToHyperService::new(router.clone());
            let connection = self.http().serve_connection(TokioIo::new(stream), service);
            let connection = graceful.watch(connection);
            // A connection that breaks is its caller's own affair.
            tokio::spawn(async move { connection.await.ok() });
        }
        drop(listener);
        let _ = tokio::time::timeout(self.drain_time, graceful.shutdown()).await;
    }

    /// How one connection is served.
    fn http(self) -> http1::Builder {
        let mut http = http1::Builder::new();
        http.timer(Alarm::default())
            .header_read_timeout(self.header_time)
            .max_buf_size(MAX_HEAD);
        http
    }
}

/// Beyond this, and beyond 100 headers, the connection itself answers 431, without a body. It is above
/// the default of [`Limits`](crate::Limits), which answers in the document's error shape. More headers
/// could be read, but hyper would then take memory for all of them at every request.
const MAX_HEAD: usize = 256 << 10;

impl Default for Serving {
    fn default() -> Self {
        Self::new()
    }
}
