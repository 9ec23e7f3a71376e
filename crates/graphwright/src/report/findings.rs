//! What a report is made from.

use super::section::{Cell, Spot};
use crate::counts::Counts;
use crate::inputs::Inputs;
use graphwright_ir::{Api, InputId};
use graphwright_source::{Diagnostic, Place};

/// What a report is made from.
#[derive(Clone, Copy)]
pub(crate) struct Findings<'a> {
    pub counts: &'a Counts,
    pub api: &'a Api,
    pub inputs: &'a Inputs,
    pub diagnostics: &'a [Diagnostic],
}

impl Findings<'_> {
    /// Where a diagnostic stands.
    pub(super) fn place(&self, diagnostic: &Diagnostic) -> Cell {
        let spot = diagnostic.origin.as_ref().map(|origin| {
            let at = match &origin.place {
                Place::Value(pointer) | Place::Key(pointer) => pointer.as_str(),
                Place::File | Place::Span { .. } => "",
            };
            // A file that the document refers to counts as a part of it.
            self.spot(self.inputs.input(origin.file).unwrap_or_default(), at)
        });
        Cell::Place(spot)
    }

    /// Where something of the model stands.
    pub(super) fn stands(&self, origin: &graphwright_ir::Origin) -> Cell {
        Cell::Place(Some(self.spot(origin.input, &origin.at)))
    }

    pub(super) fn spot(&self, input: InputId, at: &str) -> Spot {
        Spot {
            input: self.api.inputs.get(input.0).cloned().unwrap_or_default(),
            at: at.to_owned(),
            in_document: input == InputId::DOCUMENT,
        }
    }
}
