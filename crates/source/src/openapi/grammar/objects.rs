//! The objects of OpenAPI except schemas: sections 4.7 and 4.8 of the specification, 3.0.4 and 3.1.1.

use super::kind::ValueType::{Any, Flag, List, Map, Object, OrRef, Schema, Text, Words};
use super::kind::{Field, Kind, Need, Others, ValueType, doc, new, opt, req};

const fn kind(noun: &'static str, fields: &'static [Field]) -> Kind {
    Kind {
        noun,
        section: None,
        fields,
        others: Others::None,
    }
}

const fn component(noun: &'static str, section: &'static str, fields: &'static [Field]) -> Kind {
    Kind {
        noun,
        section: Some(section),
        fields,
        others: Others::None,
    }
}

/// A keyword that should be present. The normaliser has its default.
const fn expected(name: &'static str, ty: ValueType) -> Field {
    Field {
        need: Need::Expected,
        ..opt(name, ty)
    }
}

/// A keyword that should be present and is informative.
const fn expected_doc(name: &'static str, ty: ValueType) -> Field {
    Field {
        is_informative: true,
        ..expected(name, ty)
    }
}

const fn expected_before_31(name: &'static str, ty: ValueType) -> Field {
    Field {
        need: Need::ExpectedBefore31,
        ..opt(name, ty)
    }
}

const fn new_doc(name: &'static str, ty: ValueType) -> Field {
    Field {
        is_informative: true,
        ..new(name, ty)
    }
}

pub(super) static PATH_ITEM_TYPE: ValueType = OrRef(&PATH_ITEM);
pub(super) static RESPONSE_TYPE: ValueType = OrRef(&RESPONSE);

/// The document.
pub(crate) static OPENAPI: Kind = kind(
    "the document",
    &[
        req("openapi", Text),
        expected("info", Object(&INFO)),
        opt("paths", Object(&PATHS)),
        opt("components", Object(&COMPONENTS)),
        opt("servers", List(&Object(&SERVER))),
        opt("security", List(&SECURITY_REQUIREMENT)),
        doc("tags", List(&Object(&TAG))),
        doc("externalDocs", Object(&EXTERNAL_DOCS)),
        new_doc("webhooks", Map(&OrRef(&PATH_ITEM))),
        new_doc("jsonSchemaDialect", Text),
    ],
);

static INFO: Kind = kind(
    "the info",
    &[
        expected("title", Text),
        expected("version", Text),
        doc("description", Text),
        doc("termsOfService", Text),
        doc("contact", Object(&CONTACT)),
        doc("license", Object(&LICENSE)),
        new_doc("summary", Text),
    ],
);

static CONTACT: Kind = kind(
    "a contact",
    &[doc("name", Text), doc("url", Text), doc("email", Text)],
);

static LICENSE: Kind = kind(
    "a licence",
    &[
        req("name", Text),
        doc("url", Text),
        new_doc("identifier", Text),
    ],
);

static SERVER: Kind = kind(
    "a server",
    &[
        expected("url", Text),
        doc("description", Text),
        opt("variables", Map(&Object(&SERVER_VARIABLE))),
    ],
);

static SERVER_VARIABLE: Kind = kind(
    "a server variable",
    &[
        expected("default", Text),
        opt("enum", List(&Text)),
        doc("description", Text),
    ],
);

static SECURITY_REQUIREMENT: ValueType = Map(&List(&Text));

static COMPONENTS: Kind = kind(
    "the components",
    &[
        opt("schemas", Map(&Schema)),
        opt("responses", Map(&OrRef(&RESPONSE))),
        opt("parameters", Map(&OrRef(&PARAMETER))),
        doc("examples", Map(&OrRef(&EXAMPLE))),
        opt("requestBodies", Map(&OrRef(&REQUEST_BODY))),
        opt("headers", Map(&OrRef(&HEADER))),
        opt("securitySchemes", Map(&OrRef(&SECURITY_SCHEME))),
        doc("links", Map(&OrRef(&LINK))),
        doc("callbacks", Map(&OrRef(&CALLBACK))),
        new("pathItems", Map(&OrRef(&PATH_ITEM))),
    ],
);

static PATHS: Kind = Kind {
    noun: "the paths",
    section: None,
    fields: &[],
    others: Others::Paths,
};

static PATH_ITEM: Kind = component(
    "a path item",
    "pathItems",
    &[
        opt("get", Object(&OPERATION)),
        opt("post", Object(&OPERATION)),
        opt("put", Object(&OPERATION)),
        opt("patch", Object(&OPERATION)),
        opt("delete", Object(&OPERATION)),
        opt("head", Object(&OPERATION)),
        opt("options", Object(&OPERATION)),
        opt("trace", Object(&OPERATION)),
        opt("parameters", List(&OrRef(&PARAMETER))),
        opt("servers", List(&Object(&SERVER))),
        doc("summary", Text),
        doc("description", Text),
        opt("$ref", Text),
    ],
);

/// The methods of a path item, in the order of the specification.
pub(crate) const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

pub(crate) static OPERATION: Kind = kind(
    "an operation",
    &[
        opt("operationId", Text),
        expected_before_31("responses", Object(&RESPONSES)),
        opt("parameters", List(&OrRef(&PARAMETER))),
        opt("requestBody", OrRef(&REQUEST_BODY)),
        opt("tags", List(&Text)),
        doc("summary", Text),
        doc("description", Text),
        doc("externalDocs", Object(&EXTERNAL_DOCS)),
        opt("deprecated", Flag),
        opt("security", List(&SECURITY_REQUIREMENT)),
        opt("servers", List(&Object(&SERVER))),
        doc("callbacks", Map(&OrRef(&CALLBACK))),
    ],
);

