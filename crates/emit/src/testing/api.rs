//! Small models built by hand: constructors with the defaults that most tests want.

use graphwright_ir::{
    Access, Additional, AnsweredBy, Api, Body, Content, Docs, Enum, EnumValue, ErrorShape, Field,
    Holder, Info, Literal, MediaKind, Method, Operation, OperationNames, Origin, Param,
    PathTemplate, Place, Presence, Response, Scalar, SchemaGroup, SecurityNeed, Server, Slot,
    Status, Struct, Style, Tag, TagId, TypeDef, TypeId, TypeKind, TypeRef, Usage, VersionId,
    VersionSet,
};

pub(crate) fn docs(description: &str) -> Docs {
    let description = (!description.is_empty()).then(|| description.to_owned());
    Docs {
        summary: None,
        description,
    }
}

pub(crate) fn scalar(scalar: Scalar) -> TypeRef {
    TypeRef::Scalar(scalar)
}

pub(crate) fn list(ty: TypeRef) -> TypeRef {
    TypeRef::List(Box::new(Slot::of(ty)))
}

/// A type with nothing in it.
pub(crate) fn ty(ident: &str, module: &str, kind: TypeKind, description: &str) -> TypeDef {
    let mut schema_ident = String::new();
    for c in ident.chars() {
        if c.is_ascii_uppercase() && !schema_ident.is_empty() {
            schema_ident.push('_');
        }
        schema_ident.push(c.to_ascii_uppercase());
    }
    TypeDef {
        wire: ident.to_owned(),
        ident: ident.to_owned(),
        module: module.to_owned(),
        schema_ident,
        kind,
        projection_of: None,
        usage: Usage::default(),
        hashable: false,
        docs: docs(description),
        deprecated: false,
        versions: VersionSet::All,
        origin: Origin::default(),
        also: Vec::new(),
    }
}

pub(crate) fn object(fields: Vec<Field>) -> TypeKind {
    TypeKind::Struct(Struct {
        fields,
        additional: Additional::Keep("additional".into()),
        min_properties: None,
        max_properties: None,
        nulls: None,
    })
}

pub(crate) fn field(wire: &str, ident: &str, ty: TypeRef, description: &str) -> Field {
    Field {
        wire: wire.to_owned(),
        ident: ident.to_owned(),
        setter: ident.to_owned(),
        or_default: None,
        slot: Slot::of(ty),
        holder: Holder::Option,
        presence: Presence::Optional,
        access: Access::Both,
        secret: false,
        deprecated: false,
        versions: VersionSet::All,
        docs: docs(description),
        provenance: Vec::new(),
    }
}

pub(crate) fn required(mut field: Field) -> Field {
    field.holder = Holder::Value;
    field.presence = Presence::Required;
    field
}

pub(crate) fn patch(mut field: Field) -> Field {
    field.holder = Holder::Patch;
    field.slot.nullable = true;
    field
}

pub(crate) fn defaulted(mut field: Field, literal: Literal) -> Field {
    field.or_default = Some(format!("{}_or_default", field.ident));
    field.presence = Presence::Defaulted(literal);
    field
}

/// An enum of literals and variants; open where it has a name for other values.
pub(crate) fn values(
    scalar: Scalar,
    values: &[(Literal, &str)],
    unknown: Option<&str>,
) -> TypeKind {
    let value = |(wire, ident): &(Literal, &str)| EnumValue {
        wire: wire.clone(),
        ident: (*ident).to_owned(),
        docs: Docs::default(),
        versions: VersionSet::All,
    };
    let values = values.iter().map(value).collect();
    TypeKind::Enum(Enum {
        scalar,
        values,
        unknown: unknown.map(str::to_owned),
        allows_others: false,
    })
}

pub(crate) fn text(value: &str) -> Literal {
    Literal::String(value.to_owned())
}

pub(crate) fn number(value: &str) -> Literal {
    Literal::Number(value.to_owned())
}

