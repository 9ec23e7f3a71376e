//! Detection of the OpenAPI version of a document.

use super::SpecVersion;
use super::wording::describe;
use crate::diagnostic::{Code, Diagnostic, FileId, Origin, Severity};
use serde_json::Value;

/// The version that a document is read as, with a warning if it is another one.
///
/// # Errors
///
/// If the document cannot be read.
pub(super) fn detect(
    document: &Value,
    file: FileId,
) -> Result<(SpecVersion, Option<Diagnostic>), Diagnostic> {
    let Value::Object(members) = document else {
        let message = format!(
            "an OpenAPI document is an object, not {}",
            describe(document)
        );
        return Err(Diagnostic::new(Code::NOT_OPENAPI, message).at(Origin::pointer(file, "#")));
    };
    if let Some(version) = members.get("swagger") {
        let version = version
            .as_str()
            .map_or_else(|| version.to_string(), str::to_owned);
        return Err(Diagnostic::new(Code::SWAGGER_2, format!("the document is Swagger {version}, not OpenAPI 3"))
            .at(Origin::key(file, "#/swagger"))
            .help("convert it first, for example with `npx swagger2openapi --outfile openapi.yaml swagger.yaml`"));
    }
    let Some(version) = members.get("openapi") else {
        return Err(
            Diagnostic::new(Code::NOT_OPENAPI, "the document has no `openapi` version")
                .at(Origin::pointer(file, "#"))
                .help("an OpenAPI document begins with a line such as `openapi: 3.0.3`"),
        );
    };
    // Unquoted, `3.1` is a number in YAML.
    let text = version
        .as_str()
        .map_or_else(|| version.to_string(), str::to_owned);
    match text.split('.').take(2).collect::<Vec<_>>()[..] {
        ["3", "0"] => Ok((SpecVersion::V3_0, None)),
        ["3", "1"] => Ok((SpecVersion::V3_1, None)),
        ["3", "2"] => Ok((SpecVersion::V3_1, Some(warn_newer(&text, file)))),
        _ => Err(Diagnostic::new(
            Code::NOT_OPENAPI,
            format!("OpenAPI {text} is not supported"),
        )
        .at(Origin::pointer(file, "#/openapi"))
        .help("versions 3.0 and 3.1 are supported")),
    }
}

/// OpenAPI 3.2 changes nothing that 3.1 has, so everything is read but the new keys, each of which is reported
/// at its place.
fn warn_newer(text: &str, file: FileId) -> Diagnostic {
    let message = format!("OpenAPI {text} is read as 3.1; keywords that only 3.2 has are left out");
    Diagnostic {
        severity: Severity::Warning,
        ..Diagnostic::new(Code::NEWER_KEYWORD, message).at(Origin::pointer(file, "#/openapi"))
    }
}
