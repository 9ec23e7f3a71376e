//! The life of a call: attempts, each with credentials of its own, until one is what the call gives.

use crate::auth::{Attached, Secrets};
use crate::deadline::{Deadline, Passed};
use crate::error::{Cause, Report, Trail};
use crate::hooks::After;
use crate::observe;
use crate::options::{CallOptions, Outgoing};
use crate::reply::Reply;
use crate::reply::read::{ReadError, Received, opened, to_end};
use crate::retry::{Outcome, Verdict};
use crate::{
    Body, Core, Operation, Reading, SendOptions, TokenError, TransportError, TransportErrorKind,
};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
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
        let life = Life {
            core: &self,
            operation,
            span: span.clone(),
            options: outgoing.options,
            reading: outgoing.reading,
            begin: self.clock().now(),
            deadline: Deadline::start(self.clock(), outgoing.options.deadline),
            reauthenticated: false,
            trail,
        };
        life.run(request).instrument(span).await
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

/// What comes after an attempt.
enum Next {
    Give,
    Repeat { wait: Duration },
    Reauthenticate,
}

impl Life<'_> {
    async fn run(mut self, mut request: Request<Body>) -> Result<Reply, Box<Report>> {
        let mut rejected = None;
        loop {
            let spare = copy(&request);
            let span = observe::attempt(self.trail.sent() + 1);
            let attempt = self.attempt(request, rejected.take());
            let attempt = attempt.instrument(span.clone()).await;
            observe::attempted(&span, attempt.outcome);
            let (Some(outcome), Some(spare)) = (attempt.outcome, spare) else {
                return self.give(attempt);
            };
            match self.next(outcome, &attempt.result) {
                Next::Give => return self.give(attempt),
                Next::Repeat { wait } => {
                    observe::repeat(outcome, wait);
                    self.trail.push(outcome, wait);
                    self.core.clock().sleep(wait).await;
                }
                Next::Reauthenticate => {
                    self.reauthenticated = true;
                    rejected = attempt.result.ok();
                }
            }
            request = spare;
        }
    }

    /// The end of the call.
    fn give(self, attempt: Attempt) -> Result<Reply, Box<Report>> {
        let elapsed = self.core.clock().now().saturating_sub(self.begin);
        let request_id = match &attempt.result {
            Ok(reply) => reply.request_id(),
            Err(report) => report.request_id().map(str::to_owned),
        };
        let sent = self.trail.sent();
        observe::ended(
            &self.span,
            attempt.outcome,
            request_id.as_deref(),
            sent,
            elapsed,
        );
        match attempt.result {
            Ok(mut reply) => {
                if reply.status_code().is_success() {
                    self.core.budget().deposit();
                }
                reply.trail = self.trail;
                Ok(reply)
            }
            Err(mut report) => {
                report.trail = self.trail;
                Err(report)
            }
        }
    }

    /// Decides after an attempt: the table first, then the policy of the call, its deadline, and
    /// last the budget, which is taken from only where nothing else speaks against a repeat.
    fn next(&self, outcome: Outcome, result: &Result<Reply, Box<Report>>) -> Next {
        let policy = &self.options.retry;
        let told = result.as_ref().ok().and_then(|reply| self.told(reply));
        match outcome.verdict(self.operation.idempotent) {
            Verdict::Repeat => {}
            Verdict::RepeatIfTold if told.is_some() => {}
            Verdict::Reauthenticate if policy.repeats() && !self.reauthenticated => {
                return Next::Reauthenticate;
            }
            Verdict::Final | Verdict::RepeatIfTold | Verdict::Reauthenticate => return Next::Give,
        }
        if !policy.allows_after(self.trail.sent()) {
            return Next::Give;
        }
        match policy.wait(self.trail.sent(), told, self.core.random()) {
            Some(wait) if self.deadline.allows(wait) && self.is_paid(told) => Next::Repeat { wait },
            _ => Next::Give,
        }
    }

    /// A repeat that the server asked for after a wait hammers nobody, and costs nothing.
    fn is_paid(&self, told: Option<Duration>) -> bool {
        told.is_some_and(|wait| !wait.is_zero()) || self.core.budget().withdraw()
    }

    fn told(&self, reply: &Reply) -> Option<Duration> {
        crate::retry_after::retry_after(reply.headers(), || Some(self.core.clock().time_of_day()))
    }

    /// One attempt. `rejected` is the 401 after which it is made; where there is no other credential
    /// than the one which that answer refused, it stands.
    async fn attempt(&mut self, mut request: Request<Body>, rejected: Option<Reply>) -> Attempt {
        let number = self.trail.sent() + 1;
        let hooks = self.core.hooks();
        hooks.before(self.operation, number, &mut request);
        let authenticated = self.authenticate(&mut request).await;
        if let Some(rejected) = rejected {
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
        let (outcome, result) = self.exchange(request, attached).await;
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
        let attached = self.core.authenticate(self.operation, request);
        match self.deadline.within(attached).await {
            Ok(attached) => attached,
            Err(Passed) => Err(TokenError::new(PASSED)),
        }
    }

    /// Sends it and reads the answer.
    async fn exchange(
        &self,
        request: Request<Body>,
        attached: Attached,
    ) -> (Outcome, Result<Reply, Box<Report>>) {
        let answer = self.transmit(request).await;
        let (mut head, body) = match answer {
            Ok(response) => response.into_parts(),
            Err(error) => {
                let outcome = Outcome::unanswered(error.kind());
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

    /// Where the body is left unread, the transport cannot know how long it may take: the time ends
    /// with the head then, and [`read`](Self::read) sees to the rest.
    async fn transmit(&self, mut request: Request<Body>) -> Result<Response<Body>, TransportError> {
        request.extensions_mut().insert(self.operation);
        let timeout = self.options.timeout;
        let left = timeout.into_iter().chain(self.deadline.left()).min();
        let options = SendOptions {
            timeout: left.filter(|_| self.reading == Reading::Whole),
        };
        let sending = self.core.transport().send(request, options);
        let sending = self.deadline.within(sending);
        if self.reading == Reading::Whole {
            return sending.await.unwrap_or_else(|Passed| Err(passed()));
        }
        let timeout = Deadline::start(self.core.clock(), timeout);
        match timeout.within(sending).await {
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
        let reading = to_end(body, self.core.body_limit());
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
            reply,
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

/// The same request once more, before credentials; `None` where its body is a stream, which is gone
/// when it is sent.
fn copy(request: &Request<Body>) -> Option<Request<Body>> {
    let body = request.body().as_bytes()?.clone();
    let mut copy = Request::new(Body::from(body));
    copy.method_mut().clone_from(request.method());
    copy.uri_mut().clone_from(request.uri());
    copy.headers_mut().clone_from(request.headers());
    Some(copy)
}

/// The headers of an answer without what it echoes of the credentials.
fn shown_headers(result: &Result<Reply, Box<Report>>) -> Option<HeaderMap> {
    match result {
        Ok(reply) => Some(reply.clean_headers()),
        Err(report) => report.headers().cloned(),
    }
}
