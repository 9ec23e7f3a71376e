//! Retries over real sockets, with a server that fails in every way that a server can.
//!
//! Waits between attempts end at once; the timeouts of the transport are real.

use super::clock::VirtualClock;
use super::probe::Client;
use super::random::Rng;
use crate::received::Received;
use graphwright_client::{Call, RetryPolicy, StaticToken};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};

const CALLS: usize = 800;

/// The number of tasks that make the calls.
const TASKS: usize = 16;

/// The reaction of the server to one request.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// It answers, and keeps the connection.
    Answer(u16, Option<&'static str>),
    /// It resets the connection.
    Resets,
    /// It closes the connection without an answer.
    Closes,
    /// It closes in the head of the answer.
    HalfHead,
    /// It closes in the body: by length, or chunk by chunk.
    HalfBody(u16),
    HalfChunk(u16),
    /// It stalls: before the answer, or in its body.
    Stalls,
    StallsInBody(u16),
}

const RETRY_AFTER: [Option<&str>; 8] = [
    None,
    Some("0"),
    Some("1"),
    Some("2.128"),
    Some("Sun, 06 Nov 1994 08:49:47 GMT"),
    Some("Sunday, 06-Nov-94 08:49:47 GMT"),
    Some("Sun Nov  6 08:49:47 1994"),
    Some("soon"),
];

fn draw(rng: &mut Rng) -> Act {
    let status = rng.pick(&[200, 429, 503, 504]);
    match rng.below(12) {
        0 => Act::Resets,
        1 => Act::Closes,
        2 => Act::HalfHead,
        3 => Act::HalfBody(status),
        4 => Act::HalfChunk(status),
        5 => Act::Stalls,
        6 => Act::StallsInBody(status),
        _ => Act::Answer(rng.pick(&[429, 503, 504]), rng.pick(&RETRY_AFTER)),
    }
}

impl Act {
    /// `true` if the client may repeat a request that is not idempotent.
    fn is_refusal(self) -> bool {
        matches!(self, Self::Answer(429 | 503, Some(text)) if text != "soon")
    }
}

/// The reactions to the requests of each call, by its id.
type Log = Arc<Mutex<HashMap<String, Vec<Act>>>>;

/// Starts a server that reacts at random, and succeeds after six requests of one call.
async fn serve(log: Log) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    let rng = Arc::new(Mutex::new(Rng(0x0dd)));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(converse(stream, Arc::clone(&log), Arc::clone(&rng)));
        }
    });
    url
}

async fn converse(mut stream: TcpStream, log: Log, rng: Arc<Mutex<Rng>>) {
    while let Some(request) = Received::read(&mut stream).await {
        let id = request.header("client-request-id").unwrap();
        let act = {
            let mut log = log.lock().unwrap();
            let acts = log.entry(id.to_owned()).or_default();
            let act = match acts.len() {
                0..6 => draw(&mut rng.lock().unwrap()),
                _ => Act::Answer(200, None),
            };
            acts.push(act);
            act
        };
        if perform(&mut stream, act).await.is_none() {
            return;
        }
    }
}

/// Reacts to a request; `None` if the connection ends.
async fn perform(stream: &mut TcpStream, act: Act) -> Option<()> {
    let head = match act {
        Act::Answer(status, retry_after) => {
            let retry_after = retry_after.map(|text| format!("Retry-After: {text}\r\n"));
            let retry_after = retry_after.unwrap_or_default();
            format!("HTTP/1.1 {status} X\r\n{retry_after}Content-Length: 2\r\n\r\nok")
        }
        Act::HalfHead => "HTTP/1.1 200".to_owned(),
        Act::HalfBody(status) | Act::StallsInBody(status) => {
            format!("HTTP/1.1 {status} X\r\nRetry-After: 1\r\nContent-Length: 20\r\n\r\nok")
        }
        Act::HalfChunk(status) => {
            format!("HTTP/1.1 {status} X\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nok")
        }
        Act::Resets | Act::Closes | Act::Stalls => String::new(),
    };
    stream.write_all(head.as_bytes()).await.ok()?;
    match act {
        Act::Answer(..) => Some(()),
        Act::Resets => {
            stream.set_zero_linger().ok()?;
            None
        }
        Act::Stalls | Act::StallsInBody(_) => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            None
        }
        Act::Closes | Act::HalfHead | Act::HalfBody(_) | Act::HalfChunk(_) => None,
    }
}

/// Makes one call. Returns its id and the number of attempts that the client counts.
async fn call(client: &Client, idempotent: bool) -> (String, u32) {
    match client.call(idempotent).full().await {
        Ok(full) => (full.client_request_id.unwrap(), full.attempts),
        Err(error) => {
            let id = error.client_request_id().unwrap().to_owned();
            (id, error.attempts())
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_post_is_replayed_over_a_faulty_server() {
    let log = Log::default();
    let client = Client::builder()
        .base_url(serve(Arc::clone(&log)).await)
        .clock(VirtualClock::default())
        .token(StaticToken::new("t0ken-of-the-test"))
        .timeout(Duration::from_millis(60))
        .retry(RetryPolicy::new().attempts(5))
        .retry_budget(1_000_000)
        .build()
        .unwrap();
    let tasks = (0..TASKS).map(|_| tokio::spawn(run(client.clone(), Arc::clone(&log))));
    let mut repeats = [0, 0];
    for task in tasks.collect::<Vec<_>>() {
        let (idempotent, other) = task.await.unwrap();
        repeats = [repeats[0] + idempotent, repeats[1] + other];
    }
    // About 1600 and 105: enough of both to be meaningful.
    assert!(repeats[0] > CALLS && repeats[1] > CALLS / 20, "{repeats:?}");
}

/// Makes a part of the calls. Returns the number of repeats of idempotent calls, and of others.
async fn run(client: Client, log: Log) -> (usize, usize) {
    let mut repeats = [0, 0];
    for number in 0..CALLS / TASKS {
        let idempotent = number % 2 == 0;
        let (id, attempts) = call(&client, idempotent).await;
        let acts = log.lock().unwrap().remove(&id).unwrap_or_default();
        // On a busy machine a request may time out before the server has read it.
        let attempts = usize::try_from(attempts).unwrap();
        assert!((acts.len()..=5).contains(&attempts), "{attempts}: {acts:?}");
        let replayed = acts.split_last().map_or(&[][..], |(_, before)| before);
        if !idempotent {
            assert!(replayed.iter().all(|act| act.is_refusal()), "{acts:?}");
        }
        repeats[number % 2] += replayed.len();
    }
    (repeats[0], repeats[1])
}
