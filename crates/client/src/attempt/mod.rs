//! The life of a call: attempts, each with credentials of its own, until one is what the call gives.

mod authenticate;
mod observe;
pub(crate) mod reopen;

use crate::auth::Attached;
use crate::deadline::{Deadline, Passed};
use crate::error::{Cause, Report};
use crate::hooks::After;
use crate::options::CallOptions;
use crate::reply::Reply;
use crate::reply::read::{ReadError, Received, opened, to_end};
use crate::request::outgoing::Outgoing;
use crate::retry::{NotRepeated, Outcome, Trail, Verdict, retry_after};
use crate::secrets::Secrets;
use crate::{
    Body, Core, Operation, Reading, SendOptions, TokenError, TransportError, TransportErrorKind,
    TransportFuture,
};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use std::pin::pin;
use std::time::Duration;
use tracing::{Instrument, Span};

impl Core {
    /// Sends a request as often as it takes and may be.
    pub(crate) async fn send(self, outgoing: Outgoing) -> Result<Reply, Box<Report>> {
        let operation = outgoing.operation;
        let mut request = outgoing
            .request
            .map_err(|error| Box::new(Report::unanswered(operation, Cause::Request(error))))?;
        let trail = Trail::new(self.identify(request.headers_mut()));
        let span = observe::call(operation, trail.client_request_id());
        let mut life = Life {
            core: &self,
            operation,
            span: span.clone(),
            options: outgoing.options,
            reading: outgoing.reading,
            begin: self.clock().now(),
            deadline: Deadline::start(self.clock(), outgoing.options.deadline),
            has_stream: request.body().as_bytes().is_none(),
            rejected: None,
            reauthenticated: false,
            trail,
        };
        // It is large: `instrument` would move it about.
        pin!(life.run(&mut request)).instrument(span).await
    }

    /// Sets the id under which the server's logs have all attempts of this call, unless the caller
    /// has set one.
    fn identify(&self, headers: &mut HeaderMap) -> Option<String> {
        let name = self.request_id_header()?;
        if let Some(own) = headers.get(name) {
            return own.to_str().ok().map(str::to_owned);
        }
        let id = self.random().id();
        headers.insert(name, HeaderValue::from_str(&id).ok()?);
        Some(id)
    }
}

/// A call on its way.
struct Life<'a> {
    core: &'a Core,
    operation: &'static Operation,
    span: Span,
    options: CallOptions,
    reading: Reading,
    /// On the clock.
    begin: Duration,
    deadline: Deadline<'a>,
    /// Whether the body is a stream, which is gone when it is sent.
    has_stream: bool,
    /// The 401 after which the next attempt is made.
    rejected: Option<Reply>,
    /// Whether a credential was refused, and another one tried.
    reauthenticated: bool,
    trail: Trail,
}

/// What an attempt brought.
struct Attempt {
    result: Result<Reply, Box<Report>>,
    /// `None` where nothing could be sent, so that there is nothing to repeat.
    outcome: Option<Outcome>,
}

/// What comes after an attempt that is not the last.
enum Next {
    Repeat { wait: Duration },
    Reauthenticate,
}

