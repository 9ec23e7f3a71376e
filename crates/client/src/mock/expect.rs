//! What a test says of a call that it expects.

use super::condition::Condition;
use super::state::{Expectation, State, Then};
use super::{Answer, Received};
use crate::{Call, TransportErrorKind};
use bytes::Bytes;
use serde::Serialize;
use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::panic::Location;

/// A call that is expected, once unless [`times`](Self::times) says how often; made by
/// [`Mock::expect`](super::Mock::expect).
///
/// It counts from when it has its answer: [`answer`](Self::answer) in the type of the operation,
/// [`fail`](Self::fail) with a documented failure, [`answer_with`](Self::answer_with) for every other
/// documented answer, [`surprise`](Self::surprise) for one that is not, and
/// [`break_off`](Self::break_off) for none.
#[must_use = "a call is expected when its answer is set"]
pub struct Expect<'a, C> {
    state: &'a State,
    place: &'static Location<'static>,
    conditions: Vec<Condition>,
    times: usize,
    call: PhantomData<fn() -> C>,
}

impl<'a, C: Call> Expect<'a, C> {
    #[track_caller]
    pub(super) fn new(state: &'a State) -> Self {
        Self {
            state,
            place: Location::caller(),
            conditions: Vec::new(),
            times: 1,
            call: PhantomData,
        }
    }

    /// With this value of a path parameter, which is named as in the document.
    pub fn path(self, name: &str, value: impl Display) -> Self {
        self.with(Condition::Path(name.to_owned(), value.to_string()))
    }

    /// With this value of a query parameter, which is named as in the document, for example `$top`.
    pub fn query(self, name: &str, value: impl Display) -> Self {
        self.with(Condition::Query(name.to_owned(), Some(value.to_string())))
    }

    /// Without this query parameter.
    pub fn no_query(self, name: &str) -> Self {
        self.with(Condition::Query(name.to_owned(), None))
    }

    /// With this value of a header.
    pub fn header(self, name: &str, value: impl Display) -> Self {
        self.with(Condition::Header(name.to_owned(), value.to_string()))
    }

    /// With this body of JSON, for example a type of the model: the same members with the same
    /// values, in any order.
    ///
    /// # Panics
    ///
    /// If the body cannot be written.
    #[track_caller]
    pub fn json(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.with(Condition::Json(value_of(body)))
    }

    /// With this body, byte for byte.
    pub fn body(self, body: impl Into<Bytes>) -> Self {
        self.with(Condition::Body(body.into()))
    }

    /// If `holds` says so; `what` stands for it in messages, for example `the name is short`.
    pub fn when(
        self,
        what: &'static str,
        holds: impl Fn(&Received) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.with(Condition::When(what, Box::new(holds)))
    }

    /// So many times, with the same answer each time.
    pub fn times(self, times: usize) -> Self {
        Self { times, ..self }
    }

    /// Answers with a success, under the first status that the document has for it. For one that
    /// cannot be written, such as bytes or an enum of several, see
    /// [`answer_with`](Self::answer_with).
    ///
    /// # Panics
    ///
    /// If it cannot be written in a way in which the operation reads it.
    #[track_caller]
    pub fn answer(self, success: C::Success)
    where
        C::Success: Serialize,
    {
        match Answer::of_success::<C>(&value_of(&success)) {
            Some(answer) => self.then(Then::Answer(answer)),
            None => panic!(
                "the document has no answer of `{}` that is written like this: use `answer_with`",
                C::OPERATION.id
            ),
        }
    }

    /// Fails with what the document has for a status, for example `.fail(404, not_found)`.
    ///
    /// # Panics
    ///
    /// If the document has no such failure of the operation: for that, see
    /// [`surprise`](Self::surprise).
    #[track_caller]
    pub fn fail(self, status: u16, body: impl Serialize) {
        let answer = Answer::json(status, &body);
        check::<C>(&answer, answer.is_failure::<C>());
        self.then(Then::Answer(answer));
    }

    /// Answers with anything that the document has.
    ///
    /// # Panics
    ///
    /// If the document has it not: for that, see [`surprise`](Self::surprise).
    #[track_caller]
    pub fn answer_with(self, answer: Answer) {
        check::<C>(&answer, answer.is_documented::<C>());
        self.then(Then::Answer(answer));
    }

    /// Answers with what the document need not have, for example the page of a proxy, or a 503.
    pub fn surprise(self, answer: Answer) {
        self.then(Then::Answer(answer));
    }

    /// Brings no answer.
    pub fn break_off(self, kind: TransportErrorKind) {
        self.then(Then::BreakOff(kind));
    }

    fn with(mut self, condition: Condition) -> Self {
        self.conditions.push(condition);
        self
    }

    fn then(self, then: Then) {
        self.state.expect(Expectation {
            operation: C::OPERATION,
            place: self.place,
            conditions: self.conditions,
            times: self.times,
            came: 0,
            then,
        });
    }
}

impl<C: Call> fmt::Debug for Expect<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Expect")
            .field("operation", &C::OPERATION.id)
            .field("times", &self.times)
            .finish_non_exhaustive()
    }
}

#[track_caller]
fn value_of(body: &(impl Serialize + ?Sized)) -> serde_json::Value {
    match serde_json::to_value(body) {
        Ok(value) => value,
        Err(error) => panic!("the body cannot be written: {error}"),
    }
}

#[track_caller]
fn check<C: Call>(answer: &Answer, is_documented: bool) {
    assert!(
        is_documented,
        "the document has no {answer} of `{}` with such a body: use `surprise` if that is the point",
        C::OPERATION.id
    );
}
