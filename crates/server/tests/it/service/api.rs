//! The API under test: operations, handlers and server, as the generator would emit them.

use graphwright_server::{
    Accepted, Answer, Api, Body, Call, Documented, ETag, ErrorShape, Fault, Method, Notation,
    Operation, Param, Requirement, Router, Routes, Schema, Scheme, SchemeKind, Security, Server,
    StaticTokens,
};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

static API: Api = Api {
    name: "test",
    base_path: "/v1.0",
    openapi: "{\"openapi\":\"3.0.3\"}",
    error_shape: Some(&ErrorShape {
        code: Some("/error/code"),
        message: Some("/error/message"),
        details: Some("/error/details"),
        request_id: Some("/error/innerError/request-id"),
    }),
    scopes: &[],
};

static OAUTH2: Scheme = Scheme {
    name: "oauth2",
    kind: SchemeKind::OAuth2,
};
static READ: Security = &[&[Requirement {
    scheme: &OAUTH2,
    scopes: &["User.Read", "User.ReadWrite"],
    any_of: true,
}]];
static WRITE: Security = &[&[Requirement {
    scheme: &OAUTH2,
    scopes: &["User.ReadWrite"],
    any_of: false,
}]];
const JSON: &[Documented] = &[Documented::json(200, Schema::any()), Documented::empty(204)];

static USER: Schema = Schema::object()
    .properties(&[
        ("displayName", Schema::string().max_length(8)),
        ("age", Schema::integer().minimum(0)),
        ("password", Schema::string().min_length(8).secret()),
    ])
    .required(&["displayName"]);

static LIST: Operation = Operation {
    id: "list",
    method: Method::GET,
    path: "/users",
    params: &[
        Param::query("$top", Schema::integer().maximum(999)),
        Param::query("$count", Schema::boolean()),
        Param::query("ids", Schema::array(&Schema::integer())),
        Param::query("tags", Schema::array(&Schema::string())).notation(Notation::PIPE),
        Param::header("If-Match", Schema::string().min_length(3)),
        Param::cookie("session", Schema::string()),
    ],
    body: None,
    answers: JSON,
    security: READ,
};

static GET: Operation = Operation {
    id: "get",
    method: Method::GET,
    path: "/users/{id}",
    params: &[Param::path("id", Schema::string().max_length(4))],
    body: None,
    answers: JSON,
    security: READ,
};

static GET_PHOTO: Operation = Operation {
    id: "get-photo",
    method: Method::GET,
    path: "/users/{id}/photo",
    params: &[Param::path("id", Schema::string().max_length(4))],
    body: None,
    answers: JSON,
    security: READ,
};

static UPDATE: Operation = Operation {
    id: "update",
    method: Method::PATCH,
    path: "/users/{userId}",
    params: &[
        Param::path("userId", Schema::integer()),
        Param::query("reason", Schema::string()).required(),
    ],
    body: Some(&Body::required(&[(
        "application/json",
        Schema::reference(&USER),
    )])),
    answers: JSON,
    security: WRITE,
};

static PUT_NOTE: Operation = Operation {
    id: "put-note",
    method: Method::PUT,
    path: "/note.{format}",
    params: &[Param::path("format", Schema::string())],
    body: Some(&Body::optional(&[
        ("text/plain", Schema::string().max_length(5)),
        ("image/*", Schema::any()),
    ])),
    answers: &[Documented::content(200, "text/plain", Schema::string())],
    security: &[],
};

/// An operation without parameters and body, whose handler fails.
const fn failing(path: &'static str, security: Security) -> Operation {
    plain(Method::GET, path, security)
}

const fn plain(method: Method, path: &'static str, security: Security) -> Operation {
    Operation {
        id: "fail",
        method,
        path,
        params: &[],
        body: None,
        answers: JSON,
        security,
    }
}

static PANIC: Operation = failing("/panic", &[]);
static BROKEN: Operation = failing("/broken", &[]);
static LATER: Operation = failing("/later", &[]);
static BUSY: Operation = failing("/busy", &[&[]]);
static ODD: Operation = failing("/odd", &[]);

/// The server under test, with the tokens `read`, `write` and `none`.
pub(crate) fn router() -> Router {
    server(
        StaticTokens::new()
            .token("read", ["User.Read"])
            .token("write", ["User.ReadWrite"])
            .token("none", ["Mail.Read"]),
    )
    .into_router()
}

/// The server under test with another authorizer.
pub(crate) fn server(authorizer: impl graphwright_server::Authorizer) -> Server {
    Server::new(&API, authorizer)
        .body_limit(100)
        .mount(routes())
}

/// The operations under test in a server without an authorizer.
pub(crate) fn open() -> Router {
    static PLAIN: Api = Api {
        base_path: "",
        error_shape: None,
        ..API
    };
    Server::open(&PLAIN).mount(routes()).into_router()
}

