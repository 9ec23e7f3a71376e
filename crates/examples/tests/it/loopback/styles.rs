//! Every style of a parameter over a socket: the server reads what the client was given, or the client
//! refuses it before it is sent.

use graph_users_client::runtime as client;
use graph_users_server::runtime as server;
use graphwright_examples::serve::serve;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Map, Value};
use server::{Accepted, Answer, Fault, Notation, Param, Routes, Schema, Server, Style};
use std::collections::BTreeMap;
use std::fmt;
use std::future::ready;
use std::sync::{Arc, Mutex};

static ANSWERS: &[server::Documented] = &[server::Documented::empty(204)];

/// The name of every parameter.
const NAME: &str = "$p";

static TEXT: Schema = Schema::string();
static TEXTS: Schema = Schema::array(&TEXT);
static RECORD: Schema = Schema::object()
    .properties(&[
        ("text", Schema::string()),
        ("number", Schema::integer()),
        ("texts", Schema::array(&TEXT)),
    ])
    .additional(false);
static MAP: Schema = Schema::map(&TEXT);
static NESTED: Schema = Schema::object()
    .properties(&[
        ("record", Schema::reference(&RECORD)),
        ("records", Schema::array(&Schema::reference(&RECORD))),
        ("map", Schema::reference(&MAP)),
    ])
    .additional(false);

/// The location of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Path,
    Query,
    Header,
    Cookie,
    Form,
}

/// The kind of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Text,
    Number,
    List,
    Record,
    Map,
    Nested,
}

const KINDS: [Kind; 6] = [
    Kind::Text,
    Kind::Number,
    Kind::List,
    Kind::Record,
    Kind::Map,
    Kind::Nested,
];

/// A place, a notation and a kind of value.
#[derive(Clone, Copy)]
struct Cell {
    place: Place,
    notation: Notation,
    kind: Kind,
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Notation {
            style,
            explode,
            allow_reserved,
            ..
        } = self.notation;
        write!(
            f,
            "{:?} {style:?} explode={explode} reserved={allow_reserved} {:?}",
            self.place, self.kind
        )
    }
}

impl Cell {
    /// All cells that a document can have.
    fn all() -> Vec<Self> {
        let styles: &[(Place, &[Style])] = &[
            (Place::Path, &[Style::Simple, Style::Label, Style::Matrix]),
            (
                Place::Query,
                &[
                    Style::Form,
                    Style::SpaceDelimited,
                    Style::PipeDelimited,
                    Style::DeepObject,
                ],
            ),
            (Place::Header, &[Style::Simple]),
            (Place::Cookie, &[Style::Form]),
            (
                Place::Form,
                &[
                    Style::Form,
                    Style::SpaceDelimited,
                    Style::PipeDelimited,
                    Style::DeepObject,
                ],
            ),
        ];
        let mut cells = Vec::new();
        for (place, styles) in styles {
            for style in *styles {
                for explode in [false, true] {
                    let notation = Notation::new(*style, explode);
                    let reserved = (*place == Place::Query).then(|| notation.allow_reserved());
                    for notation in [Some(notation), reserved].into_iter().flatten() {
                        let place = *place;
                        cells.extend(KINDS.map(|kind| Self {
                            place,
                            notation,
                            kind,
                        }));
                    }
                }
            }
        }
        cells
    }

    fn schema(self) -> Schema {
        match self.kind {
            Kind::Text => TEXT,
            Kind::Number => Schema::integer(),
            Kind::List => TEXTS,
            Kind::Record => RECORD,
            Kind::Map => MAP,
            Kind::Nested => NESTED,
        }
    }

    fn values(self) -> BoxedStrategy<Value> {
        match self.kind {
            Kind::Text => text(),
            Kind::Number => any::<i64>().prop_map(Value::from).boxed(),
            Kind::List => list(text()),
            Kind::Record => record(),
            Kind::Map => map(),
            Kind::Nested => object(vec![
                ("record", record()),
                ("records", list(record())),
                ("map", map()),
            ]),
        }
    }

    /// The server's description of the operation at an index.
    fn served(self, index: usize) -> &'static server::Operation {
        let schema = self.schema();
        let param = match self.place {
            Place::Path => Some(Param::path(NAME, schema)),
            Place::Query => Some(Param::query(NAME, schema)),
            Place::Header => Some(Param::header(NAME, schema)),
            Place::Cookie => Some(Param::cookie(NAME, schema)),
            Place::Form => None,
        };
        let params: Vec<Param> = param
            .map(|param| param.notation(self.notation))
            .into_iter()
            .collect();
        let body = (self.place == Place::Form).then(|| {
            let properties: &'static [(&str, Schema)] = Vec::leak(vec![(NAME, schema)]);
            let form = Schema::object().properties(properties).additional(false);
            let content = Vec::leak(vec![("application/x-www-form-urlencoded", form)]);
            let notations = Vec::leak(vec![(NAME, self.notation)]);
            &*Box::leak(Box::new(
                server::Body::required(content).notations(notations),
            ))
        });
        Box::leak(Box::new(server::Operation {
            id: "take",
            method: server::Method::POST,
            path: self.path(index),
            params: Vec::leak(params),
            body,
            answers: ANSWERS,
            security: &[],
        }))
    }

    /// The client's description of the operation at an index.
    fn called(self, index: usize) -> &'static client::Operation {
        Box::leak(Box::new(client::Operation {
            id: "take",
            method: client::Method::POST,
            path: self.path(index),
            accept: "",
            idempotent: false,
            security: &[],
        }))
    }

    fn path(self, index: usize) -> &'static str {
        let path = match self.place {
            Place::Path => format!("/{index}/{{{NAME}}}"),
            _ => format!("/{index}"),
        };
        path.leak()
    }

    fn fill(self, request: client::Request, value: &Value) -> client::Request {
        match self.place {
            Place::Path => request.path_styled(NAME, value, self.notation),
            Place::Query => request.query_styled(NAME, value, self.notation),
            Place::Header => request.header_styled(NAME, value, self.notation),
            Place::Cookie => request.cookie(NAME, value),
            Place::Form => {
                let form = BTreeMap::from([(NAME, value)]);
                request.form_styled(&form, &[(NAME, self.notation)])
            }
        }
    }
}

