//! The client crate: a handle per tag, a request per operation. The twin of [`crate::server`].

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

use crate::context::Context;
use crate::unit::Unit;

/// The files of the crate.
pub(crate) fn files<'a>(context: &'a Context<'a>) -> Vec<Unit<'a>> {
    let mut units = vec![
        Unit::new("lib.rs", || root::write(context)),
        Unit::new("client.rs", || entry::write(context)),
        Unit::new("servers.rs", || servers::write(context)),
    ];
    for (index, tag) in context.tags() {
        let path = format!("{}.rs", tag.module);
        let unit = Unit::new(path, move || tag::write(context, index, tag));
        units.push(unit.of(0, context.operations(index).count()));
    }
    units
}
