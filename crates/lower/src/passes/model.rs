//! The model in the making: the parts that passes give, and where they are kept.

use super::part::Part;
use crate::Config;
use crate::defaults::PendingDefault;
use crate::draft::{OperationDraft, PerType, TagDraft, Types};
use crate::naming::ModelNames;
use crate::needs::Needed;
use crate::operation::Listed;
use crate::reader::Reader;
use crate::report::{Reason, Report};
use crate::request_discriminators::Recognition;
use crate::schema::Shared;
use crate::security::Schemes;
use crate::selection::Selection;
use graphwright_ir::{
    ErrorShape, Info, Paging, Policy, Scope, SecurityNeed, Server, Suppressed, Usage, Version,
    VersionSet,
};
use graphwright_source::FileId;
use graphwright_source::openapi::{Document, Part as DocumentPart};

/// Keeps the parts of the model between passes. Only the registry sees it as a whole; a pass is handed
/// the parts that it needs.
pub struct Model<'a> {
    /// The document.
    pub(crate) reader: Reader<'a>,
    /// The configuration.
    pub(crate) config: &'a Config,
    /// The diagnostics.
    pub(crate) report: Report<'a>,
    /// The parts that passes gave so far, for [the checks between them](super::invariants).
    pub(crate) given: Vec<Part>,
    /// The components that are generated.
    pub(crate) needed: Needed,
    /// The operations that are generated.
    pub(crate) selection: Selection<'a>,
    /// The part of the document that they need, unless everything is selected.
    pub(crate) part: Option<DocumentPart>,
    pub(crate) info: Info,
    pub(crate) servers: Vec<Server>,
    pub(crate) versions: Vec<Version>,
    pub(crate) schemes: Schemes,
    /// The requirements of operations without requirements of their own, or why there are none.
    pub(crate) default_security: Result<SecurityNeed, Reason>,
    pub(crate) security: SecurityNeed,
    pub(crate) types: Types<'a>,
    pub(crate) shared: Shared<'a>,
    pub(crate) defaults: Vec<PendingDefault<'a>>,
    pub(crate) operations: Vec<OperationDraft>,
    pub(crate) tags: Vec<TagDraft>,
    pub(crate) suppressed: Vec<Suppressed>,
    /// Every operation of the document, selected or not.
    pub(crate) listed: Vec<Listed<'a>>,
    /// By [`graphwright_ir::OperationId`].
    pub(crate) recognitions: Vec<Recognition>,
    pub(crate) usage: PerType<Usage>,
    pub(crate) type_versions: PerType<VersionSet>,
    pub(crate) hashable: PerType<bool>,
    pub(crate) names: ModelNames,
    pub(crate) error_shape: Option<ErrorShape>,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) policies: Vec<Policy>,
    /// By [`graphwright_ir::OperationId`].
    pub(crate) paging: Vec<Option<Paging>>,
}

impl<'a> Model<'a> {
    /// A model without any part.
    pub(crate) fn new(
        document: &'a Document,
        files: &'a [FileId],
        config: &'a Config,
        needed: Needed,
    ) -> Self {
        Self {
            reader: Reader::new(document, files),
            config,
            report: Report::new(document),
            given: Vec::new(),
            needed,
            selection: Selection::default(),
            part: None,
            info: Info::default(),
            servers: Vec::new(),
            versions: Vec::new(),
            schemes: Schemes::default(),
            default_security: Ok(SecurityNeed::default()),
            security: SecurityNeed::default(),
            types: Types::default(),
            shared: Shared::default(),
            defaults: Vec::new(),
            operations: Vec::new(),
            tags: Vec::new(),
            suppressed: Vec::new(),
            listed: Vec::new(),
            recognitions: Vec::new(),
            usage: PerType::default(),
            type_versions: PerType::default(),
            hashable: PerType::default(),
            names: ModelNames::default(),
            error_shape: None,
            scopes: Vec::new(),
            policies: Vec::new(),
            paging: Vec::new(),
        }
    }
}
