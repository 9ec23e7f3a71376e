//! The model in the making: the parts that passes give, and where they are kept.

use super::Part;
use crate::defaults::PendingDefault;
use crate::draft::{OperationDraft, PerType, TagDraft, Types};
use crate::naming::ModelNames;
use crate::needed::Needed;
use crate::operation::{Listed, Reason};
use crate::reader::Reader;
use crate::report::Report;
use crate::request_discriminators::Recognition;
use crate::schema::Shared;
use crate::security::Schemes;
use crate::selection::Selection;
use crate::{Config, Sources};
use graphwright_ir::{
    ErrorShape, Info, Paging, Policy, Scope, SecurityNeed, Server, Suppressed, Usage, Version,
    VersionSet,
};
use graphwright_source::openapi::Part as DocumentPart;

/// Keeps the parts of the model between passes. Only the registry sees it as a whole; a pass is handed
/// the parts that it needs.
pub(crate) struct Model<'a> {
    /// The document.
    pub reader: Reader<'a>,
    /// The configuration.
    pub config: &'a Config,
    /// The diagnostics.
    pub report: Report<'a>,
    /// The parts that passes gave so far, for [the checks between them](super::invariants).
    pub given: Vec<Part>,
    /// The components that are generated.
    pub needed: Needed,
    /// The operations that are generated.
    pub selection: Selection<'a>,
    /// The part of the document that they need, unless everything is selected.
    pub part: Option<DocumentPart>,
    pub info: Info,
    pub servers: Vec<Server>,
    pub versions: Vec<Version>,
    pub schemes: Schemes,
    /// The requirements of operations without requirements of their own, or why there are none.
    pub default_security: Result<SecurityNeed, Reason>,
    pub security: SecurityNeed,
    pub types: Types<'a>,
    pub shared: Shared<'a>,
    pub defaults: Vec<PendingDefault<'a>>,
    pub operations: Vec<OperationDraft>,
    pub tags: Vec<TagDraft>,
    pub suppressed: Vec<Suppressed>,
    /// Every operation of the document, selected or not.
    pub listed: Vec<Listed<'a>>,
    /// By [`graphwright_ir::OperationId`].
    pub recognitions: Vec<Recognition>,
    pub usage: PerType<Usage>,
    pub type_versions: PerType<VersionSet>,
    pub hashable: PerType<bool>,
    pub names: ModelNames,
    pub error_shape: Option<ErrorShape>,
    pub scopes: Vec<Scope>,
    pub policies: Vec<Policy>,
    /// By [`graphwright_ir::OperationId`].
    pub paging: Vec<Option<Paging>>,
}

impl<'a> Model<'a> {
    /// A model without any part.
    pub(crate) fn new(sources: Sources<'a>, config: &'a Config, needed: Needed) -> Self {
        let Sources {
            document, files, ..
        } = sources;
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
