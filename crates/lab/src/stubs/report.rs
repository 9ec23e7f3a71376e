//! What was found, for people and as JSON.

use super::program::{Reply, Response};
use super::requests::{Case, Kind};
use super::subject::Subject;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// The least share of right requests that must reach the service, in each of the two forms.
const LEAST: f64 = 0.99;

/// Everything that was tried.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub documents: usize,
    pub operations: usize,
    /// By kind of request.
    pub kinds: BTreeMap<Kind, Count>,
    /// Operations without a right request, by reason.
    pub unmade: BTreeMap<&'static str, Vec<String>>,
    pub failures: Vec<Failure>,
}

/// Requests, and how many got what they must.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct Count {
    pub tried: usize,
    pub right: usize,
}

/// A request that was answered otherwise than it must be.
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
    pub(super) fn new(subjects: &[Subject], came_back: &[Vec<Reply>]) -> Self {
        let mut report = Self {
            documents: subjects.len(),
            operations: subjects.iter().map(|subject| subject.operations).sum(),
            kinds: BTreeMap::new(),
            unmade: BTreeMap::new(),
            failures: Vec::new(),
        };
        for (subject, answers) in subjects.iter().zip(came_back) {
            for (why, operations) in &subject.unmade {
                let named = operations.iter().map(|id| format!("{} {id}", subject.path));
                report.unmade.entry(why).or_default().extend(named);
            }
            for (case, came) in subject.cases.iter().zip(answers) {
                report.judge(subject, case, came);
            }
        }
        report
    }

    fn judge(&mut self, subject: &Subject, case: &Case, ended: &Reply) {
        let count = self.kinds.entry(case.kind).or_default();
        count.tried += 1;
        let (why, answer) = match ended {
            Reply::Response(answer) => match wrong(case, answer) {
                None => {
                    count.right += 1;
                    return;
                }
                Some(why) => (why, answer.body.clone()),
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

    /// Whether stubs do as they must. A wrong request must never reach the service.
    pub(super) fn passed(&self) -> bool {
        self.kinds.iter().all(|(kind, count)| match kind {
            Kind::Least | Kind::More => share(*count) >= LEAST,
            _ => count.right == count.tried,
        })
    }
}

fn share(count: Count) -> f64 {
    let float = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    float(count.right) / float(count.tried).max(1.0)
}

/// What is wrong about an answer.
fn wrong(case: &Case, answer: &Response) -> Option<String> {
    let wanted = case.kind.status();
    if answer.status != wanted {
        return Some(format!("{} instead of {wanted}", answer.status));
    }
    if case.request.method == "HEAD" {
        return None;
    }
    let problem = answer.media_type == "application/problem+json";
    if !problem && answer.media_type != "application/json" {
        return Some(format!("an error as {:?}", answer.media_type));
    }
    match serde_json::from_str::<Value>(&answer.body) {
        Ok(Value::Object(error)) if !problem || error.get("status") == Some(&wanted.into()) => None,
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
            let kind = format!("{kind:?} -> {}", kind.status());
            let share = 100.0 * share(*count);
            writeln!(
                f,
                "{kind:<26}{:>6} of {:>6}  {share:>6.2} %",
                count.right, count.tried
            )?;
        }
        for (why, operations) in &self.unmade {
            writeln!(f, "not tried, {why}: {}", operations.len())?;
        }
        let mut reasons = BTreeMap::<_, usize>::new();
        for failure in &self.failures {
            *reasons.entry((failure.kind, &failure.why)).or_default() += 1;
        }
        for ((kind, why), number) in reasons {
            writeln!(f, "{kind:?}: {why}: {number}")?;
        }
        Ok(())
    }
}
