//! Serving a router on a loopback port, for tests and programs.

use axum::Router;
use std::io;
use std::net::Ipv4Addr;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A server on its own port, which stops when this is dropped.
#[derive(Debug)]
pub struct Serving {
    /// The origin of its URLs, for example `http://127.0.0.1:40123`.
    pub origin: String,
    task: JoinHandle<()>,
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Serves `router` on a free port of the loopback interface.
///
/// Fails if no port is available.
pub async fn serve(router: Router) -> io::Result<Serving> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let origin = format!("http://{}", listener.local_addr()?);
    let task = tokio::spawn(async move {
        // The accept loop of axum only ends with the task.
        let _: io::Result<()> = axum::serve(listener, router).await;
    });
    Ok(Serving { origin, task })
}
