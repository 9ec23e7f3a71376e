//! Base types with a `discriminator`: the form in which the subtypes are all of the base, and only
//! the base's `mapping` leads to them, or nothing but their names.
//!
//! In the place of the base a value may be of any subtype. So the base's type is a union of them and
//! of a struct with the base's own properties, which takes every value without a tag that is mapped.

mod subtypes;

use super::union::distinction;
use super::ways::Way;
use crate::draft::{Hint, Owner, Role};
use crate::names::{Names, VARIANTS};
use crate::reader::{JsonType, Node};
use crate::schema::Schemas;
use graphwright_ir::{
    Dispatch, Docs, JsonKind, KnownKey, Shape, Slot, TypeId, TypeKind, TypeRef, Union, Variant,
    VariantIndex,
};
use graphwright_source::pointer;

/// The word for the base among its subtypes.
const BASE: &str = "Base";

/// A base, and what leads to its subtypes.
struct Base<'a> {
    /// The one way in which objects fit it.
    way: Way<'a>,
    /// The property that has the tags.
    wire: &'a str,
    /// The tags, and what each leads to: a pointer, or the key of a component.
    tags: Vec<(String, String)>,
}

impl<'a> Schemas<'_, 'a> {
    /// The union of a base and the subtypes that its `discriminator` leads to; `None` for a schema
    /// that is no such base.
    pub(super) fn family(&mut self, id: TypeId, node: &Node<'a>) -> Option<TypeKind> {
        let Base {
            way: base,
            wire,
            tags,
        } = self.base(node)?;
        let ty = distinction::tag_type(&base.parts, wire).unwrap_or("string");
        let mut names = Names::new(&VARIANTS);
        let mut variants: Vec<Variant> = Vec::new();
        let mut shapes = Vec::new();
        for (tag, target) in tags {
            let Some((key, subtype, docs)) = self.subtype(&target, node) else {
                continue;
            };
            let Some(tag) = distinction::constant(&tag, ty) else {
                continue;
            };
            let slot = Slot::of(TypeRef::Named(subtype));
            let known = variants.iter().position(|variant| variant.slot == slot);
            let index = known.unwrap_or(variants.len());
            if index == variants.len() {
                let ident = names.take([key.as_str()]).ident;
                variants.push(Variant { ident, slot, docs });
            }
            let key = KnownKey {
                wire: wire.to_owned(),
                value: Some(tag),
            };
            shapes.push(Shape {
                kind: JsonKind::ObjectWith(vec![key]),
                variant: VariantIndex(index),
            });
        }
        if variants.is_empty() {
            return None;
        }
        let hint = Hint {
            owner: Owner::Type(id),
            role: Role::Form(BASE),
            item: false,
        };
        let own = self.struct_of(&base, BASE, &node.at, &hint);
        shapes.push(Shape {
            kind: JsonKind::Object,
            variant: VariantIndex(variants.len()),
        });
        variants.push(Variant {
            ident: names.take([BASE, "Itself"]).ident,
            slot: Slot::of(TypeRef::Named(own)),
            docs: Docs::default(),
        });
        Some(TypeKind::Union(Union {
            dispatch: Dispatch::Shape(shapes),
            variants,
            fallback: None,
        }))
    }

    /// Returns whether a schema that describes nothing beside the base that it is all of is one of its
    /// subtypes: a type of its own then, and no other name of the base, whose union it is a part of.
    pub(super) fn is_bare_subtype(&mut self, node: &Node<'a>, base: &Node<'a>) -> bool {
        let Some(base) = self.reader.resolve(base.clone()) else {
            return false;
        };
        let tags = self.base(&base).map(|base| base.tags);
        let is_node = |target: &str| target == node.at || component(target) == node.at;
        tags.unwrap_or_default()
            .iter()
            .any(|(_, target)| is_node(target))
            && self.is_all_of(node, &base)
    }

    /// Reads what a schema with a `discriminator` says of its subtypes; `None` for one that has none.
    fn base(&mut self, node: &Node<'a>) -> Option<Base<'a>> {
        let discriminator = discriminator(node)?;
        let wire = discriminator.str("propertyName")?;
        let way = self.only_way(node)?;
        let tags = match discriminator.child("mapping") {
            Some(mapping) => mapped(&mapping),
            None => self.implied(node, &way, wire),
        };
        Some(Base { way, wire, tags })
    }

    /// The component that a `mapping` leads to, if it is all of the base: its key, type and
    /// documentation.
    fn subtype(&mut self, target: &str, base: &Node<'a>) -> Option<(String, TypeId, Docs)> {
        let component = component(target);
        let place = [target, component.as_str()]
            .into_iter()
            .find(|place| self.has_type(place))?;
        let node = self.reader.node(place).filter(|node| node.at != base.at)?;
        if !self.is_all_of(&node, base) {
            return None;
        }
        let (_, key) = pointer::split(place)?;
        Some((key.into_owned(), self.type_at(place)?, node.docs()))
    }

    /// Returns whether every value of a schema is one of a base, by its `allOf`.
    fn is_all_of(&mut self, node: &Node<'a>, base: &Node<'a>) -> bool {
        let Some((of_base, way)) = self.only_way(base).zip(self.only_way(node)) else {
            return false;
        };
        way.parts.len() > of_base.parts.len() && of_base.parts.iter().all(|part| way.has(part))
    }

    /// The one way in which objects fit a schema.
    fn only_way(&mut self, node: &Node<'a>) -> Option<Way<'a>> {
        if self.reader.json_type(node.clone()) != Some(JsonType::Object) {
            return None;
        }
        let mut ways = self.ways(node).ok()?.all;
        ways.pop().filter(|_| ways.is_empty())
    }
}

/// The pointer to the schema that has a key among the components.
fn component(key: &str) -> String {
    format!("#/components/schemas/{key}")
}

/// The rows of a `mapping`: tags, and what each leads to.
fn mapped(mapping: &Node<'_>) -> Vec<(String, String)> {
    let rows = mapping.map.iter();
    rows.filter_map(|(tag, target)| Some((tag.clone(), target.as_str()?.to_owned())))
        .collect()
}

/// The discriminator of a base: its own, or that of what it adds to a base of its own.
fn discriminator<'a>(node: &Node<'a>) -> Option<Node<'a>> {
    let added = node.items("allOf");
    node.child("discriminator").or_else(|| {
        added
            .into_iter()
            .find_map(|part| part.child("discriminator"))
    })
}
