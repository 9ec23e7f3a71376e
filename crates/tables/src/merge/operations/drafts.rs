//! The operations so far: those of the model, and all that some input describes.

use super::known::{Known, KnownTag};
use super::route::Route;
use graphwright_ir::{Docs, Method, OperationId, SecurityNeed, Suppressed, TagId, VersionSet};
use graphwright_lower::front_end::{OperationDraft, Other, Schemes, Selection, TagDraft, tag_id};

/// The operations so far, and the parts of the model that they refer to.
#[derive(Debug)]
pub(crate) struct Drafts<'d, 'a> {
    pub operations: &'d mut Vec<OperationDraft>,
    pub tags: &'d mut Vec<TagDraft>,
    pub suppressed: &'d mut Vec<Suppressed>,
    pub schemes: &'d mut Schemes,
    /// The operations that are generated.
    pub selection: &'d mut Selection<'a>,
    /// Every operation that the inputs describe.
    pub known: Vec<Known<'a>>,
    /// The requirements of operations without requirements of their own.
    pub security: &'d SecurityNeed,
}

/// An operation that is selected, before anything is made for it.
#[derive(Debug)]
pub(super) struct Heading {
    /// Its index.
    pub id: OperationId,
    /// Its id in the model.
    pub name: String,
    /// Its group.
    pub tag: TagId,
}

impl<'a> Drafts<'_, 'a> {
    /// Makes an operation known that only a table describes; `None` if it is not selected.
    pub(super) fn add_known(
        &mut self,
        name: String,
        method: Method,
        route: &Route<'_>,
        versions: &VersionSet,
    ) -> Option<Heading> {
        let KnownTag { wire, docs } = self.tag_of(route);
        let is_selected = self.selection.takes_other(Other {
            id: name.clone(),
            method,
            path: route.text.clone(),
            tag: wire.clone(),
        });
        let id = OperationId(self.operations.len());
        self.known.push(Known {
            id: name.clone(),
            method,
            path: route.text.clone(),
            tag: KnownTag {
                wire: wire.clone(),
                docs: docs.clone(),
            },
            listed: None,
            lowered: is_selected.then_some(id),
        });
        is_selected.then(|| Heading {
            id,
            name,
            tag: tag_id(self.tags, &wire, versions.first(), || docs),
        })
    }

    /// Returns the operation that a route and a method lead to.
    pub(super) fn find_known(&self, method: Method, route: &Route<'_>) -> Option<&Known<'a>> {
        let is_it = |known: &&Known<'_>| known.method == method && route.matches(&known.path);
        self.known.iter().find(is_it)
    }

    /// Returns the group of the operations whose path begins like a route, or one that is called like that
    /// beginning.
    fn tag_of(&self, route: &Route<'_>) -> KnownTag {
        let first = route.first_segment();
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
    pub(super) fn find_lowered(&self, known: &Known<'_>) -> Option<&OperationDraft> {
        self.operations.get(known.lowered?.0)
    }
}
