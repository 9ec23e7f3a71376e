//! The operations of a path item.

use super::node::Node;
use graphwright_ir::Method;

/// The methods of `OpenAPI` by their keys in a path item.
pub(crate) const METHODS: [(&str, Method); 8] = [
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("delete", Method::Delete),
    ("options", Method::Options),
    ("head", Method::Head),
    ("patch", Method::Patch),
    ("trace", Method::Trace),
];

/// The operations of a path item, in document order.
pub(crate) fn methods<'a>(item: &Node<'a>) -> impl Iterator<Item = (Method, Node<'a>)> + use<'a> {
    let members = item.clone().into_members();
    members.filter_map(|(key, node)| {
        let (_, method) = METHODS.iter().find(|(method, _)| *method == key)?;
        Some((*method, node))
    })
}
