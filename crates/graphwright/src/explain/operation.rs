//! Explanation of an operation: the methods that call and serve it, its parameters, body and responses, and the
//! sources of the facts about it.

use super::facts::Facts;
use super::shape::{self, Part};
use super::view::{Head, Item, View, write_list};
use graphwright_ir::{self as ir, AnsweredBy, Api, Place};
use serde::Serialize;
use std::fmt;

/// An operation.
#[derive(Debug, Serialize)]
pub(crate) struct Operation {
    #[serde(flatten)]
    head: Head,
    method: &'static str,
    /// The path in the first version that has it.
    path: String,
    /// The call in a client, for example `client.users().list()`.
    call: String,
    /// The error type of a client.
    params: Vec<Part>,
    body: Option<String>,
    answers: Vec<Answer>,
    /// The paging; `null` if it has none.
    pages: Option<String>,
    /// The security alternatives, any one of which suffices; empty if there are none.
    security: Vec<String>,
    facts: Facts,
}

/// A response.
#[derive(Debug, Serialize)]
struct Answer {
    status: String,
    /// The variant.
    rust: String,
    content: String,
    /// `document`, or `runtime` for responses to requests that never reach the service.
    by: &'static str,
}

/// Explains an operation.
pub(super) fn explain(operation: &ir::Operation, view: &View<'_>) -> Operation {
    let api = view.api;
    let tag = api.tags.get(operation.tag.0);
    let (module, ident) = tag.map_or(("root", "Root"), |tag| (&tag.module, &tag.ident));
    let base = api.versions.get(operation.versions.first().0);
    let base = base.map_or("", |version| version.base_path.as_str());
    let head = Head {
        name: operation.id.clone(),
        rust: format!("{ident}::{}", operation.names.method),
        items: items(operation, module, ident, view),
        versions: view.versions(&operation.versions),
        feature: view.feature(&operation.versions),
        at: view.key_at(&operation.origin),
    };
    Operation {
        head,
        method: operation.method.as_str(),
        path: format!("{base}{}", operation.path.text),
        call: call(operation, module),
        params: params(api, operation),
        body: operation.body.as_ref().map(|body| {
            let presence = if body.required {
                "required"
            } else {
                "optional"
            };
            format!("{}, {presence}", shape::contents(api, &body.content))
        }),
        answers: operation
            .responses
            .iter()
            .map(|answer| self::answer(api, answer))
            .collect(),
        pages: operation.paging.as_ref().map(ir::Paging::to_string),
        security: alternatives(api, &operation.security),
        facts: Facts::new(&operation.provenance, view),
    }
}

/// The generated items of both sides.
fn items(operation: &ir::Operation, module: &str, ident: &str, view: &View<'_>) -> Vec<Item> {
    let names = &operation.names;
    let in_module = |name: &str| format!("{module}::{name}");
    let method = in_module(&format!("{ident}::{}", names.method));
    let items = [
        view.item("client", &method, module),
        view.item("client", &in_module(&names.request), module),
        // Without documented failures, the error type is the runtime's; with a shared body, it is that body.
        (operation.failures().next().is_some() && operation.shared_failure().is_none())
            .then(|| view.item("client", &in_module(&names.error), module))
            .flatten(),
        view.item("server", &method, module),
        view.item("server", &in_module(&names.answer), module),
    ];
    items.into_iter().flatten().collect()
}

/// The call in a client: path parameters, then the body.
fn call(operation: &ir::Operation, module: &str) -> String {
    let params = operation.params_in(Place::Path).map(|param| &param.ident);
    let body = operation.body.iter().map(|body| &body.ident);
    let arguments: Vec<&str> = params.chain(body).map(String::as_str).collect();
    let (method, arguments) = (&operation.names.method, arguments.join(", "));
    format!("client.{module}().{method}({arguments})")
}

fn params(api: &Api, operation: &ir::Operation) -> Vec<Part> {
    let params = operation.params.iter().map(|param| {
        let place = match param.place {
            Place::Path => "in the path",
            Place::Query => "in the query",
            Place::Header => "in a header",
            Place::Cookie => "in a cookie",
        };
        let presence = if param.required {
            "required"
        } else {
            "optional"
        };
        Part {
            ty: Some(shape::slot(api, &param.slot)),
            notes: [place, presence].map(str::to_owned).to_vec(),
            ..Part::new(&param.wire, &param.ident)
        }
    });
    params.collect()
}

fn answer(api: &Api, answer: &ir::Response) -> Answer {
    Answer {
        status: answer.status.to_string(),
        rust: answer.ident.clone(),
        content: shape::contents(api, &answer.content),
        by: match answer.by {
            AnsweredBy::Document => "document",
            AnsweredBy::Runtime => "runtime",
        },
    }
}

/// The security requirements, with a line per alternative.
fn alternatives(api: &Api, need: &ir::SecurityNeed) -> Vec<String> {
    let alternative = |all: &Vec<ir::Requirement>| {
        let all = all.iter().map(|one| requirement(api, one));
        match all.collect::<Vec<_>>() {
            all if all.is_empty() => "nobody".to_owned(),
            all => all.join(" and "),
        }
    };
    need.alternatives.iter().map(alternative).collect()
}

fn requirement(api: &Api, one: &ir::Requirement) -> String {
    let scheme = api.security_schemes.get(one.scheme.0);
    let scheme = scheme.map_or("", |scheme| scheme.wire.as_str());
    let between = if one.any_of { " or " } else { " and " };
    match one.scopes.join(between) {
        scopes if scopes.is_empty() => scheme.to_owned(),
        scopes => format!("{scopes} ({scheme})"),
    }
}

/// The text for people.
impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, method, path) = (&self.head.name, self.method, &self.path);
        write!(f, "{name}: the operation `{method} {path}`{}", self.head)?;
        write!(f, "\n\ncalled by\n  {}", self.call)?;
        write_list(f, "parameters", &self.params)?;
        write_list(f, "request", self.body.as_slice())?;
        write_list(f, "answers", &self.answers)?;
        write_list(f, "pages", self.pages.as_slice())?;
        write_list(f, "needs any one of", &self.security)?;
        write!(f, "{}", self.facts)
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by = if self.by == "runtime" {
            ", by the runtime"
        } else {
            ""
        };
        write!(f, "{} {}: {}{by}", self.status, self.rust, self.content)
    }
}
