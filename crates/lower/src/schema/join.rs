//! Objects that fit in several ways: a union where something tells the ways apart, or else one
//! struct that has what any of them has.

use super::union::{FALLBACK, Looks, distinction};
use super::ways::{Way, Ways};
use crate::draft::{Draft, Hint, Owner, Role};
use crate::names::{Names, VARIANTS};
use crate::reader::{JsonType, Node, Reader};
use crate::report::{At, Reason};
use crate::schema::Schemas;
use graphwright_ir::{
    Dispatch, JsonKind, Literal, Origin, Slot, TypeId, TypeKind, TypeRef, Union, Variant,
};
use graphwright_source::{Code, pointer};
use std::borrow::Cow;

impl<'a> Schemas<'_, 'a> {
    /// The body of a type whose values fit in one of several ways.
    pub(super) fn joined(
        &mut self,
        id: TypeId,
        node: &Node<'a>,
        ways: &Ways<'a>,
    ) -> Result<TypeKind, Reason> {
        if let Some(dispatch) = dispatch(self.reader, ways) {
            return Ok(TypeKind::Union(self.union_of_ways(id, ways, dispatch)?));
        }
        if ways.all.len() > 1 {
            let message = "nothing tells the members of this choice apart; one type has what any of them has, and which go together is not checked";
            self.report
                .add(Code::NOT_EXPRESSED, message, At::Value(&node.at));
        }
        Ok(TypeKind::Struct(self.object(id, &ways.all)))
    }

    fn union_of_ways(
        &mut self,
        id: TypeId,
        ways: &Ways<'a>,
        dispatch: Dispatch,
    ) -> Result<Union, Reason> {
        let mut names = Names::new(&VARIANTS);
        let mut variants = Vec::with_capacity(ways.all.len());
        for (index, way) in ways.all.iter().enumerate() {
            let nth = format!("variant {}", index + 1);
            let word = way.member.as_ref().and_then(name_of);
            let word = word.or_else(|| text_of(&dispatch, index).map(Cow::Owned));
            let slot = self.way_slot(id, way, word.as_ref(), index + 1)?;
            let words = word.as_deref().into_iter().chain([nth.as_str()]);
            variants.push(Variant {
                ident: names.take(words).ident,
                slot,
                docs: way.member.as_ref().map(Node::docs).unwrap_or_default(),
            });
        }
        let fallback = Some(names.take(FALLBACK).ident);
        Ok(Union {
            dispatch,
            variants,
            fallback,
        })
    }

    /// The slot of a variant: the member itself where it is all that the value is, or else a struct
    /// of the member and what stands beside the choice.
    fn way_slot(
        &mut self,
        id: TypeId,
        way: &Way<'a>,
        word: Option<&Cow<'a, str>>,
        position: usize,
    ) -> Result<Slot, Reason> {
        let role = match word {
            Some(Cow::Borrowed(word)) => Role::Property(word),
            Some(Cow::Owned(word)) => Role::Named(word.clone()),
            None => Role::Member(position),
        };
        let hint = Hint {
            owner: Owner::Type(id),
            role,
            item: false,
        };
        let Some(member) = &way.member else {
            let rest = self.struct_of(way, "other", "#", &hint);
            return Ok(Slot::of(TypeRef::Named(rest)));
        };
        let alone = self.ways(member)?;
        if matches!(alone.all.as_slice(), [only] if only.is_same(way)) {
            return Ok(self.slot(member, &hint));
        }
        let wire = word.map_or("member", Cow::as_ref);
        let part = self.struct_of(way, wire, &member.at, &hint);
        Ok(Slot::of(TypeRef::Named(part)))
    }

    /// The type of one way to fit.
    pub(super) fn struct_of(
        &mut self,
        way: &Way<'a>,
        wire: &str,
        at: &str,
        hint: &Hint<'a>,
    ) -> TypeId {
        let docs = way.member.as_ref().map(Node::docs);
        let draft = Draft::without_body(wire, Origin::in_document(at), hint.clone());
        let id = self.types.add(draft.with_docs(docs.unwrap_or_default()));
        let body = self.object(id, std::slice::from_ref(way));
        self.types.fill(id, TypeKind::Struct(body));
        id
    }
}

/// How a value finds its way, where that is certain.
fn dispatch<'a>(reader: &Reader<'a>, ways: &Ways<'a>) -> Option<Dispatch> {
    if ways.all.len() < 2 {
        return None;
    }
    let looks = ways.all.iter().map(|way| Looks {
        ty: JsonType::Object,
        reference: way.member.as_ref().and_then(Node::reference),
        tag: way
            .member
            .as_ref()
            .and_then(|member| reader.own_tag(member)),
        parts: Some(way.parts.clone()),
    });
    distinction::dispatch(
        ways.tagged.as_ref(),
        &looks.collect::<Vec<_>>(),
        ways.overlap,
    )
}

/// The name of a member of a choice: the key of its component, or its title.
pub(super) fn name_of<'a>(member: &Node<'a>) -> Option<Cow<'a, str>> {
    let key = member.reference().and_then(pointer::split);
    key.map(|(_, key)| key)
        .or_else(|| member.str("title").map(Cow::Borrowed))
}

/// The text that tells a variant.
fn text_of(dispatch: &Dispatch, index: usize) -> Option<String> {
    match dispatch {
        Dispatch::Tag { values, .. } => values
            .iter()
            .find_map(|tag| (tag.variant.0 == index).then(|| tag.value.clone())),
        Dispatch::Shape(shapes) => shapes.iter().find_map(|shape| match &shape.kind {
            JsonKind::ObjectWith(keys) if shape.variant.0 == index => match &keys.first()?.value {
                Some(Literal::String(text)) => Some(text.clone()),
                _ => None,
            },
            _ => None,
        }),
        Dispatch::Ordered => None,
    }
}
