//! The results of all values: counts, failures, and whether enough survived.

use super::difference::{self, Difference};
use super::program::RoundTrip;
use super::subject::{Case, Expectation, Source, Subject};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// The minimum share of examples, and of generated values, that must survive the round trip.
const MIN_SHARE: f64 = 0.99;

/// The number of failures of a kind that are shown.
const SHOWN: usize = 3;

/// The results of a run.
#[derive(Debug, Default, Serialize)]
pub(super) struct Report {
    /// Documents in the sample.
    documents: usize,
    /// Documents that were refused.
    refused: usize,
    /// Documents with a value that was tried.
    with_values: usize,
    /// Examples, tried or not.
    examples: usize,
    /// Schemas for which no value could be generated.
    #[serde(rename = "unmade")]
    empty_schemas: usize,
    /// The values that were tried, by source.
    tried: BTreeMap<Source, Count>,
    /// The examples that were not tried, by reason.
    untried: BTreeMap<&'static str, Vec<String>>,
    failures: Vec<Failure>,
}

/// Values, and how many had the expected result.
#[derive(Clone, Copy, Debug, Default, Serialize)]
struct Count {
    tried: usize,
    right: usize,
}

/// A value that fits its schema and did not survive, or one that does not fit and was accepted.
#[derive(Debug, Serialize)]
struct Failure {
    source: Source,
    document: String,
    at: String,
    #[serde(rename = "type")]
    ty: String,
    /// A short description of the failure, for counting.
    kind: String,
    value: Value,
    /// The error of decoding.
    error: Option<String>,
    difference: Option<Difference>,
    /// The codes of the generator's warnings about the schema.
    #[serde(rename = "warned")]
    warnings: Vec<&'static str>,
}

impl Report {
    pub(super) fn new(subjects: &[Subject], results: &[Vec<RoundTrip>]) -> Self {
        let mut report = Self::default();
        for (subject, results) in subjects.iter().zip(results) {
            report.documents += 1;
            report.refused += usize::from(subject.is_refused);
            report.with_values += usize::from(!subject.cases.is_empty());
            report.examples += subject.examples;
            report.empty_schemas += subject.empty_schemas;
            for (reason, pointers) in &subject.untried {
                let pointers = pointers.iter().map(|at| format!("{} {at}", subject.path));
                report.untried.entry(reason).or_default().extend(pointers);
            }
            for (case, result) in subject.cases.iter().zip(results) {
                let count = report.tried.entry(case.source).or_default();
                count.tried += 1;
                match find_failure(subject, case, result) {
                    Some(failure) => report.failures.push(failure),
                    None => count.right += 1,
                }
            }
        }
        report
    }

    /// Returns whether enough of the values that fit survived.
    pub(super) fn is_passed(&self) -> bool {
        let count = |source| self.tried.get(&source).copied().unwrap_or_default();
        [Source::Example, Source::Generated]
            .into_iter()
            .all(|source| count(source).share() >= MIN_SHARE)
    }
}

impl Count {
    /// The share of values with the expected result; 1 if there are no values.
    fn share(self) -> f64 {
        let float = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        if self.tried == 0 {
            return 1.0;
        }
        float(self.right) / float(self.tried)
    }
}

/// Compares the result of a value with what is expected.
fn find_failure(subject: &Subject, case: &Case, result: &RoundTrip) -> Option<Failure> {
    let failure = |kind, error, difference| Failure {
        source: case.source,
        document: subject.path.clone(),
        at: case.at.clone(),
        ty: subject.types.get(case.ty).cloned().unwrap_or_default(),
        kind,
        value: case.value.clone(),
        error,
        difference,
        warnings: subject.warnings.codes(&case.schema).into_iter().collect(),
    };
    if case.source.expectation() == Expectation::IsRejected {
        let is_decoded = matches!(result, RoundTrip::Encoded(_));
        return is_decoded.then(|| failure("accepted".to_owned(), None, None));
    }
    let text = match result {
        RoundTrip::Encoded(text) => text,
        RoundTrip::Failed(error) => {
            return Some(failure("not decoded".to_owned(), Some(error.clone()), None));
        }
    };
    let after = match serde_json::from_str(text) {
        Ok(after) => after,
        Err(error) => {
            return Some(failure(
                "not JSON".to_owned(),
                Some(error.to_string()),
                None,
            ));
        }
    };
    let difference = difference::find(&case.value, &after)?;
    Some(failure(
        difference.kind.name().to_owned(),
        None,
        Some(difference),
    ))
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "documents            {:>8}", self.documents)?;
        writeln!(f, "  refused            {:>8}", self.refused)?;
        writeln!(f, "  with values        {:>8}", self.with_values)?;
        writeln!(f, "examples             {:>8}", self.examples)?;
        for (reason, pointers) in &self.untried {
            writeln!(f, "  not tried          {:>8}  {reason}", pointers.len())?;
        }
        for (source, count) in &self.tried {
            let share = 100.0 * count.share();
            let result = match source.expectation() {
                Expectation::Survives => "survived",
                Expectation::IsRejected => "rejected",
            };
            writeln!(f, "{:<21}{:>8}", source.heading(), count.tried)?;
            writeln!(f, "  {result:<19}{:>8}  {share:.2} %", count.right)?;
            self.show_failures(f, *source)?;
        }
        writeln!(f, "schemas without any  {:>8}", self.empty_schemas)
    }
}

impl Report {
    fn show_failures(&self, f: &mut fmt::Formatter<'_>, source: Source) -> fmt::Result {
        let mut groups: BTreeMap<String, Vec<&Failure>> = BTreeMap::new();
        for failure in self.failures.iter().filter(|one| one.source == source) {
            let group = format!("{}: {}", failure.kind, failure.cause());
            groups.entry(group).or_default().push(failure);
        }
        for (group, failures) in groups {
            writeln!(f, "    {:>8}  {group}", failures.len())?;
            for failure in failures.iter().take(SHOWN) {
                writeln!(f, "      {failure}")?;
            }
        }
        Ok(())
    }
}

impl Failure {
    /// The cause of a failure, as far as it is known.
    fn cause(&self) -> String {
        let is_float = |error: &String| error.starts_with("invalid type: floating point");
        if !self.warnings.is_empty() {
            format!("known, {}", self.warnings.join(", "))
        } else if !self.ty.contains("{model}") && self.error.as_ref().is_some_and(is_float) {
            "known, an integer outside of an object, written with a fraction of zero".to_owned()
        } else if self.source.expectation() == Expectation::IsRejected {
            "a null for an optional member, or a union that keeps an unknown alternative".to_owned()
        } else {
            "unknown".to_owned()
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({})", self.document, self.at, self.ty)?;
        if let Some(error) = &self.error {
            write!(f, ": {error}")?;
        }
        if let Some(difference) = &self.difference {
            let Difference {
                at, before, after, ..
            } = difference;
            write!(f, ": {at} was {before} and is {after}")?;
        }
        Ok(())
    }
}
