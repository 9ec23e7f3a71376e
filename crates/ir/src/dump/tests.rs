//! That every kind of fact has its line.

use super::*;
use crate::{
    Access, Bound, Constraints, Content, Dispatch, Docs, EnumValue, Header, Info, JsonKind,
    KeyVariant, KnownKey, Literal, MediaKind, Method, OperationNames, Origin, Param, PathTemplate,
    Requirement, Scalar, SchemaGroup, SchemeId, SecurityScheme, Server, Shape, Slot, Status, Style,
    Tag, TagId, TagValue, TypeId, TypeRef, Usage, Variant, VariantIndex, Version, VersionSet,
};

fn type_def(wire: &str, ident: &str, kind: TypeKind) -> TypeDef {
    TypeDef {
        wire: wire.to_owned(),
        ident: ident.to_owned(),
        module: ident.to_lowercase(),
        schema_ident: ident.to_uppercase(),
        kind,
        projection_of: None,
        usage: Usage {
            read: true,
            ..Usage::default()
        },
        hashable: false,
        docs: Docs::default(),
        deprecated: false,
        versions: VersionSet::All,
        origin: Origin::default(),
        also: Vec::new(),
    }
}

fn field(wire: &str, ident: &str, slot: Slot) -> Field {
    Field {
        wire: wire.to_owned(),
        ident: ident.to_owned(),
        setter: ident.to_owned(),
        or_default: None,
        slot,
        holder: Holder::Option,
        presence: Presence::Optional,
        access: Access::Both,
        secret: false,
        deprecated: false,
        versions: VersionSet::All,
        docs: Docs::default(),
        provenance: Vec::new(),
    }
}

fn scalar(scalar: Scalar) -> Slot {
    Slot::of(TypeRef::Scalar(scalar))
}

fn user() -> TypeDef {
    let number = |value: &str, exclusive| {
        Some(Bound {
            value: value.to_owned(),
            exclusive,
        })
    };
    let bounds = Constraints {
        minimum: number("0", true),
        maximum: number("9.5", false),
        ..Constraints::default()
    };
    let nullable = Slot {
        nullable: true,
        ..scalar(Scalar::String)
    };
    let mut name = field("displayName", "display_name", nullable);
    name.holder = Holder::Patch;
    let mut id = field("id", "id", scalar(Scalar::Uuid));
    id.slot.constraints.format = Some("uuid".to_owned());
    id.presence = Presence::Required;
    id.access = Access::Read;
    let mut level = field(
        "level",
        "level",
        Slot {
            constraints: bounds,
            ..scalar(Scalar::F64)
        },
    );
    level.presence = Presence::Defaulted(Literal::Number("1".to_owned()));
    level.or_default = Some("level_or_default".to_owned());
    level.versions = VersionSet::Only(vec![VersionId(1)]);
    let mut copy = field(
        "clone",
        "clone",
        Slot::of(TypeRef::Boxed(Box::new(TypeRef::Named(TypeId(0))))),
    );
    copy.setter = "with_clone".to_owned();
    copy.deprecated = true;
    let list = Slot {
        constraints: Constraints {
            unique_items: true,
            ..Constraints::default()
        },
        ..Slot::of(TypeRef::List(Box::new(Slot {
            nullable: true,
            ..Slot::of(TypeRef::Named(TypeId(1)))
        })))
    };
    let body = Struct {
        fields: vec![id, name, level, copy, field("kinds", "kinds", list)],
        additional: Additional::Typed("additional".to_owned(), Box::new(scalar(Scalar::I64))),
        min_properties: Some(1),
        max_properties: None,
        nulls: None,
    };
    TypeDef {
        deprecated: true,
        ..type_def("user", "User", TypeKind::Struct(body))
    }
}

fn kind() -> TypeDef {
    let value = |wire: &str, ident: &str| EnumValue {
        wire: Literal::String(wire.to_owned()),
        ident: ident.to_owned(),
        docs: Docs::default(),
        versions: VersionSet::All,
    };
    let body = Enum {
        scalar: Scalar::String,
        values: vec![value("member", "Member"), value("*", "Star")],
        unknown: Some("Unknown".to_owned()),
        allows_others: true,
    };
    TypeDef {
        hashable: true,
        ..type_def("Kind", "Kind", TypeKind::Enum(body))
    }
}

