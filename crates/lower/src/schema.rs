//! Schemas to types: ids first, bodies second, names last.
//!
//! A `$ref` to a component is an id at once, whatever the component turns out to be, so cycles are
//! ordinary. Inline schemas that need a type of their own get one when they are met.

mod all_of;
mod constraints;
mod enumeration;
mod object;
mod shape;
mod union;

use crate::format;
use crate::lowering::{Hint, Lowering, Owner, Role};
use crate::node::Node;
use all_of::AllOf;
pub(crate) use constraints::{is_integer, number};
use graphwright_ir::{Scalar, Slot, TypeId, TypeKind, TypeRef};
use graphwright_source::Code;
use graphwright_source::openapi::keys;
pub(crate) use object::{access_text, setter};
use shape::Shape;
use union::Choice;
pub(crate) use union::JsonType;

/// The deepest nesting of schemas inside one another that is lowered. A document that is read has
/// fewer levels, unless a `$ref` leads into the middle of its own schema.
const DEEPEST: usize = 64;

/// Why a schema has no faithful form, in words for the reader of the documentation.
type Reason = String;

impl<'a> Lowering<'a> {
    /// Lowers every component: all ids, then all bodies.
    pub(crate) fn components(&mut self) {
        let schemas = self.document.node("#/components/schemas");
        let Some(schemas) =
            schemas.and_then(|schemas| Node::new(schemas, "#/components/schemas".to_owned()))
        else {
            return;
        };
        let components: Vec<_> = schemas
            .into_members()
            .map(|(key, node)| {
                let hint = Hint {
                    owner: Owner::Nothing,
                    role: Role::Key(key),
                    item: false,
                };
                (self.reserve(&node, key, hint), node)
            })
            .collect();
        for (id, node) in components {
            self.fill(id, &node);
        }
    }

    /// The type of a place that a schema describes.
    ///
    /// What has no faithful form is JSON, with a warning.
    pub(crate) fn slot(&mut self, node: &Node<'a>, hint: &Hint<'a>) -> Slot {
        let slot = if self.depth < DEEPEST {
            self.depth += 1;
            let slot = self.try_slot(node, hint);
            self.depth -= 1;
            slot
        } else {
            Err("its schemas are nested too deeply".to_owned())
        };
        slot.unwrap_or_else(|reason| {
            self.untyped(node, &reason);
            Slot {
                nullable: self.is_nullable(node),
                ..Slot::of(TypeRef::Json)
            }
        })
    }

    /// The type of a place, or why there is none.
    fn try_slot(&mut self, node: &Node<'a>, hint: &Hint<'a>) -> Result<Slot, Reason> {
        self.unchecked(node);
        let mut slot = match shape::of(node)? {
            Shape::Reference(reference) => self.reference(reference, hint)?,
            Shape::AllOf => self.all_of_slot(node, hint)?,
            Shape::Union => self.union_slot(node, hint)?,
            Shape::Enum => self.enum_slot(node, hint)?,
            Shape::Object => Slot::of(TypeRef::Named(self.named(node, hint))),
            Shape::Map => Slot::of(self.map(node, hint)),
            Shape::List => Slot::of(self.list(node, hint)),
            Shape::Scalar(ty) => Slot::of(TypeRef::Scalar(self.scalar(node, ty)?)),
            Shape::Anything => Slot::of(TypeRef::Json),
        };
        slot.nullable |= node.flag("nullable");
        constraints::add(&mut slot, node);
        Ok(slot)
    }

    /// The type of what a `$ref` leads to, which may be anywhere in the document.
    fn reference(&mut self, reference: &str, hint: &Hint<'a>) -> Result<Slot, Reason> {
        let Some(node) = self.follow(reference) else {
            return Err(format!("`{reference}` leads to nothing"));
        };
        let Some(id) = self.known(reference) else {
            return self.slot_of_target(&node, hint);
        };
        Ok(Slot {
            nullable: self.is_nullable(&node),
            ..Slot::of(TypeRef::Named(id))
        })
    }

    /// The type of a schema that is no component but that a `$ref` leads to.
    fn slot_of_target(&mut self, node: &Node<'a>, hint: &Hint<'a>) -> Result<Slot, Reason> {
        if self.following.contains(&node.at) {
            return Err("its `$ref`s come back to it without a type in between".to_owned());
        }
        if self.following.len() == DEEPEST {
            return Err("too many `$ref`s lead from one to the next".to_owned());
        }
        self.following.push(node.at.clone());
        let slot = self.try_slot(node, hint);
        self.following.pop();
        slot
    }

    /// The type that an inline schema has of its own.
    fn named(&mut self, node: &Node<'a>, hint: &Hint<'a>) -> TypeId {
        if let Some(id) = self.known(&node.at) {
            return id;
        }
        let wire = wire_name(hint);
        let id = self.reserve(node, &wire, hint.clone());
        self.fill(id, node);
        id
    }

    /// Gives a type its body.
    fn fill(&mut self, id: TypeId, node: &Node<'a>) {
        let kind = self.body(id, node).unwrap_or_else(|reason| {
            self.untyped(node, &reason);
            TypeKind::Untyped { reason }
        });
        self.drafts[id.0].def.kind = kind;
    }

