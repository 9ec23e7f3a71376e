//! The requests that tables and prose describe beside the document's: navigation properties, actions,
//! and the entity itself.
//!
//! One that the document has already gives it what tables decide, its scopes. One that the tables of
//! its own document do not allow is left out, with a warning that shows both places. Any other
//! becomes an operation of the versions that its row names.

mod content;
mod facts;
pub(crate) mod known;
mod media;
mod route;
mod security;

use super::Merge;
use crate::entity::{
    Action, Body, Document, DocumentedOperation, EdmType, Navigation, Segment, Subject, Verb,
};
use crate::versions;
use graphwright_ir::{
    AnsweredBy, Docs, Method, OperationId, Response, SecurityNeed, Status, Suppressed, TagId,
    VersionSet,
};
use graphwright_lower::front_end::names::singular;
use graphwright_lower::front_end::{
    OperationDraft, Other, Schemes, Selection, TagDraft, status_ident, tag_id,
};
use graphwright_source::Cell;
use graphwright_source::{Code, Diagnostic};
use known::{Known, KnownTag};
use route::Route;

/// The operations so far, and the parts of the model that they refer to.
#[derive(Debug)]
pub(crate) struct Drafts<'d, 'a> {
    pub operations: &'d mut Vec<OperationDraft>,
    pub tags: &'d mut Vec<TagDraft>,
    pub suppressed: &'d mut Vec<Suppressed>,
    pub schemes: &'d mut Schemes,
    /// The operations that are generated.
    pub selection: &'d mut Selection<'a>,
    /// Every operation that the inputs describe.
    pub known: Vec<Known<'a>>,
    /// The requirements of operations without requirements of their own.
    pub security: &'d SecurityNeed,
}

/// An operation that is selected, before anything is made for it.
#[derive(Debug)]
struct Heading {
    /// Its index.
    id: OperationId,
    /// Its id in the model.
    name: String,
    /// Its group.
    tag: TagId,
}

impl Drafts<'_, '_> {
    /// Makes an operation known that only a table describes; `None` if it is not selected.
    fn add(
        &mut self,
        name: String,
        method: Method,
        route: &Route<'_>,
        versions: &VersionSet,
    ) -> Option<Heading> {
        let KnownTag { wire, docs } = self.tag_of(route);
        let is_selected = self.selection.takes_other(Other {
            id: name.clone(),
            method,
            path: route.text.clone(),
            tag: wire.clone(),
        });
        let id = OperationId(self.operations.len());
        self.known.push(Known {
            id: name.clone(),
            method,
            path: route.text.clone(),
            tag: KnownTag {
                wire: wire.clone(),
                docs: docs.clone(),
            },
            listed: None,
            lowered: is_selected.then_some(id),
        });
        is_selected.then(|| Heading {
            id,
            name,
            tag: tag_id(self.tags, &wire, versions.first(), || docs),
        })
    }
}

/// A documented request, and what the tables say of it.
#[derive(Clone, Copy)]
struct Described<'a> {
    document: &'a Document,
    operation: &'a DocumentedOperation,
    /// The row of the navigation property that it goes through.
    navigation: Option<&'a Navigation>,
    /// The row of the action that it calls.
    action: Option<&'a Action>,
    method: Method,
}

impl<'a> Described<'a> {
    fn new(document: &'a Document, operation: &'a DocumentedOperation) -> Self {
        let action = match &operation.subject {
            Subject::Action(name) => document
                .entity()
                .and_then(|table| table.actions.iter().find(|row| row.name.value == *name)),
            Subject::Itself | Subject::Navigation(_) => None,
        };
        Self {
            document,
            operation,
            navigation: document.navigation_of(operation),
            action,
            method: method(operation.verb.value),
        }
    }

