//! The properties of a type as something to ask for, with the operators that each supports.

use super::names::report_renamed;
use super::{Policies, docs_of};
use crate::policy::{self, Fields, Policy};
use graphwright_ir::{self as ir, FieldProperty};
use graphwright_lower::front_end::names::{Names, VARIANTS};

impl Policies<'_, '_, '_, '_> {
    /// Every property of the type; those that the table does not list have no operators.
    pub(super) fn lower_fields(&mut self, policy: &Policy, table: &Fields) -> Option<ir::Fields> {
        let ty = self.find_type(&table.ty)?;
        let known = self.collect_properties(ty);
        for row in &table.rows {
            self.find_property(&row.name, &table.ty, &known);
        }
        let (ident, module) = self.names.take_enumeration(self.report, &table.enumeration);
        let mut variants = Names::new(&VARIANTS);
        let mut properties = Vec::with_capacity(known.len());
        for property in known {
            let row = table
                .rows
                .iter()
                .find(|row| row.name.value == property.wire);
            let named = row.map_or(&table.enumeration, |row| &row.name);
            let taken = variants.take([property.wire.as_str()]);
            properties.push(FieldProperty {
                ident: report_renamed(self.report, "the variant", named, taken),
                wire: property.wire,
                kind: property.kind,
                filter: row.map(|row| row.support.map(lower_support)),
                versions: property.versions,
                docs: property.docs,
            });
        }
        Some(ir::Fields {
            ident,
            module,
            ty,
            properties,
            docs: docs_of(policy),
            source: policy.source.value.clone(),
            origin: self.place(policy, &table.enumeration),
        })
    }
}

/// The operators stand in one order in tables and in the model.
fn lower_support(support: policy::Support) -> ir::Support {
    match support {
        policy::Support::Default => ir::Support::Default,
        policy::Support::Advanced => ir::Support::Advanced,
        policy::Support::Unsupported => ir::Support::Unsupported,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn operators_have_one_order() {
        assert_eq!(graphwright_ir::OPERATORS, crate::policy::OPERATORS);
    }
}
