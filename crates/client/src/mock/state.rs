//! What a mock was told, and what came of it.

use super::condition::Condition;
use super::{Answer, Received};
use crate::{Body, Operation, TransportError, TransportErrorKind};
use std::fmt::Write;
use std::panic::Location;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A call that is expected.
pub(super) struct Expectation {
    pub(super) operation: &'static Operation,
    /// Where the test says so.
    pub(super) place: &'static Location<'static>,
    pub(super) conditions: Vec<Condition>,
    pub(super) times: usize,
    /// How often it came.
    pub(super) came: usize,
    pub(super) then: Then,
}

/// What becomes of a call that is expected.
pub(super) enum Then {
    Answer(Answer),
    BreakOff(TransportErrorKind),
}

pub(super) struct State {
    in_order: bool,
    story: Mutex<Story>,
}

#[derive(Default)]
struct Story {
    expectations: Vec<Expectation>,
    received: Vec<Received>,
    /// What came and was not expected, and why.
    surprises: Vec<String>,
}

impl State {
    pub(super) fn new(in_order: bool) -> Self {
        Self {
            in_order,
            story: Mutex::default(),
        }
    }

    pub(super) fn expect(&self, expectation: Expectation) {
        self.story().expectations.push(expectation);
    }

    pub(super) fn received(&self, operation: &'static Operation) -> Vec<Received> {
        let story = self.story();
        let received = story.received.iter();
        let received = received.filter(|request| is(request.operation(), operation));
        received.cloned().collect()
    }

    /// How many calls are still to come.
    pub(super) fn open(&self) -> usize {
        let story = self.story();
        let expectations = story.expectations.iter();
        expectations
            .map(|expected| expected.times - expected.came)
            .sum()
    }

    /// What answers a request: the first expectation that is open and fits.
    pub(super) fn answer(
        &self,
        received: Received,
    ) -> Result<http::Response<Body>, TransportError> {
        let mut story = self.story();
        let in_order = self.in_order;
        let mut open = story
            .expectations
            .iter_mut()
            .filter(|one| one.came < one.times);
        let fits = |one: &&mut Expectation| one.differs(&received).is_none();
        let found = if in_order {
            open.next().filter(|one| fits(one))
        } else {
            open.find(fits)
        };
        let Some(expected) = found else {
            let surprise = surprise(&story, in_order, &received);
            story.received.push(received);
            story.surprises.push(surprise.clone());
            return Err(TransportError::new(TransportErrorKind::Other, surprise));
        };
        expected.came += 1;
        let answer = match &expected.then {
            Then::Answer(answer) => Ok(answer.response()),
            Then::BreakOff(kind) => Err(TransportError::new(*kind, "the mock was told so")),
        };
        story.received.push(received);
        answer
    }

    /// Panics where it was not as expected. What was wrong is told once.
    #[track_caller]
    pub(super) fn check(&self) {
        let mut story = self.story();
        let missing = story
            .expectations
            .drain(..)
            .filter(|one| one.came < one.times);
        let mut faults: Vec<String> = missing.map(|one| one.missing()).collect();
        faults.append(&mut story.surprises);
        drop(story);
        assert!(
            faults.is_empty(),
            "the mock was not called as expected:\n- {}",
            faults.join("\n- ")
        );
    }

    fn story(&self) -> MutexGuard<'_, Story> {
        self.story.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Expectation {
    /// How a request differs from it; `None` where it does not.
    fn differs(&self, received: &Received) -> Option<String> {
        if !is(received.operation(), self.operation) {
            return Some(format!("it is not `{}`", self.operation.id));
        }
        let mut conditions = self.conditions.iter();
        conditions.find_map(|condition| condition.differs(received))
    }

    fn missing(&self) -> String {
        let Self {
            operation,
            place,
            times,
            came,
            ..
        } = self;
        format!(
            "{}: came {came} times, not {times}; expected at {place}",
            operation.id
        )
    }
}

/// Why a request answers to no expectation, with how it differs from each that it might have been.
fn surprise(story: &Story, in_order: bool, received: &Received) -> String {
    let mut text = format!("{received}: was not expected");
    let open = story.expectations.iter().filter(|one| one.came < one.times);
    let near: Vec<&Expectation> = if in_order {
        open.take(1).collect()
    } else {
        open.filter(|one| is(received.operation(), one.operation))
            .collect()
    };
    for expected in near {
        let how = expected.differs(received).unwrap_or_default();
        // Writing to a string does not fail.
        _ = write!(text, "; unlike the one at {}, {how}", expected.place);
    }
    text
}

/// By what they are, not by where: a program may have one of its own as a constant, which has no
/// place of its own.
fn is(one: Option<&'static Operation>, other: &'static Operation) -> bool {
    one.is_some_and(|one| (one.id, &one.method, one.path) == (other.id, &other.method, other.path))
}
