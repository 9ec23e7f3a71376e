//! The findings of a run, for its report.

use super::section::{Cell, InputPlace};
use crate::counts::Counts;
use crate::inputs::Inputs;
use graphwright_ir::{Api, InputId};
use graphwright_source::{Diagnostic, Place};

/// The findings of a run.
#[derive(Clone, Copy)]
pub(crate) struct Findings<'a> {
    pub counts: &'a Counts,
    pub api: &'a Api,
    pub inputs: &'a Inputs,
    pub diagnostics: &'a [Diagnostic],
}

impl Findings<'_> {
    /// The cell with the place of a diagnostic.
    pub(super) fn place_of_diagnostic(&self, diagnostic: &Diagnostic) -> Cell {
        let spot = diagnostic.origin.as_ref().map(|origin| {
            let at = match &origin.place {
                Place::Value(pointer) | Place::Key(pointer) => pointer.as_str(),
                Place::File | Place::Span { .. } => "",
            };
            // A file that the document refers to is a part of it.
            self.input_place(self.inputs.input(origin.file).unwrap_or_default(), at)
        });
        Cell::Place(spot)
    }

    /// The cell with the place of an item of the model.
    pub(super) fn place_of(&self, origin: &graphwright_ir::Origin) -> Cell {
        Cell::Place(Some(self.input_place(origin.input, &origin.at)))
    }

    pub(super) fn input_place(&self, input: InputId, at: &str) -> InputPlace {
        InputPlace {
            input: self.api.inputs.get(input.0).cloned().unwrap_or_default(),
            at: at.to_owned(),
            in_document: input == InputId::DOCUMENT,
        }
    }
}
