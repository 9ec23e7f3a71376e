//! An API that shows the client and the server all that an operation can have.

use super::api::*;
use graphwright_ir::*;

/// An API for both twins: every place and style, every kind of body and answer.
pub(crate) fn twins() -> Api {
    let types = vec![
        ty(
            "Thing",
            "thing",
            object(vec![field("a", "a", scalar(Scalar::Bool), "")]),
            "",
        ),
        ty("Problem", "problem", object(vec![]), ""),
        TypeDef {
            hashable: true,
            ..ty(
                "Colour",
                "colour",
                values(Scalar::String, &[(text("red"), "Red")], Some("Unknown")),
                "",
            )
        },
    ];
    api(
        types,
        vec![
            places(),
            form_and_statuses(),
            text_and_headers(),
            streamed(),
            text_events(),
            json_or_events(),
        ],
    )
}

fn places() -> Operation {
    let matrix = Param {
        style: Style::Matrix,
        explode: true,
        ..param("point", "point", Place::Path, list(scalar(Scalar::I32)))
    };
    let deep = Param {
        style: Style::DeepObject,
        ..param("filter", "filter", Place::Query, named(0))
    };
    let joined = Param {
        explode: false,
        allow_reserved: true,
        required: true,
        ..param("ids", "ids", Place::Query, list(scalar(Scalar::String)))
    };
    let written = Param {
        content: Some(MediaKind::Json),
        ..param("q", "q", Place::Query, named(0))
    };
    let old = Param {
        deprecated: true,
        ..param("X-Old", "x_old", Place::Header, scalar(Scalar::DateTime))
    };
    Operation {
        method: Method::Get,
        idempotent: true,
        deprecated: true,
        path: PathTemplate {
            text: "/things/{id}/{point}".into(),
            segments: Vec::new(),
            shared: false,
        },
        params: vec![
            param("id", "id", Place::Path, scalar(Scalar::Uuid)),
            matrix,
            deep,
            joined,
            written,
            param("colour", "colour", Place::Query, named(2)),
            old,
            param("session", "session", Place::Cookie, scalar(Scalar::Secret)),
        ],
        ..operation("find", "FindThings", "FIND_THINGS")
    }
}

fn form_and_statuses() -> Operation {
    Operation {
        body: Some(body(content(
            MediaKind::Form,
            "application/x-www-form-urlencoded",
            named(0),
        ))),
        responses: vec![
            response(Status::Code(200), "Ok", Some(json(named(0)))),
            response(Status::Code(202), "Accepted", None),
            response(Status::Code(404), "NotFound", Some(json(named(1)))),
            response(Status::Range(4), "ClientError", Some(json(named(1)))),
            response(Status::Default, "Default", None),
        ],
        ..operation("send_form", "SendForm", "SEND_FORM")
    }
}

fn text_and_headers() -> Operation {
    let mut created = response(
        Status::Code(201),
        "Created",
        Some(content(
            MediaKind::Text,
            "text/plain",
            scalar(Scalar::String),
        )),
    );
    created.headers = vec![
        Header {
            wire: "Location".into(),
            ident: "location".into(),
            slot: Slot::of(scalar(Scalar::Uri)),
            required: true,
            docs: docs("Where it is"),
        },
        Header {
            wire: "X-Count".into(),
            ident: "body".into(),
            slot: Slot::of(scalar(Scalar::I64)),
            required: false,
            docs: Docs::default(),
        },
    ];
    Operation {
        body: Some(Body {
            required: false,
            ..body(content(
                MediaKind::Json,
                "application/merge-patch+json",
                named(0),
            ))
        }),
        responses: vec![created],
        security: SecurityNeed {
            alternatives: vec![vec![]],
        },
        ..operation("make", "MakeThing", "MAKE_THING")
    }
}

fn streamed() -> Operation {
    let bytes = || content(MediaKind::Bytes, "image/png", TypeRef::Stream);
    Operation {
        body: Some(body(bytes())),
        responses: vec![Response {
            success: true,
            ..response(Status::Default, "Default", Some(bytes()))
        }],
        ..operation("draw", "DrawThing", "DRAW_THING")
    }
}

/// The content of a stream of events.
fn events(of: TypeRef) -> Content {
    Content {
        ident: "EventStream".to_owned(),
        ..content(MediaKind::EventStream, "text/event-stream", of)
    }
}

fn text_events() -> Operation {
    let content = events(scalar(Scalar::String));
    Operation {
        responses: vec![response(Status::Code(200), "Ok", Some(content))],
        ..operation("watch", "WatchThings", "WATCH_THINGS")
    }
}

/// Events in place of JSON.
fn json_or_events() -> Operation {
    let mut response = response(Status::Code(200), "Ok", Some(json(list(named(0)))));
    response.content.push(events(named(0)));
    Operation {
        responses: vec![response],
        ..operation("chat", "ChatThing", "CHAT_THING")
    }
}
