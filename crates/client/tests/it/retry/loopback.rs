//! The same over real sockets: a server on this machine that fails in every way that a server can,
//! and counts what it was sent.
//!
//! Waits between attempts end at once; the timeouts of the transport are real.

use super::clock::VirtualClock;
use super::probe::Client;
use super::random::Dice;
use crate::received::Received;
use graphwright_client::{Call, RetryPolicy, StaticToken};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};

const CALLS: usize = 800;

/// How many tasks make them.
const TASKS: usize = 16;

/// What the server does with one request.
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
    /// It says nothing more: before the answer, or in its body.
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

fn draw(dice: &mut Dice) -> Act {
    let status = dice.pick(&[200, 429, 503, 504]);
    match dice.below(12) {
        0 => Act::Resets,
        1 => Act::Closes,
        2 => Act::HalfHead,
        3 => Act::HalfBody(status),
        4 => Act::HalfChunk(status),
        5 => Act::Stalls,
        6 => Act::StallsInBody(status),
        _ => Act::Answer(dice.pick(&[429, 503, 504]), dice.pick(&RETRY_AFTER)),
    }
}

impl Act {
    /// Whether the client may send a request again that is not idempotent.
    fn is_refusal(self) -> bool {
        matches!(self, Self::Answer(429 | 503, Some(text)) if text != "soon")
    }
}

/// What each call was answered, by the id that it sent.
type Log = Arc<Mutex<HashMap<String, Vec<Act>>>>;

/// A server that draws what it does, and after six requests of one call succeeds.
async fn serve(log: Log) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    let dice = Arc::new(Mutex::new(Dice(0x0dd)));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(converse(stream, Arc::clone(&log), Arc::clone(&dice)));
        }
    });
    url
}

async fn converse(mut stream: TcpStream, log: Log, dice: Arc<Mutex<Dice>>) {
    while let Some(request) = Received::read(&mut stream).await {
        let id = request.header("client-request-id").unwrap();
        let act = {
            let mut log = log.lock().unwrap();
            let acts = log.entry(id.to_owned()).or_default();
            let act = match acts.len() {
                0..6 => draw(&mut dice.lock().unwrap()),
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

/// Does it, and says whether the connection goes on.
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

/// One call and what came of it: its id, and how often the client says that it sent it.
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
    // About 1600 and 105: enough of both to mean something.
    assert!(repeats[0] > CALLS && repeats[1] > CALLS / 20, "{repeats:?}");
}

/// A part of the calls. Gives how often those that are idempotent, and the others, were repeated.
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
