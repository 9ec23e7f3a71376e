//! Checks of a document against the grammar: unknown keys, values of the wrong type, missing keywords.
//!
//! The walk also collects the `$ref`s, since only the grammar distinguishes them from properties of that name.

mod checker;
mod forgive;
mod object;
mod rules;
mod swagger;
mod value;

pub(super) use checker::RefSite;

use super::SpecVersion;
use super::findings::Findings;
use super::grammar::OPENAPI;
use crate::pointer;
use checker::Checker;
use serde_json::Value;

/// Checks a whole document; returns its `$ref`s.
pub(super) fn check<'d>(
    document: &'d Value,
    version: SpecVersion,
    findings: &mut Findings<'_>,
) -> Vec<RefSite<'d>> {
    let mut checker = Checker {
        version,
        findings,
        pointer: pointer::ROOT.to_owned(),
        informative: None,
        refs: Vec::new(),
    };
    if let Value::Object(members) = document {
        checker.check_object(members, &OPENAPI);
    }
    checker.refs
}
