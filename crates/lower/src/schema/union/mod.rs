//! Choices between schemas.
//!
//! A choice that comes down to one type is that type. Others are unions, told apart by a tag, or by
//! what the JSON looks like, or, with a warning, by trying one after the other.

mod branches;
pub(super) mod distinction;
mod variants;

use super::context::DEEPEST;
use super::enumeration::Others;
use super::object::is_equal;
use super::ways::{MOST_WAYS, Overlap, Way, Ways, too_many};
use crate::draft::{Draft, Hint};
use crate::reader::shape::is_null;
use crate::reader::shape::{Shape, is_silent, items, own};
use crate::reader::{JsonType, Node};
use crate::report::{At, Reason};
use crate::schema::Schemas;
use branches::{Branch, by_type};
pub(super) use distinction::Looks;
use graphwright_ir::{Dispatch, Origin, Scalar, Slot, TypeId, TypeKind, TypeRef};
use graphwright_source::Code;
use graphwright_source::openapi::keys;
use std::collections::HashSet;

/// Names for the variant that keeps what no other takes, by preference.
pub const FALLBACK: [&str; 3] = ["Unknown", "Unlisted", "OtherValue"];

/// The result of reducing a choice.
pub(super) enum Choice<'a> {
    /// One of its members, null apart.
    One(Node<'a>),
    /// A scalar that holds the values of all members.
    Scalar(Scalar),
    /// The values that any of these schemas lists, and the treatment of others.
    Values(Vec<Node<'a>>, Others),
    /// Objects that fit in several ways.
    Objects(Ways<'a>),
    /// Lists whose items fit any of these schemas.
    List(Vec<Node<'a>>),
    /// Several types, and what tells them apart.
    Several(Vec<Branch<'a>>, Dispatch),
}

impl<'a> Schemas<'_, 'a> {
    /// The type of a place that takes any of several schemas.
    pub(super) fn union_slot(&mut self, node: &Node<'a>, hint: &Hint<'a>) -> Result<Slot, Reason> {
        let mut slot = match self.choice(node)? {
            Choice::One(only) => self.try_slot(&only, hint)?,
            Choice::Scalar(scalar) => Slot::of(TypeRef::Scalar(scalar)),
            Choice::List(items) => Slot::of(self.list_of_any(&items, hint)),
            _ => Slot::of(TypeRef::Named(self.named(node, hint))),
        };
        slot.nullable |= self.reader.is_nullable(node);
        Ok(slot)
    }

    /// The type of a place that any of several schemas describes.
    pub(super) fn slot_of_any(&mut self, nodes: &[Node<'a>], hint: &Hint<'a>) -> Slot {
        let mut apart: Vec<Node<'a>> = Vec::with_capacity(nodes.len());
        for node in nodes {
            if !apart.iter().any(|known| is_equal(known, node)) {
                apart.push(node.clone());
            }
        }
        let [first, _, ..] = apart.as_slice() else {
            let only = apart.first().map(|only| self.slot(only, hint));
            return only.unwrap_or_else(|| Slot::of(TypeRef::Json));
        };
        let places = apart
            .iter()
            .map(|node| node.reference().unwrap_or(&node.at));
        let key = places.collect::<Vec<_>>().join("\n");
        let slot = if let Some(id) = self.types.at(&key) {
            Ok(Slot::of(TypeRef::Named(id)))
        } else if self.depth == DEEPEST {
            Err("its schemas are nested too deeply".to_owned())
        } else if self.following.iter().filter(|known| **known == key).count() > 1 {
            // Once is ordinary: a list of what has the list in it comes to a type on the second turn.
            Err("its choices come back to it without a type in between".to_owned())
        } else {
            self.depth += 1;
            self.following.push(key.clone());
            let slot = self.try_slot_of_any(&apart, key, hint);
            self.following.pop();
            self.depth -= 1;
            slot
        };
        let mut slot = slot.unwrap_or_else(|reason| {
            self.report_untyped(first, &reason);
            Slot::of(TypeRef::Json)
        });
        slot.nullable |= nodes.iter().any(|node| self.reader.is_nullable(node));
        slot
    }

    /// The type of a place that any of several schemas describes, or why there is none.
    fn try_slot_of_any(
        &mut self,
        nodes: &[Node<'a>],
        key: String,
        hint: &Hint<'a>,
    ) -> Result<Slot, Reason> {
        if nodes
            .iter()
            .any(|node| is_silent(node) && !is_null(node.map))
        {
            return Ok(Slot::of(TypeRef::Json));
        }
        let branches = self.branches_of(nodes.iter().cloned(), &mut HashSet::new())?;
        Ok(match self.choose(branches, None)? {
            Choice::One(only) => self.slot(&only, hint),
            Choice::Scalar(scalar) => Slot::of(TypeRef::Scalar(scalar)),
            Choice::List(items) => Slot::of(self.list_of_any(&items, hint)),
            choice => {
                let id = self.named_choice(&nodes[0], key, choice, hint);
                Slot::of(TypeRef::Named(id))
            }
        })
    }

    /// A list whose items fit any of some schemas.
    pub(super) fn list_of_any(&mut self, items: &[Node<'a>], hint: &Hint<'a>) -> TypeRef {
        TypeRef::List(Box::new(self.slot_of_any(items, &hint.item())))
    }

    /// The type of a choice that no schema of the document is: `first` stands for it, `key` for the
    /// places of all its members.
    fn named_choice(
        &mut self,
        first: &Node<'a>,
        key: String,
        choice: Choice<'a>,
        hint: &Hint<'a>,
    ) -> TypeId {
        let origin = Origin::in_document(&first.at);
        let draft = Draft::without_body(&hint.wire_name(), origin, hint.clone());
        let id = self.types.add(draft.with_docs(first.docs()));
        self.types.bind(key, id);
        let kind = self.choice_body(id, first, choice);
        let kind = kind.unwrap_or_else(|reason| {
            self.report_untyped(first, &reason);
            TypeKind::Untyped { reason }
        });
        self.types.fill(id, kind);
        id
    }

    /// The body of a type that is a choice.
    pub(super) fn choice_body(
        &mut self,
        id: TypeId,
        node: &Node<'a>,
        choice: Choice<'a>,
    ) -> Result<TypeKind, Reason> {
        match choice {
            Choice::One(only) if only.reference().is_none() => self.body(id, &only),
            Choice::One(_) | Choice::Scalar(_) | Choice::List(_) => self.alias(id, node),
            Choice::Values(lists, others) => self.enum_body(&lists, others),
            Choice::Objects(ways) => self.joined(id, node, &ways),
            Choice::Several(branches, dispatch) => {
                if dispatch == Dispatch::Ordered {
                    let message = "nothing tells the members of this choice apart; the first that fits is taken";
                    self.report
                        .add(Code::AMBIGUOUS_CHOICE, message, At::Value(&node.at));
                }
                Ok(TypeKind::Union(self.union(id, &branches, dispatch)?))
            }
        }
    }

    /// Reduces a choice to what decides about the value.
    pub(super) fn choice(&mut self, node: &Node<'a>) -> Result<Choice<'a>, Reason> {
        let has = |key| !node.list(key).is_empty();
        let is_choice = has("oneOf") || has("anyOf");
        let is_two = has("oneOf") && has("anyOf");
        let may_be_object = node.str("type").is_none_or(|ty| ty == "object");
        let has_properties = node.has("properties") || node.has(keys::PATTERN_PROPERTIES);
        if is_choice && may_be_object && (is_two || has_properties) {
            return Ok(Choice::Objects(self.ways(node)?));
        }
        let mut branches = self.branches(node)?;
        if let Some(own) = node.str("type").and_then(JsonType::of) {
            branches.retain(|branch| self.json_type(branch).is_none_or(|ty| ty.meets(own)));
        }
        let tagged = Some(node).filter(|node| node.has("discriminator"));
        self.choose(branches, tagged)
    }

    /// Reduces a choice between some members.
    fn choose(
        &mut self,
        mut branches: Vec<Branch<'a>>,
        tagged: Option<&Node<'a>>,
    ) -> Result<Choice<'a>, Reason> {
        if branches.len() == 1 && branches[0].only.is_none() {
            return Ok(Choice::One(branches.remove(0).node));
        }
        let types = branches.iter().map(|branch| self.json_type(branch));
        let Some(types) = types.collect::<Option<Vec<JsonType>>>() else {
            return Err("it is a choice with a member that has no one type".to_owned());
        };
        let all = |ty| types.iter().all(|known| *known == ty);
        Ok(match types.as_slice() {
            [] => return Err("no member of its choice says what it is".to_owned()),
            _ if all(JsonType::String) => texts_or_integers(&branches, Scalar::String),
            _ if all(JsonType::Integer) => texts_or_integers(&branches, Scalar::I64),
            some if some.iter().all(|ty| ty.meets(JsonType::Number)) => {
                Choice::Scalar(Scalar::Number)
            }
            _ if all(JsonType::Bool) => Choice::Scalar(Scalar::Bool),
            _ => self.tell(branches, &types, tagged),
        })
    }

    /// Reduces a choice that is not between scalars alone: to a union where something tells the
    /// members apart, or else one type for all members of the same type in JSON.
    fn tell(
        &mut self,
        branches: Vec<Branch<'a>>,
        types: &[JsonType],
        tagged: Option<&Node<'a>>,
    ) -> Choice<'a> {
        let looks = self.looks(&branches, types);
        if let Some(dispatch) = distinction::dispatch(tagged, &looks, Overlap::Never) {
            return Choice::Several(branches, dispatch);
        }
        match *types {
            [JsonType::Array, ..]
                if types.iter().all(|ty| *ty == JsonType::Array)
                    && branches.iter().all(|one| own(&one.resolved) == Shape::List) =>
            {
                let items = branches.iter().flat_map(|branch| items(&branch.resolved));
                return Choice::List(items.collect());
            }
            [JsonType::Object, ..] if types.iter().all(|ty| *ty == JsonType::Object) => {
                let ways = self.ways_of_any(&branches);
                return ways.map_or_else(
                    |_| Choice::Several(branches, Dispatch::Ordered),
                    Choice::Objects,
                );
            }
            _ => {}
        }
        let (branches, types) = by_type(branches, types);
        let looks = self.looks(&branches, &types);
        let dispatch =
            distinction::dispatch(None, &looks, Overlap::Never).unwrap_or(Dispatch::Ordered);
        Choice::Several(branches, dispatch)
    }

    /// The ways in which an object fits any of some schemas.
    fn ways_of_any(&mut self, branches: &[Branch<'a>]) -> Result<Ways<'a>, Reason> {
        let mut all: Vec<Way<'a>> = Vec::new();
        for branch in branches {
            for way in self.ways(&branch.node)?.all {
                if !all.iter().any(|known| known.is_same(&way)) {
                    all.push(way.taken_by(&branch.node));
                }
                if all.len() > MOST_WAYS {
                    return Err(too_many());
                }
            }
        }
        Ok(Ways {
            all,
            tagged: None,
            overlap: Overlap::Possible,
        })
    }
}

/// Several kinds of text, or of integers: the values that they list, perhaps among others, or else
/// any.
fn texts_or_integers<'a>(branches: &[Branch<'a>], plain: Scalar) -> Choice<'a> {
    let lists = branches.iter().filter(|branch| branch.resolved.has("enum"));
    let lists: Vec<_> = lists.map(|branch| branch.node.clone()).collect();
    let others = if lists.len() < branches.len() {
        Others::Allowed
    } else {
        Others::Unknown
    };
    if lists.is_empty() {
        Choice::Scalar(plain)
    } else {
        Choice::Values(lists, others)
    }
}
