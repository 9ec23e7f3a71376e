//! Contents of documented requests and of their answers: entities, pages of them, arguments of actions.

use super::described::Described;
use super::drafts::Drafts;
use crate::entity::{Action, EdmType};
use crate::merge::field::pick_names;
use crate::merge::spelling::{last_part, lower_first};
use crate::merge::state::Merge;
use crate::merge::steps::Kind;
use graphwright_ir::{
    Access, Additional, Body, Content, Docs, Facet, Fact, Field, Holder, Layer, MediaKind, Method,
    OperationId, Origin, Presence, Rule, Scalar, SchemaGroup, Slot, Struct, TypeId, TypeKind,
    TypeRef, TypeTable, VersionSet,
};
use graphwright_lower::front_end::names::{FIELDS, ident};
use graphwright_lower::front_end::{Draft, Hint, Node, Owner, Role, SCHEMAS};
use graphwright_lower::{NextPage, Paging};
use graphwright_source::Cell;
use graphwright_source::pointer;

/// The members of a page (`OData` JSON Format 4.01, sections 4.5 and 13).
const CONTEXT: &str = "@odata.context";
const NEXT_LINK: &str = "@odata.nextLink";
const VALUE: &str = "value";

impl<'a> Merge<'_, 'a> {
    /// The body of a request: the arguments of an action, or the entity that is made or changed.
    pub(super) fn body(
        &mut self,
        drafts: &Drafts<'_, 'a>,
        id: OperationId,
        described: &Described<'a>,
        at: &str,
    ) -> Option<Body> {
        let ty = match (described.action, described.method) {
            (Some(row), _) if row.inputs.is_empty() => return None,
            (Some(row), _) => self.make_arguments(id, row, described.type_name(), at),
            (None, Method::Post | Method::Put | Method::Patch) => {
                let cell = described.subject();
                let read = self.resolve_type(Owner::Nothing, &cell);
                let written = self.find_written(drafts, read, described.method);
                written.unwrap_or(read)
            }
            (None, _) => return None,
        };
        Some(Body {
            ident: "body".to_owned(),
            required: true,
            content: vec![json_content(Slot::of(TypeRef::Named(ty)))],
            docs: Docs::default(),
        })
    }

    /// The content of a request's answer, if it has a body.
    pub(super) fn make_answer(
        &mut self,
        id: OperationId,
        described: &Described<'a>,
        status: u16,
        at: &str,
    ) -> Vec<Content> {
        const NO_CONTENT: u16 = 204;
        let slot = match (described.action, &described.operation.response) {
            _ if status == NO_CONTENT => None,
            (Some(row), _) => self.make_output(id, row, described.type_name(), at),
            (None, None) if !matches!(described.method, Method::Get | Method::Post) => None,
            (None, _) => {
                let cell = described.subject();
                let ty = self.resolve_type(Owner::Nothing, &cell);
                let many = described.method == Method::Get && described.is_collection();
                let ty = if many {
                    self.find_or_make_page(ty, &cell)
                } else {
                    ty
                };
                Some(Slot::of(TypeRef::Named(ty)))
            }
        };
        slot.map(json_content).into_iter().collect()
    }

    /// The answer of an action: an entity, a page of them, or scalars in an object of their own.
    fn make_output(
        &mut self,
        operation: OperationId,
        row: &'a Action,
        table: &str,
        at: &str,
    ) -> Option<Slot> {
        let mut cell = row.output.clone()?;
        let many = self.steps.take(table, Kind::Collection, &row.name.value);
        cell.value.collection |= many.is_some();
        let one = Cell::new(
            EdmType {
                collection: false,
                ..cell.value.clone()
            },
            cell.origin.clone(),
        );
        let slot = self.make_slot(Owner::Nothing, &one)?;
        let ty = match (slot.ty.clone(), cell.value.collection) {
            (TypeRef::Named(id), false) => id,
            (TypeRef::Named(id), true) => self.find_or_make_page(id, &cell),
            (_, many) => {
                let slot = if many {
                    Slot::of(TypeRef::List(Box::new(slot)))
                } else {
                    slot
                };
                let origin = self.place(&cell.origin, &format!("{at}/answer"));
                let hint = hint_of_operation(operation, Role::Success);
                let id = self.new_struct("response", origin, hint);
                self.change_struct(id, |merge, body| {
                    merge.add_member(body, VALUE, slot, &cell, Rule::ActionOutput);
                });
                id
            }
        };
        Some(Slot::of(TypeRef::Named(ty)))
    }

    /// The arguments of an action, as the members of an object.
    fn make_arguments(
        &mut self,
        operation: OperationId,
        row: &'a Action,
        table: &str,
        at: &str,
    ) -> TypeId {
        let origin = self.place(&row.origin, &format!("{at}/body"));
        let hint = hint_of_operation(operation, Role::Body);
        let id = self.new_struct("body", origin, hint);
        for input in &row.inputs {
            let mut cell = input.ty.clone();
            let name = format!("{}.{}", row.name.value, input.name.value);
            let many = self.steps.take(table, Kind::Collection, &name);
            cell.value.collection |= many.is_some();
            let Some(slot) = self.make_slot(Owner::Nothing, &cell) else {
                continue;
            };
            let wire = lower_first(&input.name.value);
            self.change_struct(id, |merge, body| {
                merge.add_member(body, &wire, slot, &cell, Rule::ActionInput);
            });
        }
        id
    }

    /// A page of a type: the document's where it has one, else one that is made once.
    fn find_or_make_page(&mut self, item: TypeId, cell: &Cell<EdmType>) -> TypeId {
        let (items, next) = find_page_members(self.paging);
        if let Some(page) = self.pages.get(&item) {
            return *page;
        }
        let list = Slot::of(TypeRef::List(Box::new(Slot::of(TypeRef::Named(item)))));
        let known = self.find_component_with(&items, item);
        let page = known.unwrap_or_else(|| {
            let name = format!("{}Collection", last_part(&cell.value.name));
            let origin = self.place(&cell.origin, &name);
            let hint = Hint {
                owner: Owner::Nothing,
                role: Role::Named(name.clone()),
                item: false,
            };
            let id = self.new_struct(&name, origin, hint);
            let text = || Slot::of(TypeRef::Scalar(Scalar::String));
            self.schemas.types[id].docs.description =
                Some(format!("A page of `{}`.", cell.value.name));
            self.change_struct(id, |merge, body| {
                merge.add_member(body, CONTEXT, text(), cell, Rule::Page);
                merge.add_member(body, &next, text(), cell, Rule::Page);
                merge.add_member(body, &items, list, cell, Rule::Page);
            });
            id
        });
        self.pages.insert(item, page);
        page
    }

    /// Returns the schema of the document with a list of a type under this name.
    fn find_component_with(&mut self, wire: &str, item: TypeId) -> Option<TypeId> {
        let list = TypeRef::List(Box::new(Slot::of(TypeRef::Named(item))));
        let item_at = self.schemas.types[item].origin.at.clone();
        let reader = self.schemas.reader;
        reader.components().find_map(|(_, node)| {
            let known = self.schemas.types.at(&node.at);
            let id = match known {
                Some(id) => id,
                None if has_list(&node, wire, &item_at) => self.schemas.component_type(&node.at)?,
                None => return None,
            };
            let body = self.schemas.types.kind(id).as_struct()?;
            let is_it = |field: &Field| field.wire == wire && field.slot.ty == list;
            body.fields.iter().any(is_it).then_some(id)
        })
    }

    fn new_struct(&mut self, wire: &str, origin: Origin, hint: Hint<'a>) -> TypeId {
        let kind = TypeKind::Struct(Struct {
            additional: Additional::Keep(ident("additional", &FIELDS)),
            ..Struct::default()
        });
        self.schemas.types.add(Draft::new(wire, kind, origin, hint))
    }

    /// Adds a member that may be left out.
    fn add_member(
        &self,
        body: &mut Struct,
        wire: &str,
        slot: Slot,
        cell: &Cell<EdmType>,
        rule: Rule,
    ) {
        let (ident, setter) = pick_names(body, wire);
        let fact = |facet: &Facet| Fact {
            facet: *facet,
            layer: Layer::Table,
            rule,
            value: match facet {
                Facet::Name => wire.to_owned(),
                Facet::Type => cell.value.to_string(),
                Facet::Presence => "optional".to_owned(),
                Facet::Nullable => "false".to_owned(),
                _ => String::new(),
            },
            decides: true,
            origin: self.place(&cell.origin, &cell.value.to_string()),
        };
        body.fields.push(Field {
            wire: wire.to_owned(),
            ident,
            setter,
            or_default: None,
            slot,
            holder: Holder::Option,
            presence: Presence::Optional,
            access: Access::Both,
            secret: false,
            deprecated: false,
            versions: VersionSet::All,
            docs: Docs::default(),
            provenance: Facet::ALL.iter().map(fact).collect(),
        });
    }

    /// Returns the schema in which the document's own operations write an entity with a method: what
    /// replaces is what makes.
    fn find_written(
        &mut self,
        drafts: &Drafts<'_, 'a>,
        read: TypeId,
        method: Method,
    ) -> Option<TypeId> {
        let method = match method {
            Method::Put => Method::Post,
            other => other,
        };
        let forms = self.forms_of(read);
        let mut known = drafts.known.iter().filter(|known| known.method == method);
        known.find_map(|known| match (drafts.find_lowered(known), &known.listed) {
            (Some(operation), _) => {
                let mut contents = operation.body.iter().flat_map(|body| &body.content);
                contents.find_map(|content| match content.slot.ty {
                    TypeRef::Named(id) => self.is_form(id, read, &forms).then_some(id),
                    _ => None,
                })
            }
            (None, Some(listed)) => {
                let at = self.find_written_by(&listed.node, read, &forms)?;
                self.schemas.component_type(&at)
            }
            (None, None) => None,
        })
    }

    /// Returns the schema of the body of an operation that is not selected, if an entity is written in it.
    fn find_written_by(
        &self,
        operation: &Node<'a>,
        read: TypeId,
        forms: &[String],
    ) -> Option<String> {
        let reader = self.schemas.reader;
        let body = reader.resolve(operation.child("requestBody")?)?;
        let read_at = &self.schemas.types[read].origin.at;
        let schemas = body
            .members("content")
            .filter_map(|(_, media)| media.child("schema"));
        let mut referenced = schemas.filter_map(|schema| schema.reference().map(str::to_owned));
        referenced.find(|at| at == read_at || forms.contains(at))
    }

    fn is_form(&self, id: TypeId, read: TypeId, forms: &[String]) -> bool {
        id == read || forms.iter().any(|at| self.schemas.types.at(at) == Some(id))
    }

    /// Returns the pointers to the schemas in which an entity is written, if the configuration says that
    /// it has such.
    fn forms_of(&self, read: TypeId) -> Vec<String> {
        let key = &self.schemas.types[read].wire;
        let rows = self.config.entities.iter();
        let rows = rows.filter(|(_, keys)| keys.first() == Some(key));
        let keys = rows.flat_map(|(_, keys)| keys.iter().skip(1));
        keys.map(|key| pointer::join(SCHEMAS, key)).collect()
    }
}

