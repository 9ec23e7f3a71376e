//! One document: its model, written where it will be compiled, and the examples to try.

use super::candidates::{self, Wanted};
use super::type_map::{Place, Places};
use super::warnings::Warned;
use crate::document_plan::Planned;
use crate::documents;
use crate::oracle::examples::{self, Example};
use crate::oracle::{Judge, Verdict};
use anyhow::Result;
use graphwright::cli::Program;
use graphwright_source::openapi::SpecVersion;
use graphwright_source::pointer;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// The most schemas of a document for which values are made.
const MOST: usize = 400;

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
    /// What the generator warned about.
    pub warned: Warned,
    /// Schemas for which no value could be made.
    pub unmade: usize,
    /// Whether it was refused, so that there is nothing to try.
    pub refused: bool,
}

/// A value to try.
#[derive(Debug)]
pub(super) struct Case {
    pub source: Source,
    /// Where it stands in the document; of a value that was made, where its schema does.
    pub at: String,
    /// Where its schema stands.
    pub schema: String,
    /// The index of its type.
    pub ty: usize,
    pub value: Value,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Source {
    /// It is an example of the document.
    Example,
    /// It was made from its schema, and fits it.
    Made,
    /// It was made from its schema and spoiled, so that it does not fit.
    Spoiled,
    /// It was spoiled by a null. One where a member may be absent is taken for its absence, on purpose.
    Nulled,
}

impl Source {
    /// What such values are called in a table, and those of them that became what they must.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Example => ("examples tried", "the same"),
            Self::Made => ("values made", "the same"),
            Self::Spoiled => ("values spoiled", "refused"),
            Self::Nulled => ("spoiled by a null", "refused"),
        }
    }
}

impl Subject {
    /// Generates the model of a document into a folder, and chooses the examples.
    pub(super) fn read(
        document: &documents::Document,
        dir: &Path,
        out: &Path,
        wanted: Wanted,
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
        let places = Places::new(document, &planned.plan.api);
        let found = examples::find(&document.effective);
        let is_3_0 = document.version == SpecVersion::V3_0;
        let mut judge = Judge::new(&document.effective, &found.schemas, is_3_0)?;
        subject.choose(&found.examples, &places, &mut judge);
        subject.make(
            &document.effective,
            &found.schemas,
            &places,
            &mut judge,
            wanted,
        );
        let messages = &planned.plan.messages;
        subject.warned = Warned::new(&document.effective, &found.schemas, messages);
        if !subject.cases.is_empty() {
            planned.write(&["model/"])?;
        }
        Ok(subject)
    }

    /// Chooses the examples that the judge accepts and whose place has a type.
    fn choose(&mut self, examples: &[Example<'_>], places: &Places<'_>, judge: &mut Judge) {
        self.found = examples.len();
        for example in examples {
            match tried(judge, places, example) {
                Ok(ty) => {
                    let ty = self.ty(ty);
                    self.cases.push(Case {
                        source: Source::Example,
                        at: example.at.clone(),
                        schema: example.schema.clone(),
                        ty,
                        value: example.value.clone(),
                    });
                }
                Err(reason) => self
                    .untried
                    .entry(reason)
                    .or_default()
                    .push(example.at.clone()),
            }
        }
    }

    /// Makes values for schemas that have a type; what is only a reference is not asked again.
    fn make(
        &mut self,
        document: &Value,
        schemas: &[String],
        places: &Places<'_>,
        judge: &mut Judge,
        wanted: Wanted,
    ) {
        let typed = schemas.iter().filter_map(|schema| {
            let is_reference = pointer::get(document, schema)?.get("$ref").is_some();
            match places.at(schema) {
                Place::Type(ty) if !is_reference => Some((schema, ty)),
                _ => None,
            }
        });
        for (schema, ty) in typed.take(if wanted.number == 0 { 0 } else { MOST }) {
            let values = candidates::values(document, (&self.path, schema), judge, wanted);
            if values.is_empty() {
                self.unmade += 1;
                continue;
            }
            let ty = self.ty(ty);
            let is_text = schema.contains("/parameters/") || schema.contains("/headers/");
            let values = values.into_iter();
            let values = values.filter(|made| !is_text || !made.value.is_f64());
            self.cases.extend(values.map(|made| Case {
                source: made.source,
                at: schema.clone(),
                schema: schema.clone(),
                ty,
                value: made.value,
            }));
        }
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
