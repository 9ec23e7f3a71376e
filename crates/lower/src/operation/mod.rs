//! Operations: parameters, bodies and responses of every path.

mod content;
mod encoding;
mod facts;
mod left_out;
mod listed;
mod media;
mod params;
mod path;
mod responses;
mod status;
mod style;

use crate::draft::{OperationDraft, Owner, Role, TagDraft, tag_id};
use crate::reader::{METHODS, Node, Reader, methods};
use crate::report::{At, Reason};
use crate::schema::Schemas;
use crate::selection::Selection;
use crate::{security, servers};
use graphwright_ir::{
    Body, Method, OperationId, Origin, SecurityNeed, SecurityScheme, Server, TagId, VersionId,
    VersionSet,
};
use graphwright_source::{Code, pointer};
use left_out::{report_left_out, report_webhooks};
pub use listed::Listed;
pub use media::bytes;
pub(crate) use params::path_param;
pub(crate) use responses::failure_at;
use serde_json::Value;
pub use status::ident as status_ident;
use std::collections::{HashMap, HashSet};

/// The operations of a document.
#[derive(Debug, Default)]
pub(crate) struct Operations<'a> {
    /// The operations, in document order.
    pub drafts: Vec<OperationDraft>,
    /// The tags that group them, in order of first use.
    pub tags: Vec<TagDraft>,
    /// Every operation of the document that is not skipped, whether it is selected or not.
    pub listed: Vec<Listed<'a>>,
}

/// The parts of the model that operations refer to, beside their schemas.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'c> {
    /// The security schemes.
    pub schemes: &'c [SecurityScheme],
    /// The requirements of operations without requirements of their own.
    pub default_security: &'c Result<SecurityNeed, Reason>,
    /// The servers of the document.
    pub servers: &'c [Server],
}

/// Lowers every selected operation, in document order.
pub(crate) fn lower<'a>(
    schemas: &mut Schemas<'_, 'a>,
    context: Context<'_>,
    selection: &Selection<'_>,
) -> Operations<'a> {
    let root = schemas.reader.root();
    let mut lowering = Lowering {
        schemas,
        context,
        selection,
        described: described_tags(&root),
        ids: HashSet::new(),
        lowered: Operations::default(),
    };
    let paths = root.members("paths");
    for (path, item) in paths.filter(|(path, _)| path.starts_with('/')) {
        lowering.path_item(path, item);
    }
    report_webhooks(&root, lowering.schemas.report);
    lowering.lowered
}

/// An operation as the document has it.
struct Source<'s, 'a> {
    path: &'a str,
    method: Method,
    item: &'s Node<'a>,
    node: Node<'a>,
}

/// The operations in the making.
struct Lowering<'l, 'c, 'a> {
    schemas: &'l mut Schemas<'c, 'a>,
    context: Context<'l>,
    selection: &'l Selection<'l>,
    /// The tags that the document describes, by name.
    described: HashMap<&'a str, Node<'a>>,
    /// The ids that are taken.
    ids: HashSet<String>,
    lowered: Operations<'a>,
}

impl<'a> Lowering<'_, '_, 'a> {
    /// Lowers the operations of a path.
    fn path_item(&mut self, path: &'a str, item: Node<'a>) {
        let Some(item) = self.schemas.reader.resolve(item) else {
            let message = format!("`{path}` is left out: its `$ref` leads to nothing");
            let at = item_at(path);
            self.report(Code::SKIPPED, message, At::Key(&at));
            return;
        };
        for (method, node) in methods(&item) {
            let source = Source {
                path,
                method,
                item: &item,
                node,
            };
            if !self.selection.has(path, method) {
                let id = self.unselected_id(&source);
                self.list(&source, id, None);
                continue;
            }
            match self.operation(&source) {
                Ok(operation) => {
                    let lowered = OperationId(self.lowered.drafts.len());
                    self.list(&source, operation.id.clone(), Some(lowered));
                    self.lowered.drafts.push(operation);
                }
                Err(reason) => {
                    let message = format!("`{method} {path}` is left out: {reason}");
                    self.report(Code::SKIPPED, message, At::Key(&source.node.at));
                }
            }
        }
    }

    fn list(&mut self, source: &Source<'_, 'a>, id: String, lowered: Option<OperationId>) {
        self.lowered.listed.push(Listed {
            id,
            method: source.method,
            path: source.path,
            tag: source.node.words("tags").next().unwrap_or_default(),
            item: source.item.clone(),
            node: source.node.clone(),
            lowered,
        });
    }

