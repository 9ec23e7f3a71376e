//! The server crate: a trait for each tag and an answer for each operation. [`crate::client`] has the
//! same structure.

mod answers;
mod body;
mod entry;
mod operation;
mod params;
mod root;
mod router;
mod tag;

#[cfg(test)]
mod tests;

use crate::context::Context;
use crate::unit::Unit;

/// Returns the files of the crate.
pub(crate) fn files<'a>(context: &'a Context<'a>) -> Vec<Unit<'a>> {
    let mut units = vec![
        Unit::new("lib.rs", || root::write(context)),
        Unit::new("server.rs", || entry::write(context)),
    ];
    for (index, tag) in context.tags() {
        let path = format!("{}.rs", tag.module);
        let unit = Unit::new(path, move || tag::write(context, index, tag));
        units.push(unit.with_weight(0, context.operations(index).count()));
    }
    units
}
