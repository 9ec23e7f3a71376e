//! What the examples came to.

use super::difference::{self, Difference};
use super::program::RoundTrip;
use super::subject::{Case, Source, Subject};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// The least share of values, of examples and of those that were made, that must come back the same.
const LEAST: f64 = 0.99;

/// Failures of a kind that are shown.
const SHOWN: usize = 3;

/// The whole.
#[derive(Debug, Default, Serialize)]
pub(super) struct Report {
    /// Documents in the sample.
    documents: usize,
    /// Of them, those that are refused.
    refused: usize,
    /// Of them, those with a value that was tried.
    with_values: usize,
    /// Examples in all.
    examples: usize,
    /// Schemas for which no value could be made.
    unmade: usize,
    /// What was tried, by where it comes from.
    tried: BTreeMap<Source, Count>,
    /// Where the examples stand that were not tried, by reason.
    untried: BTreeMap<&'static str, Vec<String>>,
    failures: Vec<Failure>,
}

/// Values, and how many became what they must.
#[derive(Clone, Copy, Debug, Default, Serialize)]
struct Count {
    tried: usize,
    right: usize,
}

/// A value that fits its schema and did not come back as it was, or one that does not fit and was
/// taken.
#[derive(Debug, Serialize)]
struct Failure {
    source: Source,
    document: String,
    at: String,
    #[serde(rename = "type")]
    ty: String,
    /// In what way, for counting.
    kind: String,
    value: Value,
    /// What the decoder said.
    error: Option<String>,
    difference: Option<Difference>,
    /// What the generator warned about in the schema, by code.
    warned: Vec<&'static str>,
}

impl Report {
    pub(super) fn new(subjects: &[Subject], came_back: &[Vec<RoundTrip>]) -> Self {
        let mut report = Self::default();
        for (subject, results) in subjects.iter().zip(came_back) {
            report.documents += 1;
            report.refused += usize::from(subject.refused);
            report.with_values += usize::from(!subject.cases.is_empty());
            report.examples += subject.found;
            report.unmade += subject.unmade;
            for (reason, places) in &subject.untried {
                let places = places.iter().map(|at| format!("{} {at}", subject.path));
                report.untried.entry(reason).or_default().extend(places);
            }
            for (case, result) in subject.cases.iter().zip(results) {
                let count = report.tried.entry(case.source).or_default();
                count.tried += 1;
                match failure(subject, case, result) {
                    Some(failure) => report.failures.push(failure),
                    None => count.right += 1,
                }
            }
        }
        report
    }

    /// Whether enough of what fits came back as it was.
    pub(super) fn passed(&self) -> bool {
        let of = |source| self.tried.get(&source).copied().unwrap_or_default();
        [Source::Example, Source::Made]
            .into_iter()
            .all(|source| of(source).share() >= LEAST)
    }
}

impl Count {
    /// The share of values that became what they must; all of none.
    fn share(self) -> f64 {
        let float = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        if self.tried == 0 {
            return 1.0;
        }
        float(self.right) / float(self.tried)
    }
}

fn failure(subject: &Subject, case: &Case, result: &RoundTrip) -> Option<Failure> {
    let failure = |kind, error, difference| Failure {
        source: case.source,
        document: subject.path.clone(),
        at: case.at.clone(),
        ty: subject.types.get(case.ty).cloned().unwrap_or_default(),
        kind,
        value: case.value.clone(),
        error,
        difference,
        warned: subject.warned.codes(&case.schema).into_iter().collect(),
    };
    if matches!(case.source, Source::Spoiled | Source::Nulled) {
        let is_decoded = matches!(result, RoundTrip::Encoded(_));
        return is_decoded.then(|| failure("taken".to_owned(), None, None));
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
            return Some(failure("no JSON".to_owned(), Some(error.to_string()), None));
        }
    };
    let difference = difference::difference(&case.value, &after)?;
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
        for (reason, places) in &self.untried {
            writeln!(f, "  not tried          {:>8}  {reason}", places.len())?;
        }
        for (source, count) in &self.tried {
            let (what, right) = source.words();
            let share = 100.0 * count.share();
            writeln!(f, "{what:<21}{:>8}", count.tried)?;
            writeln!(f, "  {right:<19}{:>8}  {share:.2} %", count.right)?;
            self.show_failures(f, *source)?;
        }
        writeln!(f, "schemas without any  {:>8}", self.unmade)
    }
}

impl Report {
    fn show_failures(&self, f: &mut fmt::Formatter<'_>, source: Source) -> fmt::Result {
        let mut groups: BTreeMap<String, Vec<&Failure>> = BTreeMap::new();
        for failure in self.failures.iter().filter(|one| one.source == source) {
            let group = format!("{}: {}", failure.kind, failure.why());
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
    /// Why it failed, as far as that is known.
    fn why(&self) -> String {
        let is_float = |error: &String| error.starts_with("invalid type: floating point");
        if !self.warned.is_empty() {
            format!("known, {}", self.warned.join(", "))
        } else if !self.ty.contains("{model}") && self.error.as_ref().is_some_and(is_float) {
            "known, an integer that is no member, written with a fraction of zero".to_owned()
        } else if matches!(self.source, Source::Spoiled | Source::Nulled) {
            "a null for absence, or a union that keeps what it does not know".to_owned()
        } else {
            "nothing says why".to_owned()
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
            write!(f, ": {at} was {before}, is {after}")?;
        }
        Ok(())
    }
}
