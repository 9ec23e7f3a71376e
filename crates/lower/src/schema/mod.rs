//! Schemas to types: ids first, bodies second, names last.
//!
//! A `$ref` to a component is an id at once, whatever the component turns out to be, so cycles are
//! ordinary. Inline schemas that need a type of their own get one when they are met.

mod all_of;
mod components;
mod constraints;
mod context;
mod enumeration;
mod family;
mod join;
mod object;
mod shared;
mod titles;
mod union;
mod ways;

use crate::draft::{Hint, Owner, Role};
use crate::format;
use crate::reader::Node;
use crate::reader::shape::{self, Shape};
use crate::report::{At, Reason};
use all_of::AllOf;
pub(crate) use constraints::{is_integer, number};
use context::DEEPEST;
pub use context::Schemas;
use enumeration::Others;
pub use enumeration::UNKNOWN;
use graphwright_ir::{Scalar, Slot, TypeId, TypeKind, TypeRef};
use graphwright_source::Code;
use graphwright_source::openapi::keys;
pub use object::{access_text, setter};
use shared::Home;
pub(crate) use shared::Shared;
pub use union::FALLBACK;
use ways::Way;

impl<'a> Schemas<'_, 'a> {
    /// The type of a place that a schema describes.
    ///
    /// A schema without a faithful form is JSON, with a warning.
    pub fn slot(&mut self, node: &Node<'a>, hint: &Hint<'a>) -> Slot {
        let slot = if self.depth < DEEPEST {
            self.depth += 1;
            let slot = self.try_slot(node, hint);
            self.depth -= 1;
            slot
        } else {
            Err("its schemas are nested too deeply".to_owned())
        };
        slot.unwrap_or_else(|reason| {
            self.report_untyped(node, &reason);
            Slot {
                nullable: self.reader.is_nullable(node),
                ..Slot::of(TypeRef::Json)
            }
        })
    }

    /// The type of a place, or why there is none.
    fn try_slot(&mut self, node: &Node<'a>, hint: &Hint<'a>) -> Result<Slot, Reason> {
        self.report_unchecked(node);
        let mut slot = match shape::of(node)? {
            Shape::Reference(reference) => self.reference(reference, hint)?,
            Shape::AllOf => self.all_of_slot(node, hint)?,
            Shape::Union => self.union_slot(node, hint)?,
            _ => self.own_slot(node, hint)?,
        };
        slot.nullable |= node.flag("nullable");
        constraints::add(&mut slot, node);
        Ok(slot)
    }

    /// The type of a place by the schema's own keywords, whatever it is all or one of besides.
    fn own_slot(&mut self, node: &Node<'a>, hint: &Hint<'a>) -> Result<Slot, Reason> {
        Ok(match shape::own(node) {
            Shape::Enum => self.enum_slot(node, hint)?,
            Shape::Object => Slot::of(TypeRef::Named(self.named(node, hint))),
            Shape::Map => Slot::of(self.map(node, hint)),
            Shape::List => Slot::of(self.list(node, hint)),
            Shape::Scalar(ty) => Slot::of(TypeRef::Scalar(self.scalar(node, ty)?)),
            Shape::Union => self.union_slot(node, hint)?,
            Shape::Anything | Shape::AllOf | Shape::Reference(_) => Slot::of(TypeRef::Json),
        })
    }

    /// The type of what a `$ref` leads to, which may be anywhere in the document.
    fn reference(&mut self, reference: &str, hint: &Hint<'a>) -> Result<Slot, Reason> {
        let Some(node) = self.reader.node(reference) else {
            return Err(format!("`{reference}` leads to nothing"));
        };
        let Some(id) = self.type_at(reference) else {
            return self.slot_of_target(&node, hint);
        };
        Ok(Slot {
            nullable: self.reader.is_nullable(&node),
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
        if let Some(id) = self.type_at(&node.at).or_else(|| self.same_titled(node)) {
            return id;
        }
        let wire = hint.wire_name();
        let id = self.types.reserve(node, &wire, hint.clone());
        self.stands_for_its_title(Home::Type(id), node);
        self.fill(id, node);
        id
    }

    /// Gives a type its body.
    fn fill(&mut self, id: TypeId, node: &Node<'a>) {
        let body = match self.family(id, node) {
            Some(family) => Ok(family),
            None => self.body(id, node),
        };
        let kind = body.unwrap_or_else(|reason| {
            self.report_untyped(node, &reason);
            TypeKind::Untyped { reason }
        });
        self.types.fill(id, kind);
    }

    /// Lowers the body of a schema with a type of its own.
    fn body(&mut self, id: TypeId, node: &Node<'a>) -> Result<TypeKind, Reason> {
        self.report_unchecked(node);
        match shape::of(node)? {
            Shape::Object => Ok(TypeKind::Struct(self.object(id, &[Way::of(node)]))),
            Shape::Enum => self.enum_body(std::slice::from_ref(node), Others::Unknown),
            Shape::AllOf => match self.all_of(node)? {
                AllOf::Own if shape::own(node) == Shape::Enum => {
                    self.enum_body(std::slice::from_ref(node), Others::Unknown)
                }
                AllOf::One(base) if self.is_bare_subtype(node, &base) => {
                    let ways = self.ways(node)?;
                    self.joined(id, node, &ways)
                }
                AllOf::One(member) if has_body(&member) => self.body(id, &member),
                AllOf::Own | AllOf::One(_) | AllOf::Anything => self.alias(id, node),
                AllOf::Objects(ways) => self.joined(id, node, &ways),
            },
            Shape::Union => {
                let choice = self.choice(node)?;
                self.choice_body(id, node, choice)
            }
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
        let values = self.values(node);
        TypeRef::Map(Box::new(self.slot_of_any(&values, &hint.item())))
    }

    /// A list; of anything, where it does not say of what. A tuple is a list of what any of its
    /// positions takes.
    fn list(&mut self, node: &Node<'a>, hint: &Hint<'a>) -> TypeRef {
        if node.has(keys::PREFIX_ITEMS) {
            let message = "which position of the tuple takes which values is not checked";
            self.report.add(
                Code::NOT_EXPRESSED,
                message,
                At::Key(&node.at(keys::PREFIX_ITEMS)),
            );
        }
        TypeRef::List(Box::new(
            self.slot_of_any(&shape::items(node), &hint.item()),
        ))
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
                    self.report
                        .add(Code::UNKNOWN_FORMAT, message, At::Value(&node.at("format")));
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

    /// Reports what a schema bounds in a way that the model has no word for.
    fn report_unchecked(&mut self, node: &Node<'a>) {
        self.report_exclusion(node);
        for key in ["oneOf", "anyOf"]
            .into_iter()
            .filter(|key| shape::only_bounds(node, key))
        {
            let message = if node.str("type").is_none_or(|ty| ty == "object") {
                format!("which properties `{key}` wants to be there is not checked")
            } else {
                format!("the bounds in `{key}` are not checked")
            };
            self.report
                .add(Code::NOT_EXPRESSED, message, At::Key(&node.at(key)));
        }
    }

    /// Reports that the values which a schema excludes are not refused.
    fn report_exclusion(&mut self, node: &Node<'a>) {
        if node.has("not") && !node.flag(keys::NEVER) {
            let message = "`not` is not checked";
            self.report
                .add(Code::NOT_EXPRESSED, message, At::Key(&node.at("not")));
        }
    }

    /// Reports that a schema has no faithful form.
    fn report_untyped(&mut self, node: &Node<'a>, reason: &str) {
        self.report.add(
            Code::UNTYPED,
            format!("kept as JSON: {reason}"),
            At::Value(&node.at),
        );
    }
}

/// Returns whether an inline schema would have a type of its own.
fn has_body(node: &Node<'_>) -> bool {
    let shape = shape::of(node);
    matches!(
        shape,
        Ok(Shape::Object | Shape::Enum | Shape::AllOf | Shape::Union)
    )
}
