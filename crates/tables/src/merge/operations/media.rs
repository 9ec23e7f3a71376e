//! The requests for the bytes of media entities: what a fixup adds to those that tables describe.
//!
//! Each goes with a documented request of the same method for the navigation property itself, and has
//! its versions, its scopes, its headers and its path with a segment more. What it carries and what it
//! answers says the fixup.

use super::described::Described;
use super::drafts::{Drafts, Heading};
use super::route::Route;
use crate::entity::{Document, Subject};
use crate::fixup::Media;
use crate::merge::facts::table_fact;
use crate::merge::spelling::last_part;
use crate::merge::state::Merge;
use crate::merge::steps::{Kind, Step};
use crate::versions;
use graphwright_ir::{
    AnsweredBy, Body, Docs, Facet, Fact, Method, OperationId, Response, Rule, Status, VersionSet,
};
use graphwright_lower::front_end::names::{singular, words};
use graphwright_lower::front_end::{OperationDraft, bytes, status_ident};
use graphwright_source::{Code, Diagnostic};

/// The status of bytes that are not there (RFC 9110 section 15.5.5).
const NOT_FOUND: u16 = 404;

/// A request for bytes.
struct Request<'r, 'a> {
    step: Step<'a>,
    media: &'a Media,
    /// The request that it goes with.
    along: Described<'a>,
    route: &'r Route<'a>,
    /// The status that says that it was done.
    status: u16,
}

impl<'a> Merge<'_, 'a> {
    /// Adds the requests for bytes that fixups know of a table.
    pub(super) fn add_media_requests(
        &mut self,
        drafts: &mut Drafts<'_, 'a>,
        document: &'a Document,
    ) {
        let steps: Vec<_> = self.steps.of(&document.name.value, Kind::Media).collect();
        for step in steps {
            let along = self.find_documented(document, &step);
            if let (Some(media), Some(along)) = (step.media, along) {
                self.add_media_request(drafts, step, media, along);
            }
        }
    }

    /// The documented request that one for bytes goes with, where the table has a row for what it
    /// goes through.
    fn find_documented(&self, document: &'a Document, step: &Step<'a>) -> Option<Described<'a>> {
        let table = document.name.value.as_str();
        let found = document.operations.iter().find(|operation| {
            let Subject::Navigation(name) = &operation.subject else {
                return false;
            };
            operation.verb.value.as_str() == step.to
                && self.wire_name_of(table, name) == step.property
        });
        let along = found.map(|operation| Described::new(document, operation));
        along.filter(|along| along.navigation.is_some())
    }

    fn add_media_request(
        &mut self,
        drafts: &mut Drafts<'_, 'a>,
        step: Step<'a>,
        media: &'a Media,
        along: Described<'a>,
    ) {
        let route = self.make_route_below(&along, &media.under);
        let is_there = drafts.find_known(along.method, &route).is_some();
        let mut methods = media.methods.iter().map(|cell| cell.value);
        let method = methods.find(|(verb, _)| verb.as_str() == step.to);
        let (false, Some((_, status))) = (is_there, method) else {
            return;
        };
        self.steps.apply(&step);
        let wires: Vec<&str> = along
            .versions()
            .iter()
            .map(|cell| cell.value.as_str())
            .collect();
        if let Some(versions) = versions::of(self.versions, &wires) {
            let request = Request {
                step,
                media,
                along,
                route: &route,
                status,
            };
            let id = request.id(drafts);
            if let Some(heading) = drafts.add_known(id, along.method, &route, &versions) {
                let operation = self.make_media_operation(drafts, heading, &request, versions);
                drafts.operations.push(operation);
            }
        }
    }

    fn make_media_operation(
        &mut self,
        drafts: &mut Drafts<'_, 'a>,
        heading: Heading,
        request: &Request<'_, 'a>,
        versions: VersionSet,
    ) -> OperationDraft {
        let Heading { id, name, tag } = heading;
        let Request { along, route, .. } = request;
        let at = format!("{} {}", along.method, route.text);
        let mut operation = OperationDraft {
            id: name,
            tag,
            method: along.method,
            path: route.make_template(),
            server: None,
            params: self.make_params(drafts, along, route),
            body: request.body(),
            responses: self.make_media_responses(id, request, &at),
            security: drafts.security_of(along),
            deprecated: false,
            versions,
            docs: Docs {
                summary: Some(request.title()),
                description: along.description(),
            },
            origin: self.place(request.step.origin, &at),
            provenance: Vec::new(),
        };
        operation.provenance = self.make_media_facts(&operation, request);
        operation
    }

    /// The answers: bytes, or that they were replaced or removed; and that there are none.
    fn make_media_responses(
        &mut self,
        id: OperationId,
        request: &Request<'_, 'a>,
        at: &str,
    ) -> Vec<Response> {
        let status = Status::Code(request.status);
        let reads = request.along.method == Method::Get;
        let mut responses = vec![Response {
            status,
            ident: status_ident(status),
            success: true,
            by: AnsweredBy::Document,
            content: if reads {
                bytes(&request.media.types)
            } else {
                Vec::new()
            },
            headers: Vec::new(),
            docs: Docs::default(),
            origin: self.place(request.step.origin, at),
        }];
        responses.extend(self.make_missing_response(id, request));
        responses
    }

    /// The answer that there are no bytes, where the fixup names one of the document.
    fn make_missing_response(
        &mut self,
        id: OperationId,
        request: &Request<'_, 'a>,
    ) -> Option<Response> {
        let at = request.media.missing.as_ref()?;
        let status = Status::Code(NOT_FOUND);
        let response = self.schemas.failure_at(id, status, &at.value);
        if response.is_none() {
            let (fixup, pointer) = (request.step.fixup, &at.value);
            let message =
                format!("the fixup `{fixup}` does not apply: there is nothing at `{pointer}`");
            let diagnostic = Diagnostic::new(Code::FIXUP_UNUSED, message);
            self.report(diagnostic.at(at.origin.clone()));
        }
        response
    }

    /// A fact for each facet, in their order.
    fn make_media_facts(&self, operation: &OperationDraft, request: &Request<'_, 'a>) -> Vec<Fact> {
        let along = &request.along;
        let title = &along.operation.title;
        let versions = along.versions();
        let listed: Vec<_> = versions.iter().map(|cell| cell.value.as_str()).collect();
        let versions_at = versions.first().map_or(&title.origin, |cell| &cell.origin);
        let of_table = |facet, rule, value: String, origin| {
            table_fact(self.place(origin, &title.value), facet, rule, value)
        };
        let said = |facet, value: String| self.step_fact(facet, &request.step, value);
        let carried = match &operation.body {
            Some(_) => request.media.types.join(", "),
            None => "none".to_owned(),
        };
        let statuses: Vec<_> = operation
            .responses
            .iter()
            .map(|response| response.status.to_string())
            .collect();
        let path = format!("{} {}", operation.method, operation.path.text);
        let open = || {
            let none = String::new();
            of_table(Facet::Security, Rule::DocumentSecurity, none, &title.origin)
        };
        vec![
            said(Facet::Name, operation.id.clone()),
            of_table(
                Facet::Versions,
                Rule::TableVersions,
                listed.join(", "),
                versions_at,
            ),
            said(Facet::Docs, request.title()),
            said(Facet::Path, path),
            said(Facet::Body, carried),
            said(Facet::Answers, statuses.join(", ")),
            self.make_scopes_fact(along).unwrap_or_else(open),
        ]
    }
}

