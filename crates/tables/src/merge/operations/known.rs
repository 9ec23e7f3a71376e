//! The operations that the inputs describe, whether they are selected or not.
//!
//! A selection must not change what an operation is: the ids that are taken, the groups that paths
//! belong to and the requests that the document has already are the same with it and without it.

use super::route::Route;
use super::{Drafts, Merge};
use graphwright_ir::{Docs, Method, OperationId, Param, Place};
use graphwright_lower::front_end::{Listed, OperationDraft, Reader};

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
pub(crate) fn of_document<'a>(reader: &Reader<'a>, listed: &[Listed<'a>]) -> Vec<Known<'a>> {
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

impl<'a> Drafts<'_, 'a> {
    /// Returns the operation that a route and a method lead to.
    pub(super) fn find(&self, method: Method, route: &Route<'_>) -> Option<&Known<'a>> {
        let is_it = |known: &&Known<'_>| known.method == method && route.is(&known.path);
        self.known.iter().find(is_it)
    }

    /// Returns the first of some ids that no operation has.
    pub(super) fn free_id(&self, suggestions: &[String]) -> Option<String> {
        let is_free = |id: &&String| self.known.iter().all(|known| known.id != **id);
        suggestions.iter().find(is_free).cloned()
    }

    /// Returns the group of the operations whose path begins like a route, or one that is called like that
    /// beginning.
    pub(super) fn tag_of(&self, route: &Route<'_>) -> KnownTag {
        let first = route.first();
        let alike = self.known.iter().find(|known| {
            let path = known.path.trim_start_matches('/');
            let segment = path.split('/').next();
            segment.is_some_and(|segment| segment.eq_ignore_ascii_case(first))
        });
        alike.map_or_else(
            || KnownTag {
                wire: first.to_owned(),
                docs: Docs::default(),
            },
            |known| known.tag.clone(),
        )
    }

    /// Returns the operation that was made of a known one; `None` while it is in the making.
    pub(super) fn lowered(&self, known: &Known<'_>) -> Option<&OperationDraft> {
        self.operations.get(known.lowered?.0)
    }
}

impl<'a> Merge<'_, 'a> {
    /// Returns the parameter of the first operation of the document with a path parameter of this name.
    pub(super) fn documented_param(
        &mut self,
        drafts: &Drafts<'_, 'a>,
        wire: &str,
    ) -> Option<Param> {
        let is_it = |param: &&Param| param.place == Place::Path && param.wire == wire;
        drafts.known.iter().find_map(|known| {
            let listed = known.listed.as_ref()?;
            match drafts.lowered(known) {
                Some(operation) => operation.params.iter().find(is_it).cloned(),
                None => self.schemas.path_param(listed, wire),
            }
        })
    }
}
