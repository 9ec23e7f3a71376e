//! The coverage of a document by types: the positions of the generated code that hold JSON values, and those of
//! them that hold arbitrary JSON.
//!
//! A position is something that a schema describes: a type, a field, an item, the body or a header of a response.
//! A reference to a type is none, so the target of many `$ref`s is one position, and so are the projections of one
//! schema.

use graphwright_ir::{
    Additional, Api, Content, Operation, Slot, Struct, TypeDef, TypeKind, TypeRef,
};

/// The positions of an API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Census {
    /// The number of positions.
    pub positions: usize,
    /// The number of those that hold arbitrary JSON, because the document says so or because it has no Rust type.
    pub json: usize,
}

impl Census {
    /// Counts the positions of an API.
    pub(crate) fn count(api: &Api) -> Self {
        let mut census = Self::default();
        let schemas = api.types.iter().filter(|ty| ty.projection_of.is_none());
        schemas.for_each(|ty| census.count_type(ty));
        api.operations
            .iter()
            .for_each(|operation| census.count_operation(operation));
        census
    }

    fn count_type(&mut self, ty: &TypeDef) {
        match &ty.kind {
            // The slot is the schema itself.
            TypeKind::Alias(slot) => return self.count_slot(slot),
            TypeKind::Struct(object) => self.count_struct(object),
            TypeKind::Union(union) => union
                .variants
                .iter()
                .for_each(|variant| self.count_slot(&variant.slot)),
            TypeKind::Untyped { .. } => self.json += 1,
            TypeKind::Enum(_) | TypeKind::Newtype(_) | TypeKind::Key(_) => {}
        }
        self.positions += 1;
    }

    fn count_struct(&mut self, object: &Struct) {
        for field in &object.fields {
            self.count_slot(&field.slot);
        }
        if let Additional::Typed(_, values) = &object.additional {
            self.count_slot(values);
        }
    }

    fn count_operation(&mut self, operation: &Operation) {
        for param in &operation.params {
            self.count_slot(&param.slot);
        }
        let body = operation.body.iter().flat_map(|body| &body.content);
        body.for_each(|content| self.count_content(content));
        for response in &operation.responses {
            response
                .content
                .iter()
                .for_each(|one| self.count_content(one));
            response
                .headers
                .iter()
                .for_each(|one| self.count_slot(&one.slot));
        }
    }

    fn count_content(&mut self, content: &Content) {
        self.count_slot(&content.slot);
    }

    fn count_slot(&mut self, slot: &Slot) {
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
            census.count_slot(&Slot::of(ty));
            assert_eq!(census, Census { positions, json });
        };
        check(TypeRef::Scalar(Scalar::String), 1, 0);
        check(TypeRef::Named(TypeId(0)), 0, 0);
        check(list(TypeRef::Named(TypeId(0))), 1, 0);
        check(list(list(TypeRef::Json)), 3, 1);
    }
}
