//! A consumer of a client that was made from a document and a configuration: it reads a list behind
//! an API key from a server on this machine, over sockets and without any HTTP stack.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use wells_client::runtime::{Body, SendOptions, TransportError, TransportErrorKind, TransportFuture, http};
use wells_client::{Client, Paged, Transport};

const SIZE: usize = 25;
const KEY: &str = "k3y-of-the-test";

fn main() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/api/v1", listener.local_addr().unwrap());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let shared = Arc::clone(&seen);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            serve(stream.unwrap(), &shared);
        }
    });
    let client = Client::builder().base_url(url).api_key(KEY).transport(Sockets).build().unwrap();

    let wells = wait(client.CALL.limit(10).stream().all()).unwrap();
    let codes = wells.into_iter().map(|well| well.code);
    assert!(codes.eq((0..SIZE).map(|code| code.to_string())));
    let asked = std::mem::take(&mut *seen.lock().unwrap());
    assert_eq!(asked, ["limit=10", "limit=10&offset=10", "limit=10&offset=20"]);

    let mut pages = client.CALL.resume("?limit=10&offset=20").pages();
    let page = wait(pages.next()).unwrap().unwrap();
    assert_eq!((page.total(), page.next_link()), (Some(SIZE as u64), None));
    assert_eq!(page.into_items().len(), 5);
}

/// Answers one request, if it has the key.
fn serve(mut stream: TcpStream, seen: &Mutex<Vec<String>>) {
    let lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let head: Vec<_> = lines.map(Result::unwrap).take_while(|line| !line.is_empty()).collect();
    let asked = head[0].strip_prefix("GET /api/v1PATH?").unwrap();
    let query = asked.strip_suffix(" HTTP/1.1").unwrap();
    assert!(head.iter().any(|line| line.eq_ignore_ascii_case("HEADER: k3y-of-the-test")), "{head:?}");
    let number = |name: &str| {
        let value = query.split('&').find_map(|pair| pair.strip_prefix(name));
        value.map(|value| value.parse::<usize>().unwrap())
    };
    let (offset, limit) = (number("offset=").unwrap_or(0), number("limit=").unwrap());
    let item = |code| format!(r#"{{"code":"{code}","description":""}}"#);
    let items: Vec<_> = (0..SIZE).skip(offset).take(limit).map(item).collect();
    let body = format!(r#"{{"count":{SIZE},"results":[{}]}}"#, items.join(","));
    seen.lock().unwrap().push(query.to_owned());
    write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{body}").unwrap();
}

/// A connection for each request, which ends with the answer.
struct Sockets;

impl Transport for Sockets {
    fn send(&self, request: http::Request<Body>, _options: SendOptions) -> TransportFuture<'_> {
        let failed = |error| TransportError::new(TransportErrorKind::Other, error);
        Box::pin(async move { exchange(&request).map_err(|error: std::io::Error| failed(error)) })
    }
}

fn exchange(request: &http::Request<Body>) -> std::io::Result<http::Response<Body>> {
    let uri = request.uri();
    let mut stream = TcpStream::connect(uri.authority().unwrap().as_str())?;
    write!(stream, "GET {} HTTP/1.1\r\n", uri.path_and_query().unwrap())?;
    for (name, value) in request.headers() {
        write!(stream, "{name}: {}\r\n", value.to_str().unwrap())?;
    }
    stream.write_all(b"\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    let response = http::Response::builder().header("content-type", "application/json");
    Ok(response.body(Body::from(body.to_owned())).unwrap())
}

/// The value of a future that waits for nothing but this thread.
fn wait<F: Future>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
        std::thread::yield_now();
    }
}
