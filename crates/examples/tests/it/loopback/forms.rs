//! Forms over a socket, with operations of both runtimes as the generator would emit them.

use graph_users_client::runtime as client;
use graph_users_server::model::wire::File;
use graph_users_server::runtime as server;
use graphwright_examples::serve::serve;
use serde::{Deserialize, Serialize};
use server::{Accepted, Answer, Fault, Param, Routes, Schema, Server};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

const MULTIPART: &str = "multipart/form-data";
const URLENCODED: &str = "application/x-www-form-urlencoded";

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
struct Upload {
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    public: Option<bool>,
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
    places: Vec<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    photo: Option<File>,
    pages: Vec<File>,
    #[serde(flatten)]
    more: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Place {
    lat: f32,
    name: String,
}

static PLACE: Schema = Schema::object()
    .properties(&[("lat", Schema::number()), ("name", Schema::string())])
    .required(&["lat"]);
const FILE: Schema = Schema::string().format("binary");
static UPLOAD: Schema = Schema::object()
    .properties(&[
        ("title", Schema::string().min_length(1)),
        ("count", Schema::integer().minimum(1)),
        ("public", Schema::boolean()),
        ("tags", Schema::array(&Schema::string())),
        ("place", Schema::reference(&PLACE)),
        ("places", Schema::array(&Schema::reference(&PLACE))),
        ("photo", FILE),
        ("pages", Schema::array(&FILE).max_items(3)),
    ])
    .required(&["title"]);

static SERVER_API: server::Api = server::Api {
    name: "forms",
    base_path: "",
    openapi: "{}",
    error_shape: None,
    scopes: &[],
};
static TAKE: server::Operation = server::Operation {
    id: "take",
    method: server::Method::POST,
    path: "/forms/{where}",
    params: &[
        Param::path("where", Schema::reference(&PLACE)).notation(server::Notation::JSON),
        Param::header("X-Places", Schema::array(&Schema::reference(&PLACE)))
            .notation(server::Notation::JSON),
        Param::cookie("seen", Schema::array(&Schema::integer())).notation(server::Notation::JSON),
    ],
    body: Some(&server::Body::required(&[
        (MULTIPART, Schema::reference(&UPLOAD)),
        (URLENCODED, Schema::reference(&UPLOAD)),
    ])),
    answers: &[server::Documented::empty(204)],
    security: &[],
};

static CLIENT_API: client::Api = client::Api {
    name: "forms",
    server: "",
    error_shape: None,
    schemes: &[],
};
static SEND: client::Operation = client::Operation {
    id: "take",
    method: client::Method::POST,
    path: "/forms/{where}",
    accept: "",
    idempotent: false,
    security: &[],
};

/// The parameters and the body that the service got.
#[derive(Clone, Debug, PartialEq)]
struct Taken {
    place: Place,
    places: Option<Vec<Place>>,
    seen: Option<Vec<i64>>,
    upload: Upload,
}

type Store = Mutex<Option<Taken>>;

async fn take(store: Arc<Store>, mut request: Accepted) -> Result<Answer, Fault> {
    let taken = Taken {
        place: request.required("where")?,
        places: request.optional("X-Places")?,
        seen: request.optional("seen")?,
        upload: read(request.form()?)?,
    };
    *store.lock().expect("no test panics with it") = Some(taken);
    Ok(Answer::empty(204))
}

/// Reads the files of a form into memory, so that their content can be compared.
fn read(mut upload: Upload) -> std::io::Result<Upload> {
    for file in upload.photo.iter_mut().chain(&mut upload.pages) {
        let (name, media_type) = (file.name.take(), file.media_type.take());
        *file = File::from(file.bytes()?);
        (file.name, file.media_type) = (name, media_type);
    }
    Ok(upload)
}

struct Send(client::Request);

impl client::Call for Send {
    type Success = ();
    type Failure = client::Undocumented;

