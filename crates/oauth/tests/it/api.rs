//! A client with one operation that needs a token, and a transport in memory under it.

use graphwright_client::{
    Api, Body, Builder, Call, Core, Decoded, Error, Method, Operation, Reply, Request, Requirement,
    Scheme, SchemeKind, SendOptions, Sending, Transport, TransportFuture, Undocumented,
};
use std::sync::{Arc, Mutex};

static API: Api = Api {
    name: "items",
    server: "https://api.example/v1",
    error_shape: None,
    schemes: &[&OAUTH2],
};

static OAUTH2: Scheme = Scheme {
    name: "oauth2",
    kind: SchemeKind::OAuth2,
};

static UPDATE: Operation = Operation {
    id: "update-item",
    method: Method::PUT,
    path: "/items/1",
    accept: "",
    idempotent: true,
    security: &[&[Requirement {
        scheme: &OAUTH2,
        scopes: &["Items.Write"],
        any_of: false,
    }]],
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
    /// Calls the operation, which needs a token.
    pub(crate) fn update(&self) -> Update {
        Update {
            request: Request::new(&self.core, &UPDATE),
        }
    }
}

pub(crate) struct Update {
    request: Request,
}

impl Call for Update {
    type Success = ();
    type Failure = Undocumented;

    const OPERATION: &'static Operation = &UPDATE;

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

impl IntoFuture for Update {
    type Output = Result<(), Error<Undocumented>>;
    type IntoFuture = Sending<Self>;

    fn into_future(self) -> Sending<Self> {
        self.send()
    }
}

type Answering = dyn Fn(&http::Request<Body>) -> u16 + Send + Sync;

/// A transport that answers each request with a status and keeps what it was sent.
#[derive(Clone)]
pub(crate) struct Memory {
    answer: Arc<Answering>,
    sent: Arc<Mutex<Vec<http::Request<Body>>>>,
}

impl Memory {
    /// Answers by the request.
    pub(crate) fn answering(
        answer: impl Fn(&http::Request<Body>) -> u16 + Send + Sync + 'static,
    ) -> Self {
        Self {
            answer: Arc::new(answer),
            sent: Arc::default(),
        }
    }

    /// Without a budget, a failed request is sent once, except after a 401.
    pub(crate) fn builder(&self) -> Builder<Client> {
        Builder::new(&API).transport(self.clone()).retry_budget(0)
    }

    pub(crate) fn last(&self) -> http::Request<Body> {
        let mut sent = self.sent.lock().unwrap();
        sent.pop().expect("a request was sent")
    }

    pub(crate) fn count(&self) -> usize {
        self.sent.lock().unwrap().len()
    }
}

impl Transport for Memory {
    fn send(&self, request: http::Request<Body>, _: SendOptions) -> TransportFuture<'_> {
        let answer = http::Response::builder().status((self.answer)(&request));
        self.sent.lock().unwrap().push(request);
        Box::pin(async move { Ok(answer.body(Body::empty()).unwrap()) })
    }
}
