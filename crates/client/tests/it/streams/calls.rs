//! Operations whose bodies are streams, in the form of generated code, and a server for them.

use graphwright_client::{
    Api, Body, Builder, Bytes, Call, Core, DecodeError, Decoded, Error, EventStream, Method,
    Operation, Reading, Reply, Request, Sending, Streams, Undocumented, event_json, event_text,
};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

static API: Api = Api {
    name: "streams",
    server: "https://api.example/v1",
    error_shape: None,
    schemes: &[],
};

static GET_PHOTO: Operation = Operation {
    id: "get-photo",
    method: Method::GET,
    path: "/photo/$value",
    accept: "image/*",
    idempotent: true,
    security: &[],
};

static PUT_PHOTO: Operation = Operation {
    id: "put-photo",
    method: Method::PUT,
    path: "/photo/$value",
    accept: "",
    idempotent: true,
    security: &[],
};

static WATCH: Operation = Operation {
    id: "watch",
    method: Method::GET,
    path: "/events",
    accept: "text/event-stream",
    idempotent: true,
    security: &[],
};

static CHAT: Operation = Operation {
    id: "chat",
    method: Method::POST,
    path: "/chat",
    accept: "application/json",
    idempotent: false,
    security: &[],
};

#[derive(Clone, Debug)]
pub(crate) struct Client {
    core: Core,
}

impl From<Core> for Client {
    fn from(core: Core) -> Self {
        Self { core }
    }
}

impl Client {
    pub(crate) fn builder() -> Builder<Self> {
        Builder::new(&API)
    }

    /// Downloads bytes.
    pub(crate) fn get_photo(&self) -> GetPhoto {
        GetPhoto {
            request: Request::new(&self.core, &GET_PHOTO),
        }
    }

    /// Uploads bytes.
    pub(crate) fn put_photo(&self, body: impl Into<Body>) -> PutPhoto {
        PutPhoto {
            request: Request::new(&self.core, &PUT_PHOTO).body("image/*", body),
        }
    }

    /// Gets events, and nothing else.
    pub(crate) fn watch(&self) -> Watch {
        Watch {
            request: Request::new(&self.core, &WATCH),
        }
    }

    /// Gets JSON, or events in its place.
    pub(crate) fn chat(&self) -> Chat {
        Chat {
            request: Request::new(&self.core, &CHAT).json("hello"),
        }
    }
}

/// Declares a request object, and how its success is read.
macro_rules! call {
    ($name:ident = $operation:ident -> $success:ty, $reading:expr, $reply:ident => $read:expr) => {
        #[derive(Debug)]
        pub(crate) struct $name {
            request: Request,
        }

        impl Call for $name {
            type Success = $success;
            type Failure = Undocumented;

            const OPERATION: &'static Operation = &$operation;
            const READING: Reading = $reading;

            fn request(&mut self) -> &mut Request {
                &mut self.request
            }

            fn success($reply: &Reply) -> Decoded<$success> {
                match $reply.status() {
                    200..=299 => $read,
                    _ => $reply.undocumented(),
                }
            }
        }

        impl IntoFuture for $name {
            type Output = Result<$success, Error<Undocumented>>;
            type IntoFuture = Sending<Self>;

            fn into_future(self) -> Sending<Self> {
                self.send()
            }
        }
    };
}

call!(GetPhoto = GET_PHOTO -> Bytes, Reading::Whole, reply => reply.bytes(|body| body));
call!(PutPhoto = PUT_PHOTO -> String, Reading::Whole, reply => reply.text(|body| body));
call!(Watch = WATCH -> EventStream<String>, Reading::Events, reply => reply.events(event_text));
call!(Chat = CHAT -> Vec<u32>, Reading::Whole, reply => reply.json(|body| body));

impl Streams for Chat {
    type Event = u32;

    fn event(data: &str) -> Result<u32, DecodeError> {
        event_json(data)
    }
}

/// A server that answers each connection by a function and keeps the heads of its requests.
pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) heads: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// `answer` is given the number of the connection, the head of its request, the part of the body
    /// that came with it, and the connection.
    pub(crate) async fn start<F>(
        answer: impl Fn(usize, String, Vec<u8>, TcpStream) -> F + Send + 'static,
    ) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let heads = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&heads);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (head, rest) = read_head(&mut stream).await;
                let index = {
                    let mut seen = seen.lock().unwrap();
                    seen.push(head.clone());
                    seen.len() - 1
                };
                tokio::spawn(answer(index, head, rest, stream));
            }
        });
        Self { url, heads }
    }

    /// Writes the same answer to every connection and closes it.
    pub(crate) async fn of(answer: impl Into<Vec<u8>>) -> Self {
        let answer = answer.into();
        Self::start(move |_, _, _, mut stream| {
            let answer = answer.clone();
            async move {
                // A client that stops reading closes the connection.
                let _ = stream.write_all(&answer).await;
            }
        })
        .await
    }

    pub(crate) fn client(&self) -> Client {
        let builder = Client::builder().base_url(&self.url);
        builder.timeout(Duration::from_secs(20)).build().unwrap()
    }

    pub(crate) fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

async fn read_head(stream: &mut TcpStream) -> (String, Vec<u8>) {
    let mut seen = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        if let Some(end) = seen.windows(4).position(|window| window == b"\r\n\r\n") {
            let rest = seen.split_off(end + 4);
            return (String::from_utf8(seen).unwrap().to_ascii_lowercase(), rest);
        }
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return (String::new(), Vec::new()),
            Ok(count) => seen.extend_from_slice(&buffer[..count]),
        }
    }
}

/// The head of an answer with headers.
pub(crate) fn head(headers: &str) -> Vec<u8> {
    let headers = headers.replace('\n', "\r\n");
    format!("HTTP/1.1 200 OK\r\nConnection: close\r\n{headers}\r\n\r\n").into_bytes()
}

/// An answer with headers and a body.
pub(crate) fn answer(headers: &str, body: &[u8]) -> Vec<u8> {
    [head(headers), body.to_vec()].concat()
}