pub(crate) fn named(index: usize) -> TypeRef {
    TypeRef::Named(TypeId(index))
}

/// A parameter in its place's own style; required in the path.
pub(crate) fn param(wire: &str, ident: &str, place: Place, ty: TypeRef) -> Param {
    Param {
        wire: wire.to_owned(),
        ident: ident.to_owned(),
        place,
        style: match place {
            Place::Path | Place::Header => Style::Simple,
            Place::Query | Place::Cookie => Style::Form,
        },
        explode: matches!(place, Place::Query | Place::Cookie),
        allow_reserved: false,
        content: None,
        slot: Slot::of(ty),
        required: place == Place::Path,
        default: None,
        deprecated: false,
        docs: docs(&format!("The meaning of `{wire}`")),
        origin: Origin::default(),
    }
}

pub(crate) fn content(kind: MediaKind, media_type: &str, ty: TypeRef) -> Content {
    Content {
        media_type: media_type.to_owned(),
        kind,
        ident: String::new(),
        slot: Slot::of(ty),
        schema: SchemaGroup::default(),
        described: false,
        parts: Vec::new(),
    }
}

pub(crate) fn json(ty: TypeRef) -> Content {
    content(MediaKind::Json, "application/json", ty)
}

/// A body that every request must have.
pub(crate) fn body(content: Content) -> Body {
    Body {
        ident: "body".into(),
        required: true,
        content: vec![content],
        docs: Docs::default(),
    }
}

/// A response, which is a success if its status is one.
pub(crate) fn response(status: Status, ident: &str, content: Option<Content>) -> Response {
    Response {
        status,
        ident: ident.to_owned(),
        success: matches!(status, Status::Code(200..=299)),
        by: AnsweredBy::Document,
        content: content.into_iter().collect(),
        headers: Vec::new(),
        docs: docs(&format!("The meaning of {ident}")),
        origin: Origin::default(),
    }
}

/// An operation without parameters that answers nothing.
pub(crate) fn operation(method: &str, request: &str, constant: &str) -> Operation {
    Operation {
        id: method.replace('_', "-"),
        names: OperationNames {
            method: method.into(),
            request: request.into(),
            error: format!("{request}Error"),
            success: format!("{request}Success"),
            params: format!("{request}Params"),
            answer: format!("{request}Answer"),
            body: Some(format!("{request}Body")),
            constant: constant.into(),
        },
        tag: TagId(0),
        method: Method::Post,
        path: PathTemplate {
            text: format!("/{method}"),
            segments: Vec::new(),
            shared: false,
        },
        marks: Vec::new(),
        server: None,
        params: Vec::new(),
        body: None,
        responses: vec![response(Status::Code(204), "NoContent", None)],
        security: SecurityNeed::default(),
        paging: None,
        idempotent: false,
        deprecated: false,
        versions: VersionSet::All,
        docs: docs("Does something."),
        origin: Origin::default(),
        provenance: Vec::new(),
    }
}

/// An API with one group, `things`, and one server.
pub(crate) fn api(types: Vec<TypeDef>, operations: Vec<Operation>) -> Api {
    Api {
        name: "shop".into(),
        info: Info {
            title: "Shop <API>".into(),
            version: "1".into(),
            docs: Docs::default(),
        },
        inputs: vec!["shop.yaml".into()],
        servers: vec![Server {
            url: "https://shop.example/v1".into(),
            default_url: "https://shop.example/v1".into(),
            ident: "V1".into(),
            base_path: "/v1".into(),
            docs: docs("The shop"),
            variables: Vec::new(),
        }],
        tags: vec![Tag {
            wire: "things".into(),
            module: "things".into(),
            ident: "Things".into(),
            docs: Docs::default(),
            version: VersionId::BASE,
        }],
        types,
        operations,
        error_shape: Some(ErrorShape {
            ty: TypeId(0),
            code: Some("/code".into()),
            message: None,
            details: None,
            request_id: None,
        }),
        ..Api::default()
    }
}
