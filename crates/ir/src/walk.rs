//! Types inside of types, and the types behind aliases.

use crate::{Additional, Api, Slot, Struct, TypeId, TypeKind, TypeRef};

/// How a type is part of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Containment {
    /// By value.
    Direct,
    /// In a list or a map.
    Inside,
}

impl TypeRef {
    /// Calls `visit` with every named type in this use of types.
    pub fn each_named(&self, visit: &mut impl FnMut(TypeId, Containment)) {
        self.each_named_within(Containment::Direct, visit);
    }

    fn each_named_within(
        &self,
        containment: Containment,
        visit: &mut impl FnMut(TypeId, Containment),
    ) {
        match self {
            Self::Named(id) => visit(*id, containment),
            Self::Boxed(ty) => ty.each_named_within(containment, visit),
            Self::List(slot) | Self::Map(slot) => {
                slot.ty.each_named_within(Containment::Inside, visit);
            }
            Self::Scalar(_) | Self::Json | Self::Stream => {}
        }
    }
}

impl TypeKind {
    /// The slots of a type: of its fields, its other members, its variants, or the one that it is an
    /// alias of.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        let (fields, other) = match self {
            Self::Struct(body) => (body.fields.as_slice(), body.additional.slot()),
            Self::Alias(slot) => (&[][..], Some(slot)),
            _ => (&[][..], None),
        };
        let variants = match self {
            Self::Union(body) => body.variants.as_slice(),
            _ => &[],
        };
        let keys = match self {
            Self::Key(body) => body.variants.as_slice(),
            _ => &[],
        };
        fields
            .iter()
            .map(|field| &field.slot)
            .chain(other)
            .chain(variants.iter().map(|variant| &variant.slot))
            .chain(keys.iter().map(|key| &key.slot))
    }

    /// The named fields, if that is what the type is made of.
    pub fn as_struct(&self) -> Option<&Struct> {
        match self {
            Self::Struct(body) => Some(body),
            _ => None,
        }
    }

    /// The same, to change them.
    pub fn as_struct_mut(&mut self) -> Option<&mut Struct> {
        match self {
            Self::Struct(body) => Some(body),
            _ => None,
        }
    }
}

impl Additional {
    /// The slot of members that no field names, where they all have one type.
    pub fn slot(&self) -> Option<&Slot> {
        match self {
            Self::Typed(_, slot) => Some(slot),
            Self::Keep(_) | Self::Drop | Self::Deny => None,
        }
    }
}

/// Types by their ids: those of a model, or of one in the making.
///
/// Chains of aliases end: lowering makes an alias that leads back to itself untyped.
pub trait TypeTable {
    /// The body of a type.
    fn kind(&self, id: TypeId) -> &TypeKind;

    /// Returns the type at the end of a chain of aliases; the type itself if it is no alias of a named
    /// type.
    fn unalias(&self, id: TypeId) -> TypeId {
        let mut id = id;
        while let TypeKind::Alias(Slot {
            ty: TypeRef::Named(next),
            ..
        }) = self.kind(id)
        {
            id = *next;
        }
        id
    }

    /// Returns a use of types with its aliases replaced by the types that they stand for.
    fn resolve<'t>(&'t self, ty: &'t TypeRef) -> &'t TypeRef {
        let mut ty = ty;
        while let TypeRef::Named(id) = ty
            && let TypeKind::Alias(slot) = self.kind(*id)
        {
            ty = &slot.ty;
        }
        ty
    }
}

impl TypeTable for Api {
    fn kind(&self, id: TypeId) -> &TypeKind {
        &self.ty(id).kind
    }
}
