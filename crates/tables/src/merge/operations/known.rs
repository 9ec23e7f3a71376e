//! The operations that the inputs describe, whether they are selected or not.
//!
//! A selection must not change what an operation is: the ids that are taken, the groups that paths
//! belong to and the requests that the document has already are the same with it and without it.

use graphwright_ir::{Docs, Method, OperationId};
use graphwright_lower::front_end::{Listed, Reader};

/// An operation that some input describes.
#[derive(Debug)]
pub(crate) struct Known<'a> {
    pub id: String,
    pub method: Method,
    pub path: String,
    pub tag: KnownTag,
    /// The operation in the document; `None` for one that only a table describes.
    pub listed: Option<Listed<'a>>,
    /// The operation that was made of it, if it is selected.
    pub lowered: Option<OperationId>,
}

/// A group of operations, in any version.
#[derive(Clone, Debug, Default)]
pub(crate) struct KnownTag {
    pub wire: String,
    pub docs: Docs,
}

/// Lists the operations of the document.
pub(crate) fn list_operations<'a>(reader: &Reader<'a>, listed: &[Listed<'a>]) -> Vec<Known<'a>> {
    let described = reader.tag_docs();
    let known = listed.iter().map(|listed| Known {
        id: listed.id.clone(),
        method: listed.method,
        path: listed.path.to_owned(),
        tag: KnownTag {
            wire: listed.tag.to_owned(),
            docs: described.get(listed.tag).cloned().unwrap_or_default(),
        },
        listed: Some(listed.clone()),
        lowered: listed.lowered,
    });
    known.collect()
}