/// Returns whether an object has a list of the schema at a pointer under a name, by itself or by what is
/// inline in its `allOf`.
fn has_list(node: &Node<'_>, wire: &str, item_at: &str) -> bool {
    let mut parts = std::iter::once(node.clone()).chain(node.items("allOf"));
    parts.any(|part| {
        let mut properties = part.members("properties");
        let list = properties.find(|(key, _)| *key == wire);
        let item = list.and_then(|(_, list)| list.child("items"));
        item.is_some_and(|item| item.reference() == Some(item_at))
    })
}

/// The members of a page for its items and the link to the next one: as the first rule has them that is about
/// a link in the page itself.
fn find_page_members(rules: &[Paging]) -> (String, String) {
    let plain = |name: &&String| !name.starts_with('/');
    let named = rules.iter().find_map(|rule| match &rule.next {
        NextPage::Link(next) => rule.items.as_ref().zip(Some(next)),
        _ => None,
    });
    match named.filter(|(items, next)| plain(items) && plain(next)) {
        Some((items, next)) => (items.clone(), next.clone()),
        None => (VALUE.to_owned(), NEXT_LINK.to_owned()),
    }
}

fn hint_of_operation(id: OperationId, role: Role<'_>) -> Hint<'_> {
    Hint {
        owner: Owner::Operation(id),
        role,
        item: false,
    }
}

fn json_content(slot: Slot) -> Content {
    Content {
        media_type: "application/json".to_owned(),
        kind: MediaKind::Json,
        ident: "Json".to_owned(),
        slot,
        schema: SchemaGroup::default(),
        described: false,
        parts: Vec::new(),
    }
}