impl Life<'_> {
    /// Makes attempts with copies of the request, which has no credentials.
    async fn run(&mut self, request: &mut Request<Body>) -> Result<Reply, Box<Report>> {
        loop {
            let span = observe::attempt(self.trail.sent() + 1);
            let attempt = pin!(self.attempt(copy(request)))
                .instrument(span.clone())
                .await;
            observe::attempted(&span, attempt.outcome);
            let Some(outcome) = attempt.outcome else {
                return self.give(attempt);
            };
            match self.next(outcome, &attempt.result) {
                Ok(Next::Repeat { wait }) => {
                    observe::repeat(outcome, wait);
                    self.trail.push(outcome, wait);
                    self.core.clock().sleep(wait).await;
                }
                Ok(Next::Reauthenticate) => {
                    self.reauthenticated = true;
                    self.rejected = attempt.result.ok();
                }
                Err(reason) => {
                    self.trail.end(reason);
                    return self.give(attempt);
                }
            }
        }
    }

    /// The end of the call.
    fn give(&mut self, attempt: Attempt) -> Result<Reply, Box<Report>> {
        let elapsed = self.core.clock().now().saturating_sub(self.begin);
        observe::ended(
            &self.span,
            attempt.outcome,
            || request_id(&attempt.result),
            self.trail.sent(),
            elapsed,
        );
        let trail = std::mem::take(&mut self.trail);
        match attempt.result {
            Ok(mut reply) => {
                if reply.status_code().is_success() {
                    self.core.budget().deposit();
                }
                reply.trail = trail;
                Ok(reply)
            }
            Err(mut report) => {
                report.trail = trail;
                Err(report)
            }
        }
    }

    /// What comes after an attempt; or why it is the last, where there might have been another one.
    ///
    /// The table decides first, then what the call has been through, its policy, its deadline, and
    /// last the budget, which is taken from only where nothing else speaks against a repeat.
    fn next(
        &self,
        outcome: Outcome,
        result: &Result<Reply, Box<Report>>,
    ) -> Result<Next, Option<NotRepeated>> {
        let told = result.as_ref().ok().and_then(|reply| self.told(reply));
        match outcome.verdict(self.operation.idempotent) {
            Verdict::Final if outcome.verdict(true) == Verdict::Final => Err(None),
            Verdict::Final => Err(Some(NotRepeated::NotIdempotent)),
            Verdict::RepeatIfTold if told.is_none() => Err(Some(NotRepeated::NotTold)),
            _ if self.has_stream => Err(Some(NotRepeated::Stream)),
            _ if !self.options.retry.repeats() => Err(Some(NotRepeated::Off)),
            Verdict::Reauthenticate if self.reauthenticated => Err(Some(NotRepeated::Credential)),
            Verdict::Reauthenticate => Ok(Next::Reauthenticate),
            Verdict::Repeat | Verdict::RepeatIfTold => {
                let wait = self.wait(told)?;
                Ok(Next::Repeat { wait })
            }
        }
    }

    /// How long to wait before a repeat that the table allows, or why there is none all the same.
    fn wait(&self, told: Option<Duration>) -> Result<Duration, NotRepeated> {
        let policy = &self.options.retry;
        if !policy.allows_after(self.trail.sent()) {
            return Err(NotRepeated::Attempts);
        }
        let wait = policy.wait(self.trail.sent(), told, self.core.random());
        let wait = wait.ok_or(NotRepeated::RetryAfter)?;
        if !self.deadline.allows(wait) {
            return Err(NotRepeated::Deadline);
        }
        if !self.is_paid(told) {
            return Err(NotRepeated::Budget);
        }
        Ok(wait)
    }

    /// A repeat that the server asked for after a wait hammers nobody, and costs nothing.
    fn is_paid(&self, told: Option<Duration>) -> bool {
        told.is_some_and(|wait| !wait.is_zero()) || self.core.budget().withdraw()
    }

    fn told(&self, reply: &Reply) -> Option<Duration> {
        retry_after(reply.headers(), || Some(self.core.clock().time_of_day()))
    }

    /// One attempt. Where there is no other credential than the one which a 401 refused, that answer
    /// stands.
    async fn attempt(&mut self, mut request: Request<Body>) -> Attempt {
        let number = self.trail.sent() + 1;
        let hooks = self.core.hooks();
        hooks.before(self.operation, number, &mut request);
        let authenticated = self.authenticate(&mut request).await;
        if let Some(rejected) = self.rejected.take() {
            let outcome = Outcome::Status(rejected.status_code());
            if matches!(&authenticated, Ok(attached) if !attached.differs_from(rejected.secrets()))
            {
                return Attempt {
                    result: Ok(rejected),
                    outcome: Some(outcome),
                };
            }
            self.trail.push(outcome, Duration::ZERO);
        }
        let attached = match authenticated {
            Ok(attached) => attached,
            Err(error) => {
                return Attempt {
                    result: Err(self.unanswered(Cause::Token(error))),
                    outcome: None,
                };
            }
        };
        let begin = self.core.clock().now();
        self.trail.count();
        let (outcome, result) = self.exchange(self.transmit(request), attached).await;
        if !hooks.is_empty() {
            hooks.after(&After {
                operation: self.operation,
                number,
                outcome,
                headers: shown_headers(&result).as_ref(),
                elapsed: self.core.clock().now().saturating_sub(begin),
            });
        }
        Attempt {
            result,
            outcome: Some(outcome),
        }
    }

    async fn authenticate(&self, request: &mut Request<Body>) -> Result<Attached, TokenError> {
        let attached = pin!(self.core.authenticate(self.operation, request));
        match self.deadline.within(attached).await {
            Ok(attached) => attached,
            Err(Passed) => Err(TokenError::new(PASSED)),
        }
    }

    /// Waits for the answer and reads it.
    async fn exchange(
        &self,
        sending: TransportFuture<'_>,
        attached: Attached,
    ) -> (Outcome, Result<Reply, Box<Report>>) {
        let (mut head, body) = match self.answer(sending).await {
            Ok(response) => response.into_parts(),
            Err(error) => {
                let outcome = unanswered(error.kind());
                return (outcome, Err(self.unanswered(Cause::Transport(error))));
            }
        };
        if head.status == StatusCode::UNAUTHORIZED {
            attached.reject();
        }
        let secrets = attached.into_secrets();
        match self.read(&mut head, body).await {
            Ok(body) => (
                Outcome::Status(head.status),
                Ok(Reply::new(head, body, secrets)),
            ),
            Err(error) => {
                let (outcome, cause) = self.half_answered(head.status, error);
                (outcome, Err(self.unread(head, secrets, cause)))
            }
        }
    }

    fn half_answered(&self, status: StatusCode, error: ReadError) -> (Outcome, Cause) {
        let limit = self.core.body_limit();
        match error {
            ReadError::Transport(error) => (Outcome::InBody(status), Cause::Transport(error)),
            ReadError::TooLarge => (Outcome::TooLarge(status), Cause::BodyTooLarge { limit }),
        }
    }

    /// Hands it over to the transport. Where the body is left unread, the transport cannot know how
    /// long it may take: the time ends with the head then, and [`read`](Self::read) sees to the rest.
    fn transmit(&self, request: Request<Body>) -> TransportFuture<'_> {
        let left = self.options.timeout.into_iter();
        let left = left.chain(self.deadline.left()).min();
        let options = SendOptions {
            operation: Some(self.operation),
            timeout: left.filter(|_| self.reading == Reading::Whole),
        };
        self.core.transport().send(request, options)
    }

    async fn answer(&self, sending: TransportFuture<'_>) -> Result<Response<Body>, TransportError> {
        let sending = self.deadline.within(sending);
        if self.reading == Reading::Whole {
            return sending.await.unwrap_or_else(|Passed| Err(passed()));
        }
        let timeout = Deadline::start(self.core.clock(), self.options.timeout);
        match timeout.within(pin!(sending)).await {
            Ok(response) => response.unwrap_or_else(|Passed| Err(passed())),
            Err(Passed) => Err(timed_out()),
        }
    }

    async fn read(
        &self,
        head: &mut http::response::Parts,
        body: Body,
    ) -> Result<Received, ReadError> {
        let body = opened(&self.operation.method, head, body);
        let is_success = head.status.is_success();
        let body = match (self.reading, self.options.timeout) {
            (Reading::Events, _) if is_success => body,
            (Reading::Stream | Reading::Events, Some(patience)) => {
                body.within(self.core.shared_clock(), patience)
            }
            _ => body,
        };
        if is_success && self.reading != Reading::Whole {
            return Ok(Received::Unread(body));
        }
        let reading = pin!(to_end(body, self.core.body_limit()));
        match self.deadline.within(reading).await {
            Ok(bytes) => bytes.map(Received::Whole),
            Err(Passed) => Err(ReadError::Transport(passed())),
        }
    }

    fn unanswered(&self, cause: Cause) -> Box<Report> {
        Box::new(Report::unanswered(self.operation, cause))
    }

    /// There is an answer, but not the whole of it.
    fn unread(&self, head: http::response::Parts, secrets: Secrets, cause: Cause) -> Box<Report> {
        let reply = Reply::new(head, Bytes::new(), secrets).for_error();
        let api = self.core.api();
        Box::new(Report::answered(
            api,
            self.operation,
            cause,
            reply.into_failed(),
            Vec::new(),
        ))
    }
}

