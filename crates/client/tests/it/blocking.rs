//! Blocking calls, through a transport in memory and over real sockets.

use crate::api::{JSON, Memory, item};
use graphwright_client::{Call, wait};

#[test]
fn a_call_needs_no_runtime_of_the_callers() {
    let memory = Memory::answering(200, JSON, r#"{"name":"y"}"#);
    let call = memory.client().update("a", &item("x"));
    assert_eq!(call.wait().unwrap(), item("y"));
    let full = memory.client().update("a", &item("x")).full().wait();
    assert_eq!(full.unwrap().status, 200);
    assert_eq!(
        wait(memory.client().update("a", &item("x"))).unwrap(),
        item("y")
    );
    assert_eq!(memory.count(), 3);
}

#[test]
fn a_download_is_an_iterator() {
    let memory = Memory::answering(200, JSON, r#"{"name":"y"}"#);
    let download = memory
        .client()
        .update("a", &item("x"))
        .download()
        .wait()
        .unwrap();
    let mut chunks = download.wait();
    assert_eq!(chunks.get().status(), 200);
    assert_eq!(chunks.next().unwrap().unwrap(), r#"{"name":"y"}"#);
    assert!(chunks.next().is_none());
}

#[cfg(feature = "reqwest")]
mod sockets {
    use crate::api::{Client, item};
    use graphwright_client::Call;
    use std::io::{BufRead, BufReader, Write};
    use std::net::{TcpListener, TcpStream};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    /// Answers every request on a connection, and counts connections.
    fn serve() -> (String, Arc<AtomicUsize>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let connections = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&connections);
        thread::spawn(move || {
            for stream in listener.incoming() {
                count.fetch_add(1, Ordering::SeqCst);
                thread::spawn(move || answer(&stream.unwrap()));
            }
        });
        (origin, connections)
    }

    fn answer(mut stream: &TcpStream) {
        let lines = BufReader::new(stream.try_clone().unwrap()).lines();
        for line in lines.map_while(Result::ok) {
            if line.is_empty() {
                let head =
                    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 12";
                write!(stream, "{head}\r\n\r\n{{\"name\":\"y\"}}").unwrap();
            }
        }
    }

    #[test]
    fn connections_live_on_between_calls_and_threads() {
        let (origin, connections) = serve();
        let client = Client::builder().base_url(origin).build().unwrap();
        for _ in 0..20 {
            let client = client.clone();
            let call = thread::spawn(move || client.status().wait());
            assert_eq!(call.join().unwrap().unwrap(), item("y"));
        }
        // A connection is returned to the pool by another thread, which may be slower.
        let connections = connections.load(Ordering::SeqCst);
        assert!(connections < 10, "{connections} for 20 calls");
    }
}