/// Text with delimiters of every style, and characters that encodings are about.
fn text() -> BoxedStrategy<Value> {
    let pieces = prop::sample::select(vec![
        "a", "B7", ",", "|", " ", "%", "+", "[", "]", "&", "=", ";", ".", "/", "?", "#", "\"",
        "%2C", "%20", "é", "漢", "😀", "-", "0", "{", "}", "\\", "null", "true", "",
    ]);
    let text = prop::collection::vec(pieces, 0..4);
    text.prop_map(|pieces| pieces.concat().into()).boxed()
}

fn list(item: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    let list = prop::collection::vec(item, 0..4);
    list.prop_map(Value::Array).boxed()
}

/// Objects with some of their properties.
fn object(properties: Vec<(&'static str, BoxedStrategy<Value>)>) -> BoxedStrategy<Value> {
    let members: Vec<_> = properties
        .into_iter()
        .map(|(name, value)| prop::option::of(value).prop_map(move |value| (name, value)))
        .collect();
    let object = members.prop_map(|members| {
        let members = members
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Value::Object(members.collect())
    });
    object.boxed()
}

fn record() -> BoxedStrategy<Value> {
    object(vec![
        ("text", text()),
        ("number", any::<i64>().prop_map(Value::from).boxed()),
        ("texts", list(text())),
    ])
}

fn map() -> BoxedStrategy<Value> {
    let names = text().prop_map(|name| name.as_str().unwrap_or_default().to_owned());
    let map = prop::collection::btree_map(names, text(), 0..4);
    map.prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>()))
        .boxed()
}

struct Send(client::Request);

impl client::Call for Send {
    type Success = ();
    type Failure = client::Undocumented;

    const OPERATION: &'static client::Operation = &OPERATION;

    fn request(&mut self) -> &mut client::Request {
        &mut self.0
    }

    fn success(reply: &client::Reply) -> client::Decoded<()> {
        match reply.status() {
            204 => reply.empty(()),
            _ => reply.undocumented(),
        }
    }
}

/// Stands for all: a request has its own.
static OPERATION: client::Operation = client::Operation {
    id: "take",
    method: client::Method::POST,
    path: "/",
    accept: "",
    idempotent: false,
    security: &[],
};

static CLIENT_API: client::Api = client::Api {
    name: "styles",
    server: "",
    error_shape: None,
    schemes: &[],
};

static SERVER_API: server::Api = server::Api {
    name: "styles",
    base_path: "",
    openapi: "{}",
    error_shape: None,
    scopes: &[],
};

/// The value that the service got.
type Store = Mutex<Option<Value>>;

fn take(store: &Store, mut request: Accepted, place: Place) -> Result<Answer, Fault> {
    let value = match place {
        Place::Form => {
            let mut form: Map<String, Value> = request.form()?;
            form.remove(NAME)
        }
        _ => request.optional(NAME)?,
    };
    *store.lock().expect("no test panics with it") = value;
    Ok(Answer::empty(204))
}

/// The number of values for each cell; `STYLES=1000` sends more.
fn count() -> usize {
    let count = std::env::var("STYLES").ok();
    count.and_then(|count| count.parse().ok()).unwrap_or(25)
}

#[tokio::test]
async fn a_server_reads_what_a_client_writes() {
    let cells = Cell::all();
    let store = Arc::new(Store::default());
    let mut routes = Routes::new(Arc::clone(&store));
    for (index, cell) in cells.iter().enumerate() {
        let place = cell.place;
        routes = routes.add(cell.served(index), move |store, request| {
            ready(take(&store, request, place))
        });
    }
    let served = Server::open(&SERVER_API)
        .mount(routes.finish())
        .into_router();
    let serving = serve(served).await.unwrap();
    let core = client::Builder::<client::Core>::new(&CLIENT_API)
        .base_url(serving.origin.as_str())
        .build()
        .unwrap();

    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut faults = Vec::new();
    for (index, cell) in cells.iter().enumerate() {
        let operation = cell.called(index);
        let mut carried = 0;
        for _ in 0..count() {
            let value = cell.values().new_tree(&mut runner).unwrap().current();
            let request = cell.fill(client::Request::new(&core, operation), &value);
            let sent = client::Call::send(Send(request)).await;
            let received = store.lock().unwrap().take();
            match sent {
                Ok(()) if received.as_ref() == Some(&value) => carried += 1,
                Ok(()) => faults.push(format!("{cell:?}: {value} is read as {received:?}")),
                Err(error) if error.to_string().contains("not sent") => {}
                Err(error) => faults.push(format!("{cell:?}: {value}: {error}")),
            }
        }
        // Objects and lists of objects within an object have a form in one style alone.
        let has_form = cell.kind != Kind::Nested || cell.notation.style == Style::DeepObject;
        if has_form && carried == 0 {
            faults.push(format!("{cell:?}: no value is carried"));
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults.join("\n")
    );
}
