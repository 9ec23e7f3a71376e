//! Operations: parameters, bodies and answers of every path.

mod content;
mod facts;
mod marks;
mod params;
mod path;
mod responses;

pub(crate) use content::bytes;
pub(crate) use responses::ident as status_ident;

use crate::lowering::{Hint, Lowering, Owner, Role};
use crate::reader::Node;
use crate::report::At;
use graphwright_ir::{
    Api, Body, Method, Operation, OperationId, OperationNames, Origin, SecurityNeed, Tag, TagId,
    VersionId, VersionSet,
};
use graphwright_source::openapi::keys;
use graphwright_source::{Code, pointer};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

/// The methods of `OpenAPI` by their keys in a path item.
const METHODS: [(&str, Method); 8] = [
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("delete", Method::Delete),
    ("options", Method::Options),
    ("head", Method::Head),
    ("patch", Method::Patch),
    ("trace", Method::Trace),
];

/// Why an operation cannot be generated.
type Reason = String;

/// An operation as the document has it.
struct Source<'s, 'a> {
    path: &'a str,
    method: Method,
    item: &'s Node<'a>,
    node: Node<'a>,
}

impl<'a> Lowering<'a> {
    /// Lowers every operation, in document order, and the tags that group them.
    pub(crate) fn operations(&mut self, api: &mut Api) {
        let root = self.reader.root();
        let security = self
            .security_need(&root, &api.security_schemes)
            .unwrap_or(Ok(SecurityNeed::default()));
        api.security = security.clone().unwrap_or_default();
        let mut ids = HashSet::new();
        let mut tags = Tags::new(&root);
        for (path, item) in root
            .members("paths")
            .filter(|(path, _)| path.starts_with('/'))
        {
            let Some(item) = self.reader.resolve(item) else {
                self.report.add(
                    Code::SKIPPED,
                    format!("`{path}` is left out: its `$ref` leads to nothing"),
                    At::Key(&item_at(path)),
                );
                continue;
            };
            for (method, node) in methods(&item) {
                let source = Source {
                    path,
                    method,
                    item: &item,
                    node,
                };
                match self.operation(&source, api, &security) {
                    Ok(mut operation) => {
                        operation.id = self.id(&source, &mut ids);
                        operation.tag =
                            tags.id(source.node.words("tags").next().unwrap_or_default());
                        operation.provenance = self.operation_facts(api, &operation, &source.node);
                        api.operations.push(operation);
                    }
                    Err(reason) => {
                        let message = format!("`{method} {path}` is left out: {reason}");
                        self.report
                            .add(Code::SKIPPED, message, At::Key(&source.node.at));
                    }
                }
            }
        }
        api.tags = tags.all;
        self.not_generated(&root);
    }

    /// Lowers one operation, apart from its id, its tag and its Rust names.
    fn operation(
        &mut self,
        source: &Source<'_, 'a>,
        api: &Api,
        default_security: &Result<SecurityNeed, Reason>,
    ) -> Result<Operation, Reason> {
        let Source {
            path,
            method,
            item,
            node,
        } = source;
        if !self.is_sound(path, *method) {
            return Err("it could not be read".to_owned());
        }
        // Nothing may fail once types are made: they know their operation by its index.
        let security = match self.security_need(node, &api.security_schemes) {
            Some(own) => own?,
            None => default_security.clone()?,
        };
        let declared = self.declared(item, node)?;
        let (path, order) = path::template(path, &declared)?;
        let body = match node.child("requestBody") {
            Some(body) => Some(
                self.reader
                    .resolve(body)
                    .ok_or("the `$ref` of its body leads to nothing")?,
            ),
            None => None,
        };
        let answers = self.answers(node)?;

        let id = OperationId(api.operations.len());
        let params = self.params(id, &declared, &order);
        let body = body.map(|body| self.body_of(id, &body));
        let responses = self.responses(id, answers);
        let server = self.own_server(item, node, api);
        self.left_out(node, "callbacks");
        Ok(Operation {
            id: String::new(),
            names: OperationNames::default(),
            tag: TagId(0),
            method: *method,
            path,
            marks: Vec::new(),
            server,
            params,
            body,
            responses,
            security,
            paging: None,
            idempotent: method.is_idempotent(),
            deprecated: node.flag("deprecated"),
            versions: VersionSet::All,
            docs: node.docs(),
            origin: Origin::in_document(&node.at),
            provenance: Vec::new(),
        })
    }

    /// Returns whether the document's reader found no error in an operation, or in the parameters of its path
    /// item. A path item that is a reference was checked where it stands.
    fn is_sound(&self, path: &str, method: Method) -> bool {
        let item = item_at(path);
        let node = self.reader.document.node(&item);
        if node.is_some_and(|node| node.get("$ref").is_some_and(Value::is_string)) {
            return true;
        }
        let key = METHODS.iter().find(|(_, known)| *known == method);
        let own = key.map_or("", |(key, _)| key);
        ["parameters", own]
            .iter()
            .all(|key| self.reader.document.is_sound(&pointer::join(&item, key)))
    }

