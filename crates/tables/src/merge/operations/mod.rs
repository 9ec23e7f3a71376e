//! The requests that tables and prose describe beside the document's: navigation properties, actions,
//! and the entity itself.
//!
//! One that the document has already gives it what tables decide, its scopes. One that the tables of
//! its own document do not allow is left out, with a warning that shows both places. Any other
//! becomes an operation of the versions that its row names.

mod content;
mod described;
pub(super) mod drafts;
mod facts;
mod ids;
pub(super) mod known;
mod media;
mod params;
mod route;
mod security;

use super::state::Merge;
use crate::entity::{DocumentedOperation, Navigation};
use crate::versions;
use described::Described;
use drafts::{Drafts, Heading};
use graphwright_ir::{
    AnsweredBy, Docs, Method, OperationId, Response, Status, Suppressed, VersionSet,
};
use graphwright_lower::front_end::{OperationDraft, status_ident};
use graphwright_source::{Code, Diagnostic};
use route::Route;

impl<'a> Merge<'_, 'a> {
    /// Merges every documented request, and those for bytes that go with them.
    pub(super) fn merge_operations(&mut self, drafts: &mut Drafts<'_, 'a>) {
        for document in self.entities {
            for operation in &document.operations {
                self.merge_operation(drafts, &Described::new(document, operation));
            }
            self.add_media_requests(drafts, document);
        }
    }

    fn merge_operation(&mut self, drafts: &mut Drafts<'_, 'a>, described: &Described<'a>) {
        if let Some(row) = described.document.contradicts(described.operation) {
            self.suppress(drafts, described, row);
            return;
        }
        let route = self.make_route(described);
        if let Some(known) = drafts.find_known(described.method, &route) {
            if let Some(id) = known.lowered {
                self.add_scopes(drafts, id, described);
            }
            return;
        }
        let wires: Vec<_> = described
            .versions()
            .iter()
            .map(|cell| cell.value.as_str())
            .collect();
        if let Some(versions) = versions::of(self.versions, &wires) {
            let id = drafts.make_id(described, &route);
            let Some(heading) = drafts.add_known(id, described.method, &route, &versions) else {
                return;
            };
            let operation = self.make_operation(drafts, heading, described, &route, versions);
            drafts.operations.push(operation);
        }
    }

    /// Leaves out what the table does not allow.
    fn suppress(
        &mut self,
        drafts: &mut Drafts<'_, 'a>,
        described: &Described<'a>,
        row: &'a Navigation,
    ) {
        let route = self.make_route(described);
        let id = drafts.make_id(described, &route);
        let selection = &drafts.selection;
        if !selection.takes_suppressed(&id, described.method, &route.text) {
            return;
        }
        let allowed: Vec<_> = row
            .verbs
            .iter()
            .map(|verb| format!("`{}`", verb.value))
            .collect();
        let (name, allowed) = (&row.name.value, allowed.join(", "));
        let reason = format!("the row of `{name}` allows {allowed} alone");
        let (verb, path) = (&described.operation.verb, &route.text);
        let message = format!("`{} {path}` is left out: {reason}", verb.value);
        let diagnostic = Diagnostic::new(Code::SUPPRESSED_OPERATION, message);
        self.report(
            diagnostic
                .at(verb.origin.clone())
                .see(row.origin.clone(), "the row that does not allow it"),
        );
        drafts.suppressed.push(Suppressed {
            id,
            method: described.method,
            path: route.text.clone(),
            reason,
            origin: self.place(&verb.origin, &described.operation.title.value),
            against: self.place(&row.origin, name),
        });
    }

    /// Makes an operation of a documented request.
    fn make_operation(
        &mut self,
        drafts: &mut Drafts<'_, 'a>,
        heading: Heading,
        described: &Described<'a>,
        route: &Route<'a>,
        versions: VersionSet,
    ) -> OperationDraft {
        let Heading { id, name, tag } = heading;
        let DocumentedOperation { verb, title, .. } = described.operation;
        let params = self.make_params(drafts, described, route);
        let at = format!("{} {}", verb.value, route.text);
        let body = self.body(drafts, id, described, &at);
        let response = self.make_response(id, described, &at);
        let mut operation = OperationDraft {
            id: name,
            tag,
            method: described.method,
            path: route.make_template(),
            server: None,
            params,
            body,
            responses: vec![response],
            security: drafts.security_of(described),
            deprecated: false,
            versions,
            docs: Docs {
                summary: Some(title.value.clone()),
                description: described.description(),
            },
            origin: self.place(&title.origin, &at),
            provenance: Vec::new(),
        };
        operation.provenance = self.make_operation_facts(&operation, described, route);
        operation
    }

    /// The one answer that a documented request has.
    fn make_response(&mut self, id: OperationId, described: &Described<'a>, at: &str) -> Response {
        let code = self.decide_status(described);
        let status = Status::Code(code);
        Response {
            status,
            ident: status_ident(status),
            success: true,
            by: AnsweredBy::Document,
            content: self.make_answer(id, described, code, at),
            headers: Vec::new(),
            docs: Docs::default(),
            origin: self.place(&described.operation.title.origin, at),
        }
    }

    /// The status that a fixup gives an action, or the text a request.
    fn decide_status(&mut self, described: &Described<'a>) -> u16 {
        let fixed = self.take_status_step(described);
        let fixed = fixed.and_then(|step| step.to.parse().ok());
        let said = described.operation.status.as_ref().map(|cell| cell.value);
        fixed.or(said).unwrap_or(match described.method {
            Method::Get => 200,
            Method::Post => 201,
            _ => 204,
        })
    }
}
