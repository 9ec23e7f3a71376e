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
            events("watch", ("WatchThings", "WATCH_THINGS"), false),
            events("chat", ("ChatThing", "CHAT_THING"), true),
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

#[test]
fn an_operation_that_is_served_elsewhere() {
    let mut elsewhere = operation("put", "Put", "PUT");
    elsewhere.server = Some("https://upload.shop.example/v1".into());
    let text = check(&api(vec![], vec![elsewhere]), "client/src/things.rs");
    let method = text
        .lines()
        .skip_while(|line| !line.contains("/// Does something."));
    let method = method.take_while(|line| *line != "}");
    assert_snapshot!(method.collect::<Vec<_>>().join("\n"));
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

/// Events, alone or in place of JSON.
fn events(method: &str, (request, constant): (&str, &str), or_json: bool) -> Operation {
    let mut response = response(Status::Code(200), "Ok", true, None);
    if or_json {
        response.content.push(json(list(named(0))));
    }
    let ty = if or_json {
        named(0)
    } else {
        scalar(Scalar::String)
    };
    response.content.push(Content {
        ident: "EventStream".to_owned(),
        ..content(MediaKind::EventStream, "text/event-stream", ty)
    });
    Operation {
        responses: vec![response],
        ..operation(method, request, constant)
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
        default_url: "https://eu.shop.example".into(),
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

fn part(wire: &str, content_type: Option<&str>, file: bool) -> PartEncoding {
    PartEncoding {
        wire: wire.into(),
        content_type: content_type.map(str::to_owned),
        file,
        style: Style::Form,
        explode: true,
    }
}

fn upload(ty: TypeRef) -> Operation {
    let mut content = content(MediaKind::Multipart, "multipart/form-data", ty);
    content.parts = vec![
        part("photo", Some("image/png"), true),
        part("pages", Some("image/*"), true),
        part("notes", None, false),
    ];
    Operation {
        body: Some(body(false, content)),
        ..operation("upload", "Upload", "UPLOAD")
    }
}

/// A form with styles of its own: the client writes them, and the server leaves a list that is
/// joined by spaces to its service.
fn styled_form(explode: bool, (method, request, constant): (&str, &str, &str)) -> Operation {
    let mut content = content(
        MediaKind::Form,
        "application/x-www-form-urlencoded",
        named(0),
    );
    let styled = |wire, style| PartEncoding {
        style,
        explode,
        ..part(wire, None, false)
    };
    content.parts = vec![
        styled("tags", Style::SpaceDelimited),
        styled("owner", Style::DeepObject),
    ];
    Operation {
        body: Some(body(true, content)),
        ..operation(method, request, constant)
    }
}

#[test]
fn forms() {
    let mut api = operations();
    api.operations = vec![
        upload(named(0)),
        styled_form(true, ("order", "PlaceOrder", "PLACE_ORDER")),
        styled_form(false, ("label", "AddLabels", "ADD_LABELS")),
    ];
    assert_snapshot!("forms_client", check(&api, "client/src/things.rs"));
    assert_snapshot!("forms_server", check(&api, "server/src/things.rs"));
}

/// An operation whose failures have these statuses and all of them the same body.
fn failing(statuses: &[(Status, &str)]) -> Operation {
    let failures = statuses.iter();
    let failures =
        failures.map(|(status, ident)| response(*status, ident, false, Some(json(named(1)))));
    Operation {
        responses: failures.collect(),
        ..operation("fail", "Fail", "FAIL")
    }
}

/// What an operation fails with.
#[track_caller]
fn check_failure(statuses: &[(Status, &str)], expected: &str) {
    let mut api = operations();
    api.operations = vec![failing(statuses)];
    let file = check(&api, "client/src/things.rs");
    let failure = file
        .lines()
        .find_map(|line| line.trim().strip_prefix("type Failure = "));
    assert_eq!(failure, Some(expected));
    let has_enum = file.contains("pub enum FailError");
    assert_eq!(has_enum, expected == "FailError;", "{file}");
}

#[test]
fn failures_that_the_document_does_not_tell_apart_are_their_body() {
    let (client, server) = (
        (Status::Range(4), "ClientError"),
        (Status::Range(5), "ServerError"),
    );
    let (missing, any) = (
        (Status::Code(404), "NotFound"),
        (Status::Default, "Default"),
    );
    check_failure(&[any], "Problem;");
    check_failure(&[client, server], "Problem;");
    check_failure(&[missing], "FailError;");
    check_failure(&[missing, any], "FailError;");
    check_failure(&[], "Undocumented;");
}

#[test]
fn files_that_no_struct_holds_are_told_and_left_out() {
    let mut api = operations();
    api.operations = vec![upload(TypeRef::Json)];
    let told: Vec<_> = crate::unsupported(&api)
        .map(|(operation, _)| operation.id.as_str())
        .collect();
    assert_eq!(told, ["upload"]);
    assert_snapshot!(check(&api, "client/src/client.rs"));
}