pub(super) static EXTERNAL_DOCS: Kind = kind(
    "the external documentation",
    &[req("url", Text), doc("description", Text)],
);

static PARAMETER: Kind = component(
    "a parameter",
    "parameters",
    &[
        req("name", Text),
        req("in", Words(&["query", "path", "header", "cookie"])),
        opt("required", Flag),
        opt("schema", Schema),
        doc("description", Text),
        opt(
            "style",
            Words(&[
                "form",
                "simple",
                "label",
                "matrix",
                "spaceDelimited",
                "pipeDelimited",
                "deepObject",
            ]),
        ),
        opt("explode", Flag),
        opt("allowReserved", Flag),
        opt("allowEmptyValue", Flag),
        opt("deprecated", Flag),
        opt("content", Map(&Object(&MEDIA_TYPE))),
        opt("example", Any),
        doc("examples", Map(&OrRef(&EXAMPLE))),
    ],
);

static REQUEST_BODY: Kind = component(
    "a request body",
    "requestBodies",
    &[
        expected("content", Map(&Object(&MEDIA_TYPE))),
        opt("required", Flag),
        doc("description", Text),
    ],
);

static MEDIA_TYPE: Kind = kind(
    "a media type",
    &[
        opt("schema", Schema),
        opt("example", Any),
        doc("examples", Map(&OrRef(&EXAMPLE))),
        opt("itemSchema", Schema),
        opt("encoding", Map(&Object(&ENCODING))),
    ],
);

static ENCODING: Kind = kind(
    "an encoding",
    &[
        opt("contentType", Text),
        opt("headers", Map(&OrRef(&HEADER))),
        opt(
            "style",
            Words(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
        ),
        opt("explode", Flag),
        opt("allowReserved", Flag),
    ],
);

static RESPONSES: Kind = Kind {
    noun: "the responses",
    section: None,
    fields: &[],
    others: Others::Statuses,
};

static RESPONSE: Kind = component(
    "a response",
    "responses",
    &[
        expected_doc("description", Text),
        opt("content", Map(&Object(&MEDIA_TYPE))),
        opt("headers", Map(&OrRef(&HEADER))),
        doc("links", Map(&OrRef(&LINK))),
    ],
);

static CALLBACK: Kind = Kind {
    noun: "a callback",
    section: Some("callbacks"),
    fields: &[],
    others: Others::Expressions,
};

static EXAMPLE: Kind = component(
    "an example",
    "examples",
    &[
        doc("summary", Text),
        doc("description", Text),
        opt("value", Any),
        doc("externalValue", Text),
    ],
);

static LINK: Kind = component(
    "a link",
    "links",
    &[
        opt("operationId", Text),
        opt("operationRef", Text),
        opt("parameters", Map(&Any)),
        opt("requestBody", Any),
        doc("description", Text),
        opt("server", Object(&SERVER)),
    ],
);

static HEADER: Kind = component(
    "a header",
    "headers",
    &[
        opt("schema", Schema),
        doc("description", Text),
        opt("required", Flag),
        opt("deprecated", Flag),
        opt("allowEmptyValue", Flag),
        opt("allowReserved", Flag),
        opt("style", Words(&["simple"])),
        opt("explode", Flag),
        opt("content", Map(&Object(&MEDIA_TYPE))),
        opt("example", Any),
        doc("examples", Map(&OrRef(&EXAMPLE))),
    ],
);

static TAG: Kind = kind(
    "a tag",
    &[
        req("name", Text),
        doc("description", Text),
        doc("externalDocs", Object(&EXTERNAL_DOCS)),
    ],
);

static SECURITY_SCHEME: Kind = component(
    "a security scheme",
    "securitySchemes",
    &[
        req(
            "type",
            Words(&["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"]),
        ),
        doc("description", Text),
        opt("name", Text),
        opt("in", Words(&["query", "header", "cookie"])),
        opt("scheme", Text),
        doc("bearerFormat", Text),
        opt("flows", Object(&OAUTH_FLOWS)),
        opt("openIdConnectUrl", Text),
    ],
);

static OAUTH_FLOWS: Kind = kind(
    "the OAuth flows",
    &[
        opt("implicit", Object(&IMPLICIT_FLOW)),
        opt("password", Object(&TOKEN_FLOW)),
        opt("clientCredentials", Object(&TOKEN_FLOW)),
        opt("authorizationCode", Object(&CODE_FLOW)),
    ],
);

static IMPLICIT_FLOW: Kind = kind(
    "an implicit OAuth flow",
    &[
        expected("authorizationUrl", Text),
        opt("tokenUrl", Text),
        opt("refreshUrl", Text),
        expected("scopes", Map(&Text)),
    ],
);

static TOKEN_FLOW: Kind = kind(
    "an OAuth flow by token",
    &[
        expected("tokenUrl", Text),
        opt("authorizationUrl", Text),
        opt("refreshUrl", Text),
        expected("scopes", Map(&Text)),
    ],
);

static CODE_FLOW: Kind = kind(
    "an OAuth flow by authorisation code",
    &[
        expected("authorizationUrl", Text),
        expected("tokenUrl", Text),
        opt("refreshUrl", Text),
        expected("scopes", Map(&Text)),
    ],
);