    /// Lowers one operation, or returns why it cannot be generated.
    fn operation(&mut self, source: &Source<'_, 'a>) -> Result<OperationDraft, Reason> {
        let Source {
            path,
            method,
            item,
            node,
        } = source;
        let reader = self.schemas.reader;
        if !is_sound(reader, path, *method) {
            return Err("it could not be read".to_owned());
        }
        // Nothing may fail once types are made: they know their operation by its id.
        let own_security = security::need(node, self.context.schemes, self.schemas.report);
        let security = own_security.unwrap_or_else(|| self.context.default_security.clone())?;
        let declared = params::declared(reader, item, node, self.schemas.report)?;
        let (path, order) = path::template(path, &declared)?;
        let body = match node.child("requestBody") {
            Some(body) => Some(
                reader
                    .resolve(body)
                    .ok_or("the `$ref` of its body leads to nothing")?,
            ),
            None => None,
        };
        let answers = responses::answers(reader, node)?;

        let id = OperationId(self.lowered.drafts.len());
        let params = params::lower(self.schemas, id, &declared, &order);
        let body = body.map(|body| request_body(self.schemas, id, &body));
        let responses = responses::lower(self.schemas, id, *method, answers);
        let report = &mut *self.schemas.report;
        let server = servers::of_operation(item, node, self.context.servers, report);
        report_left_out(node, "callbacks", report);
        let mut draft = OperationDraft {
            id: self.id(source),
            tag: self.tag(source),
            method: *method,
            path,
            server,
            params,
            body,
            responses,
            security,
            deprecated: node.flag("deprecated"),
            versions: VersionSet::All,
            docs: node.docs(),
            origin: Origin::in_document(&node.at),
            provenance: Vec::new(),
        };
        draft.provenance = facts::of_operation(reader, self.context.schemes, &draft, node);
        Ok(draft)
    }

    /// The `operationId`, or method and path where there is none or where another operation has it.
    fn id(&mut self, source: &Source<'_, 'a>) -> String {
        let id = self.unselected_id(source);
        let Source { node, .. } = source;
        match given_id(node) {
            Some(given) if given == id => {}
            Some(given) => {
                let message =
                    format!("another operation is called `{given}` too; this one is called `{id}`");
                let at = node.at("operationId");
                self.report(Code::OPERATION_ID, message, At::Value(&at));
            }
            None => {
                let message = format!("there is no `operationId`; the operation is called `{id}`");
                self.report(Code::OPERATION_ID, message, At::Key(&node.at));
            }
        }
        id
    }

    /// The same for an operation of which nothing is reported. It takes its id from those behind it.
    fn unselected_id(&mut self, source: &Source<'_, 'a>) -> String {
        let given = given_id(&source.node).filter(|id| self.ids.insert((*id).to_owned()));
        given.map_or_else(
            || {
                let id = format!("{} {}", source.method, source.path);
                self.ids.insert(id.clone());
                id
            },
            str::to_owned,
        )
    }

    /// The group of an operation: that of its first tag.
    fn tag(&mut self, source: &Source<'_, 'a>) -> TagId {
        let wire = source.node.words("tags").next().unwrap_or_default();
        let described = self.described.get(wire);
        let docs = || described.map(Node::docs).unwrap_or_default();
        tag_id(&mut self.lowered.tags, wire, VersionId::BASE, docs)
    }

    fn report(&mut self, code: Code, message: String, at: At<'_>) {
        self.schemas.report.add(code, message, at);
    }
}

/// The `operationId`, if there is one.
fn given_id<'a>(node: &Node<'a>) -> Option<&'a str> {
    node.str("operationId").filter(|id| !id.trim().is_empty())
}

/// The tags that the document describes, by name.
pub(crate) fn described_tags<'a>(root: &Node<'a>) -> HashMap<&'a str, Node<'a>> {
    let tags = root.items("tags");
    tags.filter_map(|tag| Some((tag.str("name")?, tag)))
        .collect()
}

/// Returns whether the document's reader found no error in an operation, or in the parameters of its path
/// item. A path item that is a reference was checked where it stands.
fn is_sound(reader: &Reader<'_>, path: &str, method: Method) -> bool {
    let item = item_at(path);
    let node = reader.document.node(&item);
    if node.is_some_and(|node| node.get("$ref").is_some_and(Value::is_string)) {
        return true;
    }
    let key = METHODS.iter().find(|(_, known)| *known == method);
    let own = key.map_or("", |(key, _)| key);
    ["parameters", own]
        .iter()
        .all(|key| reader.document.is_sound(&pointer::join(&item, key)))
}

fn request_body<'a>(schemas: &mut Schemas<'_, 'a>, id: OperationId, node: &Node<'a>) -> Body {
    let hint = content::shared_hint(schemas.reader, node, Owner::Operation(id), Role::Body);
    Body {
        ident: "body".to_owned(),
        required: node.flag("required"),
        content: content::lower(schemas, node, &hint, content::Direction::Request),
        docs: node.docs(),
    }
}

fn item_at(path: &str) -> String {
    pointer::join("#/paths", path)
}
