//! The operations of a document, selected or not, as other front ends see them.

use crate::reader::Node;
use graphwright_ir::{Method, OperationId};

/// An operation of the document, as other front ends see it.
#[derive(Clone, Debug)]
pub struct Listed<'a> {
    /// Its id.
    pub id: String,
    /// Its method.
    pub method: Method,
    /// Its path template.
    pub path: &'a str,
    /// Its first tag; empty for none.
    pub tag: &'a str,
    /// The path item.
    pub item: Node<'a>,
    /// The operation itself.
    pub node: Node<'a>,
    /// The operation that was made of it, if it is selected.
    pub lowered: Option<OperationId>,
}

impl Listed<'_> {
    /// Returns whether its path has a parameter.
    pub(super) fn has_in_path(&self, wire: &str) -> bool {
        let braces = self.path.split('{').skip(1);
        let mut names = braces.filter_map(|rest| Some(rest.split_once('}')?.0));
        names.any(|name| name == wire)
    }
}
