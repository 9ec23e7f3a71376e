//! The model crate: a file per schema with the types inside it, a root that names them all.

mod enumeration;
mod fields;
mod file;
mod header;
mod impls;
mod key;
mod name_enum;
mod newtype;
mod object;
mod policies;
mod root;
mod security;
mod union;

use crate::context::Context;
use crate::unit::Unit;
use graphwright_ir::TypeId;
use std::collections::BTreeMap;

/// The files of the crate.
pub(crate) fn files<'a>(context: &'a Context<'a>) -> Vec<Unit<'a>> {
    let mut units = vec![
        Unit::new("lib.rs", || root::write(context)),
        Unit::new("security.rs", || security::write(context)),
    ];
    for (module, types) in modules(context) {
        let count = types.len();
        let unit = Unit::new(format!("{module}.rs"), move || {
            file::write(context, module, &types)
        });
        units.push(unit.of(count, 0));
    }
    units.extend(policies::units(context));
    units
}

/// The types of each module, in the order of the model.
fn modules<'a>(context: &'a Context<'a>) -> BTreeMap<&'a str, Vec<TypeId>> {
    let mut modules: BTreeMap<&str, Vec<TypeId>> = BTreeMap::new();
    for (index, ty) in context.api.types.iter().enumerate() {
        modules.entry(&ty.module).or_default().push(TypeId(index));
    }
    modules
}
