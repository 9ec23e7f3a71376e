//! The server crate: a trait per tag, an answer per operation. The twin of [`crate::client`].

mod answers;
mod body;
mod entry;
mod operation;
mod params;
mod root;
mod router;
mod tag;

use crate::context::Context;
use crate::unit::Unit;

/// The files of the crate.
pub(crate) fn files<'a>(context: &'a Context<'a>) -> Vec<Unit<'a>> {
    let mut units = vec![
        Unit::new("lib.rs", || root::write(context)),
        Unit::new("server.rs", || entry::write(context)),
    ];
    for (index, tag) in context.tags() {
        let path = format!("{}.rs", tag.module);
        let unit = Unit::new(path, move || tag::write(context, index, tag));
        units.push(unit.of(0, context.operations(index).count()));
    }
    units
}
