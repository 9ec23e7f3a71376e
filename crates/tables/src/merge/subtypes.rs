//! Types that are one of several others, told apart by the type that a value names, where a fixup
//! says so.

use super::edm::is_primitive;
use super::spelling::{last_part, lower_first};
use super::state::Merge;
use super::steps::Kind;
use crate::entity::EdmType;
use graphwright_ir::{
    Dispatch, Docs, Slot, TagValue, TypeId, TypeKind, TypeRef, TypeTable, Union, Variant,
    VariantIndex,
};
use graphwright_lower::front_end::names::{FALLBACK, Names, VARIANTS};
use graphwright_lower::front_end::{Draft, Hint, Owner, Role};
use graphwright_source::Cell;
use graphwright_source::Origin;

/// The member that names the type of a value (`OData` JSON Format 4.01, section 4.6.3).
const TYPE_TAG: &str = "@odata.type";

impl Merge<'_, '_> {
    /// The union that fixups make of a type, in a module of its own; `None` for any other type.
    pub(super) fn make_union_type(&mut self, ty: &Cell<EdmType>) -> Option<TypeId> {
        let name = &ty.value.name;
        let body = self.make_union(name)?;
        let origin = self.place(&ty.origin, name);
        let hint = Hint {
            owner: Owner::Nothing,
            role: Role::Named(last_part(name).to_owned()),
            item: false,
        };
        let kind = TypeKind::Union(body);
        let wire = last_part(name);
        let id = self.schemas.types.add(Draft::new(wire, kind, origin, hint));
        self.schemas.types[id].docs.description = Some(format!(
            "`{name}`, which is one of several types: `{TYPE_TAG}` tells which. One that is not \
             listed here is kept as it came."
        ));
        self.bind_name(ty, id);
        Some(id)
    }

    /// The union of the subtypes that are objects; `None` if there are none. A step about anything
    /// else is not used.
    fn make_union(&mut self, name: &str) -> Option<Union> {
        let mut names = Names::new(&VARIANTS);
        let mut variants = Vec::new();
        let mut values: Vec<TagValue> = Vec::new();
        let steps: Vec<_> = self.steps.like(name, Kind::Subtypes).collect();
        for step in steps {
            let Some(subtype) = self.find_object(step.property, step.origin) else {
                continue;
            };
            self.steps.apply(&step);
            for tag in spell_tags(step.property) {
                if values.iter().all(|known| known.value != tag) {
                    values.push(TagValue {
                        value: tag,
                        variant: VariantIndex(variants.len()),
                    });
                }
            }
            variants.push(Variant {
                ident: names.take([last_part(step.property)]).ident,
                slot: Slot::of(TypeRef::Named(subtype)),
                docs: Docs::default(),
            });
        }
        let fallback = Some(names.take(FALLBACK).ident);
        (!variants.is_empty()).then(|| Union {
            dispatch: Dispatch::Tag {
                wire: TYPE_TAG.to_owned(),
                values,
            },
            variants,
            fallback,
        })
    }

    /// The type of a name, if it is an object: no scalar, and not one of several types itself, as the
    /// union would be that leads back to itself.
    fn find_object(&mut self, name: &str, origin: &Origin) -> Option<TypeId> {
        if is_primitive(name) || self.steps.like(name, Kind::Subtypes).next().is_some() {
            return None;
        }
        let ty = EdmType {
            name: name.to_owned(),
            collection: false,
        };
        let id = self.resolve_type(Owner::Nothing, &Cell::new(ty, origin.clone()));
        let target = self.schemas.types.unalias(id);
        matches!(self.schemas.types.kind(target), TypeKind::Struct(_)).then_some(id)
    }
}

/// The ways in which a value names a type: as it is written, and with small letters first, as services do.
fn spell_tags(name: &str) -> [String; 2] {
    let small: Vec<String> = name.split('.').map(lower_first).collect();
    [format!("#{name}"), format!("#{}", small.join("."))]
}

#[cfg(test)]
mod tests {
    use super::spell_tags;

    #[test]
    fn a_type_has_two_spellings() {
        assert_eq!(spell_tags("Zoo.Old.Pet"), ["#Zoo.Old.Pet", "#zoo.old.pet"]);
        assert_eq!(spell_tags("ZOO..É"), ["#ZOO..É", "#zOO..É"]);
    }
}
