//! How much of a document has types: the positions of the generated code that hold JSON values, and
//! those of them that hold any JSON.
//!
//! A position is what a schema describes: a type, a field, an item, the body or a header of an answer.
//! What only names a type is none: what many `$ref`s lead to is one position, and forms of one
//! schema are one as well.

use graphwright_ir::{
    Additional, Api, Content, Operation, Slot, Struct, TypeDef, TypeKind, TypeRef,
};

/// The positions of an API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Census {
    /// All of them.
    pub positions: usize,
    /// Those that hold any JSON, because the document says so or for want of a better form.
    pub json: usize,
}

impl Census {
    pub(crate) fn of(api: &Api) -> Self {
        let mut census = Self::default();
        let schemas = api.types.iter().filter(|ty| ty.projection_of.is_none());
        schemas.for_each(|ty| census.definition(ty));
        api.operations
            .iter()
            .for_each(|operation| census.operation(operation));
        census
    }

    fn definition(&mut self, ty: &TypeDef) {
        match &ty.kind {
            // The slot is the schema itself.
            TypeKind::Alias(slot) => return self.slot(slot),
            TypeKind::Struct(object) => self.object(object),
            TypeKind::Union(union) => union
                .variants
                .iter()
                .for_each(|variant| self.slot(&variant.slot)),
            TypeKind::Untyped { .. } => self.json += 1,
            TypeKind::Enum(_) | TypeKind::Newtype(_) | TypeKind::Key(_) => {}
        }
        self.positions += 1;
    }

    fn object(&mut self, object: &Struct) {
        for field in &object.fields {
            self.slot(&field.slot);
        }
        if let Additional::Typed(_, values) = &object.additional {
            self.slot(values);
        }
    }

    fn operation(&mut self, operation: &Operation) {
        for param in &operation.params {
            self.slot(&param.slot);
        }
        let body = operation.body.iter().flat_map(|body| &body.content);
        body.for_each(|content| self.content(content));
        for response in &operation.responses {
            response.content.iter().for_each(|one| self.content(one));
            response.headers.iter().for_each(|one| self.slot(&one.slot));
        }
    }

    fn content(&mut self, content: &Content) {
        self.slot(&content.slot);
    }

    fn slot(&mut self, slot: &Slot) {
        let mut slot = slot;
        loop {
            match &slot.ty {
                TypeRef::List(inner) | TypeRef::Map(inner) => {
                    self.positions += 1;
                    slot = inner;
                }
                TypeRef::Named(_) | TypeRef::Boxed(_) => return,
                TypeRef::Json => {
                    self.positions += 1;
                    self.json += 1;
                    return;
                }
                TypeRef::Scalar(_) | TypeRef::Stream => {
                    self.positions += 1;
                    return;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use graphwright_ir::{Scalar, TypeId};

    #[test]
    fn what_a_reference_leads_to_counts_once() {
        let list = |ty| TypeRef::List(Box::new(Slot::of(ty)));
        let check = |ty: TypeRef, positions, json| {
            let mut census = Census::default();
            census.slot(&Slot::of(ty));
            assert_eq!(census, Census { positions, json });
        };
        check(TypeRef::Scalar(Scalar::String), 1, 0);
        check(TypeRef::Named(TypeId(0)), 0, 0);
        check(list(TypeRef::Named(TypeId(0))), 1, 0);
        check(list(list(TypeRef::Json)), 3, 1);
    }
}
