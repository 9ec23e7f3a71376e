//! The answer that a rule is laid on: its members, by key or pointer, and what their types can be.

use crate::draft::{OperationDraft, Types};
use graphwright_ir::{
    Access, Additional, Field, Holder, MediaKind, PageField, PageMember, Scalar, Slot, Struct,
    Total, TypeKind, TypeRef, TypeTable,
};
use graphwright_source::pointer;

/// The answer of an operation.
pub(super) struct Page<'a> {
    operation: &'a OperationDraft,
    types: &'a Types<'a>,
    answer: Answer<'a>,
}

enum Answer<'a> {
    Object(&'a Struct),
    List(&'a Slot),
}

impl<'a> Page<'a> {
    /// The one success, if it is an object or a list.
    pub(super) fn of(operation: &'a OperationDraft, types: &'a Types<'a>) -> Option<Self> {
        let mut successes = operation.successes();
        let (Some(only), None) = (successes.next(), successes.next()) else {
            return None;
        };
        let mut content = only.content.iter();
        let slot = &content
            .find(|content| content.kind == MediaKind::Json)?
            .slot;
        if slot.nullable {
            return None;
        }
        let answer = match resolved(types, &slot.ty) {
            TypeRef::List(item) => Answer::List(item),
            ty => Answer::Object(object(types, ty)?),
        };
        Some(Self {
            operation,
            types,
            answer,
        })
    }

    /// The list of items and what it is of: a member, or the answer itself.
    pub(super) fn items(&self, place: Option<&str>) -> Option<(Option<PageMember>, Slot)> {
        match (place, &self.answer) {
            (None, Answer::List(item)) => Some((None, Slot::clone(item))),
            (Some(place), Answer::Object(_)) => {
                let (member, ty) = self.find(place)?;
                match resolved(self.types, ty) {
                    TypeRef::List(item) => Some((Some(member), Slot::clone(item))),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// A member that has a fitting type.
    pub(super) fn member(
        &self,
        place: &str,
        fits: fn(&Types<'_>, &TypeRef) -> bool,
    ) -> Option<PageMember> {
        let (member, ty) = self.find(place)?;
        fits(self.types, ty).then_some(member)
    }

    /// A member of the page, or of an object in it.
    fn find(&self, place: &str) -> Option<(PageMember, &'a TypeRef)> {
        let Answer::Object(mut body) = self.answer else {
            return None;
        };
        let pointer = as_pointer(place);
        let mut path = Vec::new();
        let mut last = None;
        for key in pointer::keys(&pointer) {
            if let Some(above) = last {
                body = object(self.types, resolved(self.types, above))?;
            }
            let field = body.fields.iter().find(|field| field.wire == key)?;
            if !self.is_readable(field) {
                return None;
            }
            path.push(PageField {
                ident: field.ident.clone(),
                optional: field.holder == Holder::Option,
            });
            last = Some(&field.slot.ty);
        }
        Some((PageMember { pointer, path }, last?))
    }

    /// Returns whether answers have a field, in every version that has the operation.
    fn is_readable(&self, field: &Field) -> bool {
        field.access != Access::Write
            && field.holder != Holder::Patch
            && field.versions.first() <= self.operation.versions.first()
    }

    /// The place of the number of all items: in a field, or among what no field names.
    pub(super) fn total(&self, place: &str) -> Option<Total> {
        if let Some(member) = self.member(place, is_count) {
            return Some(Total::Member(member));
        }
        let Answer::Object(Struct {
            additional: Additional::Keep(field),
            fields,
            ..
        }) = self.answer
        else {
            return None;
        };
        let is_named = fields.iter().any(|field| field.wire == place);
        (!is_named && !place.starts_with('/')).then(|| Total::Additional {
            field: field.clone(),
            wire: place.to_owned(),
        })
    }
}

/// A member by its key or by a pointer, as a pointer.
fn as_pointer(place: &str) -> String {
    if place.starts_with('/') {
        place.to_owned()
    } else {
        format!("/{}", pointer::escape(place))
    }
}

/// The type behind aliases and boxes.
fn resolved<'a>(types: &'a Types<'_>, ty: &'a TypeRef) -> &'a TypeRef {
    match ty {
        TypeRef::Boxed(inner) => resolved(types, inner),
        TypeRef::Named(id) => match types.kind(types.unalias(*id)) {
            TypeKind::Alias(slot) => &slot.ty,
            _ => ty,
        },
        ty => ty,
    }
}

fn object<'a>(types: &'a Types<'_>, ty: &TypeRef) -> Option<&'a Struct> {
    let TypeRef::Named(id) = ty else {
        return None;
    };
    match types.kind(types.unalias(*id)) {
        TypeKind::Struct(body) => Some(body),
        _ => None,
    }
}

/// The scalar that a type is or is named after.
fn scalar(types: &Types<'_>, ty: &TypeRef) -> Option<Scalar> {
    match resolved(types, ty) {
        TypeRef::Scalar(scalar) => Some(*scalar),
        TypeRef::Named(id) => match types.kind(types.unalias(*id)) {
            TypeKind::Newtype(newtype) => Some(newtype.scalar),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn is_text(types: &Types<'_>, ty: &TypeRef) -> bool {
    matches!(scalar(types, ty), Some(Scalar::String | Scalar::Uri))
}

/// Numbers, and text that may be one.
pub(super) fn is_count(types: &Types<'_>, ty: &TypeRef) -> bool {
    use Scalar::{F32, F64, I32, I64, Number, String, U64};
    let scalar = scalar(types, ty);
    scalar.is_some_and(|scalar| matches!(scalar, I32 | I64 | U64 | F32 | F64 | Number | String))
}

/// Returns whether a parameter writes the values as one text.
pub(super) fn is_scalar(types: &Types<'_>, ty: &TypeRef) -> bool {
    use Scalar::{Bytes, File, Null, Secret};
    let scalar = scalar(types, ty);
    scalar.is_some_and(|scalar| !matches!(scalar, Bytes | File | Null | Secret))
}
