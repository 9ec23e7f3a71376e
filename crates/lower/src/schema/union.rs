//! Choices between schemas.
//!
//! A choice that comes down to one type is that type. Others are unions, told apart by a tag, or by
//! what the JSON looks like, or, with a warning, by trying one after the other.

mod tell;

use super::Reason;
use crate::format;
use crate::lowering::{Hint, Lowering, Owner, Role};
use crate::names::{Names, VARIANTS};
use crate::node::Node;
use graphwright_ir::{Dispatch, Docs, Scalar, Slot, TypeId, TypeRef, Union, Variant};
use graphwright_source::openapi::keys;
use graphwright_source::{Code, pointer};
use serde_json::{Map, Value};
pub(crate) use tell::JsonType;

/// Names for the variant that keeps what no other takes, by preference.
const FALLBACK: [&str; 3] = ["Unknown", "Unlisted", "OtherValue"];

/// What a choice comes to.
pub(super) enum Choice<'a> {
    /// One of its members, null apart.
    One(Node<'a>),
    /// A scalar that holds the values of all members.
    Scalar(Scalar),
    /// Several types.
    Several(Vec<Branch<'a>>),
}

/// A member of a choice.
#[derive(Clone)]
pub(super) struct Branch<'a> {
    /// The schema as the choice has it, perhaps a `$ref`.
    node: Node<'a>,
    /// What the `$ref` leads to, or the schema itself.
    resolved: Node<'a>,
    /// The one type that is meant, where the schema itself has several.
    only: Option<&'a str>,
}

impl<'a> Lowering<'a> {
    /// The type of a place that takes any of several schemas.
    pub(super) fn union_slot(&mut self, node: &Node<'a>, hint: &Hint<'a>) -> Result<Slot, Reason> {
        let mut slot = match self.choice(node)? {
            Choice::One(only) => self.try_slot(&only, hint)?,
            Choice::Scalar(scalar) => Slot::of(TypeRef::Scalar(scalar)),
            Choice::Several(_) => Slot::of(TypeRef::Named(self.named(node, hint))),
        };
        slot.nullable |= takes_null(node);
        Ok(slot)
    }

