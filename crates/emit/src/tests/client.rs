//! Files of the client.

use super::check;
use super::support::*;
use graphwright_ir::*;
use insta::assert_snapshot;

/// What both twins are tested with: every place and style, every kind of body and answer.
pub(super) fn operations() -> Api {
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
        body: Some(body(
            true,
            content(
                MediaKind::Form,
                "application/x-www-form-urlencoded",
                named(0),
            ),
        )),
        responses: vec![
            response(Status::Code(200), "Ok", true, Some(json(named(0)))),
            response(Status::Code(202), "Accepted", true, None),
            response(Status::Code(404), "NotFound", false, Some(json(named(1)))),
            response(Status::Range(4), "ClientError", false, Some(json(named(1)))),
            response(Status::Default, "Default", false, None),
        ],
        ..operation("send_form", "SendForm", "SEND_FORM")
    }
}

fn text_and_headers() -> Operation {
    let mut created = response(
        Status::Code(201),
        "Created",
        true,
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
        body: Some(body(
            false,
            content(MediaKind::Json, "application/merge-patch+json", named(0)),
        )),
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
        body: Some(body(true, bytes())),
        responses: vec![response(Status::Default, "Default", true, Some(bytes()))],
        ..operation("draw", "DrawThing", "DRAW_THING")
    }
}

#[test]
fn tag() {
    assert_snapshot!(check(&operations(), "client/src/things.rs"));
}

#[test]
fn entry_and_root() {
    assert_snapshot!("client_entry", check(&operations(), "client/src/client.rs"));
    assert_snapshot!("client_root", check(&operations(), "client/src/lib.rs"));
}

#[test]
fn servers() {
    let mut api = operations();
    api.servers.push(Server {
        url: "https://{region}.shop.example".into(),
        ident: "REGIONAL".into(),
        base_path: String::new(),
        docs: Docs::default(),
        variables: vec![ServerVariable {
            wire: "region".into(),
            default: "eu".into(),
            values: vec!["eu".into(), "us".into()],
        }],
    });
    assert_snapshot!(check(&api, "client/src/servers.rs"));
}

#[test]
fn what_cannot_be_carried_is_told_and_left_out() {
    let upload = Operation {
        body: Some(body(
            true,
            content(MediaKind::Multipart, "multipart/form-data", named(0)),
        )),
        ..operation("upload", "Upload", "UPLOAD")
    };
    let mut api = operations();
    api.operations = vec![upload];
    let told: Vec<_> = crate::unsupported(&api)
        .map(|(operation, _)| operation.id.as_str())
        .collect();
    assert_eq!(told, ["upload"]);
    assert_snapshot!(check(&api, "client/src/client.rs"));
}
