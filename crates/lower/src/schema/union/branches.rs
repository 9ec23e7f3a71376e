//! The members of a choice.

use super::distinction::Looks;
use crate::reader::shape::{Shape, is_null, is_silent, listed_types, own};
use crate::reader::{JsonType, Node};
use crate::report::{At, Reason};
use crate::schema::Schemas;
use crate::schema::context::DEEPEST;
use graphwright_source::Code;
use graphwright_source::openapi::keys;
use std::collections::HashSet;

/// A member of a choice.
#[derive(Clone)]
pub(in crate::schema) struct Branch<'a> {
    /// The schema as the choice has it, perhaps a `$ref`.
    pub node: Node<'a>,
    /// The schema that the `$ref` leads to, or the schema itself.
    pub resolved: Node<'a>,
    /// The one type that is meant, where the schema itself has several.
    pub only: Option<&'a str>,
    /// Other members of the same type in JSON that nothing tells from this one.
    pub alike: Vec<Node<'a>>,
}

impl<'a> Schemas<'_, 'a> {
    /// The members of a choice, null apart, and those of choices among them.
    pub(super) fn branches(&mut self, node: &Node<'a>) -> Result<Vec<Branch<'a>>, Reason> {
        let mut seen = HashSet::from([node.at.clone()]);
        let branches = self.branches_of(members(node), &mut seen)?;
        if !branches.is_empty() {
            return Ok(branches);
        }
        let types = node.words(keys::TYPES).filter(|ty| *ty != "null");
        let listed = listed_types(node);
        let types = types.chain(listed.into_iter().filter(|_| !node.has(keys::TYPES)));
        let of_one_type = types.map(|ty| Branch {
            node: node.clone(),
            resolved: node.clone(),
            only: Some(ty),
            alike: Vec::new(),
        });
        Ok(of_one_type.collect())
    }

    /// The members of a choice between schemas, less those that were seen before.
    pub(super) fn branches_of(
        &mut self,
        nodes: impl Iterator<Item = Node<'a>>,
        seen: &mut HashSet<String>,
    ) -> Result<Vec<Branch<'a>>, Reason> {
        let mut branches = Vec::new();
        for node in nodes.filter(|node| !is_null(node.map)) {
            self.add_branch(node, &mut branches, seen, 0)?;
        }
        Ok(branches)
    }

    /// Adds a member of a choice, or the members of the choice that it is itself.
    ///
    /// One that was met before adds nothing, and neither does one without a type: what fits no other
    /// member is kept as it comes.
    fn add_branch(
        &mut self,
        member: Node<'a>,
        branches: &mut Vec<Branch<'a>>,
        seen: &mut HashSet<String>,
        depth: usize,
    ) -> Result<(), Reason> {
        let Some(resolved) = self.reader.resolve(member.clone()) else {
            return Err("it is a choice with a `$ref` that leads to nothing".to_owned());
        };
        if depth == DEEPEST {
            return Err("its choices are nested too deeply".to_owned());
        }
        if is_silent(&resolved) {
            self.report_silent(&member);
            return Ok(());
        }
        if !seen.insert(resolved.at.clone()) {
            return Ok(());
        }
        let is_plain = own(&resolved) == Shape::Anything && !resolved.has("allOf");
        let ty = self.reader.json_type(resolved.clone());
        // A choice between lists is none of lists and objects: only the items differ.
        if is_plain && matches!(ty, None | Some(JsonType::Array)) {
            for inner in members(&resolved) {
                self.add_branch(inner, branches, seen, depth + 1)?;
            }
            return Ok(());
        }
        branches.push(Branch {
            node: member,
            resolved,
            only: None,
            alike: Vec::new(),
        });
        Ok(())
    }

    /// Reports that a member of a choice adds no type to it.
    pub(in crate::schema) fn report_silent(&mut self, member: &Node<'a>) {
        let message = "this member of the choice allows anything; values are read as the others";
        self.report
            .add(Code::NOT_EXPRESSED, message, At::Value(&member.at));
    }

    /// The one type that all values of a member have in JSON.
    pub(super) fn json_type(&mut self, branch: &Branch<'a>) -> Option<JsonType> {
        match branch.only {
            Some(word) => JsonType::of(word),
            None => self.reader.json_type(branch.resolved.clone()),
        }
    }

    /// The looks of members, given their types.
    pub(super) fn looks(&mut self, branches: &[Branch<'a>], types: &[JsonType]) -> Vec<Looks<'a>> {
        let branches = branches.iter().zip(types);
        let looks = branches.map(|(branch, ty)| {
            let mut parts = None;
            if *ty == JsonType::Object && branch.only.is_none() && branch.alike.is_empty() {
                let ways = self.ways(&branch.node).ok();
                parts = ways
                    .filter(|ways| ways.all.len() == 1)
                    .and_then(|mut ways| ways.all.pop())
                    .map(|way| way.parts);
            }
            Looks {
                ty: *ty,
                reference: branch.node.reference(),
                tag: self.reader.own_tag(&branch.resolved),
                parts,
            }
        });
        looks.collect()
    }
}

/// Joins the members that have the same type in JSON: one is left for each type.
pub(super) fn by_type<'a>(
    branches: Vec<Branch<'a>>,
    types: &[JsonType],
) -> (Vec<Branch<'a>>, Vec<JsonType>) {
    let mut kept: Vec<Branch<'a>> = Vec::new();
    let mut kept_types: Vec<JsonType> = Vec::new();
    for (branch, ty) in branches.into_iter().zip(types) {
        let alike = kept_types.iter().position(|known| known == ty);
        if let Some(first) = alike.and_then(|index| kept.get_mut(index)) {
            first.alike.push(branch.node);
        } else {
            kept.push(branch);
            kept_types.push(*ty);
        }
    }
    (kept, kept_types)
}

/// The schemas that a choice is between.
fn members<'a>(node: &Node<'a>) -> impl Iterator<Item = Node<'a>> + use<'a> {
    let members = node.items("oneOf").chain(node.items("anyOf"));
    members.filter(|member| !is_null(member.map))
}
