//! Keywords of Swagger 2.0 left over in a document of OpenAPI 3, and their replacements.

use super::super::grammar::Kind;

/// The keywords: the kind of object that had it ([`Kind::noun`]), the keyword, and its replacement.
const GONE: &[(&str, &str, &str)] = &[
    (
        "a response",
        "schema",
        "OpenAPI 3 has the schema of a response under `content` and its media type",
    ),
    (
        "an operation",
        "consumes",
        "OpenAPI 3 has media types under `requestBody` and `content`",
    ),
    (
        "an operation",
        "produces",
        "OpenAPI 3 has media types under `content` of each response",
    ),
    (
        "an operation",
        "schemes",
        "OpenAPI 3 has schemes in the URLs of `servers`",
    ),
    (
        "the document",
        "definitions",
        "OpenAPI 3 has them under `components` and `schemas`",
    ),
    (
        "the document",
        "securityDefinitions",
        "OpenAPI 3 has them under `components` and `securitySchemes`",
    ),
    (
        "the document",
        "basePath",
        "OpenAPI 3 has it in the URLs of `servers`",
    ),
    (
        "the document",
        "host",
        "OpenAPI 3 has it in the URLs of `servers`",
    ),
    (
        "a parameter",
        "type",
        "OpenAPI 3 has the type of a parameter under `schema`",
    ),
    (
        "a parameter",
        "collectionFormat",
        "OpenAPI 3 has `style` and `explode`",
    ),
];

/// The replacement of a keyword, if it is one of Swagger 2.0.
pub(super) fn help(kind: &Kind, key: &str) -> Option<&'static str> {
    let mut rows = GONE.iter();
    rows.find(|(noun, gone, _)| *noun == kind.noun && *gone == key)
        .map(|(_, _, help)| *help)
}
