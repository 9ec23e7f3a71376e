//! The front page of the client crate: the first paragraph of the document, an example that calls the
//! operation with the fewest arguments, and an overview.

use super::answers;
use crate::context::Context;
use crate::docs::{Doc, one_line};
use crate::gate::FeatureGate;
use crate::operation::count_required_arguments;
use crate::payload::Payload;
use graphwright_ir::{Method, Operation, Param, Place, Scalar, SchemeKind, Tag, TypeRef};

/// The widest line of an example, so that a page shows it without scrolling.
const WIDTH: usize = 80;

pub(super) fn docs(context: &Context<'_>) -> Doc {
    let mut docs = Doc::own(format!("{}: a client.", one_line(&context.title())));
    if let Some(description) = &context.api.info.docs.description {
        docs = docs.first_paragraph(description);
    }
    let (mut paged, mut streams) = ("", "");
    if operations(context).any(|operation| operation.paging.is_some()) {
        paged = " [`Paged`] requests return the items of all pages.";
    }
    if has_alternative_events(context) {
        streams = " [`Streams`] is for operations that can respond with a stream of events.";
    }
    docs.code(&example(context))
        .and(
            "A method of a group of operations creates a request, setters add optional arguments, and \
             `.await` sends it. The result is the body of the response, or an [`Error`] with the status, \
             code and message of the response, whose [`failure`](Error::failure) is the error body that \
             the document describes.",
        )
        .and(format!(
            "[`Call`] has the methods of every request: headers, timeouts, the full response with its status \
             and headers.{paged}{streams} The types of bodies are in [`model`]. [`runtime`] has retries, \
             credentials, transports and a mock.",
        ))
        .and(
            "Features: `reqwest` (the HTTP stack) and `decompress` are on by default; `blocking` adds \
             `.wait()` alongside `.await`, `mock` an in-memory transport for tests, and `oauth` a module with \
             the flows of OAuth 2.",
        )
        .features(context)
        .tag_features(context)
}

/// Returns whether an operation can respond with events as an alternative, for which there is a trait.
pub(super) fn has_alternative_events(context: &Context<'_>) -> bool {
    operations(context).any(answers::has_alternative_events)
}

fn operations<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Operation> {
    let tags = context.tags();
    tags.flat_map(|(index, _)| context.operations(index))
}

/// Returns the lines of a program that builds a client and calls an operation.
fn example(context: &Context<'_>) -> Vec<String> {
    let called = easiest_operation(context);
    let setters = builder_calls(context, called.map(|(_, operation)| operation));
    let token = setters.iter().any(|setter| setter.contains("StaticToken"));
    let names = if token {
        "{Client, StaticToken}"
    } else {
        "Client"
    };
    let mut lines = vec![
        format!("use {}::{names};", context.krate("client")),
        String::new(),
        "# async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned(),
    ];
    if setters.is_empty() {
        lines.push("let client = Client::builder().build()?;".to_owned());
    } else {
        lines.push("let client = Client::builder()".to_owned());
        lines.extend(setters.iter().map(|setter| format!("    {setter}")));
        lines.push("    .build()?;".to_owned());
    }
    lines.extend(
        called
            .into_iter()
            .flat_map(|(tag, operation)| call(tag, operation)),
    );
    lines.extend(["# Ok(())", "# }"].map(str::to_owned));
    lines
}

/// Returns the calls that a builder needs: the base URL, unless the document has one, and the credentials
/// for an operation.
fn builder_calls(context: &Context<'_>, operation: Option<&Operation>) -> Vec<String> {
    let api = context.api;
    let mut setters = Vec::new();
    let server = api.servers.first().map_or("", |server| &server.default_url);
    if !server.starts_with("http") {
        setters.push(r#".base_url("https://api.example.com")"#.to_owned());
    }
    let need = operation.map_or(&api.security, |operation| &operation.security);
    for requirement in need.alternatives.first().into_iter().flatten() {
        let scheme = api.security_schemes.get(requirement.scheme.0);
        let setter = match scheme.map(|scheme| &scheme.kind) {
            Some(
                SchemeKind::Bearer { .. }
                | SchemeKind::OAuth2 { .. }
                | SchemeKind::OpenIdConnect { .. },
            ) => r#".token(StaticToken::new("a token"))"#,
            Some(SchemeKind::ApiKey { .. }) => r#".api_key("a key")"#,
            Some(SchemeKind::Basic) => r#".basic("a name", "a password")"#,
            _ => continue,
        };
        if !setters.iter().any(|before| before == setter) {
            setters.push(setter.to_owned());
        }
    }
    setters
}

/// Returns the operation that is the easiest to call, with its tag: one that reads and has the fewest
/// required arguments.
fn easiest_operation<'a>(context: &Context<'a>) -> Option<(&'a Tag, &'a Operation)> {
    let operations = context
        .tags()
        .filter(|(_, tag)| context.tag_gate(tag) == FeatureGate::OPEN);
    let operations = operations.flat_map(|(index, tag)| {
        let operations = context.operations(index);
        operations.map(move |operation| (tag, operation))
    });
    operations
        .filter(|(_, operation)| {
            let body = operation.body.as_ref();
            let mut required = operation.params.iter().filter(|param| param.required);
            !operation.deprecated
                && !body.is_some_and(|body| body.required)
                && required.all(|param| argument(param).is_some())
        })
        .min_by_key(|(_, operation)| {
            (
                operation.method != Method::Get,
                count_required_arguments(operation),
            )
        })
}

/// Returns an example of a required parameter, if it has a simple type.
fn argument(param: &Param) -> Option<String> {
    match &param.slot.ty {
        TypeRef::Scalar(Scalar::String) => Some(format!("\"{}\"", param.ident)),
        ty if is_integer(ty) => Some("1".to_owned()),
        _ => None,
    }
}

fn is_integer(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Scalar(Scalar::I32 | Scalar::I64 | Scalar::U64))
}

/// Returns the lines of a call, with the setter of a numeric parameter if there is one.
fn call(tag: &Tag, operation: &Operation) -> Vec<String> {
    let params = operation.params.iter();
    let arguments = params.filter(|param| param.required).filter_map(argument);
    let arguments = arguments.collect::<Vec<_>>().join(", ");
    let mut params = operation.params.iter();
    let number = params.find(|param| {
        !param.required
            && param.place == Place::Query
            && !param.deprecated
            && is_integer(&param.slot.ty)
    });
    let mut parts = vec![
        format!(".{}()", tag.module),
        format!(".{}({arguments})", operation.names.method),
    ];
    parts.extend(number.map(|param| format!(".{}(50)", param.ident)));
    parts.push(".await?;".to_owned());
    let mut successes = operation.successes();
    let gives = successes.any(|success| !matches!(Payload::of_response(success), Payload::Empty));
    let mut line = if gives {
        "let answer = client"
    } else {
        "client"
    }
    .to_owned();
    if line.len() + parts.iter().map(String::len).sum::<usize>() <= WIDTH {
        line.push_str(&parts.concat());
        return vec![line];
    }
    let parts = parts.iter().map(|part| format!("    {part}"));
    std::iter::once(line).chain(parts).collect()
}