    const OPERATION: &'static client::Operation = &SEND;

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

/// Sends a request that `fill` completes. Returns what the service got, or status and body of the
/// refusal.
async fn send(fill: impl FnOnce(client::Request) -> client::Request) -> Result<Taken, String> {
    let store = Arc::new(Store::default());
    let routes = Routes::new(Arc::clone(&store)).add(&TAKE, take).finish();
    let served = Server::open(&SERVER_API)
        .body_limit(8 << 20)
        .mount(routes)
        .into_router();
    let serving = serve(served).await.unwrap();
    let core = client::Builder::<client::Core>::new(&CLIENT_API)
        .base_url(serving.origin.as_str())
        .build()
        .unwrap();
    let request = client::Request::new(&core, &SEND).path_json("where", &home());
    match client::Call::send(Send(fill(request))).await {
        Ok(()) => Ok(store
            .lock()
            .unwrap()
            .take()
            .expect("the service was called")),
        Err(error) => Err(format!("{error}")),
    }
}

fn home() -> Place {
    Place {
        lat: 1.1,
        name: "a/b \"ü\"".to_owned(),
    }
}

/// The media types that a form can be sent in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encodings {
    Both,
    /// The form has files.
    MultipartOnly,
}

/// Sends a form in each of its media types.
async fn check(upload: Upload, encodings: Encodings) {
    let taken = send(|request| request.multipart(&upload, &[])).await;
    assert_eq!(taken.unwrap().upload, upload, "in parts");
    if encodings == Encodings::Both {
        let styles = [
            ("place", client::Notation::DEEP),
            ("places", client::Notation::DEEP),
        ];
        let taken = send(|request| request.form_styled(&upload, &styles)).await;
        assert_eq!(taken.unwrap().upload, upload, "in pairs");
    }
}

fn upload() -> Upload {
    Upload {
        title: "A & B = 100 %\r\n--x".to_owned(),
        ..Upload::default()
    }
}

#[tokio::test]
async fn text_numbers_lists_and_objects_arrive() {
    check(upload(), Encodings::Both).await;
    let full = Upload {
        count: Some(7),
        public: Some(false),
        tags: vec!["a,b".to_owned(), String::new(), "ü".to_owned()],
        place: Some(home()),
        places: vec![home(), home()],
        more: BTreeMap::from([("x\"y\r\nz".to_owned(), "1".to_owned())]),
        ..upload()
    };
    check(full, Encodings::Both).await;
}

#[tokio::test]
async fn files_arrive_byte_for_byte() {
    let bytes: Vec<u8> = (0..5 << 20).map(|at: u32| (at % 251) as u8).collect();
    let hostile = b"\r\n--graphwright-00000000000000000000000000000000--\r\n--\r\n\r\n";
    let files = Upload {
        photo: Some(File::new(bytes).name("me.jpg").media_type("image/jpeg")),
        pages: vec![
            File::new("").name("empty").media_type("text/plain"),
            File::from(hostile)
                .name("boundary")
                .media_type("text/plain"),
            File::from(&[0, 0xff])
                .name("ü ;x=y.bin")
                .media_type("application/json"),
        ],
        ..upload()
    };
    check(files, Encodings::MultipartOnly).await;
}

#[tokio::test]
async fn names_of_files_stay_names() {
    for (name, seen) in [
        ("../../etc/passwd", "../../etc/passwd"),
        ("a\"; name=\"title", "a%22; name=%22title"),
        (
            "a\r\nX-Evil: 1\r\n\r\nbody",
            "a%0D%0AX-Evil: 1%0D%0A%0D%0Abody",
        ),
        ("C:\\", "C:%5C"),
        ("a\\b.png", "a\\b.png"),
        ("\u{0}", "%00"),
    ] {
        let photo = File::new("x").name(name).media_type("image/png");
        let form = Upload {
            photo: Some(photo.clone()),
            ..upload()
        };
        let taken = send(|request| request.multipart(&form, &[])).await.unwrap();
        assert_eq!(taken.upload.photo, Some(photo.name(seen)));
        assert_eq!(taken.upload.title, form.title);
    }
}

#[tokio::test]
async fn parameters_can_be_json() {
    let places = vec![home()];
    let taken = send(|request| {
        let request = request.header_json("X-Places", &places);
        request.cookie_json("seen", &[1, 2]).form(&upload())
    });
    let expected = Taken {
        place: home(),
        places: Some(places.clone()),
        seen: Some(vec![1, 2]),
        upload: upload(),
    };
    assert_eq!(taken.await, Ok(expected));
}