/// Two versions of the API under test in one server. Operations of the later version are served
/// below `/beta` only.
pub(crate) fn versions() -> Router {
    server(StaticTokens::new().token("read", ["User.Read"]))
        .mount(routes().below("/beta"))
        .mount(later_routes())
        .into_router()
}

fn later_routes() -> Routes {
    Routes::new(Arc::new(()))
        .below("/beta")
        .add(&GET_PHOTO, get)
        .finish()
}

fn routes() -> Routes {
    Routes::new(Arc::new(()))
        .add(&LIST, list)
        .add(&GET, get)
        .add(&UPDATE, update)
        .add(&PUT_NOTE, put_note)
        .add(&PANIC, |_, _| async { panic!("hunter2") })
        .add(&BROKEN, |_, _| async {
            Err(std::io::Error::other("hunter2").into())
        })
        .add(&LATER, |_, _| async { Err(Fault::not_implemented()) })
        .add(&BUSY, |_, _| async {
            Err(Fault::unavailable().retry_after(Duration::from_secs(7)))
        })
        .add(&ODD, |_, _| async {
            Ok(Answer::empty(200).header("x-odd", "line\nbreak"))
        })
        .finish()
}

async fn list(_: Arc<()>, mut request: Accepted) -> Result<Answer, Fault> {
    let seen = json!({
        "top": request.optional::<i64>("$top")?,
        "count": request.optional::<bool>("$count")?,
        "ids": request.optional::<Vec<i64>>("ids")?,
        "tags": request.optional::<Vec<String>>("tags")?,
        "etag": request.optional::<String>("If-Match")?,
        "session": request.optional::<String>("session")?,
    });
    Ok(Answer::json(200, &seen))
}

async fn get(_: Arc<()>, mut request: Accepted) -> Result<Answer, Fault> {
    let id: String = request.required("id")?;
    let call = request.call();
    let scopes = call.principal().scopes().join(" ");
    Ok(Answer::json(
        200,
        &json!({ "id": id, "by": scopes, "op": call.operation().id }),
    )
    .header("etag", "\"1\""))
}

async fn update(_: Arc<()>, mut request: Accepted) -> Result<Answer, Fault> {
    let id: i64 = request.required("userId")?;
    let body: Value = request.json()?;
    assert!(body.is_object(), "the schema says so");
    Ok(Answer::empty(204).header("x-id", id))
}

async fn put_note(_: Arc<()>, mut request: Accepted) -> Result<Answer, Fault> {
    let media_type = request.media_type().unwrap_or("none");
    let text = request.text()?;
    Ok(Answer::text(200, format!("{media_type}: {text}")))
}

/// `GET /answer`, with a few described responses.
static ANSWER: Operation = Operation {
    id: "answer",
    method: Method::GET,
    path: "/answer",
    params: &[],
    body: None,
    answers: &[
        Documented::json(200, Schema::reference(&USER)).headers(&[
            Param::header("x-id", Schema::any()).required(),
            Param::header("x-count", Schema::integer()),
        ]),
        Documented::content(203, "image/*", Schema::any()),
        Documented::empty(204),
        Documented::json(400, Schema::array(&Schema::any())).for_class(),
    ],
    security: &[],
};

/// Routes of an operation with this handler.
pub(crate) fn answering<F>(answer: impl Fn() -> F + Send + Sync + 'static) -> Routes
where
    F: Future<Output = Result<Answer, Fault>> + Send + 'static,
{
    Routes::new(Arc::new(()))
        .add(&ANSWER, move |_, _| answer())
        .finish()
}

static READ_THING: Operation = failing("/thing", &[]);
static WRITE_THING: Operation = plain(Method::PUT, "/thing", &[]);

/// The tag of the only resource.
pub(crate) fn tag() -> ETag {
    ETag::strong(1)
}

/// Adds cookies to the answer, as the request asks for them.
fn add_cookies(call: &Call) {
    match call.header("x-cookies") {
        Some("yes") => {
            call.answer_header("Set-Cookie", "a=1; Path=/");
            call.answer_header("set-cookie", "b=ü");
        }
        Some("broken") => call.answer_header("Set-Cookie", "a=1\r\nx-other: 1"),
        Some(_) => call.answer_header("Content-Length", 7),
        None => {}
    }
}

/// Routes that read and write a resource under the conditions of the request.
pub(crate) fn conditional() -> Routes {
    Routes::new(Arc::new(()))
        .add(&READ_THING, |_, request| async {
            let call = request.call();
            add_cookies(&call);
            call.check_precondition(Some(&tag()))?;
            Ok(Answer::json(200, &1).header("etag", tag()))
        })
        .add(&WRITE_THING, |_, request| async {
            let call = request.call();
            add_cookies(&call);
            if call.header("x-answer").is_some() {
                call.precondition(Some(&tag()))?;
                return Ok(Answer::empty(412));
            }
            call.check_precondition(Some(&tag()))?;
            Ok(Answer::empty(204))
        })
        .finish()
}
