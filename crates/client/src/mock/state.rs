//! The expectations of a mock, and the calls that it received.

use super::condition::Condition;
use super::{Answer, Received};
use crate::{Body, Operation, TransportError, TransportErrorKind};
use std::fmt::Write;
use std::panic::Location;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// An expected call.
pub(super) struct Expectation {
    pub(super) operation: &'static Operation,
    /// The line of the test.
    pub(super) location: &'static Location<'static>,
    pub(super) conditions: Vec<Condition>,
    pub(super) times: usize,
    /// The number of calls so far.
    pub(super) calls: usize,
    pub(super) response: Response,
}

/// The response to an expected call.
pub(super) enum Response {
    Answer(Answer),
    BreakOff(TransportErrorKind),
}

/// The order in which calls may come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Any,
    AsExpected,
}

pub(super) struct State {
    order: Order,
    record: Mutex<Record>,
}

#[derive(Default)]
struct Record {
    expectations: Vec<Expectation>,
    received: Vec<Received>,
    /// A message for each call that was not expected.
    unexpected: Vec<String>,
}

impl State {
    pub(super) fn new(order: Order) -> Self {
        Self {
            order,
            record: Mutex::default(),
        }
    }

    pub(super) fn expect(&self, expectation: Expectation) {
        self.record().expectations.push(expectation);
    }

    pub(super) fn received(&self, operation: &'static Operation) -> Vec<Received> {
        let record = self.record();
        let all = record.received.iter();
        all.filter(|request| is_same(request.operation(), operation))
            .cloned()
            .collect()
    }

    /// The number of calls that are still expected.
    pub(super) fn open_calls(&self) -> usize {
        let record = self.record();
        let expectations = record.expectations.iter();
        expectations
            .map(|expected| expected.times - expected.calls)
            .sum()
    }

    /// Answers a request by the first open expectation that it meets.
    pub(super) fn answer(
        &self,
        received: Received,
    ) -> Result<http::Response<Body>, TransportError> {
        let mut record = self.record();
        let mut open = record
            .expectations
            .iter_mut()
            .filter(|expected| expected.is_open());
        let is_met = |expected: &&mut Expectation| expected.differs(&received).is_none();
        let found = match self.order {
            Order::AsExpected => open.next().filter(|expected| is_met(expected)),
            Order::Any => open.find(is_met),
        };
        let Some(expected) = found else {
            let message = describe_unexpected(&record, self.order, &received);
            record.received.push(received);
            record.unexpected.push(message.clone());
            return Err(TransportError::new(TransportErrorKind::Other, message));
        };
        expected.calls += 1;
        let answer = match &expected.response {
            Response::Answer(answer) => Ok(answer.response()),
            Response::BreakOff(kind) => Err(TransportError::new(*kind, "simulated by the mock")),
        };
        record.received.push(received);
        answer
    }

    /// Panics if the calls were not as expected. Each problem is reported once.
    #[track_caller]
    pub(super) fn check(&self) {
        let mut record = self.record();
        let expectations = record.expectations.drain(..);
        let missing = expectations.filter(Expectation::is_open);
        let mut problems: Vec<String> = missing
            .map(|expected| expected.describe_missing())
            .collect();
        problems.append(&mut record.unexpected);
        drop(record);
        assert!(
            problems.is_empty(),
            "the mock was not called as expected:\n- {}",
            problems.join("\n- ")
        );
    }

    fn record(&self) -> MutexGuard<'_, Record> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Expectation {
    fn is_open(&self) -> bool {
        self.calls < self.times
    }

    /// Describes how a request differs from the expectation; `None` if it meets it.
    fn differs(&self, received: &Received) -> Option<String> {
        if !is_same(received.operation(), self.operation) {
            return Some(format!("it is not `{}`", self.operation.id));
        }
        let mut conditions = self.conditions.iter();
        conditions.find_map(|condition| condition.differs(received))
    }

    fn describe_missing(&self) -> String {
        let Self {
            operation,
            location,
            times,
            calls,
            ..
        } = self;
        format!(
            "{}: called {calls} times, not {times}; expected at {location}",
            operation.id
        )
    }
}

/// Describes why a request meets no expectation, by its difference from each that it may have been
/// meant for.
fn describe_unexpected(record: &Record, order: Order, received: &Received) -> String {
    let mut text = format!("{received}: was not expected");
    let mut open = record
        .expectations
        .iter()
        .filter(|expected| expected.is_open());
    let candidates: Vec<&Expectation> = match order {
        Order::AsExpected => open.next().into_iter().collect(),
        Order::Any => open
            .filter(|expected| is_same(received.operation(), expected.operation))
            .collect(),
    };
    for expected in candidates {
        let difference = expected.differs(received).unwrap_or_default();
        let location = expected.location;
        // Writing to a string does not fail.
        _ = write!(
            text,
            "; unlike the call expected at {location}, {difference}"
        );
    }
    text
}

/// Compares operations by value and not by address: a program may have one of its own as a constant,
/// which has no address of its own.
fn is_same(one: Option<&'static Operation>, other: &'static Operation) -> bool {
    one.is_some_and(|one| (one.id, &one.method, one.path) == (other.id, &other.method, other.path))
}
