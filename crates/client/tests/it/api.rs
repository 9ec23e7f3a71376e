//! A small API in the form of a generated client, and a transport in memory.

use graphwright_client::{
    Api, Body, Builder, Call, Core, Decoded, Error, ErrorShape, Method, Operation, Reply, Request,
    Requirement, Scheme, SchemeKind, Secret, SendOptions, Sending, Transport, TransportError,
    TransportFuture, Undocumented,
};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex};

pub(crate) static API: Api = Api {
    name: "items",
    server: "https://api.example/v1",
    error_shape: Some(&ErrorShape {
        code: Some("/error/code"),
        message: Some("/error/message"),
        details: None,
        request_id: Some("/error/id"),
    }),
    schemes: &[&OAUTH2],
};

pub(crate) static OAUTH2: Scheme = Scheme {
    name: "oauth2",
    kind: SchemeKind::OAuth2,
};

static UPDATE: Operation = Operation {
    id: "update-item",
    method: Method::PUT,
    path: "/items/{itemId}",
    accept: "application/json",
    idempotent: true,
    security: &[&[Requirement {
        scheme: &OAUTH2,
        scopes: &["Items.Write"],
        any_of: false,
    }]],
};

static KEY: Scheme = Scheme {
    name: "key",
    kind: SchemeKind::ApiKeyQuery("key"),
};

static KEYED: Operation = Operation {
    id: "get-keyed",
    method: Method::GET,
    path: "/keyed",
    accept: "",
    idempotent: true,
    security: &[&[Requirement {
        scheme: &KEY,
        scopes: &[],
        any_of: false,
    }]],
};

static OPEN: Operation = Operation {
    id: "get-status",
    method: Method::GET,
    path: "/status",
    accept: "",
    idempotent: true,
    security: &[&[]],
};

#[derive(Clone, Debug)]
pub(crate) struct Client {
    pub(crate) core: Core,
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

    /// An operation that requires a token.
    pub(crate) fn update(&self, id: &str, item: &Item) -> Update {
        Update {
            request: Request::new(&self.core, &UPDATE)
                .path("itemId", id)
                .json(item),
        }
    }

    /// The same client for another version, at another path.
    pub(crate) fn below(&self, base_path: &'static str) -> Self {
        Self::from(self.core.below(base_path))
    }

    /// The operation that requires a token, on a server of its own.
    pub(crate) fn update_elsewhere(&self, id: &str, server: &'static str) -> Update {
        Update {
            request: Request::new(&self.core, &UPDATE)
                .served_at(server)
                .path("itemId", id),
        }
    }

    /// An operation that requires a key in its query.
    pub(crate) fn keyed(&self) -> Update {
        Update {
            request: Request::new(&self.core, &KEYED),
        }
    }

    /// An operation that requires no credential.
    pub(crate) fn status(&self) -> Update {
        Update {
            request: Request::new(&self.core, &OPEN),
        }
    }

    /// An operation without documented failures.
    pub(crate) fn ping(&self) -> Ping {
        Ping {
            request: Request::new(&self.core, &OPEN),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Item {
    pub(crate) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) password: Option<Secret<String>>,
}

pub(crate) fn item(name: &str) -> Item {
    Item {
        name: name.to_owned(),
        password: None,
    }
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Fault {
    pub(crate) error: FaultBody,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct FaultBody {
    pub(crate) code: String,
    pub(crate) count: Option<u8>,
}

#[derive(Debug)]
pub(crate) struct Update {
    pub(crate) request: Request,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum UpdateError {
    NotFound(Fault),
    Other(String),
}

impl Call for Update {
    type Success = Item;
    type Failure = UpdateError;

    const OPERATION: &'static Operation = &UPDATE;

    fn request(&mut self) -> &mut Request {
        &mut self.request
    }

    fn success(reply: &Reply) -> Decoded<Item> {
        match reply.status() {
            200 if reply.is("application/json") => reply.json(|body| body),
            200 if reply.is("text/plain") => reply.text(|name| item(&name)),
            204 => reply.empty(item("")),
            _ => reply.undocumented(),
        }
    }

    fn failure(reply: &Reply) -> Decoded<UpdateError> {
        match reply.status() {
            404 => reply.json(UpdateError::NotFound),
            409 => reply.text(UpdateError::Other),
            _ => reply.undocumented(),
        }
    }
}

impl IntoFuture for Update {
    type Output = Result<Item, Error<UpdateError>>;
    type IntoFuture = Sending<Self>;

    fn into_future(self) -> Sending<Self> {
        self.send()
    }
}

pub(crate) struct Ping {
    request: Request,
}

impl Call for Ping {
    type Success = ();
    type Failure = Undocumented;

    const OPERATION: &'static Operation = &OPEN;

    fn request(&mut self) -> &mut Request {
        &mut self.request
    }

    fn success(reply: &Reply) -> Decoded<()> {
        match reply.status() {
            204 => reply.empty(()),
            _ => reply.undocumented(),
        }
    }
}

type Answering = dyn Fn() -> Result<http::Response<Body>, TransportError> + Send + Sync;
type Sent = (http::Request<Body>, SendOptions);

/// A transport that always gives one answer and keeps the requests.
#[derive(Clone)]
pub(crate) struct Memory {
    answer: Arc<Answering>,
    seen: Arc<Mutex<Vec<Sent>>>,
}

impl Memory {
    pub(crate) fn new(
        answer: impl Fn() -> Result<http::Response<Body>, TransportError> + Send + Sync + 'static,
    ) -> Self {
        Self {
            answer: Arc::new(answer),
            seen: Arc::default(),
        }
    }

    /// Gives this answer.
    pub(crate) fn answering(
        status: u16,
        headers: &'static [(&'static str, &'static str)],
        body: &'static str,
    ) -> Self {
        Self::new(move || {
            let answer = http::Response::builder().status(status);
            let answer = headers
                .iter()
                .fold(answer, |answer, (name, value)| answer.header(*name, *value));
            Ok(answer
                .body(Body::from(body))
                .expect("the test writes a valid answer"))
        })
    }

    pub(crate) fn client(&self) -> Client {
        self.builder()
            .build()
            .expect("the test configures a valid client")
    }

    /// Without a budget, failed requests are not repeated: retries have tests of their own.
    pub(crate) fn builder(&self) -> Builder<Client> {
        Client::builder().transport(self.clone()).retry_budget(0)
    }

    pub(crate) fn last(&self) -> Sent {
        self.seen
            .lock()
            .expect("no test panics with the lock")
            .pop()
            .expect("a request was sent")
    }

    pub(crate) fn count(&self) -> usize {
        self.seen
            .lock()
            .expect("no test panics with the lock")
            .len()
    }
}

impl Transport for Memory {
    fn send(&self, request: http::Request<Body>, options: SendOptions) -> TransportFuture<'_> {
        let answer = (self.answer)();
        self.seen
            .lock()
            .expect("no test panics with the lock")
            .push((request, options));
        Box::pin(async move { answer })
    }
}

pub(crate) const JSON: &[(&str, &str)] = &[("content-type", "application/json")];
