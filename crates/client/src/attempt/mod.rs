//! A call as a loop over attempts.
//!
//! An attempt runs the hooks, attaches credentials, sends the request and reads the answer, each
//! step within the deadline of the call ([`exchange`]). After it, whether there is another one is
//! decided in this order:
//!
//! 1. the [table](crate::retry) says what the outcome allows, by the idempotency of the operation;
//! 2. the call: a body that is a stream cannot be sent twice;
//! 3. the [`RetryPolicy`](crate::RetryPolicy): how many attempts, and after what wait;
//! 4. the deadline: a wait that would pass it is not begun;
//! 5. the retry budget, which all handles of a client share. It is checked last because checking
//!    consumes it.
//!
//! A 401 is apart from that: the token provider is told, and the request is sent once more if the
//! credentials that it then gets differ from those that were refused.
//!
//! The [`AttemptLog`] keeps what each attempt met and, for the last one, why it was not repeated. It
//! travels in the reply or in the report of the error. Time comes from the client's
//! [`Clock`](crate::Clock) and chance from its [`Random`](crate::random::Random), so that tests do
//! not wait. Only [`observe`] speaks to `tracing`.
//!
//! Futures are kept small here, because an `async fn` stores its argument twice and every wrapper
//! stores what it waits for once more: requests are passed by reference, and large futures are
//! pinned where they are before they are handed on.

mod authenticate;
mod exchange;
mod observe;
pub(crate) mod reopen;

use self::exchange::{Exchange, Exchanged, copy_for_attempt};
use crate::deadline::Deadline;
use crate::error::{Cause, Report};
use crate::hooks::After;
use crate::reply::Reply;
use crate::request::outgoing::Outgoing;
use crate::retry::{AttemptLog, NotRepeated, Outcome, Verdict, retry_after};
use crate::{Body, Core};
use http::{HeaderMap, HeaderValue, Request};
use std::pin::pin;
use std::time::Duration;
use tracing::{Instrument, Span};

impl Core {
    /// Sends a request as often as it takes and is allowed.
    pub(crate) async fn send(self, outgoing: Outgoing) -> Result<Reply, Box<Report>> {
        let operation = outgoing.operation;
        let mut request = outgoing
            .request
            .map_err(|error| Box::new(Report::unanswered(operation, Cause::Request(error))))?;
        let log = AttemptLog::new(self.set_request_id(request.headers_mut()));
        let span = observe::call(operation, log.client_request_id());
        let mut attempts = AttemptLoop {
            exchange: Exchange {
                core: &self,
                operation,
                options: outgoing.options,
                reading: outgoing.reading,
                deadline: Deadline::start(self.clock(), outgoing.options.deadline),
            },
            span: span.clone(),
            begin: self.clock().now(),
            has_stream: request.body().as_bytes().is_none(),
            rejected: None,
            reauthenticated: false,
            log,
        };
        // It is large: `instrument` would move it about.
        pin!(attempts.run(&mut request)).instrument(span).await
    }

    /// Sets the id that all attempts of this call have in the server's logs, unless the caller has
    /// set one, and returns it.
    fn set_request_id(&self, headers: &mut HeaderMap) -> Option<String> {
        let name = self.request_id_header()?;
        if let Some(own) = headers.get(name) {
            return own.to_str().ok().map(str::to_owned);
        }
        let id = self.random().id();
        headers.insert(name, HeaderValue::from_str(&id).ok()?);
        Some(id)
    }
}

/// The state of a call between its attempts.
struct AttemptLoop<'a> {
    exchange: Exchange<'a>,
    span: Span,
    /// When the call began, on the clock.
    begin: Duration,
    /// `true` if the body is a stream, which is gone once it is sent.
    has_stream: bool,
    /// The 401 after which the next attempt is made.
    rejected: Option<Reply>,
    /// `true` once a credential was refused and another one tried.
    reauthenticated: bool,
    log: AttemptLog,
}

/// The result of one attempt.
struct Attempt {
    result: Result<Reply, Box<Report>>,
    /// `None` if nothing could be sent, so that there is nothing to repeat.
    outcome: Option<Outcome>,
}

/// The step after an attempt that is not the last.
enum Next {
    Repeat { wait: Duration },
    Reauthenticate,
}

