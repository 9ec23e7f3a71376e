//! The state of lowering schemas, which lead to one another.

use super::shared::Shared;
use crate::config::Unknown;
use crate::defaults::PendingDefault;
use crate::draft::Types;
use crate::reader::Reader;
use crate::report::Report;
use graphwright_source::openapi::Part;

/// The deepest nesting of schemas inside one another that is lowered. A document that is read has
/// fewer levels, unless a `$ref` leads into the middle of its own schema.
pub(super) const DEEPEST: usize = 64;

/// Lowers schemas, and what it needs to do so.
pub struct Schemas<'c, 'a> {
    /// The document.
    pub reader: &'c Reader<'a>,
    /// The types so far.
    pub types: &'c mut Types<'a>,
    /// The diagnostics.
    pub report: &'c mut Report<'a>,
    /// The defaults that are still to be read.
    pub(crate) defaults: &'c mut Vec<PendingDefault<'a>>,
    /// The inline schemas that are one type wherever they stand.
    pub(crate) shared: &'c mut Shared<'a>,
    /// The part of the document that is generated, where that is not all of it.
    pub(crate) part: Option<&'c Part>,
    /// The treatment of members that the document does not name.
    pub(crate) unknown: Unknown,
    /// The schemas, no components, that `$ref`s led to on the path to the present one.
    pub(super) following: Vec<String>,
    /// The number of schemas that the present one is inside of.
    pub(super) depth: usize,
}

impl<'c, 'a> Schemas<'c, 'a> {
    /// Starts outside of any schema.
    pub(crate) fn new(
        reader: &'c Reader<'a>,
        types: &'c mut Types<'a>,
        report: &'c mut Report<'a>,
        defaults: &'c mut Vec<PendingDefault<'a>>,
        shared: &'c mut Shared<'a>,
        part: Option<&'c Part>,
        unknown: Unknown,
    ) -> Self {
        Self {
            reader,
            types,
            report,
            defaults,
            shared,
            part,
            unknown,
            following: Vec::new(),
            depth: 0,
        }
    }
}