    /// The `operationId`, or method and path where there is none or where another operation has it.
    fn id(&mut self, source: &Source<'_, 'a>, ids: &mut HashSet<String>) -> String {
        let Source {
            path, method, node, ..
        } = source;
        let given = node.str("operationId").filter(|id| !id.trim().is_empty());
        if let Some(id) = given.filter(|id| ids.insert((*id).to_owned())) {
            return id.to_owned();
        }
        let id = format!("{method} {path}");
        ids.insert(id.clone());
        if let Some(given) = given {
            let message =
                format!("another operation is called `{given}` too; this one is called `{id}`");
            self.report.add(
                Code::OPERATION_ID,
                message,
                At::Value(&node.at("operationId")),
            );
        } else {
            let message = format!("there is no `operationId`; the operation is called `{id}`");
            self.report
                .add(Code::OPERATION_ID, message, At::Key(&node.at));
        }
        id
    }

    /// What a request carries.
    fn body_of(&mut self, id: OperationId, node: &Node<'a>) -> Body {
        let hint = self.shared_hint(node, Owner::Operation(id), Role::Body);
        Body {
            ident: "body".to_owned(),
            required: node.flag("required"),
            content: self.content(node, &hint, true),
            docs: node.docs(),
        }
    }

    /// The hint for what stands in a component that operations share, or in the operation itself.
    fn shared_hint(&self, node: &Node<'a>, owner: Owner, role: Role<'a>) -> Hint<'a> {
        let component = node
            .at
            .strip_prefix("#/components/")
            .and_then(|path| path.split_once('/'));
        let (owner, role) =
            match component.and_then(|(section, key)| self.reader.component_key(section, key)) {
                Some(key) => (Owner::Nothing, Role::Key(key)),
                None => (owner, role),
            };
        Hint {
            owner,
            role,
            item: false,
        }
    }

    /// The key of a component as the document owns it.
    fn key_of(&self, section: &str, key: &str) -> Option<&'a str> {
        let section = self
            .reader
            .document
            .node(&format!("#/components/{section}"))?
            .as_object()?;
        section
            .get_key_value(&*pointer::unescape(key))
            .map(|(key, _)| key.as_str())
    }

    /// Counts a part of an operation that nothing is generated from.
    fn left_out(&mut self, node: &Node<'a>, key: &str) {
        if node
            .value(key)
            .is_some_and(|part| *part != json!({}) && *part != json!([]))
        {
            let message = format!("nothing is generated from `{key}` here");
            self.report
                .add(Code::NOT_EXPRESSED, message, At::Key(&node.at(key)));
        }
    }

    /// Counts what the document has beside operations.
    fn not_generated(&mut self, root: &Node<'a>) {
        for key in [keys::WEBHOOKS, "webhooks"] {
            if root
                .child(key)
                .is_some_and(|webhooks| !webhooks.map.is_empty())
            {
                self.report.add(
                    Code::NOT_EXPRESSED,
                    "webhooks are not generated",
                    At::Key(&root.at("webhooks")),
                );
            }
        }
    }
}

/// The operations of a path item, in document order.
pub(crate) fn methods<'a>(item: &Node<'a>) -> impl Iterator<Item = (Method, Node<'a>)> + use<'a> {
    let members = item.clone().into_members();
    members.filter_map(|(key, node)| {
        let (_, method) = METHODS.iter().find(|(method, _)| *method == key)?;
        Some((*method, node))
    })
}

fn item_at(path: &str) -> String {
    pointer::join("#/paths", path)
}

/// The tags in order of first use.
struct Tags<'a> {
    all: Vec<Tag>,
    ids: HashMap<&'a str, TagId>,
    described: HashMap<&'a str, Node<'a>>,
}

impl<'a> Tags<'a> {
    fn new(root: &Node<'a>) -> Self {
        let described = root
            .items("tags")
            .filter_map(|tag| Some((tag.str("name")?, tag)))
            .collect();
        Self {
            all: Vec::new(),
            ids: HashMap::new(),
            described,
        }
    }

    /// The id of a tag; the empty one is for operations without.
    fn id(&mut self, wire: &'a str) -> TagId {
        *self.ids.entry(wire).or_insert_with(|| {
            let docs = self.described.get(wire).map(Node::docs).unwrap_or_default();
            self.all.push(Tag {
                wire: wire.to_owned(),
                module: String::new(),
                ident: String::new(),
                docs,
                version: VersionId::BASE,
            });
            TagId(self.all.len() - 1)
        })
    }
}
