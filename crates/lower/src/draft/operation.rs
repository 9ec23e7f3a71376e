//! Operations and tags without names.

use graphwright_ir::{
    Body, Docs, Fact, Method, Origin, Param, PathTemplate, Place, Response, SecurityNeed, Slot,
    TagId, VersionId, VersionSet,
};

/// An operation without names.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationDraft {
    /// The `operationId`, or `METHOD /path` where the document has none.
    pub id: String,
    /// The group that it belongs to.
    pub tag: TagId,
    /// The method.
    pub method: Method,
    /// The path.
    pub path: PathTemplate,
    /// The server, where it is not the API's own: a URL, or another path on the same server.
    pub server: Option<String>,
    /// Parameters: those of the path in path order, then the others in document order.
    pub params: Vec<Param>,
    /// The request body.
    pub body: Option<Body>,
    /// The responses: exact statuses, then ranges, then the default.
    pub responses: Vec<Response>,
    /// The requirements that callers must meet.
    pub security: SecurityNeed,
    /// `true` if the document calls it deprecated.
    pub deprecated: bool,
    /// The versions that have it.
    pub versions: VersionSet,
    /// The prose of the document.
    pub docs: Docs,
    /// Its location.
    pub origin: Origin,
    /// The facts about each facet, and the candidates that were overridden.
    pub provenance: Vec<Fact>,
}

impl OperationDraft {
    /// The slots of everything that it sends or answers.
    pub(crate) fn slots(&self) -> impl Iterator<Item = &Slot> {
        let params = self.params.iter().map(|param| &param.slot);
        let bodies = self.body.iter().flat_map(|body| &body.content);
        let responses = self.responses.iter();
        let contents = responses.clone().flat_map(|response| &response.content);
        let headers = responses.flat_map(|response| &response.headers);
        params
            .chain(bodies.chain(contents).map(|content| &content.slot))
            .chain(headers.map(|header| &header.slot))
    }

    /// The parameters of one location.
    pub(crate) fn params_in(&self, place: Place) -> impl Iterator<Item = &Param> {
        self.params.iter().filter(move |param| param.place == place)
    }

    /// The documented responses that mean success, in order.
    pub(crate) fn successes(&self) -> impl Iterator<Item = &Response> {
        let responses = self.responses.iter();
        responses.filter(|response| response.is_documented() && response.success)
    }

    /// The documented responses that mean failure, in order.
    pub(crate) fn failures(&self) -> impl Iterator<Item = &Response> {
        let responses = self.responses.iter();
        responses.filter(|response| response.is_documented() && !response.success)
    }

    /// The path below which it is served, where that is another one on the API's server.
    pub(crate) fn own_base_path(&self) -> Option<&str> {
        let server = self.server.as_deref();
        server.filter(|server| server.starts_with('/'))
    }
}

/// A group of operations without names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagDraft {
    /// The tag in the document; empty for the operations that have none.
    pub wire: String,
    /// The prose of the document.
    pub docs: Docs,
    /// The version that all its operations belong to.
    pub version: VersionId,
}

/// Returns the group of a tag in a version, which is added if no operation used it before.
pub fn tag_id(
    tags: &mut Vec<TagDraft>,
    wire: &str,
    version: VersionId,
    docs: impl FnOnce() -> Docs,
) -> TagId {
    let is_it = |tag: &TagDraft| tag.wire == wire && tag.version == version;
    let index = tags.iter().position(is_it).unwrap_or_else(|| {
        tags.push(TagDraft {
            wire: wire.to_owned(),
            docs: docs(),
            version,
        });
        tags.len() - 1
    });
    TagId(index)
}
