//! The variants of a union.

use super::branches::Branch;
use super::{FALLBACK, JsonType};
use crate::draft::{Hint, Owner, Role};
use crate::names::{Names, VARIANTS};
use crate::report::Reason;
use crate::schema::Schemas;
use crate::schema::join::name_of;
use crate::schema::ways::Way;
use graphwright_ir::{Dispatch, Docs, JsonKind, Literal, Slot, TypeId, TypeRef, Union, Variant};

impl<'a> Schemas<'_, 'a> {
    /// The union of the members of a choice.
    pub(super) fn union(
        &mut self,
        id: TypeId,
        branches: &[Branch<'a>],
        dispatch: Dispatch,
    ) -> Result<Union, Reason> {
        let mut names = Names::new(&VARIANTS);
        let mut variants = Vec::with_capacity(branches.len());
        for (index, branch) in branches.iter().enumerate() {
            let position = index + 1;
            let told = told_by(&dispatch, index);
            let slot = self.variant_slot(id, branch, position, told)?;
            let nth = format!("variant {position}");
            let word = self.variant_word(branch).or(told.map(str::to_owned));
            let ident = names
                .take(word.as_deref().into_iter().chain([nth.as_str()]))
                .ident;
            let docs = if branch.is_one() {
                branch.node.docs()
            } else {
                Docs::default()
            };
            variants.push(Variant { ident, slot, docs });
        }
        let fallback = Some(names.take(FALLBACK).ident);
        Ok(Union {
            dispatch,
            variants,
            fallback,
        })
    }

    /// The slot of a variant.
    fn variant_slot(
        &mut self,
        id: TypeId,
        branch: &Branch<'a>,
        position: usize,
        told: Option<&str>,
    ) -> Result<Slot, Reason> {
        let title = branch.node.str("title").filter(|_| branch.is_one());
        let role = match (title, told) {
            (Some(title), _) => Role::Property(title),
            (None, Some(word)) => Role::Distinct(word.to_owned()),
            (None, None) => Role::Member(position),
        };
        let hint = Hint {
            owner: Owner::Type(id),
            role,
            item: false,
        };
        let node = &branch.node;
        Ok(match branch.only {
            None if branch.alike.is_empty() => self.slot(node, &hint),
            None => {
                let alike = branch.alike.iter().cloned();
                let nodes: Vec<_> = std::iter::once(node.clone()).chain(alike).collect();
                self.slot_of_any(&nodes, &hint)
            }
            Some("array") => Slot::of(self.list(node, &hint)),
            Some("object") if node.has("properties") => {
                let id = self.struct_of(&Way::of(node), "object", &node.at, &hint);
                Slot::of(TypeRef::Named(id))
            }
            Some("object") => Slot::of(self.map(node, &hint)),
            Some(ty) => Slot::of(TypeRef::Scalar(self.scalar(node, ty)?)),
        })
    }

    /// The word for a variant: the key of its component, its title, or what its JSON is.
    fn variant_word(&mut self, branch: &Branch<'a>) -> Option<String> {
        if branch.is_one()
            && let Some(name) = name_of(&branch.node)
        {
            return Some(name.into_owned());
        }
        let ty = self.json_type(branch)?;
        (ty != JsonType::Object || !branch.is_one()).then(|| ty.word().to_owned())
    }
}

/// The text that alone tells a variant from the others: its tag, the one value that a key has in it, or the one
/// key that only it must have.
fn told_by(dispatch: &Dispatch, index: usize) -> Option<&str> {
    match dispatch {
        Dispatch::Tag { values, .. } => {
            let tags = values.iter().filter(|tag| tag.variant.0 == index);
            only(tags).map(|tag| tag.value.as_str())
        }
        Dispatch::Shape(shapes) => {
            let shapes = shapes.iter().filter(|shape| shape.variant.0 == index);
            let JsonKind::ObjectWith(keys) = &only(shapes)?.kind else {
                return None;
            };
            let [only_key] = keys.as_slice() else {
                return None;
            };
            match &only_key.value {
                Some(Literal::String(value)) => Some(value),
                None => Some(&only_key.wire),
                Some(_) => None,
            }
        }
        Dispatch::Ordered => None,
    }
}

/// The item of a sequence of one.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next();
    first.filter(|_| items.next().is_none())
}

impl Branch<'_> {
    /// Returns whether it is one schema of the document, with all that the schema says.
    fn is_one(&self) -> bool {
        self.only.is_none() && self.alike.is_empty()
    }
}
