//! The results of all requests: counts, failures, and whether the stubs passed.

use super::program::{Reply, Response};
use super::requests::{Case, Kind};
use super::subject::Subject;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// The minimum share of valid requests that must reach the service, of each of the two kinds.
const MIN_SHARE: f64 = 0.99;

/// The results of a run.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub documents: usize,
    pub operations: usize,
    /// Requests and expected responses, by kind of request.
    pub kinds: BTreeMap<Kind, Count>,
    /// Operations without a valid request, by reason.
    #[serde(rename = "unmade")]
    pub untried: BTreeMap<&'static str, Vec<String>>,
    pub failures: Vec<Failure>,
}

/// Requests, and how many had the expected response.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct Count {
    pub tried: usize,
    pub right: usize,
}

/// A request without the expected response.
#[derive(Debug, Serialize)]
pub(super) struct Failure {
    pub document: String,
    pub operation: String,
    pub kind: Kind,
    pub why: String,
    pub request: super::requests::Request,
    pub answer: String,
}

impl Report {
    pub(super) fn new(subjects: &[Subject], replies: &[Vec<Reply>]) -> Self {
        let mut report = Self {
            documents: subjects.len(),
            operations: subjects.iter().map(|subject| subject.operations).sum(),
            kinds: BTreeMap::new(),
            untried: BTreeMap::new(),
            failures: Vec::new(),
        };
        for (subject, replies) in subjects.iter().zip(replies) {
            for (why, operations) in &subject.untried {
                let named = operations.iter().map(|id| format!("{} {id}", subject.path));
                report.untried.entry(why).or_default().extend(named);
            }
            for (case, reply) in subject.cases.iter().zip(replies) {
                report.add(subject, case, reply);
            }
        }
        report
    }

    fn add(&mut self, subject: &Subject, case: &Case, reply: &Reply) {
        let count = self.kinds.entry(case.kind).or_default();
        count.tried += 1;
        let (why, answer) = match reply {
            Reply::Response(response) => match find_fault(case, response) {
                None => {
                    count.right += 1;
                    return;
                }
                Some(why) => (why, response.body.clone()),
            },
            Reply::NotSent(error) => ("it could not be sent".to_owned(), error.clone()),
        };
        self.failures.push(Failure {
            document: subject.path.clone(),
            operation: case.operation.clone(),
            kind: case.kind,
            why,
            request: case.request.clone(),
            answer,
        });
    }

    /// Returns whether the stubs passed. An invalid request must never reach the service.
    pub(super) fn is_passed(&self) -> bool {
        self.kinds.iter().all(|(kind, count)| match kind {
            Kind::Minimal | Kind::Maximal => share(*count) >= MIN_SHARE,
            _ => count.right == count.tried,
        })
    }
}

fn share(count: Count) -> f64 {
    let float = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    float(count.right) / float(count.tried).max(1.0)
}

/// Describes what is wrong with a response, if anything is.
fn find_fault(case: &Case, response: &Response) -> Option<String> {
    let expected = case.kind.status();
    if response.status != expected {
        return Some(format!("{} instead of {expected}", response.status));
    }
    if case.request.method == "HEAD" {
        return None;
    }
    let is_problem = response.media_type == "application/problem+json";
    if !is_problem && response.media_type != "application/json" {
        return Some(format!("an error as {:?}", response.media_type));
    }
    match serde_json::from_str::<Value>(&response.body) {
        Ok(Value::Object(error))
            if !is_problem || error.get("status") == Some(&expected.into()) =>
        {
            None
        }
        _ => Some("no error in the body".to_owned()),
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} documents, {} operations",
            self.documents, self.operations
        )?;
        for (kind, count) in &self.kinds {
            let kind = format!("{} -> {}", kind.name(), kind.status());
            let share = 100.0 * share(*count);
            writeln!(
                f,
                "{kind:<26}{:>6} of {:>6}  {share:>6.2} %",
                count.right, count.tried
            )?;
        }
        for (why, operations) in &self.untried {
            writeln!(f, "not tried, {why}: {}", operations.len())?;
        }
        let mut reasons = BTreeMap::<_, usize>::new();
        for failure in &self.failures {
            *reasons.entry((failure.kind, &failure.why)).or_default() += 1;
        }
        for ((kind, why), number) in reasons {
            writeln!(f, "{}: {why}: {number}", kind.name())?;
        }
        Ok(())
    }
}
