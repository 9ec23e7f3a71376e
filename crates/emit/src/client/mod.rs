//! The client crate: a handle for each tag and a request for each operation. [`crate::server`] has the
//! same structure.

mod answers;
mod arguments;
mod body;
mod entry;
mod front;
mod operation;
mod paging;
mod request;
mod root;
mod scopes;
mod servers;
mod tag;

#[cfg(test)]
mod tests;

use crate::context::Context;
use crate::unit::Unit;

/// Returns the files of the crate.
pub(crate) fn files<'a>(context: &'a Context<'a>) -> Vec<Unit<'a>> {
    let mut units = vec![
        Unit::new("lib.rs", || root::write(context)),
        Unit::new("client.rs", || entry::write(context)),
        Unit::new("servers.rs", || servers::write(context)),
    ];
    for (index, tag) in context.tags() {
        let path = format!("{}.rs", tag.module);
        let unit = Unit::new(path, move || tag::write(context, index, tag));
        units.push(unit.with_weight(0, context.operations(index).count()));
    }
    units
}