    /// What a schema with a type of its own is made of.
    fn body(&mut self, id: TypeId, node: &Node<'a>) -> Result<TypeKind, Reason> {
        self.unchecked(node);
        match shape::of(node)? {
            Shape::Object => Ok(TypeKind::Struct(
                self.object(id, std::slice::from_ref(node)),
            )),
            Shape::Enum => match self.enumeration(node)? {
                enumeration::Values::Enum(body) => Ok(TypeKind::Enum(body)),
                enumeration::Values::Plain(scalar) => {
                    Ok(TypeKind::Alias(Slot::of(TypeRef::Scalar(scalar))))
                }
            },
            Shape::AllOf => match self.all_of(node)? {
                AllOf::One(member) if member.reference().is_none() => self.body(id, &member),
                AllOf::One(_) => self.alias(id, node),
                AllOf::Object(parts) => Ok(TypeKind::Struct(self.object(id, &parts))),
            },
            Shape::Union => match self.choice(node)? {
                Choice::One(only) if only.reference().is_none() => self.body(id, &only),
                Choice::One(_) | Choice::Scalar(_) => self.alias(id, node),
                Choice::Several(branches) => Ok(TypeKind::Union(self.union(id, node, &branches)?)),
            },
            _ => self.alias(id, node),
        }
    }

    /// Another name for what a schema describes. That null is allowed is said where it is used.
    fn alias(&mut self, id: TypeId, node: &Node<'a>) -> Result<TypeKind, Reason> {
        let hint = Hint {
            owner: Owner::Type(id),
            role: Role::Itself,
            item: false,
        };
        let slot = self.try_slot(node, &hint)?;
        Ok(TypeKind::Alias(Slot {
            nullable: false,
            ..slot
        }))
    }

    /// An object without properties of its own: a map.
    fn map(&mut self, node: &Node<'a>, hint: &Hint<'a>) -> TypeRef {
        let values = self
            .values(node)
            .map(|values| self.slot(&values, &hint.item()));
        TypeRef::Map(Box::new(values.unwrap_or_else(|| Slot::of(TypeRef::Json))))
    }

    /// A list; of anything, where it does not say of what.
    fn list(&mut self, node: &Node<'a>, hint: &Hint<'a>) -> TypeRef {
        let items = node
            .child("items")
            .map(|items| self.slot(&items, &hint.item()));
        TypeRef::List(Box::new(items.unwrap_or_else(|| Slot::of(TypeRef::Json))))
    }

    /// The scalar of a type and its format.
    fn scalar(&mut self, node: &Node<'a>, ty: &str) -> Result<Scalar, Reason> {
        let plain = format::plain(ty).ok_or_else(|| format!("`{ty}` is no type"))?;
        let scalar = match node.str("format") {
            None | Some("") => plain,
            Some(format) => format::find(ty, format).map_or_else(
                || {
                    let message = format!(
                        "`{format}` is no known format of `{ty}`; the value is read without it"
                    );
                    self.report(Code::UNKNOWN_FORMAT, message, &node.at("format"));
                    plain
                },
                |row| row.scalar,
            ),
        };
        Ok(match scalar {
            Scalar::I32 | Scalar::I64 if constraints::needs_u64(node) => Scalar::U64,
            scalar => scalar,
        })
    }

    /// Whether null is a value of a schema, by itself or by what it refers to.
    pub(crate) fn is_nullable(&self, node: &Node<'a>) -> bool {
        let mut node = node.clone();
        for _ in 0..DEEPEST {
            let listed = node.list("enum").contains(&serde_json::Value::Null);
            if node.flag("nullable") || listed || union::takes_null(&node) {
                return true;
            }
            let next = match node.reference() {
                Some(reference) => self.follow(reference),
                None => node
                    .items("allOf")
                    .next()
                    .filter(|_| node.list("allOf").len() == 1),
            };
            match next {
                Some(next) => node = next,
                None => return false,
            }
        }
        false
    }

    /// Says what a schema bounds in a way that the model has no word for.
    fn unchecked(&mut self, node: &Node<'a>) {
        if node.has("not") && !node.flag(keys::NEVER) {
            self.report_key(Code::NOT_EXPRESSED, "`not` is not checked", &node.at("not"));
        }
        for key in ["oneOf", "anyOf"]
            .into_iter()
            .filter(|key| shape::only_bounds(node, key))
        {
            let message = format!("which properties `{key}` wants to be there is not checked");
            self.report_key(Code::NOT_EXPRESSED, message, &node.at(key));
        }
    }

    /// Says that a schema has no faithful form.
    fn untyped(&mut self, node: &Node<'a>, reason: &str) {
        self.report(Code::UNTYPED, format!("kept as JSON: {reason}"), &node.at);
    }
}

/// What an inline schema is called in the document: the context that names it.
fn wire_name(hint: &Hint<'_>) -> String {
    let name = match &hint.role {
        Role::Key(name) | Role::Property(name) => name,
        Role::Named(name) => name.as_str(),
        Role::Body => "body",
        Role::Success => "response",
        Role::Failure(variant) => variant,
        Role::Itself => "",
        Role::Member(_) => "member",
        Role::Form(word) => word,
    };
    format!("{name}{}", if hint.item { "[]" } else { "" })
}
