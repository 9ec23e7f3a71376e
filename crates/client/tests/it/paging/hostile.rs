//! Hostile links over real sockets: the second server sees nothing, whatever the first one answers.

use super::{API, Client, LINK, LINK_HEADER};
use graphwright_client::{Builder, Call, ErrorKind, Paged, StaticToken};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const TOKEN: &str = "t0ken-of-the-test";

/// A server that keeps its requests and gives the answer of the test.
struct Listener {
    address: String,
    answer: Arc<Mutex<String>>,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Listener {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (answer, seen) = (Arc::<Mutex<String>>::default(), Arc::default());
        let shared = (Arc::clone(&answer), Arc::clone(&seen));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, shared.clone()));
            }
        });
        Self {
            address,
            answer,
            seen,
        }
    }

    fn answer(&self, headers: &str, body: &str) {
        let length = body.len();
        *self.answer.lock().unwrap() = format!(
            "HTTP/1.1 {headers}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        );
    }

    fn seen(&self) -> Vec<String> {
        std::mem::take(&mut *self.seen.lock().unwrap())
    }
}

/// Keeps every byte that arrives, even if it is not a request, as with TLS.
async fn serve(
    mut stream: TcpStream,
    (answer, seen): (Arc<Mutex<String>>, Arc<Mutex<Vec<String>>>),
) {
    let mut buffer = [0; 4096];
    while let Ok(count @ 1..) = stream.read(&mut buffer).await {
        // Requests as small as these arrive in one piece.
        let text = String::from_utf8_lossy(&buffer[..count]).into_owned();
        let is_request = text.ends_with("\r\n\r\n");
        seen.lock().unwrap().push(text);
        let answer = answer.lock().unwrap().clone();
        if is_request && stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

/// Links that must not be followed; `A` is the address of the client's server, `p` its port, and `B`
/// another address.
const LINKS: [&str; 50] = [
    // Another server: plainly, without a scheme, and as browsers repair it.
    "http://B/v1/items",
    "http://B",
    "HTTP://B/v1/items",
    "//B/v1/items",
    "///B/v1/items",
    "http:///B/v1/items",
    "http:B/v1/items",
    "http:/B/v1/items",
    r"\\B\v1\items",
    r"http:\\B\v1\items",
    r"/\B/v1/items",
    r"\/B/v1/items",
    "http://B\t/v1/items",
    "\thttp://B/v1/items",
    "/\t/B/v1/items",
    "ht\ntp://B/v1/items",
    " http://B/v1/items",
    // Users and passwords, and text that looks like them.
    "http://A@B/v1/items",
    "http://A:pw@B/v1/items",
    "http://user@A/v1/items",
    "http://user:pw@A/v1/items",
    "http://@A/v1/items",
    r"http://B\@A/v1/items",
    "http://B#@A/v1/items",
    "http://B?@A/v1/items",
    "http://B%2f@A/v1/items",
    // Hosts that begin or end like the right one, and other names of it.
    "http://A.evil.example/v1/items",
    "http://127.0.0.1.evil.example:p/v1/items",
    "http://evil.127.0.0.1:p/v1/items",
    "http://localhost:p/v1/items",
    "http://127.0.0.1.:p/v1/items",
    "http://127.1:p/v1/items",
    "http://2130706433:p/v1/items",
    "http://0x7f000001:p/v1/items",
    "http://0177.0.0.1:p/v1/items",
    "http://[::ffff:127.0.0.1]:p/v1/items",
    "http://[::1]:p/v1/items",
    "http://%31%32%37.0.0.1:p/v1/items",
    "http://127。0。0。1:p/v1/items",
    "http://１２７.0.0.1:p/v1/items",
    "http://bücher.example:p/v1/items",
    // Other ports and schemes.
    "http://127.0.0.1/v1/items",
    "http://127.0.0.1:/v1/items",
    "http://127.0.0.1:99999/v1/items",
    "https://A/v1/items",
    "ftp://A/v1/items",
    "javascript:fetch('http://B')",
    // Other paths of the right server.
    "/v1/../admin",
    "/v1/%2e%2e%2fadmin",
    "http://A/v10/items",
];

struct Pair {
    server: Listener,
    other: Listener,
    client: Client,
}

impl Pair {
    async fn start() -> Self {
        let (server, other) = (Listener::start().await, Listener::start().await);
        other.answer("200 OK", r#"{"items":[666]}"#);
        let client = Builder::new(&API)
            .base_url(format!("http://{}/v1", server.address))
            .token(StaticToken::new(TOKEN))
            .build()
            .unwrap();
        Self {
            server,
            other,
            client,
        }
    }

    fn link(&self, link: &str) -> String {
        let port = self.server.address.rsplit(':').next().unwrap();
        let link = link.replace('A', &self.server.address);
        link.replace('B', &self.other.address)
            .replace(":p", &format!(":{port}"))
    }

    /// The links that a header can hold.
    fn headers(&self) -> impl Iterator<Item = String> {
        let links = LINKS.map(|link| self.link(link)).into_iter();
        links.filter(|link| !link.contains(['\t', '\n', '\r']))
    }

    /// Checks that the first server got the token, so that the test would see it elsewhere.
    #[track_caller]
    fn check_seen(&self, requests: usize, link: &str) {
        let seen = self.server.seen();
        assert_eq!(seen.len(), requests, "{link:?}: {seen:?}");
        assert!(
            seen.iter().all(|request| request.contains(TOKEN)),
            "{seen:?}"
        );
        assert_eq!(self.other.seen(), [""; 0], "{link:?}");
    }
}

#[tokio::test]
async fn a_hostile_next_link_is_an_error() {
    let pair = Pair::start().await;
    for link in LINKS.map(|link| pair.link(link)) {
        let page = serde_json::json!({ "items": [1], "next": link });
        pair.server.answer("200 OK", &page.to_string());
        let mut items = pair.client.list::<LINK>().stream();
        assert_eq!(items.next().await.unwrap().unwrap(), 1);
        let error = items.next().await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{link:?}");
        assert!(items.next().await.is_none());
        pair.check_seen(1, &link);
    }
}

#[tokio::test]
async fn a_hostile_link_header_is_an_error() {
    let pair = Pair::start().await;
    for link in pair.headers() {
        pair.server.answer(
            &format!("200 OK\r\nLink: <{link}>; rel=\"next\""),
            r#"{"items":[1]}"#,
        );
        let error = pair
            .client
            .list::<LINK_HEADER>()
            .stream()
            .all()
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{link:?}");
        pair.check_seen(1, &link);
    }
}

#[tokio::test]
async fn a_hostile_resumed_link_is_an_error() {
    let pair = Pair::start().await;
    for link in LINKS.map(|link| pair.link(link)) {
        let error = pair
            .client
            .list::<LINK>()
            .resume(&link)
            .send()
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{link:?}");
        let error = pair
            .client
            .list::<LINK>()
            .resume(&link)
            .stream()
            .all()
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{link:?}");
        pair.check_seen(0, &link);
    }
}

#[tokio::test]
async fn no_location_is_followed() {
    let pair = Pair::start().await;
    for link in pair.headers() {
        for status in [
            "301 Moved",
            "302 Found",
            "303 See Other",
            "307 Over There",
            "308 For Good",
        ] {
            pair.server
                .answer(&format!("{status}\r\nLocation: {link}"), "");
            let error = pair.client.list::<LINK>().send().await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Redirect, "{link:?}");
            pair.check_seen(1, &link);
        }
    }
}

#[tokio::test]
async fn a_friendly_link_is_followed_with_the_token() {
    let pair = Pair::start().await;
    for link in [
        "http://A/v1/items?page=2",
        "HTTP://A/v1/items?page=2",
        "//A/v1/items?page=2",
        "?page=2",
    ] {
        pair.server.answer("200 OK", r#"{"items":[2]}"#);
        let link = pair.link(link);
        let items = pair.client.list::<LINK>().resume(&link).stream();
        assert_eq!(items.all().await.unwrap(), [2]);
        pair.check_seen(1, &link);
    }
}
