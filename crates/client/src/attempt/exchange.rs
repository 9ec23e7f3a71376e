//! One attempt's way to the server and back.

use crate::auth::Attached;
use crate::deadline::{Deadline, Passed};
use crate::error::{Cause, Report};
use crate::options::CallOptions;
use crate::reply::Reply;
use crate::reply::read::{ReadError, Received, opened, to_end};
use crate::retry::Outcome;
use crate::secrets::Secrets;
use crate::{
    Body, Core, Operation, Reading, SendOptions, TokenError, TransportError, TransportErrorKind,
    TransportFuture,
};
use bytes::Bytes;
use http::response::Parts;
use http::{Request, Response, StatusCode};
use std::pin::pin;

/// The facts that all attempts of a call have in common.
pub(super) struct Exchange<'a> {
    pub(super) core: &'a Core,
    pub(super) operation: &'static Operation,
    pub(super) options: CallOptions,
    pub(super) reading: Reading,
    pub(super) deadline: Deadline<'a>,
}

/// The end of one exchange.
pub(super) struct Exchanged {
    pub(super) outcome: Outcome,
    pub(super) result: Result<Reply, Box<Report>>,
}

impl Exchange<'_> {
    /// Attaches the credentials, within the deadline.
    pub(super) async fn authenticate(
        &self,
        request: &mut Request<Body>,
    ) -> Result<Attached, TokenError> {
        let attached = pin!(self.core.authenticate(self.operation, request));
        match self.deadline.within(attached).await {
            Ok(attached) => attached,
            Err(Passed) => Err(TokenError::new(DEADLINE_PASSED)),
        }
    }

    /// Hands the request over to the transport.
    ///
    /// If the body of the answer is left unread, the transport cannot know how long it may take. Its
    /// time then ends with the head, and [`read_body`](Self::read_body) bounds the rest.
    pub(super) fn transmit(&self, request: Request<Body>) -> TransportFuture<'_> {
        let bounds = self.options.timeout.into_iter();
        let timeout = bounds.chain(self.deadline.time_left()).min();
        let options = SendOptions {
            operation: Some(self.operation),
            timeout: timeout.filter(|_| self.reading == Reading::Whole),
        };
        self.core.transport().send(request, options)
    }

    /// Waits for the answer and reads it.
    pub(super) async fn receive(
        &self,
        response: TransportFuture<'_>,
        attached: Attached,
    ) -> Exchanged {
        let (mut head, body) = match self.await_head(response).await {
            Ok(response) => response.into_parts(),
            Err(error) => {
                return Exchanged {
                    outcome: outcome_without_answer(error.kind()),
                    result: Err(self.unanswered(Cause::Transport(error))),
                };
            }
        };
        if head.status == StatusCode::UNAUTHORIZED {
            attached.reject();
        }
        let secrets = attached.into_secrets();
        match self.read_body(&mut head, body).await {
            Ok(body) => Exchanged {
                outcome: Outcome::Status(head.status),
                result: Ok(Reply::new(head, body, secrets)),
            },
            Err(ReadError::Transport(error)) => Exchanged {
                outcome: Outcome::InBody(head.status),
                result: Err(self.partly_answered(head, secrets, Cause::Transport(error))),
            },
            Err(ReadError::TooLarge) => {
                let limit = self.core.body_limit();
                Exchanged {
                    outcome: Outcome::TooLarge(head.status),
                    result: Err(self.partly_answered(head, secrets, Cause::BodyTooLarge { limit })),
                }
            }
        }
    }

    async fn await_head(
        &self,
        response: TransportFuture<'_>,
    ) -> Result<Response<Body>, TransportError> {
        let response = self.deadline.within(response);
        if self.reading == Reading::Whole {
            return response
                .await
                .unwrap_or_else(|Passed| Err(deadline_passed()));
        }
        let timeout = Deadline::start(self.core.clock(), self.options.timeout);
        match timeout.within(pin!(response)).await {
            Ok(response) => response.unwrap_or_else(|Passed| Err(deadline_passed())),
            Err(Passed) => Err(timed_out()),
        }
    }

    async fn read_body(&self, head: &mut Parts, body: Body) -> Result<Received, ReadError> {
        let body = opened(&self.operation.method, head, body);
        let is_success = head.status.is_success();
        let body = match (self.reading, self.options.timeout) {
            (Reading::Events, _) if is_success => body,
            (Reading::Stream | Reading::Events, Some(timeout)) => {
                body.with_chunk_timeout(self.core.shared_clock(), timeout)
            }
            _ => body,
        };
        if is_success && self.reading != Reading::Whole {
            return Ok(Received::Unread(body));
        }
        let reading = pin!(to_end(body, self.core.body_limit()));
        match self.deadline.within(reading).await {
            Ok(bytes) => bytes.map(Received::Whole),
            Err(Passed) => Err(ReadError::Transport(deadline_passed())),
        }
    }

    /// The report of an attempt that got no answer.
    pub(super) fn unanswered(&self, cause: Cause) -> Box<Report> {
        Box::new(Report::unanswered(self.operation, cause))
    }

    /// The report of an attempt that got only a part of an answer.
    fn partly_answered(&self, head: Parts, secrets: Secrets, cause: Cause) -> Box<Report> {
        let answer = Reply::new(head, Bytes::new(), secrets)
            .for_error()
            .into_failed();
        let (api, operation) = (self.core.api(), self.operation);
        Box::new(Report::answered(api, operation, cause, answer, Vec::new()))
    }
}

const DEADLINE_PASSED: &str = "the deadline of the call has passed";

fn deadline_passed() -> TransportError {
    TransportError::new(TransportErrorKind::Timeout, DEADLINE_PASSED)
}

fn timed_out() -> TransportError {
    let text = "no answer came within the timeout of the call";
    TransportError::new(TransportErrorKind::Timeout, text)
}

fn outcome_without_answer(kind: TransportErrorKind) -> Outcome {
    match kind {
        TransportErrorKind::Connect => Outcome::Connect,
        TransportErrorKind::Timeout => Outcome::Timeout,
        TransportErrorKind::Interrupted => Outcome::Interrupted,
        TransportErrorKind::Other => Outcome::Unsendable,
    }
}

/// Copies the request for one attempt. A body that is a stream goes with the copy.
pub(super) fn copy_for_attempt(request: &mut Request<Body>) -> Request<Body> {
    let mut copy = Request::new(request.body_mut().take());
    copy.method_mut().clone_from(request.method());
    copy.uri_mut().clone_from(request.uri());
    copy.headers_mut().clone_from(request.headers());
    copy
}
