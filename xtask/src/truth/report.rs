//! What the examples came to.

use super::compare::{self, Difference};
use super::program::CameBack;
use super::subject::{Case, Subject};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// Failures of a kind that are shown.
const SHOWN: usize = 3;

/// The whole.
#[derive(Debug, Default, Serialize)]
pub(super) struct Report {
    /// Documents in the sample.
    documents: usize,
    /// Of them, those that are refused.
    refused: usize,
    /// Of them, those with an example that was tried.
    with_examples: usize,
    /// Examples in all.
    examples: usize,
    /// Examples that were tried.
    tried: usize,
    /// Those of them that came back as they were.
    same: usize,
    /// Where the examples stand that were not tried, by reason.
    untried: BTreeMap<&'static str, Vec<String>>,
    failures: Vec<Failure>,
}

/// An example that did not come back as it was.
#[derive(Debug, Serialize)]
struct Failure {
    document: String,
    at: String,
    #[serde(rename = "type")]
    ty: String,
    /// In what way, for counting.
    kind: String,
    /// What the decoder said.
    error: Option<String>,
    difference: Option<Difference>,
}

impl Report {
    pub(super) fn new(subjects: &[Subject], came_back: &[Vec<CameBack>]) -> Self {
        let mut report = Self::default();
        for (subject, results) in subjects.iter().zip(came_back) {
            report.documents += 1;
            report.refused += usize::from(subject.refused);
            report.with_examples += usize::from(!subject.cases.is_empty());
            report.examples += subject.found;
            report.tried += subject.cases.len();
            for (reason, places) in &subject.untried {
                let places = places.iter().map(|at| format!("{} {at}", subject.path));
                report.untried.entry(reason).or_default().extend(places);
            }
            for (case, result) in subject.cases.iter().zip(results) {
                match failure(subject, case, result) {
                    Some(failure) => report.failures.push(failure),
                    None => report.same += 1,
                }
            }
        }
        report
    }

    /// The share of examples that came back as they were; all of none.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a share needs no more digits than it has"
    )]
    pub(super) fn share(&self) -> f64 {
        if self.tried == 0 {
            return 1.0;
        }
        self.same as f64 / self.tried as f64
    }
}

fn failure(subject: &Subject, case: &Case, result: &CameBack) -> Option<Failure> {
    let failure = |kind, error, difference| Failure {
        document: subject.path.clone(),
        at: case.at.clone(),
        ty: subject.types.get(case.ty).cloned().unwrap_or_default(),
        kind,
        error,
        difference,
    };
    let text = match result {
        Ok(text) => text,
        Err(error) => {
            return Some(failure("not decoded".to_owned(), Some(error.clone()), None));
        }
    };
    let after = match serde_json::from_str(text) {
        Ok(after) => after,
        Err(error) => {
            return Some(failure("no JSON".to_owned(), Some(error.to_string()), None));
        }
    };
    let difference = compare::difference(&case.value, &after)?;
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
        writeln!(f, "  with examples      {:>8}", self.with_examples)?;
        writeln!(f, "examples             {:>8}", self.examples)?;
        for (reason, places) in &self.untried {
            writeln!(f, "  not tried          {:>8}  {reason}", places.len())?;
        }
        writeln!(f, "  tried              {:>8}", self.tried)?;
        writeln!(
            f,
            "    the same         {:>8}  {:.2} %",
            self.same,
            self.share() * 100.0
        )?;
        let mut kinds: BTreeMap<&str, Vec<&Failure>> = BTreeMap::new();
        for failure in &self.failures {
            kinds.entry(&failure.kind).or_default().push(failure);
        }
        for (kind, failures) in kinds {
            writeln!(f, "    {kind:<16} {:>8}", failures.len())?;
            for failure in failures.iter().take(SHOWN) {
                writeln!(f, "      {failure}")?;
            }
        }
        Ok(())
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
            write!(f, ": {at} was {before}, is {after}")?;
        }
        Ok(())
    }
}
