//! Read-only questions about the document.
//!
//! The document's reader has reported every `$ref` that leads nowhere, and has written the others as
//! plain pointers into the document. Here a `$ref` that leads nowhere resolves to `None`, and the
//! caller reports what is lost.

mod families;
mod json_type;
mod methods;
mod node;
pub(crate) mod shape;

use families::Families;
use graphwright_ir::{Facet, Fact, InputId, Layer, Origin, Rule, Span};
use graphwright_source::openapi::{Document, keys};
use graphwright_source::{self as source, FileId, Place, pointer};
pub(crate) use json_type::JsonType;
pub(crate) use methods::{METHODS, methods};
pub use node::Node;
use serde_json::{Map, Value};
use shape::{Shape, is_null, listed_types};
use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The greatest number of `$ref`s that lead from one to the next.
const LONGEST_CHAIN: usize = 64;

/// The greatest depth to which schemas are searched for null or a default.
const DEEPEST: usize = 64;

/// The greatest number of `allOf`s and choices that are searched for a type.
const DEEPEST_TYPE: usize = 32;

/// The pointer to the schemas among the components.
pub const SCHEMAS: &str = "#/components/schemas";

/// Answers questions about a document, and remembers the expensive answers.
#[derive(Debug)]
pub struct Reader<'a> {
    /// The document.
    pub document: &'a Document,
    /// The input files, in the order of [`crate::Config::inputs`].
    pub files: &'a [FileId],
    /// The JSON types of schemas, by pointer.
    json_types: RefCell<HashMap<String, Option<JsonType>>>,
    /// The schemas that extend others; found when a base without a `mapping` needs them.
    families: OnceCell<Families<'a>>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(document: &'a Document, files: &'a [FileId]) -> Self {
        Self {
            document,
            files,
            json_types: RefCell::default(),
            families: OnceCell::new(),
        }
    }

    /// Returns the document itself; an empty object for a document that is none.
    pub(crate) fn root(&self) -> Node<'a> {
        static EMPTY: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);
        self.node(pointer::ROOT).unwrap_or(Node {
            map: &EMPTY,
            at: pointer::ROOT.to_owned(),
        })
    }

    /// Returns the object at a pointer, which may be a reference.
    pub fn node(&self, pointer: &str) -> Option<Node<'a>> {
        Node::new(self.document.node(pointer)?, pointer.to_owned())
    }

    /// Returns the object of the document that something was made from; `None` for something that only
    /// another front end describes.
    pub(crate) fn node_at(&self, origin: &Origin) -> Option<Node<'a>> {
        self.node(&origin.at)
            .filter(|_| origin.input == InputId::DOCUMENT)
    }

    /// Returns the object itself, or the one that its `$ref`s lead to in the end.
    pub fn resolve(&self, node: Node<'a>) -> Option<Node<'a>> {
        let mut node = node;
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = node.reference() else {
                return Some(node);
            };
            node = self.node(reference)?;
        }
        None
    }

    /// Returns the schemas among the components, by key, in document order.
    pub fn components(&self) -> impl Iterator<Item = (&'a str, Node<'a>)> + use<'a> {
        let schemas = self.node(SCHEMAS).into_iter();
        schemas.flat_map(Node::into_members)
    }

    /// Returns the key and the schema of a component, by the pointer to it; `None` for any other pointer.
    pub fn component(&self, pointer: &str) -> Option<(&'a str, Node<'a>)> {
        let segment = pointer.strip_prefix(SCHEMAS)?.strip_prefix('/')?;
        let key = self.component_key("schemas", segment)?;
        let node = self.node(pointer)?;
        (pointer::join(SCHEMAS, key) == pointer).then_some((key, node))
    }

    /// Returns the key of a component as it stands in the document.
    pub(crate) fn component_key(&self, section: &str, key: &str) -> Option<&'a str> {
        let section = self
            .document
            .node(&format!("#/components/{section}"))?
            .as_object()?;
        section
            .get_key_value(&*pointer::unescape(key))
            .map(|(key, _)| key.as_str())
    }

    /// Returns whether null is a value of a schema, by itself or by the schemas that it consists of.
    pub(crate) fn is_nullable(&self, node: &Node<'a>) -> bool {
        self.finds_null(node, &mut HashSet::new())
    }

    /// The same for a schema that is not among those that were seen.
    fn finds_null(&self, node: &Node<'a>, seen: &mut HashSet<String>) -> bool {
        let listed = node.list("enum").contains(&Value::Null);
        if node.flag("nullable") || listed {
            return true;
        }
        if seen.len() > DEEPEST || !seen.insert(node.at.clone()) {
            return false;
        }
        let mut members = node.items("oneOf").chain(node.items("anyOf"));
        if members.any(|member| is_null(member.map) || self.finds_null(&member, seen)) {
            return true;
        }
        let next = match node.reference() {
            Some(reference) => self.node(reference),
            None => only_member(node),
        };
        next.is_some_and(|next| self.finds_null(&next, seen))
    }

    /// Returns the schema that has the default of a property or parameter: its own, or one that it
    /// refers to.
    pub(crate) fn default_holder(&self, node: &Node<'a>) -> Option<Node<'a>> {
        let mut node = node.clone();
        for _ in 0..DEEPEST {
            if node.has("default") {
                return Some(node);
            }
            let referenced = node.reference().and_then(|to| self.node(to));
            node = referenced.or_else(|| only_member(&node))?;
        }
        None
    }

    /// Returns the one type that all values of a schema have in JSON; `None` where there is none or
    /// several.
    pub(crate) fn json_type(&self, node: Node<'a>) -> Option<JsonType> {
        self.json_type_within(node, DEEPEST_TYPE)
    }

    /// The same for a schema that `left` others may lead to its type. Each schema is looked at once,
    /// however many choices lead to it; one that leads back to itself has no type.
    fn json_type_within(&self, node: Node<'a>, left: usize) -> Option<JsonType> {
        let node = self.resolve(node)?;
        if let Some(known) = self.json_types.borrow().get(&node.at) {
            return *known;
        }
        self.json_types.borrow_mut().insert(node.at.clone(), None);
        let left = left.checked_sub(1)?;
        let ty = self.find_json_type(&node, left);
        self.json_types.borrow_mut().insert(node.at, ty);
        ty
    }

    fn find_json_type(&self, node: &Node<'a>, left: usize) -> Option<JsonType> {
        if node.flag(keys::NEVER) {
            return None;
        }
        match shape::own(node) {
            Shape::Object | Shape::Map => return Some(JsonType::Object),
            Shape::List => return Some(JsonType::Array),
            Shape::Scalar(word) => return JsonType::of(word),
            Shape::Enum => return JsonType::of(listed_types(node).first()?),
            // Several types of its own: the keywords beside them may leave one, but seldom do.
            Shape::Union => return None,
            Shape::Anything | Shape::AllOf | Shape::Reference(_) => {}
        }
        let of_all = node
            .items("allOf")
            .find_map(|member| self.json_type_within(member, left));
        of_all
            .or_else(|| self.json_type_of_choice(node, "oneOf", left))
            .or_else(|| self.json_type_of_choice(node, "anyOf", left))
    }

    /// Returns the one type that all members of a choice have, null apart.
    fn json_type_of_choice(
        &self,
        node: &Node<'a>,
        key: &'static str,
        left: usize,
    ) -> Option<JsonType> {
        let mut members = node.items(key).filter(|member| !is_null(member.map));
        let first = self.json_type_within(members.next()?, left)?;
        members
            .all(|member| self.json_type_within(member, left) == Some(first))
            .then_some(first)
    }

    /// Returns the tag that a schema declares by `x-ms-discriminator-value`.
    pub(crate) fn own_tag(&self, node: &Node<'a>) -> Option<&'a str> {
        const TAG: &str = "x-ms-discriminator-value";
        let node = self.resolve(node.clone())?;
        let added = node.items("allOf").find_map(|part| part.str(TAG));
        node.str(TAG).or(added)
    }

    /// Returns the pointers to the components that are all of a base, directly or not; none for a base
    /// that is only used as such.
    pub(crate) fn extensions(&self, base: &str) -> Vec<String> {
        let families = self
            .families
            .get_or_init(|| Families::of(self.document.node(pointer::ROOT)));
        families.extending(base)
    }

    /// Returns the fact that the value at a pointer states. It decides, unless something overrides it.
    pub(crate) fn fact(&self, facet: Facet, pointer: String, value: String) -> Fact {
        let fixed = self.document.made_by_fixup(&pointer).is_some();
        let (layer, rule) = if fixed {
            (Layer::Fixup, Rule::Fixup)
        } else {
            (Layer::Document, Rule::OpenapiSchema)
        };
        Fact {
            facet,
            layer,
            rule,
            value,
            decides: true,
            origin: Origin::in_document(pointer),
        }
    }

    /// Returns a location in any input, under the name of the thing that stands there.
    pub fn origin(&self, origin: &source::Origin, name: &str) -> Origin {
        let input = self.files.iter().position(|file| *file == origin.file);
        let span = match origin.place {
            Place::Span { start, end } => Some(Span { start, end }),
            Place::File | Place::Value(_) | Place::Key(_) => None,
        };
        Origin {
            input: input.map_or(InputId::DOCUMENT, InputId),
            at: name.to_owned(),
            span,
        }
    }

    /// Returns the place in an input that an origin outside of the document names; `None` for a location
    /// in the document.
    pub(crate) fn span(&self, origin: &Origin) -> Option<source::Origin> {
        let (span, file) = (origin.span?, self.files.get(origin.input.0)?);
        Some(source::Origin::span(*file, span.start, span.end))
    }
}

/// The only member of an `allOf`.
fn only_member<'a>(node: &Node<'a>) -> Option<Node<'a>> {
    node.items("allOf")
        .next()
        .filter(|_| node.list("allOf").len() == 1)
}
