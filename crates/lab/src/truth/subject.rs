//! A document: its model, written to be compiled, and the values to try.

use super::candidates::{self, Quota, SchemaRef};
use super::type_map::{LocationType, TypeMap};
use super::warnings::Warnings;
use crate::document_plan::DocumentPlan;
use crate::documents;
use crate::oracle::examples::{self, Example};
use crate::oracle::{Dialect, Oracle, Verdict};
use anyhow::Result;
use graphwright::cli::Program;
use graphwright_source::pointer;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// The maximum number of schemas of a document for which values are generated.
const MAX_SCHEMAS: usize = 400;

/// A document and the values that are tried with its types.
#[derive(Debug, Default)]
pub(super) struct Subject {
    /// The path in the folder.
    pub path: String,
    /// The prefix of its packages.
    pub name: String,
    /// The types of the cases, as Rust code; `{model}` stands for the crate.
    pub types: Vec<String>,
    pub cases: Vec<Case>,
    /// The number of examples, tried or not.
    pub examples: usize,
    /// The pointers of the examples that are not tried, by reason.
    pub untried: BTreeMap<&'static str, Vec<String>>,
    pub warnings: Warnings,
    /// The number of schemas for which no value could be generated.
    pub empty_schemas: usize,
    /// `true` if the document was refused.
    pub is_refused: bool,
}

/// A value to try.
#[derive(Debug)]
pub(super) struct Case {
    pub source: Source,
    /// The pointer of an example, or of the schema of a generated value.
    pub at: String,
    /// The pointer of the schema.
    pub schema: String,
    /// The index of the type.
    pub ty: usize,
    pub value: Value,
}

/// The source of a value. The names in JSON are those of the first version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) enum Source {
    /// An example of the document.
    #[serde(rename = "example")]
    Example,
    /// A value that was generated from its schema and fits it.
    #[serde(rename = "made")]
    Generated,
    /// A generated value with one thing changed, so that it does not fit.
    #[serde(rename = "spoiled")]
    Mutated,
    /// A generated value with a null in it, so that it does not fit. A null for an optional member is accepted as its
    /// absence on purpose, so that these are counted apart.
    #[serde(rename = "nulled")]
    NullMutated,
}

impl Source {
    /// The expected result of such a value.
    pub(super) fn expectation(self) -> Expectation {
        match self {
            Self::Example | Self::Generated => Expectation::Survives,
            Self::Mutated | Self::NullMutated => Expectation::IsRejected,
        }
    }

    /// The heading in a table.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Example => "examples tried",
            Self::Generated => "generated values",
            Self::Mutated => "mutated values",
            Self::NullMutated => "mutated by a null",
        }
    }
}

/// The result that a value should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expectation {
    /// It is decoded, and encoded again to the same JSON.
    Survives,
    /// It is not decoded.
    IsRejected,
}

impl Subject {
    /// Generates the model of a document into a folder, and collects the values to try.
    pub(super) fn read(
        document: &documents::Document,
        dir: &Path,
        out: &Path,
        quota: Quota,
        program: &Program,
    ) -> Result<Self> {
        let mut subject = Self {
            path: document.path.clone(),
            name: document.name(),
            ..Self::default()
        };
        let Some(planned) = DocumentPlan::create(document, dir, out, &["model"], program)? else {
            subject.is_refused = true;
            return Ok(subject);
        };
        let document = &planned.document;
        let types = TypeMap::new(document, &planned.plan.api);
        let found = examples::find(&document.effective);
        let dialect = Dialect::of(document);
        let mut oracle = Oracle::new(&document.effective, &found.schemas, dialect)?;
        subject.add_examples(&found.examples, &types, &mut oracle);
        subject.add_generated(
            &document.effective,
            &found.schemas,
            &types,
            &mut oracle,
            quota,
        );
        let messages = &planned.plan.messages;
        subject.warnings = Warnings::new(&document.effective, &found.schemas, messages);
        if !subject.cases.is_empty() {
            planned.write(&["model/"])?;
        }
        Ok(subject)
    }

    /// Adds the examples that the oracle accepts and whose location has a type.
    fn add_examples(&mut self, examples: &[Example<'_>], types: &TypeMap<'_>, oracle: &mut Oracle) {
        self.examples = examples.len();
        for example in examples {
            match type_of_example(oracle, types, example) {
                Ok(ty) => {
                    let ty = self.type_index(ty);
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

    /// Adds values generated from the schemas that have a type and are not references.
    fn add_generated(
        &mut self,
        document: &Value,
        schemas: &[String],
        types: &TypeMap<'_>,
        oracle: &mut Oracle,
        quota: Quota,
    ) {
        let with_type = schemas.iter().filter_map(|schema| {
            let is_reference = pointer::get(document, schema)?.get("$ref").is_some();
            match types.get(schema) {
                LocationType::Rust(ty) if !is_reference => Some((schema, ty)),
                _ => None,
            }
        });
        for (schema, ty) in with_type.take(if quota.values == 0 { 0 } else { MAX_SCHEMAS }) {
            let source = SchemaRef {
                document,
                path: &self.path,
                schema,
            };
            let candidates = candidates::generate(source, oracle, quota);
            if candidates.is_empty() {
                self.empty_schemas += 1;
                continue;
            }
            let ty = self.type_index(ty);
            // Parameters and headers are text, in which numbers are spelled in other ways.
            let is_text = schema.contains("/parameters/") || schema.contains("/headers/");
            let candidates = candidates.into_iter();
            let candidates = candidates.filter(|one| !is_text || !one.value.is_f64());
            self.cases.extend(candidates.map(|candidate| Case {
                source: candidate.source,
                at: schema.clone(),
                schema: schema.clone(),
                ty,
                value: candidate.value,
            }));
        }
    }

    /// The index of a type, which is added if it is new.
    fn type_index(&mut self, ty: String) -> usize {
        let known = self.types.iter().position(|known| *known == ty);
        known.unwrap_or_else(|| {
            self.types.push(ty);
            self.types.len() - 1
        })
    }
}

/// The type that an example is decoded into, or the reason why it is not tried.
fn type_of_example(
    oracle: &mut Oracle,
    types: &TypeMap<'_>,
    example: &Example<'_>,
) -> Result<String, &'static str> {
    match oracle.judge(example.value, &example.schema) {
        Verdict::Valid => {}
        Verdict::Invalid => return Err("the example does not fit its schema"),
        Verdict::NoSchema => return Err("the schema is not valid"),
    }
    match types.get(&example.schema) {
        LocationType::Rust(ty) => Ok(ty),
        LocationType::AnyJson => Err("the type accepts any JSON"),
        LocationType::NotJson => Err("the content is not JSON but a form, text or bytes"),
        LocationType::Unknown => Err("the model has no type for the location"),
    }
}
