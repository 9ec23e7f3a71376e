//! One document: its model, written where it will be compiled, and the examples to try.

use super::examples::{self, Example};
use super::judge::{Judge, Verdict};
use super::places::{Place, Places};
use crate::corpus::find;
use crate::planned::Planned;
use anyhow::Result;
use graphwright::cli::Program;
use graphwright_source::openapi::{Document, SpecVersion};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// A document and what is tried of it.
#[derive(Debug, Default)]
pub(super) struct Subject {
    /// Its path in the folder.
    pub path: String,
    /// The prefix of its packages.
    pub name: String,
    /// The types that are tried, as Rust text; `{model}` stands for the crate.
    pub types: Vec<String>,
    pub cases: Vec<Case>,
    /// Examples in all.
    pub found: usize,
    /// Where the examples stand that are not tried, by reason.
    pub untried: BTreeMap<&'static str, Vec<String>>,
    /// Whether it was refused, so that there is nothing to try.
    pub refused: bool,
}

/// An example to try.
#[derive(Debug)]
pub(super) struct Case {
    /// Where it stands in the document.
    pub at: String,
    /// The index of its type.
    pub ty: usize,
    pub value: Value,
}

impl Subject {
    /// Generates the model of a document into a folder, and chooses the examples.
    pub(super) fn read(
        document: &find::Document,
        dir: &Path,
        out: &Path,
        program: &Program,
    ) -> Result<Self> {
        let mut subject = Self {
            path: document.path.clone(),
            name: document.name(),
            ..Self::default()
        };
        let Some(planned) = Planned::of(document, dir, out, "model", program)? else {
            subject.refused = true;
            return Ok(subject);
        };
        let document = &planned.document;
        subject.choose(document, &Places::new(document, &planned.plan.api))?;
        if !subject.cases.is_empty() {
            planned.write(&["model/"])?;
        }
        Ok(subject)
    }

    /// Chooses the examples that the judge accepts and whose place has a type.
    fn choose(&mut self, document: &Document, places: &Places<'_>) -> Result<()> {
        let found = examples::find(&document.effective);
        let is_3_0 = document.version == SpecVersion::V3_0;
        let mut judge = Judge::new(&document.effective, &found.schemas, is_3_0)?;
        self.found = found.examples.len();
        for example in found.examples {
            match tried(&mut judge, places, &example) {
                Ok(ty) => {
                    let ty = self.ty(ty);
                    self.cases.push(Case {
                        at: example.at,
                        ty,
                        value: example.value.clone(),
                    });
                }
                Err(reason) => self.untried.entry(reason).or_default().push(example.at),
            }
        }
        Ok(())
    }

    /// The index of a type.
    fn ty(&mut self, ty: String) -> usize {
        let known = self.types.iter().position(|known| *known == ty);
        known.unwrap_or_else(|| {
            self.types.push(ty);
            self.types.len() - 1
        })
    }
}

/// The type that an example is tried with, or why it is not tried.
fn tried(
    judge: &mut Judge,
    places: &Places<'_>,
    example: &Example<'_>,
) -> Result<String, &'static str> {
    match judge.verdict(example.value, &example.schema) {
        Verdict::Fits => {}
        Verdict::DoesNotFit => return Err("it does not fit its schema"),
        Verdict::NoSchema => return Err("its schema is none to a validator"),
    }
    match places.at(&example.schema) {
        Place::Type(ty) => Ok(ty),
        Place::Json => Err("any JSON is taken there"),
        Place::Other => Err("it is no JSON: a form, text or bytes"),
        Place::Unknown => Err("the model does not say what has its place"),
    }
}
