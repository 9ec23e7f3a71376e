//! The model crate: a file for each schema with the types inside it, and a root that exports them.
//!
//! The shape of the code is chosen for the compile time of large models. Half of a model's check is
//! `Object::read` (type and borrow check of its body), a quarter `serialize`. Memory grows with the
//! number of function bodies more than with their content: a setter costs 20 kB, which a concrete
//! argument instead of `impl Into` would halve. A table of `&mut dyn` slots instead of the `match` in
//! `read`, and a manual `Default`, were measured and gained next to nothing.

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

/// Returns the files of the crate.
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
        units.push(unit.with_weight(count, 0));
    }
    units.extend(policies::units(context));
    units
}

/// Returns the types of each module, in the order of the model.
fn modules<'a>(context: &'a Context<'a>) -> BTreeMap<&'a str, Vec<TypeId>> {
    let mut modules: BTreeMap<&str, Vec<TypeId>> = BTreeMap::new();
    for (index, ty) in context.api.types.iter().enumerate() {
        modules.entry(&ty.module).or_default().push(TypeId(index));
    }
    modules
}
