//! Builds the expectation of a call.

use super::condition::Condition;
use super::state::{Expectation, Response, State};
use super::{Answer, Received};
use crate::{Call, TransportErrorKind};
use bytes::Bytes;
use serde::Serialize;
use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::panic::Location;

/// An expected call, which comes once unless [`times`](Self::times) is set; made by
/// [`Mock::expect`](super::Mock::expect).
///
/// It is complete when its answer is set: [`answer`](Self::answer) in the type of the operation,
/// [`fail`](Self::fail) with a documented failure, [`answer_with`](Self::answer_with) with any other
/// documented answer, [`surprise`](Self::surprise) with one that is not documented, and
/// [`break_off`](Self::break_off) without an answer.
#[must_use = "a call is expected when its answer is set"]
pub struct Expect<'a, C> {
    state: &'a State,
    location: &'static Location<'static>,
    conditions: Vec<Condition>,
    times: usize,
    call: PhantomData<fn() -> C>,
}

impl<'a, C: Call> Expect<'a, C> {
    #[track_caller]
    pub(super) fn new(state: &'a State) -> Self {
        Self {
            state,
            location: Location::caller(),
            conditions: Vec::new(),
            times: 1,
            call: PhantomData,
        }
    }

    /// Expects a value of a path parameter, which is named as in the document.
    pub fn path(self, name: &str, value: impl Display) -> Self {
        self.add_condition(Condition::Path(name.to_owned(), value.to_string()))
    }

    /// Expects a value of a query parameter, which is named as in the document, for example `$top`.
    pub fn query(self, name: &str, value: impl Display) -> Self {
        self.add_condition(Condition::Query(name.to_owned(), Some(value.to_string())))
    }

    /// Expects that a query parameter is absent.
    pub fn no_query(self, name: &str) -> Self {
        self.add_condition(Condition::Query(name.to_owned(), None))
    }

    /// Expects a value of a header.
    pub fn header(self, name: &str, value: impl Display) -> Self {
        self.add_condition(Condition::Header(name.to_owned(), value.to_string()))
    }

    /// Expects a JSON body, for example a type of the model: the same members with the same values, in
    /// any order.
    ///
    /// # Panics
    ///
    /// If the body cannot be serialized.
    #[track_caller]
    pub fn json(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.add_condition(Condition::Json(to_value(body)))
    }

    /// Expects a body, byte for byte.
    pub fn body(self, body: impl Into<Bytes>) -> Self {
        self.add_condition(Condition::Body(body.into()))
    }

    /// Expects that `holds` returns `true`; messages describe it by `what`, for example `the name is
    /// short`.
    pub fn when(
        self,
        what: &'static str,
        holds: impl Fn(&Received) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.add_condition(Condition::When(what, Box::new(holds)))
    }

    /// Expects the call this many times, with the same answer each time.
    pub fn times(self, times: usize) -> Self {
        Self { times, ..self }
    }

    /// Answers with a success, with the first documented status for it. For a type that cannot be
    /// serialized, such as bytes or an enum of several bodies, see
    /// [`answer_with`](Self::answer_with).
    ///
    /// # Panics
    ///
    /// If it cannot be serialized so that the operation reads it.
    #[track_caller]
    pub fn answer(self, success: C::Success)
    where
        C::Success: Serialize,
    {
        match Answer::for_success::<C>(&to_value(&success)) {
            Some(answer) => self.respond(Response::Answer(answer)),
            None => panic!(
                "`{}` has no documented answer with such a body: use `answer_with`",
                C::OPERATION.id
            ),
        }
    }

    /// Answers with a documented failure, for example `.fail(404, not_found)`.
    ///
    /// # Panics
    ///
    /// If the operation has no such failure: for that, see [`surprise`](Self::surprise).
    #[track_caller]
    pub fn fail(self, status: u16, body: impl Serialize) {
        let answer = Answer::json(status, &body);
        assert!(answer.is_failure::<C>(), "{}", not_documented::<C>(&answer));
        self.respond(Response::Answer(answer));
    }

    /// Answers with any documented answer.
    ///
    /// # Panics
    ///
    /// If the answer is not documented: for that, see [`surprise`](Self::surprise).
    #[track_caller]
    pub fn answer_with(self, answer: Answer) {
        assert!(
            answer.is_documented::<C>(),
            "{}",
            not_documented::<C>(&answer)
        );
        self.respond(Response::Answer(answer));
    }

    /// Answers with anything, documented or not, for example the error page of a proxy, or a 503.
    pub fn surprise(self, answer: Answer) {
        self.respond(Response::Answer(answer));
    }

    /// Fails without an answer.
    pub fn break_off(self, kind: TransportErrorKind) {
        self.respond(Response::BreakOff(kind));
    }

    fn add_condition(mut self, condition: Condition) -> Self {
        self.conditions.push(condition);
        self
    }

    fn respond(self, response: Response) {
        self.state.expect(Expectation {
            operation: C::OPERATION,
            location: self.location,
            conditions: self.conditions,
            times: self.times,
            calls: 0,
            response,
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
fn to_value(body: &(impl Serialize + ?Sized)) -> serde_json::Value {
    match serde_json::to_value(body) {
        Ok(value) => value,
        Err(error) => panic!("the body cannot be serialized: {error}"),
    }
}

fn not_documented<C: Call>(answer: &Answer) -> String {
    format!(
        "`{}` has no documented answer like this ({answer}): use `surprise` if that is intended",
        C::OPERATION.id
    )
}
