//! How a client follows links.

use crate::{Builder, Core};

impl<C: From<Core>> Builder<C> {
    /// Whether links to other pages must stay below the path of the base URL: so unless it is set.
    ///
    /// Without it they may lead anywhere on the same server, for an API whose links name another
    /// path than the one that it is called by. To another server they never lead.
    pub fn links_below_base_path(mut self, stay: bool) -> Self {
        self.links_below_base_path = stay;
        self
    }
}