impl Request<'_, '_> {
    /// The word for the use of the bytes.
    fn verb(&self) -> &'static str {
        match self.along.method {
            Method::Get => "get",
            Method::Delete => "delete",
            _ => "replace",
        }
    }

    fn body(&self) -> Option<Body> {
        (self.along.method == Method::Put).then(|| Body {
            ident: "body".to_owned(),
            required: true,
            content: bytes(&self.media.types),
            docs: Docs::default(),
        })
    }

    /// A name in words, as those of the requests for the navigation property are made.
    fn id(&self, drafts: &Drafts<'_, '_>) -> String {
        let own = words(last_part(self.along.type_name())).join("-");
        let name = &self.route.name;
        let verb = self.verb();
        let kebab = |name: &str| words(name).join("-");
        let one = if self.along.is_collection() {
            kebab(&singular(name))
        } else {
            kebab(name)
        };
        let suggestions = [
            format!("{verb}-{own}-{one}-content"),
            format!("{verb}-in-{own}-{}-content", kebab(name)),
        ];
        let free = drafts.find_free_id(&suggestions);
        free.unwrap_or_else(|| format!("{} {}", self.along.method, self.route.text))
    }

    /// The title, in the way of the table's own.
    fn title(&self) -> String {
        let verb = match self.verb() {
            "get" => "Get",
            "delete" => "Delete",
            _ => "Replace",
        };
        let of = if self.along.is_collection() {
            "an item of the"
        } else {
            "the"
        };
        let (own, name) = (last_part(self.along.type_name()), &self.route.name);
        format!("{verb} the content of {of} {own}/{name}")
    }
}