impl AttemptLoop<'_> {
    /// Makes attempts with copies of the request, which has no credentials.
    async fn run(&mut self, request: &mut Request<Body>) -> Result<Reply, Box<Report>> {
        loop {
            let span = observe::attempt(self.log.sent() + 1);
            let attempt = pin!(self.attempt(copy_for_attempt(request)))
                .instrument(span.clone())
                .await;
            observe::attempt_ended(&span, attempt.outcome);
            let Some(outcome) = attempt.outcome else {
                return self.finish(attempt);
            };
            match self.next_step(outcome, &attempt.result) {
                Ok(Next::Repeat { wait }) => {
                    observe::repeat(outcome, wait);
                    self.log.record(outcome, wait);
                    self.exchange.core.clock().sleep(wait).await;
                }
                Ok(Next::Reauthenticate) => {
                    self.reauthenticated = true;
                    self.rejected = attempt.result.ok();
                }
                Err(reason) => {
                    self.log.end(reason);
                    return self.finish(attempt);
                }
            }
        }
    }

    /// Ends the call with the result of its last attempt.
    fn finish(&mut self, attempt: Attempt) -> Result<Reply, Box<Report>> {
        let core = self.exchange.core;
        let elapsed = core.clock().now().saturating_sub(self.begin);
        observe::call_ended(
            &self.span,
            attempt.outcome,
            || request_id(&attempt.result),
            self.log.sent(),
            elapsed,
        );
        let log = std::mem::take(&mut self.log);
        match attempt.result {
            Ok(mut reply) => {
                if reply.status_code().is_success() {
                    core.budget().deposit();
                }
                reply.log = log;
                Ok(reply)
            }
            Err(mut report) => {
                report.log = log;
                Err(report)
            }
        }
    }

    /// Decides what follows an attempt, in the order of the module's documentation.
    ///
    /// An error is the end of the call, with the reason why there is no other attempt where one
    /// would have made sense.
    fn next_step(
        &self,
        outcome: Outcome,
        result: &Result<Reply, Box<Report>>,
    ) -> Result<Next, Option<NotRepeated>> {
        let idempotent = self.exchange.operation.idempotent;
        let retry_after = result
            .as_ref()
            .ok()
            .and_then(|reply| self.retry_after(reply));
        match outcome.verdict(idempotent) {
            Verdict::Final if outcome.verdict(true) == Verdict::Final => Err(None),
            Verdict::Final => Err(Some(NotRepeated::NotIdempotent)),
            Verdict::RepeatIfTold if retry_after.is_none() => Err(Some(NotRepeated::NotTold)),
            _ if self.has_stream => Err(Some(NotRepeated::Stream)),
            _ if !self.exchange.options.retry.repeats() => Err(Some(NotRepeated::Off)),
            Verdict::Reauthenticate if self.reauthenticated => Err(Some(NotRepeated::Credential)),
            Verdict::Reauthenticate => Ok(Next::Reauthenticate),
            Verdict::Repeat | Verdict::RepeatIfTold => {
                let wait = self.wait_before_repeat(retry_after)?;
                Ok(Next::Repeat { wait })
            }
        }
    }

    /// Returns how long to wait before a repeat that the table allows, or why there is none.
    fn wait_before_repeat(&self, retry_after: Option<Duration>) -> Result<Duration, NotRepeated> {
        let (policy, sent) = (&self.exchange.options.retry, self.log.sent());
        if !policy.allows_after(sent) {
            return Err(NotRepeated::Attempts);
        }
        let wait = policy.wait(sent, retry_after, self.exchange.core.random());
        let wait = wait.ok_or(NotRepeated::RetryAfter)?;
        if !self.exchange.deadline.allows(wait) {
            return Err(NotRepeated::Deadline);
        }
        if !self.is_in_budget(retry_after) {
            return Err(NotRepeated::Budget);
        }
        Ok(wait)
    }

    /// Takes a repeat out of the budget, if there is one left. A repeat that the server asked for
    /// after a wait overloads nobody, and is free.
    fn is_in_budget(&self, retry_after: Option<Duration>) -> bool {
        retry_after.is_some_and(|wait| !wait.is_zero()) || self.exchange.core.budget().withdraw()
    }

    fn retry_after(&self, reply: &Reply) -> Option<Duration> {
        let now = || Some(self.exchange.core.clock().time_of_day());
        retry_after(reply.headers(), now)
    }

    /// Makes one attempt. After a 401, if there is no other credential than the one that was
    /// refused, nothing is sent and the 401 is the result.
    async fn attempt(&mut self, mut request: Request<Body>) -> Attempt {
        let number = self.log.sent() + 1;
        let (core, operation) = (self.exchange.core, self.exchange.operation);
        let hooks = core.hooks();
        hooks.before(operation, number, &mut request);
        let authenticated = self.exchange.authenticate(&mut request).await;
        if let Some(rejected) = self.rejected.take() {
            let outcome = Outcome::Status(rejected.status_code());
            if matches!(&authenticated, Ok(attached) if !attached.differs_from(rejected.secrets()))
            {
                return Attempt {
                    result: Ok(rejected),
                    outcome: Some(outcome),
                };
            }
            self.log.record(outcome, Duration::ZERO);
        }
        let attached = match authenticated {
            Ok(attached) => attached,
            Err(error) => {
                return Attempt {
                    result: Err(self.exchange.unanswered(Cause::Token(error))),
                    outcome: None,
                };
            }
        };
        let begin = core.clock().now();
        self.log.count_sent();
        let response = self.exchange.transmit(request);
        let Exchanged { outcome, result } = self.exchange.receive(response, attached).await;
        if !hooks.is_empty() {
            hooks.after(&After {
                operation,
                number,
                outcome,
                headers: shown_headers(&result).as_ref(),
                elapsed: core.clock().now().saturating_sub(begin),
            });
        }
        Attempt {
            result,
            outcome: Some(outcome),
        }
    }
}

/// The id of the request in the server's logs.
fn request_id(result: &Result<Reply, Box<Report>>) -> Option<String> {
    match result {
        Ok(reply) => reply.request_id(),
        Err(report) => report.request_id().map(str::to_owned),
    }
}

/// The headers of an answer without the credentials that it echoes.
fn shown_headers(result: &Result<Reply, Box<Report>>) -> Option<HeaderMap> {
    match result {
        Ok(reply) => Some(reply.clean_headers()),
        Err(report) => report.headers().cloned(),
    }
}
