//! Lists in pages: every kind of paging, and links that are not followed.

mod guards;
#[cfg(feature = "reqwest")]
mod hostile;
mod kinds;

use crate::api::{API, OAUTH2};
use graphwright_client::{
    Body, Builder, Call, Core, Decoded, Method, Operation, Paged, Paging, Reply, Request,
    Requirement, StaticToken, Transport, TransportFuture, Undocumented, paging,
};
use serde::Deserialize;
use serde_json::Value;
use std::sync::{Arc, Mutex};

static LIST: Operation = Operation {
    id: "list-items",
    method: Method::GET,
    path: "/items",
    accept: "application/json",
    idempotent: true,
    security: &[&[Requirement {
        scheme: &OAUTH2,
        scopes: &["Items.Read"],
        any_of: false,
    }]],
};

const LINK: usize = 0;
const LINK_HEADER: usize = 1;
const CURSOR: usize = 2;
const OFFSET: usize = 3;
const PAGE: usize = 4;

const KINDS: [Paging; 5] = [
    Paging::Link,
    Paging::LinkHeader,
    Paging::Cursor { parameter: "after" },
    Paging::Offset {
        parameter: "offset",
        limit: Some("limit"),
        first: 0,
    },
    Paging::Page {
        parameter: "page",
        first: 1,
    },
];

/// A request for a list of numbers with one of the [`KINDS`] of paging.
#[derive(Debug)]
struct List<const WAY: usize>(Request);

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
struct Numbers {
    #[serde(default)]
    items: Option<Vec<usize>>,
    next: Option<Value>,
    total: Option<u64>,
}

impl<const WAY: usize> Call for List<WAY> {
    type Success = Numbers;
    type Failure = Undocumented;

    const OPERATION: &'static Operation = &LIST;

    fn request(&mut self) -> &mut Request {
        &mut self.0
    }

    fn success(reply: &Reply) -> Decoded<Numbers> {
        match reply.status() {
            200 => reply.json(|body| body),
            _ => reply.undocumented(),
        }
    }
}

impl<const WAY: usize> Paged for List<WAY> {
    type Item = usize;

    const PAGING: Paging = KINDS[WAY];

    fn items(page: &mut Numbers) -> Option<&mut Vec<usize>> {
        page.items.as_mut()
    }

    fn next(page: &Numbers) -> Option<String> {
        paging::text(&page.next)
    }

    fn total(page: &Numbers) -> Option<u64> {
        paging::count(&page.total)
    }
}

struct Client(Core);

impl From<Core> for Client {
    fn from(core: Core) -> Self {
        Self(core)
    }
}

impl Client {
    fn list<const WAY: usize>(&self) -> List<WAY> {
        List(Request::new(&self.0, &LIST))
    }

    /// A list in pages of a size.
    fn limited<const WAY: usize>(&self, limit: usize) -> List<WAY> {
        List(Request::new(&self.0, &LIST).query("limit", &limit))
    }
}

type Answer = http::Response<Body>;
type Answering = dyn Fn(&http::Request<Body>) -> Answer + Send + Sync;

/// A server in memory that answers each request by a function of it.
#[derive(Clone)]
struct Server {
    answer: Arc<Answering>,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn new(answer: impl Fn(&http::Request<Body>) -> Answer + Send + Sync + 'static) -> Self {
        Self {
            answer: Arc::new(answer),
            seen: Arc::default(),
        }
    }

    /// A server that knows pages by their paths and queries.
    fn of(pages: &'static [(&'static str, &'static str)]) -> Self {
        Self::new(move |request| {
            let asked = request.uri().path_and_query().unwrap().as_str();
            match pages.iter().find(|(at, _)| *at == asked) {
                Some((_, page)) => answer(*page),
                None => http::Response::builder()
                    .status(404)
                    .body(Body::empty())
                    .unwrap(),
            }
        })
    }

    fn builder(&self) -> Builder<Client> {
        Builder::new(&API)
            .transport(self.clone())
            .token(StaticToken::new("t0ken-of-the-test"))
    }

    fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// Takes the paths and queries that were requested since the last call.
    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.seen.lock().unwrap())
    }
}

impl Transport for Server {
    fn send(
        &self,
        request: http::Request<Body>,
        _options: graphwright_client::SendOptions,
    ) -> TransportFuture<'_> {
        let header = |name: &str| {
            request
                .headers()
                .get(name)
                .map(|value| value.to_str().unwrap())
        };
        assert_eq!(header("authorization"), Some("Bearer t0ken-of-the-test"));
        assert_eq!(request.uri().authority().unwrap(), "api.example");
        let asked = request.uri().path_and_query().unwrap().to_string();
        self.seen.lock().unwrap().push(asked);
        let answer = (self.answer)(&request);
        Box::pin(async move { Ok(answer) })
    }
}

/// A page.
fn answer(body: impl Into<Body>) -> Answer {
    let answer = http::Response::builder().header("content-type", "application/json");
    answer.body(body.into()).unwrap()
}

/// A number in a query.
fn number(request: &http::Request<Body>, name: &str) -> Option<usize> {
    let query = request.uri().query().unwrap_or_default();
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let (_, value) = pairs.find(|(own, _)| own == name)?;
    value.parse().ok()
}
