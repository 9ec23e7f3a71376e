//! The inputs of the passes.

use crate::Config;
use crate::entity::Document;
use crate::fixup::TableStep;
use crate::policy::Policy;

/// The tables that speak of an API, and their fixups and configuration.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'a> {
    /// The entity documents, in the order in which they were read.
    pub entities: &'a [Document],
    /// The policies, in the order in which they were read.
    pub policies: &'a [Policy],
    /// The steps of fixups about tables.
    pub steps: &'a [TableStep],
    /// The configuration.
    pub config: &'a Config,
}
