//! A build without tables.

#![expect(
    clippy::unused_self,
    reason = "the functions are those of a build with tables"
)]

use super::keys::ABSENT;
use super::views::{Entity, Policy, Rename};
use crate::settings::Settings;
use graphwright_lower::front_end::Insertion;
use graphwright_source::fixup::{OtherStep, OtherSteps};
use graphwright_source::{Diagnostic, FileId, SourceMap};
use std::convert::Infallible;

/// The steps of fixups about tables: none.
pub(crate) const STEPS: OtherSteps<Infallible> = OtherSteps {
    keys: &[],
    read: |_, _, _, _| None,
    help: Some(ABSENT),
};

/// A step of a fixup about tables.
pub(crate) type FixupStep = OtherStep<Infallible>;

/// The configuration of tables.
pub(crate) struct Config;

/// The tables of a run: none, since settings that name any are refused.
#[derive(Default)]
pub(crate) struct Tables;

pub(crate) fn config(_: &Settings) -> Config {
    Config
}

impl Tables {
    pub(crate) fn add_steps(&mut self, _: Vec<FixupStep>) {}

    pub(crate) fn read_entity(&mut self, _: &SourceMap, _: FileId) -> Vec<Diagnostic> {
        Vec::new()
    }

    pub(crate) fn read_policy(
        &mut self,
        _: &SourceMap,
        _: FileId,
        _: &[FileId],
    ) -> Vec<Diagnostic> {
        Vec::new()
    }

    pub(crate) fn passes<'a>(&'a self, _: &'a Config) -> Vec<Insertion<'a>> {
        Vec::new()
    }

    pub(crate) fn entity(&self, _: FileId) -> Option<Entity<'_>> {
        None
    }

    pub(crate) fn renames(&self) -> impl Iterator<Item = Rename<'_>> {
        std::iter::empty()
    }

    pub(crate) fn policies(&self) -> impl Iterator<Item = Policy<'_>> {
        std::iter::empty()
    }
}
