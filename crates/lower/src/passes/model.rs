//! The model in the making: the parts that passes give, and where they are kept.

use crate::defaults::PendingDefault;
use crate::draft::{OperationDraft, PerType, TagDraft, Types};
use crate::naming::ModelNames;
use crate::operation::Reason;
use crate::reader::Reader;
use crate::report::Report;
use crate::request_discriminators::Recognition;
use crate::schema::Shared;
use crate::{Config, Missed};
use graphwright_ir::{
    ErrorShape, Info, Paging, Policy, Scope, SecurityNeed, SecurityScheme, Server, Suppressed,
    Usage, Version, VersionSet,
};
use graphwright_source::FileId;
use graphwright_source::openapi::{Document, Part};
use std::collections::HashSet;

/// Keeps the parts of the model between passes. Only the registry sees it as a whole; a pass is handed
/// the parts that it needs.
pub(crate) struct Model<'a> {
    /// The document.
    pub reader: Reader<'a>,
    /// The configuration.
    pub config: &'a Config,
    /// The diagnostics.
    pub report: Report<'a>,
    pub part: Option<Part>,
    pub info: Info,
    pub servers: Vec<Server>,
    pub versions: Vec<Version>,
    pub security_schemes: Vec<SecurityScheme>,
    /// The requirements of operations without requirements of their own, or why there are none.
    pub default_security: Result<SecurityNeed, Reason>,
    pub security: SecurityNeed,
    pub types: Types<'a>,
    pub shared: Shared<'a>,
    pub defaults: Vec<PendingDefault<'a>>,
    pub operations: Vec<OperationDraft>,
    pub tags: Vec<TagDraft>,
    pub suppressed: Vec<Suppressed>,
    pub missed: Vec<Missed>,
    pub dropped: HashSet<String>,
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
    pub(crate) fn new(document: &'a Document, files: &'a [FileId], config: &'a Config) -> Self {
        Self {
            reader: Reader::new(document, files),
            config,
            report: Report::new(document),
            part: config.select.part_of(document),
            info: Info::default(),
            servers: Vec::new(),
            versions: Vec::new(),
            security_schemes: Vec::new(),
            default_security: Ok(SecurityNeed::default()),
            security: SecurityNeed::default(),
            types: Types::default(),
            shared: Shared::default(),
            defaults: Vec::new(),
            operations: Vec::new(),
            tags: Vec::new(),
            suppressed: Vec::new(),
            missed: Vec::new(),
            dropped: HashSet::new(),
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