    /// The qualified name of the entity type whose document it is.
    fn table(&self) -> &'a str {
        &self.document.name.value
    }

    /// The versions that its row names; those of the document, where no row speaks of it.
    fn versions(&self) -> &'a [Cell<String>] {
        match (self.navigation, self.action) {
            (Some(row), _) => &row.versions,
            (None, Some(row)) => &row.versions,
            (None, None) => &self.document.versions,
        }
    }

    /// The type of the entity that it is about.
    fn subject(&self) -> Cell<EdmType> {
        if let Some(row) = self.navigation {
            return row.target.clone();
        }
        let name = &self.document.name;
        let ty = EdmType {
            name: name.value.clone(),
            collection: false,
        };
        Cell::new(ty, name.origin.clone())
    }

    /// The prose of its row.
    fn description(&self) -> Option<String> {
        let cell = match (self.navigation, self.action) {
            (Some(row), _) => row.description.as_ref(),
            (None, Some(row)) => row.description.as_ref(),
            (None, None) => None,
        };
        cell.map(|cell| cell.value.clone())
    }

    /// A name in words for what has no `operationId`: what is done, to what, of what.
    fn id(&self, drafts: &Drafts<'_, '_>, route: &Route<'_>) -> String {
        let own =
            graphwright_lower::front_end::names::words(super::named::last(self.table())).join("-");
        let kebab = |name: &str| graphwright_lower::front_end::names::words(name).join("-");
        let verb = verb_word(self);
        let name = &route.name;
        let suggestions = match &self.operation.subject {
            Subject::Itself => vec![format!("{verb}-{own}")],
            Subject::Action(_) => vec![kebab(name), format!("{own}-{}", kebab(name))],
            Subject::Navigation(_) if self.is_collection() && verb != "list" => vec![
                format!("{verb}-{own}-{}", kebab(&singular(name))),
                format!("{verb}-in-{own}-{}", kebab(name)),
            ],
            Subject::Navigation(_) => vec![format!("{verb}-{own}-{}", kebab(name))],
        };
        let free = drafts.free_id(&suggestions);
        free.unwrap_or_else(|| format!("{} {}", self.method, route.text))
    }

    /// Returns whether it is about many: what a navigation property leads to, or the entities of a set.
    fn is_collection(&self) -> bool {
        let of_set = matches!(self.document.body, Body::Set(_))
            && !matches!(
                self.operation.path.value.segments().next_back(),
                Some(Segment::Key { .. })
            );
        self.navigation
            .map_or(of_set, |row| row.target.value.collection)
    }
}

impl<'a> Merge<'_, 'a> {
    /// Merges every documented request, and those for bytes that go with them.
    pub(super) fn operations(&mut self, drafts: &mut Drafts<'_, 'a>) {
        for document in self.entities {
            for operation in &document.operations {
                self.operation(drafts, &Described::new(document, operation));
            }
            self.media(drafts, document);
        }
    }

    fn operation(&mut self, drafts: &mut Drafts<'_, 'a>, described: &Described<'a>) {
        if let Some(row) = described.document.contradicts(described.operation) {
            self.suppress(drafts, described, row);
            return;
        }
        let route = self.route(described);
        if let Some(known) = drafts.find(described.method, &route) {
            if let Some(id) = known.lowered {
                self.ask(drafts, id, described);
            }
            return;
        }
        let wires: Vec<_> = described
            .versions()
            .iter()
            .map(|cell| cell.value.as_str())
            .collect();
        if let Some(versions) = versions::of(self.versions, &wires) {
            let id = described.id(drafts, &route);
            let Some(heading) = drafts.add(id, described.method, &route, &versions) else {
                return;
            };
            let operation = self.new_operation(drafts, heading, described, &route, versions);
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
        let route = self.route(described);
        let id = described.id(drafts, &route);
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
        self.say(
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
    fn new_operation(
        &mut self,
        drafts: &mut Drafts<'_, 'a>,
        heading: Heading,
        described: &Described<'a>,
        route: &Route<'a>,
        versions: VersionSet,
    ) -> OperationDraft {
        let Heading { id, name, tag } = heading;
        let DocumentedOperation { verb, title, .. } = described.operation;
        let params = self.params(drafts, described, route);
        let at = format!("{} {}", verb.value, route.text);
        let body = self.body(drafts, id, described, &at);
        let response = self.response(id, described, &at);
        let mut operation = OperationDraft {
            id: name,
            tag,
            method: described.method,
            path: route.template(),
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
        operation.provenance = self.operation_facts(&operation, described, route);
        operation
    }

    /// The one answer that a documented request has.
    fn response(&mut self, id: OperationId, described: &Described<'a>, at: &str) -> Response {
        let code = self.status(described);
        let status = Status::Code(code);
        Response {
            status,
            ident: status_ident(status),
            success: true,
            by: AnsweredBy::Document,
            content: self.answer(id, described, code, at),
            headers: Vec::new(),
            docs: Docs::default(),
            origin: self.place(&described.operation.title.origin, at),
        }
    }

    /// The status that a fixup gives an action, or the text a request.
    fn status(&mut self, described: &Described<'a>) -> u16 {
        let fixed = self.status_step(described);
        let fixed = fixed.and_then(|step| step.to.parse().ok());
        let said = described.operation.status.as_ref().map(|cell| cell.value);
        fixed.or(said).unwrap_or(match described.method {
            Method::Get => 200,
            Method::Post => 201,
            _ => 204,
        })
    }
}

/// The word for the effect of a request.
fn verb_word(described: &Described<'_>) -> &'static str {
    match described.method {
        Method::Get if described.is_collection() => "list",
        Method::Get => "get",
        Method::Put => "replace",
        Method::Patch => "update",
        Method::Delete => "delete",
        _ => "create",
    }
}

fn method(verb: Verb) -> Method {
    match verb {
        Verb::Get => Method::Get,
        Verb::Post => Method::Post,
        Verb::Put => Method::Put,
        Verb::Patch => Method::Patch,
        Verb::Delete => Method::Delete,
    }
}