const PASSED: &str = "the deadline of the call has passed";

fn passed() -> TransportError {
    TransportError::new(TransportErrorKind::Timeout, PASSED)
}

fn timed_out() -> TransportError {
    let text = "no answer came in the time of the call";
    TransportError::new(TransportErrorKind::Timeout, text)
}

/// A transport that failed before there was an answer.
fn unanswered(kind: TransportErrorKind) -> Outcome {
    match kind {
        TransportErrorKind::Connect => Outcome::Connect,
        TransportErrorKind::Timeout => Outcome::Timeout,
        TransportErrorKind::Interrupted => Outcome::Interrupted,
        TransportErrorKind::Other => Outcome::Unsendable,
    }
}

/// The same request for one attempt. A body that is a stream goes with it.
fn copy(request: &mut Request<Body>) -> Request<Body> {
    let mut copy = Request::new(request.body_mut().take());
    copy.method_mut().clone_from(request.method());
    copy.uri_mut().clone_from(request.uri());
    copy.headers_mut().clone_from(request.headers());
    copy
}

/// The id of the request in the server's logs.
fn request_id(result: &Result<Reply, Box<Report>>) -> Option<String> {
    match result {
        Ok(reply) => reply.request_id(),
        Err(report) => report.request_id().map(str::to_owned),
    }
}

/// The headers of an answer without what it echoes of the credentials.
fn shown_headers(result: &Result<Reply, Box<Report>>) -> Option<HeaderMap> {
    match result {
        Ok(reply) => Some(reply.clean_headers()),
        Err(report) => report.headers().cloned(),
    }
}
