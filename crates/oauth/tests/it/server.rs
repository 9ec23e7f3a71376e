//! A token server on this machine, a manual clock, and a store that can fail.

use crate::api::{Client, Memory};
use crate::received::Received;
use graphwright_client::{Clock, Error, Secret, SleepFuture, TokenProvider};
use graphwright_oauth::{App, StoreFuture, TokenStore};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};

/// A request that the server received.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) target: String,
    pub(crate) authorization: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) form: BTreeMap<String, String>,
}

impl Seen {
    /// A member of the form; empty if it is missing.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.form.get(name).map_or("", String::as_str)
    }
}

pub(crate) struct TokenServer {
    origin: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl TokenServer {
    /// Answers with the text of a function, a little late, so that callers meet.
    pub(crate) async fn start(answer: impl Fn(&Seen) -> String + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let seen: Arc<Mutex<Vec<Seen>>> = Arc::default();
        let (log, answer) = (Arc::clone(&seen), Arc::new(answer));
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                tokio::spawn(async move {
                    let request = read(&mut stream).await;
                    let answer = {
                        log.lock().unwrap().push(request.clone());
                        answer(&request)
                    };
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    let _ = stream.write_all(answer.as_bytes()).await;
                });
            }
        });
        Self { origin, seen }
    }

    /// Issues `token-1`, `token-2`, .. for an hour, with refresh tokens `refresh-1`, ..
    pub(crate) async fn issuing() -> Self {
        let count = AtomicU64::new(0);
        Self::start(move |_| issued(count.fetch_add(1, Ordering::SeqCst) + 1)).await
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    pub(crate) fn app(&self) -> App {
        App::new(self.url("/token"), "the-app")
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub(crate) fn count(&self) -> usize {
        self.seen().len()
    }

    pub(crate) fn last(&self) -> Seen {
        self.seen().pop().expect("the server saw a request")
    }
}

pub(crate) fn issued(number: u64) -> String {
    json(
        200,
        &format!(
            r#"{{"token_type":"Bearer","access_token":"token-{number}","expires_in":3600,"refresh_token":"refresh-{number}"}}"#
        ),
    )
}

pub(crate) fn refused(error: &str) -> String {
    json(
        400,
        &format!(r#"{{"error":"{error}","error_description":"Because."}}"#),
    )
}

pub(crate) fn json(status: u16, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

/// Reads a request, which is empty if the connection ends before it does.
async fn read(stream: &mut TcpStream) -> Seen {
    let Some(request) = Received::read(stream).await else {
        return Seen::default();
    };
    let header = |name| request.header(name).map(str::to_owned);
    let form = form_urlencoded::parse(request.body.as_bytes());
    Seen {
        target: request
            .head
            .split(' ')
            .nth(1)
            .unwrap_or_default()
            .to_owned(),
        authorization: header("authorization"),
        content_type: header("content-type"),
        form: form.into_owned().collect(),
    }
}

/// A clock that a test advances; a sleep advances it too.
#[derive(Clone, Default)]
pub(crate) struct ManualClock {
    seconds: Arc<AtomicU64>,
    pub(crate) slept: Arc<Mutex<Vec<u64>>>,
}

impl ManualClock {
    pub(crate) fn advance(&self, seconds: u64) {
        self.seconds.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Duration {
        Duration::from_secs(self.seconds.load(Ordering::SeqCst))
    }

    fn time_of_day(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_700_000_000) + self.now()
    }

    fn sleep(&self, duration: Duration) -> SleepFuture<'_> {
        Box::pin(async move {
            self.slept.lock().unwrap().push(duration.as_secs());
            self.advance(duration.as_secs());
        })
    }
}

/// A store that shows its text, and fails on request.
#[derive(Clone, Default)]
pub(crate) struct RecordingStore {
    pub(crate) text: Arc<Mutex<Option<String>>>,
    pub(crate) is_broken: Arc<AtomicBool>,
    pub(crate) saves: Arc<AtomicU64>,
}

impl RecordingStore {
    pub(crate) fn text(&self) -> String {
        self.text.lock().unwrap().clone().unwrap_or_default()
    }

    fn check(&self) -> Result<(), &'static str> {
        if self.is_broken.load(Ordering::SeqCst) {
            Err("the disk is full")
        } else {
            Ok(())
        }
    }
}

impl TokenStore for RecordingStore {
    fn load(&self) -> StoreFuture<'_, Option<Secret<String>>> {
        Box::pin(async { Ok(self.text.lock().unwrap().clone().map(Secret::new)) })
    }

    fn save<'a>(&'a self, tokens: &'a Secret<String>) -> StoreFuture<'a, ()> {
        Box::pin(async {
            self.check()?;
            self.saves.fetch_add(1, Ordering::SeqCst);
            *self.text.lock().unwrap() = Some(tokens.expose().clone());
            Ok(())
        })
    }
}

/// An API in memory that accepts every token, and a client of it.
pub(crate) fn api(tokens: impl TokenProvider) -> (Memory, Client) {
    let memory = Memory::answering(|_| 204);
    let client = memory.builder().token(tokens).build().unwrap();
    (memory, client)
}

/// The token that a call is sent with.
pub(crate) async fn token_of(memory: &Memory, client: &Client) -> String {
    client.update().await.unwrap();
    let request = memory.last();
    let value = request.headers()["authorization"].to_str().unwrap();
    value.strip_prefix("Bearer ").unwrap().to_owned()
}

/// The text of a call's error.
pub(crate) async fn failure_of(client: &Client) -> String {
    let error: Error<_> = client.update().await.unwrap_err();
    error.to_string()
}