fn union(dispatch: Dispatch) -> TypeKind {
    let variant = |ident: &str, id| Variant {
        ident: ident.to_owned(),
        slot: Slot::of(TypeRef::Named(TypeId(id))),
        docs: Docs::default(),
    };
    let variants = vec![variant("User", 0), variant("Kind", 1)];
    TypeKind::Union(Union {
        dispatch,
        variants,
        fallback: Some("Other".to_owned()),
    })
}

fn param() -> Param {
    Param {
        wire: "ids".to_owned(),
        ident: "ids".to_owned(),
        place: Place::Query,
        style: Style::PipeDelimited,
        explode: false,
        allow_reserved: false,
        content: None,
        slot: Slot::of(TypeRef::List(Box::new(scalar(Scalar::Uuid)))),
        required: true,
        default: None,
        deprecated: false,
        docs: Docs::default(),
        origin: Origin::default(),
    }
}

fn operation() -> Operation {
    let content = |kind, media_type: &str, ident: &str, slot| Content {
        media_type: media_type.to_owned(),
        kind,
        ident: ident.to_owned(),
        slot,
        schema: SchemaGroup(0),
        described: false,
        parts: Vec::new(),
    };
    let response = |status, ident: &str, by, content| Response {
        status,
        ident: ident.to_owned(),
        success: status == Status::Code(200),
        by,
        content,
        headers: vec![Header {
            wire: "ETag".to_owned(),
            ident: "etag".to_owned(),
            slot: scalar(Scalar::String),
            required: true,
            docs: Docs::default(),
        }],
        docs: Docs::default(),
        origin: Origin::default(),
    };
    let json = content(
        MediaKind::Json,
        "application/json",
        "Json",
        Slot::of(TypeRef::Named(TypeId(0))),
    );
    let text = content(
        MediaKind::Text,
        "text/plain",
        "Text",
        scalar(Scalar::String),
    );
    Operation {
        id: "put-user".to_owned(),
        names: OperationNames {
            method: "put".to_owned(),
            request: "PutUser".to_owned(),
            constant: "PUT_USER".to_owned(),
            ..OperationNames::default()
        },
        tag: TagId(0),
        method: Method::Put,
        path: PathTemplate {
            text: "/users".to_owned(),
            segments: Vec::new(),
            shared: false,
        },
        marks: Vec::new(),
        server: Some("https://upload.example/v1".to_owned()),
        params: vec![param()],
        body: Some(crate::Body {
            ident: "body".to_owned(),
            required: false,
            content: vec![json.clone()],
            docs: Docs::default(),
        }),
        responses: vec![
            response(
                Status::Code(200),
                "Ok",
                AnsweredBy::Document,
                vec![json, text],
            ),
            response(
                Status::Range(4),
                "ClientError",
                AnsweredBy::Runtime,
                Vec::new(),
            ),
        ],
        security: SecurityNeed {
            alternatives: vec![Vec::new()],
        },
        paging: None,
        idempotent: true,
        deprecated: false,
        versions: VersionSet::All,
        docs: Docs::default(),
        origin: Origin::default(),
        provenance: Vec::new(),
    }
}