    /// What a choice comes to.
    pub(super) fn choice(&mut self, node: &Node<'a>) -> Result<Choice<'a>, Reason> {
        if node.has("properties") || node.has("items") {
            return Err("it is a choice between schemas with more beside it".to_owned());
        }
        let mut branches = self.branches(node)?;
        if branches.len() == 1 && branches[0].only.is_none() {
            return Ok(Choice::One(branches.remove(0).node));
        }
        let types: Option<Vec<JsonType>> = branches
            .iter()
            .map(|branch| self.json_type(branch))
            .collect();
        let Some(types) = types else {
            return Err("it is a choice with a member that has no one type".to_owned());
        };
        Ok(match types.as_slice() {
            [] => return Err("it is a choice without members".to_owned()),
            all if all.iter().all(|ty| *ty == JsonType::String) => strings(&branches),
            all if all
                .iter()
                .all(|ty| matches!(ty, JsonType::Integer | JsonType::Number)) =>
            {
                let all_integers = all.iter().all(|ty| *ty == JsonType::Integer);
                Choice::Scalar(if all_integers {
                    Scalar::I64
                } else {
                    Scalar::Number
                })
            }
            all if all.iter().all(|ty| *ty == JsonType::Bool) => Choice::Scalar(Scalar::Bool),
            _ => Choice::Several(branches),
        })
    }

    /// The members of a choice, null apart.
    fn branches(&self, node: &Node<'a>) -> Result<Vec<Branch<'a>>, Reason> {
        if !node.list("oneOf").is_empty() && !node.list("anyOf").is_empty() {
            return Err("it is a choice between schemas with another beside it".to_owned());
        }
        let types = node.words(keys::TYPES).filter(|ty| *ty != "null");
        let of_one_type = types.map(|ty| {
            Ok(Branch {
                node: node.clone(),
                resolved: node.clone(),
                only: Some(ty),
            })
        });
        let members = node
            .items("oneOf")
            .chain(node.items("anyOf"))
            .filter(|member| !is_null(member.map));
        let members = members.map(|member| {
            let resolved = self
                .resolve(member.clone())
                .ok_or("it is a choice with a `$ref` that leads to nothing")?;
            Ok(Branch {
                node: member,
                resolved,
                only: None,
            })
        });
        of_one_type.chain(members).collect()
    }

    /// The union of the members of a choice.
    pub(super) fn union(
        &mut self,
        id: TypeId,
        node: &Node<'a>,
        branches: &[Branch<'a>],
    ) -> Result<Union, Reason> {
        let dispatch = self.dispatch(node, branches);
        if dispatch == Dispatch::Ordered {
            let message =
                "nothing tells the members of this choice apart; the first that fits is taken";
            self.report(Code::AMBIGUOUS_CHOICE, message, &node.at);
        }
        let mut names = Names::new(&VARIANTS);
        let mut variants = Vec::with_capacity(branches.len());
        for (index, branch) in branches.iter().enumerate() {
            let position = index + 1;
            let slot = self.variant_slot(id, branch, position)?;
            let nth = format!("variant {position}");
            let word = self.variant_word(branch);
            let ident = names
                .take(word.as_deref().into_iter().chain([nth.as_str()]))
                .ident;
            let docs = if branch.only.is_some() {
                Docs::default()
            } else {
                branch.node.docs()
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

    /// What a variant holds.
    fn variant_slot(
        &mut self,
        id: TypeId,
        branch: &Branch<'a>,
        position: usize,
    ) -> Result<Slot, Reason> {
        let role = branch
            .node
            .str("title")
            .map_or(Role::Member(position), Role::Property);
        let hint = Hint {
            owner: Owner::Type(id),
            role,
            item: false,
        };
        match branch.only {
            None => Ok(self.slot(&branch.node, &hint)),
            Some("array") => Ok(Slot::of(self.list(&branch.node, &hint))),
            Some("object") => Ok(Slot::of(self.map(&branch.node, &hint))),
            Some(ty) => Ok(Slot::of(TypeRef::Scalar(self.scalar(&branch.node, ty)?))),
        }
    }

    /// The word for a variant: the key of its component, its title, or what its JSON is.
    fn variant_word(&mut self, branch: &Branch<'a>) -> Option<String> {
        let key = branch
            .node
            .reference()
            .and_then(pointer::split)
            .map(|(_, key)| key.into_owned());
        let title = || {
            branch
                .node
                .str("title")
                .filter(|_| branch.only.is_none())
                .map(str::to_owned)
        };
        let word = || {
            self.json_type(branch)
                .filter(|ty| *ty != JsonType::Object || branch.only.is_some())
                .map(|ty| ty.word().to_owned())
        };
        key.or_else(title).or_else(word)
    }
}

/// Several kinds of text: the one enum among them, which takes other values too, or else any text.
fn strings<'a>(branches: &[Branch<'a>]) -> Choice<'a> {
    let mut enums = branches.iter().filter(|branch| branch.resolved.has("enum"));
    match (enums.next().cloned(), enums.next()) {
        (Some(only), None) => Choice::One(only.node),
        _ => Choice::Scalar(format::plain("string").unwrap_or(Scalar::String)),
    }
}

/// Whether null alone fits a schema.
fn is_null(schema: &Map<String, Value>) -> bool {
    let nothing_else =
        |values: &Value| matches!(values.as_array().map(Vec::as_slice), Some([Value::Null]));
    schema.get("type").is_some_and(|ty| ty == "null")
        || schema.get("enum").is_some_and(nothing_else)
}

/// Whether null is a member of a choice, or fits one.
pub(super) fn takes_null(node: &Node<'_>) -> bool {
    let members = node.list("oneOf").iter().chain(node.list("anyOf"));
    let mut members = members.filter_map(Value::as_object);
    members.any(|member| is_null(member) || member.get("nullable") == Some(&Value::Bool(true)))
}