fn types() -> Vec<TypeDef> {
    let text = str::to_owned;
    let shape = Dispatch::Shape(vec![
        Shape {
            kind: JsonKind::ObjectWith(vec![KnownKey {
                wire: text("id"),
                value: Some(Literal::String(text("x"))),
            }]),
            variant: VariantIndex(0),
        },
        Shape {
            kind: JsonKind::String,
            variant: VariantIndex(1),
        },
    ]);
    let tag = Dispatch::Tag {
        wire: text("kind"),
        values: vec![TagValue {
            value: text("u"),
            variant: VariantIndex(0),
        }],
    };
    vec![
        user(),
        kind(),
        type_def("Shaped", "Shaped", union(shape)),
        type_def("Tagged", "Tagged", union(tag)),
        type_def("Tried", "Tried", union(Dispatch::Ordered)),
        type_def(
            "Names",
            "Names",
            TypeKind::Alias(Slot::of(TypeRef::Map(Box::new(scalar(Scalar::String))))),
        ),
        type_def(
            "Id",
            "Id",
            TypeKind::Newtype(Newtype {
                often: Some(Scalar::Uuid),
                ..Newtype::of(Scalar::String, Constraints::default())
            }),
        ),
        type_def(
            "IdOrMail",
            "IdOrMail",
            TypeKind::Key(Key {
                variants: vec![
                    key("Id", TypeRef::Named(TypeId(6)), None),
                    key("Mail", scalar(Scalar::String).ty, Some("@")),
                ],
            }),
        ),
        TypeDef {
            projection_of: Some(ProjectionOf {
                base: TypeId(0),
                form: Projection::Create,
            }),
            ..type_def(
                "user",
                "UserCreate",
                TypeKind::Untyped {
                    reason: text("it is a tuple"),
                },
            )
        },
    ]
}

fn key(ident: &str, ty: TypeRef, sign: Option<&str>) -> KeyVariant {
    KeyVariant {
        ident: ident.to_owned(),
        slot: Slot::of(ty),
        sign: sign.map(str::to_owned),
        docs: Docs::default(),
    }
}

fn api() -> Api {
    let text = str::to_owned;
    let version = |wire: &str, feature: Option<&str>| Version {
        wire: text(wire),
        feature: feature.map(text),
        base_path: format!("/{wire}"),
    };
    let tag = |module: &str, ident: &str, version| Tag {
        wire: text("Users"),
        module: text(module),
        ident: text(ident),
        docs: Docs::default(),
        version: VersionId(version),
    };
    let scheme = SecurityScheme {
        wire: text("key"),
        ident: text("key"),
        kind: SchemeKind::ApiKey {
            place: crate::KeyPlace::Header,
            name: text("X-Key"),
        },
        docs: Docs::default(),
    };
    let need = Requirement {
        scheme: SchemeId(0),
        scopes: vec![text("a"), text("b")],
        any_of: true,
    };
    Api {
        name: text("test"),
        info: Info {
            title: text("A \"test\""),
            version: text("1"),
            docs: Docs::default(),
        },
        servers: vec![Server {
            url: text("https://{host}/v1"),
            default_url: text("https://a/v1"),
            ident: text("V1"),
            base_path: text("/v1"),
            docs: Docs::default(),
            variables: vec![crate::ServerVariable {
                wire: text("host"),
                default: text("a"),
                values: Vec::new(),
            }],
        }],
        versions: vec![version("v1", None), version("beta", Some("beta"))],
        tags: vec![tag("users", "Users", 0), tag("users_beta", "UsersBeta", 1)],
        types: types(),
        operations: vec![operation()],
        security_schemes: vec![scheme],
        security: SecurityNeed {
            alternatives: vec![vec![need]],
        },
        error_shape: Some(crate::ErrorShape {
            ty: TypeId(0),
            code: Some(text("/code")),
            message: None,
            details: None,
            request_id: None,
        }),
        ..Api::default()
    }
}

#[test]
fn one_line_a_fact() {
    insta::assert_snapshot!(dump(&api()));
}

#[test]
fn a_name_is_never_two_lines() {
    let mut api = api();
    let lines = dump(&api).lines().count();
    api.types[0].wire = "a\r\nstruct Pwn\u{202e}é".to_owned();
    let text = dump(&api);
    assert_eq!(text.lines().count(), lines);
    assert!(
        text.contains("struct a\\r\\nstruct Pwn\\u{202e}é -> User"),
        "{text}"
    );
}

#[test]
fn an_empty_model_has_a_head() {
    assert_eq!(
        dump(&Api::default()),
        "api : \"\", version \"\"\nsecurity none\n"
    );
}
